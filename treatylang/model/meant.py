"""What was meant by a word that nobody declares: first what means the same, then what is spelled alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from treatylang.library.states import distance
from treatylang.model.lexicon import Lexicon, Word

PLAIN = "plain"
"""The wording under which a vocabulary gives ordinary words: `plain "help; defend = assist with force";`."""

_FORMS = ("", "-noun", "-taking", "-alone", "-adverb", "-instrument")
_NO_WORDS = frozenset("the a an le la les l un une des du de its their his her".split())
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 6
"""How many words one phrase of ordinary language has at most."""


class Meaning(NamedTuple):
    """A declared word, and how it is written where an ordinary word stood: ``assist with force``."""

    word: Word
    written: str
    rank: int = 0
    """0 for the word itself, 1 for what the vocabulary calls plain, 2 and 3 for its wordings."""


@lru_cache(maxsize=1 << 14)  # every draft with an unknown word asks for the same three thousand wordings
def folded(phrase: str) -> str:
    """Return what phrases are compared by: small letters, no accents, no articles, the singular; joined by hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", phrase) if not unicodedata.combining(c))
    words = [_singular(word) for word in _WORD.findall(plain.casefold())]
    return "-".join([word for word in words if word not in _NO_WORDS] or words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class Thesaurus:
    """The words of a lexicon by what ordinary language calls them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._found: dict[str, list[Meaning]] = {}
        for word in lexicon.words():
            for phrase, meaning in _phrases(word):
                self._found.setdefault(folded(phrase), []).append(meaning)

    def meanings(self, phrase: str, kinds: Iterable[str] = ()) -> tuple[Meaning, ...]:
        """Return the words of some kinds, or of any, that mean what a phrase says; the most exact first."""
        wanted = tuple(kinds)
        found = [one for one in self._found.get(folded(phrase), ()) if not wanted or one.word.kind in wanted]
        ordered = sorted(found, key=lambda one: (one.rank, wanted.index(one.word.kind) if wanted else 0))
        first: dict[str, Meaning] = {}
        for one in ordered:
            first.setdefault(one.written, one)
        return tuple(first.values())

    def meant(self, phrase: str, kinds: Iterable[str] = ()) -> tuple[str, ...]:
        """Return up to three ways to write what a phrase means."""
        found = [one.written for one in self.meanings(phrase, kinds)]
        # `by unanimity` says `unanimity` too.
        return tuple(one for one in found if not any(other.endswith(f" {one}") for other in found))[:3]

    def within(self, words: list[str], kinds: Iterable[str] = ()) -> tuple[int, int, tuple[str, ...]]:
        """Return the longest piece of a run of words that means something, as (first, after the last, meanings).

        A piece that begins with the first word comes before any other. ``(0, 0, ())`` where nothing is found.
        """
        wanted = tuple(kinds)
        for first in range(min(len(words), _LONGEST)):
            for behind in range(min(len(words), first + _LONGEST), first, -1):
                if words[behind - 1].casefold() in _NO_WORDS:
                    continue
                found = self.meant(" ".join(words[first:behind]), wanted)
                if found:
                    return first, behind, found
        return 0, 0, ()

    def spelled(self, name: str, kinds: Iterable[str] = ()) -> tuple[str, ...]:
        """Return up to three declared words of which a name is a slip of the pen, the nearest first."""
        wanted = frozenset(kinds)
        names = {word.name for word in self._lexicon.words() if not wanted or word.kind in wanted}
        most = 0 if len(name) < 4 else 1 if len(name) < 6 else 2
        close = sorted((far, known) for known in names if (far := distance(name, known, most)))
        return tuple(known for far, known in close if far == close[0][0])[:3]


def question(lexicon: Lexicon, phrase: str, *kinds: str) -> str:
    """Return ``did you mean …?`` for a word that is none of some kinds; empty where nothing means it or is near."""
    thesaurus = Thesaurus(lexicon)
    meant = thesaurus.meant(phrase, kinds) or thesaurus.spelled(phrase, kinds)
    return "".join(did_you_mean(meant))


def did_you_mean(near: Iterable[str]) -> tuple[str, ...]:
    """Return the question what was meant, none where nothing is near."""
    words = [f"`{word}`" for word in near]
    listed = " or ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)
    return (f"did you mean {listed}?",) if words else ()


def _phrases(word: Word) -> Iterator[tuple[str, Meaning]]:
    yield word.name, Meaning(word, word.name)
    for entry in _pieces(word.wordings.get(PLAIN, "")):
        phrase, _, written = entry.partition("=")
        yield phrase, Meaning(word, written.strip() or word.name, 1)
    languages = {key for key in word.wordings if "-" not in key and key != PLAIN}
    for language in languages:
        for form in _FORMS:
            wording = word.wordings.get(f"{language}{form}", "")
            if wording:
                yield wording, Meaning(word, word.name, 2)
        for entry in _pieces(word.wordings.get(f"{language}-said", "")):
            if not set(entry) & {"*", "…"}:
                yield entry, Meaning(word, word.name, 3)


def _pieces(text: str) -> Iterator[str]:
    return (piece.strip() for piece in text.split(";") if piece.strip())
