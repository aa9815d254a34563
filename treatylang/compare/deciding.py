"""What a weight means for people: the direction for each party, the counts, and a situation that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from treatylang.compare.asking import asking
from treatylang.compare.changes import DOWN, MIXED, SAME, UP, Asking, Count, Decided, Direction
from treatylang.compare.common import Common
from treatylang.compare.effects import Effect, Meaning
from treatylang.compare.weight import Sentence, Weighed
from treatylang.reasoning.explanation.citation import with_citations
from treatylang.reasoning.explanation.witness import Witness, told, witness
from treatylang.reasoning.kernel.diagram import EMPTY, Situations

_HYPHEN = re.compile(r"-(?!\d)|(?<!\d)-")
"""The hyphens of words; those between figures are part of a date."""

NOTHING = "this text says nothing for it here"


def directions(found: Weighed, order: Iterable[str], hint: str = SAME) -> tuple[Direction, ...]:
    """Return what a change means for each party; ``hint`` is the burden where only time or procedure differ."""
    result = []
    for state in order:
        burden = _way(found.up.get(state, EMPTY), found.down.get(state, EMPTY))
        if burden == SAME and found.duty.get(state, EMPTY) != EMPTY:
            burden = hint
        protection = _way(found.gain.get(state, EMPTY), found.loss.get(state, EMPTY))
        if burden or protection or found.where(state) != EMPTY:
            result.append(Direction(state, burden, protection))
    return tuple(result)


def _way(up: Situations, down: Situations) -> str:
    if up != EMPTY and down != EMPTY:
        return MIXED
    return UP if up != EMPTY else DOWN if down != EMPTY else SAME


def counts(
    case: Common, found: Weighed, order: Iterable[str], guarantees: Mapping[tuple[str, str], Situations]
) -> tuple[Count, ...]:
    """Return, for each party, the exact number of situations in which its duty, right or guarantee differs."""
    diagrams = case.diagrams
    result = []
    for state in order:
        kept = diagrams.any_of(
            diagrams.both(where, diagrams.either(found.up.get(helper, EMPTY), found.down.get(helper, EMPTY)))
            for (helper, victim), where in guarantees.items()
            if victim == state
        )
        one = Count(
            state,
            diagrams.count(found.duty.get(state, EMPTY)),
            diagrams.count(found.right.get(state, EMPTY)),
            diagrams.count(kept),
        )
        if one.duty or one.right or one.guarantee:
            result.append(one)
    return tuple(result)


def decided(case: Common, found: Weighed, about: Iterable[str] = ()) -> Decided | None:
    """Return a situation that the drafts decide differently, for a state that loses by it if there is one.

    ``about`` are the states that are told of first, where the change is about them.
    """
    states = found.states()
    if not states:
        return None
    named = frozenset(about)
    order = sorted(states, key=lambda s: (s not in named, found.down.get(s, EMPTY) == EMPTY, states.index(s)))
    state = order[0]
    where = found.where(state)
    shown = witness(case, where, about=state)
    diagrams = case.diagrams
    situation = {diagrams.level(name): _index(case, name, value) for name, value in shown.complete.items()}
    for old, new, before, after in found.pairs:
        a, b = _said(before, old, state, situation), _said(after, new, state, situation)
        if a == b:
            a, b = _with_partners((a, b), (before, old), (after, new), state, situation)
        if a == b and not _same(before, old, after, new, state, situation):
            a, b = a + " (by its own definitions)", b + " (by the definitions of the revision)"
        if a != b:
            facts = (*told(case, shown), *_supposed(before.case), *_chosen((old, before), (new, after)))
            return Decided(
                facts, state, a, b, tuple(shown.complete.items()), _questions(shown, state, (old, before), (new, after))
            )
    return None


def _questions(shown: Witness, state: str, *sides: tuple[Sentence, Meaning]) -> tuple[Asking, Asking] | None:
    """Return how either draft is asked about a witness."""
    known = next(one for one, _ in sides if one is not None)
    (_, before), (_, after) = sides
    cases = ((before.case, after.case), (after.case, before.case))
    sets = [where for one, meaning in sides for where in meaning.of(one).get(state, {}).values()]
    spoken = _decisive(after.case, shown, sets)
    first, second = (asking(*case, shown, one or known, spoken) for case, (one, _) in zip(cases, sides, strict=True))
    return (first, second) if first is not None and second is not None else None


def _decisive(case: Common, shown: Witness, sets: Iterable[Situations]) -> list[str]:
    """Return the variables on which it turns what sentences decide in a situation, once all the others are known."""
    diagrams = case.diagrams
    sets = list(dict.fromkeys(sets))
    levels = sorted({level for where in sets for level in diagrams.mentions(where)})
    names = {level: diagrams.variables[level].name for level in levels}
    kept = {level: _index(case, name, shown.complete[name]) for level, name in names.items()}
    for level in reversed(levels):
        fewer = {other: index for other, index in kept.items() if other != level}
        place = case.possible
        for other, index in fewer.items():
            place = diagrams.both(place, diagrams.among(other, 1 << index))
        if all(diagrams.both(place, where) in (EMPTY, place) for where in sets):
            kept = fewer
    return [names[level] for level in kept]


def _supposed(case: Common) -> Iterator[str]:
    """Yield what is supposed besides the situation: usually help is asked for, and a state's own organs approve."""
    if not case.asked:
        yield "nobody asks for help"
    if not case.approved:
        yield "its own organs have not approved"


def _chosen(*sides: tuple[Sentence, Meaning]) -> Iterator[str]:
    """Yield the option under which a sentence of a bracket is looked at."""
    brackets = {choice.bracket for one, _ in sides if one is not None for choice in one.choices}
    taken = {choice for _, meaning in sides for choice in meaning.case.choices if choice.bracket in brackets}
    for choice in sorted(taken, key=str):
        yield f"option {choice.option} of `{choice.bracket}` is taken"


def _index(case: Common, name: str, value: str) -> int:
    return case.diagrams.variables[case.diagrams.level(name)].values.index(value)


def _holding(meaning: Meaning, one: Sentence, state: str, situation: Mapping[int, int]) -> Iterator[Effect]:
    for effect, where in meaning.of(one).get(state, {}).items():
        if meaning.case.diagrams.holds(where, situation):
            yield effect


def _same(
    before: Meaning,
    old: Sentence,
    after: Meaning,
    new: Sentence,
    state: str,
    situation: Mapping[int, int],
) -> bool:
    return set(_holding(before, old, state, situation)) == set(_holding(after, new, state, situation))


def _with_partners(
    said: tuple[str, str],
    one: tuple[Meaning, Sentence],
    other: tuple[Meaning, Sentence],
    state: str,
    situation: Mapping[int, int],
) -> tuple[str, str]:
    """Add to the same words for whom they hold in one draft alone: `may host forces of any other party (India too)`."""
    named = [
        dict.fromkeys(e.partner[1] for e in _holding(meaning, sentence, state, situation) if e.partner)
        for meaning, sentence in (one, other)
    ]
    only = [[name for name in mine if name not in theirs] for mine, theirs in (named, named[::-1])]
    told = [f" ({', '.join(names)} too)" if names else "" for names in only]
    return said[0] + told[0], said[1] + told[1]


def _said(meaning: Meaning, one: Sentence, state: str, situation: Mapping[int, int]) -> str:
    words = dict.fromkeys(effect.words for effect in _holding(meaning, one, state, situation))
    told = (with_citations(word, meaning.case.draft, meaning.case.world) for word in words)
    return "; ".join(_HYPHEN.sub(" ", word) for word in told) or NOTHING
