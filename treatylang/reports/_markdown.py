"""Text to Markdown: nothing in it calls a person, names an issue, links or is markup; words in backticks are code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatylang.reports._terminal import visible

# Entities are never read as Markdown. A zero-width space keeps `@name` and `#12` from calling people and issues.
_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "<>&\"'\\*_[]|~!$:`"} | {
    ord("@"): "&#64;&#8203;",
    ord("#"): "&#35;&#8203;",
}
_CODE = re.compile(r"`([^`\n]+)`")
_BARE = re.compile(r"\b(?:(GH)-(?=\d)|(www)\.)", re.IGNORECASE)
"""What is linked without any sign: `GH-12`, `www.example.org`."""


def text(said: str) -> str:
    """Return a sentence through which neither HTML nor Markdown can be smuggled, on one line."""
    pieces = _CODE.split(" ".join(visible(said).split()))
    return "".join(
        f"<code>{_escaped(piece)}</code>" if index % 2 else _escaped(piece) for index, piece in enumerate(pieces)
    )


def _escaped(piece: str) -> str:
    return _BARE.sub(lambda match: f"{match[1]}&#8203;-" if match[1] else f"{match[2]}&#46;", piece.translate(_SIGNS))


def fenced(language: str, said: str) -> Iterator[str]:
    """Yield a block of code; the fence is longer than any that the text has."""
    if not said.strip():
        return
    fence = "```"
    while fence in said:
        fence += "`"
    yield f"{fence}{language}"
    yield "\n".join(visible(line) for line in said.split("\n"))
    yield fence
    yield ""
