"""Which circumstances of several texts are one: known by who declares them and by their words, not by their name.

Same name and same words are one circumstance (ruling 32). The same name with other words, with another defining
condition, or in the laws of two states alone, is another circumstance: its sense is given by the instrument that
declares it, `@Law.name`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from treatylang.model.instrument import Circumstance, Instrument
from treatylang.model.lexicon import Lexicon
from treatylang.syntax import ast

FACTS = ("circumstance", "judgement", "manner", "relation", "will")
"""The kinds of words that say what is so in a situation."""


@dataclass(frozen=True)
class Sense:
    """One meaning of the name of a circumstance.

    ``key`` is how it is written where the name alone could be either; ``declared`` are the texts that declare it, each
    with its line, in the order in which they were read; empty where only a vocabulary does.
    """

    key: str
    words: str
    kind: str
    condition: ast.Condition | None
    declared: tuple[tuple[Instrument, Circumstance], ...]
    in_vocabulary: bool = False

    @property
    def reference(self) -> str:
        """How it is written where a bare name could be another: `@Law.name`; the vocabulary's has only its name."""
        if self.key.startswith("@") or not self.declared:
            return self.key
        text, one = self.declared[0]
        return f"@{text.name}.{one.name}"

    @property
    def text(self) -> Instrument | None:
        """The text in whose words the defining condition is read."""
        return self.declared[0][0] if self.declared else None


@dataclass(frozen=True)
class Senses:
    """All meanings of the names of circumstances in the texts that are looked at together."""

    by_name: Mapping[str, tuple[Sense, ...]]

    def of(self, name: str, text: Instrument, owner: str = "") -> Sense | None:
        """Return what a bare name means in a text.

        That is its own sense, else that of the owner's law, that of the vocabulary, or the only one there is. ``None``
        where nothing declares it, or where it could be either.
        """
        senses = self.by_name.get(name, ())
        own = [sense for sense in senses if any(one.name == text.name for one, _ in sense.declared)]
        theirs = [sense for sense in senses if owner and any(one.state == owner for one, _ in sense.declared)]
        plain = [sense for sense in senses if sense.in_vocabulary]
        for found in (own, theirs, plain, senses):
            if len(found) == 1:
                return found[0]
        return None

    def named(self, reference: str) -> Sense | None:
        """Return the sense that `@Law.name` refers to, by the reference without its sign."""
        instrument, _, name = reference.partition(".")
        for sense in self.by_name.get(name, ()):
            if any(one.name == instrument for one, _ in sense.declared):
                return sense
        return None

    def several(self, name: str) -> tuple[str, ...]:
        """Return how each sense of a name is written, where there are several; else nothing."""
        senses = self.by_name.get(name, ())
        return tuple(sense.key for sense in senses) if len(senses) > 1 else ()


def senses_of(texts: Iterable[Instrument], lexicon: Lexicon) -> Senses:
    """Return the meanings of all circumstances that the texts declare, the vocabulary's among them."""
    found: dict[str, list[tuple[str, ast.Condition | None, list[tuple[Instrument, Circumstance]]]]] = {}
    for text in texts:
        for one in text.circumstances:
            groups = found.setdefault(one.name, [])
            word = lexicon.get(one.name, *FACTS)
            if not groups and word is not None:
                groups.append((word.say(), None, []))
            for words, condition, members in groups:
                same = one.condition == condition and (one.words == words or not one.words)
                if same and (members or word is not None):
                    members.append((text, one))
                    break
            else:
                groups.append((one.words, one.condition, [(text, one)]))
    by_name = {}
    for name, alike in found.items():
        known = lexicon.get(name, *FACTS) is not None
        groups = [part for group in alike for part in ([group] if known and group is alike[0] else _by_owner(*group))]
        by_name[name] = tuple(
            Sense(
                name if len(groups) == 1 or (known and index == 0) else f"@{members[0][0].name}.{name}",
                words,
                _kind(members),
                condition,
                tuple(members),
                known and index == 0,
            )
            for index, (words, condition, members) in enumerate(groups)
        )
    return Senses(by_name)


def parted(owners: Sequence[str], of: Iterable[str], condition: ast.Condition | None) -> bool:
    """Return whether texts in which one name has the same words speak of several things: each law of its own state.

    ``owners`` are the states of their laws, empty for a treaty, which makes them one; ``of`` is whose the circumstance
    is by its line. What is somebody's anyway (`of state`), or defined by a condition, is told apart by that.
    """
    return len(set(owners)) > 1 and all(owners) and not any(of) and condition is None


def _by_owner(
    words: str, condition: ast.Condition | None, members: list[tuple[Instrument, Circumstance]]
) -> list[tuple[str, ast.Condition | None, list[tuple[Instrument, Circumstance]]]]:
    """Part what the laws of several states declare in the same words."""
    owners = [text.state for text, _ in members]
    if not parted(owners, (one.owner for _, one in members), condition):
        return [(words, condition, members)]
    return [(words, condition, [one for one in members if one[0].state == who]) for who in dict.fromkeys(owners)]


def _kind(members: list[tuple[Instrument, Circumstance]]) -> str:
    return next((one.kind for _, one in members if one.kind), "")
