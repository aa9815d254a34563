"""Where a treaty answers events: the areas that limit what wakes its duties, and the day to look at them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from treatylang.model.instrument import Choice, Defined, Instrument
from treatylang.model.question import Question
from treatylang.reasoning.areas.whereabouts import in_force
from treatylang.source import Span
from treatylang.syntax import ast


def day_of(instrument: Instrument, question: Question) -> date:
    """Return the day to look at: the one asked for, a draft's own, else the last day that a treaty is in force."""
    if question.as_of is not None:
        return question.as_of
    if not instrument.status.startswith(("in-force", "terminated")) and instrument.day is not None:
        return instrument.day
    return date.max if instrument.force.until is None else instrument.force.until - timedelta(days=1)


def areas_on(instrument: Instrument, question: Question, day: date) -> list[Defined]:
    """Return the areas that an instrument defines and that hold on a day, under the options of the question."""
    return [area for area in in_force(instrument, question, day) if not isinstance(area.value, ast.Belt)]


@dataclass(frozen=True, slots=True)
class Term:
    """Where an event wakes a duty: in an area, on a kind of soil, or on such soil in the area."""

    area: ast.AreaExpr | None
    soil: ast.Of | None


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a treaty answers events that it answers in some places only; ``names`` are the areas that say so."""

    terms: tuple[Term, ...]
    names: tuple[str, ...]
    span: Span


def scope_of(instrument: Instrument, question: Question, day: date) -> Scope | None:
    """Return the scope of a treaty; ``None`` where it limits no event to an area, or answers the same ones anywhere."""
    limited: dict[str, list[Term]] = {}
    anywhere: set[str] = set()
    for phrase in _events(instrument, question, day):
        term = _term(instrument, phrase)
        for word in _heads(instrument, phrase):
            if term is None:
                continue
            if term.area is None and term.soil is None:
                anywhere.add(word)
            limited.setdefault(word, []).append(term)
    terms = [term for word, several in limited.items() if word not in anywhere for term in several]
    # Whatever is hit there includes the land there.
    known = set(terms)
    terms = [t for t in terms if t.soil is None or Term(t.area, None) not in known]
    areas = [term.area for term in terms if term.area is not None]
    if not areas:
        return None
    names = dict.fromkeys(name for area in areas for name in _area_names(instrument, area))
    first = next((d for d in areas_on(instrument, question, day) if d.name in names), None)
    return Scope(tuple(dict.fromkeys(terms)), tuple(names), name_span(instrument, first) if first else areas[0].span)


def name_span(instrument: Instrument, area: Defined) -> Span:
    """Return where an area that holds on a day is named in its definition."""
    for part in ast.walk(instrument.node):
        if isinstance(part, ast.Definition) and part.value is area.value:
            return part.name.span
    return area.span


def _events(instrument: Instrument, question: Question, day: date) -> Iterator[ast.Phrase]:
    """Yield the events that wake a duty on a day, and what counts as one."""
    for norm in instrument.norms:
        if (
            (norm.modality.obliges or norm.modality.permits)
            and norm.period.covers(day)
            and _chosen(norm.choices, question)
        ):
            for trigger in norm.triggers:
                yield from _asserted(trigger)
    for statement in instrument.statements:
        if statement.kind == "counts-as" and statement.period.covers(day) and _chosen(statement.choices, question):
            yield statement.subject


def _chosen(choices: frozenset[Choice], question: Question) -> bool:
    return all(question.options.get(choice.bracket, choice.option) == choice.option for choice in choices)


def _asserted(condition: ast.Condition) -> Iterator[ast.Phrase]:
    if isinstance(condition, ast.Atom):
        yield condition.phrase
    elif isinstance(condition, ast.Group):
        yield from _asserted(condition.condition)
    elif isinstance(condition, (ast.And, ast.Or)):
        yield from _asserted(condition.left)
        yield from _asserted(condition.right)


def _heads(instrument: Instrument, phrase: ast.Phrase) -> Iterator[str]:
    """Yield the events that a phrase names."""
    if isinstance(phrase.head, ast.Words):
        for item in phrase.head.items:
            if isinstance(item, ast.Name) and instrument.lexicon.get(item.text, "event") is not None:
                yield item.text


def _term(instrument: Instrument, phrase: ast.Phrase) -> Term | None:
    """Return where an event is answered; ``None`` where what it hits is not land, such as forces."""
    if any(slot.word == "outside" for slot in phrase.slots):
        return Term(None, None)  # it is answered nearly everywhere
    area = next((slot.value for slot in phrase.slots if slot.word == "in"), None)
    hit = next((slot.value for slot in phrase.slots if slot.word in ("on", "to", "against")), None)
    soil = None
    if isinstance(hit, ast.Of) and isinstance(hit.head, ast.Words):
        objects = [item for item in hit.head.items if instrument.lexicon.get(item.text, "object") is not None]
        land = tuple(item for item in objects if item.text in _soil(instrument))
        if objects and not land:
            return None
        if land:
            soil = ast.Of(hit.span, ast.Words(hit.head.span, land), hit.owner)
    return Term(area, soil)  # type: ignore[arg-type]  # what follows `in` is an area


def _soil(instrument: Instrument) -> frozenset[str]:
    """Return the objects that are land."""
    lexicon = instrument.lexicon
    roots = [word.name for word in lexicon.words("object") if word.owner == "place"]
    return frozenset(name for root in roots for name in lexicon.narrower(root))


def _area_names(instrument: Instrument, area: ast.AreaExpr) -> Iterator[str]:
    defined = {one.name for one in instrument.areas if one.kind == "area"}
    for node in (area, *ast.walk(area)):
        if isinstance(node, ast.Name) and node.text in defined:
            yield node.text
