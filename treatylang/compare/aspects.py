"""What differs between two versions of a sentence: its modal, its acts, who, for whom, when, where, within what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from treatylang.compare.canonical import Names, canonical, plain
from treatylang.compare.effects import RAISING
from treatylang.model.instrument import Norm, Statement
from treatylang.model.lexicon import Lexicon
from treatylang.syntax import ast

NONE = "nothing"

_SLOTS = {
    "discretion": "floor",
    "accordance": "floor",
    "including": "ceiling",
    "in": "scope",
    "outside": "scope",
    "from": "scope",
    "at": "scope",
    "within": "duration",
    "after": "duration",
    "date": "duration",
    "for": "beneficiary",
    "to": "beneficiary",
    "on": "beneficiary",
    "against": "beneficiary",
    "under": "reference",
}
_AREAS = {"floor": "obligation", "ceiling": "obligation", "condition": "trigger", "scope": "scope"}


@dataclass(frozen=True)
class Aspect:
    """One thing in which two versions of a sentence differ.

    ``old`` and ``new`` are its words; ``mixed`` puts this aspect of one version into the other: both ways, so that it
    can be tried what it does by itself. ``whole`` marks the only aspect, which needs no trial.
    """

    area: str
    kind: str
    old: str
    new: str
    old_mixed: Norm | Statement | None = None
    new_mixed: Norm | Statement | None = None


def aspects(old: Norm | Statement, new: Norm | Statement, names: tuple[Names, Names]) -> tuple[Aspect, ...]:
    """Return the aspects in which two versions of a sentence differ, as far as their words go."""
    if isinstance(old, Norm) and isinstance(new, Norm):
        return tuple(_seen(one, old, new) for one in _norms(old, new, names))
    if isinstance(old, Statement) and isinstance(new, Statement):
        return tuple(_seen(one, old, new) for one in _statements(old, new, names))
    return (Aspect("obligation", "modality", f"`{plain(old.span)}`", f"`{plain(new.span)}`"),)


def _seen(one: Aspect, old: Norm | Statement, new: Norm | Statement) -> Aspect:
    """Return an aspect with words that show the difference: what is excepted stands apart from what it narrows."""
    if one.old != one.new:
        return one
    return replace(one, old=f"`{plain(old.span)}`", new=f"`{plain(new.span)}`")


def _norms(old: Norm, new: Norm, names: tuple[Names, Names]) -> Iterator[Aspect]:
    area = "exception" if new.modality.waives and old.modality.waives else "obligation"
    if old.modality is not new.modality:
        yield Aspect(
            "obligation",
            "modality",
            _quoted(old.modality.value),
            _quoted(new.modality.value),
            replace(old, modality=new.modality),
            replace(new, modality=old.modality),
        )
    elif canonical(old.bearer, names[0]) != canonical(new.bearer, names[1]):
        yield Aspect(
            area,
            "bearer",
            _quoted(plain(old.bearer.span)),
            _quoted(plain(new.bearer.span)),
            replace(old, bearer=new.bearer),
            replace(new, bearer=old.bearer),
        )
    if (sorted(old.acts), old.any_of) != (sorted(new.acts), new.any_of):
        yield Aspect(
            area,
            "act",
            _quoted(_acts(old)),
            _quoted(_acts(new)),
            replace(old, acts=new.acts, any_of=new.any_of),
            replace(new, acts=old.acts, any_of=old.any_of),
        )
    if canonical(old.toward, names[0]) != canonical(new.toward, names[1]):
        yield Aspect(
            area,
            "beneficiary",
            _quoted(plain(old.toward.span)) if old.toward is not None else NONE,
            _quoted(plain(new.toward.span)) if new.toward is not None else NONE,
            replace(old, toward=new.toward),
            replace(new, toward=old.toward),
        )
    yield from _slots(old, new, names, area)
    yield from _conditions(old, new, names)
    yield from _timing(old, new, names)


def _timing(old: Norm, new: Norm, names: tuple[Names, Names]) -> Iterator[Aspect]:
    one, other = (
        (n.timing[0], canonical(n.timing[1], w)) if n.timing else () for n, w in zip((old, new), names, strict=True)
    )
    if one != other:
        said = [_quoted(f"{n.timing[0]} {plain(n.timing[1].span)}") if n.timing else NONE for n in (old, new)]
        yield Aspect(
            "trigger", "condition", said[0], said[1], replace(old, timing=new.timing), replace(new, timing=old.timing)
        )


def _acts(norm: Norm) -> str:
    joined = ", ".join(norm.acts)
    return f"any of {joined}" if norm.any_of else joined


def _quoted(text: str) -> str:
    return f"`{text}`" if text else NONE


# -- slots ---------------------------------------------------------------------------------------------------------


def _slots(old: Norm, new: Norm, names: tuple[Names, Names], area: str) -> Iterator[Aspect]:
    """Yield one aspect for each kind of slot that differs; the slots that set the floor are one aspect together."""
    lexicon = names[0].lexicon
    kinds = dict.fromkeys(kind_of(slot, lexicon) for slot in (*old.slots, *new.slots))
    for kind in kinds:
        mine = tuple(s for s in old.slots if kind_of(s, lexicon) == kind)
        theirs = tuple(s for s in new.slots if kind_of(s, lexicon) == kind)
        if sorted(canonical(s, names[0]) for s in mine) == sorted(canonical(s, names[1]) for s in theirs):
            continue
        rest_old = tuple(s for s in old.slots if kind_of(s, lexicon) != kind)
        rest_new = tuple(s for s in new.slots if kind_of(s, lexicon) != kind)
        left = [s for s in mine if canonical(s, names[0]) not in {canonical(t, names[1]) for t in theirs}]
        right = [s for s in theirs if canonical(s, names[1]) not in {canonical(t, names[0]) for t in mine}]
        yield Aspect(
            "scope" if kind == "scope" else area,
            kind,
            _quoted(" ".join(plain(s.span) for s in left)),
            _quoted(" ".join(plain(s.span) for s in right)),
            replace(old, slots=(*rest_old, *theirs)),
            replace(new, slots=(*rest_new, *mine)),
        )


def kind_of(slot: ast.Slot, lexicon: Lexicon) -> str:
    """Return the kind of change that a change of a slot is."""
    names = [
        n.text
        for value in slot.values
        if isinstance(value, ast.Node)
        for n in ast.walk(value)
        if isinstance(n, ast.Name)
    ]
    names += [item.text for value in slot.values if isinstance(value, ast.Words) for item in value.items]
    words = [word for name in names if (word := lexicon.get(name, "qualifier", "means", "manner", "act")) is not None]
    qualifiers = [word for word in words if word.kind == "qualifier"]
    if qualifiers and slot.word in RAISING and all(word.ceiling and not word.floor for word in qualifiers):
        return "act"
    if slot.word == "with" and any(word.kind == "means" for word in words):
        return "floor"
    if slot.word == "by" and any(word.kind == "act" for word in words):
        return "floor"
    if slot.word == "object":
        if any(word.kind == "qualifier" for word in words):
            return "floor"
        if any(word.kind == "manner" and word.floor == "now" for word in words):
            return "duration"
        if any(word.kind == "manner" for word in words):
            return "act"
        return "beneficiary"
    if slot.word in ("with", "by"):
        return "beneficiary"
    if any(isinstance(value, ast.Day) for value in slot.values):
        return "condition"  # `from 2028-01-01`: the days on which it speaks
    return _SLOTS.get(slot.word, "reference")


# -- conditions ----------------------------------------------------------------------------------------------------


def _conditions(old: Norm | Statement, new: Norm | Statement, names: tuple[Names, Names]) -> Iterator[Aspect]:
    mine = sorted(canonical(t, names[0]) for t in old.triggers)
    theirs = sorted(canonical(t, names[1]) for t in new.triggers)
    if mine != theirs:
        kind = _kind_of_trigger(old.triggers, new.triggers, names)
        said = [_quoted(" and ".join(plain(t.span) for t in one.triggers)) for one in (old, new)]
        yield Aspect(
            "scope" if kind == "scope" else "trigger", kind, said[0], said[1],
            replace(old, triggers=new.triggers), replace(new, triggers=old.triggers),
        )  # fmt: skip
    for kind, area, words in (
        ("condition", "exception", ("unless",)),
        ("condition", "trigger", ("if", "when")),
        ("duration", "obligation", ("until",)),
        ("reference", "obligation", ("notwithstanding", "subject-to")),
    ):
        yield from _closing(old, new, names, words, (area, kind))


def _closing(
    old: Norm | Statement,
    new: Norm | Statement,
    names: tuple[Names, Names],
    words: Sequence[str],
    what: tuple[str, str],
) -> Iterator[Aspect]:
    mine = tuple(q for q in old.qualifications if q.word in words)
    theirs = tuple(q for q in new.qualifications if q.word in words)
    if [canonical(q, names[0]) for q in mine] == [canonical(q, names[1]) for q in theirs]:
        return
    lowers = any(_floors(q, names[0].lexicon) for q in (*mine, *theirs))
    yield Aspect(
        what[0],
        "floor" if lowers else what[1],
        _quoted(" ".join(plain(q.span) for q in mine)),
        _quoted(" ".join(plain(q.span) for q in theirs)),
        replace(old, qualifications=_swapped(old, theirs, words)),
        replace(new, qualifications=_swapped(new, mine, words)),
    )


def _floors(q: ast.Qualification, lexicon: Lexicon) -> bool:
    return isinstance(q.value, ast.Words) and any(
        (word := lexicon.get(item.text, "qualifier")) is not None and word.floor for item in q.value.items
    )


def _swapped(
    one: Norm | Statement, others: tuple[ast.Qualification, ...], words: Sequence[str]
) -> tuple[ast.Qualification, ...]:
    """Put other conditions in the place of those that open with some words; the order of the rest stays."""
    found: list[ast.Qualification] = []
    waiting = list(others)
    for q in one.qualifications:
        if q.word not in words:
            found.append(q)
        elif waiting:
            found.append(waiting.pop(0))
    return (*found, *waiting)


def _kind_of_trigger(old: Sequence[ast.Condition], new: Sequence[ast.Condition], names: tuple[Names, Names]) -> str:
    """Return scope, beneficiary or threshold where conditions differ in nothing but a place, a target or an amount."""
    for kind, without in (
        ("scope", lambda s: s.word in ("in", "outside", "at", "from")),
        ("beneficiary", lambda s: s.word in ("on", "to")),
        ("threshold", lambda s: any(isinstance(v, ast.Amount) for v in s.values)),
    ):
        mine = sorted(canonical(_bare(t, without), names[0]) for t in old)
        theirs = sorted(canonical(_bare(t, without), names[1]) for t in new)
        if mine == theirs:
            return kind
    return "condition"


def _bare(condition: ast.Condition, without: Callable[[ast.Slot], bool]) -> ast.Condition:
    """Return a condition without the slots of one kind."""
    if isinstance(condition, ast.Atom):
        slots = tuple(s for s in condition.phrase.slots if not without(s))
        return replace(condition, phrase=replace(condition.phrase, slots=slots))
    if isinstance(condition, (ast.And, ast.Or)):
        return replace(condition, left=_bare(condition.left, without), right=_bare(condition.right, without))
    return replace(condition, condition=_bare(condition.condition, without))


# -- sentences about texts and meanings ----------------------------------------------------------------------------


def _statements(old: Statement, new: Statement, names: tuple[Names, Names]) -> Iterator[Aspect]:
    if old.kind != new.kind:
        yield Aspect("scope", "modality", _quoted(plain(old.span)), _quoted(plain(new.span)))
        return
    counts = old.kind in ("counts-as", "not-counts-as")
    if canonical(old.subject, names[0]) != canonical(new.subject, names[1]):
        kind = "condition" if counts else "reference"
        yield Aspect(
            "trigger" if counts else "obligation",
            kind,
            _quoted(plain(old.subject.span)),
            _quoted(plain(new.subject.span)),
        )
    if canonical(old.object, names[0]) != canonical(new.object, names[1]):
        said = [_quoted(plain(one.object.span)) if one.object is not None else NONE for one in (old, new)]
        yield Aspect("trigger" if counts else "obligation", "condition" if counts else "reference", said[0], said[1])
    mine = sorted(canonical(s, names[0]) for s in old.slots)
    if mine != sorted(canonical(s, names[1]) for s in new.slots):
        said = [_quoted(" ".join(plain(s.span) for s in one.slots)) for one in (old, new)]
        yield Aspect("obligation", "reference", said[0], said[1])
    yield from _conditions(old, new, names)
