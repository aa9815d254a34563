"""What stands in an annex is told of the annex; an objection that only has a head is not a matter of numbers."""

from __future__ import annotations

import pytest

from tests.compare.pairs import difference, draft
from treatylang.compare.changes import REVIEW
from treatylang.reports.changes import report

HELP = 'article "Help" as help { when armed-attack on any party each other party shall assist the attacked party; }'
TABLES = 'annex "Tables" as tables { 1 { en "The table has two rows."; each party shall report; } }'


@pytest.mark.parametrize("turned", [False, True])
def test_the_parts_of_an_annex_are_cited_by_its_number(turned: bool) -> None:
    for old, new in ((HELP, HELP + TABLES), (HELP + TABLES, HELP + TABLES.replace("two", "three"))):
        found = difference(*map(draft, (new, old) if turned else (old, new)))
        assert found.changes
        assert all(change.message.startswith("annex 1") for change in found.changes)
        page = report("html", [found])
        assert "<h2>Annex 1</h2>" in page and "Article 1" not in page


def test_an_article_and_an_annex_of_one_number_are_told_apart() -> None:
    changed = HELP.replace("assist", "consult") + TABLES.replace("two", "three")
    messages = [change.message for change in difference(draft(HELP + TABLES), draft(changed)).changes]
    assert any(one.startswith("annex 1(1):") for one in messages)
    assert any(one.startswith("article 1:") for one in messages)


@pytest.mark.parametrize("turned", [False, True])
def test_an_objection_without_a_body_is_for_people_to_weigh(turned: bool) -> None:
    held = HELP + 'objection "No" by Australia on ratification to @help { }'
    pair = (held, HELP) if turned else (HELP, held)
    (change,) = difference(*map(draft, pair)).changes
    assert change.level == REVIEW and "by Australia on ratification to @help" in change.message
