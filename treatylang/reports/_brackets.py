"""Combinations of options as a table: lawful or not, for each party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from treatylang.model.instrument import Instrument
from treatylang.reasoning.answers.brackets import Combination, Standing
from treatylang.reasoning.explanation.narrative import listed
from treatylang.reasoning.explanation.unheld import NOT_KNOWN, no_law
from treatylang.reports.tables import BAD, DOUBTFUL, GOOD, Entry, Table


def table(found: tuple[Combination, ...], draft: Instrument, possible: int) -> Table:
    """Return one row for each combination, one column for each party; ``possible`` is how many there are."""
    parties = [*dict.fromkeys(standing.party for one in found for standing in one.standings)]
    lawful = [one.name for one in found if one.lawful and one.known]
    open_to = [one.name for one in found if not one.known]
    none = "No combination is" if possible <= len(found) else "None of those shown is"
    if not draft.brackets:
        caption = "The draft has no brackets: there is one text to look at."
    else:
        told = [f"Lawful for all: {apart(lawful)}."] if lawful else []
        told += [f"Not known for somebody, and unlawful for nobody: {apart(open_to)}."] if open_to else []
        caption = " ".join(told) or f"{none} lawful for all."
    if possible > len(found):
        shown = f"Of {possible:,} combinations {len(found)} are shown: any few options stand together in one of them."
        caption = f"{caption} {shown}"
    reasons: dict[str, dict[str, None]] = {}
    for one in found:
        for standing in one.standings:
            for text in standing.against:
                reasons.setdefault(standing.party, {})[text] = None
            if standing.unheld is not None:
                reasons.setdefault(standing.party, {})[
                    f"the library holds {no_law(draft.lexicon, standing.unheld)}"
                ] = None
    return Table(
        f"Which options are lawful for whom: {draft.title}",
        ("options", *parties),
        tuple((Entry.of(one.name or "the text"), *_entries(one, parties)) for one in found),
        tuple(
            {
                "options": one.name,
                "lawful_for_all": one.lawful if one.known else NOT_KNOWN,
                "party": standing.party,
                "lawful": not standing.against if standing.known else NOT_KNOWN,
                "against": list(standing.against),
                "doubts": list(standing.doubts),
            }
            for one in found
            for standing in one.standings
        ),
        caption,
        tuple(f"{party}: {listed(texts)}" for party, texts in reasons.items()),
    )


def apart(names: Sequence[str]) -> str:
    """Return combinations of options as a list: by semicolons where each is a list itself."""
    return "; ".join(names) if any("," in name for name in names) else listed(names)


def _entries(one: Combination, parties: Iterable[str]) -> Iterator[Entry]:
    """Yield how each party stands; under another option a state may be no party at all."""
    known = {standing.party: standing for standing in one.standings}
    yield from (_entry(known[name]) if name in known else Entry.of("no party") for name in parties)


def _entry(standing: Standing) -> Entry:
    if standing.against:
        return Entry.of("unlawful", BAD)
    if not standing.known:
        return Entry.of(f"{NOT_KNOWN}, with doubts" if standing.doubts else NOT_KNOWN, DOUBTFUL)
    return Entry.of("lawful, with doubts", DOUBTFUL) if standing.doubts else Entry.of("lawful", GOOD)
