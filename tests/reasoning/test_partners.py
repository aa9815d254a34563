"""Bans that name whom one may not help, or against whom: they reach a duty exactly where it is owed to those."""

from __future__ import annotations

import pytest

from tests.worlds import world_of
from treatylang.model.question import Question
from treatylang.reasoning.verdicts.examination import examined

DRAFT = """
law Fiji-Neutral "Act on Neutrality" of Fiji {
  rank constitution;
  in-force from 2020-01-01;
  article 1 { Fiji shall not %s; }
}
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Suva" on 2026-11-22;
  languages en;
  under     law of parties;
  party Fiji, Tonga, Palau;
  article "Assistance" as assistance {
    when armed-attack on any party
      %s;
  }
}
"""


def conflicts(ban: str, duty: str) -> set[tuple[str, str]]:
    """Return who attacks whom, at home, where the duty collides with the ban."""
    world, _ = world_of(DRAFT % (ban, duty))
    frame, clashes = examined(world, world.instruments["Pact"], Question())
    found = set()
    for clash in clashes:
        for attacker in (*frame.space.states, "another state"):
            for victim in frame.space.states:
                values = {"attacker": attacker, "victim": victim, "place": victim}
                both = frame.diagrams.all_of(frame.diagrams.value(name, value) for name, value in values.items())
                if clash.kind == "conflict" and frame.diagrams.both(clash.where, both):
                    found.add((attacker, victim))
    return found


@pytest.mark.parametrize(
    ("ban", "duty", "attackers", "victims"),
    [
        ("assist Tonga", "each other party shall assist the attacked party", None, {"Tonga"}),
        ("assist Samoa", "each other party shall assist the attacked party", None, set()),
        ("assist any third state", "each other party shall assist the attacked party", None, {"Tonga", "Palau"}),
        ("assist Tonga against Samoa", "each other party shall assist the attacked party", {"Samoa"}, {"Tonga"}),
        ("assist any state against Samoa", "each other party shall assist the attacked party", {"Samoa"}, None),
        ("assist Tonga", "Fiji shall assist Palau", None, set()),
        ("assist Palau", "Fiji shall assist Palau", None, {"Tonga", "Palau", "Fiji"}),
        ("use-force against Samoa", "each other party shall assist the attacked party with force", {"Samoa"}, None),
        ("use-force against Samoa", "each other party shall assist the attacked party", set(), set()),
    ],
)
def test_a_ban_that_names_partners(ban: str, duty: str, attackers: set[str] | None, victims: set[str] | None) -> None:
    found = conflicts(ban, duty)
    if attackers is not None:
        assert {attacker for attacker, _ in found} == attackers
    if victims is not None:
        assert {victim for _, victim in found} & {"Fiji", "Tonga", "Palau"} == victims
