"""Findings as one comment on a pull request: the worst first, each to be opened, short enough to be posted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatylang.findings import Finding, Fix, Severity
from treatylang.reports._markdown import fenced, text
from treatylang.reports._patch import changed
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._summary import shown, summary

NAME = "markdown"
ALONE = True

MARK = "<!-- treaty check -->"
"""The first line: what finds the comment again, so that it can be replaced by the next one."""

LONGEST = 60_000
"""Characters in the longest comment; GitHub takes 65,536."""

_MOST_OPEN = 3
_WORDS = {"error": "Error", "warning": "Warning", "info": "Note"}


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
    yield f"<summary><b>{_WORDS[finding.severity.word]}{new}</b>: {text(finding.message)}</summary>"
    yield ""
    party = f", {text(finding.party)}" if finding.party else ""
    yield f"<p>{text(where)} · <code>{text(finding.rule)}</code>{party}</p>"
    yield ""
    yield from fenced("treaty", finding.span.source.line(finding.span.line).strip())
    for label in finding.labels:
        yield f"<p>{text(label.message)} (<code>{text(str(label.span))}</code>)</p>"
        yield ""
        yield from fenced("treaty", label.span.source.line(label.span.line).strip())
    if finding.steps:
        yield "<p>How it comes about:</p>"
        yield "<ol>"
        yield from (f"<li>{text(step.message)}</li>" for step in finding.steps)
        yield "</ol>"
        yield ""
    for remark in (*finding.notes, *finding.help):
        yield f"<p>{text(remark)}</p>"
        yield ""
    for fix in finding.fixes:
        yield from _fix(fix)
    yield "</details>"
    yield ""


def _fix(fix: Fix) -> Iterator[str]:
    price = f" ({text('; '.join(fix.price))})" if fix.price else ""
    yield f"<p>{'Fix' if fix.safe else 'Possible cure'}: {text(fix.message)}{price}</p>"
    yield ""
    for old, new in changed(fix.edits):
        yield from fenced("diff", "\n".join([*(f"- {line}" for line in old), *(f"+ {line}" for line in new)]))
