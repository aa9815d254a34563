"""A declared word explained: its place in the order of meaning, what ordinary language calls it, a sentence with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from treatylang.library.kinds import kinds
from treatylang.library.silence import silent_words
from treatylang.model.lexicon import Lexicon, Word
from treatylang.model.meant import PLAIN, Thesaurus, folded

EXAMPLE = "example"
"""The wording under which a vocabulary gives a sentence with a word."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A word with what is to be known of it.

    ``above`` are the words that it is directly a kind of, ``below`` those that are directly a kind of it; ``plain`` is
    what ordinary language calls it, with how that is written where it is more than the word; ``silent`` is why
    nothing is computed from it, empty where something is.
    """

    word: Word
    above: tuple[str, ...]
    below: tuple[str, ...]
    plain: tuple[str, ...]
    example: str
    silent: str


def explain(lexicon: Lexicon, word: Word) -> Explained:
    """Return what is to be known of a word."""
    below = [one.name for one in lexicon.words(word.kind) if word.name in one.wider]
    plain = [" ".join(entry.split()) for entry in word.wordings.get(PLAIN, "").split(";") if entry.strip()]
    silent = silent_words().get((word.kind, word.name))
    above = tuple(name for name in word.wider if lexicon.get(name, word.kind) is not None)
    return Explained(word, above, tuple(below), tuple(plain), example(word), silent.why if silent is not None else "")


def example(word: Word) -> str:
    """Return a sentence with a word: its own, or that of its kind."""
    own = word.wordings.get(EXAMPLE)
    if own is not None:
        return own
    kind = kinds().get(word.kind)
    slot = (word.takes or ("on",))[0]
    if kind is None:
        return word.name
    return kind.example.replace("{word}", word.name).replace("{slot}", slot).replace("{said}", word.say())


def in_order(lexicon: Lexicon, kind: str) -> Iterator[tuple[int, Word]]:
    """Yield the words of a kind with their depth in the order of meaning: each below the first that it is a kind of."""
    words = lexicon.words(kind)
    names = {word.name for word in words}
    below: dict[str, list[Word]] = {}
    for word in words:
        below.setdefault(next((name for name in word.wider if name in names), ""), []).append(word)
    stack = [(0, word) for word in reversed(below.get("", []))]
    seen: set[str] = set()
    while stack:
        depth, word = stack.pop()
        if word.name in seen:
            continue
        seen.add(word.name)
        yield depth, word
        stack += [(depth + 1, one) for one in reversed(below.get(word.name, []))]
    # Words that are a kind of each other hang below nothing.
    yield from ((0, word) for word in words if word.name not in seen)


def alike(lexicon: Lexicon, phrase: str, kind: str = "") -> tuple[tuple[str, Word], ...]:
    """Return the words that a phrase may mean, each with how it is written there.

    First those that mean it, then those whose definition or wording has all its words, then those spelled alike.
    """
    thesaurus = Thesaurus(lexicon)
    wanted = (kind,) if kind else ()
    found = {(one.written, one.word.kind): (one.written, one.word) for one in thesaurus.meanings(phrase, wanted)}
    parts = set(folded(phrase).split("-"))
    for word in lexicon.words(kind):
        said = " ".join((word.name, word.definition, word.say(), word.wordings.get(PLAIN, "")))
        if parts and parts <= set(folded(said).split("-")):
            found.setdefault((word.name, word.kind), (word.name, word))
    for name in thesaurus.spelled("-".join(phrase.split()), wanted):
        for word in lexicon.words(kind):
            if word.name == name:
                found.setdefault((name, word.kind), (name, word))
    return tuple(found.values())
