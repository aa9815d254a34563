"""The map as a picture: what stands where on the sheet, filled into a template."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import shapely
from markupsafe import Markup, escape
from shapely.geometry.base import BaseGeometry

from treatylang.documents.maps.labels import Board, Label, wide_as
from treatylang.documents.maps.projection import Floats, Projection, fitting
from treatylang.documents.maps.subject import GAINED, KEPT, LOST, Subject
from treatylang.documents.sandbox import Sandbox
from treatylang.geography import open_globe
from treatylang.geography.sphere import both

WIDTH = 1200.0
_MOST, _LEAST = 900.0, 420.0
_MARGIN = 0.06
_SMALL = 5.0
"""Pixels below which a piece of an area gets a ring around it, or nobody would see it."""
_LIGHT = {
    "page": "#ffffff", "sea": "#e8f0f5", "line": "#c3d2dc", "land": "#d9d6cd", "home": "#bdb7a6", "coast": "#8d8877",
    "ink": "#22282c", "faint": "#5b666e", "halo": "#ffffff", "dispute": "#8a1c2b",
    "areas": ["#1f6fb2", "#2f8f5b", "#b8741a", "#7a4fa3", "#b0416d", "#4d7a80"],
    GAINED: "#23824a", LOST: "#b3303a", KEPT: "#4a6f94",
}  # fmt: skip
_DARK = {
    "page": "#12181d", "sea": "#1b2731", "line": "#31424f", "land": "#3c4347", "home": "#59605f", "coast": "#7d8688",
    "ink": "#eef2f4", "faint": "#a8b4bc", "halo": "#12181d", "dispute": "#ff8c94",
    "areas": ["#5aaef0", "#5fce92", "#f0b054", "#bb93e6", "#f083ad", "#84c3ca"],
    GAINED: "#57d08a", LOST: "#ff7a80", KEPT: "#7fa8d4",
}  # fmt: skip
_STEPS = (1, 2, 5, 10, 15, 30)


@dataclass(frozen=True)
class Look:
    """How a map is to look: ``middle`` is a longitude or a place that was asked for, ``note`` its source."""

    dark: bool = False
    middle: tuple[float | None, float] | None = None
    note: str = ""


@dataclass(frozen=True)
class _Sheet:
    """The frame on the projected plane: kilometres to pixels."""

    projection: Projection
    left: float
    top: float
    scale: float
    width: float
    height: float

    def pixels(self, points: Floats) -> Floats:
        return np.column_stack([(points[:, 0] - self.left) * self.scale, (self.top - points[:, 1]) * self.scale])

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        turned = (longitude - self.projection.longitude + 180.0) % 360.0 - 180.0 + self.projection.longitude
        x, y = self.projection.forward(turned, latitude)
        return float((x - self.left) * self.scale), float((self.top - y) * self.scale)

    def shows(self, x: float, y: float) -> bool:
        return 0 <= x <= self.width and 0 <= y <= self.height


def draw(subject: Subject, look: Look | None = None, *, page: bool = False) -> str:
    """Return the map as SVG, or as an HTML page of its own in which it can be moved and enlarged."""
    look = look or Look()
    palette: Mapping[str, Any] = _DARK if look.dark else _LIGHT
    sheet = _sheet(subject, look)
    detail = 0.05 if page else 0.3
    values = {
        "title": subject.title,
        "day": subject.day.isoformat(),
        "width": _n(sheet.width),
        "height": _n(sheet.height),
        "palette": palette,
        "dark": look.dark,
        "globe": _path(_rings(sheet, [sheet.projection.disc()], turned=True), 0.1, closed=True),
        "graticule": _graticule(sheet),
        **_land(sheet, subject, detail),
        **_layers(sheet, subject, palette, detail),
        **_writing(sheet, subject, palette, look),
    }
    svg = _fill("map.svg", values)
    if not page:
        return svg
    script = _text("map.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    # Both texts were written by the templates above, with everything in them escaped.
    inner = {"svg": Markup(svg[svg.index("<svg") :]), "script": Markup(script), "digest": digest}  # noqa: S704
    return _fill("map.html", {**values, **inner})


def _sheet(subject: Subject, look: Look) -> _Sheet:
    projection = fitting(subject.geometry, look.middle)
    rings = [ring for rings in projection.sheet(subject.geometry) for ring in rings[:1]]
    if not rings:
        rings = [r for rings in projection.sheet(shapely.box(-179.9, -60.0, 179.9, 75.0)) for r in rings[:1]]
    points = np.vstack(rings)
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    margin = max(_MARGIN * max(x1 - x0, y1 - y0), 60.0)
    x0, x1, y0, y1 = x0 - margin, x1 + margin, y0 - margin, y1 + margin
    if projection.cap is None:  # nothing lies beyond the edge of the globe
        edge, pole = projection.forward(projection.longitude + 180.0, 0.0)[0], projection.forward(0.0, 90.0)[1]
        x0, x1, y0, y1 = max(x0, -edge), min(x1, edge), max(y0, -pole), min(y1, pole)
    ratio = min(max((y1 - y0) / (x1 - x0), _LEAST / WIDTH), _MOST / WIDTH)
    wide, high = max(x1 - x0, (y1 - y0) / ratio), max(y1 - y0, (x1 - x0) * ratio)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    scale = WIDTH / wide
    return _Sheet(projection, float(x - wide / 2), float(y + high / 2), float(scale), WIDTH, float(round(high * scale)))


# -- paths ---------------------------------------------------------------------------------------------------------


def _n(value: float) -> str:
    """Return a number as short as it can be written, without a minus before nought."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _rings(sheet: _Sheet, shapes: Iterable[BaseGeometry], *, turned: bool = False) -> Iterator[Floats]:
    """Yield the rings of shapes in pixels, those that the frame does not show left out."""
    for shape in shapes:
        back = shapely.transform(shape, lambda p: p + np.array([sheet.projection.longitude, 0.0])) if turned else shape
        if turned:
            for ring in shapely.get_rings(shapely.get_parts(back)):
                yield sheet.pixels(sheet.projection.line(shapely.get_coordinates(ring)))
            continue
        for polygon in sheet.projection.sheet(back):
            for ring in polygon:
                points = sheet.pixels(ring)
                (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
                if x1 >= 0 and y1 >= 0 and x0 <= sheet.width and y0 <= sheet.height:
                    yield points


def _path(lines: Iterable[Floats], detail: float, *, closed: bool) -> str:
    """Return lines as the data of a path, no finer than ``detail`` pixels."""
    decimals = 1 if detail >= 0.1 else 2
    pieces = []
    for points in lines:
        if closed and np.ptp(points, axis=0).max() < detail:
            continue
        fine = shapely.get_coordinates(shapely.simplify(shapely.LineString(points), detail, preserve_topology=False))
        if len(fine) < 2:
            continue
        # Far beyond the frame nobody sees how a coast runs, but large numbers would grow the file.
        steps = np.clip(np.round(fine, decimals), -20_000, 20_000)
        kept = np.concatenate([[True], (np.diff(steps, axis=0) != 0).any(axis=1)])
        if (steps := steps[kept]).shape[0] < 2:
            continue
        text = " ".join(f"{_n(x)},{_n(y)}" for x, y in steps.tolist())
        pieces.append(f"M{text}{'Z' if closed else ''}")
    return "".join(pieces)


def _graticule(sheet: _Sheet) -> dict[str, Any]:
    """Return the lines of the graticule and the numbers at its ends."""
    span = min(sheet.width, sheet.height) / sheet.scale / 111.2
    step = next((s for s in _STEPS if span / s <= 6), 30)
    middle = sheet.projection.longitude
    disc = sheet.projection.disc()
    lines: list[Floats] = []
    numbers: list[tuple[int, bool]] = []
    for longitude in range(-180, 180, step):
        turned = (longitude - middle + 180.0) % 360.0 - 180.0
        ends = 90.0 if longitude % 90 == 0 else 90.0 - step / 2
        lines += _within(disc, shapely.LineString([(turned, -ends), (turned, ends)]), sheet)
        numbers.append((longitude, False))
    for latitude in range(-90 + step, 90, step):
        lines += _within(disc, shapely.LineString([(-180.0, latitude), (180.0, latitude)]), sheet)
        numbers.append((latitude, True))
    return {"path": _path(lines, 0.2, closed=False), "numbers": _numbers(sheet, numbers)}


def _within(disc: BaseGeometry, line: BaseGeometry, sheet: _Sheet) -> Iterator[Floats]:
    for part in shapely.get_parts(shapely.intersection(line, disc)):
        if part.geom_type == "LineString":
            points = shapely.get_coordinates(part) + np.array([sheet.projection.longitude, 0.0])
            yield sheet.pixels(sheet.projection.line(points))


def _numbers(sheet: _Sheet, wanted: list[tuple[int, bool]]) -> list[dict[str, str]]:
    """Return the degrees of the graticule's lines, where these meet the left and the lower edge of the frame."""
    found: list[dict[str, str]] = []
    for degrees, is_latitude in wanted:
        run = np.linspace(-179.5, 179.5, 1437) if is_latitude else np.linspace(-89.5, 89.5, 717)
        lon = run + sheet.projection.longitude if is_latitude else np.full_like(run, 0.0)
        if not is_latitude:
            lon += (degrees - sheet.projection.longitude + 180.0) % 360.0 - 180.0 + sheet.projection.longitude
        lat = np.full_like(run, float(degrees)) if is_latitude else run
        if sheet.projection.cap is not None:
            near = _near(sheet.projection, lat, lon)
            lon, lat = lon[near], lat[near]
        if not len(lon):
            continue
        points = sheet.pixels(np.column_stack(sheet.projection.forward(lon, lat)))
        inside = (points >= 0).all(axis=1) & (points[:, 0] <= sheet.width) & (points[:, 1] <= sheet.height)
        if not inside.any():
            continue
        shown = points[inside]
        x, y = shown[int(np.argmin(shown[:, 0]))] if is_latitude else shown[int(np.argmax(shown[:, 1]))]
        if (is_latitude and x > 40) or (not is_latitude and y < sheet.height - 40):
            continue
        side = ("N" if degrees > 0 else "S") if is_latitude else ("E" if degrees > 0 else "W")
        side = "" if degrees in (0, -180) else side
        text = f"{abs(degrees)}°{side}"
        place = (4.0, y - 4) if is_latitude else (x + 4, sheet.height - 6)
        if 12 < place[1] < sheet.height - (18 if is_latitude else 0) and place[0] < sheet.width - 40:
            found.append({"text": text, "x": _n(place[0]), "y": _n(place[1])})
    return found


def _near(projection: Projection, lat: Floats, lon: Floats) -> Any:
    a, phi, lam = np.radians(projection.latitude), np.radians(lat), np.radians(lon - projection.longitude)
    return np.sin(a) * np.sin(phi) + np.cos(a) * np.cos(phi) * np.cos(lam) >= np.cos(np.radians(projection.cap or 180))


# -- what is drawn -------------------------------------------------------------------------------------------------


def _land(sheet: _Sheet, subject: Subject, detail: float) -> dict[str, Any]:
    b = open_globe().boundaries
    codes = {code for _, code in subject.parties}
    home = [number for number, t in enumerate(b.territories) if t.state in codes]
    mine = np.isin(b.land_owner, home)
    parts = b.land_parts
    return {
        "land": _path(_rings(sheet, _seen(sheet, parts[~mine])), detail, closed=True),
        "home": _path(_rings(sheet, _seen(sheet, parts[mine])), detail, closed=True),
    }


def _seen(sheet: _Sheet, parts: Any) -> Iterator[BaseGeometry]:
    """Yield the polygons that may be in the frame: those that have a point within the cap, or are large."""
    if sheet.projection.cap is None:
        yield from parts
        return
    for part in parts:
        points = shapely.get_coordinates(part)
        if len(points) > 4000 or _near(sheet.projection, points[:, 1], points[:, 0]).any():
            yield part


def _layers(sheet: _Sheet, subject: Subject, palette: Mapping[str, Any], detail: float) -> dict[str, Any]:
    colours = _colours(subject, palette)
    layers = []
    for index in sorted(range(len(subject.layers)), key=lambda i: (-subject.layers[i].km2, i)):
        layer = subject.layers[index]
        rings = list(_rings(sheet, [layer.geometry]))
        outer = list(_rings(sheet, [_filled(layer.geometry)]))
        layers.append(
            {
                "name": layer.name,
                "colour": colours[index],
                "path": _path(rings, detail, closed=True),
                "rings": _small(outer, sheet),
                "dashed": layer.interpreted,
                "hatched": layer.role == LOST,
            }
        )
    contested = list(_rings(sheet, [both(subject.disputed, subject.geometry)]))
    aside = list(_rings(sheet, [subject.disputed]))
    return {
        "layers": layers,
        "disputed": _path(aside, detail, closed=True),
        "disputed_rings": _small(contested, sheet),
    }


def _filled(geometry: BaseGeometry) -> BaseGeometry:
    """Return polygons without their holes."""
    return shapely.MultiPolygon([shapely.Polygon(part.exterior) for part in shapely.get_parts(geometry)])


def _colours(subject: Subject, palette: Mapping[str, Any]) -> list[str]:
    """Return a colour for each layer; versions of one area under different options share none."""
    areas = palette["areas"]
    return [palette.get(layer.role) or areas[i % len(areas)] for i, layer in enumerate(subject.layers)]


def _small(rings: list[Floats], sheet: _Sheet) -> list[dict[str, str]]:
    """Return circles around pieces too small to be seen, one for several that are close together."""
    found: list[tuple[float, float]] = []
    large = [r for r in rings if np.ptp(r, axis=0).max() >= _SMALL]
    solid = shapely.MultiLineString([shapely.LineString(r) for r in large]) if large else None
    for points in rings:
        if np.ptp(points, axis=0).max() >= _SMALL:
            continue
        x, y = (float(v) for v in points.mean(axis=0))
        if not sheet.shows(x, y) or any(abs(x - a) < 9 and abs(y - b) < 9 for a, b in found):
            continue
        if solid is None or shapely.distance(solid, shapely.Point(x, y)) > 5:
            found.append((x, y))
    return [{"x": _n(x), "y": _n(y)} for x, y in found]


# -- what is written -----------------------------------------------------------------------------------------------


def _writing(sheet: _Sheet, subject: Subject, palette: Mapping[str, Any], look: Look) -> dict[str, Any]:
    board = Board(sheet.width, sheet.height)
    graticule = _graticule(sheet)["numbers"]
    board.taken += [(float(n["x"]) - 2, float(n["y"]) - 12, float(n["x"]) + 36, float(n["y"]) + 3) for n in graticule]
    labels = board.put(_labels(sheet, subject))
    legend = _legend(subject, palette)
    notes = [*(f"not drawn: {text}" for text in subject.missing)]
    notes += [f"{sheet.projection.name} projection, middle {_middle(sheet.projection)}; areas keep their proportions"]
    notes += [
        "boundaries show who controls the land in fact (Natural Earth), and take no side",
        *subject.choices,
        *subject.notes,
    ]
    notes += [look.note] if look.note else []
    lines = [line for note in notes for line in _wrapped(note, sheet.width - 40, 11)]
    top = sheet.height + 34
    for index, row in enumerate(legend):
        row["x"] = _n(20 + (index % 2) * (sheet.width / 2))
        row["y"] = _n(top + 40 + (index // 2) * 22)
    below = top + 40 + ((len(legend) + 1) // 2) * 22
    return {
        "labels": [{"text": l.text, "x": _n(l.x), "y": _n(l.y), "style": l.style} for l in labels],
        "legend": legend,
        "head": _n(top),
        "scale": _scale(sheet, top),
        "notes": [{"text": text, "y": _n(below + 8 + i * 15)} for i, text in enumerate(lines)],
        "whole": _n(below + 8 + len(lines) * 15 + 10),
    }


def _labels(sheet: _Sheet, subject: Subject) -> Iterator[Label]:
    """Yield the labels, the most important first: parties, contested places inside, named parts, seas."""
    globe = open_globe()
    b = globe.boundaries
    for name, code in subject.parties:
        own = (b.number[code],) if code in b.number else b.of(code)
        pieces = [piece for number in own for piece in shapely.get_parts(b.land(number))]
        shown = sorted(((-p.area, *sheet.at(*_inside(p))) for p in pieces), key=lambda row: row)
        place = next(((x, y) for _, x, y in shown if sheet.shows(x, y) and _on_cap(sheet, x, y)), None)
        if place is not None:
            yield Label(name, *place, 14.0, "state")
    whole = subject.geometry
    if not whole.is_empty:
        shapely.prepare(whole)
    for place_ in globe.names.places:
        soil = globe.place_soil(place_)
        holders = {b.territories[b.number[key]].state for key in place_.land} or {""}
        contested = any(place_.disputed(subject.day, holder) for holder in holders)
        if contested and not whole.is_empty and shapely.intersects(whole, soil):
            yield from _spot(sheet, place_.name, soil, "contested")
    seen: set[str] = set()
    parts = {id(p): p for several in globe.names.parts.values() for p in several}.values()
    codes = {code for _, code in subject.parties}
    for part in parts:
        if part.name in seen or part.of not in codes or whole.is_empty:
            continue
        seen.add(part.name)
        soil = globe.part(part)
        if not soil.is_empty and shapely.intersects(whole, shapely.point_on_surface(soil)):
            yield from _spot(sheet, part.name, soil, "part")
    for territory in b.territories:
        if territory.state in codes and territory.key != territory.state and not whole.is_empty:
            soil = b.land(b.number[territory.key])
            if shapely.intersects(whole, soil):
                yield from _spot(sheet, territory.name, soil, "part")
    for sea in {s.name: s for s in globe.names.seas.values()}.values():
        outline = globe.sea_outline(sea)
        parts_ = sorted(shapely.get_parts(outline), key=lambda p: -p.area)
        x, y = sheet.at(*_inside(parts_[0]))
        size = np.sqrt(outline.area) * 111.2 * sheet.scale
        if sheet.shows(x, y) and size > 1.2 * wide_as(sea.name, 12.0) and _on_cap(sheet, x, y):
            yield Label(sea.name, x, y, 12.0, "sea")


def _on_cap(sheet: _Sheet, x: float, y: float) -> bool:
    """Return whether a point of the sheet is not the far side of the globe, folded onto the edge."""
    if sheet.projection.cap is None:
        return True
    rho = float(np.hypot(x / sheet.scale + sheet.left, sheet.top - y / sheet.scale)) / 6371.0072
    return rho <= 2 * float(np.sin(np.radians(sheet.projection.cap) / 2))


def _spot(sheet: _Sheet, name: str, soil: BaseGeometry, style: str) -> Iterator[Label]:
    parts = sorted(shapely.get_parts(soil), key=lambda p: -p.area)
    if not parts:
        return
    x, y = sheet.at(*_inside(parts[0]))
    if sheet.shows(x, y) and _on_cap(sheet, x, y):
        yield Label(name, x, y, 11.0, style, off_point=True)


def _inside(piece: BaseGeometry) -> tuple[float, float]:
    point = shapely.point_on_surface(piece)
    return float(point.y), float(point.x)


def _legend(subject: Subject, palette: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    says = {GAINED: "Gained: covered now, not before", LOST: "Lost: covered before, not now", KEPT: "Covered by both"}
    for layer, colour in zip(subject.layers, _colours(subject, palette), strict=True):
        name = says.get(layer.role) or (layer.words[:1].upper() + layer.words[1:] if layer.words else layer.name)
        extra = [f"option {layer.options}"] if layer.options else []
        extra += ["an interpretation"] if layer.interpreted else []
        size = "empty" if layer.geometry.is_empty else f"{layer.km2:,.0f} km²".replace(",", "\u202f")
        text = f"{name} ({', '.join([*extra, size])})"
        rows.append(
            {
                "kind": "area",
                "colour": colour,
                "text": _shortened(text),
                "dashed": layer.interpreted,
                "hatched": layer.role == LOST,
            }
        )
    if subject.parties:
        rows.append({"kind": "home", "text": "Land that the parties hold"})
    rows.append({"kind": "disputed", "text": "Disputed: another state claims it"})
    return rows


def _shortened(text: str, most: int = 84) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _middle(projection: Projection) -> str:
    from treatylang.geography.coordinates import written

    return written(projection.latitude, projection.longitude)


def _scale(sheet: _Sheet, top: float) -> dict[str, str]:
    """Return the scale: a length in round kilometres, true in the middle of the map."""
    longest = 220.0 / sheet.scale
    power = 10 ** int(np.floor(np.log10(longest)))
    size = next(m * power for m in (5, 2, 1) if m * power <= longest)
    pixels = size * sheet.scale
    right = sheet.width - 20
    miles = f"{size / 1.852:,.0f}".replace(",", "\u202f")
    text = f"{size:,.0f} km ({miles} nm) in the middle".replace(",", "\u202f")
    return {"x0": _n(right - pixels), "x1": _n(right), "y": _n(top - 2), "text": text, "middle": _n(right)}


def _wrapped(text: str, room: float, size: float) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if line and wide_as(f"{line} {word}", size) > room:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line] if line else lines


# -- templates -----------------------------------------------------------------------------------------------------


@cache
def _text(name: str) -> str:
    return (files("treatylang.documents.maps") / name).read_text(encoding="utf-8")


def _fill(name: str, values: Mapping[str, Any]) -> str:
    shipped = {"map.svg": _text("map.svg.jinja"), "map.html": _text("map.html.jinja")}
    return Sandbox(shipped, {}, _harmless, {}).fill(name, values)


def _harmless(text: str) -> str:
    """Return a text that XML and HTML take as it is written: escaped, without characters that XML does not allow."""
    return str(escape(re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "�", text)))
