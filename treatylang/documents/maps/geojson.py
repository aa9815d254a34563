"""The areas of a map as GeoJSON (RFC 7946), for other programs."""

from __future__ import annotations

import json
from typing import Any

import shapely

from treatylang.documents.maps.subject import Subject

_DECIMALS = 5
"""About a metre."""


def features(subject: Subject) -> str:
    """Return the layers as a collection of features, WGS 84, longitude first, cut at the antimeridian."""
    rows = [
        {
            "type": "Feature",
            "properties": {
                "treaty": subject.name,
                "title": subject.title,
                "day": subject.day.isoformat(),
                "name": layer.name,
                "words": layer.words,
                "role": layer.role,
                "options": layer.options,
                "interpreted": layer.interpreted,
                "km2": round(layer.km2),
            },
            "geometry": {"type": "MultiPolygon", "coordinates": _coordinates(layer.geometry)},
        }
        for layer in subject.layers
    ]
    found = {"type": "FeatureCollection", "features": rows}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"


def _coordinates(geometry: Any) -> list[list[list[list[float]]]]:
    result = []
    for part in shapely.get_parts(shapely.orient_polygons(geometry)):
        rings = [shapely.get_coordinates(ring).round(_DECIMALS).tolist() for ring in shapely.get_rings(part)]
        kept = [ring for ring in rings if len({tuple(point) for point in ring}) > 2]
        if kept and kept[0] is rings[0]:
            result.append(kept)
    return result
