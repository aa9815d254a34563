"""How much a changed sentence matters: where two drafts part because of it, for whom, and in which direction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from treatylang.compare.claims import among_all, claims_of, covers, kindred, partners_of
from treatylang.compare.common import Common
from treatylang.compare.effects import DUTY, RIGHT, RULE, WAIVER, WISH, Effect, Meaning, Where
from treatylang.compare.helping import helps, protected, released, waives
from treatylang.compare.weight import Sentence, Weighed, nothing
from treatylang.reasoning.kernel.diagram import EMPTY, Situations


class Scales:
    """Weighs changes of sentences between two drafts under one choice of options.

    ``level`` are the same drafts with the parties of both, where these are others: it tells what words do from what
    follows from the parties. ``by_partners`` says whether more or fewer partners are more or less to do: not where the
    parties are others, since who joins is a third state no longer.
    """

    def __init__(self, old: Meaning, new: Meaning, level: Scales | None = None, *, by_partners: bool = True) -> None:
        self.old, self.new, self.level = old, new, level
        self.by_partners = by_partners and level is None
        self.case: Common = new.case
        self._net: dict[tuple[str, Effect], Situations] = {}
        waived = bool(old.case.draft.waivers or new.case.draft.waivers)
        self.may_cover = not waived

    @property
    def sides(self) -> tuple[Meaning, Meaning]:
        """The effects of either draft."""
        return self.old, self.new

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
            if other != effect and covers(other, effect):
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
                if effect.form == DUTY:
                    # Where it is waived, that nothing is asked any more changes nothing.
                    x, y = self.old.owed(old, state, effect), self.new.owed(new, state, effect)
                    here = diagrams.both(here, diagrams.either(diagrams.less(x, y), diagrams.less(y, x)))
                here = diagrams.both(here, self.net(state, effect))
                if effect.form == WAIVER and not any(word == "statement" for word, _ in effect.rest):
                    # One in a statement works both ways: it touches what others owe, too.
                    here = diagrams.both(here, self._asked(state, effect)) or here
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
        chosen = {id(one) for one in (*before, *after)}
        effects: dict[str, dict[Effect, bool]] = {}
        waiving = any(waives(one) for one in (*before, *after))
        for side, sentences in ((self.old, before), (self.new, after)):
            # What is waived, or no longer, is told by the duties that it touches.
            for one in (*sentences, *(side.case.draft.norms if waiving else ())):
                for state, said in side.of(one).items():
                    for effect in said:
                        if effect.form == WAIVER and not self._lowers(state, effect):
                            continue
                        if effect.form != DUTY and id(one) not in chosen:
                            continue
                        known = effects.setdefault(state, {})
                        known[effect] = known.get(effect, False) or helps(one)
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

    def _asked(self, state: str, waiver: Effect) -> Situations:
        """Return where either text asks, waiver or not, for what a waiver speaks of."""
        found = [where for _, where in self._duties(state, waiver)]
        return self.case.diagrams.any_of(found)

    def _lowers(self, state: str, waiver: Effect) -> bool:
        """Return whether a waiver may leave something owed of a duty: one that is lowered step by step."""
        return any(len(effect.levels) > 1 for effect, _ in self._duties(state, waiver))

    def _duties(self, state: str, waiver: Effect) -> Iterator[tuple[Effect, Situations]]:
        """Yield the duties of a state that may be done in the way of which a waiver speaks, and where each is awake."""
        (way,) = waiver.levels[-1]
        for side in self.sides:
            for one in side.case.draft.norms:
                for effect, where in side.of(one).get(state, {}).items():
                    if effect.form == DUTY and any(way in level for level in effect.levels):
                        yield effect, where

    def _shares(self, result: Weighed, state: str, effects: Mapping[Effect, bool]) -> Weighed:
        """Add to a weight where a state has to do more or less in all; return the part that helps others.

        ``effects`` tells of each effect whether a sentence that helps has it. What has nothing to do with each other is
        looked at apart: more talks make up for no force.
        """
        either, helped = self.case.diagrams.either, nothing()
        for kin in kindred(effects):
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
        protected(self.sides, helped, state)
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
                protected(self.sides, result, state)
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
                protected(self.sides, result, state)
        for one in (new, old):
            if waives(one):
                released(self.sides, result, one)
                break

    def _directed_for(
        self, result: Weighed, state: str, mine: Mapping[Effect, Situations], theirs: Mapping[Effect, Situations]
    ) -> None:
        """Add where a state has to do more or less, as far as the two sides part for it."""
        diagrams = self.case.diagrams
        within = result.duty.get(state, EMPTY)
        among = among_all((*mine, *theirs))
        a, b = claims_of(diagrams, mine, among), claims_of(diagrams, theirs, among)
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
        if self.by_partners:
            self._by_partners(result, state, mine, theirs)
        if within != EMPTY and not (result.up.get(state) or result.down.get(state)):
            self._by_ceiling(result, state, mine, theirs, within)

    def _by_partners(
        self, result: Weighed, state: str, mine: Mapping[Effect, Situations], theirs: Mapping[Effect, Situations]
    ) -> None:
        """Tell more from less by for whom, with whom or against whom something is owed or forbidden.

        Where some partners came and others went, it is neither; what a state owes to itself is nothing.
        """
        both, either, less = self.case.diagrams.both, self.case.diagrams.either, self.case.diagrams.less
        within = result.duty.get(state, EMPTY)
        for free in (False, True):
            came = gone = EMPTY
            before, after = (partners_of(self.case.diagrams, side, state, waives=free) for side in (mine, theirs))
            for partner in dict.fromkeys((*before, *after)):
                a, b = before.get(partner, EMPTY), after.get(partner, EMPTY)
                came, gone = either(came, less(b, a)), either(gone, less(a, b))
            more, fewer = both(less(came, gone), within), both(less(gone, came), within)
            up, down = (result.down, result.up) if free else (result.up, result.down)
            for sets, where in ((up, more), (down, fewer)):
                if where != EMPTY:
                    sets[state] = either(sets.get(state, EMPTY), where)

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
