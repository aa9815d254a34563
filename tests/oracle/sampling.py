"""Draws small drafts at random, with the laws and treaties around them, and situations in which to ask about them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from random import Random

from tests.oracle.drafts import (
    Act,
    Both,
    Circumstance,
    Condition,
    Deeming,
    Either,
    Fact,
    Law,
    Membership,
    Mode,
    Model,
    Not,
    Outside,
    Place,
    Priority,
    Provision,
    Reading,
    Reservation,
    Sentence,
    Situation,
    Treaty,
    Trigger,
    Whom,
    Zone,
)

LAND = {
    "Brazil": Place(-15.8, -47.9, "Brazil"),
    "Chile": Place(-33.45, -70.67, "Chile"),
    "Peru": Place(-13.5, -72.0, "Peru"),
    "Ecuador": Place(-0.2, -78.5, "Ecuador"),
    "Bolivia": Place(-17.8, -63.2, "Bolivia"),
}
"""A point on the land of each state, far from its borders."""

SEA = (Place(-30.5, -110.5, ""), Place(-25.5, -20.5, ""), Place(10.5, -120.5, ""))
"""Points in the middle of an ocean."""

BOXES = ((-40, -20, -120, -100), (-35, -15, -30, -10), (-40, -20, -80, -60), (-20, 0, -90, -70), (-25, -5, -60, -40))
"""Areas between parallels and meridians, some over land and some over the sea; no point lies near an edge."""

PARTIES = ("Brazil", "Chile", "Peru", "Ecuador")
OUTSIDER = "Bolivia"
THINGS = ("vessels", "public-vessels", "aircraft", "forces")
BEGIN = date(2026, 11, 22)
USUAL_DAYS = (date(2027, 6, 1), date(2030, 6, 1))
DAYS = (
    date(2015, 1, 1),
    date(2026, 12, 1),
    date(2027, 2, 1),
    date(2027, 6, 1),
    date(2028, 1, 2),
    date(2029, 6, 1),
    date(2030, 6, 1),
    date(2032, 5, 5),
    date(2034, 1, 1),
    date(2038, 1, 1),
)
"""Days on both sides of those on which something begins or ends."""


class Sampler:
    """Draws one model; a ``plain`` one has no areas, and no duties and circumstances that make spaces large."""

    def __init__(self, rng: Random, *, plain: bool = False) -> None:
        self.rng = rng
        self.plain = plain
        self.acts = self._acts()
        self.names = [act.name for act in self.acts]
        self.circumstances = self._circumstances()
        self.labels = 0
        self.count = rng.choice((2, 3, 3, 4))
        self.states = rng.sample(PARTIES, self.count)
        self.means = (("gear", rng.choice(self.names)),) if rng.random() < 0.4 else ()

    def chance(self, share: float) -> bool:
        """Return true in that share of all cases."""
        return self.rng.random() < share

    def model(self) -> Model:
        """Return a draft with the laws and treaties around it."""
        subjects = ("aid",) if self.chance(0.4) else ()
        if subjects:
            self.acts = [Act(a.name, a.wider, a.exactly, a.excludes, "" if a.wider else "aid") for a in self.acts]
        old = self._treaty("Old", draft=False) if self.chance(0.6) else None
        draft = self._treaty("New", draft=True, old=old)
        laws = [law for state in self.states for law in self._laws(state, bool(subjects))]
        return Model(
            tuple(self.acts),
            tuple(self.circumstances),
            tuple(self.states),
            tuple(laws),
            (draft, old) if old else (draft,),
            apart=self.chance(0.5),
            subjects=subjects,
            means=self.means,
        )

    # -- words -------------------------------------------------------------------------------------------------------

    def _acts(self) -> list[Act]:
        found = [Act("aid-others", exactly=self.chance(0.2))]
        for number in range(self.rng.randint(2, 5)):
            wider = self.rng.sample([act.name for act in found], 1)
            if self.chance(0.15) and len(found) > 2:
                more = self.rng.choice(found).name
                wider = sorted({*wider, more})
            found.append(Act(f"act-{'abcdef'[number]}", tuple(wider), self.chance(0.25)))
        if self.chance(0.25):
            found.append(Act("keep-out", (), False, (self.rng.choice(found).name,)))
        return found

    def _circumstances(self) -> list[Circumstance]:
        found = [Circumstance("grave")]
        if self.chance(0.6):
            found.append(Circumstance("hopeless", usual=self.rng.choice((True, False))))
        if not self.plain and self.chance(0.4):
            found.append(Circumstance("afraid", owned=True))
        return found

    def condition(self, *, bearer: bool = True, depth: int = 1) -> Condition:
        """Return a condition; ``bearer``: whether a bare word of a state is that of the bearer."""
        if depth and self.chance(0.3):
            kind = self.rng.choice((Both, Either))
            return kind(self.condition(bearer=bearer, depth=depth - 1), self.condition(bearer=bearer, depth=depth - 1))
        if self.chance(0.3):
            return Not(self.condition(bearer=bearer, depth=0))
        one = self.rng.choice(self.circumstances)
        if not one.owned:
            return Fact(one.name)
        return Fact(one.name, "" if bearer and self.chance(0.5) else self.rng.choice(self.states))

    # -- texts -------------------------------------------------------------------------------------------------------

    def _treaty(self, name: str, *, draft: bool, old: Treaty | None = None) -> Treaty:
        start = BEGIN if draft else date(self.rng.choice((2000, 2010, 2027)), 3, 1)
        members = self._members(draft)
        zones = self._zones(name)
        provisions = [self._provision(zones, name, draft=draft) for _ in range(self.rng.randint(2, 5))]
        provisions = self._later_steps(provisions)
        treaty = Treaty(
            name,
            start if draft else date(start.year - 1, 5, 5),
            start,
            members,
            tuple(provisions),
            draft=draft,
            years=self.rng.choice((0, 0, 0, 10)) * (not draft),
            zones=zones,
        )
        return self._related(treaty, old)

    def _members(self, draft: bool) -> tuple[Membership, ...]:
        states = (
            self.states if draft or self.chance(0.4) else self.rng.sample(self.states, self.rng.randint(1, self.count))
        )
        found = []
        for state in states:
            start = date(self.rng.choice((2001, 2030)), 1, 1) if self.chance(0.2) else None
            end = date(2033, 1, 1) if self.chance(0.1) else None
            standing = self.rng.choice(("invited", "observer")) if self.chance(0.06) and draft else ""
            found.append(Membership(state, None if standing else start, None if standing else end, standing))
        return tuple(found)

    def _zones(self, name: str) -> tuple[Zone, ...]:
        if self.plain or self.chance(0.65):
            return ()
        boxes = tuple(self.rng.sample(BOXES, self.rng.choice((0, 1, 2))))
        territories = tuple(self.rng.sample(self.states, self.rng.choice((0, 1))))
        of_parties = (not boxes and not territories) or self.chance(0.2)
        less = tuple(self.rng.sample(self.states, 1)) if self.chance(0.3) else ()
        return (Zone(f"{name}Area", territories, boxes, less, of_parties),)

    def _provision(self, zones: tuple[Zone, ...], name: str, *, draft: bool) -> Provision:
        self.labels += 1
        label = f"{name.lower()}-{'abcdefghijklmnop'[self.labels]}"
        kind = self.rng.random()
        sentence = self._sentence(label, zones)
        if kind < 0.1:
            other = self._sentence(label, zones)
            turn = date(2029, 6, 1)
            second = Reading("second", (other,), turn, None, self.rng.choice(("prevailing", "prevailing", "proposed")))
            end = turn if second.standing == "prevailing" else None
            return Provision(label, readings=(Reading("first", (sentence,), date(2000, 1, 1), end), second))
        if kind < 0.2 and draft:
            return Provision(
                label, bracket=f"choice-{label}", options=(("A", sentence), ("B", self._sentence(label, zones)))
            )
        return Provision(label, (sentence,))

    def _sentence(self, label: str, zones: tuple[Zone, ...]) -> Sentence:
        mode = self.rng.choices(list(Mode), (10, 6, 2, 2))[0]
        always = self.plain and mode is Mode.SHALL
        trigger = self._trigger(zones) if always or self.chance(0.75) else None
        whom = Whom.EACH_OTHER if trigger and self.chance(0.6) else self.rng.choice((Whom.EACH, Whom.NAMED))
        if mode is Mode.SHALL_NOT and self.chance(0.3):
            whom = Whom.NO_PARTY
        if mode is Mode.SHALL and whom is Whom.EACH and self.chance(0.3):
            whom = Whom.THE_PARTIES
        any_of = mode is Mode.SHALL and len(self.names) > 2 and self.chance(0.12)
        acts = tuple(self.rng.sample(self.names, 2 if any_of else 1))
        if any_of and "keep-out" in acts:
            any_of, acts = False, acts[:1]
        means = including = qualifier = ""
        if mode is Mode.SHALL and not any_of:
            if self.means and self.words_below(acts[0], self.means[0][1]) and self.chance(0.5):
                means = "gear"
            elif self.chance(0.15):
                including = self.rng.choice(self.names)
            if self.chance(0.35):
                qualifier = self.rng.choice(("constitutional-provisions", "national-law"))
            elif not means and self.chance(0.15):
                qualifier = "discretion"
        partner = place = named = ""
        if whom is Whom.NAMED:
            named = self.rng.choice(self.states)
            if mode in (Mode.SHALL, Mode.SHALL_NOT) and "keep-out" not in acts and self.chance(0.3):
                place = self.rng.choice([one for one in self.states if one != named])
        if "keep-out" not in acts and self.chance(0.3):
            if trigger and mode is Mode.SHALL and whom is Whom.EACH_OTHER:
                partner = "attacked"
            elif mode is Mode.SHALL_NOT:
                partner = "attacked" if trigger and self.chance(0.4) else self.rng.choice((*self.states, OUTSIDER))
        return Sentence(
            label,
            whom,
            mode,
            acts,
            partner=partner,
            place=place,
            named=named,
            any_of=any_of,
            means=means,
            including=including,
            qualifier=qualifier,
            when=trigger,
            unless=self.condition() if self.chance(0.18) else None,
            only_if=self.condition() if self.chance(0.1) else None,
            start=date(2028, 1, 1) if self.chance(0.05) and mode is Mode.SHALL else None,
        )

    def words_below(self, wide: str, narrow: str) -> bool:
        """Return whether one act is narrower than another, or the same."""
        by_name = {act.name: act for act in self.acts}
        todo = [narrow]
        while todo:
            name = todo.pop()
            if name == wide:
                return True
            todo += by_name[name].wider
        return False

    def _trigger(self, zones: tuple[Zone, ...]) -> Trigger:
        return Trigger(
            self.rng.choice(("armed-attack",) * 5 + ("threat", "nuclear-attack", "cyber-operation")),
            self.rng.choice(self.states) if self.chance(0.2) else "",
            tuple(self.rng.sample(("territory", *THINGS), self.rng.choice((1, 2)))) if self.chance(0.15) else (),
            self.rng.choice((OUTSIDER, "non-state", "any state", *self.states)) if self.chance(0.2) else "",
            zones[0].name if zones and self.chance(0.5) else "",
            self.condition() if self.chance(0.25) else None,
        )

    def _later_steps(self, provisions: list[Provision]) -> list[Provision]:
        """Return provisions of which one may be owed only after another's act."""
        first = [
            sentence
            for provision in provisions
            for sentence in provision.sentences
            if sentence.mode is Mode.SHALL and not sentence.any_of and sentence.when
        ]
        if not first or not self.chance(0.25):
            return provisions
        self.labels += 1
        label = f"step-{'abcdefghijklmnop'[self.labels]}"
        act = self.rng.choice(self.names)
        whom = self.rng.choice((Whom.EACH_OTHER, Whom.EACH))
        step = Sentence(label, whom, Mode.SHALL, (act,), after=self.rng.choice(first).acts[0], failing=self.chance(0.3))
        return [*provisions, Provision(label, (step,))]

    def _related(self, treaty: Treaty, old: Treaty | None) -> Treaty:
        """Return a treaty with what it says of its own sentences and of another treaty."""
        labels = [one.label for one in treaty.provisions if not one.bracket]
        own = {one.label: one.sentences[0] for one in treaty.provisions if one.sentences}
        priorities = []
        order = list(labels)
        self.rng.shuffle(order)
        for high, low in pairwise(order):
            if self.chance(0.35):
                priorities.append(Priority(high, low, self.rng.choice(("yields", "prevails")), treaty.name))
        if old is not None and self.chance(0.5):
            if self.chance(0.5):
                pair = [treaty.name, old.name]
                self.rng.shuffle(pair)
                words = "prevails" if pair[0] == treaty.name else "yields"
                priorities.append(Priority(pair[0], pair[1], words, treaty.name))
            elif labels and (there := [one.label for one in old.provisions if not one.bracket]):
                mine, theirs = self.rng.choice(labels), f"Old.{self.rng.choice(there)}"
                if self.chance(0.5):
                    priorities.append(Priority(mine, theirs, "prevails", treaty.name))
                else:
                    priorities.append(Priority(theirs, mine, "yields", treaty.name))
        deemings = [self._deeming(treaty)] if self.chance(0.25) else []
        outside = []
        triggered = [label for label, one in own.items() if one.when]
        if treaty.zones and triggered and self.chance(0.3):
            outside.append(Outside(self.rng.choice(triggered), treaty.zones[0].name))
        reservations = []
        if self.chance(0.15):
            state = self.rng.choice(treaty.members).state
            if triggered and self.chance(0.5):
                reservations.append(Reservation(state, label=self.rng.choice(triggered)))
            else:
                unless = self.condition(bearer=False, depth=0) if self.chance(0.4) else None
                reservations.append(Reservation(state, act=self.rng.choice(self.names), unless=unless))
        return Treaty(
            **{
                **treaty.__dict__,
                "priorities": tuple(priorities),
                "deemings": tuple(deemings),
                "outside": tuple(outside),
                "reservations": tuple(reservations),
            }
        )

    def _deeming(self, treaty: Treaty) -> Deeming:
        labels = [one.label for one in treaty.provisions]
        denied = self.chance(0.3)
        return Deeming(
            self.rng.choice(("cyber-operation", "blockade")) if not denied else "armed-attack",
            "armed-attack",
            self.rng.choice(("aircraft", "vessels")) if denied else "",
            self.condition(bearer=False, depth=0) if self.chance(0.4) else None,
            self.rng.choice(labels) if self.chance(0.4) else "",
            all_parties=not denied and self.chance(0.4),
            denied=denied,
        )

    def _laws(self, state: str, subjects: bool) -> list[Law]:
        if self.chance(0.25):
            return []
        found = []
        stem = f"{state}Law"
        above = self.rng.choice(("", "statute"))
        covers = self.rng.choice((None, ("aid",), ("force",))) if subjects else None
        count = 0
        for rank in ("constitution", "statute", "policy")[: self.rng.choice((1, 1, 2, 3))]:
            provisions = []
            for _ in range(self.rng.randint(1, 2)):
                count += 1
                label = f"{state.lower()}-{'abcdefgh'[count]}"
                provisions.append(self._rule(label, state))
            start = date(2028, 1, 1) if self.chance(0.1) else date(1990, 1, 1)
            found.append(
                Law(
                    f"{stem}{rank.title()}",
                    state,
                    rank,
                    tuple(provisions),
                    date(1990, 1, 1) if rank == "constitution" else start,
                    date(2031, 1, 1) if self.chance(0.1) else None,
                    covers if rank == "constitution" else (("force",) if subjects else None),
                    above if rank == "constitution" else "",
                    "constitution" if rank == "constitution" and above else "",
                )
            )
        return found

    def _rule(self, label: str, state: str) -> Provision:
        others = [one for one in (*self.states, OUTSIDER) if one != state]

        def rule(mode: Mode) -> Sentence:
            act = self.rng.choice(self.names)
            return Sentence(
                label,
                Whom.NAMED,
                mode,
                (act,),
                named=state,
                partner=self.rng.choice(others) if mode is Mode.SHALL_NOT and self.chance(0.15) else "",
                unless=self.condition() if self.chance(0.3) else None,
                only_if=self.condition() if self.chance(0.15) else None,
            )

        mode = self.rng.choices((Mode.SHALL_NOT, Mode.SHALL), (9, 1))[0]
        if self.chance(0.15):
            turn = date(2029, 6, 1)
            return Provision(
                label,
                readings=(
                    Reading("first", (rule(mode),), date(1990, 1, 1), turn),
                    Reading("second", (rule(mode),), turn, None),
                ),
            )
        if self.chance(0.2):
            act = self.rng.choice([one for one in self.names if one != "keep-out"])
            host = Sentence(label, Whom.NO_STATE, Mode.SHALL_NOT, (act,), place=state)
            return Provision(label, (host,))
        return Provision(label, (rule(mode),))

    # -- what may happen -----------------------------------------------------------------------------------------------

    def situation(self, model: Model) -> Situation:
        """Return something that happens on a day."""
        day = self.rng.choice(DAYS if self.chance(0.6) else USUAL_DAYS)
        facts = []
        usually = self.chance(0.5)
        for one in model.circumstances:
            for owner in model.states if one.owned else ("",):
                true = one.usual if usually and one.usual is not None else self.rng.choice((True, False))
                facts.append((Fact(one.name, owner), true))
        if self.chance(0.1):
            return Situation(day, facts=tuple(facts))
        victim = self.rng.choice(model.states)
        attacker = self.rng.choice([OUTSIDER, OUTSIDER, "non-state", *(s for s in model.states if s != victim)])
        thing = self.rng.choice(("territory", "territory", *THINGS))
        place = LAND[victim]
        if thing != "territory":
            place = self.rng.choice((LAND[victim], *SEA))
        event = self.rng.choice(("armed-attack",) * 6 + ("nuclear-attack", "cyber-operation", "threat", "blockade"))
        undone: tuple[tuple[str, str], ...] = ()
        steps = [
            sentence.after
            for treaty in model.treaties
            for p in treaty.provisions
            for sentence in p.sentences
            if sentence.after
        ]
        if steps and self.chance(0.4):
            undone = ((self.rng.choice(steps), self.rng.choice(model.states)),)
        return Situation(day, event, thing, victim, attacker, place, tuple(facts), undone)
