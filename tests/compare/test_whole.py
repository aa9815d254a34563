"""Texts that only one side has, and parts that stand beside others: who is told of them, and of nobody else."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

from tests.compare.pairs import codes, difference, draft
from tests.treaty import run

HELP = 'article "Help" as help { when armed-attack on any party each other party shall assist the attacked party; }'
WORDS = 'article "Words" as words { en "The Parties are friends."; }'


def _folder(home: Path, name: str, **treaties: tuple[str, str]) -> str:
    folder = home / name
    folder.mkdir()
    for called, (parties, body) in treaties.items():
        text = draft(body, parties=f"party {parties};", name=called, title=f"Treaty of the {called}")
        (folder / f"{called}.treaty").write_text(text, encoding="utf-8")
    return name


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    north = ("Norway, Sweden", HELP)
    _folder(tmp_path, "both", East=("Japan, India", HELP), North=north)
    _folder(tmp_path, "one", North=north)
    _folder(tmp_path, "words", East=("Japan, India", WORDS), North=north)
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "options", "code"),
    [
        ("both", "one", "--fail-on weakened", 1),
        ("both", "one", "--fail-on strengthened", 0),
        ("one", "both", "--fail-on strengthened", 1),
        ("one", "both", "--fail-on weakened", 0),
        ("both", "one", "--fail-on weakened --party Norway", 0),
        ("both", "one", "--fail-on weakened --party Japan", 1),
        ("both", "one", "--party Norway --exit-code", 0),
        ("both", "one", "--party India --exit-code", 1),
        ("words", "one", "--fail-on weakened", 0),
        ("words", "one", "--party Norway --exit-code", 0),
        ("words", "one", "--party India --exit-code", 1),
    ],
)
def test_a_treaty_that_comes_or_goes_concerns_its_parties(
    folders: Path, old: str, new: str, options: str, code: int
) -> None:
    ran = run("diff", old, new, *options.split(), folder=folders)
    assert ran.code == code
    if "Norway" in options:
        assert "East" not in ran.out and "India" not in ran.out and "Japan" not in ran.out


def test_every_format_names_the_parties_of_a_treaty_that_is_gone(folders: Path) -> None:
    (change,) = json.loads(run("diff", "both", "one", "--format", "json", folder=folders).out)["differences"][-1][
        "changes"
    ]
    assert change["parties"] == ["Japan", "India"]
    assert {(d["burden"], d["protection"]) for d in change["directions"]} == {("down", "down")}
    assert change["witness"]["old"] == "shall assist the attacked party"
    for old in ("both", "words"):
        (result,) = json.loads(run("diff", old, "one", "--format", "sarif", folder=folders).out)["runs"][0]["results"]
        assert result["properties"]["parties"] == ["Japan", "India"]


STATEMENTS = (
    'reservation "R" by Japan on signature { @help does not apply to Japan; }',
    'objection "O" by Australia on signature { en "Australia objects to it."; }',
    'declaration "D" by Philippines on signature { en "The Philippines welcomes it."; }',
)
UNDER = ("under law of Japan;", "under law of Australia;", "under law of parties;")


@pytest.mark.parametrize("parts", [STATEMENTS, UNDER], ids=["statements", "law beside"])
@pytest.mark.parametrize("place", range(3))
def test_what_is_put_beside_parts_of_its_kind_makes_no_others_of_them(parts: tuple[str, ...], place: int) -> None:
    added = parts[place]
    known = None
    for rest in permutations([part for part in parts if part != added]):
        for at in range(3):
            whole = [*rest[:at], added, *rest[at:]]
            found = codes(difference(draft(HELP + " ".join(rest)), draft(HELP + " ".join(whole))))
            assert found == (known := known or found), "where it is put makes no difference"


def test_the_order_in_which_a_decision_asks_for_two_majorities_is_layout() -> None:
    def council(rule: str) -> str:
        return draft(HELP + f'council "Board" as board {{ members each party; decides by {rule}; }}')

    one, other = council("majority of members plus 2 members"), council("2 members plus majority of members")
    assert codes(difference(one, other)) == []
    assert codes(difference(one, council("majority of members plus 3 members"))) != []


def test_a_date_keeps_its_hyphens() -> None:
    said = "each party shall consult the others from {} for 10 years;"
    (change,) = difference(draft(said.format("2030-01-01")), draft(said.format("2031-01-01"))).changes
    assert change.witness is not None
    assert "from 2030-01-01 for" in change.witness.old
