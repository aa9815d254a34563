"""What a scenario can expect: each expectation as the set of situations in which it is so, and why it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from treatylang.findings import Step
from treatylang.model.calendar import Length, length_of
from treatylang.model.exceptions import lying
from treatylang.model.instrument import Norm
from treatylang.model.modality import Modality
from treatylang.reasoning.areas.terrain import somewhere
from treatylang.reasoning.explanation.citation import cited, forbid, the
from treatylang.reasoning.explanation.narrative import forbidding
from treatylang.reasoning.explanation.narrative import owing as binding
from treatylang.reasoning.explanation.reasons import (
    addressed_by,
    found_instead,
    not_forbidden,
    not_owed,
    shut_by,
)
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.norms.accession import barred
from treatylang.reasoning.norms.bans import Ban, Weight, fitted, forbidden, hosts, law_on, readings_about
from treatylang.reasoning.norms.conduct import Conduct
from treatylang.reasoning.norms.displacement import owed
from treatylang.reasoning.norms.duties import Duty, awake, duties
from treatylang.reasoning.norms.knowledge import undecided
from treatylang.reasoning.norms.obligations import bans_under
from treatylang.reasoning.norms.reach import reached, spared
from treatylang.reasoning.norms.ways import ways
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed, bound
from treatylang.reasoning.verdicts.abandonment import abandoned, attacked
from treatylang.reasoning.verdicts.contradiction import dilemmas_of
from treatylang.reasoning.verdicts.gaps import unanswered
from treatylang.reasoning.verdicts.legality import ClashKind, clashes_of
from treatylang.syntax import ast

Expectation = ast.ExpectNorm | ast.ExpectFree | ast.ExpectUnknown | ast.ExpectFinding

Why = Callable[[Situations], Iterator[Step]]
"""Given situations in which a claim is not so, the steps that lead to what is so instead."""


@dataclass(frozen=True)
class Claim:
    """What an expectation comes to.

    ``wanted`` are the situations in which it is so, ``otherwise`` says what is so elsewhere. Where ``limit`` is set,
    the question has an answer only within ``domain``, and ``limit`` says why.
    """

    wanted: Situations
    otherwise: str
    why: Why
    domain: Situations = ALL
    limit: str = ""


@dataclass(frozen=True)
class Owing:
    """A duty of a text, at one level of its floor: the ``act``, its ``ways``, and where it is owed."""

    frame: Frame
    duty: Duty
    act: str
    ways: frozenset[str]
    where: Situations


def claims(frames: Sequence[Frame], line: Expectation, who: str) -> list[Claim] | str:
    """Return what an expectation comes to, one claim for each act; or why nothing can decide it.

    Each frame has one of the texts that the scenario is about as its draft.
    """
    if isinstance(line, ast.ExpectNorm | ast.ExpectUnknown):
        draft = frames[0].draft
        toward, slots = lying(line.toward, line.slots, draft.lexicon, draft.labels)
        line = replace(line, toward=toward, slots=slots)
    if isinstance(line, ast.ExpectNorm):
        return [_norm(frames, who, line, act.text) for act in line.acts]
    if isinstance(line, ast.ExpectUnknown):
        return [_unknown(frames, who, act.text, line.slots, line.toward) for act in line.acts]
    if isinstance(line, ast.ExpectFree):
        return [_free(frames, who, tuple(act.text for act in line.acts))]
    return _finding(frames, who, line)


# -- duties, bans and permissions ----------------------------------------------------------------------------------


def _norm(frames: Sequence[Frame], who: str, line: ast.ExpectNorm, act: str) -> Claim:
    diagrams = frames[0].diagrams
    if line.modal in ("shall not", "may"):
        shut = diagrams.any_of(prohibited(frame, who, act, line.slots, line.toward) for frame in frames)
        if line.modal == "shall not":
            return Claim(
                shut, "it is not forbidden in this situation", lambda other: not_forbidden(frames, who, act, other)
            )
        return Claim(
            diagrams.outside(shut),
            "it is forbidden in this situation",
            lambda other: shut_by(
                [(f, _reaching(f, who, act, line.slots, line.toward)) for f in frames], who, act, other
            ),
        )
    if line.modal in ("shall", "need not"):
        mine = [one for frame in frames for one in owing(frame, who)]
        enough = [(one, diagrams.both(one.where, _amounts(one, act, line.slots, line.toward))) for one in mine]
        due = diagrams.any_of(where for _, where in enough)
        if line.modal == "shall":
            others = [(one.frame, one.duty, one.act, one.where) for one in mine]
            return Claim(
                due,
                "it is not owed in this situation",
                lambda other: not_owed(frames, who, act, others, other),
            )
        theirs = [(one.frame, one.duty, one.act, where) for one, where in enough]
        return Claim(
            diagrams.outside(due),
            "it is owed in this situation",
            lambda other: addressed_by(theirs, [], who, other),
        )
    said = diagrams.any_of(_said(frame, who, Modality(line.modal), act) for frame in frames)
    return Claim(said, f"no sentence says that it {line.modal}", lambda _: iter(()))


def prohibited(
    frame: Frame, who: str, act: str, slots: tuple[ast.Slot, ...] = (), toward: ast.NounPhrase | None = None
) -> Situations:
    """Return the situations in which every way of an act is forbidden to a state, in whatever manner it is done.

    Its domestic law forbids, the law of a state on whose soil it acts and, where the frame is that of a treaty,
    treaties do.
    """
    shut = frame.diagrams.all_of(_shut(frame, who, act, slots, toward).values())
    return frame.diagrams.whatever(shut, frame.space.manners())


def _shut(
    frame: Frame, who: str, act: str, slots: tuple[ast.Slot, ...], toward: ast.NounPhrase | None
) -> dict[str, Situations]:
    """Return the ways of an act of a state, each with the situations in which something forbids it."""
    reach = _reaching(frame, who, act, slots, toward)
    readings = readings_about(frame, who, reach)
    lexicon = frame.world.lexicon
    left = {way for slot in slots for wide in spared(lexicon, slot) for way in lexicon.narrower(wide)}
    return {way: forbidden(frame, reach, way, readings) for way in sorted(ways(lexicon, act) - left)}


def _unknown(
    frames: Sequence[Frame], who: str, act: str, slots: tuple[ast.Slot, ...], toward: ast.NounPhrase | None
) -> Claim:
    """Return where nothing held forbids an act to a state, and the law that could is not held (ruling 31)."""
    diagrams = frames[0].diagrams
    closed = diagrams.any_of(prohibited(frame, who, act, slots, toward) for frame in frames)
    found = (undecided(frame, who, _shut(frame, who, act, slots, toward), ALL) for frame in frames)
    where = diagrams.any_of(diagrams.whatever(one[0], frames[0].space.manners()) for one in found if one is not None)
    reaching = [(frame, _reaching(frame, who, act, slots, toward)) for frame in frames]
    return Claim(
        diagrams.less(where, closed),
        "it is known: something held forbids it, or the law that could is held and does not",
        lambda other: shut_by(reaching, who, act, other),
    )


def _reaching(
    frame: Frame, who: str, act: str, slots: tuple[ast.Slot, ...], toward: ast.NounPhrase | None
) -> tuple[Ban, ...]:
    """Return the bans that reach an act of a state."""
    bans = [*law_on(frame, who)[0]]
    if frame.draft.kind == "treaty":
        bans += bans_under(frame, who, ways(frame.world.lexicon, act))
    return fitted(frame, bans, Conduct(frame.draft, who, (), toward, slots))


def owing(frame: Frame, who: str) -> Iterator[Owing]:
    """Yield what the text of a frame obliges a state to: what remains of each duty, level by level."""
    law, readings = law_on(frame, who)
    for norm in frame.draft.norms:
        if not norm.choices <= frame.choices:
            continue
        for duty in duties(frame, frame.draft, norm, who):
            own = fitted(frame, law, duty.conduct(frame.draft))
            for one in owed(frame, frame.draft, duty, own, readings):
                yield Owing(frame, duty, one.level[0], one.level[1], one.owed)


def _amounts(one: Owing, act: str, slots: tuple[ast.Slot, ...], toward: ast.NounPhrase | None) -> Situations:
    """Return where a duty can be performed only by doing an act, for whom and where the expectation says.

    That is so where a ban on just that would reach the duty: nothing but what it names would perform it.
    """
    frame = one.frame
    lexicon = frame.world.lexicon
    if not all(lexicon.is_a(way, act) for way in one.ways):
        return EMPTY
    conduct = one.duty.conduct(frame.draft)
    said = {(slot.word, " ".join(slot.span.text.split())) for slot in one.duty.norm.slots}
    result = ALL
    if toward is not None:
        result = reached(frame, frame.draft, _as_ban(one.duty.norm, act, None, toward), conduct)
    for slot in slots:
        if (slot.word, " ".join(slot.span.text.split())) in said:
            continue
        if (limit := length_of(slot.value) if slot.word == "within" and slot.values else None) is not None:
            if not any(_as_soon(mine, limit) for mine in one.duty.norm.slots):
                return EMPTY
            continue
        if slot.word not in _WEIGHED:
            return EMPTY
        named = _as_ban(one.duty.norm, act, slot)
        result = frame.diagrams.both(result, reached(frame, frame.draft, named, conduct))
    return result


def _as_soon(slot: ast.Slot, limit: Length) -> bool:
    """Return whether a limit of a duty ends no later than another, whatever the calendar (ruling 43)."""
    length = length_of(slot.value) if slot.word == "within" and slot.values else None
    return length is not None and (length.most <= limit.least or length.compared(limit) in (-1, 0))


_WEIGHED = ("in", "outside", "from", "within", "to", "for", "with", "object", "against", "under")
"""The slots of an act that can be compared with those of a duty in other words."""


def _as_ban(norm: Norm, act: str, slot: ast.Slot | None, toward: ast.NounPhrase | None = None) -> Norm:
    return replace(norm, acts=(act,), toward=toward, slots=(slot,) if slot is not None else (), labels=())


def _said(frame: Frame, who: str, modality: Modality, act: str) -> Situations:
    """Return where a sentence that recommends (`should`) or requires (`need`) an act speaks to a state."""
    lexicon = frame.world.lexicon
    return frame.diagrams.any_of(
        awake(Reader(frame, frame.draft, who, norm.labels), frame.draft, norm)
        for norm in frame.draft.norms
        if norm.modality is modality
        and norm.choices <= frame.choices
        and any(lexicon.is_a(own, act) for own in norm.acts)
    )


def _free(frames: Sequence[Frame], who: str, acts: tuple[str, ...]) -> Claim:
    """Return where no norm of the texts addresses a state (ruling 23)."""
    diagrams = frames[0].diagrams
    bound_by: list[tuple[Frame, Duty, str, Situations]] = []
    barred_by: list[tuple[Frame, Norm, Situations]] = []
    for frame in frames:
        lexicon = frame.world.lexicon
        for norm in frame.draft.norms:
            if norm.procedural or norm.modality.permits or not norm.choices <= frame.choices:
                continue
            if acts and not any(lexicon.is_a(own, act) for own in norm.acts for act in acts):
                continue
            bound_by += ((frame, duty, duty.act, duty.awake) for duty in duties(frame, frame.draft, norm, who))
            if norm.modality.forbids and not acts:
                where = awake(Reader(frame, frame.draft, who, norm.labels), frame.draft, norm)
                barred_by.append((frame, norm, where))
    addressed = diagrams.any_of((*(one[3] for one in bound_by), *(one[2] for one in barred_by)))
    return Claim(
        diagrams.outside(addressed),
        "it is addressed in this situation",
        lambda other: addressed_by(bound_by, barred_by, who, other),
    )


# -- findings ------------------------------------------------------------------------------------------------------

_OUTSIDE = "it is asked only of attacks by outsiders, in usual circumstances"


def _finding(frames: Sequence[Frame], who: str, line: ast.ExpectFinding) -> list[Claim] | str:
    find = _FINDINGS.get(line.rule.text)
    if find is None:
        return f"`{line.rule.text}` cannot be expected; there are {', '.join(sorted(_FINDINGS))}"
    diagrams = frames[0].diagrams
    treaties = [frame for frame in frames if frame.draft.kind == "treaty"]
    found = [one for frame in treaties for one in find(frame, who)]
    where = diagrams.any_of(one[0] for one in found)
    name = line.rule.text
    article = "an" if name[0] in "aeiou" else "a"
    domain = ALL
    limit = ""
    if find in (_abandonment, _gap):
        limit = _OUTSIDE
        domain = diagrams.any_of(
            attacked(frame, state) for frame in treaties for state in ((who,) if who else bound(frame))
        )
    if line.positive:
        return [Claim(where, f"there is no {name}", lambda _: iter(()), domain, limit)]
    steps = [(one[0], one[1]) for one in found]
    return [
        Claim(
            diagrams.outside(where),
            f"there is {article} {name}",
            lambda o: found_instead(frames[0], steps, o),
            domain,
            limit,
        )
    ]


Found = tuple[Situations, tuple[Step, ...]]
"""Where something is found, and the steps that show it."""


def _clash(kind: ClashKind) -> Callable[[Frame, str], Iterator[Found]]:
    def find(frame: Frame, who: str) -> Iterator[Found]:
        for state in addressed(frame):
            for one in clashes_of(frame, state):
                # What a host's law forbids on its soil is a conflict of the host's, too (ruling 46).
                theirs = who in ("", state, *hosts(one.bans, state))
                if theirs and one.kind == kind and not one.readings and one.weight == 1:
                    yield one.where, _dilemma(frame, one.duty, one.act, one.bans)
            for bar in barred(frame, state) if kind is ClashKind.CONFLICT and who in ("", state) else ():
                if bar.ban.weight is Weight.LAW:
                    law = cited(bar.ban)
                    which = "a treaty of this kind" if bar.matter else "any treaty"
                    said = f"{law} {forbid(law)} {the(state)} to join {which}"
                    yield bar.where, (Step(said, bar.ban.norm.span),)

    return find


def _contradiction(frame: Frame, who: str) -> Iterator[Found]:
    for state in (who,) if who else addressed(frame):
        for one in dilemmas_of(frame, state):
            if one.kind.impossible:
                yield one.where, _dilemma(frame, one.duty, one.act, one.bans)


def _abandonment(frame: Frame, who: str) -> Iterator[Found]:
    for one in abandoned(frame):
        if who in ("", one.victim):
            steps = (step for promise in one.promised_by for step in _dilemma(frame, promise.duty, promise.act, ()))
            yield (
                somewhere(frame, one.where),
                (*dict.fromkeys(steps), Step(f"nobody guarantees {one.victim} any of it")),
            )


def _gap(frame: Frame, who: str) -> Iterator[Found]:
    for one in unanswered(frame):
        if who in ("", one.victim):
            yield (
                somewhere(frame, one.where),
                (Step(f"no duty of another party is triggered by the attack on {one.victim}"),),
            )


def _dilemma(frame: Frame, duty: Duty, act: str, bans: Sequence[Ban]) -> tuple[Step, ...]:
    text = frame.world.instruments.get(duty.norm.instrument, frame.draft)
    steps = [binding(frame, text, duty.norm, duty.bearer, act)]
    steps += [forbidding(frame.world.lexicon, ban.law, ban.norm, duty.bearer) for ban in bans]
    return tuple(dict.fromkeys(steps))


_FINDINGS: dict[str, Callable[[Frame, str], Iterator[Found]]] = {
    "conflict": _clash(ClashKind.CONFLICT),
    "tension": _clash(ClashKind.TENSION),
    "contradiction": _contradiction,
    "abandonment": _abandonment,
    "gap": _gap,
}
"""What a scenario may expect by name, with what finds it for a state, or for any party where none is named."""
