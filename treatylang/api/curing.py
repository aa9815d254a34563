"""The sets of changes that would leave no conflict with law, and what states could change at home instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from treatylang.api.opening import Case
from treatylang.findings import Fix
from treatylang.model.instrument import Instrument
from treatylang.reasoning.remedies.cures import amendments
from treatylang.reasoning.remedies.front import Cure, Front, fronts
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.verdicts.examining import examined
from treatylang.reasoning.verdicts.legality import Clash, ClashKind
from treatylang.reports import _cures
from treatylang.reports.tables import Table


@dataclass(frozen=True)
class Cured:
    """What was found for a draft: the sets of changes, and the conflicts that they are for."""

    draft: Instrument
    frame: Frame
    clashes: Sequence[Clash]
    found: Sequence[Front]

    @property
    def sets(self) -> list[Cure]:
        """The sets of changes in the order in which they are numbered from 1."""
        return [cure for front in self.found for cure in front.cures]

    def table(self) -> Table:
        """Return all sets as a table, and the amendments of laws that would do."""
        hard = [one for one in self.clashes if one.kind is ClashKind.CONFLICT and not one.readings]
        law: dict[str, Fix] = {}
        for clash in hard:
            for one in amendments(self.frame, clash):
                fix = one.fix()
                law[fix.message] = fix
        return _cures.table(self.found, self.frame, self.draft, tuple(law.values()))


def cured(case: Case, draft: Instrument) -> Cured:
    """Return what would leave no conflict with law in a draft."""
    frame, clashes = examined(case.world, draft, case.question)
    return Cured(draft, frame, clashes, fronts(frame))
