"""Drafts changed in one place each, whatever the place says: what the law that nothing is hidden is tried with."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.parser import parse

_TOKEN = re.compile(r'"""|"[^"\n]*"|@?[A-Za-z][\w.-]*|\d[\w.-]*|[;{},()=]')
_WORDS = (
    *("shall", "may", "should", "any", "each", "the", "on", "in", "for", "unless", "if", "until", "from", "within"),
    *("not", "and", "or", "counts", "prevails", "threat", "consult", "report", "Japan", "Australia", "Fiji"),
)


@dataclass(frozen=True)
class Mutation:
    """A text that differs from another in one place; ``kind`` and ``field`` are the first node that differs."""

    text: str
    kind: str
    field: str
    said: str


def read(text: str) -> ast.Document | None:
    """Return a text as it is read; nothing for one that cannot be."""
    document, _ = parse(Source("draft.treaty", text))
    return document


def mutations(text: str, chance: random.Random) -> Iterator[Mutation]:
    """Yield texts with one token less or another one instead, or a part less, twice or elsewhere, in random order."""
    before = read(text)
    assert before is not None, text
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text) if m[0] != '"""']
    places = [("token", place) for place in tokens] + [("node", (n.span.start, n.span.end)) for n in ast.walk(before)]
    chance.shuffle(places)
    for sort, (start, end) in places:
        for new in _instead(text, start, end, sort, chance):
            changed = text[:start] + new + text[end:]
            after = read(changed)
            if after is None or after == before:
                continue
            found = differing(before, after)
            if found is not None:
                yield Mutation(changed, *found, f"`{text[start:end][:60]}` became `{new[:60]}`")


def _instead(text: str, start: int, end: int, sort: str, chance: random.Random) -> list[str]:
    said = text[start:end]
    if sort == "node":
        rest = text[end : end + 1]
        return ["", f"{said} {said}", f"{said}{rest} {said}"] if len(said) > 3 else [""]
    if said.startswith('"'):
        return [f'{said[:-1]} more"', ""]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", said):
        return [f"{int(said[:4]) + 1}{said[4:]}"]
    if said[:1].isdigit():
        digits = re.match(r"\d+", said)
        assert digits is not None
        return [f"{int(digits[0]) + 1}{said[digits.end() :]}", ""]
    names = sorted(
        {m[0] for m in _TOKEN.finditer(text) if m[0][:1].isalpha() and m[0][:1].isupper() == said[:1].isupper()}
    )
    return ["", chance.choice(_WORDS), chance.choice(names) if names else ""]


def differing(one: object, other: object) -> tuple[str, str] | None:
    """Return the kind of the first node that differs, and the field in which it does."""
    if isinstance(one, ast.Document) and isinstance(other, ast.Document):
        return _within("Document", "items", one.items, other.items)
    if not isinstance(one, ast.Node) or type(one) is not type(other):
        return None
    for field in fields(one):
        if field.name != "span":
            a, b = getattr(one, field.name), getattr(other, field.name)
            if a != b:
                return _within(type(one).__name__, field.name, a, b)
    return None


def _within(kind: str, name: str, one: object, other: object) -> tuple[str, str]:
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for a, b in zip(one, other, strict=True):
            if a != b:
                return differing(a, b) or (kind, name)
    return differing(one, other) or (kind, name)
