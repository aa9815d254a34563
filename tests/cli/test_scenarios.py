"""`treaty test`: what holds, what fails with its reason, what is left undecided, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from tests.treaty import Ran, run

LAW = """
law Ruritania-Constitution "Constitution of Ruritania" of Fiji {
  rank constitution;
  in-force from 1990-01-01;
  article 7 "Forces" as forces { Fiji shall not use-force unless armed-attack on self; }
}
scenario "An ally is attacked" {
  on 2027-01-01;
  event armed-attack on territory of Japan by "North Korea";
  expect Fiji EXPECTED use-force;
}
"""


def treaty(folder: Path, *words: str) -> Ran:
    return run("test", *words, folder=folder)


@pytest.mark.parametrize(
    ("modal", "code", "said"),
    [
        ("shall not", 0, "expectations: 1 held, 0 failed, 0 undecided"),
        ("may", 1, "fails: expect Fiji may use-force: it is forbidden in this situation (An ally is attacked)"),
    ],
)
def test_an_expectation_holds_or_fails_with_its_place(tmp_path: Path, modal: str, code: int, said: str) -> None:
    (tmp_path / "law.treaty").write_text(LAW.replace("EXPECTED", modal), encoding="utf-8")
    result = treaty(tmp_path, "law.treaty", "--format", "concise")
    assert (result.code, said in result.out) == (code, True), result.out + result.err
    if code:
        assert result.out.startswith("law.treaty:10:3: fails")


def test_a_failure_shows_the_norm_that_forbids_and_its_place(tmp_path: Path) -> None:
    (tmp_path / "law.treaty").write_text(LAW.replace("EXPECTED", "may"), encoding="utf-8")
    told = " ".join(treaty(tmp_path, "law.treaty").out.split())
    assert "1. on 1 January 2027, an armed attack by North Korea on the territory of Japan" in told
    assert "2. article 7 of the Constitution of Ruritania forbids Fiji to use armed force" in told
    assert "(law.treaty:5:34)" in told


def test_a_norm_that_sleeps_says_what_keeps_it_silent(tmp_path: Path) -> None:
    text = LAW.replace("EXPECTED", "shall not").replace("territory of Japan", "territory of Fiji")
    (tmp_path / "law.treaty").write_text(text, encoding="utf-8")
    result = treaty(tmp_path, "law.treaty")
    assert result.code == 1
    assert "`unless armed-attack on self` keeps it silent" in " ".join(result.out.split())


@pytest.mark.parametrize(
    ("place", "verdict"), [("territory of Japan", "1 held, 0 failed"), ("territory of any state", "1 held, 0 failed")]
)
def test_a_place_of_the_act_is_decided(tmp_path: Path, place: str, verdict: str) -> None:
    text = LAW.replace("EXPECTED use-force", f"shall not use-force in {place}")
    (tmp_path / "law.treaty").write_text(text, encoding="utf-8")
    result = treaty(tmp_path, "law.treaty")
    assert result.code == 0, result.out
    assert f"expectations: {verdict}, 0 undecided" in result.out


PACT = """
treaty Pact "Pact" {
  drawn-up at "Suva" on 2026-11-22;
  party Fiji, Tonga, Samoa;
  article 1 as arms { Fiji shall transfer-arms to Tonga within 30 days; }
  article 2 as peace { no party shall use-force in territory of Tonga; }
  article 3 as help {
    when armed-attack on any party
      each other party shall use-force;
  }
}
law Fiji-Peace "Act on Peace" of Fiji {
  rank statute;
  in-force from 2020-01-01;
  article 1 { Fiji shall not use-force; }
}
"""
ATTACK = """
scenario "Tonga is attacked" {
  on 2027-01-01;
  event armed-attack on territory of Tonga by Kenya;
  expect %s;
}
"""


@pytest.mark.parametrize(
    ("expected", "held"),
    [
        ("Fiji shall transfer-arms", True),
        ("Fiji shall transfer-arms to Tonga", True),
        ("Fiji shall transfer-arms within 30 days", True),
        ("Fiji shall transfer-arms to Samoa", False),
        ("Fiji shall transfer-arms within 3 days", False),
        ("Fiji need not transfer-arms to Samoa", True),
        ("Fiji need not transfer-arms to Tonga", False),
        ("Samoa shall not use-force in territory of Tonga", True),
        ("Samoa may use-force in territory of Samoa", True),
        ("Samoa shall use-force", True),
        ("Tonga shall use-force", False),
        ("conflict", True),
        ("conflict for Fiji", True),
        ("conflict for Samoa", False),
        ("no conflict for Samoa", True),
        ("no conflict for Fiji", False),
        ("no gap", True),
        ("gap for Tonga", False),
        ("no abandonment for Tonga", True),
        ("no contradiction for Samoa", True),
    ],
)
def test_what_can_be_expected_is_decided(tmp_path: Path, expected: str, held: bool) -> None:
    (tmp_path / "pact.treaty").write_text(PACT + ATTACK % expected, encoding="utf-8")
    result = treaty(tmp_path, "pact.treaty")
    wanted = "1 held, 0 failed, 0 undecided" if held else "0 held, 1 failed, 0 undecided"
    assert wanted in result.out, result.out + result.err
    assert result.code == (0 if held else 1)


def test_nobody_who_can_help_is_abandonment_and_nobody_who_has_to_is_a_gap(tmp_path: Path) -> None:
    alone = PACT.replace("party Fiji, Tonga, Samoa", "party Fiji, Tonga").replace("armed-attack on any", "%s on any")
    both = ATTACK % "abandonment for Tonga" + ATTACK % "no gap for Tonga"
    (tmp_path / "pact.treaty").write_text(alone.replace("%s", "armed-attack") + both, encoding="utf-8")
    assert "2 held, 0 failed, 0 undecided" in treaty(tmp_path, "pact.treaty").out
    other = ATTACK.replace("armed-attack", "blockade") % "gap for Tonga"
    (tmp_path / "pact.treaty").write_text(alone.replace("%s", "armed-attack") + other, encoding="utf-8")
    assert "1 held, 0 failed, 0 undecided" in treaty(tmp_path, "pact.treaty").out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("on 2027-01-01", "on 2027-02-30", "there is no day `2027-02-30`"),
        ("armed-attack on territory", "armed-atack on territory", "no vocabulary declares the event `armed-atack`"),
        ("of Tonga by", "of Atlantis by", "`Atlantis` is not a state"),
        ("by Kenya", "by Kenia", "`Kenia` is not a state"),
        ("by Kenya;", "by Kenya; given nonsense;", "declares the circumstance `nonsense`"),
        ("expect Fiji", "expect Fijji", "`Fijji` is not a state"),
        ("shall consult", "shall konsult", "no vocabulary declares the act `konsult`"),
    ],
)
def test_a_word_that_nothing_declares_fails_and_is_never_passed_over(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    scenario = (ATTACK % "Fiji shall consult").replace(old, new)
    (tmp_path / "pact.treaty").write_text(PACT + scenario, encoding="utf-8")
    result = treaty(tmp_path, "pact.treaty", "--format", "concise")
    assert result.code == 1 and said in result.out, result.out


def test_a_separate_file_is_about_what_it_imports(tmp_path: Path) -> None:
    (tmp_path / "treaty.toml").write_text("", encoding="utf-8")
    (tmp_path / "pact.treaty").write_text(PACT, encoding="utf-8")
    text = 'import "pact.treaty";\n' + ATTACK % "Samoa shall use-force"
    (tmp_path / "cases.treaty").write_text(text, encoding="utf-8")
    result = treaty(tmp_path, "cases.treaty")
    assert result.code == 0 and "1 held" in result.out, result.out + result.err


def test_several_imported_texts_bind_together(tmp_path: Path) -> None:
    (tmp_path / "treaty.toml").write_text("", encoding="utf-8")
    (tmp_path / "pact.treaty").write_text(PACT, encoding="utf-8")
    other = """
treaty Other "Other" {
  drawn-up at "Suva" on 2026-11-22;
  party Samoa, Tonga;
  article 1 as talk { Samoa shall consult; }
}
"""
    (tmp_path / "other.treaty").write_text(other, encoding="utf-8")
    imports = 'import "pact.treaty"; import "other.treaty";'
    text = imports + ATTACK % "Samoa shall use-force, consult" + ATTACK % "Fiji not bound to consult"
    (tmp_path / "cases.treaty").write_text(text, encoding="utf-8")
    result = treaty(tmp_path, "cases.treaty")
    assert result.code == 0 and "2 held" in result.out, result.out + result.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ATTACK % "Fiji shall consult", "has scenarios, and neither a treaty or law nor an import of one"),
        ('import "nowhere.treaty";' + ATTACK % "Fiji shall consult", "there is no file `nowhere.treaty`"),
    ],
)
def test_scenarios_about_nothing_give_no_verdict(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "cases.treaty").write_text(text, encoding="utf-8")
    result = treaty(tmp_path, "cases.treaty")
    assert result.code == 2 and said in result.err, result.err


def test_filters_leave_the_others_out_and_refuse_what_matches_nothing(tmp_path: Path) -> None:
    two = PACT + ATTACK % "Samoa shall use-force" + (ATTACK % "Fiji shall consult").replace("Tonga is", "Again")
    (tmp_path / "pact.treaty").write_text(two, encoding="utf-8")
    assert "1 held, 0 failed" in treaty(tmp_path, "pact.treaty", "--scenario", "TONGA").out
    assert "1 held, 0 failed" in treaty(tmp_path, "pact.treaty", "--party", "WSM").out
    assert treaty(tmp_path, "pact.treaty", "--party", "Kenya").code == 2
    none = treaty(tmp_path, "pact.treaty", "--scenario", "nothing like it")
    assert none.code == 2 and "no scenario has `nothing like it` in its title" in none.err


def test_reports_for_machines_are_sound_and_written_whole(tmp_path: Path) -> None:
    two = PACT + ATTACK % "Samoa shall use-force" + ATTACK % "Fiji shall consult"
    (tmp_path / "pact.treaty").write_text(two, encoding="utf-8")
    files = ("--output-file", "junit=out.xml", "--output-file", "concise=out.txt")
    result = treaty(tmp_path, "pact.treaty", "--format", "json", "--coverage", *files)
    assert result.code == 1
    found = json.loads(result.out)
    jsonschema.validate(found, json.loads(_schema(tmp_path)))
    assert found["counts"] == {"holds": 1, "fails": 1, "undecided": 0}
    assert [one["party"] for one in found["outcomes"]] == ["Samoa", "Fiji"]
    assert found["outcomes"][1]["steps"] and not found["outcomes"][0]["steps"]
    suite = ET.parse(tmp_path / "out.xml").getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert len(suite.findall(".//testcase/failure")) == 1
    values = {p.get("name"): p.get("value") for p in suite.iter("property")}
    assert int(values["coverage: norms"] or 0) == found["totals"]["norms"]
    assert "1 held, 1 failed" in (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert treaty(tmp_path, "pact.treaty", "--format", "json", "--coverage").out == result.out


def _schema(folder: Path) -> str:
    return run("schema", "scenarios", folder=folder).out


@pytest.mark.parametrize("words", [("--format", "nonsense"), ("--output-file", "json"), ("--format", "json,full")])
def test_formats_that_make_no_sense_are_refused(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "pact.treaty").write_text(PACT, encoding="utf-8")
    result = treaty(tmp_path, "pact.treaty", *words)
    assert result.code == 2


def test_an_expectation_has_to_hold_under_every_option(tmp_path: Path) -> None:
    draft = """
treaty T "T" {
  drawn-up at "Suva" on 2026-11-22;
  party Fiji, Japan;
  article as help {
    when armed-attack on any party
      bracket how {
        option A each other party shall assist the attacked party;
        option B each other party shall consult the attacked party;
      }
  }
}
scenario "Japan is attacked" {
  on 2027-01-01;
  event armed-attack on territory of Japan by "North Korea";
  expect Fiji shall consult;
}
"""
    (tmp_path / "t.treaty").write_text(draft, encoding="utf-8")
    both = treaty(tmp_path, "t.treaty")
    assert both.code == 1 and "under option A of `how`" in both.out, both.out + both.err
    assert treaty(tmp_path, "t.treaty", "--option", "how=B").code == 0


def test_a_text_with_a_mistake_of_form_gives_no_verdict(tmp_path: Path) -> None:
    (tmp_path / "t.treaty").write_text("treaty T {", encoding="utf-8")
    result = treaty(tmp_path, "t.treaty")
    assert result.code == 2


def test_a_ban_that_a_permission_lifts_is_not_told_as_one_that_forbids(tmp_path: Path) -> None:
    scenario = """
scenario "Samoa is attacked" {
  on 2027-01-01;
  event armed-attack on territory of Samoa by Kenya;
  expect Fiji may use-force;
}
"""
    (tmp_path / "pact.treaty").write_text(f"{PACT}\n{scenario}", encoding="utf-8")
    result = treaty(tmp_path, "pact.treaty")
    assert result.code == 1
    assert "Act on Peace forbids Fiji to use armed force" in result.out
    assert "Charter" not in result.out  # helping whoever is attacked is not a breach of it
