"""How cost grows with what is written: a small draft of each kind in three sizes, with seconds of work and memory.

`python benchmarks/growth.py [KIND …]` prints the table; each draft is checked by a process of its own, without cache.
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
    """Print the table."""
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
