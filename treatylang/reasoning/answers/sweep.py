"""In how many situations a draft leaves each party at odds with its law, between treaties, bound or free: exact counts.

Every possible situation falls under one verdict, the gravest that is true of it, so that the counts of a row add up to
its total. Sets are counted, never listed: the work grows with the texts and with the rows that are asked for, not with
the situations. What the actor chooses (the manner) is not part of a situation, and circumstances on which no verdict
turns are not told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.answers.measure import Measure
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.bans import Weight, hosts
from treatylang.reasoning.situations.beside import beside
from treatylang.reasoning.situations.frame import Frame, frame_of
from treatylang.reasoning.situations.options import addressed, assume, combinations
from treatylang.reasoning.situations.space import ATTACKER, DATE, EVENT, OBJECT, PLACE, VICTIM
from treatylang.reasoning.verdicts.contradiction import DilemmaKind, dilemmas_of
from treatylang.reasoning.verdicts.legality import Clash, ClashKind, clashes_of
from treatylang.reasoning.verdicts.worth import worth

PARTY = "party"
DIMENSIONS = (PARTY, DATE, EVENT, ATTACKER, VICTIM, OBJECT, PLACE)
"""What counts can be grouped by."""

NOT_KNOWN = "not known"
VERDICTS = (
    "conflict",
    "contradiction",
    "tension",
    "policy",
    "displaced",
    NOT_KNOWN,
    "judged",
    "approval",
    "lawful",
    "free",
)
"""The verdicts, the gravest first.

*conflict*: domestic law forbids what is owed; *contradiction*: treaties, alone or with domestic law, forbid what a
treaty asks; *tension*: all that a duty may call for is forbidden; *policy*: only declared policy, or law that the
treaty outranks, forbids what is owed; *displaced*: something is not owed, since a norm that prevails forbids it; *not
known*: something is owed that nothing held forbids, while the law of the party that could is not held; *judged*:
something is owed whose lawfulness is for the party itself to judge; *approval*: something owed is lawful once its
organs approve; *lawful*: all that is owed may be done at once; *free*: nothing that happens asks anything of it.
"""


@dataclass(frozen=True)
class Row:
    """The counts of one group: ``key`` has its value for each dimension, ``counts`` one number for each verdict."""

    key: tuple[str, ...]
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many situations the group has."""
        return sum(self.counts)

    def count(self, verdict: str) -> int:
        """Return how many situations have a verdict; ValueError for a word that is none."""
        return self.counts[VERDICTS.index(verdict)]


@dataclass(frozen=True)
class Sweep:
    """All counts of one draft under one result of its options.

    ``options`` names the combinations that give it, empty for a draft without brackets; ``circumstances`` are those
    on which a verdict turns, in words: they, and the dimensions, are what situations are told apart by.
    """

    options: str
    by: tuple[str, ...]
    circumstances: tuple[str, ...]
    rows: tuple[Row, ...]


def sweeps(world: World, draft: Instrument, question: Question, by: Sequence[str] = (PARTY,)) -> tuple[Sweep, ...]:
    """Return the counts of a draft for each combination of options that gives others.

    ``by`` are names of ``DIMENSIONS``. Where ``party`` is not among them a situation counts once, under the gravest
    verdict that any party has in it. Groups without a situation are left out.
    """
    frame = frame_of(world, draft, question, beside=beside(world, draft, question))
    frame = assume(frame)
    parties = addressed(frame)
    # All texts are read before anything is counted: reading adds circumstances, and counts are over all of them.
    read = [
        (choices, [_raw(replace(frame, choices=choices), state) for state in parties])
        for choices in combinations(draft, question.options)
    ]
    divided = [(choices, [partition(frame, raw) for raw in raws]) for choices, raws in read]
    kept = Measure(frame, [one for _, all_of in divided for sets in all_of for one in sets])
    seen: dict[tuple[Row, ...], Sweep] = {}
    for choices, sets in divided:
        by_party = dict(zip(parties, sets, strict=True))
        rows = tuple(_rows(frame, by_party, tuple(by), kept))
        words = ", ".join(f"{c.bracket} {c.option}" for c in sorted(choices, key=str))
        known = seen.get(rows)
        if known is not None:
            words = f"{known.options}; {words}"
        seen[rows] = Sweep(words, tuple(by), kept.circumstances, rows)
    return tuple(seen.values())


def size_of(frame: Frame, by: Sequence[str]) -> int:
    """Return how many rows a grouping can have at most."""
    diagrams = frame.diagrams
    values = prod(len(diagrams.variables[diagrams.level(name)].values) for name in by if name != PARTY)
    return values * (len(addressed(frame)) if PARTY in by else 1)


def _raw(case: Frame, state: str) -> Mapping[str, Situations]:
    """Return, for each verdict but the last, where something of its kind is so; these sets may overlap."""
    diagrams = case.diagrams
    found: dict[str, list[Situations]] = {verdict: [] for verdict in VERDICTS[:-1]}
    clashes: list[Clash] = []
    for bearer in addressed(case):
        # What a host's law forbids others on its soil is a conflict of the host's too (ruling 46).
        theirs = (one for one in clashes_of(case, bearer) if state in (bearer, *hosts(one.bans, bearer)))
        clashes += (one for one in theirs if not one.readings)
    for clash in clashes:
        hard = clash.weight is Weight.LAW
        found[clash.kind if clash.kind is ClashKind.TENSION or hard else "policy"].append(clash.where)
    for one in dilemmas_of(case, state):
        if one.kind.impossible:
            found["contradiction"].append(one.where)
        elif one.kind is DilemmaKind.DISPLACED:
            found["displaced"].append(one.where)
    for promise in worth(case, state, (case.draft,)).promises:
        found[NOT_KNOWN].append(promise.unknown)
        found["judged"].append(diagrams.less(promise.promised, promise.lawful))
        found["approval"].append(diagrams.less(promise.promised, promise.certain))
        found["lawful"].append(promise.promised)
    return {verdict: diagrams.any_of(sets) for verdict, sets in found.items()}


def partition(frame: Frame, raw: Mapping[str, Situations]) -> tuple[Situations, ...]:
    """Return one set for each verdict: disjoint, and together all possible situations, manners left out."""
    diagrams = frame.diagrams
    manners = frame.space.manners()
    rest = diagrams.somehow(frame.possible, manners)
    sets = []
    for verdict in VERDICTS[:-1]:
        where = diagrams.somehow(diagrams.both(raw[verdict], frame.possible), manners)
        taken = diagrams.both(rest, where)
        sets.append(taken)
        rest = diagrams.less(rest, taken)
    return (*sets, rest)


def _rows(
    frame: Frame, by_party: Mapping[str, tuple[Situations, ...]], by: tuple[str, ...], kept: Measure
) -> Iterator[Row]:
    """Yield the rows of each party, or of all together, those of one dimension after the other in their order."""
    if not by_party:
        return
    groups = by_party if PARTY in by else {"": _gravest(frame, list(by_party.values()))}
    names = [name for name in by if name != PARTY]
    place = by.index(PARTY) if PARTY in by else None
    words = [frame.diagrams.variables[frame.diagrams.level(name)].values for name in names]
    for party, sets in groups.items():
        shares = [kept.groups(one, names) for one in sets]
        for values in sorted(set().union(*shares)):
            key = tuple(known[value] for known, value in zip(words, values, strict=True))
            counts = tuple(share.get(values, 0) for share in shares)
            yield Row(key if place is None else (*key[:place], party, *key[place:]), counts)


def _gravest(frame: Frame, sets: Sequence[tuple[Situations, ...]]) -> tuple[Situations, ...]:
    """Return the verdicts of all parties as one: a situation has the gravest that any of them has in it."""
    diagrams = frame.diagrams
    found: list[Situations] = []
    seen = EMPTY
    for verdict in zip(*sets, strict=True):
        where = diagrams.less(diagrams.any_of(verdict), seen)
        seen = diagrams.either(seen, where)
        found.append(where)
    return tuple(found)
