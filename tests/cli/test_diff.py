"""`treaty diff` as users run it: operands, formats, gates, accepted changes, exit codes."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from tests import treaty
from tests.cli.conftest import Run
from tests.worlds import ROOT

ROUNDS = ROOT / "examples" / "rounds"
THIRD, FOURTH = (str(ROUNDS / f"asia-pacific-{n}.treaty") for n in (3, 4))
OLD = """
treaty Pact "Pact" {
  drawn-up at "Geneva" on 2026-11-22;
  party Japan, Australia, Philippines;
  article "Help" as help {
    when armed-attack on any party
      each other party shall use-force;
  }
  article "Talks" as talks { each party shall consult the others within 48 hours; }
}
"""
NEW = OLD.replace("shall use-force", "shall assist").replace("48 hours", "24 hours")
NARROW = OLD.replace("on any party", "on Japan, Australia")


@pytest.fixture
def two(tmp_path: Path) -> Path:
    (tmp_path / "old.treaty").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.treaty").write_text(NEW, encoding="utf-8")
    (tmp_path / "narrow.treaty").write_text(NARROW, encoding="utf-8")
    return tmp_path


def changes(ran: str) -> list[dict[str, object]]:
    return [change for one in json.loads(ran)["differences"] for change in one["changes"]]


def test_the_same_twice_has_no_differences(run: Run, two: Path) -> None:
    ran = run("diff", "old.treaty", "old.treaty", "--exit-code")
    assert (ran.code, ran.out) == (0, "no differences\n")


def test_a_difference_is_no_fault_unless_it_is_asked_for(run: Run, two: Path) -> None:
    assert run("diff", "old.treaty", "new.treaty").code == 0
    assert run("diff", "old.treaty", "new.treaty", "--exit-code").code == 1
    assert run("diff", "old.treaty", "new.treaty", "--quiet", "--exit-code").out == ""


def test_the_full_format_tells_what_whom_and_shows_a_situation(run: Run, two: Path) -> None:
    out = run("diff", "old.treaty", "new.treaty").out
    assert "substantive[obligation-act-weaken]: article 1: `use-force` became `assist`" in out
    assert "Japan, Australia and Philippines: must do less and are less protected" in out
    assert "before: shall use force" in out
    assert "after:  shall assist" in out
    assert "`within 48 hours` became `within 24 hours`" in " ".join(out.split())


@pytest.mark.parametrize(("profile", "levels"), [("law", {"substantive"}), ("text", {"substantive", "editorial"})])
def test_profiles_nest(run: Run, two: Path, profile: str, levels: set[str]) -> None:
    (two / "other.treaty").write_text(NEW.replace('article "Help"', 'article "Assistance"'), encoding="utf-8")
    found = changes(run("diff", "old.treaty", "other.treaty", "--format", "json", "--profile", profile).out)
    assert {change["level"] for change in found} == levels


def test_a_folder_is_compared_by_the_names_of_its_treaties(run: Run, two: Path) -> None:
    for name, text in (("a", OLD), ("b", NEW)):
        (two / name).mkdir()
        (two / name / f"{name}.treaty").write_text(text, encoding="utf-8")
        (two / name / f"second-{name}.treaty").write_text(text.replace("Pact", "Second"), encoding="utf-8")
    document = json.loads(run("diff", "a", "b", "--format", "json").out)
    assert [one["new"] for one in document["differences"]] == ["Pact", "Second"]


def test_a_revision_of_the_repository_is_compared_with_the_file(run: Run, two: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *arguments], cwd=two, check=True, capture_output=True)

    git("init", "-q")
    (two / "pact.treaty").write_text(OLD, encoding="utf-8")
    git("add", "pact.treaty")
    git("commit", "-q", "-m", "first")
    (two / "pact.treaty").write_text(NEW, encoding="utf-8")
    ran = run("diff", "HEAD:pact.treaty", "pact.treaty", "--format", "concise")
    assert "obligation-act-weaken" in ran.out
    assert "no differences" in run("diff", "HEAD:pact.treaty", "HEAD:pact.treaty").out


def test_the_gate_stops_what_lowers_the_protection_of_a_party_and_lets_it_pass_with_a_dated_reason(
    run: Run, two: Path
) -> None:
    refused = run("diff", "old.treaty", "narrow.treaty", "--party", "Philippines", "--fail-on", "weakened")
    assert refused.code == 1
    assert "refused: protection is lower for Philippines (--fail-on weakened)" in refused.err
    (change,) = changes(run("diff", "old.treaty", "narrow.treaty", "--format", "json").out)
    entry = f'[[accept]]\nfingerprint = "{change["fingerprint"]}"\nreason = "agreed at Manila on 8 June"\n'
    (two / "accepted.toml").write_text(entry + "until = 2999-12-31\n", encoding="utf-8")
    arguments = (
        "diff",
        "old.treaty",
        "narrow.treaty",
        "--fail-on",
        "weakened,expired,stale",
        "--accept",
        "accepted.toml",
    )
    passed = run(*arguments)
    assert passed.code == 0
    assert "accepted: agreed at Manila on 8 June" in passed.out
    (two / "accepted.toml").write_text(entry + "until = 2020-01-01\n", encoding="utf-8")
    expired = run(*arguments)
    assert expired.code == 1 and "no longer accepted since 2020-01-01" in expired.err
    (two / "accepted.toml").write_text(entry.replace(str(change["fingerprint"]), "0" * 32), encoding="utf-8")
    stale = run(*arguments)
    assert stale.code == 1 and "accepted, but no change answers to it" in stale.err


def test_a_change_can_be_accepted_by_its_kind_and_place(run: Run, two: Path) -> None:
    text = '[[accept]]\nchange = "trigger-beneficiary-narrow"\nnode = "Pact/help"\nreason = "as agreed"\n'
    (two / "accepted.toml").write_text(text, encoding="utf-8")
    ran = run("diff", "old.treaty", "narrow.treaty", "--fail-on", "substantive", "--accept", "accepted.toml")
    assert (ran.code, "(1 accepted)" in ran.out) == (0, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[[accept]]\nfingerprint = "x"\n', "reason"),
        ('[[accept]]\nreason = "because"\n', "fingerprint"),
        ('[[accept]]\nreason = "because"\nnode = "x"\nall = true\n', "all"),
        ("accept = [", "is not valid TOML"),
    ],
)
def test_an_accept_list_that_makes_no_sense_gives_no_verdict(run: Run, two: Path, text: str, expected: str) -> None:
    (two / "accepted.toml").write_text(text, encoding="utf-8")
    ran = run("diff", "old.treaty", "new.treaty", "--accept", "accepted.toml")
    assert ran.code == 2 and expected in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("old.treaty", "missing.treaty"),
        ("old.treaty", "new.treaty", "--fail-on", "weakend"),
        ("old.treaty", "new.treaty", "--profile", "all"),
        ("old.treaty", "new.treaty", "--format", "docx"),
        ("old.treaty", "new.treaty", "--party", "Peru"),
        ("old.treaty", "new.treaty", "--format", "json,html"),
        ("old.treaty", "new.treaty", "--accept", "nowhere.toml"),
        ("-", "-"),
    ],
)
def test_wrong_use_gives_no_verdict(run: Run, two: Path, arguments: tuple[str, ...]) -> None:
    ran = run("diff", *arguments)
    assert ran.code == 2
    assert ran.err.startswith("error: ")


def test_a_mistake_of_form_gives_no_verdict_and_its_place(run: Run, two: Path) -> None:
    (two / "broken.treaty").write_text(OLD.replace("48 hours;", "48 hours"), encoding="utf-8")
    ran = run("diff", "old.treaty", "broken.treaty")
    assert ran.code == 2 and "broken.treaty:" in ran.err and "syntax" not in ran.out


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what is told of the fourth round of the example, in each format, from one comparison."""
    folder = tmp_path_factory.mktemp("rounds")
    forms = ("json", "jsonl", "sarif", "junit", "html")
    files = [part for form in forms for part in ("--output-file", f"{form}={form}.out")]
    ran = treaty.run("diff", THIRD, FOURTH, *files, folder=folder)
    assert ran.code == 0, ran.err
    return {form: (folder / f"{form}.out").read_text(encoding="utf-8") for form in forms}


def test_the_machine_formats_keep_to_their_schemas(run: Run, rounds: dict[str, str]) -> None:
    for form, name in (("json", "changes"), ("jsonl", "changes-lines")):
        schema = json.loads(run("schema", name).out)
        jsonschema.Draft202012Validator.check_schema(schema)
        for text in [rounds[form]] if form == "json" else rounds[form].splitlines():
            jsonschema.validate(json.loads(text), schema)
    jsonschema.Draft202012Validator.check_schema(json.loads(run("schema", "accepted").out))


def test_an_option_is_chosen_where_one_side_alone_has_the_bracket(run: Run, tmp_path: Path) -> None:
    """What was left open in one round and settled in the next: the commonest comparison."""
    head = 'treaty T "T" {{ drawn-up on 2026-11-22; party Fiji, Tonga;'
    frame = head + " article 1 {{ when armed-attack on any party {} }} }}"
    hard, soft = "each other party shall use-force;", "each other party shall consult;"
    (tmp_path / "open.treaty").write_text(frame.format(f"bracket m {{ option A {hard} option B {soft} }}"))
    (tmp_path / "settled.treaty").write_text(frame.format(hard))
    for sides in (("open.treaty", "settled.treaty"), ("settled.treaty", "open.treaty")):
        assert run("diff", *sides, "--option", "m=A").out.startswith("no differences")
        assert "substantive" in run("diff", *sides, "--option", "m=B").out
        misspelt = run("diff", *sides, "--option", "n=A")
        assert (misspelt.code, "no draft has a bracket `n`" in misspelt.err) == (2, True)


def test_sarif_keeps_to_its_schema(rounds: dict[str, str]) -> None:
    schema = json.loads((ROOT / "tests" / "reports" / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    log = json.loads(rounds["sarif"])
    jsonschema.validate(log, schema)
    assert {result["kind"] for result in log["runs"][0]["results"]} == {"fail", "review", "informational"}


def test_junit_fails_for_each_substantive_change(rounds: dict[str, str]) -> None:
    suites = ET.fromstring(rounds["junit"])
    document = changes(rounds["json"])
    assert len(suites.findall(".//testcase")) == len(document)
    assert len(suites.findall(".//failure")) == sum(change["level"] == "substantive" for change in document)
    assert suites.get("failures") == str(len(suites.findall(".//failure")))


def test_github_and_gitlab_name_the_lines_of_the_revision(run: Run, two: Path) -> None:
    lines = run("diff", "old.treaty", "new.treaty", "--format", "github").out.splitlines()
    assert lines[0].startswith("::warning file=new.treaty,line=7,title=obligation-act-weaken::article 1: ")
    issues = json.loads(run("diff", "old.treaty", "new.treaty", "--format", "gitlab").out)
    assert {(i["location"]["path"], i["severity"]) for i in issues} == {("new.treaty", "major")}


def test_the_page_stands_alone_and_has_a_filter_for_each_party(rounds: dict[str, str]) -> None:
    page = rounds["html"]
    assert "<script" not in page and "http" not in page.replace("http-equiv", "")
    for party in ("Japan", "Australia", "Philippines", "United States"):
        assert f"> {party}</label>" in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert page.count('<article id="') == len(changes(rounds["json"]))


def test_the_comment_speaks_of_parties_and_not_of_commits(run: Run, two: Path) -> None:
    comment = run("diff", "old.treaty", "new.treaty", "--format", "markdown").out
    assert comment.startswith("<!-- treaty diff -->\n## What changed in law: 2 substantive changes\n")
    assert "| Philippines | must do more in some situations and less in others | is less protected |" in comment
    assert "<details open>" in comment
    assert not any(word in comment.lower() for word in ("commit", "branch", "merge", "hunk", "git "))


def test_a_report_can_be_written_to_a_file_beside_what_is_printed(run: Run, two: Path) -> None:
    ran = run("diff", "old.treaty", "new.treaty", "--output-file", "html=page.html", "--output-file", "json=all.json")
    assert ran.code == 0 and "2 substantive changes" in ran.out
    assert (two / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert len(changes((two / "all.json").read_text(encoding="utf-8"))) == 2


def test_hostile_words_do_not_leave_their_place(run: Run, two: Path) -> None:
    text = OLD.replace('"Help"', '"<script>alert(1)</script> | @everyone `x` ::error::"')
    (two / "hostile.treaty").write_text(text, encoding="utf-8")
    assert "<script>" not in run("diff", "old.treaty", "hostile.treaty", "--format", "html").out
    assert "<script>" not in run("diff", "old.treaty", "hostile.treaty", "--format", "markdown").out
    assert "@everyone" not in run("diff", "old.treaty", "hostile.treaty", "--format", "markdown").out
    for line in run("diff", "old.treaty", "hostile.treaty", "--format", "github").out.splitlines():
        assert not line.startswith("::error")


def test_the_command_lines_under_a_witness_can_be_typed_and_answer_differently(run: Run, two: Path) -> None:
    lines = run("diff", "old.treaty", "narrow.treaty").out.splitlines()
    typed = [shlex.split(line.partition("treaty ask ")[2]) for line in lines if "treaty ask " in line]
    assert [operands[0] for operands in typed] == ["old.treaty", "narrow.treaty"]
    before, after = (run("ask", *operands, "--format", "json") for operands in typed)
    assert (before.code, after.code) == (0, 0)
    assert before.out != after.out
    assert '"shall use-force"' in before.out and '"shall use-force"' not in after.out


def test_the_questions_are_in_the_reports_for_machines_and_on_the_page(run: Run, two: Path) -> None:
    document = changes(run("diff", "old.treaty", "narrow.treaty", "--format", "json").out)
    asked = [change["witness"]["questions"] for change in document if change["witness"]]  # type: ignore[index]
    assert [[one["file"] for one in pair] for pair in asked] == [["old.treaty", "narrow.treaty"]]
    page = run("diff", "old.treaty", "narrow.treaty", "--format", "html").out
    assert page.count("treaty ask ") == 2


@pytest.mark.parametrize(
    ("situation", "options", "said"),
    [
        ("nothing on 2027-01-01", ("--standing",), "shall consult the others within 48 hours"),
        ('armed-attack on vessels of Japan by "another state" in high-seas on 2027-01-01', (), "shall use-force"),
        ("armed-attack on vessels of Japan by China in Australia on 2027-01-01", (), "shall use-force"),
    ],
)
def test_what_a_witness_may_need_can_be_asked(
    run: Run, two: Path, situation: str, options: tuple[str, ...], said: str
) -> None:
    ran = run("ask", "old.treaty", situation, *options, "--format", "json")
    assert ran.code == 0 and f'"words": "{said}"' in ran.out


def test_a_quoted_circumstance_on_which_nothing_turns_is_told(run: Run, two: Path) -> None:
    (two / "counts.treaty").write_text(
        OLD.replace('article "Talks"', 'article "Cyber" { cyber-operation on any party from territory of Fiji counts '
                    'as armed-attack on that party; } article "Talks"'), encoding="utf-8",
    )  # fmt: skip
    event = 'cyber-operation on networks of Japan by China in Japan on 2027-01-01 given "{}"'
    known = run("ask", "counts.treaty", event.format("from territory of Fiji"))
    assert known.err == "" and "use armed force" in known.out
    wrong = run("ask", "counts.treaty", event.format("from territories of Fiji"))
    assert "nothing here turns on `from territories of Fiji`; did you mean `from territory of Fiji`?" in wrong.err


def test_drafts_too_long_for_the_checks_are_compared_without_them_and_the_gate_says_so(
    run: Run, tmp_path: Path
) -> None:
    sentences = "".join(f'article "A{n}" {{ each party shall consult within {n + 1} hours; }}\n' for n in range(401))
    text = f'treaty Long "Long" {{ party Japan, Australia; {sentences} }}'
    (tmp_path / "old.treaty").write_text(text, encoding="utf-8")
    (tmp_path / "new.treaty").write_text(text.replace("within 7 hours", "within 6 hours"), encoding="utf-8")
    ran = run("diff", "old.treaty", "new.treaty", "--format", "concise")
    assert ran.code == 0 and "findings of the checks are not compared" in ran.err
    refused = run("diff", "old.treaty", "new.treaty", "--fail-on", "new-conflict")
    assert refused.code == 2 and "new findings cannot be judged" in refused.err


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("binary", bytes(range(256)), "is not a text"),
        ("latin", 'treaty X "été" { }'.encode("latin-1"), "is not saved as UTF-8"),
        ("wide", OLD.encode("utf-16"), "looks like UTF-16"),
        ("nothing", b"", "no treaty, protocol or law"),
    ],
)
def test_hostile_files_give_no_verdict(run: Run, two: Path, name: str, data: bytes, said: str) -> None:
    (two / f"{name}.treaty").write_bytes(data)
    for operands in (("old.treaty", f"{name}.treaty"), (f"{name}.treaty", "old.treaty")):
        ran = run("diff", *operands)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
