"""States and other actors by their names: usual, official and former ones, by code or in other spellings.

The data (``states.json``) come from ISO 3166 and an overlay of our own; see ``scripts/make_states.py``. An entity whose
status is contested has a neutral wording, and nothing here decides about it.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class State:
    """A state or other actor.

    ``kind`` is state, contested-entity, territory, former-state or organisation; ``the`` the English name with its
    article; ``fr_le``, ``fr_du`` and ``fr_au`` the French name with article, after `de` and after `à`; ``of`` the code
    of the state that a territory belongs to; ``until`` the day on which a former state ended.
    """

    code: str
    name: str
    kind: str
    the: str
    aliases: tuple[str, ...]
    official: str
    fr: str
    fr_le: str
    fr_du: str
    fr_au: str
    wording: str
    of: str
    until: str


@cache
def all_states() -> tuple[State, ...]:
    """Return all entries in the order of their codes."""
    raw = json.loads(files("treatylang.library").joinpath("states.json").read_text(encoding="utf-8"))
    return tuple(
        State(
            e["code"],
            e["name"],
            e["kind"],
            e["the"],
            tuple(e["aliases"]),
            e.get("official", e["name"]),
            e["fr"],
            e["fr_le"],
            e["fr_du"],
            e["fr_au"],
            e.get("wording", ""),
            e.get("of", ""),
            e.get("until", ""),
        )
        for e in raw
    )


def fold(name: str) -> str:
    """Return a name without case, accents, hyphens and stops, with single spaces: what names are compared by."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace("-", " ").replace(".", "").replace("’", "'").split())


@cache
def _index() -> dict[str, State]:
    index: dict[str, State] = {}
    states = all_states()
    for state in states:
        index[fold(state.name)] = state
    for state in states:
        for name in (state.official, *state.aliases):
            index.setdefault(fold(name), state)
    return index


@cache
def _codes() -> dict[str, State]:
    return {state.code: state for state in all_states()}


@cache
def find(name: str) -> State | None:
    """Return the state that a name, an alias or a code stands for; ``None`` for any other text."""
    return _index().get(fold(name)) or _codes().get(name)


def near(name: str) -> tuple[str, ...]:
    """Return up to three usual names that look like ``name``."""
    folded = fold(name)
    matches = get_close_matches(folded, sorted(_index()), n=5, cutoff=0.75)
    return tuple(dict.fromkeys(_index()[match].name for match in matches))[:3]
