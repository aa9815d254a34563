"""Sentences that make no sense: slots that their verb does not take, double denials, days that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Severity
from treatylang.model.calendar import is_unit
from treatylang.model.diagnosis import roles
from treatylang.model.diagnosis.here import Here
from treatylang.model.happening import impossible_conditions
from treatylang.model.modality import addressed
from treatylang.model.prepositions import TAKES, misplaced, told
from treatylang.model.words import Names
from treatylang.syntax import ast

_ACTS = ("act",)
_ALWAYS_TAKEN = frozenset({"object", "for", "accordance", "discretion", "opinion", "date", "number", "under", "except"})


def predicate(node: ast.NormPredicate, here: Here) -> Iterator[Finding]:
    """Yield acts that nobody declares, and what stands after a word that does not take it."""
    for act in node.acts:
        if here.names.lexicon.get(act.text, *_ACTS) is None:
            yield here.unknown.act(act, node.span)
    for slot in node.slots:
        if slot.word == "by" and slot.values and _names_somebody(slot.value, here.names):
            who = " ".join(slot.value.span.text.split())
            yield Finding(
                "misplaced-slot",
                Severity.ERROR,
                f"whoever acts comes before `{node.modal}`, not after `by`",
                slot.span,
                remark="nothing can stand here",
                help=(f"write `{who} {node.modal} {node.acts[0].text}`",),
            )
    for slot, instead in misplaced(node, here.names):
        said = " ".join(slot.span.text.split())
        if (unit := _unit_meant(slot)) is not None:
            amount = slot.value
            assert isinstance(amount, ast.Amount)
            yield Finding(
                "misplaced-slot",
                Severity.ERROR,
                f"`{amount.unit}` is not a unit of time",
                amount.span,
                remark="unknown here",
                help=(f"write `{amount.number.text} {unit}`",),
            )
            continue
        wanted = "an act, an event, a circumstance or a period" if slot.word == "after" else ""
        yield Finding(
            "misplaced-slot",
            Severity.ERROR,
            f"`{said}` does not say how the act is done: such words cannot stand after `{slot.word}`",
            slot.span,
            remark="it has no effect here",
            help=(instead or f"after `{slot.word}` comes {wanted or told(TAKES[slot.word])}",),
        )


_UNITS = {
    "h": "hours", "hr": "hours", "hrs": "hours", "d": "days", "wk": "weeks", "wks": "weeks", "mo": "months",
    "mth": "months", "mths": "months", "y": "years", "yr": "years", "yrs": "years", "min": "minutes", "mins": "minutes",
}  # fmt: skip
"""Units of time as they are shortened."""


def _unit_meant(slot: ast.Slot) -> str | None:
    """Return the unit of time of which a slot has a short form; ``None`` where it has none."""
    value = slot.value if slot.values else None
    unit = _UNITS.get(value.unit.lower()) if isinstance(value, ast.Amount) else None
    return unit.removesuffix("s") if unit and isinstance(value, ast.Amount) and value.number.text == "1" else unit


_COUNTED = ("party", "parties", "state", "states", "member", "members")
"""The nouns of the language that can be counted."""


def amount(node: ast.Amount, here: Here) -> Iterator[Finding]:
    """Yield an amount of something that no vocabulary knows: nothing could be counted in it."""
    lexicon, unit = here.names.lexicon, node.unit
    if is_unit(unit) or unit in (*_COUNTED, "per") or lexicon.kinds(unit):  # `per cent` is told as two words
        return
    short = _UNITS.get(unit.lower())
    act = next((one for one in (unit.removesuffix("s"), unit.removesuffix("es")) if lexicon.kinds(one)), "")
    if short is not None:
        help = f"write `{node.number.text} {short.removesuffix('s') if node.number.text == '1' else short}`"
    elif act:
        help = f"count those who do it: `{act} by {node.number.text} parties`"
    else:
        help = "count in `hours`, `days`, `weeks`, `months`, `years`, `parties`, `members`, `states` or `percent`"
    yield Finding(
        "unknown-word",
        Severity.ERROR,
        f"nothing is counted in `{unit}`",
        node.span,
        remark="unknown here",
        help=(help,),
    )


def _names_somebody(value: object, names: Names) -> bool:
    """Return whether a phrase names states or parties, and not a body, means, a majority or a procedure."""
    if isinstance(value, ast.EachOther):
        return True
    if isinstance(value, ast.Quantified):
        return value.role is None and value.noun in ("party", "state", "member")
    return isinstance(value, ast.Words) and all(
        item.text in names.aliases
        or (names.lexicon.get(item.text) is None and names.lexicon.state(item.text) is not None)
        for item in value.items
    )


def circumstance(node: ast.Atom, here: Here) -> Iterator[Finding]:
    """Yield the bare name of a circumstance that several texts beside this one declare in other words (ruling 32)."""
    head = node.phrase.head
    head, owner = (head.head, head.owner) if isinstance(head, ast.Of) else (head, None)
    if not isinstance(head, ast.Words) or len(head.items) != 1 or not isinstance(head.items[0], ast.Name):
        return
    item = head.items[0]
    texts = here.names.unclear.get(item.text, ())
    named = owner.items[0].text if isinstance(owner, ast.Words) else ""
    state = here.names.aliases.get(named) or here.names.lexicon.state(named) if named else here.state
    if not texts or sum(1 for _, of in texts if state and of == state) == 1:
        return
    written = [f"`@{text}.{item.text}`" for text, _ in texts]
    yield Finding(
        "ambiguous-name",
        Severity.ERROR,
        f"`{item.text}` could be {' or '.join(written)}, which mean different things",
        item.span,
        help=(f"write {' or '.join(written)}, or declare the circumstance here",),
    )


def pointer(node: ast.This, _: Here) -> Iterator[Finding]:
    """Yield `this state` and the like: only a text can point to itself."""
    if node.noun not in ("treaty", "law"):
        yield Finding(
            "unknown-word",
            Severity.ERROR,
            f"`this {node.noun}` points to nothing",
            node.span,
            help=(
                "name whom you mean: `any party`, `that party`, `the attacked party`; `this treaty` is the text itself",
            ),
        )


def denied(node: ast.Sentence, here: Here) -> Iterator[Finding]:
    """Yield a sentence that denies twice, binds nobody, or lets something count as what it cannot be."""
    yield from roles.sentence(node, here)
    predicate = node.predicate
    if isinstance(predicate, ast.NormPredicate) and addressed(node.subject, predicate.modal) is None:
        head = " ".join(node.subject.head.span.text.split())
        others, verb = head.removeprefix("no "), predicate.modal.removesuffix(" not")
        yield Finding(
            "double-negation",
            Severity.ERROR,
            f"`{head} {predicate.modal}` denies twice, and can be read in two ways",
            node.subject.span,
            help=(f"write `each {others} {verb} …`, or `no {others} {verb} …`",),
        )


def slots(node: ast.Phrase, here: Here) -> Iterator[Finding]:
    """Yield what an event does not take: `of`, or a slot of other words."""
    head = node.head
    if isinstance(head, ast.Of):
        head = head.head
    if not isinstance(head, ast.Words) or not isinstance(head.items[0], ast.Name):
        return
    word = here.names.lexicon.get(head.items[0].text, "event")
    if word is None or word.takes is None:
        return
    if isinstance(node.head, ast.Of) and "of" not in word.takes:
        yield Finding(
            "misplaced-slot",
            Severity.ERROR,
            f"`{word.name}` takes no `of`",
            node.head.owner.span,
            remark="whom it hits, or who does it?",
            help=("say `on` for whom it hits, `by` for who does it",),
        )
    taken = frozenset(word.takes) | _ALWAYS_TAKEN | ({"outside"} if "in" in word.takes else set())
    for slot in node.slots:
        if slot.word not in taken:
            yield Finding(
                "misplaced-slot",
                Severity.ERROR,
                f"`{word.name}` takes no `{slot.word}`",
                slot.span,
                remark="nothing can stand here",
                help=_instead(slot.word, tuple(word.takes)),
            )


def _instead(said: str, takes: tuple[str, ...]) -> tuple[str, ...]:
    """Return what an event takes; whom it hits stands after `on`, where prose says `against`."""
    if not takes:
        return ()
    all_of_it = f"it takes {', '.join(f'`{name}`' for name in takes)}"
    return ("whom it hits comes after `on`", all_of_it) if said == "against" and "on" in takes else (all_of_it,)


def when(node: ast.When, here: Here) -> Iterator[Finding]:
    """Yield conditions that can never be met, and acts that stand for events."""
    yield from impossible_conditions(node.condition, here.names)
    yield from roles.trigger(node, here)


_DIVISIONS = {
    ast.Numbered: "a paragraph",
    ast.ReadingBlock: "a reading",
    ast.CouncilBlock: "a body",
    ast.FinalClauses: "a list of final clauses",
}
"""What divides an article, and how it is called."""


def opened(node: ast.When | ast.Timed, here: Here) -> Iterator[Finding]:
    """Yield what an option holds that cannot be printed behind `when` or `after`, and what is wrong with an event."""
    if isinstance(node, ast.When):
        yield from when(node, here)
    waiting: list[ast.Node] = list(node.rules)
    for held in waiting:
        if isinstance(held, ast.Bracket):
            waiting.extend(body for option in held.options for body in option.body)
        elif type(held) in _DIVISIONS:
            word = "when" if isinstance(node, ast.When) else node.order
            yield Finding(
                "misplaced-clause",
                Severity.ERROR,
                f"{_DIVISIONS[type(held)]} cannot stand after `{word}`",
                held.span,
                remark="it would be printed nowhere",
                help=(f"put the bracket around the article or paragraph, and `{word}` into its options",),
            )


def qualification(node: ast.Qualification, here: Here) -> Iterator[Finding]:
    """Yield conditions behind a duty that can never be met."""
    if isinstance(node.value, ast.Condition):
        yield from impossible_conditions(node.value, here.names)


def day(node: ast.Day, _: Here) -> Iterator[Finding]:
    """Yield a day that is not in the calendar."""
    if node.day is None:
        yield _impossible_date(node)


def _impossible_date(node: ast.Day) -> Finding:
    return Finding(
        "impossible-date",
        Severity.ERROR,
        f"there is no day `{node.text}`",
        node.span,
        remark="no such day in the calendar",
        help=("write year, month and day, as in `2027-12-31`",),
    )
