"""What a layout starts from: the tokens of a file, its statements, its comments, and where a line may break.

A layout changes the space between tokens and nothing else, so everything here counts in tokens: a statement is a range
of them, a break is the number of the token that would begin the line, and a comment stands in the gap before a token.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, fields
from unicodedata import combining, east_asian_width

from treatylang.syntax import angles, ast

_SPACE = re.compile(r"[ \t\f\r\n]*")
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n]*)
    | @[A-Za-z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*
    | \d{4}-\d\d-\d\d
    | \d+(?:\.\d+)*
    | [A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*
    | "[^"\n]*"
    | .
    """,
    re.VERBOSE | re.DOTALL,
)

_ANGLE = re.compile(rf"(?<!\d)(?:{angles.PATTERN})")

MULTILINE = 1_000_000
"""The width of a text with line ends in it: wider than any line, so that nothing is put beside it."""


def cells(text: str) -> int:
    """Return how many columns a text takes on a screen: two for a wide East Asian character, none for an accent."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


@dataclass(slots=True)
class Remark:
    """A comment; ``trailing`` if code stands before it on its line, ``blank`` if a blank line does."""

    text: str
    trailing: bool
    blank: bool


@dataclass(slots=True)
class Tokens:
    """The tokens of a file: their texts and, number for number, what is known of each.

    ``columns`` is where each would begin if all stood on one line; ``above`` and ``below`` count the line ends before
    its first and before its last character; ``blank`` is set where a blank line stands directly before it. ``remarks``
    holds the comments in the gap before a token (its number is the key; the end of the file is one past the last).
    """

    texts: list[str] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    spaces: list[int] = field(default_factory=list)
    above: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)
    blank: list[bool] = field(default_factory=list)
    starts: dict[int, int] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    remarks: dict[int, list[Remark]] = field(default_factory=dict)

    def add(self, text: str, start: int, end: int, newlines: int, blank: bool) -> None:
        """Append the token that stands from offset ``start`` up to ``end``, below ``newlines`` line ends."""
        number = len(self.texts)
        inner = text.count("\n")
        space = 0 if number == 0 or text in (";", ",", ")") or self.texts[-1] == "(" else 1
        self.columns.append(self.columns[-1] + self.widths[-1] + space if number else 0)
        self.texts.append(text)
        self.widths.append(MULTILINE if inner else cells(text))
        self.spaces.append(space)
        self.above.append(newlines)
        self.below.append(newlines + inner)
        self.blank.append(blank)
        self.starts[start] = number
        self.ends[end] = number

    def together(self, first: int, last: int) -> bool:
        """Whether tokens ``first`` to ``last`` (excluded) were written on one line."""
        return self.above[first] == self.below[last - 1]


def _known(document: ast.Document) -> dict[int, tuple[int, str]]:
    """Return where every quoted text and every angle starts and ends, and how it is to be written.

    Only the parser knows whether three quotes open a block, and whether `48 N` is a parallel or two words.
    """
    found: dict[int, tuple[int, str]] = {}
    slots: dict[type[ast.Node], list[str]] = {}
    stack: list[object] = list(document.items)
    while stack:
        top = stack.pop()
        if isinstance(top, tuple):
            stack.extend(top)
        elif isinstance(top, ast.Text):
            found[top.span.start] = (top.span.end, top.span.text)
        elif isinstance(top, ast.Angle):
            found[top.span.start] = (top.span.end, top.text)
        elif isinstance(top, ast.Node):
            kind = type(top)
            if kind not in slots:
                slots[kind] = [slot.name for slot in fields(kind) if slot.name != "span"]
            stack.extend(getattr(top, name) for name in slots[kind])
    return found


def read_tokens(document: ast.Document) -> Tokens:
    """Return the tokens and comments of the text that a document was read from."""
    text = document.source.text
    known = _known(document) if '"""' in text or _ANGLE.search(text) else {}
    tokens = Tokens()
    position = newlines = 0
    fresh = True
    while True:
        start = _SPACE.match(text, position).end()  # type: ignore[union-attr]  # it matches the empty text
        crossed = text.count("\n", position, start)
        newlines += crossed
        if start >= len(text):
            return tokens
        match: re.Match[str] = _TOKEN.match(text, start)  # type: ignore[assignment]  # it matches any character
        if match["comment"]:
            remark = Remark(match["comment"].rstrip(), not fresh and crossed == 0, crossed > 1)
            tokens.remarks.setdefault(len(tokens.texts), []).append(remark)
            position = match.end()
            continue
        position, written = known.get(start, (match.end(), match[0]))
        tokens.add(written, start, position, newlines, crossed > 1)
        newlines = tokens.below[-1]
        fresh = False


# -- statements ----------------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Statement:
    """Something that begins a line: tokens ``first`` to ``last`` (excluded).

    A statement with others in it, in braces or below it, has a head up to token ``head``, its opening brace included;
    any other is all head.
    """

    node: ast.Node
    first: int
    head: int
    last: int
    braced: bool = False
    children: list[Statement] = field(default_factory=list)


_INNER: dict[type[ast.Node], str] = {
    ast.Vocabulary: "words",
    ast.InstrumentNode: "parts",
    ast.Scenario: "lines",
    ast.WordEntry: "wordings",
    ast.TermBlock: "body",
    ast.Preamble: "recitals",
    ast.Chapter: "parts",
    ast.Article: "body",
    ast.CouncilBlock: "lines",
    ast.FinalClauses: "lines",
    ast.StatementBlock: "body",
    ast.Numbered: "body",
    ast.ReadingBlock: "body",
    ast.When: "rules",
    ast.Timed: "rules",
    ast.Bracket: "options",
    ast.Option: "body",
}


def _statement(node: ast.Node, tokens: Tokens) -> Statement:
    first, last = tokens.starts[node.span.start], tokens.ends[node.span.end] + 1
    if isinstance(node, ast.Prose) and tokens.texts[first - 1] == "recital":
        first -= 1
    if tokens.texts[last - 1] not in (";", "}"):
        last += 1
    return Statement(node, first, last, last)


def read_statements(document: ast.Document, tokens: Tokens) -> list[Statement]:
    """Return the statements of a document, each with those inside it; without recursion."""
    top = [_statement(item, tokens) for item in document.items]
    stack = list(top)
    while stack:
        statement = stack.pop()
        node = statement.node
        if isinstance(node, ast.Amendment):
            inner: tuple[ast.Node, ...] = (node.part,) if node.part is not None else ()
        elif isinstance(node, ast.ModelClause):
            inner = (*node.takings, *node.parts)
        else:
            inner = getattr(node, _INNER.get(type(node), ""), ())
        statement.children = [_statement(child, tokens) for child in inner]
        if statement.children:
            statement.head = statement.children[0].first
            statement.braced = tokens.texts[statement.head - 1] == "{"
        elif tokens.texts[statement.last - 1] == "}":
            statement.head, statement.braced = statement.last - 1, True
        stack.extend(statement.children)
    return top


# -- where a line may break ----------------------------------------------------------------------------------------

CLAUSE, VERB, SLOT, OR, AND, PLUS, INNER_SLOT, COMMA, OF = range(9)
"""How strong a break is: all of the strongest kind in a statement break before any of a weaker kind does."""

SPREAD = (CLAUSE, VERB, OR, AND)
"""Kinds of which each begins a line of its own; of the others as many share a line as fit."""

_DEEPEST = 4  # parentheses deeper than this break as if they were no deeper
_CONDITIONS = frozenset({"unless", "if", "until", "when", "notwithstanding", "subject"})
_VERBS = frozenset({"counts", "count", "does", "yields", "yield", "prevails", "prevail", "replaces", "applies"})
_MODALS = frozenset({"shall", "may", "need", "should"})
_PREPOSITIONS = frozenset(
    {
        "to",
        "on",
        "by",
        "with",
        "against",
        "for",
        "after",
        "within",
        "under",
        "including",
        "except",
        "in",
        "outside",
        "from",
        "at",
    }
    | {"concerning", "conflicting", "incompatible", "directed"}
)
_BOUND = frozenset(
    {("subject", "to"), ("yields", "to"), ("yield", "to"), ("directed", "against")}
    | {("accordance", "with"), ("conflicting", "with"), ("incompatible", "with")}
)
_CONNECTIVES = {"or": OR, "and": AND, "plus": PLUS}


def _kind_of_break(tokens: Tokens, number: int, depth: int, phase: str) -> int | None:
    """Return how strong a break before a token is, ``None`` where no line may begin."""
    word, before = tokens.texts[number], tokens.texts[number - 1]
    if before == ",":
        return COMMA
    if phase == "list" or (before, word) in _BOUND:
        return None
    if phase == "area" and depth == 0 and word in ("plus", "except"):
        return OR
    if depth == 0 and phase != "area":
        following = tokens.texts[number + 1] if number + 1 < len(tokens.texts) else ""
        if word in _CONDITIONS or (word, following) in (("in", "accordance"), ("as", "it")):
            return CLAUSE
        if phase == "subject" and (word in _VERBS or word in _MODALS):
            return VERB if word in _VERBS else SLOT
    if word in _PREPOSITIONS:
        return SLOT if phase == "predicate" and depth == 0 else INNER_SLOT
    return OF if word == "of" else _CONNECTIVES.get(word)


def _breaks(tokens: Tokens, first: int, last: int, phase: str) -> dict[int, int]:
    """Return the breaks inside a range: token to strength, weaker by ten for each parenthesis around it.

    ``phase`` says what the range begins with: subject, predicate, condition, area or list.
    """
    found: dict[int, int] = {}
    depth = 1 if tokens.texts[first] == "(" else 0
    for number in range(first + 1, last):
        word = tokens.texts[number]
        if word == ")":
            depth -= 1
            continue
        kind = _kind_of_break(tokens, number, depth, phase)
        if kind is not None:
            found[number] = kind + 10 * min(depth, _DEEPEST)
        if depth == 0 and phase == "subject" and (word in _VERBS or word in _MODALS):
            phase = "predicate"
        if depth == 0 and kind == CLAUSE and word in _CONDITIONS:
            phase = "condition"
        depth += word == "("
    return found


def breaks_of(statement: Statement, tokens: Tokens) -> dict[int, int]:
    """Return where the head of a statement may break, and how strongly."""
    node, first, head = statement.node, statement.first, statement.head
    match node:
        case ast.Sentence():
            return _breaks(tokens, first, head, "subject")
        case ast.When() | ast.Timed() | ast.Event():
            return _breaks(tokens, first + 1, head, "condition")
        case ast.Line() | ast.CureLine() | ast.ExpectNorm() | ast.Use():
            return _breaks(tokens, first + 1, head, "predicate")
        case ast.Under() | ast.Assume() | ast.Given() | ast.PartyLine():
            return _breaks(tokens, first, head, "list")
        case ast.Definition() | ast.CircumstanceLine() if "=" in tokens.texts[first:head]:
            value = tokens.texts.index("=", first, head) + 1
            phase = "area" if isinstance(node, ast.Definition) else "condition"
            return {value: CLAUSE, **_breaks(tokens, value, head, phase)}
        case ast.WordEntry():
            clauses = [tokens.starts[clause.span.start] for clause in node.clauses]
            strengths = {number: SLOT if index else CLAUSE for index, number in enumerate(clauses)}
            return {**_breaks(tokens, first, head, "list"), **strengths}
    return {}


# -- comments ------------------------------------------------------------------------------------------------------


def settle_remarks(tokens: Tokens, beginnings: set[int], breaks: dict[int, int]) -> None:
    """Move each comment that stands where no line may begin to the nearest place where one may.

    ``beginnings`` are the tokens that begin a statement or close a block, and the end of the file. A comment at the end
    of a line moves on, one on a line of its own back: so neither is taken for a comment on a neighbour.
    """
    places = sorted(beginnings | breaks.keys())
    for number in sorted(tokens.remarks):
        if number in beginnings or number in breaks:
            continue
        at = bisect_left(places, number)
        for remark in tokens.remarks.pop(number):
            onward = tokens.remarks.get(places[at], [])
            if remark.trailing and not (onward and onward[0].trailing):
                tokens.remarks[places[at]] = [remark, *onward]
                continue
            _put_before(tokens, places[at - 1], remark)


def _put_before(tokens: Tokens, number: int, remark: Remark) -> None:
    """Put a comment on a line of its own directly above a token; a blank line above the token is now above it."""
    remark.trailing = False
    remark.blank = number < len(tokens.blank) and tokens.blank[number]
    if number < len(tokens.blank):
        tokens.blank[number] = False
    tokens.remarks.setdefault(number, []).append(remark)
