"""Findings as one comment on a pull request: the worst first, each to be opened, short enough to be posted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from treatylang.findings import Finding, Fix, Severity
from treatylang.reports._patch import changed
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._summary import shown, summary
from treatylang.reports._terminal import visible

NAME = "markdown"
ALONE = True

MARK = "<!-- treaty check -->"
"""The first line: what finds the comment again, so that it can be replaced by the next one."""

LONGEST = 60_000
"""Characters in the longest comment; GitHub takes 65,536."""

_MOST_OPEN = 3
_WORDS = {"error": "Error", "warning": "Warning", "info": "Note"}
# Entities are never read as Markdown. A zero-width space keeps `@name` and `#12` from calling people and issues.
_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "<>&\"'\\*_[]|~!$:`"} | {
    ord("@"): "&#64;&#8203;",
    ord("#"): "&#35;&#8203;",
}
_CODE = re.compile(r"`([^`\n]+)`")


def report(findings: Sequence[Finding], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return the comment; what is too long for it is counted at its end."""
    open_ones = sorted(shown(findings), key=lambda finding: (-finding.severity, finding.order))
    head = [MARK, f"## Treaty check: {summary(findings)}", ""]
    if not open_ones:
        return "\n".join([*head, "Nothing stands in the way of this draft.", ""])
    lines = head
    size = sum(map(len, head))
    for index, finding in enumerate(open_ones):
        block = "\n".join(
            _block(finding, standpoint, unfolded=index < _MOST_OPEN and finding.severity is Severity.ERROR)
        )
        size += len(block)
        if size > LONGEST:
            rest = len(open_ones) - index
            lines.append(f"… and {rest} more, which this comment has no room for: `treaty check` shows all of them.\n")
            break
        lines.append(block)
    return "\n".join(lines)


def _block(finding: Finding, standpoint: Standpoint, *, unfolded: bool) -> Iterator[str]:
    where = f"{standpoint.path(finding.span.source.name)}, line {finding.span.line}"
    new = " (new)" if finding.baseline == "new" else ""
    yield f"<details{' open' if unfolded else ''}>"
    yield f"<summary><b>{_WORDS[finding.severity.word]}{new}</b>: {_text(finding.message)}</summary>"
    yield ""
    party = f", {_text(finding.party)}" if finding.party else ""
    yield f"<p>{_text(where)} · <code>{_text(finding.rule)}</code>{party}</p>"
    yield ""
    yield from _fenced("treaty", finding.span.source.line(finding.span.line).strip())
    for label in finding.labels:
        yield f"<p>{_text(label.message)} (<code>{_text(str(label.span))}</code>)</p>"
        yield ""
        yield from _fenced("treaty", label.span.source.line(label.span.line).strip())
    if finding.steps:
        yield "<p>How it comes about:</p>"
        yield "<ol>"
        yield from (f"<li>{_text(step.message)}</li>" for step in finding.steps)
        yield "</ol>"
        yield ""
    for remark in (*finding.notes, *finding.help):
        yield f"<p>{_text(remark)}</p>"
        yield ""
    for fix in finding.fixes:
        yield from _fix(fix)
    yield "</details>"
    yield ""


def _fix(fix: Fix) -> Iterator[str]:
    price = f" ({_text('; '.join(fix.price))})" if fix.price else ""
    yield f"<p>{'Fix' if fix.safe else 'Possible cure'}: {_text(fix.message)}{price}</p>"
    yield ""
    for old, new in changed(fix.edits):
        yield from _fenced("diff", "\n".join([*(f"- {line}" for line in old), *(f"+ {line}" for line in new)]))


def _text(text: str) -> str:
    """Return a sentence through which neither HTML nor Markdown can be smuggled, on one line."""
    pieces = _CODE.split(" ".join(visible(text).split()))
    return "".join(
        f"<code>{piece.translate(_SIGNS)}</code>" if index % 2 else piece.translate(_SIGNS)
        for index, piece in enumerate(pieces)
    )


def _fenced(language: str, text: str) -> Iterator[str]:
    """Yield a block of code; the fence is longer than any that the text has."""
    if not text.strip():
        return
    fence = "```"
    while fence in text:
        fence += "`"
    yield f"{fence}{language}"
    yield "\n".join(visible(line) for line in text.split("\n"))
    yield fence
    yield ""
