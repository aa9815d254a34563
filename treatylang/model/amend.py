"""Protocols: what the amending instruments of a treaty make of its parts, in the order of their dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from treatylang.model.standing import settled
from treatylang.syntax import ast

_WHOLE: dict[type, str] = {ast.Preamble: "preamble", ast.FinalClauses: "final-clauses"}
"""Parts that a treaty has once, and the word by which an instruction names them."""


@dataclass(frozen=True)
class Misfit:
    """Why an instruction cannot be carried out, in the drafter's words; ``known`` are names that would have fitted."""

    instruction: ast.Amendment
    reason: str
    known: tuple[str, ...] = ()


def amended(
    base: ast.InstrumentNode, protocols: Sequence[ast.InstrumentNode], *, keep_numbers: bool = True
) -> ast.InstrumentNode:
    """Return a treaty with the instructions of the protocols that amend it carried out.

    Dated versions of an area stay beside each other, so that each date has its own; articles and paragraphs are
    replaced, inserted and deleted; party lines are added. In a treaty in force no article gets another number by it,
    unless ``keep_numbers`` is off. An instruction that does not fit changes nothing here
    (``broken-reference`` reports a missing target where the protocol stands; ``misfit`` says why).
    """
    if base.kind != "treaty":
        return base
    for protocol in amending(base, protocols):
        for part in instructions_of(protocol):
            base = carried_out(base, _where_written(as_it_stands(base, part), part) if keep_numbers else part)
    return base


def _where_written(settled: ast.Part, part: ast.Part) -> ast.Part:
    """Return a settled instruction whose places, and whose sentences, are those of the protocol that gives it."""
    if settled is part or not isinstance(settled, ast.Amendment) or not isinstance(part, ast.Amendment):
        return settled
    new = settled.part
    if isinstance(new, ast.Article) and isinstance(part.part, ast.Article):
        new = replace(part.part, number=new.number, citation=new.citation)
    elif isinstance(new, ast.Article):
        title = replace(new.title, span=part.span) if new.title is not None else None
        new = replace(new, title=title, span=part.span)
    elif new is not None:
        new = replace(new, span=part.span)
    return replace(settled, part=new, span=part.span)


def as_it_stands(base: ast.InstrumentNode, part: ast.Part) -> ast.Part:
    """Return a part of a protocol as a treaty in force takes it: no article of it gets another number (ruling 44)."""
    if isinstance(part, ast.Amendment) and misfit(base, part) is None:
        return settled(base, part, targets(base, part)[-1]).instruction
    return part


def instructions_of(protocol: ast.InstrumentNode) -> Iterator[ast.Part]:
    """Yield the parts of a protocol that change the treaty, party lines as the treaty will have them."""
    apart = has_parties_of_its_own(protocol)
    for part in protocol.parts:
        if not isinstance(part, ast.PartyLine):
            yield part
        elif not apart or _accedes(part):
            kept = tuple(one for one in part.statuses if one.word != ACCEDED or one.day is not None)
            yield replace(part, statuses=kept)


def has_parties_of_its_own(protocol: ast.InstrumentNode) -> bool:
    """Return whether a protocol binds its own parties alone (ruling 38).

    So it is where it names parties and says itself what somebody shall or may do, or what
    counts as what. A protocol that names parties and
    says nothing of its own can only admit them to the treaty; so does any line that says `acceded`.
    """
    lines = [part for part in protocol.parts if isinstance(part, ast.PartyLine) and not _accedes(part)]
    return bool(lines) and any(isinstance(node, ast.Sentence) for node in ast.walk(protocol))


def line_text(line: ast.PartyLine, *more: str) -> str:
    """Return the words of a party line, with further standings after its names."""
    names = ", ".join(name.span.text for name in line.names)
    return " ".join(("party", names, *more, *(status.span.text for status in line.statuses))) + ";"


def _accedes(line: ast.PartyLine) -> bool:
    return any(status.word == ACCEDED for status in line.statuses)


ACCEDED = "acceded"
"""The standing of a state that has become a party of the treaty itself, in whatever text its line stands."""


def amending(base: ast.InstrumentNode, protocols: Sequence[ast.InstrumentNode]) -> list[ast.InstrumentNode]:
    """Return the protocols that amend a treaty, in the order of their dates."""
    return sorted((p for p in protocols if p.amends is not None and p.amends.text == base.name.text), key=day_of)


def in_force(protocol: ast.InstrumentNode, day: date) -> bool:
    """Return whether a protocol is in force on a day; one that names no day counts as in force."""
    return day_of(protocol) <= day.isoformat()


def day_of(protocol: ast.InstrumentNode) -> str:
    """Return the date that orders protocols: in force, else drawn up; ISO texts sort like dates."""
    for word in ("in-force", "status", "drawn-up"):
        for part in protocol.parts:
            if isinstance(part, ast.Line) and part.word.text == word:
                for slot in part.slots:
                    if isinstance(slot.value, ast.Day):
                        return slot.value.text
    return ""


def carried_out(base: ast.InstrumentNode, part: ast.Part) -> ast.InstrumentNode:
    """Return a treaty after one part of a protocol: an instruction that fits, a party that joins, or anything else."""
    if isinstance(part, ast.Amendment) and misfit(base, part) is None:
        return replace(base, parts=tuple(_applied(list(base.parts), part)))
    if isinstance(part, ast.PartyLine):
        place = after_parties(base)
        return replace(base, parts=(*base.parts[:place], part, *base.parts[place:]))
    return base


def after_parties(base: ast.InstrumentNode) -> int:
    """Return where in the parts of a treaty a further party is named: after the others, else at the end."""
    places = [place for place, part in enumerate(base.parts, 1) if isinstance(part, ast.PartyLine)]
    return places[-1] if places else len(base.parts)


# -- what fits -----------------------------------------------------------------------------------------------------


def misfit(base: ast.InstrumentNode, amendment: ast.Amendment) -> Misfit | None:
    """Return why an instruction cannot be carried out in a treaty; ``None`` where it can."""
    found = targets(base, amendment)
    name = amendment.target.text
    if not found:
        return Misfit(amendment, f"the treaty has no `{name}` that can be amended", tuple(sorted(names(base))))
    of_paragraph = isinstance(found[0], ast.Numbered)
    if amendment.part is not None and isinstance(amendment.part, ast.Numbered) != of_paragraph:
        if of_paragraph:
            return Misfit(amendment, f"`{name}` is a paragraph, and what is given is not a numbered paragraph")
        return Misfit(amendment, f"`{name}` is not a paragraph, and what is given is one")
    if amendment.action == "insert":
        twice = _given_twice(base, amendment, found)
        if twice is not None:
            return twice
    refused = settled(base, amendment, found[-1]).refused
    return Misfit(amendment, refused) if refused else None


def _given_twice(base: ast.InstrumentNode, amendment: ast.Amendment, found: Sequence[ast.Node]) -> Misfit | None:
    """Return what is wrong with inserting a part whose name or number the treaty has already."""
    new = amendment.part
    label = name_of(new) if new is not None else ""
    taken = {name_of(part) for part in _parts(base.parts)} | {name_of(p) for _, p in _paragraphs_of(base)}
    if label and label in taken:
        return Misfit(amendment, f"the treaty has a `{label}` already")
    if isinstance(new, ast.Numbered):
        home = next(article for article, inner in _paragraphs_of(base) if inner is found[0])
        if any(isinstance(body, ast.Numbered) and body.number == new.number for body in home.body):
            return Misfit(amendment, f"the article has a paragraph {new.number} already")
    return None


def targets(base: ast.InstrumentNode, amendment: ast.Amendment) -> list[ast.Node]:
    """Return the parts or paragraphs that an instruction names: several where an area has dated versions."""
    name = amendment.target.text
    found: list[ast.Node] = [part for part in _parts(base.parts) if name_of(part) == name]
    if found:
        return found
    return [inner for article, inner in _paragraphs_of(base) if _is_paragraph(article, inner, name)]


def names(base: ast.InstrumentNode) -> set[str]:
    """Return all names that an instruction may use."""
    return {name_of(part) for part in _parts(base.parts)} - {""} | {
        f"{name_of(article)}.{inner.number}" for article, inner in _paragraphs_of(base) if name_of(article)
    }


def name_of(node: object) -> str:
    """Return the name under which a part or paragraph can be amended, empty where it has none."""
    if isinstance(node, (ast.Definition, ast.TermBlock, ast.CircumstanceLine, ast.Bracket)):
        return node.name.text
    label = getattr(node, "label", None)
    return label.text if isinstance(label, ast.Name) else _WHOLE.get(type(node), "")


def _parts(parts: Sequence[ast.Part]) -> Iterator[ast.Part]:
    """Yield the parts of a treaty, those of its chapters among them."""
    for part in parts:
        yield part
        if isinstance(part, ast.Chapter):
            yield from _parts(part.parts)


def _paragraphs_of(base: ast.InstrumentNode) -> Iterator[tuple[ast.Article, ast.Numbered]]:
    for part in _parts(base.parts):
        if isinstance(part, ast.Article):
            yield from ((part, body) for body in part.body if isinstance(body, ast.Numbered))


def _is_paragraph(article: ast.Article, paragraph: ast.Numbered, name: str) -> bool:
    head, dot, number = name.rpartition(".")
    return name_of(paragraph) == name or bool(dot and name_of(article) == head and paragraph.number == number)


# -- carrying out --------------------------------------------------------------------------------------------------


def _applied(parts: list[ast.Part], amendment: ast.Amendment) -> list[ast.Part]:
    name = amendment.target.text
    result: list[ast.Part] = []
    latest = next((part for part in reversed(parts) if name_of(part) == name), None)
    for part in parts:
        if name_of(part) == name:
            result.extend(_instead(part, amendment, latest))
        elif isinstance(part, ast.Article):
            result.append(_with_paragraphs(part, amendment))
        elif isinstance(part, ast.Chapter):
            result.append(replace(part, parts=tuple(_applied(list(part.parts), amendment))))
        else:
            result.append(part)
    return result


def _instead(part: ast.Part, amendment: ast.Amendment, latest: ast.Part | None) -> list[ast.Part]:
    new = amendment.part
    if new is None or isinstance(new, ast.Numbered):
        return []
    if amendment.action == "insert":
        if part is not latest:  # of several versions, only the latest has a neighbour
            return [part]
        return [new, part] if amendment.side == "before" else [part, new]
    if not both_dated(part, new):
        return [new]
    # Of several versions only the latest is followed by the new one.
    return [part, new] if part is latest else [part]


def both_dated(part: ast.Node, new: ast.Node) -> bool:
    """Return whether a definition and what replaces it have periods of their own, and so stay beside each other."""
    return (
        isinstance(part, ast.Definition)
        and isinstance(new, ast.Definition)
        and part.period is not None
        and new.period is not None
        and part.period != new.period
    )


def _with_paragraphs(article: ast.Article, amendment: ast.Amendment) -> ast.Article:
    name, new = amendment.target.text, amendment.part
    if not any(isinstance(body, ast.Numbered) and _is_paragraph(article, body, name) for body in article.body):
        return article
    bodies: list[ast.Body] = []
    for body in article.body:
        if not (isinstance(body, ast.Numbered) and _is_paragraph(article, body, name)):
            bodies.append(body)
        elif isinstance(new, ast.Numbered):
            around: dict[str, list[ast.Body]] = {"": [new], "before": [new, body], "after": [body, new]}
            bodies.extend(around[amendment.side])
    return replace(article, body=tuple(bodies))
