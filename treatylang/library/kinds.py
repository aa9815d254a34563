"""The kinds of words: what each is for, where it stands, and a sentence in which any word of it can stand."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of words.

    ``use`` says where such a word stands; ``example`` is a sentence with ``{word}``, ``{slot}`` and ``{said}`` in it.
    """

    name: str
    title: str
    plural: str
    what: str
    use: str
    example: str


@cache
def kinds() -> Mapping[str, Kind]:
    """Return the kinds by their names, in the order in which they are shown."""
    raw = tomllib.loads(files("treatylang.library").joinpath("kinds.toml").read_text(encoding="utf-8"))
    return {entry["name"]: Kind(**entry) for entry in raw["kind"]}
