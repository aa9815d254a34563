"""The rounds of negotiation in the examples tell the story that their comments promise."""

from __future__ import annotations

import pytest

from tests.compare import pairs
from tests.compare.test_properties import between, text_of
from tests.worlds import ROOT
from treatylang.compare import Change, Difference
from treatylang.compare.changes import SUBSTANTIVE
from treatylang.findings import Severity

ROUNDS = ROOT / "examples" / "rounds"


def difference(old: str, new: str, *, checked: bool = False) -> Difference:
    (found,) = between([text_of(ROUNDS / f"{old}.treaty")], [text_of(ROUNDS / f"{new}.treaty")], checked=checked)
    return found


def law(found: Difference) -> dict[str, Change]:
    return {f"{c.code} {c.node.partition('/')[2]}": c for c in found.changes if c.level == SUBSTANTIVE}


def ways(change: Change) -> dict[str, tuple[str, str]]:
    return {d.party: (d.burden, d.protection) for d in change.directions}


def test_second_round_opens_a_bracket_and_takes_in_a_party() -> None:
    found = law(difference("asia-pacific-1", "asia-pacific-2"))
    assert "parties-existence-add parties" in found
    assert "obligation-existence-bracket assistance" in {k.replace("collective-defence/2", "assistance") for k in found}
    talks = found["trigger-condition-widen consultation"]
    assert ways(talks)["Philippines"] == ("up", "up")


def test_third_round_settles_it_as_the_philippines_wished_against_the_constitution_of_japan() -> None:
    found = difference("asia-pacific-2", "asia-pacific-3", checked=True)
    settled = next(c for c in found.changes if c.action == "unbracket")
    assert settled.level == SUBSTANTIVE and settled.witness is not None and not settled.directions
    texts = [(ROUNDS / f"asia-pacific-{number}.treaty").read_text(encoding="utf-8") for number in (2, 3)]
    given_up = law(pairs.difference(*texts))["obligation-floor-strengthen collective-defence/2"]
    assert given_up.under == "against option B of `strength`"
    assert ways(given_up)["Philippines"] == ("up", "up")
    limit = law(found)["obligation-duration-strengthen consultation"]
    assert (limit.old, limit.new) == ("within 48 hours", "within 24 hours")
    assert [c.action for c in found.changes if c.node.endswith("bases")] == ["renumber"]


def test_fourth_round_removes_the_conflict_of_japan_at_a_cost_to_the_philippines() -> None:
    found = difference("asia-pacific-3", "asia-pacific-4", checked=True)
    assert [(f.rule, f.party) for f in found.resolved if f.severity is Severity.ERROR] == [("law-conflict", "Japan")]
    assert not [f for f in found.introduced if f.severity is Severity.ERROR]
    told = law(found)
    floor = told["obligation-floor-weaken collective-defence/2"]
    area = told["scope-scope-narrow TreatyArea"]
    assert ways(floor)["Philippines"] == ("down", "down")
    assert ways(area)["Philippines"] == ("down", "down")
    assert area.witness is not None and "claimed" in " ".join(area.witness.facts)
    assert "final-clause-duration-weaken withdrawal" in told
    assert {c.action for c in found.changes if c.level == "editorial" and c.kind == "number"} == {
        "rename", "move", "renumber",
    }  # fmt: skip


def test_the_protocol_of_1951_takes_in_the_mediterranean_and_two_parties() -> None:
    found = law(difference("north-atlantic-1949", "north-atlantic-1951"))
    assert {"parties-existence-add parties", "scope-scope-widen TreatyArea"} <= set(found)
    assert ways(found["trigger-condition-widen scope"])["Italy"] == ("up", "up")


def test_the_treaty_of_1960_owes_japan_a_defence_and_binds_it_to_talk() -> None:
    found = difference("us-japan-1951", "us-japan-1960")
    defence = law(found)["obligation-existence-add collective-defence/1"]
    assert ways(defence)["Japan"] == ("up", "up")
    assert ways(defence)["United States"] == ("up", "up")
    gone = {c.old for c in found.changes if c.action == "remove" and c.level == SUBSTANTIVE}
    assert any("third state" in text for text in gone)


def test_two_treaties_of_one_summer_share_their_promise_and_not_their_parties() -> None:
    folder = ROOT / "treatylang" / "library" / "treaties"
    texts = [text_of(folder / name) for name in ("anzus.treaty", "us-philippines-1951.treaty")]
    (found,) = between([texts[0]], [texts[1]])
    parties = {(c.action, c.message.partition(" ")[0]) for c in found.changes if c.code.startswith("parties-existence")}
    assert ("add", "Philippines") in parties and ("remove", "Australia") in parties
    promised = [c for c in found.changes if "shall meet-danger" in c.old and not c.node.startswith("scenario/")]
    assert not [c for c in promised if c.action == "remove"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_way_back_from_each_round_is_the_mirror(number: int) -> None:
    there = difference(f"asia-pacific-{number}", f"asia-pacific-{number + 1}")
    back = difference(f"asia-pacific-{number + 1}", f"asia-pacific-{number}")
    assert there.total == back.total
    assert sorted(map(str, there.counts)) == sorted(map(str, back.counts))
    pairs = sorted((c.level, c.area, c.kind) for c in there.changes if c.action not in ("move", "renumber"))
    assert pairs == sorted((c.level, c.area, c.kind) for c in back.changes if c.action not in ("move", "renumber"))
