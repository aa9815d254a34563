"""With whom, for whom and against whom something is done, and whether a norm speaks of just these."""

from __future__ import annotations

from dataclasses import replace

from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.norms.conduct import Conduct
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.space import ATTACKER, EVENT, QUIET, VICTIM
from treatylang.syntax import ast


def partner(frame: Frame, reader: Reader, toward: ast.NounPhrase | None, conduct: Conduct) -> Situations:
    """Return where whoever the conduct concerns (`host-forces of X`) is among those that the ban names."""
    diagrams = frame.diagrams
    if toward is None:
        return ALL
    others = [state for state in _states(frame) if state != conduct.bearer]
    if not _names_states(reader, toward):
        return EMPTY
    if conduct.toward is None:
        # A conduct that names no partner can be done with one that the ban leaves out, unless it leaves out nobody.
        return diagrams.all_of(reader.member(toward, state) for state in others)
    doing = conduct.reader(frame)
    return diagrams.any_of(
        diagrams.both(doing.member(conduct.toward, state), reader.member(toward, state)) for state in others
    )


def _inside(phrase: object) -> tuple[object, ...]:
    """Return the phrases of which one is put together: `any of Members`, `Members except Japan`, `third state`."""
    match phrase:
        case ast.SomeOf():
            return (phrase.group,)
        case ast.Modified():
            return (phrase.head,)
        case ast.AreaGroup():
            return (phrase.area,)
        case ast.AreaPlus() | ast.AreaExcept():
            return phrase.left, phrase.right
        case ast.AreaWithin():
            return (phrase.left,)
    return ()


def _names_states(reader: Reader, phrase: object) -> bool:
    """Return whether a phrase names states, and not things (`forces`, `vessels`) or texts."""
    if inner := _inside(phrase):
        return all(_names_states(reader, one) for one in inner)
    if not isinstance(phrase, _PARTNERS):
        return False
    if isinstance(phrase, ast.Words):
        return all(
            isinstance(item, ast.Text | ast.Name)
            and (
                reader.one_state(ast.Words(item.span, (item,))) is not None
                or (item.text in reader.instrument.labels and reader.instrument.labels[item.text].kind == "group")
                or is_region(reader, item)
            )
            for item in phrase.items
        )
    return not (isinstance(phrase, ast.Quantified) and phrase.noun in ("treaty", "law"))


def is_region(reader: Reader, item: ast.Name | ast.Text | ast.Ref) -> bool:
    """Return whether a word is a region, and no label of the text: of somebody, it means the states that lie there."""
    known = isinstance(item, ast.Name) and reader.frame.world.lexicon.get(item.text, "region") is not None
    return known and item.text not in reader.instrument.labels


def _states(frame: Frame) -> tuple[str, ...]:
    return frame.diagrams.variables[frame.diagrams.level(VICTIM)].values


def opponent(frame: Frame, reader: Reader, slot: ast.Slot, conduct: Conduct) -> Situations:
    """Return where the one against whom one acts is among those that the ban protects.

    That is whom the conduct names, else the attacker.
    """
    diagrams = frame.diagrams
    named = [one for one in slot.values if _is_opponent(reader, one)]
    # Force need not be turned against what a state has (`territorial-integrity of any state`): other ways are left.
    if not named:
        return EMPTY
    shielded = diagrams.any_of(reader.attacker(one) for one in named)
    doing = conduct.reader(frame)
    own = [one for mine in conduct.slots if mine.word == "against" for one in mine.values if _is_opponent(doing, one)]
    if not own:
        return diagrams.less(shielded, diagrams.value(EVENT, QUIET))
    # Whoever the conduct is against, attacker or not: is it always one whom the ban protects?
    met = free = EMPTY
    for actor in diagrams.variables[diagrams.level(ATTACKER)].values:
        mine = diagrams.any_of(_acts_as(doing, one, actor) for one in own)
        safe = diagrams.any_of(_acts_as(reader, one, actor) for one in named)
        met = diagrams.either(met, mine)
        free = diagrams.either(free, diagrams.less(mine, safe))
    return diagrams.less(met, free)


def _acts_as(reader: Reader, phrase: ast.Node, actor: str) -> Situations:
    """Return where a state, or an actor that is none, is among those whom a phrase names.

    `the attacker` is who attacks in the situation; any other phrase says who is meant whoever attacks.
    """
    diagrams = reader.frame.diagrams
    attacks = diagrams.value(ATTACKER, actor)
    if isinstance(phrase, ast.Words) and len(phrase.items) > 1:
        return diagrams.any_of(_acts_as(reader, replace(phrase, items=(item,)), actor) for item in phrase.items)
    role = phrase.items[0] if isinstance(phrase, ast.Words) else getattr(phrase, "role", None)
    word = reader.frame.world.lexicon.get(role.text, "role") if isinstance(role, ast.Name) else None
    if word is not None and word.owner == "attacker":
        return attacks
    return diagrams.somehow(diagrams.both(reader.attacker(phrase), attacks), [diagrams.level(ATTACKER)])


def _is_opponent(reader: Reader, phrase: object) -> bool:
    """Return whether a phrase names whom one can act against: states, groups, roles, actors that are not states."""
    if inner := _inside(phrase):
        return all(_is_opponent(reader, one) for one in inner)
    if isinstance(phrase, ast.Words):
        lexicon = reader.frame.world.lexicon
        return all(
            (isinstance(item, ast.Name) and lexicon.get(item.text, "role") is not None)
            or _names_states(reader, replace(phrase, items=(item,)))
            for item in phrase.items
        )
    return _names_states(reader, phrase)


def beneficiary(frame: Frame, reader: Reader, slot: ast.Slot, conduct: Conduct) -> Situations:
    """Return where whom the ban is for is whom the conduct is for, or whoever is hit where the conduct names nobody."""
    value = slot.value
    if isinstance(value, ast.Of) and not _is_relation(reader, value):
        return ALL
    if not isinstance(value, ast.Node) or not (isinstance(value, ast.Of) or is_partner(reader, value)):
        return ALL
    return helped(frame, reader, value, conduct)


def _is_relation(reader: Reader, phrase: ast.Of) -> bool:
    """Return whether a phrase names states by how they stand to another: `close-partner of self`."""
    lexicon = reader.frame.world.lexicon
    return isinstance(phrase.head, ast.Words) and all(
        lexicon.get(item.text, "relation") is not None for item in phrase.head.items
    )


WHOM = ("object", "for", "to")
"""The slots that say whom an act is for: `assist Kenya`, `use-force for Kenya`, `give-aid to Kenya`."""


def helped(frame: Frame, reader: Reader, named: ast.Node, conduct: Conduct) -> Situations:
    """Return where whom a ban names is whom the conduct is for, or whoever is hit where the conduct names nobody."""
    diagrams = frame.diagrams
    doing = conduct.reader(frame)
    own = [one.value for one in conduct.slots if one.word in WHOM and one.values]
    group: ast.AreaExpr = named  # type: ignore[assignment]  # whoever asks has seen that it names states
    mine: list[ast.NounPhrase] = [one for one in own if is_partner(doing, one)]  # type: ignore[misc]  # it is one
    if mine:
        return diagrams.any_of(
            diagrams.both(doing.member(one, state), reader.member(group, state))
            for one in mine
            for state in _states(frame)
            if state != conduct.bearer
        )
    if any(one.word == "object" for one in conduct.slots):
        return EMPTY
    return reader.once("helped", group, lambda: _whoever_is_hit(reader, group, conduct.bearer), conduct.bearer)


def _whoever_is_hit(reader: Reader, group: ast.AreaExpr, bearer: str) -> Situations:
    """Return where whoever is hit belongs to a group, and where nobody is, whether all others do."""
    frame, diagrams = reader.frame, reader.frame.diagrams
    hit = diagrams.any_of(
        diagrams.both(reader.member(group, state), diagrams.value(VICTIM, state)) for state in _states(frame)
    )
    # Where nobody is hit, nobody is left to help whom the ban does not name only if it leaves out nobody.
    everybody = diagrams.all_of(reader.member(group, state) for state in _states(frame) if state != bearer)
    return diagrams.either(diagrams.less(hit, diagrams.value(EVENT, QUIET)), everybody)


_PARTNERS = (ast.Quantified, ast.Words, ast.Plural, ast.EachOther)


def is_partner(reader: Reader, phrase: object) -> bool:
    """Return whether a phrase names states by what they are in the text or in the situation, or by name."""
    if inner := _inside(phrase):
        return all(is_partner(reader, one) for one in inner)
    if isinstance(phrase, ast.Quantified):
        role = phrase.role.text if phrase.role is not None else ""
        label = reader.instrument.labels.get(role)
        known = reader.frame.world.lexicon.get(role, "role") is not None or (
            label is not None and label.kind == "group"
        )
        return phrase.noun not in ("treaty", "law") and (known or not role)
    return isinstance(phrase, (ast.Plural, ast.EachOther)) or (
        isinstance(phrase, ast.Words) and _names_states(reader, phrase)
    )


def together(reader: Reader, slot: ast.Slot, conduct: Conduct) -> Situations:
    """Return where conduct is done with those with whom the ban forbids it; nowhere if it names no partner."""
    doing = conduct.reader(reader.frame)
    own = [one.value for one in conduct.slots if one.word == "with" and one.values and is_partner(doing, one.value)]
    return reader.frame.diagrams.any_of(
        reader.frame.diagrams.both(doing.member(one, state), reader.member(slot.value, state))  # type: ignore[arg-type]
        for one in own
        for state in _states(reader.frame)
        if state != conduct.bearer
    )
