"""Text to HTML: always escaped, with words in backticks as code; and the pages of the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from treatylang.reports._terminal import visible

_CODE = re.compile(r"`([^`\n]+)`")
_INLINE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\[\]]+)\]\([^()\[\]]*\)")
_BLOCK = re.compile(r"^```[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def plain(text: str) -> str:
    """Return a text as it stands in an element or an attribute; characters that deceive are written out."""
    return escape("\n".join(visible(line) for line in text.split("\n")))


def words(text: str) -> str:
    """Return a sentence of the checker: what stands in backticks is code."""
    return _CODE.sub(r"<code>\1</code>", plain(text))


def in_notebook(parts: Iterable[str]) -> str:
    """Return parts of a page as a piece of another one, with a style that touches nothing but them."""
    style = (files("treatylang.reports") / "_notebook.css").read_text(encoding="utf-8")
    return "\n".join([f"<style>\n{style}</style>", '<div class="treatylang">', *parts, "</div>"])


def page(text: str) -> str:
    """Return the page of a rule: headings, paragraphs, lists and examples; that is all the Markdown that pages use."""
    pieces: list[str] = []
    position = 0
    for match in _BLOCK.finditer(text):
        pieces += _paragraphs(text[position : match.start()])
        pieces.append(f"<pre>{plain(match[1].rstrip())}</pre>")
        position = match.end()
    pieces += _paragraphs(text[position:])
    return "\n".join(pieces)


def _paragraphs(text: str) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", text.strip()):
        if not block.strip():
            continue
        if block.startswith("#"):
            yield f"<h4>{_inline(block.lstrip('# '))}</h4>"
        elif re.match(r"[-*] ", block):
            items = re.split(r"\n[-*] ", block[2:])
            yield "<ul>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + "</ul>"
        else:
            yield f"<p>{_inline(block)}</p>"


def _inline(text: str) -> str:
    def marked(match: re.Match[str]) -> str:
        code, strong, emphasis, link = match.groups()
        if code is not None:
            return f"<code>{code}</code>"
        if strong is not None:
            return f"<strong>{strong}</strong>"
        return f"<em>{emphasis}</em>" if emphasis is not None else str(link)

    return _INLINE.sub(marked, plain(" ".join(text.split())))
