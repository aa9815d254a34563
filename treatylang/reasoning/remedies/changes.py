"""What could be changed about a duty so that it no longer collides with law, each change with its edit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from treatylang.findings import Edit
from treatylang.model.instrument import Instrument, Norm
from treatylang.model.modality import Modality
from treatylang.model.reservations import concerns, names_of
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.situations.frame import PLACE, Frame
from treatylang.reasoning.verdicts.legality import Clash
from treatylang.source import Span
from treatylang.syntax import ast

MOST_PLACES = 3
"""How many states a carve-out may name before it is not a small change."""


@dataclass(frozen=True)
class Change:
    """One change of a norm: a sentence, the changed norm, and the edit of the text that makes it.

    ``added`` is a norm that comes to the text besides, as a reservation brings one.
    """

    message: str
    norm: Norm
    edits: tuple[Edit, ...]
    added: Norm | None = None

    def made(self, draft: Instrument, old: Norm) -> Instrument:
        """Return a draft with the change made to one of its norms."""
        norms = tuple(self.norm if norm is old or norm == old else norm for norm in draft.norms)
        return draft.with_norms((*norms, self.added) if self.added is not None else norms)

    def touched(self, draft: Instrument, old: Norm) -> tuple[tuple[Norm, ...], tuple[Norm, ...]]:
        """Return the norms of a draft that the change is about, as they were and as they are then.

        A reservation leaves the words as they are, and waives what all sentences of its provision ask.
        """
        if self.added is None:
            return (old,), (self.norm,)
        same = tuple(norm for norm in draft.norms if norm is old or self._waives(draft, norm))
        return same, same

    def _waives(self, draft: Instrument, norm: Norm) -> bool:
        added = self.added
        return added is not None and concerns(draft, added.statement, norm.labels, added.labels)


def changes_for(case: Frame, clash: Clash) -> Iterator[Change]:
    """Yield the single changes that might remove a clash, each once."""
    seen: set[str] = set()
    norm = clash.duty.norm
    for change in (
        *_by_qualifier(case, norm),
        *_by_act(case, clash),
        *_by_means(norm),
        *_by_place(case, clash),
        *_by_reservation(case, clash),
    ):
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


def combined(one: Change, other: Change) -> Change | None:
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


# -- places and reservations ---------------------------------------------------------------------------------------


def _by_place(case: Frame, clash: Clash) -> Iterator[Change]:
    """Yield the carve-out of the states on whose soil the clash arises, where it does not arise everywhere."""
    diagrams = case.diagrams
    places = diagrams.variables[diagrams.level(PLACE)].values
    bad = [p for p in places if diagrams.both(clash.where, diagrams.value(PLACE, p)) != EMPTY]
    good = [p for p in places if diagrams.both(clash.duty.awake, diagrams.value(PLACE, p)) != EMPTY and p not in bad]
    named = [p for p in bad if p in case.states]
    if not good or len(named) != len(bad) or not 0 < len(named) <= MOST_PLACES:
        return
    norm = clash.duty.norm
    for index, trigger in enumerate(norm.triggers):
        for atom in (trigger, *ast.walk(trigger)):
            slot = _scope(atom)
            if slot is None:
                continue
            span = slot.value.span
            owners = ast.Words(span, tuple(ast.Text(span, name) for name in named))
            soil = ast.Of(span, ast.Words(span, (ast.Name(span, _soil(case)),)), owners)
            place = ast.AreaGroup(span, ast.AreaExcept(span, slot.value, soil))  # type: ignore[arg-type]
            narrowed = _swapped(trigger, slot, replace(slot, values=(place,)))
            quoted = ", ".join(f'"{name}"' for name in named)
            text = f"({' '.join(span.text.split())} except {_soil(case)} of {quoted})"
            triggers = (*norm.triggers[:index], narrowed, *norm.triggers[index + 1 :])
            yield Change(f"leave {_soil(case)} of {quoted} out", replace(norm, triggers=triggers), (Edit(span, text),))
            return


def _soil(case: Frame) -> str:
    return next((word.name for word in case.world.lexicon.words("object") if word.owner == "place"), "territory")


def _scope(atom: object) -> ast.Slot | None:
    """Return the `in …` of an event that is a condition by itself."""
    if isinstance(atom, ast.Atom):
        return next((s for s in atom.phrase.slots if s.word == "in" and isinstance(s.value, ast.Node)), None)
    return None


def _swapped(node: ast.Condition, old: ast.Slot, new: ast.Slot) -> ast.Condition:
    """Return a condition with one slot in place of another."""
    if isinstance(node, ast.Atom):
        slots = tuple(new if slot is old else slot for slot in node.phrase.slots)
        return replace(node, phrase=replace(node.phrase, slots=slots))
    if isinstance(node, (ast.And, ast.Or)):
        return replace(node, left=_swapped(node.left, old, new), right=_swapped(node.right, old, new))
    return replace(node, condition=_swapped(node.condition, old, new))


def _by_reservation(case: Frame, clash: Clash) -> Iterator[Change]:
    """Yield a reservation by the bearer that takes back what its law forbids, and only where it does.

    Whether the draft permits it is found out when it is tried: a prohibited one changes nothing.
    """
    norm = clash.duty.norm
    label = next(iter(norm.labels), "")
    exceptions = [q for ban in clash.bans for q in ban.norm.qualified_by("unless")]
    if not label or len({q.span.text for q in exceptions}) > 1:
        return
    bearer = clash.duty.bearer
    alias = next((m.alias for m in case.draft.parties if m.state == bearer), "") or bearer
    said = alias if alias.isalnum() else f'"{alias}"'
    acts = tuple(act for act in clash.act.split(" or "))
    span = norm.span
    phrase = ast.Phrase(span, ast.Words(span, (ast.Text(span, bearer),)), ())
    waiver = replace(
        norm,
        labels=tuple(sorted(names_of(case.draft, label))),
        modality=Modality.NEED_NOT,
        bearer=phrase,
        acts=acts,
        any_of=False,
        toward=None,
        slots=(),
        triggers=(),
        timing=None,
        qualifications=tuple(exceptions[:1]),
        statement="reservation",
        cures=(),
    )
    unless = f" unless {_condition(exceptions[0], bearer)}" if exceptions else ""
    end = case.draft.span.end - 1
    title = f"Reservation of {bearer}"
    text = f'\n\n  reservation "{title}" by {said} on signature to @{label} {{\n'
    text += f"    {said} need not {', '.join(acts)}{unless};\n  }}\n"
    edit = Edit(Span(span.source, end, end), text)
    limit = " where its law forbids it" if unless else ""
    message = f"permit a reservation of {bearer}: `need not {', '.join(acts)}`{limit}"
    yield Change(message, norm, (edit,), waiver)


def _condition(q: ast.Qualification, bearer: str) -> str:
    text = " ".join(q.value.span.text.split())
    name = bearer if bearer.isalnum() else f'"{bearer}"'
    return text.replace("self", name)
