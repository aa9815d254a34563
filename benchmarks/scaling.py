"""Scaling: check and render of drafts up to 5,000 articles; the time for each article must stay the same."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from yardstick import draft, seconds

from treatylang.documents import render
from treatylang.model.question import Question
from treatylang.source import Source
from treatylang.workspace import Draft, Project, Selection, check


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:]] or [500, 1000, 2500, 5000]
    question = Question()
    first: dict[str, float] = {}
    for size in sizes:
        text = draft(size)
        case = Draft(Source("long.treaty", text), Path("long.treaty"), exists=False)
        project = Project.around(case.path, isolated=True)
        project.open(Draft(Source("short.treaty", draft(1)), Path("short.treaty"), exists=False), question)
        opened = []
        times = {"open": seconds(lambda: opened.append(project.open(case, question)))}  # noqa: B023
        times["check"] = seconds(lambda: check(opened[0], question, Selection(), date(2026, 11, 22)))  # noqa: B023
        times["render"] = seconds(lambda: _render(opened[0], question))  # noqa: B023
        told = []
        for name, time in times.items():
            each = time / size
            first.setdefault(name, each)
            told.append(f"{name} {time:6.2f} s ({each / first[name]:4.2f} x for each article)")
        print(f"{size:>6} articles: {', '.join(told)}")


def _render(opened, question) -> None:  # type: ignore[no-untyped-def]
    (one,) = opened.instruments
    render(opened.world, one, question, form="text", language="en", templates=None)


if __name__ == "__main__":
    main()
