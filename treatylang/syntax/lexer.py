"""The contextual lexer, without bookkeeping: lines and columns are computed on demand from offsets."""

from __future__ import annotations

import re
from typing import Any

from lark import Token
from lark.exceptions import UnexpectedCharacters
from lark.lexer import (
    BasicLexer,
    ContextualLexer,
    LexerState,
    PatternRE,
    PatternStr,
    Scanner,
    TerminalDef,
    _create_unless,
)

_SPACE = re.compile(r"(?:[ \t\f\r\n]+|#[^\n]*)*")


def _whole(terminal: TerminalDef) -> TerminalDef:
    """Return a terminal that matches its word only where the word ends: ``if``, but not the start of ``ifx``."""
    pattern = terminal.pattern
    if not isinstance(pattern, PatternStr) or not pattern.value[-1].isalpha():
        return terminal
    return TerminalDef(terminal.name, PatternRE(re.escape(pattern.value) + "(?![A-Za-z0-9-])"), terminal.priority)


class _StateLexer(BasicLexer):
    """The tokens that one group of parser states accepts."""

    def _build_scanner(self) -> Scanner:
        """Return what finds the next token: as the library builds it, but compiled once, with whole words."""
        flags, expressions, raw = self.g_regex_flags, self.re, self.use_bytes
        terminals, self.callback = _create_unless(self.terminals, flags, expressions, raw)  # type: ignore[no-untyped-call]
        assert not self.user_callbacks, "the tree builder takes tokens as they are"
        return Scanner([_whole(t) for t in terminals], flags, expressions, raw)  # type: ignore[no-untyped-call]

    def next_token(self, lex_state: LexerState, parser_state: Any = None) -> Token:
        counter = lex_state.line_ctr
        text: str = lex_state.text.text
        # Space and comments first, in one match: half of all tokens would otherwise be made to be thrown away.
        start = _SPACE.match(text, counter.char_pos).end()  # type: ignore[union-attr]  # it matches the empty text
        if start >= len(text):
            counter.char_pos = start
            raise EOFError(self)
        found = self.scanner.match(lex_state.text, start)
        if not found:
            raise UnexpectedCharacters(  # type: ignore[no-untyped-call]  # the library leaves it untyped
                text, start, 0, 0, allowed=self.scanner.allowed_types - self.ignore_types, state=parser_state
            )
        value, kind = found
        end = start + len(value)
        token = Token(kind, value, start, None, None, None, None, end)
        adjust = self.callback.get(kind)
        if adjust is not None:
            token = adjust(token)
        counter.char_pos = end
        lex_state.last_token = token
        return token


class TreatyLexer(ContextualLexer):
    """A contextual lexer that leaves the search for colliding terminals to the tests."""

    BasicLexer = _StateLexer

    def __init__(self, conf: Any, states: Any, always_accept: Any = ()) -> None:
        conf.skip_validation = True
        super().__init__(conf, states, always_accept)

    def prepare(self) -> None:
        """Compile at once what is otherwise compiled when a text first needs it."""
        for lexer in {id(one): one for one in self.lexers.values()}.values():
            assert lexer.scanner  # type: ignore[attr-defined]  # `_StateLexer` has one
