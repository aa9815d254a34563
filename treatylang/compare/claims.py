"""What effects ask of a state, piece by piece, so that more can be told from less; and which effects are of one kin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from treatylang.compare.effects import BAN, DUTY, WAIVER, Claim, Effect
from treatylang.reasoning.kernel.diagram import EMPTY, Diagrams, Situations
from treatylang.reasoning.norms.reference import Provision

Partner = tuple[str, str]
"""The word that names a partner, such as `against`, and the state."""

Among = tuple[frozenset[str], frozenset[str], frozenset[Provision]]
"""The ways, the ranks of law and the provisions that effects speak of."""


def claims_of(diagrams: Diagrams, effects: Mapping[Effect, Situations], among: Among) -> dict[Claim, Situations]:
    """Return what effects ask, claim by claim; ``among`` are the ways, ranks and laws of either side."""
    found: dict[Claim, Situations] = {}
    for effect, where in effects.items():
        claims = set(effect.claims)
        if effect.form == DUTY:
            # The fewer ways perform a duty, the more it asks.
            claims |= {("not enough", way) for way in among[0] - effect.levels[0]}
            claims |= {("despite", rank) for rank in among[1] - effect.absorbs}
            claims |= {("despite the text", law.instrument, law.label) for law in among[2] - effect.laws}
            claims |= {("with", str(value)) for name, value in effect.rest if name == "ceiling"}
            if not any(name == "accordance" for name, _ in effect.rest):
                claims.add(("at once",))
        for claim in claims:
            found[claim] = diagrams.either(found.get(claim, EMPTY), where)
    return found


def partners_of(
    diagrams: Diagrams, effects: Mapping[Effect, Situations], state: str, *, waives: bool
) -> dict[Partner, Situations]:
    """Return for whom, with whom or against whom duties and bans (or waivers) are, each where it is so.

    A state is no partner of its own.
    """
    found: dict[Partner, Situations] = {}
    for effect, where in effects.items():
        counts = effect.form == WAIVER if waives else effect.form in (DUTY, BAN)
        if counts and effect.partner and effect.partner[1] != state:
            found[effect.partner] = diagrams.either(found.get(effect.partner, EMPTY), where)
    return found


def covers(other: Effect, effect: Effect) -> bool:
    """Return whether who does what one duty asks has done what the other asks, whatever the law says."""
    return (
        other.form == DUTY
        and not (other.absorbs or other.laws)
        and len(other.levels) == 1
        and other.levels[0] <= effect.levels[0]
        and other.ceiling >= effect.ceiling
        and other.discretion <= effect.discretion
        and (other.rest, other.partner) == (effect.rest, effect.partner)
    )


def among_all(effects: Iterable[Effect]) -> Among:
    """Return the ways, ranks and provisions that effects speak of."""
    duties = [effect for effect in effects if effect.form == DUTY]
    return (
        frozenset(way for effect in duties for level in effect.levels for way in level),
        frozenset(rank for effect in duties for rank in effect.absorbs),
        frozenset(law for effect in duties for law in effect.laws),
    )


def kindred(effects: Iterable[Effect]) -> list[list[Effect]]:
    """Return effects in groups that have to do with each other: what one asks may be a way to do what another asks."""
    groups: list[tuple[set[str], list[Effect]]] = []
    for effect in effects:
        ways = {way for level in effect.levels for way in level} | effect.ceiling
        met = [group for group in groups if group[0] & ways]
        joined = (set().union(ways, *(group[0] for group in met)), [e for group in met for e in group[1]] + [effect])
        groups = [*(group for group in groups if group not in met), joined]
    return [kin for _, kin in groups]
