"""Ruling 62: a sentence about texts or meanings speaks where its reading, its days and its conditions let it.

Each kind of such a sentence is tried under each limit that a sentence can have: what it changes is so where the limit
holds, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.rulings.asked import AT_SEA, HELP, ON_LAND, scene, told_wrong, treaty
from tests.rulings.cases import law

BAN = "article 3 as ban { Chile shall not assist; } "
FREE = "article 1 as ban { Chile shall not assist; } article 2 as leave { Chile may assist; } "
CYBER = "cyber-operation on networks of Kenya in high-seas by Cuba"


@dataclass(frozen=True)
class Kind:
    """A kind of sentence: ``build`` makes the texts around the article that has it, ``says`` is the sentence."""

    build: Callable[[str], str]
    says: str
    so: str
    """What is expected where the sentence speaks."""
    otherwise: str
    event: str = ON_LAND
    given: str = ""


KINDS = {
    "counts as": Kind(
        lambda article: treaty(HELP + article),
        "cyber-operation on any party counts as armed-attack on that party",
        "Chile shall assist",
        "Chile not bound to assist",
        CYBER,
    ),
    "does not count as": Kind(
        lambda article: treaty(HELP + article),
        "armed-attack on vessels of any party does not count as armed-attack",
        "Chile not bound to assist",
        "Chile shall assist",
        AT_SEA,
    ),
    "does not count as, in the words of the trigger": Kind(
        lambda article: treaty(HELP + article),
        "armed-attack on any party does not count as armed-attack",
        "Chile not bound to assist",
        "Chile shall assist",
    ),
    "counts as, of a relation": Kind(
        lambda article: (
            law(f"{BAN.replace(';', ' unless armed-attack on close-partner of self;')} {article}", of="Chile")
            + treaty(HELP)
        ),
        "Kenya counts as close-partner of Chile",
        "no conflict for Chile",
        "conflict for Chile",
        given="not close-partner of Chile",
    ),
    "does not apply to": Kind(
        lambda article: treaty(HELP + article),
        "@help does not apply to Chile",
        "Chile not bound to assist",
        "Chile shall assist",
    ),
    "does not apply in": Kind(
        lambda article: treaty(HELP + article),
        "@help does not apply in territory of Kenya",
        "Chile not bound to assist",
        "Chile shall assist",
    ),
    "does not apply in, of acts": Kind(
        lambda article: treaty("article 1 as arms { no party shall station-nuclear-weapons; } " + article),
        "@arms does not apply in territory of Samoa",
        "Chile may station-nuclear-weapons in territory of Samoa",
        "Chile shall not station-nuclear-weapons in territory of Samoa",
    ),
    "prevails over": Kind(
        lambda article: treaty(HELP + BAN + article),
        "@ban prevails over @help",
        "no contradiction for Chile",
        "contradiction for Chile",
    ),
    "yields to": Kind(
        lambda article: treaty(HELP + BAN + article),
        "@help yields to @ban",
        "no contradiction for Chile",
        "contradiction for Chile",
    ),
    "yields to own law": Kind(
        lambda article: law("Chile shall not assist;", of="Chile") + treaty(HELP + article),
        "@help yields to own-law",
        "no conflict for Chile",
        "conflict for Chile",
    ),
    "yields to a treaty, in a law": Kind(
        lambda article: law(f"article 1 as ban {{ Chile shall not assist; }} {article}", of="Chile") + treaty(HELP),
        "@ban yields to any treaty",
        "no conflict for Chile",
        "conflict for Chile",
    ),
    "prevails over, in a law": Kind(
        lambda article: law(f"{FREE} {article}", of="Chile") + treaty(HELP),
        "@leave prevails over @ban",
        "no conflict for Chile",
        "conflict for Chile",
    ),
    "yields to, in a law": Kind(
        lambda article: law(f"{FREE} {article}", of="Chile") + treaty(HELP),
        "@ban yields to @leave",
        "no conflict for Chile",
        "conflict for Chile",
    ),
    "replaces": Kind(
        lambda article: treaty(HELP) + treaty(article, name="New"),
        "this treaty replaces T",
        "Chile not bound to assist",
        "Chile shall assist",
    ),
}

BEFORE, AFTER = "2000-01-01", "2020-01-01"
LIMITS: dict[str, tuple[str, dict[tuple[str, str], bool]]] = {
    "none": ("{};", {(BEFORE, ""): True, (AFTER, ""): True}),
    "a proposed reading": ('reading r "r" proposed {{ {}; }}', {(BEFORE, ""): False, (AFTER, ""): False}),
    "a reading that few hold": ('reading r "r" {{ {}; }}', {(BEFORE, ""): False}),
    "a reading of later": (
        'reading r "r" from 2010-01-01 prevailing {{ {}; }}',
        {("2009-12-31", ""): False, ("2010-01-01", ""): True},
    ),
    "when": ("when emergency {};", {(BEFORE, "emergency"): True, (BEFORE, "not emergency"): False}),
    "if": ("{} if emergency;", {(BEFORE, "emergency"): True, (BEFORE, "not emergency"): False}),
    "unless": ("{} unless emergency;", {(BEFORE, "emergency"): False, (BEFORE, "not emergency"): True}),
    "from a day": ("{} from 2010-01-01;", {("2009-12-31", ""): False, ("2010-01-01", ""): True}),
    "until a day": ("{} until 2010-01-01;", {("2009-12-31", ""): True, ("2010-01-01", ""): False}),
}


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("kind", KINDS)
def test_ruling_62_a_sentence_about_texts_speaks_where_its_limits_let_it(kind: str, limit: str) -> None:
    tried = KINDS[kind]
    form, moments = LIMITS[limit]
    text = tried.build(f"article 9 as said {{ {form.format(tried.says)} }}")
    for (day, given), speaks in moments.items():
        text += scene(tried.so if speaks else tried.otherwise, day, tried.event, tried.given, given)
    assert told_wrong(text) == []


CASES = {
    "what one article of a law yields to sets no other article aside": law(
        "article 1 as ban { Chile shall not assist; } "
        "article 2 as pause { Chile shall not declare-war; @pause yields to any treaty; }",
        of="Chile",
    )
    + treaty(HELP)
    + scene("conflict for Chile", BEFORE, ON_LAND),
    "a law that yields to one treaty yields to no other": law(
        "article 1 as ban { Chile shall not assist; } article 2 as rest { this law yields to Other; }", of="Chile"
    )
    + treaty(HELP)
    + treaty("article 1 { the parties shall consult; }", name="Other")
    + scene("conflict for Chile", BEFORE, ON_LAND),
    "own law of one party lowers what that party owes alone": law("Chile shall not assist;", of="Chile")
    + law("Samoa shall not assist;", of="Samoa", name="Other")
    + treaty(HELP + "article 4 { @help yields to own-law of Chile; }")
    + scene("no conflict for Chile", BEFORE, ON_LAND)
    + scene("conflict for Samoa", BEFORE, ON_LAND),
    "what counts may turn on the state that asks": treaty(
        HELP + "article 2 { cyber-operation on any party counts as armed-attack on that party "
        "if survival-threatened of self; }"
    )
    + scene("Chile shall assist", BEFORE, CYBER, "survival-threatened of Chile, not survival-threatened of Samoa")
    + scene(
        "Samoa not bound to assist", BEFORE, CYBER, "survival-threatened of Chile, not survival-threatened of Samoa"
    ),
    "a reservation about a place changes nothing between third states": treaty(
        HELP + 'reservation "R" by Samoa on ratification to @help { @help does not apply in territory of Kenya; }'
    )
    + scene("Samoa not bound to assist", BEFORE, ON_LAND)
    + scene("Chile shall assist", BEFORE, ON_LAND),
    "a reservation about where acts are done speaks of its maker's": treaty(
        "article 1 as arms { no party shall station-nuclear-weapons; } "
        'reservation "R" by Samoa on ratification to @arms { @arms does not apply in territory of Samoa; }'
    )
    + scene("Chile shall not station-nuclear-weapons in territory of Samoa", BEFORE, ON_LAND)
    + scene("Samoa may station-nuclear-weapons in territory of Samoa", BEFORE, ON_LAND),
    "two sentences on where an article applies name two places": treaty(
        "article 1 as arms { no party shall station-nuclear-weapons; } "
        "article 2 { @arms applies in territory of Samoa; @arms applies in territory of Kenya; }"
    )
    + scene("Chile shall not station-nuclear-weapons in territory of Samoa", BEFORE, ON_LAND)
    + scene("Chile shall not station-nuclear-weapons in territory of Kenya", BEFORE, ON_LAND)
    + scene("Chile may station-nuclear-weapons in territory of Chile", BEFORE, ON_LAND),
    "a law that is not in force yet makes no close partner": law(
        "Chile shall not assist unless armed-attack on close-partner of self;", of="Chile"
    )
    + 'law Later "Later" of Chile { rank statute; in-force from 2010-01-01; '
    "article 1 as cp { Kenya counts as close-partner of Chile; } }\n"
    + treaty(HELP)
    + scene("conflict for Chile", "2009-12-31", ON_LAND, "not close-partner of Chile")
    + scene("no conflict for Chile", "2010-01-01", ON_LAND, "not close-partner of Chile"),
    "what a protocol lets count counts for its own parties": treaty(HELP)
    + 'protocol P "P" amends T { status in-force from 1995-01-01; languages en; party Chile, Kenya from 1995-01-01; '
    'insert after @help article "C" as cc { cyber-operation on any party counts as armed-attack on that party; } }\n'
    + scene("Chile shall assist", BEFORE, CYBER)
    + scene("Samoa not bound to assist", BEFORE, CYBER)
    + scene("Chile not bound to assist", "1994-12-31", CYBER),
    "no ally by a draft, by a treaty that has ended, or by a reading that is only proposed": treaty(
        "article 1 { when armed-attack on ally of any party the parties shall consult; }"
    )
    + 'treaty D "D" { status draft; drawn-up at "Rome" on 1980-01-01; languages en; party Chile, Fiji; '
    + HELP
    + "}\n"
    + treaty(HELP + "final-clauses { duration 5 years; }", name="Ended", party="Chile, Tonga from 1990-01-01")
    + treaty(
        'article 1 { reading n "n" proposed { when armed-attack on any party each other party shall assist; } }',
        name="Read",
        party="Chile, Ghana from 1990-01-01",
    )
    + "".join(
        scene("Kenya not bound", BEFORE, f"armed-attack on territory of {state} by Cuba")
        for state in ("Fiji", "Tonga", "Ghana")
    )
    + scene("Kenya shall consult", "1994-12-31", "armed-attack on territory of Tonga by Cuba"),
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_every_scenario_of_the_text_holds(text: str) -> None:
    assert told_wrong(text) == []


@pytest.mark.parametrize(
    ("says", "rank", "so"),
    [
        ("@help yields to constitution of each party;", "constitution", "no conflict for Chile"),
        ("@help yields to constitution of Chile;", "constitution", "no conflict for Chile"),
        ("@help yields to constitution of Kenya;", "constitution", "conflict for Chile"),
        ("@help yields to constitution of each party;", "statute", "conflict for Chile"),
        ("@help yields to statute of each party;", "statute", "no conflict for Chile"),
        ("@help yields to statute of each party;", "constitution", "no conflict for Chile"),
        ("@help yields to judgment of Chile;", "statute", "no conflict for Chile"),
        ("this treaty yields to constitution of each party;", "constitution", "no conflict for Chile"),
    ],
)
def test_ruling_77_a_text_yields_to_law_of_a_rank(says: str, rank: str, so: str) -> None:
    """Named by its rank, own law lowers a duty as `own-constitution` does, and what stands above it does so too."""
    ban = law("Chile shall not assist;", of="Chile", rank=rank)
    assert told_wrong(ban + treaty(f"{HELP} article 2 {{ {says} }}") + scene(so, BEFORE)) == []
