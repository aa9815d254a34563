"""Comparing: two drafts of 100 to 3,000 articles, 1 %, 10 % and all of them changed; and two tools for texts beside it.

Needs the extra `bench` for the tools: `pip install -e .[bench]`.
"""

from __future__ import annotations

import sys
from datetime import date
from html import escape
from pathlib import Path

from yardstick import draft, draft_of_size, seconds

from treatylang.model.question import Question
from treatylang.source import Source
from treatylang.workspace import Draft, Project
from treatylang.workspace.comparing import Text, differences
from treatylang.workspace.passes import Selection

TODAY = date(2026, 11, 22)
PROJECT = Project.around(Path("long.treaty"), isolated=True, cache=False)
"""One project for all runs: its library is read once, the drafts are parsed each time that their text is another."""


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:]] or [100, 300, 1000, 3000]
    compared(draft(1), draft(1))  # what is loaded once
    for percent in (1, 10, 100):
        first = 0.0
        for size in sizes:
            old = draft(size)
            new = changed(old, percent)
            time = seconds(lambda: compared(old, new))  # noqa: B023
            first = first or time / size
            print(
                f"{size:>6} articles, {percent:>3} % changed: {time:6.2f} s, "
                f"{1000 * time / size:6.2f} ms an article ({time / size / first:4.2f} x)"
            )
    beside()


def changed(text: str, percent: int) -> str:
    """Return a draft in which every so-many-th article gives another time for consultation."""
    every = max(1, 100 // percent)
    parts = text.split("within 48 hours")
    joined = [parts[0]]
    for index, part in enumerate(parts[1:]):
        joined.append(("within 24 hours" if index % every == 0 else "within 48 hours") + part)
    return "".join(joined)


def compared(old: str, new: str) -> object:
    """Parse and compare two drafts, without the cache and without the checks."""
    texts = []
    for name, text in (("old", old), ("new", new)):
        case = Draft(Source(f"{name}.treaty", text), Path(f"{name}.treaty"), exists=False)
        texts.append(Text(PROJECT.open(case, Question()), Selection()))
    return differences([texts[0]], [texts[1]], Question(), TODAY, checked=False)


def beside() -> None:
    """Print the time for two drafts of 100 KB, a tenth of them changed, beside tools that compare texts or trees."""
    try:
        from redlines import Redlines
        from xmldiff import main as xmldiff
    except ImportError:
        print("the extra `bench` is not installed: no comparison with xmldiff and redlines")
        return
    old = draft_of_size(100_000)
    new = changed(old, 10)
    ours = seconds(lambda: compared(old, new), 3)
    print(f"two drafts of {len(old) // 1000} KB, parsed and compared: {ours:.2f} s")
    for name, call in (
        ("xmldiff", lambda: xmldiff.diff_texts(as_xml(old), as_xml(new))),
        ("redlines", lambda: Redlines(old, new).output_markdown),
    ):
        time = seconds(call)
        print(f"{name}: {time:.2f} s; treaty diff takes {ours / time:.3f} of it")


def as_xml(text: str) -> str:
    """Return a draft as a document of articles and lines."""
    articles = text.split("  article ")
    inner = ["".join(f"<line>{escape(line)}</line>" for line in one.splitlines() if line.strip()) for one in articles]
    return "<treaty>" + "".join(f"<article>{one}</article>" for one in inner) + "</treaty>"


if __name__ == "__main__":
    main()
