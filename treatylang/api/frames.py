"""Records as a data frame, with whichever of pandas and polars is installed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from treatylang.api.refusing import one_of, refuse

LIBRARIES = ("pandas", "polars")


def frame(records: Sequence[Mapping[str, Any]], columns: Sequence[str], library: str = "") -> Any:
    """Return one row for each record; ``library`` is ``pandas`` or ``polars``, else the first that is installed.

    Raises ``NoVerdict`` where there is none.
    """
    if library:
        one_of("library", library, LIBRARIES)
    wanted = [name for name in LIBRARIES if library in ("", name)]
    found = next((name for name in wanted if find_spec(name) is not None), None)
    if found is None:
        refuse(
            f"a data frame needs {' or '.join(f'`{name}`' for name in wanted)}, which is not installed",
            f"pip install {wanted[0]}; or use `.records`, which is a list of dictionaries",
        )
    made = import_module(found).DataFrame
    if found == "pandas":
        return made([dict(one) for one in records], columns=list(columns))
    return made({name: _even([one.get(name) for one in records]) for name in columns}, strict=False)


def _even(values: list[Any]) -> list[Any]:
    """Return a column whose values are of one kind, as polars asks for: where they are not, all are written out."""
    kinds = {type(value) for value in values if value is not None}
    if len(kinds) < 2 or kinds <= {int, float}:
        return values
    return [
        value if value is None else ("yes" if value else "no") if isinstance(value, bool) else str(value)
        for value in values
    ]
