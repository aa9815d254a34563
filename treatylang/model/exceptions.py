"""What slots say together: `except` leaves out of what it follows, a region says which states, `by` can be `with`."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from treatylang.model.lexicon import Lexicon
from treatylang.model.windows import untimed
from treatylang.syntax import ast

N = TypeVar("N", bound=ast.Node)


def settled(node: N, lexicon: Lexicon) -> N:
    """Return a condition or phrase in which each `except` is put together with what it takes from.

    What has none is returned as it is, the same object.
    """
    if not any(isinstance(one, ast.Slot) and one.word == "except" for one in ast.walk(node)):
        return node
    return _settled(node, lexicon)  # type: ignore[no-any-return]  # of the type that it was


def _settled(value: Any, lexicon: Lexicon) -> Any:
    if isinstance(value, tuple):
        return tuple(_settled(one, lexicon) for one in value)
    if not isinstance(value, ast.Node):
        return value
    changed = {one.name: _settled(getattr(value, one.name), lexicon) for one in fields(value) if one.name != "span"}
    new = replace(value, **changed)
    if isinstance(new, ast.Phrase):
        # `blockade of any party except Japan`: what stands after `of` is what the exception takes from.
        head = new.head
        owner, slots = excepted(head.owner if isinstance(head, ast.Of) else None, new.slots, lexicon)
        if isinstance(head, ast.Of):
            new = replace(new, head=replace(head, owner=owner))  # type: ignore[arg-type]  # read as a group of states
        return replace(new, slots=slots)
    return new


def excepted(
    toward: ast.NounPhrase | None, slots: Sequence[ast.Slot], lexicon: Lexicon
) -> tuple[ast.NounPhrase | None, tuple[ast.Slot, ...]]:
    """Return the partner and the slots of a sentence, each `except` put together with what it takes from.

    `transfer-arms to any state except Japan` is an act to any state but Japan; in `assist except use-force` it speaks
    of the acts, and stays as it is.
    """
    plain = untimed(slots)
    kept: list[ast.Slot] = []
    for slot in slots:
        if slot.word != "except" or not slot.values or _acts(slot, lexicon):
            kept.append(slot)
            continue
        at = next((i for i in range(len(kept) - 1, -1, -1) if kept[i] in plain and _is_phrase(kept[i])), None)
        if at is not None:
            owner, last = kept[at], at == len(kept) - 1
            span = owner.span.to(slot.span) if last else owner.span
            kept[at] = replace(owner, span=span, values=(_less(owner.value, slot, joined=last),))
        elif toward is not None:
            toward = _less(toward, slot, joined=not kept)  # type: ignore[assignment]  # read as a group of states
        else:
            kept.append(slot)
    return toward, tuple(kept)


def lying(
    toward: ast.NounPhrase | None, slots: Sequence[ast.Slot], lexicon: Lexicon, own: Container[str] = ()
) -> tuple[ast.NounPhrase | None, tuple[ast.Slot, ...]]:
    """Return the partner and the slots of a sentence, states put together with their region (ruling 81).

    `give-aid to any state within Oceania`, `in Oceania` and `of Oceania` speak of aid to the states that lie there, not
    of aid that is given there; so does `to any party within Oceania`. What a text calls by a label of its ``own`` is no
    region.
    """

    def is_region(value: object) -> bool:
        return isinstance(value, ast.Words) and all(
            isinstance(item, ast.Name) and item.text not in own and lexicon.get(item.text, "region") is not None
            for item in value.items
        )

    def of_region(value: Any) -> Any:
        if isinstance(value, ast.Of) and _are_states(value.head) and is_region(value.owner):
            return ast.AreaWithin(value.span, value.head, value.owner)
        return value

    toward = of_region(toward)
    kept: list[ast.Slot] = []
    for slot in slots:
        if slot.word in _WHOM and len(slot.values) == 1:
            kept.append(replace(slot, values=(of_region(slot.value),)))
        elif slot.word not in ("within", "in") or not slot.values or not is_region(slot.value):
            kept.append(slot)
        elif kept and kept[-1].word in _WHOM and len(kept[-1].values) == 1 and _are_parted(kept[-1].value, slot):
            kept[-1] = replace(kept[-1], span=kept[-1].span.to(slot.span), values=(_within(kept[-1].value, slot),))
        elif not kept and _are_parted(toward, slot):
            toward = _within(toward, slot)  # type: ignore[assignment]  # read as a group of states
        else:
            kept.append(slot)
    return toward, tuple(kept)


_WHOM = ("object", "to", "for", "against", "with")
"""The slots behind which somebody can be named."""


def _are_states(value: object) -> bool:
    """Return whether a phrase names states at large: `any state`, `any third state`, `states`."""
    return getattr(value, "noun", "") in ("state", "states") and getattr(value, "role", None) is None


def _are_parted(value: object, slot: ast.Slot) -> bool:
    """Return whether a region behind a phrase says which of those whom it names: states in it, parties within it.

    `host-forces of any party in Europe` says where that is done.
    """
    parties = getattr(value, "noun", "") in ("party", "parties") and getattr(value, "role", None) is None
    return _are_states(value) or (slot.word == "within" and parties)


def _within(left: object, slot: ast.Slot) -> ast.AreaWithin:
    assert isinstance(left, ast.Node)
    return ast.AreaWithin(left.span.to(slot.value.span), left, slot.value)  # type: ignore[arg-type]  # phrases of states


def included(slots: Sequence[ast.Slot], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the acts that stand after `including`: what a ban includes it forbids as well."""
    return tuple(
        item.text
        for slot in slots
        if slot.word == "including" and slot.values and isinstance(slot.value, ast.Words)
        for item in slot.value.items
        if lexicon.get(item.text, "act") is not None
    )


def by_means(slots: Sequence[ast.Slot], lexicon: Lexicon) -> tuple[ast.Slot, ...]:
    """Return slots in which the means stand after `with`, however they were written: `assist by force`."""
    return tuple(
        replace(slot, word="with") if slot.word == "by" and _are_means(slot, lexicon) else slot for slot in slots
    )


def _are_means(slot: ast.Slot, lexicon: Lexicon) -> bool:
    return isinstance(slot.value, ast.Words) and all(
        isinstance(item, ast.Name) and lexicon.get(item.text, "means") is not None for item in slot.value.items
    )


def _acts(slot: ast.Slot, lexicon: Lexicon) -> bool:
    return isinstance(slot.value, ast.Words) and all(
        lexicon.get(item.text, "act") is not None for item in slot.value.items
    )


def _is_phrase(slot: ast.Slot) -> bool:
    return (
        slot.word != "except" and len(slot.values) == 1 and not isinstance(slot.value, (ast.Day, ast.Text, ast.Angle))
    )


def _less(left: object, slot: ast.Slot, *, joined: bool = False) -> ast.AreaExcept:
    """Return a phrase less what is excepted; ``joined`` says that nothing stands between them."""
    assert isinstance(left, ast.Node)
    span = left.span.to(slot.span) if joined else slot.span
    return ast.AreaExcept(span, left, slot.value)  # type: ignore[arg-type]  # phrases, as the grammar has them
