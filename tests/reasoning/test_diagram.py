"""Sets of situations against plain Python sets: every operation, count and choice must agree."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Diagrams, TooLarge

SIZES = (2, 3, 4, 2, 2)
SPACE = list(product(*(range(size) for size in SIZES)))


def fresh() -> Diagrams:
    diagrams = Diagrams()
    for number, size in enumerate(SIZES):
        diagrams.add(f"v{number}", [f"{value}" for value in range(size)])
    return diagrams


# An expression is a literal (level, mask), or an operation on expressions.
LITERALS = st.tuples(st.just("in"), st.integers(0, len(SIZES) - 1), st.integers(0, 15))
EXPRESSIONS = st.recursive(
    LITERALS,
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(["and", "or", "less"]), inner, inner),
        st.tuples(st.sampled_from(["whatever", "somehow"]), inner, st.sets(st.integers(0, len(SIZES) - 1))),
    ),
    max_leaves=12,
)


def as_diagram(d: Diagrams, e: tuple) -> int:
    match e:
        case ("in", level, mask):
            return d.among(level, mask)
        case ("not", a):
            return d.outside(as_diagram(d, a))
        case ("and", a, b):
            return d.both(as_diagram(d, a), as_diagram(d, b))
        case ("or", a, b):
            return d.either(as_diagram(d, a), as_diagram(d, b))
        case ("less", a, b):
            return d.less(as_diagram(d, a), as_diagram(d, b))
        case ("whatever", a, levels):
            return d.whatever(as_diagram(d, a), levels)
        case ("somehow", a, levels):
            return d.somehow(as_diagram(d, a), levels)
    raise AssertionError(e)


def variants(point: tuple[int, ...], levels: set[int]) -> list[tuple[int, ...]]:
    return list(product(*(range(SIZES[i]) if i in levels else (v,) for i, v in enumerate(point))))


def as_set(e: tuple) -> set[tuple[int, ...]]:
    match e:
        case ("in", level, mask):
            return {p for p in SPACE if mask >> p[level] & 1}
        case ("not", a):
            return set(SPACE) - as_set(a)
        case ("and", a, b):
            return as_set(a) & as_set(b)
        case ("or", a, b):
            return as_set(a) | as_set(b)
        case ("less", a, b):
            return as_set(a) - as_set(b)
        case ("whatever", a, levels):
            inside = as_set(a)
            return {p for p in SPACE if all(q in inside for q in variants(p, levels))}
        case ("somehow", a, levels):
            inside = as_set(a)
            return {p for p in SPACE if any(q in inside for q in variants(p, levels))}
    raise AssertionError(e)


@cases(200)
@given(EXPRESSIONS)
def test_every_operation_agrees_with_plain_sets(expression: tuple) -> None:
    diagrams = fresh()
    node = as_diagram(diagrams, expression)
    expected = as_set(expression)
    actual = {p for p in SPACE if diagrams.holds(node, dict(enumerate(p)))}
    assert actual == expected
    assert diagrams.count(node) == len(expected)
    assert (node == EMPTY) == (not expected)
    assert (node == ALL) == (len(expected) == len(SPACE))
    for level in range(len(SIZES)):
        assert diagrams.taken(node, level) == sum(1 << value for value in {p[level] for p in expected})


@cases(100)
@given(EXPRESSIONS, EXPRESSIONS)
def test_equal_sets_are_the_same_node(one: tuple, other: tuple) -> None:
    diagrams = fresh()
    same = as_diagram(diagrams, one) == as_diagram(diagrams, other)
    assert same == (as_set(one) == as_set(other))
    assert diagrams.within(as_diagram(diagrams, one), as_diagram(diagrams, other)) == (as_set(one) <= as_set(other))


@cases(100)
@given(EXPRESSIONS)
def test_a_chosen_situation_and_the_products_are_members(expression: tuple) -> None:
    diagrams = fresh()
    node = as_diagram(diagrams, expression)
    expected = as_set(expression)
    covered: list[tuple[int, ...]] = []
    for chosen in diagrams.products(node):
        masks = [chosen.get(level, 15) for level in range(len(SIZES))]
        covered += [p for p in SPACE if all(masks[i] >> v & 1 for i, v in enumerate(p))]
    assert sorted(covered) == sorted(expected), "the products are not disjoint or do not cover the set"
    if expected:
        situation = diagrams.choose(node, {0: [1], 2: [3, 1]})
        assert tuple(situation[level] for level in range(len(SIZES))) in expected


def test_the_empty_set_has_nothing_to_choose() -> None:
    with pytest.raises(ValueError, match="empty set"):
        fresh().choose(EMPTY, {})


def test_sets_that_would_take_all_memory_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pairs of circumstances of which the first are all asked before the second: each step doubles the set."""
    monkeypatch.setattr("treatylang.reasoning.kernel.diagram.LARGEST", 20_000)
    diagrams = Diagrams()
    for name in (*(f"x{i}" for i in range(14)), *(f"y{i}" for i in range(14))):
        diagrams.add(name, ("no", "yes"))
    pairs = (diagrams.both(diagrams.value(f"x{i}", "yes"), diagrams.value(f"y{i}", "yes")) for i in range(14))
    with pytest.raises(TooLarge, match="28 variables"):
        diagrams.any_of(pairs)
