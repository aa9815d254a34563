"""A merge in which one side takes out, or calls otherwise, what the other side names: people are asked."""

from __future__ import annotations

import pytest

from tests.model.test_merge import merge, read
from treatylang.model.merge import merged

ARTICLE = 'article "Talks" as talks { 1 { the parties shall consult each other; } }'
HELP = 'article "Help" as help { each party shall assist any other party; }'


def _pact(*parts: str) -> str:
    return (
        'treaty Pact "Pact" { drawn-up at "Manila" on 2026-11-22; party Japan, Australia, Fiji;\n'
        + "\n".join(parts)
        + "\n}\n"
    )


def _more(sentence: str) -> str:
    return HELP + f'\narticle "More" as more {{ {sentence} }}'


KINDS = {
    "an article": (ARTICLE, "each party shall report under @talks;"),
    "an article, in prose": (ARTICLE, 'en "The Parties report as {@talks} says.";'),
    "a paragraph of it": (ARTICLE, "each party shall report under @talks.1;"),
    "an area": ('area Zone "the Zone" = territory of Japan;', "each party shall report in Zone;"),
    "a group": ('group Hosts "the Hosts" = Japan plus Fiji;', "Hosts shall report;"),
    "a term": ('term Threat "threat" { en "any threat"; }', 'en "Each {Threat} is reported.";'),
    "a circumstance": (
        'circumstance hard-times "hard times" = provoked;',
        "each party shall report unless hard-times;",
    ),
    "a council": (
        'council "Board" as board { members each party; decides by consensus; }',
        "each party shall report after decision of board;",
    ),
    "a body, in prose": (
        'council "Board" as board { members each party; decides by consensus; }',
        'en "The {@board} is told.";',
    ),
    "an area within an area": ('area Zone "the Zone" = territory of Japan;', "each party shall report;"),
}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("turned", [False, True], ids=["ours", "theirs"])
def test_what_one_side_takes_out_and_the_other_names(name: str, turned: bool) -> None:
    part, sentence = KINDS[name]
    within = 'area Wide "the wide area" = Zone plus territory of Fiji;\n' if name == "an area within an area" else ""
    base, without, naming = _pact(part, HELP), _pact(HELP), _pact(part, within + _more(sentence))
    found = merge(*((naming, without) if turned else (without, naming)), base=base)
    assert found.conflicts, found.text
    assert "<<<<<<<" in found.text and "is named below" in found.text
    assert "took out" in found.conflicts[-1]


@pytest.mark.parametrize("name", ["an area", "a group", "a circumstance"])
def test_what_one_side_calls_otherwise_and_the_other_names_anew(name: str) -> None:
    part, sentence = KINDS[name]
    given = part.split()[1]
    renamed = part.replace(given, f"{given}-too" if given.islower() else f"{given}Too")
    assert merge(_pact(renamed, HELP), _pact(part, _more(sentence)), base=_pact(part, HELP)).conflicts


def test_a_label_that_one_side_changes_is_still_followed() -> None:
    part, sentence = KINDS["an article"]
    found = merge(
        _pact(part.replace("as talks", "as meetings"), HELP), _pact(part, _more(sentence)), base=_pact(part, HELP)
    )
    assert not found.conflicts and "@meetings" in found.text


@pytest.mark.parametrize("name", KINDS)
def test_nobody_is_asked_where_nothing_is_lost(name: str) -> None:
    """The part stays, or whoever takes it out takes out what names it; what dangles in one side is its own doing."""
    part, sentence = KINDS[name]
    base, other = _pact(part, HELP), _pact(part, HELP, 'article "Costs" as costs { each party shall share-costs; }')
    assert not merge(other, _pact(part, _more(sentence)), base=base).conflicts
    whole = _pact(part, _more(sentence))
    assert not merge(_pact(HELP), _pact(part, HELP), base=base).conflicts
    assert not merge(_pact(HELP), whole, base=whole).conflicts
    broken = _pact(_more(sentence))
    assert not merged(read(base), read(broken), read(base)).conflicts


def test_a_word_that_a_label_spells_too_is_not_the_label() -> None:
    part = 'article "Withdrawal" as withdrawal { each party shall report; }'
    clause = "final-clauses { withdrawal after 10 years on notice of 1 year; }"
    assert not merge(_pact(HELP), _pact(part, HELP, clause), base=_pact(part, HELP)).conflicts


def test_the_question_stands_before_a_conflict_and_not_within_it() -> None:
    part, sentence = 'article "Talks" as talks { each party shall report; }', "each party shall report under @talks;"
    base = _pact(part, 'article "More" as more { 1 { each party shall consult; } }')
    here = _pact(part, f'article "More" as more {{ 1 {{ each party shall consult; {sentence} }} }}')
    there = _pact('article "More" as more { 1 { each party shall consult; each party shall share-costs; } }')
    for found in (merge(here, there, base=base), merge(there, here, base=base)):
        marks = [line.split()[1][0] for line in found.text.splitlines() if "ours" in line or "theirs" in line]
        assert marks == ["<", ">"] * (len(marks) // 2), found.text
