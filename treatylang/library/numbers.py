"""Numbers by which other collections know states and treaties: those of the Correlates of War, and of ATOP."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from treatylang.library import states


@cache
def _numbers() -> dict[str, Any]:
    return tomllib.loads(files("treatylang.library").joinpath("numbers.toml").read_text(encoding="utf-8"))


def of_state(name: str) -> tuple[str, int | None]:
    """Return the ISO 3166 code of a state and its number in the Correlates of War, as far as they are known."""
    found = states.find(name)
    code = found.code if found is not None else ""
    return code, _numbers()["state"].get(code)


def is_verified(code: str) -> bool:
    """Return whether the number of a state was seen in a source, by its ISO 3166 code; all others are from memory."""
    return code in _numbers()["seen"]


def of_treaty(name: str) -> int | None:
    """Return the number of a treaty in the Alliance Treaty Obligations and Provisions, where it is known."""
    number: int | None = _numbers()["treaty"].get(name)
    return number
