"""What acts count as for a text: `support-logistics with weapons counts as transfer-arms` (ruling 72).

A ban on an act is one on what counts as it, done as the sentence says; it is none on what does not count as it. What
counts as an act performs a duty to do it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from treatylang.model.instrument import Instrument, Norm, Statement
from treatylang.model.lexicon import Lexicon
from treatylang.model.memo import Memo, Topic
from treatylang.model.windows import is_time
from treatylang.reasoning.norms.reference import phrase_refers_to
from treatylang.reasoning.situations.designation import split
from treatylang.syntax import ast

COUNTS, NOT = "counts-as", "not-counts-as"


@dataclass(frozen=True)
class Deeming:
    """A sentence that lets acts count, or not count, as others; ``slots`` say how they are done, ``by`` by whom."""

    statement: Statement
    acts: tuple[str, ...]
    wide: tuple[str, ...]
    slots: tuple[ast.Slot, ...]
    by: tuple[ast.Slot, ...]
    times: tuple[ast.Slot, ...]


def deemings(memo: Memo, lexicon: Lexicon, text: Instrument, kind: str) -> tuple[Deeming, ...]:
    """Return the sentences of one kind by which a text lets acts count, or not count, as others."""
    key = (id(text.statements), kind)
    return memo.once(_DEEMINGS, key, lambda: tuple(_deemings(lexicon, text, kind)), text.statements)


_DEEMINGS = Topic[tuple[Deeming, ...]]("what acts count as")


def _deemings(lexicon: Lexicon, text: Instrument, kind: str) -> Iterator[Deeming]:
    for one in text.statements:
        if one.kind != kind or one.object is None:
            continue
        acts, wide = _acts(lexicon, one.subject), _acts(lexicon, one.object)
        if not acts or not wide:
            continue
        said = one.subject.slots
        plain = tuple(slot for index, slot in enumerate(said) if not is_time(said, index))
        times = [slot for slots in one.phrases for index, slot in enumerate(slots) if is_time(slots, index)]
        by = tuple(slot for slot in plain if slot.word == "by")
        yield Deeming(one, acts, wide, tuple(s for s in plain if s.word != "by"), by, tuple(times))


def _acts(lexicon: Lexicon, phrase: ast.Phrase) -> tuple[str, ...]:
    head, _ = split(phrase.head)
    names = tuple(item.text for item in head.items) if isinstance(head, ast.Words) else ()
    return names if all(lexicon.get(name, "act") is not None for name in names) else ()


def concerns(one: Deeming, norm: Norm) -> bool:
    """Return whether a sentence says what counts for a norm: for all of its text, or `for @label` alone."""
    said = one.statement
    slots = (*said.slots, *(said.object.slots if said.object is not None else ()))
    limits = [slot for slot in slots if slot.word == "for" and slot.values]
    return not limits or any(phrase_refers_to(slot.value, said.instrument, norm) for slot in limits)


def counted(memo: Memo, lexicon: Lexicon, text: Instrument, ban: Norm) -> Iterator[Norm]:
    """Yield a ban as one on what counts as the acts that it forbids, where and how the text lets it count."""
    for one in deemings(memo, lexicon, text, COUNTS):
        reached = any(lexicon.is_a(wide, act) for wide in one.wide for act in ban.acts)
        new = tuple(act for act in one.acts if not any(lexicon.is_a(act, own) for own in ban.acts))
        if not reached or not new or not concerns(one, ban):
            continue
        said = one.statement
        if ban.reading is not None and said.reading is not None and ban.reading is not said.reading:
            continue
        yield replace(
            ban,
            acts=new,
            bearer=replace(ban.bearer, slots=(*ban.bearer.slots, *one.by)) if one.by else ban.bearer,
            slots=(*ban.slots, *one.slots, *one.times),
            triggers=(*ban.triggers, *said.triggers),
            qualifications=(*ban.qualifications, *said.qualifications),
            reading=ban.reading or said.reading,
            choices=ban.choices | said.choices,
            protocol=ban.protocol or said.protocol,
        )


def performing(memo: Memo, lexicon: Lexicon, text: Instrument, norm: Norm) -> Iterator[tuple[Deeming, tuple[str, ...]]]:
    """Yield the sentences by which acts count as what a norm asks for, in whatever way they are done, with them."""
    for one in deemings(memo, lexicon, text, COUNTS):
        if one.slots or not concerns(one, norm):
            continue
        if any(lexicon.is_a(wide, act) for wide in one.wide for act in norm.acts):
            yield one, one.acts


def not_counted(
    memo: Memo, lexicon: Lexicon, text: Instrument, norm: Norm
) -> Iterator[tuple[Deeming, tuple[str, ...]]]:
    """Yield the sentences by which acts do not count as what a norm speaks of, with these acts.

    What does not count as an act may still be of a wider kind: of that a norm may speak all the same.
    """
    for one in deemings(memo, lexicon, text, NOT):
        narrow = any(lexicon.is_a(act, wide) for wide in one.wide for act in norm.acts)
        acts = tuple(a for a in one.acts if any(lexicon.is_a(a, act) for act in norm.acts))
        if narrow and acts and concerns(one, norm):
            yield one, acts
