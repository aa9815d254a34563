"""Reports that machines read: valid by the public schemas, with paths of the repository, and nothing dropped."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import xmlschema

from tests.reports.test_reports import DRAFT, FINDING, at
from treatylang.findings import Edit, Finding, Fix, Severity
from treatylang.reports import formats, is_alone, jsonl, report
from treatylang.reports import json as json_report
from treatylang.reports._places import NOWHERE, Standpoint, uri
from treatylang.source import Source, Span
from treatylang.workspace.fixing import applied

SCHEMAS = Path(__file__).parent / "schemas"
HOSTILE = (
    "x</pre>\"'<script>]]>&amp; ::error::%0A,:\n| **b** [a](http://b.c) @octocat #12 `code` \x1b[31m \u202e {0} \ufffe"
)
ODD = Source("a b/ü#?.treaty", f"{HOSTILE}\n")

ACCEPTED = replace(FINDING, suppressed="Diet debate scheduled")
KNOWN = replace(FINDING, suppressed="known: it stands in b.json", baseline="unchanged")
NEW = replace(FINDING, baseline="new", severity=Severity.WARNING)
NOTE = Finding("no-such-rule", Severity.INFO, HOSTILE, Span(ODD, 0, len(ODD.text)), remark=HOSTILE, notes=(HOSTILE,))
ALL = [FINDING, ACCEPTED, KNOWN, NEW, NOTE]


def sarif(findings: list[Finding], standpoint: Standpoint = NOWHERE) -> dict[str, Any]:
    """Return the run of a log that is valid by the schema of the standard."""
    log = json.loads(report("sarif", findings, standpoint=standpoint))
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


@pytest.mark.parametrize("findings", [[], [FINDING], [NOTE], ALL], ids=["none", "one", "hostile", "all"])
def test_sarif_is_valid(findings: list[Finding]) -> None:
    run = sarif(findings)
    assert len(run["results"]) == len(findings)
    for finding, result in zip(findings, run["results"], strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule


def test_sarif_schema_is_a_real_one() -> None:
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    log = json.loads(report("sarif", [FINDING]))
    log["runs"][0]["results"][0]["levle"] = "error"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema).validate(log)


def test_sarif_marks_what_is_accepted_or_known_and_drops_nothing() -> None:
    plain, accepted, known, new, note = sarif(ALL)["results"]
    assert "suppressions" not in plain and "baselineState" not in plain
    assert accepted["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "Diet debate scheduled"}
    ]
    assert known["suppressions"][0]["kind"] == "external"
    assert known["baselineState"] == "unchanged"
    assert (new["baselineState"], new["level"]) == ("new", "warning")
    assert note["level"] == "note"
    assert plain["partialFingerprints"] == {"treatylang/v1": json_report.lines([FINDING])[0].fingerprint}


def test_sarif_tells_the_rule_the_law_and_the_witness() -> None:
    run = sarif([FINDING])
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert "## Why it matters" in rule["help"]["markdown"]
    (result,) = run["results"]
    assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "Pact/a/1"}]
    law = result["relatedLocations"][0]["physicalLocation"]
    assert law["artifactLocation"] == {"uri": "laws/x.treaty", "uriBaseId": "TREATYLANG"}
    assert law["region"]["startLine"] == 30
    (flow,) = result["codeFlows"]
    steps = flow["threadFlows"][0]["locations"]
    assert [step["location"]["message"]["text"] for step in steps] == [step.message for step in FINDING.steps]
    assert result["properties"] == {"party": "Japan"}


def test_sarif_fix_carried_out_by_a_reader_gives_our_text() -> None:
    edits = (Edit(at(DRAFT, "use-force"), "assist"), Edit(Span(DRAFT, 0, 0), "# new\n"))
    (result,) = sarif([replace(FINDING, fixes=(Fix("two", edits), Fix("advice")))])["results"]
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    text = DRAFT.text
    spots = []
    for replacement in change["replacements"]:
        region = replacement["deletedRegion"]
        start, end = (_offset(text, region[f"{k}Line"], region[f"{k}Column"]) for k in ("start", "end"))
        spots.append((start, end, replacement["insertedContent"]["text"]))
    for start, end, new in sorted(spots, reverse=True):
        text = text[:start] + new + text[end:]
    assert text == applied(DRAFT.text, edits)
    assert fix["properties"] == {"safe": False, "price": []}


def _offset(text: str, line: int, column: int) -> int:
    return sum(len(row) for row in text.splitlines(keepends=True)[: line - 1]) + column - 1


def test_sarif_braces_and_links_are_not_read_as_such() -> None:
    finding = replace(FINDING, message="`{Danger}` and [this](1) but a[1]", fixes=(), notes=(), help=())
    (result,) = sarif([finding])["results"]
    assert result["message"]["text"] == "`{{Danger}}` and \\[this\\](1) but a[1]"


@pytest.mark.parametrize(
    ("root", "folder", "name", "path"),
    [
        ("", "", "a/b.treaty", "a/b.treaty"),
        ("/r", "/r", "a/b.treaty", "a/b.treaty"),
        ("/r", "/r/sub", "b.treaty", "sub/b.treaty"),
        ("/r", "/r/sub", "../b.treaty", "b.treaty"),
        ("/r", "/r/sub", "/r/x/b.treaty", "x/b.treaty"),
        ("/r", "/r", "../other/b.treaty", "/other/b.treaty"),
        ("/r", "/r", "/rest/b.treaty", "/rest/b.treaty"),
        ("/r", "/r/sub", "HEAD~1:x/b.treaty", "x/b.treaty"),
        ("/r", "/r/sub", "origin/main:b.treaty", "b.treaty"),
        ("/r", "/r/sub", "2026-11-22T10:00.treaty", "sub/2026-11-22T10:00.treaty"),
        ("/r", "/r/sub", "-", "-"),
        ("/r", "/r/sub", "library:laws/x.treaty", "library:laws/x.treaty"),
    ],
)
def test_paths_are_those_of_the_repository(root: str, folder: str, name: str, path: str) -> None:
    assert Standpoint(root, folder, ("HEAD~1", "origin/main")).path(name) == path


def test_paths_of_every_machine_format() -> None:
    standpoint = Standpoint("/r", "/r/sub")
    (result,) = sarif([FINDING], standpoint)["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": "sub/pact.treaty", "uriBaseId": "%SRCROOT%"}
    (issue,) = json.loads(report("gitlab", [FINDING], standpoint=standpoint))
    assert issue["location"]["path"] == "sub/pact.treaty"
    assert "file=sub/pact.treaty," in report("github", [FINDING], standpoint=standpoint)
    assert 'file="sub/pact.treaty"' in report("junit", [FINDING], standpoint=standpoint)
    assert "sub/pact.treaty, line 2" in report("markdown", [FINDING], standpoint=standpoint)


def test_uris_are_encoded() -> None:
    assert uri("a b/ü#?.treaty") == "a%20b/%C3%BC%23%3F.treaty"
    assert uri("/a/b") == "file:///a/b"
    assert uri("\udcff") == "%FF"


# -- JUnit ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("findings", [[], [FINDING], [NOTE], ALL], ids=["none", "one", "hostile", "all"])
def test_junit_is_valid(findings: list[Finding]) -> None:
    text = report("junit", findings)
    xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).validate(ET.fromstring(text))


def test_junit_counts_agree_with_what_is_there() -> None:
    root = ET.fromstring(report("junit", ALL))
    cases = root.findall(".//testcase")
    assert root.get("tests") == str(len(cases)) == "5"
    assert root.get("failures") == str(len(root.findall(".//failure"))) == "1"
    assert sum(int(suite.get("skipped", "")) for suite in root.findall("testsuite")) == 2
    assert len(root.findall(".//skipped")) == 2
    assert len(root.findall(".//system-out")) == 2
    failure = root.find(".//failure")
    assert failure is not None and failure.text is not None
    assert failure.get("type") == "law-conflict"
    assert "somebody attacks Australia" in failure.text
    assert "1 error in" not in failure.text


def test_junit_of_a_clean_run_has_a_test_that_passes() -> None:
    root = ET.fromstring(report("junit", []))
    assert root.get("failures") == "0"
    assert len(root.findall(".//testcase")) == int(root.get("tests", "")) == 1


# -- GitHub, GitLab ------------------------------------------------------------------------------------------------


def test_github_commands() -> None:
    text = report("github", [replace(FINDING, fixes=(), help=(), notes=()), ACCEPTED, KNOWN])
    assert text == (
        "::error file=pact.treaty,line=2,endLine=2,col=14,endColumn=22,title=law-conflict (Japan)::"
        "the law of `Japan` forbids what this owes%0Apage: treaty explain law-conflict\n"
        "1 error in 1 file (2 accepted)\n"
    )


def test_github_cannot_be_made_to_run_another_command() -> None:
    lines = report("github", [NOTE]).splitlines()
    assert len(lines) == 2
    head, _, message = lines[0].removeprefix("::notice ").partition("::")
    properties = dict(pair.split("=", 1) for pair in head.split(","))
    assert properties["file"] == "a b/ü#?.treaty"
    assert properties["endLine"] == "2" and "col" not in properties
    assert "%250A" in message and "\x1b" not in message


def test_gitlab_has_the_fields_that_it_needs() -> None:
    issues = json.loads(report("gitlab", [FINDING, FINDING, ACCEPTED, KNOWN, NEW, NOTE]))
    assert len(issues) == 4
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith(("./", "/"))
    assert len({issue["fingerprint"] for issue in issues}) == 4


# -- JSON ----------------------------------------------------------------------------------------------------------


def test_json_and_its_lines_are_valid_by_their_own_schemas() -> None:
    whole = json.loads(report("json", ALL))
    jsonschema.Draft202012Validator(json_report.schema()).validate(whole)
    lines = [json.loads(line) for line in report("jsonl", ALL).splitlines()]
    for line in lines:
        jsonschema.Draft202012Validator(jsonl.schema()).validate(line)
    assert [{**line, "kind": None} for line in lines[:-1]] == [{**f, "kind": None} for f in whole["findings"]]
    assert lines[-1]["counts"] == whole["counts"] == {"error": 1, "warning": 1, "info": 1, "suppressed": 2}


@pytest.mark.parametrize("name", formats())
def test_same_findings_give_the_same_bytes(name: str) -> None:
    assert report(name, ALL) == report(name, ALL)
    report(name, ALL).encode("utf-8")


def test_which_formats_stand_alone() -> None:
    assert {name for name in formats() if not is_alone(name)} == {"full", "concise", "github"}
