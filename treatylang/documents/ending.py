"""The end of a treaty: *in witness whereof*, place and day, the languages, and a line to sign for each party."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from treatylang.documents.alternatives import bracketed, joining, open_options
from treatylang.documents.filling import fill
from treatylang.documents.final_clauses import named_languages
from treatylang.documents.marks import capital, clean, runs
from treatylang.documents.outline import Block, Signature
from treatylang.documents.tongue import Tongue
from treatylang.syntax import ast


def testimonium(tongue: Tongue) -> tuple[Block, ...]:
    """Return the two sentences that close the text; nothing where it has neither place nor day to sign."""
    draft = tongue.setting.draft
    agreed = _signed(draft.clauses, draft.headings)
    others = [(one.options, line) for one in open_options(tongue) if (line := _signed(one.lines, one.headings))]
    if agreed is None and not others:
        return ()
    done = [_done(tongue, agreed)] if agreed is not None else []
    done += [bracketed(tongue, options, _done(tongue, line)) for options, line in others]
    said = [capital(tongue.finish(fill(tongue.grammar.forms["witness"], {"witness": tongue.this("treaty")}))), *done]
    return tuple(Block("paragraph", runs=runs(text)) for text in said)


def _signed(clauses: Sequence[ast.Line], headings: Sequence[ast.Line]) -> ast.Line | None:
    """Return the line that says where and when a text is signed: the clause before the heading."""
    line = next((c for c in (*clauses, *headings) if c.word.text in ("testimonium", "drawn-up")), None)
    return next((c for c in clauses if c.word.text == "testimonium"), line)


def _done(tongue: Tongue, chosen: ast.Line) -> str:
    draft = tongue.setting.draft
    forms, words = tongue.grammar.forms, tongue.grammar.words
    place = next((tongue.phrase_of(s.value) for s in chosen.slots if s.word == "at"), words["blank"])
    day = next((tongue.day(s.value) for s in chosen.slots if isinstance(s.value, ast.Day)), words["blank"])
    values = {"place": place, "day": day}
    languages = list(_languages(tongue))
    if languages:
        form = ("done_one", "done_two")[len(languages) - 1] if len(languages) < 3 else "done_many"
        # Where an article says which texts are authentic, the end does not say it again.
        if any(c.word.text == "authentic" for c in draft.clauses) and len(languages) > 1:
            form = "done_plain"
        values["languages"] = forms[form].format(named_languages(tongue, languages))
    return capital(tongue.finish(fill(forms["done"], values)))


def _languages(tongue: Tongue) -> Iterator[str]:
    line = next((c for c in tongue.setting.draft.clauses if c.word.text == "authentic"), None)
    if line is None:
        yield from tongue.setting.draft.languages
        return
    for slot in line.slots:
        if isinstance(slot.value, ast.Words):
            yield from (item.text for item in slot.value.items)


def signatures(tongue: Tongue) -> tuple[Signature, ...]:
    """Return a place to sign for each party, in the alphabetical order of the language, then for those of options."""
    agreed = [_signature(tongue, state) for state in _ordered(tongue, tongue.setting.signatories())]
    others = [(options, state) for options, states in joining(tongue) for state in _ordered(tongue, states)]
    bracket = [
        replace(one, lead=bracketed(tongue, options, one.lead))
        for options, one in ((options, _signature(tongue, state)) for options, state in others)
    ]
    return (*agreed, *bracket)


def _ordered(tongue: Tongue, states: Sequence[str]) -> list[str]:
    return sorted(states, key=lambda state: _place(tongue, state))


def _signature(tongue: Tongue, state: str) -> Signature:
    form = tongue.grammar.forms["for_party"]
    return Signature(
        clean(tongue.setting.state_label(state)), tongue.finish(form.format(tongue.setting.signing(state)))
    )


def _place(tongue: Tongue, state: str) -> str:
    """Return what a signature is sorted by: the usual name, unless the state signs by quite another."""
    usual = sort_key(tongue.setting.state_label(state))
    signing = sort_key(tongue.grammar.stripped(tongue.setting.signing(state)))
    return usual if usual[:4] in signing else signing


def sort_key(name: str) -> str:
    """Return what a name is sorted by: without accents and capitals."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).casefold()
