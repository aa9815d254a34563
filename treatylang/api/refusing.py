"""Refusals with a way out: words, states and options that nothing knows, and what may be meant instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import NoReturn

from treatylang.model.lexicon import Lexicon
from treatylang.workspace.trouble import NoVerdict


def refuse(message: str, help: str = "") -> NoReturn:
    """Raise ``NoVerdict``: what was asked for makes no sense; ``help`` is the way out."""
    raise NoVerdict(message, help)


def hint(name: str, known: Iterable[str]) -> str:
    """Return "did you mean …" for a near word, else the list of what there is."""
    known = sorted(set(known))
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        return f"did you mean `{near[0]}`?"
    return f"there are: {', '.join(known)}" if 0 < len(known) <= 12 else ""


def word_hint(lexicon: Lexicon, name: str, kinds: Sequence[str], known: Iterable[str] = ()) -> str:
    """Return what may be meant by a word: by its meaning, then by its spelling, else the list of what there is."""
    from treatylang.model.meant import question

    listed = list(known)
    asked = question(lexicon, name, *kinds)
    offered = re.findall(r"`([^`]+)`", asked)
    if asked and (not listed or all(one in listed for one in offered)):
        return asked
    return hint(name, listed or (word.name for kind in kinds for word in lexicon.words(kind)))


def one_of(what: str, value: str, known: Sequence[str]) -> str:
    """Return a value that must be one of a few words; ``what`` says of what it is the value."""
    if value not in known:
        refuse(f"`{what}` cannot be `{value}`", hint(value, known))
    return value


def day(what: str, value: date | str | None) -> date | None:
    """Return a day that may be written ``2027-03-31``; ``None`` where none is given."""
    if value is None or isinstance(value, date):
        return value
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        refuse(f"`{what}` cannot be `{value}`", "a day is written year-month-day: 2027-03-31")


def state(name: str) -> str:
    """Return the usual name of a state named by any of its names or codes.

    A state that nobody knows is taken as written: a user's own library may have laws of it.
    """
    from treatylang.library import states

    found = states.find(name)
    return found.name if found is not None else name


def known_state(name: str, lexicon: Lexicon) -> str:
    """Return the usual name of a state that the library or a draft's own vocabulary knows; others are refused."""
    from treatylang.library import states

    if states.find(name) is not None:
        return state(name)
    known = lexicon.state(name)
    if known is None:
        near = states.near(name)
        declared = [word.name for word in lexicon.words("state")]
        told = f"did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else hint(name, declared)
        refuse(f"no state is known as `{name}`", told)
    return known


def rules(names: Iterable[str]) -> frozenset[str]:
    """Return rules by name; a name that no rule has is refused."""
    from treatylang.checks import rules as all_rules

    found = frozenset(names)
    for name in sorted(found):
        if name not in all_rules():
            refuse(f"there is no rule `{name}`", hint(name, all_rules()))
    return found
