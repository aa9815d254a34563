"""Sets of points obey the algebra of sets, whatever expression made them."""

from __future__ import annotations

from functools import cache

import numpy as np
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.chance import cases
from tests.geography.areas import shape
from treatylang.geography import Shape, open_globe

ATOMS = (
    "territory of Fiji",
    "territory of Japan",
    "islands of Philippines",
    "land of Russia",
    "territory of Antarctica",
    'sea "Philippine Sea" north of 12°30\'N',
    'belt of 200 nm around part "Okinawa" of Japan',
    "polygon rhumb 10N 170E, 30N 160W, 20S 150W, 30S 160E",
    "polygon geodesic 70N 150E, 70N 150W, 40N 170W, 40N 170E",
    "polygon rhumb 80S 0E, 80S 90E, 80S 180E, 80S 90W",
    "territory claimed by China",
)


@cache
def atom(text: str) -> Shape:
    return shape(open_globe(), text)


@cache
def points():
    """Return places everywhere, and more of them where the atoms are."""
    rng = np.random.default_rng(1)
    lat = np.concatenate([np.degrees(np.arcsin(rng.uniform(-1, 1, 3000))), rng.uniform(-25, 50, 6000), [-90.0, 90.0]])
    lon = np.concatenate([rng.uniform(-180, 180, 3000), rng.uniform(115, 215, 6000), [0.0, 0.0]])
    return lat, lon


trees = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.tuples(st.sampled_from(("plus", "minus", "within")), inner, inner),
    max_leaves=4,
)


def area(tree):
    if isinstance(tree, str):
        return atom(tree)
    how, left, right = tree
    if how == "within":
        return area(left).within(Shape(area(right).geometry))
    return getattr(area(left), how)(area(right))


def truth(tree):
    if isinstance(tree, str):
        return atom(tree).contains(*points())
    how, left, right = tree
    a, b = truth(left), truth(right)
    return a | b if how == "plus" else a & b if how == "within" else a & ~b


@cases(40, suppress_health_check=[HealthCheck.too_slow])
@given(trees)
def test_answers_follow_from_those_of_the_pieces(tree):
    made = area(tree)
    assert made.geometry.is_valid
    assert (made.contains(*points())[:-2] == truth(tree)[:-2]).all()


@cases(25, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(ATOMS), st.sampled_from(ATOMS))
def test_areas_add_up(left, right):
    a, b = atom(left), atom(right)
    shared, both_ways = a.within(Shape(b.geometry)).km2, a.plus(b).km2
    assert abs(a.km2 + b.km2 - shared - both_ways) <= 1e-6 * (a.km2 + b.km2) + 0.01
    assert abs(a.minus(b).km2 + shared - a.km2) <= 1e-6 * a.km2 + 0.01
    assert a.minus(a).km2 < 0.01
