"""The brief for a minister's adviser: what it says, that it stays short, and that no draft gets into its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.chance import some
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
DRAFT = str(ROOT / "examples" / "asia-pacific.treaty")
MOST_WORDS = 1300
"""About three printed pages, with room for a map."""


def test_it_answers_what_an_adviser_asks(run: Run) -> None:
    done = run("brief", DRAFT)
    assert done.code == 0
    text = " ".join(done.out.split())
    head, promises, against, home, where, unknown = re.split(r"## (?=What|Where)", text)[:6]
    assert "article 9 of the Constitution of Japan forbids in some of the situations" in head
    assert "Lawful for all parties: strength B." in head
    assert "| Australia and the United States | any other party | consult; use armed force, if its organs" in promises
    assert "Cure: Add “in accordance with constitutional-provisions”" in against
    assert "“jip2025” (the second paragraph deleted) would remove this conflict" in against
    assert "Nothing that the library holds stands against it for Australia, the Philippines" in against
    assert "**Japan** - Before it joins: approval of the Diet by majority of votes." in home
    assert "the waters within 200 nautical miles of the Treaty Area" in where
    assert "Japan itself judges" in unknown
    assert "`" not in text


@pytest.mark.parametrize("path", some(sorted((ROOT / "examples").glob("*.treaty")), 3), ids=lambda path: path.stem)
def test_no_example_needs_more_than_three_pages(run: Run, path: Path) -> None:
    if path.stem == "mistakes":
        return
    done = run("brief", str(path))
    assert done.code == 0, done.err
    assert 100 < len(done.out.split()) <= MOST_WORDS


def test_the_page_has_a_map_and_stands_alone(run: Run, tmp_path: Path) -> None:
    assert run("brief", DRAFT, "-o", "brief.html").code == 0
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert "<svg" in page and "http-equiv" in page
    assert "<script" not in page and "src=" not in page
    assert "@page" in page


def test_hostile_words_do_not_leave_their_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pact.treaty").write_text(
        'treaty P "<script>alert(1)</script> | `x`" { party Japan, Australia;\n'
        '  article "Help" { when armed-attack on any party each other party shall use-force; } }\n',
        encoding="utf-8",
    )
    assert "<script>" not in run("brief", "pact.treaty", "--to", "html").out
    assert "<script>" not in run("brief", "pact.treaty").out


def test_an_ending_without_a_form_is_refused(run: Run) -> None:
    done = run("brief", DRAFT, "-o", "brief.docx")
    assert done.code == 2 and "`.docx`" in done.err and ".html, .htm, .md" in done.err


def test_where_no_law_is_held_the_first_lines_say_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pact.treaty").write_text(
        'treaty P "Pact" { party Fiji, Tonga;\n'
        '  article "Help" { when armed-attack on any party each other party shall use-force; } }\n',
        encoding="utf-8",
    )
    head = " ".join(run("brief", "pact.treaty").out.partition("## What it promises")[0].split())
    assert "It is not known whether domestic law allows all that this treaty asks" in head


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_what_acts_on_a_terminal_is_shown(run: Run, tmp_path: Path, form: str) -> None:
    (tmp_path / "pact.treaty").write_text(
        'treaty P "Pact" { party Fiji, Tonga; area A = part "C\u202ete";\n'
        '  article "Help" { when armed-attack on any party in A each other party shall use-force; } }\n',
        encoding="utf-8",
    )
    text = run("brief", "pact.treaty", "--to", form).out
    assert "u{202E}te" in text
    assert not re.search("[\u202a-\u202e\x1b]", text)
