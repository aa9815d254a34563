"""What a text adds to what other treaties in force promise already: a table with one row for each pair of states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.explanation.narrative import listed
from treatylang.reasoning.verdicts.guarantees import Cell, Matrix
from treatylang.reports._guarantees import lines_of
from treatylang.reports.tables import BAD, FAINT, GOOD, Entry, Table

NEW, MORE, NOTHING = "new", "more", "nothing new"
"""What a text can be to a pair: its first promise of help, a further one or a firmer one, or none that it lacked."""


def table(found: Matrix, lexicon: Lexicon, title: str) -> Table:
    """Return what each party gains from each other one; ``found`` tells apart what other treaties promise."""
    word = lexicon.get(found.event, "event")
    options = f" (option {found.options})" if found.options else ""
    rows, records = [], []
    for cell in found.cells:
        before = _before(cell)
        gained, verdict = added(standing(cell), standing(before), lexicon), gain(cell, lexicon)
        has, adds = _told(before, found, lexicon), _told(cell, found, lexicon, only=gained)
        rows.append(
            (
                Entry.of(f"{cell.helper} → {cell.victim}"),
                Entry.of(verdict, GOOD if gained else FAINT),
                Entry(tuple((line, FAINT) for line in has)) if has else Entry.of("nothing", FAINT),
                Entry(tuple((line, GOOD) for line in adds)) if adds else Entry.of("nothing", BAD),
            )
        )
        records.append(
            {
                "options": found.options,
                "event": found.event,
                "helper": cell.helper,
                "victim": cell.victim,
                "gain": verdict,
                "before": list(standing(before)),
                "added": list(gained),
            }
        )
    return Table(
        f"What each party gains against {word.say() if word is not None else found.event}{options}: {title}",
        ("helper → attacked", "gain", "by treaties in force", "added"),
        tuple(rows),
        tuple(records),
        f"Set against what the other treaties that are held promise the pair, on {found.day}.",
        tuple(_counted([str(record["gain"]) for record in records])),
    )


def gain(cell: Cell, lexicon: Lexicon) -> str:
    """Return what a pair gains: ``NEW``, ``MORE`` or ``NOTHING``."""
    before = standing(_before(cell))
    if not added(standing(cell), before, lexicon):
        return NOTHING
    return MORE if any(before.values()) else NEW


def _before(cell: Cell) -> Cell:
    """Return what other treaties promise a pair."""
    return cell.beside if cell.beside is not None else Cell(cell.helper, cell.victim, (), (), (), (), ())


def standing(cell: Cell) -> dict[str, int]:
    """Return how sure each act of a field is: 4 certain, 3 once organs approve, 2 depending, 1 not known; else 0."""
    found = dict.fromkeys(cell.promised, 0)
    found |= dict.fromkeys(cell.unknown, 1)
    found |= {act: 2 for act, _ in cell.depends}
    found |= dict.fromkeys(cell.lawful, 3)
    return found | dict.fromkeys(cell.certain, 4)


def added(new: Mapping[str, int], old: Mapping[str, int], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the acts that were not as sure before, be it as such or as a kind of them."""
    return tuple(
        act
        for act, sure in new.items()
        if sure and not any(known >= sure and lexicon.is_a(other, act) for other, known in old.items())
    )


def _told(cell: Cell, found: Matrix, lexicon: Lexicon, only: tuple[str, ...] | None = None) -> list[str]:
    """Return what a field says line by line; of certain acts alone where ``only`` names them."""
    if only is None:
        return [line for line, _ in lines_of(cell, found, lexicon)]
    kept = Cell(
        cell.helper,
        cell.victim,
        tuple(act for act in cell.promised if act in only),
        tuple(act for act in cell.lawful if act in only),
        tuple(act for act in cell.certain if act in only),
        tuple((act, facts) for act, facts in cell.depends if act in only),
        cell.reasons,
        tuple(act for act in cell.unknown if act in only),
        until=tuple((act, facts) for act, facts in cell.until if act in only),
    )
    return [line for line, _ in lines_of(kept, found, lexicon)]


def _counted(gains: list[str]) -> Iterator[str]:
    """Yield how many pairs gain what, counted by helper and attacked."""
    parts = [
        f"{gains.count(NEW)} had no promise before",
        f"{gains.count(MORE)} get more than they have",
        f"{gains.count(NOTHING)} nothing that they lack",
    ]
    if gains:
        yield f"of {len(gains)} pairs, each counted from the helper's side, {listed(parts)}"
