"""The paragraphs of a Word document, with what was struck out and put in as changes that Word tracks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import count, groupby
from xml.etree import ElementTree as ET

from treatylang.documents.outline import Outline
from treatylang.documents.paragraphs import Paragraph
from treatylang.documents.redline import Line
from treatylang.documents.redline.words import GONE, NEW, SAME, Edit, Token

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

STEP = 567
"""Twentieths of a point by which a numbered paragraph stands further in: one centimetre."""

_STYLES = {
    "title": "Title",
    "contents-title": "ContentsHeading",
    "contents": "Contents",
    "opening": "Opening",
    "recital": "Recital",
    "agreed": "Agreed",
    "chapter": "Heading1",
    "heading": "Heading2",
    "name": "ArticleTitle",
    "sponsor": "Sponsor",
    "testimonium": "Testimonium",
    "signature": "SignatureLine",
    "part": "Heading1",
}
_WRAPPED = {GONE: "del", NEW: "ins"}


def tag(name: str) -> str:
    """Return the full name of an element or attribute of word processing."""
    return f"{{{W}}}{name}"


def element(name: str, /, *children: ET.Element, **attributes: str) -> ET.Element:
    """Return an element of word processing with its attributes and children."""
    made = ET.Element(tag(name), {tag(key): value for key, value in attributes.items()})
    made.extend(children)
    return made


class Body:
    """Writes paragraphs; ``author`` and ``day`` (ISO) sign the changes, each of which has an id of its own."""

    def __init__(self, outline: Outline, author: str = "", day: str = "") -> None:
        self.outline = outline
        self.signed = {"author": author, "date": f"{day}T00:00:00Z"}
        self.ids = count(1)
        self.targets: dict[str, str] = {}

    def of(self, lines: Sequence[Line]) -> ET.Element:
        """Return the element ``w:body`` of all lines, closed by an empty paragraph that no change touches.

        Word cannot take back the end of the last paragraph of a document.
        """
        labels = [line.new.label for line in lines if line.new is not None and line.new.label]
        self.targets = {label: _bookmark(label) for label in dict.fromkeys(labels)}
        placed: set[str] = set()
        body = element("body")
        for line in lines:
            body.append(self._paragraph(line, placed))
        body.append(element("p", element("pPr", element("pStyle", val="Closing"))))
        body.append(
            element(
                "sectPr",
                ET.Element(tag("footerReference"), {tag("type"): "default", f"{{{R}}}id": "footer"}),
                element("pgSz", w="11906", h="16838"),
                element(
                    "pgMar",
                    top="1418",
                    right="1531",
                    bottom="1588",
                    left="1531",
                    header="709",
                    footer="794",
                    gutter="0",
                ),
                element("titlePg"),
            )
        )
        return body

    # -- a paragraph --

    def _paragraph(self, line: Line, placed: set[str]) -> ET.Element:
        made = element("p", self._properties(line))
        label = line.new.label if line.new is not None else ""
        if label and label not in placed:
            placed.add(label)
            number = str(next(self.ids))
            made.append(element("bookmarkStart", id=number, name=self.targets[label]))
            made.append(element("bookmarkEnd", id=number))
        language = (line.new or line.old or Paragraph("", ())).language
        for (kind, target, slanted, rtl), members in groupby(_directed(line.edits), key=lambda m: m[0]):
            run = self._run("".join(text for _, text in members), kind, slanted, rtl, language)
            wrapped = self._change(_WRAPPED[kind], run) if kind != SAME else run
            if target in self.targets and kind != GONE:
                wrapped = element("hyperlink", wrapped, anchor=self.targets[target], history="1")
            made.append(wrapped)
        return made

    def _change(self, name: str, *children: ET.Element) -> ET.Element:
        return element(name, *children, id=str(next(self.ids)), **self.signed)

    def _properties(self, line: Line) -> ET.Element:
        shown = line.new or line.old
        assert shown is not None
        made = element("pPr", *self._form(shown))
        if line.end != SAME:
            made.append(element("rPr", self._change(_WRAPPED[line.end])))
        elif line.old is not None:
            before = self._form(line.old)
            if [ET.tostring(e) for e in before] != [ET.tostring(e) for e in self._form(shown)]:
                made.append(self._change("pPrChange", element("pPr", *before)))
        return made

    def _form(self, paragraph: Paragraph) -> list[ET.Element]:
        """Return the properties of a paragraph, in the order that the standard asks for."""
        style = _STYLES.get(paragraph.style, "Numbered" if paragraph.number else "Paragraph")
        made = [element("pStyle", val=style)]
        if self.outline.direction == "rtl":
            made.append(element("bidi"))
        depth = paragraph.depth
        if style == "Numbered":
            width = STEP if len(paragraph.number) <= 4 else STEP * 8 // 5
            made.insert(1, element("tabs", element("tab", val="left", pos=str(STEP * depth + width))))
            made.append(element("ind", left=str(STEP * depth + width), hanging=str(width)))
        elif depth and style in ("Paragraph", "Contents"):
            made.append(element("ind", left=str(STEP * depth)))
        return made

    # -- a run --

    def _run(self, text: str, kind: str, slanted: bool, rtl: bool, language: str) -> ET.Element:
        properties = element("rPr")
        if slanted:
            properties.extend((element("i"), element("iCs")))
        if rtl:
            properties.append(element("rtl"))
        if language and language != self.outline.language:
            properties.append(element("lang", **_tongue(language)))
        run = element("r", *([properties] if len(properties) else []))
        for piece in re.split(r"(\t)", text):
            if piece == "\t":
                run.append(element("tab"))
            elif piece:
                words = element("delText" if kind == GONE else "t")
                words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                words.text = piece
                run.append(words)
        return run


def _directed(edits: Iterable[Edit]) -> Iterator[tuple[tuple[str, str, bool, bool], str]]:
    """Yield what tells runs apart, with the text of each token; signs and spaces follow the words before them."""
    rtl = False
    for kind, token in edits:
        rtl = _from_right(token, rtl)
        yield (kind, token.target if kind != GONE else "", token.slanted, rtl), token.text


def _from_right(token: Token, before: bool) -> bool:
    for character in token.text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL", "AN"):
            return True
        if direction in ("L", "EN"):
            return False
    return before


def _tongue(language: str) -> dict[str, str]:
    if language.split("-")[0] in ("ja", "zh", "ko"):
        return {"eastAsia": language}
    if language.split("-")[0] in ("ar", "he", "fa", "ur"):
        return {"bidi": language}
    return {"val": language}


def _bookmark(label: str) -> str:
    """Return the name of a bookmark: at most 40 letters, digits and underscores, different for different labels."""
    name = "_" + re.sub(r"[^A-Za-z0-9]", "_", label)
    return f"{name[:28]}_{sha256(label.encode()).hexdigest()[:10]}"


# -- what Word will make of it ---------------------------------------------------------------------------------------


def texts(body: ET.Element, *, accepting: bool) -> list[str]:
    """Return the paragraphs that are left when all changes are accepted, or all rejected; empty ones are left out."""
    stays, goes = ("ins", "del") if accepting else ("del", "ins")
    result: list[str] = []
    text = ""
    for paragraph in body.iter(tag("p")):
        text += "".join(_said(child, goes) for child in paragraph)
        mark = paragraph.find(f"{tag('pPr')}/{tag('rPr')}")
        if mark is None or mark.find(tag(goes)) is None:
            result.append(text)
            text = ""
    assert stays != goes
    return [entry for entry in [*result, text] if entry]


def _said(node: ET.Element, goes: str) -> str:
    if node.tag == tag(goes) or node.tag == tag("pPr"):
        return ""
    if node.tag in (tag("t"), tag("delText")):
        return node.text or ""
    if node.tag == tag("tab"):
        return "\t"
    return "".join(_said(child, goes) for child in node)
