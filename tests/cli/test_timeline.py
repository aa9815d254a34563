"""`treaty timeline`: every day that a text names or counts, in order, and the same as a picture."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.cli.conftest import Run

PACT = """treaty Pact "Pact & <Protocol>" {
  status in-force from 1950-03-01; drawn-up at "Lima" on 1949-04-04; excerpt; languages en;
  party Brazil, Peru from 1950-03-01;
  party Chile signed 1949-05-05 from 1955-01-01 until 1970-01-01;
  party Bolivia suspended from 1960-01-01 until 1962-01-01;
  area Zone "the Zone" from 1950-03-01 until 1958-01-01 = territory of Peru;
  area Zone "the Zone" from 1958-01-01 = territory of Chile;
  article 1 as help {
    reading soft "to consult" from 1950-03-01 until 1990-01-01 prevailing { each party shall consult; }
    reading hard "to assist" from 1990-01-01 prevailing { each party shall assist; }
  }
  article 2 as arms { no party shall transfer-arms to Bolivia after 5 years; }
  final-clauses { duration 60 years; withdrawal after 10 years on notice of 1 year; }
}
protocol Later "Later Protocol" amends Pact {
  status in-force from 1980-06-01; drawn-up at "Lima" on 1979-01-01; delete @arms;
}
"""


def test_every_day_is_there_in_order(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pact.treaty").write_text(PACT, encoding="utf-8")
    ran = run("timeline", str(tmp_path / "pact.treaty"), "--treaty", "Pact", "--isolated", "--format", "json")
    assert ran.code == 0, ran.err
    records = [record for table in json.loads(ran.out)["tables"] for record in table["records"]]
    told = [(record["since"], record["until"], record["kind"], record["of"]) for record in records]
    assert [one[0] for one in told] == sorted(one[0] for one in told)
    for expected in [
        ("1949-04-04", None, "treaty", "Pact & <Protocol>"),
        ("1950-03-01", "2010-03-01", "treaty", "Pact & <Protocol>"),
        ("1949-05-05", None, "party", "Chile"),
        ("1955-01-01", "1970-01-01", "party", "Chile"),
        ("1960-01-01", "1962-01-01", "party", "Bolivia"),
        ("1950-03-01", "1990-01-01", "reading", "article 1"),
        ("1958-01-01", None, "area", "the Zone"),
        ("1980-06-01", None, "protocol", "Later Protocol"),
        ("1960-03-01", None, "term", "Withdrawal"),
        ("2010-03-01", None, "term", "Duration"),
    ]:
        assert expected in told, expected


def test_the_picture_has_a_row_for_each_and_nothing_unescaped(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pact.treaty").write_text(PACT, encoding="utf-8")
    out = tmp_path / "pact.svg"
    assert run("timeline", str(tmp_path / "pact.treaty"), "--treaty", "Pact", "--isolated", "-o", str(out)).code == 0
    picture = ET.fromstring(out.read_text(encoding="utf-8"))
    said = [node.text for node in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert said[0] == "Pact & <Protocol>"
    assert {"Brazil", "Chile", "Bolivia", "Peru", "the Zone", "Later Protocol", "Withdrawal"} <= set(said)
    assert {"in force", "a party", "an area", "suspended"} <= set(said)  # the key to the colours
    assert {"1955", "1969"} <= set(said)  # the years in which Chile came and was last a party
    told = [node.text or "" for node in picture.iter("{http://www.w3.org/2000/svg}title")]
    assert "Chile: a party, 1955-01-01 to 1969-12-31" in told


def test_a_text_without_days_says_so(run: Run, tmp_path: Path) -> None:
    text = 'treaty T "T" { languages en; party Peru, Chile; article "A" { the parties shall consult; } }\n'
    (tmp_path / "none.treaty").write_text(text, encoding="utf-8")
    ran = run("timeline", str(tmp_path / "none.treaty"), "--isolated")
    assert ran.code == 0
    assert "all negotiating states" in ran.out  # no clause says when it enters into force: VCLT 24 does
    (tmp_path / "none.treaty").write_text(text.replace("languages en", "status political"), encoding="utf-8")
    assert "gives no day" in run("timeline", str(tmp_path / "none.treaty"), "--isolated").out


def test_the_life_of_the_north_atlantic_treaty_as_a_picture(run: Run, tmp_path: Path) -> None:
    """Each party a row, the area in its versions; a treaty that has ended shows its force, and when it was renewed."""
    examples = Path(__file__).parents[2] / "examples"
    out = tmp_path / "nato.svg"
    assert run("timeline", str(examples / "north-atlantic.treaty"), "--treaty", "NATO", "-o", str(out)).code == 0
    told = [node.text or "" for node in ET.parse(out).iter("{http://www.w3.org/2000/svg}title")]
    assert any(one.startswith("Sweden: a party, 2024-03-07") for one in told)
    assert any("1952-02-18" in one for one in told if "Article 6" in one)
    said = [node.text or "" for node in ET.parse(out).iter("{http://www.w3.org/2000/svg}text")]
    assert not any(one.endswith("…") for one in said)
    assert "Former Algerian Departments" in said  # the second line of a long name
    ran = run("timeline", str(examples / "treaties" / "warsaw-1955.treaty"), "--isolated", "--format", "json")
    records = [record for table in json.loads(ran.out)["tables"] for record in table["records"]]
    told = [(one["since"], one["until"]) for one in records if one["kind"] == "treaty"]
    assert ("1955-06-04", "1991-07-01") in told
    terms = [(one["since"], one["until"]) for one in records if one["kind"] == "term"]
    assert terms == [("1975-06-04", None), ("1975-06-04", "1985-06-04")]


def test_who_was_near_a_treaty_when(run: Run, tmp_path: Path) -> None:
    """An observer has a bar of its own colour from one day to another, a signatory until it was bound."""
    text = PACT.replace("party Brazil", "party Fiji observer from 1951-01-01 until 1953-01-01; party Brazil")
    text = text.replace("signed 1949-05-05 from 1955", "signed 1949-05-05 ratified 1955").replace(
        " until 1970-01-01", ""
    )
    (tmp_path / "pact.treaty").write_text(text, encoding="utf-8")
    out = tmp_path / "pact.svg"
    assert run("timeline", str(tmp_path / "pact.treaty"), "--treaty", "Pact", "--isolated", "-o", str(out)).code == 0
    picture = ET.parse(out)
    told = [node.text or "" for node in picture.iter("{http://www.w3.org/2000/svg}title")]
    assert "Fiji: an observer, 1951-01-01 to 1952-12-31" in told
    assert "Chile: has signed, 1949-05-05 to 1954-12-31" in told
    assert "near the treaty" in [node.text for node in picture.iter("{http://www.w3.org/2000/svg}text")]


DRAFT = """treaty Pact "Pact" {
  status draft; drawn-up at "Lima" on 2027-01-01; languages en;
  party Peru, Chile; party Fiji signed 2027-02-01;
  article "Help" as help { each party shall consult the others; }
  final-clauses {
    entry-into-force  30 days after ratification by 2 parties including Peru;
    entry-into-force  for each later party on deposit;
    duration          12 years renewed for 4 years unless notice of 6 months;
    withdrawal        after 3 years on notice of 1 year;
    disputes          by negotiation within 6 months;
  }
}
"""


def test_a_draft_says_what_follows_from_signature_and_no_dates(run: Run, tmp_path: Path) -> None:
    """Nobody is bound and nothing is in force on a day; the steps come in their order, in words."""
    (tmp_path / "pact.treaty").write_text(DRAFT, encoding="utf-8")
    ran = run("timeline", str(tmp_path / "pact.treaty"), "--isolated", "--format", "json")
    assert ran.code == 0, ran.err
    records = [record for table in json.loads(ran.out)["tables"] for record in table["records"]]
    dated = [(one["of"], one["what"]) for one in records if one["since"] or one["until"]]
    assert dated == [("Pact", "drawn up"), ("Fiji", "has signed")]
    assert [(one["when"], one["of"], one["what"]) for one in records if one["when"]] == [
        ("30 days after the second ratification, that of Peru included", "Pact", "in force"),
        ("on deposit", "each later party", "a party"),
        ("3 years after entry into force", "Withdrawal", "open from then, on notice of 1 year"),
        ("12 years after entry into force", "Duration", "the term ends"),
        ("at the end of each term", "Duration", "renewed for 4 years, unless notice is given 6 months before"),
    ]
    assert "This is a draft." in run("timeline", str(tmp_path / "pact.treaty"), "--isolated").out


def test_the_picture_of_a_draft_counts_from_its_entry_into_force(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pact.treaty").write_text(DRAFT, encoding="utf-8")
    out = tmp_path / "pact.svg"
    assert run("timeline", str(tmp_path / "pact.treaty"), "--isolated", "-o", str(out)).code == 0
    picture = ET.parse(out)
    said = [node.text or "" for node in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert {"entry into force", "2027-01-01", "2027-02-01", "12 years", "each later party"} <= set(said)
    bars = {
        (node[0].text or ""): (float(node.get("x", "0")), float(node.get("width", "0")))
        for node in picture.iter("{http://www.w3.org/2000/svg}rect")
        if len(node)
    }
    force = next(place for told, place in bars.items() if told.startswith("Pact: in force"))
    leave = next(place for told, place in bars.items() if told.startswith("Withdrawal"))
    assert force[0] < leave[0] and force[0] + force[1] == leave[0] + leave[1]


def test_in_force_is_only_what_binds(run: Run, tmp_path: Path) -> None:
    """With a day of entry into force the same clauses have dates, and nothing waits."""
    text = DRAFT.replace("status draft", "status in-force from 2028-01-01")
    (tmp_path / "pact.treaty").write_text(text, encoding="utf-8")
    ran = run("timeline", str(tmp_path / "pact.treaty"), "--isolated", "--format", "json")
    records = [record for table in json.loads(ran.out)["tables"] for record in table["records"]]
    assert not any(one["when"] for one in records)
    found = {(one["since"], one["of"]) for one in records}
    assert {("2028-01-01", "Pact"), ("2031-01-01", "Withdrawal"), ("2040-01-01", "Duration")} <= found
    assert not any(one["of"] == "Settlement of disputes" for one in records)  # counts from the dispute
