"""`treaty check` in scripts: several reports at once, remedies, baselines, revisions, and watching on a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import CLEAN, Run
from treatylang.library.editions import edition
from treatylang.reports import formats

ONLY = ("--select", "wrong-number,mixed-conditions,unknown-word")
FIXABLE = CLEAN.replace('article "Consultation"', 'article 4 "Consultation"')
BOTH = FIXABLE.replace("consult the", "cnsult the")


def test_every_format_goes_to_a_file(run: Run, pact: Path, tmp_path: Path) -> None:
    pact.write_text(BOTH)
    files = [part for name in formats() for part in ("--output-file", f"{name}=out.{name}")]
    ran = run("check", "pact.treaty", "--quiet", *files)
    assert (ran.code, ran.out, ran.err) == (1, "", "")
    for name in formats():
        assert "pact.treaty" in (tmp_path / f"out.{name}").read_text(encoding="utf-8"), name


def test_two_formats_in_one_log(run: Run, pact: Path) -> None:
    pact.write_text(BOTH)
    ran = run("check", "pact.treaty", *ONLY, "--format", "concise", "--format", "github")
    assert "pact.treaty:6:11: error[wrong-number]" in ran.out
    assert "::error file=pact.treaty,line=6," in ran.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "json", "--format", "concise"], "--output-file json=PATH"),
        (["--output-file", "sarif"], "--output-file"),
        (["--output-file", "sarf=x"], "`sarif`"),
        (["--output-file", "sarif=none/x.sarif"], "there is no folder `none`"),
        (["--prune-baseline"], "--baseline FILE"),
        (["--baseline", "none.json"], "none.json"),
        (["--fix", "--write-baseline", "b.json"], "not applied"),
        (["--watch"], "needs a terminal"),
    ],
)
def test_wrong_use(run: Run, pact: Path, tmp_path: Path, arguments: list[str], says: str) -> None:
    ran = run("check", "pact.treaty", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["pact.treaty"]


def test_fix_changes_what_it_says_and_nothing_else(run: Run, pact: Path) -> None:
    pact.write_bytes(BOTH.replace("\n", "\r\n").encode())
    ran = run("check", "pact.treaty", *ONLY, "--diff")
    assert ran.code == 1
    assert '-  article 4 "Consultation"' in ran.out and '+  article "Consultation"' in ran.out
    assert pact.read_bytes() == BOTH.replace("\n", "\r\n").encode()
    ran = run("check", "pact.treaty", *ONLY, "--fix", "--format", "concise")
    assert ran.code == 1  # the unknown word is left: what it should be is for the drafter to say
    assert "applied fix to pact.treaty: wrong-number: leave the number out" in ran.err
    assert "unknown-word" in ran.out and "wrong-number" not in ran.out
    assert pact.read_bytes() == BOTH.replace("article 4", "article").replace("\n", "\r\n").encode()
    ran = run("check", "pact.treaty", *ONLY, "--unsafe-fixes")
    assert (ran.code, ran.out) == (0, f"no findings\nlibrary: edition {edition()}\n")
    assert pact.read_bytes() == CLEAN.replace("\n", "\r\n").encode()
    assert run("check", "pact.treaty", *ONLY, "--diff", "--unsafe-fixes").code == 0


def test_fix_of_standard_input(run: Run, tmp_path: Path) -> None:
    ran = run("check", "-", *ONLY, "--fix", stdin=FIXABLE)
    assert (ran.code, ran.out) == (0, CLEAN)
    assert "no findings" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_cure_of_a_conflict_is_applied_with_its_price(run: Run, tmp_path: Path) -> None:
    draft = CLEAN.replace("consult the others within 48 hours", "assist the attacked party with force")
    draft = draft.replace("threat to", "armed-attack on").replace("each party shall", "each other party shall")
    draft = draft.replace("status ", "under law of parties; status ")
    (tmp_path / "pact.treaty").write_text(draft)
    only = ("--select", "law-conflict")
    assert run("check", "pact.treaty", *only, "--fix").code == 1
    assert (tmp_path / "pact.treaty").read_text() == draft
    ran = run("check", "pact.treaty", *only, "--unsafe-fixes")
    assert ran.code == 0, ran.out
    assert "applied cure to pact.treaty: law-conflict" in ran.err
    assert "price: " in ran.err
    assert (tmp_path / "pact.treaty").read_text() != draft


def test_baseline_from_its_writing_to_its_pruning(run: Run, pact: Path, tmp_path: Path) -> None:
    pact.write_text(BOTH)
    ran = run("check", ".", *ONLY, "--write-baseline", "b.json", "--format", "concise")
    assert (ran.code, ran.out) == (0, f"no findings (2 accepted)\nlibrary: edition {edition()}\n")
    assert "wrote 2 entries to b.json" in ran.err
    pact.write_text("# moved down\n\n" + BOTH)
    with_it = ("check", ".", *ONLY, "--baseline", "b.json")
    assert run(*with_it).code == 0
    pact.write_text(BOTH.replace("threat to", "thraet to"))
    assert run(*with_it, "--quiet").code == 1
    pact.write_text(FIXABLE)
    ran = run(*with_it, "--format", "sarif")
    assert ran.code == 0
    (result,) = json.loads(ran.out)["runs"][0]["results"]
    assert (result["baselineState"], result["suppressions"][0]["kind"]) == ("unchanged", "external")
    assert "no longer occurs: unknown-word at Pact/consultation" in ran.err
    assert len(json.loads((tmp_path / "b.json").read_text())["entries"]) == 2
    assert "took 1 entry out of b.json" in run(*with_it, "--prune-baseline").err
    assert [entry["rule"] for entry in json.loads((tmp_path / "b.json").read_text())["entries"]] == ["wrong-number"]
    assert run(*with_it).err == ""


def test_bad_baseline_is_no_verdict(run: Run, pact: Path, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('{"entries": 3}')
    ran = run("check", "pact.treaty", "--baseline", "b.json")
    assert (ran.code, ran.out) == (2, "")
    assert "`b.json` is not a baseline: `entries`" in ran.err


def test_schemas(run: Run) -> None:
    assert json.loads(run("schema", "baseline").out)["properties"]["entries"]
    assert "$defs" in json.loads(run("schema", "findings-lines").out)


# -- revisions -----------------------------------------------------------------------------------------------------


@pytest.fixture
def committed(pact: Path, tmp_path: Path) -> Path:
    """A repository whose last revision has the faulty draft, the working tree the corrected one."""
    (tmp_path / "laws").mkdir()
    law = tmp_path / "laws" / "ruritania.treaty"
    law.write_text(
        'law Ruritania-Constitution "Constitution of Ruritania" of Ruritania {\n'
        "  rank constitution;\n  in-force from 1950-01-01;\n"
        '  article 7 "Peace" as article-7 { Ruritania shall not use-force; }\n}\n'
    )
    pact.write_text(BOTH.replace("Japan, Australia", "Ruritania, Australia"))
    name = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for arguments in (("init", "-q"), ("add", "-A"), (*name, "commit", "-q", "-m", "one")):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)
    law.unlink()
    pact.write_text(CLEAN)
    return pact


def test_check_and_render_of_a_revision(run: Run, committed: Path, tmp_path: Path) -> None:
    ran = run("check", "HEAD:pact.treaty", *ONLY, "--format", "concise", "--verbose")
    assert ran.code == 1
    assert "HEAD:pact.treaty:6:11: error[wrong-number]" in ran.out
    assert "Ruritania-Constitution" in ran.err  # the law beside the draft is the one of the revision
    assert run("check", "pact.treaty", *ONLY).code == 0
    rendered = run("render", "HEAD:pact.treaty", "--to", "text", "--fail-on", "never")
    assert "Ruritania" in rendered.out, rendered.err
    (result, *_) = json.loads(run("check", "HEAD:pact.treaty", *ONLY, "--format", "sarif").out)["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "pact.treaty"


def test_a_revision_is_never_changed(run: Run, committed: Path) -> None:
    ran = run("check", "HEAD:pact.treaty", *ONLY, "--fix")
    assert (ran.code, ran.out) == (2, "")
    assert "cannot be changed" in ran.err
    assert '+  article "Consultation"' in run("check", "HEAD:pact.treaty", *ONLY, "--diff").out
    assert committed.read_text() == CLEAN


def test_nothing_of_a_revision_is_left_behind(run: Run, committed: Path, tmp_path: Path) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    assert run("check", "HEAD:pact.treaty", TMPDIR=str(place)).code == 1
    assert list(place.iterdir()) == []


# -- watching ------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals of this kind")
def test_watch_looks_again_until_it_is_interrupted(pact: Path, tmp_path: Path) -> None:
    import pty
    import signal

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "treatylang", "check", "pact.treaty", "--watch", "--format", "concise", *ONLY],
        cwd=tmp_path,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "NO_COLOR": "1"},
    )
    os.close(theirs)
    try:
        assert "no findings" in _told(ours, "waiting for changes")
        pact.write_text(BOTH)
        assert "error[unknown-word]" in _told(ours, "waiting for changes")
        pact.unlink()
        assert "there is no file" in _told(ours, "waiting for changes")
        pact.write_text(CLEAN)
        assert "no findings" in _told(ours, "waiting for changes")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _told(terminal: int, until: str) -> str:
    import select

    said, end = "", time.monotonic() + 60
    while until not in said:
        assert time.monotonic() < end, said
        if select.select([terminal], [], [], 0.2)[0]:
            said += os.read(terminal, 65536).decode("utf-8", "replace")
    return said
