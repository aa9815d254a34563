"""What must hold for whole drafts: layout, labels and the order of files decide nothing; parties are told singly."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.compare.pairs import codes, difference, draft
from tests.compare.table import TABLE
from tests.worlds import ROOT
from treatylang.compare import Difference
from treatylang.compare.changes import SUBSTANTIVE
from treatylang.model.question import Question
from treatylang.source import Source
from treatylang.syntax.formatter import format_document
from treatylang.syntax.parser import parse
from treatylang.workspace import Draft, Project
from treatylang.workspace.comparing import Text, differences
from treatylang.workspace.passes import Selection

EXAMPLES = sorted((ROOT / "examples").glob("*.treaty")) + sorted((ROOT / "examples" / "rounds").glob("*.treaty"))
WHOLE = [path for path in EXAMPLES if path.name != "mistakes.treaty"]
TODAY = date(2026, 11, 22)


@cache
def text_of(path: Path, text: str | None = None) -> Text:
    source = Source(path.name, path.read_text(encoding="utf-8") if text is None else text)
    project = Project.around(path, isolated=True)
    opened = project.open(Draft(source, path, exists=False), Question())
    assert opened.world is not None, opened.findings
    return Text(opened, Selection())


def between(old: list[Text], new: list[Text], *, checked: bool = False) -> tuple[Difference, ...]:
    return differences(old, new, Question(), TODAY, checked=checked)


def loosened(text: str) -> str:
    """Lay a draft out in another way: every space doubled, outside quotes and comments."""
    lines = []
    for line in text.split("\n"):
        if '"' in line or "#" in line or "「" in line:
            lines.append(line)
        else:
            lines.append(re.sub(r"(?<=\S) (?=\S)", "  ", line))
    return "\n".join(lines)


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_a_draft_does_not_differ_from_itself_nor_from_another_layout_of_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document, mistakes = parse(Source(path.name, loosened(text)))
    assert document is not None, mistakes
    layout = format_document(document)
    for other in (text, loosened(text), layout):
        found = between([text_of(path)], [text_of(path, other)])
        assert all(one.changes == () for one in found), [c.message for one in found for c in one.changes]


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_other_labels_change_no_situation(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    own = [text_of(path).opened.instruments[0].labels[name] for name in text_of(path).opened.instruments[0].labels]
    labels = sorted({one.name for one in own if one.kind in ("article", "paragraph") and "." not in one.name})
    changed = text
    for label in labels:
        changed = re.sub(rf"(?<=as ){label}(?= \{{)|(?<=@){label}(?![\w-])", f"{label}-again", changed)
    assert changed != text or not labels
    for one in between([text_of(path)], [text_of(path, changed)]):
        assert {c.action for c in one.changes} <= {"rename"}, [c.message for c in one.changes if c.action != "rename"]
        assert all(c.level == "editorial" for c in one.changes)


def test_the_order_of_files_and_what_file_a_treaty_stands_in_decide_nothing(tmp_path: Path) -> None:
    one, other = draft("each party shall consult the others;"), draft("each party shall report;", name="Other")
    apart = [text_of(tmp_path / "a.treaty", one), text_of(tmp_path / "b.treaty", other)]
    together = [text_of(tmp_path / "c.treaty", other + one)]
    for found in (between(apart, apart[::-1]), between(apart, together), between(together, apart)):
        assert len(found) == 2
        assert all(difference.changes == () for difference in found)


def test_a_new_party_is_bound_and_protected_and_the_old_ones_have_more_to_do() -> None:
    body = "when armed-attack on any party each other party shall assist the attacked party;"
    found = difference(draft(body), draft(body, parties="party Japan, Australia, Philippines, India;"))
    (change,) = found.changes
    assert change.code == "parties-existence-add"
    assert change.witness is not None and change.witness.party == "India"
    ways = {d.party: (d.burden, d.protection) for d in change.directions}
    assert ways["India"] == ("up", "up")
    assert ways["Japan"][0] == "up"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("party Japan, Australia; party Philippines invited;", ["substantive parties-existence-remove"]),
        ("party Japan, Australia;", ["substantive parties-existence-remove"]),
        ("party Japan, Australia; party Philippines from 2030-01-01;", ["substantive parties-condition-change"]),
        ("party Australia, Philippines, Japan;", []),
        ("party Japan as Nippon, Australia, Philippines;", ["editorial parties-wording-change"]),
    ],
)
def test_parties(line: str, expected: list[str]) -> None:
    body = "when armed-attack on any party each other party shall assist the attacked party;"
    assert codes(difference(draft(body), draft(body, parties=line))) == expected


def test_a_qualifier_that_no_loaded_law_makes_bite_is_a_change_and_the_guarantee_follows_the_law_that_is_loaded() -> (
    None
):
    body = "when armed-attack on any party each other party shall use-force for the attacked party{};"
    old, new = draft(body.format("")), draft(body.format(" in accordance with constitutional-provisions"))
    free = difference(old, new)
    (change,) = free.changes
    assert change.code == "obligation-floor-weaken"
    assert all(d.burden == "down" and d.protection == "down" for d in change.directions)
    assert not any(c.guarantee for c in free.counts)  # no law: what is owed is certain in both drafts
    article = 'article 9 "Peace" as peace { Japan shall not use-force; }'
    peace = f'law L "Law" of Japan {{ rank constitution; in-force from 1950-01-01; {article} }}'
    (bound,) = difference(old, new, law=peace).changes
    assert bound.code == change.code and bound.counts


def test_a_circumstance_that_is_defined_otherwise_is_a_change_of_law() -> None:
    body = "when armed-attack on any party each other party shall assist the attacked party unless hard-times;"
    old = 'circumstance hard-times "hard times" = provoked;'
    new = 'circumstance hard-times "hard times" = survival-threatened of Japan;'
    article = f'article "Help" as a {{ {body} }}'
    found = difference(draft(f"{old} {article}"), draft(f"{new} {article}"))
    assert [(c.level, c.code) for c in found.changes] == [(SUBSTANTIVE, "definition-condition-change")]


@pytest.mark.parametrize(("name", "old", "new", "expected"), TABLE[:40], ids=[row[0] for row in TABLE[:40]])
def test_a_comparison_gives_the_same_bytes_twice(name: str, old: str, new: str, expected: tuple[str, ...]) -> None:
    from treatylang.reports.changes import report

    one, other = (difference(draft(old), draft(new)) for _ in range(2))
    for form in ("full", "json", "html", "markdown", "sarif"):
        assert report(form, [one]) == report(form, [other])
