"""Names that mean nothing: words, states, parties, areas and references that nobody declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from treatylang.findings import Finding, Severity
from treatylang.library import states
from treatylang.model.diagnosis.here import Here
from treatylang.model.meant import did_you_mean
from treatylang.model.unknown import SILENT, fixes, states_apart, unknown_state
from treatylang.model.words import Names
from treatylang.source import Span
from treatylang.syntax import ast

_IN_PROSE = re.compile(r"\{([^{}\n]*)\}")


def words(node: ast.Words, here: Here) -> Iterator[Finding]:
    """Yield the words of a phrase that nobody declares."""
    for item in node.items:
        if not isinstance(item, ast.Name) or id(item) in here.spoken or _means(item.text, here.names):
            continue
        yield _undefined_area(item, here) if id(item) in here.areas else here.unknown.word(item)


def _means(name: str, names: Names) -> bool:
    """Return whether a bare name means something in a phrase."""
    meaning = names.meaning(name)
    if meaning is None or meaning.word is None or meaning.word.kind not in SILENT:
        return meaning is not None
    return bool(names.lexicon.kinds(name) - SILENT) or names.lexicon.state(name) is not None


def _undefined_area(node: ast.Name, here: Here) -> Finding:
    if (said := here.unknown.possessive(node) or here.unknown.phrase(node)) is not None:
        return said
    areas = sorted(label.name for label in here.names.labels.values() if label.kind == "area")
    near = tuple(get_close_matches(node.text, areas, n=2, cutoff=0.6))
    meant = tuple(dict.fromkeys((*here.unknown.places(node), *near)))[:4]
    if not meant and (state := states.near(node.text)):
        meant = tuple(f'territory of "{one}"' if " " in one else f"territory of {one}" for one in state)
    return Finding(
        "undefined-area",
        Severity.ERROR,
        f"no area `{node.text}` is defined",
        node.span,
        remark="undefined",
        help=did_you_mean(meant) or (f'define it: `area {node.text} "…" = …;`',),
        fixes=fixes(node.span, near) if meant == near else (),
    )


def role(node: ast.Quantified | ast.Unanimous, here: Here) -> Iterator[Finding]:
    """Yield a role that no text gives anybody."""
    word = node.role if isinstance(node, ast.Quantified) else node.word
    if word is not None and here.names.meaning(word.text) is None:
        yield here.unknown.role(node, word)


def status(node: ast.PartyStatus, here: Here) -> Iterator[Finding]:
    """Yield a standing of a party that the vocabulary does not know."""
    if node.word not in ("from", "until") and here.names.lexicon.get(node.word, "standing") is None:
        yield here.unknown.at(node.span, node.word, "standing")


def fact(node: ast.Fact, here: Here) -> Iterator[Finding]:
    """Yield what a scenario gives and nobody declares: a circumstance, or an act that is done."""
    if act := ast.done_act(node.word.text):
        if here.names.lexicon.get(act, "act") is None:
            yield here.unknown.at(node.word.span, act, "act")
    elif isinstance(node.word, ast.Name) and here.names.meaning(node.word.text) is None:
        yield here.unknown.word(node.word)


def party(node: ast.PartyName, here: Here) -> Iterator[Finding]:
    """Yield a party that is no state anybody knows."""
    if isinstance(node.who, ast.EachOther):
        yield unknown_state(node.who.span, "each other")
    elif not isinstance(node.who, ast.Quantified) and here.names.lexicon.state(node.who.text) is None:
        yield unknown_state(node.who.span, node.who.text, party=True)


def maker(node: ast.StatementBlock, here: Here) -> Iterator[Finding]:
    """Yield who makes a declaration or a reservation and is no state, party or group that anybody knows."""
    for who in node.by:
        named = isinstance(who, ast.Ref) or who.text in here.names.aliases or who.text in here.names.labels
        if not named and here.names.lexicon.state(who.text) is None:
            yield unknown_state(who.span, who.text)


def party_line(node: ast.PartyLine, here: Here) -> Iterator[Finding]:
    """Yield the state whose name of several words is not in quotes: `party New Zealand` reads as a standing."""
    if not node.names or not node.statuses:
        return
    who, status = node.names[-1].who, node.statuses[0]
    if not isinstance(who, ast.Name | ast.Quantified):
        return
    if (
        here.names.lexicon.state(" ".join(who.span.text.split())) is not None
        or here.names.lexicon.get(status.word, "standing") is not None
    ):
        return
    span = Span(who.span.source, who.span.start, status.span.end)
    found = states_apart(span, " ".join(span.text.split()))
    if found is not None:
        here.unknown.covered.append(span)
        yield found


def reference(node: ast.Ref, here: Here) -> Iterator[Finding]:
    """Yield a reference that leads nowhere."""
    if here.names.reference(node.text) is None:
        yield _broken(node.span, f"@{node.text}", node.text, here.names)


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


def prose(node: ast.Prose, here: Here) -> Iterator[Finding]:
    """Yield references in agreed prose that lead nowhere."""
    offset = node.text.span.start + (3 if node.text.block else 1)
    for match in _IN_PROSE.finditer(node.text.text):
        target = match[1].strip()
        span = Span(node.span.source, offset + match.start(), offset + match.end())
        # A bare name is a term; `undefined-term` looks after those.
        if target.startswith("@") and here.names.reference(target[1:]) is None:
            yield _broken(span, f"{{{target}}}", target[1:], here.names)


def in_areas(nodes: Iterable[ast.Node]) -> frozenset[int]:
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


def declaring(nodes: Iterable[ast.Node]) -> frozenset[int]:
    """Return the names in heading lines that are facts about the text, not words: languages, style, status."""
    spoken: set[int] = set()
    for node in nodes:
        if isinstance(node, ast.Line) and node.word.text in ("languages", "authentic", "style", "status", "covers"):
            spoken.update(id(inner) for inner in ast.walk(node))
    return frozenset(spoken)
