"""The languages of treaty texts: one file each; the file's name is the code of the language."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from treatylang.documents.languages.grammar import Grammar

_NOT_LANGUAGES = frozenset({"grammar"})


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages in which sentences can be written."""
    return tuple(sorted(m.name for m in iter_modules(__path__) if m.name not in _NOT_LANGUAGES and "_" not in m.name))


@cache
def grammar(code: str) -> Grammar | None:
    """Return the grammar of a language, ``None`` where sentences cannot be written in it yet."""
    if code not in languages():
        return None
    found = import_module(f"{__name__}.{code}").GRAMMAR
    return found if isinstance(found, Grammar) else None
