"""Files that are amended, and what no protocol can say: what `treaty amend` and `treaty diff` share."""

from __future__ import annotations

import typer

from treatylang import reports
from treatylang.api.amending import Drawn, document
from treatylang.cli._output import remark, width
from treatylang.reports._terminal import visible
from treatylang.syntax import ast
from treatylang.workspace.trouble import Malformed


def read(operand: str, stdin_filename: str = "", *, cache: bool) -> ast.Document:
    """Return the one file that an operand names, parsed; a mistake of form leaves with exit code 2."""
    try:
        return document(operand, stdin_filename, cache=cache)
    except Malformed as problem:
        remark(reports.report("full", problem.findings, width=width()).rstrip("\n"))
        raise typer.Exit(2) from problem


def told(made: Drawn) -> list[str]:
    """Return what no protocol can say, line by line."""
    return [f"no protocol can say this: {visible(sentence)}" for sentence in made.unsaid]
