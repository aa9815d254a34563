"""A draft as the pieces that are matched with those of another: articles, paragraphs, sentences, prose, lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from treatylang.compare.canonical import plain
from treatylang.model.instrument import Choice, Instrument, Norm, Statement
from treatylang.model.standing import DELETED
from treatylang.source import Span
from treatylang.syntax import ast

Opened = tuple[tuple[str, ast.Node], ...]
"""Words that open sentences, each with what it is said of."""


@dataclass(eq=False)
class Piece:
    """A part of a draft.

    ``sort`` is article, paragraph, chapter, sentence, prose, line, …; ``label`` what the drafter called it, ``path``
    the labels that lead to it, ``number`` its computed number; ``text`` what it says on one line; ``above`` the path of
    the article or paragraph around it. ``meaning`` is the norm or statement of a sentence.
    """

    sort: str
    node: ast.Node
    text: str
    label: str = ""
    path: str = ""
    number: str = ""
    above: str = ""
    title: str = ""
    key: str = ""
    meaning: Norm | Statement | None = None
    choices: frozenset[Choice] = frozenset()
    inside: list[Piece] = field(default_factory=list)
    order: int = 0
    place: int = 0
    """Where it stands in the order of the text, among articles and chapters."""
    with_meaning: bool = False
    division: str = "article"
    """What it is, or stands in: an article or an annex, each with numbers of their own."""
    opened: Opened = ()
    """What stands before a sentence and governs it: `when …`, `after …`, a reading."""

    @property
    def body(self) -> str:
        """What it says, without its number, title and label."""
        return self.text.partition("{")[2] or self.text

    @property
    def is_deleted(self) -> bool:
        """Whether it is what a deleted article of a treaty in force leaves: its number alone (ruling 44)."""
        return isinstance(self.node, ast.Article) and self.title == DELETED and not self.node.body

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.node.span


@dataclass
class Outline:
    """All pieces of one draft, each list in the order of the text."""

    draft: Instrument
    articles: list[Piece] = field(default_factory=list)
    chapters: list[Piece] = field(default_factory=list)
    lines: list[Piece] = field(default_factory=list)
    """What stands outside articles: headings, clauses, definitions, terms, recitals, parties and the like."""


@dataclass(frozen=True)
class _Here:
    above: str = ""
    number: str = ""
    opening: str = ""
    opened: Opened = ()
    chapter: str = ""
    choices: frozenset[Choice] = frozenset()


def _opened(here: _Here, word: str, node: ast.Node, sign: str = "") -> _Here:
    """Return a place in a text after words that open its sentences."""
    return replace(here, opening=f"{here.opening}{word} {plain(node.span)}{sign} ", opened=(*here.opened, (word, node)))


def outline(draft: Instrument) -> Outline:
    """Return the pieces of a draft."""
    return _Outliner(draft).whole()


class _Outliner:
    def __init__(self, draft: Instrument) -> None:
        self.draft = draft
        self.result = Outline(draft)
        self.places = 0
        self.meanings: dict[int, Norm | Statement] = {}
        self.meanings.update((id(one.node), one) for one in draft.norms)
        self.meanings.update((id(one.node), one) for one in draft.statements)
        self.numbers = {id(one.node): one for one in draft.labels.values()}

    def whole(self) -> Outline:
        for part in self.draft.node.parts:
            self._part(part, _Here())
        for index, article in enumerate(self.result.articles):
            article.order = index
        return self.result

    def _part(self, part: ast.Node, here: _Here) -> None:
        out = self.result
        self.places += 1
        place = self.places
        if isinstance(part, (ast.Article, ast.StatementBlock)):
            out.articles.append(self._article(part, here))
            out.articles[-1].place = place
        elif isinstance(part, ast.Chapter):
            label = part.label.text if part.label is not None else ""
            piece = Piece("chapter", part, part.title.text, label, label, title=part.title.text)
            piece.order, piece.place = len(out.chapters), place
            out.chapters.append(piece)
            for inner in part.parts:
                self._part(inner, replace(here, chapter=label or part.title.text))
        elif isinstance(part, ast.Bracket):
            out.lines.append(
                Piece("bracket", part, plain(part.span), part.name.text, part.name.text, key=part.name.text)
            )
            for option in part.options:
                inner_here = replace(here, choices=here.choices | {Choice(part.name.text, option.name.text)})
                for within in option.body:
                    self._part(within, inner_here)
        elif isinstance(part, ast.CouncilBlock):
            out.articles.append(self._council_article(part, here))
            out.articles[-1].place = place
        else:
            out.lines.extend(replace_choices(piece, here) for piece in self._line(part))

    def _labelled(self, node: ast.Node) -> tuple[str, str]:
        known = self.numbers.get(id(node))
        return (known.path, known.number) if known is not None else ("", "")

    def _article(self, part: ast.Article | ast.StatementBlock, here: _Here) -> Piece:
        label = part.label.text if part.label is not None else ""
        path, number = self._labelled(part)
        if isinstance(part, ast.StatementBlock):
            sort, by = "statement", part.by[0].text
            path = path or f"{part.making}-by-{by}"
            key = " ".join((part.making, *sorted(one.text for one in part.by)))
        else:
            sort, key = part.division, ""
        title = part.title.text if part.title is not None else ""
        piece = Piece(sort, part, plain(part.span), label, path, number, here.chapter, title, key)
        piece.choices = here.choices
        inside = _Here(path, number, choices=here.choices)
        piece.inside = list(self._bodies(part.body, inside))
        if sort == "annex":
            for one in (piece, *_all(piece.inside)):
                one.division = sort
        return piece

    def _council_article(self, part: ast.CouncilBlock, here: _Here) -> Piece:
        label = part.label.text if part.label is not None else ""
        path, number = self._labelled(part)
        piece = Piece(
            "council", part, plain(part.span), label, path or "council", number, here.chapter, part.title.text
        )
        piece.inside = list(self._council(part, _Here(piece.path, number)))
        piece.choices = here.choices
        return piece

    def _bodies(self, bodies: Sequence[ast.Node], here: _Here) -> Iterator[Piece]:
        meant = any(isinstance(body, (ast.Sentence, ast.When, ast.Timed, ast.Bracket)) for body in bodies)
        for body in bodies:
            if isinstance(body, ast.Numbered):
                yield self._numbered(body, here)
            elif isinstance(body, ast.Prose):
                piece = Piece("prose", body, body.text.text, path=here.above, number=here.number, key=body.language)
                piece.above, piece.choices, piece.with_meaning = here.above, here.choices, meant
                yield piece
            elif isinstance(body, ast.CouncilBlock):
                yield from self._council(body, here)
            elif isinstance(body, ast.FinalClauses):
                yield from (self._said(line, "clause", line.word.text, here) for line in body.lines)
            elif isinstance(body, ast.ReadingBlock):
                head = " ".join(
                    (body.name.text, body.words.text if body.words else "", body.standing, _period(body.period))
                )
                yield Piece(
                    "reading", body, head, body.name.text, here.above, here.number, here.above, key=body.name.text
                )
                yield from self._bodies(body.body, _opened(here, "reading", body.name, ":"))
            elif isinstance(body, (ast.Sentence, ast.When, ast.Timed, ast.Bracket)):
                yield from self._rule(body, here)
            elif isinstance(body, ast.CircumstanceLine):
                yield self._said(body, "circumstance", body.name.text, here)
            else:
                yield self._said(body, "note", type(body).__name__, here)

    def _numbered(self, body: ast.Numbered, here: _Here) -> Piece:
        label = body.label.text if body.label is not None else ""
        path = f"{here.above}.{body.number}"
        known = self.draft.labels.get(path)
        number = known.number if known is not None else ""
        piece = Piece("paragraph", body, plain(body.span), label, path, number, here.above, key=body.number)
        piece.inside = list(self._bodies(body.body, replace(here, above=path, number=number)))
        piece.choices = here.choices
        return piece

    def _council(self, block: ast.CouncilBlock, here: _Here) -> Iterator[Piece]:
        if here.above:
            label = f" as {block.label.text}" if block.label is not None else ""
            yield Piece(
                "head", block, f'council "{block.title.text}"{label}', path=here.above, number=here.number,
                above=here.above, key="council", choices=here.choices,
            )  # fmt: skip
        for line in block.lines:
            yield self._said(line, "institution", line.word.text, here)

    def _said(self, node: ast.Node, sort: str, key: str, here: _Here) -> Piece:
        return Piece(
            sort, node, plain(node.span), path=here.above, number=here.number, above=here.above, key=key,
            choices=here.choices,
        )  # fmt: skip

    def _rule(self, rule: ast.Node, here: _Here) -> Iterator[Piece]:
        if isinstance(rule, ast.When):
            inner = _opened(here, "when", rule.condition)
            for one in rule.rules:
                yield from self._rule(one, inner)
        elif isinstance(rule, ast.Timed):
            inner = _opened(here, rule.order, rule.act)
            for one in rule.rules:
                yield from self._rule(one, inner)
        elif isinstance(rule, ast.Bracket):
            piece = Piece("bracket", rule, plain(rule.span), rule.name.text, here.above, here.number, here.above)
            piece.key = rule.name.text
            yield piece
            for option in rule.options:
                choice = here.choices | {Choice(rule.name.text, option.name.text)}
                yield from self._bodies(option.body, replace(here, choices=choice))
        elif isinstance(rule, ast.Sentence):
            piece = Piece("sentence", rule, here.opening + plain(rule.span), path=here.above, number=here.number)
            piece.opened = here.opened
            piece.above, piece.choices = here.above, here.choices
            piece.meaning = self.meanings.get(id(rule))
            yield piece
        else:  # what an option held that has been chosen
            yield from self._bodies((rule,), here)

    def _line(self, part: ast.Node) -> Iterator[Piece]:
        here = _Here()
        if isinstance(part, ast.Line):
            yield self._said(part, "heading", part.word.text, here)
        elif isinstance(part, ast.FinalClauses):
            yield from (self._said(line, "clause", line.word.text, here) for line in part.lines)
        elif isinstance(part, ast.Definition):
            piece = Piece(part.kind, part, plain(part.span), part.name.text, part.name.text, key=part.name.text)
            yield piece
        elif isinstance(part, ast.TermBlock):
            yield Piece("term", part, plain(part.span), part.name.text, part.name.text, key=part.name.text)
        elif isinstance(part, ast.CircumstanceLine):
            yield Piece("circumstance", part, plain(part.span), path=part.name.text, key=part.name.text)
        elif isinstance(part, ast.Preamble):
            for recital in part.recitals:
                yield Piece("recital", recital, recital.text.text, path="preamble", key=recital.language)
        elif isinstance(part, ast.PartyLine):
            return
        elif isinstance(part, ast.Under):
            yield self._said(part, "under", "under", here)
        elif isinstance(part, ast.Amendment):
            yield Piece("amendment", part, plain(part.span), path=part.target.text, key=part.target.text)
        else:
            yield self._said(part, "note", type(part).__name__, here)


def _period(period: ast.Period | None) -> str:
    return plain(period.span) if period is not None else ""


def replace_choices(piece: Piece, here: _Here) -> Piece:
    """Give a piece the options of the brackets around it."""
    piece.choices = here.choices
    return piece


def _all(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces with everything in them."""
    for piece in pieces:
        yield piece
        yield from _all(piece.inside)


def leaves(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces that have no others inside, in the order of the text."""
    for piece in pieces:
        if piece.sort == "paragraph":
            yield from leaves(piece.inside)
        else:
            yield piece


def paragraphs(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the paragraphs at every depth, outer ones first."""
    for piece in pieces:
        if piece.sort == "paragraph":
            yield piece
            yield from paragraphs(piece.inside)
