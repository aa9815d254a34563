"""A line of source with the place in it underlined, cut to the width of the terminal."""

from __future__ import annotations

from treatylang.reports._terminal import columns, styled, visible, wrapped
from treatylang.source import Span

_LEAST = 24


def snippet(span: Span, remark: str, *, mark: str, style: str, margin: int, color: bool, width: int) -> list[str]:
    """Return the lines that show a span.

    ``mark`` underlines it, ``remark`` stands beside the mark or below it; ``margin`` is the width of the line numbers.
    A span of several lines is shown by its first, and the remark says where it ends.
    """
    number, column = span.source.place(span.start)
    line = span.source.line(number)
    last, last_column = span.source.place(max(span.start, span.end - 1))
    stop = last_column if last == number else len(line.rstrip())
    before, inside, after = line[: column - 1], line[column - 1 : stop], line[stop:]
    if last > number:
        remark = f"{remark} (to line {last})" if remark else f"to line {last}"
    room = max(_LEAST, width - margin - 3)
    before, inside, after = _fitted(visible(before), visible(inside), visible(after), room)
    bar = styled("|", "place", color)
    pad = " " * margin
    shown = [
        f"{pad} {bar}",
        f"{styled(str(number).rjust(margin), 'place', color)} {bar} {before}{inside}{after}".rstrip(),
    ]
    lead = " " * columns(before)
    under = mark * max(1, columns(inside))
    text = f"{lead}{under} {remark}".rstrip()
    if columns(text) <= room or not remark:
        shown.append(f"{pad} {bar} {lead}{styled(f'{under} {remark}'.rstrip(), style, color)}")
        return shown
    shown.append(f"{pad} {bar} {lead}{styled(under, style, color)}")
    indent = lead if columns(lead) + columns(remark) <= room else " " * min(columns(lead), 8)
    for piece in wrapped(remark, room, indent, indent):
        body = piece[len(indent) :]
        shown.append(f"{pad} {bar} {indent}{styled(body, style, color)}")
    return shown


def _fitted(before: str, inside: str, after: str, room: int) -> tuple[str, str, str]:
    """Cut a long line so that the start of the place can be seen."""
    if columns(before) + columns(inside) + columns(after) <= room:
        return before, inside, after
    if columns(before) > room // 2:
        keep = max(8, room // 3)
        indent = before[: len(before) - len(before.lstrip())][:4]
        before = f"{indent}…{_tail(before, keep)}"
    left = room - columns(before)
    if columns(inside) > left:
        return before, f"{_head(inside, left - 1)}…", ""
    left -= columns(inside)
    if columns(after) > left:
        after = f"{_head(after, left - 1)}…" if left > 1 else ""
    return before, inside, after


def _head(text: str, room: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += columns(character)
        if used > room:
            return text[:index]
    return text


def _tail(text: str, room: int) -> str:
    return _head(text[::-1], room)[::-1]
