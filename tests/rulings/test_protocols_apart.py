"""Ruling 38: protocols with parties of their own beside others; who is bound by which text (VCLT 40)."""

from __future__ import annotations

import pytest

from tests.rulings.cases import case_of

BASE = """
treaty T "Treaty T" { status in-force from 2000-01-01; languages en;
  party Japan, Australia, Fiji, Peru from 2000-01-01;
  article "Talks" as talks { when armed-attack on any party each other party shall consult; }
  article "Posts" as posts { no party shall deploy; }
}
"""


def protocol(name: str, since: str, party: str, says: str, until: str = "") -> str:
    """Return a protocol in force from a day; without parties it binds those of the treaty."""
    days = f"from {since}{f' until {until}' if until else ''}"
    line = f"party {party} from {since};" if party else ""
    return f'protocol {name} "Protocol {name}" amends T {{ status in-force {days}; languages en; {line} {says} }}\n'


def owed(act: str) -> str:
    """Return an article that asks an act of all others."""
    return f'article "Talks" as talks {{ when armed-attack on any party each other party shall {act}; }}'


GIVE = "when armed-attack on any party each other party shall give-aid;"
CONDEMN = protocol("P", "2010-01-01", "Japan, Australia, Peru", f"replace @talks {owed('condemn')}")
SANCTION = protocol("Q", "2020-01-01", "Japan, Peru", f"replace @talks {owed('sanction')}")
AID = protocol(
    "P",
    "2010-01-01",
    "Japan, Australia",
    f'insert after @talks article "Aid" as aid {{ {GIVE} }}',
)
LATER = protocol("R", "2022-01-01", "", "delete @posts;")
ENDING = protocol(
    "R", "2005-01-01", "", 'insert after @posts article "New" as new { the parties shall report; }', until="2015-01-01"
)

TABLE = {
    "what it inserts binds before a later protocol": (AID + LATER, "2015 Japan: Australia give-aid, Fiji not give-aid"),
    "and after it": (AID + LATER, "2025 Japan: Australia give-aid, Fiji not give-aid"),
    "and before its own day nobody": (AID + LATER, "2005 Japan: Australia not give-aid, Australia consult"),
    "what it takes out binds the others before a later protocol": (
        CONDEMN + LATER,
        "2015 Japan: Australia condemn, Australia not consult, Fiji consult, Fiji not condemn",
    ),
    "between a party and another of the treaty alone, the treaty": (
        CONDEMN + LATER,
        "2015 Fiji: Australia consult, Australia not condemn, Peru consult",
    ),
    "what it inserts is for its own parties": (AID, "2015 Fiji: Australia not give-aid, Australia consult"),
    "two of them: parties of both": (
        CONDEMN + SANCTION,
        "2021 Japan: Peru sanction, Peru not condemn, Peru not consult",
    ),
    "two of them: a party of the first": (
        CONDEMN + SANCTION,
        "2021 Japan: Australia condemn, Australia not consult, Australia not sanction",
    ),
    "two of them: a party of none": (
        CONDEMN + SANCTION,
        "2021 Japan: Fiji consult, Fiji not condemn, Fiji not sanction",
    ),
    "two of them: towards a party of the first": (
        CONDEMN + SANCTION,
        "2021 Australia: Japan condemn, Japan not sanction, Japan not consult",
    ),
    "two of them: towards a party of none": (
        CONDEMN + SANCTION,
        "2021 Fiji: Japan consult, Japan not sanction, Japan not condemn, Australia consult",
    ),
    "beside a part that a protocol which ended had put in": (
        ENDING
        + protocol(
            "P",
            "2010-01-01",
            "Japan, Australia",
            f'insert after @new article "Aid" as aid {{ {GIVE} }}',
        ),
        "2020 Japan: Australia give-aid, Fiji not give-aid, Australia not report",
    ),
    "a later protocol of all parties replaces what both had": (
        CONDEMN + protocol("R", "2022-01-01", "", f"replace @talks {owed('sanction')}"),
        "2025 Japan: Australia sanction, Australia not condemn, Fiji sanction, Fiji not consult",
    ),
    "until that protocol": (
        CONDEMN + protocol("R", "2022-01-01", "", f"replace @talks {owed('sanction')}"),
        "2021 Japan: Australia condemn, Australia not sanction, Fiji consult, Fiji not sanction",
    ),
}


@pytest.mark.parametrize(("protocols", "row"), TABLE.values(), ids=TABLE.keys())
def test_ruling_38_each_party_is_bound_by_the_text_that_it_shares(protocols: str, row: str) -> None:
    """Between parties of a protocol its text, from its day on, whatever other protocols follow; else the treaty's."""
    (when, victim), told = row.split(":")[0].split(), row.split(":")[1].split(",")
    expected = ""
    for one in told:
        who, *rest = one.split()
        expected += f"expect {who} {'need not' if rest[0] == 'not' else 'shall'} {rest[-1]}; "
    scenario = f'scenario "s" {{ on {when}-01-01; event armed-attack on territory of {victim} by China; {expected} }}'
    found = case_of(BASE + protocols + scenario, draft="T").expected()
    assert found == ["holds"] * len(told), dict(zip(told, found, strict=True))
