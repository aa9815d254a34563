"""Maps of areas: a projection that suits the subject, what is drawn on it, and the page around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from treatylang.documents.maps.drawing import Look, draw
    from treatylang.documents.maps.geojson import features
    from treatylang.documents.maps.subject import Layer, Subject, difference, subject_of

_WHERE = {
    "Layer": "subject",
    "Look": "drawing",
    "Subject": "subject",
    "difference": "subject",
    "draw": "drawing",
    "features": "geojson",
    "subject_of": "subject",
}

__all__ = ["Layer", "Look", "Subject", "difference", "draw", "features", "subject_of"]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
