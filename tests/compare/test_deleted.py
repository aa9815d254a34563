"""Protocols to a treaty in force: what is put in where something is taken out is not told as that, renumbered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, run  # noqa: F401  # a fixture
from tests.compare.pairs import codes, difference, draft
from tests.compare.test_properties import TODAY, between, text_of
from treatylang.compare import Difference
from treatylang.compare.changes import DOWN, SUBSTANTIVE, UP
from treatylang.model.question import Question

TREATY = draft(
    'article "Talks" as talks { the parties shall consult each other; } '
    'article "Reports" as reports { each party shall report to security-council; } '
    'article "Help" as help { when armed-attack on any party each other party shall assist the attacked party; }',
    head='status in-force; in-force from 2000-01-01; drawn-up at "Manila" on 1999-11-22;',
)
PROTOCOL = (
    'protocol First "First Protocol" amends Pact { in-force from 2010-01-01; party Japan, Australia, Philippines;\n'
    "delete @reports;\n"
    'insert after @talks article "Exercises" as exercises { each party shall share-intelligence with each other; } }\n'
)
TOLD = [
    "editorial text-number-add",
    "editorial text-number-remove",
    "substantive obligation-existence-add",
    "substantive obligation-existence-remove",
]


def _of_pact(found: tuple[Difference, ...]) -> Difference:
    (one,) = (one for one in found if one.old == one.new == "Pact")
    return one


def _messages(found: Difference) -> list[str]:
    return [change.message for change in found.changes if change.kind == "number"]


def test_in_one_file_it_is_gone_and_the_other_is_added(tmp_path: Path) -> None:
    sides = [[text_of(tmp_path / "pact.treaty", text)] for text in (TREATY, TREATY + PROTOCOL)]
    found = _of_pact(between(*sides))
    assert codes(found) == TOLD
    assert _messages(found) == ["article 2 is gone, and leaves its number", "article 1 bis is added"]
    back = _of_pact(between(*sides[::-1]))
    assert codes(back) == TOLD
    assert "article 2 is added, under the number that a deleted one had left" in _messages(back)


def test_the_numbers_of_a_treaty_and_its_protocol_fit(tmp_path: Path) -> None:
    """What is inserted stands after its neighbour in the treaty, wherever in the file the protocol stands."""
    text = text_of(tmp_path / "pact.treaty", TREATY + PROTOCOL)
    assert "wrong-number" not in {finding.rule for finding in text.findings(Question(), TODAY)}


def test_in_a_draft_an_article_that_says_something_else_is_another_article() -> None:
    body = 'article "Talks" as talks {{ the parties shall consult each other; }} article "{}" as {} {{ {} }}'
    old = draft(body.format("Reports", "reports", "each party shall report to security-council;"))
    new = draft(body.format("Exercises", "exercises", "each party shall share-intelligence with each other;"))
    assert codes(difference(old, new)) == TOLD
    same = draft(body.format("Notices", "notices", "each party shall report to security-council;"))
    assert {change.kind for change in difference(old, same).changes} == {"number", "wording"}  # renamed and retitled


@pytest.mark.parametrize("deleted", ["help", "talks"])
def test_a_protocol_in_another_file_of_the_folder_changes_the_treaty(run: Run, tmp_path: Path, deleted: str) -> None:  # noqa: F811
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pact.treaty").write_text(TREATY, encoding="utf-8")
    protocol = f'protocol First "First Protocol" amends Pact {{ in-force from 2010-01-01; delete @{deleted}; }}'
    (tmp_path / "new" / "first.treaty").write_text(f'import "pact.treaty";\n{protocol}', encoding="utf-8")
    told = run("diff", "old", "new", "--fail-on", "weakened")
    assert told.code == (1 if deleted == "help" else 0), told.out
    assert "is gone, and leaves its number" in told.out
    assert run("diff", "new", "old", "--fail-on", "weakened").code == 0


def test_directions_are_those_of_the_treaty_as_it_is_amended(tmp_path: Path) -> None:
    found = _of_pact(between(*([text_of(tmp_path / "pact.treaty", text)] for text in (TREATY, TREATY + PROTOCOL))))
    ways = {
        change.action: {d.burden for d in change.directions} for change in found.changes if change.level == SUBSTANTIVE
    }
    assert ways == {"remove": {DOWN}, "add": {UP}}
