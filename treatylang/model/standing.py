"""Numbers of a treaty in force stay: what is put in between becomes *1 bis*, what is taken out leaves its number.

Ruling 44. An instruction of a protocol is settled before it is carried out, so that no other article moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from treatylang.model.numbering import inserted, number
from treatylang.source import Source
from treatylang.syntax import ast

DELETED = "(deleted)"
"""The title of an article that was taken out of a treaty in force: its number stays, so that no other moves."""


@dataclass(frozen=True)
class Settled:
    """An instruction as a treaty in force takes it, or the reason for which it cannot be carried out."""

    instruction: ast.Amendment
    refused: str = ""


def keeps_numbers(base: ast.InstrumentNode) -> bool:
    """Return whether a treaty is in force, so that everybody cites its articles by their numbers."""
    for part in base.parts:
        if isinstance(part, ast.Line) and part.word.text in ("in-force", "status"):
            said = {node.text for slot in part.slots for node in ast.walk(slot) if isinstance(node, ast.Name)}
            if part.word.text == "in-force" or "in-force" in said:
                return True
    return False


def settled(base: ast.InstrumentNode, amendment: ast.Amendment, target: ast.Node) -> Settled:
    """Return an instruction that fits with the number that its article has to have in a treaty in force."""
    if not keeps_numbers(base):
        return Settled(amendment)
    order = _Order(base)
    if amendment.part is None:
        return Settled(_emptied(amendment, target, order))
    if not isinstance(amendment.part, ast.Article) or amendment.part.division != "article":
        return Settled(amendment)
    if amendment.action == "replace":
        return Settled(_renewed(amendment, amendment.part, target))
    return _put_in(amendment, amendment.part, target, order)


class _Order:
    """The articles of a treaty in the order of the text, with their numbers."""

    def __init__(self, base: ast.InstrumentNode) -> None:
        excerpt = any(isinstance(part, ast.Line) and part.word.text == "excerpt" for part in base.parts)
        numbers = number(base, as_written=excerpt)
        self.articles: list[ast.Article | ast.CouncilBlock] = list(_articles(base))
        self.numbers = [numbers.number_of(article) for article in self.articles]
        self.written = any(isinstance(one, ast.Article) and one.number for one in self.articles)
        self.ends = not any(isinstance(part, ast.FinalClauses) and part.lines for part in base.parts)
        """Whether nothing that is numbered follows the last article."""

    def place(self, node: ast.Node) -> int | None:
        """Return the place of an article, of the last one of a chapter; ``None`` for what is not an article."""
        inside = [i for i, one in enumerate(self.articles) if one is node or _is_in(one, node)]
        return inside[-1] if inside else None

    def number_of(self, node: ast.Node) -> str:
        """Return the number of an article, empty where it has none."""
        place = self.place(node)
        return self.numbers[place] if place is not None else ""


def _articles(base: ast.InstrumentNode) -> Iterator[ast.Article | ast.CouncilBlock]:
    waiting = list(base.parts)
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, ast.Chapter):
            waiting[:0] = part.parts
        elif isinstance(part, ast.CouncilBlock) or (isinstance(part, ast.Article) and part.division == "article"):
            yield part


def _is_in(article: ast.Node, node: ast.Node) -> bool:
    return isinstance(node, ast.Chapter) and any(inner is article for inner in ast.walk(node))


def _emptied(amendment: ast.Amendment, target: ast.Node, order: _Order) -> ast.Amendment:
    """Return the instruction that leaves the number of an article or paragraph where it was."""
    if isinstance(target, ast.Numbered):
        figure = f"({target.number})" if target.lettered else target.number
        return _instruction(amendment, "replace", f"{figure} {{ }}")
    if not isinstance(target, ast.Article) or target.division != "article" or not order.number_of(target):
        return amendment
    return _instruction(amendment, "replace", f'article {_figure(target)}"{DELETED}" {{ }}')


def _figure(article: ast.Article) -> str:
    if article.citation is not None:
        return f'"{article.citation.text}" '
    return f"{article.number} " if article.number else ""


def _renewed(amendment: ast.Amendment, part: ast.Article, target: ast.Node) -> ast.Amendment:
    """Return the instruction that gives what replaces an article the written number of that article."""
    if not isinstance(target, ast.Article) or part.number or part.citation is not None or not _figure(target):
        return amendment
    return _instruction(amendment, "replace", _with_figure(part, _figure(target)))


def _put_in(amendment: ast.Amendment, part: ast.Article, target: ast.Node, order: _Order) -> Settled:
    at = order.place(target)
    if at is None:
        return Settled(amendment)
    if amendment.side == "before":
        at = at - 1 if not isinstance(target, ast.Chapter) else _first_of(target, order) - 1
    last = at == len(order.articles) - 1 and order.ends
    written = part.citation.text if part.citation is not None else part.number
    if at < 0:
        if not written:
            return Settled(amendment, "nothing stands before it by which it could be numbered: write its number")
        return Settled(amendment)
    whole, taken = _stem(order.numbers[at]), set(order.numbers)
    if written:
        return _as_written(amendment, part, written, taken, following=str(_next(order)) if last else "")
    if last:
        follows = f"{_next(order)} " if order.written else ""
        return Settled(_instruction(amendment, "insert", _with_figure(part, follows)) if follows else amendment)
    if not whole:
        return Settled(amendment)
    new = _free(whole, taken, letters=any(re.fullmatch(r"\d+[A-Z]", one) for one in order.numbers))
    # What was put in before stands after the same article: the new one stands after the last of them.
    behind = [one for one, its in zip(order.articles, order.numbers, strict=True) if _stem(its) == whole]
    label = getattr(behind[-1], "label", None)
    near = f"@{label.text}" if label is not None and behind[-1] is not target and amendment.side == "after" else ""
    return Settled(_instruction(amendment, "insert", _with_figure(part, f'"{new}" '), near))


def _as_written(amendment: ast.Amendment, part: ast.Article, written: str, taken: set[str], following: str) -> Settled:
    if written in taken:
        return Settled(amendment, f"the treaty has an article {written} already, and the numbers of others would move")
    if inserted(part) or written == following:
        return Settled(amendment)
    return Settled(amendment, f"as article {written} it would move the numbers of others: write `1 bis` or `5A`")


def _first_of(chapter: ast.Chapter, order: _Order) -> int:
    return next(i for i, one in enumerate(order.articles) if _is_in(one, chapter))


def _next(order: _Order) -> int:
    return max((int(stem) for one in order.numbers if (stem := _stem(one))), default=0) + 1


def _stem(figure: str) -> str:
    found = re.match(r"\d+", figure)
    return found[0] if found is not None else ""


def _free(whole: str, taken: set[str], *, letters: bool) -> str:
    """Return the next number after a whole one that no article has: 1 bis, 1 ter; or 1A, 1B."""
    names = [f"{whole}{chr(65 + i)}" for i in range(26)] if letters else [f"{whole} {one}" for one in ast.SUFFIXES]
    return next((name for name in names if name not in taken), names[-1])


def _with_figure(part: ast.Article, figure: str) -> str:
    """Return the text of an article with its number written after `article`."""
    head = part.division
    return f"{head} {figure}{part.span.text[len(head) :].lstrip()}"


def _instruction(amendment: ast.Amendment, action: str, text: str, near: str = "") -> ast.Amendment:
    """Return the instruction with another part, read from its text, so that its places are those of a text."""
    side = f"{amendment.side} " if action == "insert" else ""
    said = f'protocol P "P" amends P {{ {action} {side}{near or amendment.target.span.text} {text} }}'
    from treatylang.syntax.parser import parse  # a draft without a protocol needs no parser where it was read before

    document, mistakes = parse(Source(amendment.span.source.name, said))
    if document is None:
        raise RuntimeError(f"the settled instruction cannot be read: {mistakes[0].message}: {said}")
    found = document.items[0]
    assert isinstance(found, ast.InstrumentNode)
    part = found.parts[0]
    assert isinstance(part, ast.Amendment)
    return part
