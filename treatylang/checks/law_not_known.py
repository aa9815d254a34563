"""A party of whose law the library holds nothing, or nothing on what the treaty asks: whether it may is not known.

## What it finds

Parties whose own law might forbid what the draft asks of them, but of whose law on that subject the library holds
nothing: the use of force, neutrality, foreign bases, nuclear weapons and so on. For a treaty that is still to be made
the law on treaty-making counts too, and for an alliance the law on alliances. One finding names all these parties.

## Why it matters

If no law is held, no conflict is found, and silence looks like a clean bill of health. No verdict about these parties
was reached: that they "could join", or that their help is "certain", would be a guess.

## Example

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Manila" on 2026-11-22;
  languages en;
  under     law of parties;
  party Japan, Fiji;  # info: law-not-known
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party with force;
  }
}
```

## Instead

Write what the law says, in the folder `laws` of the project or in the draft itself. A law covers every subject, unless
it says with `covers` on which of them it is whole:

```treaty
law Fiji-Constitution "Constitution of Fiji" of Fiji {
  rank      constitution;
  covers    force, neutrality, alliances, procedure;
  in-force  from 2013-09-07;
  article as forces { Fiji may use-force; }
}

treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Manila" on 2026-11-22;
  languages en;
  under     law of parties;
  party Japan, Fiji;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party with force;
  }
}
```

## Authority

Vienna Convention on the Law of Treaties, article 46: what internal law says of the competence to conclude treaties can
matter to consent; it has to be known before it can be said to allow anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.findings import Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import the
from treatylang.reasoning.explanation.unheld import not_held, subjects
from treatylang.reasoning.explanation.witness import listed
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.norms.accession import joined_already
from treatylang.reasoning.norms.knowledge import asked_of, holding, of_joining
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed, combinations
from treatylang.reasoning.verdicts.examination import examined

SEVERITY = Severity.INFO


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield one finding that names the parties whose law is not held, and the subjects on which it is not."""
    if draft.kind != "treaty":
        return
    frame, _ = examined(world, draft, question)
    missing: dict[str, set[str]] = {}
    for choices in combinations(draft, question.options):
        case = replace(frame, choices=choices)
        for state in addressed(case):
            if world.lexicon.state(state) is not None or world.laws_of(state):  # else it is `unknown-state`
                missing.setdefault(state, set()).update(_missing(case, draft, state))
    every = [word.name for word in world.lexicon.words("subject")]
    groups: dict[tuple[str, ...], list[str]] = {}
    for state, names in missing.items():
        if names:
            groups.setdefault(tuple(name for name in every if name in names), []).append(state)
    if groups:
        yield _finding(world, draft, groups)


def _missing(case: Frame, draft: Instrument, state: str) -> Iterator[str]:
    """Yield the subjects that the draft touches for a party while no law of its own on them is held."""
    days = Reader(case, draft, state).party(state)
    if not joined_already(draft, state):
        yield from holding(case, state, of_joining(case, draft)).lacking(case, days)
    yield from (name for name, where in asked_of(case, draft, state).items() if where != EMPTY)


def _finding(world: World, draft: Instrument, groups: dict[tuple[str, ...], list[str]]) -> Finding:
    states = [state for those in groups.values() for state in those]
    lines = {member.state: member.span for member in reversed(draft.parties)}
    first = min((lines[state] for state in states if state in lines), key=lambda span: span.start, default=None)
    bare = [the(state) for state in states if not world.laws_of(state)]
    notes = [f"of {listed(bare)} it holds no law at all"] if bare else []
    short = list(dict.fromkeys(name for names in groups for name in names))
    example = f"`law … of {states[0]} {{ rank constitution; covers {', '.join(short)}; … }}`"
    return Finding(
        "law-not-known",
        SEVERITY,
        "it is not known whether domestic law allows all that this treaty asks: the library holds "
        + not_held(world.lexicon, groups),
        first or draft.node.name.span,
        remark="not known",
        notes=tuple(notes),
        help=(f"write down what their law says on {subjects(world.lexicon, short)}: {example}",),
        party=states[0] if len(states) == 1 else "",
    )
