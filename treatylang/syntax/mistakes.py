"""Mistakes of form, told in a drafter's words: what was read, what was expected here, an example of the right form."""

from __future__ import annotations

from lark.exceptions import UnexpectedInput, UnexpectedToken

from treatylang.findings import Finding, Severity
from treatylang.source import Source, Span
from treatylang.syntax import habits, signs, slips
from treatylang.syntax.characters import improper
from treatylang.syntax.excerpt import Excerpt, Slip
from treatylang.syntax.expectations import general
from treatylang.syntax.glossary import Glossary, Nothing
from treatylang.syntax.provisions import article_heading

_DASHES = ("–", "—")


def syntax_error(span: Span, message: str, *, help: str = "") -> Finding:
    """Return the finding of a mistake of form at ``span``."""
    return Finding("syntax-error", Severity.ERROR, message, span, help=(help,) if help else ())


def unreadable(source: Source) -> Finding | None:
    """Return what is wrong with the characters of a text themselves, ``None`` if nothing is."""
    slip = improper(source.text)
    if slip is None:
        return None
    if source.text[slip.start : slip.end] in _DASHES:
        slip = article_heading(Excerpt(source.text, slip.start, frozenset(), Nothing())) or slip
    return _finding(source, slip)


def explain(source: Source, problem: UnexpectedInput, glossary: Glossary) -> Finding:
    """Return the finding for the place at which the parser could not go on."""
    excerpt = Excerpt(source.text, _offset(source, problem), _wanted(problem), glossary)
    for recognise in (*habits.AT_FIRST, *signs.SLIPS, *habits.SLIPS, *slips.SLIPS, *habits.AT_LAST, general):
        slip = recognise(excerpt)
        if slip is not None:
            return _finding(source, slip)
    raise AssertionError("the last of them always answers")


def _finding(source: Source, slip: Slip) -> Finding:
    return syntax_error(Span(source, slip.start, slip.end), slip.message, help=slip.help)


def _offset(source: Source, problem: UnexpectedInput) -> int:
    if isinstance(problem, UnexpectedToken) and problem.token.type == "$END":
        return len(source.text)
    return problem.pos_in_stream or 0


def _wanted(problem: UnexpectedInput) -> frozenset[str]:
    """Return what the parser would have read: words and signs as they are written, kinds of words by their name."""
    parser = getattr(problem, "interactive_parser", None)
    if parser is None:
        return frozenset()
    terminals = parser.lexer_thread.lexer.root_lexer.terminals_by_name
    names = parser.accepts()
    return frozenset(
        terminals[name].pattern.value if name in terminals and terminals[name].pattern.type == "str" else name
        for name in names
    ) - {"$END"} | ({"END"} if "$END" in names else frozenset())
