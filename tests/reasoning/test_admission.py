"""What a state has to do to join, and what the parties have to do to admit it."""

from __future__ import annotations

from pathlib import Path

import pytest

import treatylang as tl

LAWS = """
law One-Constitution "Constitution of Fiji" of Fiji {
  rank constitution; in-force from 1990-01-01;
  article 5 "Treaties" as treaties { before ratify of any treaty Fiji shall obtain approval of "the House"; }
}
law Two-Constitution "Constitution of Tonga" of Tonga {
  rank constitution; in-force from 1990-01-01;
  article 7 "Treaties" as treaties {
    before ratify of any treaty Tonga shall obtain approval of "the Assembly";
    before deploy Tonga shall obtain decision of "the Crown";
    Tonga shall not use-force;
  }
}
"""
DRAFT = """
treaty Pact "Pact" {{
  status draft; drawn-up at "Suva" on 2026-11-22; under law of parties;
  party Fiji, Samoa, Kiribati;
  article "Help" as help {{
    when armed-attack on any party each other party shall assist the attacked party with force;
  }}
  final-clauses {{ {} }}
}}
"""


def opened(folder: Path, clauses: str) -> tl.Pact:
    (folder / "laws").mkdir(exist_ok=True)
    (folder / "laws" / "own.treaty").write_text(LAWS)
    (folder / "treaty.toml").write_text("")
    (folder / "pact.treaty").write_text(DRAFT.format(clauses))
    return tl.open(folder / "pact.treaty")


def test_a_candidate_is_told_its_steps_in_order(tmp_path: Path) -> None:
    pact = opened(tmp_path, "ratification with depositary; accession open to any state by unanimous consent;")
    rows = pact.candidates("Tonga", steps=True).tables[0].records
    assert [row["step"] for row in rows] == list(range(1, len(rows) + 1))
    said = [row["what"] for row in rows]
    assert said[0].startswith("settle that it may not always use armed force")
    assert said[1] == "before joining: obtain approval of the Assembly"
    assert said[2:4] == [
        "Ratification, acceptance or approval: with depositary",
        "Accession: open to any state by unanimous consent",
    ]
    assert said[4] == "before it may do what article 1 asks: obtain decision of the Crown"
    assert rows[1]["source"] == "article 7 of the Constitution of Tonga"


@pytest.mark.parametrize(
    ("clauses", "alone"),
    [
        ("accession open to any state by unanimous consent;", "yes"),
        ("accession open to any state by two-thirds of members;", "no"),
        ("ratification with depositary;", "yes"),
        ("ratification with depositary; accession open to any state;", None),
        ("", "yes"),
    ],
)
def test_who_can_hold_up_an_accession(tmp_path: Path, clauses: str, alone: str | None) -> None:
    rows = opened(tmp_path, clauses).candidates("Tonga", steps=True).tables[-1].records
    assert {row["state"] for row in rows} == ({"Fiji", "Samoa", "Kiribati"} if alone else set())
    assert {row["holds_up"] for row in rows} == ({alone} if alone else set())
    approvals = [row for row in rows if "obtain approval of the House" in row["what"]]
    assert [row["state"] for row in approvals] == (["Fiji"] if alone else [])


def test_all_states_whose_law_is_held_in_one_table(tmp_path: Path) -> None:
    (table,) = opened(tmp_path, "ratification with depositary;").candidates(every=True).tables
    found = {row["state"]: row["outlook"] for row in table.records}
    assert "Fiji" not in found  # a party already
    assert found["Tonga"] == "could not join"
    assert {"Japan", "Switzerland", "Vietnam"} <= set(found)
