"""Whether a ban reaches what somebody does: for whom, against whom, with whom, where and by which means.

A ban that reaches only some ways of doing an act leaves the others free. It closes a duty where the duty itself can
be performed in no other way: nowhere but in that place (ruling 9), for no other partner, by no other means.
"""

from __future__ import annotations

from collections.abc import Iterable

from treatylang.model.instrument import Instrument, Norm
from treatylang.model.lexicon import Lexicon
from treatylang.model.memo import Topic
from treatylang.model.windows import untimed
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.norms.addressees import applications, areas_of, maker_of, woken
from treatylang.reasoning.norms.conduct import Conduct
from treatylang.reasoning.norms.partners import beneficiary, helped, is_partner, opponent, partner, together
from treatylang.reasoning.norms.sites import PLACES, apart, is_place, within
from treatylang.reasoning.norms.subject import concerns
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.space import ANOTHER_STATE
from treatylang.syntax import ast


def reached(frame: Frame, law: Instrument, ban: Norm, conduct: Conduct) -> Situations:
    """Return the situations in which a ban on an act reaches conduct that is such an act."""
    key = (id(ban), law.name, id(law.statements), id(law.areas), conduct.key, frame.read_under)
    return frame.memo.once(_REACHED, key, lambda: _reached(frame, law, ban, conduct), ban, law, conduct)


_REACHED = Topic[Situations]("where a ban reaches conduct")


def _reached(frame: Frame, law: Instrument, ban: Norm, conduct: Conduct) -> Situations:
    diagrams = frame.diagrams
    reader = Reader(frame, law, conduct.bearer, ban.labels)
    result = described(reader, ban, conduct)
    if result == EMPTY or woken(ban, law):
        return result
    return diagrams.less(result, _set_aside(reader, law, ban, conduct, whole=True))


def described(reader: Reader, norm: Norm, conduct: Conduct) -> Situations:
    """Return the situations in which conduct that is such an act has to be done as a norm describes it.

    That is with the partner, for whom, against whom, where and by what means the norm says. What its slots of time say
    is not part of it: they tell when the norm speaks.
    """
    frame = reader.frame
    result = partner(frame, reader, norm.toward, conduct)
    for slot in untimed(norm.slots):
        if result == EMPTY:
            break
        result = frame.diagrams.both(result, _slot(frame, reader, slot, conduct))
    return result


def can_be(reader: Reader, slots: Iterable[ast.Slot], conduct: Conduct) -> Situations:
    """Return where conduct can be done as some slots say: a place or partner that it leaves open may be theirs."""
    frame, diagrams = reader.frame, reader.frame.diagrams
    result = ALL
    for slot in slots:
        if is_place(slot, reader):
            gone = (within if slot.word == "outside" else apart)(frame, reader, slot.value, conduct)  # type: ignore[arg-type]
            result = diagrams.less(result, gone)
        elif any(mine.word == slot.word for mine in conduct.slots):
            result = diagrams.both(result, _slot(frame, reader, slot, conduct))
    return result


def elsewhere(frame: Frame, instrument: Instrument, norm: Norm, bearer: str, when: Situations) -> Situations:
    """Return where a duty that no event wakes is still owed: not where its text lets it not apply (ruling 36)."""
    if when == EMPTY or woken(norm, instrument):
        return when
    reader = Reader(frame, instrument, bearer, norm.labels)
    conduct = Conduct.of(norm, instrument, bearer)
    return frame.diagrams.less(when, _set_aside(reader, instrument, norm, conduct, whole=False))


def _set_aside(reader: Reader, text: Instrument, norm: Norm, conduct: Conduct, *, whole: bool) -> Situations:
    """Return where a text lets a norm that no event wakes not apply, by where conduct is done (ruling 36).

    A ban is set aside where the conduct can be done somewhere that it does not reach (``whole``: it has to be in reach
    wherever it is done), a duty where it can be done nowhere that it reaches.
    """
    frame, diagrams = reader.frame, reader.frame.diagrams
    found = EMPTY
    limits: list[tuple[ast.AreaExpr, bool, Situations, Situations]] = []
    for statement in applications(reader, text, norm):
        maker = maker_of(text, statement.statement)
        if maker and maker != reader.bearer:
            continue  # what is reserved for one party's acts changes nothing for those of others (VCLT 21(2))
        governs, holds = reader.governs(statement), reader.holds(statement)
        for area, inside in areas_of(statement):
            if statement.kind == "applies":
                limits.append((area, inside, governs, holds))
                continue
            reached = (apart if inside else within) if whole else (within if inside else apart)
            there = reached(frame, reader, area, conduct)
            gone = diagrams.outside(there) if whole else there
            found = diagrams.either(found, diagrams.all_of((governs, holds, gone)))
    # Where several sentences say where it applies, it applies in each of these places.
    kept = limited = EMPTY
    for area, inside, governs, holds in limits:
        reached = (within if inside else apart) if whole else (apart if inside else within)
        where = reached(frame, reader, area, conduct)
        applied = where if whole else diagrams.outside(where)
        limited = diagrams.either(limited, governs)
        kept = diagrams.either(kept, diagrams.all_of((governs, holds, applied)))
    return diagrams.either(found, diagrams.less(limited, kept))


def _slot(frame: Frame, reader: Reader, slot: ast.Slot, conduct: Conduct) -> Situations:
    where = _fits(frame, reader, slot, conduct)
    if where == EMPTY and any(_same(slot, mine) for mine in conduct.slots) and reader.instrument is conduct.instrument:
        return ALL  # what is put in the same words of one text is the same
    return where


def _same(slot: ast.Slot, other: ast.Slot) -> bool:
    return slot.word == other.word and slot.span.text.split() == other.span.text.split()


def _fits(frame: Frame, reader: Reader, slot: ast.Slot, conduct: Conduct) -> Situations:
    if is_place(slot, reader):
        reach = apart if slot.word == "outside" else within
        there = reach(frame, reader, slot.value, conduct)  # type: ignore[arg-type]  # it is a place
        if slot.word == "to" and is_partner(reader, slot.value):
            # What goes to a region goes there, or to those who lie in it (ruling 81).
            return frame.diagrams.either(there, helped(frame, reader, slot.value, conduct))
        return there
    if slot.word in ("on", "at"):
        return ALL if _as_written(reader, slot, conduct) else EMPTY
    if slot.word in PLACES and slot.word != "to":
        return EMPTY
    if slot.word == "against":
        return opponent(frame, reader, slot, conduct)
    if slot.word in ("for", "to"):
        return beneficiary(frame, reader, slot, conduct)
    if slot.word == "with":
        if slot.values and is_partner(reader, slot.value):
            return together(reader, slot, conduct)
        return ALL if _same_means(frame, slot, conduct) else EMPTY
    if slot.word == "object":
        return _object(frame, reader, slot, conduct)
    if slot.word == "under":
        return _framework(frame, slot, conduct)
    if slot.word == "except":
        return ALL if spared(frame.world.lexicon, slot) else EMPTY
    return ALL


def _as_written(reader: Reader, slot: ast.Slot, conduct: Conduct) -> bool:
    """Return whether conduct has a slot in the same words, none of which is a label of one of the texts alone."""
    own = {*reader.instrument.labels} ^ {*conduct.instrument.labels}
    names = {node.text for node in ast.walk(slot) if isinstance(node, (ast.Name, ast.Ref))}
    return not names & own and any(_same(slot, mine) for mine in conduct.slots)


def spared(lexicon: Lexicon, slot: ast.Slot) -> tuple[str, ...]:
    """Return the acts that a sentence leaves out of those it speaks of: `shall not assist except transfer-arms`."""
    if slot.word != "except" or not slot.values or not isinstance(slot.value, ast.Words):
        return ()
    names = tuple(item.text for item in slot.value.items)
    return names if all(lexicon.get(name, "act") is not None for name in names) else ()


def speaks_of(lexicon: Lexicon, norm: Norm, way: str) -> bool:
    """Return whether a way to perform falls under the acts of a norm, and under none that it leaves out (ruling 1)."""
    return any(lexicon.is_a(way, act) for act in norm.acts) and not any(
        lexicon.is_a(way, act) for slot in norm.slots for act in spared(lexicon, slot)
    )


# -- where, by what ------------------------------------------------------------------------------------------------


def _framework(frame: Frame, slot: ast.Slot, conduct: Conduct) -> Situations:
    """Return whether the conduct is done under what the ban names: `enforce under regional-arrangement`."""
    lexicon = frame.world.lexicon
    names = [name for name in _words(slot) if lexicon.get(name, "matter") is not None]
    about = concerns(frame, conduct.instrument)
    return ALL if not names or any(name in about for name in names) else EMPTY


def _same_means(frame: Frame, slot: ast.Slot, conduct: Conduct) -> bool:
    """Return whether the conduct has to use the means that the ban names, or a kind of them."""
    lexicon = frame.world.lexicon
    names = _words(slot)
    if not names or any(lexicon.get(name, "means") is None for name in names):
        return False
    own = [name for one in conduct.slots if one.word == "with" for name in _words(one)]
    return any(lexicon.is_a(mine, name) for mine in own for name in names)


def _object(frame: Frame, reader: Reader, slot: ast.Slot, conduct: Conduct) -> Situations:
    """Return whether conduct has the object of the ban: `admit station-nuclear-weapons`, `assist any third state`."""
    value = slot.value
    lexicon = frame.world.lexicon
    names = _words(slot)
    treaties = _treaties(frame, slot)
    if treaties is None and is_partner(reader, value):
        return helped(frame, reader, value, conduct)
    if treaties is not None:
        return _such_treaties(frame, reader, treaties, conduct)
    own = [name for one in conduct.slots if one.word == "object" for name in _words(one)]
    return ALL if any(lexicon.is_a(mine, name) for mine in own for name in names) else EMPTY


Treaties = tuple[tuple[str, ...], tuple[ast.Modifier, ...]]
"""Treaties by what they are about, and by what else is said of them: against whom they are directed."""


def _such_treaties(frame: Frame, reader: Reader, wanted: Treaties, conduct: Conduct) -> Situations:
    """Return where conduct is about treaties of a kind, and directed against one of those whom a ban names.

    Of treaties of which no more is said some may be others: a ban on those against Japan leaves the rest free.
    """
    lexicon, diagrams = frame.world.lexicon, frame.diagrams
    kinds, besides = wanted
    found = EMPTY
    for one in conduct.slots:
        mine = _treaties(frame, one) if one.word == "object" else None
        if mine is None or (kinds and not any(lexicon.is_a(a, b) for a in mine[0] for b in kinds)):
            continue
        where: Situations = ALL
        for modifier in besides:
            theirs = [other for other in mine[1] if other.kind == modifier.kind]
            where = diagrams.both(where, diagrams.any_of(_among(reader, modifier, other, conduct) for other in theirs))
        found = diagrams.either(found, where)
    return found


def _among(reader: Reader, modifier: ast.Modifier, other: ast.Modifier, conduct: Conduct) -> Situations:
    """Return where all whom one phrase names are among those that another names: against Japan, any other party."""
    wide, narrow = modifier.value, other.value
    if wide.span.text.split() == narrow.span.text.split():
        return ALL
    own = conduct.reader(reader.frame)
    diagrams = reader.frame.diagrams
    lacking, some = EMPTY, False
    for state in (*reader.frame.space.states, ANOTHER_STATE):
        named = own.member(narrow, state)
        some = some or named != EMPTY
        lacking = diagrams.either(lacking, diagrams.less(named, reader.member(wide, state)))
    return diagrams.outside(lacking) if some else EMPTY


def matters(frame: Frame, slot: ast.Slot) -> tuple[str, ...] | None:
    """Return what treaties of the kind that a slot names are about: `any alliance`, `any treaty concerning bases`.

    ``None`` where it names no treaties, and where it names them by what is a question in itself: whether they conflict
    with something.
    """
    found = _treaties(frame, slot)
    return None if found is None or found[1] else found[0]


def _treaties(frame: Frame, slot: ast.Slot) -> Treaties | None:
    """Return the treaties that a slot names; ``None`` where it names something else."""
    value = slot.value if slot.values else None
    found: list[str] = []
    besides: tuple[ast.Modifier, ...] = ()
    if isinstance(value, ast.Modified):
        besides = tuple(modifier for modifier in value.modifiers if modifier.kind != "concerning")
        for modifier in value.modifiers:
            if modifier.kind == "concerning" and isinstance(modifier.value, ast.Words):
                found += (item.text for item in modifier.value.items)
        value = value.head
    if not isinstance(value, ast.Quantified):
        return None
    if value.role is not None and frame.world.lexicon.get(value.role.text, "matter") is not None:
        return (*found, value.role.text), besides
    return (tuple(found), besides) if value.noun == "treaty" else None


def _words(slot: ast.Slot) -> tuple[str, ...]:
    value = slot.value if slot.values else None
    if isinstance(value, ast.SomeOf):
        value = value.group
    return tuple(item.text for item in value.items) if isinstance(value, ast.Words) else ()
