"""An outline as the plain row of paragraphs that a word processor has: each with its style, its label and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from treatylang.documents.outline import Block, Division, Outline, Run, Runs

SIGNING = "\t"
"""What stands after "For …:": the line to sign on."""

_UNWRITABLE = re.compile(r"[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COUNTED = re.compile(
    r"(?:article|annex|chapter)-\d+(?:-(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies))?"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a document.

    ``style`` is title, contents-title, contents, opening, recital, agreed, chapter, heading, name, paragraph, item,
    continued, sponsor, bracket, testimonium, signature or part; ``label`` the anchor by which others refer to it, empty
    without one; ``lasting`` says that the drafter gave that label, so that it survives renumbering. ``number`` is a run
    of its own, set off from the words by a tab; ``depth`` counts from 0.
    """

    style: str
    runs: Runs
    number: str = ""
    label: str = ""
    lasting: bool = False
    depth: int = 0
    language: str = ""

    @property
    def text(self) -> str:
        """The characters of the paragraph: its number, a tab, its words."""
        words = "".join(run.text for run in self.runs)
        return f"{self.number}\t{words}" if self.number else words


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs that belong together: an article with its heading, the preamble, the signatures.

    ``kind`` is title, contents, preamble, chapter, article, annex, statement, testimonium, signatures or part; a
    ``label`` that lasts was given by the drafter.
    """

    kind: str
    label: str
    lasting: bool
    paragraphs: tuple[Paragraph, ...]


def sections(outline: Outline) -> tuple[Section, ...]:
    """Return the sections of a document in their order; what has no words is left out."""
    filled = ((s, tuple(p for p in s.paragraphs if p.text)) for s in _sections(outline))
    return tuple(replace(section, paragraphs=found) for section, found in filled if found)


def paragraphs(outline: Outline) -> tuple[Paragraph, ...]:
    """Return all paragraphs of a document in their order."""
    return tuple(paragraph for section in sections(outline) for paragraph in section.paragraphs)


def _sections(outline: Outline) -> Iterator[Section]:
    yield Section("title", "", True, (Paragraph("title", _written((Run(outline.title),))),))
    yield Section("contents", "", True, tuple(_contents(outline)))
    yield Section(
        "preamble", "", True, tuple(Paragraph(b.kind, _written(b.runs), language=b.language) for b in outline.preamble)
    )
    for division in outline.body:
        yield from _division(division, 0)
    yield Section(
        "testimonium", "", True, tuple(Paragraph("testimonium", _written(b.runs)) for b in outline.testimonium)
    )
    yield Section(
        "signatures",
        "",
        True,
        tuple(Paragraph("signature", _written((Run(s.lead + SIGNING),))) for s in outline.signatures),
    )
    for division in outline.annexes:
        yield from _division(division, 0)
    if outline.statements:
        yield Section("part", "", True, (Paragraph("part", _written((Run(outline.words["statements"]),))),))
    for division in outline.statements:
        yield from _division(division, 0)


def _contents(outline: Outline) -> Iterator[Paragraph]:
    if outline.contents:
        yield Paragraph("contents-title", _written((Run(outline.words["contents"]),)))
    for entry in outline.contents:
        words = "\t".join(filter(None, (entry.heading, entry.title)))
        label = f"contents-{entry.anchor}"
        lasting = _lasts(entry.anchor)
        yield Paragraph("contents", _written((Run(words, entry.anchor),)), "", label, lasting, entry.level - 1)


def _division(division: Division, depth: int) -> Iterator[Section]:
    """Yield a division and those below it; what closes a bracket is a paragraph after its blocks."""
    lasting = _lasts(division.anchor)
    found: list[Paragraph] = []
    opening = division.opening
    style = "chapter" if division.kind == "chapter" else "heading"
    for runs, kind in ((division.heading, style), (division.title, "name")):
        if runs:
            label = division.anchor if not found else ""
            found.append(Paragraph(kind, _written(_bracketed(runs, opening, "")), "", label, lasting, depth))
            opening = ""
    for block in division.blocks:
        found.extend(_block(block, 0, lasting))
    if division.closing:
        found.append(Paragraph("bracket", _written((Run(division.closing),))))
    yield Section(division.kind, division.anchor, lasting, tuple(found))
    for inner in division.divisions:
        yield from _division(inner, depth + 1)


def _block(block: Block, depth: int, within: bool) -> Iterator[Paragraph]:
    """Yield a block and those below it; a label lasts only ``within`` a division whose own label does."""
    if block.kind == "table":
        yield from (Paragraph("continued", _row(row), depth=depth, language=block.language) for row in block.blocks)
        return
    closing = block.closing if not block.blocks else ""
    number = f"{block.opening}{block.number}" if block.number else ""
    runs = _bracketed(block.runs, "" if number else block.opening, closing)
    style = block.kind if block.kind in ("continued", "sponsor", "item") else "paragraph"
    lasting = within and bool(block.anchor) and not re.search(r"-\d+$", block.anchor)
    yield Paragraph(style, _written(runs), writable(number), block.anchor, lasting, depth, block.language)
    for inner in block.blocks:
        yield from _block(inner, depth + 1, within)
    if block.closing and block.blocks:
        yield Paragraph("bracket", _written((Run(block.closing),)), depth=depth)


def _row(row: Block) -> Runs:
    """Return the cells of a row of a table, set off by tabs."""
    cells = [_written(cell.runs) for cell in row.blocks]
    return tuple(run for index, cell in enumerate(cells) for run in ((Run("\t"), *cell) if index else cell))


def _bracketed(runs: Sequence[Run], opening: str, closing: str) -> Runs:
    return (*((Run(opening),) if opening else ()), *runs, *((Run(closing),) if closing else ()))


def _written(runs: Sequence[Run]) -> Runs:
    """Return the runs without the characters that no document can hold."""
    return tuple(Run(writable(run.text), run.target, run.slanted) for run in runs if run.text)


def writable(text: str) -> str:
    """Return a text without the characters that no document can hold."""
    return _UNWRITABLE.sub("", text)


def _lasts(anchor: str) -> bool:
    """Whether an anchor comes from a label of the drafter's, not from a position in the text."""
    return bool(anchor) and not _COUNTED.fullmatch(anchor)
