"""What a law is given: how long it is tried, and its random numbers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import chance


@pytest.fixture
def budget(request: pytest.FixtureRequest) -> Iterator[chance.Budget]:
    """Return how long the law is tried, with a seeded `random.Random` for each case.

    ```python
    def test_the_order_of_parties_makes_no_difference(budget: Budget) -> None:
        for draw in budget.cases(enough=200):
            text = drawn(draw)
            assert verdict(text) == verdict(turned(text, draw))
    ```
    """
    given = chance.budget(request.node.name)
    yield given
    again = f"the last case again: TREATY_SEED={given.seed} TREATY_CASE={given.number}"
    request.node.add_report_section("teardown", "law", again)
