"""Rulings 13 to 21: what lowers a duty, what lifts a ban, what prevails, procedures, time, policy, the Charter."""

from __future__ import annotations

import pytest

from tests.rulings.cases import (
    ALWAYS,
    ATTACK,
    BAN,
    HEADINGS,
    HELP,
    NEVER,
    attack_on,
    case_of,
    help_by,
    law,
    pact,
    with_statement,
)
from tests.worlds import LIBRARY, document, shipped
from treatylang.findings import Severity
from treatylang.model.resolve import resolve
from treatylang.reasoning.answers.scenarios import HOLDS, outcomes

AUSTRALIAN_BAN = law("Australia shall not use-force;", of="Australia", name="AustralianLaw")
APPROVAL = 'before use-force Japan shall obtain approval of "the Diet"{};'
LEAVE = (
    'article 1 "Peace" as ban {{ Japan shall not use-force; }} article 2 "Leave" as leave {{ Japan may use-force{}; }}'
)
FORCE = HELP.format("use-force")


# -- 13 to 15: what lowers a duty ----------------------------------------------------------------------------------


def test_ruling_13_under_lowers_no_duty_and_gives_no_priority() -> None:
    """What a draft is checked with, law or treaty, changes nothing of what it owes (VCLT 27)."""
    other = pact("Japan may use-force; Japan need not use-force;", name="Other")
    for under in ("under law of parties;", "under law of parties; under treaty Other;"):
        headings = f'drawn-up at "Manila" on 2026-11-22; languages en; {under}'
        assert case_of(pact(FORCE, headings=headings) + other + BAN).conflict("Japan", **ATTACK) == ALWAYS


@pytest.mark.parametrize(
    "text",
    [
        help_by("use-force in accordance with constitutional-provisions"),
        help_by("use-force subject to constitutional-provisions"),
        pact(FORCE + "Japan need not use-force;"),
        pact(FORCE + "@assistance yields to own-law;"),
        pact(FORCE + "@assistance yields to @Law.ban;"),
        with_statement("reservation", "Japan need not use-force;"),
    ],
    ids=[
        "in accordance with",
        "subject to",
        "need not",
        "yields to domestic law",
        "yields to an article",
        "reservation",
    ],
)
def test_ruling_13_only_words_that_say_so_lower_a_duty(text: str) -> None:
    """A qualifier, a waiver, yielding and a reservation take the duty back where domestic law forbids it."""
    assert case_of(help_by("use-force") + BAN).conflict("Japan", **ATTACK) == ALWAYS
    assert case_of(text + BAN).conflict("Japan") == NEVER


@pytest.mark.parametrize(
    "sentence",
    [
        "@assistance does not apply to any party if opt-out of that party;",
        "@assistance applies to each party if opt-in of self;",
    ],
)
def test_ruling_13_an_opt_out_lowers_a_duty(sentence: str) -> None:
    """Who has opted out, or never opted in, does not owe what the provision asks."""
    case = case_of(pact(FORCE + sentence) + BAN)
    assert case.conflict("Japan", **ATTACK) != ALWAYS


def test_ruling_13_an_opt_out_written_as_a_condition_lowers_a_duty() -> None:
    """`unless opt-out of self` frees the party that has opted out, and only that one."""
    case = case_of(help_by("use-force unless opt-out of self") + BAN)
    assert case.conflict("Japan", **ATTACK, **{"opt-out of Japan": "yes"}) == NEVER
    assert case.conflict("Japan", **ATTACK, **{"opt-out of Japan": "no"}) == ALWAYS


def test_ruling_14_need_not_unless_waives_only_that_act_and_only_where_the_condition_fails() -> None:
    """`need not use-force unless survival-threatened`: force is waived while survival is safe, nothing else ever is."""
    waiver = "Japan need not use-force unless survival-threatened of Japan;"
    case = case_of(pact(FORCE + waiver) + BAN)
    assert case.conflict("Japan", **ATTACK, **{"survival-threatened of Japan": "no"}) == NEVER
    assert case.conflict("Japan", **ATTACK, **{"survival-threatened of Japan": "yes"}) == ALWAYS
    wider = case_of(pact(HELP.format("assist with force") + waiver) + law("Japan shall not assist;"))
    assert wider.conflict("Japan", **ATTACK, **{"survival-threatened of Japan": "no"}) == ALWAYS


def test_ruling_14_a_waiver_works_within_its_own_instrument_and_leaves_the_ceiling() -> None:
    """Another treaty's `need not` waives nothing here; what may be asked for stays what it was."""
    elsewhere = pact("Japan need not use-force;", name="Other")
    assert case_of(help_by("use-force") + elsewhere + BAN).conflict("Japan", **ATTACK) == ALWAYS
    (duty,) = case_of(pact(FORCE + "Japan need not use-force;")).duties("Japan")
    assert "use-force" in duty.ceiling


def test_ruling_14_a_waiver_in_a_statement_works_both_ways_between_the_pair() -> None:
    """What Japan need not do for Australia, Australia need not do for Japan; the Philippines are helped as before."""
    case = case_of(with_statement("reservation", "Japan need not use-force;") + AUSTRALIAN_BAN)
    assert case.conflict("Australia", **attack_on("Philippines")) == ALWAYS
    assert case.conflict("Australia", **attack_on("Japan")) == NEVER


@pytest.mark.parametrize("kind", ["declaration", "understanding"])
def test_ruling_15_a_statement_that_changes_what_is_owed_is_a_reservation_by_any_name(kind: str) -> None:
    """A declaration that takes back force is a reservation, and works as one."""
    case = case_of(with_statement(kind, "Japan need not use-force;") + BAN)
    assert len(case.found("disguised-reservation")) == 1
    assert case.conflict("Japan") == NEVER


def test_ruling_15_whatever_sentence_changes_what_is_owed_makes_a_reservation() -> None:
    """To say that an attack on vessels is not an armed attack takes away help against such an attack."""
    says = "armed-attack on vessels of any party does not count as armed-attack on that party;"
    assert len(case_of(with_statement("understanding", says)).found("disguised-reservation")) == 1


@pytest.mark.parametrize(
    ("says", "duty"),
    [
        ('"United States" counts as close-partner of Japan;', "use-force"),
        ("Japan need not use-force if provoked;", "use-force unless provoked"),
        ("Japan need not sign;", "use-force"),
    ],
)
def test_ruling_15_a_statement_that_changes_nothing_is_interpretation(says: str, duty: str) -> None:
    """What leaves every duty as it is, in every situation, is not a reservation."""
    assert not case_of(with_statement("understanding", says, duty=duty)).found("disguised-reservation")


def test_ruling_15_where_reservations_are_prohibited_one_is_void_and_a_finding() -> None:
    """A void reservation waives nothing: its maker stays bound (VCLT 19)."""
    says = "Japan need not use-force;"
    void = case_of(with_statement("reservation", says, finals="reservations prohibited;") + BAN)
    assert len(void.found("void-reservation")) == 1
    assert void.conflict("Japan", **ATTACK) == ALWAYS
    valid = case_of(with_statement("reservation", says, finals="reservations permitted;") + BAN)
    assert not valid.found("void-reservation")
    assert valid.conflict("Japan") == NEVER


# -- 16 and 17: permissions and priority ---------------------------------------------------------------------------


def test_ruling_16_may_lifts_a_ban_only_by_declared_priority() -> None:
    """A permission beside a ban lifts nothing; `notwithstanding` the ban, it lifts it."""
    assert case_of(help_by("use-force") + law(LEAVE.format(""))).conflict("Japan", **ATTACK) == ALWAYS
    assert case_of(help_by("use-force") + law(LEAVE.format(" notwithstanding @ban"))).conflict("Japan") == NEVER


def test_ruling_16_prevails_over_declares_priority_too() -> None:
    """`@leave prevails over @ban` is the same priority in a sentence of its own, as in Articles 42 and 51."""
    text = law(LEAVE.format("") + 'article 3 "Order" { @leave prevails over @ban; }')
    assert case_of(help_by("use-force") + text).conflict("Japan") == NEVER


def test_ruling_16_may_lifts_no_ban_of_another_order() -> None:
    """Neither the treaty nor another state's law can lift a ban of Japan's own."""
    draft = pact(FORCE + "Japan may use-force notwithstanding @Law.ban;")
    assert case_of(draft + BAN).conflict("Japan", **ATTACK) == ALWAYS
    abroad = law("Japan may use-force notwithstanding @Law.ban;", of="Australia", name="AustralianLaw")
    assert case_of(help_by("use-force") + BAN + abroad).conflict("Japan", **ATTACK) == ALWAYS


@pytest.mark.parametrize(
    ("upper", "lower", "stands"),
    [
        ("constitution", "statute", True),
        ("constitution", "policy", True),
        ("constitution", "judgment", False),
        ("statute", "statute", False),
        ("statute", "constitution", False),
    ],
)
def test_ruling_17_no_law_lifts_a_ban_of_a_higher_rank(upper: str, lower: str, stands: bool) -> None:
    """Priority that law of a lower rank gives itself counts for nothing; what the higher law says itself does."""
    ban, leave = law("Japan shall not use-force;", rank=upper), "Japan may use-force{};"
    expected = ALWAYS if stands else NEVER
    despite = law(leave.format(" notwithstanding @Law.ban"), rank=lower, name="Act")
    assert case_of(help_by("use-force") + ban + despite).conflict("Japan", **ATTACK) == expected
    said = law(f"article 1 as leave {{ {leave.format('')} @leave prevails over @Law.ban; }}", rank=lower, name="Act")
    assert case_of(help_by("use-force") + ban + said).conflict("Japan", **ATTACK) == expected
    plain = law(f"article 1 as leave {{ {leave.format('')} }}", rank=lower, name="Act")
    itself = law("article 1 as ban { Japan shall not use-force; @ban yields to @Act.leave; }", rank=upper)
    assert case_of(help_by("use-force") + itself + plain).conflict("Japan", **ATTACK) == NEVER


def test_ruling_16_may_removes_no_duty_and_is_no_claim() -> None:
    """Beside a duty, `may` changes nothing; alone, it makes nobody owe anything."""
    case = case_of(pact(FORCE + "Japan may use-force;"))
    assert case.owes("Japan", **ATTACK) == ALWAYS
    assert not case_of(pact("when armed-attack on any party each other party may use-force;")).duties("Japan")


@pytest.mark.parametrize(("rank", "weight"), [("constitution", 1), ("statute", 3)])
def test_ruling_17_within_one_state_its_doctrine_decides(rank: str, weight: int) -> None:
    """`treaties rank above statute below constitution`: the constitution stands, a statute gives way at home."""
    doctrine = "treaties rank above statute below constitution;"
    case = case_of(help_by("use-force") + law("Japan shall not use-force;", rank=rank, more=doctrine))
    assert case.conflict("Japan", weight=weight, **ATTACK) == ALWAYS
    (finding,) = case.found("law-conflict")
    assert finding.severity is (Severity.ERROR if weight == 1 else Severity.INFO)


def test_ruling_17_without_a_doctrine_no_law_gives_way() -> None:
    """A state that says nothing of the rank of treaties keeps its statutes: the conflict is an error."""
    case = case_of(help_by("use-force") + law("Japan shall not use-force;", rank="statute"))
    assert case.conflict("Japan", weight=1, **ATTACK) == ALWAYS


def test_ruling_17_neither_the_special_nor_the_later_rule_prevails_silently() -> None:
    """A narrower permission, and a later one, leave a tie with the ban, and a tie leaves the ban."""
    special = 'article 1 "Peace" as ban { Japan shall not use-force; } article 2 "Combat" { Japan may conduct-combat; }'
    assert case_of(help_by("conduct-combat") + law(special)).conflict("Japan", **ATTACK) == ALWAYS
    later = law("Japan may use-force;", name="Later").replace("1950", "2000")
    assert case_of(help_by("use-force") + BAN + later).conflict("Japan", **ATTACK) == ALWAYS


# -- 18 to 20: procedure, time, policy -----------------------------------------------------------------------------


def test_ruling_18_approval_written_as_a_procedure_is_a_requirement_and_no_ban() -> None:
    """`before use-force Japan shall obtain approval of "the Diet"` is listed, and is not a conflict."""
    case = case_of(help_by("use-force") + law(APPROVAL.format("")))
    assert len(case.found("procedure-needed")) == 1
    assert not case.found("law-conflict")


@pytest.mark.parametrize(
    "approval",
    [
        'approval of "the Diet"',
        'approval of "the Diet" of Japan',
        'approval of "the Diet" of self',
        "parliament-consent",
    ],
)
def test_ruling_18_approval_by_an_own_organ_is_a_procedure_however_written(approval: str) -> None:
    """`shall not use-force unless approval of "the Diet"` forbids nothing, whatever words name the organ."""
    case = case_of(help_by("use-force") + law(f"Japan shall not use-force unless {approval};"))
    assert case.conflict("Japan") == NEVER


def test_ruling_18_a_procedure_written_as_a_ban_is_listed_too() -> None:
    """What must be obtained before the act is a requirement in either form of sentence."""
    case = case_of(help_by("use-force") + law('Japan shall not use-force unless approval of "the Diet";'))
    assert len(case.found("procedure-needed")) == 1


@pytest.mark.parametrize("approval", ["approval of security-council", 'approval of "the Congress" of "United States"'])
def test_ruling_18_every_other_condition_is_substance(approval: str) -> None:
    """What somebody else must approve can be refused: without it the act is forbidden."""
    case = case_of(help_by("use-force") + law(f"Japan shall not use-force unless {approval};"))
    assert case.conflict("Japan", **ATTACK) not in (NEVER, ALWAYS)


def test_ruling_19_an_immediate_duty_leaves_no_time_for_a_procedure_without_emergency_route() -> None:
    """`immediately` and an approval that must come first exclude each other, unless an emergency frees from it."""
    at_once = help_by("use-force immediately")
    assert [p.late for p in case_of(at_once + law(APPROVAL.format(""))).procedures("Japan")] != [""]
    assert len(case_of(at_once + law(APPROVAL.format(""))).found("law-conflict")) == 1
    assert [p.late for p in case_of(at_once + law(APPROVAL.format(" unless emergency"))).procedures("Japan")] == [""]
    assert [p.late for p in case_of(help_by("use-force") + law(APPROVAL.format(""))).procedures("Japan")] == [""]


def test_ruling_19_a_stated_minimum_beyond_the_limit_makes_it_impossible() -> None:
    """An approval that takes at least 30 days cannot come within 48 hours of the attack; it can within 60 days."""
    slow = law(APPROVAL.format(" after 30 days"))
    assert case_of(help_by("use-force within 60 days") + slow).procedures("Japan")[0].late == ""
    assert case_of(help_by("use-force within 48 hours") + law(APPROVAL.format(""))).procedures("Japan")[0].late == ""
    assert case_of(help_by("use-force within 48 hours") + slow).procedures("Japan")[0].late != ""


def test_ruling_20_declared_policy_gives_a_warning_that_names_it() -> None:
    """A ban of policy is a warning that names the policy; the same ban in a statute is an error."""
    (finding,) = case_of(help_by("use-force") + law("Japan shall not use-force;", rank="policy")).found("law-conflict")
    assert finding.severity is Severity.WARNING
    assert "Law" in finding.message
    (finding,) = case_of(help_by("use-force") + law("Japan shall not use-force;", rank="statute")).found("law-conflict")
    assert finding.severity is Severity.ERROR


def test_ruling_20_a_procedure_of_policy_gives_no_error() -> None:
    """A policy that asks for an approval makes an immediate duty awkward, not unlawful."""
    case = case_of(help_by("use-force immediately") + law(APPROVAL.format(""), rank="policy"))
    assert all(finding.severity is not Severity.ERROR for finding in case.found("law-conflict"))


def test_ruling_20_a_political_text_gives_no_error() -> None:
    """A text of `status political` binds nobody in law, so it cannot ask for a breach of law."""
    political = case_of(pact(FORCE, headings=HEADINGS + "status political;") + BAN)
    assert all(finding.severity is not Severity.ERROR for finding in political.found("law-conflict"))


def test_ruling_21_self_defence_is_no_breach_of_the_charter_and_other_force_is() -> None:
    """The scenarios beside the Charter hold: force under Article 51 is allowed, force without it is not."""
    world, _ = resolve([document(LIBRARY / "treaties" / "un-charter.treaty")], shipped("vocabulary"))
    charter = world.instruments["UN-Charter"]
    verdicts = [one.verdict for scenario in world.scenarios for one in outcomes(world, scenario, charter)]
    assert verdicts
    assert set(verdicts) == {HOLDS}
