"""Slots that hold nothing (`as it deems necessary`): wherever the grammar lets one stand, the text is printed."""

from __future__ import annotations

import pytest

from tests.documents.rendering import rendered
from tests.worlds import shipped
from treatylang.syntax import ast

NOTHING = "as it deems necessary"
PLACES = {
    "head": 'treaty Pact "Pact" {{ {0} party Japan, Australia; article "Help" as help {{ {1} }} }}',
    "council": (
        'treaty Pact "Pact" {{ party Japan, Australia; article "Help" as help {{ {1} '
        'council "Council" as board {{ {0} }} }} }}'
    ),
    "final clauses": (
        'treaty Pact "Pact" {{ party Japan, Australia; article "Help" as help {{ {1} }} final-clauses {{ {0} }} }}'
    ),
}
HELP = f"when armed-attack on any party each other party shall assist the attacked party {NOTHING};"


def words(*kinds: str) -> list[str]:
    """Return the words that begin a line of one of these kinds."""
    vocabularies = [item for one in shipped("vocabulary") for item in one.items if isinstance(item, ast.Vocabulary)]
    return [word.name.text for one in vocabularies for word in one.words if word.kind.text in kinds]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("place", PLACES)
def test_a_slot_that_holds_nothing_is_printed_or_passed_over(place: str, language: str) -> None:
    known = words("clause") if place == "final clauses" else words("heading")
    assert len(known) > 15
    for lines in ([f"{word} {NOTHING};" for word in known], [f"{word} each party {NOTHING};" for word in known]):
        text, _ = rendered(PLACES[place].format(" ".join(lines), HELP), language=language)
        assert {"en": "necessary", "fr": "nécessaire"}[language] in text
        assert "None" not in text and "Slot(" not in text
