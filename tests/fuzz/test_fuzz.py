"""Odd texts and damaged projects, others at each commit: each is answered; `make soak` tries many."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from random import Random

import pytest

from tests import chance
from tests.fuzz import projects
from tests.fuzz.seeds import small
from tests.fuzz.trying import COMMANDS, Commands, Reading, drawn

PATIENCE = 60.0
"""Seconds of work after which a command hangs: shapes of many states are drawn for the first time here."""


@cache
def reading() -> Reading:
    return Reading()


@pytest.mark.law
def test_any_text_is_read_laid_out_and_resolved() -> None:
    budget = chance.budget("fuzz read")
    for random in budget.cases(least=5):
        text = drawn(random)
        assert reading().broken(text) is None, text


@pytest.mark.law
@pytest.mark.skipif(not hasattr(os, "fork"), reason="another system")
def test_any_text_is_answered_by_any_command(tmp_path: Path) -> None:
    commands = Commands(tmp_path)
    budget = chance.budget("fuzz commands")
    for random in budget.cases(least=2):
        text = drawn(random, mostly_reads=True)
        commands.lay_out(text, random.choice(small()))
        for name in _some(random):
            assert commands.run(COMMANDS[name], PATIENCE) is None, text


@pytest.mark.law
@pytest.mark.skipif(not hasattr(os, "fork"), reason="another system")
def test_any_damaged_project_is_answered_by_any_command(tmp_path: Path) -> None:
    commands = Commands(tmp_path)
    budget = chance.budget("fuzz projects")
    for random in budget.cases(least=2):
        projects.laid_out(random, tmp_path, projects.damaged(random))
        for name in random.sample(list(projects.COMMANDS), 4):
            assert commands.run(projects.COMMANDS[name], PATIENCE) is None, (
                f"case {budget.number} of seed {budget.seed}"
            )


def _some(random: Random) -> list[str]:
    return list(COMMANDS) if chance.TIMES >= 1 else random.sample(list(COMMANDS), 4)
