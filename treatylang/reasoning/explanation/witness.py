"""A concrete situation that shows a fault: the shortest partial one that suffices, and a plausible completion of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from treatylang.reasoning.areas.terrain import example, exists, first
from treatylang.reasoning.explanation.citation import the
from treatylang.reasoning.explanation.facts import clause
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.space import (
    ANOTHER_STATE,
    ATTACKER,
    DATE,
    EVENT,
    NOWHERE,
    OBJECT,
    PLACE,
    QUIET,
    VICTIM,
    soil,
)
from treatylang.syntax import ast


@dataclass(frozen=True)
class Witness:
    """A situation told in full and in short.

    ``complete`` gives every variable a value; ``needed`` are the variables that matter: every possible situation that
    agrees with them shows the fault.
    """

    complete: Mapping[str, str]
    needed: tuple[str, ...]

    def says(self, variable: str) -> str | None:
        """Return the value of a variable that matters, ``None`` for one that does not."""
        return self.complete[variable] if variable in self.needed else None


def witness(frame: Frame, where: Situations, *, about: str = "") -> Witness:
    """Return a witness of a set of possible situations that is not empty; ``about`` is the bearer it concerns."""
    diagrams = frame.diagrams
    # What geometry excludes was left out by whoever found the fault; what is left to say may still turn on it.
    where = diagrams.both(where, frame.possible) or where
    if frame.point is not None:
        where = _at_the_point(frame, where)
    situation = _chosen(frame, where, _preferences(frame, about, where))
    # Drop what does not matter, idle circumstances first and the event last: what stays is minimal.
    needed = dict(situation)  # in the order in which it was chosen
    for level in reversed(situation):
        trial = {key: index for key, index in needed.items() if key != level}
        others = diagrams.less(diagrams.both(frame.possible, _product(frame, trial)), where)
        if not exists(frame, others, where):
            needed = trial
    variables = diagrams.variables
    complete = {variables[level].name: variables[level].values[index] for level, index in situation.items()}
    return Witness(complete, tuple(variables[level].name for level in needed))


def _at_the_point(frame: Frame, where: Situations) -> Situations:
    """Narrow a set to the point that the question names, in whatever is told of the place."""
    from treatylang.reasoning.areas.geometry import at_point

    diagrams = frame.diagrams
    assert frame.point is not None
    return diagrams.both(where, at_point(frame, *frame.point, diagrams.mentions(where))) or where


def _chosen(frame: Frame, where: Situations, preferences: Mapping[int, list[int]]) -> dict[int, int]:
    """Return the situation that comes first, in a place that a reader finds on a map, if there is one.

    Where that is the territory of another state than it would be, it is rather on the victim's own soil.
    """
    diagrams = frame.diagrams
    mentioned = diagrams.mentions(where)
    belts = (key for key, spot in frame.space.spots.items() if isinstance(spot.area, ast.Belt))
    looked_at = [where]
    if any(diagrams.level(key) in mentioned for key in belts):
        # A belt is seen best on waters that are nobody's.
        looked_at.insert(0, diagrams.both(where, diagrams.value(PLACE, NOWHERE)))
    likeliest = first(frame, where, preferences)
    for seen in looked_at:
        situation = first(frame, seen, preferences, plain=True)
        if situation is not None:
            break
    else:
        found = (first(frame, seen, preferences) for seen in looked_at)
        return next((one for one in found if one is not None), None) or diagrams.choose(where, preferences)
    if likeliest is not None and likeliest[diagrams.level(PLACE)] != situation[diagrams.level(PLACE)]:
        at_home = diagrams.both(seen, diagrams.value(OBJECT, *soil(frame.world.lexicon)))
        return first(frame, at_home, preferences, plain=True) or situation
    return situation


def _product(frame: Frame, situation: Mapping[int, int]) -> Situations:
    diagrams = frame.diagrams
    # From the last variable up, every step only puts one node on top of the product so far.
    result = ALL
    for level in sorted(situation, reverse=True):
        result = diagrams.both(diagrams.among(level, 1 << situation[level]), result)
    return result


def _preferences(frame: Frame, about: str, where: Situations) -> dict[int, list[int]]:
    """Return what makes a situation plausible: the draft's own date, a real party as victim, a declared adversary."""
    diagrams = frame.diagrams

    def order(variable: str, names: Iterable[str]) -> list[int]:
        values = diagrams.variables[diagrams.level(variable)].values
        return [values.index(name) for name in names if name in values]

    draft = frame.draft
    parties = [m.state for m in draft.parties if m.is_party and m.state != about]
    parties += [state for state in frame.question.joined if state != about]
    outsiders = [state for state in frame.space.states if state not in {m.state for m in draft.parties}]
    lands = sorted(soil(frame.world.lexicon))
    plain = [word.name for word in frame.world.lexicon.words("object") if word.owner == "place"]
    preferred = {
        diagrams.level(DATE): list(range(len(frame.space.dates))),
        diagrams.level(EVENT): order(EVENT, [*_plainest(frame, where), QUIET]),
        diagrams.level(ATTACKER): order(ATTACKER, [*draft.adversaries, ANOTHER_STATE, *outsiders]),
        diagrams.level(VICTIM): order(VICTIM, [*parties, about, ANOTHER_STATE]),
        diagrams.level(OBJECT): order(OBJECT, [*plain, *lands]),
        diagrams.level(PLACE): order(PLACE, [*parties, NOWHERE, about]),
    }
    for key, fact in frame.space.facts.items():
        usual = fact.usual
        first = 1 if usual or (usual is None and fact.kind == "place") else 0
        preferred[diagrams.level(key)] = [first, 1 - first]
    return preferred


def _plainest(frame: Frame, where: Situations) -> list[str]:
    """Return the events in the order of the vocabulary, those that the fault is about at all first."""
    diagrams = frame.diagrams
    words = frame.world.lexicon.words("event")
    possible = [w.name for w in words if diagrams.both(where, diagrams.value(EVENT, w.name)) != EMPTY]
    # The kind that most others are narrower than, among those that qualify, is what the draft itself names.
    lexicon = frame.world.lexicon
    return sorted(possible, key=lambda name: (-len(lexicon.narrower(name) & set(possible)), possible.index(name)))


def told(frame: Frame, found: Witness, *, usual: bool = True) -> list[str]:
    """Tell a witness in sentences: the event first, then the circumstances that matter.

    Without ``usual``, circumstances that are as they usually are stay untold.
    """
    complete = found.complete
    when = on_day(complete[DATE])
    sentences = []
    if EVENT not in found.needed and VICTIM not in found.needed:
        sentences.append(f"on {when}, whatever happens")
    elif complete[EVENT] == QUIET:
        sentences.append(f"on {when}, nothing happens")
    else:
        sentences.append(f"on {when}, {_event(frame, found)}")
    sentences += _placed(frame, found)
    for key, fact in frame.space.facts.items():
        if key in frame.space.spots:
            continue
        as_usual = fact.usual is not None and complete[key] == ("yes" if fact.usual else "no")
        if key in found.needed and fact.kind != "manner" and (usual or not as_usual):
            sentences.append(clause(frame.world.lexicon, fact, complete[key] == "yes"))
    return sentences


def _placed(frame: Frame, found: Witness) -> Iterator[str]:
    """Tell in which areas the place lies and in which not, with a real place as an example, where there is one."""
    needed = [key for key in frame.space.spots if key in found.needed]
    usual = [key for key in needed if frame.space.facts[key].usual == (found.complete[key] == "yes")]
    if not needed or needed == usual:
        return
    areas = listed((key if found.complete[key] == "yes" else f"not {key}") for key in needed if key not in usual)
    if frame.point is not None:
        yield f"the place is {areas}"
        return
    place = example(frame, found.complete, found.needed)
    if place is None:
        yield f"the place is {areas}"
        return
    at = f"{_degrees(place.latitude, 'NS')} {_degrees(place.longitude, 'EW')}"
    yield f"the place is {areas}, for example {place.name} ({at})"


def _degrees(value: float, sides: str) -> str:
    return f"{abs(value):.1f}{sides[0] if value >= 0 else sides[1]}"


def listed(names: Iterable[str], last: str = "and") -> str:
    """Join names as a sentence does: ``A, B and C``."""
    items = list(names)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def _event(frame: Frame, found: Witness) -> str:
    complete = found.complete
    word = frame.world.lexicon.get(complete[EVENT], "event")
    what = word.say() if word is not None else complete[EVENT]
    thing = frame.world.lexicon.get(complete[OBJECT], "object")
    on_land = complete[OBJECT] in soil(frame.world.lexicon)
    target = f"{thing.say() if thing is not None else complete[OBJECT]} of {the(complete[VICTIM])}"
    place = complete[PLACE]
    if on_land and place == complete[VICTIM]:
        where = ""
    elif place == NOWHERE:
        where = ", outside the territory of any state"
    else:
        where = f", in the territory of {the(place)}"
    article = "" if what.startswith(("a ", "an ", "the ")) else "there is "
    return f"{article}{what} by {the(complete[ATTACKER])} on {target}{where}"


def on_day(value: str) -> str:
    """Return a day as a sentence says it: *22 November 2026*."""
    year, month, day = value.split("-")
    months = "January February March April May June July August September October November December".split()
    return f"{int(day)} {months[int(month) - 1]} {year}"
