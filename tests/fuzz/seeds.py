"""What fuzzing begins with: examples, laws and treaties of the project, texts of its tests, and their pieces."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PLACES = (
    "examples", "treatylang/library", "tests/compare", "tests/syntax", "tests/documents", "tests/formatter", "docs"
)  # fmt: skip
_TOKEN = re.compile(r'""".*?"""|"[^"\n]*"|#[^\n]*|@[\w.-]+|[A-Za-z0-9][\w.°\'-]*|\s+|.', re.DOTALL)


@cache
def seeds() -> tuple[str, ...]:
    """Return the texts, in the order of their names, those of more than 20,000 characters left out."""
    paths = sorted(path for place in _PLACES for path in (ROOT / place).rglob("*.treaty"))
    texts = (path.read_text(encoding="utf-8") for path in paths if "malformed" not in path.parts)
    return tuple(dict.fromkeys(text for text in texts if len(text) <= 20_000))


@cache
def small() -> tuple[str, ...]:
    """Return the texts of at most 3,000 characters, and each instrument of the others that is no longer."""
    found = [text for text in seeds() if len(text) <= 3_000]
    for text in seeds():
        found += [piece for piece in re.split(r"\n(?=[a-z])", text) if 40 <= len(piece) <= 3_000]
    return tuple(dict.fromkeys(found))


@cache
def statements() -> tuple[str, ...]:
    """Return all lines of the seeds that are statements."""
    lines = (line.strip() for text in seeds() for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line.endswith((";", "}")) and 8 < len(line) < 200))


@cache
def followers() -> dict[str, tuple[str, ...]]:
    """Return for each token the tokens that stand after it in a seed: what stands there is likely to make sense."""
    found: dict[str, dict[str, None]] = {}
    for text in seeds():
        tokens = [one for one in pieces(text) if not one.isspace() and not one.startswith("#")]
        for one, other in pairwise(tokens):
            found.setdefault(one, {})[other] = None
    return {one: tuple(others) for one, others in found.items()}


def pieces(text: str) -> list[str]:
    """Return the tokens of a text and what stands between them; together they are the text."""
    return _TOKEN.findall(text)
