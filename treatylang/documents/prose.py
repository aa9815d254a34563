"""Agreed wording: it stands as it was written, with its ``{references}`` replaced by what they are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from treatylang.documents.citation import cite, name_of
from treatylang.documents.languages import grammar
from treatylang.documents.marks import capital, clean
from treatylang.documents.tongue import Tongue
from treatylang.syntax import ast

_REFERENCE = re.compile(r"\{([^{}\n]*)\}")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")


def chosen(tongue: Tongue, bodies: Sequence[object]) -> tuple[list[ast.Prose], list[ast.Prose]]:
    """Return the wording in the language of the text, and that in the first other language that has any."""
    wanted = tongue.setting.language
    every = [body for body in bodies if isinstance(body, ast.Prose) and not body.language.endswith("-title")]
    named = [(body.language or tongue.setting.own_language, body) for body in every]
    own = [body for language, body in named if language == wanted]
    others = [language for language, _ in named if language != wanted]
    return own, [body for language, body in named if others and language == others[0]]


def paragraphs(tongue: Tongue, prose: ast.Prose) -> list[str]:
    """Return the paragraphs of a wording, with live references in its own language."""
    language = prose.language or tongue.setting.own_language
    spoken = grammar(language)
    if language != tongue.setting.language and spoken is not None:
        tongue = Tongue(tongue.setting.speaking(language), spoken)
    return [said for piece in _BLANK_LINE.split(prose.text.text) if (said := _said(tongue, piece))]


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
    """Put a reference behind what was written, contracted with the preposition before it: *à* and *le* as *au*."""
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
