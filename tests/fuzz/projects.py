"""Whole projects with something damaged in them: settings, words, laws, clauses, baselines, accept-lists, templates."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from tests.fuzz.changing import changed
from tests.fuzz.seeds import ROOT, small

DRAFT = """treaty Pact "Pact" {
  status draft;
  drawn-up at "Suva" on 2026-11-22;
  under law of parties;
  party Japan, Fiji, Tonga;
  area Zone "the zone" = territory of parties;
  use clause quick-talks in Zone within 24 hours;
  article "Help" as help {
    1 as oath { when armed-attack on any party in Zone each other party shall assist the attacked party with force; }
    # treaty: ignore[unclear-scope] until 2099-01-01 because "talks go on"
    2 { when harvest-season each party shall escort; }
    bracket strength { option A by Japan each party shall consult; option B by Fiji each party shall give-aid; }
  }
  council "Council" as council { members each party; decides by majority of members; }
  final-clauses { entry-into-force on ratification by 2 parties; withdrawal on notice of 1 year; }
}
scenario "attack" { on 2027-01-01; event armed-attack on Fiji by China; expect Tonga shall assist; }
"""

LAW = """law Fiji-Own "Own law of Fiji" of Fiji {
  rank constitution; covers force; in-force from 1970-10-10; treaties rank above statute below constitution;
  checked 2026-11-22; source "a text" unverified;
  article 7 "Peace" as article-7 {
    reading strict "no force" { Fiji shall not use-force unless armed-attack on self; }
    reading mild "some force" from 2000-01-01 prevailing { Fiji shall not use-force unless armed-attack; }
    cure in accordance with constitutional-provisions;
  }
}
"""

WORDS = """vocabulary own "Words of this project" {
  act escort "escort" is assist takes on, by { fr "escorter"; }
  circumstance harvest-season "it is harvest season";
}
"""

CLAUSE = """clause quick-talks "Talks at short notice" {
  takes in Area "where the threat counts" = territory of parties;
  takes within Time "how soon they talk";
  article "Talks" as talks { when threat to any party in Area the parties shall consult each other within Time; }
}
"""

SETTINGS = """fail-on = "warning"
ignore = ["unused-term"]
select = []
libraries = ["more"]
templates = "house-style"
[severity]
vague-dispute = "info"
[readings]
Fiji = "mild"
[options]
strength = "B"
"""

BASELINE = """{
  "version": 1,
  "tool": "treatylang",
  "entries": [
    {"rule": "law-conflict", "node": "Pact/help/oath", "fingerprint": "0123456789abcdef0123456789abcdef",
     "file": "draft.treaty", "message": "known"},
    {"rule": "law-not-known", "node": "Pact", "fingerprint": "0123456789abcdef0123456789abcdef-2",
     "file": "gone.treaty", "message": "known too"}
  ]
}
"""

ACCEPTED = """[[accept]]
fingerprint = "0123456789abcdef"
reason = "agreed"
until = 2099-01-01
[[accept]]
change = "obligation-floor-weaken"
node = "Pact/help/oath"
reason = "agreed too"
"""

_VALUES = (
    "[]",
    "{}",
    '""',
    "0",
    "-1",
    "1e999",
    "nan",
    "true",
    "null",
    "9" * 5000,
    "[[[[]]]]",
    '{"a" = 1}',
    "1979-05-27",
    "07:32:00",
    '"\\u0000"',
    '"\\u001b[2J"',
    '"../.."',
    '"/"',
    '"."',
    '"strength"',
    '["law-conflict"]',
    '["x"]',
    "'''",
    '"https://x"',
    '"\\u202e"',
    '"' + "a" * 5000 + '"',
    "{a.b.c = 1}",
    "0x1f",
    "+inf",
    '"2026-11-30"',
    '"error"',
)
_FORMS = (
    "{{ title }}",
    "{{ x.y.z }}",
    "{{ body[0] }}",
    "{% for b in body %}{{ b }}{% endfor %}",
    "{% if %}",
    "{% endif %}",
    "{% extends 'html/treaty.j2' %}",
    "{% include 'text/treaty.j2' %}",
    "{% block title %}x{% endblock %}",
    "{{ 1 / 0 }}",
    "{{ title | centred(3) }}",
    "{{ body | tabled }}",
    "{{ none.x }}",
    "{% macro m(a) %}{{ m(a) }}{% endmacro %}{{ m(1) }}",
    "{# ",
    "{{ '%s' % 1 }}",
    "{{ title[99] }}",
    "{{ words['x'] }}",
    "{% set a = b %}",
    "{{ title | laid('x') }}",
    "{% raw %}",
    "{{ body | inline }}",
    "{{ contents | laid(-5) }}",
    "{{ title | centred(10**9) }}",
    "{{ loop }}",
    "{{ self }}",
    "{{ caller() }}",
    "{% import 'html/brief.j2' as b %}{{ b }}",
    "{{ parties | sort(attribute='x') }}",
    "{{ 'x' * 10**9 }}",
    "{{ [] | first }}",
    "{{ [] | max }}",
    "{{ title | int }}",
    "{{ title | batch(0) }}",
    "{{ body | groupby('x') }}",
    "{{ {}['a'] }}",
    "{{ () | join }}",
)
_PIECES = re.compile(r'"[^"\n]*"|\{%-?|-?%\}|\{\{|\}\}|[\w.-]+|\s+|.', re.DOTALL)


@cache
def whole() -> dict[str, str]:
    """Return the files of a project in which nothing is damaged, by their paths."""
    shipped = ROOT / "treatylang/documents/templates"
    templates = {
        f"house-style/{path.relative_to(shipped).as_posix()}": path.read_text("utf-8")
        for path in sorted(shipped.rglob("*.j2"))
    }
    return {
        "draft.treaty": DRAFT,
        "treaty.toml": SETTINGS,
        "vocabulary/own.treaty": WORDS,
        "laws/fiji.treaty": LAW,
        "more/quiet.treaty": LAW.replace("Fiji", "Tonga"),
        "clauses/talks.treaty": CLAUSE,
        "baseline.json": BASELINE,
        "accepted.toml": ACCEPTED,
        **templates,
    }


@cache
def shipped_words() -> dict[str, str]:
    """Return the vocabularies of the library: one of the same name in the project stands for the shipped one."""
    folder = ROOT / "treatylang/library/vocabulary"
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.treaty"))}


def damaged(random: Random) -> dict[str, bytes]:
    """Return the files of a project with one to three of them damaged, and sometimes with a file more."""
    files = {name: text.encode("utf-8") for name, text in whole().items()}
    if random.random() < 0.25:  # words on which the program itself relies
        name = random.choice(list(shipped_words()))
        files[f"vocabulary/{name}"] = _without(random, shipped_words()[name]).encode("utf-8", "surrogatepass")
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        name = random.choice(list(files))
        if name.startswith("vocabulary/") and name != "vocabulary/own.treaty":
            continue
        text = files[name].decode("utf-8", "replace")
        if name == "draft.treaty":
            text = changed(random, text) if random.random() < 0.8 else random.choice(small())
        elif name.endswith(".treaty"):
            text = changed(random, text)
        else:
            text = _bent(random, text, _FORMS if name.endswith(".j2") else _VALUES)
        files[name] = text.encode("utf-8", "surrogatepass")
        if random.random() < 0.1:
            files[name] = _soiled(random, files[name])
    return files


def _without(random: Random, text: str) -> str:
    """Leave out some words of a vocabulary, or change a line of it."""
    if random.random() < 0.5:
        lines = text.split("\n")
        at = random.randrange(len(lines))
        lines[at] = changed(random, lines[at])
        return "\n".join(lines)
    words = re.split(r"\n(?=  [a-z])", text)
    kept = [word for word in words[1:-1] if random.random() > random.choice((0.02, 0.3, 0.9))]
    return "\n".join([words[0], *kept, words[-1] if words[-1].rstrip().endswith("}\n}") else "}"])


def _bent(random: Random, text: str, others: tuple[str, ...]) -> str:
    """Change one to four pieces of a text that is no draft."""
    pieces = _PIECES.findall(text)
    for _ in range(random.choice((1, 1, 2, 4))):
        at = random.randrange(len(pieces) + 1)
        match random.randrange(5):
            case 0:
                del pieces[at : at + random.choice((1, 1, 3, 20))]
            case 1:
                pieces.insert(at, random.choice(others))
            case 2:
                pieces[at : at + 1] = [random.choice(others)]
            case 3:
                pieces[at:at] = pieces[at : at + random.choice((1, 4, 30))] * random.choice((1, 2, 50))
            case _:
                other = random.randrange(len(pieces) + 1)
                pieces[at : at + 1] = pieces[other : other + 1]
    return "".join(pieces)


def _soiled(random: Random, data: bytes) -> bytes:
    """Return what a broken disk or a wrong program would leave of a file."""
    at = random.randrange(len(data) + 1)
    return random.choice(
        (b"", data[:at], data[:at] + b"\xff\xfe" + data[at:], b"\xef\xbb\xbf" + data, data[:at] + b"\x00" + data[at:],
         data.replace(b"\n", b"\r"), data.decode("utf-8", "replace").encode("utf-16"), data * 3, b"[" * 20_000)
    )  # fmt: skip


def laid_out(random: Random, folder: Path, files: dict[str, bytes]) -> None:
    """Write a project, with the text before the change as ``seed.treaty``; now and then a file is no file."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    for name, data in {**files, "seed.treaty": DRAFT.encode(), "other.treaty": CLAUSE.encode()}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    if random.random() < 0.15:
        path = folder / random.choice(list(files))
        path.unlink()
        random.choice(_INSTEAD)(path)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def _gone(path: Path) -> None:
    """Leave nothing where a file was, nor the folder that held it alone."""
    if path.parent.name == "more":
        shutil.rmtree(path.parent)


_INSTEAD: tuple[Callable[[Path], None], ...] = (Path.mkdir, _loop, _dangling, _gone, os.mkfifo)

COMMANDS: dict[str, tuple[str, ...]] = {
    "baseline": ("check", "draft.treaty", "--baseline", "baseline.json", "--prune-baseline"),
    "new-baseline": ("check", ".", "--write-baseline", "baseline.json", "--format", "json"),
    "fix": ("check", "draft.treaty", "--unsafe-fixes", "--diff"),
    "accept": ("diff", "seed.treaty", "draft.treaty", "--accept", "accepted.toml", "--fail-on", "stale"),
    "house-html": ("render", "draft.treaty", "--to", "html", "--templates", "house-style"),
    "house-text": ("render", "draft.treaty", "--to", "text", "--option", "strength=A"),
    "house-markdown": ("render", "draft.treaty", "--to", "markdown", "--lang", "fr"),
    "brief": ("brief", "draft.treaty"),
    "docx": ("render", "draft.treaty", "-o", "f.docx"),
    "write-out": ("clauses", "--write-out", "draft.treaty"),
    "clauses": ("clauses",),
    "laws": ("laws", "Fiji"),
    "all-laws": ("laws",),
    "words": ("words", "--like", "defend"),
    "rules": ("rules",),
    "test": ("test", ".", "--coverage"),
    "fmt": ("fmt", "laws", "vocabulary", "clauses", "more", "--check"),
    "ask": ("ask", "draft.treaty", "armed-attack on Fiji by China"),
    "guarantees": ("guarantees", "draft.treaty"),
    "cures": ("cures", "draft.treaty"),
    "candidates": ("candidates", "draft.treaty", "Vanuatu", "--steps"),
    "decisions": ("decisions", "draft.treaty"),
    "profile": ("profile", "draft.treaty"),
    "instruments": ("instruments", "--party", "Fiji"),
    "where": ("where", "18.1S 178.4E", "draft.treaty"),
    "timeline": ("timeline", "draft.treaty"),
    "brackets": ("brackets", "draft.treaty"),
    "config": ("check", "seed.treaty", "--config", "accepted.toml"),
    "new": ("new", "fresh.treaty", "--clause", "quick-talks"),
    "redline": ("redline", "seed.treaty", "draft.treaty", "-o", "f.html"),
    "between": ("amend", "--between", "seed.treaty", "draft.treaty"),
    "sweep": ("sweep", "draft.treaty"),
    "explain": ("explain", "escort"),
    "textconv": ("git-textconv", "draft.treaty"),
    "merge": ("git-merge-driver", "seed.treaty", "draft.treaty", "laws/fiji.treaty", "7", "x\n\x1b[2J.treaty"),
    "driver": (
        "git-diff-driver",
        "x\n.treaty",
        "seed.treaty",
        "0",
        "120000",
        "draft.treaty",
        "0",
        "160000",
        "y.treaty",
    ),
}
"""Every command, in the ways in which it meets what else a project holds."""
