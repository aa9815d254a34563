"""Scenarios: a situation that a text itself describes, and whether what is expected of it holds.

Circumstances that the scenario leaves open take their usual value, if they have one; an expectation must hold whatever
the others are. What turns on a place that nothing settles is reported as undecided, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from treatylang.findings import Step
from treatylang.model.instrument import Choice, Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.answers.expectations import Claim, Expectation, claims
from treatylang.reasoning.answers.voting import voted
from treatylang.reasoning.areas.terrain import there
from treatylang.reasoning.explanation.contradictory import exists, irreconcilable, told
from treatylang.reasoning.explanation.description import (
    described,
    given,
    held_by,
    names,
    nobody_known,
    placed,
    refused,
    settle_place,
    unwilling,
)
from treatylang.reasoning.explanation.narrative import situation, under
from treatylang.reasoning.explanation.undeclared import unknown
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame, frame_of
from treatylang.reasoning.situations.options import combinations
from treatylang.reasoning.situations.space import ATTACKER, DATE, EVENT, OBJECT, PLACE, VICTIM
from treatylang.source import Span
from treatylang.syntax import ast

__all__ = [
    "FAILS",
    "HOLDS",
    "OPEN",
    "Described",
    "Outcome",
    "described",
    "described_by",
    "names",
    "outcomes",
    "refused",
]

HOLDS, FAILS, OPEN = "holds", "fails", "undecided"

_WORST = (HOLDS, OPEN, FAILS)


@dataclass(frozen=True)
class Outcome:
    """What became of one expectation: ``verdict`` is holds, fails or undecided, ``reason`` says why.

    ``party`` is the state that it is about, if any. ``steps`` lead to what is so instead, ``depends`` are the
    circumstances on which it turns; both are empty where it holds.
    """

    scenario: str
    span: Span
    verdict: str
    reason: str = ""
    party: str = ""
    steps: tuple[Step, ...] = ()
    depends: tuple[str, ...] = ()


@dataclass(frozen=True)
class Described:
    """What a scenario describes under one choice of options: a frame for each text, and the situations.

    The circumstances that it gives are not yet taken in: they are known once everything has been read.
    """

    frames: tuple[Frame, ...]
    choices: frozenset[Choice]
    situations: Situations


def outcomes(
    world: World,
    scenario: ast.Scenario,
    about: Instrument,
    question: Question | None = None,
    *,
    also: Sequence[Instrument] = (),
    party: str = "",
) -> Iterator[Outcome]:
    """Yield the outcome of each expectation of a scenario that is about an instrument, and ``also`` about others.

    ``party`` leaves all expectations out but those about that state.
    """
    day = scenario.day
    wrong = list(unknown(world, scenario))
    if not wrong:
        scenario, faults = voted(world, (about, *also), scenario, replace(question or Question(), as_of=day))
        wrong = list(faults)
    if wrong:
        yield from (Outcome(scenario.title.text, span, FAILS, reason) for span, reason in wrong)
        return
    found: dict[int, Outcome] = {}
    for setting in described_by(world, scenario, (about, *also), question):
        for line in scenario.lines:
            if not isinstance(line, (ast.ExpectNorm, ast.ExpectFree, ast.ExpectUnknown, ast.ExpectFinding)):
                continue
            who = _whom(setting, line)
            if party and who != party:
                continue
            one = _outcome(setting, scenario, line, who)
            known = found.setdefault(id(line), one)
            # An expectation has to hold under every combination of options; the worst verdict is told.
            if _WORST.index(one.verdict) > _WORST.index(known.verdict):
                found[id(line)] = one
    yield from found.values()


def described_by(
    world: World, scenario: ast.Scenario, about: Sequence[Instrument], question: Question | None = None
) -> Iterator[Described]:
    """Yield what a scenario describes, for each combination of the options of the texts that it is about."""
    day = scenario.day
    asked = replace(question or Question(), as_of=day)
    first = about[0]
    laws = [one for one in world.instruments.values() if one.kind == "law"]
    beside = dict.fromkeys(one.name for one in (*laws, *world.instruments.values()) if one is not first)
    named = [state for name in names(scenario) if (state := world.lexicon.state(name)) is not None]
    frame = frame_of(world, first, asked, beside=[world.instruments[name] for name in beside], named=named)
    frame = settle_place(frame, scenario)
    wanted, unwanted = not refused(world, scenario), unwilling(world, scenario)
    together = frozenset(one.name for one in about if one.kind == "treaty") if len(about) > 1 else frozenset[str]()
    for choices in product(*(tuple(combinations(one, asked.options)) for one in about)):
        picked = tuple((one.name, mine) for one, mine in zip(about, choices, strict=True)) if together else ()
        frames = tuple(
            replace(frame, draft=one, choices=mine, asked=wanted, refusing=unwanted, together=together, picked=picked)
            for one, mine in zip(about, choices, strict=True)
        )
        reader = Reader(frames[0], first, first.state)
        yield Described(frames, frozenset().union(*choices), described(frames[0], reader, scenario))


# -- one expectation -----------------------------------------------------------------------------------------------


def _whom(setting: Described, line: Expectation) -> str:
    """Return the state that an expectation is about, empty where it names none."""
    if line.who is None:
        return ""
    phrase = ast.Words(line.who.span, (line.who,))
    for frame in setting.frames:
        state = Reader(frame, frame.draft, frame.draft.state).one_state(phrase)
        if state is not None:
            return state
    return line.who.text


def _outcome(setting: Described, scenario: ast.Scenario, line: Expectation, who: str) -> Outcome:
    found = claims(setting.frames, line, who)
    if isinstance(found, str):
        return Outcome(scenario.title.text, line.span, OPEN, found, who)
    frame = setting.frames[0]
    # Only now every circumstance is known that the texts mention.
    levels = frozenset(level for claim in found for level in frame.diagrams.mentions(claim.wanted))
    case = given(frame, scenario, placed(frame, scenario, setting.situations, levels))
    if not exists(frame, setting.situations):
        case = EMPTY
    judged = [_judged(frame, scenario, line, who, case, claim) for claim in found]
    worst = max(judged, key=lambda one: _WORST.index(one.verdict))
    if worst.verdict == HOLDS:
        return worst
    return replace(worst, reason=worst.reason + under(setting.choices))


def _judged(
    frame: Frame, scenario: ast.Scenario, line: Expectation, who: str, case: Situations, claim: Claim
) -> Outcome:
    """Judge a claim over all situations of a case: it holds, fails, or depends on what is left open."""
    diagrams = frame.diagrams
    title = scenario.title.text
    if case == EMPTY:
        why = told(irreconcilable(frame, scenario)) or held_by(scenario, frame.space.dates[0].since)
        return Outcome(title, line.span, FAILS, f"no situation is as the scenario says{why and f': {why}'}", who)
    if diagrams.within(case, claim.wanted):
        return Outcome(title, line.span, HOLDS, "", who)
    if claim.limit and not diagrams.within(case, claim.domain):
        return Outcome(title, line.span, OPEN, claim.limit, who)
    # What is left open may be settled by where things lie: the territory of a state in a region lies in that region.
    here = there(frame, case, diagrams.mentions(claim.wanted))
    if here != EMPTY and diagrams.within(here, claim.wanted):
        return Outcome(title, line.span, HOLDS, "", who)
    case = here if here != EMPTY else case
    other = diagrams.less(case, claim.wanted)
    # What is told of the place, and of other sentences, is so of the point that is named.
    spots = frozenset(diagrams.level(key) for key in frame.space.spots)
    other = placed(frame, scenario, other, spots) or other
    steps = (situation(frame, other, about=who), *claim.why(other))
    if diagrams.both(case, claim.wanted) == EMPTY:
        return Outcome(title, line.span, FAILS, claim.otherwise, who, steps)
    loose = _loose(frame, case, claim.wanted)
    open_ = _left_open(frame, case, claim.wanted) if not loose else ""
    if open_:
        return Outcome(title, line.span, FAILS, f"it depends on {open_}", who, steps, (open_,))
    reason = "it depends on " + ", ".join(f"`{name}`" for name in loose or ["the place"])
    if not loose and nobody_known(frame, scenario):
        reason = "it is not known who held the place on that day"
    # Where a point lies is a question for geometry; an area without any is a circumstance of the place.
    of_place = all(frame.space.facts[name].kind == "place" for name in loose)
    depends = tuple(frame.space.facts[name].words for name in loose) or ("where it happens",)
    return Outcome(title, line.span, OPEN if of_place else FAILS, reason, who, steps, depends)


def _left_open(frame: Frame, case: Situations, wanted: Situations) -> str:
    """Return what the scenario leaves open besides places and circumstances, where the answer is no for some of it.

    An expectation has to hold whoever attacks, if nothing says who does; only places can be unknown.
    """
    diagrams = frame.diagrams
    for variable, said in ((ATTACKER, "who attacks"), (VICTIM, "who is hit"), (EVENT, "what happens")):
        level = diagrams.level(variable)
        values = diagrams.taken(case, level)
        if values.bit_count() < 2:
            continue
        each = (diagrams.both(case, diagrams.among(level, 1 << bit)) for bit in range(values.bit_length()))
        if any(one != EMPTY and diagrams.both(one, wanted) == EMPTY for one in each):
            return said
    return ""


def _loose(frame: Frame, case: Situations, wanted: Situations) -> list[str]:
    """Return the circumstances that the case leaves open and the answer turns on."""
    diagrams = frame.diagrams
    six = {DATE, EVENT, ATTACKER, VICTIM, OBJECT, PLACE}
    names = (diagrams.variables[level].name for level in sorted(diagrams.mentions(diagrams.both(case, wanted))))
    return [
        name
        for name in names
        if name not in six and all(diagrams.both(case, diagrams.value(name, value)) != EMPTY for value in ("no", "yes"))
    ]
