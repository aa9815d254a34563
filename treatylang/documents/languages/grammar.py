"""What a language of treaties must supply: nouns, determiners, sentence forms, and how its verbs and articles go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

TIME_UNITS = {
    "minute": "minute",
    "minutes": "minute",
    "hour": "hour",
    "hours": "hour",
    "day": "day",
    "days": "day",
    "week": "week",
    "weeks": "week",
    "month": "month",
    "months": "month",
    "year": "year",
    "years": "year",
}
"""The units of time that a sentence may name, and what each is called in the locale data."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun in both numbers; ``gender`` is what its determiners agree with (empty where the language has none)."""

    one: str
    many: str
    gender: str = ""


@dataclass(frozen=True)
class Grammar:
    """One language.

    ``locale`` is what babel calls it. ``determiners`` maps ``any other`` (and ``any other f`` where gender counts,
    ``any object`` where it is another one after a verb or preposition) to a form around the noun. ``forms`` has every
    sentence form by name, ``slots`` the form of each preposition, ``clauses`` the sentences of the final clauses,
    ``titles`` the titles of their articles, ``words`` single words and switches. ``instruments`` says, by a word of the
    English title, what the text calls itself instead of *this Treaty*.

    Pairs of pattern and replacement: ``plurals`` rewrites wording about one bearer for several (*its* to *their*),
    ``masculine`` what the forms say of Parties, where those are feminine, for a bearer that is not, ``negated`` the
    object of a sentence that denies.

    The functions: ``spelled`` and ``ordinal`` write numbers in words, as far as treaties do; ``act`` makes a noun of an
    act, an infinitive; ``earlier`` and ``perfect`` put it after *before* and *after*; ``predicate`` puts the modal to
    each of several acts; ``reciprocal`` and ``transitive`` give an act *each other* or any other object; ``definite``,
    ``indefinite``, ``some`` (of *the*: *a*) and ``stripped`` deal with articles, ``topic`` with those of a subject,
    ``founded`` with those of what is established; ``agree`` bends an adjective for a gender; ``denied`` denies a
    clause, where it can; ``finish`` contracts, elides and spaces a sentence.
    """

    code: str
    locale: str
    direction: str
    nouns: Mapping[str, Noun]
    determiners: Mapping[str, str]
    forms: Mapping[str, str]
    slots: Mapping[str, str]
    plurals: Sequence[tuple[str, str]]
    masculine: Sequence[tuple[str, str]]
    clauses: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]
    words: Mapping[str, str]
    instruments: Mapping[str, Sequence[tuple[str, str]]]
    spelled: Callable[[int], str]
    ordinal: Callable[[int], str]
    act: Callable[[str], str]
    perfect: Callable[[str], str]
    predicate: Callable[[str, Sequence[str], bool, bool], list[str]]
    reciprocal: Callable[[str], str]
    transitive: Callable[[str], str]
    topic: Callable[[str], str]
    agree: Callable[[str, str], str]
    denied: Callable[[str], str]
    unquoted: Callable[[str], str]
    earlier: Callable[[str], str]
    negated: Sequence[tuple[str, str]]
    definite: Callable[[str], str]
    indefinite: Callable[[str], str]
    some: Callable[[str], str]
    stripped: Callable[[str], str]
    founded: Callable[[str], str]
    plural: Callable[[str], bool]
    feminine: Callable[[str], bool]
    day: Callable[[str], str]
    finish: Callable[[str], str]
