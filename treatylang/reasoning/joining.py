"""What joining a treaty means at home: its matters, bans on membership, procedures that come first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from treatylang.model.instrument import Instrument, Norm
from treatylang.reasoning.bans import Ban, readings_of, weight_of
from treatylang.reasoning.diagram import EMPTY
from treatylang.reasoning.duties import applies, duties, ways
from treatylang.reasoning.frame import Frame
from treatylang.reasoning.legality import floor
from treatylang.reasoning.meaning import Reader
from treatylang.syntax import ast


def concerns(case: Frame, draft: Instrument) -> frozenset[str]:
    """Return the matters that a treaty concerns: those it names, those its duties amount to, and all wider ones.

    An act may be declared ``of`` a matter: a duty to do it, or anything narrower, makes the treaty concern the matter.
    """
    lexicon = case.world.lexicon
    matters = set(draft.concerns)
    for norm in draft.norms:
        if norm.modal == "shall" and norm.triggers and norm.choices <= case.choices:
            for act in norm.acts:
                for wide in lexicon.wider(act):
                    word = lexicon.get(wide, "act")
                    if word is not None and word.owner:
                        matters.add(word.owner)
    return frozenset(wide for matter in matters for wide in lexicon.wider(matter))


# -- membership ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Barred:
    """Own law forbids a state to be a party: the ban, the matter of the treaty that it names, on which dates."""

    state: str
    ban: Ban
    matter: str
    where: int


def barred(case: Frame, state: str) -> Iterator[Barred]:
    """Yield the bans of a state's own law on joining a treaty of the draft's kind, in readings that prevail."""
    matters = concerns(case, case.draft)
    readings = readings_of(case, state)
    for law in case.world.laws_of(state):
        for norm in law.norms:
            if norm.modal != "shall not" or norm.timing is not None:
                continue
            matter = next((name for name in _objects(case, norm) if name in matters), "")
            if not matter:
                continue
            reader = Reader(case, law, state, norm.labels)
            where = case.diagrams.all_of(
                (case.possible, applies(reader, norm), case.on(law.force), Reader(case, case.draft, state).party(state))
            )
            where = case.diagrams.both(where, reader.qualified(norm.qualifications))
            if norm.reading is not None:
                days = [
                    d for r, d in readings.prevailing.get((law.name, norm.reading.article), ()) if r is norm.reading
                ]
                where = case.diagrams.both(where, case.diagrams.any_of(days))
            if where != EMPTY:
                weight = weight_of(case, law, next((x.ranks for x in case.world.laws_of(state) if x.ranks), None))
                yield Barred(state, Ban(norm, law, where, law.rank, weight, case.world.lexicon), matter, where)


def _objects(case: Frame, norm: Norm) -> Iterator[str]:
    """Yield the matters of the treaties that a ban on joining names: `any alliance`, `any treaty concerning bases`."""
    for slot in norm.slots:
        if slot.word != "object" or not slot.values:
            continue
        value = slot.value
        if isinstance(value, ast.Modified):
            if any(modifier.kind != "concerning" for modifier in value.modifiers):
                continue  # whether a treaty is incompatible with something is the question, not a premise
            for modifier in value.modifiers:
                if isinstance(modifier.value, ast.Words):
                    yield from (item.text for item in modifier.value.items)
            value = value.head
        if isinstance(value, ast.Quantified) and value.role is not None:
            name = value.role.text
            yield from (name,) if case.world.lexicon.get(name, "matter") is not None else ()


# -- procedures ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Procedure:
    """Something a state must do at home before it may join, or before it may act.

    ``occasion`` is join or act; ``duty`` the norm of the draft that calls for the act; ``late`` is set where the
    draft's timing makes the procedure impossible, with the reason.
    """

    state: str
    norm: Norm
    law: Instrument
    occasion: str
    act: str
    duty: Norm | None
    late: str = ""
    late_span_of: Norm | None = None


def procedures(case: Frame, state: str) -> Iterator[Procedure]:
    """Yield the procedures that a party's own law puts before joining the draft or before doing what it asks."""
    for law in case.world.laws_of(state):
        if case.on(law.force) == EMPTY:
            continue
        for norm in law.norms:
            if norm.timing is None or norm.timing[0] != "before" or norm.modal != "shall":
                continue
            if norm.reading is not None and not _governs(case, state, law, norm):
                continue
            yield from _of(case, state, law, norm)


def _governs(case: Frame, state: str, law: Instrument, norm: Norm) -> bool:
    readings = readings_of(case, state)
    assert norm.reading is not None
    return any(r is norm.reading for r, _ in readings.prevailing.get((law.name, norm.reading.article), ()))


def _of(case: Frame, state: str, law: Instrument, norm: Norm) -> Iterator[Procedure]:
    assert norm.timing is not None
    phrase = norm.timing[1]
    head, treaty = _act_and_object(phrase)
    if treaty is not None:
        if _is_this_treaty(case, treaty):
            yield Procedure(state, norm, law, "join", ", ".join(head), None, _too_late(case))
        return
    lexicon = case.world.lexicon
    bans = ()
    for duty_norm in case.draft.norms:
        if not duty_norm.choices <= case.choices:
            continue
        for duty in duties(case, case.draft, duty_norm, state):
            gated = {way for act in head for way in ways(lexicon, act)}
            if not gated & duty.ceiling:
                continue
            late = ""
            owed = floor(case, duty, bans, readings_of(case, state))
            if owed and all(way in gated for way in owed[0][1]) and not norm.qualified_by("unless"):
                late = _limit(case, duty_norm)
            yield Procedure(state, norm, law, "act", ", ".join(head), duty_norm, late)
            break


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
    """Return whether a procedure for some treaties is one for the draft: `any treaty concerning mutual-defence`."""
    modifiers: tuple[ast.Modifier, ...] = ()
    if isinstance(phrase, ast.Modified):
        modifiers, phrase = phrase.modifiers, phrase.head
    if not isinstance(phrase, ast.Quantified) or phrase.noun != "treaty":
        return False
    wanted = {
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


def _limit(case: Frame, norm: Norm) -> str:
    """Return the limit of a duty that leaves no time for a procedure without an emergency route."""
    lexicon = case.world.lexicon
    for slot in norm.slots:
        if slot.word == "object" and isinstance(slot.value, ast.Words):
            for item in slot.value.items:
                word = lexicon.get(item.text, "manner")
                if word is not None and word.floor == "now":
                    return f"the duty is owed `{item.text}`"
    return ""
