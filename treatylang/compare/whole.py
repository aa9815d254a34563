"""A text that only one side has: what it means for its parties, held against a text with nothing in it.

Nothing else differs between the two: they have the same parties, definitions and law beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from treatylang.compare.balance import balance, promised_by
from treatylang.compare.changes import Count, Decided, Direction
from treatylang.compare.deciding import counts, decided, directions
from treatylang.compare.rosters import Roster
from treatylang.compare.weight import Sentence, merged
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question


@dataclass(frozen=True)
class Whole:
    """What a text comes to that was added or is gone: for whom, in how many of how many situations, and one of these.

    ``parties`` are those of the text, whether or not a sentence asks anything of them.
    """

    parties: tuple[str, ...] = ()
    directions: tuple[Direction, ...] = ()
    counts: tuple[Count, ...] = ()
    total: int = 0
    witness: Decided | None = None


def whole(world: World, draft: Instrument, question: Question, *, added: bool, guarantees: bool) -> Whole:
    """Return what it means that a text was added, or is gone; ``guarantees`` says whether these are counted.

    The law of a state is not weighed: what it asks for depends on the treaties that refer to it.
    """
    parties = tuple(dict.fromkeys(member.state for member in draft.parties))
    sentences: list[Sentence] = [*draft.norms, *draft.statements]
    if draft.kind == "law" or not sentences:
        return Whole(parties)
    silent = replace(draft.with_norms(()), statements=())
    sides = ((world, silent), (world, draft)) if added else ((world, draft), (world, silent))
    found = balance(*sides, question, {}, Roster(), moved=False)
    said = ([], sentences) if added else (sentences, [])
    case = found.scales[0].case
    weighed = merged(case, (scale.together(*said) for scale in found.scales))
    if not weighed.parts:
        return Whole(parties)
    order = tuple(dict.fromkeys((*parties, *weighed.states(), *weighed.gain, *weighed.loss)))
    pairs = promised_by(found, weighed.states()) if guarantees else {}
    shown = decided(case, weighed)
    return Whole(
        parties,
        directions(weighed, order),
        counts(case, weighed, order, pairs),
        case.diagrams.count(case.possible),
        replace(shown, questions=None) if shown is not None else None,  # there is one text to ask
    )
