"""`treaty ask` tells what is owed in steps, and takes the votes that are given."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

PACT = """treaty T "T" { status in-force from 2000-01-01; languages en; party Peru, Chile from 2000-01-01;
  article 1 as a {
    when armed-attack on any party {
      each other party shall consult within 48 hours;
      after consult each other party shall sanction;
      failing consult within 30 days each other party shall give-aid;
      after 60 days each other party shall transfer-arms;
    }
  }
}
"""
ATTACK = "armed-attack on Peru by Ecuador on 2001-01-01"


def test_duties_are_told_in_their_steps(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.treaty").write_text(PACT, encoding="utf-8")
    ran = run("ask", str(tmp_path / "t.treaty"), ATTACK, "--isolated", "--format", "json")
    assert ran.code == 0, ran.err
    records = [record for table in json.loads(ran.out)["tables"] for record in table["records"]]
    told = {one["act"]: (one["stage"], one["within"]) for one in records if one["instrument"] == "T"}
    assert told == {
        "consult": ("", "within 48 hours"),
        "sanction": ("after consultation", ""),
        "transfer-arms": ("after 60 days", ""),
    }
    said = " ".join(run("ask", str(tmp_path / "t.treaty"), ATTACK, "--isolated").out.split())
    chile = said[said.index("Chile") :]
    steps = ("shall consult", "after consultation, shall impose sanctions", "after 60 days, shall transfer arms")
    places = [chile.index(step) for step in steps]
    assert places == sorted(places)


def test_what_fails_wakes_the_next_step(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.treaty").write_text(PACT, encoding="utf-8")
    ran = run("ask", str(tmp_path / "t.treaty"), f"{ATTACK} given not done consult", "--isolated", "--format", "json")
    records = [record for table in json.loads(ran.out)["tables"] for record in table["records"]]
    told = {one["act"]: one["stage"] for one in records if one["instrument"] == "T"}
    assert told["give-aid"] == "failing consultation within 30 days"
    assert "sanction" not in told


VOTING = """treaty T "T" { status in-force from 2000-01-01; languages en; party Peru, Chile, Bolivia from 2000-01-01;
  article 1 as a { council "Board" as board { members each party; decides by two-thirds of members; }
    when armed-attack on any party each other party shall sanction if decision of board; }
}
"""


def test_votes_are_counted_by_the_rule_of_the_body(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.treaty").write_text(VOTING, encoding="utf-8")

    def acts(votes: str) -> set[str]:
        given = f"{ATTACK} given decision of board by {votes}"
        ran = run("ask", str(tmp_path / "t.treaty"), given, "--isolated", "--format", "json")
        assert ran.code == 0, ran.err
        records = [record for table in json.loads(ran.out)["tables"] for record in table["records"]]
        return {one["act"] for one in records if one["instrument"] == "T"}

    assert acts("Peru plus Chile") == {"sanction"}
    assert acts("Peru") == set()
    refused = run("ask", str(tmp_path / "t.treaty"), f"{ATTACK} given decision of board by Ecuador", "--isolated")
    assert refused.code == 2
    assert "Ecuador has no vote in `board` on that day" in refused.err
    assert "Traceback" not in refused.err
