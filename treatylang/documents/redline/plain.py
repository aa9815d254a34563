"""A redline as text for a terminal: what changed, under the heading of its article, words struck out and put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from treatylang.documents.lines import WIDTH, columns, wrapped
from treatylang.documents.redline import Line, Passage, Redline
from treatylang.documents.redline.telling import summary
from treatylang.documents.redline.words import GONE, NEW, SAME

Paint = Callable[[str, str], str]
"""What makes a piece of text visible as ``gone`` or ``new``."""

_NOTES = {"moved-away": "moved elsewhere", "moved-here": "moved here", "split": "split", "merged": "joined"}
_TEXT_ALIGN = 4


def signs(kind: str, text: str) -> str:
    """Return a text between signs that a terminal without colours can show: [-gone-], {+new+}."""
    return f"[-{text}-]" if kind == GONE else f"{{+{text}+}}"


def plain(compared: Redline, paint: Paint = signs, *, whole: bool = False, beside: int = 0) -> str:
    """Return the changed paragraphs, or with ``whole`` all, each below the heading of its article.

    ``beside`` is how many differences there are that are not printed.
    """
    pieces = ["\n".join(summary(compared, beside))]
    for _, members in groupby(compared.passages, key=lambda passage: passage.section):
        found = list(members)
        if whole or any(passage.kind not in (SAME, "renumbered") for passage in found):
            pieces.extend(_section(found, paint, whole))
    return "\n\n".join(pieces) + "\n"


def _section(found: Sequence[Passage], paint: Paint, whole: bool) -> Iterator[str]:
    left_out = 0
    for passage in found:
        headed = all(p.style in ("heading", "name", "chapter") for p in (*passage.old, *passage.new))
        if not whole and not headed and passage.kind in (SAME, "renumbered"):
            left_out += 1
            continue
        if left_out:
            yield _left_out(left_out)
            left_out = 0
        yield _passage(passage, paint)
    if left_out and found[0].section:
        yield _left_out(left_out)


def _left_out(number: int) -> str:
    return f"    … {number} paragraph{'s' if number > 1 else ''} unchanged"


def _passage(passage: Passage, paint: Paint) -> str:
    lines = [_line(line, paint) for line in passage.lines]
    if passage.kind in _NOTES:
        lines[0] = f"({_NOTES[passage.kind]})\n{lines[0]}"
    return "\n".join(lines)


def _line(line: Line, paint: Paint) -> str:
    """Return one paragraph in lines; its changes are painted after it was broken, so that colours take no room."""
    text, spans = _spans(line)
    laid = wrapped(text, _TEXT_ALIGN) if columns(text) > WIDTH - _TEXT_ALIGN else " " * _TEXT_ALIGN + text
    return _painted(laid, text, spans, paint)


def _spans(line: Line) -> tuple[str, list[str]]:
    """Return the text of a paragraph with the ends that came or went shown as ¶, and for each character its kind."""
    text, kinds = "", []
    for kind, token in line.edits:
        said = " " if token.text == "\t" else token.text
        text += said
        kinds.extend([kind] * len(said))
    if line.end != SAME and (line.edits and {kind for kind, _ in line.edits} != {line.end}):
        text += "¶"
        kinds.append(line.end)
    return text, kinds


def _painted(laid: str, text: str, kinds: Sequence[str], paint: Paint) -> str:
    """Return the broken lines with their changes painted; characters are found again in their order."""
    pieces: list[tuple[str, str]] = []
    place = 0
    for character in laid:
        if place < len(text) and character == text[place]:
            pieces.append((kinds[place], character))
            place += 1
            continue
        if character.isspace():
            pieces.append((SAME, character))
            while character == "\n" and place < len(text) and text[place].isspace():
                place += 1
            continue
        while place < len(text) and text[place] != character:
            place += 1
        pieces.append((kinds[place] if place < len(text) else SAME, character))
        place += 1
    groups = [(kind, "".join(c for _, c in members)) for kind, members in groupby(_glued(pieces), key=lambda p: p[0])]
    return "".join(_over_lines(kind, said, paint) for kind, said in groups)


def _glued(pieces: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give line ends and indents inside one change to that change, so that it is not cut in two."""
    result = list(pieces)
    for index, (_, character) in enumerate(result):
        if character == "\n":
            after = index + 1
            while after < len(result) and result[after][1] == " ":
                after += 1
            before = result[index - 1][0] if index else SAME
            if after < len(result) and result[after][0] == before != SAME:
                result[index:after] = [(before, c) for _, c in result[index:after]]
    return result


def _over_lines(kind: str, text: str, paint: Paint) -> str:
    if kind == SAME:
        return text
    parts = re.split(r"(\n *)", text)
    return "".join(part if part.startswith("\n") or not part else paint(kind, part) for part in parts)


__all__ = ["GONE", "NEW", "Paint", "plain", "signs"]
