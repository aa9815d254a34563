"""Where something has to be done, and whether that is within an area or apart from it (ruling 9)."""

from __future__ import annotations

from dataclasses import replace

from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.conduct import Conduct
from treatylang.reasoning.norms.partners import is_partner
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.space import ANOTHER_STATE, NOWHERE, SITE, soil
from treatylang.syntax import ast

PLACES = ("in", "from", "within", "outside", "on", "to")
"""The slots that say where an act is done, where a place stands in them."""


def is_place(slot: ast.Slot, reader: Reader) -> bool:
    """Return whether a slot says where an act is done: `in Zone`, `from territory of Japan`, `on islands of parties`.

    Behind `on` and `to` that is so of land and of areas: `to Japan` names whom, `negotiate on bases` names what.
    """
    if slot.word not in PLACES or not slot.values or not _is_area(slot.value, reader):
        return False
    value = slot.value
    if slot.word not in ("on", "to"):
        return True
    if not isinstance(value, (ast.Words, ast.Of, ast.Quantified)):
        return isinstance(value, _AREAS) and not is_partner(reader, value)
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


def within(frame: Frame, reader: Reader, area: ast.AreaExpr, conduct: Conduct) -> Situations:
    """Return where the conduct can be done nowhere but in an area (ruling 9); nowhere if it names no place of its own.

    A place of the conduct that a role names (`territory of the attacked party`) is another one in another situation.
    """
    return _nowhere(frame, reader, area, conduct, inside=False)


def apart(frame: Frame, reader: Reader, area: ast.AreaExpr, conduct: Conduct) -> Situations:
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


def hosted(frame: Frame, conduct: Conduct, where: Situations, *, every: bool) -> Situations:
    """Return some situations with what they say of `the host` said of the state on whose soil conduct is done.

    Where that may be one of several, all of them have to be as the situations say (``every``), or one. What conduct
    without a place of its own waits for stays a circumstance of whoever is the host.
    """
    diagrams, space = frame.diagrams, frame.space
    roles = {f"the {word.name}" for word in space.lexicon.words("role") if word.owner == "site"}
    asked = [fact for fact in space.facts.values() if fact.of in roles and fact.name]
    known = diagrams.mentions(where) if asked else frozenset()
    asked = [fact for fact in asked if diagrams.level(fact.key) in known]
    here = _site(frame, conduct) if asked else None
    if here is None:
        return where
    levels = space.anywhere()
    parts = []
    for state in (*space.states, ANOTHER_STATE, NOWHERE):
        there = diagrams.somehow(diagrams.both(here, diagrams.value(SITE, state)), levels)
        if there == EMPTY:
            continue
        mine = where
        for fact in asked if state in space.states else ():
            level = (diagrams.level(fact.key),)
            yes = diagrams.somehow(diagrams.both(mine, diagrams.value(fact.key, "yes")), level)
            no = diagrams.somehow(diagrams.both(mine, diagrams.value(fact.key, "no")), level)
            own = conduct.reader(frame).of_state(fact, state)
            mine = diagrams.either(diagrams.both(own, yes), diagrams.less(no, own))
        parts.append((there, mine))
    if every:
        apart = (diagrams.either(diagrams.outside(there), mine) for there, mine in parts)
        return diagrams.both(diagrams.any_of(there for there, _ in parts), diagrams.all_of(apart))
    return diagrams.any_of(diagrams.both(there, mine) for there, mine in parts)


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
