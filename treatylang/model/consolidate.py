"""The consolidated text of a treaty: what its protocols ask for, carried out in the drafter's words and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from treatylang.findings import Finding, Label, Severity
from treatylang.model.amend import (
    Misfit,
    after_parties,
    as_it_stands,
    both_dated,
    carried_out,
    instructions_of,
    line_text,
    misfit,
    targets,
)
from treatylang.model.numbering import number
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.formatter import format_document
from treatylang.syntax.parser import parse

RULE, MOVED = "instruction-does-not-fit", "reference-moved"
"""What `treaty amend` finds in a protocol, and in the wording of a treaty that it changes; nothing else finds it."""


@dataclass(frozen=True)
class Consolidated:
    """The text of the file with the treaty as amended, in the canonical layout, and what could not be carried out."""

    text: str
    findings: tuple[Finding, ...]
    moved: tuple[tuple[str, str, str], ...] = ()
    """Which articles have another number than before: the number that was, the one that is, what it is called."""


def consolidated(
    document: ast.Document, treaty: str, protocols: Sequence[ast.InstrumentNode], *, without: Sequence[str] = ()
) -> Consolidated:
    """Return a file in which the treaty of that name is as the protocols, in this order, made it.

    Comments stay. Each instruction is carried out on what those before it left. An instruction that does not fit is
    left out, is a finding with its reason, and stands as a comment above the treaty, so that the text cannot be taken
    for complete. ``without`` names protocols of the same file that the text no longer needs.
    """
    findings: list[Finding] = []
    before = _treaty(document, treaty)
    taken_out: dict[str, ast.Amendment] = {}
    for protocol in protocols:
        for part in instructions_of(protocol):
            node = _treaty(document, treaty)
            found = misfit(node, part) if isinstance(part, ast.Amendment) else None
            if found is not None:
                findings.append(_finding(found, taken_out))
                continue
            settled = as_it_stands(node, part)
            edits = _edits(node, settled)
            if not edits:
                continue
            expected = carried_out(node, settled)
            document = _edited(document, edits)
            if _treaty(document, treaty) != expected:
                raise RuntimeError(f"the instruction at {part.span} was not carried out as it means")
            if isinstance(part, ast.Amendment) and part.action == "delete":
                taken_out[part.target.text] = part
    after = _treaty(document, treaty)
    document = _edited(document, _closing_edits(document, treaty, findings, without))
    moved = tuple(moves(before, after))
    findings += _elsewhere(before, after)
    return Consolidated(format_document(document), tuple(findings), moved)


def moves(before: ast.InstrumentNode, after: ast.InstrumentNode) -> Iterator[tuple[str, str, str]]:
    """Yield each article that has another number in the second text: both numbers, and its label or title."""
    old, new = _numbers(before), _numbers(after)
    for name, figure in old.items():
        if name in new and new[name] != figure:
            yield figure, new[name], name


def _numbers(node: ast.InstrumentNode) -> dict[str, str]:
    """Return the number of each article by its label, else its title."""
    found = number(node, as_written=any(isinstance(p, ast.Line) and p.word.text == "excerpt" for p in node.parts))
    result: dict[str, str] = {}
    for article in ast.walk(node):
        if isinstance(article, ast.Article) and article.division == "article":
            name = article.label or article.title
            figure = found.number_of(article)
            if name is not None and figure:
                result.setdefault(name.text, figure)
    return result


_CITED = re.compile(r"\b[Aa]rt(?:icles?|\.)\s+(\d+(?: (?:bis|ter|quater)\b|[A-Z]\b)?)")


def _elsewhere(before: ast.InstrumentNode, after: ast.InstrumentNode) -> Iterator[Finding]:
    """Yield the wording of the treaty that cites an article by a number which is another article's now."""
    moved = {old: (name, new) for old, new, name in moves(before, after)}
    said = {node.text.text for node in ast.walk(after) if isinstance(node, ast.Prose)}
    for prose in ast.walk(before):
        if not isinstance(prose, ast.Prose) or prose.text.text not in said:
            continue
        for match in _CITED.finditer(prose.text.text):
            if match[1] in moved:
                name, new = moved[match[1]]
                yield Finding(
                    MOVED,
                    Severity.WARNING,
                    f"this wording cites article {match[1]}, and `{name}` is article {new} in the amended text",
                    prose.text.span,
                    remark="it points elsewhere now",
                    help=(f"refer to it by its label: `{{@{name}}}`, or correct the number by the protocol",),
                )


Edit = tuple[int, int, str]
"""From where to where a text is replaced, and by what."""


def _treaty(document: ast.Document, name: str) -> ast.InstrumentNode:
    return next(i for i in document.items if isinstance(i, ast.InstrumentNode) and i.name.text == name)


def _edits(node: ast.InstrumentNode, part: ast.Part) -> list[Edit]:
    """Return how the text of a treaty changes by one part of a protocol that fits."""
    if isinstance(part, ast.PartyLine):
        place = after_parties(node)
        at = _behind(node.parts[place - 1]) if node.parts else node.span.end - 1
        return [(at, at, f"\n{line_text(part)}")]
    if not isinstance(part, ast.Amendment):
        return []
    found = targets(node, part)
    latest = found[-1]
    new = part.part
    if new is None:
        return [(target.span.start, target.span.end, "") for target in found]
    if part.action == "insert" and part.side == "before":
        return [(latest.span.start, latest.span.start, f"{new.span.text}\n")]
    if part.action == "insert":
        return [(_behind(latest), _behind(latest), f"\n{new.span.text}")]
    if both_dated(latest, new) and all(both_dated(target, new) for target in found):
        return [(_behind(latest), _behind(latest), f"\n{new.span.text}")]
    return [(t.span.start, t.span.end, new.span.text) for t in found if not both_dated(t, new)]


def _behind(node: ast.Node) -> int:
    """Return the place after a node and the comment that ends its line."""
    remark = re.compile(r"[ \t]*#[^\n]*").match(node.span.source.text, node.span.end)
    return remark.end() if remark is not None else node.span.end


def _closing_edits(
    document: ast.Document, treaty: str, findings: Sequence[Finding], without: Sequence[str]
) -> list[Edit]:
    """Return the edits that take applied protocols out of the file and say above the treaty what was left out."""
    edits = [
        (item.span.start, item.span.end, "")
        for item in document.items
        if isinstance(item, ast.InstrumentNode) and item.name.text in without
    ]
    start = _treaty(document, treaty).span.start
    remarks = "".join(f"# not carried out: {_one_line(f.span.text)}, because {f.message}\n" for f in findings)
    return [*edits, (start, start, remarks)] if remarks else edits


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _edited(document: ast.Document, edits: Sequence[Edit]) -> ast.Document:
    if not edits:
        return document
    text = document.source.text
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    changed, mistakes = parse(Source(document.source.name, text))
    if changed is None:
        raise RuntimeError(f"the consolidated text cannot be read: {mistakes[0].span}: {mistakes[0].message}")
    return changed


def _finding(found: Misfit, taken_out: dict[str, ast.Amendment]) -> Finding:
    """Return the finding that tells why an instruction was left out, at the name that does not fit."""
    part = found.instruction
    name = part.target.text
    earlier = taken_out.get(name)
    near = get_close_matches(name, found.known, n=1)
    help = f"did you mean `@{near[0]}`?" if near else "`treaty check` of the base lists its labels where they are wrong"
    if not found.known:
        help = "give it another name, or `replace` what is there"
    return Finding(
        RULE,
        Severity.ERROR,
        f"an earlier instruction took `{name}` out already" if earlier is not None else found.reason,
        part.target.span,
        remark="this instruction was not carried out",
        labels=(Label(earlier.target.span, "taken out here"),) if earlier is not None else (),
        help=(help,),
        node=name,
    )
