"""A name that looks like another, or that mixes letters of several scripts.

## What it finds
A word in quoted text that mixes Latin with Cyrillic or Greek letters that look like Latin ones; and two parties,
labels, areas or terms whose names look alike although they are different (`AreaI` and `Areal`, `Zone0` and `ZoneO`).

## Why it matters
Two names that look alike are two parties to the file and one to the reader. Whoever can slip in the second can change
whom the treaty binds, and nobody will see it in print.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Secretariat" {
    en "The Secretariat shall be in T\u043eky\u043e.";  # error: confusable-name
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Secretariat" {
    en "The Secretariat shall be in Tokyo.";
  }
}
```

## Authority
None in law: Unicode Technical Standard 39 (security mechanisms), from which the table of look-alikes is a small part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatylang.findings import Edit, Finding, Fix, Label, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.ERROR

_FOREIGN = (
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u04cf"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0408\u0405"
    "\u03bf\u03bd\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
)
_LATIN = "aeopcyxijsdqlABEKMHOPCTXIJSovABEZHIKMNOPTYX"
_LOOK = str.maketrans(_FOREIGN, _LATIN)
_ALIKE = str.maketrans("I10", "llO")
_MIXED = re.compile(rf"(?<!\w)(?=\w*[A-Za-z])(?=\w*[{_FOREIGN}])\w+")


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    for match in _MIXED.finditer(draft.span.text) if not draft.span.text.isascii() else ():
        span = Span(draft.span.source, draft.span.start + match.start(), draft.span.start + match.end())
        latin = match[0].translate(_LOOK)
        yield Finding(
            "confusable-name",
            SEVERITY,
            f"`{match[0]}` looks like one word, but mixes letters of different scripts",
            span,
            remark=f"reads like `{latin}`",
            help=("write it in one script",),
            fixes=(Fix(f"write `{latin}` in Latin letters", (Edit(span, latin),), safe=latin.isascii()),),
        )
    first: dict[str, tuple[str, Span]] = {}
    for name, span in _names(draft):
        look = name.translate(_LOOK).translate(_ALIKE).replace("rn", "m")
        other, place = first.setdefault(look, (name, span))
        if other != name:
            yield Finding(
                "confusable-name",
                SEVERITY,
                f"`{name}` looks like `{other}`, but is a different name",
                span,
                remark=f"looks like `{other}`",
                labels=(Label(place, f"`{other}` is named here"),),
                help=("give one of the two a name that no reader can mistake",),
                node=f"{draft.name}/{name}",
            )


def _names(draft: Instrument) -> Iterator[tuple[str, Span]]:
    """Yield the names that the text gives: its parties and its labels, where they stand."""
    for part in draft.node.parts:
        if isinstance(part, ast.PartyLine):
            for party in part.names:
                if isinstance(party.who, ast.Name | ast.Text | ast.Ref):
                    yield party.who.text, party.who.span
    for name, labelled in draft.labels.items():
        for child in ast.children(labelled.node):
            if isinstance(child, ast.Name) and child.text == name:
                yield name, child.span
