"""`treaty rules`: every rule with its level and one sentence."""

from __future__ import annotations

from typing import Annotated

import typer

from treatylang.cli import _options as options
from treatylang.cli._output import say, width
from treatylang.reports._json import dumped


def command(
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="text or json.")] = "text",
) -> None:
    """List the rules: name, usual level, and one sentence; `treaty explain RULE` shows the page.

    Example: treaty rules
    """
    from treatylang.checks import rules

    options.one_of("--format", format, ("text", "json"))
    found = rules().values()
    if format == "json":
        rows = [{"rule": rule.name, "severity": rule.severity.word, "summary": rule.summary} for rule in found]
        say(dumped(rows) + "\n")
        return
    from treatylang.reports._terminal import wrapped

    column = max(len(rule.name) for rule in found)
    lines = []
    for rule in found:
        head = f"{rule.name:<{column}}  {rule.severity.word:<7}  "
        lines += wrapped(rule.summary, width(), head, " " * len(head))
    say("\n".join(lines) + "\n")
