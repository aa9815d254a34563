"""Voting games: counted for every coalition and every order, and as published for two councils."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases
from treatylang.reasoning.kernel.voting import Criterion, Game, TooLarge

SECURITY_COUNCIL = Game(15, (Criterion((1,) * 15, 9), Criterion((1,) * 5 + (0,) * 10, 5)))
SIX = Game(6, (Criterion((4, 4, 4, 2, 2, 1), 12),))
"""The Council of the European Economic Community of 1958: France, Germany, Italy; Belgium, Netherlands; Luxembourg."""


@st.composite
def games(draw: st.DrawFn) -> Game:
    """Return a small game of one to three criteria, some of which may be out of reach."""
    n = draw(st.integers(1, 5))
    criteria = st.builds(Criterion, st.tuples(*[st.integers(0, 4)] * n), st.integers(1, 12))
    return Game(n, tuple(draw(st.lists(criteria, min_size=1, max_size=3))))


def coalitions(n: int) -> Iterator[frozenset[int]]:
    """Yield every coalition, the small ones first."""
    for size in range(n + 1):
        yield from map(frozenset, combinations(range(n), size))


def smallest(found: Iterable[frozenset[int]]) -> tuple[int, int]:
    """Return the size and the number of the smallest coalitions."""
    sizes = [len(one) for one in found]
    return (min(sizes), sizes.count(min(sizes))) if sizes else (0, 0)


@cases(60)
@given(games())
def test_everything_is_as_counted_one_by_one(game: Game) -> None:
    n, everyone = game.players, frozenset(range(game.players))
    winning = [one for one in coalitions(n) if game.wins(one)]
    blocking = [one for one in coalitions(n) if not game.wins(everyone - one)]
    assert game.smallest_winning == smallest(winning)
    assert game.smallest_blocking == smallest(blocking)
    swings = [sum(i in one and not game.wins(one - {i}) for one in winning) for i in range(n)]
    total = sum(swings)
    assert list(game.banzhaf) == [Fraction(one, total) if total else 0 for one in swings]
    pivots = [0] * n
    orders = list(permutations(range(n)))
    for order in orders:
        for place, player in enumerate(order):
            before = frozenset(order[:place])
            if not game.wins(before) and game.wins(before | {player}):
                pivots[player] += 1
    assert list(game.shapley) == [Fraction(one, len(orders)) for one in pivots]
    if winning:
        assert set(game.blockers) == {i for i in range(n) if frozenset({i}) in blocking}
        assert set(game.idle) == {i for i in range(n) if swings[i] == 0}


@cases(60)
@given(games(), st.data())
def test_a_quorum_is_as_counted_one_by_one(game: Game, data: st.DataObject) -> None:
    """Who blocks by a vote or by staying away, and how few have to stay away: in all ways in which members can act."""
    n, everyone = game.players, frozenset(range(game.players))
    quorum = Criterion(tuple(data.draw(st.integers(0, 3)) for _ in range(n)), data.draw(st.integers(1, 7)))
    strict = replace(game, quorum=quorum)
    for yes in coalitions(n):
        for away in coalitions(n):
            if not yes & away:
                there = sum(quorum.weights[i] for i in everyone - away) >= quorum.quota
                assert strict.wins(yes, absent=away) == (there and game.wins(yes, away))
    if strict.can_be_won:
        stops = [one for one in coalitions(n) if not strict.meets(one)]
        assert strict.missing == min(map(len, stops))
        alone = {i for i in range(n) if not game.wins(everyone - {i}) or frozenset({i}) in stops}
        assert set(strict.blockers) == alone


def test_the_security_council_as_published() -> None:
    """Nine votes with the five permanent members: 848 swings of each of these, 84 of each of the others."""
    assert SECURITY_COUNCIL.banzhaf[0] / SECURITY_COUNCIL.banzhaf[14] == Fraction(848, 84)
    assert round(float(SECURITY_COUNCIL.shapley[0]), 4) == 0.1963
    assert SECURITY_COUNCIL.blockers == (0, 1, 2, 3, 4)
    assert SECURITY_COUNCIL.smallest_winning == (9, 210)
    assert SECURITY_COUNCIL.smallest_in_kinds() == ((5, 4),)
    assert SECURITY_COUNCIL.smallest_in_kinds(blocking=True) == ((1, 0),)


def test_luxembourg_never_mattered_in_1958() -> None:
    """The sums of the others are even, and so is the quota."""
    assert SIX.banzhaf == (*[Fraction(5, 21)] * 3, *[Fraction(3, 21)] * 2, 0)
    assert SIX.shapley == (*[Fraction(7, 30)] * 3, *[Fraction(9, 60)] * 2, 0)
    assert SIX.idle == (5,)


def test_forty_members_are_counted_exactly() -> None:
    """Each of forty equal members has a fortieth of the power; more are refused."""
    assert set(Game(40, (Criterion((1,) * 40, 27),)).shapley) == {Fraction(1, 40)}
    with pytest.raises(TooLarge):
        Game(41, (Criterion((1,) * 41, 27),))
