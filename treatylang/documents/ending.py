"""The end of a treaty: *in witness whereof*, place and day, the languages, and a line to sign for each party."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from treatylang.documents.filling import fill
from treatylang.documents.final_clauses import named_languages
from treatylang.documents.marks import capital, clean, runs
from treatylang.documents.outline import Block, Signature
from treatylang.documents.tongue import Tongue
from treatylang.syntax import ast


def testimonium(tongue: Tongue) -> tuple[Block, ...]:
    """Return the two sentences that close the text; nothing where it has neither place nor day to sign."""
    draft = tongue.setting.draft
    line = next((c for c in (*draft.clauses, *draft.headings) if c.word.text in ("testimonium", "drawn-up")), None)
    chosen = next((c for c in draft.clauses if c.word.text == "testimonium"), line)
    if chosen is None:
        return ()
    forms, words = tongue.grammar.forms, tongue.grammar.words
    place = next((tongue.phrase_of(s.value) for s in chosen.slots if s.word == "at"), words["blank"])
    day = next((tongue.day(s.value) for s in chosen.slots if isinstance(s.value, ast.Day)), words["blank"])
    values = {"place": place, "day": day, "witness": tongue.this("treaty")}
    languages = list(_languages(tongue))
    if languages:
        form = ("done_one", "done_two")[len(languages) - 1] if len(languages) < 3 else "done_many"
        # Where an article says which texts are authentic, the end does not say it again.
        if any(c.word.text == "authentic" for c in draft.clauses) and len(languages) > 1:
            form = "done_plain"
        values["languages"] = forms[form].format(named_languages(tongue, languages))
    return tuple(
        Block("paragraph", runs=runs(capital(tongue.finish(fill(forms[form], values))))) for form in ("witness", "done")
    )


def _languages(tongue: Tongue) -> Iterator[str]:
    line = next((c for c in tongue.setting.draft.clauses if c.word.text == "authentic"), None)
    if line is None:
        yield from tongue.setting.draft.languages
        return
    for slot in line.slots:
        if isinstance(slot.value, ast.Words):
            yield from (item.text for item in slot.value.items)


def signatures(tongue: Tongue) -> tuple[Signature, ...]:
    """Return a place to sign for each party, in the alphabetical order of the language."""
    ordered = sorted(tongue.setting.signatories(), key=lambda state: _place(tongue, state))
    form = tongue.grammar.forms["for_party"]
    return tuple(
        Signature(clean(tongue.setting.state_label(state)), tongue.finish(form.format(tongue.setting.signing(state))))
        for state in ordered
    )


def _place(tongue: Tongue, state: str) -> str:
    """Return what a signature is sorted by: the usual name, unless the state signs by quite another."""
    usual = sort_key(tongue.setting.state_label(state))
    signing = sort_key(tongue.grammar.stripped(tongue.setting.signing(state)))
    return usual if usual[:4] in signing else signing


def sort_key(name: str) -> str:
    """Return what a name is sorted by: without accents and capitals."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).casefold()
