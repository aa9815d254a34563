"""Writes what can be written from the code: a page for each rule, and the list of the rules."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from treatylang.checks import rules

DOCS = Path(__file__).parents[1] / "docs"


def pages() -> Iterator[tuple[Path, str]]:
    """Yield each generated file with its text."""
    rows = []
    for rule in rules().values():
        yield (
            DOCS / "rules" / f"{rule.name}.md",
            f"# {rule.name}\n\n*Usual level: {rule.severity.word}.* {rule.page.strip()}\n",
        )
        rows.append(f"| [{rule.name}]({rule.name}.md) | {rule.severity.word} | {rule.summary} |")
    head = "# Rules\n\nOne page for each rule, written from the rule's own file by `make docs`.\n\n"
    yield (
        DOCS / "rules" / "README.md",
        head + "| rule | level | what it finds |\n|---|---|---|\n" + "\n".join(rows) + "\n",
    )


def main() -> int:
    """Write the pages; with ``--check`` only say which are out of date, and fail if there are any."""
    wanted = dict(pages())
    there = {path: path.read_text(encoding="utf-8") for path in (DOCS / "rules").glob("*.md")}
    stale = sorted(path for path in {*wanted, *there} if wanted.get(path) != there.get(path))
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"out of date: {path.relative_to(DOCS.parent)} (run `make docs`)")
        return 1 if stale else 0
    (DOCS / "rules").mkdir(parents=True, exist_ok=True)
    for path in stale:
        if path in wanted:
            path.write_text(wanted[path], encoding="utf-8")
        else:
            path.unlink()
    print(f"{len(wanted)} pages, {len(stale)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
