"""What words and texts of a library mean, worked out once for all drafts that a process reads beside them.

Texts that are not changed by a protocol mean the same beside every draft that is read with the same words, as long as
the names in them stand for the same things there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from treatylang.model.instrument import Instrument
from treatylang.model.lexicon import Lexicon, Word
from treatylang.syntax import ast

MOST = 2000
"""How many texts are kept; then all is forgotten."""

Unclear = Mapping[str, tuple[tuple[str, str], ...]]
"""Circumstances that several texts declare in other words, with these texts and their states."""

_NAME = re.compile(r"[^\W\d][\w-]*")
_USE = re.compile(r"\buse\s+clause\b")


@dataclass(frozen=True)
class Beside:
    """What the meaning of a text depends on besides its own words: words, other texts, what these declare."""

    lexicon: Lexicon
    known: frozenset[str]
    declared: frozenset[str]
    unclear: Unclear


_texts: dict[tuple[object, ...], tuple[ast.Node, Lexicon, Instrument]] = {}
_named: dict[int, tuple[ast.Document, frozenset[str] | None]] = {}
_lexicons: dict[tuple[int, ...], tuple[tuple[ast.Document, ...], Lexicon]] = {}


def known_text(
    document: ast.Document, node: ast.InstrumentNode, beside: Beside, read: Callable[[], Instrument]
) -> Instrument:
    """Return what a text of the library means, read now if it was not read in the same surroundings before."""
    names = _names_in(document)
    if names is None:
        return read()
    unclear = tuple((name, beside.unclear[name]) for name in sorted(names & beside.unclear.keys()))
    # Things that are known by their identity are kept, so that none can come to lie in the place of another.
    key = (id(node), id(beside.lexicon), names & beside.known, names & beside.declared, unclear)
    found = _texts.get(key)
    if found is None:
        if len(_texts) >= MOST:
            _texts.clear()
        found = _texts[key] = (node, beside.lexicon, read())
    return found[2]


def known_words(library: Sequence[ast.Document], read: Callable[[], list[Word]]) -> Lexicon:
    """Return the words of a library, read now if its vocabularies were not read together before."""
    documents = tuple(one for one in library if any(isinstance(item, ast.Vocabulary) for item in one.items))
    key = tuple(map(id, documents))
    found = _lexicons.get(key)
    if found is None:
        if len(_lexicons) >= MOST // 100:
            _lexicons.clear()
        found = _lexicons[key] = (documents, Lexicon().extended(read()))
    return found[1]


def _names_in(document: ast.Document) -> frozenset[str] | None:
    """Return all names in a document, ``None`` where clauses that stand elsewhere may bring in more."""
    found = _named.get(id(document))
    if found is None:
        if len(_named) >= MOST:
            _named.clear()
        text = document.source.text
        names = None if _USE.search(text) else frozenset(_NAME.findall(text))
        found = _named[id(document)] = (document, names)
    return found[1]
