"""Each command once, as its help shows it."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest

from tests.chance import some
from tests.cli.conftest import CLEAN, Run
from treatylang.cli._app import COMMANDS


def test_version(run: Run) -> None:
    assert run("--version").out.startswith("treaty 0.")


def test_help_lists_every_command_without_importing_one(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    assert all(f"  {name} " in ran.out for name in COMMANDS)


FRESH = some(sorted(COMMANDS), 8)
"""Commands that are started with nothing loaded before them: others at the next commit, all of them in `make soak`."""


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_of_a_command_has_an_example(run: Run, name: str) -> None:
    ran = run(name, "--help", afresh=name in FRESH)
    assert ran.code == 0
    assert f"treaty {name}" in ran.out.replace("\n ", "")
    assert "Example" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "pact.treaty"),
        ("check", "none.treaty"),
        ("render", "pact.treaty", "--to", "text"),
        ("guarantees", "pact.treaty", "--format", "json"),
    ],
    ids=" ".join,
)
def test_a_fork_of_a_loaded_process_says_what_a_fresh_process_says(run: Run, pact: Path, arguments: list[str]) -> None:
    """Most tests run such a fork: what was loaded before must not show."""
    pact.write_text(CLEAN.replace("consult the", "cnsult the"))
    assert run(*arguments) == run(*arguments, afresh=True)


def test_rules_and_explain(run: Run) -> None:
    listed = json.loads(run("rules", "--format", "json").out)
    assert "syntax-error" in {row["rule"] for row in listed}
    page = run("explain", "syntax-error").out
    assert page.startswith("# syntax-error\n")
    assert "## Why it matters" in page


def test_words_and_explain(run: Run, tmp_path: Path) -> None:
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "own.treaty").write_text(
        'vocabulary own "Own words" {\n  act escort-convoys "escort convoys" is assist;\n}\n'
    )
    (tmp_path / "treaty.toml").write_text("")
    acts = run("words", "--kind", "act").out
    assert "use-force" in acts and "armed-attack" not in acts and "escort-convoys" in acts
    assert run("words", "--like", "defend").out.splitlines()[1].startswith("  assist with force  ")
    assert "each party shall use-force;" in run("words", "use-force").out
    (row,) = json.loads(run("words", "blockade", "--format", "json").out)
    assert row["kind_of"] == ["threat"]
    assert run("explain", "escort-convoys").out.startswith("# escort-convoys\n")
    for arguments in (("explain", "invasion"), ("words", "invasion")):
        ran = run(*arguments)
        assert ran.code == 2
        assert "did you mean `armed-attack`" in ran.err
    assert run("words", "--like", "zzzzzzz").code == 2


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("ask", "pact.treaty", "invasion on Japan"), "`armed-attack`"),
        (("ask", "pact.treaty", "armed attack on Japan"), "`armed-attack`"),
        (("ask", "pact.treaty", "armed-attack on ships of Japan"), "`vessels`"),
        (("guarantees", "pact.treaty", "--event", "invasion"), "`armed-attack`"),
        (("guarantees", "pact.treaty", "--object", "ships"), "`vessels`"),
    ],
)
def test_every_question_is_answered_by_meaning(run: Run, pact: Path, arguments: tuple[str, ...], meant: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert f"did you mean {meant}" in ran.err or f"write {meant}" in ran.err, ran.err


def test_scenarios_and_layout_are_answered_by_meaning(run: Run, pact: Path) -> None:
    pact.write_text(CLEAN + 'scenario "x" { on 2028-01-01; event invasion on Japan; expect Japan shall help; }\n')
    shown = run("test", "pact.treaty").out
    assert "did you mean `armed-attack`?" in shown
    assert "did you mean `assist`?" in shown
    pact.write_text(CLEAN.replace("threat to any party", "armed attack on any party"))
    assert "`armed attack` is one word" in run("fmt", "--check", "pact.treaty").err


def test_check_writes_several_formats(run: Run, pact: Path, tmp_path: Path) -> None:
    pact.write_text(CLEAN.replace("consult the", "cnsult the"))
    ran = run("check", "pact.treaty", "--format", "json", "--output-file", "concise=out.txt", "--statistics")
    assert ran.code == 1
    document = json.loads(ran.out)
    assert document["version"] == 1
    assert document["counts"]["error"] >= 1
    assert "error[unknown-word]" in (tmp_path / "out.txt").read_text()
    assert "unknown-word" in ran.err


def test_check_reads_standard_input_and_folders(run: Run, pact: Path, tmp_path: Path) -> None:
    broken = CLEAN.replace("consult the", "cnsult the")
    ran = run("check", "-", "--stdin-filename", "drafts/a.treaty", "--format", "concise", stdin=broken)
    assert ran.code == 1
    assert "drafts/a.treaty:8:24" in ran.out
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "b.treaty").write_text(broken)
    assert "more/b.treaty:8:24" in run("check", ".", "--format", "concise").out


def test_law_of_an_invented_state(run: Run, pact: Path, tmp_path: Path) -> None:
    (tmp_path / "laws").mkdir()
    (tmp_path / "laws" / "ruritania.treaty").write_text(
        'law Ruritania-Constitution "Constitution of Ruritania" of Ruritania {\n'
        "  rank constitution;\n  in-force from 1950-01-01;\n"
        '  article 7 "Peace" as article-7 { Ruritania shall not use-force; }\n}\n'
    )
    (tmp_path / "treaty.toml").write_text("")
    ran = run("laws", "Ruritania")
    assert ran.code == 0
    assert "article 7 Peace" in ran.out
    pact.write_text(CLEAN.replace("Japan, Australia", "Ruritania, Australia"))
    assert "Ruritania-Constitution" in run("check", "pact.treaty", "--verbose").err


def test_laws(run: Run) -> None:
    assert "Japan-Constitution" in run("laws").out
    assert "reading gov1972" in run("laws", "JPN").out
    assert json.loads(run("laws", "Japan", "--format", "json").out)[0]["state"] == "Japan"


@pytest.mark.parametrize("kind", ["consultation", "mutual-defence", "bilateral"])
def test_new_draft_checks_clean_and_renders(run: Run, tmp_path: Path, kind: str) -> None:
    ran = run("new", "new.treaty", "--title", "Treaty of Friends", "--parties", "JPN,New Zealand", "--kind", kind)
    assert ran.code == 0
    checked = run("check", "new.treaty", "--fail-on", "warning")
    assert checked.code == 0, checked.out
    assert run("fmt", "--check", "new.treaty").code == 0
    assert "treaty of friends" in run("render", "new.treaty", "--to", "text").out.lower()


@pytest.mark.parametrize(
    ("kind", "count"), some([(kind, n) for kind in ("consultation", "mutual-defence") for n in (2, 3, 12)], 2)
)
def test_new_drafts_have_no_error_for_any_number_of_parties(run: Run, kind: str, count: int) -> None:
    names = "Japan,Norway,New Zealand,Paraguay,Tonga,South Korea,Gambia,DR Congo,Fiji,Palau,Holland,EU".split(",")
    assert run("new", "new.treaty", "--parties", ",".join(names[:count]), "--kind", kind).code == 0
    checked = run("check", "new.treaty", "--fail-on", "error")
    assert checked.code == 0, checked.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--parties", "Japan,Fiji,Palau", "--kind", "bilateral"), "--kind mutual-defence"),
        (("--parties", "Soviet Union,Cuba", "--date", "2026-11-30"), "ended on 1991-12-26"),
        (("--parties", "Tanganyika,Cuba", "--date", "1950-01-01"), "began on 1961-12-09"),
        (("--parties", "Japn,Cuba"), "did you mean `Japan`"),
        (("--parties", "Japan,JPN"), "two different parties"),
    ],
)
def test_new_says_which_parties_there_cannot_be(run: Run, arguments: tuple[str, ...], said: str) -> None:
    ran = run("new", "-", *arguments)
    assert ran.code == 2
    assert said in ran.err.replace("\n    ", " ")


def test_new_never_overwrites(run: Run, pact: Path) -> None:
    before = pact.read_text()
    ran = run("new", "pact.treaty")
    assert ran.code == 2
    assert pact.read_text() == before


def test_fmt_in_place_keeps_the_mode(run: Run, pact: Path) -> None:
    pact.write_text(CLEAN.replace("  party", "      party"))
    pact.chmod(0o640)
    assert run("fmt", "--check", "pact.treaty").code == 1
    assert "-      party" in run("fmt", "--diff", "pact.treaty").out
    assert run("fmt", "pact.treaty").code == 0
    assert run("fmt", "--check", "pact.treaty").code == 0
    if sys.platform != "win32":
        assert stat.S_IMODE(pact.stat().st_mode) == 0o640


def test_fmt_of_standard_input(run: Run, tmp_path: Path) -> None:
    ran = run("fmt", "-", stdin=CLEAN)
    assert ran.code == 0
    assert ran.out.lstrip().startswith('treaty Pact "Pact on Consultation" {')
    assert list(tmp_path.iterdir()) == []


def test_render_to_a_file(run: Run, pact: Path, tmp_path: Path) -> None:
    ran = run("render", "pact.treaty", "-o", "pact.html")
    assert ran.code == 0, ran.err
    assert "<title>" in (tmp_path / "pact.html").read_text()


def test_schema_describes_the_findings(run: Run) -> None:
    schema = json.loads(run("schema", "findings").out)
    assert {"version", "counts", "findings"} <= set(schema["properties"])
    assert "fail-on" in json.loads(run("schema", "settings").out)["properties"]


def test_cache_is_shown_and_cleared(run: Run, pact: Path, tmp_path: Path) -> None:
    place = {"XDG_CACHE_HOME": str(tmp_path / "kept")}
    assert "0 bytes" in run("cache", **place).out
    assert run("check", "pact.treaty", "-q", **place).code in (0, 1)
    (table,) = json.loads(run("cache", "--format", "json", **place).out)["tables"]
    sizes = {record["kind"]: record["bytes"] for record in table["records"]}
    assert sizes["parsed"] > 0
    shown = run("cache", **place).out
    assert str(tmp_path / "kept" / "treatylang") in shown.replace("\n", "")  # a long path is wrapped
    assert run("cache", "--clear", **place).out.startswith("Removed from")
    assert "0 bytes" in run("cache", **place).out
