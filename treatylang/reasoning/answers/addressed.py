"""What a situation means for one party: each sentence that binds, frees or forbids it something there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from treatylang.model.instrument import Instrument, Norm, Statement
from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.explanation.citation import says, with_citations
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.norms.bans import Ban, Weight, fitted, forbidden, law_on
from treatylang.reasoning.norms.conduct import Conduct
from treatylang.reasoning.norms.displacement import owed
from treatylang.reasoning.norms.duties import awake, duties, rights
from treatylang.reasoning.norms.knowledge import Unheld, undecided
from treatylang.reasoning.norms.obligations import bans_under, duties_under
from treatylang.reasoning.norms.treaty_bans import treaties_of
from treatylang.reasoning.norms.ways import ways
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import bound
from treatylang.reasoning.verdicts.legality import governing
from treatylang.syntax import ast

SHALL, MAY, MUST_NOT = "shall", "may", "must not"

RANKS = ("prevails", "yields", "replaces")
"""Sentences that say which text goes before which."""


@dataclass(frozen=True)
class Answer:
    """One thing that a provision says to a party in the situation.

    ``depends`` are the circumstances on which it turns, empty where it holds whatever they are. ``note`` says what
    stands against it: that norms that prevail displace it, that domestic law forbids every way. ``where`` is the exact
    set. A sentence about texts has no modal: ``act`` is the sentence itself.
    """

    party: str
    modal: str
    act: str
    norm: Norm | Statement
    text: Instrument
    depends: tuple[str, ...]
    note: str
    where: Situations
    reading: str = ""
    unheld: Unheld | None = None
    """Which law is not held, where it is not known whether the party's own law allows this."""
    when: str = ""
    """Where it holds, if that is not in every situation that is as described: *where the attack threatens Japan*."""
    because: tuple[str, ...] = ()
    """Which of the given circumstances make it hold."""
    weight: Weight | None = None
    """Of a ban: what it makes of a promise."""
    owed: bool = True
    """Of a duty: whether it is owed here; ``note`` says why it is not."""
    told: str = ""
    """The words of the sentence with provisions cited as people cite them, without the step that has to come first."""

    @property
    def words(self) -> str:
        """What the sentence itself says is to be done: ``shall consult the others within 48 hours``."""
        return sentence_of(self.norm)


def answers_to(case: Frame, state: str, situation: Situations, *, standing: bool) -> Iterator[Answer]:
    """Yield what a state shall, may and must not do in a situation; with ``standing`` what no event wakes as well."""
    possible: set[str] = set()
    told: set[int] = set()
    for answer, ceiling in _duties(case, state, situation):
        if standing or _woken(answer.norm):
            possible |= ceiling
            told.add(id(answer.norm))
            yield answer
    permitted = tuple(_permissions(case, state, situation))
    lexicon = case.world.lexicon
    told_of = (one.norm for one in permitted if standing or _woken(one.norm))
    acts = (act for norm in told_of if isinstance(norm, Norm) for act in norm.acts)
    possible |= {way for act in acts for way in ways(lexicon, act)}
    for answer in (*permitted, *_bans(case, state, situation, frozenset(possible))):
        if standing or _woken(answer.norm) or answer.modal == MUST_NOT:
            told.add(id(answer.norm))
            yield answer
    for answer in _further(case, state, situation):
        if (standing or _woken(answer.norm)) and id(answer.norm) not in told:
            yield answer


def _woken(sentence: Norm | Statement) -> bool:
    """Return whether a sentence waits for something to happen, and is not said of every day."""
    return bool(sentence.triggers) or (isinstance(sentence, Norm) and sentence.stage is not None)


def _further(case: Frame, state: str, situation: Situations) -> Iterator[Answer]:
    """Yield what else the draft says: bans, waivers, wishes, procedures, and which text goes before which."""
    draft = case.draft
    sentences: list[Norm | Statement] = [*draft.norms, *draft.statements]
    for one in sentences:
        if not one.choices <= case.choices or (isinstance(one, Statement) and one.kind not in RANKS):
            continue
        reader = Reader(case, draft, state, one.labels)
        if isinstance(one, Norm):
            where = awake(reader, draft, one)
            modal = MUST_NOT if one.modality.forbids else one.modality.value
            act, note = " or ".join(one.acts), " ".join((one.timing[0], _plain(one.timing[1]))) if one.timing else ""
            owing = not duties(case, draft, one, state)
            if not owing:
                note = "not owed: it is waived here, or what it defers to forbids it"
        else:
            parts = (case.possible, reader.party(state), reader.qualified(one.qualifications))
            where = case.diagrams.all_of((*parts, *(reader.condition(trigger) for trigger in one.triggers)))
            modal, act, note, owing = "", sentence_of(one), "", True
        if case.diagrams.both(where, situation) != EMPTY:
            yield replace(_answer(case, state, modal, act, one, draft, where, situation, note), owed=owing)


def sentence_of(one: Norm | Statement) -> str:
    """Return a sentence without its bearer, as it is said of one: ``shall not use-force notwithstanding @talks``."""
    if isinstance(one, Statement):
        return _plain(one.node)
    said = one.node.predicate
    words = _plain(said)
    if one.implied:
        return words
    if isinstance(said, ast.NormPredicate) and said.modal != one.modality.value:
        # `no party shall` is told as what each of them shall not do.
        words = f"{one.modality.value}{words.removeprefix(said.modal)}"
    despite = [q for q in one.qualifications if q.word in ("notwithstanding", "subject-to")]
    return " ".join([words, *map(_plain, despite)])


def _without_step(one: Norm | Statement) -> str:
    """Return a sentence without what has to come first: that is told before it."""
    said = sentence_of(one)
    if not isinstance(one, Norm) or one.stage is None:
        return said
    return re.sub(rf" (?:(?:after|failing) )?{re.escape(_plain(one.stage))}", "", said)


def _plain(node: ast.Node) -> str:
    """Return a piece of a draft on one line, without comments."""
    lines = (line.partition("#")[0] if '"' not in line else line for line in node.span.text.splitlines())
    return " ".join(" ".join(lines).split()).rstrip(" ;")


def _owed_in(norm: Norm) -> tuple[str, ...]:
    """Return the acts that the sentence of an implied ban obliges to."""
    said = norm.node.predicate
    return tuple(act.text for act in said.acts) if isinstance(said, ast.NormPredicate) else ()


def _duties(case: Frame, state: str, situation: Situations) -> Iterator[tuple[Answer, frozenset[str]]]:
    diagrams = case.diagrams
    law, readings = law_on(case, state)
    for treaty in treaties_of(case, state):
        for duty in duties_under(case, treaty, state):
            if diagrams.both(duty.awake, situation) == EMPTY:
                continue
            own = fitted(case, law, duty.conduct(treaty))
            for one in owed(case, treaty, duty, own, readings):
                act, _, _ = one.level
                here = diagrams.both(one.owed, situation)
                if here != EMPTY:
                    note = "as it deems necessary: possibly little" if duty.discretion else ""
                    said = _answer(case, state, SHALL, act, duty.norm, treaty, one.owed, situation, note)
                    shut = {way: forbidden(case, own, way, readings) for way in one.level[1]}
                    yield _known_or_not(case, said, shut, here), duty.ceiling
                elif diagrams.both(one.displaced, situation) != EMPTY:
                    note = "not owed: a norm that prevails forbids it"
                    said = _answer(case, state, SHALL, act, duty.norm, treaty, one.displaced, situation, note)
                    yield replace(said, owed=False), frozenset[str]()


def _permissions(case: Frame, state: str, situation: Situations) -> Iterator[Answer]:
    """Yield what treaties and domestic law permit in the situation."""
    for text in (*treaties_of(case, state), *case.world.laws_of(state)):
        for norm in text.norms:
            chosen = case.stands(text, norm.choices)
            if not norm.modality.permits or norm.procedural or not chosen:
                continue
            where = awake(Reader(case, text, state, norm.labels), text, norm)
            here = case.diagrams.both(where, situation)
            if here != EMPTY:
                said = _answer(case, state, MAY, " or ".join(norm.acts), norm, text, where, situation)
                law, readings = law_on(case, state) if text.kind == "treaty" else ((), None)
                if readings is not None:
                    own = fitted(case, law, Conduct.of(norm, text, state))
                    kinds = frozenset(way for act in norm.acts for way in ways(case.world.lexicon, act))
                    said = _known_or_not(case, said, {k: forbidden(case, own, k, readings) for k in kinds}, here)
                yield said


def _known_or_not(case: Frame, answer: Answer, shut: Mapping[str, Situations], here: Situations) -> Answer:
    """Return an answer with the law that is missing, where what is held does not decide whether it may be done."""
    found = undecided(case, answer.party, shut, here)
    return replace(answer, unheld=found[1]) if found is not None else answer


def _bans(case: Frame, state: str, situation: Situations, possible: frozenset[str]) -> Iterator[Answer]:
    """Yield the bans on what the duties of the situation may call for, and what lifts them is taken off."""
    law, readings = law_on(case, state)
    bans = (*law, *bans_under(case, state, possible))
    found = list(fitted(case, bans, Conduct.plain(case.draft, state)))
    narrow = [ban for ban in bans if ban.norm.slots or ban.norm.toward is not None or ban.law.state not in ("", state)]
    for those, conduct in _conducts(case, state, narrow) if narrow else ():
        # What is forbidden in one place, or towards somebody, reaches an act that is to be done there, or so.
        known = {ban.norm.span for ban in found}
        found += [ban for ban in fitted(case, those, conduct) if ban.norm.span not in known]
    for ban in found:
        reached = sorted(way for way in possible if ban.forbids(way))
        if not reached:
            continue
        days = governing(case, ban, readings) if ban.law.kind == "law" else ALL
        where = case.diagrams.both(days, case.diagrams.any_of(ban.against(way, case.diagrams) for way in reached))
        where = case.diagrams.whatever(where, case.space.manners())
        if case.diagrams.both(where, situation) != EMPTY:
            note = _WEIGHED.get(ban.weight, "")
            if not note and ban.reading is not None:
                contested = readings.contested.get((ban.law.name, ban.reading.article), EMPTY)
                note = CONTESTED if case.diagrams.both(contested, situation) != EMPTY else ""
            if ban.norm.implied:
                required = " and ".join(says(case.world.lexicon, act) for act in _owed_in(ban.norm))
                note = f"it is required to {required}{f'; {note}' if note else ''}"
            acts = [act for act in ban.norm.acts if ways(case.world.lexicon, act) & possible] or list(ban.norm.acts)
            yield _answer(case, state, MUST_NOT, " or ".join(acts), ban.norm, ban.law, where, situation, note, ban)


def _conducts(case: Frame, state: str, bans: list[Ban]) -> Iterator[tuple[list[Ban], Conduct]]:
    """Yield what a state has to do under the draft, or may do on the soil of a party, with the bans beside it."""
    for duty in duties_under(case, case.draft, state):
        yield bans, duty.conduct(case.draft)
    others = [party for party in bound(case) if party != state]
    theirs = [(host, those) for host in others if (those := [ban for ban in bans if ban.law.state == host])]
    for norm in case.draft.norms if theirs else ():
        if norm.choices <= case.choices:
            for right in rights(case, case.draft, norm, state):
                # Of the places that a right leaves to its bearer, each host looks at its own (ruling 46).
                yield from ((those, replace(right.conduct(case.draft), host=host)) for host, those in theirs)


CONTESTED = "its readings differ, and none prevails"
"""What is noted of a ban by one of several readings that have a say."""
_WEIGHED = {Weight.POLICY: "declared policy, no law", Weight.OUTRANKED: "a treaty in force goes before this law"}
"""What is noted of a ban that is less than law for a promise."""


def _answer(
    case: Frame,
    state: str,
    modal: str,
    act: str,
    norm: Norm | Statement,
    text: Instrument,
    where: Situations,
    situation: Situations,
    note: str = "",
    ban: Ban | None = None,
) -> Answer:
    diagrams = case.diagrams
    depends: tuple[str, ...] = ()
    if not diagrams.within(situation, where):
        inside = diagrams.both(situation, where)
        levels = diagrams.mentions(inside) - diagrams.mentions(situation)
        keys = {diagrams.level(key): key for key in case.space.facts}
        depends = tuple(keys[level] for level in sorted(levels) if level in keys) or ("the place",)
    reading = ban.reading.name if ban is not None and ban.reading is not None else ""
    weight = ban.weight if ban is not None else None
    told = with_citations(_without_step(norm), text, case.world)
    return Answer(state, modal, act, norm, text, depends, note, where, reading, weight=weight, told=told)


def forbids_a_duty(lexicon: Lexicon, answer: Answer, answers: tuple[Answer, ...]) -> bool:
    """Return whether a ban forbids all that another sentence asks of the same party."""
    asked = (one.act for one in answers if one.party == answer.party and one.modal == SHALL)
    banned = answer.act.split(" or ")
    return any(all(any(lexicon.is_a(way, ban) for ban in banned) for way in act.split(" or ")) for act in asked)
