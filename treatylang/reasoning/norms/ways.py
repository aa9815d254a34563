"""The least acts by which an act is done: what a duty leaves to choose from, and what a ban has to close."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from treatylang.model.lexicon import Lexicon

# Every duty is held against every procedure, and there are few acts: each is looked up once for a vocabulary.
_WAYS: WeakKeyDictionary[Lexicon, dict[str, frozenset[str]]] = WeakKeyDictionary()
_CALLED: WeakKeyDictionary[Lexicon, dict[str, frozenset[str]]] = WeakKeyDictionary()


def ways(lexicon: Lexicon, act: str) -> frozenset[str]:
    """Return the least acts by which an act is done; the name of a wider word stands for its unnamed remainder."""
    known = _WAYS.setdefault(lexicon, {})
    if act not in known:
        known[act] = frozenset(
            name
            for name in lexicon.narrower(act)
            if (word := lexicon.get(name, "act")) is not None and not (word.exactly and len(lexicon.narrower(name)) > 1)
        ) or frozenset({act})
    return known[act]


def called_for(lexicon: Lexicon, way: str) -> frozenset[str]:
    """Return what doing an act for another state may call for besides: force abroad, forces that are deployed there.

    The vocabulary says so with ``ceiling``. An approval that comes before the one is waited for by the other.
    """
    known = _CALLED.setdefault(lexicon, {})
    if way not in known:
        words = (lexicon.get(wide, "act") for wide in lexicon.wider(way))
        called = (word.ceiling for word in words if word is not None and word.ceiling)
        known[way] = frozenset(one for act in called for one in ways(lexicon, act))
    return known[way]
