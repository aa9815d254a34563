"""`treaty diff --log`: the changelog of a draft in a real repository, with what cannot be read and what is merged."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from tests.git.test_repository import PACT, Git, _commit, git, root  # noqa: F401  # two of them are fixtures

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

# ruff: noqa: F811  # a fixture has the name under which it is asked for


@pytest.fixture
def negotiation(git: Git, root: Path) -> Git:
    """Return a repository with four revisions: first, two days to four, a title, a right instead of a duty."""
    git("tag", "v1")
    _commit(git, root, ("by any of support-logistics, host-forces", "with force"))
    _commit(git, root, ('article "Consultation"', 'article "Consultations"'))
    _commit(git, root, ("party shall assist", "party may assist"))
    return git


def log(git: Git, *arguments: str, code: int | None = 0) -> str:
    done = git("diff", "--log", *arguments, program="treaty", code=code)
    return done.stdout if not code else done.stderr


def entries(git: Git, *arguments: str) -> list[dict[str, object]]:
    found = json.loads(log(git, *arguments, "--format", "json"))
    schema = json.loads(git("schema", "changelog", program="treaty").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)
    return found["entries"]


def codes(entry: dict[str, object]) -> list[str]:
    differences = entry["differences"]
    assert isinstance(differences, list)
    return [f"{c['area']}-{c['kind']}-{c['action']}" for one in differences for c in one["changes"]]


def test_each_revision_has_its_entry_and_editorial_ones_one_line(negotiation: Git) -> None:
    told = log(negotiation, "v1..HEAD", "pact.treaty").splitlines()
    assert sum(line.startswith("2026-11-22  change (A, ") for line in told) == 3
    assert sum(line.endswith(": wording and order only, 1 change") for line in told) == 1
    assert "  substantive   article 2: `shall` became `may`" in told
    assert "                = Japan and Australia: must do less and are less protected" in told
    assert told[-1].endswith(" to HEAD: 3 revisions, 1 of them wording and order only")


def test_the_changes_are_those_of_the_neighbours(negotiation: Git) -> None:
    found = entries(negotiation, "v1..", "pact.treaty")
    assert [entry["law"] for entry in found] == [True, False, True]
    assert [codes(entry) for entry in found[1:]] == [["title-wording-change"], ["obligation-modality-weaken"]]
    assert any(code.startswith("obligation-floor") for code in codes(found[0]))
    for entry, step in zip(
        found, ("HEAD~3:{0} HEAD~2:{0}", "HEAD~2:{0} HEAD~1:{0}", "HEAD~1:{0} HEAD:{0}"), strict=True
    ):
        operands = step.format("pact.treaty").split()
        alone = json.loads(negotiation("diff", *operands, "--format", "json", program="treaty").stdout)
        assert codes({"differences": alone["differences"]}) == codes(entry)


def test_the_first_draft_is_told_as_such_and_one_that_cannot_be_read_is_passed_over(
    negotiation: Git, root: Path
) -> None:
    good = (root / "pact.treaty").read_text(encoding="utf-8")
    (root / "pact.treaty").write_text("treaty Pact {", encoding="utf-8")
    negotiation("commit", "-qam", "broken")
    (root / "pact.treaty").write_text(good.replace("two days", "four days"), encoding="utf-8")
    negotiation("commit", "-qam", "mended")
    found = entries(negotiation, "..HEAD", "pact.treaty")
    assert found[0]["added"] == ["Pact"]
    assert "pact.treaty:1:" in str(found[-2]["trouble"]) and found[-2]["differences"] == []
    assert codes(found[-1]) == ["text-condition-change"]
    told = log(negotiation, "..HEAD", "pact.treaty")
    assert "adds `Pact`" in told
    assert "broken (A, " in told and "cannot be read: " in told
    assert "from the first draft to HEAD: 6 revisions" in told


def test_a_merge_is_one_step_on_the_line_of_first_parents(git: Git, root: Path) -> None:
    git("tag", "v1")
    _commit(git, root, ("keep minutes", "keep full minutes"), branch="minutes")
    git("checkout", "-q", "main")
    _commit(git, root, ("two days", "three days"))
    git("merge", "-q", "--no-ff", "-m", "Merge the minutes", "minutes")
    found = entries(git, "v1..main", "pact.treaty")
    assert [entry["subject"] for entry in found] == ["change", "Merge the minutes"]
    assert [len(codes(entry)) for entry in found] == [1, 1]


def test_a_folder_tells_of_treaties_that_come_and_go(git: Git, root: Path) -> None:
    (root / "second.treaty").write_text(PACT.replace("treaty Pact", "treaty Second"), encoding="utf-8")
    git("add", ".")
    git("commit", "-qm", "a second treaty")
    (root / "pact.treaty").unlink()
    git("commit", "-qam", "without the first")
    found = entries(git, "HEAD~2..HEAD", ".")
    assert [(entry["added"], entry["removed"]) for entry in found] == [(["Second"], []), ([], ["Pact"])]


def test_a_path_counts_from_the_working_folder_and_unchanged_revisions_are_left_out(git: Git, root: Path) -> None:
    (root / "notes.txt").write_text("notes", encoding="utf-8")
    git("add", ".")
    git("commit", "-qm", "notes")
    assert [entry["subject"] for entry in entries(git, "..HEAD", "./pact.treaty")] == ["first"]


def test_only_what_concerns_a_party_is_told(negotiation: Git) -> None:
    assert "Japan and Australia" in log(negotiation, "v1..HEAD", "pact.treaty", "--party", "Japan")
    refused = log(negotiation, "v1..HEAD", "pact.treaty", "--party", "Peru", code=2)
    assert "no revision of the draft has a party `Peru`" in refused


def test_the_page_for_the_file_of_a_negotiation(negotiation: Git) -> None:
    page = log(negotiation, "v1..HEAD", "pact.treaty", "--format", "markdown")
    assert page.startswith("# What changed in law\n\npact.treaty from ")
    assert page.count("\n## 2026-11-22 · change\n") == 3
    assert (
        "- Article 2&#58; <code>shall</code> became <code>may</code>\n  - Japan and Australia&#58; must do less" in page
    )
    assert page.index("became <code>may</code>") < page.rindex("wording and order only")  # the newest first


def test_hostile_subjects_do_not_leave_their_place(git: Git, root: Path) -> None:
    (root / "pact.treaty").write_text(PACT.replace("two days", "four days"), encoding="utf-8")
    git("commit", "-qam", "<script>alert(1)</script> @everyone \x1b[31mred")
    assert "\x1b[31m" not in log(git, "HEAD~1..HEAD", "pact.treaty")
    page = log(git, "HEAD~1..HEAD", "pact.treaty", "--format", "markdown")
    assert "<script>" not in page and "@everyone" not in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("HEAD", "pact.treaty"), "`HEAD` is not a range of revisions"),
        (("v1...HEAD", "pact.treaty"), "`v1...HEAD` is not a range of revisions"),
        (("nowhere..HEAD", "pact.treaty"), "the repository has no revision `nowhere`"),
        (("HEAD..HEAD", "pact.treaty"), "no revision in `HEAD..HEAD` touched `pact.treaty`"),
        (("..HEAD", "other.treaty"), "no revision in `..HEAD` touched `other.treaty`"),
        (("..HEAD", "../other.treaty"), "is not a path of the repository"),
        (("..HEAD", "pact.treaty", "--format", "sarif"), "`--format` cannot be `sarif`"),
        (("..HEAD", "pact.treaty", "--fail-on", "weakened"), "`--log` cannot be given with `--fail-on`"),
        (("..HEAD", "pact.treaty", "--as-protocol"), "or `--as-protocol`"),
    ],
)
def test_wrong_use(git: Git, arguments: tuple[str, ...], said: str) -> None:
    assert said in log(git, *arguments, code=2)
