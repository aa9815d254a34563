"""Whether a ban reaches what somebody does: for whom, against whom, with whom, where and by which means.

A ban that reaches only some ways of doing an act leaves the others free. It closes a duty where the duty itself can
be performed in no other way: nowhere but in that place (ruling 9), for no other partner, by no other means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from treatylang.model.instrument import Instrument, Norm
from treatylang.model.lexicon import Lexicon
from treatylang.model.memo import Topic
from treatylang.model.windows import untimed
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.norms.addressees import applications, areas_of, woken
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.space import ATTACKER, SITE, VICTIM, soil
from treatylang.syntax import ast

_PLACES = ("in", "from", "within", "outside", "on", "to")
"""The slots that say where an act is done, where a place stands in them."""


@dataclass(frozen=True)
class Conduct:
    """What is done, besides the act itself: ``toward`` is the partner, ``slots`` say where, how and for whom."""

    instrument: Instrument
    bearer: str
    labels: tuple[str, ...]
    toward: ast.NounPhrase | None
    slots: tuple[ast.Slot, ...]
    acts: tuple[str, ...] = ()
    host: str = ""
    """The state on whose soil it is looked at, where a right lets its bearer choose among several."""

    @classmethod
    def of(cls, norm: Norm, instrument: Instrument, bearer: str) -> Conduct:
        """Return what a norm asks of a bearer."""
        return cls(instrument, bearer, norm.labels, norm.toward, untimed(norm.slots), norm.acts)

    @classmethod
    def plain(cls, instrument: Instrument, bearer: str) -> Conduct:
        """Return an act of a bearer of which nothing more is said."""
        return cls(instrument, bearer, (), None, ())

    def reader(self, frame: Frame) -> Reader:
        """Return what reads the words that describe it."""
        return Reader(frame, self.instrument, self.bearer, self.labels)


def reached(frame: Frame, law: Instrument, ban: Norm, conduct: Conduct) -> Situations:
    """Return the situations in which a ban on an act reaches conduct that is such an act."""
    text = conduct.instrument
    versions = (law.name, id(law.statements), id(law.areas), text.name, id(text.statements), id(text.areas))
    done = (
        conduct.bearer,
        conduct.labels,
        id(conduct.toward),
        tuple(map(id, conduct.slots)),
        conduct.acts,
        conduct.host,
    )
    key = (id(ban), *versions, *done, frame.read_under)
    return frame.memo.once(_REACHED, key, lambda: _reached(frame, law, ban, conduct), ban, law, conduct)


_REACHED = Topic[Situations]("where a ban reaches conduct")


def _reached(frame: Frame, law: Instrument, ban: Norm, conduct: Conduct) -> Situations:
    diagrams = frame.diagrams
    reader = Reader(frame, law, conduct.bearer, ban.labels)
    result = described(reader, ban, conduct)
    if result == EMPTY or woken(ban, law):
        return result
    for statement in applications(reader, law, ban):
        for area, inside in areas_of(statement):
            # `applies outside A` is `does not apply in A`.
            there = _within if inside is (statement.kind == "applies") else _apart
            result = diagrams.both(result, there(frame, reader, area, conduct))
    return result


def described(reader: Reader, norm: Norm, conduct: Conduct) -> Situations:
    """Return the situations in which conduct that is such an act has to be done as a norm describes it.

    That is with the partner, for whom, against whom, where and by what means the norm says. What its slots of time say
    is not part of it: they tell when the norm speaks.
    """
    frame = reader.frame
    result = _partner(frame, reader, norm.toward, conduct)
    for slot in untimed(norm.slots):
        if result == EMPTY:
            break
        result = frame.diagrams.both(result, _slot(frame, reader, slot, conduct))
    return result


def elsewhere(frame: Frame, instrument: Instrument, norm: Norm, bearer: str, when: Situations) -> Situations:
    """Return where a duty that no event wakes is still owed: not where its text lets it not apply (ruling 36)."""
    if when == EMPTY or woken(norm, instrument):
        return when
    reader = Reader(frame, instrument, bearer, norm.labels)
    conduct = Conduct.of(norm, instrument, bearer)
    for statement in applications(reader, instrument, norm):
        for area, inside in areas_of(statement):
            there = _apart if inside is (statement.kind == "applies") else _within
            when = frame.diagrams.less(when, there(frame, reader, area, conduct))
    return when


def _slot(frame: Frame, reader: Reader, slot: ast.Slot, conduct: Conduct) -> Situations:
    where = _fits(frame, reader, slot, conduct)
    if where == EMPTY and any(_same(slot, mine) for mine in conduct.slots) and reader.instrument is conduct.instrument:
        return ALL  # what is put in the same words of one text is the same
    return where


def _same(slot: ast.Slot, other: ast.Slot) -> bool:
    return slot.word == other.word and slot.span.text.split() == other.span.text.split()


def _fits(frame: Frame, reader: Reader, slot: ast.Slot, conduct: Conduct) -> Situations:
    if is_place(slot, reader):
        there = _apart if slot.word == "outside" else _within
        return there(frame, reader, slot.value, conduct)  # type: ignore[arg-type]  # it is a place
    if slot.word in ("on", "at"):
        return ALL if _as_written(reader, slot, conduct) else EMPTY
    if slot.word in _PLACES and slot.word != "to":
        return EMPTY
    if slot.word == "against":
        return _opponent(frame, reader, slot, conduct)
    if slot.word in ("for", "to"):
        return _beneficiary(frame, reader, slot, conduct)
    if slot.word == "with":
        if slot.values and _is_partner(reader, slot.value):
            return _together(reader, slot, conduct)
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


# -- partners ------------------------------------------------------------------------------------------------------


def _partner(frame: Frame, reader: Reader, toward: ast.NounPhrase | None, conduct: Conduct) -> Situations:
    """Return where whoever the conduct concerns (`host-forces of X`) is among those that the ban names."""
    diagrams = frame.diagrams
    if toward is None:
        return ALL
    others = [state for state in _states(frame) if state != conduct.bearer]
    if not _names_states(reader, toward):
        return EMPTY
    if conduct.toward is None:
        # A conduct that names no partner can be done with one that the ban leaves out, unless it leaves out nobody.
        return diagrams.all_of(reader.member(toward, state) for state in others)
    doing = conduct.reader(frame)
    return diagrams.any_of(
        diagrams.both(doing.member(conduct.toward, state), reader.member(toward, state)) for state in others
    )


def _inside(phrase: object) -> tuple[object, ...]:
    """Return the phrases of which one is put together: `any of Members`, `Members except Japan`, `third state`."""
    match phrase:
        case ast.SomeOf():
            return (phrase.group,)
        case ast.Modified():
            return (phrase.head,)
        case ast.AreaGroup():
            return (phrase.area,)
        case ast.AreaPlus() | ast.AreaExcept():
            return phrase.left, phrase.right
        case ast.AreaWithin():
            return (phrase.left,)
    return ()


def _names_states(reader: Reader, phrase: object) -> bool:
    """Return whether a phrase names states, and not things (`forces`, `vessels`) or texts."""
    if inner := _inside(phrase):
        return all(_names_states(reader, one) for one in inner)
    if not isinstance(phrase, _PARTNERS):
        return False
    if isinstance(phrase, ast.Words):
        return all(
            isinstance(item, ast.Text | ast.Name)
            and (
                reader.one_state(ast.Words(item.span, (item,))) is not None
                or (item.text in reader.instrument.labels and reader.instrument.labels[item.text].kind == "group")
            )
            for item in phrase.items
        )
    return not (isinstance(phrase, ast.Quantified) and phrase.noun in ("treaty", "law"))


def _states(frame: Frame) -> tuple[str, ...]:
    return frame.diagrams.variables[frame.diagrams.level(VICTIM)].values


# -- for and against whom ------------------------------------------------------------------------------------------


def _opponent(frame: Frame, reader: Reader, slot: ast.Slot, conduct: Conduct) -> Situations:
    """Return where the one against whom one acts is among those that the ban protects.

    That is whom the conduct names, else the attacker.
    """
    diagrams = frame.diagrams
    named = [one for one in slot.values if _is_opponent(reader, one)]
    # Force need not be turned against what a state has (`territorial-integrity of any state`): other ways are left.
    if not named:
        return EMPTY
    shielded = diagrams.any_of(reader.attacker(one) for one in named)
    doing = conduct.reader(frame)
    own = [one for mine in conduct.slots if mine.word == "against" for one in mine.values if _is_opponent(doing, one)]
    if not own:
        return shielded
    # Whoever the conduct is against, attacker or not: is it always one whom the ban protects?
    met = diagrams.any_of(doing.attacker(one) for one in own)
    attacker = [diagrams.level(ATTACKER)]
    return diagrams.less(diagrams.somehow(met, attacker), diagrams.somehow(diagrams.less(met, shielded), attacker))


def _is_opponent(reader: Reader, phrase: object) -> bool:
    """Return whether a phrase names whom one can act against: states, groups, roles, actors that are not states."""
    if inner := _inside(phrase):
        return all(_is_opponent(reader, one) for one in inner)
    if isinstance(phrase, ast.Words):
        lexicon = reader.frame.world.lexicon
        return all(
            (isinstance(item, ast.Name) and lexicon.get(item.text, "role") is not None)
            or _names_states(reader, replace(phrase, items=(item,)))
            for item in phrase.items
        )
    return _names_states(reader, phrase)


def _beneficiary(frame: Frame, reader: Reader, slot: ast.Slot, conduct: Conduct) -> Situations:
    """Return where whom the ban is for is whom the conduct is for, or whoever is hit where the conduct names nobody."""
    value = slot.value
    if isinstance(value, ast.Of) and not _is_relation(reader, value):
        return ALL
    if not isinstance(value, ast.Node) or not (isinstance(value, ast.Of) or _is_partner(reader, value)):
        return ALL
    return _helped(frame, reader, value, [one.value for one in conduct.slots if one.word == slot.word], conduct)


def _is_relation(reader: Reader, phrase: ast.Of) -> bool:
    """Return whether a phrase names states by how they stand to another: `close-partner of self`."""
    lexicon = reader.frame.world.lexicon
    return isinstance(phrase.head, ast.Words) and all(
        lexicon.get(item.text, "relation") is not None for item in phrase.head.items
    )


def _helped(frame: Frame, reader: Reader, named: ast.Node, own: Sequence[object], conduct: Conduct) -> Situations:
    """Return where whom a ban names is whom the conduct is for, or whoever is hit where the conduct names nobody."""
    diagrams = frame.diagrams
    doing = conduct.reader(frame)
    group: ast.AreaExpr = named  # type: ignore[assignment]  # whoever asks has seen that it names states
    mine: list[ast.NounPhrase] = [one for one in own if _is_partner(doing, one)]  # type: ignore[misc]  # it is one
    if mine:
        return diagrams.any_of(
            diagrams.both(doing.member(one, state), reader.member(group, state))
            for one in mine
            for state in _states(frame)
            if state != conduct.bearer
        )
    if own:
        return EMPTY
    return diagrams.any_of(
        diagrams.both(reader.member(group, state), diagrams.value(VICTIM, state)) for state in _states(frame)
    )


_PARTNERS = (ast.Quantified, ast.Words, ast.Plural, ast.EachOther)


def _is_partner(reader: Reader, phrase: object) -> bool:
    """Return whether a phrase names states by what they are in the text or in the situation, or by name."""
    if inner := _inside(phrase):
        return all(_is_partner(reader, one) for one in inner)
    if isinstance(phrase, ast.Quantified):
        role = phrase.role.text if phrase.role is not None else ""
        label = reader.instrument.labels.get(role)
        known = reader.frame.world.lexicon.get(role, "role") is not None or (
            label is not None and label.kind == "group"
        )
        return phrase.noun not in ("treaty", "law") and (known or not role)
    return isinstance(phrase, (ast.Plural, ast.EachOther)) or (
        isinstance(phrase, ast.Words) and _names_states(reader, phrase)
    )


def _together(reader: Reader, slot: ast.Slot, conduct: Conduct) -> Situations:
    """Return where conduct is done with those with whom the ban forbids it; nowhere if it names no partner."""
    doing = conduct.reader(reader.frame)
    own = [one.value for one in conduct.slots if one.word == "with" and one.values and _is_partner(doing, one.value)]
    return reader.frame.diagrams.any_of(
        reader.frame.diagrams.both(doing.member(one, state), reader.member(slot.value, state))  # type: ignore[arg-type]
        for one in own
        for state in _states(reader.frame)
        if state != conduct.bearer
    )


# -- where, by what ------------------------------------------------------------------------------------------------


def is_place(slot: ast.Slot, reader: Reader) -> bool:
    """Return whether a slot says where an act is done: `in Zone`, `from territory of Japan`, `on islands of parties`.

    Behind `on` and `to` that is so of land and of areas: `to Japan` names whom, `negotiate on bases` names what.
    """
    if slot.word not in _PLACES or not slot.values or not _is_area(slot.value, reader):
        return False
    value = slot.value
    if slot.word not in ("on", "to"):
        return True
    if not isinstance(value, (ast.Words, ast.Of, ast.Quantified)):
        return isinstance(value, _AREAS) and not _is_partner(reader, value)
    head = value.head if isinstance(value, ast.Of) else value
    names = [item.text for item in head.items] if isinstance(head, ast.Words) else _role(head)
    return bool(names) and all(_is_land(reader, name, owned=isinstance(value, ast.Of)) for name in names)


def _role(phrase: object) -> list[str]:
    """Return the one word of `the territory`, `the Zone`."""
    return [phrase.role.text] if isinstance(phrase, ast.Quantified) and phrase.role is not None else []


def _is_land(reader: Reader, name: str, *, owned: bool) -> bool:
    """Return whether a word after `on` means land, an area or a region; what is ``owned`` is land of somebody."""
    label = reader.instrument.labels.get(name)
    known = reader.frame.world.lexicon.get(name, "region", "place") is not None
    return (
        name in soil(reader.frame.world.lexicon)
        or (not owned and known)
        or (label is not None and label.kind == "area")
    )


_AREAS = (ast.AreaGroup, ast.AreaPlus, ast.AreaExcept, ast.AreaWithin, ast.AreaClip, ast.AreaHeld, ast.Belt, ast.Sea)


def _within(frame: Frame, reader: Reader, area: ast.AreaExpr, conduct: Conduct) -> Situations:
    """Return where the conduct can be done nowhere but in an area (ruling 9); nowhere if it names no place of its own.

    A place of the conduct that a role names (`territory of the attacked party`) is another one in another situation.
    """
    return _nowhere(frame, reader, area, conduct, inside=False)


def _apart(frame: Frame, reader: Reader, area: ast.AreaExpr, conduct: Conduct) -> Situations:
    """Return where the conduct can be done nowhere in an area; nowhere if it names no place of its own."""
    return _nowhere(frame, reader, area, conduct, inside=True)


def _nowhere(frame: Frame, reader: Reader, area: ast.AreaExpr, conduct: Conduct, *, inside: bool) -> Situations:
    """Return where the conduct can be done somewhere, but nowhere inside an area, or nowhere outside of it."""
    diagrams = frame.diagrams
    here = _site(frame, conduct)
    if here is None:
        return EMPTY
    there = replace(reader, where=SITE).area(area)
    reached_there = diagrams.both(here, there) if inside else diagrams.less(here, there)
    anywhere = frame.space.anywhere()
    return diagrams.less(diagrams.somehow(here, anywhere), diagrams.somehow(reached_there, anywhere))


def _site(frame: Frame, conduct: Conduct) -> Situations | None:
    """Return where conduct has to be done, by the places that it names; ``None`` where it names none."""
    doing = replace(conduct.reader(frame), where=SITE)
    own = [one for one in conduct.slots if is_place(one, doing)]
    if not own:
        return None
    frame.space.open_site()
    places = ((one.word, doing.area(one.value)) for one in own)  # type: ignore[arg-type]  # slots of places
    here = frame.diagrams.any_of(frame.diagrams.outside(at) if word == "outside" else at for word, at in places)
    return frame.diagrams.both(here, frame.space.is_state(SITE, conduct.host)) if conduct.host else here


def _is_area(value: object, reader: Reader) -> bool:
    """Return whether what stands after `in` is a place, and not a manner (`in any manner`) or a span of time."""
    if isinstance(value, (ast.Modified, ast.Amount, ast.This, ast.Day, ast.Angle, ast.Number)):
        return False
    if isinstance(value, ast.Quantified):
        return value.noun in ("party", "parties", "state", "states", "member", "members") or (
            value.role is not None and value.role.text in reader.instrument.labels
        )
    if isinstance(value, ast.Words):
        return all(
            item.text in reader.instrument.labels
            or reader.one_state(ast.Words(item.span, (item,))) is not None
            or reader.frame.world.lexicon.get(item.text, "region", "place", "object") is not None
            for item in value.items
        )
    return isinstance(value, ast.Node)


def _framework(frame: Frame, slot: ast.Slot, conduct: Conduct) -> Situations:
    """Return whether the conduct is done under what the ban names: `enforce under regional-arrangement`."""
    lexicon = frame.world.lexicon
    names = [name for name in _words(slot) if lexicon.get(name, "matter") is not None]
    about = {wide for matter in conduct.instrument.concerns for wide in lexicon.wider(matter)}
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
    kinds = matters(frame, slot)
    if kinds is None and _is_partner(reader, value):
        helped = [one.value for one in conduct.slots if one.word == "object" and one.values]
        return _helped(frame, reader, value, helped, conduct)  # a partner is a noun phrase
    if kinds is not None:
        mine = [m for one in conduct.slots if one.word == "object" for m in (matters(frame, one) or ())]
        free = not any(one.word == "object" for one in conduct.slots)
        return ALL if not free and (not kinds or any(lexicon.is_a(a, b) for a in mine for b in kinds)) else EMPTY
    own = [name for one in conduct.slots if one.word == "object" for name in _words(one)]
    return ALL if any(lexicon.is_a(mine, name) for mine in own for name in names) else EMPTY


def matters(frame: Frame, slot: ast.Slot) -> tuple[str, ...] | None:
    """Return what treaties of the kind that a slot names are about: `any alliance`, `any treaty concerning bases`.

    ``None`` where it names no treaties, and where it names them by what is a question in itself: whether they conflict
    with something.
    """
    value = slot.value if slot.values else None
    found: list[str] = []
    if isinstance(value, ast.Modified):
        if any(modifier.kind != "concerning" for modifier in value.modifiers):
            return None
        for modifier in value.modifiers:
            if isinstance(modifier.value, ast.Words):
                found += (item.text for item in modifier.value.items)
        value = value.head
    if not isinstance(value, ast.Quantified):
        return None
    if value.role is not None and frame.world.lexicon.get(value.role.text, "matter") is not None:
        return (*found, value.role.text)
    return tuple(found) if value.noun == "treaty" else None


def _words(slot: ast.Slot) -> tuple[str, ...]:
    value = slot.value if slot.values else None
    if isinstance(value, ast.SomeOf):
        value = value.group
    return tuple(item.text for item in value.items) if isinstance(value, ast.Words) else ()
