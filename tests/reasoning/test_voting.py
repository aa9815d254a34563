"""Voting games: counted for every coalition and every order, and as published for two councils."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations, product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases
from treatylang.reasoning.kernel import abstaining
from treatylang.reasoning.kernel.voting import Abstention, Criterion, Game, TooLarge, quota_of

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


# -- where members may abstain -----------------------------------------------------------------------------------------


@st.composite
def criteria(draw: st.DrawFn, n: int) -> Criterion:
    """Return what some rule asks of votes, with each effect that an abstention may have."""
    weights = draw(st.tuples(*[st.integers(0, 3)] * n))
    kind = draw(st.sampled_from(Abstention))
    if kind is not Abstention.ASIDE:
        return Criterion(weights, draw(st.integers(1, 8)), kind)
    share, more = Fraction(draw(st.integers(1, 4)), 4), draw(st.booleans())
    return Criterion(weights, quota_of(share, sum(weights), more=more), kind, share, more)


@st.composite
def ternary_games(draw: st.DrawFn, most: int = 4) -> Game:
    """Return a small game in which abstentions are of all kinds, with a quorum or without."""
    n = draw(st.integers(1, most))
    quorum = st.builds(Criterion, st.tuples(*[st.integers(0, 2)] * n), st.integers(1, 5))
    rules = tuple(draw(st.lists(criteria(n), min_size=1, max_size=2)))
    return Game(n, rules, draw(st.one_of(st.none(), quorum)))


def ways_to_vote(game: Game) -> str:
    """Return the ways in which a member can act: yes, abstention, no, and staying away from a quorum."""
    return "yan" if game.quorum is None else "yanx"


def passes(game: Game, votes: tuple[str, ...]) -> bool:
    """Whether votes carry a decision, member by member."""
    yes, aside, away = (frozenset(i for i, vote in enumerate(votes) if vote == how) for how in "yax")
    return game.wins(yes, aside, away)


@cases(60)
@given(ternary_games())
def test_swings_with_abstentions_are_as_counted_vote_by_vote(game: Game) -> None:
    """A member decides where its ways to vote do not all lead to one outcome, for each way in which others vote."""
    ways, n = ways_to_vote(game), game.players
    scores = [0] * n
    for i in range(n):
        for others in product(ways, repeat=n - 1):
            outcomes = {passes(game, (*others[:i], vote, *others[i:])) for vote in ways}
            scores[i] += len(outcomes) == 2
    total = sum(scores)
    assert abstaining.banzhaf(game) == tuple(Fraction(one, total) if total else 0 for one in scores)


@cases(25)
@given(ternary_games(most=3))
def test_roll_calls_with_abstentions_are_as_called_one_by_one(game: Game) -> None:
    """The member is pivotal after whose vote the outcome is settled, whatever those vote who are called later."""
    ways, n = ways_to_vote(game), game.players
    pivots = [0] * n
    votes = list(product(ways, repeat=n))
    for order in permutations(range(n)):
        for cast in votes:
            for place in range(n + 1):
                called = order[:place]
                rest = (one for one in votes if all(one[i] == cast[i] for i in called))
                if len({passes(game, one) for one in rest}) == 1:
                    if place:
                        pivots[order[place - 1]] += 1
                    break
    rolls = len(list(permutations(range(n)))) * len(votes)
    assert abstaining.shapley(game) == tuple(Fraction(one, rolls) for one in pivots)


def test_the_security_council_where_an_abstention_is_no_veto() -> None:
    """Counted by hand: nobody permanent votes no, and exactly eight of the others vote yes, or nine without it."""
    council = Game(15, (Criterion((1,) * 15, 9), Criterion((1,) * 5 + (0,) * 10, 5, Abstention.FOR)))

    def ways(permanent: int, elected: int, yes: range) -> int:
        """Ways in which so many permanent members vote yes or abstain, the elected vote anyhow, and so many yes."""
        return sum(
            comb(permanent, p) * comb(elected, e) * 2 ** (elected - e)
            for p in range(permanent + 1)
            for e in range(elected + 1)
            if p + e in yes
        )

    of_permanent = ways(4, 10, range(8, 15))
    of_elected = ways(5, 9, range(8, 9))
    total = 5 * of_permanent + 10 * of_elected
    shares = abstaining.banzhaf(council)
    assert shares is not None
    assert shares[0] == Fraction(of_permanent, total)
    assert shares[14] == Fraction(of_elected, total)


def test_with_many_members_abstentions_are_counted_exactly() -> None:
    """Forty equal members have equal power by two thirds of the votes cast, with a quorum."""
    game = Game(40, (Criterion((1,) * 40, 27, Abstention.ASIDE, Fraction(2, 3)),), Criterion((1,) * 40, 21))
    assert set(abstaining.banzhaf(game) or ()) == {Fraction(1, 40)}
    large = Game(40, (Criterion(tuple(range(1, 41)), 547, Abstention.ASIDE, Fraction(2, 3)),))
    assert abstaining.shapley(large) is None
