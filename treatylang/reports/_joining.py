"""What a state's being a party changes, in words: whom it can count on and who on it, areas, votes, the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.answers.joining import Joined
from treatylang.reasoning.explanation.citation import all_of, the
from treatylang.reasoning.explanation.narrative import listed
from treatylang.reasoning.verdicts.guarantees import Cell
from treatylang.reports._added import MORE, NEW, NOTHING, gain
from treatylang.reports._guarantees import lines_of
from treatylang.reports._lands import told_inside
from treatylang.reports.tables import FAINT, Entry, Table


def table(found: Joined, lexicon: Lexicon, title: str) -> Table:
    """Return what changes, line by line."""
    word = lexicon.get(found.found.event, "event")
    event = word.say() if word is not None else found.found.event
    options = f" (option {found.found.options})" if found.found.options else ""
    rows = list(_rows(found, lexicon, event))
    return Table(
        f"What changes when {the(found.state)} is a party{options}: {title}",
        ("what", "with it"),
        tuple((Entry.of(what), Entry(tuple((line, "" if line else FAINT) for line in lines))) for what, lines in rows),
        tuple(
            {"state": found.state, "options": found.found.options, "what": what, "answer": line}
            for what, lines in rows
            for line in lines
        ),
        f"Set against the same text without it, on {found.found.day}.",
    )


def _rows(found: Joined, lexicon: Lexicon, event: str) -> Iterator[tuple[str, list[str]]]:
    mine = [cell for cell in found.found.cells if cell.victim == found.state]
    theirs = [cell for cell in found.found.cells if cell.helper == found.state]
    yield f"it can count on, against {event}", _grouped(found, lexicon, mine, by_helper=True)
    yield "can count on it", _grouped(found, lexicon, theirs, by_helper=False)
    yield "beside the treaties in force", list(_beside(found, lexicon, mine, theirs))
    changed = [f"{the(c.helper)} for {the(c.victim)}: {_said(found, lexicon, c)}" for c, _ in found.changed()]
    yield "among the others", changed or ["nothing: they owe each other what they owe without it"]
    if found.land is not None and found.land.areas:
        yield "where it would apply", [told_inside(one, found.land) for one in found.land.areas]
    votes = [_vote(found, number) for number in range(len(found.decisions))]
    yield "what is decided", votes or ["it has no vote: no body or clause of the text decides anything"]


def _grouped(found: Joined, lexicon: Lexicon, cells: Iterable[Cell], *, by_helper: bool) -> list[str]:
    """Return who would do what, or for whom, those with the same answer together."""
    groups: dict[str, list[str]] = {}
    for cell in cells:
        groups.setdefault(_said(found, lexicon, cell), []).append(cell.helper if by_helper else cell.victim)
    return [f"{all_of(states)}: {said}" for said, states in groups.items()]


def _said(found: Joined, lexicon: Lexicon, cell: Cell) -> str:
    return "; ".join(line for line, _ in lines_of(cell, found.found, lexicon)) or "nothing"


def _beside(found: Joined, lexicon: Lexicon, mine: list[Cell], theirs: list[Cell]) -> Iterator[str]:
    """Yield to whom this is new, to whom it is more than other treaties give, and to whom it is neither."""
    for verdict, said in (
        (NEW, "no promise before"),
        (MORE, "more than what is promised already"),
        (NOTHING, "nothing that is not promised already"),
    ):
        by = [cell.helper for cell in mine if gain(cell, lexicon) == verdict]
        to = [cell.victim for cell in theirs if gain(cell, lexicon) == verdict]
        parts = [f"from {all_of(by)}"] if by else []
        parts += [f"for {all_of(to)}"] if to else []
        if parts:
            yield f"{said}: {listed(parts)}"


def _vote(found: Joined, number: int) -> str:
    """Return what its vote is worth in one decision."""
    one = found.decisions[number]
    about = f" on {one.matter}" if one.body and one.matter else ""
    what = f"{one.body}{about}" if one.body else one.matter
    if one.game is None:
        return f"{what}, {one.rule}: {one.why}"
    can = "can" if one.members.index(found.state) in one.game.blockers else "cannot"
    return f"{what}, {one.rule}: one of {len(one.members)} members, it {can} block alone"
