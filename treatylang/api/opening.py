"""Drafts opened in the project around them, each with the question that is put to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from treatylang.api.refusing import hint, known_state, refuse, rules, state
from treatylang.findings import Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.situations.options import possible, together
from treatylang.workspace import Draft, NoVerdict, Opened, Project, Selection, drafts
from treatylang.workspace.passes import ALWAYS
from treatylang.workspace.settings import Settings
from treatylang.workspace.trouble import Malformed

LEVELS = ("error", "warning", "info")


@dataclass(frozen=True)
class Case:
    """One draft, opened, with its project and the question that is put to it."""

    draft: Draft
    project: Project
    question: Question
    opened: Opened

    @property
    def world(self) -> World:
        """What the draft and all that was read with it mean; ``Malformed`` is raised where it cannot be read."""
        if self.opened.world is None:
            raise malformed(self.opened.findings)
        return self.opened.world


def treaty_at(
    path: str | Path, *, treaty: str = "", config: str | Path = "", isolated: bool = False, cache: bool = True
) -> tuple[Case, Instrument]:
    """Return the treaty of a file, or of a revision of it in git, opened; ``treaty`` says which of several."""
    found = drafts([str(path)])
    if len(found) > 1:
        refuse("only one file can be looked at at a time", "give the file, not the folder")
    return opened(found[0], treaty, config, isolated=isolated, cache=cache)


def opened(draft: Draft, treaty: str, config: str | Path, *, isolated: bool, cache: bool) -> tuple[Case, Instrument]:
    """Return the treaty of a draft, opened; a text that cannot be read is refused with all that was found."""
    case = case_of(draft, config, isolated=isolated, cache=cache)
    if case.opened.world is None:
        raise malformed(case.opened.findings)
    refuse_unknown([case])
    return case, chosen(case, treaty)


def case_of(draft: Draft, config: str | Path, *, isolated: bool, cache: bool) -> Case:
    """Return a draft, opened in the project around it."""
    project = Project.around(draft.path, config=Path(config) if config else None, isolated=isolated, cache=cache)
    question = question_of(project.settings, None, {}, (), {})
    return Case(draft, project, question, project.open(draft, question))


def malformed(findings: tuple[Finding, ...]) -> Malformed:
    """Return what is said of a text that cannot be read: its first mistake, with place and way out."""
    first = findings[0]
    help = first.help[0] if first.help else "treaty check shows the place"
    return Malformed(f"{first.span}: {first.message}", help, findings)


def question_of(
    settings: Settings,
    as_of: date | None,
    readings: Mapping[str, str],
    joined: Iterable[str],
    brackets: Mapping[str, str],
) -> Question:
    """Return the question that settings and wishes put together; wishes win."""
    asked = {**settings.readings, **readings}
    return Question(
        as_of,
        {state(name): reading for name, reading in asked.items()},
        tuple(state(name) for name in joined),
        {**settings.options, **brackets},
    )


def chosen(case: Case, name: str) -> Instrument:
    """Return the treaty that is meant: the named one, or the only one that is not a protocol to others."""
    instruments = {instrument.name: instrument for instrument in case.opened.instruments}
    treaties = {key: one for key, one in instruments.items() if one.kind == "treaty"}
    if name:
        if name not in treaties:
            refuse(f"the file has no treaty `{name}`", hint(name, treaties))
        return treaties[name]
    whole = {key: one for key, one in treaties.items() if one.node.kind != "protocol"}
    if len(whole) == 1:
        return next(iter(whole.values()))
    if len(treaties) > 1:
        refuse(f"the file has {len(treaties)} treaties", f"choose one with `--treaty`: {', '.join(treaties)}")
    if not treaties:
        raise NoVerdict(f"`{case.draft.source.name}` has no treaty", "give a file with a `treaty … { … }`")
    return next(iter(treaties.values()))


def own_day(draft: Instrument) -> date | None:
    """Return the day that a text has of its own: a draft's date; of a treaty, the day it entered into force."""
    if draft.status == "draft" or (draft.force.since is None and draft.day is not None):
        return draft.day
    return draft.force.since or draft.day


def selection(
    settings: Settings, select: Iterable[str], ignore: Iterable[str], severity: Mapping[str, str] | None = None
) -> Selection:
    """Return which rules are looked for, and how much they matter; wishes win over settings."""
    wanted = rules(select) or rules(settings.select)
    left_out = rules(ignore) | rules(settings.ignore)
    for name in sorted(left_out & ALWAYS):
        refuse(f"`{name}` cannot be ignored: without it there would be no verdict")
    levels = {**settings.severity, **(severity or {})}
    rules(levels)
    for level in levels.values():
        if level not in LEVELS:
            refuse(f"`{level}` is not a level of findings", hint(level, LEVELS))
    return Selection(wanted, left_out, levels)


def told_errors(case: Case) -> Iterator[str]:
    """Yield that the text itself has faults: what they concern counts for nothing in an answer."""
    number = sum(1 for finding in case.opened.findings if finding.severity is Severity.ERROR)
    if number:
        faults = "an error" if number == 1 else f"{number} errors"
        yield f"the draft has {faults}, which `treaty check` shows; what they concern counts for nothing here"


def told_many(case: Case) -> Iterator[str]:
    """Yield where a draft has more combinations of options than are looked at one by one."""
    for draft in case.opened.instruments:
        if (few := together(draft, case.question.options)) > 0:
            number = ("one", "two", "three")[few - 1]
            shown = f"any {number} options stand together" if few > 1 else "every option stands"
            yield (
                f"{draft.name}: of {possible(draft, case.question.options):,} combinations of options those are "
                f"looked at in which {shown}; `--option BRACKET=X` settles a bracket"
            )


def told_open(opened: Opened) -> Iterator[str]:
    """Yield where brackets are open that hold parties, final clauses or bodies: these count for nobody."""
    for draft in opened.instruments:
        if draft.open_parts:
            names = " and ".join(f"`{name}`" for name in brackets_of(draft))
            yield (
                f"{draft.name}: parties, final clauses and bodies in the bracket {names} count for nobody here; "
                "`--option BRACKET=X` settles it, `treaty brackets` looks at each option"
            )


def brackets_of(draft: Instrument) -> tuple[str, ...]:
    """Return the brackets that are open and hold parts that count for the whole text or not at all."""
    return tuple(dict.fromkeys(bracket.name.text for bracket, _ in draft.open_parts))


def refuse_unknown_parties(question: Question, worlds: Sequence[World]) -> None:
    """Refuse a state to be taken for a party that no library, no vocabulary and no law knows."""
    for name in question.joined:
        if not any(world.lexicon.state(name) is not None or world.laws_of(name) for world in worlds):
            known_state(name, worlds[0].lexicon)


def refuse_unknown(found: Iterable[Case]) -> None:
    """Refuse a state, a reading or an option of a bracket that nothing among the drafts and their laws has."""
    found = [case for case in found if case.opened.world is not None]
    if not found:
        return
    worlds = [case.opened.world for case in found if case.opened.world is not None]
    question = found[0].question
    refuse_unknown_parties(question, worlds)
    readings: dict[str, set[str]] = {
        name: {reading.name for world in worlds for law in world.laws_of(name) for reading in law.readings}
        for name in question.readings
    }
    brackets: dict[str, set[str]] = {}
    for case in found:
        for instrument in case.opened.instruments:
            for bracket, options in (*instrument.brackets.items(), *instrument.settled.items()):
                brackets.setdefault(bracket, set()).update(options)
    refuse_others(question, readings, brackets)


def refuse_others(question: Question, readings: Mapping[str, set[str]], brackets: Mapping[str, set[str]]) -> None:
    """Refuse readings and options of a question that are not among those that there are."""
    for name, reading in question.readings.items():
        if not readings.get(name):
            refuse(f"no law of `{name}` that was read has readings", "`treaty laws` lists what there is")
        if reading not in readings[name]:
            refuse(f"no law of `{name}` has a reading `{reading}`", hint(reading, readings[name]))
    for bracket, option in question.options.items():
        if bracket not in brackets:
            refuse(f"no draft has a bracket `{bracket}`", hint(bracket, brackets))
        if option not in brackets[bracket]:
            refuse(f"the bracket `{bracket}` has no option `{option}`", hint(option, brackets[bracket]))
