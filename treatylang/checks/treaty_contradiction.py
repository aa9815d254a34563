"""A duty that treaties of the same state both ask for and forbid, with nothing that says which of them prevails.

## What it finds

A duty of the draft, or of a treaty in force beside it, is owed in a situation in which bans of treaties that bind the
same state forbid every way to perform it. The draft is one side of it: it asks, or it forbids. Nothing gives priority
to either side: neither a sentence of the texts nor a later treaty among the same parties.

## Why it matters

Whatever the state does, it breaks a treaty. It will decide which one by itself, when it matters most.

## Example

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Suva" on 2026-11-22;
  languages en;
  party Fiji, Tonga;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall use-force;  # error: treaty-contradiction
  }
  article "Peace" as peace {
    no party shall use-force against any state;
  }
}
```

## Instead

The ban gives way where the duty is owed:

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Suva" on 2026-11-22;
  languages en;
  party Fiji, Tonga;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall use-force notwithstanding @peace;
  }
  article "Peace" as peace {
    no party shall use-force against any state;
  }
}
```

## Authority

Vienna Convention on the Law of Treaties, article 30. That the special rule prevails over the general one, or the later
over the earlier between different parties, are arguments; the checker names them and settles nothing by them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.findings import Category, Finding, Label, Severity
from treatylang.model.instrument import Instrument, Norm, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import named, node_of, provision, says, sources
from treatylang.reasoning.explanation.narrative import forbidding, listed, owing, situation, under
from treatylang.reasoning.norms.priority import made
from treatylang.reasoning.remedies.settlements import settlements
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.verdicts.contradiction import Dilemma, DilemmaKind, alike, dilemmas
from treatylang.reasoning.verdicts.examination import examined
from treatylang.source import Span

SEVERITY = Severity.ERROR
CATEGORY = Category.TREATY


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield the duties that treaties both ask for and forbid."""
    frame, _ = examined(world, draft, question)
    told: set[tuple[Span, str]] = set()
    for one, bearers in alike(dilemmas(frame), DilemmaKind.CONTRADICTION):
        mine = one.treaty is frame.draft
        place = one.duty.norm if mine else next(ban.norm for ban in one.bans if ban.law is frame.draft)
        message = _message(frame, one, bearers)
        # Many options of one article may each forbid it: in these words it is told once, with one of them.
        if (place.node.predicate.span, message) not in told:
            told.add((place.node.predicate.span, message))
            yield _finding(replace(frame, choices=one.choices), one, bearers, place, message)


def _message(case: Frame, one: Dilemma, bearers: tuple[str, ...]) -> str:
    against = listed(dict.fromkeys(provision(ban.norm.number, ban.law.title) for ban in one.bans))
    asked_by = provision(one.duty.norm.number, one.treaty.title)
    acts = says(case.world.lexicon, one.act)
    return f"{listed(bearers)} would be bound to {acts} by {asked_by} and forbidden to by {against}"


def _finding(case: Frame, one: Dilemma, bearers: tuple[str, ...], place: Norm, message: str) -> Finding:
    norm = one.duty.norm
    bearer, who = bearers[0], listed(bearers)
    mine = one.treaty is case.draft
    lexicon = case.world.lexicon
    return Finding(
        "treaty-contradiction",
        Severity.WARNING if case.draft.political else SEVERITY,  # what binds in politics alone, nobody breaks in law
        message,
        place.node.predicate.span,
        remark=f"{'owed by' if mine else 'forbidden to'} {who}{under(norm.choices)}",
        labels=tuple(
            Label(ban.norm.span, f"forbidden here: {provision(ban.norm.number, ban.law.title)}") for ban in one.bans
        )
        if mine
        else (Label(norm.span, f"owed here: {provision(norm.number, one.treaty.title)}"),),
        steps=(
            situation(case, one.where, bearer),
            owing(case, one.treaty, norm, bearer, one.act),
            *(forbidding(lexicon, ban.law, ban.norm, bearer) for ban in one.bans),
        ),
        notes=(*dict.fromkeys(_sources(case, one)), *_arguments(case, one)),
        help=("say which prevails: `notwithstanding`, `prevails over` or `yields to`",),
        fixes=tuple(settlements(case, one)),
        node=node_of(place),
        party=", ".join(bearers),
    )


def _sources(case: Frame, one: Dilemma) -> Iterator[str]:
    """Yield the sources of what the other treaties say."""
    for norm, treaty in ((one.duty.norm, one.treaty), *((ban.norm, ban.law) for ban in one.bans)):
        if treaty is not case.draft:
            yield from sources(norm, treaty)


def _arguments(case: Frame, one: Dilemma) -> Iterator[str]:
    """Yield the maxims that might be argued; none of them settles anything by itself (ruling 17)."""
    for ban in one.bans:
        if ban.law is one.treaty:
            continue
        first, second = made(one.treaty), made(ban.law)
        if first is not None and second is not None and first != second:
            later = one.treaty if first > second else ban.law
            yield (
                f"it might be argued that {named(later.title)} prevails as the later of the two, or the more special "
                "of them; between different parties neither is settled"
            )
