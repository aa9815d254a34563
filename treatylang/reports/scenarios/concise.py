"""One line for each expectation that does not hold: place, verdict, what was expected, and why."""

from __future__ import annotations

from treatylang.reasoning.answers.scenarios import FAILS, HOLDS
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports._terminal import inline, styled
from treatylang.reports.scenarios import Tested
from treatylang.reports.scenarios._words import expectation, lacking, share, summary

NAME = "concise"


def report(tested: Tested, *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return the lines, never wrapped, and a last line that counts."""
    lines = []
    for one in tested.outcomes:
        if one.verdict == HOLDS and not tested.told:
            continue
        style = "error" if one.verdict == FAILS else "help" if one.verdict == HOLDS else "warning"
        why = f": {inline(one.reason)}" if one.reason else ""
        said = styled(one.verdict, style, color)
        lines.append(f"{inline(str(one.span))}: {said}: {inline(expectation(one))}{why} ({inline(one.scenario)})")
    if tested.outcomes:
        lines.append(summary(tested.outcomes))
    if tested.covered is not None:
        lines += [f"{inline(place)}: {inline(words)}" for place, words in lacking(tested.covered)]
        lines.append(share(tested.covered))
    return "".join(f"{line}\n" for line in lines)
