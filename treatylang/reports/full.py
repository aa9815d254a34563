"""Findings as a compiler shows them, the heaviest first: the sentence, the place underlined, witness and remedies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatylang.findings import Edit, Finding, Fix
from treatylang.reports._depth import SHORT, Depth, best, by_rule, by_weight, in_lines, line_of, together
from treatylang.reports._patch import changed
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._snippet import snippet
from treatylang.reports._summary import count, shown, summary
from treatylang.reports._terminal import columns, cut, inline, styled, visible, wrapped
from treatylang.source import Span

NAME = "full"
SHORTENS = True


def report(
    findings: Sequence[Finding],
    *,
    color: bool,
    width: int,
    standpoint: Standpoint = NOWHERE,
    depth: Depth = SHORT,
) -> str:
    """Return the findings by weight, with their places, steps and remedies; then how many there are, and what next."""
    ordered = by_weight(shown(findings))
    whole = [finding for finding in ordered if not in_lines(finding, depth)]
    notes = [finding for finding in ordered if in_lines(finding, depth)]
    blocks = ["\n".join(_Writer(group, color, width, depth).lines()) for group in together(whole)]
    if notes:
        blocks.append("\n".join(_listed(notes, color, max(40, width))))
    last = [summary(findings), *_next(ordered, max(40, width), depth)]
    return "\n\n".join([*blocks, "\n".join(last)]) + "\n"


def _listed(notes: Sequence[Finding], color: bool, width: int) -> Iterator[str]:
    """Yield the notes, rule by rule, each as a line number and a sentence."""
    files = {finding.span.source.name for finding in notes}
    yield styled(f"{count(len(notes), 'info')}:", "bold", color)
    for rule, group in by_rule(notes):
        yield f"  {styled(rule, 'info', color)}"
        places = [
            f"{finding.span.source.name}:{finding.span.line}" if len(files) > 1 else str(finding.span.line)
            for finding in group
        ]
        margin = max(len(place) for place in places)
        for place, finding in zip(places, group, strict=True):
            yield cut(f"    {place:>{margin}}  {inline(line_of(finding))}", width)


def _next(ordered: Sequence[Finding], width: int, depth: Depth) -> Iterator[str]:
    """Yield what a reader can type next, as far as it would tell more."""
    more = []
    if any(in_lines(finding, depth) for finding in ordered):
        more.append("`--verbose` or `--select RULE` for notes in full")
    elif any(best(finding.fixes, depth)[1] for finding in ordered):
        more.append("`--verbose` for every remedy")
    if any(not fix.safe and fix.edits for finding in ordered for fix in finding.fixes):
        more.append("`treaty cures` for the remedies of the whole draft")
    if ordered and not depth.notes:
        more.append(f"`treaty explain {ordered[0].rule}` for the rule")
    if more:
        yield from wrapped(f"next: {'; '.join(more)}", width, "", "  ")


class _Writer:
    """Writes findings that are reported as one: mostly a single one."""

    def __init__(self, group: Sequence[Finding], color: bool, width: int, depth: Depth) -> None:
        self.group = group
        self.finding = group[0]
        self.color = color
        self.width = max(40, width)
        self.depth = depth
        places = [span for finding in group for span in (finding.span, *(label.span for label in finding.labels))]
        self.margin = max(len(str(span.line)) for span in places)
        self.seen = {(span.source.name, span.line) for span in places}

    def lines(self) -> Iterator[str]:
        finding = self.finding
        for one in self.group:
            yield from self._head(one)
        yield self._place("-->", finding.span)
        remarks = dict.fromkeys(one.remark for one in self.group if one.remark)
        yield from self._snippet(finding.span, "; ".join(remarks), "^", finding.severity.word)
        for span, message in self._beside():
            yield f"{' ' * self.margin} {self._style('|', 'place')}"
            yield self._place(":::", span)
            yield from self._snippet(span, message, "-", "place")
        yield f"{' ' * self.margin} {self._style('|', 'place')}"
        yield from self._witness()
        for note in dict.fromkeys(note for one in self.group for note in one.notes):
            yield from self._remark("note", note)
        for help in dict.fromkeys(help for one in self.group for help in one.help):
            yield from self._remark("help", help)
        yield from self._remedies()
        if self.depth.notes:
            yield from self._remark("page", f"treaty explain {finding.rule}")

    def _head(self, finding: Finding) -> Iterator[str]:
        head = f"{finding.severity.word}[{finding.rule}]"
        first, *rest = wrapped(f"{head}: {inline(finding.message)}", self.width, "", "  ")
        body = first[len(head) :]
        yield f"{self._style(head, finding.severity.word)}{self._style(body, 'bold')}"
        for line in rest:
            yield self._style(line, "bold")

    def _beside(self) -> Iterator[tuple[Span, str]]:
        """Yield the other places of the finding, each once with all that is remarked on it."""
        places: dict[tuple[str, int, int], tuple[Span, list[str]]] = {}
        for label in self.finding.labels:
            span = label.span
            remarks = places.setdefault((span.source.name, span.start, span.end), (span, []))[1]
            if label.message and label.message not in remarks:
                remarks.append(label.message)
        for span, remarks in places.values():
            yield span, "; ".join(remarks)

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
        """Yield the steps; the place of a step is told where it is not on a line that is shown anyway."""
        if not self.finding.steps:
            return
        pad = " " * self.margin
        yield f"{pad} {self._style('=', 'place')} {self._style('witness', 'bold')}:"
        for number, step in enumerate(self.finding.steps, start=1):
            head = f"{pad}   {number:>2}. "
            there = step.span is not None and (step.span.source.name, step.span.line) not in self.seen
            place = f" ({inline(str(step.span))})" if there else ""
            yield from wrapped(f"{inline(step.message)}{place}", self.width, head, " " * len(head))

    def _remedies(self) -> Iterator[str]:
        fixes, others = best(self.finding.fixes, self.depth)
        for fix in fixes:
            yield from self._fix(fix)
        if others:
            yield from self._remark("cure", f"{others} more (`--verbose` shows them)")

    def _fix(self, fix: Fix) -> Iterator[str]:
        pad = " " * self.margin
        yield from self._remark("fix" if fix.safe else "cure", fix.message)
        price = [one for one in fix.price if not one.endswith(": none")]
        if price:
            head = f"{pad}     price: "
            yield from wrapped(inline("; ".join(price)), self.width, head, " " * len(head))
        yield from (f"{pad}     {line}" for line in self._patch(fix.edits, self.width - len(pad) - 5))

    def _patch(self, edits: tuple[Edit, ...], room: int) -> Iterator[str]:
        """Yield the lines that the edits change, before and after; what is shown above is not shown again.

        A line that is too long is cut to where it changes.
        """
        for old, new in changed(edits):
            known = {self.finding.span.source.line(line).strip() for name, line in self.seen if name == self._file}
            if not (new and all(line.strip() in known for line in old)):
                yield from (self._style(f"- {visible(line)}", "error") for line in old)
            if len(old) == len(new):
                new = [_around(one, other, room - 2) for one, other in zip(old, new, strict=True)]
            yield from (self._style(f"+ {visible(line)}", "help") for line in new)

    @property
    def _file(self) -> str:
        return self.finding.span.source.name


def _around(old: str, new: str, room: int) -> str:
    """Return a changed line, cut to what changes where it is too long."""
    if columns(new) <= room:
        return new
    same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = new.rfind(" ", 0, max(0, same - _BEFORE)) + 1
    return cut(f"… {new[start:]}" if start else new, room)


_BEFORE = 24
"""How much of a line is shown before what changes in it, where there is no room for all."""
