"""A treaty as a Word document (ISO/IEC 29500), written part by part, so that the same draft gives the same bytes."""

from __future__ import annotations

from treatylang.documents.outline import Outline
from treatylang.documents.paragraphs import paragraphs
from treatylang.documents.redline import Line
from treatylang.documents.redline.words import SAME, tokens
from treatylang.documents.word.body import Body, texts
from treatylang.documents.word.package import packed

__all__ = ["docx"]


def docx(outline: Outline) -> bytes:
    """Return the document of an outline: headings that a navigation pane lists, numbers, links, page numbers."""
    whole = paragraphs(outline)
    lines = [Line(tuple((SAME, token) for token in tokens(p)), SAME, p, p) for p in whole]
    body = Body(outline).of(lines)
    if texts(body, accepting=True) != [p.text for p in whole]:
        raise RuntimeError("the document does not hold the text of the treaty; nothing was written")
    return packed(body, outline.title, outline.language)
