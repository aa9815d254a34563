"""Tables as one self-contained page: on screen, in the dark, and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

from treatylang.reports._markup import in_notebook, plain, words
from treatylang.reports.tables import Entry, Paragraph, Table

NAME = "html"

_STYLE = """
main { max-width: 76rem; }
.scroll { overflow-x: auto; margin: 1rem 0 1.25rem; }
table { border-collapse: collapse; min-width: 100%; font-size: 0.95rem; }
th, td { text-align: start; vertical-align: top; padding: 0.55rem 0.8rem; border: 1px solid var(--line); }
thead th { background: color-mix(in srgb, var(--line) 30%, transparent); }
tbody th { background: var(--card); font-weight: 600; white-space: nowrap; }
td.none { background: color-mix(in srgb, var(--line) 22%, transparent); }
td div + div { margin-top: 0.25rem; }
.good { color: #1f6b3a; } .doubtful { color: var(--warning); }
.bad { color: var(--error); } .faint { color: var(--faint); }
.good::before { content: "\\2713\\00a0"; }
.bad::before { content: "\\2717\\00a0"; }
.doubtful::before { content: "?\\00a0"; }
@media (prefers-color-scheme: dark) { .good { color: #86cf9d; } }
@media screen and (max-width: 36rem) {
  table, tbody, tr, th, td { display: block; }
  thead { display: none; }
  tbody th { white-space: normal; border-width: 0 0 1px; padding: 1rem 0 0.3rem; background: none; }
  td { border: 0; padding: 0.35rem 0 0.35rem 0.8rem; }
  td.none { display: none; }
  td[data-column]::before { content: attr(data-column); display: block; color: var(--faint); font-size: 0.85rem; }
}
@media print { .scroll { overflow: visible; } section { break-inside: avoid; } }
"""


def report(tables: Sequence[Table], *, color: bool, width: int) -> str:
    """Return the page; the signs before an entry say in print what its colour says on a screen."""
    style = (files("treatylang.reports") / "_page.css").read_text(encoding="utf-8")
    title = tables[0].title if tables else "Nothing found"
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{plain(title)}</title>",
            f"<style>\n{style}{_STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            *(part for table in tables for part in _table(table)),
            "</main>",
            "</body>",
            "</html>\n",
        ]
    )


def fragment(tables: Sequence[Table]) -> str:
    """Return the tables as a piece of a page, for notebooks: its style touches nothing else there."""
    return in_notebook(part for table in tables for part in _table(table))


def _table(table: Table) -> Iterator[str]:
    folded = table.told or table.spoken_for
    yield "<section>" if table.spoken_for else f"<section>\n<h2>{words(table.heading or table.title)}</h2>"
    for said in filter(None, (*table.remarks, table.caption)):
        yield f'<p class="summary">{words(said)}</p>'
    yield from _paragraphs(table.told)
    if folded:
        of = f": {words(table.title)}" if table.heading or table.spoken_for else ""
        yield f"<details>\n<summary>Every provision{of}</summary>"
    heads = "".join(f'<th scope="col">{plain(name)}</th>' for name in table.columns)
    yield f'<div class="scroll"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>'
    for row in table.rows:
        first = f'<th scope="row">{words(row[0].text)}</th>'
        entries = "".join(_entry(entry, name) for entry, name in zip(row[1:], table.columns[1:], strict=True))
        yield f"<tr>{first}{entries}</tr>"
    yield "</tbody></table></div>"
    if table.notes:
        yield f"<ul>{''.join(f'<li>{words(note)}</li>' for note in table.notes)}</ul>"
    if folded:
        yield "</details>"
    yield "</section>"


def _paragraphs(told: Sequence[Paragraph]) -> Iterator[str]:
    for one in told:
        if one.head:
            yield f"<h3>{plain(one.head)}</h3>"
        items = (f'<li><span class="{tone}">{words(text)}</span></li>' for text, tone in one.lines)
        yield f"<ul>{''.join(items)}</ul>"


def _entry(entry: Entry, name: str) -> str:
    if not entry.text:
        return '<td class="none"></td>'
    lines = "".join(f'<div class="{tone}">{words(text)}</div>' for text, tone in entry.lines)
    return f'<td data-column="{plain(name)}">{lines}</td>'
