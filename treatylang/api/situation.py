"""One situation in the words of the language, read as scenarios read it; what nothing knows is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from treatylang.api.opening import Case
from treatylang.api.refusing import hint, refuse, word_hint
from treatylang.library import states
from treatylang.model.circumstances import senses_of
from treatylang.model.instrument import Instrument, World
from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.answers.position import Asked, ask
from treatylang.reasoning.answers.voting import voted
from treatylang.reasoning.explanation.contradictory import at_odds
from treatylang.reasoning.explanation.contradictory import told as at_odds_told
from treatylang.reasoning.explanation.description import HIGH_SEAS, held_by, matching
from treatylang.reasoning.explanation.undeclared import ambiguous, misplaced
from treatylang.reasoning.situations.space import QUIET
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.glossary import Glossary
from treatylang.syntax.parser import parse
from treatylang.workspace.trouble import NoVerdict

DAY = re.compile(r"(?<!\s)\s+on\s+(\d{4}-\d\d-\d\d)(?=\s|$)")
_FACTS = re.compile(r'(?:[^,"]|"[^"]*")+')
_OWNED = re.compile(r"(@?[A-Za-z][A-Za-z0-9.-]*) of ([A-Z][A-Za-z ]*)")
_QUOTED = re.compile(r'\s*(not\s+)?"([^"]+)"\s*')
_EXAMPLE = '"armed-attack on territory of Philippines by China on 2028-05-01 given no-other-means"'


@dataclass(frozen=True)
class Told:
    """What was asked, and what follows for each combination of options; ``idle`` names facts that nothing turns on."""

    scenario: ast.Scenario
    found: tuple[Asked, ...]
    idle: tuple[str, ...]


def told(case: Case, draft: Instrument, situation: str, facts: Sequence[str] = (), *, standing: bool = False) -> Told:
    """Return what each party shall, may and must not do in a situation; ``NoVerdict`` where there can be none such."""
    scenario = scenario_of(situation, facts, case.project.glossary)
    _refuse_unknown(scenario, draft, case.world)
    day = scenario.day
    on = replace(case.question, as_of=day or case.question.as_of or draft.day)
    scenario, faults = voted(case.world, (draft,), scenario, on)
    if faults:
        raise NoVerdict(faults[0][1], "`treaty decisions` shows who decides what, by which majority")
    found = ask(case.world, draft, case.question, scenario, standing=standing)
    if any(one.impossible for one in found):
        odds = next((one.odds for one in found if one.impossible), ())
        why = f": {at_odds_told(odds)}" if odds else ""
        help = held_by(scenario, found[0].day) or "nobody attacks itself, and land lies where its state is"
        raise NoVerdict(f"no situation fits the description{why}", help)
    return Told(scenario, found, tuple(_idle(scenario, found, draft.lexicon)))


def scenario_of(situation: str, facts: Sequence[str] = (), glossary: Glossary | None = None) -> ast.Scenario:
    """Return the scenario that a situation in one line describes; a slip is told with its place in that line.

    ``nothing`` is the event of a quiet day. A circumstance may be quoted as the answers quote it, where it has no word.
    """
    text = " ".join(situation.split())
    event, _, said = text.partition(" given ")
    days = DAY.findall(event)
    if len(days) > 1:
        refuse("the situation names two days", "name one: `on 2028-05-01`")
    event = DAY.sub("", event)
    given = [*_FACTS.findall(said), *facts]
    plain = ", ".join(fact for fact in given if not _QUOTED.fullmatch(fact))
    lines = [f"event {event};"] if event != QUIET else []
    lines += [*([f"on {days[0]};"] if days else []), *([f"given {plain};"] if plain else [])]
    document, findings = parse(Source("situation", f'scenario "asked" {{ {" ".join(lines)} }}'), glossary)
    found = [one for one in document.items if isinstance(one, ast.Scenario)] if document is not None else []
    if len(found) != 1:
        why = findings[0].message if findings else "it cannot be read"
        meant = [help for one in findings for help in one.help if help.startswith(("write ", "did you mean"))]
        help = f"{meant[0]}; for example {_EXAMPLE}" if meant else f"write it like this: {_EXAMPLE}"
        raise NoVerdict(f"the situation cannot be understood: {why}", help)
    span = found[0].span
    quoted = [match for fact in given if (match := _QUOTED.fullmatch(fact)) is not None]
    more = tuple(ast.Fact(span, not no, ast.Name(span, key), None, False) for no, key in (m.groups() for m in quoted))
    return replace(found[0], lines=(*found[0].lines, ast.Given(span, more))) if more else found[0]


def fact_of(key: str) -> str:
    """Return a circumstance as it is given: that of a state by its word, others as the answers quote them."""
    known = _OWNED.fullmatch(key)
    if known is not None:
        return f'{known[1]} of "{known[2]}"'
    return f'"{key}"' if " " in key else key


def _idle(scenario: ast.Scenario, found: tuple[Asked, ...], lexicon: Lexicon) -> Iterator[str]:
    """Yield the circumstances of which nothing that is looked at speaks: perhaps they are written wrongly."""
    facts = list({fact.key: fact for one in found for fact in one.facts}.values())
    known = {name for one in found for name in one.known}
    for line in scenario.lines:
        for fact in line.facts if isinstance(line, ast.Given) else ():
            will = lexicon.get(fact.word.text, "will") is not None  # requests and approvals are settled beforehand
            word = fact.word.text
            name = word.rpartition(".")[2] if isinstance(fact.word, ast.Ref) else word
            senses = dict.fromkeys((word, f"@{word}", name))
            if not will and name not in known and not any(one for s in senses for one in matching(facts, fact, s)):
                near = hint(word, sorted(one.key for one in facts if " " in one.key))
                yield f"nothing here turns on `{fact.word.text}`{f'; {near}' if near else ''}"


def _refuse_unknown(scenario: ast.Scenario, draft: Instrument, world: World) -> None:
    """Refuse an event, a thing, a state or a circumstance that no vocabulary has: it would silently mean nothing."""
    lexicon = draft.lexicon
    for _, why in at_odds(scenario):
        refuse(why, "say one of them, or ask twice")
    for _, why in misplaced(scenario):
        refuse(why, "write degrees as in `15.1N 117.8E`: latitude up to 90, longitude up to 180")
    for node in ast.walk(scenario):
        if isinstance(node, ast.Day) and node.day is None:
            refuse(f"there is no day `{node.text}`", "write year, month and day, as in `2027-12-31`")
    own = {HIGH_SEAS, *(area.name for area in draft.areas), *(member.alias for member in draft.parties)}
    for line in scenario.lines:
        if isinstance(line, ast.Event):
            for index, node in enumerate(ast.walk(line.phrase)):
                if not isinstance(node, ast.Name) or node.text in own:
                    continue
                if not lexicon.kinds(node.text) and lexicon.state(node.text) is None:
                    fit = ["event"] if index < 2 else ["object", "role", "quality", "place"]
                    state = states.meant(node.text) if node.text[0].isupper() or index >= 2 else ""
                    refuse(
                        f"no state is known as `{node.text}`" if state else f"no vocabulary declares `{node.text}`",
                        state or word_hint(lexicon, node.text, fit),
                    )
        for fact in line.facts if isinstance(line, ast.Given) else ():
            _refuse_fact(fact, draft, world)


def _refuse_fact(fact: ast.Fact, draft: Instrument, world: World) -> None:
    """Refuse a circumstance that nothing declares, and a bare name that could be two of them (ruling 32)."""
    lexicon = draft.lexicon
    if isinstance(fact.word, ast.Ref):
        if senses_of(world.instruments.values(), lexicon).named(fact.word.text) is None:
            refuse(f"`@{fact.word.text}` refers to no circumstance that a text declares", "write it as `@Law.name`")
        return
    if why := ambiguous(world, fact):
        refuse(why, "write which of them is meant")
    known = {one.name for text in (draft, *world.instruments.values()) for one in text.circumstances}
    if " " not in fact.word.text and not lexicon.kinds(fact.word.text) and fact.word.text not in known:
        kinds = ("circumstance", "judgement", "will")
        facts = {word.name for kind in kinds for word in lexicon.words(kind)}
        asked = word_hint(lexicon, fact.word.text, kinds, {*facts, *known})
        near = asked or hint(fact.word.text, sorted({*facts, *known}))
        refuse(f"no text and no vocabulary declares `{fact.word.text}`", near)
