"""Sentence forms: texts with named gaps, and optional pieces in square brackets that vanish when their gap is empty."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

_GAP = re.compile(r"\{(#?[a-z_]+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


def fill(form: str, values: Mapping[str, str]) -> str:
    """Fill the gaps of a form; a gap ``{#word}`` asks for a flag and prints nothing."""

    def optional(match: re.Match[str]) -> str:
        return match[1] if all(values.get(gap) is not None for gap in _GAP.findall(match[1])) else ""

    chosen = _OPTIONAL.sub(optional, form)
    return _GAP.sub(lambda m: "" if m[1].startswith("#") else values[m[1]], chosen)


@cache
def gaps(form: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the gaps that a form needs, and all that it has."""
    return frozenset(_GAP.findall(_OPTIONAL.sub("", form))), frozenset(_GAP.findall(form))


def best(forms: Sequence[str], values: Mapping[str, str]) -> tuple[str, frozenset[str]] | None:
    """Return the form that says most of the values, with what it leaves unsaid; ``None`` if none can be filled."""
    fitting = [form for form in forms if gaps(form)[0] <= values.keys()]
    if not fitting:
        return None
    chosen = max(fitting, key=lambda form: (len(gaps(form)[1] & values.keys()), len(gaps(form)[0]), -forms.index(form)))
    return chosen, frozenset(values) - gaps(chosen)[1]


def table(text: str) -> dict[str, tuple[str, ...]]:
    """Read forms from lines: a name, and under it its forms, each after a hyphen, over as many lines as it takes."""
    found: dict[str, list[str]] = {}
    forms: list[str] = []
    for line in text.strip("\n").split("\n"):
        if not line.startswith(" "):
            forms = found.setdefault(line, [])
        elif line.startswith("  - "):
            forms.append(line[4:])
        else:
            forms[-1] += f" {line.strip()}"
    return {name: tuple(lines) for name, lines in found.items()}
