"""The page on comparing is true: its two drafts differ as it says."""

from __future__ import annotations

import re

from tests.compare.pairs import difference, draft, side
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


def test_the_terminal_tells_each_sentence_once_and_cuts_long_words_to_where_they_differ() -> None:
    """All that became of one sentence is one block: one place, one meaning, one situation."""
    old = "when armed-attack on any party each other party shall assist the attacked party within 48 hours;"
    new = "when threat to any party each other party shall use-force for the attacked party within 24 hours;"
    text = report("full", [difference(draft(old), draft(new))], width=100)
    assert text.count("-->") == text.count("for instance") == text.count("to accept it") == 1
    assert len(re.findall(r"^substantive\[", text, re.MULTILINE)) == 3
    consulted = (
        "each party shall consult the others{} if security-council acted or request of any party or blockade of Japan;"
    )
    long = report("full", [difference(draft(consulted.format("")), draft(consulted.format(" regularly")))], width=100)
    assert "regularly" in long and long.count("blockade") == 0


def test_fifty_seven_differences_fit_three_hundred_lines() -> None:
    names = [f"A{i}" for i in range(19)]
    body = " ".join(
        f'article "{n}" as {n.lower()} {{ each party shall consult the others within {{}} hours; }}' for n in names
    )
    old = draft(body.replace("{}", "48"))
    new = draft(body.replace("{}", "24").replace('article "A', 'article "B').replace(" as a", " as b"))
    found = difference(old, new)
    assert len(found.changes) >= 57
    text = report("full", [found], width=100)
    assert len(text.splitlines()) <= 300
    assert text.rstrip().splitlines()[-1].startswith("19 substantive changes")
