"""`-o FILE`: every command that can give a whole document writes it to a file, in the format of the file's ending."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import CLEAN, Run
from treatylang.cli._app import COMMANDS as ALL
from treatylang.cli._app import build

SCENARIO = CLEAN + '\nscenario "s" { on 2027-01-01; event threat to Japan; expect Australia shall consult; }\n'
COMMANDS = {"check": ("old.treaty",), "diff": ("old.treaty", "new.treaty"), "test": ("old.treaty",)}
ENDINGS = {
    "check": {".html": "html", ".json": "json", ".md": "markdown", ".sarif": "sarif", ".xml": "junit", ".txt": "full"},
    "diff": {".html": "html", ".json": "json", ".jsonl": "jsonl", ".md": "markdown", ".xml": "junit", ".txt": "full"},
    "test": {".json": "json", ".xml": "junit", ".txt": "full"},
}


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    (tmp_path / "old.treaty").write_text(SCENARIO, encoding="utf-8")
    (tmp_path / "new.treaty").write_text(SCENARIO.replace("48 hours", "24 hours"), encoding="utf-8")
    return tmp_path


def test_every_command_with_formats_for_files_has_the_option() -> None:
    """A command that gives pages, documents or data for machines can write them to a file, always by the same name."""
    group, uneven = build(), []
    for name in ALL:
        command = group.commands[name]
        options = {option: str(getattr(one, "help", "")) for one in command.params for option in one.opts}
        shown = f"{options.get('--format', '')} {options.get('--to', '')}"
        documents = any(word in shown for word in ("html", "markdown", "csv", "junit", "docx", "svg"))
        if (documents or "--output-file" in options) and not {"-o", "--output"} <= options.keys():
            uneven.append(name)
    assert uneven == []


@pytest.mark.parametrize(("command", "ending"), [(name, end) for name, ends in ENDINGS.items() for end in ends])
def test_the_file_holds_what_would_be_printed(run: Run, pair: Path, command: str, ending: str) -> None:
    # A file has the usual width, whatever the terminal has.
    printed = run(command, *COMMANDS[command], "--format", ENDINGS[command][ending], COLUMNS="100")
    done = run(command, *COMMANDS[command], "-o", f"answer{ending}")
    assert (done.code, done.out) == (printed.code, "")
    assert (pair / f"answer{ending}").read_text(encoding="utf-8") == printed.out
    assert run(command, *COMMANDS[command], "-o", "-").out == run(command, *COMMANDS[command]).out


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_refused(run: Run, pair: Path, command: str) -> None:
    for more in (
        ("-o", "answer.doc"),
        ("-o", "old.treaty"),
        ("--format", "full,json", "-o", "answer.json"),
        ("--format", "junit", "-o", "answer.json"),
        ("-o", "answer.json", "--output-file", "junit=answer.json"),
    ):
        done = run(command, *COMMANDS[command], *more)
        assert (done.code, done.out) == (2, ""), more
    assert not list(pair.glob("answer*")) and (pair / "old.treaty").read_text(encoding="utf-8") == SCENARIO


def test_a_report_for_machines_may_have_the_ending_of_its_kind(run: Run, pair: Path) -> None:
    assert run("check", "old.treaty", "--format", "gitlab", "-o", "quality.json").code == 0
    assert (pair / "quality.json").exists()


def test_the_protocol_and_the_changelog_too(run: Run, pair: Path) -> None:
    printed = run("diff", "old.treaty", "new.treaty", "--as-protocol")
    done = run("diff", "old.treaty", "new.treaty", "--as-protocol", "-o", "protocol.treaty")
    assert (done.code, done.out) == (printed.code, "")
    assert (pair / "protocol.treaty").read_text(encoding="utf-8") == printed.out
