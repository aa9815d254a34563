"""Kept findings are those of a fresh look, and whatever a look rests on makes it fresh."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.worlds import ROOT
from treatylang.findings import Finding
from treatylang.model.question import Question
from treatylang.reports import report
from treatylang.source import Source
from treatylang.workspace import Draft, Project, cache, passes
from treatylang.workspace.passes import Selection, check

TODAY = date(2026, 11, 22)
FEW = Selection(frozenset({"missing-final-clause", "unused-area", "unused-suppression", "unknown-word"}))
"""Rules that take little time; that there are many makes no difference here."""
PACT = """
import "other.treaty";
treaty Pact "Pact" {
  status draft; drawn-up at "Geneva" on 2026-11-22; languages en;
  party Japan, Australia;
  article "Help" as help {
    bracket s { option A when armed-attack on any party each other party shall use-force;
                option B when armed-attack on any party each other party shall consult; }
  }
  # treaty: ignore[unused-area] until 2027-01-01 because "later"
  area Zone "the Zone" = territory of parties;
}
"""
OTHER = 'treaty Other "Other" { status draft; party Japan; article "A" as a { each party shall consult; } }\n'


@pytest.fixture
def looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the drafts at which was looked anew."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    seen: list[str] = []
    fresh = passes._looked

    def looked(opened: passes.Opened, *more: object) -> tuple[Finding, ...]:
        seen.append(opened.source.name)
        return fresh(opened, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(passes, "_looked", looked)
    return seen


def found(
    folder: Path, question: Question | None = None, selection: Selection | None = None, today: date = TODAY
) -> tuple[Finding, ...]:
    path = folder / "pact.treaty"
    project = Project.around(path)
    draft = Draft(Source("pact.treaty", path.read_text(encoding="utf-8")), path)
    question = question or Question()
    return check(project.open(draft, question), question, selection or FEW, today)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "project"
    (place / "laws").mkdir(parents=True)
    (place / "treaty.toml").write_text("", encoding="utf-8")
    (place / "pact.treaty").write_text(PACT, encoding="utf-8")
    (place / "other.treaty").write_text(OTHER, encoding="utf-8")
    return place


def test_an_unchanged_question_is_answered_from_what_was_found(folder: Path, looks: list[str]) -> None:
    first = found(folder, selection=Selection())
    again = found(folder, selection=Selection())
    assert len(looks) == 1 and first
    assert report("json", again) == report("json", first)


def _replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _law(folder: Path) -> None:
    text = 'law Peace "Peace" of Australia { rank statute; article 1 "A" as a { Australia shall not use-force; } }\n'
    (folder / "laws" / "peace.treaty").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        _replaced("pact.treaty", "shall consult", "shall assist"),
        _replaced("pact.treaty", "Japan, Australia", "Japan, Fiji"),
        _replaced("pact.treaty", 'because "later"', 'because "soon"'),
        _replaced("pact.treaty", "import", "# a remark\nimport"),
        _replaced("other.treaty", "shall consult", "shall report"),
        _law,
        lambda folder: (folder / "other.treaty").unlink(),
    ],
)
def test_whatever_text_differs_is_looked_at_anew(
    folder: Path, looks: list[str], change: Callable[[Path], None]
) -> None:
    found(folder)
    change(folder)
    kept = found(folder)
    assert len(looks) == 2
    project = Project.around(folder / "pact.treaty", cache=False)
    draft = Draft(Source("pact.treaty", (folder / "pact.treaty").read_text(encoding="utf-8")), folder / "pact.treaty")
    fresh = check(project.open(draft, Question()), Question(), FEW, TODAY)
    assert report("json", kept) == report("json", fresh)


@pytest.mark.parametrize(
    "asked",
    [
        {"question": Question(as_of=date(2010, 1, 1))},
        {"question": Question(readings={"Japan": "gov1972"})},
        {"question": Question(joined=("Fiji",))},
        {"question": Question(options={"s": "B"})},
        {"selection": Selection(frozenset({"unused-term"}))},
        {"selection": Selection(FEW.select, frozenset({"unknown-word"}))},
        {"selection": Selection(FEW.select, severity={"missing-final-clause": "error"})},
        {"today": date(2027, 5, 1)},
    ],
    ids=["day", "reading", "party", "option", "select", "ignore", "severity", "today"],
)
def test_whatever_is_asked_otherwise_is_looked_at_anew(
    folder: Path, looks: list[str], asked: dict[str, Question | Selection | date]
) -> None:
    found(folder)
    found(folder, **asked)  # type: ignore[arg-type]
    assert len(looks) == 2


def test_another_program_looks_anew(folder: Path, looks: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    found(folder)
    monkeypatch.setattr("treatylang.workspace.remembered.whole_program", lambda: "another")
    found(folder)
    assert len(looks) == 2


def test_the_program_is_all_its_files() -> None:
    before = cache.whole_program()
    path = ROOT / "treatylang" / "checks" / "bare_request.py"
    state = path.stat()
    cache.whole_program.cache_clear()
    assert cache.whole_program() == before
    import os

    try:
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns + 1))
        cache.whole_program.cache_clear()
        assert cache.whole_program() != before
    finally:
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
        cache.whole_program.cache_clear()


def test_damaged_findings_are_found_again(folder: Path, looks: list[str]) -> None:
    first = found(folder)
    for text in ("", "[]", "{}", "[-1,[9]]", "[-1,[-2,999,0,1]]", "[-1,[0,1]]"):
        for path in cache.folder().glob("answer-*.json"):
            cache._keep(path, text)
        assert found(folder) == first
    assert len(looks) > 5
