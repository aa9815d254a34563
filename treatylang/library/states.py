"""States and other actors by their names: usual, official and former ones, by code or in other spellings.

The data (``states.json``) come from ISO 3166 and an overlay of our own; see ``scripts/make_states.py``. An entity whose
status is contested has a neutral wording, and nothing here decides about it.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class State:
    """A state or other actor.

    ``kind`` is state, contested-entity, territory, former-state or organisation; ``the`` the English name with its
    article; ``official_the`` and ``fr_official`` the official names with theirs, by which it signs; ``fr_le``,
    ``fr_du`` and ``fr_au`` the French name with article, after `de` and after `à`, ``fr_dans`` where something is;
    ``of`` the code of the state that a territory belongs to; ``since`` and ``until`` the days on which a former
    state began and ended.
    """

    code: str
    name: str
    kind: str
    the: str
    aliases: tuple[str, ...]
    official: str
    official_the: str
    fr: str
    fr_le: str
    fr_du: str
    fr_au: str
    fr_official: str
    fr_dans: str
    wording: str
    of: str
    since: str
    until: str


@cache
def all_states() -> tuple[State, ...]:
    """Return all entries in the order of their codes."""
    raw = json.loads(files("treatylang.library").joinpath("states.json").read_text(encoding="utf-8"))
    return tuple(_state(entry) for entry in raw)


def _state(e: dict[str, Any]) -> State:
    return State(
        e["code"],
        e["name"],
        e["kind"],
        e["the"],
        tuple(e["aliases"]),
        e.get("official", e["name"]),
        e["official_the"],
        e["fr"],
        e["fr_le"],
        e["fr_du"],
        e["fr_au"],
        e["fr_official"],
        e["fr_dans"],
        e.get("wording", ""),
        e.get("of", ""),
        e.get("since", ""),
        e.get("until", ""),
    )


def fold(name: str) -> str:
    """Return what names are compared by: without case, accents, hyphens, stops and a leading article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = plain.casefold().replace("-", " ").replace(".", "").replace("’", "'").replace("&", " and ").split()
    words = ["saint" if word == "st" else word for word in words]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def _index() -> dict[str, State]:
    index: dict[str, State] = {}
    states = all_states()
    for state in states:
        index[fold(state.name)] = state
    for state in states:
        for name in (state.official, *state.aliases):
            index.setdefault(fold(name), state)
    for state in states:
        index.setdefault(fold(state.fr), state)
    return index


@cache
def _spelled() -> dict[str, str]:
    """Return every name as it is written, by what it is compared by."""
    spelled: dict[str, str] = {}
    for state in all_states():
        for name in (state.name, state.official, *state.aliases, state.fr):
            spelled.setdefault(fold(name), name)
    return spelled


@cache
def _codes() -> dict[str, State]:
    return {state.code: state for state in all_states()}


@cache
def territories_of(code: str) -> tuple[str, ...]:
    """Return the codes of a state and of the territories that it has, today's."""
    return (code, *(one.code for one in all_states() if one.of == code))


@cache
def find(name: str) -> State | None:
    """Return the state that a name, an alias or a code stands for; ``None`` for any other text."""
    return _index().get(fold(name)) or _codes().get(name)


def near(name: str) -> tuple[str, ...]:
    """Return up to three names that may be meant: other spellings first, then names that have all its words.

    A word that stands in some state's name is never taken for another: *South Koria* is not answered with North Korea.
    """
    wanted = fold(name)
    close = sorted((found, known) for known in _index() if (found := _slips(wanted, known)) is not None)
    best = [known for found, known in close if found == close[0][0]]
    words = set(wanted.split())
    holding = [known for known in _index() if words and words <= set(known.split())] if not best else []
    every = best or sorted(holding, key=lambda known: (len(known), known))
    return tuple(dict.fromkeys(_offered(known) for known in _unlike(every)))[:3]


def _offered(known: str) -> str:
    """Return a name as it is offered: as it is written, but in English where only the French name is near."""
    state = _index()[known]
    return state.name if known == fold(state.fr) and known != fold(state.name) else _spelled()[known]


def meant(name: str) -> str:
    """Return the question which state was meant by a name that no state has; empty where none is near."""
    offered = [f"`{one}`" if " " not in one else f'`"{one}"`' for one in near(name)]
    listed = " or ".join((", ".join(offered[:-1]), offered[-1])) if len(offered) > 1 else "".join(offered)
    return f"did you mean {listed}?" if listed else ""


def slip(name: str) -> str:
    """Return the name of which another spelling was written, where only one state can be meant; else nothing."""
    wanted = fold(name)
    close = sorted((found, known) for known in _index() if (found := _slips(wanted, known)) is not None)
    sure = [known for found, known in close if found == 1] or [known for _, known in close if len(wanted) >= 8]
    return _spelled()[sure[0]] if len({_index()[known].code for known in sure}) == 1 else ""


def _unlike(names: list[str]) -> list[str]:
    """Return the names without those of a state that has come already."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(_index()[name].code, name)
    return list(seen.values())


@cache
def _words() -> frozenset[str]:
    return frozenset(word for name in _index() for word in name.split())


def _slips(wanted: str, known: str) -> int | None:
    """Return how many slips of the pen make one name of another; ``None`` where they are two names."""
    ours, theirs = wanted.split(), known.split()
    if len(ours) != len(theirs):
        # A space too many or too few is one slip; nothing else may differ.
        return 1 if "".join(ours) == "".join(theirs) and ours else None
    total = 0
    for one, other in zip(ours, theirs, strict=True):
        if one == other:
            continue
        if one in _words():
            return None
        slips = distance(one, other, _allowed(one))
        if slips is None or (slips > 1 and one[0] != other[0]):
            return None
        total += 1 if sorted(one) == sorted(other) else slips
    return total if total <= max(_allowed(wanted), 1) else None


def _allowed(word: str) -> int:
    return 0 if len(word) < 4 else 1 if len(word) < 5 else 2 if len(word) < 9 else 3


@lru_cache(maxsize=4096)
def _letters(word: str) -> int:
    """Return which letters a word has, as bits; some share a bit."""
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) & 63)
    return found


def distance(one: str, other: str, most: int) -> int | None:
    """Return how many letters are added, dropped, changed or swapped; ``None`` where they are more than ``most``."""
    # A letter that only one of them has costs a change, which may bring in another one.
    if abs(len(one) - len(other)) > most or (_letters(one) ^ _letters(other)).bit_count() > 2 * most:
        return None
    # What both begin and end with alike costs nothing.
    first, last = 0, min(len(one), len(other))
    while first < last and one[first] == other[first]:
        first += 1
    end = 0
    while end < last - first and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[first : len(one) - end], other[first : len(other) - end]
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                least = min(least, earlier[j - 2] + 1)
            row.append(least)
        if min(row) > most and min(before) > most:
            return None
    return row[-1] if row[-1] <= most else None
