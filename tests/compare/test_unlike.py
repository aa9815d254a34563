"""Sentences that are not each other are removed and added; each party that comes or goes is weighed for itself."""

from __future__ import annotations

import pytest

from tests.compare.pairs import difference, draft
from treatylang.compare import Difference

HELP = "when armed-attack on any party each other party shall assist the attacked party;"
TALK = "when threat to any party the parties shall consult each other;"
REPORT = "each party shall report to security-council;"
UNLIKE = [
    ("another act and another condition", REPORT, TALK),
    (
        "another act in the same words",
        "each party shall consult the others;",
        "each party shall compensate the others;",
    ),
    ("another bearer", "Japan shall report to security-council;", "Australia shall report to security-council;"),
    ("a thing instead of a party", "measures shall cease;", "each party shall report;"),
    (
        "what counts and what governs",
        "blockade of any party counts as armed-attack;",
        "this treaty prevails over NATO;",
    ),
]


def codes(found: Difference) -> set[str]:
    return {change.code for change in found.changes}


@pytest.mark.parametrize(("old", "new"), [c[1:] for c in UNLIKE], ids=[c[0] for c in UNLIKE])
def test_what_is_unlike_never_became_anything(old: str, new: str) -> None:
    for one, other in ((old, new), (new, old)):
        found = difference(draft(f'article "A" as a {{ {one} }}'), draft(f'article "A" as a {{ {other} }}'))
        assert {c.action for c in found.changes if c.kind != "number"} == {"add", "remove"}
        assert any(c.level != "editorial" for c in found.changes if c.kind == "existence")
        assert "became" not in " ".join(c.message for c in found.changes)


LIKE = [
    (
        "a kind of the act",
        HELP,
        HELP.replace("shall assist the", "shall use-force for the"),
        "obligation-act-strengthen",
    ),
    ("one act more", REPORT, REPORT.replace("report", "report, consult"), "obligation-act-strengthen"),
    ("some of the bearers", REPORT, REPORT.replace("each party", "Japan"), "obligation-bearer-narrow"),
    ("shall and may", REPORT, REPORT.replace("shall", "may"), "obligation-modality-weaken"),
    ("another occasion", HELP, HELP.replace("armed-attack", "threat"), "trigger-condition-widen"),
]


@pytest.mark.parametrize(("old", "new", "code"), [c[1:] for c in LIKE], ids=[c[0] for c in LIKE])
def test_what_is_akin_is_one_change(old: str, new: str, code: str) -> None:
    found = difference(draft(f'article "A" as a {{ {old} }}'), draft(f'article "A" as a {{ {new} }}'))
    assert code in codes(found)
    assert not {c.action for c in found.changes} & {"add", "remove"}


def test_a_sentence_that_moved_is_found_before_an_unlike_one_that_took_its_place() -> None:
    old = f'article "A" as a {{ 1 as x {{ {HELP} }} 2 as y {{ {REPORT} measures shall cease; }} }}'
    new = f'article "A" as a {{ 1 as x {{ {HELP} {REPORT} }} 2 as z {{ {TALK} }} }}'
    found = difference(draft(old), draft(new))
    assert {"obligation-existence-add", "obligation-existence-remove", "text-number-move"} <= codes(found)
    assert "became" not in " ".join(c.message for c in found.changes)


BODY = f'article "A" as a {{ {HELP} {TALK} }}'


def ways(found: Difference, code: str = "", what: str = "") -> dict[str, tuple[str, str]]:
    """Return burden and protection by party: of the whole, or of one change."""
    if not code:
        return {d.party: (d.burden, d.protection) for d in found.directions}
    (change,) = [c for c in found.changes if c.code == code and what in c.message]
    return {d.party: (d.burden, d.protection) for d in change.directions}


def test_who_leaves_and_who_joins_are_told_for_themselves() -> None:
    new = draft(BODY, parties="party Australia, Philippines, Fiji, Tonga;")
    found = difference(draft(BODY), new)
    left = ways(found, "parties-existence-remove", "Japan")
    assert left == dict.fromkeys(("Japan", "Australia", "Philippines"), ("down", "down"))
    for name in ("Fiji", "Tonga"):
        joined = ways(found, "parties-existence-add", name)
        assert joined == dict.fromkeys(("Australia", "Philippines", name), ("up", "up"))
    whole = ways(found)
    assert whole["Japan"] == ("down", "down")
    assert whole["Fiji"] == whole["Tonga"] == ("up", "up")
    assert len({c.fingerprint.partition("-")[0] for c in found.changes}) == len(found.changes)


def test_a_sentence_that_changed_besides_has_its_own_weight() -> None:
    new = draft(BODY.replace("shall consult each other", "shall consult each other within 48 hours"),
                parties="party Australia, Philippines, Fiji;")  # fmt: skip
    found = difference(draft(BODY), new)
    time = ways(found, "obligation-duration-strengthen")
    assert set(time) == {"Australia", "Philippines"} and {burden for burden, _ in time.values()} == {"up"}
    assert ways(found)["Japan"] == ("down", "down")


def test_what_one_sentence_no_longer_asks_and_another_does_is_no_change_of_the_whole() -> None:
    old = f'article "A" as a {{ {HELP} }} article "B" as b {{ {TALK} }}'
    new = f'article "A" as a {{ {HELP} {TALK} }}'
    found = difference(draft(old), draft(new))
    assert not any(d.burden or d.protection for d in found.directions)
