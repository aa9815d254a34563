"""Whoever puts the witness of a change to both drafts, as `treaty ask` does, hears two answers."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given

from tests.chance import TIMES, cases, seed, some
from tests.compare import test_brute
from tests.compare.pairs import difference, draft, side
from tests.compare.table import TABLE
from tests.compare.test_properties import text_of
from tests.reasoning import brute
from tests.reasoning.test_legality import CASES
from tests.worlds import ROOT
from treatylang.api.situation import scenario_of
from treatylang.compare import Side, compared
from treatylang.compare.changes import Asking, Decided, Difference
from treatylang.compare.deciding import NOTHING
from treatylang.model.question import Question
from treatylang.reasoning.answers.position import ask
from treatylang.reasoning.explanation.citation import with_citations

Row = tuple[str, ...]
ROUNDS = ROOT / "examples" / "rounds"
NORTH, JAPAN = ["north-atlantic-1949", "north-atlantic-1951"], ["us-japan-1951", "us-japan-1960"]
PAIRS = [*pairwise([f"asia-pacific-{n}" for n in (1, 2, 3, 4)]), tuple(NORTH), tuple(JAPAN)]


def rows(one: Side, asked: Asking, party: str) -> list[Row]:
    """Return what `treaty ask` shows a party, under each choice of options that is left open."""
    options = dict(a.removeprefix("--option=").split("=") for a in asked.arguments if a.startswith("--option="))
    found = ask(
        one.world, one.draft, Question(options=options), scenario_of(asked.situation),
        standing="--standing" in asked.arguments,
    )  # fmt: skip
    assert not any(answers.impossible for answers in found), asked
    return [
        (
            *("" if options else answers.options, a.modal, a.act),
            *(with_citations(a.words, a.text, one.world), ", ".join(a.depends), a.note),
        )
        for answers in found
        for a in answers.answers
        if a.party == party
    ]


def heard(found: list[Row], said: str) -> bool:
    """Return whether what the comparison says that a draft decides is among what the draft answers."""
    said = said.partition(" (")[0]  # after the words may stand what they mean in this draft
    return said == NOTHING or all(any(one == row[3].replace("-", " ") for row in found) for one in said.split("; "))


MOST = 6
"""How many witnesses of one comparison are put to both drafts in `make test`; `make soak` asks more of them."""


def assert_two_answers(old: Side, new: Side, found: Difference) -> int:
    """Put witnesses of a comparison to both drafts; return how many it has."""
    witnesses = [(c, c.witness) for c in found.changes if c.witness is not None and c.witness.situation]
    number = min(len(witnesses), max(1, round(MOST * TIMES)))
    for change, shown in random.Random(f"{seed()} {old.draft.title}").sample(witnesses, number):
        assert shown.questions is not None, change.message
        before, after = (rows(s, q, shown.party) for s, q in zip((old, new), shown.questions, strict=True))
        told = f"{change.message}\n{shown.questions}\n{before}\n{after}"
        assert before != after, told
        assert heard(before, shown.old) and heard(after, shown.new), told
    return len(witnesses)


@pytest.mark.parametrize(("name", "old", "new", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_each_pair_of_the_table(name: str, old: str, new: str, expected: tuple[str, ...]) -> None:
    one, other = side(draft(old)), side(draft(new))
    for before, after in ((one, other), (other, one)):
        assert_two_answers(before, after, compared(before, after))


@cases(50)
@given(CASES, CASES)
def test_random_pairs(one: brute.Case, other: brute.Case) -> None:
    before, after = test_brute.side(one, "old"), test_brute.side(other, "new")
    found = compared(before, after)
    for change in found.changes:
        shown = change.witness
        if shown is None or not shown.situation or shown.questions is None:
            continue
        texts = f"{shown.questions}\n{brute.as_treaty(one)}\n{brute.as_treaty(other)}"
        answers = [rows(s, q, shown.party) for s, q in zip((before, after), shown.questions, strict=True)]
        assert answers[0] != answers[1], f"{change.message}\n{texts}"


@pytest.mark.parametrize("pair", some(PAIRS, 2), ids="-".join)
def test_the_rounds(pair: tuple[str, str]) -> None:
    sides = []
    for name in pair:
        opened = text_of(ROUNDS / f"{name}.treaty").opened
        assert opened.world is not None
        sides.append(Side(opened.world, opened.instruments[0]))
    assert assert_two_answers(*sides, compared(*sides)) > 0


# -- how a question is written -------------------------------------------------------------------------------------


def shown(old: str, new: str, **said: str) -> Decided:
    """Return the first witness that a situation shows."""
    found = difference(draft(old, **said), draft(new, **said))
    return next(c.witness for c in found.changes if c.witness is not None and c.witness.situation)


HELP = "when armed-attack on any party each other party shall assist the attacked party"


def test_what_is_always_so_is_asked_of_a_quiet_day() -> None:
    old, new = "each party shall consult the others;", "each party shall consult the others within 48 hours;"
    first, second = shown(old, new).questions or ()
    assert first == second == Asking("draft.treaty", "nothing on 2026-11-22", ("--standing",))


def test_a_circumstance_that_a_draft_names_is_given() -> None:
    first, second = shown(f"{HELP};", f"{HELP} unless provoked;").questions or ()
    assert first == second
    assert second.situation == 'armed-attack on territory of Australia by "another state" on 2026-11-22 given provoked'
    assert second.arguments == ()


def test_a_circumstance_without_a_word_of_its_own_is_quoted() -> None:
    counts = "cyber-operation on any party from territory of China counts as armed-attack on that party;"
    _, second = shown(f"{HELP};", f"{HELP}; {counts}").questions or ()
    assert second.situation.endswith('given "from territory of China"')


def test_an_approval_that_is_missing_is_said_so() -> None:
    _, second = shown(f"{HELP};", f'{HELP} if approval of "the Diet";').questions or ()
    assert second.situation.endswith('given not approval of "the Diet"')


def test_options_are_those_of_the_draft_that_is_asked() -> None:
    bracket = f"bracket s {{ option A {HELP}; option B {HELP} with force; }}"
    inside = f'article "Help" as a {{ {bracket} }}'
    first, second = shown(f"{HELP};", inside).questions or ()
    assert first.arguments == () and second.arguments[-1].startswith("--option=s=")


def test_a_place_at_sea_is_said() -> None:
    body = "when armed-attack on any party{} each other party shall assist the attacked party;"
    area = 'area Zone "the Zone" = territory of parties;'
    old, new = (f'{area} article "Help" as a {{ {body.format(where)} }}' for where in ("", " in Zone"))
    _, second = shown(old, new).questions or ()
    assert " in high-seas on " in second.situation
