"""From operands and options to opened drafts: the part of the work that check and render share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from treatylang.cli import _options as options
from treatylang.cli._output import remark
from treatylang.findings import Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.situations.options import possible, together
from treatylang.workspace import Draft, Opened, Project
from treatylang.workspace.operands import drafts
from treatylang.workspace.project import root_of
from treatylang.workspace.settings import Settings


@dataclass(frozen=True)
class Asked:
    """What the options say, before the settings of a project are added."""

    as_of: str = ""
    readings: Sequence[str] = ()
    joined: Sequence[str] = ()
    brackets: Sequence[str] = ()
    config: str = ""
    isolated: bool = False
    cache: bool = True

    def question(self, settings: Settings) -> Question:
        """Return the question that options and settings put together; options win."""
        readings = {**settings.readings, **options.pairs("--reading", self.readings, "JPN=gov1972")}
        brackets = {**settings.options, **options.pairs("--option", self.brackets, "strength=A")}
        return Question(
            options.day("--as-of", self.as_of),
            options.by_state(readings),
            tuple(options.state(name) for name in options.listed(self.joined)),
            brackets,
        )


@dataclass(frozen=True)
class Case:
    """One draft, opened, with its project and the question that is put to it."""

    draft: Draft
    project: Project
    question: Question
    opened: Opened


def cases(operands: Sequence[str], stdin_filename: str, asked: Asked, *, every_treaty: bool = False) -> list[Case]:
    """Open the drafts that the operands name, each in the project around it, ``every_treaty`` beside it on demand."""
    asked.question(Settings())  # refuse wrong options before any file is read
    found = drafts(operands, stdin_filename)
    projects: dict[Path, Project] = {}
    result = []
    for draft in found:
        root = root_of(draft.path)
        if root not in projects:
            projects[root] = Project.around(
                draft.path, config=options.existing(asked.config), isolated=asked.isolated, cache=asked.cache
            )
        project = projects[root]
        question = asked.question(project.settings)
        result.append(Case(draft, project, question, project.open(draft, question, every_treaty=every_treaty)))
    _refuse_unknown(result)
    _tell_many(result)
    return result


def tell_errors(case: Case) -> None:
    """Tell of faults of the text itself: what they concern counts for nothing in an answer."""
    number = sum(1 for finding in case.opened.findings if finding.severity is Severity.ERROR)
    if number:
        faults = "an error" if number == 1 else f"{number} errors"
        remark(f"the draft has {faults}, which `treaty check` shows; what they concern counts for nothing here")


def _tell_many(found: Iterable[Case]) -> None:
    """Tell where a draft has more combinations of options than are looked at one by one."""
    for draft, chosen in ((draft, case.question.options) for case in found for draft in _own(case)):
        if (few := together(draft, chosen)) > 0:
            number = ("one", "two", "three")[few - 1]
            shown = f"any {number} options stand together" if few > 1 else "every option stands"
            remark(
                f"{draft.name}: of {possible(draft, chosen):,} combinations of options those are looked at in which "
                f"{shown}; `--option BRACKET=X` settles a bracket"
            )


def _own(case: Case) -> tuple[Instrument, ...]:
    world = case.opened.world
    return tuple(world.instruments[name] for name in world.drafts) if world is not None else ()


def refuse_unknown_parties(question: Question, worlds: Sequence[World]) -> None:
    """Refuse a state to be taken for a party that no library, no vocabulary and no law knows."""
    for state in question.joined:
        if not any(_knows(world, state) for world in worlds):
            options.known_state("--with-party", state, worlds[0].lexicon)


def _knows(world: World, state: str) -> bool:
    return world.lexicon.state(state) is not None or bool(world.laws_of(state))


def _refuse_unknown(found: Iterable[Case]) -> None:
    """Refuse a reading or an option of a bracket that nothing among the drafts and their laws has."""
    found = [case for case in found if case.opened.world is not None]
    if not found:
        return
    worlds = [case.opened.world for case in found if case.opened.world is not None]
    question = found[0].question
    refuse_unknown_parties(question, worlds)
    for state, name in question.readings.items():
        known = {r.name for world in worlds for law in world.laws_of(state) for r in law.readings}
        if not known:
            options.refuse(f"no law of `{state}` that was read has readings", "`treaty laws` lists what there is")
        if name not in known:
            options.refuse(f"no law of `{state}` has a reading `{name}`", options.hint(name, known))
    brackets = {
        name: choices for case in found for i in case.opened.instruments for name, choices in i.brackets.items()
    }
    for bracket, option in question.options.items():
        if bracket not in brackets:
            options.refuse(f"no draft has a bracket `{bracket}`", options.hint(bracket, brackets))
        if option not in brackets[bracket]:
            options.refuse(f"the bracket `{bracket}` has no option `{option}`", options.hint(option, brackets[bracket]))
