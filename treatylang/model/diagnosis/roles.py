"""Who acts, what counts as what, how many are asked for: words that can be none of these, and would say nothing."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Severity
from treatylang.geography.names import written
from treatylang.model.bodies import QUORUM, says
from treatylang.model.diagnosis.here import Here
from treatylang.model.words import Names
from treatylang.syntax import ast

_BEARERS = frozenset({"role", "body", "will", "region"})
"""Kinds of words that can stand before `shall`: somebody, a body, measures that it takes, the parties in a region."""
_DECIDING = frozenset({"group", "council", "party"})
"""Kinds of labels that can."""
_COUNTS = {
    "event": ("event",),
    "act": ("act",),
    "will": ("will", "act"),
    "matter": ("matter",),
    "state": ("relation",),
    "group": ("relation",),
    "role": ("relation",),
    "area": ("object",),
    "treaty": ("will", "matter"),
    "instrument": ("will", "matter"),
}
"""As what words of a kind can count; words of all other kinds count as nothing."""
_AS = {
    "event": "an event counts as an event: `blockade of any party counts as armed-attack on that party`",
    "act": "an act counts as an act: `support-logistics with weapons counts as transfer-arms`",
    "will": "a decision or approval counts as another: `approval of … counts as approval of …`",
    "matter": "a matter counts as a matter",
    "object": "say which event: `armed-attack on vessels of any party counts as armed-attack on that party`",
}


def sentence(node: ast.Sentence, here: Here) -> Iterator[Finding]:
    """Yield a bearer that is nobody, and what can count as nothing of the kind."""
    predicate = node.predicate
    if isinstance(predicate, ast.NormPredicate):
        # Where the verb is not understood, neither is who is meant.
        if all(here.names.lexicon.get(act.text, "act") is not None for act in predicate.acts):
            yield from _bearer(node, predicate, here)
            yield from _about(predicate, here.names)
    elif predicate.kind in ("counts-as", "not-counts-as") and predicate.phrase is not None:
        yield from _counted(node, predicate, predicate.phrase, here)


def _bearer(node: ast.Sentence, predicate: ast.NormPredicate, here: Here) -> Iterator[Finding]:
    head = node.subject.head
    said = " ".join(head.span.text.split())
    if _is_site(head, here.names):
        yield Finding(
            "misplaced-slot",
            Severity.ERROR,
            f"`{said}` is whoever has the soil on which somebody else acts, and here nobody does",
            head.span,
            remark="binds nobody",
            help=(
                (
                    f"name the state, or say it of all: `each party {predicate.modal} …`; "
                    "of what others do on its soil, `unless consent of the host` says that it has a say"
                ),
            ),
        )
        return
    if isinstance(head, ast.Amount):
        what = "a number"
    else:
        plain = head.head if isinstance(head, ast.Of) else head
        if not isinstance(plain, ast.Words):
            return
        what = next((told for item in plain.items if (told := _nobody(item, here.names))), "")
        if what and isinstance(head, ast.Of) and what == _RELATED:
            return
    if what:
        yield Finding(
            "misplaced-slot",
            Severity.ERROR,
            f"`{said}` is {what}, not somebody who could be bound",
            head.span,
            remark="binds nobody",
            help=(f"say who: `each party {predicate.modal} …`, `each party within Europe {predicate.modal} …`",),
        )


def _about(predicate: ast.NormPredicate, names: Names) -> Iterator[Finding]:
    """Yield what treaties are about, said in words that do not say it: `any treaty that concerns bases`, `on bases`."""
    treaties: ast.Slot | None = None
    for slot in predicate.slots:
        value = slot.value if slot.values else None
        if isinstance(value, ast.Of) and _is_treaty(value.head) and _are_matters(value.owner, names):
            treaties, value = slot, value.owner
        elif slot.word in ("object", "to") and _is_treaty(value):
            treaties = slot
            continue
        elif slot.word not in ("object", "on"):
            treaties = None
            continue
        if treaties is not None and _are_matters(value, names):
            said = " ".join(treaties.span.to(slot.span).text.split())
            of = " ".join(value.span.text.split())  # type: ignore[union-attr]  # it is a list of words
            head = getattr(treaties.value, "head", treaties.value)
            yield Finding(
                "misplaced-slot",
                Severity.ERROR,
                f"`{said}` does not say which treaties are meant",
                treaties.span.to(slot.span),
                remark="says nothing here",
                help=(f"write `{' '.join(head.span.text.split())} concerning {of}`",),
            )
            treaties = None


def _is_treaty(value: object) -> bool:
    return isinstance(value, ast.Quantified) and value.noun == "treaty"


def _are_matters(value: object, names: Names) -> bool:
    return isinstance(value, ast.Words) and all(
        isinstance(item, ast.Name) and names.lexicon.get(item.text, "matter") is not None for item in value.items
    )


def _is_site(head: ast.NounPhrase, names: Names) -> bool:
    """Return whether a phrase is `the host`: a role that the place of an act fills, and a sentence has one act."""
    item = head.role if isinstance(head, ast.Quantified) and not head.noun else None
    word = names.lexicon.get(item.text, "role") if item is not None else None
    return word is not None and word.owner == "site"


_RELATED = "a relation"


def _nobody(item: ast.Name | ast.Text | ast.Ref, names: Names) -> str:
    """Return what a word is that names nobody; empty where it names somebody, or nothing that is known."""
    if isinstance(item, ast.Ref):
        return "a provision"
    if isinstance(item, ast.Text) or item.text in names.aliases:
        return ""
    meaning = names.meaning(item.text)
    if meaning is None or names.lexicon.state(item.text) is not None:
        return ""
    if meaning.label is not None:
        kind = meaning.label.kind
        return "" if kind in _DECIDING else _kind(kind)
    if meaning.word is not None:
        every = {kind for kind in _BEARERS if names.lexicon.get(item.text, kind) is not None}
        return "" if every else _kind(meaning.word.kind)
    return "a text" if meaning.kind == "instrument" else "a circumstance" if meaning.kind == "circumstance" else ""


def _kind(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _counted(node: ast.Sentence, predicate: ast.TextPredicate, phrase: ast.Phrase, here: Here) -> Iterator[Finding]:
    kind, other = _kind_of(node.subject.head, here.names), _kind_of(phrase.head, here.names)
    if not kind or not other or other in _COUNTS.get(kind, ()):
        return
    said, target = (" ".join(one.head.span.text.split()) for one in (node.subject, phrase))
    verb = "count as" if predicate.kind == "not-counts-as" else "counts as"
    yield Finding(
        "misplaced-slot",
        Severity.ERROR,
        f"`{said}` is {_kind(kind)}, and nothing of the kind {verb} `{target}`",
        phrase.head.span,
        remark="it has no effect here",
        help=(_AS.get(kind, "events count as events, acts as acts"),),
    )


def _kind_of(head: ast.NounPhrase, names: Names) -> str:
    """Return the kind of the word with which a phrase begins; empty for what is no word."""
    if isinstance(head, ast.Of):
        head = head.head
    item = head.items[0] if isinstance(head, ast.Words) else None
    if not isinstance(item, ast.Name):
        return ""
    meaning = names.meaning(item.text)
    if meaning is None:
        return ""
    if meaning.kind == "state":
        return "state"
    if meaning.label is not None:
        return meaning.label.kind
    if meaning.word is None:
        return meaning.kind
    kinds = [kind for kind in ("event", "act", "will", "matter") if names.lexicon.get(item.text, kind) is not None]
    return kinds[0] if kinds else meaning.word.kind


def trigger(node: ast.When, here: Here) -> Iterator[Finding]:
    """Yield acts that stand for events, and places that stand for whom an event hits.

    That somebody acts is told by the order of the duties.
    """
    for atom in _atoms(node.condition):
        kind = _kind_of(atom.phrase.head, here.names)
        if kind == "event":
            yield from _hit(atom.phrase, here.names)
        if kind == "act" and not atom.acted:
            said = " ".join(atom.phrase.head.span.text.split())
            yield Finding(
                "not-a-condition",
                Severity.ERROR,
                f"`{said}` is an act, not an event",
                atom.span,
                remark="nothing happens here",
                help=(
                    f"after what others do: `after {said} each party shall …`; what the others do to it is an event",
                    "or declare a circumstance and say when it is so",
                ),
            )


def _hit(phrase: ast.Phrase, names: Names) -> Iterator[Finding]:
    """Yield places after `on`: an event hits somebody or something, and a place is where it does."""
    event = " ".join(phrase.head.span.text.split())
    for slot in phrase.slots:
        value = slot.value if slot.word == "on" and slot.values else None
        if not isinstance(value, ast.Words):
            continue
        for item in value.items:
            area = names.labels.get(item.text)
            if isinstance(item, ast.Name) and area is not None and area.kind == "area":
                way = f"write `{event} on any party in {item.text}`"
            elif isinstance(item, ast.Text) and not _is_somebody(item.text, names) and written(item.text):
                way = (
                    f'define it, `area Place "{item.text}" = {written(item.text)[0]};`, and write '
                    f"`{event} on any party in Place`, or `on territory of any party in Place`"
                )
            else:
                continue
            yield Finding(
                "misplaced-slot",
                Severity.ERROR,
                f"`{item.text}` is a place: an event hits somebody or something in a place",
                item.span,
                remark="hits nobody",
                help=(way,),
            )


def _is_somebody(name: str, names: Names) -> bool:
    return name in names.aliases or name in names.labels or names.lexicon.state(name) is not None


def _atoms(condition: ast.Condition) -> Iterator[ast.Atom]:
    stack = [condition]
    while stack:
        top = stack.pop()
        if isinstance(top, (ast.And, ast.Or)):
            stack += [top.right, top.left]
        elif isinstance(top, (ast.Not, ast.Group)):
            stack.append(top.condition)
        else:
            yield top


def quorum(node: ast.Line, here: Here) -> Iterator[Finding]:
    """Yield a quorum that is no number of members."""
    if says(here.names.lexicon, node) != QUORUM:
        return
    for slot in node.slots:
        wrong = slot.word in ("object", "by") and not _asks_for_some(slot.value, here.names)
        if wrong or slot.word in ("discretion", "accordance"):
            yield _no_quorum(
                slot,
                "a quorum is a number of members, and `{said}` is not one",
                "write `quorum 4 members;`, `quorum majority of members;` or `quorum two-thirds of members on budget;`",
            )
        elif slot.word in ("including", "except"):
            yield _no_quorum(
                slot,
                "a quorum says how many have to be there, not who: `{said}` would count for nothing",
                "a majority may say who has to vote for it: `decides by 3 members {said};`",
            )


def _asks_for_some(value: object, names: Names) -> bool:
    if isinstance(value, ast.Of):
        value = value.head
    if isinstance(value, ast.Words):
        return all(
            isinstance(item, ast.Name) and names.lexicon.get(item.text, "measure") is not None for item in value.items
        )
    return isinstance(value, (ast.Amount, ast.Quantified, ast.Plural))


def _no_quorum(slot: ast.Slot, why: str, help: str) -> Finding:
    said = " ".join(slot.span.text.split())
    return Finding(
        "misplaced-slot",
        Severity.ERROR,
        why.format(said=said),
        slot.span,
        remark="not a number",
        help=(help.format(said=said),),
    )
