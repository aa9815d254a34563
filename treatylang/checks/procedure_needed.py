"""A procedure that the law of a party puts before joining the treaty or before doing what it asks.

## What it finds

For each party, what its own law requires before it ratifies a treaty like this one, and before it does what a duty may
call for: the approval of a parliament, a referendum, a mandate. Where the draft leaves no time for it, the fault is a
``law-conflict`` instead.

## Why it matters

The signature of a party that has not yet done at home what its law requires binds nobody, or binds late. Negotiators
plan the entry into force by these steps.

## Example

```treaty
treaty Pact "Pact of Consultation" {
  drawn-up  at "Manila" on 2026-11-22;
  languages en;
  under     law of parties;
  party Japan, Fiji;  # info: procedure-needed
  article "Consultation" as consultation {
    when threat to any party
      each party shall consult the others;
  }
  final-clauses { ratification with depositary; }
}
```

## Instead

The requirement is met at home, not in the text. A line above the party accepts the finding and gives the reason:
`# treaty: ignore[procedure-needed] because "the Diet votes in the spring session"`. A party whose law the library does
not have, or whose law asks for no step, gives none:

```treaty
treaty Pact "Pact of Consultation" {
  drawn-up  at "Manila" on 2026-11-22;
  languages en;
  under     law of parties;
  party Fiji, Tonga;
  article "Consultation" as consultation {
    when threat to any party
      each party shall consult the others;
  }
}
```

## Authority

Vienna Convention on the Law of Treaties, articles 14 and 46; the law of the party that the finding cites.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.findings import Category, Finding, Label, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import node_of, own, provision, the
from treatylang.reasoning.norms.accession import Procedure, joined_already, procedures
from treatylang.reasoning.situations.options import addressed, combinations
from treatylang.reasoning.verdicts.examination import examined

SEVERITY = Severity.INFO
CATEGORY = Category.LAW


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield what each party needs before it joins, and before it acts under each duty: one finding for each."""
    frame, _ = examined(world, draft, question)
    seen: set[tuple[str, str, str]] = set()
    groups: dict[tuple[str, int], list[Procedure]] = {}
    for choices in combinations(draft, question.options):
        case = replace(frame, choices=choices)
        for state in addressed(case):
            for procedure in procedures(case, state):
                key = (state, procedure.norm.instrument, str(procedure.norm.span))
                if procedure.occasion == "join" and joined_already(draft, state):
                    continue
                if not procedure.late and key not in seen:
                    seen.add(key)
                    acting = procedure.duty if procedure.occasion != "join" else None
                    groups.setdefault((state, acting.span.start if acting is not None else -1), []).append(procedure)
    for group in groups.values():
        yield _needed(draft, group)


def _needed(draft: Instrument, group: list[Procedure]) -> Finding:
    first = group[0]
    member = next((m for m in draft.parties if m.state == first.state), None)
    if first.occasion == "join" or first.duty is None:
        span = member.span if member is not None else draft.node.name.span
        when = "before it joins this treaty"
    else:
        span = first.duty.node.predicate.span
        when = "before it does what this duty may call for"
    steps = "; ".join(f"{_what(one)} ({provision(one.norm.number, one.law.title)})" for one in group)
    many = f"may need {len(group)} steps, as the case may be: " if len(group) > 1 else "must "
    return Finding(
        "procedure-needed",
        SEVERITY,
        f"{when}, {the(first.state)} {many}{steps}",
        span,
        remark=f"by {first.state}",
        labels=tuple(Label(one.norm.span, "required here") for one in group),
        notes=tuple(
            dict.fromkeys(
                f"source: {source.text.text}{' (unverified)' if source.unverified else ''}"
                for one in group
                for source in one.norm.sources
            )
        ),
        node=node_of(first.duty) if first.duty is not None else f"{draft.name}/{first.state}",
        party=first.state,
        short=_short(first, group),
    )


def _short(first: Procedure, group: list[Procedure]) -> str:
    """Return what is needed in few words: who must agree, each once, without the provisions."""
    duty = first.duty if first.occasion != "join" else None
    when = f"before it acts under {own(duty.number, '')}" if duty is not None and duty.number else ""
    when = when or ("before it joins" if duty is None else "before it acts")
    names = list(dict.fromkeys(_what(one).removeprefix("obtain ") for one in group))
    return f"{when}, {the(first.state)}{' may need' if len(names) > 1 else ''}: {'; '.join(names)}"


def _what(procedure: Procedure) -> str:
    """Return what must be done, in the words of the law's own sentence, without its subject and conditions."""
    return procedure.step.replace('"', "").replace("-", " ")
