"""What a negotiator asks: guarantees, one situation, candidates, brackets, remedies; answers and their errors."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import validate

from tests.cli.conftest import Run
from tests.worlds import shipped
from treatylang.model.resolve import resolve
from treatylang.reports._told import merged
from treatylang.reports.tables import json as tables_json

ROOT = Path(__file__).parents[2]
DRAFT = str(ROOT / "examples" / "asia-pacific.treaty")
LEXICON = resolve([], shipped("vocabulary"))[0].lexicon
RURITANIA = """
vocabulary exercise "Exercise" { state Ruritania "Ruritania"; }
law Ruritania-Peace "Peace Act" of Ruritania {
  rank constitution;
  in-force from 2000-01-01;
  article 1 { Ruritania shall not use-force; }
}
"""
PACT = """
law Fiji-Constitution "Constitution" of Fiji { rank constitution; in-force from 1970-10-10; }
law Tonga-Constitution "Constitution" of Tonga { rank constitution; in-force from 1875-11-04; }
treaty Pact "Pact" {
  drawn-up at "Suva" on 2026-11-22;
  under law of parties;
  party Fiji, Tonga;
  article "Help" as help { when armed-attack on any party each other party shall use-force; }
}
"""


def records(ran: Run, *arguments: str) -> list[dict[str, object]]:
    done = ran(*arguments, "--format", "json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    validate(found, tables_json.schema())
    return [record for table in found["tables"] for record in table["records"]]


# -- guarantees ----------------------------------------------------------------------------------------------------


def test_under_option_a_japans_promise_of_force_is_unlawful(run: Run) -> None:
    found = records(run, "guarantees", DRAFT, "--option", "strength=A")
    force = {r["helper"]: r for r in found if r["act"] == "use-force" and r["victim"] == "Philippines"}
    assert (force["Japan"]["promised"], force["Japan"]["lawful"], force["Japan"]["certain"]) == (True, False, False)
    assert any("article 9" in cited for cited in force["Japan"]["because"])
    states = force["United States"]
    assert (states["promised"], states["lawful"], states["certain"]) == (True, True, False)
    # Its government has to decide before forces are deployed abroad, which force for others may call for.
    assert force["Australia"]["lawful"] is True
    assert force["Australia"]["certain"] is False


def test_what_a_state_would_judge_can_be_given(run: Run) -> None:
    """With the judgements of the three conditions given, force is lawful for Japan, and waits for its organs."""
    facts = ("survival-threatened of Japan", "close-partner of Japan", "no-other-means")
    given = [part for fact in facts for part in ("--given", fact)]
    found = records(run, "guarantees", DRAFT, "--option", "strength=A", *given)
    (force,) = (r for r in found if (r["helper"], r["victim"], r["act"]) == ("Japan", "Philippines", "use-force"))
    assert (force["promised"], force["lawful"], force["certain"]) == (True, True, False)
    rest = given[2:]
    refused = records(run, "guarantees", DRAFT, "--option", "strength=A", *rest, "--given", f"not {facts[0]}")
    assert not [r for r in refused if r["helper"] == "Japan" and r["act"] == "use-force" and r["lawful"]]


def test_the_matrix_has_the_parties_of_its_day(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pact.treaty").write_text(
        PACT.replace("Tonga;", "Tonga; party Samoa from 2030-01-01;"), encoding="utf-8"
    )
    early = records(run, "guarantees", "pact.treaty")
    late = records(run, "guarantees", "pact.treaty", "--as-of", "2030-01-01")
    assert {r["helper"] for r in early} == {"Fiji", "Tonga"}
    assert {r["helper"] for r in late} == {"Fiji", "Tonga", "Samoa"}


def test_under_option_b_help_is_certain_of_all(run: Run) -> None:
    found = records(run, "guarantees", DRAFT, "--option", "strength=B")
    assert {r["certain"] for r in found if r["act"] == "assist"} == {True}
    assert not [r for r in found if r["act"] == "use-force"]
    assert len({(r["helper"], r["victim"]) for r in found}) == 12


def test_both_options_are_shown_each_once(run: Run) -> None:
    assert {r["options"] for r in records(run, "guarantees", DRAFT)} == {"strength A", "strength B"}


def test_a_party_that_attacks_helps_nobody_and_the_others_do(run: Run) -> None:
    found = records(run, "guarantees", DRAFT, "--option", "strength=B", "--attacker", "Australia")
    helped = {r["helper"] for r in found if r["act"] == "assist" and r["victim"] == "Philippines" and r["certain"]}
    assert helped == {"Japan", "United States"}


def test_every_remedy_has_a_matrix_of_its_own(run: Run) -> None:
    done = run("guarantees", DRAFT, "--option", "strength=A", "--cures", "--format", "json")
    titles = [table["title"] for table in json.loads(done.out)["tables"]]
    assert len(titles) > 3
    assert sum("after the remedy" in title for title in titles) == len(titles) - 1


def test_the_difference_of_two_drafts_is_what_was_lost_and_gained(run: Run, tmp_path: Path) -> None:
    weaker = tmp_path / "weaker.treaty"
    (tmp_path / "pact.treaty").write_text(PACT, encoding="utf-8")
    weaker.write_text(PACT.replace("use-force", "consult"), encoding="utf-8")
    found = records(run, "guarantees", str(weaker), "--diff", str(tmp_path / "pact.treaty"))
    assert {tuple(r["guarantee_lost"]) for r in found} == {("use-force",)}
    assert {tuple(r["guarantee_gained"]) for r in found} == {("consult",)}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--event", "picnic"), "`picnic` is not an attack"),
        (("--object", "moon"), "nothing called `moon` can be hit"),
        (("--given", "not no-such-thing"), "nothing here depends on `no-such-thing`"),
        (("--worst", "--best"), "ask for different things"),
        (("--format", "xls"), "`--format` cannot be `xls`"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, arguments: tuple[str, ...], says: str) -> None:
    done = run("guarantees", DRAFT, *arguments)
    assert done.code == 2
    assert says in done.err


# -- one situation -------------------------------------------------------------------------------------------------


def test_each_party_is_told_what_it_shall_may_and_must_not_do(run: Run) -> None:
    event = "armed-attack on territory of Philippines by China on 2028-05-01"
    found = records(run, "ask", DRAFT, event, "--option", "strength=A")
    japan = {(r["modal"], r["act"]) for r in found if r["party"] == "Japan"}
    assert ("shall", "use-force") in japan
    assert ("must not", "use-force") in japan
    banned = next(r for r in found if r["party"] == "Japan" and r["modal"] == "must not" and r["act"] == "use-force")
    assert "survival-threatened of Japan" in banned["depends_on"]
    assert ("shall", "use-force") not in {(r["modal"], r["act"]) for r in found if r["party"] == "Philippines"}


def test_what_is_given_settles_what_was_open(run: Run) -> None:
    event = "armed-attack on territory of Philippines by China on 2028-05-01 given not survival-threatened of Japan"
    found = records(run, "ask", DRAFT, event, "--option", "strength=A")
    banned = next(r for r in found if r["party"] == "Japan" and r["modal"] == "must not" and r["act"] == "use-force")
    assert banned["depends_on"] == []


def test_what_is_measured_under_one_provision_is_not_under_another(run: Run) -> None:
    """Two treaties speak of measures under an article each calls `action`: one is given, the other stays open."""
    event = "armed-attack on territory of Philippines by China on 2028-05-01 given "
    quoted = '"measures under article 4(1) of US-Philippines-1951"'
    open_ = {
        r["instrument"]: r["depends_on"] for r in records(run, "ask", DRAFT, event + quoted) if r["act"] == "report"
    }
    assert open_["US-Philippines-1951"] == []
    assert open_["UN-Charter"] != []
    every = records(run, "ask", DRAFT, event + "measures")
    assert {tuple(r["depends_on"]) for r in every if r["act"] == "report" and r["instrument"] != "APTO"} == {()}


def test_what_a_law_defines_by_conditions_can_be_given(run: Run) -> None:
    event = "armed-attack on territory of Philippines by China on 2028-05-01 given {}three-conditions of Japan"
    asked = ("ask", DRAFT, "--option", "strength=A")
    met = records(run, *asked, event.format(""))
    not_met = records(run, *asked, event.format("not "))
    force = {"party": "Japan", "modal": "must not", "act": "use-force", "note": ""}
    assert not [r for r in met if force.items() <= r.items()]
    assert [r["depends_on"] for r in not_met if force.items() <= r.items()] == [[]]


def test_a_circumstance_on_which_nothing_turns_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pact.treaty").write_text(PACT, encoding="utf-8")
    event = "armed-attack on territory of Fiji by China on 2028-05-01 given survival-threatened of Japan"
    done = run("ask", str(tmp_path / "pact.treaty"), event)
    assert done.code == 0
    assert "nothing here turns on `survival-threatened`" in done.err


def test_the_map_decides_where_a_point_lies(run: Run) -> None:
    """Off Scarborough Shoal nothing of the draft is owed, the treaty of 1951 is."""
    found = records(run, "ask", DRAFT, "armed-attack on Philippines at 15.1N 117.8E by China on 2028-05-01")
    helped = {(r["party"], r["instrument"]) for r in found if r["act"] == "meet-danger"}
    assert ("United States", "US-Philippines-1951") in helped
    assert not [r for r in found if r["act"] in ("assist", "use-force") and r["modal"] == "shall"]


@pytest.mark.parametrize(
    ("event", "says"),
    [
        ("armed-atack on territory of Japan by China", "did you mean `armed-attack`?"),
        ("armed-attack on terrritory of Japan by China", "did you mean `territory`?"),
        ("armed-attack on territory of Atlantis by China", "`Atlantis`"),
        ("armed-attack on territory of Japan by China given bla", "`bla`"),
        ("armed-attack on Japan at 95N 40E by China", "`95N` is not a latitude"),
        ("armed-attack on Japan at 35N 400E by China", "`400E` is not a longitude"),
        ("armed-attack on territory of Japan by Japan", "no situation fits the description"),
        ("armed-attack on territory of Japan on 2027-01-01 on 2028-01-01", "two days"),
        ("armed-attack on territory of Japan by North Korea", "cannot be understood"),
    ],
)
def test_a_situation_that_means_nothing_is_refused(run: Run, event: str, says: str) -> None:
    done = run("ask", DRAFT, event)
    assert done.code == 2
    assert says in done.err


def test_one_attack_is_answered_in_sentences_that_fit_a_screen_or_two(run: Run) -> None:
    event = "armed-attack on territory of Australia by China on 2028-05-01 given not survival-threatened of Japan"
    done = run("ask", DRAFT, event, "--option", "strength=A")
    assert done.code == 0
    lines = done.out.splitlines()
    assert len(lines) <= 60
    text = " ".join(done.out.split())
    japan = text.partition(" Japan shall ")[2].partition(" Australia ")[0]
    assert japan.startswith("use armed force: article 4(2) but must not use armed force: article 9 of the Constitution")
    assert "as read since 2014 (gov2014), because the attack does not threaten the survival of Japan" in japan
    assert "Every party shall consult the others within 48 hours: article 3" in text
    assert "more provisions change nothing here" in text
    assert "use-force" not in text and "it is not the case" not in text
    table = run("ask", DRAFT, event, "--option", "strength=A", "--format", "table")
    assert len(table.out.splitlines()) > len(lines) and "depends on" in table.out


def test_options_are_told_where_they_change_something(run: Run) -> None:
    """Both options of the example are one answer of 60 lines; apart, each says what the joint answer says of it."""
    event = "armed-attack on Philippines by China"
    done = run("ask", DRAFT, event, COLUMNS="80")
    assert done.code == 0
    assert len(done.out.splitlines()) <= 60
    japan = " ".join(done.out.partition("\nJapan\n")[2].partition("\nAustralia\n")[0].split())
    assert japan.startswith("option A: shall use armed force: article 4(2) option B: shall assist")
    assert japan.count("must not use armed force: article 9") == 1
    apart = run("ask", DRAFT, event, "--verbose").out
    assert apart.count("Every party") == 2
    said = " ".join(apart.split())
    for record in records(run, "ask", DRAFT, event):
        cited = re.sub(r"^(?:the )?", "", str(record["provision"]).partition(" of ")[0])
        assert cited in said, record


def test_options_are_named_by_the_bracket_that_decides(run: Run, tmp_path: Path) -> None:
    """Of several brackets that one is named whose option settles whether a sentence is there."""
    (tmp_path / "pact.treaty").write_text(
        """treaty P "P" { status draft; drawn-up at "Suva" on 2027-01-01; party Fiji, Samoa;
          article "Help" as help {
            bracket force {
              option A by Fiji when armed-attack on any other party each party shall assist that party with force;
              option B by Samoa when armed-attack on any other party each party shall consult that party;
            }
            bracket talk {
              option C by Fiji when armed-attack on any party the parties shall report;
              option D by Samoa when armed-attack on any party the parties shall condemn;
            }
          }
        }""",
        encoding="utf-8",
    )
    done = run("ask", str(tmp_path / "pact.treaty"), "armed-attack on Fiji by China", "--isolated")
    text = " ".join(done.out.split())
    assert "force A: shall use armed force: article 1" in text
    assert "force B: shall consult" in text
    assert "talk C: shall report" in text


@given(st.lists(st.lists(st.sampled_from("abcdefg"), unique=True), max_size=4))
def test_lists_are_merged_without_loss(lists: list[list[str]]) -> None:
    """Each item of each list stands once; of two lists that agree, the order of each is kept."""
    found = merged(lists)
    assert sorted(found) == sorted({item for one in lists for item in one})
    alike = [sorted(one) for one in lists[:2]]
    for one in alike:
        assert [item for item in merged(alike) if item in one] == one


def test_what_decides_a_conflict_is_asked_first_and_in_words(run: Run) -> None:
    done = run("ask", DRAFT, "armed-attack on territory of Australia by China on 2028-05-01", "--option", "strength=A")
    asked = [line.strip() for line in done.out.partition("What else decides")[2].splitlines()[1:3]]
    assert "Does the attack threaten the survival of Japan?" in asked


# -- candidates, brackets, remedies --------------------------------------------------------------------------------


def test_what_stands_against_joining_is_told_by_its_weight(run: Run) -> None:
    found = records(run, "candidates", DRAFT, "Vietnam", "Indonesia", "New Zealand")
    verdicts = {r["state"]: r["verdict"] for r in found}
    assert verdicts["Vietnam"].startswith("could join in law; policy")
    assert verdicts["Indonesia"] == "could not join as the draft stands"
    assert verdicts["New Zealand"].startswith("not known: the library holds no law of New Zealand on the use of force")
    blocking = [r for r in found if r.get("weight") == "stands against it"]
    assert {r["state"] for r in blocking} == {"Indonesia"}
    assert any("Law 37 of 1999" in r["source"] for r in blocking)


def test_an_invented_state_is_judged_by_its_own_law(run: Run, tmp_path: Path) -> None:
    (tmp_path / "laws").mkdir()
    (tmp_path / "laws" / "ruritania.treaty").write_text(RURITANIA, encoding="utf-8")
    (tmp_path / "treaty.toml").write_text("", encoding="utf-8")
    (tmp_path / "pact.treaty").write_text(PACT, encoding="utf-8")
    found = records(run, "candidates", str(tmp_path / "pact.treaty"), "Ruritania")
    assert {r["verdict"] for r in found} == {"could not join as the draft stands"}
    assert any(r["source"] == "article 1 of the Peace Act" and r["cures"] for r in found)


def test_who_is_a_party_is_no_candidate(run: Run) -> None:
    done = run("candidates", DRAFT, "Japan")
    assert done.code == 2
    assert "Japan is a party already" in done.err


def _bracketed(number: int, options: str) -> str:
    """Return a draft with so many brackets, each with the same options; `{}` in them is the bracket's number."""
    articles = "".join(
        f'article "Help {i}" as help-{i} {{ when armed-attack on any party bracket k{i} {{ {options.format(i)} }} }}\n'
        for i in range(number)
    )
    return (
        'treaty Pact "Pact" { drawn-up at "Tokyo" on 2026-11-22; languages en; under law of parties;\n'
        f"party Japan, Australia;\n{articles}}}"
    )


def test_a_lawful_combination_is_found_among_more_than_can_be_looked_at(run: Run, tmp_path: Path) -> None:
    """Nine brackets of three options: 19,683 texts, and only those that leave out force everywhere are lawful."""
    force = 'option A each other party shall use-force if "fact {}"; option B each other party shall consult; '
    path = tmp_path / "pact.treaty"
    path.write_text(_bracketed(9, force + "option C each other party shall support-logistics;"), encoding="utf-8")
    done = run("brackets", str(path))
    lawful = " ".join(done.out.split()).split("Lawful for all: ")[1].split(". Of 19,683 combinations")[0]
    assert "A" not in {option.split()[-1] for option in lawful.replace(" and ", ", ").split(", ")}


def test_two_options_that_contradict_each_other_are_found_among_many_brackets(run: Run, tmp_path: Path) -> None:
    text = _bracketed(10, "option A each other party shall consult; option B each other party shall recommend;")
    oath = (
        'article "Oath" as oath { when armed-attack on any party bracket o { option A each other party shall consult;'
    )
    oath += " option B each other party shall assist the attacked party; } }"
    ban = 'article "Ban" as ban { bracket b { option A each party shall consult; option B no party shall assist; } }'
    path = tmp_path / "pact.treaty"
    path.write_text(f"{text.rstrip()[:-1]}{oath}\n{ban}\n}}", encoding="utf-8")
    done = run("check", str(path), "--select", "treaty-contradiction,impossible-together")
    assert done.code == 1
    assert "no party shall assist" in done.out


def test_brackets_are_lawful_for_some(run: Run) -> None:
    found = records(run, "brackets", DRAFT)
    unlawful = {(r["options"], r["party"]) for r in found if not r["lawful"]}
    assert unlawful == {("strength A", "Japan")}


def test_remedies_for_all_conflicts_have_their_price(run: Run) -> None:
    found = records(run, "cures", DRAFT)
    assert found
    assert {r["options"] for r in found} == {"strength A"}
    assert [(r["set"], r["promise_lost"]) for r in found] == [(1, "use-force (Japan)"), (2, "use-force (all parties)")]
    assert all(r["edits"] for r in found)
    assert run("cures", DRAFT, "--option", "strength=B").out.count("No provision collides") == 1


def test_the_set_that_is_chosen_is_written_and_nothing_else(run: Run, tmp_path: Path) -> None:
    text = Path(DRAFT).read_text(encoding="utf-8")
    draft = tmp_path / "draft.treaty"
    draft.write_text(text, encoding="utf-8", newline="\r\n")
    before = draft.read_bytes()
    shown = run("cures", "draft.treaty", "--apply", "1", "--diff")
    assert (shown.code, draft.read_bytes()) == (0, before)
    (added,) = (line[1:].strip() for line in shown.out.splitlines() if line.startswith("+ "))
    help = "each other party shall assist the attacked party with force"
    assert added == f"{help} in accordance with constitutional-provisions notwithstanding @settlement;"
    done = run("cures", "draft.treaty", "--apply", "1")
    assert (done.code, done.out) == (0, "")
    assert "applied to draft.treaty: article 4(2): add `in accordance with constitutional-provisions`" in done.err
    assert "price: guarantee gained: assist (Japan)" in done.err
    assert draft.read_bytes() == before.replace(
        b"with force notwithstanding", b"with force in accordance with constitutional-provisions notwithstanding"
    )
    assert "No provision collides" in run("cures", "draft.treaty").out


def test_a_draft_from_standard_input_goes_to_standard_output_with_the_changes(run: Run) -> None:
    done = run("cures", "-", "--apply", "2", stdin=Path(DRAFT).read_text(encoding="utf-8"))
    assert done.code == 0, done.err
    assert "shall consult the attacked party notwithstanding @settlement;" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--apply", "3"), "`treaty cures` lists sets 1 to 2"),
        (("--apply", "0"), "`treaty cures` lists sets 1 to 2"),
        (("--apply", "1", "--option", "strength=B"), "`treaty cures` finds none for this draft"),
        (("--diff",), "say which: `--apply 1`"),
        (("--apply", "1", "-o", "cures.html"), "leave out `--format` and `-o`"),
        (("--apply", "first"), "--apply"),
    ],
)
def test_a_set_that_there_is_not_is_refused(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run("cures", DRAFT, *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize("day", ["2027-02-29", "2027-13-01", "2026-02-30"])
def test_a_day_that_there_is_not_is_refused(run: Run, tmp_path: Path, day: str) -> None:
    (tmp_path / "pact.treaty").write_text(PACT, encoding="utf-8")
    done = run("ask", "pact.treaty", f"armed-attack on Fiji by Samoa on {day}")
    assert (done.code, done.out) == (2, "")
    assert f"there is no day `{day}`" in done.err


@pytest.mark.parametrize("command", [("guarantees", "--as-of"), ("check", "--as-of")], ids="-".join)
def test_the_last_day_of_the_calendar_is_a_day(run: Run, tmp_path: Path, command: tuple[str, str]) -> None:
    (tmp_path / "pact.treaty").write_text(PACT, encoding="utf-8")
    name, option = command
    assert run(name, "pact.treaty", option, "9999-12-31").code in (0, 1)
    assert run("ask", "pact.treaty", "armed-attack on Fiji by Samoa on 9999-12-31").code == 0


# -- formats -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["guarantees", "candidates", "brackets", "cures"])
@pytest.mark.parametrize("name", ["table", "csv", "html", "json", "markdown"])
def test_every_answer_comes_in_every_format_and_twice_the_same(run: Run, command: str, name: str) -> None:
    first = run(command, DRAFT, "--format", name)
    assert first.code == 0
    assert first.out
    # On another terminal nothing is taken from what the last run said.
    assert run(command, DRAFT, "--format", name, TERM="dumb").out == first.out


def test_a_title_is_escaped_where_it_is_shown(run: Run, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.treaty"
    hostile.write_text(PACT.replace('"Pact"', '"=cmd <script>x</script>|"'), encoding="utf-8")
    page = run("brackets", str(hostile), "--format", "html").out
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    sheet = list(csv.DictReader(io.StringIO(run("brackets", str(hostile), "--format", "csv").out)))
    assert all(not value.startswith("=") for row in sheet for value in row.values())


def test_an_answer_is_written_to_a_file_by_its_ending(run: Run, tmp_path: Path) -> None:
    done = run("brackets", DRAFT, "-o", str(tmp_path / "answer.csv"))
    assert (done.code, done.out) == (0, "")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "answer.csv").read_text(encoding="utf-8"))))
    assert {row["party"] for row in rows} == {"Japan", "Australia", "Philippines", "United States"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("guarantees", DRAFT),
        ("candidates", DRAFT),
        ("brackets", DRAFT),
        ("cures", DRAFT),
        ("sweep", DRAFT, "--option", "strength=A", "--quiet"),
        ("sweep", DRAFT, "--option", "strength=A", "--by", "event", "--quiet"),
        ("ask", DRAFT, "armed-attack on territory of Japan by China on 2028-05-01"),
    ],
    ids=lambda a: a[0],
)
def test_answers_for_people_speak_in_phrases_and_fit_eighty_columns(run: Run, arguments: tuple[str, ...]) -> None:
    out = run(*arguments, COLUMNS="80").out
    assert max(len(line) for line in out.splitlines()) <= 80
    # What stands in backticks is what one writes, and the question is repeated as it was put.
    plain = re.sub(r"`[^`]*`", "", out.replace(arguments[2], "") if arguments[0] == "ask" else out)
    words = {word.name for kind in ("act", "event") for word in LEXICON.words(kind) if "-" in word.name}
    assert not words & set(re.findall(r"[a-z]+(?:-[a-z]+)+", plain))


def test_cures_name_the_proposals_that_would_remove_the_conflict(run: Run) -> None:
    out = " ".join(run("cures", DRAFT).out.split())
    assert "`jip2025` (the second paragraph deleted) would remove this conflict, while the proposal `ldp2018`" in out
    assert "it takes approval of the Diet by two thirds of all members of each house" in out


def test_a_permission_never_stands_without_the_ban_of_what_it_permits(run: Run, tmp_path: Path) -> None:
    """The Charter permits force against any attack, and article 9 forbids it to Japan: both are told."""
    (tmp_path / "pact.treaty").write_text(
        'treaty T "Pact" { drawn-up at "Tokyo" on 2026-11-29; languages en; under law of parties; '
        "under treaty UN-Charter; party Japan, Australia; "
        'article "Talk" as talk { when threat to any party each party shall consult the others; } }\n',
        encoding="utf-8",
    )
    event = "armed-attack on territory of Taiwan by China on 2028-05-01 given not survival-threatened of Japan"
    said = " ".join(run("ask", str(tmp_path / "pact.treaty"), event, "--isolated").out.split())
    japan, australia = said.split("Japan must not use armed force: article 9", 1)[1].split("Australia")[:2]
    assert "may use armed force: article 51(1)" in japan
    assert "must not" not in australia


def test_brackets_leaves_nothing_of_an_option_out_and_says_so_of_no_other_answer(run: Run, tmp_path: Path) -> None:
    text = """treaty T "T" { drawn-up on 2026-11-22; party Fiji, Tonga; bracket more { option A { party Samoa; } }
      article 1 { when armed-attack on any party each other party shall assist the attacked party; } }"""
    (tmp_path / "open.treaty").write_text(text, encoding="utf-8")
    assert "count for nobody here" not in run("brackets", "open.treaty").out + run("brackets", "open.treaty").err
    for form in ("table", "text", "markdown", "html", "json"):
        done = run("guarantees", "open.treaty", "--format", form)
        assert "count for nobody here" in " ".join(done.out.split()) and not done.err, form
        assert "(option" not in done.out, form  # nothing differs between the options of such a bracket
    assert "count for nobody here" in run("guarantees", "open.treaty", "--format", "csv").err
    assert "count for nobody here" not in run("guarantees", "open.treaty", "--option", "more=A").out
    assert "is still open: the parties, final clauses and bodies there are left out" in run("brief", "open.treaty").out


def test_a_circumstance_of_one_text_is_asked_about_by_its_reference(run: Run, tmp_path: Path) -> None:
    """A bare name that could be either is refused, and the name that says which is taken."""
    both = (
        'circumstance grave "it is grave in scale"; article "A" { when armed-attack on any party each other party '
        'shall consult if grave; } }\nlaw L "Law" of Fiji { rank statute; in-force from 2000-01-01; '
        'circumstance grave "the court says so"; article 1 { Fiji shall not consult if grave; } }\n'
    )
    draft = f'treaty T "T" {{ drawn-up at "Suva" on 2026-01-01; party Fiji, Tonga; {both}'
    (tmp_path / "two.treaty").write_text(draft, encoding="utf-8")
    attack = "armed-attack on territory of Tonga by Chile on 2027-01-01 given"
    assert "`@T.grave` or `@L.grave`" in run("ask", "two.treaty", f"{attack} grave").err
    assert "shall consult" in run("ask", "two.treaty", f"{attack} @T.grave, not @L.grave").out
    assert "no circumstance" in run("ask", "two.treaty", f"{attack} @L.grvae").err


@pytest.mark.parametrize(
    ("waiver", "given", "waived"),
    [
        ("no party need assist;", "", True),
        ("Chile need not assist;", "", True),
        ("Chile need not assist unless provoked;", " given not provoked", True),
        ("Chile need not assist unless provoked;", " given provoked", False),
        ("Peru need not assist;", "", False),  # what it is owed stays (ruling 15 speaks of statements)
        ("no party need sanction;", "", False),
    ],
)
def test_ask_never_says_shall_of_what_is_waived(
    run: Run, waiver: str, given: str, waived: bool, tmp_path: Path
) -> None:
    (tmp_path / "pact.treaty").write_text(
        'treaty Pact "Pact" { drawn-up 2027-01-01; party Chile, Peru, Ecuador;\n'
        '  article "Help" { when armed-attack on any party each other party shall assist the attacked party; }\n'
        f'  article "Waiver" {{ {waiver} }}\n}}\n',
        encoding="utf-8",
    )
    attack = f'armed-attack on territory of Peru by "another state" on 2027-06-01{given}'
    told = run("ask", str(tmp_path / "pact.treaty"), attack).out
    of_chile = told.split("\nChile\n")[1].split("\n\n")[0]
    assert ("shall assist" in of_chile) is not waived, told
    assert ("need not assist" in of_chile) is waived, told
