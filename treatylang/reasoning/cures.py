"""Remedies for a clash: small changes of the draft, each tried on the model and priced before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from treatylang.findings import Edit, Fix
from treatylang.model.instrument import Instrument, Norm
from treatylang.reasoning.bans import bans_on, fitted, readings_of
from treatylang.reasoning.diagram import EMPTY
from treatylang.reasoning.duties import duties
from treatylang.reasoning.floors import closed, floor
from treatylang.reasoning.frame import Frame
from treatylang.reasoning.legality import Clash, clashes_of
from treatylang.reasoning.options import bound
from treatylang.source import Span
from treatylang.syntax import ast


@dataclass(frozen=True)
class Change:
    """One change of a norm: a sentence, the changed norm, and the edit of the text that makes it."""

    message: str
    norm: Norm
    edits: tuple[Edit, ...]


def cures(case: Frame, clash: Clash) -> tuple[Fix, ...]:
    """Return the smallest changes that remove a clash and add none, with their price, in order of what they cost.

    Single changes are tried first; only where none helps are pairs of them tried.
    """
    case = replace(case, choices=clash.choices)
    singles = list(_changes(case, clash))
    found = [fix for change in singles if (fix := _tried(case, clash, (change,))) is not None]
    if not found:
        # Cure sets are not upward closed: a pair may help though neither of its changes does.
        for index, one in enumerate(singles):
            for other in singles[index + 1 :]:
                both = _combined(one, other)
                fix = _tried(case, clash, (both,)) if both is not None else None
                if fix is not None:
                    found.append(fix)
    return (*sorted(found, key=_cost), *_of_law(clash))


def _cost(fix: Fix) -> tuple[int, int]:
    """Order remedies by what they cost: least guarantee lost first, then most gained."""
    lost = next((line for line in fix.price if line.startswith("guarantee lost")), "")
    gained = next((line for line in fix.price if line.startswith("guarantee gained")), "")
    return (0 if lost.endswith("none") else 1, 1 if gained.endswith("none") else 0)


def _of_law(clash: Clash) -> Iterator[Fix]:
    """Yield the change of the law itself that its own text suggests, with the procedure that it takes: advice."""
    told = set()
    for ban in clash.bans:
        for line in ban.norm.cures:
            refs = [
                item.text
                for slot in line.slots
                if slot.values and isinstance(slot.value, ast.Words)
                for item in slot.value.items
                if isinstance(item, ast.Ref)
            ]
            steps = [norm for norm in ban.law.norms if norm.timing is not None and any(r in norm.labels for r in refs)]
            if refs and steps and ban.law.name not in told:
                told.add(ban.law.name)
                words = (" ".join(norm.node.predicate.span.text.split()) for norm in steps)
                price = tuple(f"{ban.law.state} {word.replace(chr(34), '')}".replace("-", " ") for word in words)
                yield Fix(f"change the law: {ban.law.title}, article {steps[0].number}", (), False, price)


# -- what could be changed -----------------------------------------------------------------------------------------


def _changes(case: Frame, clash: Clash) -> Iterator[Change]:
    seen: set[str] = set()
    for change in (*_by_qualifier(case, clash.duty.norm), *_by_act(case, clash), *_by_means(clash.duty.norm)):
        if change.message not in seen:
            seen.add(change.message)
            yield change


def _end(norm: Norm) -> int:
    """Return the offset at which a phrase can be added to the predicate: before the closing conditions."""
    if norm.node.qualifications:
        first = norm.node.qualifications[0].span.start
        text = norm.span.source.text
        while first > 0 and text[first - 1].isspace():
            first -= 1
        return first
    return norm.span.end - 1


def _inserted(norm: Norm, text: str) -> tuple[Edit, ...]:
    at = _end(norm)
    return (Edit(Span(norm.span.source, at, at), f" {text}"),)


def _by_qualifier(case: Frame, norm: Norm) -> Iterator[Change]:
    """Yield the qualifiers of the vocabulary that lower a floor: to what law allows, or to the least act."""
    span = norm.span
    for word in case.world.lexicon.words("qualifier"):
        if word.floor in ("law", "constitution"):
            name = ast.Words(span, (ast.Name(span, word.name),))
            slot = ast.Slot(span, "accordance", (name,))
            if any(s == slot for s in norm.slots):
                continue
            text = f"in accordance with {word.name}"
            yield Change(f"add `{text}`", replace(norm, slots=(*norm.slots, slot)), _inserted(norm, text))
    if not any(slot.word == "discretion" for slot in norm.slots):
        slot = ast.Slot(span, "discretion", ())
        text = "as it deems necessary"
        means = _means_slots(case, norm)
        if not means:
            yield Change(f"add `{text}`", replace(norm, slots=(*norm.slots, slot)), _inserted(norm, text))


def _means_slots(case: Frame, norm: Norm) -> tuple[ast.Slot, ...]:
    return tuple(
        slot
        for slot in norm.slots
        if slot.word == "with"
        and isinstance(slot.value, ast.Words)
        and any(case.world.lexicon.get(item.text, "means") is not None for item in slot.value.items)
    )


def _by_means(norm: Norm) -> Iterator[Change]:
    for slot in norm.slots:
        if slot.word != "with" or not isinstance(slot.value, ast.Words):
            continue
        words = slot.span.text
        rest = tuple(other for other in norm.slots if other is not slot)
        yield Change(f"drop `{words}`", replace(norm, slots=rest), (Edit(_with_space(slot.span), ""),))
        discretion = ast.Slot(slot.span, "discretion", ())
        yield Change(
            f"write `as it deems necessary` for `{words}`",
            replace(norm, slots=(*rest, discretion)),
            (Edit(slot.span, "as it deems necessary"),),
        )


def _with_space(span: Span) -> Span:
    """Return a span with the space before it."""
    start = span.start
    while start > 0 and span.source.text[start - 1].isspace():
        start -= 1
    return Span(span.source, start, span.end)


def _by_act(case: Frame, clash: Clash) -> Iterator[Change]:
    """Yield what the forbidding law itself names as a way out: `cure any of consult, support-logistics`.

    Acts that are kinds of what is owed become ways to perform it; another act takes the place of what is owed.
    """
    lexicon = case.world.lexicon
    norm = clash.duty.norm
    predicate = norm.node.predicate
    if not isinstance(predicate, ast.NormPredicate) or len(norm.acts) != 1:
        return
    owed = norm.acts[0]
    for names in dict.fromkeys(n for ban in clash.bans for line in ban.norm.cures for n in _suggested(case, line)):
        kinds = tuple(name for name in names if name != owed and lexicon.is_a(name, owed))
        if kinds:
            yield _performing(case, norm, kinds)
        for other in names:
            if not lexicon.is_a(other, owed):
                yield _replacing(case, norm, predicate, other)


def _dropped_means(case: Frame, norm: Norm) -> tuple[Edit, ...]:
    return tuple(Edit(_with_space(slot.span), "") for slot in _means_slots(case, norm))


def _performing(case: Frame, norm: Norm, kinds: tuple[str, ...]) -> Change:
    text = f"by any of {', '.join(kinds)}" if len(kinds) > 1 else f"by {kinds[0]}"
    span = norm.span
    words = ast.Words(span, tuple(ast.Name(span, name) for name in kinds))
    slot = ast.Slot(span, "by", (words,))
    changed = replace(norm, slots=(*_without_means(case, norm), slot))
    return Change(f"add `{text}`", changed, (*_dropped_means(case, norm), *_inserted(norm, text)))


def _replacing(case: Frame, norm: Norm, predicate: ast.NormPredicate, other: str) -> Change:
    edits = (Edit(predicate.acts[0].span, other), *_dropped_means(case, norm))
    changed = replace(norm, acts=(other,), any_of=False, slots=_without_means(case, norm))
    return Change(f"oblige to `{other}` instead of `{norm.acts[0]}`", changed, edits)


def _without_means(case: Frame, norm: Norm) -> tuple[ast.Slot, ...]:
    dropped = _means_slots(case, norm)
    return tuple(slot for slot in norm.slots if slot not in dropped)


def _suggested(case: Frame, line: ast.CureLine) -> Iterator[tuple[str, ...]]:
    """Yield the acts of a suggestion that is a list of acts and nothing else."""
    for slot in line.slots if len(line.slots) == 1 else ():
        value = slot.values[0] if slot.values else None
        if isinstance(value, ast.SomeOf):
            value = value.group
        if isinstance(value, ast.Words):
            names = tuple(item.text for item in value.items)
            if names and all(case.world.lexicon.get(name, "act") is not None for name in names):
                yield names


def _combined(one: Change, other: Change) -> Change | None:
    """Return both changes as one where both only add to the slots of the norm."""
    added = tuple(slot for slot in other.norm.slots if slot not in one.norm.slots)
    if one.norm.acts != other.norm.acts or any(edit.span.start != edit.span.end for edit in one.edits + other.edits):
        return None
    text = one.edits[0].text + other.edits[0].text
    return Change(
        f"{one.message} and {other.message.removeprefix('add ')}",
        replace(one.norm, slots=one.norm.slots + added),
        (Edit(one.edits[0].span, text),),
    )


# -- trying one ----------------------------------------------------------------------------------------------------


def _tried(case: Frame, clash: Clash, changes: tuple[Change, ...]) -> Fix | None:
    """Return the remedy if the changed draft is without this clash and has no new one, for any party; else nothing."""
    changed = case.draft
    for change in changes:
        changed = _with(changed, clash.duty.norm, change.norm)
    after = replace(
        case, draft=changed, world=replace(case.world, instruments={**case.world.instruments, changed.name: changed})
    )
    for state in bound(case):
        before = _weight_of(case, state)
        now = _weight_of(after, state)
        if state == clash.duty.bearer and not _gone(now, clash):
            return None
        if any(case.diagrams.less(where, before.get(key, EMPTY)) != EMPTY for key, where in now.items()):
            return None
    price = tuple(_price(case, after, clash, changes[0].norm))
    return Fix(" and ".join(c.message for c in changes), tuple(e for c in changes for e in c.edits), False, price)


def _with(draft: Instrument, old: Norm, new: Norm) -> Instrument:
    return replace(draft, norms=tuple(new if norm is old or norm == old else norm for norm in draft.norms))


_Weights = dict[tuple[str, int, int], int]


def _weight_of(case: Frame, state: str) -> _Weights:
    """Return the situations of each kind of clash of a party: (kind, weight, place of the sentence) → where."""
    found: _Weights = {}
    for clash in clashes_of(case, state):
        if not clash.readings:
            key = (clash.kind, int(clash.weight), clash.duty.norm.span.start)
            found[key] = case.diagrams.either(found.get(key, EMPTY), clash.where)
    return found


def _gone(now: _Weights, clash: Clash) -> bool:
    """Return whether a clash of this kind and weight is no more found at its sentence."""
    return not any(
        start == clash.duty.norm.span.start and kind == clash.kind and weight == int(clash.weight)
        for kind, weight, start in now
    )


# -- the price -----------------------------------------------------------------------------------------------------


def _price(case: Frame, after: Frame, clash: Clash, changed: Norm) -> Iterator[str]:
    """Yield what a change costs and gains on three axes: promise lost, guarantee lost, guarantee gained."""
    bearer = clash.duty.bearer
    promised, kept = _worth(case, clash.duty.norm, bearer)
    promised_after, kept_after = _worth(after, changed, bearer)
    diagrams = case.diagrams
    lost = sorted(act for act, where in promised.items() if diagrams.less(where, promised_after.get(act, EMPTY)))
    lost_kept = sorted(act for act, where in kept.items() if diagrams.less(where, kept_after.get(act, EMPTY)))
    gained = sorted(act for act, where in kept_after.items() if diagrams.less(where, kept.get(act, EMPTY)))
    say = _least_words(case)
    yield f"promise lost: {say(lost)}"
    yield f"guarantee lost: {say(lost_kept)}"
    yield f"guarantee gained: {say(gained)}"


def _least_words(case: Frame) -> Callable[[list[str]], str]:
    """Return what names the most specific of a list of acts."""
    lexicon = case.world.lexicon

    def say(acts: list[str]) -> str:
        specific = [a for a in acts if not any(b != a and lexicon.is_a(b, a) for b in acts)]
        return ", ".join(f"`{act}`" for act in specific) if specific else "none"

    return say


def _worth(case: Frame, norm: Norm, bearer: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return where each act is promised and where it is certain: upward closed sets of acts (reasoning.md)."""
    diagrams = case.diagrams
    bans = bans_on(case, bearer)
    readings = readings_of(case, bearer)
    promised: dict[str, int] = {}
    kept: dict[str, int] = {}
    for duty in duties(case, case.draft, norm, bearer):
        reach = fitted(case, bans, duty.deed(case.draft))
        binding = tuple(ban for ban in reach if ban.weight == 1)
        for _, ways, owed in floor(case, duty, reach, readings):
            lawful = diagrams.less(owed, closed(case, ways, binding, readings))
            for act in _shared(case, ways):
                promised[act] = diagrams.either(promised.get(act, EMPTY), owed)
                kept[act] = diagrams.either(kept.get(act, EMPTY), lawful)
    return promised, kept


def _shared(case: Frame, ways: frozenset[str]) -> frozenset[str]:
    """Return the acts that every way amounts to: what is certain to be done, however the duty is performed."""
    lexicon = case.world.lexicon
    common: frozenset[str] | None = None
    for way in ways:
        common = lexicon.wider(way) if common is None else common & lexicon.wider(way)
    return common or frozenset()
