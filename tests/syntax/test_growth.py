"""Reading is linear: every pattern of the program, and the reader as a whole, on texts made of one piece many times."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import random
import re
import time
from collections.abc import Callable, Iterable
from functools import cache, partial

import pytest

import treatylang
from tests import chance, fuzz
from tests.fuzz.trying import limited
from treatylang.source import Source
from treatylang.syntax.parser import parse

_PIECES = [
    " ", "\t", "\n", "a", "a ", "a-", "A", "1", "1 ", "1.", "1°", "1° ", " 1°1′1″", "1'", "″", "\"", "\"\"",
    "\"\"\"", "\"a", "'", "’", "(", ")", "()", "{", "}", "{a}", "{@a}", "[", "@", "@a ", "@a.", "#", "#a\n",
    "# treaty: ignore[", ";", ",", "a, ", ", ", ".", "..", ". ", "-", "--", "- ", "=", "/", "//", "/*", "\\", "*",
    "_", "`", "`a` ", "|", "<", "&", "%", "of ", "a of ", "and ", "not ", "when ", "unless ", "shall ",
    "each party ", "any of ", "article 1 ", "article 51 of ", "2026-11-22 ", "20", "é", "日", "e\u0301", "\u200b",
    "ſ", "İ", "a\u00a0", "x = 1\n", "until 2027-01-01 because ", "1 2 3 ", "N", "1N ", "°N", "plus ",
    "within 12 nm ", "by ", "to be ", "in accordance with ", "may only ", "must ",
]  # fmt: skip
_OPENINGS = ['"', '"""', "# ", "/* ", "(", "{", "{@", "[", "`", "a", "1 "]
"""What begins something that the rest of the text never ends."""
_AROUND = [
    ("", ""),
    ('treaty T "t" { party Japan; article "a" as a { ', " } }"),
    ('treaty T "t" { party Japan; article "a" as a { each party shall consult ', "; } }"),
    ('treaty T "t" { area A = ', "; }"),
    ('treaty T "t" { ', ' ; article "a" { when armed-attack on any party each party shall assist; } }'),
]
SMALL, TIMES = 2_000, 4
"""Characters of the small text, and how many times as long the large one is."""
MOST = 9.0
"""How many times as long the large text may take: four times where it is linear, sixteen where it is not."""
PATIENCE = 20.0
"""Seconds of work after which a pattern does not end."""
NOTHING = 0.01
"""Seconds that are nothing, and say nothing of growth."""


def growth(work: Callable[[str], object], piece: str, before: str = "", after: str = "") -> float:
    """Return how many times as long a text takes that is four times as long; the least of three looks."""
    ratios = []
    for _ in range(3):
        took = []
        for size in (SMALL, TIMES * SMALL):
            text = before + piece * max(1, size // len(piece)) + after
            start = time.process_time()
            work(text)
            took.append(time.process_time() - start)
        if took[1] < NOTHING:
            return 1.0
        ratios.append(took[1] / max(took[0], NOTHING / TIMES))
        if ratios[-1] < MOST:
            break
    return min(ratios)


Look = Callable[[str], object]


@cache
def looks() -> dict[str, Look]:
    """Return how the program, and what makes odd texts for it, looks with every pattern of theirs, by its place.

    Those that are only asked about the beginning of a text, or all of it, are asked about that here too.
    """
    found: dict[str, tuple[str, Look]] = {}
    modules = [*pkgutil.walk_packages(treatylang.__path__, "treatylang.")]
    modules += pkgutil.walk_packages(fuzz.__path__, "tests.fuzz.")
    for info in modules:
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for number, one in enumerate(_held(value)):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    uses = set(re.findall(rf"\b{name}\.(\w+)", inspect.getsource(module)))
                    at_start = bool(uses) and uses <= {"match", "fullmatch"}
                    look = one.match if at_start else partial(_every, one)
                    found.setdefault(one.pattern, (f"{info.name}.{name}[{number}]", look))
    return dict(found.values())


def _held(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, (list, tuple)) else (value,)


def _every(pattern: re.Pattern[str], text: str) -> None:
    for _ in pattern.finditer(text):
        pass


def _some(things: list[str], least: int) -> list[str]:
    return things if chance.TIMES >= 1 else random.Random(chance.seed()).sample(things, least)


@pytest.mark.law
def test_every_pattern_grows_with_the_text() -> None:
    assert len(looks()) > 100
    for piece in _some(_PIECES, 10):
        for before in ("", *_some(_OPENINGS, 2)):
            for place, look in looks().items():
                try:
                    with limited(PATIENCE):
                        ratio = growth(look, piece, before)
                except TimeoutError:
                    pytest.fail(f"{place} on {before!r} and {piece!r}: does not end")
                assert ratio < MOST, (
                    f"{place} on {before!r} and {piece!r}: {ratio:.1f} times as long for {TIMES} times the text"
                )


@pytest.mark.law
def test_reading_grows_with_the_text() -> None:
    for piece in _some(_PIECES, 6):
        for before, after in _AROUND:
            ratio = growth(lambda text: parse(Source("x.treaty", text)), piece, before, after)
            assert ratio < MOST, f"{before!r} {piece!r}: {ratio:.1f} times as long for {TIMES} times the text"
