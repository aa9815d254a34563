"""A clash told to a drafter: what is promised, what forbids it, the witness in steps, the remedies and their price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.findings import Finding, Label, Severity, Step
from treatylang.model.instrument import Norm, Period, Reading
from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.explanation.citation import cited, forbid, node_of, own, rests_on, says, the
from treatylang.reasoning.explanation.extent import Extent, extent
from treatylang.reasoning.explanation.extent import told as where
from treatylang.reasoning.explanation.facts import clause
from treatylang.reasoning.explanation.witness import Witness, listed, told, witness
from treatylang.reasoning.norms.accession import Barred, barred
from treatylang.reasoning.norms.bans import Ban, hosts
from treatylang.reasoning.remedies.cures import cures
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed
from treatylang.reasoning.verdicts.legality import Clash, ClashKind
from treatylang.source import Span


def clash_finding(frame: Frame, clash: Clash, rule: str, severity: Severity) -> Finding:
    """Return the finding of a clash, with its witness, its sources and the remedies that were tried."""
    case = replace(frame, choices=clash.choices)
    norm = clash.duty.norm
    found = witness(case, clash.where, about=clash.duty.bearer)
    hard = clash.kind is ClashKind.CONFLICT and not clash.readings
    fixes = cures(case, clash) if hard else ()
    reach = extent(case, clash.owed, clash.where) if hard else None
    return Finding(
        rule=rule,
        severity=severity,
        message=_message(case, clash, reach),
        span=_primary(norm),
        remark=f"{'free to' if norm.modality.permits else 'owed by'} {the(clash.duty.bearer)}{_option(norm)}",
        labels=tuple(_label(ban) for ban in _cited(clash.bans)),
        steps=tuple(_steps(case, clash, found)),
        notes=tuple(_notes(case, clash, reach)),
        help=()
        if fixes or not hard
        else ("no single change was found that removes it; see the suggestions of the law",),
        fixes=fixes,
        node=node_of(norm),
        party=_whose(clash),
        reading=", ".join(reading.name for reading in clash.readings),
        short=_short(case, clash),
    )


def _whose(clash: Clash) -> str:
    """Return the state whose own law stands against what is promised: the bearer, or who would have to let it act."""
    states = hosts(clash.bans, clash.duty.bearer)
    return states[0] if states else clash.duty.bearer


def _primary(norm: Norm) -> Span:
    """Return the smallest piece that says what is owed: the modal, the acts and their slots."""
    return norm.node.predicate.span


def _option(norm: Norm) -> str:
    if not norm.choices:
        return ""
    return " under " + ", ".join(f"option {c.option} of `{c.bracket}`" for c in sorted(norm.choices, key=str))


def _message(case: Frame, clash: Clash, reach: Extent | None) -> str:
    lexicon = case.world.lexicon
    bearer = the(clash.duty.bearer)
    what = says(lexicon, clash.act)
    laws = tuple(dict.fromkeys(cited(ban) for ban in clash.bans))
    law = listed(laws)
    verb = forbid(law) if len(laws) == 1 else "forbid"
    if clash.readings:
        names = listed(reading.name for reading in clash.readings)
        return f"{bearer} would be bound to {what}, which its law forbids in readings that do not prevail ({names})"
    if clash.kind is ClashKind.TENSION and _whose(clash) == clash.duty.bearer:
        return f"all that {bearer} could do under this duty is forbidden by {law}"
    every = reach is None or reach.every
    owed = "allowed" if clash.duty.norm.modality.permits else "owed"
    how_far = f"in {'every situation' if every else 'some of the situations'} in which it is {owed}"
    if (host := _whose(clash)) != clash.duty.bearer:
        return f"{the(host)} would be bound to let {bearer} {what} on its territory, which {law} {verb} {how_far}"
    return f"{bearer} would be bound to {what}, which {law} {verb} {how_far}"


def _short(case: Frame, clash: Clash) -> str:
    """Return the sentence of a list: what stands only under readings that do not prevail is often a note."""
    if not clash.readings:
        return ""
    what = says(case.world.lexicon, clash.act)
    names = listed(reading.name for reading in clash.readings)
    law = listed(dict.fromkeys(own(ban.norm.number, ban.law.title) for ban in clash.bans))
    return f"{the(clash.duty.bearer)} may not {what} if {law} is read as {names}, which no longer or not yet prevail"


def _period(period: Period) -> str:
    if period.since is None:
        return ""
    until = f" until {period.until}" if period.until is not None else ""
    return f", from {period.since}{until}"


def _label(ban: Ban) -> Label:
    reading = ban.reading
    how = f" as read in `{reading.name}`{_period(reading.period)}" if reading is not None else ""
    return Label(ban.norm.span, f"forbidden: {cited(ban)}{how}")


def _cited(bans: tuple[Ban, ...]) -> tuple[Ban, ...]:
    """Return the bans worth showing: each sentence once."""
    seen: dict[tuple[str, int], Ban] = {}
    for ban in bans:
        seen.setdefault((ban.law.name, ban.norm.span.start), ban)
    return tuple(seen.values())


def _steps(case: Frame, clash: Clash, found: Witness) -> Iterator[Step]:
    lexicon = case.world.lexicon
    norm = clash.duty.norm
    bearer = the(clash.duty.bearer)
    facts = told(case, found)
    yield Step("; ".join(facts))
    binds = "lets" if norm.modality.permits else "binds"
    to = "" if norm.modality.permits else " at the least to"
    yield Step(
        f"{own(norm.number, case.draft.title)} {binds} {bearer}{to} {says(lexicon, clash.act)}{_option(norm)}",
        norm.span,
    )
    for ban in _cited(clash.bans):
        reading = f", read as `{ban.reading.name}`," if ban.reading is not None else ""
        yield Step(
            f"{cited(ban)}{reading} {forbid(cited(ban))} {bearer} to {_acts(lexicon, ban)}",
            ban.norm.span,
        )
    yield Step(_shut(lexicon, clash))


def _shut(lexicon: Lexicon, clash: Clash) -> str:
    """Say that no way to perform is left, and which they are where they are few."""
    if len(clash.ways) == 1:
        return "there is no other way to perform the duty"
    others = sorted(says(lexicon, way) for way in clash.ways if way != clash.act)
    which = f" (to {listed(others, 'or')} too)" if 0 < len(others) <= _FEW else ""
    return f"every way to {says(lexicon, clash.act)} is forbidden{which}"


_FEW = 3
"""So many ways to perform are named."""


def _standing(reading: Reading) -> str:
    if reading.standing == "prevailing":
        return f"prevailed{_period(reading.period)}"
    return reading.standing or "held by some"


def _acts(lexicon: Lexicon, ban: Ban) -> str:
    return " or ".join(says(lexicon, act) for act in ban.norm.acts)


def _notes(case: Frame, clash: Clash, reach: Extent | None) -> Iterator[str]:
    if reach is not None and not reach.every:
        told_where = where(case, reach, clash.owed)
        if told_where:
            yield f"forbidden {told_where}"
    for reading in clash.readings:
        yield f"reading `{reading.name}` ({_standing(reading)}): {reading.words}"
    judged = [
        clause(case.world.lexicon, fact, True)
        for key, fact in sorted(case.space.facts.items())
        if fact.kind == "judgement" and case.diagrams.level(key) in case.diagrams.mentions(clash.where)
    ]
    if judged:
        yield f"{the(clash.duty.bearer)} itself judges {listed(f'whether {one}' for one in judged)}"
    if resting := rests_on((ban.norm, ban.law, ban.reading) for ban in _cited(clash.bans)):
        yield resting


def barred_findings(frame: Frame, rule: str, severities: dict[int, Severity]) -> Iterator[Finding]:
    """Yield a finding for each party whose own law forbids it to join a treaty of this kind at all."""
    for state in addressed(frame):
        for one in barred(frame, state):
            severity = severities.get(int(one.ban.weight))
            if severity is not None:
                yield _barred(frame, one, rule, severity)


def _barred(frame: Frame, one: Barred, rule: str, severity: Severity) -> Finding:
    draft = frame.draft
    member = next((m for m in draft.parties if m.state == one.state), None)
    span = member.span if member is not None else draft.node.name.span
    matter = frame.world.lexicon.get(one.matter, "matter")
    kind = matter.say() if matter is not None else one.matter
    law = cited(one.ban)
    which = f"a treaty of this kind ({kind})" if kind else "any treaty"
    about = (Step(f"the draft concerns {kind}, by its duties or by its own words"),) if kind else ()
    return Finding(
        rule=rule,
        severity=severity,
        message=f"{the(one.state)} may not be a party: {law} {forbid(law)} it to join {which}",
        span=span,
        remark="a party here",
        labels=(_label(one.ban),),
        steps=(
            *about,
            Step(
                f"{law} {forbid(law)} {the(one.state)} to join {'such a' if kind else 'any'} treaty", one.ban.norm.span
            ),
        ),
        notes=tuple(filter(None, (rests_on(((one.ban.norm, one.ban.law, one.ban.reading),)),))),
        node=f"{draft.name}/{one.state}",
        party=one.state,
    )
