"""How cost grows with what is written: a small draft of each kind in three sizes, with seconds of work and memory.

`python benchmarks/growth.py [KIND …]` prints the table; each draft is checked once, by a process of its own.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_SECONDS, MOST_BYTES = 5.0, 200_000_000
"""What a draft of thirty lines may take; the largest of each kind here has that many, or fewer and longer ones."""


def _draft(parts: str, bodies: str = "each party shall consult;", parties: str = "Fiji, Tonga") -> str:
    return (
        f'treaty T "t" {{\n  drawn-up at "Suva" on 2026-11-22;\n  party {parties};\n{parts}\n'
        f'  article "a" as a {{\n{bodies}\n  }}\n}}\n'
    )


def _lines(size: int, line: Callable[[int], str]) -> str:
    return "\n".join(line(number) for number in range(size))


def _circumstances(size: int) -> str:
    """Each circumstance names the one before it twice."""
    chain = _lines(size, lambda n: f'  circumstance c{n + 1} "c{n + 1}" = c{n} or not c{n};')
    return _draft(f'  circumstance c0 "c0";\n{chain}', f"when c{size} each party shall consult;")


def _areas(size: int) -> str:
    chain = _lines(size, lambda n: f'  area A{n + 1} "a{n + 1}" = A{n} plus A{n} except sea "Tasman Sea";')
    body = f"when armed-attack on any party in A{size} each other party shall assist;"
    return _draft(f'  area A0 "a0" = territory of any party;\n{chain}', body)


def _groups(size: int) -> str:
    chain = _lines(size, lambda n: f'  group G{n + 1} "g{n + 1}" = G{n} plus G{n};')
    return _draft(f'  group G0 "g0" = Fiji plus Tonga;\n{chain}', f"no party shall assist any of G{size};")


def _terms(size: int) -> str:
    chain = _lines(size, lambda n: f'  term T{n + 1} "t{n + 1}" {{ en "{{T{n}}} and {{T{n}}}"; }}')
    return _draft(f'  term T0 "t0";\n{chain}', f'en "The {{T{size}}} is defined.";')


def _brackets(size: int) -> str:
    body = "bracket b{} {{ option A each party shall assist; option B each party shall not assist; }}"
    return _draft("", _lines(size, body.format))


def _unknown(size: int) -> str:
    return _draft("", _lines(size, lambda n: f"each party shall consilt{n}, asist{n}, defnd{n}, cosult{n} Fijji{n};"))


def _conditions(size: int) -> str:
    either = " or ".join(f"(c{n} and not c{(n + 1) % size})" for n in range(size))
    made = _lines(size, lambda n: f'  circumstance c{n} "c{n}";')
    return _draft(made, f"when {either} each party shall consult;")


def _nested(size: int) -> str:
    inside = "each party shall consult;"
    for number in range(size):
        inside = f"{number % 9 + 1} {{ {inside} }}" if number % 2 else f"(a) {{ {inside} }}"
    return _draft("", inside)


def _sentences(size: int) -> str:
    acts = ("assist", "consult", "transfer-arms", "use-force", "deploy-abroad")
    return _draft("", _lines(size, lambda n: f"when armed-attack on any party each other party shall {acts[n % 5]};"))


def _belts(size: int) -> str:
    """Each belt lies around the one before it."""
    chain = _lines(size, lambda n: f"  area A{n + 1} = A{n} plus belt of 24 nm around A{n};")
    body = f"when armed-attack on any party in A{size} each other party shall assist;"
    return _draft(f"  area A0 = territory of parties;\n{chain}", body)


def _wide_belts(size: int) -> str:
    """Belts beside each other, as wide as a treaty has them and wider."""
    states = ("Japan", "Canada", "Norway", "Chile", "Fiji", "France", "India")
    made = _lines(size, lambda n: f"  area A{n} = belt of {200 + 50 * n} nm around land of {states[n % 7]};")
    all_of_them = " plus ".join(f"A{n}" for n in range(size))
    return _draft(made, f"when armed-attack on any party in ({all_of_them}) each other party shall assist;")


def _circles(size: int) -> str:
    """Each area, group and circumstance names the next one twice, the last the first."""
    size = max(2, size // 3)
    made = _lines(
        size,
        lambda n: (
            f"  area A{n} = A{(n + 1) % size} plus belt of 12 nm around A{(n + 1) % size};\n"
            f"  group G{n} = G{(n + 1) % size} plus Japan plus G{(n + 1) % size};\n"
            f'  circumstance c{n} "c{n}" = c{(n + 1) % size} or not c{(n + 1) % size};'
        ),
    )
    body = "when armed-attack on any party in A0 and c0 each other party shall assist any of G0;"
    return _draft(made, body)


def _deemed(size: int) -> str:
    """Sentences by which events count as each other, in a chain that closes."""
    events = ("armed-attack", "blockade", "cyber-attack", "nuclear-attack", "space-attack")
    made = _lines(size, lambda n: f"{events[n % 5]} on any party counts as {events[(n + 1) % 5]} on all parties;")
    return _draft("", f"when blockade on any party each other party shall assist;\n{made}")


def _councils(size: int) -> str:
    """Each body decides by what the next one decides, the last by the first."""
    made = "\n".join(
        f'  article "b{n}" as b{n} {{ council "C{n}" as c{n} {{ decides by majority; }}\n'
        f"    failing decision of c{(n + 1) % size} each party shall consult; }}"
        for n in range(size)
    )
    return _draft("", "each party shall consult;").replace('  article "a"', f'{made}\n  article "a"', 1)


def _dates(size: int) -> str:
    """Parties, areas and readings that each begin on another day."""
    parties = _lines(size, lambda n: f"  party Japan from {1950 + 2 * n}-01-01 until {1951 + 2 * n}-01-01;")
    areas = _lines(
        size, lambda n: f"  area A from {1950 + 2 * n}-01-01 until {1951 + 2 * n}-01-01 = territory of Japan;"
    )
    return _draft(f"{parties}\n{areas}", "when armed-attack on any party in A each other party shall assist;")


def _readings(size: int) -> str:
    return _draft("", _lines(size, lambda n: f'reading r{n} "r{n}" {{ each party shall consult, assist; }}'))


def _strings(size: int) -> str:
    return _draft("", "\n".join(['en "' + "word {T} @x 1° " * 300 + '";'] * size))


KINDS: dict[str, tuple[Callable[[int], str], int]] = {
    "circumstances that use each other": (_circumstances, 7),
    "areas that use each other": (_areas, 6),
    "groups that use each other": (_groups, 7),
    "terms that use each other": (_terms, 7),
    "brackets": (_brackets, 5),
    "unknown names": (_unknown, 7),
    "conditions joined by or": (_conditions, 6),
    "paragraphs within each other": (_nested, 5),
    "duties in one article": (_sentences, 7),
    "long wordings": (_strings, 7),
    "belts around each other": (_belts, 7),
    "belts beside each other": (_wide_belts, 5),
    "circles of definitions": (_circles, 7),
    "events that count as each other": (_deemed, 5),
    "bodies that wait for each other": (_councils, 4),
    "lines of many days": (_dates, 5),
    "readings": (_readings, 7),
}
"""How a draft of a kind is made, and its smallest size."""


def cost(text: str) -> tuple[float, int]:
    """Return the seconds of work and the bytes that `treaty check` takes for a text."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "draft.treaty").write_text(text, encoding="utf-8")
        child = os.fork()
        if child == 0:
            os.chdir(folder)
            os.environ["PYTHONPATH"] = str(ROOT)
            for handle in (1, 2):
                os.dup2(os.open(os.devnull, os.O_WRONLY), handle)
            arguments = [sys.executable, "-m", "treatylang", "check", "draft.treaty", "--isolated", "-q"]
            os.execv(sys.executable, arguments)
        _, _, used = os.wait4(child, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Print the table; verdicts that were kept in another run answer nothing here."""
    with tempfile.TemporaryDirectory() as kept:
        os.environ["XDG_CACHE_HOME"] = kept
        _measure()


def _measure() -> None:
    cost(_draft(""))  # the tables of the parser are kept from here on
    print(f"{'kind':34} {'sizes':>12}  {'seconds of work':>20}  {'megabytes':>16}")
    for kind, (make, least) in KINDS.items():
        if len(sys.argv) > 1 and kind not in sys.argv[1:]:
            continue
        sizes = [least, 2 * least, 4 * least]
        costs = [cost(make(size)) for size in sizes]
        seconds = "  ".join(f"{one:6.2f}" for one, _ in costs)
        memory = "  ".join(f"{size / 1e6:4.0f}" for _, size in costs)
        listed = ", ".join(map(str, sizes))
        over = any(one > MOST_SECONDS or size > MOST_BYTES for one, size in costs)
        print(f"{kind:34} {listed:>12}  {seconds:>20}  {memory:>16}{'  OVER' if over else ''}", flush=True)


if __name__ == "__main__":
    main()
