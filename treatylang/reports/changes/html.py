"""Differences as one self-contained page: both texts side by side, by article, filtered by party and by level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import groupby

from treatylang.compare.changes import LEVELS, SUBSTANTIVE, Change, Difference
from treatylang.reports._markup import plain, words
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports.changes._words import (
    LEVEL_WORDS,
    by_party,
    consequences,
    counted,
    pieces,
    questions,
    summary,
    verdicts,
)

NAME = "html"
ALONE = True

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def report(found: Sequence[Difference], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return the page; the filters are switches of the page itself, no program runs in it."""
    base = (files("treatylang.reports") / "_page.css").read_text(encoding="utf-8")
    own = (files("treatylang.reports.changes") / "_changes.css").read_text(encoding="utf-8")
    parties = list(dict.fromkeys(p for one in found for c in one.changes for p in c.parties))
    body = ["<h1>What changed in law</h1>", f'<p class="summary">{plain(summary(found))}</p>']
    body += _filters(parties)
    body += _matrix(found, parties)
    body += _verdicts(found)
    body += _contents(found)
    for number, one in enumerate(found):
        body += _difference(one, number, parties)
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            f"<title>Changes: {plain(summary(found))}</title>",
            f"<style>\n{base}{own}{_switches(len(parties))}</style>",
            "</head>",
            "<body>",
            '<main class="changes">',
            *body,
            "</main>",
            "</body>",
            "</html>\n",
        ]
    )


def _switches(parties: int) -> str:
    """Return the rules that hide what the switches of the page leave out."""
    rules = [f"body:has(#level-{level}:not(:checked)) .level-{level} {{ display: none; }}" for level in LEVELS]
    rules += [
        f"body:has(#party-{n}:checked) .change:not(.for-{n}, .for-all) {{ display: none; }}" for n in range(parties)
    ]
    return "\n".join([*rules, ".part:not(:has(.change)) { display: none; }"]) + "\n"


def _filters(parties: Sequence[str]) -> Iterator[str]:
    yield '<form class="filters"><fieldset><legend>Show</legend>'
    for level in LEVELS:
        yield f'<label><input type="checkbox" id="level-{level}" checked> {level}: {LEVEL_WORDS[level]}</label>'
    yield "</fieldset>"
    if parties:
        yield "<fieldset><legend>For</legend>"
        yield '<label><input type="radio" name="party" id="party-all" checked> everybody</label>'
        for number, party in enumerate(parties):
            yield f'<label><input type="radio" name="party" id="party-{number}"> {plain(party)}</label>'
        yield "</fieldset>"
    yield "</form>"


def _matrix(found: Sequence[Difference], parties: Sequence[str]) -> Iterator[str]:
    rows = [(party, *by_party(found, party)) for party in parties]
    rows = [row for row in rows if row[1] or row[2]]
    if rows:
        owes, owed = heads = ("What it owes", "What it is owed")
        yield f'<table class="matrix"><thead><tr><th>Party</th><th>{owes}</th>'
        yield f"<th>{owed}</th></tr></thead><tbody>"
        for party, burden, protection in rows:
            cells = "".join(
                f'<td class="{_tone(said)}" data-column="{head}">{plain(said) or "as before"}</td>'
                for head, said in zip(heads, (burden, protection), strict=True)
            )
            yield f"<tr><th>{plain(party)}</th>{cells}</tr>"
        yield "</tbody></table>"


def _tone(said: str) -> str:
    if "and less" in said:
        return "mixed"
    return "down" if "less" in said else "up" if said else ""


def _verdicts(found: Sequence[Difference]) -> Iterator[str]:
    rows = list(verdicts(found))
    if rows:
        yield "<section><h2>Checks against the law of the parties</h2><ul>"
        yield from (f"<li>{words(row)}</li>" for row in rows)
        yield "</ul></section>"


def _parts(one: Difference) -> list[tuple[str, list[Change]]]:
    """Return the changes by article, in the order of the text; what stands outside articles comes first or last."""
    ordered = sorted(one.changes, key=lambda c: (_rank(c), c.place.span.start if c.place is not None else 0))
    return [(name, list(group)) for name, group in groupby(ordered, key=_part)]


def _part(change: Change) -> str:
    place = change.place
    number = place.number.partition("(")[0] if place is not None else ""
    if change.area == "final-clause" or change.message.startswith("final clause"):  # a bracket of them
        return "Final clauses"
    if number and place is not None:
        return f"{place.division.capitalize()} {number}"
    if change.area == "preamble":
        return "Preamble"
    if change.area in ("scope", "definition"):
        return "Definitions"
    return "Treaty as a whole" if change.area in ("parties", "title", "law", "text") else change.node.rpartition("/")[2]


def _rank(change: Change) -> tuple[int, int, str]:
    part = _part(change)
    front = {"Treaty as a whole": 0, "Preamble": 1, "Definitions": 2, "Final clauses": 9}
    digits = "".join(ch for ch in part if ch.isdigit())
    return (front.get(part, 8 if part.startswith("Annex ") else 5), int(digits or 0), part)


def _contents(found: Sequence[Difference]) -> Iterator[str]:
    yield '<nav class="contents"><h2>By article</h2><ol>'
    for number, one in enumerate(found):
        for index, (name, changes) in enumerate(_parts(one)):
            grave = sum(c.level == SUBSTANTIVE for c in changes)
            told = f"{grave} substantive" if grave else f"{len(changes)}"
            yield f'<li><a href="#part-{number}-{index}">{plain(name)}</a> <span class="where">{told}</span></li>'
    yield "</ol></nav>"


def _difference(one: Difference, number: int, parties: Sequence[str]) -> Iterator[str]:
    for index, (name, changes) in enumerate(_parts(one)):
        yield f'<section class="part" id="part-{number}-{index}">\n<h2>{plain(name)}</h2>'
        for change in changes:
            yield from _change(change, one.total, parties)
        yield "</section>"


def _change(change: Change, total: int, parties: Sequence[str]) -> Iterator[str]:
    whose = [f"for-{parties.index(p)}" for p in change.parties] or ["for-all"]
    accepted = " accepted" if change.accepted else ""
    yield f'<article id="{plain(change.fingerprint)}" class="change level-{change.level} {" ".join(whose)}{accepted}">'
    where = plain(f"{change.code} · {change.node}")
    yield f'<p class="head"><strong>{change.level}</strong> <span class="where">{where}</span></p>'
    yield f"<h3>{words(_headline(change))}</h3>"
    before, after = _marked(change.old, change.new)
    yield '<div class="sides">'
    for label, place, said in (("Before", change.base, before), ("After", change.revision, after)):
        where = f" {plain(place.file)}, line {place.line}" if place is not None else ""
        yield f'<div><p class="where">{label}{where}</p><p class="said">{said or "–"}</p></div>'
    yield "</div>"
    follows = [*consequences(change), *counted(change, total)]
    if follows:
        yield "<ul>" + "".join(f"<li>{words(one)}</li>" for one in follows) + "</ul>"
    if change.witness is not None:
        shown = change.witness
        who = f" ({plain(shown.party)})" if shown.party else ""
        yield f'<div class="witness"><h4>For instance{who}</h4><p>{words("; ".join(shown.facts))}</p>'
        yield f"<dl><dt>Before</dt><dd>{words(shown.old)}</dd><dt>After</dt><dd>{words(shown.new)}</dd></dl>"
        asked = "\n".join(map(plain, questions(change)))
        yield f"<details><summary>Ask both drafts</summary><pre>{asked}</pre></details></div>" if asked else "</div>"
    for note in change.notes:
        yield f'<p class="note"><b>Note</b> {words(note)}</p>'
    if change.authority:
        yield f'<p class="note"><b>See</b> {words(change.authority)}</p>'
    if change.accepted:
        yield f'<p class="note"><b>Accepted</b> {plain(change.accepted)}</p>'
    yield "</article>"


def _headline(change: Change) -> str:
    """Return the sentence of a change where its words do not stand below it anyway, else its effect."""
    if len(change.message) <= 160:
        return change.message[:1].upper() + change.message[1:]
    where = change.message.partition(":")[0]
    return f"{where[:1].upper()}{where[1:]}: {change.effect}" if len(where) <= 80 else change.effect


def _marked(old: str, new: str) -> tuple[str, str]:
    before, after = [], []
    for what, gone, come in pieces(old, new):
        if what == "equal":
            before.append(plain(gone))
            after.append(plain(come))
        else:
            before += [f"<del>{plain(gone)}</del>"] if gone else []
            after += [f"<ins>{plain(come)}</ins>"] if come else []
    return " ".join(before), " ".join(after)
