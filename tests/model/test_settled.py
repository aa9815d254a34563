"""What a chosen option held behind `when` is read, printed and compared as it was in the bracket."""

from __future__ import annotations

import pytest

from tests.fuzz.trying import Commands

DRAFT = """treaty T "t" {{
  drawn-up at "Suva" on 2026-11-22;
  party Fiji, Tonga;
  article "h" as h {{
    {opening} {{
      bracket b {{
        option A {held}
        option B each party shall assist;
      }}
    }}
  }}
}}
"""
HELD = (
    "1 { each party shall assist; }", "reading one { each party shall assist; }", 'en "Help is given.";',
    'source "Text of 2027"; each party shall consult;', 'circumstance calm "calm prevails"; each party shall consult;',
    "final-clauses { duration 10 years; }", 'council "Board" as board { each party is a member; }',
)  # fmt: skip
COMMANDS = (
    ("check", "draft.treaty", "--option", "b=A"), ("render", "draft.treaty", "--option", "b=A"),
    ("redline", "draft.treaty", "seed.treaty", "--option", "b=A"), ("diff", "seed.treaty", "draft.treaty"),
)  # fmt: skip


@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize("opening", ["when armed-attack on any party", "failing consult of any party"])
def test_every_body_of_a_chosen_option_is_answered(tmp_path, opening, held):
    commands = Commands(tmp_path)
    plain = DRAFT.format(opening=opening, held="each party shall consult;")
    commands.lay_out(DRAFT.format(opening=opening, held=held), plain)
    for command in COMMANDS:
        assert commands.run((*command, "--isolated")) is None
