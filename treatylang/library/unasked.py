"""Which norms of the library no scenario can ask about, and why: a list that the tests keep true."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Unasked:
    """The norms of one article, in one reading if it has several, on some acts.

    ``at`` is the name of the text and the path of the article, joined by a point; ``reading`` is empty where the
    article has none.
    """

    at: str
    reading: str
    acts: tuple[str, ...]
    why: str


@cache
def unasked() -> tuple[Unasked, ...]:
    """Return the norms about which no scenario can ask, in the order of the list."""
    raw = tomllib.loads(files("treatylang.library").joinpath("unasked.toml").read_text(encoding="utf-8"))
    return tuple(Unasked(one["at"], one.get("reading", ""), tuple(one["acts"]), one["why"]) for one in raw["norm"])
