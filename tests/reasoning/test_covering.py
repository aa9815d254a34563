"""Rows of options that bring any few together: every few do, the first options come first, and there are few rows."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatylang.reasoning.kernel.covering import covering


@given(st.lists(st.integers(1, 4), min_size=1, max_size=7), st.integers(1, 3))
def test_any_few_values_share_a_row(sizes: list[int], strength: int) -> None:
    rows = covering(sizes, strength)
    assert rows[0] == (0,) * len(sizes)
    assert all(0 <= value < size for row in rows for value, size in zip(row, sizes, strict=True))
    for columns in combinations(range(len(sizes)), min(strength, len(sizes))):
        shown = {tuple(row[c] for c in columns) for row in rows}
        assert shown == set(product(*(range(sizes[c]) for c in columns)))


@pytest.mark.parametrize(("columns", "strength", "most"), [(20, 2, 12), (20, 3, 40), (200, 2, 24)])
def test_rows_are_few(columns: int, strength: int, most: int) -> None:
    """Twenty brackets with two options each have a million combinations."""
    assert len(covering([2] * columns, strength)) <= most


def test_a_strength_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="below one"):
        covering([2, 2], 0)
