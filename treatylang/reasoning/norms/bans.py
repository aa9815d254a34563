"""What a bearer's own law forbids it, in which situations, under which reading, with what weight at home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum

from treatylang.model.instrument import Instrument, Norm, Reading
from treatylang.model.lexicon import Lexicon
from treatylang.model.memo import Topic
from treatylang.model.modality import Modality
from treatylang.model.windows import untimed
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Diagrams, Situations
from treatylang.reasoning.norms.addressees import applies, stands
from treatylang.reasoning.norms.conduct import Conduct
from treatylang.reasoning.norms.deeming import counted, not_counted
from treatylang.reasoning.norms.reach import can_be, reached, speaks_of
from treatylang.reasoning.norms.reference import phrase_refers_to
from treatylang.reasoning.norms.sites import hosted, is_place
from treatylang.reasoning.norms.subject import concerns
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.readings import Article, Readings, governed, held, readings_among
from treatylang.syntax import ast

TREATY = "treaty"
"""The rank under which bans of treaties stand; no law of a state has it."""


class Weight(IntEnum):
    """What a ban of domestic law can make of a promise, the heaviest first."""

    LAW = 1
    """Law that no treaty outranks at home: a conflict."""
    POLICY = 2
    """Declared policy: a warning at most (ruling 20)."""
    OUTRANKED = 3
    """Law that the treaty outranks in the state's own legal order: a note."""


@dataclass(frozen=True)
class Lift:
    """A permission that lifts a ban by declared priority: its acts, where it holds, the days of its reading, if any."""

    acts: tuple[str, ...]
    where: Situations
    reading: Reading | None = None
    days: Situations = ALL


@dataclass(frozen=True)
class Ban:
    """One ban on one bearer: of its own law, of the law of a state on whose soil it acts, or of a treaty.

    ``bites`` are the situations in which it forbids, ``lifted`` the permissions that lift it for some acts in some
    situations, ``rank`` the rank of its law. ``reading`` is the reading that it belongs to; a ban outside any reading
    always counts. ``admission`` marks what follows from a ban on any state: not to admit what it forbids.
    """

    norm: Norm
    law: Instrument
    bites: Situations
    rank: str
    weight: Weight
    lexicon: Lexicon
    lifted: tuple[Lift, ...] = ()
    admission: bool = False
    _known: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    @property
    def reading(self) -> Reading | None:
        """The reading in which the sentence stands."""
        return self.norm.reading

    def forbids(self, way: str) -> bool:
        """Return whether a way to perform falls under the acts of the ban (ruling 1)."""
        if self.admission:
            return True
        known = self._known.get(way)
        if known is None:
            known = self._known[way] = speaks_of(self.lexicon, self.norm, way)
        return known

    def against(self, way: str, diagrams: Diagrams, only: Reading | None = None) -> Situations:
        """Return the situations in which it forbids a way, less those in which a permission of that way lifts it.

        A permission counts on the days on which its reading governs, and as the ban does where both stand in one
        reading. With ``only``, its article is read by that reading alone, on every date.
        """
        if not self.forbids(way):
            return EMPTY
        if not self.lifted:
            return self.bites
        free = []
        for lift in self.lifted:
            if not any(self.lexicon.is_a(way, act) for act in lift.acts):
                continue
            if lift.reading is None or lift.reading is self.reading or lift.reading is only:
                free.append(lift.where)
            elif only is None or lift.reading.article != only.article:
                free.append(diagrams.both(lift.where, lift.days))
        return diagrams.less(self.bites, diagrams.any_of(free))


def bans_on(frame: Frame, state: str) -> tuple[Ban, ...]:
    """Return every ban of a state's own law that can bite at all, in the order of the files."""
    laws = frame.world.laws_of(state)
    key = (state, tuple(map(id, laws)), frame.read_under, id(frame.question))
    return frame.memo.once(_BANS, key, lambda: _bans_on(frame, state), laws, frame.question)


_BANS, _HOST_BANS = Topic[tuple[Ban, ...]]("bans of own law"), Topic[tuple[Ban, ...]]("bans of hosts")


def _bans_on(frame: Frame, state: str) -> tuple[Ban, ...]:
    found = []
    lexicon = frame.world.lexicon
    ranks = _doctrine(frame, state)
    for law in frame.world.laws_of(state):
        for norm in law.norms:
            for ban in _all_bans(frame, law, norm):
                bites = _bites(Reader(frame, law, state, norm.labels), law, norm)
                if bites == EMPTY:
                    continue
                lifted = tuple(_lifted(frame, norm, state))
                for weight, where in _weighed(frame, law, norm, ranks, bites):
                    found.append(Ban(ban, law, where, law.rank, weight, lexicon, lifted))
                    if addresses_others(norm) and norm.slots:
                        # What no state may do on one's soil, one may not admit (ruling 11).
                        found.append(Ban(ban, law, where, law.rank, weight, lexicon, lifted, admission=True))
    return tuple(found)


def _all_bans(frame: Frame, law: Instrument, norm: Norm) -> Iterator[Norm]:
    """Yield what a sentence of a law forbids: its acts, what they exclude, and what the law lets count as these."""
    lexicon = frame.world.lexicon
    for ban in prohibitions(lexicon, norm, mutual=True):
        yield ban
        yield from counted(frame.memo, lexicon, law, ban)


def prohibitions(lexicon: Lexicon, norm: Norm, *, mutual: bool = False) -> Iterator[Norm]:
    """Yield a norm as a ban: as it stands where it forbids, as a ban on what its acts exclude where it obliges.

    Whoever shall maintain neutrality may not assist (ruling 45). With ``mutual``, a duty to do what another act
    excludes is a ban on that act too.
    """
    if norm.procedural:
        return
    if norm.modality.forbids:
        yield norm
    elif norm.modality.obliges and (shut := _excluded(lexicon, norm.acts, mutual=mutual)):
        plain = untimed(norm.slots)
        slots = tuple(slot for slot in norm.slots if slot not in plain or slot.word in _TOWARDS)
        yield replace(
            norm, modality=Modality.SHALL_NOT, acts=shut, toward=None, slots=slots, any_of=False, implied=True
        )


_TOWARDS = ("for", "to", "against")
"""The slots of a duty that say towards whom; what it excludes is excluded towards the same."""


def _excluded(lexicon: Lexicon, acts: Iterable[str], *, mutual: bool) -> tuple[str, ...]:
    wider = {wide for act in acts for wide in lexicon.wider(act)}
    words = [word for word in lexicon.words("act") if word.excludes]
    found = dict.fromkeys(name for word in words if word.name in wider for name in word.excludes)
    if mutual:
        found.update(dict.fromkeys(word.name for word in words if wider & {*word.excludes}))
    return tuple(found)


def host_bans(frame: Frame, state: str) -> tuple[Ban, ...]:
    """Return the bans that other states' laws put on what a state does on their soil (ruling 46).

    Each has the weight that it has in the host's own legal order: that of its rank there, where the host is bound by
    the draft; else it stands as law or policy does.
    """
    key = (state, frame.read_under, id(frame.draft.parties))
    return frame.memo.once(_HOST_BANS, key, lambda: tuple(_host_bans(frame, state)), frame.draft.parties)


def _host_bans(frame: Frame, state: str) -> Iterator[Ban]:
    lexicon = frame.world.lexicon
    for law in frame.world.instruments.values():
        if law.kind != "law" or law.state == state or not law.state:
            continue
        sentences = (one for norm in law.norms if norm.modality.forbids for one in _all_bans(frame, law, norm))
        for norm in sentences:
            if not _on_own_soil(frame, law, norm):
                continue
            bites = _bites(Reader(frame, law, state, norm.labels), law, norm)
            # A host that has promised to let others act can give the consent that its own law asks for, and gives it
            # unless the question says otherwise.
            denied = frame.space.refused(law.state, frame.refusing)
            for key in denied:
                bites = frame.diagrams.both(bites, frame.diagrams.value(key, "no"))
            bites = frame.diagrams.somehow(bites, map(frame.diagrams.level, denied))
            bites = frame.diagrams.whatever(bites, frame.space.consents(law.state))
            if bites == EMPTY:
                continue
            lifted = tuple(_lifted(frame, norm, law.state))
            bound = Reader(frame, frame.draft, law.state).party(law.state) != EMPTY
            for weight, where in _weighed(frame, law, norm, _doctrine(frame, law.state), bites):
                # No treaty outranks the law of a state that is not a party to it.
                own = Weight.LAW if weight is Weight.OUTRANKED and not bound else weight
                yield Ban(norm, law, where, law.rank, own, lexicon, lifted)


def _on_own_soil(frame: Frame, law: Instrument, norm: Norm) -> bool:
    """Return whether a ban speaks to other states of what is done on the soil, or with the things, of its own state."""
    if not addresses_others(norm, law.state, Reader(frame, law, law.state, norm.labels)):
        return False
    own = Reader(frame, law, law.state, norm.labels)
    phrases = [slot.value for slot in norm.slots if slot.word != "outside" and is_place(slot, own)]
    phrases += [norm.toward] if norm.toward is not None else []
    return any(
        isinstance(node, (ast.Words, ast.Self)) and own.one_state(node) == law.state
        for phrase in phrases
        if isinstance(phrase, ast.Node)
        for node in (phrase, *ast.walk(phrase))
    )


def law_on(frame: Frame, state: str) -> tuple[tuple[Ban, ...], Readings]:
    """Return all law that forbids a state anything, its own and that of its hosts, and the readings that govern it."""
    key = (state, frame.supposed, *map(id, (frame.world, frame.draft, frame.question)))
    return frame.memo.once(_LAW, key, lambda: _law_on(frame, state), frame.world, frame.draft, frame.question)


_LAW = Topic[tuple[tuple["Ban", ...], Readings]]("the law on a state")


def _law_on(frame: Frame, state: str) -> tuple[tuple[Ban, ...], Readings]:
    bans = (*bans_on(frame, state), *host_bans(frame, state))
    return bans, readings_about(frame, state, bans)


def readings_about(frame: Frame, state: str, bans: Iterable[Ban]) -> Readings:
    """Return the readings of a state's own law, and of the laws of others whose bans reach it on their soil."""
    return readings_among(frame, (state, *(ban.law.state for ban in bans if ban.law.kind == "law")))


def hosts(bans: Iterable[Ban], bearer: str) -> tuple[str, ...]:
    """Return the states, other than the bearer, whose own law forbids it what it would do on their soil."""
    return tuple(dict.fromkeys(b.law.state for b in bans if b.law.kind == "law" and b.law.state != bearer))


def fitted(frame: Frame, bans: Iterable[Ban], conduct: Conduct) -> tuple[Ban, ...]:
    """Return the bans that reach conduct, each with the situations in which it does.

    Several questions ask of all law at once about the same conduct: then the answer is looked up.
    """
    if not isinstance(bans, tuple):
        return tuple(_fitted(frame, bans, conduct))
    key = (id(bans), conduct.key, frame.supposed)
    return frame.memo.once(_FITTED, key, lambda: tuple(_fitted(frame, bans, conduct)), bans, conduct)


_FITTED = Topic[tuple["Ban", ...]]("bans that reach conduct")


def _fitted(frame: Frame, bans: Iterable[Ban], conduct: Conduct) -> Iterator[Ban]:
    for ban in bans:
        if ban.admission:
            if not _admits(ban, conduct):
                continue
            where = frame.possible
        else:
            where = reached(frame, ban.law, ban.norm, conduct)
        if where == EMPTY:
            continue
        bites = hosted(frame, conduct, frame.diagrams.both(ban.bites, where), every=True)
        if bites != EMPTY:
            reaching = ban if bites == ban.bites else replace(ban, bites=bites)
            spared = () if ban.admission else tuple(_not_counted(frame, ban, conduct))
            yield replace(reaching, lifted=(*reaching.lifted, *spared)) if spared else reaching


def _not_counted(frame: Frame, ban: Ban, conduct: Conduct) -> Iterator[Lift]:
    """Yield the acts that do not count as what a ban forbids, with where conduct can be done as its text says."""
    for one, acts in not_counted(frame.memo, frame.world.lexicon, ban.law, ban.norm):
        if not frame.stands(ban.law, one.statement.choices, elsewhere=False):
            continue
        reader = Reader(frame, ban.law, conduct.bearer, ban.norm.labels)
        where = reader.stated(one.statement)
        for slot in one.by:
            if slot.values and isinstance(slot.value, ast.Node) and not isinstance(slot.value, ast.Day):
                where = frame.diagrams.both(where, reader.member(slot.value, conduct.bearer))  # type: ignore[arg-type]
        where = frame.diagrams.both(where, can_be(reader, one.slots, conduct))
        if where != EMPTY:
            yield Lift(acts, where)


def _admits(ban: Ban, conduct: Conduct) -> bool:
    """Return whether conduct lets others do what the ban lets no state do: an act is the object of the act."""
    return any(
        ban.lexicon.get(item.text, "act") is not None and any(ban.lexicon.is_a(item.text, act) for act in ban.norm.acts)
        for slot in conduct.slots
        if slot.word == "object" and slot.values and isinstance(slot.value, ast.Words)
        for item in slot.value.items
    )


def addresses_others(norm: Norm, own: str = "", reader: Reader | None = None) -> bool:
    """Return whether a norm of a law speaks to states at large, or to one that is named and is not its own."""
    head = norm.bearer.head
    if isinstance(head, ast.Quantified):
        return head.noun in ("state", "states", "party", "parties")
    if isinstance(head, (ast.Plural, ast.EachOther)):
        return True
    if reader is None or not isinstance(head, ast.Words):
        return False
    return any(reader.one_state(replace(head, items=(item,))) not in (None, own) for item in head.items)


def _bites(reader: Reader, law: Instrument, norm: Norm) -> Situations:
    diagrams = reader.frame.diagrams
    result = diagrams.all_of((reader.frame.possible, applies(reader, norm), stands(reader, law, norm)))
    for trigger in norm.triggers:
        result = diagrams.both(result, reader.condition(trigger))
    return diagrams.both(result, reader.qualified(norm.qualifications))


def _lifted(frame: Frame, ban: Norm, state: str) -> Iterator[Lift]:
    """Yield the permissions of the same legal order that free acts by declared priority (ruling 16).

    Law of a lower rank gives itself no priority over law of a higher one (ruling 17).
    """
    above = frame.world.instruments.get(ban.instrument)
    for other in frame.world.laws_of(state):
        for norm in other.norms:
            if not norm.modality.permits:
                continue
            despite = _despite(norm, ban) and not _outranked(frame, other, above)
            first = ALL if despite else _prevails(frame, state, norm, ban)
            if first != EMPTY:
                where = _bites(Reader(frame, other, state, norm.labels), other, norm)
                where = frame.diagrams.both(where, first)
                yield Lift(norm.acts, where, norm.reading, governed(frame, other, norm))


def _despite(permission: Norm, ban: Norm) -> bool:
    """Return whether a permission stands `notwithstanding` a ban."""
    return any(
        phrase_refers_to(q.value, permission.instrument, ban) for q in permission.qualified_by("notwithstanding")
    )


INTERPRETATION = "interpretation"
"""What the vocabulary says with ``floor`` of the rank of what courts say."""


def _outranked(frame: Frame, law: Instrument, other: Instrument | None) -> bool:
    """Return whether a law is of a lower rank than another; what has no rank that is known is not.

    Nor is what says what law of any rank means, as judgments do.
    """
    ranks = frame.world.lexicon.ranks()
    word = frame.world.lexicon.get(law.rank, "rank")
    if other is None or word is None or word.floor == INTERPRETATION or other.rank not in ranks:
        return False
    return ranks.index(law.rank) > ranks.index(other.rank)


def _prevails(frame: Frame, state: str, permission: Norm, ban: Norm) -> Situations:
    """Return where a sentence of the same order says that a permission prevails over a ban, or the ban yields to it."""
    found = EMPTY
    above = frame.world.instruments.get(ban.instrument)
    for law in frame.world.laws_of(state):
        for one in law.statements if not _outranked(frame, law, above) else ():
            if one.object is None or one.kind not in ("prevails", "yields"):
                continue
            upper, lower = (one.subject, one.object) if one.kind == "prevails" else (one.object, one.subject)
            if _names(upper, law, permission) and _names(lower, law, ban):
                said = Reader(frame, law, state, one.labels).stated(one)
                found = frame.diagrams.either(found, frame.diagrams.both(said, frame.space.on(law.force)))
    return found


def _names(phrase: ast.Phrase, law: Instrument, norm: Norm) -> bool:
    """Return whether a phrase of a law names a norm: by label, by instrument, or as part of `this law`."""
    if isinstance(phrase.head, ast.This):
        return norm.instrument == law.name
    return phrase_refers_to(phrase.head, law.name, norm)


def _doctrine(frame: Frame, state: str) -> tuple[str, str] | None:
    return next((law.ranks for law in frame.world.laws_of(state) if law.ranks is not None), None)


def weight_of(frame: Frame, law: Instrument, norm: Norm, doctrine: tuple[str, str] | None) -> Weight:
    """Return what a sentence of a law can make of a promise, wherever it is heaviest."""
    return min((weight for weight, _ in _weighed(frame, law, norm, doctrine, frame.possible)), default=Weight.LAW)


def _weighed(
    frame: Frame, law: Instrument, norm: Norm, doctrine: tuple[str, str] | None, where: Situations
) -> Iterator[tuple[Weight, Situations]]:
    """Yield what a sentence of a law weighs against the draft in which of some situations.

    That is what its rank and the doctrine of its state make of it; where the law says that it yields to such a treaty,
    it is outranked.
    """
    ranked = _ranked(frame, law, doctrine)
    if ranked is not Weight.LAW:
        yield ranked, where
        return
    diagrams = frame.diagrams
    yields = diagrams.any_of(
        Reader(frame, law, law.state, one.labels).stated(one)
        for one in law.statements
        if one.kind == "yields" and _names(one.subject, law, norm) and _is_draft(frame, one.object)
    )
    for weight, these in ((Weight.LAW, diagrams.less(where, yields)), (Weight.OUTRANKED, diagrams.both(where, yields))):
        if these != EMPTY:
            yield weight, these


def _is_draft(frame: Frame, phrase: ast.Phrase | None) -> bool:
    """Return whether a phrase of a law names the draft: by name or provision, or as a treaty on its matters."""
    head = phrase.head if phrase is not None else None
    about = concerns(frame, frame.draft)
    if isinstance(head, ast.Modified):
        kinds = (one.value for one in head.modifiers if one.kind == "concerning" and isinstance(one.value, ast.Words))
        if not all(any(item.text in about for item in kind.items) for kind in kinds):
            return False
        head = head.head
    if isinstance(head, ast.Words):
        return any(item.text.partition(".")[0] == frame.draft.name or item.text in about for item in head.items)
    return isinstance(head, (ast.Quantified, ast.This)) and head.noun == "treaty"


def _ranked(frame: Frame, law: Instrument, doctrine: tuple[str, str] | None) -> Weight:
    lexicon = frame.world.lexicon
    word = lexicon.get(law.rank, "rank")
    if word is not None and word.floor == "none":
        return Weight.POLICY
    ranks = lexicon.ranks()
    if doctrine is not None and doctrine[0] in ranks and law.rank in ranks:
        return Weight.OUTRANKED if ranks.index(law.rank) >= ranks.index(doctrine[0]) else Weight.LAW
    return Weight.LAW


# -- what bans make of a way -----------------------------------------------------------------------------------------


def forbidden(
    frame: Frame, bans: Iterable[Ban], way: str, readings: Readings, only: Reading | None = None
) -> Situations:
    """Return the situations in which a way to perform is forbidden by some of the bans.

    With ``only``, its article is read by that reading alone, on every date.
    """
    diagrams = frame.diagrams
    found = []
    read: dict[tuple[str, str], list[Ban]] = {}
    for ban in bans:
        if not ban.forbids(way):
            continue
        if ban.reading is None or ban.rank == TREATY:
            found.append(ban.against(way, diagrams, only))
        else:
            read.setdefault((ban.law.name, ban.reading.article), []).append(ban)
    for key, theirs in read.items():
        found.append(_read(frame, key, theirs, way, readings, only))
    return diagrams.any_of(found)


def _read(
    frame: Frame, key: Article, bans: list[Ban], way: str, readings: Readings, only: Reading | None
) -> Situations:
    diagrams = frame.diagrams

    def under(reading: Reading) -> Situations:
        return diagrams.any_of(ban.against(way, diagrams, only) for ban in bans if ban.reading is reading)

    text = frame.world.instruments[key[0]]
    if only is not None and only.article == key[1] and any(only is one for one in text.readings):
        return under(only)
    governing = readings.prevailing.get(key, ())
    found = []
    for reading, days in governing:
        rivals = diagrams.all_of(
            diagrams.either(under(other), diagrams.outside(other_days))
            for other, other_days in governing
            if other is not reading
        )
        found.append(diagrams.all_of((under(reading), days, rivals)))
    undecided = readings.contested.get(key, EMPTY)
    if undecided != EMPTY:
        # What all readings that are held on a day share; before its first day a reading governs nothing (ruling 33).
        views = held(frame, text, key[1])
        shared = diagrams.all_of(diagrams.either(under(one), diagrams.outside(days)) for one, days in views)
        found.append(diagrams.all_of((shared, undecided, diagrams.any_of(days for _, days in views))))
    return diagrams.any_of(found)
