"""A duty that a party cannot perform without breaking its own law.

## What it finds

For every duty of the draft and every party that would owe it, the rule computes the floor: the least that is owed in
each situation. Where the floor is owed and the party's own law, in a reading that prevails on that date, forbids every
way to perform it, the draft asks for a breach. It also finds a party whose law forbids it to join a treaty of this kind
at all, and a procedure of its law that the timing of the draft makes impossible. Law that a treaty outranks in the
state's own legal order is reported as information, declared policy as a warning: neither excuses a breach abroad.

The finding shows a situation in which it happens, step by step, the sentence of the draft and the sentence of the law,
the reading with its dates, the source, and the smallest changes of the draft that remove it, each tried before it is
shown, with what it costs in promises and what it costs or gains in guarantees.

## Why it matters

A state may not plead its own law to excuse a breach of a treaty. A promise that its courts or its cabinet will not let
it keep leaves the partners with a claim and no help.

## Example

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Manila" on 2026-11-22;
  languages en;
  under     law of parties;
  party Japan, Philippines;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party with force;  # error: law-conflict
  }
}
```

## Instead

```treaty
treaty Pact "Pact of Mutual Assistance" {
  drawn-up  at "Manila" on 2026-11-22;
  languages en;
  under     law of parties;
  party Japan, Philippines;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party with force
        in accordance with constitutional-provisions;
  }
}
```

## Authority

Vienna Convention on the Law of Treaties, articles 27 and 46; the law of the party that the finding cites.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.findings import Category, Finding, Label, Severity, Step
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import agreeing, node_of, provision, says, the
from treatylang.reasoning.explanation.conflicts import barred_findings, clash_finding
from treatylang.reasoning.explanation.narrative import situation
from treatylang.reasoning.norms.accession import Procedure, procedures
from treatylang.reasoning.norms.bans import Weight
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed, combinations
from treatylang.reasoning.verdicts.contradiction import Dilemma, required
from treatylang.reasoning.verdicts.examination import examined
from treatylang.reasoning.verdicts.legality import ClashKind

SEVERITY = Severity.ERROR
CATEGORY = Category.LAW
_OF = {Weight.LAW: Severity.ERROR, Weight.POLICY: Severity.WARNING, Weight.OUTRANKED: Severity.INFO}


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield the conflicts of a draft with the law of its parties."""
    # What is only political binds nobody: at most a warning (ruling 20).
    highest = Severity.WARNING if draft.political else Severity.ERROR
    for finding in _found(world, draft, question):
        yield replace(finding, severity=min(finding.severity, highest))


def _found(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    frame, clashes = examined(world, draft, question)
    for clash in clashes:
        if clash.kind is ClashKind.CONFLICT and not clash.readings:
            yield clash_finding(frame, clash, "law-conflict", _OF[clash.weight])
    yield from barred_findings(frame, "law-conflict", {int(weight): severity for weight, severity in _OF.items()})
    yield from _impossible(frame)
    yield from _required(frame)


def _impossible(frame: Frame) -> Iterator[Finding]:
    seen: set[tuple[str, str, str]] = set()
    for choices in combinations(frame.draft, frame.question.options):
        case = replace(frame, choices=choices)
        for state in addressed(case):
            for procedure in procedures(case, state):
                key = (state, procedure.norm.instrument, procedure.norm.path + procedure.late)
                if procedure.late and key not in seen:
                    seen.add(key)
                    yield _too_late(case, procedure)


def _required(frame: Frame) -> Iterator[Finding]:
    """Yield the bans of the draft on what a party's own law requires of it."""
    seen: set[tuple[str, int, str]] = set()
    for choices in combinations(frame.draft, frame.question.options):
        case = replace(frame, choices=choices)
        for state in addressed(case):
            for one in required(case, state):
                if all(ban.norm.implied for ban in one.bans):
                    continue  # what a duty of the draft excludes: the law against that duty says it already
                key = (state, one.duty.norm.span.start, one.treaty.name)
                if key not in seen:
                    seen.add(key)
                    yield _forbidden(case, one)


def _forbidden(case: Frame, one: Dilemma) -> Finding:
    ban = one.bans[0].norm
    law = provision(one.duty.norm.number, one.treaty.title)
    bearer = the(one.duty.bearer)
    what = says(case.world.lexicon, one.act)
    return Finding(
        "law-conflict",
        Severity.ERROR,
        f"{bearer} would be forbidden to {what} in situations in which {law} {agreeing(law, 'require')} it",
        ban.node.predicate.span,
        remark=f"forbidden to {bearer}",
        labels=(Label(one.duty.norm.span, f"required here: {law}"),),
        steps=(
            situation(case, one.where, one.duty.bearer),
            Step(f"{law} {agreeing(law, 'bind')} {bearer} to {what}", one.duty.norm.span),
            Step(f"{provision(ban.number, case.draft.title)} forbids every way to do it", ban.span),
        ),
        help=("except what the law requires: `unless …`, or narrow the act that is forbidden",),
        node=node_of(ban),
        party=one.duty.bearer,
    )


def _too_late(case: Frame, procedure: Procedure) -> Finding:
    span = procedure.duty.node.predicate.span if procedure.duty is not None else case.draft.node.name.span
    law = provision(procedure.norm.number, procedure.law.title)
    return Finding(
        "law-conflict",
        _OF[procedure.weight],
        f"{the(procedure.state)} cannot complete a procedure that its own law puts first: {procedure.late}",
        span,
        remark="no time for the procedure",
        labels=(Label(procedure.norm.span, f"required here by {law}"),),
        steps=(
            Step(f"{law} puts a procedure before `{procedure.act}`", procedure.norm.span),
            Step(procedure.late, span),
        ),
        help=("give the procedure time: require ratification, or drop the limit",),
        node=node_of(procedure.duty) if procedure.duty is not None else case.draft.name,
        party=procedure.state,
    )
