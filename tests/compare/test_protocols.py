"""`treaty diff --as-protocol`: the protocol between two drafts makes the new one of the old one, or says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, run  # noqa: F401  # a fixture
from tests.compare.pairs import difference, draft
from tests.compare.table import TABLE
from tests.compare.test_asking import PAIRS, ROUNDS
from treatylang.compare.changes import EDITORIAL
from treatylang.model.consolidate import consolidated
from treatylang.model.protocol import protocol_between
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.parser import parse

BEYOND = ["a chapter around it"]
"""The rows of the table that no instruction can bring about."""


def document(text: str) -> ast.Document:
    found, mistakes = parse(Source("draft.treaty", text))
    assert found is not None, mistakes
    return found


def treaty(text: str) -> ast.InstrumentNode:
    return next(item for item in document(text).items if isinstance(item, ast.InstrumentNode))


def amended(old: str, new: str) -> tuple[str, tuple[str, ...]]:
    """Return the consolidated text of the old draft and the protocol between both, and what that could not say."""
    made = protocol_between(treaty(old), treaty(new))
    carried = consolidated(document(old), treaty(old).name.text, [treaty(made.text)])
    assert carried.findings == (), [finding.message for finding in carried.findings]
    return carried.text, made.unsaid


@pytest.mark.parametrize("mirrored", [False, True], ids=["there", "back"])
@pytest.mark.parametrize(("name", "old", "new", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_carried_out_on_the_old_draft_it_gives_the_new_one(
    name: str, old: str, new: str, expected: tuple[str, ...], mirrored: bool
) -> None:
    before, after = (draft(new), draft(old)) if mirrored else (draft(old), draft(new))
    text, unsaid = amended(before, after)
    assert bool(unsaid) == (name in BEYOND)
    if not unsaid:
        assert difference(text, after).changes == (), text


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_between_the_rounds_only_the_heading_is_left(pair: tuple[str, str]) -> None:
    old, new = ((ROUNDS / f"{name}.treaty").read_text(encoding="utf-8") for name in pair)
    text, unsaid = amended(old, new)
    assert unsaid
    words = ("drawn-up", "status", "source", "concerns", "under", "excerpt", "party")
    assert all(any(f"`{word}" in said for word in words) or said == "the title differs" for said in unsaid)
    left = [c for c in difference(text, new).changes if c.level != EDITORIAL and "replaces" not in c.old]
    assert {c.area for c in left} <= {"parties", "law"} | ({"obligation"} if "concerns" in str(unsaid) else set())


def test_from_the_command_line(run: Run, tmp_path: Path) -> None:  # noqa: F811
    body = 'article "Help" as help { each party shall consult the others within 48 hours; }'
    (tmp_path / "old.treaty").write_text(draft(body), encoding="utf-8")
    (tmp_path / "new.treaty").write_text(draft(body.replace("48", "24")), encoding="utf-8")
    made = run("diff", "old.treaty", "new.treaty", "--as-protocol")
    assert made.code == 0 and made.out.startswith('protocol Pact-Protocol "Protocol Amending the Pact" amends Pact {')
    (tmp_path / "protocol.treaty").write_text(made.out, encoding="utf-8")
    assert run("amend", "old.treaty", "protocol.treaty", "-o", "consolidated.treaty").code == 0
    assert run("diff", "new.treaty", "consolidated.treaty", "--exit-code").out == "no differences\n"


def test_what_no_protocol_can_say_is_told_and_gives_exit_code_1(run: Run, tmp_path: Path) -> None:  # noqa: F811
    body = 'article "Help" as help { each party shall consult the others; }'
    (tmp_path / "old.treaty").write_text(draft(body), encoding="utf-8")
    (tmp_path / "new.treaty").write_text(draft(body, parties="party Japan, Australia;"), encoding="utf-8")
    made = run("diff", "old.treaty", "new.treaty", "--as-protocol")
    assert made.code == 1
    assert made.err == (
        "no protocol can say this: `party Philippines` (line 1) is named in another way, or no party any more\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("old.treaty", "new.treaty", "--as-protocol", "--fail-on", "weakened"),
        ("old.treaty", "new.treaty", "--as-protocol", "--format", "json"),
        ("old.treaty", "missing.treaty", "--as-protocol"),
        ("old.treaty", ".", "--as-protocol"),
        ("old.treaty", "broken.treaty", "--as-protocol"),
    ],
)
def test_wrong_use(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:  # noqa: F811
    for name in ("old", "new"):
        (tmp_path / f"{name}.treaty").write_text(draft("each party shall report;"), encoding="utf-8")
    (tmp_path / "broken.treaty").write_text("treaty Pact {", encoding="utf-8")
    ran = run("diff", *arguments)
    assert (ran.code, ran.out) == (2, "")
