"""Few rows of choices in which any two, or any three, choices of different columns stand together somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product


def covering(sizes: Sequence[int], strength: int) -> tuple[tuple[int, ...], ...]:
    """Return rows with one value below each size, so that any ``strength`` values of different columns share a row.

    The first row has the first value everywhere; the same sizes give the same rows. Built column by column: each row is
    given the value that brings most values together, then rows are added for what is left ("in parameter order", as
    Lei and Tai described it for the testing of software). Raises ValueError for a strength below one.
    """
    if strength < 1:
        raise ValueError(f"strength {strength} is below one")
    first = min(strength, len(sizes))
    rows: list[list[int]] = [list(row) for row in product(*(range(size) for size in sizes[:first]))]
    for column in range(first, len(sizes)):
        _grow(rows, sizes, column, strength)
    return tuple(tuple(max(value, 0) for value in row) for row in rows)


_ANY = -1
"""A place of a row whose value does not matter yet."""
_Tuple = tuple[tuple[int, ...], tuple[int, ...], int]
"""Columns, their values, and the value of the new column that has to stand with them."""


def _grow(rows: list[list[int]], sizes: Sequence[int], column: int, strength: int) -> None:
    """Give every row a value of one more column, and add the rows that are still needed."""
    missing = dict.fromkeys(_wanted(sizes, column, strength))
    groups = list(combinations(range(column), strength - 1))
    used = [0] * sizes[column]
    for number, row in enumerate(rows):
        values = range(sizes[column]) if number else (0,)
        gains = {value: [key for key in _shown(row, groups, value) if key in missing] for value in values}
        best = max(values, key=lambda value: (len(gains[value]), -used[value], -value))
        used[best] += 1
        row.append(best if gains[best] or not number else _ANY)
        for key in gains[best]:
            del missing[key]
    for columns, beside, value in missing:
        wanted = (*zip(columns, beside, strict=True), (column, value))
        # The first row stays as it is: it is the text with the first option everywhere.
        found = next((row for row in rows[1:] if all(row[c] in (v, _ANY) for c, v in wanted)), None)
        if found is None:
            found = [_ANY] * (column + 1)
            rows.append(found)
        for c, v in wanted:
            found[c] = v


def _wanted(sizes: Sequence[int], column: int, strength: int) -> Iterator[_Tuple]:
    for columns in combinations(range(column), strength - 1):
        for values in product(*(range(sizes[c]) for c in columns)):
            for value in range(sizes[column]):
                yield columns, values, value


def _shown(row: list[int], groups: list[tuple[int, ...]], value: int) -> Iterator[_Tuple]:
    for columns in groups:
        yield columns, tuple([row[c] for c in columns]), value
