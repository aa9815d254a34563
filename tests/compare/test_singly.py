"""Changes that meet in one sentence: each is told of what it does alone, and of nothing that another one does."""

from __future__ import annotations

from tests.compare.pairs import codes, difference, draft
from tests.compare.test_properties import between, text_of
from tests.worlds import ROOT
from treatylang.compare.changes import DOWN, EDITORIAL, SUBSTANTIVE, UP

HELP = 'article "Help" as help { when armed-attack on any party each other party shall assist the attacked party; }'
CYBER = 'article "Cyber" as cyber { cyber-operation on any party counts as armed-attack on that party; }'
IN_ZONE = CYBER.replace("any party counts", "any party in Zone counts")
ZONE = 'area Zone "the Zone" = territory of Japan;'
WIDER = ZONE.replace(";", " plus territory of Australia;")
EXCEPTED = 'article "Where" as where { @help does not apply in Zone; }'


def test_an_area_that_only_a_deeming_names_is_what_changes_the_sentence_that_is_deemed() -> None:
    for old, new, action in ((ZONE, WIDER, "widen"), (WIDER, ZONE, "narrow")):
        found = difference(draft(old + HELP + IN_ZONE), draft(new + HELP + IN_ZONE))
        assert codes(found) == [f"substantive scope-scope-{action}"]


def test_one_deeming_goes_and_a_place_is_excepted() -> None:
    """What is gone is told of cyber operations alone, what is new of attacks in the Zone alone, and both of less."""
    found = difference(draft(ZONE + HELP + CYBER), draft(ZONE + HELP + EXCEPTED))
    grave = [change for change in found.changes if change.level == SUBSTANTIVE]
    assert sorted(change.action for change in grave) == ["add", "remove"]
    assert {way.burden for change in grave for way in change.directions} <= {DOWN, ""}
    parts = {change.action: sum(count.duty for count in change.counts) for change in grave}
    whole = sum(count.duty for count in found.counts)
    assert all(0 < part < whole for part in parts.values()) and sum(parts.values()) >= whole
    assert "cyber" in str([c.witness.facts for c in grave if c.action == "remove" and c.witness])


def test_a_deeming_that_another_takes_over_is_gone_without_effect() -> None:
    """The North Atlantic Treaty of 1951: the forces in the areas of occupation are in the wider sentence now."""
    paths = [ROOT / "examples" / "rounds" / f"north-atlantic-{year}.treaty" for year in (1949, 1951)]
    (found,) = between(*([text_of(path)] for path in paths))
    (gone,) = (c for c in found.changes if c.code == "obligation-existence-remove")
    assert gone.level == EDITORIAL and "OccupationAreas" in gone.message
    (wider,) = (c for c in found.changes if c.code == "trigger-condition-widen")
    assert wider.level == SUBSTANTIVE and all(way.burden in ("", UP) for way in wider.directions)
