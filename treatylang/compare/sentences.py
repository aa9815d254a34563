"""Sentences that were added, removed or changed: one change for each aspect, weighed by the situations it decides."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from treatylang.compare.alteration import Alteration
from treatylang.compare.aspects import Aspect, aspects
from treatylang.compare.canonical import Names
from treatylang.compare.changes import DOWN, EDITORIAL, REVIEW, SAME, SUBSTANTIVE, UP
from treatylang.compare.effects import READ, Meaning, differing
from treatylang.compare.helping import helps, released, waives
from treatylang.compare.outline import Piece
from treatylang.compare.weighing import Scales
from treatylang.compare.weight import Weighed, inside, merged, without
from treatylang.model.calendar import Length, length_of
from treatylang.model.instrument import Norm, Statement
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.syntax import ast


def unmatched(scales: Sequence[Scales], old: Piece | None, new: Piece | None) -> Alteration:
    """Return the change of a sentence that only one draft has."""
    piece = old or new
    assert piece is not None
    mine, theirs = (p.meaning if p is not None else None for p in (old, new))
    weighed = merged(scales[0].case, (s.own(mine, theirs) for s in scales))
    waiver = isinstance(piece.meaning, Norm) and piece.meaning.modality.waives
    return Alteration(
        "exception" if waiver else "obligation",
        "existence",
        "remove" if new is None else "add",
        old,
        new,
        f"`{old.text}`" if old is not None else "",
        f"`{new.text}`" if new is not None else "",
        weighed,
        SUBSTANTIVE if weighed.parts else REVIEW if _beyond(scales, mine, theirs) else EDITORIAL,
        notes=(BEYOND,) if not weighed.parts and _beyond(scales, mine, theirs) else (),
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


def changed(
    scales: Sequence[Scales],
    names: tuple[Names, Names],
    old: Piece,
    new: Piece,
    *,
    moved: bool = False,
    strangers: Collection[str] = (),
) -> Iterator[Alteration]:
    """Yield a change for each aspect in which two versions of a sentence differ.

    ``moved`` says that what sentences lean on has changed too; an aspect is then weighed by what it does by itself.
    ``strangers`` are parties of one draft alone: what a sentence is to them follows from that, and not from its words.
    """
    mine, theirs = old.meaning, new.meaning
    if mine is None or theirs is None:
        # A sentence with a word that has no meaning takes part in no reasoning: people have to read it.
        notes = ("a word in it has no meaning, so nothing computes what it decides",)
        yield Alteration(
            "text", "condition", "change", old, new, f"`{old.text}`", f"`{new.text}`", level=REVIEW, notes=notes
        )
        return
    whole = merged(scales[0].case, (s.own(mine, theirs) for s in scales))
    found = aspects(mine, theirs, names)
    if not found:
        if whole.parts or old.text != new.text:
            yield _worded(old, new, whole)
        return
    alone = len(found) == 1 and not (moved and whole.parts)
    shares = [whole] if alone else [_share(scales, mine, theirs, one) for one in found]
    familiar = whole.among(strangers)
    if strangers and familiar.parts:
        whole, shares = familiar, [share.among(strangers) for share in shares]
    if len(found) == 1 and not shares[0].parts:
        shares = [whole]
    rest = without(scales[0].case, whole, merged(scales[0].case, shares))
    if len(found) > 1 and rest.parts and not moved:
        # Aspects that only matter together are told by the first of them.
        shares[0] = merged(scales[0].case, (shares[0], rest))
    own = inside(scales[0].case, whole, merged(scales[0].case, shares)) if len(found) > 1 else None
    for aspect, share in zip(found, shares, strict=True):
        if len(found) > 1 and aspect.kind == "duration" and _time(mine, theirs):
            # More or less time is no more and no less to do: what the other aspects come to is told of them.
            share = replace(share, up={}, down={}, gain={}, loss={})
        told = _told(scales, mine, theirs, aspect, share, (old, new))
        yield replace(told, sentence=own)


def _worded(old: Piece, new: Piece, whole: Weighed) -> Alteration:
    """Return what only the words around it, or the definitions behind it, have changed."""
    if whole.parts:
        return Alteration("law", "condition", "change", old, new, f"`{old.text}`", f"`{new.text}`", whole, SUBSTANTIVE)
    return Alteration("text", "wording", "change", old, new, f"`{old.text}`", f"`{new.text}`", whole, EDITORIAL)


def _share(scales: Sequence[Scales], old: Norm | Statement, new: Norm | Statement, aspect: Aspect) -> Weighed:
    """Return where an aspect alone makes a difference: put into the old sentence, and left out of the new one.

    Where it never does both, another aspect hides it in one of them, and either will do.
    """
    results = []
    for scale in scales:
        if aspect.old_mixed is None or aspect.new_mixed is None:
            results.append(scale.own(old, new))
            continue
        first = _parting(scale, scale.old, old, aspect.old_mixed)
        second = _parting(scale, scale.new, new, aspect.new_mixed)
        states = dict.fromkeys((*first, *second))
        diagrams = scale.case.diagrams
        both = {s: diagrams.both(first.get(s, EMPTY), second.get(s, EMPTY)) for s in states}
        either = {s: diagrams.either(first.get(s, EMPTY), second.get(s, EMPTY)) for s in states}
        found = scale.own(old, new, both)
        if not found.parts:
            found = scale.own(old, new, either)
        level = scale.level or scale
        steps = (
            (level.old.of(old), level.old.trial(aspect.old_mixed)),
            (level.new.trial(aspect.new_mixed), level.new.of(new)),
        )
        results.append(level.turned(found, steps, helping=helps(old) or helps(new)))
    return merged(scales[0].case, results)


def _parting(scale: Scales, meaning: Meaning, one: Norm | Statement, mixed: Norm | Statement) -> dict[str, Situations]:
    """Return where a sentence and its mixture say different things, state by state."""
    before, after = meaning.of(one), meaning.trial(mixed)
    return {
        state: scale.case.diagrams.any_of(differing(scale.case, before.get(state, {}), after.get(state, {})).values())
        for state in dict.fromkeys((*before, *after))
    }


def _told(
    scales: Sequence[Scales],
    old: Norm | Statement,
    new: Norm | Statement,
    aspect: Aspect,
    share: Weighed,
    pieces: tuple[Piece, Piece],
) -> Alteration:
    if not share.parts and _beyond(scales, old, new):
        return Alteration(
            aspect.area, aspect.kind, "change", *pieces, aspect.old, aspect.new, share, REVIEW, notes=(BEYOND,)
        )  # fmt: skip
    if not share.parts:
        return Alteration("text", "wording", "change", *pieces, aspect.old, aspect.new, share, EDITORIAL)
    hint = SAME
    if aspect.kind in ("condition", "scope", "bearer", "beneficiary", "threshold"):
        action = _reach(scales, old, new, share)
        if not action or (action == "change" and aspect.kind in ("bearer", "beneficiary")):
            action = _extent(scales, old, new, share)
            hint = {"widen": UP, "narrow": DOWN}.get(action, SAME)
            if waives(old) and waives(new):
                # Whoever is free of less has more to do, in every situation in which the two parted.
                hint = {UP: DOWN, DOWN: UP}.get(hint, SAME)
                freed = {UP: share.up, DOWN: share.down}.get(hint, {})
                freed.update({state: where for state, where in share.duty.items() if not share.turned(state)})
                released(scales[0].sides, share, new)
    else:
        action = _strength(share)
        if action == "change" and share.right and not share.duty:
            action = _rights(scales, old, new, share)
    if aspect.kind == "duration":
        by_time = _time(old, new)
        action = by_time or _reach(scales, old, new, share) or "change"
        hint = {"strengthen": UP, "weaken": DOWN}.get(by_time, SAME)
    if aspect.kind == "reference":
        action = "change"
    return Alteration(
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
    """Return whether a sentence applies in more or in fewer situations than before; empty where in the same ones."""
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
        return "change" if more else ""
    return "widen" if more else "narrow"


def _extent(scales: Sequence[Scales], old: Norm | Statement, new: Norm | Statement, share: Weighed) -> str:
    """Return whether what is asked, forbidden or allowed extends to more or fewer places and partners."""
    more = less = False
    for scale in scales:
        diagrams = scale.case.diagrams
        for state in share.states():
            sides = (scale.old.of(old).get(state, {}), scale.new.of(new).get(state, {}))
            before, after = (dict(next(iter(side)).extent) if side else {} for side in sides)
            for name in dict.fromkeys((*before, *after)):
                a, b = _sets(before.get(name)), _sets(after.get(name))
                if a is None or b is None or (len(a) != len(b) and a and b):
                    continue
                size = max(len(a), len(b))
                a, b = a or (ALL,) * size, b or (ALL,) * size
                pairs = list(zip(a, b, strict=True))
                if size == len(scale.case.space.states):
                    pairs = _without_own(pairs, scale.case.space.states.index(state))
                more = more or any(not diagrams.within(y, x) for x, y in pairs)
                less = less or any(not diagrams.within(x, y) for x, y in pairs)
    if more == less:
        return "change"
    return "widen" if more else "narrow"


def _without_own(pairs: list[tuple[Situations, Situations]], own: int) -> list[tuple[Situations, Situations]]:
    """Return when each state is a partner without the bearer: it is none of its own, unless nobody else differs."""
    others = [*pairs[:own], *pairs[own + 1 :]]
    return others if any(x != y for x, y in others) else pairs


def _sets(value: object) -> tuple[Situations, ...] | None:
    """Return the sets behind a place or partner; none for one that is not named, ``None`` for mere words."""
    if value is None:
        return ()
    if isinstance(value, tuple):
        sets = value[1:] if value and value[0] == "area" else value
        if all(isinstance(one, int) for one in sets):
            return sets
    return None


def grown(old: ast.Amount, new: ast.Amount) -> int | None:
    """Return whether an amount became more (1), less (-1) or stayed (0); ``None`` where nothing says which is more.

    Times are compared as far as the calendar allows (ruling 43), everything else by its number.
    """
    before, after = length_of(old), length_of(new)
    if before is not None and after is not None:
        return after.compared(before)
    if before is not None or after is not None or old.unit.rstrip("s") != new.unit.rstrip("s"):
        return None
    mine, theirs = (float(one.number.text) + (one.measure == "more than") for one in (old, new))
    return (theirs > mine) - (theirs < mine)


def _time(old: Norm | Statement, new: Norm | Statement) -> str:
    """Return whether there is less time (strengthen) or more: no limit is the longest, `immediately` the shortest."""
    before, after = (_limit(one) for one in (old, new))
    if before is None or after is None:
        return "" if before is after else "strengthen" if before is None else "weaken"
    return {-1: "strengthen", 1: "weaken"}.get(after.compared(before) or 0, "")


def _limit(one: Norm | Statement) -> Length | None:
    """Return the time that a sentence leaves, ``None`` where it sets no limit; `immediately` leaves none at all."""
    for slot in one.slots:
        for value in slot.values:
            names = value.items if slot.word == "object" and isinstance(value, ast.Words) else ()
            if any(item.text == "immediately" for item in names):
                return Length()
            if slot.word == "within" and (length := length_of(value)) is not None:
                return length
    return None
