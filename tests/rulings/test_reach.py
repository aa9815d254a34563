"""What a ban reaches: where, for whom, against whom and with whom, in each form of naming these."""

from __future__ import annotations

import pytest

from tests.rulings.asked import HELP, ON_LAND, scene, told_wrong, treaty
from tests.rulings.cases import case_of, law
from treatylang.reasoning.answers.sweep import sweeps

FIGHT = "when armed-attack on any party each other party shall use-force"
BY_GHANA, BY_SAMOA = (f"armed-attack on territory of Kenya by {who}" for who in ("Ghana", "Samoa"))
YES, NO = "contradiction for Chile", "no contradiction for Chile"
GROUPS = "group Foes = Cuba plus Laos; group Friends = Kenya plus Samoa; "

Answers = tuple[tuple[str, str], ...]
"""What is expected, in which event; none where that is empty."""

BANS: dict[tuple[str, str], Answers] = {
    # (ban, duty): what follows
    ("no party shall deploy in Africa", "Chile shall deploy in territory of Kenya"): (
        (YES, ""), ("Chile may deploy in territory of Samoa", ""),
        ("Chile shall not deploy in territory of Ghana", "")),
    ("no party shall deploy in Europe", "Chile shall deploy in territory of France"): ((NO, ""),),
    ("no party shall deploy to Africa", "Chile shall deploy to territory of Kenya"): ((YES, ""),),
    ("no party shall deploy outside Africa", "Chile shall deploy in territory of Samoa"): (
        (YES, ""), ("Chile may deploy in territory of Kenya", "")),
    ("no party shall deploy in Inland", "Chile shall deploy in territory of Kenya"): (
        (NO, ""), ("Chile shall not deploy in territory of Ghana", "")),
    ("no party shall use-force against the attacker", f"{FIGHT} against Cuba"): (
        (YES, ON_LAND), (NO, BY_GHANA)),
    ("Chile shall not use-force against Cuba", f"{FIGHT} against the attacker"): ((YES, ON_LAND), (NO, BY_GHANA)),
    ("Chile shall not use-force against any other party", f"{FIGHT} against the attacker"): (
        (NO, ON_LAND), (YES, BY_SAMOA)),
    ("Chile shall not use-force against non-state", f"{FIGHT} against the attacker"): (
        (NO, ON_LAND), (YES, "armed-attack on territory of Kenya by non-state")),
    ("Chile shall not use-force against Cuba", f"{FIGHT} against Cuba, Laos"): ((NO, ON_LAND),),
    ("Chile shall not use-force against any of Foes", FIGHT): ((YES, ON_LAND), (NO, BY_GHANA)),
    ("Chile shall not assist any of Foes", "Chile shall assist for Cuba"): (
        (YES, ""), ("Chile shall not assist for Laos", ""), ("Chile may assist for Ghana", "")),
    ("Chile shall not assist for any of Foes", "Chile shall assist Cuba"): (
        (YES, ""), ("Chile shall not assist Laos", ""), ("Chile may assist Ghana", "")),
    ("Chile shall not give-aid to any of Foes", "Chile shall give-aid to Kenya"): (
        (NO, ""), ("Chile shall not give-aid for Cuba", ""), ("Chile may give-aid", "")),
    ("Chile shall maintain-neutrality for any of Foes", "Chile shall assist Cuba"): (
        (YES, ""), ("Chile may assist Ghana", "")),
    ("no party shall assist any state except Kenya", "when armed-attack on any party each other party shall assist"): (
        (NO, ON_LAND), (YES, "armed-attack on territory of Samoa by Cuba")),
    ("Chile shall not joint-exercise with any third state", "Chile shall joint-exercise with Cuba"): (
        (YES, ""), ("Chile may joint-exercise with Kenya", "")),
    ("no party shall host-forces of any third state", "Chile shall host-forces of Cuba"): (
        (YES, ""), ("Chile may host-forces of Kenya", "")),
    ("no party shall transfer-arms to the attacker", "Chile shall transfer-arms to Cuba"): (
        (YES, ON_LAND), (NO, BY_GHANA)),
    ("no party shall use-force from territory of Kenya", "Chile shall use-force from territory of Kenya"): (
        (YES, ""), ("Chile may use-force from territory of Samoa", "")),
    ("no party shall assist except give-aid", "when armed-attack on any party each other party shall give-aid"): (
        (NO, ON_LAND), ("Chile shall not sanction", ON_LAND)),
}  # fmt: skip
AREA = "area Inland = Africa except territory of Kenya; "


@pytest.mark.parametrize(("ban", "duty"), BANS)
def test_ruling_71_what_a_ban_reaches(ban: str, duty: str) -> None:
    text = treaty(f"{AREA} {GROUPS} article 1 as ban {{ {ban}; }} article 2 as owed {{ {duty}; }}")
    text += "".join(scene(expected, event=event) for expected, event in BANS[ban, duty])
    assert told_wrong(text) == []


HOSTS: dict[str, Answers] = {
    "no state may deploy in territory of Kenya": (
        ("conflict for Kenya", ""), ("Chile may deploy in territory of Samoa", "")),
    "no other state shall deploy in territory of Kenya": (
        ("conflict for Kenya", ""), ("Kenya may deploy in territory of Kenya", "")),
    "Chile shall not deploy in territory of Kenya": (
        ("conflict for Kenya", ""), ("Samoa may deploy in territory of Kenya", "")),
    "no state may deploy in territory of Kenya unless consent of Kenya": (("no conflict for Kenya", ""),),
    "no state may deploy in territory of Kenya unless request of the host": (("no conflict for Kenya", ""),),
    "no state may deploy in territory of Kenya from 2010-01-01": (("no conflict for Kenya", ""),),
    "no state may deploy in territory of Ghana": (("no conflict for Kenya", ""),),
}  # fmt: skip


@pytest.mark.parametrize("ban", HOSTS)
def test_what_the_law_of_a_host_reaches(ban: str) -> None:
    text = law(f"{ban};", of="Kenya") + treaty("article 1 { Chile shall deploy in territory of Kenya; }")
    text += "".join(scene(expected, event=event) for expected, event in HOSTS[ban])
    assert told_wrong(text) == []


QUALIFIERS: dict[str, str] = {
    "with best-efforts": "no conflict for Chile; Chile need not assist",
    "best-efforts": "no conflict for Chile; Chile need not assist",
    "with consult-and-consider": "no conflict for Chile; Chile shall consult; Chile need not assist",
    "in accordance with national-law": "no conflict for Chile; Samoa shall assist",
    "subject to national-law": "no conflict for Chile; Samoa shall assist",
    "subject to policy of Chile": "no conflict for Chile; Samoa shall assist",
    "subject to policy of Samoa": "conflict for Chile; Samoa shall assist",
    "with all-means": "conflict for Chile; Samoa shall assist",
}


@pytest.mark.parametrize("qualifier", QUALIFIERS)
def test_qualifiers_count_behind_each_preposition(qualifier: str) -> None:
    """A law forbids Chile to assist: what defers to it, or asks for no result, is no conflict."""
    text = law("Chile shall not assist;", of="Chile")
    text += treaty(f"article 1 {{ when armed-attack on any party each other party shall assist {qualifier}; }}")
    assert told_wrong(text + scene(QUALIFIERS[qualifier])) == []


@pytest.mark.parametrize("rank", ["constitution", "policy"])
def test_ruling_70_a_saving_for_policy_saves_the_law_in_which_it_stands(
    rank: str,
) -> None:
    text = law("Chile shall not assist;", of="Chile", rank=rank)
    text += treaty(HELP + "article 2 { @help yields to policy of Chile; }")
    assert told_wrong(text + scene("Chile need not assist; Samoa shall assist")) == []


def test_ruling_46_counts_name_the_host_whose_law_forbids() -> None:
    """`sweep` counts what a host's law forbids others on its soil for the host as for who would act there."""
    text = law("no state may deploy in territory of Kenya;", of="Kenya")
    text += treaty("article 1 { when armed-attack on any party Chile shall deploy in territory of Kenya; }")
    case = case_of(text, draft="T")
    (sweep,) = sweeps(case.world, case.draft, case.question)
    told = {row.key[0]: row.count("conflict") for row in sweep.rows}
    assert told["Chile"] == told["Kenya"] > 0
    assert told["Samoa"] == 0


HOST = (
    'law Soil "Soil" of Kenya {{ rank constitution; in-force from 1990-01-01; '
    "article 1 as soil {{ no state may deploy in territory of Kenya unless {}; }} }}\n"
)


@pytest.mark.parametrize("asked", ["consent of the host", "consent of Kenya"])
@pytest.mark.parametrize(
    ("given", "forbidden"),
    [
        ("", False),
        ("not consent of the host", True),
        ("not consent of Kenya", True),
        ("not consent of Samoa", False),
        ("consent of Kenya", False),
    ],
)
def test_a_host_that_does_not_consent_forbids(asked: str, given: str, forbidden: bool) -> None:
    """What a host has promised to admit it is taken to consent to, unless the situation says that it does not."""
    duty = "article 1 as help { when armed-attack on any party each other party shall deploy in territory of Kenya; }"
    expected = f"Chile {'shall not' if forbidden else 'may'} deploy in territory of Kenya"
    assert told_wrong(HOST.format(asked) + treaty(duty) + scene(expected, "2000-01-01", ON_LAND, given)) == []


DIRECTED: tuple[tuple[str, str, bool], ...] = (
    ("join any alliance directed against any other party", "join any alliance directed against Kenya", True),
    ("join any alliance directed against any other party", "join any alliance directed against Cuba", False),
    ("join any alliance directed against any other party", "join any alliance", False),
    ("join any alliance directed against Kenya, Samoa", "join any alliance directed against Kenya", True),
    ("join any alliance directed against Kenya", "join any alliance directed against Kenya, Samoa", False),
    ("join any alliance directed against any third state", "join any alliance directed against Cuba", True),
    ("join any alliance", "join any alliance directed against Cuba", True),
    ("join any treaty concerning bases", "join any alliance directed against Cuba", False),
    ("conclude any treaty directed against Kenya", "conclude any alliance directed against Kenya", True),
    ("conclude any alliance directed against Kenya", "conclude any treaty directed against Kenya", False),
)


@pytest.mark.parametrize(("ban", "act", "reached"), DIRECTED)
def test_a_ban_on_treaties_against_some_reaches_those_against_each_of_them(ban: str, act: str, reached: bool) -> None:
    """Against whom a treaty is directed is read as whom a phrase names, not as words that have to be the same."""
    modal = "shall not" if reached else "may"
    assert not told_wrong(treaty(f"article 1 {{ no party shall {ban}; }}") + scene(f"Chile {modal} {act}", event=""))
