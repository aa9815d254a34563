"""What a piece of a draft says, as a text in which nothing is left of its layout, its order of lists and its labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields

from treatylang.model.calendar import length_of
from treatylang.model.instrument import Instrument
from treatylang.source import Span
from treatylang.syntax import ast

_COMMENT = re.compile(r'("(?:[^"\n]|"(?=""))*")|#[^\n]*')
_UNORDERED = ("slots", "facts", "acts", "by", "sponsors", "treaties", "names", "options")
"""Fields with lists in whose order nothing is said (ruling 47)."""
_BLOCK = '"""'
_JOINS = re.compile(r"(?<!\s)\s*([,()])\s*")
NAME = re.compile(r"@?[\w][\w-]*(?:\.[\w-]+)*")
_INSERTED = re.compile(r"\{(@?)([^{}]*)\}")


def plain(span: Span) -> str:
    """Return the text of a place on one line, without comments."""
    text = span.text
    if "#" in text and _BLOCK not in text:
        text = _COMMENT.sub(lambda match: match[1] or "", text)
    return " ".join(text.split())


class Names:
    """What the names of one draft are called in the comparison: labels that were renamed, parties by their usual name.

    ``renamed`` maps a label of this draft to the one that the comparison uses for it, ``called`` what this draft calls
    a party to what the other one calls it: both are told once, and not wherever the name stands.
    """

    def __init__(
        self, draft: Instrument, renamed: Mapping[str, str] | None = None, called: Mapping[str, str] | None = None
    ) -> None:
        self.renamed = dict(renamed or {})
        self.exact = {**(called or {}), **self.renamed}
        self.states = {m.alias: m.state for m in draft.parties if m.alias}
        self.lexicon = draft.lexicon
        self.own = draft.name
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Return what a name is called."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._of(name)
        return known

    def _of(self, name: str) -> str:
        if name in self.renamed:
            return self.renamed[name]
        if name in self.states:
            return self.states[name]
        if name == self.own:
            return "this treaty"
        if name.startswith(f"{self.own}."):
            return self.of(name.removeprefix(f"{self.own}."))
        if name[:1].isupper() and self.lexicon.kinds(name) <= {"state"}:
            return self.lexicon.state(name) or name
        return name

    def said(self, text: str) -> str:
        """Return a piece of a draft, as written, with its names replaced and its layout evened out."""

        def replaced(match: re.Match[str]) -> str:
            word = match[0]
            return f"@{self.of(word[1:])}" if word.startswith("@") else self.of(word)

        return NAME.sub(replaced, _JOINS.sub(lambda m: {",": ", ", "(": " (", ")": ") "}[m[1]], text)).strip()

    def verbatim(self, text: str) -> str:
        """Return a piece of a draft, as written, with nothing replaced but what was renamed throughout."""

        def replaced(match: re.Match[str]) -> str:
            word = match[0]
            exact = self.exact
            return f"@{exact.get(word[1:], word[1:])}" if word.startswith("@") else exact.get(word, word)

        return NAME.sub(replaced, _JOINS.sub(lambda m: {",": ", ", "(": " (", ")": ") "}[m[1]], text)).strip()

    def prose(self, text: str) -> str:
        """Return agreed wording with evened layout; what is inserted by name carries the common name."""
        return " ".join(_INSERTED.sub(lambda m: f"{{{m[1]}{self.of(m[2].strip())}}}", text).split())


def names_of(old: Instrument, new: Instrument, renamed: Mapping[str, str]) -> tuple[Names, Names]:
    """Return what the names of two drafts are called in their comparison."""
    before = {m.state: m.alias or m.state for m in old.parties}
    called = {m.alias or m.state: before[m.state] for m in new.parties if m.state in before}
    return Names(old), Names(new, renamed, {mine: other for mine, other in called.items() if mine != other})


class Verbatim(Names):
    """Names outside any instrument, such as those of a scenario: each is called what it is."""

    def __init__(self) -> None:
        self.renamed = {}
        self.exact = {}

    def of(self, name: str) -> str:
        """Return a name as it stands."""
        return name


def canonical(node: object, names: Names, *, exactly: bool = False) -> str:
    """Return what a node says: equal texts say the same, whatever their layout, labels and order of lists.

    With ``exactly``, equivalents are not alike: a year is not 12 months, and a state not its other name.
    """
    if node is None:
        return "-"
    if isinstance(node, (ast.Group, ast.AreaGroup)):
        return canonical(next(iter(ast.children(node))), names, exactly=exactly)
    if isinstance(node, ast.Ref):
        return f"@{names.of(node.text)}"
    if exactly and isinstance(node, (ast.Name, ast.Text)):
        return f"{type(node).__name__} {names.exact.get(node.text, node.text)}"
    if isinstance(node, (ast.Name, ast.Text)):
        return names.of(node.text) if isinstance(node, ast.Name) or node.text[:1].isupper() else f'"{node.text}"'
    if isinstance(node, ast.Prose):
        return f"{node.language}:{names.prose(node.text.text)}"
    if isinstance(node, (ast.Words, ast.And, ast.Or)):
        inner = sorted(canonical(child, names, exactly=exactly) for child in ast.children(node))
        return f"{type(node).__name__}[{' | '.join(inner)}]"
    if isinstance(node, ast.AreaPlus):
        return f"AreaPlus[{' | '.join(sorted(canonical(one, names, exactly=exactly) for one in _united(node)))}]"
    if isinstance(node, ast.Amount):
        return plain(node.span) if exactly else _amount(node)
    parts = [type(node).__name__]
    for field in fields(node):  # type: ignore[arg-type]  # every node is a dataclass
        if field.name in ("span", "braced", "block"):
            continue
        value = getattr(node, field.name)
        if isinstance(value, ast.Node) or value is None:
            parts.append(canonical(value, names, exactly=exactly))
        elif isinstance(value, tuple):
            inner = [_item(one, names, exactly) for one in value]
            joined = isinstance(node, ast.Slot) and node.word == "by"  # `by A plus B` asks for both
            parts.append(f"({', '.join(sorted(inner) if joined or field.name in _UNORDERED else inner)})")
        else:
            parts.append(str(value))
    return f"{parts[0]}({'; '.join(parts[1:])})"


def _united(node: ast.Node) -> Iterator[ast.Node]:
    """Yield the areas that an area is put together of, whatever their order and parentheses."""
    inner = node
    while isinstance(inner, ast.AreaGroup):
        inner = next(iter(ast.children(inner)))
    if isinstance(inner, ast.AreaPlus):
        for child in ast.children(inner):
            yield from _united(child)
    else:
        yield node


def _amount(node: ast.Amount) -> str:
    """Return an amount so that equivalents are alike: 12 months and a year, more than 2 and 3 (rulings 43 and 47)."""
    length = length_of(node)
    if length is not None:
        return f"{length.months} months {length.whole_hours:g} hours"
    number = node.number.text
    unit = {"parties": "party"}.get(node.unit, node.unit.rstrip("s"))
    if node.measure == "more than" and number.isdigit():
        return f"{int(number) + 1} {unit}"
    return f"{node.measure} {number} {unit}".strip()


def _item(value: object, names: Names, exactly: bool) -> str:
    if isinstance(value, tuple):
        return f"({', '.join(_item(one, names, exactly) for one in value)})"
    return canonical(value, names, exactly=exactly) if isinstance(value, ast.Node) else str(value)


def words(text: str) -> list[str]:
    """Return the words of a text, each East Asian character one of its own, signs left out."""
    return _TOKEN.findall(text)


_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:[-'’][^\W_]+)*")


def alike(one: str, other: str) -> float:
    """Return how alike two texts are, by the words that they share: 0 for nothing, 1 for the same words."""
    left, right = words(one), words(other)
    if not left or not right:
        return float(one == other)
    pool: dict[str, int] = {}
    for word in left:
        pool[word] = pool.get(word, 0) + 1
    shared = 0
    for word in right:
        if pool.get(word, 0):
            pool[word] -= 1
            shared += 1
    return 2 * shared / (len(left) + len(right))
