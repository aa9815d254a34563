"""The documentation is true: its drafts can be read, its rule pages are up to date, its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts import make_docs
from treatylang.source import Source
from treatylang.syntax.parser import parse

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
_BLOCK = re.compile(r"^```treaty( fragment)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def drafts() -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in _BLOCK.finditer(text):
            body = f'treaty X "x" {{\n{match[2]}}}\n' if match[1] else match[2]
            found.append((f"{page.name}:{text.count(chr(10), 0, match.start()) + 1}", body))
    return found


@pytest.mark.parametrize(("place", "text"), drafts(), ids=[place for place, _ in drafts()])
def test_draft_can_be_read(place: str, text: str) -> None:
    document, findings = parse(Source(place, text))
    assert document is not None, [f"{f.span}: {f.message}" for f in findings]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), f"{page.name} links to {link}"


def test_rule_pages_are_up_to_date() -> None:
    """The outputs that pages show are looked at by `make check`."""
    wanted = dict(make_docs.rule_pages())
    kept = {*wanted, *(ROOT / "docs" / "rules").glob("*.md")}
    stale = sorted(page.name for page in kept if not page.exists() or page.read_text("utf-8") != wanted.get(page))
    assert not stale, "run `make docs`"


def terms() -> list[str]:
    rows = re.findall(
        r"^\| ([^|]+) \| [^|]+ \|$", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    return [term.strip() for row in rows if row not in ("term", "---") for term in row.split(",")]


@pytest.mark.parametrize("term", terms())
def test_a_term_of_the_list_is_used_by_what_people_read(term: str) -> None:
    pages = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "treatylang").rglob("*.py"), ROOT / "README.md"]
    others = [page for page in pages if page.name != "glossary.md"]
    assert any(re.search(rf"\b{term}\b", page.read_text(encoding="utf-8"), re.IGNORECASE) for page in others)
