"""`treaty diff --log`: what each revision of a range changed in law, the merely editorial ones in one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from treatylang.api.comparing import logged
from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked, cases
from treatylang.cli._output import say, standpoint, width
from treatylang.cli._reports import placed
from treatylang.reports import changelog as reports
from treatylang.workspace.writing import write


def tell(
    span: str,
    path: str,
    asked: Asked,
    today: date,
    forms: Sequence[str],
    profile: str,
    names: Sequence[str],
    out: str,
    color: bool,
    *,
    quiet: bool,
) -> int:
    """Print the changelog of ``span`` in one format, or write it to a file; return 0, the exit code of a verdict."""
    wanted = options.listed(forms) or ["full"]
    if len(wanted) > 1:
        options.refuse("a changelog is printed in one format", "run the command once for each")
    to_file = bool(out) and out != "-"
    named = options.one_of("--format", wanted[0], reports.formats())
    form = placed(reports.formats(), forms, out) if to_file else named
    found = logged(span, path, lambda operand: cases([operand], "", asked, alone=False), today, profile, names)
    if to_file:
        write(Path(out), reports.report(form, found, standpoint=standpoint()))
    elif not quiet:
        say(reports.report(form, found, color=color, width=width(), standpoint=standpoint()))
    return 0
