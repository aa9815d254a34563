"""Which words of the vocabulary have no computed effect, and why: a list that the tests keep true."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Silent:
    """A word from which nothing is computed.

    ``why`` is the reason; ``of_text`` marks words that are about the text itself, of which no draft is told.
    """

    kind: str
    name: str
    why: str
    of_text: bool


@cache
def silent_words() -> Mapping[tuple[str, str], Silent]:
    """Return the words that have no effect, by their kind and name, in the order of the list."""
    raw = tomllib.loads(files("treatylang.library").joinpath("no-effect.toml").read_text(encoding="utf-8"))
    return {
        (group["kind"], name): Silent(group["kind"], name, group["why"], group.get("text", False))
        for group in raw["group"]
        for name in group["names"]
    }
