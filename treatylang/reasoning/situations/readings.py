"""Which reading of an article governs on which days: in laws and in treaties alike.

A reading governs from its first day until its last, and only if it prevails; a proposed one governs never. One that the
question names governs in its answer on every day (ruling 33). Where none prevails, an article is contested, and only
what all readings that are held on a day share is a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from treatylang.model.instrument import Instrument, Norm, Reading, Statement
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
    return _readings(frame, frame.world.laws_of(state), frame.question.readings.get(state))


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


def days_of(frame: Frame, text: Instrument, reading: Reading | None) -> Situations:
    """Return the situations on whose date a reading governs; all where a sentence stands in none."""
    if reading is None:
        return ALL
    governing = readings_in(frame, text).prevailing.get((text.name, reading.article), ())
    return frame.diagrams.any_of(days for one, days in governing if one is reading)


def governed(frame: Frame, text: Instrument, sentence: Norm | Statement) -> Situations:
    """Return the situations on whose date the reading governs in which a sentence stands, if it stands in one."""
    return days_of(frame, text, sentence.reading)


def held(frame: Frame, text: Instrument, article: str) -> tuple[tuple[Reading, Situations], ...]:
    """Return the readings of an article that are held, each with its days: all but those that are only proposed."""
    return tuple(
        (r, frame.space.on(r.period)) for r in text.readings if r.article == article and r.standing != PROPOSED
    )
