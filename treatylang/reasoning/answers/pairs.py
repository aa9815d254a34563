"""Two instruments of a corpus side by side: what one asks of a common party and the other forbids, with exact counts.

Both are taken to be in force, with the law of the parties and the treaties in force that their texts mention beside
them. Most pairs of a corpus have nothing to do with each other; ``may_clash`` tells so from two sets of words each,
without any situation being looked at, and is never wrong about a pair that clashes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from treatylang.model.instrument import Choice, Instrument, Norm, Period, World
from treatylang.model.lexicon import Lexicon
from treatylang.model.memo import Memo
from treatylang.model.question import Question
from treatylang.reasoning.answers.measure import Measure
from treatylang.reasoning.explanation.citation import provision
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.treaty_bans import treaties_of
from treatylang.reasoning.norms.ways import ways
from treatylang.reasoning.situations.beside import beside
from treatylang.reasoning.situations.frame import Frame, frame_of
from treatylang.reasoning.situations.options import MOST_COMBINATIONS, addressed, assume, combinations
from treatylang.reasoning.verdicts.contradiction import Dilemma, dilemmas_of
from treatylang.syntax import ast


@dataclass(frozen=True)
class Traits:
    """What a first look at an instrument tells: who is bound when, what is asked and what is forbidden at all.

    ``states`` has the periods in which each party is bound, ``force`` those of an instrument that binds every state;
    ``asked`` has every act that some way of a duty amounts to, ``forbidden`` the acts of the bans as they are written.
    """

    name: str
    title: str
    states: Mapping[str, tuple[Period, ...]]
    force: Period | None
    asked: frozenset[str]
    forbidden: frozenset[str]


@dataclass(frozen=True)
class Contradiction:
    """What a common party cannot perform because of the other instrument.

    ``kind`` is contradiction (treaties forbid every way) or impossible together (domestic law and treaties do,
    jointly); ``asks`` and ``forbids`` cite the provisions; ``options`` those of brackets on which it depends;
    ``situations`` is how many situations show it, out of ``total``.
    """

    one: str
    other: str
    kind: str
    party: str
    act: str
    asks: str
    forbids: tuple[str, ...]
    options: tuple[str, ...]
    situations: int
    total: int


def traits(instrument: Instrument, question: Question) -> Traits:
    """Return what ``may_clash`` needs to know of a treaty."""
    asked: set[str] = set()
    forbidden: set[str] = set()
    for norm in instrument.norms:
        if norm.procedural:
            continue
        if norm.modality.forbids:
            forbidden.update(norm.acts)
            # To forbid the only kind of an act that has no remainder of its own is to forbid the act.
            forbidden.update(act for act in _wider(instrument.lexicon, norm) if _exact(instrument.lexicon, act))
        elif norm.modality.obliges:
            asked.update(_amounts_to(instrument.lexicon, norm))
    return Traits(
        instrument.name,
        instrument.title,
        _bound(instrument, question),
        instrument.force if instrument.every_state else None,
        frozenset(asked),
        frozenset(forbidden),
    )


def _bound(instrument: Instrument, question: Question) -> dict[str, tuple[Period, ...]]:
    """Return when each party is bound; whoever is taken to have joined, as long as the instrument is in force."""
    found: dict[str, list[Period]] = {state: [instrument.force] for state in question.joined}
    for member in instrument.parties:
        shared = _overlap(member.period, instrument.force)
        if member.is_party and shared is not None:
            found.setdefault(member.state, []).append(shared)
    return {state: tuple(periods) for state, periods in found.items()}


def _overlap(one: Period, other: Period) -> Period | None:
    """Return the days that two periods share."""
    since = max(one.since or date.min, other.since or date.min)
    until = min(one.until or date.max, other.until or date.max)
    return Period(since, until) if since < until else None


def _wider(lexicon: Lexicon, norm: Norm) -> Iterator[str]:
    for act in norm.acts:
        yield from lexicon.wider(act)


def _exact(lexicon: Lexicon, act: str) -> bool:
    word = lexicon.get(act, "act")
    return word is not None and word.exactly


def _amounts_to(lexicon: Lexicon, norm: Norm) -> Iterator[str]:
    """Yield all acts that the ways of a duty amount to, whatever its slots and qualifiers make of it."""
    names = set(norm.acts)
    phrases = [slot.value for slot in norm.slots if slot.values] + [q.value for q in norm.qualifications]
    for phrase in phrases:
        for node in ast.walk(phrase) if isinstance(phrase, ast.Node) else ():
            if not isinstance(node, ast.Name):
                continue
            if lexicon.get(node.text, "act") is not None:
                names.add(node.text)
            for kind in ("means", "qualifier"):
                word = lexicon.get(node.text, kind)
                if word is not None:
                    names.update(name for name in (word.floor, word.ceiling) if name)
    for name in names:
        for way in ways(lexicon, name):
            yield from (way, *lexicon.wider(way))


def may_clash(one: Traits, other: Traits) -> bool:
    """Return whether a common party could owe under one what the other forbids; no pair that clashes is left out."""
    if one.asked.isdisjoint(other.forbidden) and other.asked.isdisjoint(one.forbidden):
        return False
    return any(
        _overlap(ours, theirs) is not None
        for state in _common(one, other)
        for ours in _periods(one, state)
        for theirs in _periods(other, state)
    )


def _common(one: Traits, other: Traits) -> Iterator[str]:
    """Yield the states that are, or may be, bound by both; the empty name stands for any other state."""
    if one.force is not None and other.force is not None:
        yield ""
    for state in one.states:
        if state in other.states or other.force is not None:
            yield state
    if one.force is not None:
        yield from other.states


def _periods(traits: Traits, state: str) -> tuple[Period, ...]:
    return (traits.force,) if traits.force is not None else traits.states[state]


def contradictions(world: World, first: str, second: str, question: Question) -> tuple[Contradiction, ...]:
    """Return what two treaties of a world, by name, make impossible for parties that they have in common."""
    found: dict[Contradiction, Contradiction] = {}
    for one, other in _settled(world, first, second, question):
        for each in _between(world, one, other, question):
            shared = replace(each, options=())
            known = found.get(shared)
            # Options that are not the same in all combinations that show it do not matter.
            options = each.options if known is None else tuple(o for o in known.options if o in each.options)
            found[shared] = replace(each, options=options)
    return tuple(found.values())


def _settled(world: World, first: str, second: str, question: Question) -> Iterator[tuple[_Settled, Instrument]]:
    """Yield both treaties for each combination of their options; of many, for some that bring any two together."""
    # Both are taken to be in force, on the days that they give: which of them comes first must change nothing.
    one, other = replace(world.instruments[first], status="in-force"), world.instruments[second]
    ours, theirs = list(combinations(one, question.options)), list(combinations(other, question.options))
    picked: list[tuple[frozenset[Choice], frozenset[Choice]]] = list(product(ours, theirs))
    if len(picked) > MOST_COMBINATIONS:
        picked = _few(ours, theirs)
    for own, their in picked:
        yield _Settled(one, own, their), _in_force(other, their)


def _few(
    ours: Sequence[frozenset[Choice]], theirs: Sequence[frozenset[Choice]]
) -> list[tuple[frozenset[Choice], frozenset[Choice]]]:
    """Return pairs in which each option of one treaty stands beside each of the other; every combination appears."""
    met: set[tuple[Choice, Choice]] = set()
    picked = []
    for number, (own, their) in enumerate(product(ours, theirs)):
        pairs = set(product(own, their))
        first = number < len(theirs) or number % len(theirs) == 0
        if first or not pairs <= met:
            met |= pairs
            picked.append((own, their))
    return picked


@dataclass(frozen=True)
class _Settled:
    treaty: Instrument
    own: frozenset[Choice]
    their: frozenset[Choice]


def _in_force(treaty: Instrument, choices: frozenset[Choice]) -> Instrument:
    """Return a treaty as if it were in force with some of its options: what depends on others is not in it."""
    none: frozenset[Choice] = frozenset()
    return replace(
        treaty,
        status="in-force",
        norms=tuple(replace(n, choices=none) if n.choices else n for n in treaty.norms if n.choices <= choices),
        statements=tuple(
            replace(s, choices=none) if s.choices else s for s in treaty.statements if s.choices <= choices
        ),
        areas=tuple(replace(a, choices=none) if a.choices else a for a in treaty.areas if a.choices <= choices),
        brackets={},
    )


def _between(world: World, one: _Settled, other: Instrument, question: Question) -> Iterator[Contradiction]:
    draft = one.treaty
    joint = replace(world, instruments={**world.instruments, draft.name: draft, other.name: other}, memo=Memo())
    frame = frame_of(joint, draft, question, beside=beside(joint, draft, question))
    frame = assume(frame)
    case = replace(frame, choices=one.own)
    names = {draft.name, other.name}
    shown: dict[tuple[str, str, str, str, tuple[str, ...], tuple[str, ...]], Situations] = {}
    for state in addressed(frame):
        if all(treaty is not other for treaty in treaties_of(case, state)):
            continue
        for dilemma in dilemmas_of(case, state):
            if not dilemma.kind.impossible or not _joins(dilemma, names):
                continue
            key = (
                dilemma.kind,
                state,
                dilemma.act,
                provision(dilemma.duty.norm.number, dilemma.treaty.title),
                tuple(dict.fromkeys(provision(ban.norm.number, ban.law.title) for ban in dilemma.bans)),
                _options(draft, one.own, other.name, one.their),
            )
            shown[key] = case.diagrams.either(shown.get(key, EMPTY), dilemma.where)
    yield from _counted(case, (draft.name, other.name), shown)


def _joins(dilemma: Dilemma, names: set[str]) -> bool:
    """Return whether the duty is of one of the two treaties and some ban that it takes is of the other."""
    others = names - {dilemma.treaty.name}
    return len(others) == 1 and any(ban.law.name in others for ban in dilemma.bans)


def _options(draft: Instrument, own: frozenset[Choice], other: str, their: frozenset[Choice]) -> tuple[str, ...]:
    named = [(draft.name, choice) for choice in own] + [(other, choice) for choice in their]
    return tuple(sorted(f"{name}: {choice.bracket} {choice.option}" for name, choice in named))


def _counted(
    case: Frame,
    names: tuple[str, str],
    shown: dict[tuple[str, str, str, str, tuple[str, ...], tuple[str, ...]], Situations],
) -> Iterator[Contradiction]:
    diagrams = case.diagrams
    manners = case.space.manners()
    sets = {key: diagrams.somehow(diagrams.both(where, case.possible), manners) for key, where in shown.items()}
    measure = Measure(case, list(sets.values()))
    total = measure.count(diagrams.somehow(case.possible, manners))
    for (kind, party, act, asks, forbids, options), where in sets.items():
        if where != EMPTY:
            yield Contradiction(*names, kind, party, act, asks, forbids, options, measure.count(where), total)
