"""Rulings 22 to 27: guarantees, scenarios, number locks, thresholds, protocols, regions."""

from __future__ import annotations

import pytest

from tests.rulings.cases import ALWAYS, BAN, HELP, NEVER, attack_on, case_of, help_by, law, pact
from treatylang.checks import rules

CLASH = "event armed-attack on territory of Australia by China;"
THREAT = "event threat to Australia by China;"
TALKS = 'article "Talks" { the parties shall consult; } '
PROTOCOL = """
protocol Enlargement "Protocol" amends Pact {
  drawn-up at "Tokyo" on 2029-06-01;
  replace @Zone area Zone "the Zone" from 2030-01-01 = territory of Australia;
}
"""
ZONE = """
  area Zone "the Zone" from 2026-11-22 until 2030-01-01 = territory of Japan;
  {}
  article "Assistance" as assistance {{ when armed-attack on any party in Zone each other party shall assist; }}
"""


def scenario(expectation: str, event: str = CLASH) -> str:
    """Return a scenario with one expectation."""
    return f'scenario "Case" {{ on 2027-01-01; {event} expect {expectation}; }}\n'


def verdict(text: str, expectation: str, event: str = CLASH, draft: str = "Pact") -> str:
    """Return what becomes of one expectation about a draft or law."""
    (one,) = case_of(text + scenario(expectation, event), draft=draft).expected()
    return one


def test_ruling_22_what_own_law_takes_from_a_helper_is_no_guarantee() -> None:
    """An oath of force that domestic law forbids guarantees nothing; lowered to what can be kept, it does."""
    (finding,) = case_of(help_by("assist with force") + BAN).found("law-conflict")
    price = next(fix.price for fix in finding.fixes if "constitutional-provisions" in fix.message)
    assert price == (
        "promise lost: use armed force (Japan)",
        "guarantee lost: none",
        "guarantee gained: assist (Japan)",
    )


def test_ruling_23_may_expects_that_nothing_forbids_it() -> None:
    """`expect X may A`: no ban on X; that there is a ban on another state does not matter."""
    leave = law("Japan shall not use-force;", name="Law")
    assert verdict(leave, "Japan may use-force", draft="Law") == "fails"
    assert verdict(leave, "Japan may support-logistics", draft="Law") == "holds"
    assert verdict(leave, "Australia may use-force", draft="Law") == "holds"


def test_ruling_23_may_is_decided_for_a_treaty() -> None:
    """A treaty without any ban leaves force allowed."""
    assert verdict(help_by("consult"), "Japan may use-force") == "holds"


def test_ruling_23_need_not_expects_that_there_is_no_duty() -> None:
    """`expect X need not A` holds where A is not owed, and fails where it, or a narrower act, is."""
    assert verdict(help_by("consult"), "Japan need not assist") == "holds"
    assert verdict(help_by("use-force"), "Japan need not assist") == "fails"
    assert verdict(help_by("use-force"), "Japan need not assist", THREAT) == "holds"


def test_ruling_23_not_bound_expects_that_no_norm_speaks_to_the_state() -> None:
    """`not bound` holds where nothing of the text addresses the state in the situation."""
    assert verdict(help_by("assist"), "Japan not bound") == "fails"
    assert verdict(help_by("assist"), "Japan not bound", THREAT) == "holds"
    assert verdict(help_by("assist"), "Fiji not bound") == "holds"


def test_ruling_23_not_bound_counts_bans_addressed_to_the_state() -> None:
    """A ban binds as a duty does, under its own trigger: it speaks where the trigger holds, and nowhere else."""
    text = pact("when armed-attack on any party each other party shall not use-force;")
    assert verdict(text, "Japan not bound") == "fails"
    assert verdict(text, "Japan not bound", THREAT) == "holds"


def test_ruling_24_a_written_number_is_a_lock_in_a_draft() -> None:
    """The second article of a draft cannot be called the third."""
    one = 'article 1 "One" as one {{ the parties shall consult; }} '
    text = one + 'article {} "Two" as two {{ the parties shall report; }}'
    assert len(case_of(pact(text.format(3))).found("wrong-number")) == 1
    assert not case_of(pact(text.format(2))).found("wrong-number")
    assert not case_of(pact(text.format(""))).found("wrong-number")


def test_ruling_24_in_a_law_and_an_excerpt_the_written_number_is_the_number() -> None:
    """An excerpt of one article may begin with Article 51; so may a law."""
    article = 'article 51 "Peace" as peace { the parties shall consult; }'
    headings = 'drawn-up at "Manila" on 2026-11-22; languages en; {}'
    excerpt = case_of(pact(article, headings=headings.format("excerpt;")))
    assert excerpt.draft.labels["peace"].number == "51"
    assert not excerpt.found("wrong-number")
    assert len(case_of(pact(article, headings=headings.format(""))).found("wrong-number")) == 1
    assert (
        case_of(law('article 9 "Peace" as peace { Japan shall not use-force; }'), draft="Law")
        .draft.labels["peace"]
        .number
        == "9"
    )


@pytest.mark.parametrize(
    ("threshold", "faults"),
    [
        ("3 parties including Japan", 0),
        ("4 parties", 1),
        ("2 parties including Japan, Australia", 0),
        ("1 parties including Japan, Australia", 1),
        ("3 parties including Fiji", 1),
    ],
)
def test_ruling_25_who_is_named_counts_among_the_number(threshold: str, faults: int) -> None:
    """`3 parties including X` is three with X, so three parties suffice; more names than the number is a fault."""
    text = TALKS + f"final-clauses {{ entry-into-force after ratification by {threshold}; }}"
    assert len(case_of(pact(text)).found("threshold-out-of-reach")) == faults


@pytest.mark.parametrize(
    ("decides", "faults"), [("3 votes", 0), ("2 votes except Japan", 0), ("3 votes except Japan", 1)]
)
def test_ruling_25_who_is_excepted_neither_votes_nor_counts(decides: str, faults: int) -> None:
    """Of three members one is excepted, so three votes can never be had."""
    text = TALKS + f'council "Council" as council {{ members each party; decides by {decides}; }}'
    assert len(case_of(pact(text)).found("threshold-out-of-reach")) == faults


def test_ruling_26_a_protocol_changes_the_treaty_from_its_date() -> None:
    """The protocol is the source: the new area governs from its first day, the old one until then."""
    case = case_of(pact(ZONE.format("")) + PROTOCOL)
    for day, japan, australia in (("2026-11-22", ALWAYS, NEVER), ("2030-01-01", NEVER, ALWAYS)):
        assert case.owes("Philippines", **attack_on("Japan", object="territory", date=day)) == japan
        assert case.owes("Philippines", **attack_on("Australia", object="territory", date=day)) == australia


def test_ruling_26_a_protocol_and_dated_definitions_for_one_label_are_an_error() -> None:
    """The treaty gives the later version itself, and the protocol gives it again."""
    later = 'area Zone "the Zone" from 2030-01-01 = territory of Australia;'
    both = pact(ZONE.format(later)) + PROTOCOL
    assert len(case_of(both, draft="Enlargement").found("both-protocol-and-definition")) == 1
    only = pact(ZONE.format("")) + PROTOCOL
    assert not case_of(only, draft="Enlargement").found("both-protocol-and-definition")


def test_ruling_26_the_layout_of_the_text_does_not_matter() -> None:
    """The same treaty on one line is the same error."""
    later = 'area Zone "the Zone" from 2030-01-01 = territory of Australia;'
    one_line = " ".join(pact(ZONE.format(later)).split()) + PROTOCOL
    assert len(case_of(one_line, draft="Enlargement").found("both-protocol-and-definition")) == 1


def test_ruling_27_regions_are_words_of_the_vocabulary() -> None:
    """`Europe` is declared; an undeclared region is unknown; an own vocabulary may declare more."""
    text = pact("when armed-attack on any party in SOMEWHERE each other party shall assist;")
    assert not case_of(text.replace("SOMEWHERE", "Europe")).mistakes
    assert [m.rule for m in case_of(text.replace("SOMEWHERE", "Atlantis")).mistakes] == ["undefined-area"]
    own = 'vocabulary own { region Atlantis "Atlantis"; }\n'
    assert not case_of(own + text.replace("SOMEWHERE", "Atlantis")).mistakes


def test_ruling_27_seas_and_parts_take_their_names_from_the_boundary_data() -> None:
    """A sea that the data does not know is a mistake."""
    text = 'area Zone "the Zone" = sea "No Such Sea"; article "Assistance" {{ {} }}'
    sentence = HELP.format("assist").replace("any party each", "any party in Zone each")
    case = case_of(pact(text.format(sentence)))
    find = rules()["unknown-place"].find
    assert find is not None
    found = list(find(case.world, case.world.instruments["Pact"], case.question))
    assert [finding.span.text for finding in found] == ['"No Such Sea"']


@pytest.mark.parametrize(
    ("given", "free"),
    [
        ("consent of Japan, consent of Australia", True),
        ("consent of Japan, not consent of Australia", True),
        ("not consent of Japan, not consent of Australia", False),
    ],
)
def test_ruling_51_the_consent_of_several_who_are_named_is_that_of_any_of_them(given: str, free: bool) -> None:
    """A list after a will is no will of its own: each state has its own, and one suffices, as it is printed."""
    text = pact('article "Peace" { no party shall make-peace unless consent of Japan, Australia; }')
    text += f'scenario "Case" {{ on 2027-01-01; given {given}; expect Japan may make-peace; }}\n'
    assert case_of(text).expected() == ["holds" if free else "fails"]


@pytest.mark.parametrize("place", ["", " at 33.4S 70.6W"])
@pytest.mark.parametrize(("by", "expected"), [("", ["fails", "fails"]), (" by China", ["holds", "fails"])])
def test_an_expectation_has_to_hold_whoever_attacks(place: str, by: str, expected: list[str]) -> None:
    """Who attacks is no place: where a scenario leaves it open and the answer turns on it, the expectation fails."""
    text = """treaty Pact "Pact" { drawn-up at "Lima" on 2026-11-22; party Chile, Peru;
      article 1 { when armed-attack on any party by China each other party shall assist the attacked party; } }
    """
    event = f"armed-attack on territory of Chile{place}{by}"
    told = "".join(f"expect Peru {what};" for what in ("shall assist", "need not assist"))
    text += f'scenario "Case" {{ on 2030-01-01; event {event}; {told} }}\n'
    assert case_of(text).expected() == expected


@pytest.mark.parametrize("said", ["request of attacked", "request of the attacked party"])
@pytest.mark.parametrize(("given", "expected"), [("request of", "fails"), ("not request of", "holds")])
@pytest.mark.parametrize("whose", ["attacked", "Australia"])
def test_who_is_attacked_wants_one_thing_however_it_is_called(said: str, given: str, expected: str, whose: str) -> None:
    """`request of attacked` in a sentence or in a scenario is the request of the attacked party, and of it by name."""
    text = pact(
        'article "Help" { when armed-attack on any party each other party shall assist;'
        f" Japan need not assist unless {said}; }}"
    )
    text += f'scenario "Case" {{ on 2027-01-01; {CLASH} given {given} {whose}; expect Japan need not assist; }}\n'
    assert case_of(text).expected() == [expected]
