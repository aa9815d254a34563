"""The one layout of a file: its tokens in their order, its comments in their places, canonical space between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from enum import Enum, auto
from io import StringIO
from itertools import groupby, pairwise

from treatylang.syntax import ast
from treatylang.syntax.layout import (
    SPREAD,
    Remark,
    Statement,
    Tokens,
    breaks_of,
    cells,
    read_statements,
    read_tokens,
    settle_remarks,
)

WIDTH = 110
"""Columns that a line may take; only a text or a name that is longer, and cannot be broken, goes beyond."""

STEP = 2
"""Columns by which what is inside stands further in."""

_HEADING = (ast.Line, ast.Under, ast.Assume, ast.TreatiesRank, ast.SourceNote, ast.CureLine)
_SCENARIO = (ast.OnDate, ast.Event, ast.Given, ast.ExpectNorm, ast.ExpectFree, ast.ExpectUnknown, ast.ExpectFinding)
_DIVISION = (ast.Article, ast.Chapter)


def format_document(document: ast.Document) -> str:
    """Return the text of a document in its canonical layout.

    The tokens stay as they are and in their order, so the meaning does too, and so do the comments. A drafter's choice
    is kept in three things only: a blank line between statements; a block of one statement, or a ``when`` with what it
    wakes, written on one line; and the break after ``=``.
    """
    tokens = read_tokens(document)
    lines = _Layout(tokens, read_statements(document, tokens)).lines
    return "".join(f"{line}\n" for line in _written(lines, tokens))


def diff_text(old: str, new: str, name: str) -> str:
    """Return what would change in the file ``name`` as a unified diff; empty if nothing would."""
    # Only "\n" ends a line of a treaty: the other line ends of Unicode may stand in a text.
    changes = unified_diff(list(StringIO(old)), list(StringIO(new)), name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in changes)


class Blank(Enum):
    """How many blank lines stand above a line: none, one, or one where the drafter put any."""

    NONE = auto()
    ONE = auto()
    KEPT = auto()
    CLOSING = auto()
    """None above the brace that closes a block, but as kept above the comments that end the block."""


@dataclass(slots=True)
class Line:
    """Tokens ``first`` to ``last`` (excluded) on one line; ``text`` is set when the layout is complete."""

    first: int
    last: int
    indent: int
    blank: Blank = Blank.NONE
    text: str = ""


class _Layout:
    """Breaks statements into lines; what is done is in ``lines``, what is to do on a stack of its own."""

    def __init__(self, tokens: Tokens, statements: list[Statement]) -> None:
        self.tokens = tokens
        self.lines: list[Line] = []
        self.pads: dict[int, int] = {}
        self.breaks: dict[int, int] = {}
        beginnings = {len(tokens.texts)}
        stack = list(statements)
        while stack:
            statement = stack.pop()
            stack.extend(statement.children)
            beginnings.add(statement.first)
            if statement.braced:
                beginnings.add(statement.last - 1)
            self.breaks.update(breaks_of(statement, tokens))
            if isinstance(statement.node, ast.When | ast.Timed) and not statement.braced:
                self.pads[statement.head] = 1
        settle_remarks(tokens, beginnings, self.breaks)
        self._lay_out(statements)
        for line in self.lines:
            line.text = self._text(line.first, line.last)

    # -- measures --

    def _text(self, first: int, last: int) -> str:
        pieces = [self.tokens.texts[first]]
        for number in range(first + 1, last):
            pieces.append(" " * (self.tokens.spaces[number] + self.pads.get(number, 0)))
            pieces.append(self.tokens.texts[number])
        return "".join(pieces)

    def _width(self, first: int, last: int) -> int:
        """Return the columns that tokens take on one line; paddings are not counted where it is too long anyway."""
        columns, widths = self.tokens.columns, self.tokens.widths
        width = columns[last - 1] + widths[last - 1] - columns[first]
        if width > WIDTH:
            return width
        return width + sum(self.pads.get(number, 0) for number in range(first + 1, last))

    def _fits(self, first: int, last: int, indent: int) -> bool:
        if indent + self._width(first, last) > WIDTH:
            return False
        return not any(number in self.tokens.remarks for number in range(first + 1, last))

    def _flat(self, statement: Statement, indent: int) -> bool:
        """Whether a statement with others in it stays on one line: written so, one thing in another, and it fits."""
        if not statement.children and statement.braced:
            return statement.last - 1 not in self.tokens.remarks
        if not self.tokens.together(statement.first, statement.last):
            return False
        inner = statement
        while inner.children:
            if len(inner.children) > 1:
                return False
            inner = inner.children[0]
        return self._fits(statement.first, statement.last, indent)

    # -- statements --

    def _lay_out(self, statements: list[Statement]) -> None:
        stack: list[tuple[Statement | int, int, Blank]] = []
        self._push(stack, statements, 0, Blank.KEPT)
        while stack:
            top, indent, blank = stack.pop()
            if isinstance(top, int):
                self.lines.append(Line(top, top + 1, indent, Blank.CLOSING))
                continue
            start = len(self.lines)
            if top.head == top.last:
                self._lay_single(top, indent)
            elif self._flat(top, indent):
                self.lines.append(Line(top.first, top.last, indent))
            else:
                self._fill(top.first, top.head, indent, indent + 2 * STEP)
                if top.braced:
                    stack.append((top.last - 1, indent, Blank.CLOSING))
                self._push(stack, top.children, indent + STEP, Blank.KEPT if top.braced else Blank.NONE)
            self.lines[start].blank = blank

    def _push(
        self, stack: list[tuple[Statement | int, int, Blank]], siblings: list[Statement], indent: int, first: Blank
    ) -> None:
        """Put statements of one block on the stack, the first on top, with the space that each wants above it."""
        self._align(siblings, indent)
        blanks = [first, *(_blank_between(above, below, indent) for above, below in pairwise(siblings))]
        for sibling, blank in reversed(list(zip(siblings, blanks, strict=False))):
            stack.append((sibling, indent, blank))

    def _lay_single(self, statement: Statement, indent: int) -> None:
        node, first, last = statement.node, statement.first, statement.last
        if isinstance(node, ast.Definition | ast.CircumstanceLine) and "=" in self.tokens.texts[first:last]:
            self._lay_defining(statement, indent)
        elif isinstance(node, (*_HEADING, *_SCENARIO, ast.PartyLine)):
            value = indent + self._width(first, first + 2) - self.tokens.widths[first + 1]
            self._fill(first, last, indent, value)
        elif isinstance(node, ast.WordEntry):
            self._fill(first, last, indent, indent + 2 * STEP)
        else:
            self._fill(first, last, indent, indent + STEP)

    def _lay_defining(self, statement: Statement, indent: int) -> None:
        """Lay out ``area X =`` and its expression: beside it, below it, or with each operator on a line of its own."""
        first, last = statement.first, statement.last
        value = self.tokens.texts.index("=", first, last) + 1
        if self.tokens.together(value - 1, value + 1) and self._fits(first, last, indent):
            self.lines.append(Line(first, last, indent))
            return
        self._fill(first, value, indent, indent + STEP)
        if self._fits(value, last, indent + 2 * STEP):
            self.lines.append(Line(value, last, indent + 2 * STEP))
            return
        strongest = self._strongest(value, last)
        cuts = self._cuts(value, last, strongest) if strongest in SPREAD else []
        for start, end in pairwise([value, *cuts, last]):
            further = indent + (2 * STEP if start == value else STEP)
            self._fill(start, end, further, further + 2 * STEP)

    def _fill(self, first: int, last: int, indent: int, rest: int) -> None:
        """Lay out tokens on as many lines as they need; all but the first stand at ``rest``."""
        strongest = None if self._fits(first, last, indent) else self._strongest(first, last)
        if strongest is None:
            self.lines.append(Line(first, last, indent))
            return
        pieces = list(pairwise([first, *self._cuts(first, last, strongest), last]))
        if strongest not in SPREAD:
            pieces = self._packed(pieces, indent, rest)
        for start, end in pieces:
            here = start == first
            self._fill(start, end, indent if here else rest, rest if here else rest + STEP)

    def _strongest(self, first: int, last: int) -> int | None:
        return min((self.breaks[number] for number in range(first + 1, last) if number in self.breaks), default=None)

    def _cuts(self, first: int, last: int, strength: int | None) -> list[int]:
        return [number for number in range(first + 1, last) if self.breaks.get(number, -1) == strength]

    def _packed(self, pieces: list[tuple[int, int]], indent: int, rest: int) -> list[tuple[int, int]]:
        """Join neighbouring pieces that fit on one line."""
        packed = [pieces[0]]
        for start, end in pieces[1:]:
            line = packed[-1][0]
            if self._fits(line, end, indent if len(packed) == 1 else rest):
                packed[-1] = (line, end)
            else:
                packed.append((start, end))
        return packed

    # -- columns --

    def _align(self, siblings: list[Statement], indent: int) -> None:
        """Set the paddings of each run of neighbouring statements of one kind."""
        for family, members in groupby(siblings, lambda statement: self._family(statement, indent)):
            run = list(members)
            if family == "heading":
                # The one source of an article or reading has nothing to line up with.
                lone = len(run) == 1 and isinstance(run[0].node, ast.SourceNote)
                self._align_second(run, 1 if lone else STEP)
            elif family == "scenario":
                self._align_second(run, 1)
            elif family == "circumstance":
                self._align_at(run, [_end_of_circumstance(statement, self.tokens) for statement in run], 1)
            elif family == "waking":
                self._align_at(run, [statement.head for statement in run], STEP, indent)
            elif family == "party":
                self._align_parties(run, indent)
            elif family == "word":
                self._align_words(run, indent)

    def _family(self, statement: Statement, indent: int) -> str:
        node = statement.node
        if isinstance(node, _HEADING):
            return "heading"
        if isinstance(node, _SCENARIO):
            return "scenario"
        if isinstance(node, ast.CircumstanceLine):
            return "circumstance"
        if isinstance(node, ast.When | ast.Timed) and not statement.braced and self._flat(statement, indent):
            return "waking"
        return "party" if isinstance(node, ast.PartyLine) else "word" if isinstance(node, ast.WordEntry) else ""

    def _align_second(self, run: list[Statement], gap: int) -> None:
        self._align_at(run, [statement.first + 1 for statement in run], gap)

    def _align_at(self, run: list[Statement], places: list[int], gap: int, indent: int | None = None) -> None:
        """Put the tokens ``places`` of a run into one column.

        If ``indent`` is given, lines on which the column would leave too little room keep to themselves: as few as
        possible, those with the longest heads first.
        """
        ends = [statement.last for statement in run]
        heads = [self._width(statement.first, place) for statement, place in zip(run, places, strict=True)]
        column = tail = 0
        for head, place, end in sorted(zip(heads, places, ends, strict=True)):
            tail = max(tail, self.tokens.columns[end - 1] + 1 - self.tokens.columns[place])
            if indent is not None and column and indent + head + gap + tail > WIDTH:
                break
            column = head + gap
        for place, head in zip(places, heads, strict=True):
            if self.tokens.spaces[place]:
                self.pads[place] = max(column - head, gap) - 1

    def _align_parties(self, run: list[Statement], indent: int) -> None:
        """Put what happened to parties into one column, after the last line of their names."""
        placed: list[tuple[int, int, int]] = []
        for statement in run:
            if not isinstance(statement.node, ast.PartyLine) or not statement.node.statuses:
                continue
            start = self.tokens.starts[statement.node.statuses[0].span.start]
            mark = len(self.lines)
            self._lay_single(statement, indent)
            last = self.lines[mark:][-1]
            del self.lines[mark:]
            tail = self._width(start, statement.last)
            placed.append((start, last.indent + self._width(last.first, start), tail))
        if not placed:
            return
        column = max(end for _, end, _ in placed) + STEP
        aligned = column + max(tail for *_, tail in placed) <= WIDTH
        for start, end, _ in placed:
            self.pads[start] = column - end - 1 if aligned else 0

    def _align_words(self, run: list[Statement], indent: int) -> None:
        """Put kind, word, wording and clauses of neighbouring vocabulary entries into columns."""
        while run:
            end = next((n for n in range(1, len(run)) if self._blank_above(run[n])), len(run))
            group, run = run[:end], run[end:]
            self._align_second(group, STEP)
            self._align_at(group, [statement.first + 2 for statement in group], STEP)
            worded = [s for s in group if isinstance(s.node, ast.WordEntry) and s.node.words and s.node.clauses]
            self._align_at(worded, [statement.first + 3 for statement in worded], STEP, indent)

    def _blank_above(self, statement: Statement) -> bool:
        remarks = self.tokens.remarks.get(statement.first, [])
        return self.tokens.blank[statement.first] or any(remark.blank for remark in remarks)


def _blank_between(above: Statement, below: Statement, indent: int) -> Blank:
    if isinstance(above.node, _DIVISION) or isinstance(below.node, _DIVISION):
        return Blank.ONE
    if indent == 0 and not (isinstance(above.node, ast.Import) and isinstance(below.node, ast.Import)):
        return Blank.ONE
    return Blank.KEPT


def _end_of_circumstance(statement: Statement, tokens: Tokens) -> int:
    """Return the token after the name of a circumstance and what it is of."""
    return statement.first + (4 if tokens.texts[statement.first + 2] == "of" else 2)


# -- writing -------------------------------------------------------------------------------------------------------


def _written(lines: list[Line], tokens: Tokens) -> Iterator[str]:
    """Yield the lines of the file, comments and blank lines among them, without their line ends."""
    rows: list[tuple[str, str]] = []
    end = Line(len(tokens.texts), len(tokens.texts), 0, Blank.CLOSING)
    above = ""
    for line in [*lines, end]:
        remarks = tokens.remarks.get(line.first, [])
        if remarks and remarks[0].trailing:
            rows[-1] = (rows[-1][0], remarks[0].text)
            remarks = remarks[1:]
        rows.extend(_below(above, line, remarks, tokens))
        above = tokens.texts[line.last - 1] if line is not end else ""
    return _with_trailing_comments(rows)


def _below(above: str, line: Line, remarks: list[Remark], tokens: Tokens) -> Iterator[tuple[str, str]]:
    """Yield the comments before a line and the line itself; ``above`` is the last token before them, if any."""
    at_end = line.first == len(tokens.texts)
    indent = line.indent + (STEP if line.blank is Blank.CLOSING and not at_end else 0)
    opening = line.first == 0 or above == "{"
    kept = line.blank is not Blank.NONE
    for number, remark in enumerate(remarks):
        wanted = kept and (remark.blank or (number == 0 and line.blank is Blank.ONE))
        if wanted and not (opening and number == 0):
            yield "", ""
        yield " " * indent + remark.text, ""
    if at_end:
        return
    wanted = tokens.blank[line.first] or (not remarks and line.blank is Blank.ONE)
    if wanted and line.blank in (Blank.KEPT, Blank.ONE) and not (opening and not remarks):
        yield "", ""
    yield " " * line.indent + line.text, ""


def _with_trailing_comments(rows: list[tuple[str, str]]) -> Iterator[str]:
    """Yield code with its comments: in one column on neighbouring lines, but alone where a line opens a block."""
    run: list[tuple[str, str]] = []
    for code, comment in rows:
        if run and (not comment or run[-1][0].endswith("{")):
            yield from _in_column(run)
            run = []
        if comment:
            run.append((code, comment))
        else:
            yield code
    yield from _in_column(run)


def _in_column(run: list[tuple[str, str]]) -> Iterator[str]:
    column = max((_last_width(code) for code, _ in run), default=0) + STEP
    return (code + " " * (column - _last_width(code)) + comment for code, comment in run)


def _last_width(text: str) -> int:
    return cells(text[text.rfind("\n") + 1 :])
