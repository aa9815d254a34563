"""`treaty sweep`: what it prints in each format, how it resumes, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import CLEAN, Run
from treatylang.reasoning.sweep import VERDICTS

FIGHT = """
treaty Aid "Pact of Aid" {
  drawn-up at "Suva" on 2026-11-22; languages en; party Fiji, Tonga;
  article "Aid" as aid { when armed-attack on any party each other party shall use-force; }
}
"""
PEACE = """
treaty Calm "Pact of Calm" {
  drawn-up at "Nadi" on 2026-11-23; languages en; party Fiji, Samoa;
  article "Calm" as calm { no party shall use-force against any state; }
}
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "aid.treaty").write_text(FIGHT, encoding="utf-8")
    (tmp_path / "drafts" / "calm.treaty").write_text(PEACE, encoding="utf-8")
    return tmp_path


def test_formats_hold_the_same_numbers(run: Run, pact: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    as_json = json.loads(run("sweep", "pact.treaty", "--by", "party,event", "--format", "json").out)
    records = as_json["tables"][0]["records"]
    assert {record["party"] for record in records} == {"Japan", "Australia"}
    for record in records:
        assert record["total"] == sum(record[verdict] for verdict in VERDICTS)
    threats = [record for record in records if record["event"] == "threat"]
    assert all(record["lawful"] + record["approval"] + record["judged"] > 0 for record in threats)
    assert all(record["free"] == record["total"] for record in records if record["event"] == "nothing")

    rows = list(csv.DictReader(io.StringIO(run("sweep", "pact.treaty", "--by=party,event", "--format=csv").out)))
    assert [int(row["total"]) for row in rows] == [record["total"] for record in records]
    assert run("sweep", "pact.treaty", "--by", "party,event", "-o", "counts.parquet").code == 0
    table = parquet.read_table(tmp_path / "counts.parquet").to_pylist()
    assert [{key: row[key] for key in records[0]} for row in table] == records
    for form, sign in (("html", "<table>"), ("markdown", "| party |"), ("table", "party")):
        assert sign in run("sweep", "pact.treaty", "--format", form).out


def test_a_corpus_is_asked_in_pairs_however_the_work_is_spread(run: Run, corpus: Path) -> None:
    alone = run("sweep", "drafts", "--format", "json")
    assert (alone.code, alone.err) == (0, "")
    titles = [table["title"] for table in json.loads(alone.out)["tables"]]
    assert titles == [
        "Situations by verdict: Pact of Aid",
        "Situations by verdict: Pact of Calm",
        "Contradictions between instruments",
    ]
    (found,) = json.loads(alone.out)["tables"][2]["records"]
    assert (found["party"], found["kind"], found["act"]) == ("Fiji", "contradiction", "use-force")
    assert run("sweep", "drafts", "--format", "json", "--jobs", "2").out == alone.out


def test_a_run_goes_on_where_it_stopped(run: Run, corpus: Path) -> None:
    first = run("sweep", "drafts", "--resume", "done.jsonl")
    done = corpus / "done.jsonl"
    lines = done.read_text(encoding="utf-8").splitlines(keepends=True)
    assert len(lines) == 3
    # The answers in the file are used: one that is changed there shows in what is printed.
    kept = json.loads(lines[2])
    kept["answer"] = []
    done.write_text(lines[0] + json.dumps(kept) + "\n" + lines[1][:40], encoding="utf-8")
    second = run("sweep", "drafts", "--resume", "done.jsonl")
    assert "There is no contradiction" in " ".join(second.out.split())
    again = done.read_text(encoding="utf-8").splitlines(keepends=True)
    assert again[0] == lines[0]
    assert again[2] == lines[1]
    done.write_text("".join(lines), encoding="utf-8")
    assert run("sweep", "drafts", "--resume", "done.jsonl").out == first.out
    assert done.read_text(encoding="utf-8") == "".join(lines)
    (corpus / "drafts" / "calm.treaty").write_text(PEACE.replace("2026-11-23", "2026-11-24"), encoding="utf-8")
    assert run("sweep", "drafts", "--resume", "done.jsonl").code == 0
    assert len(done.read_text(encoding="utf-8").splitlines()) == 5, "the draft that changed, and its pair, are new work"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--by", "partie"], ("`--by` cannot be `partie`", "did you mean `party`?")),
        (["--by", "party,qqq"], ("`--by` cannot be `qqq`", "there are: attacker, date, event")),
        (["--jobs", "0"], ("`--jobs` cannot be 0", "1 or more")),
        (["--jobs", "2", "--scheduler", "tcp://h:1"], ("both say where", "give one of them")),
        (["--format", "parquet"], ("`parquet` is not a text", "-o answer.parquet")),
        (["--format", "excel"], ("`--format` cannot be `excel`", "parquet")),
        (["--option", "strength=A"], ("no draft has a bracket `strength`", "")),
        (["--reading", "Fiji=new"], ("no law of `Fiji` that was read has readings", "treaty laws")),
        (["--resume", "pact.treaty"], ("is no file of finished work", "name a new file")),
        (["--resume", "nowhere/done.jsonl"], ("there is no folder", "create it first")),
        (["missing.treaty"], ("there is no file or folder `missing.treaty`", "check the spelling")),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, pact: Path, arguments: list[str], said: tuple[str, str]) -> None:
    ran = run("sweep", "pact.treaty", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert all(part in ran.err for part in said), ran.err
    assert pact.read_text(encoding="utf-8") == CLEAN


def test_more_rows_than_anybody_could_use_are_refused(run: Run) -> None:
    example = Path(__file__).parents[2] / "examples" / "asia-pacific.treaty"
    ran = run("sweep", str(example), "--by", "party,attacker,victim,place,event,object")
    assert (ran.code, ran.out) == (2, "")
    assert "`APTO` would have up to" in ran.err
    assert "leave out a dimension" in ran.err


def test_a_mistake_of_form_is_no_verdict(run: Run, corpus: Path) -> None:
    (corpus / "drafts" / "broken.treaty").write_text(FIGHT.replace("use-force;", "use-force"), encoding="utf-8")
    ran = run("sweep", "drafts")
    assert ran.code == 2
    assert "broken.treaty:" in ran.err
    assert "treaty check shows the place" in ran.err


def test_files_without_parties_or_treaties(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none.treaty").write_text(FIGHT.replace("party Fiji, Tonga;", ""), encoding="utf-8")
    assert "the draft has no parties" in run("sweep", "none.treaty").err
    (tmp_path / "words.treaty").write_text('vocabulary words "Words" { act shout "shout"; }', encoding="utf-8")
    ran = run("sweep", "words.treaty")
    assert (ran.code, "there is no treaty here" in ran.err) == (2, True)


def test_a_library_that_is_missing_is_named_before_any_work(run: Run, pact: Path, tmp_path: Path) -> None:
    # A folder on the path that hides nothing but makes the import fail, as where it is not installed.
    (tmp_path / "hidden" / "distributed").mkdir(parents=True)
    (tmp_path / "hidden" / "distributed" / "__init__.py").write_text("raise ImportError('gone')", encoding="utf-8")
    ran = run("sweep", "pact.treaty", "--scheduler", "tcp://127.0.0.1:9", PYTHONPATH=str(tmp_path / "hidden"))
    assert (ran.code, "treatylang[cluster]" in ran.err) == (2, True)
