"""Findings as one self-contained page for people who do not use a terminal: on screen, in the dark, and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from treatylang.checks import Rule, rules
from treatylang.findings import Finding, Fix, Label, Severity, Step
from treatylang.reports._depth import SHORT, Depth, best, by_rule, by_weight, in_lines, line_of
from treatylang.reports._markup import in_notebook, page, plain, words
from treatylang.reports._patch import changed
from treatylang.reports._places import LIBRARY, NOWHERE, Standpoint
from treatylang.reports._summary import count, summary
from treatylang.source import Span

NAME = "html"
ALONE = True
SHORTENS = True

_WORDS = {"error": "error", "warning": "warning", "info": "note"}
_BEFORE, _AFTER = 1, 1
_LONGEST = 6
"""Lines of a draft that are shown of one place, and those around it."""


def report(
    findings: Sequence[Finding],
    *,
    color: bool,
    width: int,
    standpoint: Standpoint = NOWHERE,
    depth: Depth = SHORT,
) -> str:
    """Return the page: what was found, the heaviest first, each with its witness and remedies; and the rules.

    Notes are lines that open.
    """
    style = (files("treatylang.reports") / "_page.css").read_text(encoding="utf-8")
    open_ones = [finding for finding in findings if not finding.suppressed]
    ordered = by_weight(open_ones)
    several = len({finding.span.source.name for finding in open_ones}) > 1
    whole = sorted((one for one in ordered if not in_lines(one, depth)), key=lambda finding: -finding.severity)
    accepted = [finding for finding in findings if finding.suppressed]
    body = [
        f'<h1>Findings{_of(findings)}</h1>\n<p class="summary">{plain(summary(findings))}</p>',
        *_contents(whole, several),
    ]
    number = 0
    for severity in sorted({finding.severity for finding in whole}, reverse=True):
        told = [finding for finding in whole if finding.severity is severity]
        body.append(f"<section>\n<h2>{count(len(told), severity.word).capitalize()}</h2>")
        for finding in told:
            number += 1
            body.append(_finding(finding, number, several, depth))
        body.append("</section>")
    body += _notes([finding for finding in ordered if in_lines(finding, depth)], number, several, depth)
    body += _accepted(accepted)
    body += _rules({finding.rule for finding in findings}, rules())
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>Findings: {plain(summary(findings))}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            "<main>",
            *body,
            "</main>",
            "</body>",
            "</html>\n",
        ]
    )


def fragment(findings: Sequence[Finding], depth: Depth = SHORT) -> str:
    """Return the findings as a piece of a page, for notebooks: each a line that opens, the errors opened."""
    several = len({finding.span.source.name for finding in findings}) > 1
    return in_notebook(
        [f"<p><b>{plain(summary(findings))}</b></p>", *(_line(f, several, depth) for f in by_weight(findings))]
    )


def _line(finding: Finding, several: bool, depth: Depth) -> str:
    open = " open" if finding.severity is Severity.ERROR and not finding.suppressed else ""
    word = "accepted" if finding.suppressed else _WORDS[finding.severity.word]
    head = f"<strong>{word}</strong> {words(line_of(finding))}"
    where = f'<span class="where">{plain(_where(finding, several))} · {plain(finding.rule)}</span>'
    return "\n".join(
        [
            f'<details class="{finding.severity.word}"{open}><summary>{head} {where}</summary>',
            *_told(finding, depth),
            "</details>",
        ]
    )


def _of(findings: Sequence[Finding]) -> str:
    """Say in which draft the findings are; where there are many, each says so itself."""
    names = {finding.span.source.name for finding in findings}
    return f" in {plain(names.pop())}" if len(names) == 1 else ""


def _notes(notes: Sequence[Finding], number: int, several: bool, depth: Depth) -> Iterator[str]:
    """Yield the notes rule by rule, each as a line that opens; ``number`` findings stand before them."""
    if not notes:
        return
    yield f'<section class="notes">\n<h2>{count(len(notes), "info").capitalize()}</h2>'
    for rule, group in by_rule(notes):
        yield f'<h3><a href="#rule-{plain(rule)}">{plain(rule)}</a></h3>'
        for finding in group:
            number += 1
            where = f'<span class="where">{plain(_place(finding, several))}</span>'
            yield f'<details class="line"><summary>{words(line_of(finding))} {where}</summary>'
            yield f"{_finding(finding, number, several, depth)}\n</details>"
    yield "</section>"


def _place(finding: Finding, several: bool) -> str:
    """Return where a finding is: the line, with the file where several were looked at."""
    return f"{finding.span.source.name}, line {finding.span.line}" if several else f"line {finding.span.line}"


def _contents(findings: Sequence[Finding], several: bool) -> Iterator[str]:
    """Yield a list of the errors and warnings, the worst first: what a reader with two minutes has to see."""
    numbered = list(enumerate(findings, start=1))
    for severity in (Severity.ERROR, Severity.WARNING):
        group = [(number, finding) for number, finding in numbered if finding.severity is severity]
        if group:
            yield f'<nav class="{severity.word}">\n<h2>{count(len(group), severity.word).capitalize()}</h2>\n<ol>'
            for number, finding in group:
                yield (
                    f'<li><a href="#finding-{number}">{words(finding.message)}</a> '
                    f'<span class="where">{plain(_place(finding, several))}</span></li>'
                )
            yield "</ol>\n</nav>"


def _finding(finding: Finding, number: int, several: bool, depth: Depth) -> str:
    rule = plain(finding.rule)
    lines = [
        f'<article id="finding-{number}" class="{finding.severity.word}">',
        f'<p class="head"><strong>{_WORDS[finding.severity.word]}</strong> <a href="#rule-{rule}">{rule}</a>',
        f'<span class="where">{plain(_where(finding, several))}</span></p>',
        f"<h3>{words(finding.message[:1].upper() + finding.message[1:])}</h3>",
        *_told(finding, depth),
        "</article>",
    ]
    return "\n".join(lines)


def _told(finding: Finding, depth: Depth) -> Iterator[str]:
    """Yield what follows the sentence of a finding: the places, the witness, and what can be done."""
    yield _excerpt(finding.span, finding.remark)
    yield from (_label(label) for label in finding.labels)
    yield from _witness(finding.steps)
    yield from (f'<p class="note"><b>Note</b> {words(note)}</p>' for note in finding.notes)
    yield from (f'<p class="help"><b>Help</b> {words(help)}</p>' for help in finding.help)
    yield from _remedies(finding.fixes, depth)


def _where(finding: Finding, several: bool) -> str:
    parts = [_place(finding, several), finding.node, finding.party]
    if finding.reading:
        parts.append(f"reading {finding.reading}")
    if finding.baseline == "new":
        parts.append("new since the baseline")
    return " · ".join(part for part in parts if part)


def _label(label: Label) -> str:
    name = label.span.source.name
    shipped = " (shipped with treatylang)" if name.startswith(LIBRARY) else ""
    return f'<p class="beside">{plain(f"{label.span}{shipped}")}</p>\n{_excerpt(label.span, label.message)}'


def _excerpt(span: Span, remark: str) -> str:
    """Return the lines around a place with the place marked, and the remark below."""
    source = span.source
    first, column = source.place(span.start)
    last, last_column = source.place(max(span.start, span.end))
    end = min(last, first + _LONGEST - 1)
    rows = []
    for number in range(max(1, first - _BEFORE), end + _AFTER + 1):
        line = source.line(number)
        if not line.strip() and not first <= number <= end:
            continue
        start = column - 1 if number == first else (0 if first < number <= end else len(line))
        stop = last_column - 1 if number == last else (len(line) if first <= number <= end else start)
        inside = f"<mark>{plain(line[start:stop])}</mark>" if start < stop else ""
        rows.append(f'<span class="number">{number}</span>{plain(line[:start])}{inside}{plain(line[stop:])}')
    shown = "\n".join(rows)
    caption = f"\n<figcaption>{words(remark)}</figcaption>" if remark else ""
    return f"<figure>\n<pre>{shown}</pre>{caption}\n</figure>"


def _witness(steps: Sequence[Step]) -> Iterator[str]:
    if steps:
        yield '<div class="witness"><h4>How it comes about</h4>\n<ol>'
        for step in steps:
            place = f' <span class="where">{plain(str(step.span))}</span>' if step.span is not None else ""
            yield f"<li>{words(step.message)}{place}</li>"
        yield "</ol></div>"


def _remedies(fixes: Sequence[Fix], depth: Depth) -> Iterator[str]:
    shown, others = best(fixes, depth)
    if fixes:
        yield '<div class="remedies"><h4>Remedies</h4>'
        for fix in shown:
            kind = "keeps the meaning" if fix.safe else "changes the meaning" if fix.edits else "outside the draft"
            yield f'<details><summary>{words(fix.message)} <span class="where">{kind}</span></summary>'
            if fix.price:
                yield "<ul>" + "".join(f"<li>{words(price)}</li>" for price in fix.price) + "</ul>"
            for old, new in changed(fix.edits):
                gone = "".join(f"<del>{plain(line)}</del>" for line in old)
                yield f"<pre>{gone}{''.join(f'<ins>{plain(line)}</ins>' for line in new)}</pre>"
            yield "</details>"
        if others:
            yield f"<p>{others} more: <code>treaty check --verbose</code> shows them.</p>"
        yield "</div>"


def _accepted(findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield "<section>\n<h2>Accepted</h2>\n<ul>"
        for finding in findings:
            yield (
                f'<li>{words(finding.message)} <span class="where">{plain(str(finding.span))}</span>'
                f"<br>Reason: {plain(finding.suppressed)}</li>"
            )
        yield "</ul>\n</section>"


def _rules(names: set[str], known: Mapping[str, Rule]) -> Iterator[str]:
    shown = [known[name] for name in sorted(names) if name in known]
    if shown:
        yield '<section class="rules">\n<h2>The rules</h2>'
        for rule in shown:
            yield (
                f'<details id="rule-{plain(rule.name)}"><summary><b>{plain(rule.name)}</b> {words(rule.summary)}'
                f"</summary>\n{page(rule.page.strip().partition(chr(10))[2])}\n</details>"
            )
        yield "</section>"
