"""What joining a treaty means at home: bans on membership, procedures that come first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from treatylang.model.calendar import Length, length_of
from treatylang.model.instrument import Instrument, Norm
from treatylang.model.windows import untimed
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.addressees import applies, stands
from treatylang.reasoning.norms.bans import Ban, Weight, weight_of
from treatylang.reasoning.norms.duties import duties
from treatylang.reasoning.norms.floors import floor
from treatylang.reasoning.norms.partners import is_partner
from treatylang.reasoning.norms.reach import matters
from treatylang.reasoning.norms.subject import concerns
from treatylang.reasoning.norms.ways import called_for, ways
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.readings import governed, readings_of
from treatylang.syntax import ast

# -- membership ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Barred:
    """Own law forbids a state to be a party: the ban, the matter of the treaty that it names, on which dates.

    ``matter`` is empty where the ban is on joining any treaty, whatever it is about. ``always`` is whether that is so
    as a rule: a ban may hold in an emergency alone. What follows `unless` is no rule.
    """

    state: str
    ban: Ban
    matter: str
    where: Situations
    always: bool = True


def barred(case: Frame, state: str) -> Iterator[Barred]:
    """Yield the bans of a state's own law on joining a treaty of the draft's kind, in readings that prevail."""
    for law in case.world.laws_of(state):
        for norm in law.norms:
            matter = matter_barred(case, norm)
            if matter is None:
                continue
            reader = Reader(case, law, state, norm.labels)
            joined = Reader(case, case.draft, state).party(state)
            where = case.diagrams.all_of((case.possible, applies(reader, norm), stands(reader, law, norm), joined))
            where = case.diagrams.both(where, governed(case, law, norm))
            conditions = [reader.condition(trigger) for trigger in norm.triggers]
            limits = case.diagrams.all_of((reader.qualified(norm.qualifications), *conditions))
            where = case.diagrams.both(where, among_parties(case, reader, norm))
            everywhere, where = where, case.diagrams.both(where, limits)
            if where != EMPTY:
                weight = _weight(case, state, law, norm)
                ban = Ban(norm, law, where, law.rank, weight, case.world.lexicon)
                yield Barred(state, ban, matter, where, as_a_rule(reader, norm, everywhere))


MEMBERSHIP = "membership"
"""What the vocabulary says of acts by which a state comes to be a party: to be one, to sign, to accede."""


def bars_joining(case: Frame, norm: Norm) -> bool:
    """Return whether a ban is one on coming to be a party: to end a treaty, or to apply it, is another act."""
    lexicon = case.world.lexicon
    words = (lexicon.get(wide, "act") for act in norm.acts for wide in lexicon.wider(act))
    return any(word is not None and word.floor == MEMBERSHIP for word in words)


def as_a_rule(reader: Reader, norm: Norm, where: Situations) -> bool:
    """Return whether a ban holds in all of some situations, at usual values and unless an exception is made."""
    frame = reader.frame
    asked = reader.qualified(tuple(one for one in norm.qualifications if one.word in ("if", "when")))
    asked = frame.diagrams.all_of((asked, *(reader.condition(trigger) for trigger in norm.triggers)))
    for key, fact in frame.space.facts.items():
        if fact.usual is not None:
            where = frame.diagrams.both(where, frame.diagrams.value(key, "yes" if fact.usual else "no"))
    return frame.diagrams.within(where, asked)


ADMISSION = "admission"
"""What the vocabulary says of the act by which parties let another state in."""


def refuses_admission(case: Frame, state: str) -> Iterator[Ban]:
    """Yield the bans of a state's own law on letting others into a treaty, in readings that prevail on some day."""
    lexicon = case.world.lexicon
    admitting = {word.name for word in lexicon.words("act") if word.floor == ADMISSION}
    for law in case.world.laws_of(state):
        for norm in law.norms:
            if not norm.modality.forbids or norm.procedural or admitting.isdisjoint(norm.acts):
                continue
            reader = Reader(case, law, state, norm.labels)
            where = case.diagrams.all_of((case.possible, applies(reader, norm), stands(reader, law, norm)))
            conditions = (reader.condition(trigger) for trigger in norm.triggers)
            where = case.diagrams.all_of((where, governed(case, law, norm), *conditions))
            where = case.diagrams.both(where, reader.qualified(norm.qualifications))
            if where != EMPTY:
                yield Ban(norm, law, where, law.rank, _weight(case, state, law, norm), lexicon)


def matter_barred(case: Frame, norm: Norm) -> str | None:
    """Return the matter of the draft for which a norm forbids to join it; ``None`` where it does not forbid that.

    It is empty where the ban is on any treaty at all: `shall not join`, `shall not be-party to any treaty`.
    """
    if not norm.modality.forbids or norm.procedural or not bars_joining(case, norm):
        return None
    about = concerns(case, case.draft)
    slots = untimed(norm.slots)
    named = [
        (slot, kinds) for slot in slots if slot.word in ("object", "to") if (kinds := matters(case, slot)) is not None
    ]
    matter = next((kind for _, kinds in named for kind in kinds if kind in about), None)
    if matter is not None:
        return matter
    # What binds in politics alone is no treaty. Whatever else such a ban says leaves other treaties free.
    more = [slot for slot in slots if slot.word != "with" and all(slot is not one for one, _ in named)]
    if case.draft.political or norm.toward is not None or more:
        return None
    # An act of the vocabulary may say by itself which treaties are meant: to join a system of collective security.
    plain = (case.world.lexicon.get(act, "act") for act in norm.acts)
    if not any(word is not None and word.floor == MEMBERSHIP for word in plain):
        return None
    return "" if not named or any(_any_treaty(slot) for slot, _ in named) else None


def among_parties(case: Frame, reader: Reader, norm: Norm) -> Situations:
    """Return where those with whom a norm forbids to join are among the parties: `join any alliance with China`.

    Everywhere, if it names nobody.
    """
    diagrams = case.diagrams
    draft = Reader(case, case.draft, "")
    return diagrams.all_of(
        diagrams.any_of(
            diagrams.both(reader.member(slot.value, other), draft.party(other))  # type: ignore[arg-type]  # names states
            for other in case.space.states
            if other != reader.bearer
        )
        for slot in untimed(norm.slots)
        if slot.word == "with" and slot.values and is_partner(reader, slot.value)
    )


def _any_treaty(slot: ast.Slot) -> bool:
    """Return whether a slot names treaties without saying which: `any treaty`, and not `any other treaty`."""
    value = slot.value
    return (
        isinstance(value, ast.Quantified)
        and value.noun == "treaty"
        and value.role is None
        and not value.adjective
        and value.determiner not in ("that", "the", "no")
    )


# -- procedures ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Procedure:
    """Something a state must do at home before it may join, or before it may act.

    ``occasion`` is join or act; ``step`` what must be done, in the words of the law; ``duty`` the norm of the draft
    that calls for the act; ``late`` is set where the draft's timing makes the procedure impossible, with the reason.
    """

    state: str
    norm: Norm
    law: Instrument
    occasion: str
    act: str
    duty: Norm | None
    step: str
    weight: Weight
    late: str = ""


def joined_already(draft: Instrument, state: str) -> bool:
    """Return whether a state is bound already: a treaty in force needs no consent of its parties any more."""
    return draft.binds and any(m.state == state and m.is_party for m in draft.parties)


def procedures(case: Frame, state: str) -> Iterator[Procedure]:
    """Yield the procedures that a party's own law puts before joining the draft or before doing what it asks."""
    for law in case.world.laws_of(state):
        if case.space.on(law.force) == EMPTY:
            continue
        for norm in law.norms:
            if governed(case, law, norm) == EMPTY:
                continue
            if norm.timing is not None and norm.timing[0] == "before" and norm.modality.obliges:
                yield from _of(case, state, law, norm)
            elif norm.timing is None and norm.modality.forbids:
                yield from _hidden(case, state, law, norm)


def _of(case: Frame, state: str, law: Instrument, norm: Norm) -> Iterator[Procedure]:
    assert norm.timing is not None
    acts, treaty = _act_and_object(norm.timing[1])
    step = " ".join(norm.node.predicate.span.text.split()).removeprefix("shall ")
    if treaty is None:
        yield from _before_acts(case, state, law, norm, acts, step)
    elif not case.draft.political and _is_this_treaty(case, treaty):
        weight = _weight(case, state, law, norm)
        yield Procedure(state, norm, law, "join", ", ".join(acts), None, step, weight, _too_late(case))


def _hidden(case: Frame, state: str, law: Instrument, norm: Norm) -> Iterator[Procedure]:
    """Yield the approvals by own organs that a ban puts after `unless`: procedures, however written (ruling 18)."""
    reader = Reader(case, law, state, norm.labels)
    for q in norm.qualified_by("unless"):
        for node in (q.value, *ast.walk(q.value)):
            if isinstance(node, ast.Atom) and reader.is_procedure(node):
                step = "obtain " + " ".join(node.span.text.split())
                joining = matter_barred(case, norm) is not None and among_parties(case, reader, norm) != EMPTY
                if joining and not case.draft.political:
                    weight = _weight(case, state, law, norm)
                    yield Procedure(state, norm, law, "join", ", ".join(norm.acts), None, step, weight, _too_late(case))
                yield from _before_acts(case, state, law, norm, norm.acts, step)


def _before_acts(
    case: Frame, state: str, law: Instrument, norm: Norm, acts: tuple[str, ...], step: str
) -> Iterator[Procedure]:
    lexicon = case.world.lexicon
    gated = {way for act in acts for way in ways(lexicon, act)}
    weight = _weight(case, state, law, norm)
    for duty_norm in case.draft.norms:
        if not duty_norm.choices <= case.choices:
            continue
        for duty in duties(case, case.draft, duty_norm, state):
            besides = {one for way in duty.ceiling for one in called_for(lexicon, way)}
            if not gated & (duty.ceiling | besides):
                continue
            late = ""
            owed = floor(case, duty, (), readings_of(case, state))
            if owed and all(way in gated for way in owed[0][1]):
                late = _limit(case, duty_norm, norm)
            yield Procedure(state, norm, law, "act", ", ".join(acts), duty_norm, step, weight, late)
            break


def _weight(case: Frame, state: str, law: Instrument, norm: Norm) -> Weight:
    return weight_of(case, law, norm, next((one.ranks for one in case.world.laws_of(state) if one.ranks), None))


def _act_and_object(phrase: ast.Phrase) -> tuple[tuple[str, ...], ast.NounPhrase | None]:
    head = phrase.head
    modifiers: tuple[ast.Modifier, ...] = ()
    if isinstance(head, ast.Modified):
        modifiers, head = head.modifiers, head.head
    owner: ast.NounPhrase | None = None
    if isinstance(head, ast.Of):
        owner = ast.Modified(head.span, head.owner, modifiers) if modifiers else head.owner
        head = head.head
    names = tuple(item.text for item in head.items) if isinstance(head, ast.Words) else ()
    return names, owner


def _is_this_treaty(case: Frame, phrase: ast.NounPhrase) -> bool:
    """Return whether a procedure for some treaties is one for the draft.

    That is `any treaty concerning mutual-defence`, or `any alliance`.
    """
    modifiers: tuple[ast.Modifier, ...] = ()
    if isinstance(phrase, ast.Modified):
        modifiers, phrase = phrase.modifiers, phrase.head
    if not isinstance(phrase, ast.Quantified):
        return False
    kind = phrase.role.text if phrase.role is not None else ""
    if case.world.lexicon.get(kind, "matter") is None and (kind or phrase.noun != "treaty"):
        return False
    wanted = {kind} if kind else set()
    wanted |= {
        item.text
        for modifier in modifiers
        if modifier.kind == "concerning" and isinstance(modifier.value, ast.Words)
        for item in modifier.value.items
    }
    if any(modifier.kind != "concerning" for modifier in modifiers):
        return False
    return not wanted or bool(wanted & concerns(case, case.draft))


def _too_late(case: Frame) -> str:
    """Return why no approval can come before consent to be bound: the draft binds on signature."""
    for line in case.draft.clauses:
        if line.word.text != "entry-into-force":
            continue
        for slot in line.slots:
            signed = (
                slot.word == "on"
                and isinstance(slot.value, ast.Words)
                and any(item.text == "signature" for item in slot.value.items)
            )
            if signed and not _ratified(case):
                return "the treaty enters into force on signature, and nothing is ratified"
    return ""


def _ratified(case: Frame) -> bool:
    return any(line.word.text == "ratification" for line in case.draft.clauses)


def _limit(case: Frame, duty: Norm, procedure: Norm) -> str:
    """Return the limit of a duty that leaves no time for a procedure (ruling 19).

    It is too short if the procedure's own minimum exceeds it, or if it is none at all and there is no emergency route.
    """
    allowed, words = _allowed(case, duty)
    if allowed is None:
        return ""
    if allowed == Length():
        return (
            "" if procedure.qualified_by("unless") and procedure.timing is not None else f"the duty is owed `{words}`"
        )
    minimum = _length(procedure, "after")
    if minimum is not None and minimum.compared(allowed) == 1:
        return f"the duty is owed `{words}`, and the procedure takes longer than that"
    return ""


def _allowed(case: Frame, duty: Norm) -> tuple[Length | None, str]:
    """Return the time that a duty leaves, ``None`` if it sets no limit, and how it says so."""
    for slot in duty.slots:
        if slot.word == "object" and isinstance(slot.value, ast.Words):
            for item in slot.value.items:
                word = case.world.lexicon.get(item.text, "manner")
                if word is not None and word.floor == "now":
                    return Length(), item.text
        if slot.word == "within" and (length := _length(duty, "within")) is not None:
            return length, " ".join(slot.span.text.split())
    return None, ""


def _length(norm: Norm, slot_word: str) -> Length | None:
    """Return the amount of time that stands in a slot of a norm."""
    for slot in norm.slots:
        value = slot.value if slot.values and slot.word == slot_word else None
        length = length_of(value.head if isinstance(value, ast.Of) else value)
        if length is not None:
            return length
    return None
