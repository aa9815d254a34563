"""How deep calls may go while a treaty is looked at, and what is said where that is not enough."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from treatylang.workspace.trouble import NoVerdict

DEEPEST = 5000
"""How deep calls may go: sets of situations are asked one circumstance after the other, each a call deeper."""


def entangled() -> NoVerdict:
    """Return what is said of a draft whose conditions cannot be looked at together."""
    from treatylang.workspace.trouble import NoVerdict

    return NoVerdict(
        "the conditions of the draft depend on each other in too many ways to be looked at together",
        "check its articles separately, or put what belongs together into one circumstance: `circumstance X = …;`",
    )


@contextmanager
def deep() -> Iterator[None]:
    """Let calls go as deep as treaties need, and no deeper than before once the work is done."""
    from treatylang.reasoning.kernel.diagram import TooLarge

    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, DEEPEST))
    try:
        yield
    except (RecursionError, TooLarge) as problem:
        raise entangled() from problem
    finally:
        sys.setrecursionlimit(before)
