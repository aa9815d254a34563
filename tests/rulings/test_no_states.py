"""Ruling 85: organisations as parties, and others that are no states."""

from __future__ import annotations

import pytest

from tests.worlds import shipped, world_of
from treatylang.model.question import Question
from treatylang.reasoning.norms.decisions import decisions
from treatylang.reasoning.verdicts.guarantees import Setting, matrices

TEXT = """treaty T "T" {{ drawn-up on 2026-11-22; languages en; party Chile, Kenya, "{name}";
  council "Board" as board {{ members each party; decides by consensus; }}
  article 1 {{ when armed-attack on any party each other party shall assist the attacked party; }} }}"""


@pytest.mark.parametrize("name", ["European Union", "African Union", "Organization of American States"])
def test_ruling_85_an_organisation_sits_and_owes_and_its_law_is_not_known(name: str) -> None:
    world, found = world_of(TEXT.format(name=name), beside=shipped("vocabulary"))
    assert not [one for one in found if one.severity.name == "ERROR"], found
    draft = world.instruments["T"]
    (board,) = decisions(world, draft, Question())
    assert name in board.members
    (matrix,) = matrices(world, draft, Question(), Setting())
    cell = matrix.cell(name, "Chile")
    assert cell is not None and "assist" in cell.unknown and not cell.certain


def test_ruling_85_a_movement_is_no_party_and_the_message_says_what_to_write() -> None:
    _, found = world_of(TEXT.format(name="Movement of the Hills"), beside=shipped("vocabulary"))
    (one,) = (one for one in found if one.rule == "unknown-state")
    assert any("towards `non-state`" in line for line in one.help)
