"""`treaty diff --log`: what each revision of a range changed in law, the merely editorial ones in one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from treatylang.api.comparing import logged
from treatylang.cli import _options as options
from treatylang.cli._drafts import Asked, cases
from treatylang.cli._output import say, standpoint, width
from treatylang.reports import changelog as reports


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
    found = logged(span, path, lambda operand: cases([operand], "", asked, alone=False), today, profile, names)
    if not quiet:
        say(reports.report(form, found, color=color, width=width(), standpoint=standpoint()))
    return 0
