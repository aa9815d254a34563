"""An oath that deems and obliges nobody: an attack on one is an attack on all, and no sentence says what they shall do.

## What it finds
A sentence that makes an attack count as an attack on others, in a draft where no sentence obliges a party to do
anything when such an attack happens. It looks for duties that the deemed event triggers, in the provisions for which
it is deemed.

## Why it matters
"One for all and all for one" sounds like a promise of help, but is not: it says whom an attack
concerns, not what anybody owes. A party that relies on it has nothing to invoke.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Collective defence" as collective-defence {
    armed-attack on any party counts as armed-attack on all parties;  # warning: deems-without-duty
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Collective defence" as collective-defence {
    armed-attack on any party counts as armed-attack on all parties;
    when armed-attack on any party
      each other party shall assist the attacked party;
  }
}
```

## Authority
VCLT Article 26: every treaty in force binds the parties to it and must be performed; where nothing is to be performed,
nothing binds.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Severity
from treatylang.model.instrument import Instrument, Norm, Statement, World
from treatylang.model.lexicon import Lexicon
from treatylang.model.question import Question
from treatylang.syntax import ast

SEVERITY = Severity.WARNING
FROM_SILENCE = True


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.kind != "treaty" or draft.excerpt:
        return
    for one in draft.statements:
        if one.kind != "counts-as" or one.object is None:
            continue
        deemed = _event(one.object.head, draft.lexicon)
        if not deemed or any(_owed(norm, deemed, _purposes(one), draft.lexicon) for norm in draft.norms):
            continue
        yield Finding(
            "deems-without-duty",
            SEVERITY,
            f"this deems {_said(deemed, draft.lexicon)}, but obliges nobody to do anything yet",
            one.span,
            remark="no duty follows",
            help=(f"add a duty: `when {deemed} on any party each other party shall assist the attacked party;`",),
            node="/".join((draft.name, *one.path.split("."))),
        )


def _said(event: str, lexicon: Lexicon) -> str:
    word = lexicon.get(event, "event")
    return word.say() if word is not None else event


def _event(head: object, lexicon: Lexicon) -> str:
    """Return the event that a phrase names, nothing where it names something else."""
    if isinstance(head, ast.Words) and isinstance(head.items[0], ast.Name):
        name = head.items[0].text
        return name if lexicon.get(name, "event") is not None else ""
    return ""


def _purposes(one: Statement) -> frozenset[str]:
    """Return the labels of the provisions for which something counts; none where it counts for all."""
    slots = one.object.slots if one.object is not None else ()
    values = [slot.value for slot in slots if slot.word == "for"]
    return frozenset(item.text for value in values if isinstance(value, ast.Words) for item in value.items)


def _owed(norm: Norm, deemed: str, purposes: frozenset[str], lexicon: Lexicon) -> bool:
    """Return whether a norm obliges somebody when the deemed event happens."""
    if not norm.modality.obliges or (purposes and not purposes & set(norm.labels)):
        return False
    conditions = [*norm.triggers, *(q.value for q in norm.qualifications if q.word in ("if", "when"))]
    events = [
        _event(atom.phrase.head, lexicon)
        for condition in conditions
        for atom in (condition, *ast.walk(condition))
        if isinstance(atom, ast.Atom)
    ]
    if not any(events):
        words = (lexicon.get(name, "act") for name in norm.acts)
        wide = {name for word in words if word is not None for name in lexicon.wider(word.name)}
        return any(word.owner == "mutual-defence" for name in wide if (word := lexicon.get(name, "act")) is not None)
    return any(event and lexicon.is_a(deemed, event) for event in events)
