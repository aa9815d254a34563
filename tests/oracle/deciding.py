"""Decides a small draft by the rulings: who is bound by what in one situation, what is forbidden, what collides.

Every answer is yes, no, or `None` where the rulings do not settle it; such a question is not put. Numbers in comments
are those of the rulings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tests.oracle.drafts import (
    Act,
    Both,
    Condition,
    Either,
    Fact,
    Law,
    Mode,
    Model,
    Not,
    Provision,
    Reservation,
    Sentence,
    Situation,
    Treaty,
    Trigger,
    Whom,
    Zone,
)

Ways = frozenset[str]
Texts = Sequence[Treaty | Law]

WIDER_EVENTS = {
    "armed-attack": ("threat",),
    "nuclear-attack": ("armed-attack", "threat"),
    "cyber-operation": ("threat",),
    "blockade": ("threat",),
    "threat": (),
}
"""The events that are used, with the wider ones of which each is a kind."""

WIDER_THINGS = {
    "public-vessels": ("vessels",),
    "land": ("territory",),
    "islands": ("territory",),
    "metropolitan-territory": ("territory",),
}

NO_STATE = "non-state"


class Unsettled(Exception):
    """The rulings leave the answer open."""


@dataclass(frozen=True)
class Norm:
    """A sentence in its text: of a treaty, or of a law."""

    text: Treaty | Law
    sentence: Sentence

    @property
    def name(self) -> str:
        return f"{self.text.name}.{self.sentence.label}"


@dataclass(frozen=True)
class Ban:
    """What a norm forbids: ways; only towards a state, or in a territory, where one is named.

    ``neutral``: towards those who are in conflict; ``host``: by the law of the state whose soil it is.
    """

    norm: Norm
    ways: Ways
    partner: str = ""
    place: str = ""
    neutral: bool = False
    host: bool = False


@dataclass(frozen=True)
class Duty:
    """What a norm asks for: levels, the first preferred; what is owed of them; and all that it may call for."""

    norm: Norm
    whole: Ways
    floor: Ways
    left: Ways
    """The floor without what is waived and what domestic law takes away."""
    ceiling: Ways
    partner: str


class Vocabulary:
    """The order of acts, and the ways in which each can be done."""

    def __init__(self, acts: tuple[Act, ...]) -> None:
        self.acts = {act.name: act for act in acts}

    def wider(self, name: str) -> frozenset[str]:
        """Return an act with all that are wider."""
        found = {name}
        for one in self.acts[name].wider:
            found |= self.wider(one)
        return frozenset(found)

    def ways(self, name: str) -> Ways:
        """Return the least acts below an act, and the unnamed remainders of those that are not `exactly` theirs."""
        found = set()
        for one in self.acts.values():
            if name in self.wider(one.name):
                has_narrower = any(one.name in other.wider for other in self.acts.values())
                if not has_narrower:
                    found.add(one.name)
                elif not one.exactly:
                    found.add(f"{one.name}, unnamed")
        return frozenset(found)

    def subject(self, name: str) -> str:
        """Return what an act is about: its own word, else that of its wider acts."""
        act = self.acts[name]
        if act.about:
            return act.about
        found = {subject for wider in act.wider if (subject := self.subject(wider))}
        if len(found) > 1:
            raise Unsettled
        return found.pop() if found else ""


class Judge:
    """Decides a model in one situation, under one choice of the options of its brackets."""

    def __init__(self, model: Model, options: dict[str, str], day: date) -> None:
        self.model = model
        self.day = day
        self.options = options
        self.words = Vocabulary(model.acts)
        self.draft = model.treaties[0]
        self.means = dict(model.means)
        self.own = model.treaties[:1] if model.apart else model.treaties
        """The texts of the file in which the scenarios stand."""
        self._norms: dict[tuple[object, ...], tuple[Norm, ...]] = {}
        self.looking_back = False
        """Whether what has to come first is being looked at; what comes after it counts for nothing then."""

    # -- who is a party, what governs --------------------------------------------------------------------------------

    def in_force(self, text: Treaty | Law, day: date) -> bool:
        """Return whether a text is in force on a day (12)."""
        if isinstance(text, Law):
            return text.start <= day and (text.end is None or day < text.end)
        if text.draft:
            return True  # a day that is asked about moves the draft (12)
        if text.years and day >= text.start.replace(year=text.start.year + text.years):
            return False
        return text.start <= day

    def party(self, state: str, text: Treaty, day: date) -> bool:
        """Return whether a state is bound by a treaty on a day (7, 29)."""
        return self.in_force(text, day) and any(
            member.state == state
            and not member.standing
            and (member.start is None or member.start <= day)
            and (member.end is None or day < member.end)
            for member in text.members
        )

    def parties(self, text: Treaty, day: date) -> frozenset[str]:
        """Return the parties of a treaty on a day."""
        return frozenset(one.state for one in text.members if self.party(one.state, text, day))

    def governing(self, text: Treaty | Law, day: date) -> Iterator[Sentence]:
        """Yield the sentences of a text that govern on a day: those of readings only while they prevail (33)."""
        for provision in text.provisions:
            yield from provision.sentences
            yield from (one for name, one in provision.options if self.options[provision.bracket] == name)
            readings = [
                one
                for one in provision.readings
                if one.standing == "prevailing"
                and (one.start is None or one.start <= day)
                and (one.end is None or day < one.end)
            ]
            if len(readings) > 1:
                raise Unsettled
            yield from (sentence for one in readings for sentence in one.sentences)

    # -- what is so ----------------------------------------------------------------------------------------------------

    def hit(self, situation: Situation) -> frozenset[str]:
        """Return whom an attack hits: the owner of the thing, and the state whose territory the place is."""
        if not situation.event:
            return frozenset()
        place = situation.place
        return frozenset({situation.victim} | ({place.holder} if place and place.holder else set()))

    def true(self, condition: Condition | None, situation: Situation, bearer: str) -> bool:
        """Return whether a condition is so."""
        match condition:
            case None:
                return True
            case Fact(name, owner):
                owned = next(one for one in self.model.circumstances if one.name == name).owned
                return dict(situation.facts)[Fact(name, owner or (bearer if owned else ""))]
            case Not(part):
                return not self.true(part, situation, bearer)
            case Both(left, right):
                return self.true(left, situation, bearer) and self.true(right, situation, bearer)
            case Either(left, right):
                return self.true(left, situation, bearer) or self.true(right, situation, bearer)

    def within(self, situation: Situation, zone: Zone, text: Treaty) -> bool:
        """Return whether the place of the event lies in an area of a text."""
        place = situation.place
        assert place is not None
        if place.holder and place.holder in zone.less:
            return False
        if place.holder and place.holder in zone.territories:
            return True
        if zone.of_parties and place.holder in self.parties(text, situation.day):
            return True
        return any(s < place.north < n and w < place.east < e for s, n, w, e in zone.boxes)

    def awake(self, trigger: Trigger | None, text: Treaty | Law, label: str, situation: Situation, bearer: str) -> bool:
        """Return whether what wakes a sentence happens."""
        if trigger is None:
            return True
        if not situation.event or not self.true(trigger.given, situation, bearer):
            return False
        if trigger.attacker == "any state" and situation.attacker == NO_STATE:
            return False
        if trigger.attacker not in ("", "any state", situation.attacker):
            return False
        if self._denied(trigger, text, label, situation, bearer):
            return False
        real = self._really(trigger, text, situation)
        zone = next((one for one in getattr(text, "zones", ()) if one.name == trigger.zone), None)
        inside = zone is None or (isinstance(text, Treaty) and self.within(situation, zone, text))
        if real and inside:
            return True
        deemed = self._deemed(trigger, text, label, situation, bearer)
        if deemed and (trigger.things or not inside):
            raise Unsettled  # whether what is deemed has to be of the thing and at the place that the article names
        return deemed

    def _really(self, trigger: Trigger, text: Treaty | Law, situation: Situation) -> bool:
        """Return whether the event itself is the one that is named."""
        if trigger.event not in (situation.event, *WIDER_EVENTS[situation.event]):
            return False
        things = (situation.thing, *WIDER_THINGS.get(situation.thing, ()))
        assert situation.place is not None
        if "territory" in trigger.things and not set(things) & set(trigger.things) and situation.place.holder:
            raise Unsettled  # whether an attack on ships or forces in a territory is one on the territory
        if trigger.things and not set(things) & set(trigger.things):
            return False
        concerned = {situation.victim} if trigger.things else self.hit(situation)
        if trigger.victim:
            return trigger.victim in concerned
        assert isinstance(text, Treaty)
        return bool(concerned & self.parties(text, situation.day))

    def _deemed(self, trigger: Trigger, text: Treaty | Law, label: str, situation: Situation, bearer: str) -> bool:
        """Return whether the event counts as the one that is named (34)."""
        for one in text.deemings if isinstance(text, Treaty) else ():
            if one.denied or one.sentence not in ("", label):
                continue
            if trigger.event not in (one.target, *WIDER_EVENTS[one.target]):
                continue
            counted = Trigger(one.event, "", (one.thing,) if one.thing else ())
            if not self._really(counted, text, situation) or not self.true(one.given, situation, bearer):
                continue
            assert isinstance(text, Treaty)
            concerned = self.parties(text, situation.day) if one.all_parties else self.hit(situation)
            if not trigger.victim or trigger.victim in concerned:
                return True
        return False

    def _denied(self, trigger: Trigger, text: Treaty | Law, label: str, situation: Situation, bearer: str) -> bool:
        """Return whether a sentence says that the event does not count as the one that is named (41)."""
        for one in text.deemings if isinstance(text, Treaty) else ():
            if not one.denied or one.sentence not in ("", label):
                continue
            counted = Trigger(one.event, "", (one.thing,) if one.thing else ())
            if self._really(counted, text, situation) and self.true(one.given, situation, bearer):
                place = situation.place
                if place is not None and place.holder not in ("", situation.victim):
                    raise Unsettled  # whether an attack on ships that does not count is still one on the host of them
                if one.target == trigger.event:
                    return True
                if one.target in (situation.event, *WIDER_EVENTS[situation.event]):
                    raise Unsettled  # what no longer counts as the narrower event may still be the wider one
        return False

    # -- whom a sentence binds -------------------------------------------------------------------------------------

    def addressed(self, norm: Norm, state: str, situation: Situation) -> bool:
        """Return whether a norm speaks to a state in a situation."""
        text, one, day = norm.text, norm.sentence, situation.day
        if isinstance(text, Treaty):
            if not self.party(state, text, day):
                return False
        elif not self.in_force(text, day) or (text.state != state and one.whom is not Whom.NO_STATE):
            return False
        if one.whom is Whom.NAMED and one.named != state:
            return False
        if one.whom is Whom.EACH_OTHER and (state in self.hit(situation) or state == situation.attacker):
            return False  # 6
        if one.start is not None and day < one.start:
            return False
        if isinstance(text, Treaty) and self._set_aside(norm, text, state, situation):
            return False
        if not self.awake(one.when, text, one.label, situation, state):
            return False
        if not self.true(one.only_if, situation, state):
            return False
        if one.unless is not None and self.true(one.unless, situation, state):
            return False
        return not one.after or (not self.looking_back and self._reached(norm, situation))

    def _set_aside(self, norm: Norm, text: Treaty, state: str, situation: Situation) -> bool:
        """Return whether the text, or a reservation, takes a sentence from a state here (36, 37)."""
        for outside in text.outside:
            if outside.label == norm.sentence.label and situation.event:
                zone = next(zone for zone in text.zones if zone.name == outside.zone)
                if self.within(situation, zone, text):
                    return True
        return any(
            one.label == norm.sentence.label and (one.state == state or one.state in self.hit(situation))
            for one in text.reservations
            if self.party(one.state, text, situation.day)
        )

    def _reached(self, norm: Norm, situation: Situation) -> bool:
        """Return whether what has to come first has been done, or for `failing`, has not (42)."""
        act = norm.sentence.after
        owing = []
        for other in self.governing(norm.text, situation.day):
            if other.mode is not Mode.SHALL or other == norm.sentence:
                continue
            if any(self.words.ways(one) <= self.words.ways(act) for one in other.acts):
                if other.any_of or other.after or other.acts != (act,):
                    raise Unsettled  # whether a duty to do the narrower act is one to do what comes first
                first = Norm(norm.text, other)
                for state in self.model.states:
                    if self.addressed(first, state, situation):
                        if self.duty(first, act, state, situation).left < self.words.ways(act):
                            raise Unsettled  # waived or absorbed, in part or wholly
                        owing.append(state)
        if not owing:
            return False
        self.looking_back = True
        try:
            done = all(
                (act, state) not in situation.undone and not self.forbidden(act, state, situation) for state in owing
            )
        finally:
            self.looking_back = False
        return done is not norm.sentence.failing

    def norms(self, texts: Texts, mode: Mode, state: str, situation: Situation) -> tuple[Norm, ...]:
        """Return the norms of texts that say this to a state."""
        key = (tuple(text.name for text in texts), mode, state, self.looking_back)
        if key not in self._norms:
            self._norms[key] = tuple(self._saying(texts, mode, state, situation))
        return self._norms[key]

    def _saying(self, texts: Texts, mode: Mode, state: str, situation: Situation) -> Iterator[Norm]:
        for text in texts:
            if not self.in_force(text, situation.day):
                continue
            for sentence in self.governing(text, situation.day):
                norm = Norm(text, sentence)
                if sentence.mode is mode and self.addressed(norm, state, situation):
                    yield norm

    # -- duties ------------------------------------------------------------------------------------------------------

    def duties(self, texts: Texts, state: str, situation: Situation) -> Iterator[Duty]:
        """Yield what a state owes under texts, each act a duty of its own, unless any one of them performs (2, 3)."""
        for norm in self.norms(texts, Mode.SHALL, state, situation):
            if norm.sentence.any_of:
                yield self.duty(norm, "", state, situation)
            else:
                yield from (self.duty(norm, act, state, situation) for act in norm.sentence.acts)

    def duty(self, norm: Norm, act: str, state: str, situation: Situation) -> Duty:
        """Return what one sentence asks of a state: one of its acts, or any of them where ``act`` is empty."""
        one = norm.sentence
        whole = frozenset[str]().union(*(self.words.ways(each) for each in ((act,) if act else one.acts)))
        levels = [whole]
        ceiling = whole
        if one.means:
            means = self.words.ways(self.means[one.means])
            levels.insert(0, means & whole)
            ceiling |= means
        if one.including:
            ceiling |= self.words.ways(one.including)
        partner = self.attacked(situation) if one.partner == "attacked" else one.partner
        asked = Duty(norm, whole, whole, whole, ceiling, partner)
        taken = frozenset[str]()
        ranks = {"constitutional-provisions": ("constitution",), "national-law": ("constitution", "statute")}
        if one.qualifier in ranks:
            for ban in self.law_bans(state, situation):
                assert isinstance(ban.norm.text, Law)
                if ban.norm.text.rank in ranks[one.qualifier] and self.reaches(ban, asked, situation):
                    taken |= ban.ways
        waived = self.waived(norm.text, state, situation)
        for level in levels:
            if left := level - taken - waived:
                return Duty(norm, whole, level, left, ceiling - taken, partner)
        return Duty(norm, whole, frozenset(), frozenset(), ceiling - taken, partner)

    def waived(self, text: Treaty | Law, state: str, situation: Situation) -> Ways:
        """Return the ways that nobody may ask of a state under a text (14, 15)."""
        ways = frozenset[str]()
        for norm in self.norms((text,), Mode.NEED_NOT, state, situation):
            for act in norm.sentence.acts:
                ways |= self.words.ways(act)
        if isinstance(text, Treaty):
            for one in text.reservations:
                if one.act and self.party(one.state, text, situation.day) and self._reserved(one, state, situation):
                    ways |= self.words.ways(one.act)
        return ways

    def _reserved(self, one: Reservation, state: str, situation: Situation) -> bool:
        if one.unless is not None and self.true(one.unless, situation, one.state):
            return False
        return one.state == state or one.state in self.hit(situation)

    # -- bans --------------------------------------------------------------------------------------------------------

    def laws(self, state: str, day: date) -> tuple[Law, ...]:
        """Return the laws of a state in force on a day."""
        return tuple(law for law in self.model.laws if law.state == state and self.in_force(law, day))

    def law_bans(self, state: str, situation: Situation) -> list[Ban]:
        """Return what domestic law forbids a state."""
        return [one for one in self.bans(self.laws(state, situation.day), state, situation) if not one.host]

    def host_bans(self, state: str, situation: Situation) -> list[Ban]:
        """Return what the law of other states forbids a state on their soil (46)."""
        others = [law for law in self.model.laws if law.state != state and self.in_force(law, situation.day)]
        return [one for one in self.bans(others, state, situation) if one.host]

    def treaty_bans(self, state: str, situation: Situation) -> list[Ban]:
        """Return what treaties in force forbid a state, whether they are named or not (30)."""
        return self.bans(self.model.treaties, state, situation)

    def bans(self, texts: Texts, state: str, situation: Situation) -> list[Ban]:
        """Return what texts forbid a state, without what a permission that prevails lifts (16, 35, 45)."""
        found = []
        for norm in self.norms(texts, Mode.SHALL_NOT, state, situation):
            ways = frozenset[str]().union(*(self.words.ways(act) for act in norm.sentence.acts))
            for permission in self.norms((norm.text,), Mode.MAY, state, situation):
                if self.prevails(permission, norm):
                    ways -= frozenset[str]().union(*(self.words.ways(act) for act in permission.sentence.acts))
            partner = norm.sentence.partner
            towards = self.attacked(situation) if partner == "attacked" else partner
            host = norm.sentence.whom is Whom.NO_STATE
            found.append(Ban(norm, ways, towards, norm.sentence.place, host=host))
        for norm in self.norms(texts, Mode.SHALL, state, situation):
            for act in norm.sentence.acts:
                for excluded in self.words.acts[act].excludes:
                    if self.duty(norm, act, state, situation).left < self.words.ways(act):
                        raise Unsettled  # whether neutrality that is waived or absorbed still excludes
                    found.append(Ban(norm, self.words.ways(excluded), neutral=True))
        return found

    def reaches(self, ban: Ban, duty: Duty, situation: Situation) -> bool:
        """Return whether a ban speaks of what a duty asks: of the same partner, or of all."""
        if ban.place and ban.place != duty.norm.sentence.place:
            return False  # 9
        if ban.neutral:
            if duty.norm.sentence.when is None:
                raise Unsettled  # towards whom help is owed where nothing happens
            return True
        if ban.partner and not duty.partner and (duty.norm.sentence.when is None or ban.partner in self.hit(situation)):
            raise Unsettled  # to whom help goes that names nobody
        return not ban.partner or ban.partner == duty.partner

    def attacked(self, situation: Situation) -> str:
        """Return the attacked party."""
        if situation.place is not None and situation.place.holder not in ("", situation.victim):
            raise Unsettled  # which of two states that are hit is meant
        return situation.victim

    def prevails(self, one: Norm, other: Norm) -> bool:
        """Return whether one norm prevails over another: by what is written, else as the later of the same (17)."""
        here, there = self._written(one, other), self._written(other, one)
        if here or there:
            return here and not there
        if self._linked(one, other) or self._linked(other, one):
            raise Unsettled  # whether priority reaches further than the pair
        first, second = one.text, other.text
        if isinstance(first, Treaty) and isinstance(second, Treaty) and first.name != second.name:
            here_bound, there_bound = ({one for one in text.members if not one.standing} for text in (first, second))
            if {one.state for one in here_bound} == {one.state for one in there_bound}:
                if here_bound != there_bound:
                    raise Unsettled  # whether treaties among states that joined at other times have the same parties
                if first.draft or second.draft:
                    self._in_order(first, second)
                return first.drawn_up > second.drawn_up
            if self.parties(first, self.day) == self.parties(second, self.day):
                raise Unsettled
        return False

    def _in_order(self, first: Treaty, second: Treaty) -> None:
        """Leave open which of two treaties is later where the day that is asked about moves the draft between them."""
        other = second if first.draft else first
        if self.day <= other.start or other.drawn_up > self.draft.drawn_up:
            raise Unsettled

    def _edges(self) -> frozenset[tuple[str, str]]:
        """Return what is written about priority: pairs of texts or sentences, the one that prevails first."""
        return self._all_edges

    @cached_property
    def _all_edges(self) -> frozenset[tuple[str, str]]:
        found = set()
        every: Texts = (*self.model.treaties, *self.model.laws)
        for text in every:
            for one in text.priorities if isinstance(text, Treaty) else ():
                found.add((self._full(one.winner, text), self._full(one.loser, text)))
            for sentence in _sentences(text):
                if sentence.notwithstanding:
                    found.add((f"{text.name}.{sentence.label}", self._full(sentence.notwithstanding, text)))
        return frozenset(found)

    def _full(self, label: str, text: Treaty | Law) -> str:
        return label if "." in label or label[0].isupper() else f"{text.name}.{label}"

    def _written(self, one: Norm, other: Norm) -> bool:
        wins, loses = (one.name, one.text.name), (other.name, other.text.name)
        return any((a, b) in self._edges() for a in wins for b in loses if (a, b) != (one.text.name, one.text.name))

    def _linked(self, one: Norm, other: Norm) -> bool:
        """Return whether a chain of what is written leads from one norm to another."""
        reached: set[str] = set()
        todo = {one.name, one.text.name}
        while todo:
            todo = {b for a, b in self._edges() if a in todo} - reached
            reached |= todo
        return bool(reached & ({other.name, other.text.name} - {one.text.name}))

    # -- answers ---------------------------------------------------------------------------------------------------

    def standing_against(self, duty: Duty, state: str, situation: Situation) -> tuple[Ways, Ways]:
        """Return the ways of a duty that prevailing bans of treaties close, and those that bans of equal rank close."""
        above, beside = frozenset[str](), frozenset[str]()
        for ban in self.treaty_bans(state, situation):
            if not self.reaches(ban, duty, situation) or ban.norm == duty.norm:
                continue
            if self.prevails(ban.norm, duty.norm):
                above |= ban.ways
            elif not self.prevails(duty.norm, ban.norm):
                beside |= ban.ways
        return above, beside

    def displaced(self, duty: Duty, state: str, situation: Situation) -> bool:
        """Return whether bans that prevail leave a duty no way."""
        above, _ = self.standing_against(duty, state, situation)
        if duty.floor and duty.floor <= above and not duty.whole <= above:
            raise Unsettled  # whether the means alone are displaced
        return bool(duty.floor) and duty.floor <= above

    def owed(self, texts: Texts, state: str, situation: Situation) -> list[Duty]:
        """Return the duties under texts that are owed: with a floor, and not displaced."""
        return [
            duty
            for duty in self.duties(texts, state, situation)
            if duty.floor and not self.displaced(duty, state, situation)
        ]

    def shall(self, act: str, state: str, situation: Situation) -> bool:
        """Return whether a duty of the file's texts can be performed only by doing an act."""
        ways = self.words.ways(act)
        owed = self.owed(self.own, state, situation)
        if any(duty.floor <= ways for duty in owed):
            return True
        if any(duty.left <= ways for duty in owed):
            raise Unsettled  # whether what is waived or forbidden narrows what is owed
        return False

    def forbidden(self, act: str, state: str, situation: Situation, partner: str = "", place: str = "") -> bool:
        """Return whether law or treaties close every way of an act, towards a state, in a territory, anywhere (23)."""
        ways = self.words.ways(act)
        firm, weak, maybe, limited = frozenset[str](), frozenset[str](), frozenset[str](), frozenset[str]()
        duties = list(self.duties(self.model.treaties, state, situation))
        bans = (
            *self.law_bans(state, situation),
            *self.host_bans(state, situation),
            *self.treaty_bans(state, situation),
        )
        for ban in bans:
            if ban.place and ban.place != place:
                continue
            if ban.neutral:
                maybe |= ban.ways
            elif ban.partner and ban.partner != partner:
                limited |= ban.ways
            elif isinstance(ban.norm.text, Law) and ban.norm.text.rank == "policy":
                weak |= ban.ways
            elif isinstance(ban.norm.text, Treaty) and any(self.prevails(one.norm, ban.norm) for one in duties):
                maybe |= ban.ways  # a ban yields to one duty; whether what that duty asks is forbidden all the same
            else:
                firm |= ban.ways
        excluded = [self.words.ways(one) for name in self.words.acts for one in self.words.acts[name].excludes]
        if any(self.words.ways(name) & ways for name, one in self.words.acts.items() if one.excludes):
            bound: Texts = (*self.laws(state, situation.day), *self.model.treaties)
            if any(duty.floor & out for duty in self.duties(bound, state, situation) for out in excluded):
                raise Unsettled  # whether a duty to do what an act excludes forbids the act
        if ways <= firm:
            return True
        if ways <= firm | weak | maybe or (not partner and ways <= firm | weak | maybe | limited):
            raise Unsettled
        return False

    def not_known(self, act: str, state: str, situation: Situation) -> bool:
        """Return whether nothing held forbids an act, and the law that could is not held (31)."""
        if self.forbidden(act, state, situation):
            return False
        subject = self.words.subject(act)
        if not subject:
            return False
        return not any(law.covers is None or subject in law.covers for law in self.laws(state, situation.day))

    def free(self, act: str, state: str, situation: Situation) -> bool:
        """Return whether no norm of the file's texts addresses a state, or none about an act."""
        unsure = False
        for mode in Mode:
            for norm in self.norms(self.own, mode, state, situation):
                if (mode is Mode.SHALL and act in norm.sentence.acts) or (not act and mode is Mode.SHALL_NOT):
                    return False
                if not act and mode is Mode.SHALL:
                    return False
                related = (not act or self.words.ways(one) & self.words.ways(act) for one in norm.sentence.acts)
                # Whether a power binds, a ban is about what it forbids, and the wider act about the narrower, is open.
                unsure |= any(related) or bool(norm.sentence.including or norm.sentence.means)
        if unsure:
            raise Unsettled
        return True

    def closed(self, duty: Duty, state: str, situation: Situation) -> tuple[Ways, Ways]:
        """Return the ways of a duty that domestic law closes, firmly or with the weight of policy or outranked law."""
        firm, weak = frozenset[str](), frozenset[str]()
        for ban in self.law_bans(state, situation):
            if self.reaches(ban, duty, situation):
                if self.binding(ban.norm.text):
                    firm |= ban.ways
                else:
                    weak |= ban.ways
        return firm, weak

    def binding(self, text: Treaty | Law) -> bool:
        """Return whether a law holds against a treaty at home (17, 20)."""
        assert isinstance(text, Law)
        if text.rank == "policy":
            return False
        ranks = [law.above for law in self.model.laws if law.state == text.state and law.above]
        return text.rank not in ranks

    def conflict(self, state: str, situation: Situation) -> bool:
        """Return whether domestic law forbids what is owed, or asks for what a treaty forbids."""
        unsure = False
        for texts in (self.own, self.model.treaties):
            for duty in self.owed(texts, state, situation):
                firm, weak = self.closed(duty, state, situation)
                if duty.floor <= firm and texts == self.own:
                    return True
                unsure |= duty.floor <= firm | weak
                unsure |= self.hosted(duty, state, situation)
        barred = self._as_host(state, situation)
        if barred:
            return True
        unsure |= barred is None
        for duty in self.duties(self.laws(state, situation.day), state, situation):
            banned = frozenset[str]()
            for ban in self.treaty_bans(state, situation):
                if ban.neutral or ban.partner or ban.place:
                    unsure |= bool(ban.ways & duty.floor)
                else:
                    banned |= ban.ways
            if duty.floor <= banned:
                # A law can be outranked, the other treaty's ban may be no part of what the file says.
                raise Unsettled
        if unsure:
            raise Unsettled
        return False

    def _as_host(self, state: str, situation: Situation) -> bool | None:
        """Return whether a state's law forbids on its soil all that another owes there; `None`: part of it (46)."""
        part = False
        for text in self.own:
            for other in self.model.states:
                for duty in self.owed((text,), other, situation):
                    barred = frozenset[str]()
                    for ban in self.host_bans(other, situation):
                        if ban.norm.text in self.laws(state, situation.day) and self.reaches(ban, duty, situation):
                            part |= bool(ban.ways & duty.floor)
                            barred |= ban.ways if self.binding(ban.norm.text) else frozenset()
                    if duty.floor <= barred and self.party(state, text, situation.day):
                        return True
        return None if part else False

    def hosted(self, duty: Duty, state: str, situation: Situation) -> bool:
        """Return whether the law of a host closes some way of a duty."""
        bans = self.host_bans(state, situation)
        return any(self.reaches(ban, duty, situation) and ban.ways & duty.floor for ban in bans)

    def contradiction(self, state: str, situation: Situation) -> bool:
        """Return whether treaties, alone or with domestic law, leave no way to perform."""
        unsure = False
        for texts in (self.own, self.model.treaties):
            for duty in self.owed(texts, state, situation):
                above, beside = self.standing_against(duty, state, situation)
                firm, weak = self.closed(duty, state, situation)
                alone = duty.floor <= beside
                together = duty.floor <= beside | firm and not duty.floor <= firm
                if (alone or together) and texts == self.own and not above & duty.floor:
                    return True
                unsure |= duty.floor <= beside | above | firm | weak and not duty.floor <= firm
                unsure |= alone or (bool(beside) and self.hosted(duty, state, situation))
        if unsure:
            raise Unsettled
        return False

    def gap(self, state: str, situation: Situation) -> bool:
        """Return whether no other party has to answer an attack on a state."""
        usual = {one.name: one.usual for one in self.model.circumstances}
        if any(usual[fact.name] not in (None, true) for fact, true in situation.facts):
            raise Unsettled
        if situation.undone:
            raise Unsettled
        if any(situation.attacker == member.state for text in self.own for member in text.members):
            raise Unsettled
        if situation.event not in ("armed-attack", "nuclear-attack", "blockade"):
            raise Unsettled
        answers = []
        for text in self.own:
            if state not in self.parties(text, situation.day):
                raise Unsettled
            others = self.parties(text, situation.day) - {state, situation.attacker}
            if not others or not any(
                one.mode is Mode.SHALL and one.when for one in self.governing(text, situation.day)
            ):
                raise Unsettled  # what a text that answers no attack leaves open
            owed = [duty for other in others for duty in self.owed((text,), other, situation)]
            if owed and all(duty.norm.sentence.when is None for duty in owed):
                raise Unsettled
            answers.append(not owed)
        if len(set(answers)) > 1:
            raise Unsettled
        return answers[0]


def _sentences(text: Treaty | Law) -> Iterator[Sentence]:
    for provision in text.provisions:
        yield from _all_of(provision)


def _all_of(provision: Provision) -> Iterator[Sentence]:
    yield from provision.sentences
    yield from (sentence for _, sentence in provision.options)
    for reading in provision.readings:
        yield from reading.sentences


def settled(answer: Callable[[], bool]) -> bool | None:
    """Return an answer, or `None` where the rulings do not settle it."""
    try:
        return answer()
    except Unsettled:
        return None
