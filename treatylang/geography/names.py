"""Which names of seas and parts of states the data know, asked without loading any geometry."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any


def folded(name: str) -> str:
    """Return a name without case, accents, hyphens and a leading article: what names are compared by."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = plain.casefold().replace("-", " ").replace("’", "'").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def read_data(name: str) -> dict[str, Any]:
    """Return one of the data files of this package, by its name without ending."""
    return tomllib.loads(files("treatylang.geography").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


def known(kind: str, name: str) -> bool:
    """Return whether the data know a name of a kind.

    ``kind`` is ``sea``, ``part`` (of a state; contested places count), ``region``, or ``place`` for any of them.
    """
    if kind == "place":
        return any(known(one, name) for one in ("part", "sea", "region"))
    return folded(name) in _listed(kind) or (kind == "part" and folded(name) in _territories())


def listed(name: str) -> bool:
    """Return whether a name is one of a sea, a part of a state or a contested place; territories are not looked at."""
    return any(folded(name) in _listed(kind) for kind in ("part", "sea"))


def near(kind: str, name: str) -> tuple[str, ...]:
    """Return up to three known names of a kind that look like one."""
    names = dict(_territories()) if kind in ("part", "place") else {}
    for one in ("sea", "region", "part") if kind == "place" else (kind,):
        names |= _listed(one)
    return tuple(
        names[found]
        for found in get_close_matches(folded(name), sorted(names), n=3, cutoff=0.8 if kind == "place" else 0.7)
    )


def written(name: str) -> tuple[str, ...]:
    """Return how the places of that name are written in a draft: ``sea "South China Sea"``, ``part "Kuril Islands"``.

    Words that are joined, as in `SouthChinaSea`, are looked at one by one; a sea is known without its last word too.
    """
    wanted = folded(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))
    found = []
    for kind in ("sea", "part"):
        known_as = _listed(kind)
        for one in (wanted, *(f"{wanted} {more}" for more in ("sea", "ocean", "islands"))):
            if one in known_as:
                found.append(f'{kind} "{known_as[one]}"')
                break
        else:
            words = set(wanted.split())
            holding = {known_as[one] for one in known_as if words <= set(one.split())} if kind == "sea" else set()
            found += [f'{kind} "{one}"' for one in sorted(holding)[:2]]
    return tuple(found)


_TABLES = {
    "sea": (("seas", "sea"),),
    "part": (("disputed", "place"), ("parts", "part")),
    "region": (("regions", "region"),),
}
"""The files and tables that list the names of each kind."""


@cache
def _listed(kind: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for entry in _entries(kind):
        found |= {folded(alias): entry["name"] for alias in entry.get("aliases", ())}
        found[folded(entry["name"])] = entry["name"]
    return found


_WITH_ARTICLE = re.compile(
    r"(?:Islands|Rocks|Reefs|Reef|Shoal|Bank|Bay|Gulf|Heights|Archipelago|Territories|Azores|Canaries|Pescadores|Sea|Ocean"
    r"|Strait|Mediterranean|Baltic|Caribbean|Atlantic|Pacific|departments|Senkakus|Spratlys|Paracels|Kurils|Kuriles"
    r"|Falklands|Malvinas)$|^(?:Sea|Gulf|Bay|Northern half|Southern half|Federal Republic)\b|Tunb|peninsula"
)


def called(kind: str, name: str, language: str) -> str:
    """Return a name of a place with its article, as a text in a language has it; empty where no such name is known."""
    if language == "en":
        return f"the {name}" if _WITH_ARTICLE.search(name) and not name.startswith("the ") else name
    for one in ("part", "sea") if kind == "place" else (kind,):
        found = _named_in(one, language).get(folded(name))
        if found:
            return found
    return ""


@cache
def _named_in(kind: str, language: str) -> Mapping[str, str]:
    """Return what a language calls the places of a kind, by their folded names.

    An alias that is another name altogether has its own entry, or stays what it is.
    """
    found: dict[str, str] = {}
    for entry in _entries(kind):
        said = entry.get(language)
        if not said:
            continue
        own = entry.get({"fr": "french"}.get(language, language), {})
        for alias in entry.get("aliases", ()):
            alike = folded(alias)[:5] == folded(entry["name"])[:5]
            found.setdefault(folded(alias), own.get(alias, said if alike else alias))
        found[folded(entry["name"])] = said
    return found


@cache
def _entries(kind: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(entry for file, table in _TABLES[kind] for entry in read_data(file)[table])


def has_part(name: str, day: date | None) -> str:
    """Return the code of the state that has a named part on a day; empty where that is not known, or was parted.

    What the file of contested places says of the land in its boxes counts; the history of states is for who asks.
    """
    wanted = folded(name)
    entries = read_data("parts")["part"]
    part = next((e for e in entries if wanted in {folded(one) for one in (e["name"], *e.get("aliases", ()))}), None)
    if part is None and day is not None and wanted not in _listed("part"):
        return _owners().get(wanted, "")  # a territory, under its own name
    if part is None or not part.get("of") or day is None:
        return ""
    for place in read_data("disputed")["place"]:
        if part["of"] in place.get("land", ()) and _overlap(part.get("boxes", ()), place.get("boxes", ())):
            rows = (row for row in place.get("held", ()) if day >= row["from"] and day < row.get("until", date.max))
            if any(row["by"] != part["of"] for row in rows):
                return ""
    return str(part["of"])


def _overlap(ours: Iterable[Sequence[float]], theirs: Iterable[Sequence[float]]) -> bool:
    """Return whether some box overlaps another: south, west, north, east in degrees."""
    others = list(theirs)
    return any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a in ours for b in others)


def _territories() -> Mapping[str, str]:
    """Return the names of all territories of the boundary data; their outlines stay unread."""
    return {folded(one["name"]): one["name"] for one in _drawn()}


@cache
def _owners() -> Mapping[str, str]:
    """Return the code of the state that has each territory, by the folded name."""
    return {folded(one["name"]): one["state"] for one in _drawn()}


@cache
def _drawn() -> tuple[Mapping[str, Any], ...]:
    import numpy as np

    path = files("treatylang.geography").joinpath("data/boundaries.npz")
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
        meta = json.loads(stored["meta"].tobytes())
    return tuple(meta["territories"])
