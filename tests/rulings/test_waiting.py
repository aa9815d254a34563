"""What promises, duties and bans wait for: conditions of which one is enough, decisions, times, an emergency."""

from __future__ import annotations

import pytest

from tests.rulings.asked import scene, told_wrong, treaty
from tests.rulings.cases import case_of, law
from treatylang.reasoning.verdicts.guarantees import Setting, matrices
from treatylang.reports._guarantees import lines_of

FACTS = 'circumstance grave "it is grave"; circumstance dire "it is dire"; '
WHEN = "when armed-attack on any party each other party shall consult the attacked party if {};"
EITHER = "depending on whether it is grave or whether it is dire (either is enough)"
BOTH = "depending on whether it is grave and whether it is dire"
PROMISES = (
    (WHEN.format("grave") + WHEN.format("dire"), EITHER),
    (WHEN.format("grave or dire"), EITHER),
    (WHEN.format("grave or not dire"), EITHER),
    (WHEN.format("grave and dire"), BOTH),
    (WHEN.format("grave") + WHEN.format("grave and dire"), "depending on whether it is grave"),
)


@pytest.mark.parametrize(("body", "told"), PROMISES)
def test_a_promise_that_one_of_two_conditions_wakes_says_so(body: str, told: str) -> None:
    """Where either suffices, `and` would tell of a promise that is smaller than the one that was made."""
    case = case_of(treaty(f"{FACTS} article 1 {{ {body} }}"), draft="T")
    found = next(iter(matrices(case.world, case.draft, case.question, Setting())))
    for cell in found.cells:
        assert [line for line, _ in lines_of(cell, found, case.draft.lexicon)] == [f"consult, {told}"]


def test_what_is_not_known_still_depends_on_what_it_depends_on() -> None:
    """That the law of a helper is not held makes no promise of what is promised in some cases alone."""
    body = WHEN.replace("consult", "assist").format("grave")
    case = case_of(treaty(f"{FACTS} article 1 {{ {body} }}"), draft="T")
    found = next(iter(matrices(case.world, case.draft, case.question, Setting())))
    for line in (line for cell in found.cells for line, _ in lines_of(cell, found, case.draft.lexicon)):
        assert "depending on whether it is grave" in line and "not known" in line


BOARD = 'council "Board" as board { members each party; decides by majority of members; } '
AFTER = (
    ("after decision of board each party shall consult;", "decision of board", True),
    ("after decision of board each party shall consult;", "not decision of board", False),
    ("after decision of board each party shall consult;", "decision of board by Kenya plus Samoa", True),
    ("after decision of board each party shall consult;", "decision of board by Kenya", False),
    ("after decision of board on budget each party shall consult;", "decision of board on budget", True),
    ("failing decision of board each party shall consult;", "not decision of board", True),
    ("failing decision of board each party shall consult;", "decision of board", False),
    ("after request of Kenya each party shall consult;", "request of Kenya", True),
    ("after request of Kenya each party shall consult;", "not request of Kenya", False),
)


@pytest.mark.parametrize(("says", "given", "owed"), AFTER)
def test_what_comes_after_a_decision_is_woken_by_it(says: str, given: str, owed: bool) -> None:
    """A decision in front of a sentence is the circumstance that it is behind one."""
    expected = "Chile shall consult" if owed else "Chile not bound"
    assert not told_wrong(treaty(f"{BOARD} article 1 {{ {says} }}") + scene(expected, "2000-01-01", "", given))


JOINING = (
    ("Chile shall not join any alliance;", "", "conflict for Chile"),
    ("Chile shall not join any alliance;", "", "no conflict for Kenya"),
    ("no state may join any alliance;", "", "conflict for Chile"),
    ("when emergency { Chile shall not join any alliance; }", "emergency", "conflict for Chile"),
    ("when emergency { Chile shall not join any alliance; }", "not emergency", "no conflict for Chile"),
    ('reading few "f" { Chile shall not join any alliance; }', "", "conflict for Chile"),
    ('reading idea "i" proposed { Chile shall not join any alliance; }', "", "no conflict for Chile"),
    ("Chile shall not join any treaty concerning bases;", "", "no conflict for Chile"),
)


@pytest.mark.parametrize(("says", "given", "expected"), JOINING)
def test_a_scenario_can_expect_the_conflict_of_being_a_party(says: str, given: str, expected: str) -> None:
    """That a law forbids its state to be a party is a conflict in scenarios as in `check`, where it holds."""
    body = "article 1 { when armed-attack on any party each other party shall use-force; }"
    text = treaty(body) + law(f"article 1 {{ {says} }}", of="Chile")
    assert not told_wrong(text + scene(expected, "2000-01-01", "", given))


LIMITS = (
    ("30 days", "1 month", False),
    ("31 days", "1 month", False),
    ("60 days", "1 month", True),
    ("366 days", "1 year", False),
)


@pytest.mark.parametrize(("takes", "limit", "late"), LIMITS)
def test_a_procedure_is_too_long_where_it_always_is(takes: str, limit: str, late: bool) -> None:
    """Months are not turned into hours (ruling 43): 31 days may be a month."""
    steps = f'before use-force Chile shall obtain approval of "the House" after {takes};'
    body = f"when armed-attack on any party each other party shall use-force within {limit};"
    case = case_of(treaty(f"article 1 {{ {body} }}") + law(steps, of="Chile"), draft="T")
    assert any(one.late for one in case.procedures("Chile")) == late
