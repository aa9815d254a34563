"""The documentation is true: its drafts can be read, its rule pages are up to date, its links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import make_docs, make_site
from treatylang.source import Source
from treatylang.syntax.parser import parse

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
EVERY = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
_BLOCK = re.compile(r"^```treaty( fragment)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)")


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


def anchors(page: Path) -> set[str]:
    """Return the anchors of the headings of a page, as GitHub and the site make them."""
    heads = re.findall(r"^#+ (.+)$", _CODE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.replace("`", "").lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", EVERY, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for link, anchor in _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8"))):
        target = (page.parent / link) if link else page
        assert target.exists(), f"{page.name} links to {link}"
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), f"{page.name} links to {link}#{anchor}"


def test_every_page_can_be_reached_from_the_menu_of_the_site() -> None:
    menu = re.findall(r'= "([^"]+\.md)"', (ROOT / "zensical.toml").read_text(encoding="utf-8"))
    assert all((ROOT / name).exists() for name in menu)
    start = [ROOT / name for name in menu]
    reached: set[Path] = set()
    while start:
        page = start.pop().resolve()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        links = _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8")))
        start += [page.parent / link for link, _ in links if link]
    assert not {page.resolve() for page in EVERY} - reached


def test_the_site_is_laid_out_with_a_page_behind_every_link(tmp_path: Path) -> None:
    make_site.lay_out(tmp_path / "pages")
    for page in (tmp_path / "pages").rglob("*.md"):
        for link, _ in _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8"))):
            target = page.parent / link
            shown = target / "README.md" if target.is_dir() else target
            assert not link or shown.exists(), f"{page.name} links to {link}"


def test_the_site_can_be_built(tmp_path: Path) -> None:
    pytest.importorskip("zensical")
    make_site.lay_out(tmp_path / "build" / "pages")
    (tmp_path / "zensical.toml").write_bytes(make_site.SETTINGS.read_bytes())
    ran = subprocess.run([sys.executable, "-m", "zensical", "build"], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    site = tmp_path / "build" / "site"
    assert "law-conflict" in (site / "search.json").read_text(encoding="utf-8")
    assert (site / "docs" / "tutorial" / "index.html").exists()


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
