"""The words of a scenario that nothing declares, and places and days that there are not."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.library import states
from treatylang.model.bodies import body_named
from treatylang.model.circumstances import Senses, senses_of
from treatylang.model.instrument import World
from treatylang.model.meant import question
from treatylang.reasoning.explanation.contradictory import at_odds
from treatylang.reasoning.explanation.description import target_of_event
from treatylang.reasoning.explanation.witness import listed
from treatylang.reasoning.situations.space import (
    ANOTHER_STATE,
)
from treatylang.source import Span
from treatylang.syntax import ast


def unknown(world: World, scenario: ast.Scenario) -> Iterator[tuple[Span, str]]:
    """Yield the words of a scenario that nothing declares, with what is wrong about them."""
    yield from misplaced(scenario)
    yield from at_odds(scenario)
    for day in scenario.days:
        if day.day is None:
            yield day.span, f"there is no day `{day.text}`"
        elif day.text != scenario.days[0].text:
            yield day.span, f"a scenario has one day, and this one begins on {scenario.days[0].text}"
    for line in scenario.lines:
        if isinstance(line, ast.OnDate):
            continue
        elif isinstance(line, ast.Given):
            for fact in line.facts:
                yield from _unknown_fact(world, fact)
        elif isinstance(line, ast.Event):
            yield from _unknown_event(world, line.phrase)
        else:
            if line.who is not None and not _is_state(world, line.who):
                yield line.who.span, _no_state(line.who.text, "is not a state")
            for act in () if isinstance(line, ast.ExpectFinding) else line.acts:
                if world.lexicon.get(act.text, "act") is None:
                    why = f"no vocabulary declares the act `{act.text}`"
                    yield act.span, _meant(world, why, act.text, "act")


def _meant(world: World, why: str, name: str, *kinds: str) -> str:
    """Add to what is wrong with a word what may be meant by it."""
    asked = question(world.lexicon, name, *kinds)
    return f"{why}: {asked}" if asked else why


def _no_state(name: str, what: str) -> str:
    """Say that a name is no state's, with what may be meant."""
    asked = states.meant(name)
    return f"`{name}` {what}: {asked}" if asked else f"`{name}` {what}"


def _is_state(world: World, name: ast.Name | ast.Text) -> bool:
    aliases = {one.alias for text in world.instruments.values() for one in text.parties}
    return name.text in (*aliases, ANOTHER_STATE) or world.lexicon.state(name.text) is not None


def _unknown_fact(world: World, fact: ast.Fact) -> Iterator[tuple[Span, str]]:
    name = fact.word.text
    if act := ast.done_act(name):
        if world.lexicon.get(act, "act") is None:
            yield fact.word.span, f"no vocabulary declares the act `{act}`"
        if isinstance(fact.of, ast.Ref):
            if not _refers_to_body(world, fact.of):
                yield fact.of.span, f"`@{fact.of.text}` refers to no body that a text sets up"
        elif fact.of is not None and not (_is_state(world, fact.of) or _is_body(world, fact.of.text)):
            yield fact.of.span, _no_state(fact.of.text, "is neither a state nor a body that a text sets up")
        return
    senses = senses_of(world.instruments.values(), world.lexicon)
    if isinstance(fact.word, ast.Ref):
        if senses.named(name) is None:
            yield fact.word.span, f"`@{name}` refers to no circumstance that a text declares"
    elif name not in senses.by_name and world.lexicon.get(name) is None and not _is_body(world, name):
        why = f"neither a text nor a vocabulary declares the circumstance `{name}`"
        yield fact.word.span, _meant(world, why, name, "circumstance", "judgement", "will", "manner")
    elif why := ambiguous(world, fact):
        yield fact.word.span, f"{why}: write which"
    if isinstance(fact.of, ast.Ref) and not _refers_to_body(world, fact.of):
        yield fact.of.span, f"`@{fact.of.text}` refers to no body that a text sets up"
    # What is of no state may be of a body: `approval of "the Diet"`, `decision of council`.
    if isinstance(fact.of, ast.Name) and not _is_state(world, fact.of):
        known = world.lexicon.get(fact.of.text) is not None or _is_body(world, fact.of.text)
        if not known:
            yield fact.of.span, _no_state(fact.of.text, "is neither a state nor a body that a text sets up")


def ambiguous(world: World, fact: ast.Fact) -> str:
    """Say which circumstances a bare name could be, where it could be several (ruling 32); empty where it is one."""
    either = _either(world, senses_of(world.instruments.values(), world.lexicon), fact)
    return f"`{fact.word.text}` could be {listed((f'`{one}`' for one in either), 'or')}" if either else ""


def _either(world: World, senses: Senses, fact: ast.Fact) -> tuple[str, ...]:
    """Return how the circumstances are written that a bare name in a scenario could be, where it could be several."""
    name = fact.of.text if fact.of is not None else ""
    aliases = (text.alias_of(name) for text in world.instruments.values())
    owner = next((alias for alias in aliases if alias is not None), None) or world.lexicon.state(name) or ""
    found = senses.by_name.get(fact.word.text, ())
    theirs = [one for one in found if owner and any(text.state == owner for text, _ in one.declared)]
    return () if len(found) < 2 or len(theirs) == 1 else tuple(one.reference for one in found)


def _is_body(world: World, name: str) -> bool:
    labels = (text.labels.get(name) for text in world.instruments.values())
    in_vocabulary = world.lexicon.get(name, "body") is not None
    return in_vocabulary or any(label is not None and label.kind == "council" for label in labels)


def _refers_to_body(world: World, reference: ast.Ref) -> bool:
    return any(body_named(world, text, f"@{reference.text}") is not None for text in world.instruments.values())


def misplaced(scenario: ast.Scenario) -> Iterator[tuple[Span, str]]:
    """Yield what is not a latitude or longitude of the places of a scenario, with what is wrong about it."""
    for angle in [node for node in ast.walk(scenario) if isinstance(node, ast.Angle)]:
        from treatylang.geography.doubts import impossible

        if (doubt := impossible(angle)) is not None:
            yield angle.span, doubt.message


def _unknown_event(world: World, phrase: ast.Phrase) -> Iterator[tuple[Span, str]]:
    head = phrase.head
    name = head.items[0].text if isinstance(head, ast.Words) else ""
    if world.lexicon.get(name, "event") is None:
        said = " ".join(head.span.text.split())
        yield head.span, _meant(world, f"no vocabulary declares the event `{said}`", said, "event")
    for slot in phrase.slots:
        value = slot.value if slot.values else None
        if slot.word not in ("on", "to", "by") or not isinstance(value, ast.Node):
            continue
        _, owner = target_of_event(value)
        things = value.head.items if isinstance(value, ast.Of) and isinstance(value.head, ast.Words) else ()
        for thing in things:
            if isinstance(thing, ast.Name) and not world.lexicon.kinds(thing.text):
                why = f"no vocabulary declares `{thing.text}`"
                yield thing.span, _meant(world, why, thing.text, "object")
        for item in owner.items if isinstance(owner, ast.Words) else ():
            known = isinstance(item, ast.Ref) or world.lexicon.get(item.text, "role", "object") is not None
            if not known and not _is_state(world, item):  # type: ignore[arg-type]  # references are known
                yield item.span, _no_state(item.text, "is not a state")
