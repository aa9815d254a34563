"""The table of rulings and their tests are about the same rulings, and what waits for later work is said to be open."""

from __future__ import annotations

import re
from pathlib import Path

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
    """The numbers run from 1 to 27 in both; of the later ones those that have a row have a test."""
    numbers = [int(number) for number in ROWS]
    assert numbers[:27] == list(range(1, 28))
    assert numbers == sorted(numbers)
    assert set(numbers) <= {int(number) for _, number in TESTS}


def test_what_is_expected_to_fail_is_said_to_be_open() -> None:
    """A test that waits for later work stands behind an *open* in the table."""
    waiting = {str(int(number)) for marks, number in TESTS if "xfail" in marks}
    assert [number for number in sorted(waiting, key=int) if "Open:" not in ROWS[number]] == []
