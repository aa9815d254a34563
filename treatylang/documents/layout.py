"""Formats: how the runs of an outline are made safe and laid out in Markdown, HTML and plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup, escape

from treatylang.documents.lines import centred, tabled, wrapped
from treatylang.documents.outline import Outline, plain
from treatylang.documents.sandbox import Sandbox

_FORMATTING = re.compile(r"([\\`*_\[\]<>#|~$^])|(&(?=[#A-Za-z]))|(?<=[:w])(//|ww\.)|(@)")
_AT_START = re.compile(r"^(\s*)([-+=>]|\d+[.)])(?=\s|$|-|=)")

PlainRuns = list[dict[str, Any]]


@dataclass(frozen=True)
class Form:
    """One format: how it makes any text harmless, and the filters that lay out runs in its templates."""

    escape: Callable[[str], str]
    filters: Mapping[str, Callable[..., Any]]


def _html(text: str) -> str:
    return str(escape(text))


def _html_inline(runs: PlainRuns) -> Markup:
    pieces = []
    for run in runs:
        said = _html(run["text"])
        if run["slanted"]:
            said = f"<i>{said}</i>"
        if run["target"]:
            said = f'<a href="#{_html(run["target"])}">{said}</a>'
        pieces.append(said)
    return Markup("".join(pieces))  # noqa: S704  # every piece of it is escaped above


def _markdown(text: str) -> str:
    escaped = _FORMATTING.sub(_backslashed, text.replace("\n", " "))
    return _AT_START.sub(_backslashed_start, escaped)


def _backslashed(match: re.Match[str]) -> str:
    if match[2]:
        return "&amp;"
    if match[3]:
        return "".join(f"\\{c}" if c in "/." else c for c in match[3])
    return f"\\{match[0]}"


def _backslashed_start(match: re.Match[str]) -> str:
    sign = match[2]
    return f"{match[1]}\\{sign}" if len(sign) == 1 else f"{match[1]}{sign[:-1]}\\{sign[-1]}"


def _markdown_within(text: str) -> Markup:
    """Escape what stands inside a line, where no list or heading can begin."""
    return Markup(_FORMATTING.sub(_backslashed, text.replace("\n", " ")))  # noqa: S704  # escaped


def _markdown_inline(runs: PlainRuns) -> Markup:
    pieces = []
    for run in runs:
        said = _FORMATTING.sub(_backslashed, run["text"].replace("\n", " "))
        pieces.append(f"*{said}*" if run["slanted"] and said.strip() == said and said else said)
    return Markup(_AT_START.sub(_backslashed_start, "".join(pieces)))  # noqa: S704  # every piece of it is escaped above


def _text_of(runs: PlainRuns | str) -> str:
    return runs if isinstance(runs, str) else "".join(run["text"] for run in runs)


def _text_inline(runs: PlainRuns) -> Markup:
    return Markup(_text_of(runs))  # noqa: S704  # every piece of it is escaped above


def _laid(runs: PlainRuns | str, indent: int = 0, hang: int = 0) -> Markup:
    return Markup(wrapped(_text_of(runs), indent, hang))  # noqa: S704  # every piece of it is escaped above


def _centred(text: PlainRuns | str) -> Markup:
    return Markup(centred(_text_of(text)))  # noqa: S704  # every piece of it is escaped above


def _cells(rows: list[dict[str, Any]]) -> list[list[str]]:
    return [[_text_of(cell["runs"]) for cell in row["blocks"]] for row in rows]


def _text_table(rows: list[dict[str, Any]], indent: int = 0) -> Markup:
    return Markup(tabled(_cells(rows), indent, ruled=rows[0]["kind"] == "head"))  # noqa: S704  # a text format


def _markdown_table(rows: list[dict[str, Any]]) -> Markup:
    """Return a table; where no row is its head, the head is empty."""
    said = [[_FORMATTING.sub(_backslashed, cell) for cell in row] for row in _cells(rows)]
    head = said[0] if rows[0]["kind"] == "head" else [""] * len(said[0])
    body = said[1:] if rows[0]["kind"] == "head" else said
    lines = [head, ["---"] * len(head), *body]
    return Markup("\n".join(f"| {' | '.join(line)} |" for line in lines))  # noqa: S704  # every cell is escaped above


FORMS: Mapping[str, Form] = {
    "markdown": Form(_markdown, {"inline": _markdown_inline, "within": _markdown_within, "tabled": _markdown_table}),
    "html": Form(_html, {"inline": _html_inline}),
    "text": Form(str, {"inline": _text_inline, "laid": _laid, "centred": _centred, "tabled": _text_table}),
}
"""The formats by name; the templates of each stand in the folder of the same name."""


@cache
def shipped() -> Mapping[str, str]:
    """Return the templates of the package by name (``html/treaty.j2``)."""
    root = files("treatylang.documents") / "templates"
    return {
        f"{folder.name}/{entry.name}": entry.read_text(encoding="utf-8")
        for folder in root.iterdir()
        if folder.is_dir()
        for entry in folder.iterdir()
        if entry.name.endswith((".j2", ".css"))
    }


def fill(name: str, form: str, values: Mapping[str, Any]) -> str:
    """Return what a shipped template makes of some plain data in a format; ``name`` is the template's."""
    chosen = FORMS[form]
    text = Sandbox(shipped(), {}, chosen.escape, chosen.filters).fill(name, values)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def lay_out(outline: Outline, form: str, templates: Mapping[str, str]) -> str:
    """Return an outline in a format; ``KeyError`` for a format that does not exist."""
    chosen = FORMS[form]
    sandbox = Sandbox(shipped(), templates, chosen.escape, chosen.filters)
    text = sandbox.fill(f"{form}/treaty.j2", plain(outline))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
