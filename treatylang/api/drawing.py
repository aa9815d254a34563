"""The areas of a treaty on a map, alone or beside those of another text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from treatylang.api.opening import Case
from treatylang.api.refusing import hint, refuse
from treatylang.model.instrument import Instrument
from treatylang.workspace.trouble import NoVerdict

if TYPE_CHECKING:
    from treatylang.documents.maps import Look, Subject

Side = tuple[Case, Instrument, date]
"""A treaty with its file, and the day on which its areas are drawn."""


def drawable(side: Side, against: Sequence[Side] = (), areas: Sequence[str] = ()) -> Subject:
    """Return what a map shows: the areas of a text, or what they gained and lost against another."""
    from treatylang.documents.maps import difference

    found = _subject(side, areas)
    for older in against:
        found = difference(_subject(older, areas), found)
    return found


def _subject(side: Side, wanted: Sequence[str]) -> Subject:
    from treatylang.documents.maps.subject import names_of, subject_of

    case, draft, when = side
    names, operand = names_of(draft, case.question, when), case.draft.source.name
    if not names:
        raise NoVerdict(f"`{operand}` defines no area on {when}", 'define one: `area TreatyArea "the Treaty Area" = …`')
    for name in wanted:
        if name not in names:
            refuse(f"`{operand}` has no area `{name}` on {when}", hint(name, names))
    return subject_of(draft, case.question, when, list(wanted))


def map_as(found: Subject, form: str, look: Look) -> str:
    """Return a map as ``svg``, ``html`` or ``geojson``."""
    from treatylang.documents.maps import draw, features

    return features(found) if form == "geojson" else draw(found, look, page=form == "html")
