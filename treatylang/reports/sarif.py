"""Findings as SARIF 2.1.0: what code scanning reads; accepted and known findings are marked, not dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from treatylang.checks import Rule, rules
from treatylang.findings import Edit, Finding, Fix, Severity
from treatylang.reports._fingerprints import fingerprints
from treatylang.reports._json import dumped
from treatylang.reports._places import LIBRARY, NOWHERE, Standpoint, uri
from treatylang.reports._terminal import visible
from treatylang.source import Span
from treatylang.version import __version__

NAME = "sarif"
ALONE = True

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT, _SHIPPED = "%SRCROOT%", "TREATYLANG"

_LINK = re.compile(r"\[[^\[\]]*\]\(")

Json = dict[str, Any]


def report(findings: Sequence[Finding], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return the log of one run, with all findings and the pages of their rules."""
    known = rules()
    names = sorted({finding.rule for finding in findings})
    driver = {
        "name": "treatylang",
        "version": __version__,
        "rules": [_rule(name, known) for name in names],
    }
    keys = fingerprints(findings)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "the root of the repository with the drafts"}},
            _SHIPPED: {"description": {"text": "the laws, treaties and vocabularies that come with treatylang"}},
        },
        "results": [
            _Result(finding, standpoint).whole(names.index(finding.rule), key)
            for finding, key in zip(findings, keys, strict=True)
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return dumped(log) + "\n"


def _rule(name: str, known: Mapping[str, Rule]) -> Json:
    rule = known.get(name)
    shown: Json = {"id": name, "name": "".join(word.capitalize() for word in name.split("-"))}
    if rule is not None:
        page = rule.page.strip()
        shown["shortDescription"] = {"text": rule.summary}
        shown["help"] = {"text": page, "markdown": page}
        shown["defaultConfiguration"] = {"level": _LEVELS[rule.severity]}
    return shown


class _Result:
    """Writes one finding."""

    def __init__(self, finding: Finding, standpoint: Standpoint) -> None:
        self.finding = finding
        self.standpoint = standpoint

    def whole(self, index: int, fingerprint: str) -> Json:
        finding = self.finding
        result: Json = {
            "ruleId": finding.rule,
            "ruleIndex": index,
            "level": _LEVELS[finding.severity],
            "message": _message("\n".join(self._sentences())),
            "locations": [self._primary()],
            "partialFingerprints": {"treatylang/v1": fingerprint},
        }
        if finding.labels:
            result["relatedLocations"] = [
                {"id": number, **self._location(label.span, label.message)}
                for number, label in enumerate(finding.labels, start=1)
            ]
        if finding.steps:
            result["codeFlows"] = [{"message": {"text": "witness"}, "threadFlows": [{"locations": list(self._flow())}]}]
        fixes = [self._fix(fix) for fix in finding.fixes if fix.edits]
        if fixes:
            result["fixes"] = fixes
        if finding.baseline:
            result["baselineState"] = finding.baseline
        if finding.suppressed:
            # a comment stands in the draft, a baseline beside it
            kind = "external" if finding.baseline == "unchanged" else "inSource"
            result["suppressions"] = [{"kind": kind, "status": "accepted", **_justification(finding.suppressed)}]
        properties = {key: value for key in ("party", "reading") if (value := getattr(finding, key))}
        return {**result, "properties": properties} if properties else result

    def _sentences(self) -> Iterator[str]:
        yield self.finding.message
        yield from (f"note: {note}" for note in self.finding.notes)
        yield from (f"help: {help}" for help in self.finding.help)
        for fix in self.finding.fixes:
            price = f" ({'; '.join(fix.price)})" if fix.price else ""
            yield f"{'fix' if fix.safe else 'cure'}: {fix.message}{price}"

    def _primary(self) -> Json:
        location = self._location(self.finding.span, self.finding.remark)
        if self.finding.node:
            location["logicalLocations"] = [{"fullyQualifiedName": visible(self.finding.node)}]
        return location

    def _location(self, span: Span, message: str) -> Json:
        location: Json = {"physicalLocation": {"artifactLocation": self._artifact(span), "region": _region(span)}}
        return {**location, "message": _message(message)} if message else location

    def _artifact(self, span: Span) -> Json:
        name = span.source.name
        if name.startswith(LIBRARY):
            return {"uri": uri(name.removeprefix(LIBRARY)), "uriBaseId": _SHIPPED}
        path = self.standpoint.path(name)
        return {"uri": uri(path)} if path.startswith("/") else {"uri": uri(path), "uriBaseId": _ROOT}

    def _flow(self) -> Iterator[Json]:
        for step in self.finding.steps:
            location = {"message": _message(step.message)}
            yield {"location": self._location(step.span, step.message) if step.span is not None else location}

    def _fix(self, fix: Fix) -> Json:
        files: dict[str, list[Edit]] = {}
        for edit in fix.edits:
            files.setdefault(edit.span.source.name, []).append(edit)
        changes = [
            {"artifactLocation": self._artifact(edits[0].span), "replacements": [_replacement(edit) for edit in edits]}
            for edits in files.values()
        ]
        return {
            "description": _message(fix.message),
            "artifactChanges": changes,
            "properties": {"safe": fix.safe, "price": [visible(line) for line in fix.price]},
        }


def _region(span: Span) -> Json:
    line, column = span.source.place(span.start)
    end_line, end_column = span.source.place(span.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _replacement(edit: Edit) -> Json:
    shown: Json = {"deletedRegion": _region(edit.span)}
    return {**shown, "insertedContent": {"text": edit.text}} if edit.text else shown


def _message(text: str) -> Json:
    """Return a message; braces would be read as places for arguments, and `[…](1)` as a link."""
    text = "\n".join(visible(line) for line in text.split("\n"))
    text = _LINK.sub(lambda match: match[0].replace("[", "\\[").replace("]", "\\]"), text)
    return {"text": text.replace("{", "{{").replace("}", "}}")}


def _justification(reason: str) -> Json:
    return {"justification": visible(reason)}
