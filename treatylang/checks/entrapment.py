"""A duty to fight in a fight that its maker may not have meant: entrapment.

## What it finds

A floor that is armed force, owed where the victim itself provoked the attack, against a partner whom the same state has
promised to help under another treaty, in places outside every area that the draft defines, or at the end of a chain: a
partner comes to the aid of a stranger under another treaty, the attacker strikes it, and that triggers the duty. In a
chain, each partner in between may fight, and the last must.

## Why it matters

Allies fear two things: being left alone, and being drawn into the wars of others. Whatever guards against the one
invites the other; those who sign should know.

## Example

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Suva" on 2026-11-22;
  languages en;
  party Fiji, Tonga;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall use-force;  # info: entrapment
  }
}
```

## Instead

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Suva" on 2026-11-22;
  languages en;
  party Fiji, Tonga;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall use-force unless provoked or attack-begun-by-party;
  }
}
```

## Authority

The term comes from the literature on alliances (Snyder, The Security Dilemma in Alliance Politics, 1984).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.findings import Category, Finding, Severity, Step
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import all_of, named, node_of, own, provision, the
from treatylang.reasoning.explanation.narrative import listed, situation, under
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import combinations
from treatylang.reasoning.verdicts.entrapment import Drawn, chains, exposed, links
from treatylang.reasoning.verdicts.examination import examined

SEVERITY = Severity.INFO
CATEGORY = Category.PROMISE


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield, for each duty to fight, one finding that lists into which fights it may lead."""
    if draft.kind != "treaty":
        return
    frame, _ = examined(world, draft, question)
    seen: set[int] = set()
    for choices in combinations(draft, question.options):
        case = replace(frame, choices=choices)
        drawn = [*exposed(case)]
        if drawn:
            drawn += chains(case, links(case))
        groups: dict[int, list[Drawn]] = {}
        for one in drawn:
            if one.links[0].treaty is draft:
                groups.setdefault(one.links[0].duty.norm.span.start, []).append(one)
        for start, group in groups.items():
            if start not in seen:
                seen.add(start)
                yield _finding(case, group)


def _finding(case: Frame, group: list[Drawn]) -> Finding:
    norm = group[0].links[0].duty.norm
    who = list(dict.fromkeys(one.helper for one in group))
    kinds = dict.fromkeys(one.kind for one in group)
    words = listed((_KINDS[kind] for kind in kinds), "or")
    return Finding(
        "entrapment",
        SEVERITY,
        f"{provision(norm.number, case.draft.title)} may draw {all_of(who)} into a fight {words}",
        norm.node.predicate.span,
        remark=f"a duty to fight{under(norm.choices)}",
        steps=tuple(_steps(case, group)),
        help=("`unless provoked`, an area in the trigger of the duty, or discretion narrows it",),
        node=node_of(norm),
        party=", ".join(who),
        short=f"{own(norm.number, case.draft.title)} may draw {all_of(who)} into a fight {words}",
    )


_KINDS = {
    "provoked": "that the victim brought about itself",
    "partner": "against a partner",
    "outside": "outside every area that the draft defines",
    "chain": "of a stranger, through the promises of partners",
}


def _steps(case: Frame, group: list[Drawn]) -> Iterator[Step]:
    """Tell the first case of each kind; every chain is told."""
    told: set[str] = set()
    for one in group:
        if one.kind == "chain":
            yield Step(_chain(one))
            continue
        if one.kind in told:
            continue
        told.add(one.kind)
        first = situation(case, one.where, one.helper).message
        if one.kind == "partner":
            partner, treaty = one.words.split("|", 1)
            fight = f"{the(one.helper)} must fight {the(partner)}"
            yield Step(f"{first}: {fight}, which it has promised to help by {named(treaty)}")
        elif one.kind == "provoked":
            yield Step(f"{first}: {the(one.helper)} must fight all the same")
        else:
            yield Step(f"{first}: {the(one.helper)} must fight though the place lies outside `{one.words}`")


def _chain(one: Drawn) -> str:
    """Tell a chain from its far end: who is attacked, who comes to whose aid, who must fight at last."""
    last = one.links[-1]
    parts = [f"an attack on {last.helped} may bring {last.helper} to its aid ({named(last.treaty.title)})"]
    parts += [
        f"the attacker strikes {link.helped}, and {link.helper} may come to its aid ({named(link.treaty.title)})"
        for link in reversed(one.links[1:-1])
    ]
    first = one.links[0]
    parts.append(f"the attacker strikes {first.helped}, and {first.helper} must fight")
    return "; ".join(parts)
