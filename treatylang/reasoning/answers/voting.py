"""Votes that a scenario gives: whether those who vote for a decision carry it, by the rule of the body on that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.norms.decisions import decisions, rule_of
from treatylang.source import Span
from treatylang.syntax import ast

Faults = tuple[tuple[Span, str], ...]
"""What is wrong with votes that were given, each with its place."""


def voted(
    world: World, about: Sequence[Instrument], scenario: ast.Scenario, question: Question
) -> tuple[ast.Scenario, Faults]:
    """Return a scenario with every vote put as its result: `decision of board by Peru plus Chile` is taken or not."""
    if not any(_votes(line) for line in scenario.lines):
        return scenario, ()
    faults: list[tuple[Span, str]] = []
    lines = []
    for line in scenario.lines:
        if isinstance(line, ast.Given):
            facts = []
            for fact in line.facts:
                found = _result(world, about, fact, question) if fact.votes else True
                if isinstance(found, str):
                    faults.append((fact.span, found))
                facts.append(replace(fact, positive=found is True, votes=()) if fact.votes else fact)
            line = replace(line, facts=tuple(facts))
        lines.append(line)
    return replace(scenario, lines=tuple(lines)), tuple(faults)


def _votes(line: ast.Node) -> bool:
    return isinstance(line, ast.Given) and any(fact.votes for fact in line.facts)


def _result(world: World, about: Sequence[Instrument], fact: ast.Fact, question: Question) -> bool | str:
    """Return whether those who vote for a decision carry it; or why that cannot be said."""
    body = fact.of.text if fact.of is not None else ""
    for text in about:
        label = text.labels.get(body)
        if label is None or not isinstance(label.node, ast.CouncilBlock):
            continue
        rule = rule_of(decisions(world, text, question), label.name, fact.on.text if fact.on else "")
        if rule is None:
            return f"the text does not say how `{body}` decides on that"
        if rule.game is None:
            return f"what `{body}` decides cannot be counted: {rule.why}"
        voters = [text.alias_of(one.text) or world.lexicon.state(one.text) or one.text for one in fact.votes]
        outside = [one for one in voters if one not in rule.members]
        if outside:
            return f"{outside[0]} has no vote in `{body}` on that day"
        return rule.game.wins(frozenset(rule.members.index(one) for one in voters))
    return f"`{body}` is not a body that a text sets up"
