"""A law is tried on the same cases whenever the seed is the same, and stops with its time."""

from __future__ import annotations

import pytest

from tests.chance import USUAL_SECONDS, Budget


def test_the_same_seed_draws_the_same_cases() -> None:
    one, again, other = ([draw.random() for draw in Budget("law", 0.0, seed).cases(least=9)] for seed in (7, 7, 8))
    assert len(one) == 9
    assert one == again != other


def test_a_case_can_be_tried_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    every = [draw.random() for draw in Budget("law", 0.0, 7).cases(least=9)]
    monkeypatch.setenv("TREATY_CASE", "4")
    assert [draw.random() for draw in Budget("law", 0.0, 7).cases()] == [every[4]]


def test_what_is_enough_in_a_usual_run_is_not_where_there_is_more_time() -> None:
    assert len(list(Budget("law", USUAL_SECONDS, 7).cases(enough=20))) == 20
    assert sum(1 for draw in Budget("law", 0.2, 7).cases(least=1)) > 20


def test_a_law_is_given_its_budget(budget: Budget) -> None:
    drawn = [draw.random() for draw in budget.cases(enough=3, least=3)]
    assert len(set(drawn)) == len(drawn) >= 3
