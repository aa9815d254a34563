"""How it is said that the library holds no law of a state, or none on some subjects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.explanation.citation import the
from treatylang.reasoning.explanation.witness import listed
from treatylang.reasoning.norms.knowledge import Unheld

NOT_KNOWN = "not known"
"""The verdict where the law that could decide is not held; in words and in data."""


def subjects(lexicon: Lexicon, names: Iterable[str]) -> str:
    """Return subjects in words: ``the use of force and alliances``."""
    words = (lexicon.get(name, "subject") for name in names)
    return listed(word.say() for word in words if word is not None)


def no_law(lexicon: Lexicon, found: Unheld) -> str:
    """Say what is not held of a state's law: ``no law of Fiji``, ``no law of Fiji on alliances``."""
    if found.bare:
        return f"no law of {the(found.state)}{' in force on that day' if found.dated else ''}"
    return f"no law of {the(found.state)} on {subjects(lexicon, found.subjects)}"


def not_held(lexicon: Lexicon, groups: Mapping[tuple[str, ...], Iterable[str]]) -> str:
    """Say of which states no law is held on what; ``groups`` maps subjects to the states whose law is missing."""
    return ", and ".join(
        f"{'none' if number else 'no law'} of {listed(map(the, states))} on {subjects(lexicon, names)}"
        for number, (names, states) in enumerate(groups.items())
    )
