"""What one command says, put as a question to another: a witness as a situation, an answer as an expectation."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import replace

from treatylang.api.situation import scenario_of
from treatylang.model.instrument import Choice
from treatylang.model.question import Question
from treatylang.reasoning.situations.frame import (
    ATTACKER,
    DATE,
    EVENT,
    NON_STATE,
    NOWHERE,
    OBJECT,
    PLACE,
    QUIET,
    VICTIM,
    Frame,
    soil,
)
from treatylang.reasoning.telling.describing import HIGH_SEAS
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.parser import parse

_PLAIN = re.compile(r'@?[A-Za-z][A-Za-z0-9.-]*( of ([A-Z][A-Za-z ]*|[a-z-]+|"[^"]*"))?( on [a-z-]+)?( acted)?')


def situation_of(frame: Frame, complete: Mapping[str, str]) -> str:
    """Return a situation in the words in which `ask` takes one, with whatever is settled of it."""
    event = complete[EVENT]
    said = QUIET
    if event != QUIET:
        thing, place, victim = complete[OBJECT], complete[PLACE], complete[VICTIM]
        at_home = thing in soil(frame) and place == victim
        where = f" in {HIGH_SEAS if place == NOWHERE else f'territory of {named(place)}'}"
        said = f"{event} on {thing} of {named(victim)}{'' if at_home else where} by {named(complete[ATTACKER])}"
    facts = [
        f"{'' if complete[key] == 'yes' else 'not '}{fact_of(key)}"
        for key, fact in frame.facts.items()
        if fact.kind != "manner" and key in complete
    ]
    given = f" given {', '.join(facts)}" if facts else ""
    return f"{said} on {complete[DATE]}{given}"


def drawn_situation(frame: Frame, draw: random.Random) -> dict[str, str]:
    """Return a random possible situation, without the circumstances that have no plain words.

    What a body did is left undone: that it acted and that it decided are said in words of their own, which hang
    together. What is said of one state is said of the others too, since `that state` of a law may be any of them.
    """
    diagrams = frame.diagrams
    left = frame.possible
    chosen: dict[str, str] = {}
    said: dict[str, str] = {}
    for variable in diagrams.variables:
        fact = frame.facts.get(variable.name)
        values = [v for v in variable.values if diagrams.both(left, diagrams.value(variable.name, v))]
        if fact is not None and fact.body is not None and "no" in values:
            values = ["no"]
        name = fact.name or variable.name.partition(" of ")[0] if fact is not None else ""
        if said.get(name) in values:
            values = [said[name]]
        value = draw.choice(values)
        if name:
            said[name] = value
        left = diagrams.both(left, diagrams.value(variable.name, value))
        if fact is None or not fact_of(variable.name).startswith('"'):
            chosen[variable.name] = value
    return chosen


def asked_of(situation: str) -> ast.Scenario:
    """Return the scenario that `ask` reads of a situation."""
    return scenario_of(situation)


def expecting(scenario: ast.Scenario, who: str, modal: str, act: str) -> ast.Scenario:
    """Return a scenario that expects one thing more."""
    document, findings = parse(Source("expected", f'scenario "e" {{ expect {named(who)} {modal} {act}; }}'))
    assert document is not None, findings
    (more,) = (one for one in document.items if isinstance(one, ast.Scenario))
    return replace(scenario, lines=(*scenario.lines, *more.lines))


def settled(question: Question, choices: frozenset[Choice]) -> Question:
    """Return a question in which brackets are settled as some options say."""
    return replace(question, options={**question.options, **{c.bracket: c.option for c in choices}})


def fact_of(key: str) -> str:
    """Return a circumstance as a user writes it: in plain words where they can be read again, else quoted."""
    plain = _PLAIN.fullmatch(key)
    if plain is None:
        inner = key.replace('"', "'")
        return f'"{inner}"'
    of = plain[2]
    return key.replace(of, f'"{of}"') if of and " " in of and not of.startswith('"') else key


def named(state: str) -> str:
    """Return a state as a situation names it."""
    if state == NON_STATE:
        return "non-state"
    return state if state.isascii() and state.isalpha() else f'"{state}"'
