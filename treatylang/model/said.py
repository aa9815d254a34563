"""What a piece of agreed wording says, as far as words tell: acts, the force of modal verbs, numbers, days, states.

Nothing is parsed: the wording is looked at through the wordings of the vocabulary. What is not found there may still be
said in other words; whoever asks has to take that as a doubt.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import product

from babel.dates import format_date

from treatylang.library import states
from treatylang.library.numerals import SPELLED
from treatylang.model.lexicon import Lexicon, Word
from treatylang.model.modality import Modality

FORCES: Mapping[Modality, str] = {
    Modality.SHALL: "obliges",
    Modality.NEED: "obliges",
    Modality.SHALL_NOT: "forbids",
    Modality.SHOULD_NOT: "forbids",
    Modality.MAY: "permits",
    Modality.NEED_NOT: "waives",
    Modality.SHOULD: "recommends",
}
"""The word of the vocabulary for what each modal verb does."""

_LOCALES = {"en": "en_GB", "fr": "fr_FR"}
_COMMON = frozenset(
    "with that from their other another against this into upon which those when where such each both common"
    " avec pour dans leur autre contre cette aux des une sur par leurs".split()
)
"""Words that say nothing of an act by themselves."""
_QUALIFYING = frozenset("armed armée imminent imminente nuclear".split())
"""Words that say which event it is, and not that there is one."""
_UNITS = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "month": -1, "year": -12}
"""Units of time in minutes; months and years, whose length varies, in months below zero."""
_ORDER = ("waives", "forbids", "permits", "recommends", "obliges")
"""Forces from the most particular: *shall not* is looked for before *shall*."""


class Wording:
    """A piece of agreed wording in one language, its references already replaced by what they stand for."""

    def __init__(self, text: str, language: str, lexicon: Lexicon) -> None:
        self.text = unicodedata.normalize("NFKC", text).replace("'", "’")
        self.language = language
        self.lexicon = lexicon

    @property
    def known(self) -> bool:
        """Whether the vocabulary has the modal verbs of the language, so that anything can be told."""
        return any(self._forms(word) for word in self.lexicon.words("modality"))

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return tuple(re.findall(r"[^\W\d_]+", self.text.casefold()))

    # -- modal verbs --

    def _forms(self, word: Word) -> tuple[str, ...]:
        return tuple(
            piece.strip() for piece in word.wordings.get(f"{self.language}-said", "").split(";") if piece.strip()
        )

    @cached_property
    def forces(self) -> Counter[str]:
        """How many modal verbs of each force the wording has."""
        left = self.text.casefold()
        found: Counter[str] = Counter()
        for name in _ORDER:
            word = self.lexicon.get(name, "modality")
            if word is None:
                continue
            for form in self._forms(word):
                left, count = re.subn(_pattern(form), " · ", left)
                found[name] += count
        return found

    @property
    def bare_verbs(self) -> bool:
        """Whether the language obliges by a plain verb too: *les Parties font rapport*."""
        word = self.lexicon.get("obliges", "modality")
        return word is not None and f"{self.language}-bare" in word.wordings

    # -- words --

    def says(self, word: Word) -> bool:
        """Return whether one of the wordings of a word is in the wording, in whatever form its words are bent."""
        keys = (
            self.language,
            *(f"{self.language}-{form}" for form in ("noun", "taking", "alone", "adverb", "with-against")),
        )
        wordings = [word.wordings[key] for key in keys if key in word.wordings]
        wordings += [piece.strip() for piece in word.wordings.get(f"{self.language}-said", "").split(";")]
        return any(self._holds(wording) for wording in wordings if wording)

    def _holds(self, wording: str) -> bool:
        content = [w for w in re.findall(r"[^\W\d_]+", wording.casefold().replace("'", "’")) if w not in _COMMON]
        content = [w for w in content if len(w) > 3] or content
        return bool(content) and all(any(_alike(word, other) for other in self._words) for word in content)

    def says_event(self, word: Word) -> bool:
        """Return whether an event, or a wider one, is spoken of: *attacked* speaks of an armed attack."""
        names = self.lexicon.wider(word.name)
        for name in names:
            one = self.lexicon.get(name, "event")
            wording = one.wordings.get(self.language, "") if one is not None else ""
            words = re.findall(r"[^\W\d_]+", wording.casefold())
            heads = [w for w in words if len(w) > 3 and w not in _COMMON | _QUALIFYING]
            if any(_alike(head, other) for head in heads for other in self._words):
                return True
            if one is not None and self.says(one):
                return True
        return False

    # -- numbers, days, states --

    @cached_property
    def _numbers(self) -> frozenset[str]:
        found = set(re.findall(r"\d+(?:[.,]\d+)?", self.text))
        spell = SPELLED.get(self.language)
        if spell is not None:
            lower = f" {self.text.casefold()} "
            for number in range(1, 100):
                word = spell(number)
                if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", lower):
                    found.add(str(number))
        return frozenset(found)

    def says_number(self, number: str) -> bool:
        """Return whether a number stands there, in figures or in words."""
        return number in self._numbers

    def says_time(self, number: str, unit: str, said_as: Mapping[str, str]) -> bool:
        """Return whether a length of time is said, in its own unit or in another of the same length.

        ``said_as`` maps the names of units in the language (*days*) to the units of sentences (``day``).
        """
        if not number.isdigit():
            return self.says_number(number)
        wanted = int(number) * _UNITS.get(unit, 0)
        for other, (name, known) in product(self._numbers, said_as.items()):
            if other.isdigit() and int(other) * _UNITS.get(known, 0) == wanted and self._together(other, name):
                return True
        return False

    def _together(self, number: str, unit: str) -> bool:
        spell = SPELLED.get(self.language)
        words = [number, spell(int(number)) if spell is not None else ""]
        said = "|".join(re.escape(word) for word in words if word)
        return (
            re.search(rf"(?<![\w-])(?:{said})[\s-]+(?:\([^)]*\)\s*)?{re.escape(unit)}", self.text.casefold())
            is not None
        )

    def says_day(self, day: date) -> bool:
        """Return whether a date stands there, as figures or as the language writes it."""
        if day.isoformat() in self.text:
            return True
        locale = _LOCALES.get(self.language, self.language)
        try:
            long = format_date(day, "long", locale)
            month = format_date(day, "MMMM", locale)
        except (LookupError, ValueError):
            return False
        text = self.text.casefold()
        if long.casefold() in text:
            return True
        parts = month.casefold() in text and str(day.year) in text
        return parts and re.search(rf"(?<!\d){day.day}(?!\d)", text) is not None

    def says_state(self, name: str, also: Iterable[str] = ()) -> bool:
        """Return whether a state is named, by any of its names or by what the text calls it."""
        known = states.find(name)
        names = {name, *also}
        if known is not None:
            names |= {known.name, known.official, known.fr, *known.aliases}
        text = self.text.replace("’", "'")
        every = "|".join(re.escape(one.replace("’", "'")) for one in names)
        return re.search(rf"(?<!\w)(?:{every})(?!\w)", text, re.IGNORECASE) is not None


def _pattern(form: str) -> str:
    """Return a form of a modal verb as a pattern: ``…`` is up to six words, ``*`` any letters."""
    pieces = []
    for word in form.split():
        if word == "…":
            pieces.append(r"(?:[^\s.;]+\s+){0,6}?")
            continue
        joined = re.escape(word).replace(r"\*", r"\w*").replace("…", r"(?:[^\s.;]+\s+){0,6}?")
        pieces.append(joined + (r"\s*" if word.endswith(("’", "…")) else r"\b\s*"))
    body = "".join(pieces)
    return rf"(?<![\w’]){body}" if not form.startswith("*") else rf"(?<!\w){body}"


def _alike(one: str, other: str) -> bool:
    """Return whether two words are forms of one: *assist* and *assistance*, *use* and *using*."""
    short, long = sorted((one, other), key=len)
    if len(short) < 4:
        return long.startswith(short.rstrip("e") or short) and len(long) <= len(short) + 3
    common = 0
    while common < len(short) and short[common] == long[common]:
        common += 1
    return common >= 4 and common >= 0.7 * len(short)
