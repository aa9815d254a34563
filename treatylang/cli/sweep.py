"""`treaty sweep`: exact counts of situations by verdict, for one draft or for a whole corpus and all its pairs."""

from __future__ import annotations

from contextlib import closing, nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer

from treatylang.api.counting import Known, counts, refuse_flood
from treatylang.api.opening import refuse_unknown_parties, told_open
from treatylang.cli import _options as options
from treatylang.cli import _tables
from treatylang.cli._drafts import Asked
from treatylang.cli._output import remark
from treatylang.cli._progress import progress
from treatylang.cli._version import version
from treatylang.reasoning.answers.sweep import DIMENSIONS, PARTY
from treatylang.reports import _sweep
from treatylang.workspace import Draft, Project
from treatylang.workspace.corpus import Corpus, Unit
from treatylang.workspace.operands import drafts
from treatylang.workspace.project import root_of
from treatylang.workspace.resuming import Finished
from treatylang.workspace.settings import Settings
from treatylang.workspace.spreading import spread
from treatylang.workspace.trouble import NoVerdict, Unreadable


def command(
    operands: options.Operands,
    by: Annotated[
        list[str],
        typer.Option(
            "--by", metavar="NAME,…", help="Group by these: party, date, event, attacker, victim, object, place."
        ),
    ] = [],  # noqa: B006
    jobs: Annotated[int, typer.Option("--jobs", "-j", metavar="N", help="Spread the work over N processes.")] = 1,
    scheduler: Annotated[
        str,
        typer.Option("--scheduler", metavar="ADDRESS", help="Spread the work over a Dask cluster: tcp://host:8786."),
    ] = "",
    resume: Annotated[
        str, typer.Option("--resume", metavar="FILE", help="Keep finished work in this file, and resume from it.")
    ] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
    form: _tables.Form = "",
    out: _tables.Out = "",
    stdin_filename: options.StdinFilename = "",
    as_of: options.AsOf = "",
    readings: options.Readings = [],  # noqa: B006
    with_party: options.WithParty = [],  # noqa: B006
    brackets: options.Options = [],  # noqa: B006
    config: options.Config = "",
    isolated: options.Isolated = False,
    color: options.Color = "auto",
    no_cache: options.NoCache = False,
) -> None:
    """Count the situations in which each party would be in conflict, bound or free; for several files, ask all pairs.

    Example: treaty sweep pact.treaty --by party,attacker -o counts.csv
    """
    _tables.form(form, out)
    grouped = tuple(dict.fromkeys(options.one_of("--by", name, DIMENSIONS) for name in options.listed(by))) or (PARTY,)
    if by and not options.listed(by):
        options.refuse("`--by` names nothing to count by", f"there are: {', '.join(DIMENSIONS)}")
    if jobs < 1:
        options.refuse(f"`--jobs` cannot be {jobs}", "give the number of processes, 1 or more")
    if scheduler and jobs > 1:
        options.refuse("`--jobs` and `--scheduler` both say where the work is done", "give one of them")
    asked = Asked(as_of, readings, with_party, brackets, config, isolated, not no_cache)
    asked.question(Settings())  # refuse wrong options before any file is read
    left_out: list[Unreadable] = []
    found = drafts(operands, stdin_filename, left_out)
    corpus = Corpus(grouped, version())
    titles = _gathered(corpus, found, asked, left_out, quiet=quiet)
    for problem in left_out:
        remark(f"error: {problem.message}" + (f"\n  = help: {problem.help}" if problem.help else ""))
    if not titles:
        options.refuse("there is no treaty here to count for", "give a file with a `treaty … { … }`")
    swept, pairs = list(corpus.sweeps()), list(corpus.pairs())
    answers = _answers(corpus, [*swept, *pairs], jobs, scheduler, resume, quiet=quiet)
    shown = counts(corpus, swept, dict(enumerate(answers)), titles)
    if len(swept) > 1:
        every = [one for answer in answers[len(swept) :] for one in corpus.contradictions_of(answer)]
        shown.append(_sweep.contradictions(every, _caption(corpus, len(pairs), bool(every))))
    if left_out:
        shown[0] = _sweep.incomplete(shown[0], len(left_out))
    _tables.show(shown, form, out, color)
    if left_out:
        files = "1 file" if len(left_out) == 1 else f"{len(left_out)} files"
        raise NoVerdict(
            f"{files} could not be read and {'is' if len(left_out) == 1 else 'are'} left out of the counts",
            "correct what is named above and count again; with `--resume FILE` only what is new is worked out",
        )


def _gathered(
    corpus: Corpus, found: tuple[Draft, ...], asked: Asked, left_out: list[Unreadable], *, quiet: bool
) -> list[str]:
    """Read all drafts into the corpus; return the titles of the treaties. What they mean is not kept.

    Of several drafts those that are not drafts are put into ``left_out``; a single one that is none is refused.
    """
    projects: dict[Path, Project] = {}
    titles: list[str] = []
    known = Known()
    with progress("reading", len(found), quiet=quiet) as done:
        for draft in found:
            root = root_of(draft.path)
            if root not in projects:
                projects[root] = Project.around(
                    draft.path, config=options.existing(asked.config), isolated=asked.isolated, cache=asked.cache
                )
            project = projects[root]
            question = asked.question(project.settings)
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
            for line in told_open(opened) if not quiet else ():
                remark(line)
            titles += [one.title for one in corpus.add(opened, question)]
            done(1)
    known.refuse_others(asked.question(Settings()))
    return titles


def _answers(corpus: Corpus, units: list[Unit], jobs: int, scheduler: str, resume: str, *, quiet: bool) -> list[Any]:
    """Return the answers to all units in their order, from the file of finished work where it has them."""
    answers: list[Any] = [None] * len(units)
    with closing(Finished(Path(resume))) if resume else nullcontext() as finished:
        keys = [corpus.key(unit) for unit in units] if finished is not None else []
        todo = []
        for number, unit in enumerate(units):
            if finished is not None and keys[number] in finished:
                answers[number] = finished.answer(keys[number])
            else:
                todo.append((number, unit))
        with progress("counting", len(todo), quiet=quiet) as done:
            for batch in spread(corpus, todo, jobs=jobs, scheduler=scheduler) if todo else ():
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
