"""The comparison against a plain loop over every situation: what is decided differently is never called editorial."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases
from tests.reasoning import brute
from tests.reasoning.test_legality import CASES, OBLIGATIONS
from treatylang.compare import Difference, Side, compared
from treatylang.compare.changes import EDITORIAL, SUBSTANTIVE
from treatylang.model.question import Question
from treatylang.model.resolve import resolve
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.parser import parse


@cache
def vocabulary() -> ast.Document:
    words, _ = parse(Source("words", brute.VOCABULARY))
    assert words is not None
    return words


def side(case: brute.Case, name: str) -> Side:
    text, mistakes = parse(Source(name, brute.as_treaty(case)))
    assert text is not None, mistakes
    laws = [item for item in text.items if item.kind == "law"]
    drafts = [item for item in text.items if item.kind != "law"]
    world, _ = resolve([replace(text, items=tuple(drafts))], [vocabulary(), replace(text, items=tuple(laws))])
    return Side(world, world.instruments["T"])


def difference(old: brute.Case, new: brute.Case) -> Difference:
    return compared(side(old, "old"), side(new, "new"), Question())


def part(case: brute.Case, s: brute.Situation, bearer: str) -> object:
    """What the text alone makes of a situation: the floor under the law of the case, and what the text says itself."""
    o = case.obligation
    if not brute.awake(o, s, bearer):
        return None
    floor = brute.floor(case, s, bearer)
    return (frozenset(floor) if floor is not None else None, o.act, o.means, o.qualifier, o.discretion)


def waived(case: brute.Case, s: brute.Situation, bearer: str) -> object:
    w = case.waiver
    if w is None or w.state != bearer or brute.holds(w.unless, s, False, bearer):
        return None
    return w.act


@cases(70)
@given(CASES, OBLIGATIONS, st.sampled_from(["event", "on", "object", "also", "bearer", "act", "means", "qualifier",
                                           "discretion", "unless"]))  # fmt: skip
def test_what_a_loop_finds_different_is_substantive(case: brute.Case, other: brute.Obligation, what: str) -> None:
    changed = replace(case, obligation=brute.armed(replace(case.obligation, **{what: getattr(other, what)})))
    found = difference(case, changed)
    floors = [
        (s, bearer)
        for s in brute.situations()
        for bearer in brute.PARTIES
        if brute.floor(case, s, bearer) != brute.floor(changed, s, bearer)
    ]
    texts = f"{brute.as_treaty(case)}\n{brute.as_treaty(changed)}"
    if floors:
        assert any(c.level == SUBSTANTIVE for c in found.changes), f"{floors[0]}\n{texts}"
    if all(part(case, s, b) == part(changed, s, b) for s in brute.situations() for b in brute.PARTIES):
        assert all(c.level == EDITORIAL for c in found.changes), texts


@cases(70)
@given(CASES, CASES)
def test_every_witness_is_decided_differently(one: brute.Case, other: brute.Case) -> None:
    other = replace(other, laws=one.laws, doctrine=one.doctrine)
    found = difference(one, other)
    for change in found.changes:
        if change.witness is None or not change.witness.situation:
            continue
        told = dict(change.witness.situation)
        s = brute.Situation(
            max(day for day in brute.DATES if str(day) <= max(told["date"], str(brute.DATES[0]))),
            told["event"],
            told["attacker"],
            told["victim"],
            told["object"],
            told["place"],
            frozenset(name for name in brute.FACTS if told.get(name) == "yes"),
        )
        bearer = change.witness.party
        before = (part(one, s, bearer), waived(one, s, bearer))
        after = (part(other, s, bearer), waived(other, s, bearer))
        assert before != after, f"{change.message} {s}\n{brute.as_treaty(one)}\n{brute.as_treaty(other)}"


@cases(40)
@given(CASES, CASES)
def test_the_numbers_are_those_of_a_loop(one: brute.Case, other: brute.Case) -> None:
    other = replace(other, laws=one.laws, doctrine=one.doctrine, waiver=None)
    one = replace(one, waiver=None)
    found = difference(one, other)
    everything = list(brute.situations())
    told = {count.party: count.duty for count in found.counts}
    for party in brute.PARTIES:
        differ = sum(_says(one, s, party) != _says(other, s, party) for s in everything)
        # The comparison may know fewer dates and circumstances than the loop, or more: their shares are the same.
        assert told.get(party, 0) * len(everything) == differ * (found.total or 1), (
            f"{party}\n{brute.as_treaty(one)}\n{brute.as_treaty(other)}"
        )


def _says(case: brute.Case, s: brute.Situation, bearer: str) -> object:
    o = case.obligation
    return (o.act, o.means, o.qualifier, o.discretion) if brute.awake(o, s, bearer) else None
