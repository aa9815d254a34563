"""Lines of plain text: their width, whatever is written in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from treatylang.documents.lines import WIDTH, centred, columns, wrapped


@given(st.text(alphabet="abc déあ漢、。「」(),. \u00a0", max_size=400), st.integers(0, 8), st.integers(0, 12))
def test_no_line_is_too_long_and_nothing_is_lost(text: str, indent: int, hang: int) -> None:
    said = wrapped(text, indent, hang)
    assert all(columns(line) <= WIDTH for line in said.split("\n"))
    assert "".join(said.replace("\n", "").split(" ")) == "".join(text.split(" "))


def test_wide_characters_count_twice() -> None:
    lines = wrapped("漢" * 60).split("\n")
    assert [columns(line) for line in lines] == [76, 44]


def test_no_line_begins_with_a_closing_mark() -> None:
    lines = wrapped("漢" * 38 + "。" + "字" * 10).split("\n")
    assert not lines[1].startswith("。")


def test_hanging_numbers() -> None:
    first, second = wrapped("1. " + "word " * 20, 0, 3).split("\n")
    assert first.startswith("1. word")
    assert second.startswith("   word")


def test_centred_by_columns() -> None:
    assert centred("ab") == " " * 37 + "ab"
    assert centred("漢") == " " * 37 + "漢"
