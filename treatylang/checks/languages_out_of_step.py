"""The language versions of the text do not say the same.

## What it finds
A paragraph, recital or definition that has agreed prose in one language of the treaty and none in another; versions
whose numbers, or whose `{references}`, differ; languages that are authentic but not announced in `languages`, or
announced but not authentic.

Numbers are compared where both versions write digits; spelled-out numbers, and months that a language writes as
numbers, are passed over.

## Why it matters
Equally authentic texts are presumed to mean the same. Where one says 30 days and the other 60, each party will rely on
the version that suits it.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  languages en, fr;
  party France, Canada;
  article "Assistance" as assistance {
    1 {
      en "The Parties shall report within 30 days.";
      fr "Les Parties font rapport dans un délai de 60 jours.";  # error: languages-out-of-step
    }
    2 {
      en "The report is public.";  # warning: languages-out-of-step
    }
  }
  final-clauses { authentic en, fr; }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  languages en, fr;
  party France, Canada;
  article "Assistance" as assistance {
    1 {
      en "The Parties shall report within 30 days.";
      fr "Les Parties font rapport dans un délai de 30 jours.";
    }
    2 {
      en "The report is public.";
      fr "Le rapport est public.";
    }
  }
  final-clauses { authentic en, fr; }
}
```

## Authority
VCLT Article 33: the text is equally authoritative in each authentic language, and its terms are presumed to have the
same meaning in each.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from treatylang.findings import Finding, Label, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.ERROR

_REFERENCE = re.compile(r"\{\s*([^{}\s](?:[^{}\n]*[^{}\s])?)\s*\}")
_MONTH = re.compile(r"(?<!\d)\d+\s*(?=[月월])\S")
_GROUPED = re.compile(r"(?<=\d)[ ,.\u00a0\u202f'](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    languages = draft.languages
    yield from _announced(draft)
    for node, texts in _together(draft):
        first = texts[0]
        said = {prose.language for prose in texts}
        missing = [language for language in languages if language not in said]
        # Of a treaty in force, a file may leave out the versions that nobody needs here.
        if missing and first.language and draft.status in ("", "draft"):
            yield Finding(
                "languages-out-of-step",
                Severity.WARNING,
                f"this text is agreed in `{first.language}`, but has no version in `{'`, `'.join(missing)}`",
                Span(first.span.source, first.span.start, first.span.start + len(first.language)),
                remark="no other version",
                help=(f'add `{missing[0]} "…";`, or leave the wording to be generated in every language',),
                node=node,
            )
        for prose in texts[1:]:
            for what, one, other in (
                ("references", _references(first), _references(prose)),
                ("numbers", _numbers(first), _numbers(prose)),
            ):
                if one != other and prose.language != first.language and (what == "references" or (one and other)):
                    yield _drift(first, prose, what, one, other, node)


def _announced(draft: Instrument) -> Iterator[Finding]:
    """Compare the languages that the headings announce with those that the final clauses make authentic."""
    line = next((line for line in draft.clauses if line.word.text == "authentic"), None)
    if line is None or not draft.languages:
        return
    words = [slot.value for slot in line.slots if isinstance(slot.value, ast.Words)]
    named = {item.text: item.span for value in words for item in value.items}
    for language, span in named.items():
        if language not in draft.languages:
            yield _unequal(draft, f"`{language}` is authentic, but not among the `languages`", span)
    for language in draft.languages:
        if named and language not in named:
            yield _unequal(draft, f"`{language}` is among the `languages`, but not authentic", line.word.span)


def _unequal(draft: Instrument, message: str, span: Span) -> Finding:
    remedy = "name the same languages in both lines; a translation that binds nobody belongs in neither"
    node = f"{draft.name}/final-clauses/authentic"
    return Finding("languages-out-of-step", Severity.WARNING, message, span, help=(remedy,), node=node)


def _together(draft: Instrument) -> Iterator[tuple[str, list[ast.Prose]]]:
    """Yield the versions of each text: the prose of a paragraph, in runs where no language comes twice."""
    for labelled in {id(label.node): label for label in draft.labels.values()}.values():
        if isinstance(labelled.node, (ast.Article, ast.Numbered, ast.TermBlock)):
            path = "/".join((draft.name, *labelled.path.split(".")))
            texts = (body for body in labelled.node.body if isinstance(body, ast.Prose))
            prose = [text for text in texts if not text.language.endswith("-title")]
            yield from ((path, run) for run in _runs(prose))
    for part in draft.node.parts:
        if isinstance(part, ast.Preamble):
            yield from ((f"{draft.name}/preamble", run) for run in _runs(part.recitals))


def _runs(prose: list[ast.Prose] | tuple[ast.Prose, ...]) -> Iterator[list[ast.Prose]]:
    run: list[ast.Prose] = []
    for text in prose:
        if any(text.language == known.language for known in run):
            yield run
            run = []
        run.append(text)
    if run:
        yield run


def _references(prose: ast.Prose) -> Counter[str]:
    return Counter(set(_REFERENCE.findall(prose.text.text)))


def _numbers(prose: ast.Prose) -> Counter[str]:
    text = _MONTH.sub("", unicodedata.normalize("NFKC", _REFERENCE.sub("", prose.text.text)))
    return Counter(number.replace(",", ".") for number in _NUMBER.findall(_GROUPED.sub("", text)))


def _drift(first: ast.Prose, prose: ast.Prose, what: str, one: Counter[str], other: Counter[str], node: str) -> Finding:
    only = ", ".join(f"`{text}`" for text in sorted((one - other).elements())) or "nothing more"
    here = ", ".join(f"`{text}`" for text in sorted((other - one).elements())) or "nothing more"
    return Finding(
        "languages-out-of-step",
        SEVERITY,
        f"the {what} of the versions differ: `{first.language}` has {only}, `{prose.language}` has {here}",
        Span(prose.span.source, prose.span.start, prose.span.start + len(prose.language)),
        remark="out of step",
        labels=(Label(first.span, f"the version in `{first.language}`"),),
        help=("bring the two versions into step",),
        node=node,
    )
