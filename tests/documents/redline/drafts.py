"""Pairs of drafts for the tests of the redline, and an independent reading of Word files."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from lxml import etree

from tests.worlds import library, world_of
from treatylang.documents import outline
from treatylang.documents.outline import Outline
from treatylang.model.question import Question

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

BASE = """
treaty Pact "Pact on Consultation" {
  status      draft;
  drawn-up    at "Geneva" on 2026-11-22;
  languages   en;
  party Japan, Australia;

  preamble {
    recital "Desiring to keep the peace of the region,";
  }

  article "Consultation" as consultation {
    1 { en "The Parties consult each other whenever one of them asks for it. They meet within two days."; }
    2 { en "They keep each other informed, as {@assistance} provides."; }
  }

  article "Exchange of observers" as observers {
    en "Each Party may send observers to the exercises of the other, who are treated as guests of the State.";
  }

  article "Assistance" as assistance {
    1 { en "A Party that is attacked may ask the other for help."; }
    2 { en "The other Party answers without delay and gives the reasons of its answer in writing."; }
  }
}
"""

CHANGES = {
    "a word": BASE.replace("two days", "three days"),
    "an article put in": BASE.replace(
        'article "Exchange',
        'article "Review" as review { en "The Pact is reviewed each year."; }\n\n  article "Exchange',
    ),
    "an article taken out": re.sub(r'  article "Exchange.*?\n  }\n', "", BASE, flags=re.DOTALL),
    "a paragraph put in last": BASE.replace(
        'in writing."; }', 'in writing."; }\n    3 { en "Help may be of any kind that both Parties accept."; }'
    ),
    "a paragraph split": BASE.replace("asks for it. They meet", 'asks for it."; }\n    2 { en "They meet').replace(
        '    2 { en "They keep', '    3 { en "They keep'
    ),
    "an article moved": (
        lambda part: BASE.replace(part, "").replace('  article "Consultation"', f'{part}\n  article "Consultation"')
    )(re.search(r'  article "Assistance.*?\n  }\n', BASE, flags=re.DOTALL)[0]),  # type: ignore[index]
    "all words of a paragraph": BASE.replace(
        "Each Party may send observers to the exercises of the other, who are treated as guests of the State.",
        "Maps, charts and codes remain secret until thirty years have passed since their making.",
    ),
    "title, preamble and parties": BASE.replace('"Pact on Consultation"', '"Treaty on Consultation"')
    .replace("the peace of the region", "the peace of all regions")
    .replace("party Japan, Australia", "party Japan, Australia, France"),
    "everything": """
treaty Other "Agreement on Fish" {
  status draft; drawn-up at "Lima" on 2030-01-01; languages en;
  party Peru, Chile;
  article "Fish" as fish { en "Fish are counted."; }
}
""",
    "nothing": BASE,
}


def outlined(text: str, language: str = "en") -> Outline:
    """Return the outline of the one treaty of a text."""
    world, _ = world_of(text, beside=library())
    return outline(world, world.instruments[world.drafts[0]], Question(), language=language)[0]


def read_part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return a part of a Word file."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def settled(data: bytes, *, accept: bool) -> list[str]:
    """Accept or reject all changes by rewriting the tree, as the standard describes it, and return the paragraphs.

    Written apart from the program: what goes is cut out of the tree, what stays is unwrapped, and a paragraph whose
    end goes is poured into the next one.
    """
    root = read_part(data)
    goes, stays = ("del", "ins") if accept else ("ins", "del")
    body = root[0]
    for paragraph in list(body.iterchildren(f"{W}p")):
        mark = paragraph.find(f"{W}pPr/{W}rPr/{W}{goes}")
        for change in [c for c in paragraph.iter(f"{W}{goes}") if c.getparent().tag != f"{W}rPr"]:
            change.getparent().remove(change)
        for change in [c for c in paragraph.iter(f"{W}{stays}") if c.getparent().tag != f"{W}rPr"]:
            parent = change.getparent()
            at = parent.index(change)
            for run in reversed(list(change)):
                parent.insert(at, run)
            parent.remove(change)
        if mark is not None:
            after = paragraph.getnext()
            assert after is not None and after.tag == f"{W}p", "the end of the last paragraph cannot go"
            for child in reversed([c for c in paragraph if c.tag != f"{W}pPr"]):
                after.insert(1, child)
            body.remove(paragraph)
    found = []
    for paragraph in body.iterchildren(f"{W}p"):
        names = (f"{W}t", f"{W}delText", f"{W}tab")
        inner = [n for n in paragraph.iter(*names) if n.getparent().tag == f"{W}r"]
        found.append("".join("\t" if node.tag == f"{W}tab" else node.text or "" for node in inner))
    return [text for text in found if text]
