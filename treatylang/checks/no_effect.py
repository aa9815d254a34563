"""Words from which nothing is computed: they are printed and compared, and change no answer.

## What it finds
Words and final clauses that a draft uses and that change no answer: who sits in a council, that talks are held
`regularly`, how the treaty is amended. One note for each draft lists them with the reason.

## Why it matters
A reader who sees no finding about a sentence may think that it was assessed. This note says what was
not.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Consultation" {
    when threat to security of any party  # info: no-effect
      the parties shall consult each other;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Consultation" {
    when threat to any party
      the parties shall consult each other;
  }
}
```

## Authority
None: this is about the program. The whole list is the page on what has no computed effect.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Finding, Label, Severity
from treatylang.library.silence import Silent, silent_words
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.INFO


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    """Yield one note that lists the words of a draft from which nothing is computed."""
    found = dict(_silent(draft))
    if not found:
        return
    names = list(dict.fromkeys(one.name for one in found.values()))
    reasons: dict[str, list[str]] = {}
    for one in found.values():
        told = reasons.setdefault(one.why, [])
        if one.name not in told:
            told.append(one.name)
    first, *rest = found
    words = "one word" if len(names) == 1 else f"{len(names)} words"
    yield Finding(
        "no-effect",
        SEVERITY,
        f"nothing is computed from {words}: {', '.join(f'`{name}`' for name in names)}",
        first,
        remark="printed and compared, no more",
        labels=tuple(Label(span, "likewise") for span in rest[:_SHOWN]),
        notes=tuple(f"{', '.join(f'`{name}`' for name in told)}: {why}" for why, told in reasons.items()),
        node=draft.name,
        short=f"{words}: printed and compared, nothing is computed from {'it' if len(names) == 1 else 'them'} "
        f"({', '.join(f'`{name}`' for name in names[:_SHOWN])}{', …' if len(names) > _SHOWN else ''})",
    )


_PERIOD = Silent(
    "form", "a period that counts as approval", "no situation has a clock: an approval is given or not", of_text=False
)


def _is_period(node: ast.Sentence) -> bool:
    """Return whether a sentence lets time count as something: `60 days after submission counts as approval`."""
    return isinstance(node.predicate, ast.TextPredicate) and isinstance(node.subject.head, ast.Amount)


_SHOWN = 3
"""How many further places are shown."""


def _silent(draft: Instrument) -> Iterator[tuple[Span, Silent]]:
    """Yield the words of a draft that are listed as without effect, with their places, in the order of the text."""
    listed = silent_words()
    lexicon = draft.lexicon
    for node in ast.walk(draft.node):
        kinds: tuple[str, ...] = ()
        if isinstance(node, ast.Sentence) and _is_period(node):
            yield node.subject.head.span, _PERIOD
            continue
        if isinstance(node, ast.Line):
            kinds, name = ("clause", "heading"), node.word
        elif isinstance(node, ast.Name) and node.text not in draft.labels:
            kinds, name = ("measure", "qualifier", "quality"), node
        for kind in kinds:
            one = listed.get((kind, name.text))
            if one is not None and not one.of_text and lexicon.get(name.text, kind) is not None:
                yield name.span, one
                break
