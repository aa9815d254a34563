"""`treaty decisions`: who can block and who can carry, as the text, its date and its members have it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HEAD = """treaty T "Treaty of Six" { status in-force from 1958-01-01; excerpt; languages en;
  party France, Germany, Italy, Belgium, Netherlands, Luxembourg from 1958-01-01;
  party "United Kingdom" from 1973-01-01;
  group Benelux "Benelux" = Belgium plus Netherlands plus Luxembourg;
"""
ALL = {"France", "Germany", "Italy", "Belgium", "Netherlands", "Luxembourg"}


def decided(run: Run, folder: Path, lines: str, *more: str) -> list[dict[str, object]]:
    """Return the records about a council with some lines, one for each member of each decision."""
    text = HEAD + f'article 1 as organs {{ council "Council" as council {{ {lines} }} }} }}\n'
    (folder / "six.treaty").write_text(text, encoding="utf-8")
    ran = run("decisions", str(folder / "six.treaty"), "--isolated", "--format", "json", "--on", "1960-01-01", *more)
    assert ran.code == 0, ran.err
    return [dict(record) for table in json.loads(ran.out)["tables"] for record in table["records"]]


@pytest.mark.parametrize(
    ("lines", "blockers", "carry", "block"),
    [
        ("members each party; decides by consensus;", ALL, 6, 1),
        ("members each party; decides by unanimity of members;", ALL, 6, 1),
        ("members each party; decides by unanimous consent;", ALL, 6, 1),
        ("members each party; decides by majority of members;", set(), 4, 3),
        ("members each party; decides by two-thirds of members;", set(), 4, 3),
        ("members each party; decides by three-quarters of members;", set(), 5, 2),
        ("members each party; decides by 55 percent of members;", set(), 4, 3),
        ("members each party; decides by more than 4 members;", set(), 5, 2),
        ("members each party; decides by any party;", set(), 1, 6),
        ("members each party; decides by consent of all parties;", ALL, 6, 1),
        ("members each party; decides by silence within 48 hours;", ALL, 6, 1),
        (
            (
                "members each party; population of France, Germany, Italy 60 million; "
                "population of Belgium 11.5 million; population of Netherlands 17 million; "
                "population of Luxembourg 0.6 million; "
                "decides by 55 percent of members plus 65 percent of population;"
            ),
            set(),
            4,
            2,
        ),
        ("members each party; decides by 4 members including France;", {"France"}, 4, 1),
        ("members each party; decides by 3 members including any of Benelux;", set(), 3, 3),
        ("members each party; decides by majority of members except Luxembourg;", set(), 3, 3),
        ("members each party; decides by majority of members except interested;", set(), 4, 3),
        ("members any of Benelux; decides by consensus;", {"Belgium", "Netherlands", "Luxembourg"}, 3, 1),
        (
            (
                "members each party; votes of France, Germany, Italy 4 votes; votes of Belgium, Netherlands 2 votes; "
                "decides by 12 votes;"
            ),
            set(),
            3,
            2,
        ),
        (
            "members each party; votes of France 4 votes; decides by majority of members plus two-thirds of votes;",
            {"France"},
            4,
            1,
        ),
        (
            "members 15 states including France, Italy; decides by 9 members including France, Italy;",
            {"France", "Italy"},
            9,
            1,
        ),
    ],
)
def test_who_blocks_and_who_carries(
    run: Run, tmp_path: Path, lines: str, blockers: set[str], carry: int, block: int
) -> None:
    records = decided(run, tmp_path, lines)
    assert {record["member"] for record in records if record["can_block_alone"]} == blockers
    assert {record["smallest_winning"] for record in records} == {carry}
    assert {record["smallest_blocking"] for record in records} == {block}
    assert sum(float(str(record["banzhaf"])) for record in records) == pytest.approx(1)
    assert sum(float(str(record["shapley_shubik"])) for record in records) == pytest.approx(1)


def test_members_are_those_of_the_day(run: Run, tmp_path: Path) -> None:
    lines = "members each party; decides by consensus;"
    assert {record["member"] for record in decided(run, tmp_path, lines)} == ALL
    later = decided(run, tmp_path, lines, "--on", "1980-01-01")
    assert {record["member"] for record in later} == {*ALL, "United Kingdom"}


@pytest.mark.parametrize(
    ("lines", "different"),
    [
        ("decides by consensus;", 1),
        ("decides by majority of members;", 0),
        ("decides by 4 members including France;", 0),
        ("decides by 4 members; quorum 5 members;", 1),
        ("decides by majority of votes plus consensus of France;", 2),
    ],
)
def test_power_with_abstentions_is_told_where_they_are_no_vote_against(
    run: Run, tmp_path: Path, lines: str, different: int
) -> None:
    """Where an abstention only counts against, it is a no, and the index of yes and no is the whole answer."""
    records = decided(run, tmp_path, f"members each party; {lines}")
    for index in ("banzhaf_with_abstentions", "shapley_shubik_with_abstentions"):
        shares = [float(str(one[index])) for one in records if one[index] is not None]
        assert len(set(shares)) == different
        assert sum(shares) == pytest.approx(1 if different else 0, abs=1e-6)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("members each party; decides by 65 percent of population;", "population"),
        (
            "members each party; population of France 60 million; decides by 65 percent of population;",
            "weighs by population is not known",
        ),
        ("members each party; votes of Italy 1.5 votes; decides by majority of votes;", "a part of a vote"),
        ("members each party; decides by 7 members;", "can never be reached"),
        ("members any of Benelux; decides by 2 members including France;", "France has to take part"),
        ("members each party; decides on budget;", "by which majority"),
        ("members each party; decides by 1.2.3 percent of members;", "is not a number of votes"),
        ("members each party; decides by 1.5 members;", "is not a number of votes"),
        ("members each party; decides by two-third of members;", "is not a measure"),
        ("members each party; votes of Italy 999999999 votes; decides by majority of votes;", "too many"),
    ],
)
def test_what_cannot_be_counted_is_said(run: Run, tmp_path: Path, lines: str, why: str) -> None:
    records = decided(run, tmp_path, lines)
    assert all(why in str(record["not_counted"]) and record["banzhaf"] is None for record in records)


def test_the_answer_in_words(run: Run, tmp_path: Path) -> None:
    """A text without a council says so; the example tells who can hold up the treaty's entry into force."""
    (tmp_path / "none.treaty").write_text(HEAD + 'article 1 "A" { the parties shall consult; } }\n', encoding="utf-8")
    assert "no council is set up, and no final clause" in " ".join(
        run("decisions", str(tmp_path / "none.treaty")).out.split()
    )
    records = decided(run, tmp_path, "members each party;")
    assert not records
    told = " ".join(run("decisions", str(tmp_path / "six.treaty"), "--isolated").out.split())
    assert "no line `decides` says how the Council decides, and no final clause" in told
    example = Path(__file__).parents[2] / "examples" / "asia-pacific.treaty"
    said = " ".join(run("decisions", str(example), "--with-party", "India", "--with-party", "Vietnam").out.split())
    assert "every member" in said
    assert "all 6" in said
    assert "44.1 % each" in said


@pytest.mark.parametrize(
    ("path", "day", "decision", "blockers", "carry", "members"),
    [
        ("councils/security-council.treaty", "2022-02-25", "Security Council", 10, 9, 45),
        ("treaties/ecowas-1981.treaty", "1990-01-01", "Authority of Heads of State and Government", 12, 12, 12),
        ("../treatylang/library/of-record/rio-1947.treaty", "1982-05-01", "Organ of Consultation", 0, 15, 22),
        ("asia-pacific.treaty", "2026-11-22", "Council of the Parties", 4, 4, 4),
    ],
)
def test_decisions_of_the_examples(
    run: Run, path: str, day: str, decision: str, blockers: int, carry: int, members: int
) -> None:
    example = Path(__file__).parents[2] / "examples" / path
    ran = run("decisions", str(example), "--isolated", "--format", "json", "--on", day)
    assert ran.code == 0, ran.err
    records = [dict(one) for table in json.loads(ran.out)["tables"] for one in table["records"]]
    mine = [one for one in records if one["body"] == decision]
    assert len(mine) == members
    assert sum(bool(one["can_block_alone"]) for one in mine) == blockers
    assert {one["smallest_winning"] for one in mine} == {carry}


def test_the_security_council_as_it_votes(run: Run) -> None:
    """Five can block by voting no and none by abstaining; nobody blocks procedure; parties to a dispute do not vote."""
    example = Path(__file__).parents[2] / "examples" / "councils" / "security-council.treaty"
    ran = run("decisions", str(example), "--isolated", "--format", "json", "--on", "2022-02-25")
    records = [dict(one) for table in json.loads(ran.out)["tables"] for one in table["records"]]
    permanent = {"China", "France", "Russia", "United Kingdom", "United States"}
    for matter, blockers in (("on procedural-matters", set()), ("on peaceful-settlement", permanent), ("", permanent)):
        mine = [one for one in records if one["matter"] == matter]
        assert len(mine) == 15
        assert {one["member"] for one in mine if one["can_block_alone"]} == blockers
        assert not any(one["blocks_by_abstaining"] for one in mine)
        assert {one["smallest_winning_if_others_abstain"] for one in mine} == {9}
        assert {one["smallest_winning_if_concerned"] for one in mine} == (
            {9} if matter == "on peaceful-settlement" else {None}
        )
        power = {one["member"]: one["banzhaf_with_abstentions"] for one in mine}
        assert power["China"] == (0.10094482 if blockers else None)
    said = " ".join(run("decisions", str(example), "--isolated", "--on", "2022-02-25").out.split())
    assert "10.1 % each 16.3 % each" in said
    assert "ternary voting games, Felsenthal and Machover 1997" in said
    assert "is no veto of China, France, Russia, the United Kingdom and the United States" in said
    ran = run("test", str(example))
    assert ran.code == 0, ran.out


LAWS = """
law Open "Act on Foreign Relations" of Luxembourg { rank statute; in-force from 1950-01-01; covers sovereignty; }
law Shut "Constitution" of France { rank constitution; in-force from 1950-01-01; covers sovereignty;
  article 1 as own-vote { France shall not accept-majority; } }
law Other "Act on Bases" of Germany { rank statute; in-force from 1950-01-01; covers bases;
  article 1 { Germany shall not host-forces; } }
law Wide "Constitution" of Belgium { rank constitution; in-force from 1950-01-01; covers sovereignty;
  article 1 { Belgium shall not transfer-sovereignty; } }
law Past "Old Constitution" of Netherlands { rank constitution; in-force from 1950-01-01 until 1955-01-01;
  covers sovereignty; article 1 { Netherlands shall not accept-majority; } }
"""


@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        ("decides by majority of members; quorum 4 members;", ("every member", "any 3 of 4", "any one who stays away")),
        ("decides by 3 members; quorum 3 members;", ("nobody", "any 3 of 4", "any 2 of 4")),
        ("decides by 0 members;", ("nobody", "nobody has to vote for it", "nobody can")),
    ],
)
def test_who_blocks_alone_and_how_few_block_agree(
    run: Run, tmp_path: Path, lines: str, cells: tuple[str, str, str]
) -> None:
    """Whoever stays away blocks too, where nothing is decided without a quorum."""
    (tmp_path / "pact.treaty").write_text(
        f"""treaty Pact "Pact" {{ drawn-up on 2026-11-22; party Fiji, Tonga, Samoa, Palau;
          article 1 {{ council "Board" as board {{ members each party; {lines} }} }} }}""",
        encoding="utf-8",
    )
    out = run("decisions", "pact.treaty", "--format", "markdown").out
    assert all(cell in out for cell in cells), out


def test_whose_own_law_refuses_to_be_outvoted(run: Run, tmp_path: Path) -> None:
    """A ban on the act or on a wider one, of law in force on the day; where the law is not held, it is not known.

    Italy’s law is that of the library: sovereign powers are limited on equal terms only.
    """
    asked = ("members each party; decides by majority of members;", "members each party; decides by consensus;")
    found = []
    for lines in asked:
        text = HEAD + f'article 1 as organs {{ council "Council" as council {{ {lines} }} }} }}\n' + LAWS
        (tmp_path / "six.treaty").write_text(text, encoding="utf-8")
        ran = run("decisions", str(tmp_path / "six.treaty"), "--isolated", "--format", "json", "--on", "1960-01-01")
        assert ran.code == 0, ran.err
        records = [dict(one) for table in json.loads(ran.out)["tables"] for one in table["records"]]
        found.append({one["member"]: one["may_be_outvoted"] for one in records})
    assert found[0] == {
        "France": "no",
        "Belgium": "no",
        "Italy": "depends",
        "Germany": "not known",
        "Netherlands": "not known",
        "Luxembourg": "yes",
    }
    assert set(found[1].values()) == {""}  # nobody is outvoted by consensus
    (tmp_path / "six.treaty").write_text(text.replace("consensus", "majority of members"), encoding="utf-8")
    said = " ".join(run("decisions", str(tmp_path / "six.treaty"), "--isolated", "--on", "1960-01-01").out.split())
    assert "France may not be outvoted, by article 1 of the Constitution" in said
    assert "Italy may not be outvoted, by article 11 of the Constitution of the Italian Republic, unless" in said
    assert "refuses to be outvoted is not known of some" in said


SEATS = """treaty T "T" { status in-force from 1990-01-01; excerpt; languages en;
  party Chile, Kenya, Samoa, Fiji from 1990-01-01;
  group Permanent "permanent" = Chile;
  group Elected "elected" from 1990-01-01 until 1995-01-01 = Kenya plus Samoa;
  group Elected "elected" from 2000-01-01 = Fiji;
  article 1 as organs {
    council "Board" as board { members Permanent, Elected; decides by 2 members; }
    council "Panel" as panel { members each party; decides on budget by majority of Elected; decides by 3 members; }
  }
}
"""


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("1994-12-31", (True, True, True)),
        ("1995-01-01", (False, False, True)),
        ("1999-12-31", (False, False, True)),
        ("2000-01-01", (True, True, True)),
    ],
)
def test_who_sits_on_a_day_of_which_the_text_says_nothing_is_not_known(
    run: Run, tmp_path: Path, day: str, known: tuple[bool, ...]
) -> None:
    """Nobody is told that too few sit, where the text does not say who does."""
    (tmp_path / "t.treaty").write_text(SEATS, encoding="utf-8")
    ran = run("decisions", str(tmp_path / "t.treaty"), "--isolated", "--format", "json", "--on", day)
    records = json.loads(ran.out)["tables"][0]["records"]
    said = {(one["body"], one["matter"]): one["not_counted"] for one in records}
    assert tuple(not why for why in said.values()) == known
    assert {why for why in said.values() if why} <= {"the text does not say who belongs to `Elected` on that day"}


@pytest.mark.parametrize(
    "command",
    [
        ("decisions", "t.treaty"),
        ("where", "t.treaty", "10N", "20E"),
        ("profile", "t.treaty"),
        ("ask", "t.treaty", "threat to Chile"),
        ("candidates", "t.treaty", "Peru"),
        ("guarantees", "t.treaty"),
        ("brackets", "t.treaty"),
        ("instruments",),
    ],
)
def test_the_day_is_asked_for_in_one_way_everywhere(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "t.treaty").write_text(SEATS, encoding="utf-8")
    one, other = (run(*command, option, "1994-01-01", "--isolated") for option in ("--on", "--as-of"))
    assert one.code == other.code == 0, one.err + other.err
    assert one.out == other.out
