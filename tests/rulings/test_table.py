"""The table of rulings and their tests are about the same rulings, and what waits for later work is said to be open."""

from __future__ import annotations

import re
from pathlib import Path

from tests.rulings.test_trials import CASES

HERE = Path(__file__).parent
ROWS = dict(
    re.findall(r"^\| (\d+) \| (.+) \|$", (HERE.parents[1] / "docs" / "rulings.md").read_text("utf-8"), re.MULTILINE)
)
TESTS = re.findall(
    r"^((?:@pytest[^\n]*\n(?:[ \])][^\n]*\n)*)*)def test_ruling_(\d\d)_",
    "\n".join(path.read_text("utf-8") for path in sorted(HERE.glob("test_*.py")) if path != Path(__file__)),
    re.MULTILINE,
)


def test_every_ruling_has_a_row_and_a_test() -> None:
    """The numbers run from 1 on in both; a test or a case is named after each."""
    assert [int(number) for number in ROWS] == list(range(1, len(ROWS) + 1))
    tried = {int(number) for _, number in TESTS} | {int(name[:2]) for name in CASES if name[:2].isdigit()}
    # That prose says what the sentences beside it say, and that texts are compared, is tried by tests of their own.
    elsewhere = {
        40: "tests/checks",
        44: "tests/model/test_standing.py",
        47: "tests/compare",
        55: "tests/cli/test_decisions.py",
        56: "tests/cli/test_decisions.py",
        68: "tests/laws/test_clauses.py",
        79: "tests/cli/test_decisions.py",
        90: "tests/compare/test_whole.py",
    }
    assert set(range(1, len(ROWS) + 1)) - tried <= set(elsewhere)
    assert all((HERE.parents[1] / path).exists() for path in elsewhere.values())


def test_what_is_expected_to_fail_is_said_to_be_open() -> None:
    """A test that waits for later work stands after an *open* in the table."""
    waiting = {str(int(number)) for marks, number in TESTS if "xfail" in marks}
    assert [number for number in sorted(waiting, key=int) if "Open:" not in ROWS[number]] == []
