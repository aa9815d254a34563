"""The Word files: tracked changes that give both drafts back, byte for byte the same, opened by two other programs."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from lxml import etree

from tests.documents.redline.drafts import BASE, CHANGES, W, outlined, read_part, settled
from tests.worlds import ROOT, library, world_of
from treatylang.documents import outline, render
from treatylang.documents.outline import Block, Division, Outline, Run
from treatylang.documents.paragraphs import paragraphs
from treatylang.documents.redline import redline
from treatylang.documents.redline.page import page
from treatylang.documents.redline.tracked import tracked
from treatylang.documents.word import docx
from treatylang.model.question import Question

OFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is not installed: `apt-get install libreoffice-writer` runs these tests"
)


def _tracked(old: Outline, new: Outline) -> bytes:
    return tracked(redline(old, new), author="Legal Department", day="2026-11-22")


@pytest.mark.parametrize("change", CHANGES)
def test_accepting_gives_the_new_draft_and_rejecting_the_old(change: str) -> None:
    old, new = outlined(BASE), outlined(CHANGES[change])
    for before, after in ((old, new), (new, old)):
        data = _tracked(before, after)
        assert settled(data, accept=True) == [p.text for p in paragraphs(after)]
        assert settled(data, accept=False) == [p.text for p in paragraphs(before)]


@pytest.mark.parametrize("example", sorted(path.name for path in (ROOT / "examples").glob("*.treaty")))
@pytest.mark.parametrize("language", ["en", "fr"])
def test_document_says_what_the_text_says(example: str, language: str) -> None:
    """The words of the Word file are those of the plain text, whose line breaks and lines to sign on are left out."""
    world, _ = world_of((ROOT / "examples" / example).read_text(encoding="utf-8"), beside=library())
    draft = world.instruments[world.drafts[0]]
    text, _ = render(world, draft, Question(), form="text", language=language)
    data = docx(outline(world, draft, Question(), language=language)[0])
    written = [re.sub(r"\s", "", p) for p in settled(data, accept=True)]
    assert "".join(written).lower() == re.sub(r"\s|_{10,}", "", text).lower()


def test_changes_are_signed_dated_and_each_has_an_id_of_its_own() -> None:
    root = read_part(_tracked(outlined(BASE), outlined(CHANGES["title, preamble and parties"])))
    changes = list(root.iter(f"{W}ins", f"{W}del", f"{W}pPrChange"))
    assert len(changes) > 4
    assert {c.get(f"{W}author") for c in changes} == {"Legal Department"}
    assert {c.get(f"{W}date") for c in changes} == {"2026-11-22T00:00:00Z"}
    ids = [c.get(f"{W}id") for c in (*changes, *root.iter(f"{W}bookmarkStart"))]
    assert len(ids) == len(set(ids))
    # What is struck out is `delText`, what stands is `t`: Word refuses any other mixture.
    assert all(t.getparent().getparent().tag == f"{W}del" for t in root.iter(f"{W}delText"))
    assert not [t for t in root.iter(f"{W}t") if t.getparent().getparent().tag == f"{W}del"]


def test_a_paragraph_that_changes_its_style_keeps_the_old_one_as_a_change() -> None:
    new = CHANGES["a paragraph put in last"].replace(
        '1 { en "A Party that is attacked may ask the other for help."; }', "", 1
    )
    root = read_part(_tracked(outlined(BASE), outlined(new)))
    assert root is not None
    old, fresh = (
        Outline(
            "T", "en", "ltr", {}, (Block(kind, runs=(Run("Desiring to keep the peace,"),)),), (), (), (), (), (), ()
        )
        for kind in ("recital", "opening")
    )
    change = read_part(_tracked(old, fresh)).find(f".//{W}pPrChange/{W}pPr/{W}pStyle")
    assert change is not None
    assert change.get(f"{W}val") == "Recital"


def test_links_lead_to_bookmarks() -> None:
    root = read_part(docx(outlined(BASE)))
    marks = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    links = [link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")]
    assert links
    assert set(links) <= set(marks)
    assert len(marks) == len(set(marks))
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", mark or "") for mark in marks)


def test_same_drafts_same_bytes() -> None:
    pair = outlined(BASE), outlined(CHANGES["an article moved"])
    data = _tracked(*pair)
    assert data == _tracked(*pair)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_style_that_is_used_is_defined() -> None:
    for data in (docx(outlined(BASE)), _tracked(outlined(BASE), outlined(CHANGES["everything"]))):
        defined = {s.get(f"{W}styleId") for s in read_part(data, "word/styles.xml").iter(f"{W}style")}
        used = {s.get(f"{W}val") for s in read_part(data).iter(f"{W}pStyle")}
        assert used <= defined


def test_another_reader_sees_headings_and_page_number() -> None:
    document = python_docx.Document(BytesIO(docx(outlined(BASE))))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 2"]
    assert headings == ["Article 1", "Article 2", "Article 3"]
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Title"
    assert " PAGE " in document.sections[0].footer._element.xml
    assert document.core_properties.title == "Pact on Consultation"


# -- hostile text ---------------------------------------------------------------------------------------------------

HOSTILE = [
    "\x00\x01\x02\x03\x04\x07\x0b\x1b[31m\x7f\x85\ufffe\uffff",
    "</w:t></w:r></w:p><w:p>]]>&amp;&lt;<script>alert(1)</script>",
    "\u202egnp.exe\u202c \u2066hidden\u2069 \u200b\u200f",
    "\u0627\u0644\u062f\u0648\u0644 \u0627\u0644\u0623\u0637\u0631\u0627\u0641 123 (Parties)",
    "締約国は、武力攻撃に対し😀𠮷",
    "tab\there\nline\r\nend \\begin{x} ${y} {{z}} %d",
    "a" * 100_000,
    "",
]


def _hostile(text: str) -> Outline:
    block = Block("paragraph", text, f"{text[:3]}.", (Run(text, "x"), Run(text, text, True)), opening="[", closing="]")
    division = Division("article", text, (Run(text),), (Run(text),), (block,))
    return Outline(
        text, "ar", "rtl", {"statements": text}, (Block("recital", runs=(Run(text),)),), (division,), (), (), (), (), ()
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text: str) -> None:
    calm = outlined(BASE)
    for old, new in ((calm, _hostile(text)), (_hostile(text), calm), (_hostile(text), _hostile(text[::-1]))):
        data = _tracked(old, new)
        assert settled(data, accept=True) == [p.text for p in paragraphs(new) if p.text]
        assert settled(data, accept=False) == [p.text for p in paragraphs(old) if p.text]
        shown = page(redline(old, new), text, "</span><b>")
        assert "<script" not in shown
        assert "</span><b>" not in shown
        assert "\x1b" not in shown


def test_text_from_the_right_is_marked_as_such() -> None:
    root = read_part(docx(_hostile(HOSTILE[3])))
    assert root.find(f".//{W}pPr/{W}bidi") is not None
    run = next(t.getparent() for t in root.iter(f"{W}t") if "\u0627\u0644\u062f\u0648\u0644" in (t.text or ""))
    assert run.find(f"{W}rPr/{W}rtl") is not None


# -- HTML -----------------------------------------------------------------------------------------------------------


def _column(shown: str, side: str) -> list[str]:
    root = etree.HTML(shown)
    found = ["".join(p.itertext()) for p in root.findall(f".//div[@class='{side}']/p")]
    return [text.replace("\u2003", "\t").replace("¶", "") for text in found if text]


@pytest.mark.parametrize("change", CHANGES)
def test_the_columns_are_the_drafts(change: str) -> None:
    old, new = outlined(BASE), outlined(CHANGES[change])
    shown = page(redline(old, new), "old.treaty", "new.treaty")
    assert _column(shown, "old") == [p.text for p in paragraphs(old)]
    assert _column(shown, "new") == [p.text for p in paragraphs(new)]


def test_the_page_needs_nothing_else() -> None:
    shown = page(redline(outlined(BASE), outlined(CHANGES["a word"])), "a", "b")
    assert not re.search(r'(?:src|href)="(?!#)', shown)
    assert "<script" not in shown
    assert "<del>two</del>" in shown
    assert "<ins>three</ins>" in shown
    assert "prefers-color-scheme: dark" in shown
    assert "@media print" in shown


# -- LibreOffice ----------------------------------------------------------------------------------------------------


def _office(folder: Path, *arguments: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    done = subprocess.run(
        [OFFICE or "soffice", profile, "--headless", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=170,
    )
    assert done.returncode == 0, done.stderr


@needs_libreoffice
def test_libreoffice_opens_it_and_finds_the_changes(tmp_path: Path) -> None:
    """Saved again as OpenDocument, the file has the same changes, by the same author on the same day."""
    (tmp_path / "redline.docx").write_bytes(_tracked(outlined(BASE), outlined(CHANGES["a paragraph split"])))
    (tmp_path / "moved.docx").write_bytes(_tracked(outlined(BASE), outlined(CHANGES["an article moved"])))
    (tmp_path / "plain.docx").write_bytes(docx(outlined(BASE)))
    _office(tmp_path, "--convert-to", "fodt", "redline.docx", "moved.docx", "plain.docx")
    split, moved, plain = ((tmp_path / f"{n}.fodt").read_text(encoding="utf-8") for n in ("redline", "moved", "plain"))
    assert "<text:tracked-changes" not in plain
    for text in (split, moved):
        assert "<dc:creator>Legal Department</dc:creator>" in text
        assert "<dc:date>2026-11-22T00:00:00" in text
        assert "<text:insertion>" in text
    assert "<text:deletion>" in moved
    root = etree.fromstring(plain.encode())
    body = "".join(root.find(".//{*}body").itertext())
    for paragraph in paragraphs(outlined(BASE)):
        assert re.sub(r"\s", "", paragraph.text) in re.sub(r"\s", "", body)
