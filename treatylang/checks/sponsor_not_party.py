"""An option that is sponsored by a state that is not at the table.

## What it finds
A name after `option … by` that is not a party, invited state, signatory or observer of the treaty.

## Why it matters
A bracket is settled between those who negotiate. A sponsor who is not among them cannot give way, so the bracket can
never be lifted; most often the name is a slip.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    when armed-attack on any party
      bracket strength {
        option A by Japan
          each other party shall consult the attacked party;
        option B by Fiji  # warning: sponsor-not-party
          each other party shall assist the attacked party;
      }
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  party Fiji invited;
  article "Assistance" {
    when armed-attack on any party
      bracket strength {
        option A by Japan
          each other party shall consult the attacked party;
        option B by Fiji
          each other party shall assist the attacked party;
      }
  }
}
```

## Authority
VCLT Articles 2(1)(e) and 9: the text is drawn up and adopted by the negotiating states.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Severity
from treatylang.library import states
from treatylang.model.instrument import Instrument, World
from treatylang.model.membership import members_in
from treatylang.model.question import Question
from treatylang.syntax import ast

SEVERITY = Severity.WARNING


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if not draft.brackets or draft.every_state:
        return
    open_ones = members_in([part for _, part in draft.open_parts], draft.lexicon)
    named = {member.state for member in (*draft.parties, *open_ones)}
    for option in ast.walk(draft.node):
        for sponsor in option.sponsors if isinstance(option, ast.Option) else ():
            state = draft.alias_of(sponsor.text) or draft.lexicon.state(sponsor.text) or sponsor.text
            if state in named or sponsor.text in draft.labels:
                continue
            yield Finding(
                "sponsor-not-party",
                SEVERITY,
                f"`{sponsor.text}` sponsors an option, but does not take part in this treaty",
                sponsor.span,
                remark="not named as a party",
                help=(
                    (draft.lexicon.state(sponsor.text) is None and states.meant(sponsor.text))
                    or f"add `party {sponsor.span.text} invited;`, or name the sponsor that is meant",
                ),
                node=draft.name,
                party=state,
            )
