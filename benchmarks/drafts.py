"""Problems of many norms as a user would write them: one draft with its commitments, one law for each state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from norms import WAYS, Condition, Norm, Problem, bits

from treatylang.library import states
from treatylang.model.instrument import World
from treatylang.model.resolve import resolve
from treatylang.source import Source
from treatylang.syntax.parser import parse

START = date(2030, 1, 1)


def state(number: int) -> str:
    """Return the name of one of the states that the library knows."""
    return f'"{_names()[number]}"'


@cache
def _names() -> tuple[str, ...]:
    return tuple(one.name for one in states.all_states() if one.kind == "state")


def vocabulary(problem: Problem) -> str:
    """Return the words of a problem: its ways as acts, its events, objects and circumstances."""
    _, events, _, _, things, _ = problem.sizes
    words = [f'act way-{n} "take way {n}" exactly;' for n in range(WAYS)]
    # One event is that nothing happens, which every frame has already.
    words += [f'event happening-{n} "event {n}" takes on, by, in;' for n in range(1, events)]
    words += [f'object thing-{n} "thing {n}";' for n in range(things)]
    words += [f'circumstance f{n} "circumstance {n}";' for n in range(problem.circumstances)]
    # Without land among the objects `territory` would be a place that only geometry can tell.
    words += ['object territory "territory" of place;', 'rank constitution "a constitution";']
    words += [f'heading {name} "{name}";' for name in ("status", "drawn-up", "languages", "rank", "in-force")]
    return 'vocabulary words "Words" {\n  ' + "\n  ".join(words) + "\n}\n"


def said(problem: Problem) -> Problem:
    """Return what the text of a problem says: periods without gaps, some event, and attackers that are states."""
    states = (1 << problem.states) - 1

    def norm(one: Norm, *, since_the_start: bool) -> Norm:
        dates, events, attackers, *rest = one.masks
        first = 1 if since_the_start else dates & -dates
        days = (1 << dates.bit_length()) - first
        return replace(one, masks=(days, events & ~1 or 2, attackers & states or 1, *rest))

    commitments = tuple(norm(one, since_the_start=True) for one in problem.commitments)
    return replace(
        problem, commitments=commitments, bans=tuple(norm(one, since_the_start=False) for one in problem.bans)
    )


def text(problem: Problem) -> str:
    """Return what `said` gives as one draft and, for each ban and state that it binds, a law of that state."""
    articles = [
        f"  article as {norm.name} {{ {_sentence(problem, norm, _listed(norm.bearers), 'shall any of')} }}"
        for norm in problem.commitments
    ]
    members = _listed((1 << problem.states) - 1)
    head = f'treaty Pact "Pact" {{\n  status draft; drawn-up at "Rome" on {START}; languages en;\n  party {members};\n'
    laws = [
        f'law Law-{ban.name}-{who} "Law {ban.name} of {who}" of {state(who)} {{\n'
        f"  rank constitution; in-force {_period(problem, ban)};\n"
        f"  article as {ban.name} {{ {_sentence(problem, ban, state(who), 'shall not')} }}\n}}\n"
        for ban in problem.bans
        for who in bits(ban.bearers)
    ]
    return head + "\n".join(articles) + "\n}\n" + "".join(laws)


def _period(problem: Problem, norm: Norm) -> str:
    days = norm.masks[0]
    since = f"from {_day((days & -days).bit_length() - 1)}"
    return since + (f" until {_day(days.bit_length())}" if _ends(problem, days) else "")


def _ends(problem: Problem, days: int) -> bool:
    return days.bit_length() < problem.sizes[0]


def _day(number: int) -> date:
    return START.replace(year=START.year + number)


def _sentence(problem: Problem, norm: Norm, bearers: str, modal: str) -> str:
    days, events, attackers, victims, things, places = norm.masks
    kinds = ", ".join(f"happening-{n}" for n in bits(events))
    hit = ", ".join(f"thing-{n}" for n in bits(things))
    trigger = f"{kinds} on {hit} of {_listed(victims)} by {_listed(attackers)} in territory of {_listed(places)}"
    ways = ", ".join(f"way-{n}" for n in bits(norm.ways))
    until = f" until {_day(days.bit_length())}" if modal != "shall not" and _ends(problem, days) else ""
    return f"when {trigger} and ({_worded(norm.condition)}) {bearers} {modal} {ways}{until};"


def _listed(mask: int) -> str:
    return ", ".join(state(number) for number in bits(mask))


def _worded(condition: Condition) -> str:
    kind, *parts = condition
    if kind == "fact":
        return f"f{parts[0]}"
    if kind == "not":
        return f"not ({_worded(parts[0])})"
    join = " and " if kind == "all" else " or "
    return join.join(f"({_worded(part)})" for part in parts)


def resolved(problem: Problem) -> World:
    """Return what the text means, as any draft is read: the draft is `Pact`."""
    (words, _), (parsed, _) = parse(Source("words", vocabulary(problem))), parse(Source("pact", text(problem)))
    assert words is not None and parsed is not None
    laws = tuple(item for item in parsed.items if item.kind == "law")
    drafts = tuple(item for item in parsed.items if item.kind != "law")
    return resolve([replace(parsed, items=drafts)], [words, replace(parsed, items=laws)])[0]
