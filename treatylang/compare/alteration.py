"""An alteration: what differs in one place of two drafts, and what it weighs, before it is told to anybody."""

from __future__ import annotations

from dataclasses import dataclass, replace

from treatylang.compare.changes import SAME
from treatylang.compare.outline import Piece
from treatylang.compare.weight import Weighed


@dataclass(frozen=True, eq=False)
class Alteration:
    """A change before it is told: what differs, where, and what it weighs (``None``: no situation is asked)."""

    area: str
    kind: str
    action: str
    old_piece: Piece | None
    new_piece: Piece | None
    old: str
    new: str
    weighed: Weighed | None = None
    level: str = ""
    what: str = ""
    hint: str = SAME
    notes: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    sentence: Weighed | None = None
    """What the sentence as a whole weighs, of which this is one of several aspects."""
    decided: tuple[str, str, str] | None = None
    """What is asked, and what either draft answers, where no situation shows the difference."""

    @property
    def piece(self) -> Piece | None:
        """Where it stands: in the revision, in the base for what was removed."""
        return self.new_piece or self.old_piece

    @property
    def sort(self) -> str:
        """The sort of part that was altered: sentence, area, clause, …; empty for what is not part of the text."""
        return self.piece.sort if self.piece is not None else ""

    @property
    def of_parties(self) -> bool:
        """Whether it says who is a party, or since when."""
        return self.area == "parties" and self.kind != "wording"

    @property
    def of_bracket(self) -> bool:
        """Whether it opens or settles a bracket: whoever gains or loses does so by what its options say, told apart."""
        return self.sort == "bracket" and self.action in ("bracket", "unbracket")

    def noted(self, *notes: str) -> Alteration:
        """Return it with further notes."""
        return replace(self, notes=(*self.notes, *notes))
