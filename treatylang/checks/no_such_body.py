"""A sentence that names the council of the treaty, where the treaty sets up none.

## What it finds
A draft that names its own council (`decision of council`, `report to council`) but has no `council` with that label.

## Why it matters
A body that does not exist decides nothing: help that waits for its decision is never owed, and no report reaches it.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Assistance" {
    when armed-attack on any party
      each other party shall assist the attacked party if decision of council;  # error: no-such-body
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  council "Council of the Parties" as council {
    members  each party;
    decides  by majority of members;
  }
  article "Assistance" {
    when armed-attack on any party
      each other party shall assist the attacked party if decision of council;
  }
}
```
A body of another treaty is named with a reference: `decision of @Rio-1947.Organ`.

## Authority
None in general law: an organ has the powers that the treaty which sets it up gives it.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Category, Finding, Severity
from treatylang.model.bodies import OWN_BODY
from treatylang.model.instrument import Instrument, Norm, Statement, World
from treatylang.model.question import Question
from treatylang.syntax import ast

SEVERITY = Severity.ERROR
CATEGORY = Category.PROMISE


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.node.kind != "treaty" or draft.excerpt:
        return
    seen: set[int] = set()
    sentences: list[Norm | Statement] = [*draft.norms, *draft.statements]
    for sentence in sentences:
        for root in (sentence.node, *sentence.triggers):
            for item in ast.walk(root):
                if isinstance(item, ast.Name) and item.span.start not in seen and _is_own_body(draft, item.text):
                    seen.add(item.span.start)
                    yield _finding(draft, sentence.path, item)


def _is_own_body(draft: Instrument, name: str) -> bool:
    """Return whether a name is the vocabulary's word for the text's own body, and the text has none of that name."""
    if name in draft.labels or name in {member.alias for member in draft.parties}:
        return False
    word = draft.lexicon.get(name, "role")
    return word is not None and word.floor == OWN_BODY


def _finding(draft: Instrument, path: str, item: ast.Name) -> Finding:
    others = [council.name for council in draft.councils]
    line = f'`council "Council" as {item.text} {{ members each party; decides by majority of members; }}`'
    return Finding(
        "no-such-body",
        SEVERITY,
        f"no body of this treaty is called `{item.text}`",
        item.span,
        remark="set up nowhere",
        help=(f"did you mean {' or '.join(f'`{one}`' for one in others)}?",)
        if others
        else (f"set it up: {line}", "a body of another treaty is named with it: `@Treaty.label`"),
        node="/".join((draft.name, *path.split("."))),
    )
