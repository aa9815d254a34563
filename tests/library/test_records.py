"""Each collected constraint stands in the library where the table says, as sure or unsure as it was found."""

from __future__ import annotations

from functools import cache

import pytest

from tests.worlds import LIBRARY, document
from treatylang.library import states
from treatylang.library.records import Record, counted, records
from treatylang.syntax import ast

NATIONS = "law of nations"


@cache
def labelled() -> dict[str, tuple[ast.InstrumentNode, ast.Node]]:
    """Return each labelled part of the library's laws and treaties with the instrument around it, by `Name.label`."""
    found: dict[str, tuple[ast.InstrumentNode, ast.Node]] = {}
    for folder in ("laws", "treaties", "of-record"):
        for path in sorted((LIBRARY / folder).rglob("*.treaty")):
            for item in document(path).items:
                if isinstance(item, ast.InstrumentNode):
                    for inner in ast.walk(item):
                        label = getattr(inner, "label", None)
                        if label is not None:
                            found[f"{item.name.text}.{label.text}"] = (item, inner)
    return found


def test_every_record_is_counted_once() -> None:
    assert len(records()) == 159
    assert len({record.name for record in records()}) == 159
    assert sum(counted()) == 159


@pytest.mark.parametrize("record", records(), ids=lambda record: record.name)
def test_a_record_stands_where_the_table_says(record: Record) -> None:
    assert record.at in labelled() or (record.gap and not record.at), record.at
    assert record.of == NATIONS or states.find(record.of) is not None


@pytest.mark.parametrize("record", [one for one in records() if not one.gap], ids=lambda record: record.name)
def test_an_encoded_record_says_something_and_how_sure_it_is(record: Record) -> None:
    instrument, part = labelled()[record.at]
    near = [inner for inner in ast.walk(part) if isinstance(inner, ast.SourceNote)]
    heads = [inner for inner in instrument.parts if isinstance(inner, ast.SourceNote)]
    unverified = [note.unverified for note in (near + heads)]
    assert any(isinstance(inner, ast.Sentence | ast.Line) for inner in ast.walk(part)), "nothing is said there"
    assert (False in unverified) if record.verified else (True in unverified), "the sources say otherwise"


def test_a_gap_says_why_in_a_sentence() -> None:
    for record in records():
        assert not record.gap or len(record.gap.split()) > 8, record.name
