"""Definitions behind each other: as many as may be are worked out, one more is told; circles of any length are told."""

from __future__ import annotations

import time

import pytest

from tests.effort import assert_in_proportion
from tests.worlds import world_of
from treatylang.checks.circular_definition import find
from treatylang.model.question import Question
from treatylang.reasoning.areas.geometry import named_states
from treatylang.syntax.limits import MOST_BEHIND

KINDS = {
    "area": ("area N{0} = territory of parties;", "area N{n} = N{m} plus N{m};"),
    "group": ("group N{0} = Fiji plus Japan;", "group N{n} = N{m} plus N{m};"),
    "circumstance": ('circumstance N{0} "calm prevails" = not crisis;', 'circumstance N{n} "n{n}" = N{m} or not N{m};'),
}


def told(lines: list[str]) -> list[str]:
    body = 'circumstance crisis "there is a crisis";\n' + "\n".join(lines)
    world, _ = world_of(f'treaty Pact "Pact" {{ party Fiji, Tonga;\n{body}\n}}')
    return [one.message for one in find(world, world.instruments["Pact"], Question())]


@pytest.mark.parametrize("kind", list(KINDS))
def test_one_more_than_may_be_is_told(kind):
    first, line = KINDS[kind]
    for behind in (MOST_BEHIND - 1, MOST_BEHIND, MOST_BEHIND + 1, 60):
        lines = [first.format(0), *(line.format(n=n, m=n - 1) for n in range(1, behind + 1))]
        said = told(lines)
        if behind <= MOST_BEHIND:
            assert said == []
        else:
            assert said == [f"behind the {kind} `N{MOST_BEHIND + 1}` stand more than {MOST_BEHIND} definitions"]


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("size", [1, 2, 3, 40])
def test_a_circle_of_any_length_is_told_once_and_soon(kind, size):
    _, line = KINDS[kind]
    start = time.process_time()
    said = told([line.format(n=n, m=(n + 1) % size) for n in range(size)])
    assert len(said) == 1
    assert f"the {kind} `N0` is defined by itself" in said[0]
    assert time.process_time() - start < 5


def test_the_states_of_groups_behind_each_other_are_read_once_each():
    """Each group uses the one before it twice: read at every use, twenty of them would take a million readings."""
    first, line = KINDS["group"]

    def work(size: int) -> None:
        lines = [first.format(0), *(line.format(n=n, m=n - 1) for n in range(1, size))]
        world, _ = world_of(f'treaty Pact "Pact" {{ party Fiji, Tonga; {" ".join(lines)} }}')
        pact = world.instruments["Pact"]
        assert named_states(pact, pact.areas[-1].value, None) == ("Fiji", "Japan")

    assert_in_proportion(work, 11)
