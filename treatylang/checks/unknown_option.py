"""A choice for a bracket or option that the draft does not have.

## What it finds
`--option strength=C` where no draft has a bracket `strength`, or the bracket has no option `C`.

## Why it matters
The choice would have no effect, and the verdict would be about a text that nobody asked about.

## Example
Checked with `--option strength=C`:
```treaty strength=C
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    bracket strength {  # error: unknown-option
      option A by Japan the parties shall consult each other;
      option B by Australia the parties shall assist each other;
    }
  }
}
```

## Instead
Checked with `--option strength=B`:
```treaty strength=B
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    bracket strength {
      option A by Japan the parties shall consult each other;
      option B by Australia the parties shall assist each other;
    }
  }
}
```

## Authority
None in law: this concerns how the check was asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from treatylang.findings import Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.syntax import ast

SEVERITY = Severity.ERROR


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    texts = [world.instruments[name] for name in world.drafts]
    everywhere = sorted({name for text in texts for name in (*text.brackets, *text.settled)})
    for bracket, option in question.options.items():
        options, path = draft.brackets.get(bracket), f"{draft.name}/{bracket}"
        if options is not None and option not in options:
            nodes = (node for node in ast.walk(draft.node) if isinstance(node, ast.Bracket))
            node = next((node for node in nodes if node.name.text == bracket), None)
            message = f"the bracket `{bracket}` has no option `{option}`"
            known = f"it has {', '.join(f'`{name}`' for name in options)}"
            span = node.name.span if node is not None else draft.node.name.span
            yield Finding("unknown-option", SEVERITY, message, span, help=(known,), node=path)
        # A bracket that no draft has is reported once, with the first draft.
        elif bracket not in everywhere and draft.name == world.drafts[0]:
            near = get_close_matches(bracket, everywhere, n=1)
            known = f"did you mean `{near[0]}`?" if near else f"brackets here: {', '.join(everywhere) or 'none'}"
            message = f"there is no bracket `{bracket}`"
            span = draft.node.name.span
            yield Finding("unknown-option", SEVERITY, message, span, help=(known,), node=path)
