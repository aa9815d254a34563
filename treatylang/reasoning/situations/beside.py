"""What is looked at beside a draft: the law of its parties, and the treaties in force that bind them (ruling 30)."""

from __future__ import annotations

from treatylang.model.instrument import Instrument, Statement, World
from treatylang.model.memo import Topic
from treatylang.model.question import Question
from treatylang.model.windows import is_time
from treatylang.reasoning.situations.designation import rosters
from treatylang.syntax import ast


def editions(world: World, draft: Instrument) -> frozenset[str]:
    """Return the names of the texts that are the draft itself in another edition.

    These have its title, or are what it amends or replaces: what they say is not said beside it.
    """
    key = (id(draft.node), id(draft.statements))
    return world.memo.once(_EDITIONS, key, lambda: _editions(world, draft), draft.node, draft.statements)


_EDITIONS = Topic[frozenset[str]]("other editions of a draft")


def _editions(world: World, draft: Instrument) -> frozenset[str]:
    title = _folded(draft.title)
    replaced = {name for one in draft.statements if one.kind == "replaces" and _always(one) for name in _named(one)}
    if draft.node.amends is not None:
        replaced.add(draft.node.amends.text)
    return frozenset(
        name
        for name, text in world.instruments.items()
        if text is not draft
        and text.kind == "treaty"
        and (name in replaced or text.title in replaced or _folded(text.title) == title)
    )


def _always(statement: Statement) -> bool:
    """Return whether a sentence speaks whatever the day, the reading and the circumstances."""
    limited = any(is_time(slots, index) for slots in statement.phrases for index in range(len(slots)))
    return not (limited or statement.triggers or statement.qualifications or statement.reading or statement.choices)


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _named(statement: Statement) -> tuple[str, ...]:
    """Return what a sentence says that a text replaces: names and titles of treaties."""
    head = statement.object.head if statement.object is not None else None
    return tuple(item.text for item in head.items) if isinstance(head, ast.Words) else ()


def beside(world: World, draft: Instrument, question: Question) -> list[Instrument]:
    """Return what is looked at beside a draft: the law of its parties, and the treaties in force that bind them.

    A treaty of whose parties the draft speaks is among them, whoever these are.
    """
    named = {*rosters(draft.node)}
    states = dict.fromkeys([*(member.state for member in draft.parties), *question.joined])
    laws = [law for state in states for law in world.laws_of(state)]
    own = editions(world, draft)
    since = question.as_of or draft.force.since or draft.day
    treaties = [
        other
        for other in world.instruments.values()
        if other.kind == "treaty"
        and other is not draft
        and other.name not in own
        and other.binds
        and not (other.force.until is not None and since is not None and other.force.until <= since)
        and (other.every_state or other.name in named or any(member.state in states for member in other.parties))
    ]
    return [*laws, *treaties]
