"""Protocols: what the amending instruments of a treaty make of its parts, in the order of their dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from treatylang.syntax import ast


def amended(base: ast.InstrumentNode, protocols: Sequence[ast.InstrumentNode]) -> ast.InstrumentNode:
    """Return a treaty with the instructions of the protocols that amend it carried out.

    Dated versions of an area stay beside each other, so that each date has its own; articles and paragraphs are
    replaced,
    inserted and deleted; party lines are added. An instruction whose target does not exist changes nothing here
    (``broken-reference`` reports it where the protocol stands).
    """
    if base.kind != "treaty":
        return base
    ours = [p for p in protocols if p.amends is not None and p.amends.text == base.name.text]
    parts = list(base.parts)
    for protocol in sorted(ours, key=_day):
        for part in protocol.parts:
            if isinstance(part, ast.Amendment):
                parts = _applied(parts, part)
            elif isinstance(part, ast.PartyLine):
                parts.append(part)
    return replace(base, parts=tuple(parts)) if ours else base


def _day(protocol: ast.InstrumentNode) -> str:
    """Return the date that orders protocols: in force, else drawn up; ISO texts sort like dates."""
    for word in ("in-force", "status", "drawn-up"):
        for part in protocol.parts:
            if isinstance(part, ast.Line) and part.word.text == word:
                for slot in part.slots:
                    if isinstance(slot.value, ast.Day):
                        return slot.value.text
    return ""


def _applied(parts: list[ast.Part], amendment: ast.Amendment) -> list[ast.Part]:
    target = amendment.target.text.rsplit(".", 1)
    result: list[ast.Part] = []
    latest = next((part for part in reversed(parts) if _named(part, amendment.target.text)), None)
    for part in parts:
        if _named(part, amendment.target.text):
            result.extend(_instead(part, amendment, latest))
        elif isinstance(part, ast.Article) and _named(part, target[0]) and len(target) == 2:
            result.append(_paragraphs(part, target[1], amendment))
        elif isinstance(part, ast.Article) and any(_named(body, amendment.target.text) for body in part.body):
            result.append(_paragraphs(part, amendment.target.text, amendment))
        elif isinstance(part, ast.Chapter):
            result.append(replace(part, parts=tuple(_applied(list(part.parts), amendment))))
        else:
            result.append(part)
    return result


def _instead(part: ast.Part, amendment: ast.Amendment, latest: ast.Part | None) -> list[ast.Part]:
    new = amendment.part
    if amendment.action == "delete" or new is None or isinstance(new, ast.Numbered):
        return [] if amendment.action == "delete" else [part]
    if amendment.action == "insert":
        return [new, part] if amendment.side == "before" else [part, new]
    both_dated = (
        isinstance(part, ast.Definition)
        and isinstance(new, ast.Definition)
        and part.period is not None
        and new.period is not None
        and part.period != new.period
    )
    if not both_dated:
        return [new]
    # Of several versions only the latest is followed by the new one.
    return [part, new] if part is latest else [part]


def _paragraphs(article: ast.Article, target: str, amendment: ast.Amendment) -> ast.Article:
    bodies: list[ast.Body] = []
    for body in article.body:
        if not (_named(body, target) or (isinstance(body, ast.Numbered) and body.number == target)):
            bodies.append(body)
        elif amendment.action == "delete":
            continue
        elif isinstance(amendment.part, ast.Numbered):
            new = amendment.part
            around: dict[str, list[ast.Body]] = {"": [new], "before": [new, body], "after": [body, new]}
            bodies.extend(around[amendment.side])
        else:
            bodies.append(body)
    return replace(article, body=tuple(bodies))


def _named(node: object, name: str) -> bool:
    if isinstance(node, ast.Definition):
        return node.name.text == name
    label = getattr(node, "label", None) or (node.name if isinstance(node, ast.TermBlock) else None)
    return isinstance(label, ast.Name) and label.text == name
