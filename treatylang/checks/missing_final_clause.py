"""A multilateral treaty that is silent on what a final clause should settle.

## What it finds
Final clauses that the vocabulary declares as `required` (an error), `expected` (a warning) or `optional` (information)
and that the treaty does not have. There is one finding for each level, not one for each clause; a heading of the same
name, and a sentence by which the treaty yields to or prevails over another, count as the clause.

Laws, protocols, excerpts and treaties that only two states can join are left alone. A treaty in force can no longer be
changed by its drafter, so there everything is information.

## Why it matters
Where the treaty is silent, the Vienna Convention decides, and it seldom decides as the parties would: it asks for the
consent of all for entry into force, and allows no withdrawal unless one can be implied. Some clauses have no default at
all: without a depositary or authentic texts, the parties must agree anew.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  status draft;
  party Japan, Australia, Fiji;
  final-clauses {  # error: missing-final-clause # warning: missing-final-clause # info: missing-final-clause
    entry-into-force 30 days after ratification by 2 parties;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  status draft;
  party Japan, Australia, Fiji;
  final-clauses {
    adoption                 by consensus at "Tokyo" on 2026-11-22;
    depositary               Japan;
    participation            open to all parties;
    signature                open to all parties at "Tokyo" from 2026-11-22 until 2027-12-31;
    full-powers              required;
    ratification             with depositary;
    accession                open to any state by unanimous consent;
    provisional-application  of this treaty on signature;
    reservations             prohibited;
    declarations             permitted on ratification;
    entry-into-force         30 days after ratification by 2 parties;
    territorial-application  to territory of parties;
    relation                 to UN-Charter;
    disputes                 by negotiation within 6 months;
    amendment                by unanimous consent;
    duration                 indefinite;
    withdrawal               after 10 years on notice of 1 year;
    suspension               by consent of all parties;
    termination              by consent of all parties;
    correction               by depositary within 90 days;
    registration             article 102;
    authentic                en;
    annexes                  integral;
    testimonium              at "Tokyo" on 2026-11-22;
    signature-block          each party;
  }
}

treaty UN-Charter "Charter of the United Nations" { excerpt; party each state; }
```

## Authority
VCLT Articles 7 to 25, 29, 30, 33, 39 to 41, 54 to 60, 65, 66 and 76 to 80; each finding names those that apply to the
clause that is missing. The list of clauses follows the UN Treaty Section's handbooks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from treatylang.checks.threshold_out_of_reach import lets_others_join
from treatylang.findings import Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.lexicon import Word
from treatylang.model.question import Question
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.ERROR
FROM_SILENCE = True
UNFINISHED = True

_LEVELS = (("required", Severity.ERROR), ("expected", Severity.WARNING), ("optional", Severity.INFO))
_BLOCK = "final-clauses"
_CITED = re.compile(r"VCLT articles? [\d, and]*\d(?: to \d+)?")


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.political or draft.excerpt or draft.node.kind != "treaty" or not _multilateral(draft):
        return
    # What is still between brackets will be settled by one option or the other.
    lines = (*draft.clauses, *draft.headings, *draft.open_clauses, *(part for _, part in draft.open_parts))
    settled = {line.word.text for line in lines if isinstance(line, ast.Line)}
    if any(s.kind in ("yields", "prevails") and isinstance(s.subject.head, ast.This) for s in draft.statements):
        settled.add("relation")
    in_force = draft.status not in ("", "draft")
    for level, severity in _LEVELS:
        clauses = (word for word in draft.lexicon.words("clause") if level in word.wider)
        missing = [word for word in clauses if not any(draft.lexicon.is_a(name, word.name) for name in settled)]
        if not missing:
            continue
        names = ", ".join(f"`{word.name}`" for word in missing)
        many = len(missing) > 1
        yield Finding(
            "missing-final-clause",
            Severity.INFO if in_force else severity,
            f"{'clauses are' if many else 'a clause is'} missing that {_role(level)}: {names}",
            _place(draft),
            remark="not settled" if level == "required" else "",
            notes=tuple(_defaults(missing)),
            help=(f"add them in `{_BLOCK} {{ … }}`; `treaty new` writes a draft that has all of them",),
            node=f"{draft.name}/{_BLOCK}/{level}",
        )


def _role(level: str) -> str:
    return {
        "required": "a multilateral treaty needs",
        "expected": "one expects in a multilateral treaty",
    }.get(level, "a multilateral treaty may have")


def _multilateral(draft: Instrument) -> bool:
    """Return whether more than two states are, or can become, parties."""
    states = {member.state for member in draft.parties}
    return draft.every_state or len(states) > 2 or any(lets_others_join(draft, line) for line in draft.clauses)


def _place(draft: Instrument) -> Span:
    """Return the head of the last block of final clauses, the name of the treaty where there is none."""
    blocks = [part.span for part in draft.node.parts if isinstance(part, ast.FinalClauses)]
    return Span(blocks[-1].source, blocks[-1].start, blocks[-1].start + len(_BLOCK)) if blocks else draft.node.name.span


def _defaults(missing: Iterable[Word]) -> Iterator[str]:
    """Yield in one sentence what applies where the treaty is silent, as far as the vocabulary knows."""
    known = [(word.name, found[0]) for word in missing if (found := _CITED.search(word.definition)) is not None]
    if known:
        told = (f"`{name}` {re.sub(r'^VCLT articles? ', '', cited)}" for name, cited in known)
        yield f"where the treaty is silent, articles of the VCLT apply: {'; '.join(told)}"
