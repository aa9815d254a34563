"""The contextual lexer: a word is read once and looked up, for few of the many words of the language differ in form.

The library finds the next token with one regular expression for each group of parser states: all the words that may
stand there, one beside the other. A short text needs a hundred of them, and to compile them takes longer than to read
it. Here a word is read by its form, whatever stands there, and the words that are accepted are a dictionary; names,
numbers, angles and texts keep their patterns, compiled once for all states. Which token is found is the same.
Lines and columns are computed on demand from offsets.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, cached_property
from typing import Any

from lark import Token
from lark.exceptions import UnexpectedCharacters
from lark.lexer import BasicLexer, ContextualLexer, LexerState, PatternStr, TerminalDef

_SPACE = re.compile(r"(?:[ \t\f\r\n]+|#[^\n]*)*")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")
"""The form of all words of the language, and of names."""

_Match = Callable[[str, int], "re.Match[str] | None"]


@cache
def _pattern(expression: str) -> _Match:
    return re.compile(expression).match


@cache
def _is_also(expression: str, word: str) -> bool:
    """Say whether a pattern matches the whole of a word: then the pattern reads it, and the word gives it its kind."""
    found = _pattern(expression)(word, 0)
    return found is not None and found.end() == len(word)


class _StateLexer(BasicLexer):
    """The tokens that one group of parser states accepts."""

    @cached_property
    def _patterns(self) -> list[tuple[str, _Match, frozenset[str]]]:
        """What is no word of the language, in the order in which it is tried: kind, pattern, how it may begin.

        A pattern without beginnings may begin with any character.
        """
        found = []
        for terminal in self.terminals:
            expression = terminal.pattern.to_regexp()
            if terminal.name not in self.ignore_types and not _is_word(terminal):
                found.append((terminal.name, _pattern(expression), _beginnings(terminal)))
        return found

    @cached_property
    def _words(self) -> dict[str, tuple[str, bool]]:
        """Word → its kind, and whether a hyphen may follow: one that could be a name is read as a name would be."""
        names = [terminal for terminal in self.terminals if not isinstance(terminal.pattern, PatternStr)]
        return {
            word.pattern.value: (
                word.name,
                any(
                    name.priority == word.priority and _is_also(name.pattern.to_regexp(), word.pattern.value)
                    for name in names
                ),
            )
            for word in self.terminals
            if _is_word(word)
        }

    def allowed(self) -> set[str]:
        """Return the kinds of token that may stand here; words that could be names go with them."""
        kinds = {kind for kind, _, _ in self._patterns}
        return kinds | {kind for kind, as_name in self._words.values() if not as_name}

    def found(self, text: str, start: int) -> tuple[str, int] | None:
        """Return the kind of the token that starts here and where it ends; nothing where none does."""
        word = _WORD.match(text, start)
        if word is not None:
            end = word.end()
            kind, as_name = self._words.get(word[0], ("", False))
            if kind and (as_name or text[end : end + 1] != "-"):
                return kind, end
        first = text[start]
        for kind, pattern, beginnings in self._patterns:
            if not beginnings or first in beginnings:
                found = pattern(text, start)
                if found is not None:
                    return kind, found.end()
        return None

    def next_token(self, lex_state: LexerState, parser_state: Any = None) -> Token:
        counter = lex_state.line_ctr
        text: str = lex_state.text.text
        # Space and comments first, in one match: half of all tokens would otherwise be made to be thrown away.
        start = _SPACE.match(text, counter.char_pos).end()  # type: ignore[union-attr]  # it matches the empty text
        if start >= len(text):
            counter.char_pos = start
            raise EOFError(self)
        found = self.found(text, start)
        if found is None:
            raise UnexpectedCharacters(  # type: ignore[no-untyped-call]  # the library leaves it untyped
                text, start, 0, 0, allowed=self.allowed(), state=parser_state
            )
        kind, end = found
        token = Token(kind, text[start:end], start, None, None, None, None, end)
        counter.char_pos = end
        lex_state.last_token = token
        return token


def _is_word(terminal: TerminalDef) -> bool:
    return isinstance(terminal.pattern, PatternStr) and _WORD.fullmatch(terminal.pattern.value) is not None


def _beginnings(terminal: TerminalDef) -> frozenset[str]:
    """Return how a terminal may begin, where that is plain to see: marks."""
    return frozenset(terminal.pattern.value[:1] if isinstance(terminal.pattern, PatternStr) else "")


class TreatyLexer(ContextualLexer):
    """A contextual lexer that leaves the search for colliding terminals to the tests."""

    BasicLexer = _StateLexer

    def __init__(self, conf: Any, states: Any, always_accept: Any = ()) -> None:
        conf.skip_validation = True
        assert not conf.callbacks, "the tree builder takes tokens as they are"
        super().__init__(conf, states, always_accept)

    def prepare(self) -> None:
        """Work out at once what is otherwise worked out when a text first needs it."""
        for lexer in {id(one): one for one in self.lexers.values()}.values():
            assert isinstance(lexer, _StateLexer)
            lexer.allowed()
