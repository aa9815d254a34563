"""Text to document: the parser, built when it is first needed, from tables that may be kept as plain JSON."""

from __future__ import annotations

import gc
import json
import re
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any, cast

import lark
from lark import Lark
from lark.exceptions import LarkError, UnexpectedInput
from lark.grammar import Rule
from lark.lexer import TerminalDef

from treatylang.findings import Finding
from treatylang.source import Source, Span
from treatylang.syntax import angles, ast
from treatylang.syntax.build import Build
from treatylang.syntax.glossary import Glossary, Nothing
from treatylang.syntax.lexer import TreatyLexer
from treatylang.syntax.mistakes import explain, syntax_error, unreadable

LARGEST = 16 * 1024 * 1024
"""Characters in the largest file that is read; a treaty of 10,000 articles has about 4 million."""

DEEPEST = 200
"""How deep braces and parentheses may nest; the deepest treaty in force has fewer than ten levels."""

# The seconds of an angle end in a quote that opens no text.
_SECONDS = angles.SECONDS + "|"
_COMMENT_OR_TEXT = re.compile(_SECONDS + r'"""(?:.|\n)*?"""|"[^"\n]*"|(?P<comment>#[^\n]*)')
_DEPTH = re.compile(_SECONDS + r'"""(?:.|\n)*?"""|"[^"\n]*"|#[^\n]*|(?P<open>[{(])|(?P<close>[})])')

_OPTIONS: dict[str, Any] = {
    "parser": "lalr",
    "lexer": "contextual",
    "keep_all_tokens": True,
    "maybe_placeholders": False,
}


@cache
def grammar_text() -> str:
    """Return the text of the grammar: inside the package when installed, beside it in a checkout."""
    packaged = files("treatylang").joinpath("grammar/treaty.lark")
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    return (Path(__file__).parents[2] / "grammar" / "treaty.lark").read_text(encoding="utf-8")


@cache
def tables_key() -> str:
    """Return what kept parser tables depend on: the grammar and the version of the parser generator."""
    return sha256(f"{lark.__version__}\n{grammar_text()}".encode()).hexdigest()


class _Parser:
    """One parser, whose tree builder is handed the source of each text in turn; ``lark`` is ``None`` for bad tables."""

    def __init__(self, tables: str | None = None) -> None:
        self._build = Build()
        self._lock = Lock()
        self.lark = self._load(tables) if tables is not None else self._built()

    def _built(self) -> Lark:
        return Lark(grammar_text(), transformer=self._build, _plugins={"ContextualLexer": TreatyLexer}, **_OPTIONS)

    def _load(self, tables: str) -> Lark | None:
        """Return the parser that the tables describe; ``None`` if they are of another grammar or damaged."""
        try:
            stored = json.loads(tables)
            if stored["key"] != tables_key():
                return None
            data, memo = _with_numbers(stored["data"]), {int(key): value for key, value in stored["memo"].items()}
            loaded = Lark.__new__(Lark)
            return loaded._load(
                {"data": data, "memo": memo},
                transformer=self._build,
                _plugins={"ContextualLexer": TreatyLexer},
            )
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, LarkError):
            return None

    def tables(self) -> str:
        """Return the tables as JSON text, to be kept for the next start."""
        assert self.lark is not None
        data, memo = self.lark.memo_serialize([TerminalDef, Rule])
        options = {"parser", "lexer", "keep_all_tokens", "maybe_placeholders", "start"}
        data["options"] = {name: value for name, value in data["options"].items() if name in options}
        return json.dumps({"key": tables_key(), "data": data, "memo": memo}, separators=(",", ":"))

    def parse(self, source: Source) -> ast.Document:
        assert self.lark is not None
        with self._lock:
            self._build.src = source
            # Nothing of a tree is garbage while it grows: the collector would only walk it again and again.
            collecting = gc.isenabled()
            gc.disable()
            try:
                return cast("ast.Document", self.lark.parse(source.text))
            finally:
                if collecting:
                    gc.enable()


def _with_numbers(data: dict[str, Any]) -> dict[str, Any]:
    """Undo what JSON does to the numbered states of the parse table: its keys are texts, its pairs are lists."""
    table = data["parser"]["parser"]
    table["states"] = {
        int(state): {int(token): tuple(action) for token, action in actions.items()}
        for state, actions in table["states"].items()
    }
    table["tokens"] = {int(number): name for number, name in table["tokens"].items()}
    return data


_parsers: list[_Parser] = []


def use_tables(tables: str | None) -> bool:
    """Take the parser from kept tables and say whether they served; if not, the one there is stays, or one is built."""
    loaded = _Parser(tables) if tables is not None else None
    if loaded is not None and loaded.lark is not None:
        _parsers[:] = [loaded]
        return True
    _parser()
    return False


def tables() -> str:
    """Return the tables of the parser as JSON text."""
    return _parser().tables()


def prepare() -> None:
    """Compile all that any text may need, for a process that is going to read many, or whose forks are."""
    ready = _parser().lark
    assert ready is not None
    ready.parser.lexer.prepare()


def _parser() -> _Parser:
    if not _parsers:
        _parsers.append(_Parser())
    return _parsers[0]


def parse(
    source: Source, glossary: Glossary | None = None
) -> tuple[ast.Document | None, tuple[Finding, ...]]:  # fmt: skip
    """Read a text; the first mistake of form is the one finding, and then there is no document.

    The ``glossary`` is asked what a mistaken text may have meant.
    """
    refused = unreadable(source) or _bounds(source)
    if refused is not None:
        return None, (refused,)
    parser = _parser()
    try:
        document = parser.parse(source)
    except UnexpectedInput as problem:
        return None, (explain(source, problem, glossary or Nothing()),)
    return replace(document, comments=_comments(source)), ()


def _bounds(source: Source) -> Finding | None:
    """Refuse what is larger or deeper than any treaty, before time is spent on it."""
    if len(source.text) > LARGEST:
        return syntax_error(
            Span(source, 0, 1),
            f"this file has {len(source.text):,} characters; the largest that is read has {LARGEST:,}",
            help="split the draft into several files and `import` them",
        )
    depth = 0
    for match in _DEPTH.finditer(source.text):
        if match["open"]:
            depth += 1
            if depth > DEEPEST:
                return syntax_error(
                    Span(source, match.start(), match.end()),
                    f"braces and parentheses nest deeper than {DEEPEST} levels here",
                    help="close what is open, or move inner parts into articles of their own",
                )
        elif match["close"]:
            depth -= 1
    return None


def _comments(source: Source) -> tuple[ast.Comment, ...]:
    return tuple(
        ast.Comment(Span(source, match.start(), match.end()), match["comment"].rstrip())
        for match in _COMMENT_OR_TEXT.finditer(source.text)
        if match["comment"]
    )
