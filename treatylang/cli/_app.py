"""The table of commands; the file of a command is imported only when that command runs."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

COMMANDS = {
    "amend": "Apply a protocol and print the treaty as amended, or write the protocol between two drafts.",
    "ask": "Say what each party shall, may and must not do in one situation.",
    "brief": "Summarise on three pages what a draft promises, what stands in its way, and what must be done at home.",
    "brackets": "Show which combinations of options are lawful for whom.",
    "cache": "Show what is kept from run to run, where, and how large it is; or clear it.",
    "candidates": "Show what stands in the way of a state's joining a draft, and what would cure it.",
    "check": "Look for faults in drafts: conflicts with law, broken references, missing clauses.",
    "clauses": "List the model clauses that a draft may use, show some, or write out those of a draft.",
    "cures": "Show what would cure all conflicts with law, and at what price.",
    "decisions": "Show who can block each decision, who can carry it, and each member’s share of power.",
    "diff": "Show what changed between two drafts, in law and not in lines: for whom, and in which situations.",
    "explain": "Show the page of a rule, or what a word means.",
    "fmt": "Bring drafts into the canonical layout.",
    "guarantees": "Show who may be sure of whose help, and why not of more.",
    "git-diff-driver": "Show what changed in a draft, for `git diff`; `treaty init` sets it up.",
    "git-merge-driver": "Merge two versions of a draft by label, for `git merge`.",
    "git-textconv": "Print a draft in its canonical layout, for `git log -p`.",
    "init": "Set up the git repository around a folder to show and merge drafts.",
    "instruments": "List treaties and political texts: in force or not, their parties, and what each owes.",
    "laws": "List the laws that drafts are checked against, or show those of one state.",
    "map": "Draw the areas of a treaty: a picture, a page that can be moved and enlarged, or data for maps.",
    "new": "Write a first draft without faults.",
    "profile": "Code a treaty as political science does, each value with the provisions that it rests on.",
    "redline": "Show what changed between two drafts, word by word: Word with tracked changes, HTML or text.",
    "render": "Print the treaty: Markdown, HTML, plain text or a Word document.",
    "rules": "List the rules of `check`.",
    "schema": "Print the JSON Schema of a JSON output.",
    "sweep": "Count the situations by verdict, exactly; in many drafts, find all pairs that contradict.",
    "test": "Run the scenarios in drafts and laws.",
    "timeline": "Show the life of a treaty by its dates, as a table or as a picture.",
    "where": "Show whose a place is, who claims it, and in which areas of the treaties in force it lies.",
    "words": "List the words that drafts may use, show some, or find one by its meaning.",
}
"""Name and one line of help for each command; `treatylang/cli/<name>.py` (with _ for -) has its function `command`."""

_HELP = """Draft, check and print mutual-defence treaties.

A first look: treaty new pact.treaty, then treaty check pact.treaty, then treaty render pact.treaty --to html -o
pact.html

Exit codes: 0 clean; 1 findings; 2 no verdict (wrong use, unreadable input, internal error).
"""


class _Commands(MutableMapping[str, Any]):
    """The commands by name; one is built when it is asked for."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._built:
            if name not in COMMANDS:
                raise KeyError(name)
            module = import_module(f"treatylang.cli.{name.replace('-', '_')}")
            app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
            app.command(name, context_settings=getattr(module, "SETTINGS", None))(module.command)
            self._built[name] = get_command(app)
        return self._built[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._built[name] = value

    def __delitem__(self, name: str) -> None:
        del self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Treaty(TyperGroup):
    """The group of all commands, listed without being imported."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands = _Commands()

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  # as the library calls it
        """Write the list of the commands from the table."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def build() -> Any:
    """Return the command `treaty`."""
    app = typer.Typer(
        cls=_Treaty,
        help=_HELP,
        add_completion=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
    )
    app.callback()(_start)
    return get_command(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        from treatylang.cli._version import version

        print(f"treaty {version()}")
        raise typer.Exit


def _start(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass
