"""Who disputes what with whom: the places whose sovereignty is contested, read without any geometry."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from treatylang.geography.names import folded, read_data


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


@cache
def _called() -> dict[str, tuple[Dispute, ...]]:
    """Return the contested places by their names and by those of parts of states that take them in."""
    by_place = {dispute.place: dispute for dispute in disputes()}
    found: dict[str, list[Dispute]] = {}
    places = [(entry, by_place[entry["name"]]) for entry in read_data("disputed")["place"]]
    for entry, dispute in places:
        if len(dispute.claimants) > 1:
            for name in (entry["name"], *entry.get("aliases", ())):
                found.setdefault(folded(name), []).append(dispute)
    for part in read_data("parts")["part"]:
        # The same points stand for the same land: nothing has to be drawn to see what a part takes in.
        points = {tuple(point) for point in part.get("points", ())}
        inside = [one for entry, one in places if points & {tuple(point) for point in entry.get("points", ())}]
        for name in (part["name"], *part.get("aliases", ())):
            known = found.setdefault(folded(name), [])
            known += [one for one in inside if one not in known]
    return {name: tuple(found[name]) for name in found if found[name]}


def named(name: str) -> tuple[Dispute, ...]:
    """Return the contested places that a name stands for, or that lie in the part of a state of that name."""
    return _called().get(folded(name), ())


def between(one: str, other: str) -> tuple[Dispute, ...]:
    """Return the places that both of two states claim, the states given by their codes of three letters."""
    return tuple(d for d in disputes() if one in d.claimants and other in d.claimants)
