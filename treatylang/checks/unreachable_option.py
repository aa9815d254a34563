"""An option of a bracket that nobody can choose.

## What it finds
The second of two options of one bracket that have the same name, and an option that says the same as an earlier one.

## Why it matters
Options are chosen by name, so the second can never be chosen; and a choice between two equal texts is none.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    when armed-attack on any party
      bracket strength {
        option A by Japan
          each other party shall consult the attacked party;
        option A by Australia  # error: unreachable-option
          each other party shall assist the attacked party;
      }
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    when armed-attack on any party
      bracket strength {
        option A by Japan
          each other party shall consult the attacked party;
        option B by Australia
          each other party shall assist the attacked party;
      }
  }
}
```

## Authority
None in law: the practice of negotiating texts.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Label, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.syntax import ast

SEVERITY = Severity.ERROR


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    brackets = ast.walk(draft.node) if draft.brackets else iter(())
    for bracket in brackets:
        if not isinstance(bracket, ast.Bracket):
            continue
        for place, option in enumerate(bracket.options):
            earlier = bracket.options[:place]
            other = next((o for o in earlier if o.name.text == option.name.text or o.body == option.body), None)
            if other is None:
                continue
            same = other.name.text == option.name.text
            name = f"the option `{option.name.text}` of `{bracket.name.text}`"
            yield Finding(
                "unreachable-option",
                SEVERITY,
                f"{name} can never be chosen: another has its name"
                if same
                else f"{name} says the same as `{other.name.text}`",
                option.name.span,
                remark="named again" if same else "the same text",
                labels=(Label(other.name.span, "the earlier one"),),
                help=("give it another letter",) if same else ("drop one of the two",),
                node=f"{draft.name}/{bracket.name.text}/{option.name.text}",
            )
