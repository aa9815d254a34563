"""Rulings 64 and 65: what an abstention does, and votes to which members are bound."""

from __future__ import annotations

import pytest

from tests.rulings.cases import case_of
from tests.rulings.test_trials import scene, treaty
from tests.worlds import shipped, world_of
from treatylang.model.question import Question
from treatylang.reasoning.norms.decisions import decisions

HELP = "when armed-attack on any party each other party shall assist"
ALL = {"Chile", "Kenya", "Samoa"}


def board(rule: str, body: str) -> str:
    return treaty(f'council "Board" as board {{ members each party; decides {rule}; }} article 1 {{ {body} }}')


@pytest.mark.parametrize(
    ("rule", "voting_no", "abstaining", "fewest"),
    [
        ("by consensus", ALL, set(), 0),
        ("by silence within 48 hours", ALL, set(), 0),
        ("by unanimity", ALL, ALL, 3),
        ("by unanimity of votes", ALL, set(), 1),
        ("by majority of members", set(), set(), 2),
        ("by majority of votes", set(), set(), 1),
        ("by 2 members including Chile", {"Chile"}, {"Chile"}, 2),
        ("by 2 members plus consensus of Chile", {"Chile"}, set(), 2),
        ("by unanimity of Chile, Kenya plus majority of members", {"Chile", "Kenya"}, {"Chile", "Kenya"}, 2),
    ],
)
def test_ruling_64_an_abstention_is_no_vote_against_where_votes_cast_count(
    rule: str, voting_no: set[str], abstaining: set[str], fewest: int
) -> None:
    """Who stops a decision by voting against it, who by abstaining, and how few carry it if all others abstain."""
    world, found = world_of(board(rule, f"{HELP};"), beside=shipped("vocabulary"))
    assert not [one for one in found if one.severity.name == "ERROR"], found
    (one,) = decisions(world, world.instruments["T"], Question())
    assert one.game is not None
    assert {one.members[i] for i in one.game.blockers} == voting_no
    assert {one.members[i] for i in one.game.held_up} == abstaining
    assert one.game.if_rest_abstain.smallest_winning[0] == fewest


VOTES = {
    "all bound": ("each party shall vote for decision of board on budget;", True),
    "all bound, to every decision": ("each party shall vote for decision of board;", True),
    "all bound, to another decision": ("each party shall vote for decision of board on joint-measures;", False),
    "only one bound": ("Kenya shall vote for decision of board on budget;", False),
    "one not bound, who may not object": (
        "Kenya, Samoa shall vote for decision of board on budget; Chile shall not vote against decision of board;",
        True,
    ),
    "one who may not vote": (
        (
            "2 as votes { each party shall vote for decision of board on budget; } "
            "3 as ban { Chile shall not vote; } 4 { @ban prevails over @votes; }"
        ),
        False,
    ),
}


@pytest.mark.parametrize("name", VOTES)
def test_ruling_65_votes_that_are_owed_are_taken_as_cast(name: str) -> None:
    """What all who could hinder it are bound to carry is owed where nothing is said, and not where it was refused."""
    said, owed = VOTES[name]
    body = said if said.startswith("2 as") else f"2 {{ {said} }}"
    text = board("by consensus", f"1 as help {{ {HELP} if decision of board on budget; }} {body}")
    text += scene("expect Chile shall assist;")
    text += scene("expect Chile shall assist;", given="not decision of board on budget")
    text += scene("expect Chile shall assist;", given="decision of board on budget")
    assert case_of(text, draft="T").expected() == ["holds" if owed else "fails", "fails", "holds"], said
