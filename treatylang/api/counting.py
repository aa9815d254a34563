"""Exact counts of situations by verdict, for one draft or for many and all their pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from treatylang.api.opening import Case, question_of, refuse_others, refuse_unknown_parties, told_open
from treatylang.api.refusing import day, one_of, refuse
from treatylang.api.results import Answer
from treatylang.api.subject import Day, deeply, names_of
from treatylang.model.question import Question
from treatylang.reasoning.answers.sweep import DIMENSIONS, PARTY, size_of
from treatylang.reasoning.situations.beside import beside
from treatylang.reasoning.situations.frame import frame_of
from treatylang.reports import _sweep
from treatylang.reports.tables import Table
from treatylang.version import __version__
from treatylang.workspace import Draft, Opened, Project
from treatylang.workspace.corpus import Corpus, Unit
from treatylang.workspace.operands import drafts
from treatylang.workspace.project import root_of
from treatylang.workspace.resuming import Finished
from treatylang.workspace.settings import Settings
from treatylang.workspace.spreading import spread
from treatylang.workspace.trouble import Unreadable

MOST_ROWS = 200_000
"""More rows than this nobody reads, and no spreadsheet takes well."""


Watched = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
"""What shows how far a piece of work is: given its name and its units, a function that says how many more are done."""


@contextmanager
def unwatched(_what: str, _total: int) -> Iterator[Callable[[int], None]]:
    """Let work be done that nobody watches."""
    yield lambda _: None


@dataclass(frozen=True)
class Work:
    """Where and how counting is done: over how many processes, or a Dask cluster; what is kept, and who watches."""

    jobs: int = 1
    scheduler: str = ""
    resume: str = ""
    watched: Watched = unwatched


@deeply
def sweep(
    *paths: str | Path,
    by: Iterable[str] = (),
    jobs: int = 1,
    resume: str | Path = "",
    as_of: Day | None = None,
    config: str | Path = "",
    isolated: bool = False,
    cache: bool = True,
) -> Answer:
    """Return the counts of many files or folders, and what contradicts in each pair of their treaties.

    ``by`` names dimensions as in ``Pact.sweep``; the work is spread over ``jobs`` processes, and ``resume`` names a
    file in which what is finished is kept. Files that cannot be read are left out, and ``remarks`` say which.
    """
    grouped = tuple(dict.fromkeys(one_of("by", name, DIMENSIONS) for name in names_of(by))) or (PARTY,)
    on, left_out, remarks = day("as_of", as_of), list[Unreadable](), list[str]()

    def around(draft: Draft) -> Project:
        return Project.around(draft.path, config=Path(config) if config else None, isolated=isolated, cache=cache)

    def question(settings: Settings) -> Question:
        return question_of(settings, on, {}, (), {})

    found = drafts([str(path) for path in paths], "", left_out)
    shown = swept(found, around, question, grouped, __version__, Work(jobs, resume=str(resume)), left_out, remarks)
    if not shown:
        refuse("there is no treaty here to count for", "give a file with a `treaty … { … }`")
    return Answer(tuple(shown), (*remarks, *(str(problem) for problem in left_out)))


def swept(
    found: Sequence[Draft],
    around: Callable[[Draft], Project],
    question: Callable[[Settings], Question],
    by: tuple[str, ...],
    version: str,
    work: Work,
    left_out: list[Unreadable],
    remarks: list[str],
) -> list[Table]:
    """Return the counts of drafts, and of several the contradictions of their pairs; nothing where there is no treaty.

    Of several drafts those that cannot be read are put into ``left_out``; a single one is refused. ``remarks`` is given
    what the counts leave out of a text.
    """
    corpus = Corpus(by, version)
    titles = _gathered(corpus, found, around, question, work, left_out, remarks)
    if not titles:
        return []
    units, pairs = list(corpus.sweeps()), list(corpus.pairs())
    answers = _answers(corpus, [*units, *pairs], work)
    shown = counts(corpus, units, dict(enumerate(answers)), titles)
    if len(units) > 1:
        every = [one for answer in answers[len(units) :] for one in corpus.contradictions_of(answer)]
        shown.append(_sweep.contradictions(every, _caption(corpus, len(pairs), bool(every))))
    if left_out:
        shown[0] = _sweep.incomplete(shown[0], len(left_out))
    return shown


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


def _gathered(
    corpus: Corpus,
    found: Sequence[Draft],
    around: Callable[[Draft], Project],
    asked: Callable[[Settings], Question],
    work: Work,
    left_out: list[Unreadable],
    remarks: list[str],
) -> list[str]:
    """Read all drafts into the corpus; return the titles of the treaties. What they mean is not kept.

    Of several drafts those that are not drafts are put into ``left_out``; a single one that is none is refused.
    """
    projects: dict[Path, Project] = {}
    titles: list[str] = []
    known = Known()
    with work.watched("reading", len(found)) as done:
        for draft in found:
            root = root_of(draft.path)
            if root not in projects:
                projects[root] = around(draft)
            project = projects[root]
            question = asked(project.settings)
            opened = project.open(draft, question)
            if opened.world is None:
                first = opened.findings[0]
                left_out.append(Unreadable(f"{first.span}: {first.message}", "treaty check shows the place"))
                if len(found) == 1:
                    raise left_out.pop()
                done(1)
                continue
            refuse_unknown_parties(question, [opened.world])
            refuse_flood(opened, question, corpus.by)
            known.note(opened)
            remarks += told_open(opened)
            titles += [one.title for one in corpus.add(opened, question)]
            done(1)
    known.refuse_others(asked(Settings()))
    return titles


def _answers(corpus: Corpus, units: list[Unit], work: Work) -> list[Any]:
    """Return the answers to all units in their order, from the file of finished work where it has them."""
    answers: list[Any] = [None] * len(units)
    with closing(Finished(Path(work.resume))) if work.resume else nullcontext() as finished:
        keys = [corpus.key(unit) for unit in units] if finished is not None else []
        todo = []
        for number, unit in enumerate(units):
            if finished is not None and keys[number] in finished:
                answers[number] = finished.answer(keys[number])
            else:
                todo.append((number, unit))
        with work.watched("counting", len(todo)) as done:
            for batch in spread(corpus, todo, jobs=work.jobs, scheduler=work.scheduler) if todo else ():
                if finished is not None:
                    finished.add((keys[number], answer) for number, answer in batch)
                for number, answer in batch:
                    answers[number] = answer
                done(len(batch))
    return answers


def _caption(corpus: Corpus, candidates: int, any_found: bool) -> str:
    treaties, pairs, versions = corpus.size()
    one = "pair" if pairs == 1 else "pairs"
    text = (
        f"{treaties} instruments make {pairs} {one}; in {candidates} of them a party could owe under one what the "
        "other forbids, and these were asked in every situation."
    )
    if versions:
        text += f" Two instruments of one name are versions and no pair: {versions}."
    return text if any_found else f"{text} There is no contradiction."
