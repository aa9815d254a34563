"""Findings as a compiler shows them: the sentence, the place underlined, the law it meets, witness and remedies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatylang.findings import Edit, Finding, Fix
from treatylang.reports._patch import changed
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._snippet import snippet
from treatylang.reports._summary import shown, summary
from treatylang.reports._terminal import inline, styled, visible, wrapped
from treatylang.source import Span

NAME = "full"


def report(findings: Sequence[Finding], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return every finding with its places, steps and remedies, and a last line that counts them."""
    blocks = ["\n".join(_Writer(finding, color, width).lines()) for finding in shown(findings)]
    return "\n\n".join([*blocks, summary(findings)]) + "\n"


class _Writer:
    """Writes one finding."""

    def __init__(self, finding: Finding, color: bool, width: int) -> None:
        self.finding = finding
        self.color = color
        self.width = max(40, width)
        places = [finding.span, *(label.span for label in finding.labels)]
        self.margin = max(len(str(span.line)) for span in places)

    def lines(self) -> Iterator[str]:
        finding = self.finding
        head = f"{finding.severity.word}[{finding.rule}]"
        first, *rest = wrapped(f"{head}: {inline(finding.message)}", self.width, "", "  ")
        body = first[len(head) :]
        yield f"{self._style(head, finding.severity.word)}{self._style(body, 'bold')}"
        for line in rest:
            yield self._style(line, "bold")
        yield self._place("-->", finding.span)
        yield from self._snippet(finding.span, finding.remark, "^", finding.severity.word)
        for label in finding.labels:
            yield f"{' ' * self.margin} {self._style('|', 'place')}"
            yield self._place(":::", label.span)
            yield from self._snippet(label.span, label.message, "-", "place")
        yield f"{' ' * self.margin} {self._style('|', 'place')}"
        yield from self._witness()
        for note in finding.notes:
            yield from self._remark("note", note)
        for help in finding.help:
            yield from self._remark("help", help)
        for fix in finding.fixes:
            yield from self._fix(fix)
        yield from self._remark("page", f"treaty explain {finding.rule}")

    def _style(self, text: str, style: str) -> str:
        return styled(text, style, self.color)

    def _place(self, arrow: str, span: Span) -> str:
        return f"{' ' * self.margin}{self._style(arrow, 'place')} {inline(str(span))}"

    def _snippet(self, span: Span, remark: str, mark: str, style: str) -> list[str]:
        return snippet(
            span,
            inline(remark),
            mark=mark,
            style=style,
            margin=self.margin,
            color=self.color,
            width=self.width,
        )

    def _remark(self, word: str, text: str) -> Iterator[str]:
        pad = " " * self.margin
        head = f"{pad} = {word}: "
        lines = text.split("\n")
        for index, line in enumerate(lines):
            first = head if index == 0 else " " * len(head)
            for piece in wrapped(visible(line), self.width, first, " " * len(head)):
                if piece.startswith(head):
                    piece = f"{pad} {self._style('=', 'place')} {self._style(word, 'bold')}: {piece[len(head) :]}"
                yield piece

    def _witness(self) -> Iterator[str]:
        if not self.finding.steps:
            return
        pad = " " * self.margin
        yield f"{pad} {self._style('=', 'place')} {self._style('witness', 'bold')}:"
        for number, step in enumerate(self.finding.steps, start=1):
            head = f"{pad}   {number:>2}. "
            place = f" ({inline(str(step.span))})" if step.span is not None else ""
            yield from wrapped(f"{inline(step.message)}{place}", self.width, head, " " * len(head))

    def _fix(self, fix: Fix) -> Iterator[str]:
        pad = " " * self.margin
        yield from self._remark("fix" if fix.safe else "cure", fix.message)
        for price in fix.price:
            head = f"{pad}     price: "
            yield from wrapped(inline(price), self.width, head, " " * len(head))
        yield from (f"{pad}     {line}" for line in self._patch(fix.edits))

    def _patch(self, edits: tuple[Edit, ...]) -> Iterator[str]:
        """Yield the lines that the edits change, before and after; each source and run of lines once."""
        for old, new in changed(edits):
            yield from (self._style(f"- {visible(line)}", "error") for line in old)
            yield from (self._style(f"+ {visible(line)}", "help") for line in new)
