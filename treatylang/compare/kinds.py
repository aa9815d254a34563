"""The kinds of change: for each its sentence, its effect and what decides how much it matters. A new kind goes here.

A sentence is filled with ``where`` (the place), ``old`` and ``new`` (the words that differ) and ``what`` (what is
spoken of). An entry without an area serves all areas that have none of their own.
"""

from __future__ import annotations

# ruff: noqa: E501  # a table reads best with one entry on a line
from collections.abc import Mapping
from dataclasses import dataclass

from treatylang.compare.changes import EDITORIAL, REVIEW, SUBSTANTIVE

SITUATIONS, ALWAYS, PEOPLE, NEVER = "situations", "always", "people", "never"
"""What decides: whether a situation is decided differently; always substantive; people; never more than editorial."""

LEAST: Mapping[str, str] = {ALWAYS: SUBSTANTIVE, PEOPLE: REVIEW, NEVER: EDITORIAL}

UNCHANGED = "no situation is decided differently"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change in the registry."""

    sentence: str
    effect: str
    decides: str = SITUATIONS


_SET = "{where}: {old} became {new}"

KINDS: Mapping[tuple[str, str, str], Kind] = {
    # -- sentences as a whole --
    ("obligation", "existence", "add"): Kind("{where}: a new sentence, {new}", "more is laid down than before"),
    ("obligation", "existence", "remove"): Kind("{where}: the sentence {old} is gone", "less is laid down than before"),
    ("exception", "existence", "add"): Kind("{where}: a new waiver, {new}", "less has to be done than before"),
    ("exception", "existence", "remove"): Kind("{where}: the waiver {old} is gone", "more has to be done than before"),
    ("", "existence", "add"): Kind("{where}: added, {new}", "the text says more than before"),
    ("", "existence", "remove"): Kind("{where}: removed, {old}", "the text says less than before"),
    ("", "modality", "strengthen"): Kind(_SET, "the words bind more than before"),
    ("", "modality", "weaken"): Kind(_SET, "the words bind less than before"),
    ("", "modality", "change"): Kind(_SET, "the words bind in another way"),
    ("", "act", "strengthen"): Kind(_SET, "more is asked, forbidden or allowed"),
    ("", "act", "weaken"): Kind(_SET, "less is asked, forbidden or allowed"),
    ("", "act", "change"): Kind(_SET, "something else is asked, forbidden or allowed"),
    ("", "floor", "strengthen"): Kind(_SET, "what must at least be done is more"),
    ("", "floor", "weaken"): Kind(_SET, "what must at least be done is less, or gives way sooner"),
    ("", "floor", "change"): Kind(_SET, "what must at least be done is something else"),
    ("", "ceiling", "strengthen"): Kind(_SET, "more may be called for; the least that is owed is the same"),
    ("", "ceiling", "weaken"): Kind(_SET, "less may be called for; the least that is owed is the same"),
    ("", "ceiling", "change"): Kind(_SET, "something else may be called for; the least that is owed is the same"),
    # -- who, for whom, when, where --
    ("", "bearer", "widen"): Kind(_SET, "it binds in more situations, or binds more parties"),
    ("", "bearer", "narrow"): Kind(_SET, "it binds in fewer situations, or binds fewer parties"),
    ("", "bearer", "change"): Kind(_SET, "it binds others than before"),
    ("", "beneficiary", "widen"): Kind(_SET, "it works for more than before"),
    ("", "beneficiary", "narrow"): Kind(_SET, "it works for fewer than before"),
    ("", "beneficiary", "change"): Kind(_SET, "it works for others than before"),
    ("", "condition", "widen"): Kind(_SET, "it applies in more situations"),
    ("", "condition", "narrow"): Kind(_SET, "it applies in fewer situations"),
    ("", "condition", "change"): Kind(_SET, "it applies in other situations"),
    ("", "threshold", "widen"): Kind(_SET, "it is reached in more situations"),
    ("", "threshold", "narrow"): Kind(_SET, "it is reached in fewer situations"),
    ("", "threshold", "change"): Kind(_SET, "it is reached in other situations"),
    ("", "scope", "widen"): Kind(_SET, "it reaches further"),
    ("", "scope", "narrow"): Kind(_SET, "it reaches less far"),
    ("", "scope", "change"): Kind(_SET, "it reaches elsewhere"),
    ("", "duration", "strengthen"): Kind(_SET, "there is less time"),
    ("", "duration", "weaken"): Kind(_SET, "there is more time"),
    ("", "duration", "widen"): Kind(_SET, "it lasts longer"),
    ("", "duration", "narrow"): Kind(_SET, "it ends sooner"),
    ("", "duration", "change"): Kind(_SET, "the time is another"),
    ("", "reference", "change"): Kind(_SET, "it stands to other provisions or texts in another way"),
    # -- definitions --
    ("definition", "existence", "add"): Kind("{where}: a definition is added, {new}", "the words may mean something else"),
    ("definition", "existence", "remove"): Kind("{where}: the definition {old} is gone", "the words may mean something else"),
    ("definition", "wording", "change"): Kind(_SET, "what the words mean is for people to weigh", PEOPLE),
    ("scope", "existence", "add"): Kind("{where}: an area or group is added, {new}", "sentences that name it reach as far as it does"),
    ("scope", "existence", "remove"): Kind("{where}: the area or group {old} is gone", "sentences that named it reach elsewhere"),
    # -- parties, institutions, law --
    ("parties", "existence", "add"): Kind("{what} becomes a party", "it is bound and protected by the treaty", ALWAYS),
    ("parties", "existence", "remove"): Kind("{what} is no longer a party", "it is neither bound nor protected", ALWAYS),
    ("parties", "condition", "change"): Kind("{what}: {old} became {new}", "what it is to the treaty has changed", ALWAYS),
    ("parties", "wording", "change"): Kind("{what} is called {new} instead of {old}", "the name alone", NEVER),
    ("institution", "existence", "add"): Kind("{where}: added, {new}", "the institution has a rule more", ALWAYS),
    ("institution", "existence", "remove"): Kind("{where}: removed, {old}", "the institution has a rule less", ALWAYS),
    ("institution", "condition", "change"): Kind(_SET, "the institution works in another way", ALWAYS),
    ("institution", "wording", "change"): Kind(_SET, UNCHANGED, NEVER),
    ("law", "existence", "add"): Kind("{where}: {new} is added", "the text is looked at beside more law", PEOPLE),
    ("law", "existence", "remove"): Kind("{where}: {old} is gone", "the text is looked at beside less law", PEOPLE),
    ("law", "reference", "change"): Kind(_SET, "it changes which law applies, or from when", PEOPLE),
    ("law", "condition", "change"): Kind(
        "{where}: says the same in the same words, but decides other situations",
        "words that it uses, or rules on which it rests, have changed elsewhere",
    ),
    # -- final clauses --
    ("final-clause", "existence", "add"): Kind("{where}: the clause {new} is added", "the life of the treaty changes", ALWAYS),
    ("final-clause", "existence", "remove"): Kind("{where}: the clause {old} is gone", "the life of the treaty changes", ALWAYS),
    ("final-clause", "threshold", "change"): Kind(_SET, "it takes another number of parties, or other ones", ALWAYS),
    ("final-clause", "threshold", "strengthen"): Kind(_SET, "it takes more than before", ALWAYS),
    ("final-clause", "threshold", "weaken"): Kind(_SET, "it takes less than before", ALWAYS),
    ("final-clause", "duration", "change"): Kind(_SET, "the times of the treaty's life are others", ALWAYS),
    ("final-clause", "duration", "strengthen"): Kind(_SET, "the time is longer", ALWAYS),
    ("final-clause", "duration", "weaken"): Kind(_SET, "the time is shorter", ALWAYS),
    ("final-clause", "condition", "change"): Kind(_SET, "the life of the treaty changes", ALWAYS),
    ("final-clause", "wording", "change"): Kind(_SET, UNCHANGED, NEVER),
    # -- texts --
    ("title", "wording", "change"): Kind(_SET, "a title decides nothing by itself", NEVER),
    ("preamble", "existence", "add"): Kind("{where}: a recital is added, {new}", "it may colour how the treaty is read", PEOPLE),
    ("preamble", "existence", "remove"): Kind("{where}: the recital {old} is gone", "it may colour how the treaty is read", PEOPLE),
    ("preamble", "wording", "change"): Kind(_SET, "it may colour how the treaty is read", PEOPLE),
    ("text", "wording", "change"): Kind(_SET, UNCHANGED, NEVER),
    ("text", "existence", "add"): Kind("{where}: words are added, {new}", "words are not computed: read them", PEOPLE),
    ("text", "existence", "remove"): Kind("{where}: the words {old} are gone", "words are not computed: read them", PEOPLE),
    ("text", "condition", "change"): Kind(_SET, "words are not computed: read them", PEOPLE),
    ("annex", "existence", "add"): Kind("{where}: an annex is added", "read it with its parts", PEOPLE),
    ("annex", "existence", "remove"): Kind("{where}: the annex is gone", "read it with its parts", PEOPLE),
    ("text", "reference", "change"): Kind(_SET, "what is noted beside the text has changed", NEVER),
    ("text", "reference", "add"): Kind("{where}: a note is added, {new}", "what is noted beside the text has changed", NEVER),
    ("text", "reference", "remove"): Kind("{where}: the note {old} is gone", "what is noted beside the text has changed", NEVER),
    # -- brackets --
    ("obligation", "existence", "bracket"): Kind("{where}: {new} is open again; before: {old}", "options stand where the text was settled", ALWAYS),
    ("obligation", "existence", "unbracket"): Kind("{where}: {old} is settled; taken: {new}", "one text stands where there were options", ALWAYS),
    ("obligation", "existence", "change"): Kind("{where}: {old} became {new}", "other options are on the table", ALWAYS),
    # -- order and names --
    ("", "number", "renumber"): Kind("{old} is now {new}", UNCHANGED, NEVER),
    ("", "number", "move"): Kind("{old} moved to {new}", UNCHANGED, NEVER),
    ("", "number", "rename"): Kind("the label `{old}` is now `{new}`", UNCHANGED, NEVER),
    ("", "number", "split"): Kind("{old} is split into {new}", UNCHANGED, NEVER),
    ("", "number", "merge"): Kind("{old} are merged into {new}", UNCHANGED, NEVER),
    ("", "number", "add"): Kind("{new} is added{what}", "its sentences are told one by one", NEVER),
    ("", "number", "remove"): Kind("{old} is gone{what}", "its sentences are told one by one", NEVER),
    ("", "wording", "change"): Kind(_SET, UNCHANGED),
}  # fmt: skip


def kind_of(area: str, kind: str, action: str) -> Kind:
    """Return the entry of a kind of change; KeyError for one that nobody wrote down."""
    for key in ((area, kind, action), ("", kind, action)):
        if key in KINDS:
            return KINDS[key]
    raise KeyError((area, kind, action))
