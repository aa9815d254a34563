"""The kernel for large sets of norms against plain Python sets, and against the decision diagrams."""

from __future__ import annotations

import pickle
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases
from treatylang.reasoning.kernel import conditions
from treatylang.reasoning.kernel.bridge import from_diagram, space_of, to_diagram
from treatylang.reasoning.kernel.conditions import ALWAYS, NEVER, Condition, all_of, any_of, contrary, fact, together
from treatylang.reasoning.kernel.counting import count_of_union
from treatylang.reasoning.kernel.diagram import EMPTY, Diagrams, Variable
from treatylang.reasoning.kernel.norms import Norm, closed, conflicts, shows
from treatylang.reasoning.kernel.sets import Bundle, Piece, Situation, Space

SIZES = (2, 3, 2)
FACTS = 4
NAMES = ("when", "who", "where")
SPACE = Space(
    tuple(Variable(name, tuple(f"{v}" for v in range(size))) for name, size in zip(NAMES, SIZES, strict=True)),
    tuple(f"f{number}" for number in range(FACTS)),
)
ALL_SITUATIONS = [
    Situation(values, true) for values in product(*(range(size) for size in SIZES)) for true in range(1 << FACTS)
]

TREES = st.recursive(
    st.one_of(st.integers(0, FACTS - 1), st.sampled_from(["always", "never"])),
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(["and", "or"]), st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)


def condition(tree) -> Condition:
    match tree:
        case "always":
            return ALWAYS
        case "never":
            return NEVER
        case ("not", inner):
            return contrary(condition(inner))
        case ("and", parts):
            return all_of(*map(condition, parts))
        case ("or", parts):
            return any_of(*map(condition, parts))
    return fact(tree)


def verdict(tree, true: int) -> bool:
    """Judge a tree by itself, not by the condition built of it."""
    match tree:
        case "always" | "never":
            return tree == "always"
        case ("not", inner):
            return not verdict(inner, true)
        case ("and", parts):
            return all(verdict(part, true) for part in parts)
        case ("or", parts):
            return any(verdict(part, true) for part in parts)
    return bool(true >> tree & 1)


PIECES = st.tuples(st.tuples(*(st.integers(0, (1 << size) - 1) for size in SIZES)), TREES)
SETS = st.lists(PIECES, max_size=3)


def bundle(described) -> Bundle:
    return Bundle.of(Piece(masks, condition(tree)) for masks, tree in described)


def plain(described) -> set[Situation]:
    return {
        s
        for s in ALL_SITUATIONS
        if any(
            all(mask >> value & 1 for mask, value in zip(masks, s.values, strict=True)) and verdict(tree, s.true)
            for masks, tree in described
        )
    }


def check(found: Bundle, expected: set[Situation]) -> None:
    assert {s for s in ALL_SITUATIONS if found.holds(s)} == expected
    # Disjoint pieces: else the count would be too high.
    assert found.count(SPACE) == len(expected)
    assert found.is_empty() == (not expected)
    if expected:
        assert found.choose() in expected
    else:
        with pytest.raises(ValueError, match="empty set"):
            found.choose()


@given(SETS, SETS)
@cases(100)
def test_operations_agree_with_plain_sets(one, other):
    a, b = bundle(one), bundle(other)
    x, y = plain(one), plain(other)
    check(a, x)
    check(a.both(b), x & y)
    check(a.less(b), x - y)
    check(a.either(b), x | y)
    check(a.outside(SPACE), set(ALL_SITUATIONS) - x)


@given(st.lists(PIECES, max_size=6))
@cases(100)
def test_the_union_of_overlapping_pieces_is_counted_exactly(described):
    pieces = [Piece(masks, condition(tree)) for masks, tree in described]
    assert count_of_union(SPACE, pieces) == len(plain(described))


@pytest.mark.parametrize("block", [8, 32, 1 << 17])
@given(described=st.lists(PIECES, min_size=1, max_size=4))
@cases(50)
def test_the_count_does_not_depend_on_what_goes_into_a_block(block, described):
    pieces = [Piece(masks, condition(tree)) for masks, tree in described]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("treatylang.reasoning.kernel.counting._BLOCK", block)
        assert count_of_union(SPACE, pieces) == len(plain(described))
        patch.setattr("treatylang.reasoning.kernel.counting._FACTS", 0)
        assert count_of_union(SPACE, pieces) == len(plain(described))


@given(TREES, TREES)
@cases(150)
def test_two_conditions_hold_together_just_where_both_do(one, other):
    a, b = condition(one), condition(other)
    found = together(a, b)
    rows = [true for true in range(1 << FACTS) if verdict(one, true) and verdict(other, true)]
    assert (found is None) == (not rows)
    assert found is None or found in rows


@pytest.mark.parametrize("solver", ["python-sat", "diagrams"])
@given(one=TREES, other=TREES)
@cases(50)
def test_wide_conditions_get_the_same_answers(solver, one, other):
    if solver == "python-sat":
        pytest.importorskip("pysat", reason="python-sat is not installed: the wide conditions were NOT put to it")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conditions, "NARROW", -1)
        if solver == "diagrams":
            patch.setattr(conditions, "_model_of_wide", conditions._by_diagram)
        a, b = condition(one), condition(other)
        found = together(a, b)
        rows = [true for true in range(1 << FACTS) if verdict(one, true) and verdict(other, true)]
        assert (found is None) == (not rows)
        assert found is None or found in rows
        assert a.rows() == sum(verdict(one, true) for true in range(1 << FACTS) if not true & ~a.facts)


def test_a_condition_of_forty_circumstances_is_decided():
    one_of_forty = any_of(*(all_of(fact(2 * n), contrary(fact(2 * n + 1))) for n in range(20)))
    none_even = all_of(*(contrary(fact(2 * n)) for n in range(20)))
    assert not one_of_forty.narrow
    true = one_of_forty.model()
    assert true is not None and one_of_forty.holds(true)
    assert together(one_of_forty, none_even) is None
    assert one_of_forty.rows() == 4**20 - 3**20


@given(SETS)
@cases(80)
def test_bundles_and_diagrams_are_the_same_sets(described):
    diagrams = Diagrams()
    for variable in SPACE.dimensions:
        diagrams.add(variable.name, variable.values)
    for name in SPACE.facts:
        diagrams.add(name, ("no", "yes"))
    assert space_of(diagrams, NAMES) == SPACE
    drawn = to_diagram(diagrams, bundle(described), NAMES)
    assert diagrams.count(drawn) == len(plain(described))
    check(from_diagram(diagrams, drawn, NAMES), plain(described))


def test_what_has_many_values_is_no_circumstance():
    diagrams = Diagrams()
    diagrams.add("who", ("a", "b", "c"))
    diagrams.add("where", ("x", "y", "z"))
    with pytest.raises(ValueError, match="`where` has 3 values: it is no circumstance"):
        space_of(diagrams, ("who",))


@given(SETS)
@cases(80)
def test_circumstances_may_be_asked_above_dimensions(described):
    diagrams = Diagrams()
    for name in SPACE.facts[:2]:
        diagrams.add(name, ("no", "yes"))
    for variable in SPACE.dimensions:
        diagrams.add(variable.name, variable.values)
    for name in SPACE.facts[2:]:
        diagrams.add(name, ("no", "yes"))
    drawn = to_diagram(diagrams, bundle(described), NAMES)
    back = from_diagram(diagrams, drawn, NAMES)
    check(back, plain(described))
    assert to_diagram(diagrams, back, NAMES) == drawn


def test_a_bundle_with_no_situation_is_the_empty_diagram():
    diagrams = Diagrams()
    diagrams.add("who", ("a", "b"))
    diagrams.add("cloud", ("no", "yes"))
    assert from_diagram(diagrams, EMPTY, ("who",)) == Bundle()
    assert to_diagram(diagrams, Bundle(), ("who",)) == EMPTY


# -- norms ---------------------------------------------------------------------------------------------------------

NORMS = st.tuples(st.integers(0, 7), st.integers(1, 7), SETS)
MANY = st.lists(NORMS, max_size=5)


def norms(prefix: str, described) -> list[Norm]:
    return [
        Norm(f"{prefix}{number}", bearers, ways, bundle(sets)) for number, (bearers, ways, sets) in enumerate(described)
    ]


@given(MANY, MANY)
@cases(100)
def test_conflicts_are_all_pairs_that_brute_force_finds(duties, bans):
    found = conflicts(norms("c", duties), norms("b", bans))
    expected = [
        (f"c{i}", f"b{j}")
        for i, (who, ways, where) in enumerate(duties)
        for j, (bound, forbidden, awake) in enumerate(bans)
        if who & bound and not ways & ~forbidden and plain(where) & plain(awake)
    ]
    assert [(clash.commitment.name, clash.ban.name) for clash in found] == expected
    for clash in found:
        _, _, where = duties[int(clash.commitment.name[1:])]
        _, _, awake = bans[int(clash.ban.name[1:])]
        assert clash.witness in plain(where) & plain(awake)
        assert clash.commitment.bearers & clash.ban.bearers & 1 << clash.bearer


@given(NORMS, MANY, st.integers(0, 2))
@cases(80)
def test_bans_together_close_a_commitment_where_each_way_is_hit(duty, bans, bearer):
    who, ways, where = duty
    (commitment,) = norms("c", [duty])
    expected = {
        s
        for s in plain(where)
        if who >> bearer & 1
        and all(
            any(bound >> bearer & 1 and forbidden >> way & 1 and s in plain(awake) for bound, forbidden, awake in bans)
            for way in range(3)
            if ways >> way & 1
        )
    }
    check(closed(commitment, norms("b", bans), bearer), expected)


def test_a_false_witness_is_no_clash():
    here = Piece((1, 1, 1), fact(0))
    (clash,) = conflicts([Norm("c", 1, 1, Bundle((here,)))], [Norm("b", 3, 3, Bundle((here,)))])
    assert shows(clash)
    assert clash.witness == Situation((0, 0, 0), 1)
    assert not shows(clash._replace(witness=Situation((0, 0, 0), 0)))
    assert not shows(clash._replace(witness=Situation((1, 0, 0), 1)))
    assert not shows(clash._replace(bearer=1))


@given(SETS)
@cases(50)
def test_a_bundle_that_travelled_is_the_same_set(described):
    check(pickle.loads(pickle.dumps(bundle(described))), plain(described))
