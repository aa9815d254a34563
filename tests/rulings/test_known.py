"""Rulings 20, 30 and 31: what binds in politics alone, which other treaties bind, and that not known is a verdict."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.rulings.cases import Case, case_of
from tests.worlds import shipped, world_of
from treatylang.findings import Severity
from treatylang.model.question import Question
from treatylang.reasoning.answers.candidates import Outlook, candidacy
from treatylang.reasoning.answers.scenarios import FAILS, HOLDS, outcomes
from treatylang.reasoning.situations.beside import beside, editions
from treatylang.reasoning.verdicts.guarantees import Setting, matrices
from treatylang.workspace import Draft, Project
from treatylang.workspace.passes import Selection, check
from treatylang.workspace.texts import read

PACT = """
treaty Pact "{title}" {{
  {status}
  drawn-up   at "Suva" on 2027-01-01;
  languages  en;
  under      law of parties;
  party {parties};
  article 1 as first {{ {first} }}
  {more}
}}
"""
HELP = "when armed-attack on any party each other party shall assist the attacked party with force;"
TALKS = "when threat to any party each party shall consult the others;"


def drafted(
    parties: str, first: str, *, status: str = "status draft;", title: str = "A Pact", more: str = "", after: str = ""
) -> str:
    return PACT.format(parties=parties, first=first, status=status, title=title, more=more) + after


def among_laws(text: str) -> Case:
    world, mistakes = world_of(text, beside=[*shipped("vocabulary"), *shipped("laws")])
    return Case(world, world.instruments["Pact"], mistakes, Question())


def findings(path: Path, text: str) -> list[tuple[str, str, str]]:
    """Return what `treaty check` finds in a draft that is alone in its folder, read with what the shelf gives it."""
    file = path / "pact.treaty"
    file.write_text(text, encoding="utf-8")
    project = Project.around(file, isolated=True, cache=False)
    opened = project.open(Draft(read(file), file), Question())
    found = check(opened, Question(), Selection(), date(2027, 1, 1))
    return [(one.rule, one.severity.word, one.message) for one in found]


# -- ruling 20: what binds in politics alone -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "asked"),
    [("status political;", False), ("status binding;", True), ("status draft;", True), ("", True)],
    ids=["political", "binding", "draft", "none"],
)
@pytest.mark.parametrize(
    ("parties", "organ"),
    [('"United States", Australia', "the Senate"), ("Philippines, Indonesia", "the House of Representatives")],
    ids=["Quad", "Manila"],
)
def test_ruling_20_treaties_alone_need_steps_of_treaty_making(
    parties: str, organ: str, status: str, asked: bool
) -> None:
    case = among_laws(drafted(parties, TALKS, status=status))
    told = [finding.message for finding in case.found("procedure-needed")]
    assert any(organ in message for message in told) is asked
    assert asked or not told


def test_ruling_20_what_is_done_under_a_political_text_still_needs_its_steps() -> None:
    case = among_laws(drafted('"United States", Australia', HELP, status="status political;"))
    told = [finding.message for finding in case.found("procedure-needed")]
    assert told
    assert all("before it does" in message for message in told)


@pytest.mark.parametrize(("status", "worst"), [("status political;", Severity.WARNING), ("", Severity.ERROR)])
def test_ruling_20_a_political_text_breaks_no_treaty(status: str, worst: Severity) -> None:
    other = """
    treaty Peace "Treaty of Peace" { status in-force from 2000-01-01; party Fiji, Tonga;
      article 1 { no party shall use-force; } }
    """
    case = case_of(drafted("Fiji, Tonga", "each party shall use-force;", status=status, after=other))
    assert {finding.severity for finding in case.found("treaty-contradiction")} == {worst}


# -- ruling 30: other treaties bind whether named or not -----------------------------------------------------------


@pytest.mark.parametrize(
    ("parties", "first", "who", "by"),
    [
        ("Hungary, Norway", "each party shall possess-nuclear;", "Hungary and Norway", "Non-Proliferation"),
        ("Fiji, Tonga", "each party shall receive-nuclear;", "Fiji", "South Pacific Nuclear Free Zone"),
        ('"Papua New Guinea", Chad', "each party shall test-nuclear;", "Papua New Guinea", "South Pacific Nuclear"),
    ],
    ids=["NPT", "Rarotonga", "Rarotonga, later"],
)
def test_ruling_30_a_treaty_that_nobody_names_binds_its_parties(
    tmp_path: Path, parties: str, first: str, who: str, by: str
) -> None:
    found = findings(tmp_path, drafted(parties, first))
    (told,) = [message for rule, level, message in found if (rule, level) == ("treaty-contradiction", "error")]
    assert told.startswith(f"{who} would be bound to")
    assert by in told


@pytest.mark.parametrize(
    ("parties", "first"),
    [
        ("India, Pakistan", "each party shall possess-nuclear;"),  # no parties to the treaty that forbids it
        ("Hungary, Norway", "each party shall transfer-arms;"),  # forbidden by none
        ("Tonga, Samoa", "each party shall test-nuclear;"),  # no parties of the zone, as the library has it
    ],
    ids=["no parties", "no ban", "no zone"],
)
def test_ruling_30_near_misses(tmp_path: Path, parties: str, first: str) -> None:
    assert not [one for one in findings(tmp_path, drafted(parties, first)) if one[0] == "treaty-contradiction"]


ARMS = "each party shall possess-nuclear;"
NPT = "Treaty on the Non-Proliferation of Nuclear Weapons"


@pytest.mark.parametrize(
    "text",
    [
        drafted("Hungary, Norway", ARMS, title=NPT),
        drafted("Hungary, Norway", ARMS, title=NPT.upper()),
        drafted("Hungary, Norway", ARMS, more="article 2 { this treaty replaces NPT; }"),
        drafted("Hungary, Norway", ARMS).replace("treaty Pact", "treaty NPT"),
    ],
    ids=["title", "title in capitals", "replaces", "name"],
)
def test_ruling_30_no_other_edition_of_the_draft_is_read_beside_it(tmp_path: Path, text: str) -> None:
    assert not [one for one in findings(tmp_path, text) if one[0] == "treaty-contradiction"]


def test_ruling_30_what_a_draft_amends_is_no_other_treaty() -> None:
    text = (
        'treaty Old "Old" { status in-force from 2000-01-01; party Fiji; article 1 as a { no party shall use-force; } }'
    )
    text += 'protocol Pact "New" amends Old { party Fiji; article 2 as b { each party shall use-force; } }'
    case = case_of(text)
    assert editions(case.world, case.draft) == {"Old"}
    assert not [one for one in beside(case.world, case.draft, Question()) if one.name == "Old"]


def test_ruling_30_scenarios_ask_their_own_file_for_duties_and_everything_for_bans(tmp_path: Path) -> None:
    scenario = """
    scenario "Nine" { on 2027-06-01; event armed-attack on territory of "United States" by non-state;
      expect Australia not bound;
      expect Australia need not meet-danger;
      expect Australia shall not possess-nuclear;
      expect Australia may use-force; }
    """
    file = tmp_path / "pact.treaty"
    talks = "when threat to Fiji each party shall consult;"
    file.write_text(drafted("Australia, Fiji", talks, after=scenario), encoding="utf-8")
    opened = Project.around(file, isolated=True, cache=False).open(Draft(read(file), file), Question())
    assert opened.world is not None
    assert {"ANZUS", "NPT", "Rarotonga"} <= set(opened.world.instruments)
    (asked,) = opened.world.scenarios
    found = [one.verdict for one in outcomes(opened.world, asked, opened.world.instruments["Pact"])]
    assert found == [HOLDS] * 4


def test_ruling_30_the_promises_of_other_treaties_are_told_apart() -> None:
    other = """
    treaty Old "Old" { status in-force from 2000-01-01; party Fiji, Tonga;
      article 1 { when armed-attack on any party each other party shall assist; } }
    """
    case = case_of(drafted("Fiji, Tonga", TALKS.replace("threat to", "armed-attack on"), after=other))
    (alone,) = matrices(case.world, case.draft, Question(), Setting())
    (both,) = matrices(case.world, case.draft, Question(), Setting(every_treaty=True))
    cell = both.cell("Fiji", "Tonga")
    assert cell is not None
    assert cell.beside is not None
    assert (cell.promised, cell.beside.promised) == (("consult",), ("assist",))
    assert alone.cell("Fiji", "Tonga") is not None
    assert alone.cell("Fiji", "Tonga").beside is None  # type: ignore[union-attr]


# -- ruling 31: not known is a verdict -----------------------------------------------------------------------------

LAW = 'law Some "Some Law" of {state} {{ rank constitution; in-force from 2000-01-01; {covers} {more} }}\n'


def verdicts(state: str, *expected: str, law: str = "") -> list[str]:
    lines = " ".join(f"expect {state} {one};" for one in expected)
    scenario = f'scenario "s" {{ on 2027-06-01; event armed-attack on territory of Chad by non-state; {lines} }}\n'
    return among_laws(law + drafted(f"{state}, Chad", TALKS, after=scenario)).expected()


@pytest.mark.parametrize("state", ["Kenya", "Norway", "Bolivia"])
def test_ruling_31_nothing_held_is_neither_allowed_nor_forbidden(state: str) -> None:
    found = verdicts(state, "may use-force", "not known use-force", "shall not use-force", "not known consult")
    assert found == [HOLDS, HOLDS, FAILS, FAILS]


def test_ruling_31_a_law_covers_what_it_says_and_nothing_else() -> None:
    law = LAW.format(state="Kenya", covers="covers force, bases;", more="")
    found = verdicts("Kenya", "not known use-force", "not known host-bases", "not known possess-nuclear", law=law)
    assert found == [FAILS, FAILS, HOLDS]
    assert verdicts(
        "Kenya", "not known use-force", "not known possess-nuclear", law=LAW.format(state="Kenya", covers="", more="")
    ) == [FAILS, FAILS]


def test_ruling_31_what_is_held_forbids_even_where_the_rest_is_not_held() -> None:
    law = LAW.format(state="Kenya", covers="covers procedure;", more="article 1 { Kenya shall not host-bases; }")
    found = verdicts("Kenya", "shall not host-bases", "not known host-bases", "may host-bases", law=law)
    assert found == [HOLDS, FAILS, FAILS]


def test_ruling_31_a_law_that_is_not_yet_in_force_is_not_held() -> None:
    law = LAW.format(state="Kenya", covers="", more="").replace("2000-01-01", "2030-01-01")
    assert verdicts("Kenya", "not known use-force", law=law) == [HOLDS]


def test_ruling_31_acts_take_the_subjects_of_their_wider_acts_unless_they_name_their_own() -> None:
    world, _ = world_of("", beside=shipped("vocabulary"))
    subjects = world.lexicon.subjects
    assert subjects("deploy-abroad") == subjects("assist-militarily") == {"force"}
    assert subjects("condemn") == {"neutrality"}
    assert subjects("transfer-arms") == {"arms"}
    assert subjects("use-nuclear") == {"force", "nuclear"}
    assert subjects("consult") == frozenset()


def test_ruling_31_an_unknown_subject_is_no_subject() -> None:
    case = among_laws(LAW.format(state="Kenya", covers="covers forces;", more="") + drafted("Kenya, Chad", TALKS))
    (told,) = [one for one in case.mistakes if one.rule == "unknown-word"]
    assert told.message == "no vocabulary declares the subject `forces`"
    assert "force" in " ".join(told.help)


@pytest.mark.parametrize(
    ("state", "first", "outlook"),
    [
        ("Mongolia", HELP, Outlook.NOT_KNOWN),
        ("New Zealand", HELP, Outlook.NOT_KNOWN),
        ("Paraguay", TALKS, Outlook.NOT_KNOWN),
        ("Australia", HELP, Outlook.COULD),
        ("India", TALKS, Outlook.COULD),
        ("Indonesia", HELP, Outlook.COULD_NOT),
    ],
)
def test_ruling_31_nobody_could_join_of_whom_nothing_is_held(state: str, first: str, outlook: Outlook) -> None:
    case = among_laws(drafted("Chad, Mali", first))
    assert candidacy(case.world, case.draft, Question(), state).outlook is outlook


def test_ruling_31_a_verdict_that_is_not_known_under_some_options() -> None:
    force = "when armed-attack on any party bracket b { option A each other party shall use-force; "
    case = among_laws(
        LAW.format(state="Kenya", covers="covers procedure, alliances;", more="")
        + drafted("Chad, Mali", force + "option B each other party shall consult; }")
    )
    found = candidacy(case.world, case.draft, Question(), "Kenya")
    assert found.outlook is Outlook.NOT_KNOWN
    assert found.unheld is not None
    assert found.unheld.subjects == ("force",)
    chosen = Question(options={"b": "B"})
    assert candidacy(case.world, case.draft, chosen, "Kenya").outlook is Outlook.COULD
