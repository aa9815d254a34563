"""A bracket that leaves open who is bound, who decides, or which final clauses apply.

## What it finds
A bracket whose options hold parties, headings, final clauses or bodies, while no option has been chosen.

## Why it matters
Sentences and areas depend on the option under which they stand, and are judged under each. Who is a party, how the
treaty enters into force and how its council decides hold for the whole text: as long as the bracket is open, what it
says of them counts for nobody, and every answer is about the text without it.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  bracket membership {  # info: open-bracket
    option A by Japan     { party India; }
    option B by Australia { party India observer; }
  }
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party;
  }
}
```

## Instead
Choose an option. Checked with `--option membership=A`, this is a treaty of three parties:
```treaty membership=A
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  bracket membership {
    option A by Japan     { party India; }
    option B by Australia { party India observer; }
  }
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party;
  }
}
```
`treaty brackets` says, for each option, for which parties the text would be lawful.

## Authority
None in law: the practice of negotiating texts, in which square brackets mark what is not agreed.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Label, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.narrative import listed
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.INFO

_SAID = {
    ast.PartyLine: "parties",
    ast.CouncilBlock: "bodies",
    ast.FinalClauses: "final clauses",
    ast.Line: "headings",
    ast.Under: "what it is checked with",
    ast.Assume: "what is assumed",
    ast.TreatiesRank: "the rank of treaties",
}


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    for name in dict.fromkeys(bracket.name.text for bracket, _ in draft.open_parts):
        mine = [(bracket, part) for bracket, part in draft.open_parts if bracket.name.text == name]
        said = dict.fromkeys(_SAID[type(part)] for _, part in mine)
        options = dict.fromkeys(option.name.text for bracket, _ in mine for option in bracket.options)
        yield Finding(
            "open-bracket",
            SEVERITY,
            f"the bracket `{name}` is open: what its options say of {listed([*said])} counts for nobody yet",
            mine[0][0].name.span,
            remark="no option is chosen",
            labels=tuple(Label(_head(part), "counts for nobody yet") for _, part in mine[:4]),
            help=(
                f"choose one: {' or '.join(f'`--option {name}={option}`' for option in options)}",
                "`treaty brackets` says for whom the text would be lawful under each",
            ),
            node=f"{draft.name}/{name}",
        )


def _head(part: ast.Node) -> Span:
    """Return the first line of a part: a council or final clauses may be long."""
    lines = part.span.text.split("\n", 1)
    return Span(part.span.source, part.span.start, part.span.start + len(lines[0].rstrip()))
