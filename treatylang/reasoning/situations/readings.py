"""Which reading of an article governs on which days: in laws and in treaties alike.

A reading governs from its first day until its last, and only if it prevails; a proposed one governs never. One that the
question names governs in its answer on every day (ruling 33). Where none prevails, an article is contested, and only
what all readings that are held on a day share is a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from treatylang.model.instrument import Instrument, Norm, Reading, Statement
from treatylang.model.memo import Topic
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.situations.frame import Frame

Article = tuple[str, str]
"""An article that is read: its instrument and its path."""

PREVAILING, PROPOSED = "prevailing", "proposed"


@dataclass(frozen=True)
class Readings:
    """Which readings of each read article of a state's law govern on which dates.

    ``prevailing`` maps an article to its governing readings with their dates; ``other`` names the readings that govern
    nowhere; ``contested`` are the dates on which none governs.
    """

    prevailing: Mapping[Article, tuple[tuple[Reading, Situations], ...]]
    other: tuple[Reading, ...]
    contested: Mapping[Article, Situations]


def readings_of(frame: Frame, state: str) -> Readings:
    """Return the readings of a state's law that govern by default, or as the question chooses."""
    laws, chosen = frame.world.laws_of(state), frame.question.readings.get(state)
    key = (id(laws), chosen, frame.possible)
    return frame.memo.once(_READINGS, key, lambda: _readings(frame, laws, chosen), laws)


_READINGS = Topic[Readings]("readings of a state's law")


def readings_in(frame: Frame, text: Instrument) -> Readings:
    """Return the readings of a text: those of all law of its state, or those of a treaty by itself."""
    if text.kind == "law":
        return readings_of(frame, text.state)
    return _readings(frame, (text,), frame.question.readings.get(text.name))


def readings_among(frame: Frame, states: Iterable[str]) -> Readings:
    """Return the readings of the law of several states together."""
    found = [readings_of(frame, state) for state in dict.fromkeys(states)]
    if len(found) == 1:
        return found[0]
    return Readings(
        {key: value for one in found for key, value in one.prevailing.items()},
        tuple(reading for one in found for reading in one.other),
        {key: value for one in found for key, value in one.contested.items()},
    )


def _readings(frame: Frame, texts: Iterable[Instrument], chosen: str | None) -> Readings:
    diagrams = frame.diagrams
    articles: dict[Article, list[Reading]] = {}
    for text in texts:
        for reading in text.readings:
            articles.setdefault((text.name, reading.article), []).append(reading)
    prevailing: dict[Article, tuple[tuple[Reading, Situations], ...]] = {}
    contested: dict[Article, Situations] = {}
    other: list[Reading] = []
    for key, readings in articles.items():
        named = [r for r in readings if r.name == chosen]
        if named:
            prevailing[key] = ((named[0], frame.possible),)
            other.extend(r for r in readings if r is not named[0])
            continue
        governing = tuple(
            (r, frame.space.on(r.period))
            for r in readings
            if r.standing == PREVAILING and frame.space.on(r.period) != EMPTY
        )
        prevailing[key] = governing
        governed = diagrams.any_of(days for _, days in governing)
        contested[key] = diagrams.less(frame.possible, governed)
        other.extend(r for r in readings if not any(r is g for g, _ in governing))
    return Readings(prevailing, tuple(other), contested)


def governed(frame: Frame, text: Instrument, sentence: Norm | Statement) -> Situations:
    """Return the situations on whose date a sentence counts for the reading in which it stands; all if in none.

    Its reading prevails; or none does, and all that are held on the day say the same, as a single one does: then it
    counts if it obliges or forbids. What leaves free, waives or speaks of texts counts only where its reading prevails.
    """
    reading = sentence.reading
    if reading is None:
        return ALL
    diagrams = frame.diagrams
    readings = readings_in(frame, text)
    key = (text.name, reading.article)
    prevailing = diagrams.any_of(days for one, days in readings.prevailing.get(key, ()) if one is reading)
    contested = readings.contested.get(key, EMPTY)
    if contested == EMPTY or reading.standing == PROPOSED or not isinstance(sentence, Norm):
        return prevailing
    if not (sentence.modality.obliges or sentence.modality.forbids):
        return prevailing
    views = held(frame, text, reading.article)
    shared = diagrams.both(contested, frame.space.on(reading.period))
    first = True
    for other, days in views:
        if other is reading:
            first = False
        # What several readings say in the same words is said once, by the first of them.
        elif not _says(text, other, sentence) or (first and _says(text, other, sentence, exactly=True)):
            shared = diagrams.less(shared, days)
    return diagrams.either(prevailing, shared)


def counts(frame: Frame, text: Instrument, sentence: Norm | Statement) -> bool:
    """Return whether a sentence counts on some day, or another reading of its article that does so says the same."""
    alike: list[Norm | Statement] = [sentence]
    if isinstance(sentence, Norm):
        others = (norm for norm in text.norms if norm.reading is not None and norm.path == sentence.path)
        alike += (norm for norm in others if norm.acts == sentence.acts and _bare(norm) == _bare(sentence))
    return any(governed(frame, text, one) != EMPTY for one in alike)


def _says(text: Instrument, reading: Reading, norm: Norm, *, exactly: bool = False) -> bool:
    """Return whether a reading of an article says what a norm of another one says, or more."""
    # What follows from a sentence counts where the sentence does.
    own = next((one for one in text.norms if one.node is norm.node), norm)
    if exactly or own.any_of:
        theirs = (one for one in text.norms if one.reading is reading)
        return any(one.acts == own.acts and _bare(one) == _bare(own) for one in theirs)
    is_a = text.lexicon.is_a
    alike = [one for one in text.norms if one.reading is reading and _as_wide(one, own)]
    said = [act for one in alike if not one.any_of for act in one.acts]
    if own.modality.obliges:
        return all(any(is_a(other, act) for other in said) for act in own.acts)
    return all(any(is_a(act, other) for other in said) for act in own.acts)


def _as_wide(norm: Norm, own: Norm) -> bool:
    """Return whether a norm speaks wherever another does, whatever their acts: each condition of it is one of that.

    What stands after an act narrows what is forbidden or allowed, and says more closely what is owed.
    """
    slots, theirs = (own.slots, norm.slots) if own.modality.obliges else (norm.slots, own.slots)
    narrowing = ("if", "unless", "when")
    kept = all(q in own.qualifications for q in norm.qualifications)
    missing = (q for q in own.qualifications if q not in norm.qualifications)
    return (
        kept
        and all(q.word in narrowing for q in missing)
        and all(slot in theirs for slot in slots)
        and all(trigger in own.triggers for trigger in norm.triggers)
        and _bare(replace(norm, slots=(), triggers=(), qualifications=()))
        == _bare(replace(own, slots=(), triggers=(), qualifications=()))
    )


def _bare(norm: Norm) -> Norm:
    """Return a norm without its acts and its place in the text."""
    return replace(norm, reading=None, path="", number="", labels=(), acts=(), any_of=False)


def held(frame: Frame, text: Instrument, article: str) -> tuple[tuple[Reading, Situations], ...]:
    """Return the readings of an article that are held, each with its days: all but those that are only proposed."""
    return tuple(
        (r, frame.space.on(r.period)) for r in text.readings if r.article == article and r.standing != PROPOSED
    )
