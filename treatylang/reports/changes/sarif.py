"""Differences as SARIF 2.1.0: a result for each change, accepted ones marked and not dropped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from treatylang.compare.changes import Change, Difference, Place
from treatylang.reports._json import dumped
from treatylang.reports._places import NOWHERE, Standpoint, uri
from treatylang.reports._terminal import visible
from treatylang.reports.changes._words import consequences
from treatylang.version import __version__

NAME = "sarif"
ALONE = True

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"substantive": "warning", "review": "note", "editorial": "none"}
_ROOT = "%SRCROOT%"

Json = dict[str, Any]


def report(found: Sequence[Difference], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return the log of one run with all changes; the place in the base is a related location."""
    changes = [c for one in found for c in one.changes]
    codes = sorted({c.code for c in changes})
    effects = {c.code: c.effect for c in changes}
    driver = {
        "name": "treatylang",
        "version": __version__,
        "rules": [{"id": code, "shortDescription": {"text": effects[code]}} for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the root of the repository with the drafts"}}},
        "results": [_result(c, codes, standpoint) for c in changes],
    }
    return dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _result(change: Change, codes: Sequence[str], standpoint: Standpoint) -> Json:
    said = [change.message, *consequences(change)]
    if change.witness is not None:
        shown = change.witness
        said += [f"for instance: {'; '.join(shown.facts)}", f"before: {shown.old}", f"after: {shown.new}"]
    result: Json = {
        "ruleId": change.code,
        "ruleIndex": codes.index(change.code),
        "kind": "review" if change.level == "review" else "fail" if change.level == "substantive" else "informational",
        "level": _LEVELS[change.level] if change.level == "substantive" else "none",
        "message": {"text": visible("\n".join(said).replace("\n", " · "))},
        "partialFingerprints": {"treatylang/change/v1": change.fingerprint},
        "properties": {"level": change.level, "node": change.node, "parties": list(change.parties)},
    }
    if change.place is not None:
        result["locations"] = [_location(change.place, change.node, standpoint)]
    if change.base is not None and change.revision is not None:
        related = _location(change.base, change.node, standpoint)
        result["relatedLocations"] = [{**related, "message": {"text": "in the base"}}]
    if change.accepted:
        result["suppressions"] = [{"kind": "external", "justification": change.accepted}]
    return result


def _location(place: Place, node: str, standpoint: Standpoint) -> Json:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(standpoint.path(place.file)), "uriBaseId": _ROOT},
            "region": {"startLine": place.line},
        },
        "logicalLocations": [{"fullyQualifiedName": node}],
    }
