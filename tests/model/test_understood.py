"""A sentence with a word that nobody knows takes part in no reasoning; its neighbours do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compare.test_properties import text_of
from tests.worlds import world_of

_DRAFT = """treaty T "Pact" {{
  party Ghana, Togo, Benin;
  area Zone "the zone" = territory of parties;
  article "First" as first {{
    {0}
    when armed-attack on any party
      each other party shall assist the attacked party;
  }}
}}"""


@pytest.mark.parametrize(
    "sentence",
    [
        "the parties shall never station-nuclear-weapons;",
        "each party shall shield the others;",
        "when onslaught on any party each other party shall use-force;",
        "no party shall station-nuclear-weapons in Zon;",
        "the parties shall report to board;",
        "the parties shall consult each other for @frist;",
        "Ghana shall assist Bennin;",
        "armed-attack on any wharf counts as armed-attack on that party;",
        "before signing of any treaty Ghana shall consult the others;",
        "when threat to Ghana by Mali or Niger Togo shall assist Ghana;",
    ],
)
def test_what_is_not_understood_is_left_out(sentence: str) -> None:
    world, findings = world_of(_DRAFT.format(sentence))
    draft = world.instruments["T"]
    assert findings, "the word is told"
    assert len(draft.unread) == 1
    assert [norm.acts for norm in draft.norms] == [("assist",)]
    assert draft.statements == ()


def test_all_else_is_read() -> None:
    world, findings = world_of(_DRAFT.format("the parties shall consult each other;"))
    assert not findings
    assert world.instruments["T"].unread == ()
    assert len(world.instruments["T"].norms) == 2


def test_a_mistake_in_one_file_says_nothing_of_another(tmp_path: Path) -> None:
    """A protocol in a file of its own: wherever its mistake stands, every sentence of the treaty counts."""
    treaty = (
        'treaty T "Pact" { in-force from 2000-01-01; party Ghana, Togo; article "First" as first { '
        + " ".join(f"each party shall report to security-council within {n} days;" for n in range(1, 9))
        + " } }"
    )
    (tmp_path / "pact.treaty").write_text(treaty, encoding="utf-8")
    for indent in range(0, len(treaty), 40):
        protocol = 'protocol P "P" amends T { insert after @first article "Costs" as costs { Ghana shall wimble; } }'
        text = f'import "pact.treaty";{" " * indent}{protocol}'
        world = text_of(tmp_path / "protocol.treaty", text).opened.world
        assert world is not None and len(world.instruments["T"].norms) == 8
