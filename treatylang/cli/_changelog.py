"""`treaty diff --log`: what each revision of a range changed in law, the merely editorial ones in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked, cases
from treatylang.cli._output import say, standpoint, width
from treatylang.cli._run import selection
from treatylang.model.question import Question
from treatylang.reports import changelog as reports
from treatylang.workspace.comparing import Text
from treatylang.workspace.history import changelog, history


def tell(
    span: str,
    path: str,
    asked: Asked,
    today: date,
    forms: Sequence[str],
    profile: str,
    names: Sequence[str],
    color: bool,
    *,
    quiet: bool,
) -> int:
    """Print the changelog of ``span`` in one format; return the exit code, which is 0 unless there is no verdict."""
    wanted = options.listed(forms) or ["full"]
    if len(wanted) > 1:
        options.refuse("a changelog is printed in one format", "run the command once for each")
    form = options.one_of("--format", wanted[0], reports.formats())

    def read(operand: str) -> tuple[list[Text], Question]:
        found = cases([operand], "", asked)
        texts = [
            Text(case.opened, selection(case.project.settings, (), (), ()), question=case.question) for case in found
        ]
        return texts, found[-1].question

    found = changelog(history(span, path), read, today)
    known = {party for entry in found.entries for one in entry.differences for party in one.parties}
    for name in names:
        if name not in known:
            options.refuse(f"no revision of the draft has a party `{name}`", options.hint(name, known))
    found = replace(found, entries=tuple(entry.of(profile, names) for entry in found.entries))
    if not quiet:
        say(reports.report(form, found, color=color, width=width(), standpoint=standpoint()))
    return 0
