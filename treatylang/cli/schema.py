"""`treaty schema`: the JSON Schema of what the program writes and reads as JSON or TOML."""

from __future__ import annotations

from typing import Annotated

import typer

from treatylang.api.schemas import NAMES, schema
from treatylang.cli import _options as options
from treatylang.cli._output import say
from treatylang.reports._json import dumped


def command(
    name: Annotated[str, typer.Argument(metavar="NAME", help=f"One of: {', '.join(NAMES)}.")] = "findings",
) -> None:
    """Print a JSON Schema: of findings (`check --format json`, `jsonl`), of changes (`diff`), of files that are read.

    Example: treaty schema findings
    """
    options.one_of("NAME", name, NAMES)
    say(dumped(schema(name)) + "\n")
