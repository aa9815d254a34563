"""A redline as one HTML page: the old text on the left, the new on the right, article beside article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby

from markupsafe import Markup, escape

from treatylang.documents.outline import Outline
from treatylang.documents.paragraphs import Paragraph, writable
from treatylang.documents.redline import Line, Passage, Redline
from treatylang.documents.redline.telling import called, summary
from treatylang.documents.redline.unprinted import Unprinted
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
    """Return the page of a comparison in one language."""
    return pages({compared.new.language: compared}, (), old_name, new_name)


def pages(found: Mapping[str, Redline], beside: Sequence[Unprinted], old_name: str, new_name: str) -> str:
    """Return the page, which needs no other file and no script; the names stand above the two columns.

    ``found`` has the comparison in each language; ``beside`` is what differs and is not printed.
    """
    first = next(iter(found.values()))
    title = writable(f"{first.new.title} – redline")
    parts = [
        Markup('<!doctype html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n').format("en"),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">\n'),
        Markup('<meta http-equiv="Content-Security-Policy" content="{}">\n').format(_POLICY),
        Markup("<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n").format(title, Markup(_style())),  # noqa: S704
        Markup("<h1>{}</h1>\n").format(writable(first.new.title)),
        *(part for code in found for part in _language(found, code, (old_name, new_name), len(beside))),
        *_beside(beside),
        Markup("</main>\n</body>\n</html>\n"),
    ]
    return "".join(parts)


def _language(found: Mapping[str, Redline], code: str, names: tuple[str, str], beside: int) -> Iterator[Markup]:
    """Yield the comparison in one language, under its name where there are several."""
    compared, several = found[code], len(found) > 1
    if several:
        yield Markup('<h2 lang="{}">{}</h2>\n').format(code, called(code))
    yield from (Markup("<p class=summary>{}</p>\n").format(sentence) for sentence in summary(compared, beside))
    yield from _changed_articles(compared, f"{code}-" if several else "")
    yield Markup('<div class="names"><span>{}</span><span>{}</span></div>\n').format(*map(writable, names))
    yield from _rows(compared, f"{code}-" if several else "")


def _beside(found: Sequence[Unprinted]) -> Iterator[Markup]:
    if found:
        yield Markup("<h2>Not printed</h2>\n<ul>\n")
        for one in found:
            old = Markup("<del>{}</del> ").format(writable(one.old)) if one.old else Markup("")
            new = Markup("<ins>{}</ins>").format(writable(one.new)) if one.new else Markup("")
            yield Markup("<li>{}{}</li>\n").format(old, new)
        yield Markup("</ul>\n")


def _changed_articles(compared: Redline, prefix: str) -> Iterator[Markup]:
    """Yield links to the articles that changed, where there are any."""
    links = []
    for index, (_, members) in enumerate(groupby(compared.passages, key=lambda passage: passage.section)):
        found = list(members)
        if all(passage.kind in (SAME, "renumbered") for passage in found):
            continue
        links.append(Markup('<li><a href="#{}s{}">{}</a></li>\n').format(prefix, index, _called(found)))
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


def _rows(compared: Redline, prefix: str) -> Iterator[Markup]:
    for index, (_, members) in enumerate(groupby(compared.passages, key=lambda passage: passage.section)):
        yield Markup('<section id="{}s{}">\n').format(prefix, index)
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
