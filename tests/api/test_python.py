"""What programs rely on: the public names, and that they answer as the commands do, without clock, print or change."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import treatylang as tl
from tests.treaty import run
from treatylang.api import frames

DRAFT = """
treaty Pact "Pact on Mutual Assistance" {
  status     draft;
  drawn-up   at "Geneva" on 2026-11-22;
  party      Japan, Australia;
  area       Reach "the Reach" = territory of Japan plus sea "Coral Sea";
  article "Assistance" as assistance {
    when armed-attack on any other party
      each party shall assist that party with force;
  }
}

scenario "Australia is attacked" {
  on     2027-01-01;
  event  armed-attack on territory of Australia by "North Korea";
  expect Japan shall assist;
}
"""

PACT = tl.read(DRAFT)

ANSWERS: dict[str, tuple[Callable[[], Any], tuple[str, ...]]] = {
    "ask": (lambda: PACT.ask("armed-attack on Australia by China"), ("armed-attack on Australia by China",)),
    "guarantees": (PACT.guarantees, ()),
    "candidates": (lambda: PACT.candidates("Vietnam"), ("Vietnam",)),
    "cures": (PACT.cures, ()),
    "sweep": (lambda: PACT.sweep("party", "attacker"), ("--by", "party,attacker")),
    "timeline": (PACT.timeline, ()),
    "where": (lambda: PACT.where(24.5, 153.9), ("24.5", "153.9")),
    "profile": (PACT.profile, ()),
}
"""For each question that is answered with tables, the method, and what the command is given."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "draft.treaty").write_text(DRAFT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ANSWERS)
def test_a_method_answers_as_its_command_and_every_format_has_the_same_columns(name: str, folder: Path) -> None:
    method, arguments = ANSWERS[name]
    answer = method()
    ran = run(name, "draft.treaty", *arguments, "--format", "json", folder=folder)
    assert json.loads(answer.to("json")) == json.loads(ran.out)
    sheet = run(name, "draft.treaty", *arguments, "--format", "csv", folder=folder)
    assert tuple(next(csv.reader(io.StringIO(sheet.out)))) == answer.columns
    records = [record for table in json.loads(ran.out)["tables"] for record in table["records"]]
    assert tuple(dict.fromkeys(key for record in records for key in record)) == answer.columns
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    assert tuple(parquet.read_table(pyarrow.BufferReader(answer.to("parquet"))).column_names) == answer.columns
    assert list(answer) == answer.records
    assert len(answer) == len(answer.records) > 0


@pytest.mark.parametrize("library", frames.LIBRARIES)
@pytest.mark.parametrize("name", ANSWERS)
def test_a_data_frame_has_these_columns_too(name: str, library: str) -> None:
    pytest.importorskip(library)
    answer = ANSWERS[name][0]()
    found = answer.frame(library)
    assert tuple(found.columns) == answer.columns
    assert len(found) == len(answer)


def test_findings_are_those_of_check(folder: Path) -> None:
    findings = PACT.check()
    ran = run("check", "draft.treaty", "--format", "json", folder=folder)
    told = json.loads(ran.out)["findings"]
    assert [one["fingerprint"] for one in findings.records] == [one["fingerprint"] for one in told]
    assert {one["rule"] for one in findings.records if one["severity"] == "error"} == {e.rule for e in findings.errors}
    assert "law-conflict" in {error.rule for error in findings.errors}
    assert len(findings) == len(findings.errors) + len(findings.warnings) + len(findings.notes)
    assert findings.of("law-conflict", "Japan")[0].party == "Japan"
    sheet = str(findings.to("csv"))
    assert tuple(next(csv.reader(io.StringIO(sheet)))) == findings.columns


def test_scenarios_changes_and_texts_are_those_of_the_commands(folder: Path) -> None:
    assert [one.verdict for one in PACT.test().outcomes] == ["holds"]
    other = tl.read(DRAFT.replace("with force", ""), name="other.treaty")
    (folder / "other.treaty").write_text(DRAFT.replace("with force", ""), encoding="utf-8")
    changes = PACT.diff(other)
    told = json.loads(run("diff", "draft.treaty", "other.treaty", "--format", "json", folder=folder).out)
    assert [one.fingerprint for one in changes] == [c["fingerprint"] for d in told["differences"] for c in d["changes"]]
    assert set(changes.columns) <= set(told["differences"][0]["changes"][0])
    assert str(PACT.render("text")) == run("render", "draft.treaty", "--to", "text", folder=folder).out
    assert str(PACT.brief()) == run("brief", "draft.treaty", folder=folder).out
    assert "<svg" in PACT.map()._repr_html_()


def test_the_library_can_be_asked_without_a_draft(folder: Path) -> None:
    words = json.loads(run("words", "--like", "defend", "--format", "json", folder=folder).out)
    assert [one["word"] for one in words] == [one["word"] for one in tl.words(like="defend", folder=folder)]
    laws = json.loads(run("laws", "Japan", "--format", "json", folder=folder).out)
    assert [one["name"] for one in laws] == [one["name"] for one in tl.laws("Japan", folder=folder)]
    rules = json.loads(run("rules", "--format", "json", folder=folder).out)
    assert rules == [{k: v for k, v in one.items() if k != "table"} for one in tl.rules()]
    when = "1965-01-01"
    treaties = run("instruments", "--party", "Japan", "--on", when, "--format", "json", folder=folder)
    assert json.loads(treaties.out)["tables"][0]["records"] == tl.instruments("Japan", on=when, folder=folder).records


def test_supposing_changes_the_question_and_nothing_else() -> None:
    more = PACT.supposing(as_of="2030-01-01", with_party="Philippines", readings={"JPN": "gov1972"})
    assert more.parties == ("Japan", "Australia", "Philippines")
    assert more.day == date(2030, 1, 1)
    assert PACT.parties == ("Japan", "Australia")
    assert PACT.day == date(2026, 11, 22)
    assert more.supposing(as_of=date(2031, 1, 1)).case.question.readings == {"Japan": "gov1972"}
    with pytest.raises(dataclasses.FrozenInstanceError):
        more.case = PACT.case  # type: ignore[misc]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda: PACT.supposing(as_of="tomorrow"), "year-month-day"),
        (lambda: PACT.supposing(readings={"Japan": "gov1973"}), "gov1972"),
        (lambda: PACT.supposing(with_party="Chyna"), "China"),
        (lambda: PACT.supposing(options={"strength": "A"}), "no draft has a bracket"),
        (lambda: PACT.check(select="law-conflikt"), "law-conflict"),
        (lambda: PACT.guarantees(event="armed-atack"), "armed-attack"),
        (lambda: PACT.guarantees(place="Chyna"), "China"),
        (lambda: PACT.guarantees(given=["moon-is-full"]), "nothing here depends on"),
        (lambda: PACT.ask("armed attack on Japan"), "armed-attack"),
        (lambda: PACT.ask("armed-attack on Japan by Japan"), "nobody attacks itself"),
        (lambda: PACT.where("here"), "latitude"),
        (PACT.candidates, "invites nobody"),
        (lambda: PACT.candidates("Japan"), "party already"),
        (lambda: PACT.sweep("colour"), "`by` cannot be"),
        (lambda: PACT.profile("atopp"), "atop"),
        (lambda: PACT.render("docx"), "`form` cannot be"),
        (lambda: PACT.guarantees().to("xlsx"), "`form` cannot be"),
        (lambda: PACT.guarantees().save("answer.xyz"), ".csv"),
        (lambda: tl.words("assisst"), "assist"),
        (lambda: tl.laws("Atlantis"), "there is no law of"),
        (lambda: tl.instruments("Japan", on="never"), "year-month-day"),
        (lambda: tl.open("no-such-file.treaty"), "no file or folder"),
        (lambda: tl.read("treaty"), "draft.treaty:1:"),
        (lambda: tl.read("vocabulary { }"), ""),
    ],
)
def test_what_makes_no_sense_is_an_exception_with_a_way_out(wrong: Callable[[], object], said: str) -> None:
    with pytest.raises(tl.NoVerdict) as caught:
        wrong()
    assert caught.value.message
    assert said in str(caught.value)


def test_a_text_that_cannot_be_read_tells_all_that_was_found() -> None:
    with pytest.raises(tl.Malformed) as caught:
        tl.read('treaty X "x" {\n  party Japan\n}')
    assert [finding.rule for finding in caught.value.findings] == ["syntax-error"]
    assert "draft.treaty:2:14" in str(caught.value)
    assert caught.value.help


def test_a_file_with_mistakes_of_form_has_findings(tmp_path: Path) -> None:
    path = tmp_path / "draft.treaty"
    path.write_text('treaty X "x" {\n  party Japan\n}', encoding="utf-8")
    assert [one.rule for one in tl.check(path).errors] == ["syntax-error"]
    with pytest.raises(tl.NoVerdict, match="several drafts"):
        tl.check(Path(__file__).parents[2] / "examples" / "rounds")


def test_a_missing_library_is_said_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "find_spec", lambda name: None)
    for library in ("", *frames.LIBRARIES):
        with pytest.raises(tl.NoVerdict, match="not installed") as caught:
            PACT.guarantees().frame(library)
        assert "pip install" in caught.value.help


def test_a_treaty_without_a_day_of_its_own_asks_for_one() -> None:
    undated = tl.read(DRAFT.replace('drawn-up   at "Geneva" on 2026-11-22;', ""))
    assert undated.day is None
    with pytest.raises(tl.NoVerdict, match="as_of"):
        undated.where(24.5, 153.9)
    assert len(undated.where(24.5, 153.9, as_of="2026-01-01"))
    assert undated.check()


def test_nothing_is_printed_and_no_clock_is_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(date):
        @classmethod
        def today(cls) -> Clock:
            raise AssertionError("the clock was read")

    for name, module in list(sys.modules.items()):
        if name.startswith("treatylang") and getattr(module, "date", None) is date:
            monkeypatch.setattr(module, "date", Clock)
    for method, _ in ANSWERS.values():
        method()
    PACT.check()
    PACT.brief("html")
    assert capsys.readouterr() == ("", "")


def test_html_for_notebooks_is_a_fragment_with_a_style_of_its_own() -> None:
    for shown in (PACT, PACT.check(), PACT.guarantees(), tl.rules()):
        text = shown._repr_html_()
        assert "<html" not in text
        assert 'class="treatylang"' in text
        assert text.count("<details") == text.count("</details>")
        style = text[text.index("<style>") + 7 : text.index("</style>")]
        rules = [rule for line in style.splitlines() if "{" in line for rule in line.partition("{")[0].split(",")]
        assert rules
        assert all(rule.strip().startswith(".treatylang") for rule in rules)


def test_every_public_name_is_there_and_costs_nothing_before_it_is_used() -> None:
    assert sorted(tl.__all__) == list(tl.__all__)
    for name in tl.__all__:
        assert getattr(tl, name).__doc__
    with pytest.raises(AttributeError):
        tl.nothing_of_this_name  # noqa: B018
    code = "import sys, treatylang; print(sorted(m for m in sys.modules if m.startswith('treatylang')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "['treatylang', 'treatylang.version']"


OATH = """
treaty Pact "Pact of the Musketeers" {
  status draft;
  drawn-up at "Geneva" on 2026-11-22;
  party Japan, Australia, Philippines;
  article "Oath" as oath {
    armed-attack on any party counts as armed-attack on all parties;
  }
}
"""


def test_what_a_text_still_lacks_comes_after_what_is_wrong_in_it() -> None:
    findings = tl.read(OATH).check()
    assert [one.rule for one in findings.errors] == ["missing-final-clause"]
    text = str(findings)
    assert text.index("[deems-without-duty]") < text.index("[missing-final-clause]") < text.index("procedure-needed")


def test_the_contents_of_a_page_lead_to_their_findings() -> None:
    page = str(tl.read(OATH).check().to("html"))
    links = re.findall(r'<li><a href="#(finding-\d+)">(.*?)</a>', page)
    assert len(links) > 2
    for anchor, message in links:
        head = page.partition(f'id="{anchor}"')[2].partition("<h3>")[2].partition("</h3>")[0]
        assert head.casefold() == message.casefold()


def test_pages_can_be_read_on_a_phone() -> None:
    """No browser is asked: a page is as wide as its screen, its tables become blocks that name their columns."""
    pages = [PACT.check().to("html"), PACT.guarantees().to("html"), str(PACT.brief("html")), PACT.diff(PACT).to("html")]
    for page in map(str, pages):
        assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
        assert re.search(r"@media[^{]*max-width", page)
        style = page.partition("<style")[2].partition("</style>")[0]
        assert not re.search(r"(?<![-\w])(?:min-)?width:\s*(?:[4-9]\d\d|\d{4,})px", style)
        assert "overflow-wrap" in style
    for page in map(str, pages[1:3]):
        cells = re.findall(r"<td[^>]*>", page)
        assert cells
        assert all("data-column" in cell or "none" in cell for cell in cells)
