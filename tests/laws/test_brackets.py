"""A text read with an option of a bracket says what it says where that option is written out, in every answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.laws.answers import answers
from tests.laws.forms import FORCE, FORMS
from tests.laws.words import law, pact
from tests.worlds import shipped, world_of
from treatylang.api import pact as api
from treatylang.checks import rules
from treatylang.findings import Finding
from treatylang.model.instrument import World
from treatylang.model.question import Question
from treatylang.source import Source, Span
from treatylang.syntax import ast
from treatylang.syntax.parser import parse

CHOSEN = {"z": "A"}

WHOLE = {
    "party": pact(f"{FORCE} party Palau;"),
    "party of a law": pact(f"{FORCE} party Palau;")
    + law("article 1 { Palau shall not use-force; }").replace("of Fiji", "of Palau"),
    "guarantor": pact(f'{FORCE} party Palau guarantor; article "B" {{ each guarantor state shall consult; }}'),
    "alias": pact('party Palau as Ally; article "A" { Ally shall consult; }'),
    "council": pact('council "Board" as board { members each party; decides by consensus; }'),
    "council in an article": pact(
        'article "A" { council "Board" as board { members Fiji, Tonga; decides by unanimity; } }'
    ),
    "final clauses": pact(f"{FORCE} final-clauses {{ entry-into-force 30 days after ratification by 2 parties; }}"),
    "reservations": pact(
        f"{FORCE} final-clauses {{ reservations prohibited; }} "
        'reservation "R" by Fiji on signature { Fiji need not use-force; }'
    ),
    "territory": pact(f"{FORCE} final-clauses {{ territorial-application to territory of Fiji; }}"),
    "circumstance": pact(
        'circumstance grave "the harm is grave"; '
        'article "A" { when armed-attack on any party each other party shall consult if grave; }'
    ),
    "heading": pact(f"concerns mutual-defence; {FORCE}"),
    "status": pact(f"status political; {FORCE}", head='drawn-up at "Suva" on 2026-11-22;'),
    "assumption": pact(f"assume not provoked; {FORCE}"),
    "statement": pact(f'{FORCE} reservation "R" by Fiji on signature {{ Fiji need not use-force; }}'),
    "paragraphs": pact('article "A" { 1 as one { the parties shall consult; } 2 { @one applies to Fiji; } }'),
    "term": pact(f'{FORCE} term Ally "ally" {{ en "a party"; }}'),
    "chapter": pact(f'chapter "Help" as help {{ {FORCE} }}'),
}
"""Texts with parts of each kind that may stand in a bracket."""
TEXTS = {**{name: one for name, (one, _) in FORMS.items()}, **WHOLE}


def drawn(name: str) -> tuple[str, ...]:
    """Return a text with all of its parts in a bracket, and with each of its sentences in one; option A is as it is."""
    text = TEXTS[name]
    document, findings = parse(Source("draft.treaty", text))
    assert document is not None, findings
    pacts = [item for item in document.items if isinstance(item, ast.InstrumentNode) and item.name.text == "Pact"]
    parts = [part.span for part in pacts[0].parts]
    first, last = parts[0].start, parts[-1].end
    whole = f"bracket z {{ option A {{ {text[first:last]} }} option B {{ }} }}"
    found = [text[:first] + whole + text[last:]]
    rules_in = [*_rules(pacts[0])]
    if rules_in:
        inner = text
        for span in reversed(rules_in):
            said = inner[span.start : span.end]
            inner = f"{inner[: span.start]}bracket z {{ option A {said} option B {said} }}{inner[span.end :]}"
        found.append(inner)
    return tuple(found)


def _rules(node: ast.Node) -> Iterator[Span]:
    """Yield the outermost rules of articles, which may stand in a bracket there."""
    for child in ast.children(node):
        if isinstance(child, (ast.Sentence, ast.When, ast.Timed)):
            yield child.span
        elif not isinstance(child, (ast.Bracket, ast.StatementBlock)):
            yield from _rules(child)


def said(text: str, options: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """Return what all rules find in the pact, without places."""
    world, told = world_of(text, beside=shipped("vocabulary"), options=options)
    found = [*told, *_found(world, Question(options=options))]
    return sorted((one.rule, one.severity.word, one.message, one.party) for one in found)


def _found(world: World, question: Question) -> Iterator[Finding]:
    for rule in rules().values():
        for name in world.drafts:
            if rule.find is not None:
                yield from rule.find(world, world.instruments[name], question)


@pytest.mark.parametrize("name", TEXTS)
def test_an_option_says_what_it_says_written_out(name: str) -> None:
    for text in drawn(name):
        assert answers(text, options=CHOSEN) == answers(TEXTS[name]), text
        assert said(text, CHOSEN) == said(TEXTS[name], {}), text


OPEN = {
    "party Palau;": True,
    'council "Board" as board { members each party; decides by consensus; }': True,
    "final-clauses { entry-into-force 30 days after ratification by 2 parties; }": True,
    "final-clauses { territorial-application to territory of Fiji; }": True,
    "final-clauses { reservations prohibited; }": True,
    "assume provoked;": False,
    "status political;": False,
}
"""Parts that count for the whole text or not at all, and whether one of the answers that are compared turns on them."""


@pytest.mark.parametrize("part", OPEN)
def test_what_is_open_counts_for_nobody(part: str) -> None:
    plain = pact(f'{FORCE} reservation "R" by Fiji on signature {{ Fiji need not use-force; }}')
    at = plain.index("article")
    text = f"{plain[:at]}bracket z {{ option A {{ {part} }} option B {{ }} }} {plain[at:]}"
    without = text.replace(part, "")
    if "Palau" not in part:  # a state that is named is told apart from other states
        assert answers(text) == answers(without)
    assert "('bound', 3)" in answers(text)
    told = {rule for rule, *_ in said(text, {})} - {rule for rule, *_ in said(without, {})}
    assert "open-bracket" in told
    if OPEN[part]:
        assert answers(text, options=CHOSEN) != answers(without)


def test_brackets_answer_for_each_text() -> None:
    three = ("Fiji", "Tonga", "Samoa")
    may = "".join(
        law(f"article 1 {{ {one} may use-force; }}", name=one).replace("of Fiji", f"of {one}") for one in three
    )
    text = law("article 1 { Palau shall not use-force; }").replace("of Fiji", "of Palau")
    draft = pact(f"{FORCE} bracket z {{ option A {{ party Palau; }} option B {{ party Palau observer; }} }}")
    read = api.read(may + text + draft, treaty="Pact")
    (table,) = read.brackets().tables
    found = {(row["options"], row["party"]): row["lawful"] for row in table.records}
    assert found["z A", "Palau"] is False
    assert ("z B", "Palau") not in found
    assert found["z B", "Fiji"] is True
    assert read.supposing(options={"z": "A"}).parties == ("Fiji", "Tonga", "Samoa", "Palau")
    assert read.parties == ("Fiji", "Tonga", "Samoa")
