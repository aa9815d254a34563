"""A redline as one HTML page: the old text on the left, the new on the right, article beside article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby

from markupsafe import Markup, escape

from treatylang.documents.outline import Outline
from treatylang.documents.paragraphs import Paragraph, writable
from treatylang.documents.redline import Line, Passage, Redline
from treatylang.documents.redline.telling import summary
from treatylang.documents.redline.words import GONE, NEW, SAME

_NOTES = {
    "inserted": "inserted",
    "deleted": "deleted",
    "moved-away": "moved elsewhere",
    "moved-here": "moved here",
    "split": "split",
    "merged": "joined",
}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@cache
def _style() -> str:
    return (files("treatylang.documents.redline") / "page.css").read_text(encoding="utf-8")


def page(compared: Redline, old_name: str, new_name: str) -> str:
    """Return the page, which needs no other file and no script; the names stand above the two columns."""
    title = writable(f"{compared.new.title} – redline")
    parts = [
        Markup('<!doctype html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n').format("en"),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">\n'),
        Markup('<meta http-equiv="Content-Security-Policy" content="{}">\n').format(_POLICY),
        Markup("<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n").format(title, Markup(_style())),  # noqa: S704
        Markup("<h1>{}</h1>\n").format(writable(compared.new.title)),
        *(Markup("<p class=summary>{}</p>\n").format(sentence) for sentence in summary(compared)),
        *_changed_articles(compared),
        Markup('<div class="names"><span>{}</span><span>{}</span></div>\n').format(
            writable(old_name), writable(new_name)
        ),
        *_rows(compared),
        Markup("</main>\n</body>\n</html>\n"),
    ]
    return "".join(parts)


def _changed_articles(compared: Redline) -> Iterator[Markup]:
    """Yield links to the articles that changed, where there are any."""
    links = []
    for index, (_, members) in enumerate(groupby(compared.passages, key=lambda passage: passage.section)):
        found = list(members)
        if all(passage.kind in (SAME, "renumbered") for passage in found):
            continue
        links.append(Markup('<li><a href="#s{}">{}</a></li>\n').format(index, _called(found)))
    if links:
        yield Markup('<nav aria-label="changed"><ul>\n{}</ul></nav>\n').format(Markup("").join(links))


def _called(found: Sequence[Passage]) -> str:
    """Return the name of a section: heading and title of its new text, else of its old one."""
    for side in ("new", "old"):
        named = [p for passage in found for p in getattr(passage, side) if p.style in ("heading", "name", "chapter")]
        if named:
            return " – ".join(paragraph.text for paragraph in named[:2])
    first = (*found[0].new, *found[0].old)[0].text
    return first if len(first) <= 60 else f"{first[:59]}…"


def _rows(compared: Redline) -> Iterator[Markup]:
    for index, (_, members) in enumerate(groupby(compared.passages, key=lambda passage: passage.section)):
        yield Markup('<section id="s{}">\n').format(index)
        for passage in members:
            yield Markup('<div class="row {}">').format(passage.kind)
            yield _cell(passage, GONE, compared.old)
            yield _cell(passage, NEW, compared.new)
            note = _NOTES.get(passage.kind)
            yield Markup('<span class="note">{}</span></div>\n').format(note) if note else Markup("</div>\n")
        yield Markup("</section>\n")


def _cell(passage: Passage, side: str, document: Outline) -> Markup:
    """Return the paragraphs of one side; what the other side lacks is marked in them."""
    said = Markup("")
    inner = Markup("")
    for line in passage.lines:
        inner += _inline(line, side)
        paragraph = line.old if side == GONE else line.new
        if line.end in (SAME, side) and paragraph is not None:
            mark = Markup('<span class="end" title="{}">¶</span>').format(_ended(side)) if line.end == side else ""
            torn = passage.kind in ("split", "merged")
            said += _paragraph(paragraph, inner + (mark if torn else ""), document)
            inner = Markup("")
    return Markup('<div class="{}" lang="{}" dir="{}">{}</div>').format(
        "old" if side == GONE else "new", document.language, document.direction, said
    )


def _ended(side: str) -> str:
    return "this end of a paragraph was taken out" if side == GONE else "this end of a paragraph was put in"


def _inline(line: Line, side: str) -> Markup:
    said = Markup("")
    for (kind, slanted), members in groupby(
        ((kind, token) for kind, token in line.edits if kind in (SAME, side)), key=lambda e: (e[0], e[1].slanted)
    ):
        text = escape("".join(token.text for _, token in members).replace("\t", "\u2003"))
        text = Markup("<i>{}</i>").format(text) if slanted else text
        if kind != SAME:
            text = Markup("<del>{}</del>" if kind == GONE else "<ins>{}</ins>").format(text)  # noqa: S704
        said += text
    return said


def _paragraph(paragraph: Paragraph, inner: Markup, document: Outline) -> Markup:
    classes = f"{paragraph.style} numbered" if paragraph.number else paragraph.style
    language = paragraph.language if paragraph.language != document.language else ""
    spoken = Markup(' lang="{}"').format(language) if language else ""
    return Markup('<p class="{}" style="--depth:{}"{}>{}</p>').format(classes, paragraph.depth, spoken, inner)
