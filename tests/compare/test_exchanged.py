"""Letters of options, heads of readings, lines that follow each other, waivers; and what only looks like them."""

from __future__ import annotations

import pytest

from tests.compare.pairs import codes, difference, draft
from treatylang.compare.changes import DOWN, SAME, SUBSTANTIVE, UP

FORCE = "when armed-attack on any party each other party shall use-force;"
TALK = "when armed-attack on any party each other party shall consult the attacked party;"
TELL = "when armed-attack on any party the parties shall report;"


def _bracket(*options: tuple[str, str]) -> str:
    inside = " ".join(f"option {letter} by {who} {text}" for (letter, text), who in zip(options, WHO, strict=False))
    return f'article "How" as how {{ bracket force {{ {inside} }} }}'


WHO = ("Japan", "Australia", "Philippines")

OPTIONS = {
    "letters change places": (_bracket(("A", FORCE), ("B", TALK)), _bracket(("A", TALK), ("B", FORCE)), True),
    "with their sponsors": (
        _bracket(("A", FORCE), ("B", TALK)),
        _bracket(("B", FORCE), ("A", TALK)),
        True,
    ),
    "three go round": (
        _bracket(("A", FORCE), ("B", TALK), ("C", TELL)),
        _bracket(("A", TALK), ("B", TELL), ("C", FORCE)),
        True,
    ),
    "one moves and one is new": (_bracket(("A", FORCE), ("B", TALK)), _bracket(("A", TALK), ("B", TELL)), True),
    "of two sentences one moves": (
        _bracket(("A", f"{FORCE} {TELL}"), ("B", TALK)),
        _bracket(("A", FORCE), ("B", f"{TALK} {TELL}")),
        True,
    ),
}


@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_that_is_another_text_is_a_change_of_law(name: str) -> None:
    old, new, grave = OPTIONS[name]
    for one, other in ((old, new), (new, old)):
        found = difference(draft(one), draft(other))
        assert any(change.level == SUBSTANTIVE for change in found.changes) == grave, codes(found)
        assert all(change.witness is not None for change in found.changes if change.level == SUBSTANTIVE)


def test_the_order_of_options_says_nothing() -> None:
    first, second = f"option A by Japan {FORCE}", f"option B by Australia {TALK}"
    texts = [f'article "How" as how {{ bracket force {{ {a} {b} }} }}' for a, b in ((first, second), (second, first))]
    assert not difference(draft(texts[0]), draft(texts[1])).changes


@pytest.mark.parametrize(
    ("old", "new", "level"),
    [
        ("from 2000-01-01 prevailing", "from 2000-01-01 proposed", "substantive"),
        ("from 2000-01-01 prevailing", "from 2000-01-01", "substantive"),
        ("from 2000-01-01 prevailing", "from 2001-01-01 prevailing", "substantive"),
        ("from 2000-01-01", "from 2000-01-01 until 2030-01-01", "substantive"),
        ("from 2000-01-01 proposed", "from 2001-01-01 proposed", "review"),
        ('"the reading" from 2000-01-01 prevailing', '"as it is read" from 2000-01-01 prevailing', "editorial"),
    ],
)
def test_a_reading_that_governs_on_other_days_is_a_change_of_law(old: str, new: str, level: str) -> None:
    def treaty(head: str) -> str:
        return draft(f'article "Force" as force {{ reading first {head} {{ no party shall use-force; }} }}')

    for one, other in ((old, new), (new, old)):
        found = difference(treaty(one), treaty(other))
        assert {change.level for change in found.changes} == {level}, codes(found)


AREA = 'area North "the North" = territory of Japan;'
ALL_OF_JAPAN, BUT_NORTH = (
    "territorial-application of Japan to territory of parties;",
    ("territorial-application of Japan except North;"),
)
OTHER = "territorial-application of Australia to territory of Australia;"
GENERAL = "territorial-application to territory of parties;"


@pytest.mark.parametrize(
    ("lines", "grave"),
    [
        ((ALL_OF_JAPAN, BUT_NORTH), True),
        ((OTHER, BUT_NORTH), False),
        ((GENERAL, BUT_NORTH), False),
        ((GENERAL, "territorial-application to North;"), True),
        (("withdrawal on 12 months notice;", BUT_NORTH), False),
        ((BUT_NORTH, "territorial-application of each party except territory of Japan;"), True),
    ],
)
def test_lines_on_the_territory_of_one_party_follow_each_other(lines: tuple[str, str], grave: bool) -> None:
    """Ruling 73: of one party the later line is read on what the earlier left; of two parties they are apart."""
    help = 'article "Help" as help { when armed-attack on any party each other party shall assist the attacked party; }'
    texts = [draft(f"{AREA} {help} final-clauses {{ {' '.join(order)} }}") for order in (lines, tuple(reversed(lines)))]
    found = difference(*texts)
    assert codes(found) == (["substantive final-clause-condition-change"] if grave else [])


HELP = 'article "Help" as help { when armed-attack on any party each other party shall assist the attacked party; }'
RESERVED = "final-clauses { reservations permitted; }"


def _directions(old: str, new: str) -> dict[str, tuple[str, str]]:
    (change,) = [one for one in difference(draft(old), draft(new)).changes if one.level == SUBSTANTIVE]
    return {one.party: (one.burden, one.protection) for one in change.directions}


def _with(waiver: str, *, reserved: bool) -> str:
    home = f"reservation by Japan on signature {{ {waiver} }}" if reserved else f'article "Free" as free {{ {waiver} }}'
    return f"{AREA} {HELP} {RESERVED} {home if waiver else ''}"


@pytest.mark.parametrize("reserved", [True, False])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "Japan need not assist;"),
        ("Japan need not assist in North;", "Japan need not assist;"),
        ("Japan need not use-force;", "Japan need not assist;"),
        ("Japan need not assist unless request of the attacked party;", "Japan need not assist;"),
    ],
)
def test_what_a_waiver_frees_from_others_go_without(old: str, new: str, reserved: bool) -> None:
    """Less for one is less protection for the others; a reservation works both ways (VCLT 21), and mirrors mirror."""
    there = _directions(_with(old, reserved=reserved), _with(new, reserved=reserved))
    back = _directions(_with(new, reserved=reserved), _with(old, reserved=reserved))
    both = ("Australia", "Philippines")
    assert there["Japan"] == (DOWN, DOWN if reserved else SAME)
    assert [there[one] for one in both] == [(DOWN if reserved else SAME, DOWN)] * 2
    assert back["Japan"] == (UP, UP if reserved else SAME)
    assert [back[one] for one in both] == [(UP if reserved else SAME, UP)] * 2


@pytest.mark.parametrize("reserved", [True, False])
def test_a_waiver_of_what_helps_nobody_costs_nobody(reserved: bool) -> None:
    one, other = (f"Japan need not {act};" for act in ("report", "report in North"))
    found = _directions(_with(one, reserved=reserved), _with(other, reserved=reserved))
    assert found == {"Japan": (UP, SAME)}


ARTICLE_A = f'article "Force" as force {{ {FORCE} }}'
ARTICLE_B = f'article "Talks" as talks {{ {TALK} }}'
ARTICLE_C = f'article "Reports" as reports {{ {TELL} }}'
PARTIES_A, PARTIES_B = "party Fiji;", "party Tonga; final-clauses { duration 10 years; }"


def _of_parts(*options: tuple[str, str, str]) -> str:
    inside = " ".join(f"option {letter} by {who} {{ {text} }}" for letter, who, text in options)
    return f'bracket how {{ {inside} }} article "More" as more {{ each party shall report; }}'


@pytest.mark.parametrize(("one", "other"), [(ARTICLE_A, ARTICLE_B), (PARTIES_A, PARTIES_B)])
def test_whole_parts_that_exchange_their_letters_are_told_as_that_alone(one: str, other: str) -> None:
    old = _of_parts(("A", "Japan", one), ("B", "Australia", other))
    for new in (
        _of_parts(("A", "Australia", other), ("B", "Japan", one)),
        _of_parts(("B", "Japan", one), ("A", "Australia", other)),
    ):
        for pair in ((old, new), (new, old)):
            (change,) = difference(*map(draft, pair)).changes
            assert change.level == SUBSTANTIVE and change.witness is not None
            said = change.message.partition(": ")[2]
            assert {part.strip() for part in said.split(" and ")} == {
                "option A became option B",
                "option B became option A",
            }


def test_three_that_go_round_are_told_as_that() -> None:
    parts = (ARTICLE_A, ARTICLE_B, ARTICLE_C)
    old = _of_parts(*zip("ABC", WHO, parts, strict=True))
    new = _of_parts(*zip("ABC", (*WHO[1:], WHO[0]), (*parts[1:], parts[0]), strict=True))
    (change,) = difference(draft(old), draft(new)).changes
    assert change.message.endswith("option A became option C, option B became option A and option C became option B")


def test_what_is_reworded_besides_is_told_besides() -> None:
    """Near misses: another sentence in one of the articles, or another letter that nothing had."""
    old = _of_parts(("A", "Japan", ARTICLE_A), ("B", "Australia", ARTICLE_B))
    reworded = _of_parts(("A", "Australia", ARTICLE_B.replace("consult", "assist")), ("B", "Japan", ARTICLE_A))
    assert len(difference(draft(old), draft(reworded)).changes) > 1
    lettered = _of_parts(("C", "Japan", ARTICLE_A), ("B", "Australia", ARTICLE_B))
    assert "became option C" not in " ".join(c.message for c in difference(draft(old), draft(lettered)).changes)


@pytest.mark.parametrize("turned", [False, True])
def test_a_bracket_of_final_clauses_is_headed_by_the_clauses(turned: bool) -> None:
    clauses = "withdrawal on notice of 1 year; duration 10 years;"
    other = "final-clauses { withdrawal on notice of 2 years; }"
    held = _of_parts(("A", "Japan", f"final-clauses {{ {clauses} }}"), ("B", "Australia", other))
    settled = f'article "More" as more {{ each party shall report; }} final-clauses {{ {clauses} }}'
    pair = (settled, held) if turned else (held, settled)
    (change,) = (c for c in difference(*map(draft, pair)).changes if c.action in ("bracket", "unbracket"))
    assert change.message.startswith("final clauses `withdrawal`, `duration`: the bracket `how`")
