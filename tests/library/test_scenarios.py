"""Every scenario that stands beside a law or a treaty of the library, or in an example, holds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.worlds import LIBRARY, ROOT, document, library
from treatylang.model.resolve import resolve
from treatylang.reasoning.scenarios import FAILS, OPEN, Outcome, outcomes
from treatylang.syntax import ast

FILES = [
    path
    for folder in (LIBRARY / "laws", LIBRARY / "treaties", ROOT / "examples")
    for path in sorted(folder.rglob("*.treaty"))
    if any(isinstance(item, ast.Scenario) for item in document(path).items)
]


@cache
def results(path: Path) -> list[Outcome]:
    draft = document(path)
    world, _ = resolve([draft], [one for one in library() if one is not draft])
    about = world.instruments[world.drafts[0]]
    return [outcome for scenario in world.scenarios for outcome in outcomes(world, scenario, about)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_the_scenarios_of_a_file_expect_is_so(path: Path) -> None:
    failed = [f"{o.span}: {o.span.text} -- {o.reason} ({o.scenario})" for o in results(path) if o.verdict == FAILS]
    assert not failed, "\n".join(failed)


def test_most_expectations_are_decided() -> None:
    everything = [outcome for path in FILES for outcome in results(path)]
    undecided = [outcome for outcome in everything if outcome.verdict == OPEN]
    assert len(everything) >= 40
    told = "\n".join(f"{o.span}: {o.span.text} -- {o.reason}" for o in undecided)
    assert len(undecided) <= len(everything) / 2, told
