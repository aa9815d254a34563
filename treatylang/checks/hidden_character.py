"""A character that the eye does not see.

## What it finds
Controls of the direction of writing, zero-width characters, soft hyphens, invisible fillers and tags, in quoted text,
in prose and in comments; and codes that are no characters, such as U+FFFE, which a document of Word cannot hold. The
joiners that Arabic and Indic writing needs between its letters are allowed there.

## Why it matters
A draft must not say one thing to the eye and another to the file. A direction control can show `30` where the file has
`03`; a zero-width character makes two names out of one.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Report" {
    en "The Parties shall report within 3\u200b0 days.";  # error: hidden-character
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  article "Report" {
    en "The Parties shall report within 30 days.";
  }
}
```

## Authority
None in law: Unicode Technical Report 36 (security considerations) and Unicode Standard Annex 9 (direction of text).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from treatylang.findings import Edit, Finding, Fix, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.source import Span

SEVERITY = Severity.ERROR

_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufffe\uffff"
    "\U000e0000-\U000e007f]+"
)
_JOINERS = frozenset("\u200c\u200d")
_JOINED = ("ARABIC", "SYRIAC", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA",
           "MALAYALAM", "SINHALA", "MONGOLIAN")  # fmt: skip


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    text = draft.span.text
    for match in _HIDDEN.finditer(text):
        if match[0] in _JOINERS and match.end() < len(text) and _joined(text[match.start() - 1], text[match.end()]):
            continue
        span = Span(draft.span.source, draft.span.start + match.start(), draft.span.start + match.end())
        names = dict.fromkeys(f"{_name(char)} (U+{ord(char):04X})" for char in match[0])
        yield Finding(
            "hidden-character",
            SEVERITY,
            f"there is an invisible character here: {', '.join(names)}",
            span,
            remark="not visible",
            help=("delete it; it changes what the file says, not what the reader sees",),
            fixes=(Fix("delete the invisible character", (Edit(span, ""),), safe=True),),
            node=draft.name,
        )


def _name(char: str) -> str:
    """Return what a character is called; codes that are none, which no document of Word can hold, have no name."""
    return unicodedata.name(char, "tag" if char > "\uffff" else "a code that is no character").lower()


def _joined(before: str, after: str) -> bool:
    """Return whether both neighbours are letters of a writing that needs joiners."""
    return all(unicodedata.name(char, "").startswith(_JOINED) for char in (before, after))
