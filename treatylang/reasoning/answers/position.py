"""One situation, as somebody describes it: what each party shall, may and must not do, by which provisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from treatylang.model.instrument import Choice, Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.answers.addressed import MUST_NOT, SHALL, Answer, answers_to, forbids_a_duty
from treatylang.reasoning.areas.terrain import there
from treatylang.reasoning.explanation.contradictory import exists, irreconcilable
from treatylang.reasoning.explanation.description import (
    described,
    names,
    nobody_known,
    placed,
    point_of,
    quoted_in,
    refused,
    settle_place,
    settled_by,
    unapproved,
    unwilling,
)
from treatylang.reasoning.explanation.extent import extent, told
from treatylang.reasoning.explanation.facts import clause, question
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.bans import Weight
from treatylang.reasoning.norms.votes import expected
from treatylang.reasoning.situations.beside import beside
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame, frame_of
from treatylang.reasoning.situations.options import addressed, combinations
from treatylang.reasoning.situations.space import Fact
from treatylang.syntax import ast


@dataclass(frozen=True)
class Asked:
    """What was found: the answers under one choice of options, and what else would have to be known.

    ``assumed`` are circumstances taken at their usual value; ``open`` are those that decide something, the most
    decisive first. ``words`` tells a circumstance as a sentence, ``issues`` as what something turns on, ``clauses``
    that it does not hold and that it does; ``questions`` asks for it. ``facts`` are
    all circumstances of which anything that is looked at speaks, ``known`` the names of those that texts define.
    ``impossible`` is set if no situation fits the description, ``odds`` are the parts of it that cannot be so together.
    """

    options: str
    day: date | None
    answers: tuple[Answer, ...]
    assumed: tuple[tuple[str, bool], ...]
    open: tuple[str, ...]
    words: dict[str, str]
    issues: dict[str, str]
    impossible: bool = False
    known: frozenset[str] = frozenset()
    facts: tuple[Fact, ...] = ()
    clauses: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    odds: tuple[str, ...] = ()
    nobody: bool = False
    """Whether it is not known who held the place on that day."""
    choices: tuple[frozenset[Choice], ...] = ()
    """The combinations of options under which this is the answer."""


def ask(
    world: World, draft: Instrument, question: Question, scenario: ast.Scenario, *, standing: bool = False
) -> tuple[Asked, ...]:
    """Return what the parties shall, may and must not do in a described situation, once for each choice of options.

    Duties and powers of every day, which nothing has to wake, are told only with ``standing``.
    """
    day = scenario.day
    asked = replace(question, as_of=day or question.as_of or draft.day)
    named = [state for name in names(scenario) if (state := world.lexicon.state(name)) is not None]
    frame = frame_of(world, draft, asked, beside=beside(world, draft, asked), named=named)
    frame = settle_place(frame, scenario)
    frame = replace(
        frame,
        asked=not refused(world, scenario),
        approved=not unapproved(world, scenario),
        refusing=unwilling(world, scenario),
    )
    found: dict[tuple[object, ...], Asked] = {}
    for choices in combinations(draft, question.options):
        case = replace(frame, choices=choices)
        words = ", ".join(f"{c.bracket} {c.option}" for c in sorted(choices, key=str))
        one = replace(_asked(case, scenario, words, standing=standing), choices=(choices,))
        key = tuple((a.party, a.modal, a.act, a.norm.span.start, a.text.name, a.depends, a.note) for a in one.answers)
        known = found.get(key)
        found[key] = (
            one
            if known is None
            else replace(known, options=f"{known.options}; {words}", choices=(*known.choices, choices))
        )
    return tuple(found.values())


def _asked(case: Frame, scenario: ast.Scenario, options: str, *, standing: bool) -> Asked:
    reader = Reader(case, case.draft, case.draft.state)
    situation = described(case, reader, scenario)
    parties = addressed(case)
    # Reading every norm first makes the circumstances known that `given` may settle.
    first = [answer for state in parties for answer in answers_to(case, state, situation, standing=standing)]
    mentioned = frozenset(level for answer in first for level in case.diagrams.mentions(answer.where))
    exact, assumed, settled = _given(case, scenario, situation, mentioned)
    if point_of(scenario) is None:
        # Where things lie settles what a description leaves open: the territory of a state lies in its region.
        exact = there(case, exact, mentioned) or exact
    facts = tuple(case.space.facts.values())
    if exact == EMPTY or not exists(case, situation):
        why = irreconcilable(case, scenario)
        return Asked(
            options, case.question.as_of, (), (), (), {}, {}, impossible=True, known=_known(case), facts=facts, odds=why
        )
    found = (answer for state in parties for answer in answers_to(case, state, exact, standing=standing))
    answers = tuple(_explained(case, answer, exact, settled) for answer in found)
    decisive = {key for answer in answers for key in answer.depends if key in case.space.facts}
    usual = tuple((key, holds) for key, holds in assumed if case.diagrams.level(key) in mentioned)
    ranked = sorted(decisive, key=lambda key: (-_weight(case, exact, answers, key), key))
    words = {
        key: case.space.facts[key].words for key in (*ranked, *(key for key, _ in usual)) if key in case.space.facts
    }
    issues = {key: case.space.facts[key].issue for key in decisive}
    return Asked(
        options,
        case.question.as_of,
        answers,
        usual,
        tuple(ranked),
        words,
        issues,
        known=_known(case),
        facts=facts,
        clauses={
            key: (
                clause(case.world.lexicon, case.space.facts[key], False),
                clause(case.world.lexicon, case.space.facts[key], True),
            )
            for key in (*ranked, *(key for key, _ in usual))
            if key in case.space.facts
        },
        questions={key: question(clause(case.world.lexicon, case.space.facts[key], True)) for key in ranked},
        nobody=nobody_known(case, scenario),
    )


def _explained(case: Frame, answer: Answer, exact: Situations, settled: frozenset[str]) -> Answer:
    """Return an answer with where it holds, or with which of the given circumstances it would not hold without."""
    diagrams = case.diagrams
    if answer.depends:
        return replace(answer, when=told(case, extent(case, exact, answer.where, drawn=False), exact))
    because = []
    for key in sorted(settled):
        loose = diagrams.somehow(exact, (diagrams.level(key),))
        if not diagrams.within(diagrams.both(case.possible, loose), answer.where):
            holds = diagrams.both(exact, diagrams.value(key, "yes")) != EMPTY
            because.append(clause(case.world.lexicon, case.space.facts[key], holds))
    return replace(answer, because=tuple(because))


def _known(case: Frame) -> frozenset[str]:
    """Return the circumstances that can be given though nothing turns on them: texts define them by others."""
    defined = (name for name, found in case.senses.by_name.items() if any(one.condition is not None for one in found))
    return frozenset(defined)


def _given(
    case: Frame, scenario: ast.Scenario, situation: Situations, levels: frozenset[int]
) -> tuple[Situations, tuple[tuple[str, bool], ...], frozenset[str]]:
    """Narrow a situation by what is given; return it with what is taken at its usual value, and what was given.

    What a state judges itself is never taken for granted.
    """
    diagrams = case.diagrams
    settled: set[str] = set()
    assumed = []
    quoted = quoted_in(scenario)
    for where, keys in settled_by(case, scenario, quoted):
        settled |= keys
        situation = diagrams.both(situation, where)
    situation = placed(case, scenario, situation, levels)
    for key, circumstance in case.space.facts.items():
        whole = diagrams.both(situation, diagrams.value(key, "yes" if circumstance.usual else "no"))
        if whole == EMPTY and situation != EMPTY:
            continue  # the map says otherwise
        if key not in settled and circumstance.usual is not None and circumstance.kind != "judgement":
            assumed.append((key, circumstance.usual))
            situation = diagrams.both(situation, diagrams.value(key, "yes" if circumstance.usual else "no"))
    for key, taken in expected(case, situation, settled):
        assumed.append((key, taken))
        situation = diagrams.both(situation, diagrams.value(key, "yes" if taken else "no"))
    return situation, tuple(assumed), frozenset(key for key in settled if key in case.space.facts)


def _weight(case: Frame, situation: Situations, answers: tuple[Answer, ...], key: str) -> float:
    """Return how much a circumstance decides: by how much its value moves the share of situations, over all answers."""
    diagrams = case.diagrams
    total = 0.0
    halves = [diagrams.both(situation, diagrams.value(key, value)) for value in ("yes", "no")]
    sizes = [diagrams.count(half) for half in halves]
    if not all(sizes):
        return 0.0
    for answer in answers:
        if key in answer.depends:
            yes, no = (
                diagrams.count(diagrams.both(half, answer.where)) / size
                for half, size in zip(halves, sizes, strict=True)
            )
            total += _importance(case, answer, answers) * abs(yes - no)
    return total


def _importance(case: Frame, answer: Answer, answers: tuple[Answer, ...]) -> float:
    """Return how much an answer matters: what is both asked and forbidden most, declared policy and reports least."""
    if answer.modal == MUST_NOT and answer.weight in (None, Weight.LAW):
        return 32.0 if forbids_a_duty(case.world.lexicon, answer, answers) else 2.0
    lexicon = case.world.lexicon
    helps = [word.name for word in lexicon.words("act") if word.owner == "mutual-defence"]
    main = answer.modal == SHALL and any(lexicon.is_a(act, one) for act in answer.act.split(" or ") for one in helps)
    return 8.0 if main else 1.0
