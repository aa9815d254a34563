"""From operands and options to opened drafts: the part of the work that check and render share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from treatylang.api.opening import (
    Case,
    chosen,
    malformed,
    question_of,
    refuse_unknown,
    told_errors,
    told_many,
    told_open,
)
from treatylang.api.pact import Pact
from treatylang.cli import _options as options
from treatylang.cli._output import remark
from treatylang.model.question import Question
from treatylang.workspace import Project
from treatylang.workspace.operands import drafts
from treatylang.workspace.project import root_of
from treatylang.workspace.settings import Settings

__all__ = ["Asked", "Case", "cases", "pact"]


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
        return question_of(
            settings,
            options.day("--as-of", self.as_of),
            options.pairs("--reading", self.readings, "JPN=gov1972"),
            options.listed(self.joined),
            options.pairs("--option", self.brackets, "strength=A"),
        )


def cases(operands: Sequence[str], stdin_filename: str, asked: Asked, *, alone: bool = True) -> list[Case]:
    """Open the drafts that the operands name, each in the project around it.

    Options and readings that none of them has are refused, unless they do not stand ``alone``: one side of a
    comparison may have what the other side has not.
    """
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
        result.append(Case(draft, project, question, project.open(draft, question)))
    if alone:
        refuse_unknown(result)
    for case in result:
        for line in told_many(case):
            remark(line)
    return result


def pact(operand: str, stdin_filename: str, asked: Asked, treaty: str, *, told: bool = False) -> Pact:
    """Open the one treaty that is asked about; a text that cannot be read gives no verdict.

    ``told`` is for answers that have no words of their own, as pictures: which brackets are open is remarked.
    """
    found = cases([operand], stdin_filename, asked)
    if len(found) > 1:
        options.refuse("only one file can be looked at at a time", "give the file, not the folder")
    (case,) = found
    if case.opened.world is None:
        raise malformed(case.opened.findings)
    for line in (*(told_open(case.opened) if told else ()), *told_errors(case)):
        remark(line)
    return Pact(case, chosen(case, treaty))
