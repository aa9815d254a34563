"""Who can block the decisions of a body that the draft sets up.

## What it finds
For each decision of a council of the draft: which members can block it alone, or how many of them together, and what an
abstention does.

## Why it matters
Unanimity, consensus and a majority read alike and differ in who can say no. Where help waits for a decision, whoever
can block the decision can withhold the help.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia, Fiji;
  council "Council" as council {
    members  each party;
    decides  by unanimity;  # info: who-can-block
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia, Fiji;
  article "Consultation" {
    the parties shall consult each other;
  }
}
```
Nothing has to be changed: this is a note. If no member should be able to stop all others, write `by majority of
members` or `by two-thirds of votes`; `treaty decisions` shows the coalitions.

## Authority
The text of the draft. VCLT Article 9(2) adopts the text of a treaty by two thirds of the States present and voting;
how an organ decides is for the treaty that sets it up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from treatylang.findings import Category, Finding, Severity, Step
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import the
from treatylang.reasoning.explanation.narrative import listed

if TYPE_CHECKING:
    from treatylang.reasoning.kernel.voting import Game
    from treatylang.reasoning.norms.decisions import Decision

SEVERITY = Severity.INFO
CATEGORY = Category.PROMISE

_MOST_NAMED = 4


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if not draft.councils or draft.status not in ("", "draft"):
        return
    # Counting votes takes numpy, which a draft without a body does not need.
    from treatylang.reasoning.norms.decisions import decisions

    for one in decisions(world, draft, question):
        if not one.body or one.game is None or not one.game.can_be_won:
            continue
        about = f" {one.matter}" if one.matter else ""
        rule = one.rule.removeprefix("by ")
        yield Finding(
            "who-can-block",
            SEVERITY,
            f"`{one.body}` decides{about} by {rule}: {_blocking(one, one.game)}",
            one.span,
            remark="who can block it",
            steps=tuple(Step(step) for step in _steps(one, one.game)),
            help=(_other(one.game), "`treaty decisions` shows who can carry it, and how much each vote weighs"),
            node=f"{draft.name}/{one.label}",
        )


def _blocking(one: Decision, game: Game) -> str:
    """Say who can block a decision alone, or how many together."""
    n, alone = len(one.members), game.blockers
    if len(alone) == n:
        return f"each of the {n} members can block it alone" if n > 1 else f"{the(one.members[0])} decides alone"
    if alone:
        names = [the(one.members[i]) for i in alone]
        who = listed(names) if len(names) <= _MOST_NAMED else f"{len(names)} of the {n} members"
        return f"{who} can block it alone"
    size = game.smallest_blocking[0]
    return f"no member can block it alone, {size} of {n} can together"


def _steps(one: Decision, game: Game) -> Iterator[str]:
    carry = game.smallest_winning[0]
    n = len(one.members)
    if _objecting(game):
        yield "it is carried unless a member objects"
    else:
        many = f"all {n}" if carry == n else f"{carry} of {n}"
        yield f"where every member votes, {many} have to vote for it"
    if len(game.abstentions) == 1:
        yield f"an abstention {game.abstentions[0].value}"
    if one.spared:
        yield "a member that is concerned neither votes nor counts"


def _objecting(game: Game) -> bool:
    """Return whether it is carried unless a member objects, an abstention being no objection."""
    from treatylang.reasoning.kernel.voting import Abstention

    return Abstention.FOR in game.abstentions


def _other(game: Game) -> str:
    """Return how else it could be decided: with fewer who can block alone, or with more."""
    if not game.blockers:
        return "if each member should be able to block it, write `by unanimity` or `by consensus`"
    if _objecting(game):
        return (
            "if no member should be able to block it alone, write `by majority of members` or `by two-thirds of votes`"
        )
    return (
        "if an abstention should block nothing, write `by consensus`; if no member should be able to block it alone, "
        "`by majority of members`"
    )
