"""`treaty sweep`: what it prints in each format, how it resumes, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import pytest

from tests import treaty
from tests.chance import some
from tests.cli.conftest import CLEAN, Run
from treatylang.reasoning.answers.sweep import VERDICTS

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
        (["--resume", "pact.treaty"], ("is not a file of finished work", "name a new file")),
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


def test_what_cannot_be_read_is_named_and_the_rest_is_counted(run: Run, corpus: Path) -> None:
    whole = json.loads(run("sweep", "drafts", "--format", "json").out)["tables"]
    hostile = {
        "a-broken": FIGHT.replace("use-force;", "use-force").encode(),
        "b-encoding": FIGHT.encode("utf-16"),
        "m-binary": bytes(range(256)) * 40,
        "z-deep": b'treaty D "D" { article "a" { each party shall ' + b"(" * 50_000,
    }
    for name, data in hostile.items():
        (corpus / "drafts" / f"{name}.treaty").write_bytes(data)
    (corpus / "drafts" / "n-gone.treaty").symlink_to(corpus / "nowhere.treaty")
    (corpus / "drafts" / "o-empty.treaty").write_text("", encoding="utf-8")
    ran = run("sweep", "drafts", "--format", "json")
    tables = json.loads(ran.out)["tables"]
    assert ran.code == 2
    assert [table["records"] for table in tables] == [table["records"] for table in whole]
    assert tables[0]["caption"].endswith("Incomplete: 5 files that could not be read are left out.")
    for name in (*hostile, "n-gone"):
        assert f"{name}.treaty" in ran.err
    assert ran.err.count("error: ") == 6
    assert "5 files could not be read and are left out of the counts" in ran.err
    assert run("sweep", "drafts", "-o", "counts.csv").code == 2
    assert len((corpus / "counts.csv").read_text(encoding="utf-8").splitlines()) > 3


def test_a_single_file_that_cannot_be_read_is_no_verdict(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.treaty").write_text(FIGHT.replace("use-force;", "use-force"), encoding="utf-8")
    ran = run("sweep", "broken.treaty", "-o", "counts.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "broken.treaty:" in ran.err
    assert "treaty check shows the place" in ran.err
    assert not (tmp_path / "counts.csv").exists()


EACH = 7
UNITS = 2 * EACH + EACH**2
"""How many answers a sweep through `many` has: for each treaty, and for each pair that is asked."""


def many(folder: Path) -> None:
    """Write treaties of which every pair of one and another kind is asked: some seconds of work."""
    folder.mkdir(exist_ok=True)
    for number in range(EACH):
        for text, name in ((FIGHT, "Aid"), (PEACE, "Calm")):
            own = text.replace(name, f"{name}{number}")
            (folder / f"{name}{number}.treaty").write_text(own, encoding="utf-8")


# -- interrupted ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return what a run that nobody interrupts writes."""
    folder = tmp_path_factory.mktemp("alone")
    many(folder / "many")
    assert treaty.run("sweep", "many", "-o", "alone.json", folder=folder).code == 0
    return (folder / "alone.json").read_bytes()


@pytest.mark.parametrize(("how", "jobs"), some(list(product((signal.SIGINT, signal.SIGKILL), "12")), 2))
def test_an_interrupted_run_goes_on_and_ends_the_same(
    run: Run, tmp_path: Path, alone: bytes, how: int, jobs: str
) -> None:
    many(tmp_path / "many")
    done = tmp_path / "done.jsonl"
    command = [sys.executable, "-m", "treatylang", "sweep", "many", "--jobs", jobs, "--resume", "done.jsonl", "-o"]
    started = subprocess.Popen(
        [*command, "broken-off.json"], cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True
    )
    deadline = time.monotonic() + 60
    while not (done.exists() and done.read_bytes().count(b"\n") > 2) and time.monotonic() < deadline:
        time.sleep(0.01)
    # Ctrl-C on a terminal reaches all processes of a run; a kill only the one that is named.
    os.killpg(started.pid, how) if how == signal.SIGINT else started.send_signal(how)
    # The pipe ends when the last process of the run has: none is left behind.
    _, told = started.communicate(timeout=30)
    assert started.returncode == (130 if how == signal.SIGINT else -how)
    assert b"Traceback" not in told
    assert not (tmp_path / "broken-off.json").exists()
    kept = done.read_bytes().count(b"\n")
    assert 2 < kept < UNITS
    assert run(*command[3:], "resumed.json").code == 0
    assert len({json.loads(line)["key"] for line in done.read_text(encoding="utf-8").splitlines()}) == UNITS
    assert done.read_bytes().count(b"\n") == UNITS, "nothing that was finished is done again"
    assert (tmp_path / "resumed.json").read_bytes() == alone


def test_progress_is_shown_on_a_terminal_alone(corpus: Path) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    many(corpus / "drafts")
    arguments = ["sweep", "drafts", "--format", "csv"]
    # Of people without any patience, so that it does not matter how long the work takes.
    program = f"from treatylang.cli import _progress, main; _progress.PATIENCE = 0.0; main({arguments!r})"
    command = [sys.executable, "-c", program]
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1"}
    with subprocess.Popen(command, cwd=corpus, stdout=subprocess.PIPE, stderr=theirs, env=environment) as started:
        os.close(theirs)
        out = started.communicate(timeout=60)[0]
        shown = b""
        while piece := _read(ours):
            shown += piece
    os.close(ours)
    assert b"counting" in shown
    piped = treaty.run(*arguments, folder=corpus, environment=environment)
    assert (piped.out, piped.err) == (out.decode(), "")
    assert not [word for word in ("counting", "\x1b") if word in piped.out]


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""


def test_a_cluster_prints_the_same_bytes(run: Run, corpus: Path) -> None:
    try:
        from distributed import LocalCluster
    except ImportError:
        pytest.skip("NOT TESTED: dask[distributed] is not installed; `--scheduler` was not tried")
    alone = run("sweep", "drafts", "--by", "party,attacker", "--format", "json")
    assert alone.code == 0
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(corpus / "dask")
    ) as cluster:
        address = cluster.scheduler_address
        asked = ("sweep", "drafts", "--by=party,attacker", "--format=json", "--scheduler", address, "--resume=d.jsonl")
        there = run(*asked)
        assert (there.code, there.err, there.out) == (0, "", alone.out)
    # All of it is finished: a cluster that is gone is not asked.
    again = run(*asked)
    assert (again.code, again.out) == (0, alone.out)


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
