"""Sentences that were added, removed or changed: one change for each aspect, weighed by the situations it decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from treatylang.compare.aspects import Aspect, aspects
from treatylang.compare.canonical import Names
from treatylang.compare.changes import DOWN, EDITORIAL, REVIEW, SAME, SUBSTANTIVE, UP
from treatylang.compare.effects import READ, Meaning, differing
from treatylang.compare.outline import Piece
from treatylang.compare.weighing import Scales, Weighed, merged
from treatylang.model.instrument import Norm, Statement
from treatylang.reasoning.diagram import ALL, EMPTY
from treatylang.syntax import ast


@dataclass
class Draft:
    """A change before it is told: what differs, where, and what it weighs (``None``: no situation is asked)."""

    area: str
    kind: str
    action: str
    old_piece: Piece | None
    new_piece: Piece | None
    old: str
    new: str
    weighed: Weighed | None = None
    level: str = ""
    what: str = ""
    hint: str = SAME
    notes: list[str] = field(default_factory=list)
    parties: tuple[str, ...] = ()
    decided: tuple[str, str, str] | None = None
    """What is asked, and what either draft answers, where no situation shows the difference."""


def unmatched(scales: Sequence[Scales], old: Piece | None, new: Piece | None) -> Draft:
    """Return the change of a sentence that only one draft has."""
    piece = old or new
    assert piece is not None
    mine, theirs = (p.meaning if p is not None else None for p in (old, new))
    weighed = merged(scales[0].case, (s.weigh(mine, theirs) for s in scales))
    waiver = isinstance(piece.meaning, Norm) and piece.meaning.modal == "need not"
    return Draft(
        "exception" if waiver else "obligation",
        "existence",
        "remove" if new is None else "add",
        old,
        new,
        f"`{old.text}`" if old is not None else "",
        f"`{new.text}`" if new is not None else "",
        weighed,
        SUBSTANTIVE if weighed.parts else REVIEW if _beyond(scales, mine, theirs) else EDITORIAL,
        notes=[BEYOND] if not weighed.parts and _beyond(scales, mine, theirs) else [],
    )


BEYOND = "it binds no party by itself in any situation that is computed: read what it means"


def _beyond(scales: Sequence[Scales], *sentences: Norm | Statement | None) -> bool:
    """Return whether nothing computes what sentences say: they address a body, or what nobody can tell."""
    if any(isinstance(one, Statement) and one.kind in READ for one in sentences):
        return False
    return not any(
        side.of(one) or side.addresses(one)
        for scale in scales
        for side, one in zip((scale.old, scale.new), sentences, strict=True)
    )


def changed(scales: Sequence[Scales], names: tuple[Names, Names], old: Piece, new: Piece) -> Iterator[Draft]:
    """Yield a change for each aspect in which two versions of a sentence differ."""
    mine, theirs = old.meaning, new.meaning
    if mine is None or theirs is None:
        return
    whole = merged(scales[0].case, (s.weigh(mine, theirs) for s in scales))
    found = aspects(mine, theirs, names)
    if not found:
        if whole.parts or old.text != new.text:
            yield _worded(old, new, whole)
        return
    shares = [whole] if len(found) == 1 else [_share(scales, mine, theirs, one) for one in found]
    covered = merged(scales[0].case, shares)
    if len(found) > 1 and _left(scales[0], whole, covered):
        shares[0] = whole  # aspects that only matter together are told by the first of them
    for aspect, share in zip(found, shares, strict=True):
        yield _told(scales, mine, theirs, aspect, share, (old, new))


def _worded(old: Piece, new: Piece, whole: Weighed) -> Draft:
    """Return what only the words around it, or the definitions behind it, have changed."""
    if whole.parts:
        return Draft("law", "condition", "change", old, new, f"`{old.text}`", f"`{new.text}`", whole, SUBSTANTIVE)
    return Draft("text", "wording", "change", old, new, f"`{old.text}`", f"`{new.text}`", whole, EDITORIAL)


def _left(scale: Scales, whole: Weighed, covered: Weighed) -> bool:
    diagrams = scale.case.diagrams
    return any(
        diagrams.less(diagrams.either(whole.duty.get(s, EMPTY), whole.right.get(s, EMPTY)),
                      diagrams.either(covered.duty.get(s, EMPTY), covered.right.get(s, EMPTY))) != EMPTY
        for s in whole.states()
    )  # fmt: skip


def _share(scales: Sequence[Scales], old: Norm | Statement, new: Norm | Statement, aspect: Aspect) -> Weighed:
    """Return where an aspect alone makes a difference: put into the old sentence, or left out of the new one."""
    results = []
    for scale in scales:
        if aspect.old_mixed is None or aspect.new_mixed is None:
            results.append(scale.weigh(old, new))
            continue
        within: dict[str, int] = {}
        _add(scale, within, scale.old, old, aspect.old_mixed)
        _add(scale, within, scale.new, new, aspect.new_mixed)
        results.append(scale.weigh(old, new, within))
    return merged(scales[0].case, results)


def _add(
    scale: Scales, within: dict[str, int], meaning: Meaning, one: Norm | Statement, mixed: Norm | Statement
) -> None:
    before, after = meaning.of(one), meaning.trial(mixed)
    for state in dict.fromkeys((*before, *after)):
        for where in differing(scale.case, before.get(state, {}), after.get(state, {})).values():
            within[state] = scale.case.diagrams.either(within.get(state, EMPTY), where)


def _told(
    scales: Sequence[Scales],
    old: Norm | Statement,
    new: Norm | Statement,
    aspect: Aspect,
    share: Weighed,
    pieces: tuple[Piece, Piece],
) -> Draft:
    if not share.parts and _beyond(scales, old, new):
        return Draft(
            aspect.area, aspect.kind, "change", *pieces, aspect.old, aspect.new, share, REVIEW, notes=[BEYOND]
        )  # fmt: skip
    if not share.parts:
        return Draft("text", "wording", "change", *pieces, aspect.old, aspect.new, share, EDITORIAL)
    hint = SAME
    if aspect.kind in ("condition", "scope", "bearer", "beneficiary", "threshold"):
        action = _reach(scales, old, new, share)
        if action == "change":
            action = _extent(scales, old, new, share)
            hint = {"widen": UP, "narrow": DOWN}.get(action, SAME)
    else:
        action = _strength(share)
        if action == "change" and share.right and not share.duty:
            action = _rights(scales, old, new, share)
    if aspect.kind == "duration":
        by_time = _time(old, new)
        action = by_time or _reach(scales, old, new, share)
        hint = {"strengthen": UP, "weaken": DOWN}.get(by_time, SAME)
    if aspect.kind == "reference":
        action = "change"
    return Draft(
        aspect.area, aspect.kind, action, *pieces, aspect.old, aspect.new, share, SUBSTANTIVE, hint=hint
    )  # fmt: skip


def _strength(share: Weighed) -> str:
    """Return whether more or less is asked, over all parties; of rights, whether more or less is allowed."""
    up, down = any(share.up.values()), any(share.down.values())
    if up == down:
        return "change"
    return "strengthen" if up else "weaken"


def _rights(scales: Sequence[Scales], old: Norm | Statement, new: Norm | Statement, share: Weighed) -> str:
    """Return whether more or less is allowed than before."""
    more = less = False
    for scale in scales:
        for state in share.states():
            mine, theirs = (set(side.of(one).get(state, {})) for side, one in ((scale.old, old), (scale.new, new)))
            before, after = (
                {way for e in effects for level in e.levels for way in level} for effects in (mine, theirs)
            )
            more, less = more or bool(after - before), less or bool(before - after)
    if more == less:
        return "change"
    return "strengthen" if more else "weaken"


def _reach(scales: Sequence[Scales], old: Norm | Statement, new: Norm | Statement, share: Weighed) -> str:
    """Return whether a sentence applies in more or in fewer situations than before."""
    more = less = False
    for scale in scales:
        diagrams = scale.case.diagrams
        before, after = scale.old.of(old), scale.new.of(new)
        for state in share.states():
            a = diagrams.any_of(before.get(state, {}).values())
            b = diagrams.any_of(after.get(state, {}).values())
            within = diagrams.either(share.duty.get(state, EMPTY), share.right.get(state, EMPTY))
            more = more or diagrams.both(diagrams.less(b, a), within) != EMPTY
            less = less or diagrams.both(diagrams.less(a, b), within) != EMPTY
    if more == less:
        return "change"
    return "widen" if more else "narrow"


def _extent(scales: Sequence[Scales], old: Norm | Statement, new: Norm | Statement, share: Weighed) -> str:
    """Return whether what is asked, forbidden or allowed extends to more or fewer places and partners."""
    more = less = False
    for scale in scales:
        diagrams = scale.case.diagrams
        for state in share.states():
            sides = (scale.old.of(old).get(state, {}), scale.new.of(new).get(state, {}))
            before, after = (dict(next(iter(side)).rest) if side else {} for side in sides)
            for name in dict.fromkeys((*before, *after)):
                a, b = _sets(before.get(name)), _sets(after.get(name))
                if a is None or b is None or (len(a) != len(b) and a and b):
                    continue
                size = max(len(a), len(b))
                a, b = a or (ALL,) * size, b or (ALL,) * size
                more = more or any(not diagrams.within(y, x) for x, y in zip(a, b, strict=True))
                less = less or any(not diagrams.within(x, y) for x, y in zip(a, b, strict=True))
    if more == less:
        return "change"
    return "widen" if more else "narrow"


def _sets(value: object) -> tuple[int, ...] | None:
    """Return the sets behind a place or partner; none for one that is not named, ``None`` for mere words."""
    if value is None:
        return ()
    if isinstance(value, tuple):
        sets = value[1:] if value and value[0] == "area" else value
        if all(isinstance(one, int) for one in sets):
            return sets
    return None


_HOURS = {"hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.0, "year": 8766.0}


def _time(old: Norm | Statement, new: Norm | Statement) -> str:
    """Return whether there is less time (strengthen) or more: no limit is the longest, `immediately` the shortest."""
    before, after = (_limit(one) for one in (old, new))
    if before == after:
        return ""
    return "strengthen" if after < before else "weaken"


def _limit(one: Norm | Statement) -> float:
    limits = [float("inf")]
    for slot in one.slots:
        for value in slot.values:
            if slot.word == "within" and isinstance(value, ast.Amount):
                hours = _HOURS.get(value.unit.rstrip("s"), 24.0)
                limits.append(float(value.number.text) * hours)
            if slot.word == "object" and isinstance(value, ast.Words):
                limits += [0.0 for item in value.items if item.text == "immediately"]
    return min(limits)
