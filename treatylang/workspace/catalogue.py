"""What is on the shelf, in a few facts for each law or treaty: rank, dates, readings, sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from treatylang.syntax import ast
from treatylang.workspace.cache import parsed
from treatylang.workspace.shelf import Shelf, Volume, usual


@dataclass(frozen=True)
class Entry:
    """One law or treaty; ``state`` is empty for a treaty, days are as written, ``own`` if it is the user's.

    ``covers`` are the subjects on which a law is whole; none are written where it is whole on all.
    """

    state: str
    name: str
    title: str
    rank: str
    in_force: str
    readings: tuple[str, ...]
    articles: tuple[str, ...]
    covers: tuple[str, ...]
    checked: str
    sources: int
    unverified: int
    file: str
    own: bool


def entries(shelf: Shelf, *, cache: bool = True) -> list[Entry]:
    """Return all laws, by state and in the order of their names, then all treaties."""
    found = [entry for volume in shelf.volumes if not volume.is_vocabulary for entry in _of(volume, cache)]
    return sorted(found, key=lambda entry: (not entry.state, entry.state, entry.name))


def _of(volume: Volume, cache: bool) -> Iterator[Entry]:
    document, _ = parsed(volume.source, use=cache)
    for item in document.items if document is not None else ():
        if isinstance(item, ast.InstrumentNode):
            yield _entry(item, volume)


def _entry(node: ast.InstrumentNode, volume: Volume) -> Entry:
    lines = {part.word.text: part for part in node.parts if isinstance(part, ast.Line)}
    notes = [inner for inner in ast.walk(node) if isinstance(inner, ast.SourceNote)]
    of = node.of
    state = usual(of.items[0].text) if isinstance(of, ast.Words) and node.kind == "law" else ""
    return Entry(
        state,
        node.name.text,
        node.title.text,
        _words(lines.get("rank")),
        _force(lines.get("in-force") or lines.get("status")),
        tuple(_reading(inner) for inner in ast.walk(node) if isinstance(inner, ast.ReadingBlock)),
        tuple(_article(inner) for inner in ast.walk(node) if isinstance(inner, ast.Article)),
        tuple(_words(lines.get("covers")).split(", ")) if "covers" in lines else (),
        next((day for word, day in _days(lines.get("checked")) if word), ""),
        len(notes),
        sum(note.unverified for note in notes),
        volume.source.name,
        volume.own,
    )


def _words(line: ast.Line | None) -> str:
    if line is None:
        return ""
    return ", ".join(
        item.text
        for slot in line.slots
        if slot.word == "object" and isinstance(slot.value, ast.Words)
        for item in slot.value.items
    )


def _days(line: ast.Line | None) -> Iterator[tuple[str, str]]:
    """Yield the days of a line with the word before them (``date`` where there is none)."""
    for slot in line.slots if line is not None else ():
        if isinstance(slot.value, ast.Day):
            yield slot.word, slot.value.text
    for qualification in line.qualifications if line is not None else ():
        if isinstance(qualification.value, ast.Day):
            yield qualification.word, qualification.value.text


def _force(line: ast.Line | None) -> str:
    return " ".join(f"{word} {day}" for word, day in _days(line) if word in ("from", "until"))


def _reading(block: ast.ReadingBlock) -> str:
    period = ""
    if block.period is not None:
        until = f" until {block.period.until.text}" if block.period.until is not None else ""
        period = f" from {block.period.since.text}{until}"
    standing = f" ({block.standing})" if block.standing else ""
    words = f": {block.words.text}" if block.words is not None else ""
    notes = [inner for inner in ast.walk(block) if isinstance(inner, ast.SourceNote)]
    unseen = " [unverified]" if notes and all(note.unverified for note in notes) else ""
    return f"{block.name.text}{period}{standing}{words}{unseen}"


def _article(node: ast.Article) -> str:
    number = node.number or (node.citation.text if node.citation is not None else "")
    return " ".join(part for part in (node.division, number, node.title.text if node.title else "") if part)
