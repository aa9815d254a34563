"""Where something happens: what areas mean, as sets of situations by the place of their event.

Areas are set expressions here: territory is computed by whose it is; a sea, a belt or a parallel is a circumstance of
the place, which geometry will decide.
"""

from __future__ import annotations

from treatylang.reasoning.frame import NOWHERE, PLACE, Fact, soil
from treatylang.reasoning.members import Members
from treatylang.syntax import ast


class Places(Members):
    """Reads areas."""

    def area(self, area: ast.AreaExpr) -> int:
        """Return the situations whose place lies in an area. Areas without geometry are circumstances of the place."""
        return self._once("area", area, lambda: self._area(area))

    def _area(self, area: ast.AreaExpr) -> int:
        diagrams = self.frame.diagrams
        if isinstance(area, ast.AreaGroup):
            return self.area(area.area)
        if isinstance(area, ast.AreaPlus):
            return diagrams.either(self.area(area.left), self.area(area.right))
        if isinstance(area, ast.AreaExcept):
            return diagrams.less(self.area(area.left), self.area(area.right))
        if isinstance(area, ast.AreaWithin):
            return diagrams.both(self.area(area.left), self.area(area.right))
        if isinstance(area, ast.AreaClip):
            return diagrams.both(self.area(area.area), self._spot(f"{area.side} of {area.limit.text}", area))
        if isinstance(area, ast.AreaHeld):
            if area.how == "administered":
                return diagrams.any_of(
                    diagrams.both(self.member(area.by, s), self.frame.is_state(PLACE, s)) for s in self._all_states()
                )
            # Most places are claimed, occupied or designated by nobody but their state.
            spot = self._spot(f"in territory {area.how} by {' '.join(area.by.span.text.split())}", area, usual=False)
            bare = isinstance(area.area, ast.Words) and area.area.items[0].text in soil(self.frame)
            return spot if bare else diagrams.both(self.area(area.area), spot)
        if isinstance(area, ast.NamedPart):
            spot = self._spot(f"in {area.name.text}", area)
            return diagrams.both(spot, self._soil_of(area.of)) if area.of is not None else spot
        if isinstance(area, ast.Belt):
            at_sea = diagrams.value(PLACE, NOWHERE)
            return diagrams.both(at_sea, self._spot(f"in the {' '.join(area.span.text.split())}", area))
        if isinstance(area, ast.Sea):
            return self._spot(f"in the {area.name.text}", area)
        if isinstance(area, ast.Of):
            return self._place_of(area)
        if isinstance(area, ast.Words):
            return diagrams.any_of(self._named_area(item) for item in area.items)
        if isinstance(area, ast.SomeOf):
            return self.area(area.group)
        return self._spot(f"in {' '.join(area.span.text.split())}", area)

    def named_area(self, name: str) -> int:
        """Return the situations whose place lies in an area that the instrument defines, each version on its days."""
        return self._defined(name, lambda reader, value: reader.area(value))

    def _spot(self, words: str, area: ast.AreaExpr, *, usual: bool | None = None) -> int:
        """Return the situations whose place is somewhere that geometry decides, once a point is asked about."""
        self.frame.spots.setdefault(words, (self.instrument, area))
        return self.frame.fact(Fact(words, "place", "", f"the place is {words}", usual))

    def _soil_of(self, owner: ast.NounPhrase) -> int:
        diagrams = self.frame.diagrams
        return diagrams.any_of(
            diagrams.both(self.member(owner, state), self.frame.is_state(PLACE, state)) for state in self._all_states()
        )

    def _place_of(self, area: ast.Of) -> int:
        diagrams = self.frame.diagrams
        lands = soil(self.frame)
        here = self._soil_of(area.owner)
        if not isinstance(area.head, ast.Words):
            return here
        found = []
        for item in area.head.items:
            whole = item.text in lands and not (self.frame.world.lexicon.wider(item.text) & (lands - {item.text}))
            found.append(here if whole else diagrams.both(here, self._spot(f"on {item.text.replace('-', ' ')}", area)))
        return diagrams.any_of(found)

    def _named_area(self, item: ast.Name | ast.Text | ast.Ref) -> int:
        label = self.instrument.labels.get(item.text)
        if label is not None and label.kind == "area":
            return self.named_area(item.text)
        state = self.one_state(ast.Words(item.span, (item,)))
        if state is not None:
            return self.frame.is_state(PLACE, state)
        return self._spot(f"in {item.text}", ast.Words(item.span, (item,)))
