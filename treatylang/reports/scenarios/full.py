"""Scenarios as a reader wants them: what was expected, where, what is so instead, and the steps that lead there."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.reasoning.answers.scenarios import FAILS, HOLDS, Outcome
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._snippet import snippet
from treatylang.reports._terminal import inline, styled, wrapped
from treatylang.reports.scenarios import Tested
from treatylang.reports.scenarios._words import expectation, lacking, share, summary, table

NAME = "full"


def report(tested: Tested, *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return a block for each expectation that fails or is undecided, the coverage, and last lines that count."""
    width = max(40, width)
    blocks = []
    for one in tested.outcomes:
        if one.verdict != HOLDS:
            blocks.append("\n".join(_block(one, color, width)))
        elif tested.told:
            blocks.append(f"{styled('holds', 'help', color)}: {inline(expectation(one))} ({inline(str(one.span))})")
    if tested.covered is not None:
        blocks.append("\n".join(_covered(tested, width)))
    if tested.outcomes:
        blocks.append(summary(tested.outcomes))
    if tested.covered is not None:
        blocks[-1] += f"\n{share(tested.covered)}" if tested.outcomes else ""
    return "\n\n".join(blocks) + "\n" if blocks else ""


def block(one: Outcome) -> str:
    """Return one outcome as a terminal without colours shows it."""
    return "\n".join(_block(one, False, 100))


def _block(one: Outcome, color: bool, width: int) -> Iterator[str]:
    style = "error" if one.verdict == FAILS else "warning"
    first, *rest = wrapped(f"{one.verdict}: {inline(one.reason)}", width, "", "  ")
    yield f"{styled(one.verdict, style, color)}{styled(first[len(one.verdict) :], 'bold', color)}"
    for line in rest:
        yield styled(line, "bold", color)
    margin = len(str(one.span.line))
    pad = " " * margin
    yield f"{pad}{styled('-->', 'place', color)} {inline(str(one.span))}"
    yield from snippet(
        one.span,
        f"in the scenario “{inline(one.scenario)}”",
        mark="^",
        style=style,
        margin=margin,
        color=color,
        width=width,
    )
    if one.steps:
        yield f"{pad} {styled('|', 'place', color)}"
        yield f"{pad} {styled('=', 'place', color)} {styled('because', 'bold', color)}:"
    for number, step in enumerate(one.steps, start=1):
        head = f"{pad}   {number:>2}. "
        place = f" ({inline(str(step.span))})" if step.span is not None else ""
        yield from wrapped(f"{inline(step.message)}{place}", width, head, " " * len(head))
    if one.depends:
        head = f"{pad} = depends on: "
        for piece in wrapped(inline("; ".join(one.depends)), width, head, " " * len(head)):
            yield piece.replace("= depends on", f"{styled('=', 'place', color)} {styled('depends on', 'bold', color)}")


def _covered(tested: Tested, width: int) -> Iterator[str]:
    yield "what the scenarios try"
    yield from (f"  {line}" for line in table(tested.covered or ()))
    rows = list(lacking(tested.covered or ()))
    if rows:
        yield ""
        yield "what no scenario asks about"
    for place, words in rows:
        yield from wrapped(f"{inline(place)}: {inline(words)}", width, "  ", "    ")
