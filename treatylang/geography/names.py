"""Which names of seas and parts of states the data know, asked without loading any geometry."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files


def folded(name: str) -> str:
    """Return a name without case, accents, hyphens and a leading article: what names are compared by."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = plain.casefold().replace("-", " ").replace("’", "'").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def known(kind: str, name: str) -> bool:
    """Return whether the data know a name of a kind: ``sea``, or ``part`` (of a state; contested places count)."""
    return folded(name) in _listed(kind) or (kind == "part" and folded(name) in _territories())


def near(kind: str, name: str) -> tuple[str, ...]:
    """Return up to three known names of a kind that look like one."""
    names = {**(_territories() if kind == "part" else {}), **_listed(kind)}
    return tuple(names[found] for found in get_close_matches(folded(name), sorted(names), n=3, cutoff=0.7))


@cache
def _listed(kind: str) -> Mapping[str, str]:
    tables = (("seas", "sea"),) if kind == "sea" else (("disputed", "place"), ("parts", "part"))
    found: dict[str, str] = {}
    for file, table in tables:
        text = files("treatylang.geography").joinpath(f"data/{file}.toml")
        for entry in tomllib.loads(text.read_text(encoding="utf-8"))[table]:
            found |= {folded(alias): entry["name"] for alias in entry.get("aliases", ())}
            found[folded(entry["name"])] = entry["name"]
    return found


@cache
def _territories() -> Mapping[str, str]:
    """Return the names of all territories of the boundary data; their outlines stay unread."""
    import numpy as np

    path = files("treatylang.geography").joinpath("data/boundaries.npz")
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
        meta = json.loads(stored["meta"].tobytes())
    return {folded(t["name"]): t["name"] for t in meta["territories"]}
