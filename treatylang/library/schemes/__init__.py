"""Schemes by which political science codes alliances: variables, and from which sentences each follows."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: 1 where a sentence with one of the modal verbs asks for one of the acts, woken as it says; else 0.

    ``rule`` names another way to tell: from the number of parties, from other variables (``of``), from names.
    """

    name: str
    what: str
    asks: frozenset[str]
    acts: tuple[str, ...]
    events: tuple[str, ...]
    quiet: bool
    rule: str
    of: tuple[str, ...]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme with its full name, where it comes from, and its variables."""

    name: str
    title: str
    source: str
    variables: tuple[Variable, ...]


@cache
def schemes() -> dict[str, Scheme]:
    """Return all schemes by their short names: the file is the registry."""
    folder = files("treatylang.library.schemes")
    names = sorted(one.name.removesuffix(".toml") for one in folder.iterdir() if one.name.endswith(".toml"))
    return {name: _scheme(name, tomllib.loads(folder.joinpath(f"{name}.toml").read_text("utf-8"))) for name in names}


def _scheme(name: str, raw: dict[str, object]) -> Scheme:
    entries = raw["variable"]
    assert isinstance(entries, list)
    return Scheme(name, str(raw["name"]), str(raw["source"]), tuple(_variable(entry) for entry in entries))


def _variable(entry: dict[str, object]) -> Variable:
    def several(key: str) -> tuple[str, ...]:
        value = entry.get(key, [])
        assert isinstance(value, list)
        return tuple(str(one) for one in value)

    return Variable(
        str(entry["name"]),
        str(entry["what"]),
        frozenset(several("asks")),
        several("acts"),
        several("events"),
        bool(entry.get("quiet", False)),
        str(entry.get("is", "")),
        several("of"),
        frozenset(several("names")),
    )
