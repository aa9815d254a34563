"""Tables that are wider than the screen, and records in formats that hold none."""

from __future__ import annotations

import pytest

from treatylang.reports import tables
from treatylang.reports.tables import Entry, Table

STATES = ("Australia", "Luxembourg", "New Zealand", "Philippines", "United States", "Switzerland")
WIDE = Table(
    "Who is certain of whose help against an armed attack: a treaty whose title is long",
    ("helper", *STATES),
    tuple((Entry.of(one), *(Entry.of(f"consult {one} first") for _ in STATES)) for one in STATES),
    tuple({"helper": one, "edits": [{"line": 3, "old": "", "new": "may"}, "as it is"]} for one in STATES),
)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_screen_and_no_word_is_cut(width: int) -> None:
    text = tables.report("table", [WIDE], width=width)
    assert isinstance(text, str)
    assert max(map(len, text.splitlines())) <= width
    words = set(text.replace("-", "").split())
    assert words <= {*WIDE.title.split(), "helper", "consult", "first", *" ".join(STATES).split()} | {""}


def test_every_column_is_shown_once_and_every_block_begins_with_the_first() -> None:
    lines = tables.report("table", [WIDE], width=40)
    assert isinstance(lines, str)
    heads = [line for line in lines.splitlines() if line.startswith("helper")]
    assert len(heads) > 1
    assert " ".join(" ".join(head.split()[1:]) for head in heads).count("Luxembourg") == 1


def test_records_within_records_are_told_in_words() -> None:
    sheet = tables.report("csv", [WIDE])
    assert isinstance(sheet, str)
    assert "line: 3, new: may; as it is" in sheet
    assert "{" not in sheet
