"""A corpus of any number of treaties of a common kind: few parties, duties of help, bans, and days of their own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from treatylang.library import states

_POOL = 60
"""How many states the treaties are between: enough that most pairs have none in common."""
_EVENTS = ("armed-attack", "armed-attack", "threat", "cyber-operation")
_HIT = ("any party", "any party", "any party", "territory of any party", "forces, vessels, aircraft of any party")
_ASKED = (
    "assist use-force assist-militarily deploy support-logistics give-aid share-intelligence sanction consult "
    "transfer-arms"
).split()
_BANNED = (
    "use-force assist transfer-arms deploy host-forces station-nuclear-weapons support-logistics share-intelligence"
).split()
_LIMITS = ("", "", "", " in accordance with constitutional-provisions", " as it deems necessary")
_EXCEPTIONS = ("", "", "", " unless provoked", " unless action of security-council", " if armed-attack on any party")


def write(count: int, folder: Path) -> None:
    """Write that many treaties into a folder, always the same ones."""
    drawn = random.Random(3)
    pool = [state.name for state in states.all_states() if state.kind == "state"][:_POOL]
    for number in range(count):
        (folder / f"{number:04}.treaty").write_text(treaty(number, drawn, pool), encoding="utf-8")


def treaty(number: int, drawn: random.Random, pool: Sequence[str]) -> str:
    """Return one treaty between two to eight states of a pool."""
    year = drawn.randint(1950, 2020)
    day = f"{year}-{drawn.randint(1, 12):02}-{drawn.randint(1, 28):02}"
    until = f" until {year + drawn.choice((5, 10, 20, 30))}-01-01" if drawn.random() < 0.5 else ""
    parties = _named(drawn.sample(pool, drawn.choice((2, 2, 2, 2, 3, 3, 4, 5, 8))))
    duties = [_duty(n, drawn, pool) for n in range(drawn.randint(1, 4))]
    bans = [_ban(n, drawn, pool) for n in range(drawn.randint(0, 3))]
    return (
        f'treaty T{number} "Treaty {number}" {{\n'
        f'  status in-force; drawn-up at "Geneva" on {day}; languages en; in-force from {day}{until};\n'
        f"  party {parties};\n" + "".join(f"  {line}\n" for line in (*duties, *bans)) + "}\n"
    )


def _duty(number: int, drawn: random.Random, pool: Sequence[str]) -> str:
    trigger = f"{drawn.choice(_EVENTS)} on {drawn.choice(_HIT)}"
    if drawn.random() < 0.3:
        trigger += f" by {_named(drawn.sample(pool, 2))}"
    if drawn.random() < 0.2:
        trigger += f" in territory of {_named(drawn.sample(pool, 2))}"
    trigger += drawn.choice(("", "", "", " and not provoked"))
    act = f"{drawn.choice(_ASKED)} the attacked party{drawn.choice(_LIMITS)}"
    return f"article as duty-{number} {{ when {trigger} each other party shall {act}; }}"


def _ban(number: int, drawn: random.Random, pool: Sequence[str]) -> str:
    act = drawn.choice(_BANNED)
    others = _named(drawn.sample(pool, 2))
    if act == "use-force":
        act += drawn.choice((" against any other party", " against any other party", f" against {others}", ""))
    elif act in ("assist", "transfer-arms"):
        act += drawn.choice((f" to {others}", ""))
    return f"article as ban-{number} {{ no party shall {act}{drawn.choice(_EXCEPTIONS)}; }}"


def _named(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
