"""What makes no sense though it parses: unknown words and states, broken references, impossible dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from treatylang.findings import Edit, Finding, Fix, Severity
from treatylang.model.happening import impossible_conditions
from treatylang.model.instrument import Instrument
from treatylang.model.meant import did_you_mean
from treatylang.model.modality import addressed
from treatylang.model.prepositions import TAKES, misplaced, told
from treatylang.model.unknown import SILENT, Unknown, fixes, language_code, states_apart, unknown_state
from treatylang.model.words import Names
from treatylang.source import Span
from treatylang.syntax import ast

_ACTS = ("act",)
_IN_PROSE = re.compile(r"\{([^{}\n]*)\}")
_WORDING = re.compile(r"[a-z]{2,3}-(\S+)")
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")
_ALWAYS_TAKEN = frozenset({"object", "for", "accordance", "discretion", "opinion", "date", "number", "under", "except"})


def diagnose(instrument: Instrument, names: Names) -> Iterator[Finding]:
    """Yield the findings about the words, states, references and dates of one instrument."""
    seen: set[tuple[int, int]] = set()
    unknown = Unknown(names, instrument.node)
    told = 0
    for finding in _all(instrument, names, unknown):
        key = (finding.span.start, finding.span.end)
        covered = any(one.start <= key[0] and key[1] <= one.end for one in unknown.covered[:told])
        told = len(unknown.covered)
        if key not in seen and not (covered and finding.rule in ("unknown-word", "unknown-state", "undefined-area")):
            seen.add(key)
            yield finding


def _all(instrument: Instrument, names: Names, unknown: Unknown) -> Iterator[Finding]:
    root = instrument.node
    nodes = tuple(ast.walk(root))
    here = _Here(names, unknown, _declaring(nodes), _in_areas(nodes), instrument.state, _places(root, nodes))
    for node in nodes:
        search = _SEARCHES.get(type(node))
        if search is not None:
            yield from search(node, here)
    if (
        instrument.kind == "law"
        and instrument.lexicon.state(instrument.state) is None
        and instrument.node.of is not None
    ):
        yield unknown_state(instrument.node.of.span, instrument.state)


@dataclass(frozen=True)
class _Here:
    """What the searches need to know of the instrument: its names, and which words stand where."""

    names: Names
    unknown: Unknown
    """What is said about words that nobody declares."""
    spoken: frozenset[int]
    """Words of heading lines that are facts about the text."""
    areas: frozenset[int]
    """Words that stand where an area is meant."""
    state: str = ""
    """Whose law it is."""
    lines: dict[int, str] = field(default_factory=dict)
    """Lines that stand where one kind of word alone opens a line → that kind: heading or clause."""


def _day(node: ast.Day, _: _Here) -> Iterator[Finding]:
    if node.day is None:
        yield _impossible_date(node)


def _ref(node: ast.Ref, here: _Here) -> Iterator[Finding]:
    if here.names.reference(node.text) is None:
        yield _broken(node.span, f"@{node.text}", node.text, here.names)


def _words(node: ast.Words, here: _Here) -> Iterator[Finding]:
    for item in node.items:
        if not isinstance(item, ast.Name) or id(item) in here.spoken or _means(item.text, here.names):
            continue
        yield _undefined_area(item, here) if id(item) in here.areas else here.unknown.word(item)


def _party_line(node: ast.PartyLine, here: _Here) -> Iterator[Finding]:
    """Yield the state whose name of several words is not in quotes: `party New Zealand` reads as a standing."""
    if not node.names or not node.statuses or not isinstance(node.names[-1].who, ast.Name):
        return
    who, status = node.names[-1].who, node.statuses[0]
    if here.names.lexicon.state(who.text) is not None or here.names.lexicon.get(status.word, "standing") is not None:
        return
    span = Span(who.span.source, who.span.start, status.span.end)
    found = states_apart(span, " ".join(span.text.split()))
    if found is not None:
        here.unknown.covered.append(span)
        yield found


def _means(name: str, names: Names) -> bool:
    """Return whether a bare name means something in a phrase."""
    meaning = names.meaning(name)
    if meaning is None or meaning.word is None or meaning.word.kind not in SILENT:
        return meaning is not None
    return bool(names.lexicon.kinds(name) - SILENT) or names.lexicon.state(name) is not None


def _predicate(node: ast.NormPredicate, here: _Here) -> Iterator[Finding]:
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
        wanted = "an act, an event, a circumstance or a period" if slot.word == "after" else ""
        yield Finding(
            "misplaced-slot",
            Severity.ERROR,
            f"`{said}` says nothing of what is done: such words cannot stand after `{slot.word}`",
            slot.span,
            remark="nothing would come of it",
            help=(instead or f"after `{slot.word}` comes {wanted or told(TAKES[slot.word])}",),
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


def _atom(node: ast.Atom, here: _Here) -> Iterator[Finding]:
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
        f"`{item.text}` could be either of {' and '.join(written)}, which mean other things",
        item.span,
        help=(f"write {' or '.join(written)}, or declare the circumstance here",),
    )


def _this(node: ast.This, _: _Here) -> Iterator[Finding]:
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


def _denied(node: ast.Sentence, _: _Here) -> Iterator[Finding]:
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


def _role(node: ast.Quantified | ast.Unanimous, here: _Here) -> Iterator[Finding]:
    word = node.role if isinstance(node, ast.Quantified) else node.word
    if word is not None and here.names.meaning(word.text) is None:
        yield here.unknown.role(node, word)


def _status(node: ast.PartyStatus, here: _Here) -> Iterator[Finding]:
    if node.word not in ("from", "until") and here.names.lexicon.get(node.word, "standing") is None:
        yield here.unknown.at(node.span, node.word, "standing")


def _fact(node: ast.Fact, here: _Here) -> Iterator[Finding]:
    if act := ast.done_act(node.word.text):
        if here.names.lexicon.get(act, "act") is None:
            yield here.unknown.at(node.word.span, act, "act")
    elif isinstance(node.word, ast.Name) and here.names.meaning(node.word.text) is None:
        yield here.unknown.word(node.word)


def _in_areas(nodes: Iterable[ast.Node]) -> frozenset[int]:
    """Return the names that stand where an area is meant: in definitions of areas, and after `in`."""
    found: set[int] = set()
    for node in nodes:
        where: tuple[object, ...] = ()
        if isinstance(node, ast.Definition) and node.kind == "area":
            where = (node.value,)
        elif isinstance(node, ast.Slot) and node.word in ("in", "outside"):
            where = node.values
        for value in where:
            if isinstance(value, ast.Words):
                found.update(id(item) for item in value.items)
            elif isinstance(
                value, (ast.AreaPlus, ast.AreaExcept, ast.AreaWithin, ast.AreaClip, ast.AreaGroup, ast.Belt)
            ):
                inside = (value, *ast.walk(value))
                found.update(
                    id(item)
                    for one in inside
                    if not isinstance(one, (ast.Of, ast.AreaHeld))
                    for inner in ast.children(one)
                    if isinstance(inner, ast.Words)
                    for item in inner.items
                )
    return frozenset(found)


def _undefined_area(node: ast.Name, here: _Here) -> Finding:
    if (owner := here.unknown.possessive(node)) is not None:
        return owner
    areas = sorted(label.name for label in here.names.labels.values() if label.kind == "area")
    near = tuple(get_close_matches(node.text, areas, n=2, cutoff=0.6))
    meant = tuple(dict.fromkeys((*here.unknown.places(node), *near)))[:4]
    return Finding(
        "undefined-area",
        Severity.ERROR,
        f"no area `{node.text}` is defined",
        node.span,
        remark="undefined",
        help=did_you_mean(meant) or (f'define it: `area {node.text} "…" = …;`',),
        fixes=fixes(node.span, near) if meant == near else (),
    )


def _declaring(nodes: Iterable[ast.Node]) -> frozenset[int]:
    """Return the names in heading lines that are facts about the text, not words: languages, style, status."""
    spoken: set[int] = set()
    for node in nodes:
        if isinstance(node, ast.Line) and node.word.text in ("languages", "authentic", "style", "status", "covers"):
            spoken.update(id(inner) for inner in ast.walk(node))
    return frozenset(spoken)


def _impossible_date(node: ast.Day) -> Finding:
    return Finding(
        "impossible-date",
        Severity.ERROR,
        f"there is no day `{node.text}`",
        node.span,
        remark="no such day in the calendar",
        help=("write year, month and day, as in `2027-12-31`",),
    )


def _party(node: ast.PartyName, here: _Here) -> Iterator[Finding]:
    if isinstance(node.who, ast.EachOther):
        yield unknown_state(node.who.span, "each other")
    elif not isinstance(node.who, ast.Quantified) and here.names.lexicon.state(node.who.text) is None:
        yield unknown_state(node.who.span, node.who.text)


def _broken(span: Span, shown: str, target: str, names: Names) -> Finding:
    near = tuple(get_close_matches(target, sorted(names.labels), n=2, cutoff=0.6))
    return Finding(
        "broken-reference",
        Severity.ERROR,
        f"`{shown}` leads nowhere",
        span,
        remark="nothing is labelled so",
        help=did_you_mean(near) or (f"give the provision its label with `as {target}`, or name one that exists",),
        fixes=fixes(span, tuple(shown.replace(target, word) for word in near)),
    )


def _places(root: ast.InstrumentNode, nodes: Iterable[ast.Node]) -> dict[int, str]:
    """Return which kind of word opens each line that stands in a place for one kind alone."""
    found = {id(part): "heading" for part in root.parts if isinstance(part, ast.Line)}
    for node in nodes:
        if isinstance(node, ast.FinalClauses):
            found |= {id(line): "clause" for line in node.lines}
    return found


def _misplaced(node: ast.Line, place: str) -> Finding:
    """Return the finding about a final clause among the heading lines, or a heading line among the final clauses."""
    word, span = node.word.text, node.span
    after = span.source.text[span.end : span.end + 1]
    whole = Span(span.source, span.start, span.end + (1 if after == ";" and not span.text.endswith(";") else 0))
    fixes: tuple[Fix, ...] = ()
    if place == "heading":
        said = f"`{word}` is a final clause, and stands among the heading lines"
        help = f"write `final-clauses {{ {' '.join(span.text.split()).rstrip(';')}; }}`"
        line = span.text.rstrip().rstrip(";")
        fixes = (Fix("put it among the final clauses", (Edit(whole, f"final-clauses {{ {line}; }}"),), safe=True),)
    else:
        said = f"`{word}` is a heading line, and stands among the final clauses"
        help = "write it at the top of the text, before the first article"
    return Finding(
        "misplaced-clause", Severity.ERROR, said, span, remark="it counts for nothing here", help=(help,), fixes=fixes
    )


def _line(node: ast.Line, here: _Here) -> Iterator[Finding]:
    if here.names.lexicon.get(node.word.text, "heading", "clause") is None and not _is_wording(node, here.names):
        yield here.unknown.at(node.word.span, node.word.text, "heading", "clause")
    elif (
        (place := here.lines.get(id(node)))
        and not _is_wording(node, here.names)
        and here.names.lexicon.get(node.word.text, place) is None
    ):
        yield _misplaced(node, place)
    if node.word.text in ("languages", "authentic"):
        yield from _languages(node, here)
    for item in _subjects_of(node):
        if here.names.lexicon.get(item.text, "subject") is None:
            yield here.unknown.at(item.span, item.text, "subject")


def _languages(node: ast.Line, here: _Here) -> Iterator[Finding]:
    """Yield languages that stand by their names: a draft names them by their codes of two or three letters."""
    items = [item for slot in node.slots for one in slot.values if isinstance(one, ast.Words) for item in one.items]
    for item in items:
        if isinstance(item, ast.Name) and not _CODE.fullmatch(item.text):
            code = language_code(item.text)
            yield here.unknown.language(item, code)


def _subjects_of(node: ast.Line) -> tuple[ast.Name | ast.Text | ast.Ref, ...]:
    """Return what a line says that a law covers."""
    values = (slot.value for slot in node.slots if slot.word == "object" and node.word.text == "covers")
    return tuple(item for value in values if isinstance(value, ast.Words) for item in value.items)


def _is_wording(node: ast.Line, names: Names) -> bool:
    """Return whether a line gives the words of a language: `fr-title "…"`, `fr-Zone "…"`, `fr-called-party "…"`."""
    match = _WORDING.fullmatch(node.word.text)
    return match is not None and (match[1] in ("title", "called-party", "called-member") or match[1] in names.labels)


def _under(node: ast.Under, here: _Here) -> Iterator[Finding]:
    """Yield the treaties that a draft is to be looked at with and that nobody has: nothing would be compared."""
    for name in node.treaties:
        if name.text not in here.names.instruments:
            near = tuple(get_close_matches(name.text, sorted(here.names.instruments), n=2, cutoff=0.6))
            yield Finding(
                "broken-reference",
                Severity.ERROR,
                f"neither the library nor the project has a treaty `{name.text}`",
                name.span,
                remark="not held, so nothing is checked with it",
                help=did_you_mean(near)
                or ("`treaty laws` lists what is shipped; write the treaty, or import its file",),
                fixes=fixes(name.span, near),
            )


def _slots(node: ast.Phrase, here: _Here) -> Iterator[Finding]:
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
                help=(f"it takes {', '.join(f'`{name}`' for name in word.takes)}",) if word.takes else (),
            )


def _prose(node: ast.Prose, here: _Here) -> Iterator[Finding]:
    offset = node.text.span.start + (3 if node.text.block else 1)
    for match in _IN_PROSE.finditer(node.text.text):
        target = match[1].strip()
        span = Span(node.span.source, offset + match.start(), offset + match.end())
        # A bare name is a term; `undefined-term` looks after those.
        if target.startswith("@") and here.names.reference(target[1:]) is None:
            yield _broken(span, f"{{{target}}}", target[1:], here.names)


def _when(node: ast.When, here: _Here) -> Iterator[Finding]:
    yield from impossible_conditions(node.condition, here.names)


def _qualification(node: ast.Qualification, here: _Here) -> Iterator[Finding]:
    if isinstance(node.value, ast.Condition):
        yield from impossible_conditions(node.value, here.names)


_SEARCHES: dict[type[ast.Node], Callable[[Any, _Here], Iterator[Finding]]] = {
    ast.Day: _day,
    ast.Ref: _ref,
    ast.Words: _words,
    ast.NormPredicate: _predicate,
    ast.Sentence: _denied,
    ast.Line: _line,
    ast.Under: _under,
    ast.Quantified: _role,
    ast.Unanimous: _role,
    ast.PartyLine: _party_line,
    ast.PartyName: _party,
    ast.PartyStatus: _status,
    ast.Phrase: _slots,
    ast.Prose: _prose,
    ast.Fact: _fact,
    ast.When: _when,
    ast.Qualification: _qualification,
    ast.Atom: _atom,
    ast.This: _this,
}
