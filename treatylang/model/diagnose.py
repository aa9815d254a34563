"""What makes no sense in an instrument though it parses: unknown words and states, broken references, impossible dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatylang.findings import Edit, Finding, Fix, Severity
from treatylang.library import states
from treatylang.model.instrument import Instrument
from treatylang.model.words import Names
from treatylang.source import Span
from treatylang.syntax import ast

_ACTS = ("act",)
_IN_PROSE = re.compile(r"\{([^{}\n]*)\}")
_ALWAYS_TAKEN = frozenset({"object", "for", "accordance", "discretion", "opinion", "date", "number", "under", "except"})


def diagnose(instrument: Instrument, names: Names) -> Iterator[Finding]:
    """Yield the findings about the words, states, references and dates of one instrument."""
    seen: set[tuple[int, int]] = set()
    for finding in _all(instrument, names):
        key = (finding.span.start, finding.span.end)
        if key not in seen:
            seen.add(key)
            yield finding


def _all(instrument: Instrument, names: Names) -> Iterator[Finding]:
    spoken = _declaring(instrument.node)
    for node in ast.walk(instrument.node):
        if isinstance(node, ast.Day):
            if node.day is None:
                yield _impossible_date(node)
        elif isinstance(node, ast.Ref):
            if names.reference(node.text) is None:
                yield _broken(node.span, f"@{node.text}", node.text, names)
        elif isinstance(node, ast.Words):
            for item in node.items:
                if isinstance(item, ast.Name) and id(item) not in spoken and names.meaning(item.text) is None:
                    yield _unknown_word(item, names)
        elif isinstance(node, ast.NormPredicate):
            for act in node.acts:
                if names.lexicon.get(act.text, *_ACTS) is None:
                    yield _unknown_word(act, names, *_ACTS)
        elif isinstance(node, ast.Line):
            yield from _line(node, names)
        elif isinstance(node, (ast.Quantified, ast.Unanimous)):
            word = node.role if isinstance(node, ast.Quantified) else node.word
            if word is not None and names.meaning(word.text) is None:
                yield _unknown_word(word, names)
        elif isinstance(node, ast.PartyName):
            yield from _party(node)
        elif isinstance(node, ast.PartyStatus):
            if node.word not in ("from", "until") and names.lexicon.get(node.word, "standing") is None:
                yield _unknown(node.span, node.word, names, "standing")
        elif isinstance(node, ast.Phrase):
            yield from _slots(node, names)
        elif isinstance(node, ast.Prose):
            yield from _prose(node, names)
        elif isinstance(node, ast.Fact) and names.meaning(node.word.text) is None:
            yield _unknown_word(node.word, names)
    if instrument.kind == "law" and states.find(instrument.state) is None and instrument.node.of is not None:
        yield _unknown_state(instrument.node.of.span, instrument.state)


def _declaring(root: ast.InstrumentNode) -> frozenset[int]:
    """Return the names in heading lines that are facts about the text, not words: its languages, its style, its status."""
    spoken: set[int] = set()
    for node in ast.walk(root):
        if isinstance(node, ast.Line) and node.word.text in ("languages", "authentic", "style", "status"):
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


def _did_you_mean(near: tuple[str, ...]) -> tuple[str, ...]:
    if not near:
        return ()
    return (f"did you mean {' or '.join(f'`{word}`' for word in near)}?",)


def _fixes(span: Span, near: tuple[str, ...]) -> tuple[Fix, ...]:
    return (Fix(f"write `{near[0]}`", (Edit(span, near[0]),)),) if len(near) == 1 else ()


def _unknown(span: Span, text: str, names: Names, *kinds: str) -> Finding:
    near = names.lexicon.near(text, *kinds)
    if not kinds:
        near = tuple(dict.fromkeys((*_near_labels(text, names), *near)))[:3]
    what = {"act": "act", "standing": "standing of a party", "heading": "heading", "clause": "final clause"}
    kind = what.get(kinds[0], "word") if kinds else "word"
    return Finding(
        "unknown-word",
        Severity.ERROR,
        f"no vocabulary declares the {kind} `{text}`",
        span,
        remark="unknown here",
        help=_did_you_mean(near) or (f"declare it: `vocabulary own {{ {kinds[0] if kinds else 'act'} {text} \"…\"; }}`",),
        fixes=_fixes(span, near),
    )


def _near_labels(text: str, names: Names) -> tuple[str, ...]:
    folded = text.casefold().replace("-", "")
    return tuple(label for label in names.labels if label.casefold().replace("-", "") == folded)


def _unknown_word(node: ast.Name, names: Names, *kinds: str) -> Finding:
    if not kinds and node.text[0].isupper():
        near = states.near(node.text)
        labels = _near_labels(node.text, names)
        if near and not labels:
            return _unknown_state(node.span, node.text)
    return _unknown(node.span, node.text, names, *kinds)


def _unknown_state(span: Span, text: str) -> Finding:
    near = states.near(text)
    return Finding(
        "unknown-state",
        Severity.ERROR,
        f"no state or organisation is known as `{text}`",
        span,
        remark="unknown here",
        help=_did_you_mean(near) or ("use the short name of the state, in quotes if it has more than one word",),
        fixes=_fixes(span, tuple(f'"{name}"' if " " in name else name for name in near)),
    )


def _party(node: ast.PartyName) -> Iterator[Finding]:
    if not isinstance(node.who, ast.Quantified) and states.find(node.who.text) is None:
        yield _unknown_state(node.who.span, node.who.text)


def _broken(span: Span, shown: str, target: str, names: Names) -> Finding:
    from difflib import get_close_matches

    near = tuple(get_close_matches(target, sorted(names.labels), n=2, cutoff=0.6))
    return Finding(
        "broken-reference",
        Severity.ERROR,
        f"`{shown}` leads nowhere",
        span,
        remark="nothing is labelled so",
        help=_did_you_mean(near) or (f"give the provision its label with `as {target}`, or name one that exists",),
        fixes=_fixes(span, tuple(shown.replace(target, word) for word in near)),
    )


def _line(node: ast.Line, names: Names) -> Iterator[Finding]:
    if names.lexicon.get(node.word.text, "heading", "clause") is None:
        yield _unknown(node.word.span, node.word.text, names, "heading", "clause")


def _slots(node: ast.Phrase, names: Names) -> Iterator[Finding]:
    head = node.head
    if isinstance(head, ast.Of):
        head = head.head
    if not isinstance(head, ast.Words) or not isinstance(head.items[0], ast.Name):
        return
    word = names.lexicon.get(head.items[0].text, "event")
    if word is None or word.takes is None:
        return
    taken = frozenset(word.takes) | _ALWAYS_TAKEN
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


def _prose(node: ast.Prose, names: Names) -> Iterator[Finding]:
    offset = node.text.span.start + (3 if node.text.block else 1)
    for match in _IN_PROSE.finditer(node.text.text):
        target = match[1].strip()
        span = Span(node.span.source, offset + match.start(), offset + match.end())
        # A bare name is a term; `undefined-term` looks after those.
        if target.startswith("@") and names.reference(target[1:]) is None:
            yield _broken(span, f"{{{target}}}", target[1:], names)
