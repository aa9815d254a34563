"""Votes that a scenario gives: whether those who vote for a decision carry it, by the rule of the body on that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from treatylang.model.bodies import body_named, set_up_by
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.norms.decisions import Decision, bodies_of, decisions, rule_of
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
                facts.append(_settled(fact, taken=found is True) if fact.votes else fact)
            line = replace(line, facts=tuple(facts))
        lines.append(line)
    return replace(scenario, lines=tuple(lines)), tuple(faults)


def _votes(line: ast.Node) -> bool:
    return isinstance(line, ast.Given) and any(fact.votes for fact in line.facts)


def _result(world: World, about: Sequence[Instrument], fact: ast.Fact, question: Question) -> bool | str:
    """Return whether those who vote for a decision carry it; or why that cannot be said."""
    body = f"@{fact.of.text}" if isinstance(fact.of, ast.Ref) else fact.of.text if fact.of is not None else ""
    for text in about:
        named = body_named(world, text, body)
        home = set_up_by(world, named) if named is not None else None
        if named is None or home is None:
            continue
        label = home[0].labels[named.name]
        if label not in home[0].councils:
            bracket = next(one for one, part in home[0].open_parts if part is label.node)
            options = " or ".join(f"`--option {bracket.name.text}={one.name.text}`" for one in bracket.options)
            return f"how `{body}` decides is open: it stands in the bracket `{bracket.name.text}`; choose {options}"
        own = home[0] is text
        rules = decisions(world, text, question) if own else bodies_of(world, home[0], question.as_of)
        rule = rule_of(rules, named.name, fact.on.text if fact.on else "")
        if rule is None:
            return f"the text does not say how `{body}` decides on that"
        if rule.game is None:
            return f"what `{body}` decides cannot be counted: {rule.why}"
        return _counted(text, rule, fact, body)
    return f"`{body}` is not a body that a text sets up"


def _counted(text: Instrument, rule: Decision, fact: ast.Fact, body: str) -> bool | str:
    """Return whether the votes carry it among those who have one, or why not: somebody votes who has none, or twice."""
    sides = [
        [text.alias_of(one.text) or text.lexicon.state(one.text) or one.text for one in side]
        for side in (fact.votes, fact.concerned, fact.against or (), fact.absent)
    ]
    yes, concerned, no, absent = sides
    named = [one for side in sides for one in side]
    outside = [one for one in named if one not in rule.members]
    if outside:
        return f"{outside[0]} has no vote in `{body}` on that day"
    twice = [one for one in named if named.count(one) > 1]
    if twice:
        return f"{twice[0]} is named more than once in the votes of `{body}`"
    members, game = rule.members, rule.game
    if concerned:
        if rule.without is None:
            return f"in `{body}` members that a decision concerns vote on it too: its rule says no `except`"
        members, game = rule.without(frozenset(concerned))
    if game is None:
        return f"nobody is left to vote in `{body}`"
    rest = [one for one in members if one not in yes and one not in no and one not in absent]
    aside = rest if fact.against is not None else []
    return game.wins(*(frozenset(members.index(one) for one in side) for side in (yes, aside, absent)))


def _settled(fact: ast.Fact, *, taken: bool) -> ast.Fact:
    return replace(fact, positive=taken, votes=(), concerned=(), against=None, absent=())
