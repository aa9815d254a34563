"""The cheapest changes that remove every conflict, held against trying all sets of changes."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from tests.chance import cases
from treatylang.reasoning.kernel.repairs import DEAREST, Repair, Repaired, cheapest

CONFLICTS = 9


@st.composite
def problems(draw: st.DrawFn) -> list[Repair]:
    """Draw up to ten changes with prices of one to three parts, small ones, so that many sets cost the same."""
    parts = draw(st.integers(1, 3))
    price = st.tuples(*[st.integers(0, 4)] * parts)
    removes = st.integers(0, (1 << CONFLICTS) - 1)
    place = st.sampled_from(["", "", "first sentence", "second sentence"])
    drawn = draw(st.lists(st.tuples(price, removes, place), max_size=10))
    return [Repair(f"change {number}", *one) for number, one in enumerate(drawn)]


def removed(chosen: tuple[Repair, ...]) -> int:
    result = 0
    for repair in chosen:
        result |= repair.removes
    return result


def best(repairs: list[Repair], wanted: int) -> tuple[int, tuple[int, ...]]:
    """Return how many conflicts have to be left, and the least price of leaving so few, by trying every set."""
    width = len(repairs[0].price) if repairs else 0
    tried = []
    for size in range(len(repairs) + 1):
        for chosen in combinations(repairs, size):
            places = [repair.place for repair in chosen if repair.place]
            if len(places) == len(set(places)):
                left = (wanted & ~removed(chosen)).bit_count()
                tried.append((left, tuple(sum(repair.price[part] for repair in chosen) for part in range(width))))
    return min(tried)


@cases(200)
@given(problems(), st.integers(0, (1 << CONFLICTS) - 1))
def test_no_set_of_changes_leaves_less_or_costs_less(repairs: list[Repair], conflicts: int) -> None:
    found = cheapest(repairs, conflicts)
    event(f"{len(found.chosen)} changes, {found.stuck.bit_count()} left")
    assert found.stuck == conflicts & ~removed(found.chosen)
    assert (found.stuck.bit_count(), found.price) == best(repairs, conflicts)
    assert found.proven
    assert list(found.chosen) == [repair for repair in repairs if repair in found.chosen], "in the order given"
    for idle in found.chosen:
        others = tuple(repair for repair in found.chosen if repair is not idle)
        assert conflicts & ~removed(others) & idle.removes, f"`{idle.name}` removes nothing that the others do not"


def test_a_sentence_is_changed_in_one_way() -> None:
    """Two changes of a sentence would be cheapest; a change and a reservation are what can be made."""
    one, other = Repair("one", (1,), 0b01, "sentence"), Repair("other", (1,), 0b10, "sentence")
    reserved = Repair("reserved", (5,), 0b10)
    assert cheapest([one, other, reserved], 0b11) == Repaired((one, reserved), (6,), (6,), 0)
    alone = cheapest([one, other], 0b11)
    assert len(alone.chosen) == 1
    assert alone.stuck == 0b11 & ~alone.chosen[0].removes


def test_the_same_change_of_another_place_is_kept() -> None:
    """The cheaper of two changes that remove the same is in the way of a third: then the dearer one is made."""
    cheap = Repair("cheap", (1,), 0b01, "sentence")
    needed = Repair("needed", (1,), 0b10, "sentence")
    dear = Repair("dear", (4,), 0b01)
    assert cheapest([cheap, needed, dear], 0b11).chosen == (needed, dear)


@cases(50)
@given(problems())
def test_the_same_question_has_the_same_answer(repairs: list[Repair]) -> None:
    conflicts = (1 << CONFLICTS) - 1
    assert cheapest(repairs, conflicts) == cheapest(repairs, conflicts)


def test_the_first_part_of_a_price_decides_before_the_second() -> None:
    dear = Repair("one guarantee, one change", (1, 1), 0b11)
    cheap = [Repair("no guarantee, a change", (0, 1), 0b01), Repair("none, another change", (0, 1), 0b10)]
    assert cheapest([dear, *cheap], 0b11).price == (0, 2)
    assert cheapest([Repair("d", (1, 1), 0b11), *(Repair(r.name, r.price[::-1], r.removes) for r in cheap)], 0b11) == (
        Repaired((Repair("d", (1, 1), 0b11),), (1, 1), (1, 1), 0)
    )


def test_of_changes_that_do_the_same_the_first_is_taken() -> None:
    repairs = [Repair(name, (2,), 0b111) for name in ("first", "second", "third")]
    assert [repair.name for repair in cheapest(repairs, 0b111).chosen] == ["first"]
    assert [repair.name for repair in cheapest(repairs[::-1], 0b111).chosen] == ["third"]


def test_a_greedy_choice_is_not_taken() -> None:
    """The change that removes most for its price is part of no cheapest set."""
    tempting = Repair("most at once", (3,), 0b011110)
    halves = [Repair("left half", (3,), 0b000111), Repair("right half", (3,), 0b111000)]
    assert cheapest([tempting, *halves], 0b111111).chosen == tuple(halves)


def test_what_nothing_removes_is_stuck_and_nothing_is_done_for_nothing() -> None:
    repair = Repair("a", (1,), 0b001)
    assert cheapest([repair], 0b110) == Repaired((), (0,), (0,), 0b110)
    assert cheapest([repair], 0b011) == Repaired((repair,), (1,), (1,), 0b010)
    assert cheapest([repair], 0) == Repaired((), (0,), (0,), 0)
    assert cheapest([], 0b1) == Repaired((), (), (), 0b1)


@pytest.mark.parametrize("price", [(-1,), (DEAREST,), (0, -1)])
def test_a_price_that_cannot_be_summed_exactly_is_refused(price: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="from 0 to 999999"):
        Repair("a", price, 1)


def test_prices_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="the same number of parts"):
        cheapest([Repair("a", (1,), 1), Repair("b", (1, 1), 1)], 1)


def test_a_search_that_is_broken_off_says_what_it_did_not_prove() -> None:
    """A Steiner triple system: 27 conflicts in 117 triples, of which the bound by halves is far from the truth."""
    points = range(27)
    digits = [(p % 3, p // 3 % 3, p // 9) for p in points]
    triples = [
        t
        for t in combinations(points, 3)
        if all((digits[t[0]][i] + digits[t[1]][i] + digits[t[2]][i]) % 3 == 0 for i in range(3))
    ]
    assert len(triples) == 117
    repairs = [
        Repair(str(p), (1,), sum(1 << number for number, triple in enumerate(triples) if p in triple)) for p in points
    ]
    every = (1 << len(triples)) - 1
    broken_off = cheapest(repairs, every, limit=1)
    assert not broken_off.proven
    assert broken_off.least < (18,) <= broken_off.price
    assert not every & ~removed(broken_off.chosen)
    whole = cheapest(repairs, every)
    assert (whole.price, whole.proven) == ((18,), True), "known from the literature on this system"


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    cheapest([Repair("a", (1,), 0b11), Repair("b", (1,), 0b01)], 0b11)
    assert capfd.readouterr() == ("", "")
