"""Agreed wording: it stands as it was written, with its ``{references}`` replaced by what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from unicodedata import east_asian_width

from treatylang.documents.citation import cite, name_of
from treatylang.documents.languages import grammar
from treatylang.documents.marks import capital, clean
from treatylang.documents.tongue import Tongue
from treatylang.syntax import ast

_REFERENCE = re.compile(r"\{([^{}\n]*)\}")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_STROKE = re.compile(r"(?<!\\)\|")
_EDGES = re.compile(r"^\s*\||(?<!\\)\|\s*$")
_RULE = re.compile(r":?-+:?")
_LINE_END = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")


def chosen(tongue: Tongue, bodies: Sequence[object]) -> tuple[list[ast.Prose], list[ast.Prose]]:
    """Return the wording in the language of the text, and that in the first other language that has any."""
    wanted = tongue.setting.language
    every = [body for body in bodies if isinstance(body, ast.Prose) and not body.language.endswith("-title")]
    named = [(body.language or tongue.setting.own_language, body) for body in every]
    own = [body for language, body in named if language == wanted]
    others = [language for language, _ in named if language != wanted]
    return own, [body for language, body in named if others and language == others[0]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a wording, or the rows of a table, of which the first may be its ``headed`` row."""

    text: str
    rows: tuple[tuple[str, ...], ...] = ()
    headed: bool = False


def passages(tongue: Tongue, prose: ast.Prose) -> list[Passage]:
    """Return the paragraphs and tables of a wording, with live references in its own language."""
    language = prose.language or tongue.setting.own_language
    spoken = grammar(language)
    if language != tongue.setting.language and spoken is not None:
        tongue = Tongue(tongue.setting.speaking(language), spoken)
    return [found for piece in _BLANK_LINE.split(prose.text.text) for found in _passages(tongue, piece)]


def paragraphs(tongue: Tongue, prose: ast.Prose) -> list[str]:
    """Return the paragraphs of a wording as one text each; the cells of a table follow one another."""
    return [p.text or "; ".join(", ".join(row) for row in p.rows) for p in passages(tongue, prose)]


def _passages(tongue: Tongue, piece: str) -> Iterator[Passage]:
    """Yield the text and the tables of a piece in which no line is blank: rows are lines that begin with a stroke."""
    lines = piece.strip().split("\n")
    for tabular, group in groupby(lines, key=lambda line: line.lstrip().startswith("|")):
        own = list(group)
        if not tabular:
            said = _said(tongue, "\n".join(own))
            if said:
                yield Passage(said)
            continue
        rows = [[cell.strip().replace("\\|", "|") for cell in _STROKE.split(_EDGES.sub("", line))] for line in own]
        ruled = len(rows) > 1 and all(_RULE.fullmatch(cell) for cell in rows[1])
        kept = [row for row in rows if not all(_RULE.fullmatch(cell) for cell in row)]
        width = max((len(row) for row in kept), default=0)
        yield Passage(
            "",
            tuple(tuple(_said(tongue, cell) for cell in [*row, *[""] * (width - len(row))]) for row in kept),
            ruled,
        )


def _said(tongue: Tongue, text: str) -> str:
    joined = clean(_LINE_END.sub(_break, text.strip()))
    written = ""
    position = 0
    for match in _REFERENCE.finditer(joined):
        written += joined[position : match.start()]
        written = _appended(tongue, written, _called(tongue, match[1].strip(), written))
        position = match.end()
    return written + joined[position:]


def _appended(tongue: Tongue, written: str, said: str) -> str:
    """Put a reference after what was written, contracted with the preposition before it: *à* and *le* as *au*."""
    match = re.search(rf"(?<!\w)(?:{tongue.grammar.words.get('contracted_after', '(?!)')})\s+$", written, re.IGNORECASE)
    if match is None:
        return written + said
    return written[: match.start()] + tongue.grammar.finish(match[0] + said)


def _break(match: re.Match[str]) -> str:
    """Join two lines: by a space, but by nothing between characters of East Asian scripts."""
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    wide = [bool(c) and (east_asian_width(c) in "WF" or c in "{}") for c in (before, after)]
    return "" if all(wide) and (before != "}" or after != "{") and _east_asian(match.string) else " "


def _east_asian(text: str) -> bool:
    return any(east_asian_width(c) in "WF" for c in text)


def _called(tongue: Tongue, target: str, before: str) -> str:
    setting = tongue.setting
    if target.startswith("@"):
        said = cite(tongue, target[1:])
    elif target in setting.draft.labels:
        said = name_of(tongue, setting.draft.labels[target])
    elif target in setting.world.instruments:
        said = cite(tongue, target)
    else:
        meaning = setting.names.meaning(target, quoted=True)
        if meaning is not None and meaning.kind == "state":
            said = setting.state(meaning.name)
        elif meaning is not None and meaning.word is not None:
            said = tongue.noun_form(meaning.word.name)
        else:
            said = clean(target.replace("-", " "))
    if tongue.grammar.code != setting.language or re.search(
        rf"\b(?:{tongue.grammar.words['articles_before']})\s+$", before, re.IGNORECASE
    ):
        said = tongue.grammar.stripped(said)
    starts = not before.strip() or re.search(r"[.!?]\s+$", before) is not None
    return capital(said) if starts else said
