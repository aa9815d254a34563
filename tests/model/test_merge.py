"""Merging by label: what is taken from which side, what is a conflict, and that no paragraph is ever mixed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases
from treatylang.model.merge import Merged, merged
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.formatter import format_document
from treatylang.syntax.parser import parse

BASE = """
# About this file.
treaty Pact "Pact" {
  status  draft;
  party Japan;
  party Australia;

  article "Consultation" as consultation {
    1 { en "The Parties consult each other. They meet within two days."; }
    2 { en "They keep minutes."; }
  }

  # A remark on assistance.
  article "Assistance" as assistance {
    each other party shall assist the attacked party;
  }

  article "Disputes" as disputes { the parties shall settle-disputes; }

  final-clauses {
    withdrawal    after 10 years on notice of 1 year;
    reservations  prohibited;
  }
}
"""


def read(text: str) -> ast.Document:
    found, mistakes = parse(Source("pact.treaty", text))
    assert found is not None, mistakes[0].message
    return found


def merge(ours: str, theirs: str, base: str = BASE) -> Merged:
    found = merged(read(base), read(ours), read(theirs))
    assert format_document(read(found.text)) == found.text
    return found


def change(*pairs: tuple[str, str]) -> str:
    text = BASE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


MINUTES = ("keep minutes", "keep full minutes")
DAYS = ("two days", "three days")
REVIEW = ('  article "Disputes"', '  article "Review" as review { the parties shall consult; }\n\n  article "Disputes"')
NOTICE = ("notice of 1 year", "notice of 2 year")
MUST_MEET = ("The Parties consult each other.", "The Parties at once consult each other.")
NO_DISPUTES = ('  article "Disputes" as disputes { the parties shall settle-disputes; }\n', "")

CLEAN = [
    ("two paragraphs of one article", [DAYS], [MINUTES]),
    ("two articles", [MINUTES], [("shall settle-disputes", "may settle-disputes")]),
    ("one adds an article, one changes its neighbour", [REVIEW], [("shall settle-disputes", "may settle-disputes")]),
    ("two final clauses", [NOTICE], [("prohibited", "prohibited to @consultation")]),
    ("the same change twice", [DAYS], [DAYS]),
    ("one takes an article out", [NO_DISPUTES], [DAYS]),
    ("both take it out", [NO_DISPUTES], [NO_DISPUTES]),
    ("a party and a paragraph", [("party Australia;", "party Australia;\n  party Fiji;")], [MINUTES]),
    ("a comment and another paragraph", [("A remark on", "A note on")], [MINUTES]),
    ("a title and a paragraph", [('"Consultation" as', '"Talks" as')], [MINUTES]),
    ("nothing", [], []),
    ("layout only", [("    1 {", "  1  {")], [MINUTES]),
]


@pytest.mark.parametrize(("ours", "theirs"), [c[1:] for c in CLEAN], ids=[c[0] for c in CLEAN])
def test_settled(ours: list[tuple[str, str]], theirs: list[tuple[str, str]]) -> None:
    """Both changes are in the result, whichever side made which."""
    both = change(*ours, *(pair for pair in theirs if pair not in ours))
    wanted = format_document(read(both))
    for here, there in ((ours, theirs), (theirs, ours)):
        found = merge(change(*here), change(*there))
        assert found.conflicts == ()
        assert found.text == wanted


CONFLICTS = [
    ("one paragraph, different places", [DAYS], [MUST_MEET], "Pact/consultation/paragraph 1"),
    ("one paragraph, one word", [DAYS], [("two days", "five days")], "Pact/consultation/paragraph 1"),
    ("taken out and changed", [NO_DISPUTES], [("shall settle-disputes", "may settle-disputes")], "Pact/disputes"),
    ("one clause", [NOTICE], [("notice of 1 year", "notice of 3 year")], "Pact/final-clauses/withdrawal after 10"),
    (
        "two articles of one label",
        [REVIEW],
        [(REVIEW[0], REVIEW[1].replace("shall consult", "may consult"))],
        "Pact/review",
    ),
    ("sentence beside sentence", [("shall assist", "may assist")], [("the attacked", "any")], "Pact/assistance"),
    ("two titles", [('"Pact" {', '"Pact of Peace" {')], [('"Pact" {', '"Pact of Friends" {')], "Pact"),
]


@pytest.mark.parametrize(("ours", "theirs", "where"), [c[1:] for c in CONFLICTS], ids=[c[0] for c in CONFLICTS])
def test_conflict(ours: list[tuple[str, str]], theirs: list[tuple[str, str]], where: str) -> None:
    """The words of this side are in force, those of the other stand below as comments, all of them."""
    for here, there in ((ours, theirs), (theirs, ours)):
        found = merge(change(*here), change(*there))
        assert len(found.conflicts) == 1
        assert found.conflicts[0].startswith(where)
        assert found.text.count("# <<<<<<< ours") == found.text.count("# >>>>>>> theirs") == 1
        other = re.search(r"# =======\n(.*?)\s*# >>>>", found.text, re.DOTALL)[1]  # type: ignore[index]
        for _, new in there:
            words = [word for word in new.split() if word not in BASE]
            assert all(word in other for word in words)
        assert all(line.strip().startswith("#") for line in other.splitlines() if line.strip())


def test_conflict_does_not_keep_other_changes_back() -> None:
    found = merge(change(DAYS, NOTICE), change(MUST_MEET, MINUTES))
    assert found.conflicts == ("Pact/consultation/paragraph 1",)
    assert "keep full minutes" in found.text
    assert "notice of 2 year" in found.text


def test_added_at_one_place_both_stand() -> None:
    other = REVIEW[1].replace("Review", "Costs").replace("review", "costs")
    found = merge(change(REVIEW), change((REVIEW[0], other)))
    assert found.conflicts == ()
    assert found.text.index("as review") < found.text.index("as costs") < found.text.index("as disputes")


def test_moved_by_one_side_changed_by_the_other() -> None:
    part = '  article "Disputes" as disputes { the parties shall settle-disputes; }\n'
    moved = change((part, ""), ('  article "Consultation"', f'{part}\n  article "Consultation"'))
    for here, there in ((moved, change(DAYS)), (change(DAYS), moved)):
        found = merge(here, there)
        assert found.conflicts == ()
        assert found.text.index("as disputes") < found.text.index("as consultation")
        assert "three days" in found.text


# -- whatever changes -----------------------------------------------------------------------------------------------

_bodies = st.dictionaries(st.sampled_from("123"), st.sampled_from(["shall", "may", "should"]), min_size=1)
_articles = st.dictionaries(st.sampled_from("abcd"), _bodies, max_size=4)


def _draft(articles: dict[str, dict[str, str]]) -> str:
    parts = ""
    for label, body in sorted(articles.items()):
        paragraphs = " ".join(f"{number} {{ the parties {modal} consult; }}" for number, modal in sorted(body.items()))
        parts += f'article "{label}" as {label} {{ {paragraphs} }}\n'
    return f'treaty P "P" {{ status draft;\n{parts} }}'


def _leaves(text: str) -> dict[tuple[str, str], ast.Numbered]:
    return {
        (article.label.text, body.number): body
        for article in ast.walk(read(text))
        if isinstance(article, ast.Article) and article.label is not None
        for body in article.body
        if isinstance(body, ast.Numbered)
    }


@cases(80)
@given(_articles, _articles, _articles)
def test_every_paragraph_comes_whole_from_one_side(
    base: dict[str, dict[str, str]], ours: dict[str, dict[str, str]], theirs: dict[str, dict[str, str]]
) -> None:
    found = merge(_draft(ours), _draft(theirs), _draft(base))
    sides = [_leaves(_draft(side)) for side in (base, ours, theirs)]
    result = _leaves(found.text)
    for place, body in result.items():
        assert body in [side.get(place) for side in sides]
    if not found.conflicts:
        for place in set().union(*sides):
            before, here, there = (side.get(place) for side in sides)
            if here == there or there == before:
                assert result.get(place) == here
            elif here == before:
                assert result.get(place) == there
            else:
                raise AssertionError(f"{place} was settled")


@cases(40)
@given(_articles, _articles)
def test_one_side_alone(base: dict[str, dict[str, str]], ours: dict[str, dict[str, str]]) -> None:
    """Where only one side changed anything, its draft is the result."""
    wanted = format_document(read(_draft(ours)))
    assert merge(_draft(ours), _draft(base), _draft(base)) == Merged(wanted, ())
    assert merge(_draft(base), _draft(ours), _draft(base)) == Merged(wanted, ())
