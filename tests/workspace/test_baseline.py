"""The baseline: what it knows, what is new, what no longer occurs; and files that are none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from treatylang.findings import Finding, Severity
from treatylang.source import Source, Span
from treatylang.workspace import baseline
from treatylang.workspace.trouble import NoVerdict

RULES = {"law-conflict", "unknown-word", "syntax-error"}


def found(name: str, text: str, word: str, rule: str = "law-conflict", node: str = "T/a") -> Finding:
    start = text.index(word)
    span = Span(Source(name, text), start, start + len(word))
    return Finding(rule, Severity.ERROR, f"{word} is forbidden", span, node=node)


ONE = found("drafts/t.treaty", "each party shall assist;", "assist")
OTHER = found("drafts/t.treaty", "each party shall deploy;", "deploy")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a draft."""
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "t.treaty").write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kept(findings: list[Finding], path: str = "b.json") -> Path:
    baseline.keep(Path(path), baseline.of(findings, Path(path)))
    return Path(path)


def test_known_findings_are_marked_and_new_ones_told() -> None:
    path = kept([ONE])
    known, new = baseline.known_to(baseline.load(path), [ONE, OTHER], path)
    assert (known.baseline, known.suppressed) == ("unchanged", "known: it stands in b.json")
    assert (new.baseline, new.suppressed) == ("new", "")


def test_lines_play_no_part() -> None:
    path = kept([ONE])
    moved = found("drafts/t.treaty", "\n\n# a remark\n   each party shall assist;", "assist")
    assert baseline.known_to(baseline.load(path), [moved], path)[0].baseline == "unchanged"


def test_a_second_fault_of_the_same_kind_is_new() -> None:
    path = kept([ONE])
    said = baseline.known_to(baseline.load(path), [ONE, ONE], path)
    assert [finding.baseline for finding in said] == ["unchanged", "new"]


def test_a_mistake_of_form_is_never_known() -> None:
    mistake = replace(ONE, rule="syntax-error")
    path = kept([mistake, ONE])
    assert [entry.rule for entry in baseline.load(path).entries] == ["law-conflict"]
    forged = (
        baseline.of([replace(mistake, rule="law-conflict")], path)
        .entries[0]
        .model_copy(update={"rule": "syntax-error"})
    )
    fingerprint = baseline.fingerprints([mistake])[0]
    entries = (forged.model_copy(update={"fingerprint": fingerprint}),)
    assert baseline.known_to(baseline.Baseline(entries=entries), [mistake], path)[0].suppressed == ""


def test_what_a_comment_accepts_is_not_written_but_what_was_known_is() -> None:
    commented = replace(ONE, suppressed="a debate")
    known = replace(OTHER, suppressed="known: …", baseline="unchanged")
    assert [entry.message for entry in baseline.of([commented, known], Path("b.json")).entries] == [OTHER.message]


@pytest.mark.parametrize(
    ("findings", "judged", "rules", "gone"),
    [
        ([ONE, OTHER], ["drafts/t.treaty"], RULES, 0),
        ([ONE], ["drafts/t.treaty"], RULES, 1),
        ([], ["drafts/t.treaty"], RULES, 2),
        ([], [], RULES, 0),  # the draft was not looked at, or could not be read
        ([], ["other.treaty"], RULES, 0),
        ([], ["drafts/t.treaty"], {"unknown-word"}, 0),  # the rule was not applied
    ],
)
def test_what_no_longer_occurs(findings: list[Finding], judged: list[str], rules: set[str], gone: int) -> None:
    path = kept([ONE, OTHER])
    assert len(baseline.gone(baseline.load(path), findings, path, judged, rules)) == gone


def test_entries_of_a_deleted_draft_are_gone_and_those_of_a_renamed_one_are_not(here: Path) -> None:
    path = kept([ONE])
    (here / "drafts" / "t.treaty").rename(here / "drafts" / "u.treaty")
    assert len(baseline.gone(baseline.load(path), [], path, [], RULES)) == 1
    renamed = found("drafts/u.treaty", "each party shall assist;", "assist")
    assert baseline.gone(baseline.load(path), [renamed], path, ["drafts/u.treaty"], RULES) == ()
    assert baseline.known_to(baseline.load(path), [renamed], path)[0].baseline == "unchanged"


def test_it_does_not_matter_where_the_run_started(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept([ONE])
    before = (here / "b.json").read_bytes()
    monkeypatch.chdir(here / "drafts")
    inside = replace(ONE, span=Span(Source("t.treaty", ONE.span.source.text), ONE.span.start, ONE.span.end))
    kept([inside], "../b.json")
    assert (here / "b.json").read_bytes() == before
    path = Path("../b.json")
    assert len(baseline.gone(baseline.load(path), [], path, ["t.treaty"], RULES)) == 1


def test_the_file_has_a_line_for_each_entry_and_the_shape_of_its_schema() -> None:
    text = kept([OTHER, ONE]).read_text(encoding="utf-8")
    assert len(text.splitlines()) == 8
    jsonschema.Draft202012Validator(baseline.schema()).validate(json.loads(text))
    assert kept([ONE, OTHER]).read_text(encoding="utf-8") == text
    assert json.loads(kept([], "empty.json").read_text())["entries"] == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is not a baseline"),
        ("[]", "is not a baseline"),
        ("{", "is not a baseline"),
        ('{"version": 2}', "`version`"),
        ('{"entries": 3}', "`entries`"),
        ('{"entrys": []}', "`entrys`"),
        ('{"entries": [{"rule": "law-conflict"}]}', "`entries.0.node`"),
        (
            '{"entries": [{"rule": "r", "node": "", "fingerprint": "12", "file": "", "message": ""}]}',
            "`entries.0.fingerprint`",
        ),
        ("\x00", "NUL"),
        ('{"entries": ' + "[" * 100_000, "is not a baseline"),
    ],
)
def test_a_file_that_is_no_baseline(text: str, says: str) -> None:
    Path("b.json").write_text(text)
    with pytest.raises(NoVerdict) as caught:
        baseline.load(Path("b.json"))
    assert says in caught.value.message
    assert caught.value.help


def test_a_baseline_that_is_not_there() -> None:
    with pytest.raises(NoVerdict, match=r"there is no file `none\.json`"):
        baseline.load(Path("none.json"))


def test_an_entry_belongs_to_its_file_and_follows_it_when_it_is_renamed(here: Path) -> None:
    path = kept([ONE])
    copy = found("copies/t.treaty", ONE.span.source.text, "assist")
    both = baseline.known_to(baseline.load(path), [ONE, copy], path)
    assert [finding.baseline for finding in both] == ["unchanged", "new"]
    (here / "drafts" / "t.treaty").rename(here / "drafts" / "u.treaty")
    moved = found("drafts/u.treaty", ONE.span.source.text, "assist")
    for name in ("drafts/u.treaty", "drafts/t: 100%, é.treaty"):
        moved = found(name, ONE.span.source.text, "assist")
        assert baseline.known_to(baseline.load(path), [moved], path)[0].baseline == "unchanged"
    twice = baseline.known_to(baseline.load(path), [moved, copy], path)
    assert [finding.baseline for finding in twice] == ["unchanged", "new"]
    assert baseline.gone(baseline.load(path), [moved], path, [moved.span.source.name], RULES) == ()
