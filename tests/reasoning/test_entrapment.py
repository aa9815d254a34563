"""Chains and circles of promises between states, against paths that are followed one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases
from tests.reasoning.treaties_text import frame_for
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.space import ATTACKER
from treatylang.reasoning.verdicts.entrapment import LONGEST, Drawn, chains, circles, exposed, links

STATES = ("Japan", "Australia", "India", "Fiji", "Tonga", "Samoa")
ANYBODY = "anybody"

MUST, MAY, NEVER = "fight", "help", "guard"
"""What a treaty promises: to fight, help of which fighting is one way, help that is none."""


@dataclass(frozen=True)
class Pact:
    """A treaty: who is bound, to do what, against whom."""

    name: str
    parties: tuple[str, ...]
    act: str
    attacker: str = ANYBODY

    def text(self) -> str:
        dated = "" if self.name == "T" else "status in-force from 2005-01-01; "
        by = "" if self.attacker == ANYBODY else f" by {self.attacker}"
        promise = f"when attack on any party{by} each other party shall {self.act};"
        return (
            f'treaty {self.name} "{self.name}" {{ {dated}drawn-up at "Rome" on 2010-01-01; '
            f"party {', '.join(self.parties)}; article as n1 {{ {promise} }} }}"
        )


@st.composite
def pacts(draw: st.DrawFn) -> tuple[Pact, ...]:
    """Draw a few treaties of two or three states, the draft last."""
    drawn = []
    for name in (*"UVWX"[: draw(st.integers(1, 4))], "T"):
        parties = draw(st.lists(st.sampled_from(STATES[:5]), min_size=2, max_size=3, unique=True))
        attacker = draw(st.sampled_from((ANYBODY, ANYBODY, ANYBODY, "Fiji", "Samoa")))
        drawn.append(Pact(name, tuple(parties), draw(st.sampled_from((MUST, MUST, MAY, NEVER))), attacker))
    return tuple(drawn)


Step = tuple[str, str, Pact]
"""Who helps whom under which treaty."""


def steps(those: tuple[Pact, ...]) -> list[Step]:
    return [(a, b, p) for p in those if p.act != NEVER for a in p.parties for b in p.parties if a != b]


def paths(those: tuple[Pact, ...], start: str) -> Iterator[tuple[Step, ...]]:
    """Yield each way from a state to others, of at most as many steps as are followed, no treaty twice in a row."""
    every = steps(those)
    so_far: list[tuple[Step, ...]] = [(one,) for one in every if one[0] == start]
    for _ in range(LONGEST):
        yield from so_far
        so_far = [
            (*path, one)
            for path in so_far
            for one in every
            if one[0] == path[-1][1] and one[1] not in {start, *(s[0] for s in path)} and one[2] != path[-1][2]
        ]


def attackers(path: tuple[Step, ...]) -> frozenset[str]:
    """Return who can attack so that each step is promised: nobody on the way; `ANYBODY` for those nobody names."""
    found = frozenset((*STATES, ANYBODY))
    for helper, helped, pact in path:
        against = frozenset((*STATES, ANYBODY)) if pact.attacker == ANYBODY else frozenset({pact.attacker})
        found = (found & against) - {helper, helped}
    return found


def led_to(those: tuple[Pact, ...]) -> frozenset[tuple[str, str]]:
    """Return which party of the draft must in the end fight for which stranger."""
    draft = those[-1]
    found = set()
    for state in draft.parties:
        for path in paths(those, state):
            stranger = path[-1][1]
            allied = any({state, stranger} <= set(pact.parties) for pact in those)
            by_draft = any(pact is draft for _, _, pact in path)
            if len(path) > 1 and path[0][2].act == MUST and by_draft and not allied and attackers(path):
                found.add((state, stranger))
    return frozenset(found)


def text_of(those: tuple[Pact, ...]) -> str:
    return "\n".join(pact.text() for pact in those)


def told(frame: Frame) -> dict[tuple[str, str], Drawn]:
    found = list(chains(frame, links(frame)))
    assert len({(one.helper, one.links[-1].helped) for one in found}) == len(found), "each is told once"
    return {(one.helper, one.links[-1].helped): one for one in found}


@cases(60)
@given(pacts())
def test_chains_lead_where_paths_lead_that_are_followed_one_by_one(those: tuple[Pact, ...]) -> None:
    frame = frame_for(text_of(those))
    found = told(frame)
    assert set(found) == led_to(those), text_of(those)
    for (state, stranger), one in found.items():
        path = tuple(
            (link.helper, link.helped, next(p for p in those if p.name == link.treaty.name)) for link in one.links
        )
        assert one.kind == "chain"
        assert path in set(paths(those, state))
        shortest = min(
            len(p)
            for p in paths(those, state)
            if p[-1][1] == stranger and p[0][2].act == MUST and any(s[2].name == "T" for s in p) and attackers(p)
        )
        assert len(path) == max(2, shortest)
        named = {
            value
            for value in frame.diagrams.variables[frame.diagrams.level(ATTACKER)].values
            if frame.diagrams.both(one.where, frame.diagrams.value(ATTACKER, value))
        }
        assert named & set(STATES) <= attackers(path), "whoever attacks is nobody on the way"


@cases(60)
@given(pacts())
def test_circles_are_two_ways_to_both_sides_of_one_fight(those: tuple[Pact, ...]) -> None:
    frame = frame_for(text_of(those))
    draft = those[-1]
    found = {one.state: one for one in circles(frame, links(frame))}
    assert set(found) <= set(draft.parties)
    for state, one in found.items():
        ways = []
        for side in (one.first, one.second):
            path = tuple((x.helper, x.helped, next(p for p in those if p.name == x.treaty.name)) for x in side)
            assert path in set(paths(those, state))
            ways.append(path)
        first, second = ways
        assert second[-1][1] in attackers(first), "each side is attacked by the other"
        assert first[-1][1] in attackers(second)
        assert len({pact.name for _, _, pact in (*first, *second)}) > 1
        assert "T" in {pact.name for _, _, pact in (*first, *second)}
    for state in draft.parties:
        # Where one step leads to each side, nothing shorter stands in the way: the circle is found.
        sure = [
            (one, other)
            for one in steps(those)
            for other in steps(those)
            if one[0] == other[0] == state and one[1] in attackers((other,)) and other[1] in attackers((one,))
        ]
        alone = [pair for pair in sure if {pair[0][2].name, pair[1][2].name} > {"T"}]
        only = all(sum(s[:2] == one[:2] for s in steps(those)) == 1 for pair in alone for one in pair)
        bridge = {s for s in STATES if sum(s in p.parties for p in those if p.act != NEVER) > 1}
        if alone and only and state in bridge:
            assert state in found, text_of(those)


def line(*acts: str) -> tuple[Pact, ...]:
    """Return treaties of two states each, one after the other, that of the first two the draft."""
    pairs = pairwise(STATES)
    named = zip(("T", *"UVWX"), pairs, acts, strict=False)
    those = [Pact(name, pair, act) for name, pair, act in named]
    return (*those[1:], those[0])


@pytest.mark.parametrize(
    ("acts", "strangers"),
    [
        ((MUST, MAY), {"India"}),
        ((MUST, MUST, MUST), {"India", "Fiji"}),
        ((MUST, MAY, MAY, MAY), {"India", "Fiji", "Tonga"}),
        ((MUST, MAY, MAY, MAY, MAY), {"India", "Fiji", "Tonga"}),  # of five links nobody is told
        ((MUST, NEVER, MAY), set()),
        ((MAY, MUST, MUST), set()),
        ((MUST,), set()),
    ],
)
def test_a_line_of_partners_leads_as_far_as_four_links(acts: tuple[str, ...], strangers: set[str]) -> None:
    found = told(frame_for(text_of(line(*acts))))
    assert {stranger for state, stranger in found if state == "Japan"} == strangers


def test_what_can_be_done_besides_or_passes_without_the_draft_is_not_told() -> None:
    far = (Pact("U", ("Japan", "India"), MUST), Pact("V", ("India", "Fiji"), MUST))
    assert not told(frame_for(text_of((*far, Pact("T", ("Japan", "Australia"), NEVER)))))
    assert set(told(frame_for(text_of((far[1], Pact("T", ("Japan", "India"), MUST)))))) == {("Japan", "Fiji")}
    allied = (*far, Pact("W", ("Japan", "Fiji"), NEVER), Pact("T", ("Japan", "Australia", "India"), MUST))
    assert ("Japan", "Fiji") not in told(frame_for(text_of(allied)))


def test_a_promise_against_some_attacker_leads_no_further_than_that_one_may_attack() -> None:
    against = (
        Pact("U", ("Australia", "India"), MAY, "Samoa"),
        Pact("V", ("Australia", "Fiji"), MAY, "Tonga"),
        Pact("W", ("India", "Tonga"), MAY, "Tonga"),
        Pact("T", ("Japan", "Australia"), MUST, "Samoa"),
    )
    assert set(told(frame_for(text_of(against)))) == {("Japan", "India")}


SIDES: dict[str, tuple[tuple[Pact, ...], set[str]]] = {
    "a partner of each side": ((Pact("U", ("Japan", "Fiji"), MAY), Pact("T", ("Japan", "India"), MUST)), {"Japan"}),
    "partners of one treaty": ((Pact("T", ("Japan", "Fiji", "India"), MUST),), set()),
    "neither by the draft": (
        (
            Pact("U", ("Japan", "Fiji"), MAY),
            Pact("V", ("Japan", "India"), MAY),
            Pact("T", ("Japan", "Tonga"), NEVER),
        ),
        set(),
    ),
    "one of them never the attacker": (
        (Pact("U", ("Japan", "Fiji"), MAY, "Samoa"), Pact("T", ("Japan", "India"), MUST)),
        set(),
    ),
    "each only against the other": (
        (Pact("U", ("Japan", "Fiji"), MAY, "India"), Pact("T", ("Japan", "India"), MUST, "Fiji")),
        {"Japan"},
    ),
    "a partner of a partner": (
        (
            Pact("U", ("India", "Tonga"), MAY, "Fiji"),
            Pact("V", ("Japan", "Fiji"), MAY, "Tonga"),
            Pact("T", ("Japan", "India"), MUST, "Fiji"),
        ),
        {"Japan"},
    ),
    "a partner's partner under the same treaty counts by the first step": (
        (
            Pact("U", ("Japan", "Fiji"), MAY, "Tonga"),
            Pact("T", ("Japan", "India", "Tonga"), MUST, "Fiji"),
        ),
        {"Japan"},
    ),
    "the way to one side leads through the other": (
        (Pact("U", ("India", "Tonga"), MAY), Pact("T", ("Japan", "India"), MUST)),
        {"India"},
    ),
}


@pytest.mark.parametrize("name", SIDES)
def test_who_is_drawn_to_both_sides(name: str) -> None:
    those, drawn = SIDES[name]
    frame = frame_for(text_of(those))
    assert {one.state for one in circles(frame, links(frame))} == drawn


# -- by one's own promise ------------------------------------------------------------------------------------------


def kinds(frame: Frame) -> set[tuple[str, str, str]]:
    return {(one.kind, one.helper, one.words.split("|")[0]) for one in exposed(frame)}


@pytest.mark.parametrize(
    ("those", "found"),
    [
        ((Pact("T", ("Japan", "India"), MUST),), set()),
        # Partners by another treaty may be the attacker; nobody is drawn against itself or by help that is no fighting.
        (
            (Pact("U", ("Japan", "Fiji"), MAY), Pact("T", ("Japan", "India"), MUST)),
            {("partner", "Japan", "Fiji")},
        ),
        ((Pact("U", ("Japan", "Fiji"), MAY), Pact("T", ("Japan", "India"), MAY)), set()),
        ((Pact("U", ("Tonga", "Fiji"), MUST), Pact("T", ("Japan", "India"), MUST)), set()),
        ((Pact("U", ("Japan", "Fiji"), MAY, "Japan"), Pact("T", ("Japan", "India"), MUST)), set()),
        ((Pact("U", ("Japan", "Fiji"), MAY), Pact("T", ("Japan", "India"), MUST, "Samoa")), set()),
        (
            (Pact("U", ("Japan", "Fiji"), MAY), Pact("T", ("Japan", "India"), MUST, "Fiji")),
            {("partner", "Japan", "Fiji")},
        ),
    ],
)
def test_a_promise_to_fight_may_be_one_against_a_partner(
    those: tuple[Pact, ...], found: set[tuple[str, str, str]]
) -> None:
    assert kinds(frame_for(text_of(those))) == found


def test_the_oracle_follows_a_path_at_once() -> None:
    assert led_to(line(MUST, MAY)) == {("Japan", "India")}
    assert attackers(((("Japan", "India", Pact("T", ("Japan", "India"), MUST))),)) == {
        "Australia",
        "Fiji",
        "Tonga",
        "Samoa",
        ANYBODY,
    }
