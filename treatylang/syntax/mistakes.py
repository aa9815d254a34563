"""Mistakes of form, told in a drafter's words: what was read, what was expected here, an example of the right form."""

from __future__ import annotations

from lark.exceptions import UnexpectedInput

from treatylang.findings import Finding, Severity
from treatylang.source import Source, Span


def syntax_error(span: Span, message: str, *, help: str = "") -> Finding:
    """Return the finding of a mistake of form at ``span``."""
    return Finding("syntax-error", Severity.ERROR, message, span, help=(help,) if help else ())


def unreadable(source: Source) -> Finding | None:
    """Return what is wrong with the characters of a text themselves, ``None`` if nothing is."""
    return None


def explain(source: Source, problem: UnexpectedInput) -> Finding:
    """Return the finding for the place at which the parser could not go on."""
    offset = problem.pos_in_stream or 0
    return syntax_error(Span(source, offset, offset + 1), "this cannot be read here")
