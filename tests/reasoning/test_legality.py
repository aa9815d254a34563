"""The engine's conflicts against a plain loop over every situation, on random small treaties and laws."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases
from tests.reasoning import brute
from treatylang.model.question import Question
from treatylang.model.resolve import resolve
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.situations.frame import Frame, frame_of
from treatylang.reasoning.telling.witness import witness
from treatylang.reasoning.verdicts.legality import clashes
from treatylang.source import Source
from treatylang.syntax.parser import parse

PLAIN = st.sampled_from([("fact", name) for name in brute.FACTS])
EVENTS = st.builds(
    lambda kind, on, thing: ("event", kind, on, thing),
    st.sampled_from(["attack", "raid"]),
    st.sampled_from(["self", "any party", *brute.PARTIES]),
    st.sampled_from(["", *brute.OBJECTS]),
)
OUTER = EVENTS.map(lambda e: e if e[2] != "any party" else ("event", e[1], "self", e[3]))
"""Conditions of laws: only treaties have parties."""


def conditions(leaves: st.SearchStrategy) -> st.SearchStrategy:
    return st.recursive(
        leaves,
        lambda c: st.one_of(st.tuples(st.just("not"), c), st.tuples(st.sampled_from(["and", "or"]), c, c)),
        max_leaves=4,
    )


IN_TREATY = conditions(st.one_of(PLAIN, EVENTS))
IN_LAW = conditions(st.one_of(PLAIN, OUTER, st.just(("fact", brute.MANNER))))
OBLIGATIONS = st.builds(
    brute.Obligation,
    event=st.sampled_from(["attack", "raid"]),
    on=st.sampled_from(["any party", *brute.PARTIES]),
    object=st.sampled_from(["", "", *brute.OBJECTS]),
    also=st.none() | IN_TREATY,
    bearer=st.sampled_from(["each other party", "each party", "Japan"]),
    act=st.sampled_from(["help", "fight", "fight", "supply", "talk"]),
    means=st.booleans(),
    qualifier=st.sampled_from(["", "", "own-constitution", "own-law"]),
    discretion=st.booleans(),
    unless=st.none() | IN_TREATY,
)
ACTS = st.sampled_from(sorted(brute.NARROWER))


@st.composite
def laws(draw: st.DrawFn) -> brute.Law:
    readings = tuple(
        (name, draw(st.integers(0, 1)), draw(st.booleans()))
        for name in draw(st.sampled_from([(), ("old",), ("old", "new")]))
    )
    where = st.sampled_from(["", *(name for name, _, _ in readings)])
    rules = draw(
        st.lists(
            st.builds(brute.Rule, ACTS, st.none() | IN_LAW, st.just(None) | st.none() | IN_LAW, where),
            min_size=1,
            max_size=4,
        )
    )
    for name, _, _ in readings:
        if not any(rule.reading == name for rule in rules):
            rules.append(brute.Rule(draw(ACTS), draw(IN_LAW), None, name))
    return brute.Law(
        draw(st.sampled_from(("Japan", "Japan", "Australia"))),
        draw(st.sampled_from(brute.RANKS)),
        tuple(rules),
        readings,
    )


CASES = st.builds(
    brute.Case,
    OBLIGATIONS,
    st.lists(laws(), min_size=1, max_size=3).map(tuple),
    st.none()
    | st.builds(
        brute.Waiver,
        st.sampled_from(("Japan", "Japan", "Australia")),
        st.sampled_from(["help", "fight", "strike"]),
        PLAIN | IN_TREATY,
    ),
    st.booleans(),
)


def frame_for(case: brute.Case) -> Frame:
    words, _ = parse(Source("words", brute.VOCABULARY))
    text, mistakes = parse(Source("case", brute.as_treaty(case)))
    assert words is not None and text is not None, mistakes
    laws_, drafts = [], []
    for item in text.items:
        (laws_ if item.kind == "law" else drafts).append(item)
    world, _ = resolve([replace(text, items=tuple(drafts))], [words, replace(text, items=tuple(laws_))])
    return frame_of(world, world.instruments["T"], Question(), beside=list(world.instruments.values())[:-1])


def index_of(frame: Frame, s: brute.Situation) -> dict[int, int]:
    diagrams = frame.diagrams
    day = max(i for i, period in enumerate(frame.dates) if period.since is not None and period.since <= s.day)
    values = {"event": s.event, "attacker": s.attacker, "victim": s.victim, "object": s.object, "place": s.place}
    situation = {diagrams.level("date"): day}
    for name, value in values.items():
        level = diagrams.level(name)
        situation[level] = diagrams.variables[level].values.index(value)
    for key in frame.facts:
        situation[diagrams.level(key)] = int(key in s.facts)
    return situation


@cases(150)
@given(CASES)
def test_conflicts_equal_those_of_a_loop_over_all_situations(case: brute.Case) -> None:
    frame = frame_for(case)
    found = [c for c in clashes(frame) if c.kind == "conflict" and not c.readings]
    for s in brute.situations():
        where = index_of(frame, s)
        for bearer in brute.PARTIES:
            engine = next(
                (c.weight.name for c in found if c.duty.bearer == bearer and frame.diagrams.holds(c.where, where)), ""
            )
            expected = brute.conflict(case, s, bearer)
            assert engine == expected, f"{bearer} in {s}\n{brute.as_treaty(case)}"


@cases(100)
@given(CASES)
def test_tensions_equal_those_of_a_loop_over_all_situations(case: brute.Case) -> None:
    frame = frame_for(case)
    found = [c for c in clashes(frame) if c.kind == "tension"]
    for s in brute.situations():
        where = index_of(frame, s)
        for bearer in brute.PARTIES:
            engine = any(c.duty.bearer == bearer and frame.diagrams.holds(c.where, where) for c in found)
            assert engine == brute.tension(case, s, bearer), f"{bearer} in {s}\n{brute.as_treaty(case)}"


@cases(60)
@given(CASES)
def test_every_completion_of_a_witness_shows_the_conflict(case: brute.Case) -> None:
    frame = frame_for(case)
    for clash in clashes(frame):
        if clash.kind != "conflict" or clash.readings:
            continue
        found = witness(frame, clash.where, about=clash.duty.bearer)
        shown = 0
        for s in brute.situations():
            told = {
                "date": str(max(p.since for p in frame.dates if p.since is not None and p.since <= s.day)),
                "event": s.event, "attacker": s.attacker, "victim": s.victim, "object": s.object, "place": s.place,
                **{key: "yes" if key in s.facts else "no" for key in frame.facts},
            }  # fmt: skip
            if all(told[name] == found.complete[name] for name in found.needed):
                shown += 1
                weight = brute.conflict(case, s, clash.duty.bearer)
                assert weight == clash.weight.name, f"{found.needed} does not suffice: {s}\n{brute.as_treaty(case)}"
        assert shown or clash.where == EMPTY, "the witness is not a situation at all"
