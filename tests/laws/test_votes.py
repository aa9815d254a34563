"""Help that waits for a vote, against a loop over every way in which those who are free can vote."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import product

import pytest

from tests.chance import Budget
from tests.laws.agreeing import asked_of
from tests.worlds import shipped, world_of
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.answers.addressed import SHALL
from treatylang.reasoning.answers.position import ask
from treatylang.reasoning.answers.voting import voted
from treatylang.reasoning.norms.decisions import decisions
from treatylang.reasoning.norms.decisions import elsewhere as other_decisions
from treatylang.reasoning.verdicts.guarantees import Cell, Setting, matrices
from treatylang.syntax import ast

PARTIES = ("Chile", "Kenya", "Samoa", "Fiji")
YES, ABSTAIN, NO, AWAY = "yes", "abstain", "no", "away"
WEIGHTS = {"Chile": 3, "Kenya": 2, "Samoa": 1, "Fiji": 1}
RULES = (
    "by consensus",
    "by unanimity of members",
    "by unanimity of votes",
    "by silence within 48 hours",
    "by majority of members",
    "by majority of votes",
    "by two-thirds of votes",
    "by more than 60 percent of votes",
    "by three-quarters of members",
    "by 2 members including Chile",
    "by 2 members plus consensus of Chile, Kenya",
    "by majority of Chile, Kenya plus majority of Samoa, Fiji",
    "by majority of members except Fiji",
    "by two-thirds of members except interested",
)
Cast = Mapping[str, str]


def carried(rule: str, weights: Mapping[str, int], cast: Cast, quorum: int = 0) -> bool:
    """Whether a rule is met by votes, in the plain words of the rule, and enough are there, whatever they vote."""
    if " except " in rule:
        rule, _, out = rule.partition(" except ")
        cast = {state: said for state, said in cast.items() if state != out}
    if sum(said != AWAY for said in cast.values()) < quorum:
        return False
    cast = {state: ABSTAIN if said == AWAY else said for state, said in cast.items()}
    return all(one_carried(part, weights, cast) for part in rule.removeprefix("by ").split(" plus "))


def one_carried(rule: str, weights: Mapping[str, int], cast: Cast) -> bool:
    measure, _, of = rule.partition(" of ")
    said = {s: v for s, v in cast.items() if s in of.split(", ")} if of.startswith(PARTIES) else dict(cast)
    if measure == "consensus" or measure.startswith("silence"):
        return NO not in said.values()
    if "members" in measure:
        needed, _, including = measure.partition(" members including ")
        votes = sum(v == YES for v in said.values())
        return votes >= int(needed.split()[0]) and (not including or said.get(including) == YES)
    counted = weights if of == "votes" else dict.fromkeys(PARTIES, 1)
    for_it = sum(counted[s] for s, v in said.items() if v == YES)
    whole = sum(counted[s] for s, v in said.items() if of != "votes" or v != ABSTAIN)
    if measure == "majority":
        return 2 * for_it > whole
    if "percent" in measure:
        return for_it > Fraction(60, 100) * whole
    share = {"two-thirds": Fraction(2, 3), "three-quarters": Fraction(3, 4), "unanimity": Fraction(1)}[measure]
    return for_it >= share * whole and for_it > 0


def whoever_is_concerned(rule: str) -> list[str]:
    """Return the rule with nobody concerned, and with each party."""
    if not rule.endswith("interested"):
        return [rule]
    plain = rule.removesuffix(" except interested")
    return [plain, *(f"{plain} except {state}" for state in PARTIES)]


def written(
    rule: str, weighted: bool, bound: Mapping[str, str], word: str, *, elsewhere: bool = False, quorum: int = 0
) -> tuple[World, Instrument]:
    """Return a treaty with a board of its own, or with one that another treaty in force among the same sets up."""
    votes = "".join(f"votes of {s} {n} votes; " for s, n in WEIGHTS.items()) if weighted else ""
    sworn = "".join(
        f"when armed-attack on any party {state} shall vote for decision of board on budget; "
        if said == YES
        else f"{state} shall not vote against decision of board on budget; "
        for state, said in bound.items()
    )
    votes += f"quorum {quorum} member{'s' if quorum > 1 else ''}; " if quorum else ""
    board = f'council "Board" as board {{ members each party; {votes}decides {rule}; }}'
    own, other = (board, "")
    if elsewhere:
        own, other = (
            "",
            f'treaty O "O" {{ in-force from 2000-01-01; languages en; party {", ".join(PARTIES)}; {board} }}',
        )
        sworn = sworn.replace("of board", "of @O.board")
    board = "@O.board" if elsewhere else "board"
    text = (
        f'{other} treaty T "T" {{ drawn-up on 2026-11-22; languages en; party Chile, Kenya, Samoa, Fiji; {own} '
        f"article 1 {{ when armed-attack on any party each other party shall consult {word} decision of {board} "
        f"on budget; {sworn}}} }}"
    )
    world, found = world_of(text, beside=shipped("vocabulary"))
    assert not [one for one in found if one.severity.name == "ERROR"], (text, found)
    return world, world.instruments["T"]


def drawn(draw: random.Random) -> tuple[str, bool, dict[str, str]]:
    bound = {s: draw.choice((YES, YES, ABSTAIN)) for s in PARTIES if draw.random() < 0.6}
    return draw.choice(RULES), draw.choice((True, False)), bound


def weights_of(weighted: bool) -> Mapping[str, int]:
    return WEIGHTS if weighted else dict.fromkeys(PARTIES, 1)


def test_help_is_certain_where_those_bound_to_vote_suffice_and_else_possible(budget: Budget) -> None:
    """Whatever those who are free do; who is not bound and can stop it alone is named (ruling 48)."""
    for draw in budget.cases(enough=40, least=6):
        rule, weighted, bound = drawn(draw)
        quorum = draw.choice((0, 0, 1, 2, 3))
        weights = weights_of(weighted)
        free = [one for one in PARTIES if bound.get(one) != YES]
        choices = [(YES, ABSTAIN, AWAY) if bound.get(one) == ABSTAIN else (YES, ABSTAIN, NO, AWAY) for one in free]
        sure = all(
            carried(each, weights, dict.fromkeys(PARTIES, YES) | dict(zip(free, cast, strict=True)), quorum)
            for each in whoever_is_concerned(rule)
            for cast in product(*choices)
        )
        everybody = dict.fromkeys(PARTIES, YES)
        blockers = {
            one
            for one in PARTIES
            for how in (NO, AWAY)
            if not carried(whoever_is_concerned(rule)[0], weights, everybody | {one: how}, quorum)
        }
        for word in ("if", "unless"):
            world, draft = written(rule, weighted, bound, word, quorum=quorum)
            told = (rule, weighted, bound, word, quorum)
            (found,) = matrices(world, draft, Question(), Setting())
            (asked,) = ask(world, draft, Question(), asked_of("armed-attack on Chile by Cuba"))
            for helper in PARTIES[1:]:
                cell = found.cell(helper, "Chile")
                assert cell is not None
                help_given = sure if word == "if" else not sure
                assert ("consult" in cell.certain) is help_given, told
                owed = [
                    one for one in asked.answers if one.party == helper and one.modal == SHALL and one.act == "consult"
                ]
                if word == "if":
                    assert bool(cell.depends) is not sure, told
                    assert bool(owed) and bool(owed[0].depends) is not sure, told
                    if not sure:
                        (vote,) = found.votes.values()
                        assert set(vote.can_block) == blockers, told
                else:
                    assert_ends(cell, sure, helper in blockers, told)
                    assert bool(owed) is not sure and not any(one.depends for one in owed), told


def test_it_does_not_matter_which_treaty_sets_a_body_up(budget: Budget) -> None:
    """A board of another treaty of the same parties decides, blocks and binds as one of the text's own does."""
    for draw in budget.cases(enough=20, least=4):
        rule, weighted, bound = drawn(draw)
        word, quorum = draw.choice(("if", "unless", "until")), draw.choice((0, 0, 2, 3))
        found = []
        for elsewhere in (False, True):
            world, draft = written(rule, weighted, bound, word, elsewhere=elsewhere, quorum=quorum)
            (matrix,) = matrices(world, draft, Question(), Setting())
            (asked,) = ask(world, draft, Question(), asked_of("armed-attack on Chile by Cuba"))
            cells = [(one.helper, one.victim, one.certain, one.depends, one.until) for one in matrix.cells]
            owed = [(one.party, one.modal, one.act, bool(one.depends)) for one in asked.answers]
            votes = [(key, vote.can_block, vote.bound) for key, vote in matrix.votes.items()]
            question = Question(as_of=date(2026, 11, 22))
            rules = other_decisions(world, draft, question) if elsewhere else decisions(world, draft, question)
            found.append((cells, owed, votes, [(one.members, one.game) for one in rules]))
        assert found[0] == found[1], (rule, weighted, bound, word)


def test_a_body_of_another_treaty_has_the_members_of_the_day(budget: Budget) -> None:
    """Whoever has left the other treaty has no vote and blocks nothing; before it is in force, nobody knows."""
    for draw in budget.cases(enough=10, least=3):
        left = draw.choice(PARTIES)
        others = [one for one in PARTIES if one != left]
        text = (
            f'treaty O "O" {{ in-force from 2000-01-01; languages en; party {", ".join(others)}; '
            f"party {left} until 2020-01-01; "
            'council "Board" as board { members each party; decides by consensus; } } '
            'treaty T "T" { drawn-up on 2026-11-22; languages en; party Chile, Kenya, Samoa, Fiji; article 1 { '
            "when armed-attack on any party each other party shall consult if decision of @O.board on budget; } }"
        )
        world, _ = world_of(text, beside=shipped("vocabulary"))
        draft = world.instruments["T"]
        for day, members in (
            (date(2019, 12, 31), set(PARTIES)),
            (date(2026, 11, 22), set(others)),
            (date(1999, 1, 1), set()),
        ):
            (one,) = other_decisions(world, draft, Question(as_of=day))
            assert set(one.members) == members, (left, day)
            assert (one.game is not None) is bool(members)
        (matrix,) = matrices(world, draft, Question(), Setting())
        (vote,) = matrix.votes.values()
        assert set(vote.can_block) == set(others)


def assert_ends(cell: Cell, sure: bool, can_block: bool, told: object) -> None:
    """What a decision would end is told as certain until then, unless the helper itself can keep it from being made."""
    assert bool(cell.until) is (not sure and not can_block), told
    assert not cell.depends, told


def test_a_rule_tells_what_an_abstention_does(budget: Budget) -> None:
    """For every vote of every member: the rule as a game says what the words of the rule say."""
    for draw in budget.cases(enough=30, least=6):
        rule, weighted, _ = drawn(draw)
        world, draft = written(rule, weighted, {}, "if")
        (found,) = decisions(world, draft, Question())
        plain = whoever_is_concerned(rule)[0]
        for cast in product((YES, ABSTAIN, NO), repeat=len(PARTIES)):
            votes = dict(zip(PARTIES, cast, strict=True))
            yes, aside = (frozenset(i for i, s in enumerate(found.members) if votes[s] == v) for v in (YES, ABSTAIN))
            assert found.game is not None
            assert found.game.wins(yes, aside) == carried(plain, weights_of(weighted), votes), (rule, weighted, votes)
        alone = {s for i, s in enumerate(found.members) if i in found.game.held_up}
        everybody = dict.fromkeys(PARTIES, YES)
        assert alone == {
            one for one in found.members if not carried(plain, weights_of(weighted), everybody | {one: ABSTAIN})
        }, rule


@pytest.mark.parametrize(
    ("sentence", "held"),
    [
        ("each other party shall vote for decision of board on budget;", "consult"),
        ("each other party shall vote for decision of board;", "consult"),
        ("each other party shall vote for decision of board on military-planning;", ""),
        ("each other party shall vote for decision of board on request of Kenya;", ""),
        ("each other party shall vote against decision of board on budget;", ""),
        ("Chile shall vote for decision of board on budget;", ""),
        ("each other party shall vote for decision of board on budget if request of the attacked party;", "consult"),
        ("each other party may vote for decision of board on budget;", ""),
    ],
)
def test_ruling_48_which_votes_are_owed(sentence: str, held: str) -> None:
    """Chile is attacked; the other two are two of three members, and a majority if they are bound to vote for it."""
    text = (
        'treaty T "T" { drawn-up on 2026-11-22; languages en; party Chile, Kenya, Samoa; '
        'council "Board" as board { members each party; decides by majority of members; } '
        "article 1 { when armed-attack on any party each other party shall consult if decision of board on budget; "
        f"when armed-attack on any party {sentence} }} }}"
    )
    world, found = world_of(text, beside=shipped("vocabulary"))
    assert not [one for one in found if one.severity.name == "ERROR"], found
    (matrix,) = matrices(world, world.instruments["T"], Question(), Setting())
    cell = matrix.cell("Kenya", "Chile")
    assert cell is not None and cell.certain == ((held,) if held else ()), cell


def test_votes_that_a_scenario_gives_are_counted_by_the_rule(budget: Budget) -> None:
    """Those named vote for it, those after `against` against it, the rest abstain; who is concerned is left out.

    Those after `without` stay away: they count as abstaining, and for no quorum.
    """
    for draw in budget.cases(enough=30, least=6):
        rule, weighted, _ = drawn(draw)
        cast = {state: draw.choice((YES, YES, ABSTAIN, NO, AWAY)) for state in PARTIES}
        quorum = draw.choice((0, 1, 2, 3))
        out = "Fiji" if rule.endswith("except Fiji") else ""
        if rule.endswith("interested") and draw.random() < 0.7:
            out = draw.choice(PARTIES)
        sides = {v: [s for s in PARTIES if cast[s] == v and s != out] for v in (YES, NO, AWAY)}
        if not sides[YES]:
            continue
        said = " plus ".join(sides[YES])
        said += f" except {out}" if rule.endswith("interested") and out else ""
        everybody = draw.choice((True, False))
        if not everybody:
            said += f" against {' plus '.join(sides[NO]) or 'no member'}"
        said += f" without {' plus '.join(sides[AWAY])}" if sides[AWAY] else ""
        votes = {s: v if v in (YES, AWAY) or not everybody else NO for s, v in cast.items()}
        plain = rule.removesuffix(" except interested") + (
            f" except {out}" if rule.endswith("interested") and out else ""
        )
        expected = carried(plain, weights_of(weighted), votes, quorum)
        other = draw.choice((True, False))
        world, draft = written(rule, weighted, {}, "if", elsewhere=other, quorum=quorum)
        board = "@O.board" if other else "board"
        scenario = asked_of(f"armed-attack on Chile by Cuba given decision of {board} on budget by {said}")
        done, faults = voted(world, (draft,), scenario, Question())
        assert not faults, (rule, said, faults)
        (fact,) = (fact for line in done.lines if isinstance(line, ast.Given) for fact in line.facts)
        assert fact.positive is expected, (rule, weighted, said, quorum)
