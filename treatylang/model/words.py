"""What a name means in one instrument: a party, a label, a word of the vocabulary, a state, another instrument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from treatylang.model.instrument import Labelled
from treatylang.model.lexicon import Lexicon, Word


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for.

    ``kind`` is state, label, word, instrument or text (a quoted name that nothing declares: an organ, a thing);
    ``name`` the usual name of the state, the label, the word, the instrument, or the text.
    """

    kind: str
    name: str
    label: Labelled | None = None
    word: Word | None = None


@dataclass(frozen=True)
class Names:
    """The names of one instrument, and what they mean there."""

    labels: Mapping[str, Labelled]
    aliases: Mapping[str, str]
    lexicon: Lexicon
    instruments: frozenset[str]
    circumstances: frozenset[str] = frozenset()
    """Circumstances that the laws and treaties beside this instrument declare: a draft may name them too."""
    unclear: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Those that several texts declare in other words, each with the names of the texts and their states."""

    def meaning(self, name: str, *, quoted: bool = False) -> Meaning | None:
        """Return what a bare or quoted name means; ``None`` for a bare name that nothing declares."""
        if name in self.aliases:
            return Meaning("state", self.aliases[name])
        label = self.labels.get(name)
        if label is not None:
            return Meaning("label", name, label=label)
        if not quoted:
            word = self.lexicon.get(name)
            if word is not None:
                return Meaning("word", name, word=word)
            if name in self.circumstances:
                return Meaning("circumstance", name)
            if name in self.instruments:
                return Meaning("instrument", name)
        state = self.lexicon.state(name)
        if state is not None:
            return Meaning("state", state)
        return Meaning("text", name) if quoted else None

    def reference(self, target: str) -> Meaning | None:
        """Return what ``@target`` refers to; ``None`` if it leads nowhere in what is loaded here."""
        if target in self.labels:
            return Meaning("label", target, label=self.labels[target])
        instrument = target.split(".", 1)[0]
        if instrument in self.instruments:
            return Meaning("instrument", target)
        return None
