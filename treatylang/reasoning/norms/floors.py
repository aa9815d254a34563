"""What must at least be done: the floor of a duty, lowered by the law that it defers to and by what is waived.

The floor is the first of the levels of a duty that keeps a way which is neither forbidden by absorbed law nor waived
(reasoning.md, "Floor").
"""

from __future__ import annotations

from treatylang.model.instrument import Reading
from treatylang.model.reservations import concerns, prohibits
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.norms.bans import Ban, forbidden
from treatylang.reasoning.norms.conduct import Conduct
from treatylang.reasoning.norms.duties import Duty, awake
from treatylang.reasoning.norms.reach import described, speaks_of
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.readings import Readings

Level = tuple[str, frozenset[str], Situations]
"""An act, the ways to do it, and the situations in which it is what must at least be done."""


def floor(
    case: Frame, duty: Duty, bans: tuple[Ban, ...], readings: Readings, only: Reading | None = None
) -> tuple[Level, ...]:
    """Return the floor of a duty (reasoning.md, "Floor"): the first level that keeps a way, else nothing."""
    diagrams = case.diagrams
    absorbed = tuple(ban for ban in bans if absorbed_by(duty, ban))
    waivers = {way: waived(case, duty, way) for _, ways in duty.levels for way in ways}
    first_act, first_ways = duty.levels[0]
    absorbing = bool(duty.absorbs or duty.laws)
    if not absorbing and all(where == EMPTY for where in waivers.values()):
        return ((first_act, first_ways, duty.awake),)
    # Where nothing absorbs and nothing is waived in a situation, the first level stands there, come what may.
    touched = ALL if absorbing else diagrams.any_of(waivers.values())
    untouched = diagrams.less(duty.awake, touched)
    rest = diagrams.both(duty.awake, touched)
    levels: list[Level] = []
    for act, ways in duty.levels:
        gone = diagrams.all_of(
            diagrams.either(forbidden(case, absorbed, way, readings, only), waivers[way]) for way in sorted(ways)
        )
        gone = diagrams.whatever(gone, case.space.manners())
        where = diagrams.less(rest, gone)
        levels.append((act, ways, where if levels else diagrams.either(where, untouched)))
        rest = diagrams.both(rest, gone)
    return tuple(level for level in levels if level[2] != EMPTY)


def absorbed_by(duty: Duty, ban: Ban) -> bool:
    """Return whether a ban lowers a duty instead of colliding with it: the duty defers to its rank or to its law."""
    own = ban.law.kind == "law" and ban.law.state == duty.bearer
    return (own and ban.rank in duty.absorbs) or any(named.has(ban.norm) for named in duty.laws)


def waived(case: Frame, duty: Duty, way: str) -> Situations:
    """Return the situations in which the bearer need not use a way: `need not` waives it for norms of the same text.

    A statement that the text's clause on reservations prohibits waives nothing: it is void (VCLT 19, ruling 15). One
    that is made to a provision waives nothing of another (VCLT 21(1)(a)). A waiver of some ways alone (help against
    one opponent, to one party, in one place) leaves the others owed (ruling 1).
    """
    found = []
    own = duty.norm.instrument == case.draft.name
    text = case.draft if own else case.world.instruments[duty.norm.instrument]
    if not text.waivers:
        return EMPTY
    conduct = Conduct.of(duty.norm, text, duty.bearer)
    for norm in text.waivers:
        if not case.stands(text, norm.choices):
            continue
        if not speaks_of(case.world.lexicon, norm, way):
            continue
        if norm.statement and (
            prohibits(text, duty.norm.labels) or not concerns(text, norm.statement, duty.norm.labels, norm.labels)
        ):
            continue
        reader = Reader(case, text, duty.bearer, norm.labels)
        found.append(case.diagrams.both(awake(reader, text, norm), described(reader, norm, conduct)))
        maker = reader.one_state(norm.bearer.head) if norm.statement else None
        if maker is not None and maker != duty.bearer:
            # What a reservation takes from its maker it takes from the others towards the maker (VCLT 21(1)(b)).
            theirs = awake(Reader(case, text, maker, norm.labels), text, norm)
            found.append(case.diagrams.both(theirs, case.space.hits(maker)))
    return case.diagrams.any_of(found)


def closed(
    case: Frame, ways: frozenset[str], bans: tuple[Ban, ...], readings: Readings, only: Reading | None = None
) -> Situations:
    """Return the situations in which every way is forbidden, whatever manner the actor chooses."""
    result = case.diagrams.all_of(forbidden(case, bans, way, readings, only) for way in sorted(ways))
    return case.diagrams.whatever(result, case.space.manners())
