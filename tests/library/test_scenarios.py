"""Every scenario that stands beside a law or a treaty of the library, or in an example, holds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.worlds import LIBRARY, ROOT, document, shipped
from treatylang.model.question import Question
from treatylang.model.resolve import resolve
from treatylang.reasoning.answers.coverage import Tried, coverage
from treatylang.reasoning.answers.scenarios import FAILS, OPEN, Outcome, outcomes
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.workspace.operands import Draft
from treatylang.workspace.passes import Project

FILES = [
    path
    for folder in (LIBRARY / "laws", LIBRARY / "treaties", ROOT / "examples")
    for path in sorted(folder.rglob("*.treaty"))
    if any(isinstance(item, ast.Scenario) for item in document(path).items)
]


BINDING_ALL = [LIBRARY / "treaties" / f"{name}.treaty" for name in ("un-charter", "vclt", "custom-of-treaties")]


@cache
def results(path: Path) -> list[Outcome]:
    """Return what becomes of each expectation of a file, read beside what it needs of the library."""
    text = Source(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
    opened = Project.around(path, isolated=True).open(Draft(text, path), Question())
    world = opened.world
    assert world is not None, opened.findings
    first, *also = [world.instruments[name] for name in world.drafts or opened.imported]
    return [outcome for scenario in world.scenarios for outcome in outcomes(world, scenario, first, also=also)]


@cache
def tried(folder: str) -> tuple[int, int, int, int]:
    """Return how many norms there are, how many are asked about, and the same of readings that can govern."""
    covered = []
    for path in sorted((LIBRARY / folder).rglob("*.treaty")):
        draft = document(path)
        # What a state's law says of a scenario follows from its own laws, and from the treaties that bind everybody.
        near = [document(other) for other in sorted(path.parent.glob("*.treaty")) if other != path]
        world, _ = resolve([draft], [*shipped("vocabulary"), *near, *(document(other) for other in BINDING_ALL)])
        covered += coverage(world, [world.instruments[name] for name in world.drafts], world.scenarios)
    norms = sum(len(one.norms) for one in covered)
    readings = [reading for one in covered for reading in one.readings if reading.counts]
    asked = sum(one.count(Tried.ASKED) for one in covered)
    return norms, asked, len(readings), sum(reading.exercised for reading in readings)


def test_the_scenarios_of_the_shipped_laws_try_nearly_every_norm_and_every_reading() -> None:
    norms, asked, readings, exercised = tried("laws")
    assert norms >= 130 and asked >= 0.95 * norms, f"{asked} of {norms}"
    assert readings >= 20 and exercised == readings, f"{exercised} of {readings}"


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
