"""For whom, with whom, against whom: fewer partners are less to do and more are more, whoever is left out or named."""

from __future__ import annotations

import pytest

from tests.compare.pairs import difference, draft
from treatylang.compare.changes import DOWN, UP

ALL, NAMED, LESS = "any other party", "Japan", "any other party except Japan"
DUTY, BAN, BASES = (
    "each party shall consult {};",
    "no party shall use-force against {};",
    "each party shall host-bases of {};",
)


def _ways(old: str, new: str, form: str) -> tuple[str, dict[str, str], dict[str, str]]:
    texts = [draft(f'article "Help" as a {{ {form.format(one)} }}') for one in (old, new)]
    found = difference(*texts)
    (change,) = found.changes
    return change.code, *({d.party: d.burden for d in one.directions if d.burden} for one in (change, found))


@pytest.mark.parametrize("form", [DUTY, BAN, BASES])
@pytest.mark.parametrize("fewer", [NAMED, LESS])
def test_fewer_partners_are_less_to_do(form: str, fewer: str) -> None:
    # Japan is no partner of its own, so that it has as many as before where it is left out, and none where it is named.
    parties = {"Australia", "Philippines"} | ({"Japan"} if fewer == NAMED else set())
    for old, new, action, way in ((ALL, fewer, "narrow", DOWN), (fewer, ALL, "widen", UP)):
        code, each, whole = _ways(old, new, form)
        assert code == f"obligation-beneficiary-{action}"
        assert each == whole == dict.fromkeys(parties, way)


def test_whoever_is_left_out_instead_is_told_party_by_party() -> None:
    code, each, _ = _ways(LESS, "any other party except Australia", DUTY)
    assert code == "obligation-beneficiary-change"
    # Japan may now leave Australia out, Australia has Japan besides, the Philippines one for the other.
    assert each == {"Japan": DOWN, "Australia": UP}


def test_a_right_towards_fewer_is_narrower_and_binds_nobody_less() -> None:
    code, each, _ = _ways(ALL, NAMED, "each party may host-forces of {};")
    assert (code, each) == ("obligation-beneficiary-narrow", {})


def test_the_words_that_are_excepted_stand_with_what_they_are_taken_from() -> None:
    texts = [draft(f'article "Help" as a {{ {DUTY.format(one)} }}') for one in (ALL, LESS)]
    (change,) = difference(*texts).changes
    assert (change.old, change.new) == (ALL, LESS)


def test_a_waiver_towards_fewer_leaves_more_to_do() -> None:
    owed, free = "each party shall host-bases of any other party;", "each party need not host-bases of {};"
    body = f'article "Help" as a {{{{ {owed} }}}} article "Free" as b {{{{ {free} }}}}'
    found = difference(draft(body.format(ALL)), draft(body.format(LESS)))
    (change,) = found.changes
    assert change.code == "exception-beneficiary-narrow"
    assert {d.party: d.burden for d in change.directions if d.burden} == {"Australia": UP, "Philippines": UP}
