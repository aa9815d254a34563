"""Writes what can be written from the code: pages of rules, words and states, and the outputs that pages show."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from scripts import clauses, editions, said, states
from scripts.kept import Kept
from treatylang.checks import rules
from treatylang.cli import main as treaty
from treatylang.library.editions import edition
from treatylang.library.kinds import kinds
from treatylang.library.records import counted, records
from treatylang.library.silence import silent_words
from treatylang.library.unasked import unasked
from treatylang.reports._instruments import FORCE, standing
from treatylang.reports._instruments import kinds as matters
from treatylang.reports._words import file_name, index_page, kind_page
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.parser import parse
from treatylang.workspace import Project
from treatylang.workspace.settings import Settings
from treatylang.workspace.shelf import Shelf, usual

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SHOWING = (
    ROOT / "README.md",
    DOCS / "reports.md",
    DOCS / "testing.md",
    DOCS / "sweeping.md",
    DOCS / "answers.md",
    DOCS / "maps.md",
    DOCS / "questions.md",
)
"""Pages with blocks that show a command and what it prints."""
COMMITMENTS = DOCS / "commitments.treaty"
READINGS = (
    ("today: gov2014", ()),
    ("strict", ("--reading", "JPN=strict")),
    ("gov1972", ("--reading", "JPN=gov1972")),
    ("ldp2018", ("--reading", "JPN=ldp2018")),
    ("jip2025", ("--reading", "JPN=jip2025")),
    ("as of 1985", ("--as-of", "1985-01-01")),
    ("as of 2010", ("--as-of", "2010-01-01")),
)
"""Five readings, and two days on which older law stood, each with the options that ask for it."""
_SHORT = {
    " in some of the situations in which it is owed": " (in some cases)",
    " in every situation in which it is owed": " (always)",
    " forbids": "",
    " forbid": "",
}
_WORDS = {"error": "**conflict**: {}", "warning": "*policy*: {}", "info": "note: {}"}
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def rule_pages() -> Iterator[tuple[Path, str]]:
    """Yield the page of each rule, and their list, with its text."""
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
    yield DOCS / "no-effect.md", _no_effect()


def word_pages() -> Iterator[tuple[Path, str]]:
    """Yield the page of each kind of words, and their list."""
    lexicon = Project(ROOT / "docs", Settings(), cache=False).lexicon()
    yield DOCS / "words" / "README.md", index_page(lexicon)
    for kind in kinds().values():
        yield DOCS / "words" / file_name(kind), kind_page(lexicon, kind)


def pages() -> Iterator[tuple[Path, str]]:
    """Yield each generated file with its text."""
    yield from rule_pages()
    yield from word_pages()
    shipped = Project(ROOT / "docs", Settings(), cache=False)
    yield from ((DOCS / "states" / name, text) for name, text in _folder("states", lambda: states.pages(shipped)))
    yield from ((DOCS / "clauses" / name, text) for name, text in _folder("clauses", lambda: clauses.pages(shipped)))
    yield editions.FILE, editions.text()
    yield DOCS / "treaties.md", _kept().of("the page of treaties", said.page)
    yield DOCS / "library-gaps.md", _library_gaps()
    yield DOCS / "readings.md", readings()
    for page in SHOWING:
        yield page, rerun(page.read_text(encoding="utf-8"))


def _folder(name: str, write: Callable[[], Iterable[tuple[str, str]]]) -> list[tuple[str, str]]:
    """Return the pages of a folder, by their names."""
    return [*json.loads(_kept().of(f"the folder {name}", lambda: json.dumps(dict(write())))).items()]


@cache
def _kept() -> Kept:
    return Kept(ROOT / "build" / "pages.json")


def _no_effect() -> str:
    """Return the page of the words from which nothing is computed, by kind, with the reasons."""
    rows: dict[tuple[str, str], list[str]] = {}
    for one in silent_words().values():
        rows.setdefault((one.kind, one.why), []).append(f"`{one.name}`")
    lines = [f"| {kind} | {', '.join(names)} | {why} |" for (kind, why), names in rows.items()]
    return (
        "# What has no computed effect\n\n"
        "From these words nothing is computed: a sentence with them is printed and compared, and what it adds to a "
        "duty, a ban or a date is not weighed. A draft that uses one gets a note from "
        "[no-effect](rules/no-effect.md); every other word and form changes some answer. Both are held by a law of the "
        "tests, which tries each word beside a law under which it would bite. There are "
        f"{len(silent_words())} of them.\n\n"
        "| kind | words | why |\n|---|---|---|\n" + "\n".join(lines) + "\n"
    )


def _library_gaps() -> str:
    """Return the page of the collected constraints: how many are encoded, which are not and why, where each stands."""
    verified, unverified, missing = counted()
    gaps = [
        f"| `{one.name}` | {one.of} | {f'`{one.at}`' if one.at else '–'} | {one.gap} |" for one in records() if one.gap
    ]
    silences = [
        f"| `{one.at}`{f', read as `{one.reading}`' if one.reading else ''} "
        f"| {', '.join(f'`{act}`' for act in one.acts)} | {one.why} |"
        for one in unasked()
    ]
    shelf = Project(DOCS, Settings(), cache=False).shelf
    of_record = [head.name for one in shelf.volumes if ":of-record/" in one.source.name for head in one.heads]
    unheld = _unheld(shelf, date.fromisoformat(edition()))
    places: dict[str, list[str]] = {}
    for one in records():
        if not one.gap:
            places.setdefault(one.of, []).append(f"`{one.at}`" + ("" if one.verified else " (unverified)"))
    rows = [f"| {of} | {len(at)} | {', '.join(dict.fromkeys(at))} |" for of, at in sorted(places.items())]
    return (
        "# What the library holds, and what it does not\n\n"
        f"{len(records())} constraints on what states may promise were collected, each with what it rests on. Encoded, "
        f"the substance seen in a source: {verified}. Encoded from memory, and marked `unverified` in every finding "
        f"that rests on them: {unverified}. Not computed, at best told as prose: {missing}. What a law covers it says "
        "itself (`covers`); on everything else the answer is *not known*.\n\n"
        "## Not computed\n\n"
        "| record | whose | where | why |\n|---|---|---|---|\n" + "\n".join(gaps) + "\n\n"
        "## Read only where they are named\n\n"
        "A treaty in force is read beside a draft of any of its parties. These bind so many states that the check of a "
        "draft would take several times as long; they are listed by `treaty instruments`, and read beside a draft that "
        f"names them (`under treaty {of_record[0]};`): {', '.join(f'`{name}`' for name in of_record)}.\n\n"
        "## What no scenario asks about\n\n"
        "Scenarios beside the laws and treaties of the library ask about each of their norms "
        "([coverage](testing.md#coverage)), these excepted:\n\n"
        "| where | to | why |\n|---|---|---|\n" + "\n".join(silences) + "\n\n"
        "## Whose law is not held\n\n"
        "These states are parties to an alliance of the library that is in force, and none of their law is held: it "
        "was not among what was collected. Whatever a draft asks of them is *not known*.\n\n"
        "| parties to | states |\n|---|---|\n"
        + "".join(f"| {by} | {', '.join(states)} |\n" for by, states in unheld.items())
        + "\n## Where each stands\n\n"
        "| whose | records | articles |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    )


def _unheld(shelf: Shelf, day: date) -> dict[str, list[str]]:
    """Return the parties to alliances in force on a day whose law the library lacks, by the names of these texts."""
    held = {usual(head.other) for volume in shelf.volumes for head in volume.heads if head.kind == "law"}
    found: dict[str, list[str]] = {}
    for text in Project(DOCS, Settings(), cache=False).treaties().instruments.values():
        if text.kind == "treaty" and standing(text, day) == FORCE and "alliance" in matters(text, day):
            for state in text.parties_on(day):
                if state not in held:
                    found.setdefault(state, []).append(text.name)
    alike: dict[str, list[str]] = {}
    for state, names in sorted(found.items()):
        alike.setdefault(", ".join(f"`{name}`" for name in sorted(names)), []).append(state)
    return dict(sorted(alike.items()))


def readings() -> str:
    """Return the page of seventeen commitments under Japan's readings: each field with the worst that the law says."""
    found = [(title, _against(arguments)) for title, arguments in READINGS]
    document, _ = parse(Source("commitments.treaty", COMMITMENTS.read_text(encoding="utf-8")))
    assert document is not None
    articles = [inner for item in document.items for inner in ast.walk(item) if isinstance(inner, ast.Article)]
    rows = []
    for number, article in enumerate(articles, 1):
        lines = range(article.span.line, article.span.line + article.span.text.count("\n") + 1)
        fields = [_worst(said, lines) for _, said in found]
        rows.append(f"| {number} | {article.title.text if article.title else ''} | " + " | ".join(fields) + " |")
    return (
        "# Seventeen commitments under the readings of Japan's law\n\n"
        "What Japan's law makes of each article of [commitments.treaty](commitments.treaty): **conflict** where the "
        "Constitution, a statute or a judgment forbids what is owed, *policy* where declared policy does, a note where "
        "the treaty would go before the law, and nothing where nothing held forbids it. A reading that the question "
        "names is supposed on every day and leaves the statutes as they are on the day of the draft; a date moves all "
        "of them: the last two columns differ from `gov1972` by what statutes and principles said then.\n\n"
        "| | commitment | " + " | ".join(title for title, _ in found) + " |\n"
        "|---|---|" + "---|" * len(found) + "\n" + "\n".join(rows) + "\n"
    )


def _against(arguments: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the conflicts with law that `treaty check` finds in the seventeen commitments."""
    asked = ["check", str(COMMITMENTS.relative_to(ROOT)), "--select", "law-conflict", "--format", "json", *arguments]
    findings = json.loads(_printed(asked))["findings"]
    assert isinstance(findings, list)
    return findings


def _worst(findings: list[dict[str, Any]], lines: range) -> str:
    """Return what is found on some lines, the gravest first, each with the law that forbids."""
    there = [one for one in findings if one["place"]["line"] in lines]
    order = ("error", "warning", "info")
    there.sort(key=lambda one: order.index(one["severity"]))
    if not there:
        return ""
    reason = there[0]["message"].partition(", which ")[2]
    for told, short in _SHORT.items():
        reason = reason.replace(told, short)
    return _WORDS[there[0]["severity"]].format(reason)


def rerun(text: str) -> str:
    """Return a text with what the commands of its console blocks print today."""
    return _BLOCK.sub(_rerun, text)


def _rerun(block: re.Match[str]) -> str:
    """Return a console block with what its commands print today; a part that was chosen stays while it is true."""
    shown = []
    for part in re.split(r"^(?=\$ )", block[1], flags=re.MULTILINE):
        command, _, before = part.partition("\n")
        if command.startswith("$ treaty "):
            now = _printed(shlex.split(command)[2:])
            shown += [command, before.rstrip() if is_part(before, now) else now]
    return "```console\n" + "\n".join(shown) + "\n```"


def is_part(shown: str, whole: str) -> bool:
    """Return whether an output is shown with parts left out: a line with nothing but ``…`` stands for them."""
    pieces = [re.escape(piece.strip("\n")) for piece in re.split(r"^ *…$", shown.rstrip(), flags=re.MULTILINE)]
    return len(pieces) > 1 and re.fullmatch(r"\n(?:.*\n)*?".join(pieces), whole.rstrip()) is not None


def _printed(arguments: list[str]) -> str:
    """Return what `treaty` prints."""
    return _kept().of(shlex.join(arguments), lambda: _run(arguments))


def _run(arguments: list[str]) -> str:
    """Return what `treaty` prints now; all commands run in this process, since most of a short run is its start."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            treaty(arguments)
            code: object = 0
        except SystemExit as leaving:
            code = leaving.code
    if code not in (0, 1, None):
        raise RuntimeError(err.getvalue())
    return out.getvalue().rstrip()


def main() -> int:
    """Write the pages; with ``--check`` only say which are out of date, and fail if there are any."""
    os.environ["COLUMNS"] = "100"
    wanted = dict(pages())
    _kept().save()
    folders = ("rules", "words", "states", "clauses")
    single = tuple(DOCS / f"{name}.md" for name in ("no-effect", "library-gaps", "readings", "treaties"))
    silent = [page for page in single if page.exists()]
    kept = [*(page for folder in folders for page in (DOCS / folder).glob("*.md")), *silent, *SHOWING, editions.FILE]
    there = {path: path.read_text(encoding="utf-8") for path in kept}
    stale = sorted(path for path in {*wanted, *there} if wanted.get(path) != there.get(path))
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"out of date: {path.relative_to(ROOT)} (run `make docs`)")
        return 1 if stale else 0
    for folder in folders:
        (DOCS / folder).mkdir(parents=True, exist_ok=True)
    for path in stale:
        if path in wanted:
            path.write_text(wanted[path], encoding="utf-8")
        else:
            path.unlink()
    print(f"{len(wanted)} pages, {len(stale)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
