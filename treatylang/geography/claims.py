"""Who disputes what with whom: the places whose sovereignty is contested, read without any geometry."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Dispute:
    """A contested place: ``claimants`` are ISO 3166 codes of three letters; ``status`` says in neutral words how it is.

    ``verified`` is set where claimants and control were seen in the ``source``.
    """

    place: str
    claimants: tuple[str, ...]
    status: str
    source: str
    verified: bool


@cache
def disputes() -> tuple[Dispute, ...]:
    """Return all contested places, in the order of the file."""
    text = (files("treatylang.geography") / "data" / "disputed.toml").read_text(encoding="utf-8")
    return tuple(
        Dispute(
            entry["name"],
            tuple(entry.get("claimants", ())),
            entry.get("status", ""),
            entry.get("source", ""),
            bool(entry.get("verified", False)),
        )
        for entry in tomllib.loads(text)["place"]
    )


def between(one: str, other: str) -> tuple[Dispute, ...]:
    """Return the places that both of two states claim, the states given by their codes of three letters."""
    return tuple(d for d in disputes() if one in d.claimants and other in d.claimants)
