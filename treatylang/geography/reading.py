"""Area expressions of the language, read as shapes on the globe."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import shapely
from shapely.geometry.base import BaseGeometry

from treatylang.geography.context import Context
from treatylang.geography.corners import corners_of, of_edges
from treatylang.geography.doubts import Doubt, of_clip
from treatylang.geography.gazetteer import Part
from treatylang.geography.globe import Globe
from treatylang.geography.names import folded
from treatylang.geography.shape import EMPTY, Shape, half, together
from treatylang.geography.sphere import polygon, union
from treatylang.source import Span
from treatylang.syntax import ast
from treatylang.syntax.limits import MOST_BEHIND, MOST_BELTS

_FEW = 12
"""How many states' soil is put together at once rather than kept."""


def read(globe: Globe, area: ast.AreaExpr, context: Context) -> Shape:
    """Return the set of points that an area expression means. What cannot be read is left out, with a fatal doubt."""
    return _Reading(globe, context).shape(area)


@dataclass(frozen=True)
class _Reading:
    globe: Globe
    context: Context
    known: dict[tuple[str, date | None, int, int], Shape] = field(default_factory=dict)
    belts: int = 0
    """What names were read as, so that areas that use each other are worked out once; ``belts`` lie around this one."""

    def shape(self, area: ast.AreaExpr) -> Shape:
        if isinstance(area, ast.AreaGroup):
            return self.shape(area.area)
        if isinstance(area, ast.AreaPlus):
            return together(self.shape(term) for term in _terms(area))
        if isinstance(area, ast.AreaExcept):
            return self.shape(area.left).minus(self.shape(area.right))
        if isinstance(area, ast.AreaWithin):
            return self.shape(area.left).within(self.shape(area.right))
        if isinstance(area, ast.AreaClip):
            return self._clip(area)
        if isinstance(area, ast.AreaHeld):
            return self._held(area)
        if isinstance(area, ast.Sea):
            return self._sea(area)
        if isinstance(area, ast.NamedPart):
            return self._part(area)
        if isinstance(area, ast.Belt):
            return self._belt(area)
        if isinstance(area, ast.Polygon):
            return self._polygon(area)
        return self._phrase(area)

    def _defined(self, name: str, defined: ast.AreaExpr, interpreted: bool) -> Shape:
        """Return what a name is defined as; where definitions run in a circle, it depends on where one begins."""
        key = (name, self.context.day, id(self.globe), self.belts)
        known = self.known.get(key)
        if known is None:
            inner = replace(self, context=replace(self.context, behind=(*self.context.behind, name)))
            shape = inner.shape(defined)
            known = replace(shape, interpreted=shape.interpreted or interpreted)
            # What leads too far is kept: to try it again at each use would double the work at each step.
            if not any(doubt.kind == "circular-area" for doubt in known.doubts):
                self.known[key] = known
        return known

    # -- forms --

    def _clip(self, area: ast.AreaClip) -> Shape:
        wrong = of_clip(area)
        inner = self.shape(area.area)
        if wrong is not None:
            return replace(inner, doubts=(*inner.doubts, wrong))
        degrees = area.limit.degrees
        kept = inner.within(half(area.side, degrees))
        if area.side in ("north", "south"):
            return kept
        other = (degrees + 360.0) % 360.0 - 180.0
        far = shapely.LineString([(other, -90.0), (other, 90.0)])
        whole = replace(self, globe=self.globe.whole).shape(area.area)
        if shapely.intersection(whole.geometry, far).length > 0:
            doubt = Doubt(
                "far-meridian",
                f"the area also crosses the meridian opposite to `{area.limit.text}` and is cut there too",
                f"say where it ends in the {area.side} as well",
                area.span,
            )
            kept = replace(kept, doubts=(*kept.doubts, doubt))
        return kept

    def _held(self, area: ast.AreaHeld) -> Shape:
        day = area.on.day if area.on is not None else self.context.day
        others = area.how == "claimed" and isinstance(area.by, ast.Quantified) and area.by.adjective == "other"
        codes = self.context.states(_anybody(area.by) if others else area.by, day)
        if codes is None:
            return self._missing(
                "unknown-name", f"`{_words(area.by)}` is not a state or group of states", "", area.by.span
            )
        if area.how not in ("administered", "claimed", "occupied"):
            return self._missing(
                "no-data",
                f"which territory is {area.how} by whom is not known here",
                "list the places, or draw a polygon and mark the definition `interpreted`",
                area.span,
            )
        word = area.area.items[0].text if isinstance(area.area, ast.Words) and len(area.area.items) == 1 else ""
        kind = self.context.kind(word)
        geometry = self._held_by("claimed from others" if others else area.how, codes, kind or "territory", day)
        held = Shape(geometry)
        if area.how == "occupied" and all(
            self.globe.whole.occupied(c, kind or "territory", day).is_empty for c in codes
        ):
            held = self._missing(
                "no-data", f"nothing is known here about what {_words(area.by)} occupied", "", area.span
            )
        if kind is not None:
            return held
        on_day = replace(self, context=replace(self.context, day=day))
        if isinstance(area.area, ast.Of) and isinstance(area.area.head, ast.Words):
            kinds = [self.context.kind(item.text) for item in area.area.head.items]
            if all(kinds):
                wanted = union([self._how(area.how, code, k, day) for code in codes for k in kinds if k])
                held = replace(held, geometry=wanted)
        return on_day._titled(area.area).within(held)

    def _titled(self, area: ast.AreaExpr) -> Shape:
        """Return whose territory it is that another holds: what either holds or claims counts."""
        if not isinstance(area, ast.Of):
            return self.shape(area)
        codes = self.context.states(area.owner, self.context.day)
        kinds = [self.context.kind(i.text) for i in area.head.items] if isinstance(area.head, ast.Words) else [None]
        if codes is None or not all(kinds):
            return self.shape(area)
        day = self.context.day
        pieces = [self.globe.claimed(code, kind, day) for code in codes for kind in kinds if kind]
        pieces += [self.globe.held(code, kind, day, administered=False) for code in codes for kind in kinds if kind]
        return Shape(union(pieces))

    def _held_by(self, how: str, codes: tuple[str, ...], kind: str, day: date | None) -> BaseGeometry:
        """Return what several states administer, claim or occupy together."""

        def make() -> BaseGeometry:
            return union([self._how(how, code, kind, day) for code in codes])

        if len(codes) <= _FEW:
            return make()
        return self.globe.kept((how, codes, kind, day, self.globe.viewpoint), make)

    def _how(self, how: str, code: str, kind: str, day: date | None) -> BaseGeometry:
        if how == "administered":
            return self.globe.held(code, kind, day, administered=True)
        if how == "claimed from others":
            return self.globe.claimed_from_others(code, kind, day)
        return self.globe.claimed(code, kind, day) if how == "claimed" else self.globe.occupied(code, kind, day)

    def _sea(self, area: ast.Sea) -> Shape:
        names = self.globe.names
        found = self.globe.sea(area.name.text)
        if found is None:
            near = names.near(area.name.text, {sea.name for sea in names.seas.values()})
            return self._missing(
                "unknown-name", f"no sea `{area.name.text}` is known here", _did_you_mean(near), area.span
            )
        sea = names.seas[folded(area.name.text)]
        chosen = f"the limits of `{sea.name}` are a choice: {sea.choice}" if sea.choice else ""
        doubts = (Doubt("limits-chosen", chosen, f"the source is: {sea.source}", area.span),) if chosen else ()
        return Shape(found[0], doubts, bool(sea.choice), found[1])

    def _part(self, area: ast.NamedPart) -> Shape:
        names, name = self.globe.names, area.name.text
        of = self.context.states(area.of, self.context.day) if area.of is not None else None
        parts = [p for p in names.parts.get(folded(name), ()) if of is None or p.of in of]
        if len(parts) > 1:
            owners = ", ".join(sorted(p.of for p in parts))
            return self._missing(
                "ambiguous-name", f"`{name}` is the name of several parts ({owners})", "say `of` which state", area.span
            )
        if parts:
            return self._part_shape(parts[0], area.span)
        for number, territory in enumerate(self.globe.boundaries.territories):
            if folded(territory.name) == folded(name) and (of is None or territory.state in of or territory.key in of):
                return Shape(self.globe.soil((number,), "territory"))
        place = names.place(name)
        if place is not None:
            doubts = (
                (Doubt("limits-chosen", f"the limits of `{place.name}`: {place.choice}", "", area.span),)
                if place.choice
                else ()
            )
            return Shape(self.globe.place_soil(place), doubts, bool(place.choice))
        known = {p.name for several in names.parts.values() for p in several}
        near = names.near(name, known | {t.name for t in self.globe.boundaries.territories})
        return self._missing("unknown-name", f"no part `{name}` is known here", _did_you_mean(near), area.span)

    def _part_shape(self, part: Part, span: Span) -> Shape:
        doubts = (
            (Doubt("limits-chosen", f"the limits of `{part.name}`: {part.choice}", "", span),) if part.choice else ()
        )
        return Shape(self.globe.part(part), doubts, bool(part.choice))

    def _belt(self, area: ast.Belt) -> Shape:
        miles = float(area.miles.text)
        if self.belts >= MOST_BELTS:
            return self._missing(
                "too-far", f"more than {MOST_BELTS} belts are laid around each other", "lay one of the whole width",
                area.span,
            )  # fmt: skip
        inner = replace(self, belts=self.belts + 1).shape(area.around)
        if not 0 < miles <= 3000:
            return self._missing(
                "impossible-coordinate", f"a belt of {area.miles.text} nm", "from 0 to 3000 nm", area.miles.span
            )
        return Shape(self.globe.belt(inner.geometry, miles), inner.doubts, inner.interpreted)

    def _polygon(self, area: ast.Polygon) -> Shape:
        corners, doubts = corners_of(area)
        if any(d.fatal for d in doubts):
            return Shape(EMPTY.geometry, tuple(doubts))
        drawn = polygon(corners, area.edge)
        return Shape(drawn, (*doubts, *of_edges(corners, area.edge, drawn, area.span)))

    # -- phrases --

    def _phrase(self, area: ast.NounPhrase) -> Shape:
        if isinstance(area, ast.Of):
            return self._of(area)
        if isinstance(area, ast.Words):
            return together(self._named(item) for item in area.items)
        if isinstance(area, ast.Modified):
            return self._phrase(area.head)
        if isinstance(area, ast.SomeOf):
            return self.shape(area.group)
        codes = self.context.states(area, self.context.day)
        if codes is None:
            return self._missing(
                "not-an-area", f"`{_words(area)}` is not an area", "write `territory of` before it", area.span
            )
        return self._soil(codes, "territory")

    def _soil(self, codes: tuple[str, ...], kind: str) -> Shape:
        day = self.context.day

        def make() -> BaseGeometry:
            return union([self.globe.held(code, kind, day, administered=False) for code in codes])

        if len(codes) <= _FEW:
            return Shape(make())
        return Shape(self.globe.kept(("soil", codes, kind, day, self.globe.viewpoint), make))

    def _of(self, area: ast.Of) -> Shape:
        if not isinstance(area.head, ast.Words):
            return self._missing("not-an-area", f"`{_words(area)}` is not an area", "", area.span)
        kinds = [self.context.kind(item.text) for item in area.head.items]
        if not all(kinds):
            return self._missing(
                "not-an-area",
                f"`{_words(area.head)}` has no fixed place",
                "an area is made of land and waters",
                area.span,
            )
        codes = self.context.states(area.owner, self.context.day)
        if codes is not None:
            return together(self._soil(codes, kind) for kind in kinds if kind)
        whose = self.shape(area.owner)  # the land of an area: `islands of TreatyArea`
        if any(d.fatal for d in whose.doubts):
            return whose
        near = self.globe.land_near(whose.geometry)
        if kinds == ["land"]:
            return whose.within(Shape(near))
        return self._missing(
            "not-an-area", f"`{_words(area.owner)}` is not a state or group of states", "", area.owner.span
        )

    def _named(self, item: ast.Name | ast.Text | ast.Ref) -> Shape:
        name = item.text
        defined = self.context.areas(name, self.context.day)
        if defined is not None:
            if name in self.context.behind:
                return self._missing("circular-area", f"`{name}` is defined by itself", "", item.span)
            if len(self.context.behind) > MOST_BEHIND:
                said = f"more than {MOST_BEHIND} definitions stand behind the area `{name}`"
                return self._missing("too-far", said, "say it in fewer steps", item.span)
            return self._defined(name, *defined)
        region = self.globe.names.regions.get(folded(name))
        if region is not None:
            chosen = f"the limits of `{region.name}` are a choice: {region.choice}" if region.choice else ""
            doubts = (Doubt("limits-chosen", chosen, f"the source is: {region.source}", item.span),) if chosen else ()
            return Shape(self.globe.region(region), doubts, bool(region.choice))
        if name in ("disputed", "disputed-areas"):
            return Shape(self.globe.disputed("territory", self.context.day))
        codes = self.context.states(ast.Words(item.span, (item,)), self.context.day)
        if codes is not None:
            return self._soil(codes, "territory")
        if self.context.kind(name) is not None:
            every = range(len(self.globe.boundaries.territories))
            return Shape(self.globe.soil(every, self.context.kind(name) or "territory"))
        return self._missing("unknown-name", f"`{name}` is not an area, region or state", "", item.span)

    @staticmethod
    def _missing(kind: str, message: str, remedy: str, span: Span) -> Shape:
        return Shape(EMPTY.geometry, (Doubt(kind, message, remedy, span, fatal=True),))


def _terms(area: ast.AreaPlus) -> list[ast.AreaExpr]:
    terms: list[ast.AreaExpr] = [area.right]
    left: ast.AreaExpr = area.left
    while isinstance(left, ast.AreaPlus):
        terms.append(left.right)
        left = left.left
    return [left, *reversed(terms)]


def _anybody(by: ast.NounPhrase) -> ast.NounPhrase:
    """Return all of whom `any other party` is one: other than whoever has the place, whichever that is."""
    return ast.Quantified(by.span, "any", "", by.role, by.noun) if isinstance(by, ast.Quantified) else by


def _words(node: ast.Node) -> str:
    return " ".join(node.span.text.split())


def _did_you_mean(near: tuple[str, ...]) -> str:
    return f"did you mean {' or '.join(f'`{name}`' for name in near)}" if near else ""
