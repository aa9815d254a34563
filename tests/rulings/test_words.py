"""Rulings 1 to 5: words and their order, what performs a duty, commas, conditions, names."""

from __future__ import annotations

import pytest

from tests.rulings.asked import scene, told_wrong, treaty
from tests.rulings.cases import (
    ALWAYS,
    ATTACK,
    BAN,
    HELP,
    NEVER,
    SOMETIMES,
    attack_on,
    case_of,
    form_faults,
    help_by,
    law,
    pact,
)

LEAVE = 'article 1 "Peace" as ban {{ Japan shall not use-force; }} article 2 "Leave" as leave {{ Japan may {}; }}'
"""A ban and a permission beside it."""


def test_ruling_01_a_ban_on_the_wider_act_bans_every_narrower_one() -> None:
    """A ban on military assistance forbids force, which is a kind of it; a ban on a narrower act spares the wider."""
    wide = law("Japan shall not assist-militarily;")
    narrow = law("Japan shall not conduct-combat;")
    assert case_of(help_by("use-force") + wide).conflict("Japan", **ATTACK) == ALWAYS
    assert case_of(help_by("use-force") + narrow).conflict("Japan", **ATTACK) == NEVER


def test_ruling_01_a_duty_to_do_the_wider_act_is_performed_by_any_narrower_one() -> None:
    """Who owes assistance chooses how: it is in breach only where every way is closed, the unnamed ones included."""
    assert case_of(help_by("assist") + BAN).conflict("Japan") == NEVER
    every_named = law("Japan shall not consult, assist-militarily, sanction, give-aid, share-intelligence, condemn;")
    assert case_of(help_by("assist") + every_named).conflict("Japan") == NEVER
    assert case_of(help_by("assist") + law("Japan shall not assist;")).conflict("Japan", **ATTACK) == ALWAYS


def test_ruling_01_a_permission_of_the_wider_act_permits_each_narrower_one() -> None:
    """Leave for military assistance is leave for force."""
    text = help_by("use-force") + law(LEAVE.format("assist-militarily notwithstanding @ban"))
    assert case_of(text).conflict("Japan") == NEVER


def test_ruling_01_a_permission_of_the_narrower_act_frees_that_act_and_no_other() -> None:
    """Leave for combat out of a ban on force frees combat, so a duty of combat is lawful; strikes stay forbidden."""
    text = law(LEAVE.format("conduct-combat notwithstanding @ban"))
    assert case_of(help_by("strike-territory") + text).conflict("Japan", **ATTACK) == ALWAYS
    assert case_of(help_by("conduct-combat") + text).conflict("Japan", **ATTACK) == NEVER


def test_ruling_01_need_not_the_wider_exempts_from_the_narrower_and_not_the_other_way_round() -> None:
    """A waiver of all assistance takes force with it; a waiver of combat alone leaves the rest of force owed."""
    both = HELP.format("use-force") + "Japan need not {};"
    assert case_of(pact(both.format("assist")) + BAN).conflict("Japan") == NEVER
    assert case_of(pact(both.format("conduct-combat")) + BAN).conflict("Japan", **ATTACK) == ALWAYS


def test_ruling_01_a_narrower_event_wakes_a_norm_about_the_wider() -> None:
    """A nuclear attack is an armed attack; an imminent threat is not yet one."""
    case = case_of(help_by("assist"))
    assert case.owes("Japan", **attack_on("Australia", event="nuclear-attack")) == ALWAYS
    assert case.owes("Japan", **attack_on("Australia", event="imminent-threat")) == NEVER


def test_ruling_02_with_means_raises_floor_and_ceiling() -> None:
    """`with force` makes force the least that is owed."""
    duty = case_of(help_by("assist with force")).duties("Japan")[0]
    assert duty.levels[0][0] == "use-force"
    assert "support-logistics" not in duty.levels[0][1]
    assert "use-force" in duty.ceiling
    assert case_of(help_by("assist with force") + BAN).conflict("Japan", **ATTACK) == ALWAYS


def test_ruling_02_including_raises_the_ceiling_alone() -> None:
    """`including use-force` lets force be asked for, and owes no more than before."""
    duty = case_of(help_by("consult including use-force")).duties("Japan")[0]
    assert [act for act, _ in duty.levels] == ["consult"]
    assert duty.levels[0][1] == {"consult"}
    assert "use-force" in duty.ceiling
    assert case_of(help_by("consult including use-force") + BAN).conflict("Japan") == NEVER


def test_ruling_02_any_of_several_acts_performs() -> None:
    """`any of A, B` is kept by either; a plain list owes both."""
    assert case_of(help_by("any of consult, use-force") + BAN).conflict("Japan") == NEVER
    assert case_of(help_by("consult, use-force") + BAN).conflict("Japan", **ATTACK) == ALWAYS
    none_left = law("Japan shall not use-force, consult;")
    assert case_of(help_by("any of consult, use-force") + none_left).conflict("Japan", **ATTACK) == ALWAYS


def test_ruling_02_discretion_leaves_the_least_act_of_the_verb_and_never_nothing() -> None:
    """`as it deems necessary` frees from force, not from assistance of every kind."""
    assert case_of(help_by("assist as it deems necessary") + BAN).conflict("Japan") == NEVER
    nothing_left = law("Japan shall not assist;")
    assert case_of(help_by("assist as it deems necessary") + nothing_left).conflict("Japan", **ATTACK) == ALWAYS


def test_ruling_02_means_with_discretion_are_a_finding() -> None:
    """What `with force` raises and `as it deems necessary` lowers is contradictory, and the least act is owed."""
    case = case_of(help_by("assist with force as it deems necessary") + BAN)
    assert len(case.found("deems-with-force")) == 1
    assert case.conflict("Japan") == NEVER
    for single in ("assist with force", "assist as it deems necessary"):
        assert not case_of(help_by(single)).found("deems-with-force")


@pytest.mark.parametrize(
    "sentence",
    [
        "when armed-attack on any party, each other party shall assist;",
        "each party shall assist, each party shall consult;",
    ],
)
def test_ruling_03_a_comma_ends_no_condition_and_joins_no_duties(sentence: str) -> None:
    """A comma is not a separator of clauses: neither after a condition nor between two duties."""
    assert [fault.rule for fault in form_faults(pact(sentence))] == ["syntax-error"]
    assert not form_faults(pact("when armed-attack on any party each other party shall assist, consult;"))


def test_ruling_03_a_comma_joins_words_of_one_kind() -> None:
    """In a list of acts, a thing or a state is a mistake."""
    for stranger in ("territory", "Japan"):
        mistakes = case_of(pact(f"each party shall consult, {stranger};")).mistakes
        assert [mistake.rule for mistake in mistakes] == ["unknown-word"]
    assert not case_of(pact("each party shall consult, report;")).mistakes


def test_ruling_03_slots_after_a_list_belong_to_every_act() -> None:
    """`shall deploy, support-logistics with force` owes both, and force, which is a way of neither."""
    owed = case_of(help_by("deploy, support-logistics with force")).duties("Japan")
    assert [one.act for one in owed] == ["deploy", "support-logistics", "use-force"]
    both = case_of(help_by("assist, meet-danger with force")).duties("Japan")
    assert [one.levels[0][0] for one in both] == ["use-force", "use-force"]


def test_ruling_04_a_closing_condition_governs_the_whole_sentence() -> None:
    """`unless provoked` after two acts puts both to sleep; a condition of one act needs a sentence of its own."""
    whole = case_of(help_by("deploy, support-logistics unless provoked"))
    for act in ("deploy", "support-logistics"):
        assert whole.owes("Japan", act, **ATTACK, provoked="yes") == NEVER
        assert whole.owes("Japan", act, **ATTACK, provoked="no") == ALWAYS
    apart = case_of(pact(HELP.format("deploy unless provoked") + HELP.format("support-logistics")))
    assert apart.owes("Japan", "support-logistics", **ATTACK, provoked="yes") == ALWAYS


def test_ruling_04_and_binds_before_or_and_a_mixture_is_a_warning() -> None:
    """`A or B and C` is `A or (B and C)`; with the parentheses written out, no warning is left."""
    trigger = "when armed-attack on any party or {} each other party shall consult;"
    loose = case_of(pact(trigger.format("threat to any party and provoked")))
    assert loose.owes("Japan", **ATTACK, provoked="no") == ALWAYS
    assert loose.owes("Japan", **attack_on("Australia", event="blockade"), provoked="no") == NEVER
    assert len(loose.found("mixed-conditions")) == 1
    tight = case_of(pact(trigger.format("(threat to any party and provoked)")))
    assert tight.owes("Japan", **ATTACK, provoked="no") == ALWAYS
    assert not tight.found("mixed-conditions")
    other = case_of(
        pact("when (armed-attack on any party or threat to any party) and provoked each other party shall consult;")
    )
    assert other.owes("Japan", **ATTACK, provoked="no") == NEVER


def test_ruling_04_shall_not_unless_permits_nothing_by_itself() -> None:
    """Where the exception of one ban holds, that ban is silent; another ban still speaks."""
    silent = 'article 1 "One" { Japan shall not use-force unless provoked; }'
    other = 'article 2 "Two" { Japan shall not assist-militarily; }'
    assert case_of(help_by("use-force") + law(silent)).conflict("Japan", **ATTACK, provoked="yes") == NEVER
    assert case_of(help_by("use-force") + law(silent + other)).conflict("Japan", **ATTACK, provoked="yes") == ALWAYS


def test_ruling_04_a_circumstance_that_nothing_fixes_is_free_and_is_named() -> None:
    """Whether the effects are comparable is open: there is a conflict where they are not, and the finding says so."""
    case = case_of(help_by("use-force") + law("Japan shall not use-force unless comparable-effects;"))
    assert case.conflict("Japan", **ATTACK) == SOMETIMES
    assert case.conflict("Japan", **ATTACK, **{"comparable-effects": "no"}) == ALWAYS
    (finding,) = case.found("law-conflict")
    assert "its scale and effects are not those of an armed attack" in finding.steps[0].message


def test_ruling_05_labels_areas_groups_and_terms_share_one_set_of_names() -> None:
    """One name for an area and an article is a duplicate, one that differs by case and hyphens is confusable."""
    text = 'area {} "the zone" = territory of parties; article "Talks" as help-zone {{ the parties shall consult; }}'
    assert len(case_of(pact(text.format("help-zone"))).found("duplicate-label")) == 1
    assert len(case_of(pact(text.format("HelpZone"))).found("confusable-labels")) == 1
    clean = case_of(pact(text.format("TreatyArea")))
    assert not clean.found("duplicate-label")
    assert not clean.found("confusable-labels")


def test_ruling_81_a_region_is_whoever_lies_in_it() -> None:
    """A scenario tells: Samoa lies in Oceania, Chile and Kenya do not; a near miss names a region of all three."""
    text = treaty("article 1 as talks { when armed-attack on any party Oceania shall consult; }")
    happening = scene("Samoa shall consult; Chile not bound; Kenya not bound")
    assert told_wrong(text + happening) == []
    wider = text.replace("Oceania shall", "Oceania, Africa shall")
    assert told_wrong(wider + scene("Samoa shall consult; Kenya shall consult; Chile not bound")) == []


WHO = (
    "article 1 as a { when blockade of any party except Kenya each other party shall sanction; } "
    "article 2 as b { when armed-attack on any party and request of any party except Samoa "
    "each other party shall assist; } "
    "article 3 as c { each party shall report if consent of all parties except Chile; }"
)


@pytest.mark.parametrize(
    ("expected", "event", "given"),
    [
        ("Kenya shall sanction", "blockade of Chile by Cuba", ()),
        ("Chile not bound to sanction", "blockade of Kenya by Cuba", ()),
        ("Samoa shall assist", "armed-attack on Chile by Cuba", ("request of Kenya", "not request of Chile")),
        (
            "Kenya not bound to assist",
            "armed-attack on Chile by Cuba",
            ("request of Samoa", "not request of Kenya", "not request of Chile"),
        ),
        ("Samoa shall report", "", ("consent of Kenya", "consent of Samoa", "not consent of Chile")),
        ("Samoa not bound to report", "", ("consent of Chile", "not consent of Kenya", "consent of Samoa")),
    ],
)
def test_an_exception_after_of_takes_from_whom_it_follows(expected: str, event: str, given: tuple[str, ...]) -> None:
    assert told_wrong(treaty(WHO) + scene(expected, "2000-01-01", event, *given)) == []
