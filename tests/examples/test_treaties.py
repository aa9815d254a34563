"""The treaties of the examples: what is said is counted, what stays prose has a reason, events of history hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.said import FOLDERS, counted, page
from tests.cli import conftest
from tests.cli.conftest import Run
from tests.worlds import ROOT

run = conftest.run
TREATIES = sorted(path for folder in FOLDERS for path in folder.glob("*.treaty"))


def test_the_page_of_treaties_is_up_to_date() -> None:
    assert (ROOT / "docs" / "treaties.md").read_text(encoding="utf-8") == page(), "run `make docs`"


def test_nearly_everything_is_said_and_what_is_not_has_a_reason() -> None:
    every = [counted(path) for path in TREATIES]
    assert len(every) == 15
    unreasoned = [(one.path.name, article) for one in every for article, reason in one.prose if not reason]
    assert not unreasoned
    assert sum(one.said for one in every) >= 0.95 * sum(one.all for one in every)


@pytest.mark.parametrize("path", TREATIES, ids=lambda path: path.stem)
def test_events_of_history_hold(run: Run, path: Path) -> None:
    assert counted(path).scenarios >= 5
    ran = run("test", str(path), "--format", "concise")
    assert ran.code == 0, ran.out
    assert " 0 failed, 0 undecided" in ran.out
