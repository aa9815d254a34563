"""Redlines as text for a terminal or as a page, each language by itself, with what differs and is not printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from treatylang.documents.redline import Redline
from treatylang.documents.redline.unprinted import Unprinted
from treatylang.reports._terminal import styled, visible

_MARKS = {"gone": "\x01", "new": "\x02"}


def differs(found: Redline) -> bool:
    """Return whether two drafts read differently in a language."""
    return any(passage.kind != "same" for passage in found.passages)


def shown(
    found: Mapping[str, Redline],
    beside: Sequence[Unprinted],
    names: tuple[str, str],
    *,
    form: str = "text",
    color: bool = False,
    whole: bool = False,
) -> str:
    """Return redlines by language as ``text`` or ``html``; ``names`` are those of the two drafts."""
    if form == "html":
        from treatylang.documents.redline.page import pages

        return pages(found, beside, *names)
    from treatylang.documents.redline.telling import called

    parts = []
    for code, one in found.items():
        if len(found) == 1 or not any(map(differs, found.values())):
            return as_text(one, color, whole=whole, beside=len(beside)) + _beside(beside, color)
        head = styled(f"-- {called(code)} --", "bold", color)
        said = as_text(one, color, whole=whole) if whole or differs(one) else "nothing differs in this language\n"
        parts.append(f"{head}\n{said}")
    return "\n".join(parts) + _beside(beside, color)


def _beside(found: Sequence[Unprinted], color: bool) -> str:
    """Return what differs and is not printed, line by line."""
    if not found:
        return ""
    lines = ["", "not printed, and so not shown above:"]
    for one in found:
        lines += [styled(f"  - {visible(one.old)}", "error", color)] if one.old else []
        lines += [styled(f"  + {visible(one.new)}", "help", color)] if one.new else []
    return "\n".join(lines) + "\n"


def as_text(found: Redline, color: bool, *, whole: bool, beside: int = 0) -> str:
    """Return a redline as lines for a terminal, in colours or with signs; ``beside`` differences are not printed."""
    from treatylang.documents.redline.plain import plain, signs

    if not color:
        return visible(plain(found, signs, whole=whole, beside=beside))
    marked = plain(found, lambda kind, text: f"{_MARKS[kind]}{text}\x03", whole=whole, beside=beside)
    # Colours replace marks that no draft can hold, so that nothing that a draft says is taken for one.
    return "".join(_colored(piece) for piece in re.split("([\x01\x02][^\x03]*\x03)", marked))


def _colored(piece: str) -> str:
    if piece[:1] not in _MARKS.values():
        return visible(piece)
    return styled(visible(piece[1:-1]), "error" if piece[0] == _MARKS["gone"] else "help", True)


def summaries(found: Mapping[str, Redline], beside: Sequence[Unprinted]) -> Iterator[str]:
    """Yield in a few sentences what changed, in which language, and how much of it is not printed."""
    from treatylang.documents.redline.telling import called, summary

    changed = {code: one for code, one in found.items() if differs(one)} or dict(list(found.items())[:1])
    for code, one in changed.items():
        for sentence in summary(one, len(beside)):
            yield sentence if len(found) == 1 or not differs(one) else f"{called(code)}: {sentence}"
    if beside and any(map(differs, found.values())):
        yield f"not printed, and so not shown: {len(beside)} difference{'s' if len(beside) > 1 else ''}"
