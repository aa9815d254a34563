"""Which provisions reservations are made to, and which the text shields from them (VCLT 19 and 21; ruling 15)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

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


def concerns(instrument: Instrument, statement: str, labels: Collection[str], own: Collection[str] = ()) -> bool:
    """Return whether a statement, by its name, is made to a provision that has any of the labels, or to the whole.

    A statement that the text does not have is only thought of, and made to what bears any of its ``own`` labels. An
    objection to a reservation concerns what that is made to.
    """
    for part, name in instrument.statements_made:
        if name == statement:
            if part.to is None:
                return True
            others = (other for one, other in instrument.statements_made if one.making != "objection")
            if part.making == "objection" and part.to.text in others:
                return concerns(instrument, part.to.text, labels, own)
            return not names_of(instrument, part.to.text).isdisjoint(labels)
    return not set(own).isdisjoint(labels)


def names_of(instrument: Instrument, label: str) -> set[str]:
    """Return all labels of the provision that bears one, with that one."""
    found = instrument.labels.get(label)
    return {
        label,
        *(name for name, other in instrument.labels.items() if found is not None and other.node is found.node),
    }


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
