"""Where something happens: what areas mean, as sets of situations by the place of their event.

Areas are set expressions here: territory is computed by whose it is; a sea, a belt or a parallel is a circumstance of
the place, which geometry decides (`terrain.py`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from treatylang.geography.history import changed
from treatylang.geography.names import has_part
from treatylang.geography.regions import holds, states_in
from treatylang.library import states
from treatylang.model.instrument import Period
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.situations.designation import Designations, names_party
from treatylang.reasoning.situations.frame import TERRITORY
from treatylang.reasoning.situations.space import NOWHERE, OBJECT, PLACE, SITE, Location, soil
from treatylang.syntax import ast

_APPLIED = ("to", "in", "including", "except")
"""The prepositions behind which the clause on territorial application names areas."""


class Places(Designations):
    """Reads areas."""

    def area(self, area: ast.AreaExpr) -> Situations:
        """Return the situations whose place lies in an area. Areas without geometry are circumstances of the place."""
        return self.once("area", area, lambda: self._area(area))

    def _area(self, area: ast.AreaExpr) -> Situations:
        diagrams = self.frame.diagrams
        if isinstance(area, ast.AreaGroup):
            return self.area(area.area)
        if isinstance(area, ast.AreaPlus):
            return diagrams.either(self.area(area.left), self.area(area.right))
        if isinstance(area, ast.AreaExcept):
            return diagrams.less(self.area(area.left), self.area(area.right))
        if isinstance(area, ast.AreaWithin):
            return diagrams.both(self.area(area.left), self.limits(area.right))
        if isinstance(area, ast.AreaClip):
            return diagrams.both(self.area(area.area), self._beyond(area))
        if isinstance(area, ast.AreaHeld):
            if area.how == "administered":
                words = area.area if isinstance(area.area, ast.Words) else None
                return self._on_soil(words, self._soil_of(area.by), area)
            # Most places are claimed, occupied or designated by nobody but their state.
            day = f" on {area.on.span.text}" if area.on is not None else ""
            by = " ".join(area.by.span.text.split())
            spot = self._spot(f"in territory {area.how} by {by}{day}", area, usual=False)
            bare = isinstance(area.area, ast.Words) and area.area.items[0].text in soil(self.frame.world.lexicon)
            return spot if bare else diagrams.both(self.area(area.area), spot)
        if isinstance(area, ast.NamedPart):
            spot = self._spot(f"in {area.name.text}", area)
            # `of Japan` says which place is meant, not who has it on the day: that the map says, of events.
            return self._site_in_part(area, spot) if self.where == SITE else spot
        if isinstance(area, ast.Belt):
            return self._belt(area)
        if isinstance(area, ast.Sea):
            return self._spot(f"in the {area.name.text}", area)
        if isinstance(area, ast.Of):
            return self._place_of(area)
        if isinstance(area, ast.Words):
            return diagrams.any_of(self._named_area(item) for item in area.items)
        if isinstance(area, ast.SomeOf):
            return self.area(area.group)
        return self._spot(f"in {' '.join(area.span.text.split())}", area)

    def _site_in_part(self, area: ast.NamedPart, spot: Situations) -> Situations:
        """Return where an act is done in a named part: on the soil of whoever has it on the day, if that is known.

        Otherwise on that of whom the text names, unless another is known to have held some of it then.
        """
        diagrams, space, name = self.frame.diagrams, self.frame.space, area.name.text
        listed = bool(has_part(name, date.max))
        found = []
        for day in space.dates:
            code = has_part(name, day.since)
            state = states.find(code) if code and not _differed(code, day) else None
            soil: Situations = ALL
            if state is not None:
                soil = space.is_state(SITE, state.name)
            elif area.of is not None and (code or not listed):
                soil = self._soil_of(area.of)
            found.append(diagrams.both(space.on(day), soil))
        return diagrams.both(spot, diagrams.any_of(found))

    def limits(self, area: ast.AreaExpr) -> Situations:
        """Return the situations whose place lies within the limits of an area: for a sea, on its islands too."""
        return self.once("limits", area, lambda: self._limits(area))

    def _limits(self, area: ast.AreaExpr) -> Situations:
        diagrams = self.frame.diagrams
        if isinstance(area, ast.AreaGroup):
            return self.limits(area.area)
        if isinstance(area, ast.AreaPlus):
            return diagrams.either(self.limits(area.left), self.limits(area.right))
        if isinstance(area, ast.AreaExcept):
            return diagrams.less(self.limits(area.left), self.area(area.right))
        if isinstance(area, ast.AreaWithin):
            return diagrams.both(self.limits(area.left), self.limits(area.right))
        if isinstance(area, ast.AreaClip):
            return diagrams.both(self.limits(area.area), self._beyond(area))
        if isinstance(area, ast.Sea):
            return self._spot(f"in the {area.name.text} or on its islands", area, how="within")
        if isinstance(area, ast.Words) and len(area.items) == 1:
            label = self.instrument.labels.get(area.items[0].text)
            if label is not None and label.kind == "area":
                return self._defined(area.items[0].text, lambda reader, value: reader.limits(value))
        return self.area(area)

    def named_area(self, name: str) -> Situations:
        """Return the situations whose place lies in an area that the instrument defines, each version on its days."""
        return self._defined(name, lambda reader, value: reader.area(value))

    def _beyond(self, area: ast.AreaClip) -> Situations:
        return self._spot(f"{area.side} of {area.limit.text}", area, how="beyond")

    def _belt(self, area: ast.Belt) -> Situations:
        """Return the situations whose place lies in a belt: waters alone, a state's own among them."""
        diagrams = self.frame.diagrams
        spot = self._spot(f"in the {' '.join(area.span.text.split())}", area)
        if self.where == SITE:
            return spot
        ashore = diagrams.less(
            diagrams.value(OBJECT, *sorted(soil(self.frame.world.lexicon))), diagrams.value(PLACE, NOWHERE)
        )
        return diagrams.less(spot, ashore)

    def _spot(self, words: str, area: ast.AreaExpr, *, how: str = "in", usual: bool | None = None) -> Situations:
        """Return the situations whose place is somewhere that geometry decides."""
        if self.where == SITE:
            return self.frame.space.site(words)
        return self.frame.space.place(words, Location(self.instrument, area, how), usual)

    def _soil_of(self, owner: ast.NounPhrase) -> Situations:
        here = self.whose(self.where, owner)
        within = self.applied_territory() if names_party(owner) else None
        return here if within is None else self.frame.diagrams.both(here, within)

    def applied_territory(self) -> Situations | None:
        """Return the situations whose place lies in the territory to which the text applies; ``None`` if to all.

        A line of the final clauses that names parties (`territorial-application of France to A`) says it of theirs
        alone: `to` in the place of what is said of all, `including` besides, `except` less that, each on its days.
        """
        if self.unbounded:
            return None
        lines = [line for line in self.instrument.clauses if self._is_territorial(line)]
        if not lines:
            return None
        plain = replace(self, unbounded=True)
        return self.once("territory", lines[-1], lambda: plain._applied(lines))

    def _applied(self, lines: list[ast.Line]) -> Situations:
        general = [line for line in lines if line.of is None]
        within = self._territory_in(general[-1], ALL, ALL) if general else ALL
        for line in lines:
            if line.of is not None:
                within = self._territory_in(line, within, self.whose(self.where, line.of))
        return within

    def _is_territorial(self, line: ast.Line) -> bool:
        word = self.frame.world.lexicon.get(line.word.text, "clause")
        return word is not None and word.floor == TERRITORY and any(slot.word in _APPLIED for slot in line.slots)

    def _territory_in(self, line: ast.Line, before: Situations, whose: Situations) -> Situations:
        """Read `territorial-application of X to A including B except C from DAY until DAY` for the soil of some states.

        Where it does not speak, on other days or of other soil, what was said before stands.
        """
        diagrams = self.frame.diagrams
        since = until = None
        found: dict[str, Situations] = {}
        for slot in line.slots:
            if slot.word == "from" and isinstance(slot.value, ast.Day):
                since = slot.value.day
            elif slot.word in _APPLIED and isinstance(slot.value, ast.Node) and not isinstance(slot.value, ast.Day):
                part = "to" if slot.word == "in" else slot.word
                found[part] = diagrams.either(found.get(part, EMPTY), self.area(slot.value))  # type: ignore[arg-type]
        for one in line.qualifications:
            if one.word == "until" and isinstance(one.value, ast.Day):
                until = one.value.day
        within = diagrams.either(found.get("to", before), found.get("including", EMPTY))
        within = diagrams.less(within, found.get("except", EMPTY))
        speaks = whose if since is None and until is None else diagrams.both(whose, self._days(since, until))
        return diagrams.either(diagrams.both(within, speaks), diagrams.less(before, speaks))

    def _days(self, since: date | None, until: date | None) -> Situations:
        return self.frame.space.on(Period(since, until))

    def _place_of(self, area: ast.Of) -> Situations:
        words = area.head if isinstance(area.head, ast.Words) else None
        return self._on_soil(words, self._soil_of(area.owner), area)

    def _on_soil(self, words: ast.Words | None, here: Situations, area: ast.AreaExpr) -> Situations:
        """Narrow somebody's territory to the kinds of soil that words name: `islands`, `bases`."""
        if words is None:
            return here
        return self.frame.diagrams.any_of(
            self.frame.diagrams.both(here, self.soil(item.text, area)) for item in words.items
        )

    def soil(self, kind: str, area: ast.AreaExpr) -> Situations:
        """Return the situations whose place is soil of a kind that an area names: all soil for `territory`."""
        lands = soil(self.frame.world.lexicon)
        whole = kind in lands and not (self.frame.world.lexicon.wider(kind) & (lands - {kind}))
        return ALL if whole else self._spot(f"on {kind.replace('-', ' ')}", area, how="soil")

    def _named_area(self, item: ast.Name | ast.Text | ast.Ref) -> Situations:
        label = self.instrument.labels.get(item.text)
        if label is not None and label.kind == "area":
            return self.named_area(item.text)
        state = self.one_state(ast.Words(item.span, (item,)))
        if state is not None:
            return self.frame.space.is_state(self.where, state)
        spot = self._spot(f"in {item.text}", ast.Words(item.span, (item,)))
        return self._lying(item.text, spot) if self.where == SITE and states_in(item.text) is not None else spot

    def _lying(self, region: str, spot: Situations) -> Situations:
        """Return where an act is done in a region: as the lists have it where all land of a state, or none, lies there.

        Nothing is settled where a state has land in two regions, or had other land on the day.
        """
        diagrams, space = self.frame.diagrams, self.frame.space
        space.open_site()
        inside, apart = EMPTY, diagrams.value(SITE, NOWHERE)
        for state in space.states:
            known = states.find(state)
            lies = holds(region, states.territories_of(known.code)) if known is not None else None
            if known is None or lies is None:
                continue
            then = diagrams.any_of(space.on(day) for day in space.dates if not _differed(known.code, day))
            here = diagrams.both(space.is_state(SITE, state), then)
            if lies:
                inside = diagrams.either(inside, here)
            else:
                apart = diagrams.either(apart, here)
        return diagrams.less(diagrams.either(spot, inside), apart)


def _differed(code: str, day: Period) -> bool:
    """Return whether a state had other land in an interval than it has today, or may have had."""
    codes = changed(day.since) if day.since is not None else None
    return codes is None or code in codes
