"""Exact counts of situations by verdict, for one draft or for many and all their pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from treatylang.api.opening import Case, refuse_others
from treatylang.api.refusing import refuse
from treatylang.model.question import Question
from treatylang.reasoning.answers.sweep import size_of
from treatylang.reasoning.situations.beside import beside
from treatylang.reasoning.situations.frame import frame_of
from treatylang.reports import _sweep
from treatylang.reports.tables import Table
from treatylang.workspace import Opened
from treatylang.workspace.corpus import Corpus, Unit

MOST_ROWS = 200_000
"""More rows than this nobody reads, and no spreadsheet takes well."""


class Known:
    """The readings and options that something among the drafts and their laws has."""

    def __init__(self) -> None:
        self.readings: dict[str, set[str]] = {}
        self.brackets: dict[str, set[str]] = {}

    def note(self, opened: Opened) -> None:
        """Take in what one draft has."""
        assert opened.world is not None
        for instrument in opened.world.instruments.values():
            if instrument.kind == "law" and instrument.readings:
                self.readings.setdefault(instrument.state, set()).update(r.name for r in instrument.readings)
        for draft in opened.instruments:
            for name, choices in (*draft.brackets.items(), *draft.settled.items()):
                self.brackets.setdefault(name, set()).update(choices)

    def refuse_others(self, question: Question) -> None:
        """Refuse what no draft has."""
        refuse_others(question, self.readings, self.brackets)


def refuse_flood(opened: Opened, question: Question, by: Sequence[str]) -> None:
    """Refuse a grouping with more rows than anybody could use, before it is computed."""
    assert opened.world is not None
    if len(by) < 3:
        return
    for draft in opened.instruments:
        if draft.kind == "treaty":
            frame = frame_of(opened.world, draft, question, beside=beside(opened.world, draft, question))
            rows = size_of(frame, tuple(by))
            if rows > MOST_ROWS:
                refuse(
                    f"grouped by {', '.join(by)}, `{draft.name}` would have up to {rows:,} rows",
                    f"leave out a dimension; {MOST_ROWS:,} rows are the most",
                )


def counted(case: Case, by: tuple[str, ...], version: str) -> list[Table]:
    """Return the counts of the treaties of one draft."""
    refuse_flood(case.opened, case.question, by)
    corpus = Corpus(by, version)
    titles = [one.title for one in corpus.add(case.opened, case.question)]
    units = list(corpus.sweeps())
    return counts(corpus, units, {number: corpus.answer(unit) for number, unit in enumerate(units)}, titles)


def counts(corpus: Corpus, units: Sequence[Unit], answers: Mapping[int, Any], titles: Sequence[str]) -> list[Table]:
    """Return the counts that the answers to units hold, one table for each treaty and combination of options."""
    shown = []
    for number, title in enumerate(titles[: len(units)]):
        shown += [_sweep.table(one, title) for one in corpus.sweep_of(answers[number]) if one.rows]
    if not shown:
        refuse("the draft has no parties", "name them: `party Japan, Australia;`, or `--with-party STATE`")
    return shown
