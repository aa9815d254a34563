"""Scenarios: a situation that a text itself describes, and whether what is expected of it holds.

Circumstances that the scenario leaves open take their usual value, if they have one; an expectation must hold whatever
the others are. What cannot be decided here yet (help at a named place, to a named state) is said, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from treatylang.model.instrument import Choice, Instrument, Norm, World
from treatylang.model.question import Question
from treatylang.reasoning.bans import bans_on, fitted, forbidden, readings_of, soil_bans
from treatylang.reasoning.binding import bans_under
from treatylang.reasoning.diagram import EMPTY
from treatylang.reasoning.duties import awake, duties, ways
from treatylang.reasoning.fitting import Deed
from treatylang.reasoning.frame import ATTACKER, DATE, EVENT, OBJECT, PLACE, QUIET, VICTIM, Frame, frame_of, soil
from treatylang.reasoning.legality import clashes
from treatylang.reasoning.meaning import Reader
from treatylang.reasoning.options import combinations
from treatylang.source import Span
from treatylang.syntax import ast

HOLDS, FAILS, OPEN = "holds", "fails", "undecided"


@dataclass(frozen=True)
class Outcome:
    """What became of one expectation: ``verdict`` is holds, fails or undecided, ``reason`` says why."""

    scenario: str
    span: Span
    verdict: str
    reason: str = ""


def outcomes(
    world: World, scenario: ast.Scenario, about: Instrument, question: Question | None = None
) -> Iterator[Outcome]:
    """Yield the outcome of each expectation of a scenario that stands beside an instrument."""
    day = next((line.day.day for line in scenario.lines if isinstance(line, ast.OnDate)), None)
    asked = replace(question or Question(), as_of=day)
    laws = [one for one in world.instruments.values() if one.kind == "law"]
    beside = dict.fromkeys(one.name for one in (*laws, *world.instruments.values()) if one is not about)
    named = [state for name in names(scenario) if (state := world.lexicon.state(name)) is not None]
    frame = frame_of(world, about, asked, beside=[world.instruments[name] for name in beside], named=named)
    found: dict[int, Outcome] = {}
    for choices in combinations(about, asked.options):
        chosen = replace(frame, choices=choices, asked=not refused(world, scenario))
        reader = Reader(chosen, about, about.state)
        case = described(chosen, reader, scenario)
        for line in scenario.lines:
            if isinstance(line, (ast.ExpectNorm, ast.ExpectFree, ast.ExpectFinding)):
                verdict, reason = _judged(chosen, reader, scenario, case, line)
                if reason and choices:
                    reason += _under(choices)
                one = Outcome(scenario.title.text, line.span, verdict, reason)
                known = found.setdefault(id(line), one)
                # An expectation has to hold under every combination of options; the worst verdict is told.
                if _WORST.index(verdict) > _WORST.index(known.verdict):
                    found[id(line)] = one
    yield from found.values()


def names(scenario: ast.Scenario) -> Iterator[str]:
    """Yield the names in a scenario that may be states."""
    for node in ast.walk(scenario):
        if isinstance(node, (ast.Name, ast.Text)) and node.text[:1].isupper():
            yield node.text


def refused(world: World, scenario: ast.Scenario) -> bool:
    """Return whether the scenario says that help was not asked for."""
    return any(
        not fact.positive and fact.of is not None and world.lexicon.get(fact.word.text, "will") is not None
        for line in scenario.lines
        if isinstance(line, ast.Given)
        for fact in line.facts
        if "request" in world.lexicon.wider(fact.word.text)
    )


_WORST = (HOLDS, OPEN, FAILS)


def _under(choices: frozenset[Choice]) -> str:
    return " under " + ", ".join(f"option {c.option} of `{c.bracket}`" for c in sorted(choices, key=str))


def described(frame: Frame, reader: Reader, scenario: ast.Scenario) -> int:
    """Return the situations that a scenario describes."""
    diagrams = frame.diagrams
    result = frame.possible
    event = next((line.phrase for line in scenario.lines if isinstance(line, ast.Event)), None)
    if event is None:
        return diagrams.both(result, diagrams.value(EVENT, QUIET))
    for part in _event(frame, reader, event):
        result = diagrams.both(result, part)
    return result


def _event(frame: Frame, reader: Reader, phrase: ast.Phrase) -> Iterator[int]:
    diagrams = frame.diagrams
    head = phrase.head
    name = head.items[0].text if isinstance(head, ast.Words) else ""
    # A scenario tells of exactly this kind of event, not of a narrower one.
    yield diagrams.value(EVENT, name) if frame.world.lexicon.get(name, "event") is not None else EMPTY
    for slot in phrase.slots:
        value = slot.value if slot.values else None
        if slot.word in ("on", "to") and isinstance(value, ast.Node):
            objects, owner = _target(value)
            victim = reader.one_state(owner) if owner is not None else None
            if victim is not None:
                yield frame.is_state(VICTIM, victim)
            things = [o for o in objects if o in diagrams.variables[diagrams.level(OBJECT)].values]
            if things:
                yield diagrams.value(OBJECT, *things)
            elif not objects:
                yield diagrams.value(OBJECT, *sorted(soil(frame)))
        elif slot.word == "by" and isinstance(value, ast.Node):
            known = reader.one_state(value)  # type: ignore[arg-type]  # the slot takes noun phrases
            yield frame.is_state(ATTACKER, known) if known is not None else reader.attacker(value)


def _target(value: ast.Node) -> tuple[tuple[str, ...], ast.NounPhrase | None]:
    if isinstance(value, ast.Of) and isinstance(value.head, ast.Words):
        return tuple(item.text for item in value.head.items), value.owner
    return (), value if isinstance(value, (ast.Words, ast.Self)) else None


def _given(frame: Frame, scenario: ast.Scenario, case: int) -> int:
    """Narrow a case by what the scenario gives, and by the usual values of what it leaves open."""
    diagrams = frame.diagrams
    named: set[str] = set()
    for line in scenario.lines:
        if not isinstance(line, ast.Given):
            continue
        for fact in line.facts:
            for key in keys(frame, fact):
                named.add(key)
                case = diagrams.both(case, diagrams.value(key, "yes" if fact.positive else "no"))
    for key, circumstance in frame.facts.items():
        if key not in named and circumstance.usual is not None:
            case = diagrams.both(case, diagrams.value(key, "yes" if circumstance.usual else "no"))
    return case


def keys(frame: Frame, fact: ast.Fact) -> Iterator[str]:
    """Yield the circumstances of a frame that a fact of a scenario speaks of."""
    name = fact.word.text
    of = fact.of.text if fact.of is not None else ""
    wanted = {f"{name} of {of}", f"action of {name}", f"{name} acted"} if of or fact.acted else {name}
    for key in frame.facts:
        # What one of them does, some party does.
        some = fact.positive and of and key == f"{name} of any party"
        if (
            some
            or key in wanted
            or (not of and key.split(" of ")[0] == name)
            or (of and key == f"{name} of that state")
        ):
            yield key


def _judged(frame: Frame, reader: Reader, scenario: ast.Scenario, case: int, line: ast.Node) -> tuple[str, str]:
    if isinstance(line, ast.ExpectNorm):
        who = reader.one_state(ast.Words(line.who.span, (line.who,)))
        if who is None:
            return FAILS, f"`{line.who.text}` is no state"
        verdicts = [_norm(frame, scenario, case, who, line, act.text) for act in line.acts]
        return next((v for v in verdicts if v[0] != HOLDS), (HOLDS, ""))
    if isinstance(line, ast.ExpectFree):
        who = reader.one_state(ast.Words(line.who.span, (line.who,)))
        return _free(frame, scenario, case, who or line.who.text, tuple(act.text for act in line.acts))
    return _finding(frame, reader, scenario, case, line)


def _norm(frame: Frame, scenario: ast.Scenario, case: int, who: str, line: ast.ExpectNorm, act: str) -> tuple[str, str]:
    if frame.world.lexicon.get(act, "act") is None:
        return FAILS, f"no vocabulary declares the act `{act}`"
    diagrams = frame.diagrams
    modal = line.modal
    if modal in ("shall not", "may"):
        shut = prohibited(frame, who, act, line.slots)
        narrowed = _given(frame, scenario, case)
        wanted = shut if modal == "shall not" else diagrams.outside(shut)
        return _whole(frame, narrowed, wanted, "not forbidden" if modal == "shall not" else "forbidden")
    if line.slots:
        return OPEN, "a place or a partner of the act is named"
    owed = _owed(frame, who, act)
    narrowed = _given(frame, scenario, case)
    if modal == "shall":
        return _whole(frame, narrowed, owed, "not owed")
    if modal == "need not" and _waived(frame, act):
        return OPEN, "what `need not` waives between two parties is not weighed here"
    if modal == "need not":
        return _whole(frame, narrowed, diagrams.outside(owed), "owed")
    return OPEN, f"`{modal}` is not decided here"


def prohibited(frame: Frame, who: str, act: str, slots: tuple[ast.Slot, ...] = ()) -> int:
    """Return the situations in which every way of an act is forbidden to a state, in whatever manner it is done.

    Its own law forbids, the law of a state on whose soil it acts and, where the frame is that of a treaty, treaties do.
    """
    diagrams = frame.diagrams
    all_ways = ways(frame.world.lexicon, act)
    bans = [*bans_on(frame, who), *soil_bans(frame, who)]
    if frame.draft.kind == "treaty":
        bans += bans_under(frame, who, all_ways)
    reach = fitted(frame, bans, Deed(frame.draft, who, (), None, slots))
    readings = readings_of(frame, who)
    shut = diagrams.all_of(forbidden(frame, reach, way, readings) for way in sorted(all_ways))
    return diagrams.whatever(shut, frame.manners())


def _waived(frame: Frame, act: str) -> bool:
    lexicon = frame.world.lexicon
    return any(
        norm.modal == "need not" and any(lexicon.is_a(act, wide) for wide in norm.acts) for norm in frame.draft.norms
    )


def _owed(frame: Frame, who: str, act: str) -> int:
    """Return where the instrument obliges a state to an act: every way of some floor amounts to it."""
    diagrams = frame.diagrams
    found = []
    for norm in frame.draft.norms:
        if not norm.choices <= frame.choices:
            continue
        for duty in duties(frame, frame.draft, norm, who):
            level = duty.levels[0][1]
            if all(frame.world.lexicon.is_a(way, act) for way in level):
                found.append(duty.awake)
    return diagrams.any_of(found)


def _free(frame: Frame, scenario: ast.Scenario, case: int, who: str, acts: tuple[str, ...]) -> tuple[str, str]:
    diagrams = frame.diagrams
    addressed: list[int] = []
    for norm in frame.draft.norms:
        if norm.timing is not None or norm.modal == "may" or not norm.choices <= frame.choices:
            continue
        if acts and not _about(frame, norm, acts):
            continue
        addressed.extend(duty.awake for duty in duties(frame, frame.draft, norm, who))
        if norm.modal == "shall not" and not acts:
            addressed.append(awake(Reader(frame, frame.draft, who, norm.labels), frame.draft, norm))
    return _whole(frame, _given(frame, scenario, case), diagrams.outside(diagrams.any_of(addressed)), "addressed")


def _about(frame: Frame, norm: Norm, acts: tuple[str, ...]) -> bool:
    return any(frame.world.lexicon.is_a(own, act) for own in norm.acts for act in acts)


def _finding(frame: Frame, reader: Reader, scenario: ast.Scenario, case: int, line: ast.Node) -> tuple[str, str]:
    if not isinstance(line, ast.ExpectFinding) or line.rule.text not in ("conflict", "tension") or line.who is None:
        return OPEN, "this kind of finding is not decided here"
    who = reader.one_state(ast.Words(line.who.span, (line.who,)))
    if who is None:
        return FAILS, f"`{line.who.text}` is no state"
    where = frame.diagrams.any_of(
        clash.where
        for clash in clashes(frame, (who,))
        if clash.kind == line.rule.text and not clash.readings and clash.weight == 1
    )
    narrowed = _given(frame, scenario, case)
    wanted = where if line.positive else frame.diagrams.outside(where)
    return _whole(frame, narrowed, wanted, "a conflict" if not line.positive else "no conflict")


def _whole(frame: Frame, case: int, wanted: int, otherwise: str) -> tuple[str, str]:
    """Judge an expectation over all situations of a case: it holds, fails, or depends on what is left open."""
    diagrams = frame.diagrams
    if case == EMPTY:
        return FAILS, "no situation is as the scenario says"
    if diagrams.within(case, wanted):
        return HOLDS, ""
    if diagrams.both(case, wanted) == EMPTY:
        return FAILS, f"it is {otherwise} in this situation"
    six = {DATE, EVENT, ATTACKER, VICTIM, OBJECT, PLACE}
    names = (diagrams.variables[level].name for level in sorted(diagrams.mentions(diagrams.both(case, wanted))))
    loose = [name for name in names if name not in six and _varies(frame, case, name)]
    told = "it depends on " + ", ".join(f"`{name}`" for name in loose or ["the place"])
    # Where a point lies is a question for geometry; an area without any is a circumstance of the place.
    placed = all(frame.facts[name].kind == "place" for name in loose)
    return (OPEN if placed else FAILS), told


def _varies(frame: Frame, case: int, name: str) -> bool:
    diagrams = frame.diagrams
    return all(diagrams.both(case, diagrams.value(name, value)) != EMPTY for value in ("no", "yes"))
