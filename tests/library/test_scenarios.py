"""Every scenario that stands beside a law or a treaty of the library, or in an example, holds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.worlds import LIBRARY, ROOT, document, shipped
from treatylang.library.unasked import Unasked, unasked
from treatylang.model.instrument import Norm
from treatylang.model.question import Question
from treatylang.model.resolve import resolve
from treatylang.reasoning.answers.coverage import Coverage, Tried, coverage
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
def covered(folder: str) -> tuple[Coverage, ...]:
    """Return what the scenarios that stand beside the texts of a folder of the library try of each of them."""
    found: list[Coverage] = []
    for path in sorted((LIBRARY / folder).rglob("*.treaty")):
        draft = document(path)
        # What a state's law says of a scenario follows from its own laws, and from the treaties that bind everybody.
        near = sorted(path.parent.glob("*.treaty")) if folder == "laws" else []
        beside = [document(other) for other in dict.fromkeys([*near, *BINDING_ALL]) if other != path]
        world, _ = resolve([draft], [*shipped("vocabulary"), *beside])
        found += coverage(world, [world.instruments[name] for name in world.drafts], world.scenarios)
    return tuple(found)


def listed(folder: str) -> set[Unasked]:
    """Return the norms of the list that stand in a folder."""
    names = {one.instrument.name for one in covered(folder)}
    return {one for one in unasked() if one.at.partition(".")[0] in names}


@pytest.mark.parametrize(("folder", "least"), [("laws", 220), ("treaties", 150), ("of-record", 26)])
def test_scenarios_ask_about_every_norm_that_is_not_on_the_list_of_those_they_cannot(folder: str, least: int) -> None:
    norms = [(one.instrument.name, tried) for one in covered(folder) for tried in one.norms]
    assert len(norms) >= least
    missing = {_named(name, one.norm): one for name, one in norms if one.tried < Tried.ASKED}
    known = {(one.at, one.reading, one.acts) for one in listed(folder)}
    assert {key for key in missing if key not in known} == set(), "write a scenario that asks about it"
    assert known - set(missing) == set(), "a scenario asks about it now: take it off treatylang/library/unasked.toml"


def _named(text: str, norm: Norm) -> tuple[str, str, tuple[str, ...]]:
    return f"{text}.{norm.path}", norm.reading.name if norm.reading is not None else "", norm.acts


def test_every_norm_on_the_list_has_a_place_and_a_reason() -> None:
    assert all(one.why and one.acts for one in unasked())
    assert {one for folder in ("laws", "treaties", "of-record") for one in listed(folder)} == set(unasked())


@pytest.mark.parametrize("folder", ["laws", "treaties"])
def test_scenarios_exercise_every_reading_that_can_govern(folder: str) -> None:
    readings = [(one.instrument.name, read) for one in covered(folder) for read in one.readings if read.counts]
    assert readings
    without = {(one.at.partition(".")[0], one.reading) for one in unasked() if one.reading}
    idle = {(name, read.reading.name) for name, read in readings if not read.exercised}
    assert idle == {key for key in without if key[0] in {name for name, _ in readings}}


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
