"""Question two, as faults: parties to whom nobody guarantees help, and promises that are worth less than they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from treatylang.model.instrument import Norm
from treatylang.model.memo import Topic
from treatylang.reasoning.areas.terrain import exists
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed, bound
from treatylang.reasoning.situations.space import ATTACKER, EVENT, PLACE, VICTIM
from treatylang.reasoning.verdicts.guarantees import attacks
from treatylang.reasoning.verdicts.worth import Promise, worth

HELP = "mutual-defence"
"""The matter that the vocabulary gives (``of``) to the acts that are help."""


@dataclass(frozen=True)
class Abandoned:
    """A party that is promised help which nobody guarantees, in some situations.

    ``lawful`` if some helper could lawfully give it, were it not for approvals of its own organs or judgements.
    """

    victim: str
    where: Situations
    promised_by: tuple[Promise, ...]
    lawful: bool


@dataclass(frozen=True)
class Hollow:
    """A provision that promises more than is certain: whose promise, and in which situations.

    ``unlawful`` where law or a treaty forbids, ``judged`` where the state itself judges whether it must, ``waiting``
    where its organs have to approve.
    """

    norm: Norm
    unlawful: dict[str, Situations]
    judged: dict[str, Situations]
    waiting: dict[str, Situations]


def helps(case: Frame) -> frozenset[str]:
    """Return the acts that are help: those that the vocabulary counts so, and all narrower ones."""
    lexicon = case.world.lexicon
    return frozenset(
        name for word in lexicon.words("act") if word.owner == HELP for name in lexicon.narrower(word.name)
    )


def attacked(case: Frame, victim: str) -> Situations:
    """Return the situations in which a party is attacked by somebody from whom no help is asked.

    Parties and guarantors do not attack here; circumstances have their usual values.
    """
    diagrams = case.diagrams
    parties = frozenset(addressed(case))
    outsiders = [v for v in diagrams.variables[diagrams.level(ATTACKER)].values if v not in parties]
    kinds = attacks(case)
    if not kinds or not outsiders:
        return EMPTY
    member = Reader(case, case.draft, victim).party(victim)
    where = diagrams.all_of(
        (
            case.possible,
            member,
            diagrams.value(EVENT, *kinds),
            struck(case, victim),
            diagrams.value(ATTACKER, *outsiders),
        )
    )
    return usually(case, where)


def struck(case: Frame, state: str) -> Situations:
    """Return the situations in which what is hit is a state's own, at home or where no other party is at home."""
    diagrams = case.diagrams
    hosts = [party for party in bound(case) if party != state]
    abroad = diagrams.any_of(case.space.is_state(PLACE, party) for party in hosts)
    return diagrams.less(case.space.is_state(VICTIM, state), abroad)


def usually(case: Frame, where: Situations) -> Situations:
    """Narrow situations to those in which every circumstance that has a usual value has it."""
    return case.diagrams.both(where, case.memo.once(_USUAL, len(case.space.facts), lambda: _usual(case)))


_USUAL = Topic[Situations]("the situations in which all is as usual")


def _usual(case: Frame) -> Situations:
    diagrams = case.diagrams
    settled = [(k, f.usual) for k, f in case.space.facts.items() if f.usual is not None and f.kind != "judgement"]
    # From the last variable up, every step only puts one node on top of the product so far.
    values = sorted(settled, key=lambda one: -diagrams.level(one[0]))
    product = ALL
    for name, holds in values:
        product = diagrams.both(diagrams.value(name, "yes" if holds else "no"), product)
    return product


def abandoned(case: Frame) -> Iterator[Abandoned]:
    """Yield the parties that are promised help, and guaranteed none, somewhere."""
    diagrams = case.diagrams
    help_acts = helps(case)
    helpers = addressed(case)
    values = {state: worth(case, state, (case.draft,)) for state in helpers}
    hits = {victim: attacked(case, victim) for victim in bound(case)}
    asked = diagrams.any_of(hits.values())
    given = {
        name: answered(
            case, asked, {state: _any(case, getattr(value, name), help_acts) for state, value in values.items()}
        )
        for name in ("promised", "lawful", "certain")
    }
    for victim, hit in hits.items():
        promised, lawful, certain = (diagrams.both(hit, given[name]) for name in ("promised", "lawful", "certain"))
        where = diagrams.less(promised, lawful)
        unlawful = exists(case, where)
        if not unlawful:
            where = diagrams.less(promised, certain)
        if unlawful or exists(case, where):
            owing = tuple(
                one
                for state in helpers
                if state != victim
                for one in values[state].promises
                if one.ways <= help_acts and exists(case, diagrams.both(one.promised, where), where)
            )
            yield Abandoned(victim, where, owing, not unlawful)


def answered(case: Frame, asked: Situations, given: Mapping[str, Situations]) -> Situations:
    """Return the asked situations in which some state that is neither attacked nor attacking gives what it gives."""
    diagrams = case.diagrams
    return diagrams.any_of(
        diagrams.less(
            diagrams.both(asked, where), diagrams.either(case.space.is_state(ATTACKER, state), struck(case, state))
        )
        for state, where in given.items()
    )


def _any(case: Frame, found: Mapping[str, Situations], acts: frozenset[str]) -> Situations:
    """Return where any of some acts is given; what stands for an act stands for every narrower one already."""
    widest = (act for act in acts if not any(other != act and other in acts for other in case.world.lexicon.wider(act)))
    return case.diagrams.any_of(found.get(act, EMPTY) for act in sorted(widest))


def hollow(case: Frame) -> Iterator[Hollow]:
    """Yield the provisions of which some party's promise is worth less than it says, in usual situations."""
    diagrams = case.diagrams
    found: dict[int, Hollow] = {}
    for state in addressed(case):
        for one in worth(case, state, (case.draft,)).promises:
            norm = one.duty.norm
            usual = usually(case, one.promised)
            here = found.setdefault(norm.span.start, Hollow(norm, {}, {}, {}))
            for losses, wide, narrow in (
                (here.unlawful, usual, one.permitted),
                (here.judged, diagrams.both(usual, one.permitted), one.lawful),
                (here.waiting, diagrams.both(usual, one.lawful), one.certain),
            ):
                lost = diagrams.less(wide, narrow)
                if exists(case, lost):
                    losses[state] = diagrams.either(losses.get(state, EMPTY), lost)
    yield from (one for one in found.values() if one.unlawful or one.judged or one.waiting)
