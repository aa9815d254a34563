"""Ruling 63: who attacks, who is hit, who owes: each form of naming states in a trigger and in front of a verb.

Of three parties Kenya is hit unless the scenario says otherwise. Each form stands beside a near miss.
"""

from __future__ import annotations

import pytest

from tests.rulings.asked import DAY, scene, told_wrong, treaty

KENYA = "armed-attack on territory of Kenya by {}"
HELP = "each other party shall assist"
Answers = tuple[tuple[str, str], ...]
"""Who attacks Kenya, or the whole event; and what is expected then."""

ATTACKERS: dict[str, Answers] = {
    "by any state plus non-state": (("Cuba", "Chile shall assist"), ("non-state", "Chile shall assist")),
    "by any state": (("Cuba", "Chile shall assist"), ("non-state", "Chile not bound")),
    "by no state": (("Cuba", "Chile not bound"), ("non-state", "Chile shall assist")),
    "by any third state": (("Cuba", "Chile shall assist"), ("Samoa", "Chile not bound")),
    "by any party": (("Cuba", "Chile not bound"), ("Samoa", "Chile shall assist"), ("Samoa", "Samoa not bound")),
    "by any other party": (("Cuba", "Chile not bound"), ("Samoa", "Chile shall assist")),
    "by no party": (("Cuba", "Chile shall assist"), ("non-state", "Chile shall assist"), ("Samoa", "Chile not bound")),
    "by any of Foes": (("Cuba", "Chile shall assist"), ("Laos", "Chile not bound")),
    "by Foes": (("Cuba", "Chile shall assist"), ("Laos", "Chile not bound")),
    "by any state except Cuba": (("Cuba", "Chile not bound"), ("Laos", "Chile shall assist")),
    "by any party of Other": (("Ghana", "Chile shall assist"), ("Cuba", "Chile not bound")),
}
VICTIMS: dict[str, Answers] = {
    "on any party except Kenya": (
        ("Cuba", "Chile not bound"),
        ("armed-attack on territory of Samoa by Cuba", "Chile shall assist"),
    ),
    "on Kenya, Samoa": (
        ("Cuba", "Chile shall assist"),
        ("armed-attack on territory of Chile by Cuba", "Kenya not bound"),
    ),
    "on territory, vessels of any party": (
        ("Cuba", "Chile shall assist"),
        ("armed-attack on aircraft of Kenya in high-seas by Cuba", "Chile not bound"),
    ),
    "on public-vessels of any party": (
        ("Cuba", "Chile not bound"),
        ("armed-attack on public-vessels of Kenya in high-seas by Cuba", "Chile shall assist"),
    ),
    "on any party of Other": (
        ("Cuba", "Chile not bound"),
        ("armed-attack on territory of Ghana by Cuba", "Chile shall assist"),
    ),
    "on any party in territory of Samoa": (
        ("Cuba", "Chile not bound"),
        ("armed-attack on territory of Samoa by Cuba", "Chile shall assist"),
    ),
    "on any party in territory of no party": (
        ("Cuba", "Chile not bound"),
        ("armed-attack on vessels of Kenya in territory of Ghana by Cuba", "Chile shall assist"),
    ),
    "on any party outside Africa": (
        ("Cuba", "Chile not bound"),
        ("armed-attack on territory of Samoa by Cuba", "Chile shall assist"),
    ),
}
BEARERS: dict[str, Answers] = {
    "each party except Chile shall assist": (("Cuba", "Chile not bound"), ("Cuba", "Samoa shall assist")),
    "each other party except Chile shall assist": (("Cuba", "Chile not bound"), ("Cuba", "Kenya not bound")),
    "each of Some shall assist": (("Cuba", "Chile shall assist"), ("Cuba", "Kenya not bound")),
    "Some shall assist": (("Cuba", "Samoa shall assist"), ("Cuba", "Kenya not bound")),
    "the attacked party shall report": (("Cuba", "Kenya shall report"), ("Cuba", "Chile not bound")),
    "that party shall report": (("Cuba", "Kenya shall report"), ("Cuba", "Chile not bound")),
    "the attacker shall consult": (("Samoa", "Samoa shall consult"), ("Samoa", "Chile not bound")),
    "no other party shall take-sides": (("Cuba", "Chile shall not take-sides"), ("Cuba", "Kenya may take-sides")),
    "all other parties shall assist": (("Cuba", "Chile shall assist"), ("Cuba", "Kenya not bound")),
    "each party within Africa shall assist": (("Cuba", "Kenya shall assist"), ("Cuba", "Chile not bound")),
    "each party of Other shall consult": (("Cuba", "Samoa shall consult"), ("Cuba", "Chile not bound")),
}
GROUPS = "group Foes = Cuba plus Ghana; group Some = Chile plus Samoa; "
OTHER = treaty("article 1 { the parties shall consult; }", name="Other", party="Ghana, Samoa from 1990-01-01")


def _text(sentence: str, answers: Answers) -> str:
    told = ((KENYA.format(event) if " on " not in event else event, expected) for event, expected in answers)
    scenes = "".join(scene(expected, DAY, event) for event, expected in told)
    return treaty(f"{GROUPS} article 1 {{ {sentence}; }}") + OTHER + scenes


@pytest.mark.parametrize("form", ATTACKERS)
def test_ruling_63_who_attacks(form: str) -> None:
    assert told_wrong(_text(f"when armed-attack on any party {form} {HELP}", ATTACKERS[form])) == []


@pytest.mark.parametrize("form", VICTIMS)
def test_who_is_hit_and_where(form: str) -> None:
    assert told_wrong(_text(f"when armed-attack {form} {HELP}", VICTIMS[form])) == []


@pytest.mark.parametrize("form", BEARERS)
def test_who_owes(form: str) -> None:
    assert told_wrong(_text(f"when armed-attack on any party {form}", BEARERS[form])) == []


def test_parties_of_another_treaty_are_those_on_the_day() -> None:
    """A group of the parties of a treaty changes as these do, whoever they are."""
    text = treaty(
        "group Members = parties of Other; article 1 { when armed-attack on any of Members Kenya shall consult; }"
    )
    text += OTHER.replace("Ghana, Samoa from 1990-01-01", "Ghana from 1990-01-01 until 2005-01-01")
    attack = "armed-attack on territory of Ghana by Cuba"
    text += scene("Kenya shall consult", "2004-12-31", attack) + scene("Kenya not bound", "2005-01-01", attack)
    assert told_wrong(text) == []
