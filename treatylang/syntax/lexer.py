"""The contextual lexer, without bookkeeping: lines and columns are computed on demand from offsets."""

from __future__ import annotations

import re
from typing import Any

from lark import Token
from lark.exceptions import UnexpectedCharacters
from lark.lexer import BasicLexer, ContextualLexer, LexerState, PatternRE, PatternStr, Scanner, TerminalDef

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
        found = super()._build_scanner()
        terminals = [_whole(t) for t in found.terminals]
        return Scanner(terminals, self.g_regex_flags, self.re, self.use_bytes)  # type: ignore[no-untyped-call]

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
