"""`treaty new` writes a draft without an error or a warning, for any number of parties and every kind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from treatylang.api.beginning import draft, kinds, laid_out, usually
from treatylang.findings import Severity
from treatylang.model.question import Question
from treatylang.source import Source
from treatylang.workspace.operands import Draft
from treatylang.workspace.passes import Project, Selection, check
from treatylang.workspace.settings import Settings

_DAY = date(2026, 11, 22)
ROOT = Path(__file__).parents[2]
_MANY = ["Fiji", "Tonga", "Samoa", "Papua New Guinea", "New Zealand", "Côte d'Ivoire", "Palau", "Ghana"]


@pytest.mark.parametrize(
    ("kind", "parties"),
    [
        ("bilateral", ["Fiji", "Tonga"]),
        ("bilateral", ["South Korea", "Côte d'Ivoire"]),
        *((kind, _MANY[:count]) for kind in ("consultation", "mutual-defence") for count in (2, 3, 8)),
    ],
)
def test_first_drafts_check_clean(kind: str, parties: list[str], tmp_path: Path) -> None:
    text = laid_out(draft(kind, "Treaty of Friends", parties, "Suva", _DAY))
    project = Project(tmp_path, Settings(), cache=False)
    opened = project.open(Draft(Source("new.treaty", text), tmp_path / "new.treaty"), Question())
    findings = check(opened, Question(), Selection(), _DAY)
    bad = [finding.message for finding in findings if finding.severity > Severity.INFO]
    assert not bad, text


def test_a_first_draft_uses_model_clauses(run: Run, tmp_path: Path) -> None:
    words = ["new", "pact.treaty", "--parties", "Fiji,Tonga", "--clause", "no-nuclear-stationing,withdrawal"]
    assert run(*words).code == 0
    text = (tmp_path / "pact.treaty").read_text(encoding="utf-8")
    assert "use clause no-nuclear-stationing;" in text
    assert run("check", "pact.treaty", "--select", "unfit-clause,unknown-word,syntax-error").code == 0
    for name, said in (("withdraw", "there is no clause"), ("defence-by-decision", "needs `by`")):
        ran = run("new", "other.treaty", "--clause", name)
        assert ran.code == 2 and said in ran.err
        assert not (tmp_path / "other.treaty").exists()


def test_what_is_taken_where_nothing_is_said_is_data() -> None:
    """Each kind has a usual title, and the program itself names no state in what it writes."""
    usual = usually()
    assert set(usual.titles) == set(kinds())
    assert len(set(usual.parties)) == 2
    for module in ("beginning", "new"):
        (path,) = [one for one in (ROOT / "treatylang").rglob(f"{module}.py") if one.parent.name in ("api", "cli")]
        code = "".join(line for line in path.read_text(encoding="utf-8").splitlines(True) if "Example: " not in line)
        assert not [state for state in usual.parties if state in code], path
