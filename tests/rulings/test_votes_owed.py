"""Rulings 64 to 67, 78, 79, 84: abstentions, votes owed or given, who may be outvoted, quorums, bodies of others."""

from __future__ import annotations

import pytest

from tests.rulings.cases import case_of
from tests.rulings.test_trials import scene, treaty
from tests.worlds import shipped, world_of
from treatylang.model.question import Question
from treatylang.reasoning.answers.outvoting import refusals
from treatylang.reasoning.kernel import abstaining
from treatylang.reasoning.norms.decisions import decisions, elsewhere

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


@pytest.mark.parametrize(
    ("rule", "votes", "owed"),
    [
        ("by majority of votes", "Chile", False),
        ("by majority of votes", "Chile against Kenya", False),
        ("by majority of votes", "Chile against no member", True),
        ("by majority of members", "Chile against no member", False),
        ("by consensus", "Chile against no member", True),
        ("by consensus", "Chile", False),
        ("by unanimity except interested", "Chile plus Samoa except Kenya", True),
        ("by unanimity except interested", "Chile except Kenya", False),
        ("by unanimity except interested", "Chile plus Samoa", False),
    ],
)
def test_ruling_66_votes_against_and_whom_it_concerns(rule: str, votes: str, owed: bool) -> None:
    text = board(rule, f"{HELP} if decision of board on budget;")
    text += scene("expect Chile shall assist;", given=f"decision of board on budget by {votes}")
    assert case_of(text, draft="T").expected() == ["holds" if owed else "fails"]


BANS = {"Chile": "Chile shall not transfer-sovereignty;", "Kenya": "Kenya shall not accept-majority if provoked;"}


def test_ruling_67_own_law_refuses_to_be_outvoted() -> None:
    """By a ban on the act or on a wider one; where no law on sovereign powers is held, it is not known."""
    head = "rank statute; in-force from 1990-01-01; covers sovereignty;"
    laws = "".join(f'law L{s} "Law" of {s} {{ {head} article 1 {{ {ban} }} }}\n' for s, ban in BANS.items())
    for rule, refusing in (("by majority of members", [True, True, None]), ("by consensus", [])):
        world, _ = world_of(board(rule, f"{HELP};") + laws, beside=shipped("vocabulary"))
        draft = world.instruments["T"]
        found = refusals(world, draft, Question(), tuple(decisions(world, draft, Question())))
        assert [one.refuses for one in found.values()] == refusing
        assert [one.always for one in found.values() if one.bans] == ([True, False] if refusing else [])


@pytest.mark.parametrize(
    ("quorum", "rule", "votes", "owed"),
    [
        ("quorum 2 members;", "by majority of votes", "Chile against no member", True),
        ("quorum 2 members;", "by majority of votes", "Chile against no member without Kenya", True),
        ("quorum 2 members;", "by majority of votes", "Chile against no member without Kenya plus Samoa", False),
        ("", "by majority of votes", "Chile against no member without Kenya plus Samoa", True),
        ("quorum majority of members;", "by majority of votes", "Chile without Kenya plus Samoa", False),
        ("quorum majority of members;", "by majority of votes", "Chile plus Kenya without Samoa", True),
        ("quorum 3 members; quorum 1 member on budget;", "by consensus", "Chile without Kenya plus Samoa", True),
        ("quorum 1 member; quorum 3 members on budget;", "by consensus", "Chile plus Kenya without Samoa", False),
        ("quorum 2 members;", "by majority of members", "Chile without Kenya", False),
        ("quorum 2 members;", "by unanimity except interested", "Chile plus Samoa except Kenya", True),
        ("quorum 3 members;", "by unanimity except interested", "Chile plus Samoa except Kenya", False),
    ],
)
def test_ruling_78_whoever_stays_away_is_no_quorum(quorum: str, rule: str, votes: str, owed: bool) -> None:
    text = board(rule, f"{HELP} if decision of board on budget;").replace("decides", f"{quorum} decides")
    text += scene("expect Chile shall assist;", given=f"decision of board on budget by {votes}")
    assert case_of(text, draft="T").expected() == ["holds" if owed else "fails"]


@pytest.mark.parametrize(
    ("quorum", "bound", "owed"),
    [
        ("", "Chile, Kenya", True),
        ("quorum 2 members;", "Chile, Kenya", True),
        ("quorum 3 members;", "Chile, Kenya", False),
        ("quorum 3 members;", "each party", True),
        ("quorum 3 members on joint-measures;", "Chile, Kenya", True),
    ],
)
def test_ruling_78_votes_owed_have_to_be_a_quorum_by_themselves(quorum: str, bound: str, owed: bool) -> None:
    votes = f"2 {{ {bound} shall vote for decision of board on budget; }}"
    text = board("by majority of members", f"1 as help {{ {HELP} if decision of board on budget; }} {votes}")
    text = text.replace("decides", f"{quorum} decides") + scene("expect Chile shall assist;")
    assert case_of(text, draft="T").expected() == ["holds" if owed else "fails"]


@pytest.mark.parametrize(
    ("lines", "differs"),
    [
        ("decides by 2 members;", False),
        ("decides by 2 members including Chile;", False),
        ("decides by 2 members plus consensus of Chile;", True),
        ("decides by majority of votes;", True),
        ("quorum 2 members; decides by 2 members;", True),
    ],
)
def test_ruling_79_abstentions_count_where_they_are_more_than_a_no(lines: str, differs: bool) -> None:
    text = board("by 2 members", f"{HELP};").replace("decides by 2 members;", lines)
    world, _ = world_of(text, beside=shipped("vocabulary"))
    (one,) = decisions(world, world.instruments["T"], Question())
    assert one.game is not None
    assert abstaining.matters(one.game) is differs
    assert sum(abstaining.banzhaf(one.game) or ()) == sum(abstaining.shapley(one.game) or ()) == 1


OTHER = """treaty O "O" {{ in-force from 1990-01-01; languages en; party Chile, Kenya, Samoa; {body} }}
"""


@pytest.mark.parametrize(
    ("body", "named", "blockers"),
    [
        ('council "Board" as board { members each party; decides by consensus; }', "@O.board on budget", ALL),
        ('council "Board" as board { members each party; decides by 2 members; }', "@O.board on budget", set()),
        (
            (
                'council "Board" as board { members each party; decides on budget by 2 members including Chile; '
                "decides by consensus; }"
            ),
            "@O.board on budget",
            {"Chile"},
        ),
        ('council "Board" as board { members each party; decides on budget by consensus; }', "@O.board", None),
        ("", "general-assembly on budget", None),
    ],
)
def test_ruling_84_a_body_of_another_treaty_decides_as_that_treaty_says(
    body: str, named: str, blockers: set[str] | None
) -> None:
    """Who can block it; nothing is known of decisions on which its text says nothing, nor of a body without a text."""
    text = OTHER.format(body=body) + treaty(f"article 1 {{ {HELP} if decision of {named}; }}")
    world, found = world_of(text, beside=shipped("vocabulary"))
    assert not [one for one in found if one.severity.name == "ERROR"], found
    (one,) = elsewhere(world, world.instruments["T"], Question())
    if blockers is None:
        assert one.game is None and "decides" in one.why
    else:
        assert one.game is not None and {one.members[i] for i in one.game.blockers} == blockers


@pytest.mark.parametrize(
    ("given", "owed"),
    [
        ("decision of @O.board on budget", True),
        ("not decision of @O.board on budget", False),
        ("decision of @O.board on budget by Chile plus Kenya", True),
        ("decision of @O.board on budget by Chile", False),
        ("decision of @O.board on budget by Chile against no member", False),
    ],
)
def test_ruling_84_scenarios_give_its_decisions_and_votes(given: str, owed: bool) -> None:
    body = 'council "Board" as board { members each party; decides by 2 members; }'
    text = OTHER.format(body=body) + treaty(f"article 1 {{ {HELP} if decision of @O.board on budget; }}")
    text += scene("expect Chile shall assist;", given=given)
    assert case_of(text, draft="T").expected() == ["holds" if owed else "fails"]
