"""The page on comparing is true: its two drafts differ as it says."""

from __future__ import annotations

import re

from tests.compare.pairs import side
from tests.worlds import ROOT
from treatylang.compare import compared
from treatylang.reports.changes import report


def test_the_answer_of_the_page_is_the_answer_of_the_program() -> None:
    page = (ROOT / "docs" / "comparing.md").read_text(encoding="utf-8")
    old, new = re.findall(r"^```treaty\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    shown = re.search(r"^```text\n(substantive.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert shown is not None
    said = report("full", [compared(side(old), side(new))], width=140)
    for line in shown[1].splitlines():
        if "-->" not in line:
            assert re.sub(r"\b(old|new)\.treaty", "draft.treaty", line.strip()) in said, said
