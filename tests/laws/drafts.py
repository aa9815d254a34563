"""Random drafts in the words of the shipped vocabulary, among states whose law the library holds and others."""

from __future__ import annotations

import random
from collections.abc import Iterator

STATES = (
    "Japan", "Australia", "Philippines", "South Korea", "Vietnam", "India", "Indonesia", "United States",
    "New Zealand", "Taiwan", "Fiji", "Mongolia",
)  # fmt: skip
EVENTS = (
    "armed-attack", "armed-attack", "armed-attack", "cyber-attack", "threat", "imminent-threat", "incursion",
    "blockade",
)  # fmt: skip
HIT = (
    "any party", "any party", "any other party", "any state", "each other party", "territory of any party",
    "territory, forces, vessels, aircraft of any party", "vessels of any party", "self",
    "territory of {one}", "{one}", "islands of any party",
)  # fmt: skip
ACTS = (
    "use-force", "assist", "assist by all-means", "assist by force", "consult the others", "deploy-abroad",
    "support-logistics", "share-intelligence", "transfer-arms", "sanction {enemy}", "report to security-council",
    "host-forces", "give-aid", "transfer-command", "station-nuclear-weapons on territory of {one}",
    "maintain-neutrality", "transit-forces", "inspect-ships", "search-and-rescue", "protect-assets", "rely-nuclear",
)  # fmt: skip
BEARERS = ("each other party", "each other party", "each party", "{one}", "the parties", "{two}", "no party")
MODALS = ("shall", "shall", "shall", "shall", "shall not", "may", "should", "need not")
TAILS = (
    "", "", "", " with discretion", " in accordance with constitutional-processes", " subject to national-law",
    " if request of that party", " if no-other-means", " after consult", " unless provoked",
    " until security-council acted", " if decision of security-council", " within 30 days", " by force",
    " from 2028-01-01", " until 2029-01-01", " in peacetime", " if emergency",
)  # fmt: skip
ATTACKERS = ("", "", "", " by any state", " by non-state", " by {enemy}", " by {two}")
DAYS = ("1955-06-01", "1975-01-01", "1992-01-01", "2005-01-01", "2016-06-01", "2027-01-01")
ENEMIES = ("China", "Russia", "North Korea")


def pact(draw: random.Random, name: str = "Pact") -> str:
    """Return the text of a random pact; not every one is without mistakes."""
    parties = draw.sample(STATES, draw.randint(2, 4))
    one, two, enemy = draw.choice(parties), draw.choice(parties), draw.choice(ENEMIES)
    fill = {"one": _named(one), "two": _named(two), "enemy": _named(enemy)}
    lines = [f'treaty {name} "{name}" {{', f"  drawn-up {draw.choice(DAYS)};", "  under law of parties;"]
    lines.append(f"  party {', '.join(map(_named, parties))};")
    for number in range(1, draw.randint(2, 4)):
        lines.append(f"  article {number} as n{number} {{")
        lines += [f"    {line.format(**fill)}" for line in _sentences(draw)]
        lines.append("  }")
    return "\n".join((*lines, "}"))


def _sentences(draw: random.Random) -> Iterator[str]:
    bearer = draw.choice(BEARERS)
    modal = draw.choice(MODALS)
    modal = "shall" if bearer == "no party" and modal == "shall not" else modal
    said = f"{bearer} {modal} {draw.choice(ACTS)}{draw.choice(TAILS)};"
    if draw.random() < 0.8:
        yield f"when {draw.choice(EVENTS)} on {draw.choice(HIT)}{draw.choice(ATTACKERS)}"
        yield f"  {said}"
    else:
        yield said


def _named(state: str) -> str:
    return f'"{state}"' if " " in state else state
