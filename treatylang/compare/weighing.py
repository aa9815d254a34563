"""How much a changed sentence matters: where the two drafts part, for whom, in which direction, with which witness."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeGuard

from treatylang.compare.asking import asking
from treatylang.compare.changes import DOWN, MIXED, SAME, UP, Asking, Count, Decided, Direction
from treatylang.compare.common import Common
from treatylang.compare.effects import DUTY, RIGHT, RULE, WAIVER, WISH, Claim, Effect, Meaning, Where
from treatylang.model.instrument import Norm, Statement
from treatylang.model.modality import Modality
from treatylang.reasoning.explanation.witness import Witness, told, witness
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.reference import Provision
from treatylang.reasoning.norms.ways import ways
from treatylang.reasoning.situations.space import ATTACKER

Sentence = Norm | Statement | None
Sets = dict[str, Situations]
"""State → situations."""

NOTHING = "this text says nothing for it here"


@dataclass
class Weighed:
    """Where two drafts part because of one change, and what follows; all as sets of situations.

    ``duty`` and ``right`` are the situations by state; ``up`` and ``down`` those in which a state has to do more or
    less; ``gain`` and ``loss`` those in which others owe it more or less. ``pairs`` are the sentences that tell a
    witness.
    """

    duty: Sets
    right: Sets
    up: Sets
    down: Sets
    gain: Sets
    loss: Sets
    pairs: list[tuple[Sentence, Sentence, Meaning, Meaning]]

    @property
    def parts(self) -> bool:
        """Whether any situation is decided differently."""
        return any(where != EMPTY for sets in (self.duty, self.right) for where in sets.values())

    def states(self) -> tuple[str, ...]:
        """Return the states for which some situation is decided differently."""
        return tuple(s for s in dict.fromkeys((*self.duty, *self.right)) if self.where(s) != EMPTY)

    def turned(self, state: str) -> bool:
        """Return whether a state has to do more or less somewhere."""
        return any(sets.get(state, EMPTY) != EMPTY for sets in (self.up, self.down))

    def among(self, strangers: Collection[str]) -> Weighed:
        """Return the weight for all states but some."""

        def kept(sets: Sets) -> Sets:
            return {state: where for state, where in sets.items() if state not in strangers}

        return Weighed(
            kept(self.duty), kept(self.right), kept(self.up), kept(self.down), kept(self.gain), kept(self.loss),
            self.pairs,
        )  # fmt: skip

    def where(self, state: str) -> Situations:
        """Return where the drafts part for a state, duties first."""
        return self.duty.get(state, EMPTY) or self.right.get(state, EMPTY)


def nothing() -> Weighed:
    """Return what says that no situation is decided differently."""
    return Weighed({}, {}, {}, {}, {}, {}, [])


class Scales:
    """Weighs changes of sentences between two drafts under one choice of options.

    ``level`` are the same drafts with the parties of both, where these are others: it tells what words do from what
    follows from the parties.
    """

    def __init__(self, old: Meaning, new: Meaning, level: Scales | None = None) -> None:
        self.old, self.new, self.level = old, new, level
        self.case: Common = new.case
        self._net: dict[tuple[str, Effect], Situations] = {}
        waived = bool(old.case.draft.waivers or new.case.draft.waivers)
        self.may_cover = not waived

    def net(self, state: str, effect: Effect) -> Situations:
        """Return where only one of the two drafts, taken whole, has an effect for a state."""
        key = (state, effect)
        known = self._net.get(key)
        if known is None:
            diagrams = self.case.diagrams
            a, b = self.old.total(state, effect), self.new.total(state, effect)
            known = EMPTY if a == b else diagrams.either(diagrams.less(a, b), diagrams.less(b, a))
            if known != EMPTY and effect.form == DUTY and self.may_cover:
                known = self._uncovered(state, effect, known)
            self._net[key] = known
        return known

    def _uncovered(self, state: str, effect: Effect, where: Situations) -> Situations:
        """Return where a duty matters: not where both drafts ask for something that performs it anyway."""
        if effect.absorbs or effect.laws or len(effect.levels) > 1:
            return where
        diagrams = self.case.diagrams
        found: set[Effect] = set()
        for side in (self.old, self.new):
            for way in effect.levels[0]:
                probe = Effect(DUTY, (frozenset({way}),))
                for one in side.with_way(probe):
                    found |= set(side.of(one).get(state, {}))
        for other in sorted(found, key=lambda e: (e.act, e.words)):
            if other != effect and _covers(other, effect):
                both = diagrams.both(self.old.total(state, other), self.new.total(state, other))
                where = diagrams.less(where, both)
        return where

    def weigh(self, old: Sentence, new: Sentence, within: Mapping[str, Situations] | None = None) -> Weighed:
        """Return where the drafts part because one sentence became the other; ``within`` narrows the situations."""
        result = nothing()
        before, after = self.old.of(old), self.new.of(new)
        diagrams = self.case.diagrams
        for state in dict.fromkeys((*before, *after)):
            mine, theirs = before.get(state, {}), after.get(state, {})
            for effect in dict.fromkeys((*mine, *theirs)):
                a, b = mine.get(effect, EMPTY), theirs.get(effect, EMPTY)
                if a == b:
                    continue
                here = diagrams.either(diagrams.less(a, b), diagrams.less(b, a))
                here = diagrams.both(here, self.net(state, effect))
                if within is not None:
                    here = diagrams.both(here, within.get(state, EMPTY))
                if here != EMPTY:
                    sets = result.right if effect.form == RIGHT else result.duty
                    sets[state] = diagrams.either(sets.get(state, EMPTY), here)
        if result.parts:
            result.pairs.append((old, new, self.old, self.new))
            self._directed(result, old, new, before, after)
        return result

    def together(self, old: Iterable[Sentence], new: Iterable[Sentence]) -> Weighed:
        """Return where two drafts part, taken whole: what several sentences of each ask, forbid and allow together.

        Directions are those of the whole: where one sentence asks what another no longer does, nothing is more or less.
        """
        result = nothing()
        before, after = list(old), list(new)
        helping = {id(one) for one in (*before, *after) if helps(one)}
        effects: dict[str, dict[Effect, bool]] = {}
        for side, sentences in ((self.old, before), (self.new, after)):
            for one in sentences:
                for state, said in side.of(one).items():
                    for effect in said:
                        known = effects.setdefault(state, {})
                        known[effect] = known.get(effect, False) or id(one) in helping
        for state, every in effects.items():
            for effect in every:
                where = self.net(state, effect)
                if where != EMPTY:
                    sets = result.right if effect.form == RIGHT else result.duty
                    sets[state] = self.case.diagrams.either(sets.get(state, EMPTY), where)
        if not result.parts:
            return result
        stayed = {id(one) for one in after}
        same = [one for one in before if id(one) in stayed]
        both = {id(one) for one in same}
        result.pairs += [(one, one, self.old, self.new) for one in same]
        result.pairs += [(one, None, self.old, self.new) for one in before if id(one) not in both]
        result.pairs += [(None, one, self.old, self.new) for one in after if id(one) not in both]
        for state in result.states():
            shares = self._shares(result, state, effects[state])
            for sets, share in ((result.gain, shares.gain), (result.loss, shares.loss)):
                for victim, where in share.items():
                    sets[victim] = self.case.diagrams.either(sets.get(victim, EMPTY), where)
        return result

    def _shares(self, result: Weighed, state: str, effects: Mapping[Effect, bool]) -> Weighed:
        """Add to a weight where a state has to do more or less in all; return the part that helps others.

        ``effects`` tells of each effect whether a sentence that helps has it. What has nothing to do with each other is
        looked at apart: more talks make up for no force.
        """
        either, helped = self.case.diagrams.either, nothing()
        for kin in _kindred(effects):
            parts = self.case.diagrams.any_of(self.net(state, e) for e in kin if e.form != RIGHT)
            for share, only in ((result, False), (helped, True)):
                before, after = (
                    {e: side.total(state, e) for e in kin if effects[e] or not only} for side in (self.old, self.new)
                )
                one = nothing()
                one.duty[state] = parts
                self._directed_for(one, state, before, after)
                for sets, found in ((share.up, one.up), (share.down, one.down)):
                    if state in found:
                        sets[state] = either(sets.get(state, EMPTY), found[state])
        self._protected(helped, state)
        return helped

    def own(self, old: Sentence, new: Sentence, within: Mapping[str, Situations] | None = None) -> Weighed:
        """Return where the drafts part because of the words of a sentence, whoever the parties are."""
        if self.level is None:
            return self.weigh(old, new, within)
        found = self.level.weigh(old, new, within)
        either = self.case.diagrams.either
        states = found.states()
        shown = self.weigh(old, new, {s: either(found.duty.get(s, EMPTY), found.right.get(s, EMPTY)) for s in states})
        # Where is as the drafts are; more or less is as the words have it, with the same partners in both.
        return replace(shown, up=found.up, down=found.down, gain=found.gain, loss=found.loss) if shown.parts else shown

    def turned(self, found: Weighed, steps: Iterable[tuple[Where, Where]], *, helping: bool) -> Weighed:
        """Return a weight with the directions of some steps alone: of what is asked before and after each."""
        result = replace(found, up={}, down={}, gain={}, loss={})
        for before, after in steps:
            for state in result.states():
                self._directed_for(result, state, before.get(state, {}), after.get(state, {}))
        if helping:
            for state in result.states():
                self._protected(result, state)
        return result

    def _directed(
        self,
        result: Weighed,
        old: Sentence,
        new: Sentence,
        before: Mapping[str, Mapping[Effect, Situations]],
        after: Mapping[str, Mapping[Effect, Situations]],
    ) -> None:
        for state in result.states():
            self._directed_for(result, state, before.get(state, {}), after.get(state, {}))
            if any(helps(one) for one in (old, new)):
                self._protected(result, state)
        for one in (new, old):
            if waives(one):
                self.released(result, one)
                break

    def released(self, result: Weighed, waiver: Norm) -> None:
        """Add what more or less of a waiver means for those who would be helped; one in a statement works both ways.

        Where its maker is hit, the others are free of what it is free of, and owe again what it owes again.
        """
        either, both = self.case.diagrams.either, self.case.diagrams.both
        owed = {state: self._helping(waiver, state) for state in self.new.states}
        for mine, theirs in ((result.up, result.gain), (result.down, result.loss)):
            makers = {state: where for state, where in mine.items() if where != EMPTY}
            for maker, where in makers.items():
                for victim in self.new.states:
                    if victim == maker:
                        continue
                    here = both(both(where, owed[maker]), self._hit(victim))
                    if here != EMPTY:
                        theirs[victim] = either(theirs.get(victim, EMPTY), here)
                for other in self.new.states if waiver.statement else ():
                    here = both(both(where, owed[other]), self._hit(maker))
                    if other != maker and here != EMPTY:
                        mine[other] = either(mine.get(other, EMPTY), here)
                        theirs[maker] = either(theirs.get(maker, EMPTY), here)

    def _helping(self, waiver: Norm, state: str) -> Situations:
        """Return where a state owes in either text a kind of help that a waiver speaks of, were there no waiver."""
        found = EMPTY
        lexicon = self.case.world.lexicon
        waived = {way for act in waiver.acts for way in ways(lexicon, act)}
        for side in (self.old, self.new):
            for one in side.case.draft.norms:
                if not helps(one) or not one.modality.obliges:
                    continue
                for effect, where in side.of(one).get(state, {}).items():
                    if effect.form == DUTY and any(level & waived for level in effect.levels):
                        found = self.case.diagrams.either(found, where)
        return found

    def _hit(self, victim: str) -> Situations:
        space = self.case.space
        return self.case.diagrams.less(space.hits(victim), space.is_state(ATTACKER, victim))

    def _directed_for(
        self, result: Weighed, state: str, mine: Mapping[Effect, Situations], theirs: Mapping[Effect, Situations]
    ) -> None:
        """Add where a state has to do more or less, as far as the two sides part for it."""
        diagrams = self.case.diagrams
        within = result.duty.get(state, EMPTY)
        among = _among((*mine, *theirs))
        a, b = self._claims(mine, among), self._claims(theirs, among)
        for claim in dict.fromkeys((*a, *b)):
            more = diagrams.both(diagrams.less(b.get(claim, EMPTY), a.get(claim, EMPTY)), within)
            less = diagrams.both(diagrams.less(a.get(claim, EMPTY), b.get(claim, EMPTY)), within)
            if claim[0] == WAIVER:
                more, less = less, more
            if claim[0] in (RIGHT, RULE, WISH):
                continue
            for sets, where in ((result.up, more), (result.down, less)):
                if where != EMPTY:
                    sets[state] = diagrams.either(sets.get(state, EMPTY), where)
        if within != EMPTY and not (result.up.get(state) or result.down.get(state)):
            self._by_ceiling(result, state, mine, theirs, within)

    def _by_ceiling(
        self,
        result: Weighed,
        state: str,
        mine: Mapping[Effect, Situations],
        theirs: Mapping[Effect, Situations],
        within: Situations,
    ) -> None:
        """Tell more from less by what may be called for, where the least that is owed is the same."""
        before, after = (frozenset(w for e in side if e.form == DUTY for w in e.ceiling) for side in (mine, theirs))
        if after - before:
            result.up[state] = within
        if before - after:
            result.down[state] = within

    def _protected(self, result: Weighed, helper: str) -> None:
        """Add what a change of a helper's duties means for each state that is hit."""
        diagrams = self.case.diagrams
        for victim in self.new.states:
            if victim == helper:
                continue
            hit = self._hit(victim)
            for sets, source in ((result.gain, result.up), (result.loss, result.down)):
                where = diagrams.both(source.get(helper, EMPTY), hit)
                if where != EMPTY:
                    sets[victim] = diagrams.either(sets.get(victim, EMPTY), where)

    def _claims(
        self, effects: Mapping[Effect, Situations], among: tuple[frozenset[str], frozenset[str], frozenset[Provision]]
    ) -> dict[Claim, Situations]:
        """Return what effects ask, claim by claim; ``among`` are the ways, ranks and laws of either side."""
        found: dict[Claim, Situations] = {}
        for effect, where in effects.items():
            claims = set(effect.claims)
            if effect.form == DUTY:
                # The fewer ways perform a duty, the more it asks.
                claims |= {("not enough", way) for way in among[0] - effect.levels[0]}
                claims |= {("despite", rank) for rank in among[1] - effect.absorbs}
                claims |= {("despite the text", law.instrument, law.label) for law in among[2] - effect.laws}
                claims |= {("with", str(value)) for name, value in effect.rest if name == "ceiling"}
                if not any(name == "accordance" for name, _ in effect.rest):
                    claims.add(("at once",))
            for claim in claims:
                found[claim] = self.case.diagrams.either(found.get(claim, EMPTY), where)
        return found


def _covers(other: Effect, effect: Effect) -> bool:
    """Return whether who does what one duty asks has done what the other asks, whatever the law says."""
    return (
        other.form == DUTY
        and not (other.absorbs or other.laws)
        and len(other.levels) == 1
        and other.levels[0] <= effect.levels[0]
        and other.ceiling >= effect.ceiling
        and other.discretion <= effect.discretion
        and (other.rest, other.partner) == (effect.rest, effect.partner)
    )


def _among(effects: Iterable[Effect]) -> tuple[frozenset[str], frozenset[str], frozenset[Provision]]:
    duties = [effect for effect in effects if effect.form == DUTY]
    return (
        frozenset(way for effect in duties for level in effect.levels for way in level),
        frozenset(rank for effect in duties for rank in effect.absorbs),
        frozenset(law for effect in duties for law in effect.laws),
    )


def _kindred(effects: Iterable[Effect]) -> list[list[Effect]]:
    """Return effects in groups that have to do with each other: what one asks may be a way to do what another asks."""
    groups: list[tuple[set[str], list[Effect]]] = []
    for effect in effects:
        ways = {way for level in effect.levels for way in level} | effect.ceiling
        met = [group for group in groups if group[0] & ways]
        joined = (set().union(ways, *(group[0] for group in met)), [e for group in met for e in group[1]] + [effect])
        groups = [*(group for group in groups if group not in met), joined]
    return [kin for _, kin in groups]


def helps(one: Sentence) -> bool:
    """Return whether a sentence makes its bearers do something where somebody is hit."""
    return isinstance(one, Norm) and bool(one.triggers) and not any(slot.word == "to" for slot in one.slots)


def waives(one: Sentence) -> TypeGuard[Norm]:
    """Return whether a sentence frees its bearers of what another asks."""
    return isinstance(one, Norm) and one.modality is Modality.NEED_NOT


def merged(case: Common, several: Iterable[Weighed]) -> Weighed:
    """Return what several changes, or one under several options, come to together."""
    result = nothing()
    for one in several:
        for mine, theirs in (
            (result.duty, one.duty), (result.right, one.right), (result.up, one.up), (result.down, one.down),
            (result.gain, one.gain), (result.loss, one.loss),
        ):  # fmt: skip
            for state, where in theirs.items():
                mine[state] = case.diagrams.either(mine.get(state, EMPTY), where)
        result.pairs += one.pairs
    return result


def without(case: Common, whole: Weighed, part: Weighed) -> Weighed:
    """Return what is left of a weight beyond a part of it."""
    rest = nothing()
    for mine, all_of_it, taken in (
        (rest.duty, whole.duty, part.duty), (rest.right, whole.right, part.right), (rest.up, whole.up, part.up),
        (rest.down, whole.down, part.down), (rest.gain, whole.gain, part.gain), (rest.loss, whole.loss, part.loss),
    ):  # fmt: skip
        for state, where in all_of_it.items():
            here = case.diagrams.less(where, taken.get(state, EMPTY))
            if here != EMPTY:
                mine[state] = here
    rest.pairs = list(whole.pairs)
    return rest


def inside(case: Common, whole: Weighed, part: Weighed) -> Weighed:
    """Return a weight as far as it lies in a part of it: with the directions of the whole."""
    both, either = case.diagrams.both, case.diagrams.either

    def kept(sets: Sets, *rooms: Sets) -> Sets:
        found = {}
        for state, where in sets.items():
            room = EMPTY
            for one in rooms:
                room = either(room, one.get(state, EMPTY))
            if both(where, room) != EMPTY:
                found[state] = both(where, room)
        return found

    return Weighed(
        kept(whole.duty, part.duty), kept(whole.right, part.right),
        kept(whole.up, part.duty), kept(whole.down, part.duty),
        kept(whole.gain, part.gain, part.loss), kept(whole.loss, part.gain, part.loss), list(whole.pairs),
    )  # fmt: skip


# -- told to people ------------------------------------------------------------------------------------------------


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
    return "; ".join(word.replace("-", " ") for word in words) or NOTHING
