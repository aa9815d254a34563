"""Which provisions the reservations clause of a text shields (VCLT 19; rulings 15)."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.model.instrument import Instrument
from treatylang.syntax import ast


def prohibits(instrument: Instrument, labels: tuple[str, ...]) -> bool:
    """Return whether the text prohibits reservations to a provision that has any of the labels.

    ``reservations prohibited;`` shields the whole text, ``reservations prohibited to @x;`` what is labelled so.
    """
    for line in instrument.clauses:
        if line.word.text != "reservations" or not _says(line, "prohibited"):
            continue
        shielded = list(_shielded(line))
        if not shielded or any(label in labels for label in shielded):
            return True
    return False


def _says(line: ast.Line, word: str) -> bool:
    return any(
        isinstance(slot.value, ast.Words) and any(item.text == word for item in slot.value.items)
        for slot in line.slots
        if slot.word == "object"
    )


def _shielded(line: ast.Line) -> Iterator[str]:
    for slot in line.slots:
        if slot.word == "to" and isinstance(slot.value, ast.Words):
            for item in slot.value.items:
                if isinstance(item, ast.Ref):
                    yield item.text
