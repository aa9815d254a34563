"""Answers in sentences, where they can be told so; tables otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatylang.reports._terminal import inline, styled, wrapped
from treatylang.reports.tables import Table
from treatylang.reports.tables import table as aligned

NAME = "text"


def report(tables: Sequence[Table], *, color: bool, width: int) -> str:
    """Return what is told of each table, one below the other."""
    told = (
        _told(one, color, width) if one.told else [aligned.report([one], color=color, width=width)]
        for one in tables
        if not one.spoken_for
    )
    return "\n".join("".join(lines) for lines in told)


def _told(found: Table, color: bool, width: int) -> Iterator[str]:
    for line in wrapped(inline(found.heading or found.title), width, "", ""):
        yield f"{styled(line, 'bold', color)}\n"
    for remark in found.remarks:
        yield from (f"{line}\n" for line in wrapped(inline(remark), width, "", ""))
    for paragraph in found.told:
        yield "\n"
        if paragraph.head:
            yield f"{styled(inline(paragraph.head), 'bold', color)}\n"
        for text, tone in paragraph.lines:
            for line in wrapped(inline(text), width, "  ", "    "):
                yield f"{styled(line, aligned.STYLES[tone], color) if tone in aligned.STYLES else line}\n"
