"""Conditions that nothing can meet: a state, a place or a thing stands where something has to happen or be the case."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Edit, Finding, Fix, Severity
from treatylang.model.words import Meaning, Names
from treatylang.source import Span
from treatylang.syntax import ast

_THINGS = {
    "object": "a thing",
    "place": "a place",
    "region": "a region",
    "quality": "a quality",
    "role": "somebody",
    "measure": "a measure",
}
"""Kinds of words that are never the case, and what they are."""
_LABELS = {"area": "an area", "group": "a group of states", "party": "a state"}
_SAYS = "say what happens or is the case: `armed-attack on …`, `threat to …`, `request of …`, `consent of …`"


def impossible_conditions(condition: ast.Condition, names: Names) -> Iterator[Finding]:
    """Yield a finding for each atom of a condition that names no event, act of will or circumstance."""
    stack: list[tuple[ast.Condition, ast.Or | ast.And | None]] = [(condition, None)]
    while stack:
        node, above = stack.pop()
        if isinstance(node, ast.Not | ast.Group):
            stack.append((node.condition, above))
        elif isinstance(node, ast.And | ast.Or):
            stack += [(node.right, node), (node.left, None)]
        elif not node.acted and (what := _thing(node.phrase.head, names)):
            yield _finding(node, what, above, names)


def _thing(head: ast.NounPhrase, names: Names) -> str:
    """Return what a noun phrase names, where it can never be the case; else nothing."""
    if isinstance(head, ast.Plural | ast.Self | ast.EachOther):
        return "somebody"
    if isinstance(head, ast.This):
        return "a text"
    if isinstance(head, ast.Quantified):
        word = names.lexicon.get(head.role.text) if head.role is not None else None
        return _THINGS.get(word.kind, "") if word is not None else "somebody" if head.noun else ""
    if isinstance(head, ast.Of):
        head = head.head
    if not isinstance(head, ast.Words):
        return ""
    item = head.items[0]
    if isinstance(item, ast.Ref):
        return _PROVISION if _is_provision(item, names) else ""
    return _named(names.meaning(item.text, quoted=isinstance(item, ast.Text)))


_PROVISION = "a provision"
_PREVAILS = "say what it asks for: `unless armed-attack on self`; or let it prevail: `{} prevails over @label`"


def _is_provision(ref: ast.Ref, names: Names) -> bool:
    """Return whether a reference leads to an article or a text, and to no circumstance that somebody declares."""
    if ref.text in names.circumstances or ref.text.rpartition(".")[2] in names.circumstances:
        return False
    meaning = names.reference(ref.text)
    if meaning is None or meaning.label is None:
        return meaning is not None
    return meaning.label.kind in ("article", "annex", "chapter", "paragraph", "statement")


def _named(meaning: Meaning | None) -> str:
    if meaning is None:
        return ""
    if meaning.kind == "state":
        return "a state"
    if meaning.label is not None:
        return _LABELS.get(meaning.label.kind, "")
    return _THINGS.get(meaning.word.kind, "") if meaning.word is not None else ""


def _finding(atom: ast.Atom, what: str, above: ast.And | ast.Or | None, names: Names) -> Finding:
    said = " ".join(atom.span.text.split())
    left = _last(above.left) if above is not None else None
    helps: tuple[str, ...] = (_PREVAILS.format(said) if what == _PROVISION else _SAYS,)
    fixes: tuple[Fix, ...] = ()
    if left is not None and left.phrase.slots and not atom.phrase.slots and _alike(left.phrase.slots[-1], atom, names):
        slot = left.phrase.slots[-1]
        written = " ".join(slot.span.text.split())
        helps = (f"to join it to `{written}`, write `{written}, {said}`",)
        between = Span(atom.span.source, slot.span.end, atom.span.start)
        fixes = (Fix(f"write `{written}, {said}`", (Edit(between, ", "),)),)
    elif left is not None and left.phrase.slots and not atom.phrase.slots:
        slot = left.phrase.slots[-1]
        repeated = f"{left.span.text[: slot.span.start - left.span.start]}{slot.word} {said}"
        joint = "or" if isinstance(above, ast.Or) else "and"
        helps = (f"repeat the event: `{joint} {' '.join(repeated.split())}`",)
    return Finding(
        "not-a-condition",
        Severity.ERROR,
        f"`{said}` is {what}, and no condition",
        atom.span,
        remark="nothing happens here",
        help=helps,
        fixes=fixes,
    )


def _last(condition: ast.Condition) -> ast.Atom | None:
    """Return the atom with which a condition ends; ``None`` where a parenthesis closes it."""
    while isinstance(condition, ast.And | ast.Or):
        condition = condition.right
    return condition if isinstance(condition, ast.Atom) else None


def _alike(slot: ast.Slot, atom: ast.Atom, names: Names) -> bool:
    """Return whether the last slot before `or` names things of the atom’s kind, so that a comma can join them."""
    value = slot.value
    return isinstance(value, ast.Words) and isinstance(atom.phrase.head, ast.Words) and bool(_thing(value, names))
