"""`treaty words`: the words that drafts may use, shipped and the user's own, and what an ordinary word means."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from treatylang.api.knowledge import chosen_words
from treatylang.cli import _options as options
from treatylang.cli._output import say, width
from treatylang.cli._vocabulary import lexicon
from treatylang.reports._json import dumped


def command(
    words: Annotated[list[str], typer.Argument(metavar="[WORD…]", help="Show these words.")] = [],  # noqa: B006
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="Only words of a kind: act, event, role …")] = "",
    like: Annotated[str, typer.Option("--like", metavar="TEXT", help="Words that mean what a plain word means.")] = "",
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="text or json.")] = "text",
    config: options.Config = "",
    isolated: options.Isolated = False,
    no_cache: options.NoCache = False,
) -> None:
    """List the words of the vocabulary in their order of meaning, show some of them, or find one by its meaning.

    Example: treaty words --like defend
    """
    from treatylang.library.kinds import kinds
    from treatylang.model.explained import explain
    from treatylang.reports import _words as shown

    options.one_of("--format", format, ("text", "json"))
    known = lexicon(Path.cwd(), config=config, isolated=isolated, cache=not no_cache)
    found = chosen_words(known, words, kind, like)
    if format == "json":
        rows = [shown.record(explain(known, word)) for _, word in found]
        say(dumped(rows) + "\n")
    elif like:
        kinds_of = dict.fromkeys(word.kind for _, word in found)
        lines = []
        for one in kinds_of:
            lines.append(f"{kinds()[one].title if one in kinds() else one}:")
            lines += shown.rows([(written, word) for written, word in found if word.kind == one], width())
        say("\n".join(lines) + "\n")
    elif words:
        say("\n".join(shown.page(explain(known, word)) for _, word in found))
    else:
        say("\n".join(shown.listing(known, kind, width())))
