"""Remedies carried out: by their places in the text, none over another, and only if what comes out can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from treatylang.findings import Edit, Finding, Fix
from treatylang.model.clauses import as_written
from treatylang.source import Source
from treatylang.workspace.trouble import NoVerdict

ROUNDS = 20
"""How often a draft is looked at again, since one remedy may make room for another."""

Look = Callable[[Source], Sequence[Finding]]
"""What finds the faults of a text."""


@dataclass(frozen=True)
class Repair:
    """A draft before and after; ``done`` are the remedies in the order of their use, each with what it is for."""

    old: Source
    new: Source
    done: tuple[tuple[Finding, Fix], ...]
    left: tuple[Finding, ...]


def repaired(source: Source, look: Look, *, unsafe: bool) -> Repair:
    """Apply the first fitting remedy of every open finding, look again, and go on until nothing is left to do.

    Only remedies that keep the meaning are used, unless ``unsafe``. Nothing but their places is touched.
    Raises ``NoVerdict`` if a text comes out that cannot be read.
    """
    now = source
    findings = tuple(look(now))
    done: list[tuple[Finding, Fix]] = []
    seen = {now.digest}
    for _ in range(ROUNDS):
        chosen = _chosen(now, findings, unsafe)
        if not chosen:
            break
        after = Source(now.name, applied(now.text, [edit for _, fix in chosen for edit in fix.edits]))
        if after.digest in seen:  # two remedies undo each other
            break
        _refuse_unreadable(after, [f"`{finding.rule}`: {fix.message}" for finding, fix in chosen])
        seen.add(after.digest)
        done += chosen
        now = after
        findings = tuple(look(now))
    return Repair(source, now, tuple(done), findings)


def rewritten(source: Source, edits: Sequence[Edit], names: Sequence[str]) -> Source:
    """Return a draft with edits carried out that were found together; ``names`` tell of them if they do not fit.

    Raises ``NoVerdict`` if one is of another text, or if a text comes out that cannot be read.
    """
    edits = as_written(edits)
    other = next((edit.span.source.name for edit in edits if edit.span.source != source), None)
    if other is not None:
        raise NoVerdict(f"these changes are to be made in `{other}`, not in `{source.name}`", f"name `{other}` instead")
    after = Source(source.name, applied(source.text, edits))
    _refuse_unreadable(after, names)
    return after


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with its edits carried out; they must not overlap."""
    pieces = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        if edit.span.start < position:
            raise ValueError("edits overlap")
        pieces += [text[position : edit.span.start], edit.text]
        position = edit.span.end
    return "".join([*pieces, text[position:]])


def _chosen(source: Source, findings: Sequence[Finding], unsafe: bool) -> list[tuple[Finding, Fix]]:
    chosen: list[tuple[Finding, Fix]] = []
    taken: list[Edit] = []
    for finding in findings:
        fix = next((fix for fix in finding.fixes if _fits(fix, source) and (fix.safe or unsafe)), None)
        if finding.suppressed or fix is None or any(_meet(a, b) for a in fix.edits for b in taken):
            continue
        if any(_meet(a, b) for index, a in enumerate(fix.edits) for b in fix.edits[:index]):
            continue
        chosen.append((finding, fix))
        taken += fix.edits
    return chosen


def _fits(fix: Fix, source: Source) -> bool:
    """Return whether a remedy has edits, all of them in this text; imported files and laws are left alone."""
    return bool(fix.edits) and all(edit.span.source == source for edit in fix.edits)


def _meet(one: Edit, other: Edit) -> bool:
    """Return whether two edits overlap or touch: which of two insertions comes first is not for us to say."""
    return one.span.start <= other.span.end and other.span.start <= one.span.end


def _refuse_unreadable(after: Source, names: Sequence[str]) -> None:
    from treatylang.syntax.formatter import format_document
    from treatylang.syntax.parser import parse

    document, _ = parse(after)
    again = parse(Source(after.name, format_document(document)))[0] if document is not None else None
    if again is None or again != document:
        raise NoVerdict(
            f"the remedies for {after.name} would leave a text that cannot be read; nothing was written "
            f"({', '.join(dict.fromkeys(names))})",
            "this is a fault of treatylang, not of the draft; make the changes by hand, one by one",
        )
