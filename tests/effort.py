"""How much work something is, whatever the machine does besides: calls are counted, not seconds."""

from __future__ import annotations

from collections.abc import Callable
from cProfile import Profile


def effort(work: Callable[[], object]) -> int:
    """Return how many functions are called, those written in C among them."""
    profile = Profile()
    profile.enable()
    try:
        work()
    finally:
        profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


def assert_in_proportion(work: Callable[[int], object], size: int) -> None:
    """Assert that twice the size is hardly more than twice the work."""
    once, twice = (effort(lambda times=times: work(times * size)) for times in (1, 2))
    assert twice < 2.3 * once + 1000, f"{once} calls for {size}, {twice} for {2 * size}"
