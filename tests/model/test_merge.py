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


# -- paragraphs, lines and names -----------------------------------------------------------------------------------

PARAGRAPHS = """
treaty Pact "Pact" {
  status draft;
  under law of parties;
  source "First book";
  source "Second book";
  party Japan, Australia;
  article 1 "Duties" as duties {
    1 { en "The Parties shall meet every year."; }
    2 { en "The Parties shall share the costs."; }
    3 { en "The Parties shall keep the archives."; }
  }
  article 2 "Talks" as talks {
    the parties shall consult each other within 48 hours;
    each party shall report to security-council;
    en "Paragraph {@duties.3} stays as it is.";
  }
}
"""


def edited(*pairs: tuple[str, str]) -> str:
    text = PARAGRAPHS
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


MEET, SHARE = '1 { en "The Parties shall meet every year."; }', '2 { en "The Parties shall share the costs."; }'
KEEP = '3 { en "The Parties shall keep the archives."; }'
LAST_FOURTH = [(KEEP, f"4{KEEP[1:]}"), (SHARE, f"3{SHARE[1:]}"), ("@duties.3", "@duties.4")]
NO_MEETING = [(MEET, ""), ("2 {", "1 {"), ("3 {", "2 {"), ("@duties.3", "@duties.2")]
NO_COSTS = [(SHARE, ""), ("3 {", "2 {"), ("@duties.3", "@duties.2")]
FRIENDS = [*LAST_FOURTH, (MEET, f'1 {{ en "The Parties shall be friends."; }} 2{MEET[1:]}')]
MONTHLY = [*LAST_FOURTH, (MEET, f'{MEET} 2 {{ en "Once a month."; }}')]
AIM = [
    ('  article 1 "Duties"', '  article 1 "Aim" as aim { en "Peace."; }\n  article 2 "Duties"'),
    ('article 2 "Talks"', 'article 3 "Talks"'),
]
COSTS = [('  article 2 "Talks"', '  article 2 "Costs" as costs { en "Shared."; }\n  article 3 "Talks"')]
TASKS = [("as duties", "as tasks"), ("@duties", "@tasks")]
WORKS = [("as duties", "as works"), ("@duties", "@works")]
MAY = [("each party shall report", "each party may report")]
DAY, DAYS_THREE = [("within 48 hours", "within 24 hours")], [("within 48 hours", "within 72 hours")]
REFERS = [*MAY, ("to security-council;", 'to security-council; en "See {@duties}.";')]
CHARTER = [("under law of parties;", "under law of parties;\n  under treaty UN-Charter;")]
THIRD, NO_SECOND = [("First book", "Third book")], [('source "Second book";', "")]
NAMED_TALKS = [('"Talks"', '"Consultation"')]
DISTINCT = [
    (
        "each deletes a paragraph",
        NO_MEETING,
        NO_COSTS,
        ['1 { en "The Parties shall keep', "{@duties.1}"],
        ["meet", "costs"],
    ),
    ("deletes, inserts", NO_COSTS, FRIENDS, ["friends", '3 { en "The Parties shall keep', "{@duties.3}"], ["costs"]),
    ("both insert", FRIENDS, MONTHLY, ["friends", "month", '5 { en "The Parties shall keep', "{@duties.5}"], []),
    ("renames, refers", TASKS, REFERS, ["as tasks", "See {@tasks}", "may report"], ["@duties"]),
    ("two sources", THIRD, NO_SECOND, ["Third book"], ["First", "Second"]),
    ("what it is checked with", CHARTER, NO_COSTS, ["UN-Charter", "law of parties"], ["costs"]),
    ("two loose sentences", DAY, MAY, ["24 hours", "may report"], ["48 hours"]),
    ("numbers of articles", AIM, NAMED_TALKS, ['article 3 "Consultation"', 'article 2 "Duties"'], ["Talks"]),
    ("two new articles", AIM, COSTS, ['1 "Aim"', '2 "Duties"', '3 "Costs"', '4 "Talks"'], []),
]


@pytest.mark.parametrize(("ours", "theirs", "has", "lacks"), [c[1:] for c in DISTINCT], ids=[c[0] for c in DISTINCT])
def test_parts_are_known_by_what_they_are(
    ours: list[tuple[str, str]], theirs: list[tuple[str, str]], has: list[str], lacks: list[str]
) -> None:
    """What each side did is in the result, numbers and references follow, and nobody is asked."""
    for here, there in ((ours, theirs), (theirs, ours)):
        found = merge(edited(*here), edited(*there), PARAGRAPHS)
        assert found.conflicts == ()
        assert all(words in found.text for words in has), found.text
        assert not any(words in found.text for words in lacks), found.text


TALKS_OUT = [(PARAGRAPHS[PARAGRAPHS.index("  article 2") : -2], "")]
BOTH = [
    ("both rename", TASKS, WORKS),
    ("deleted and changed", NO_COSTS, [("share the costs", "share all costs")]),
    ("renamed and deleted", [("as talks", "as consultation")], TALKS_OUT),
    ("one name for two things", TASKS, [(COSTS[0][0], COSTS[0][1].replace("as costs", "as tasks"))]),
    ("a reference to what is gone", NO_COSTS, [("{@duties.3}", "{@duties.2}")]),
    ("sentence against sentence", DAY, DAYS_THREE),
]


@pytest.mark.parametrize(("ours", "theirs"), [c[1:] for c in BOTH], ids=[c[0] for c in BOTH])
def test_where_sides_disagree_people_are_asked(ours: list[tuple[str, str]], theirs: list[tuple[str, str]]) -> None:
    """The question is as small as the sentence or part, and what nobody disputes stands outside it."""
    for here, there in ((ours, theirs), (theirs, ours)):
        found = merge(edited(*here), edited(*there), PARAGRAPHS)
        assert found.conflicts
        settled = re.sub(r"# <{7} ours\n.*?# >{7} theirs\n?", "", found.text, flags=re.DOTALL)
        assert "keep the archives" in settled and "Second book" in settled
        assert len(re.findall(r"^  article", found.text, re.MULTILINE)) <= 3


def test_an_order_that_both_changed_does_not_swallow_the_treaty() -> None:
    articles = [f'article "{name}" as {name.lower()} {{ en "About {name}."; }}' for name in ("One", "Two", "Three")]
    drafts = [
        'treaty P "P" {\n' + "\n".join(articles[i] for i in order) + "\n}"
        for order in ((0, 1, 2), (1, 0, 2), (0, 2, 1))
    ]
    base, ours, theirs = drafts
    found = merge(ours, theirs.replace("About One.", "All about one."), base)
    assert found.conflicts == ("P: the order",)
    assert "All about one." in found.text and found.text.count("article") == 3
    assert found.text.index("as two") < found.text.index("as one")


# -- whatever changes -----------------------------------------------------------------------------------------------

_bodies = st.dictionaries(st.sampled_from("123"), st.sampled_from(["shall", "may", "should"]), min_size=1)
_articles = st.dictionaries(st.sampled_from("abcd"), _bodies, max_size=4)


def _draft(articles: dict[str, dict[str, str]]) -> str:
    parts = ""
    for label, body in sorted(articles.items()):
        paragraphs = " ".join(f'{number} {{ en "{label}{number} {modal}"; }}' for number, modal in sorted(body.items()))
        parts += f'article "{label}" as {label} {{ {paragraphs} }}\n'
    return f'treaty P "P" {{ status draft;\n{parts} }}'


def _said(text: str) -> set[tuple[object, ...]]:
    return {body.body for body in ast.walk(read(text)) if isinstance(body, ast.Numbered)}


@cases(80)
@given(_articles, _articles, _articles)
def test_every_paragraph_comes_whole_from_one_side(
    base: dict[str, dict[str, str]], ours: dict[str, dict[str, str]], theirs: dict[str, dict[str, str]]
) -> None:
    """Whatever happened to its number, no paragraph says what none of the three versions says."""
    found = merge(_draft(ours), _draft(theirs), _draft(base))
    assert _said(found.text) - {()} <= _said(_draft(base)) | _said(_draft(ours)) | _said(_draft(theirs))


@cases(40)
@given(_articles, _articles)
def test_one_side_alone(base: dict[str, dict[str, str]], ours: dict[str, dict[str, str]]) -> None:
    """Where only one side changed anything, its draft is the result."""
    wanted = format_document(read(_draft(ours)))
    assert merge(_draft(ours), _draft(base), _draft(base)) == Merged(wanted, ())
    assert merge(_draft(base), _draft(ours), _draft(base)) == Merged(wanted, ())


@pytest.mark.parametrize("turned", [False, True])
def test_a_number_that_one_side_writes_or_leaves_out(turned: bool) -> None:
    """Which number an article has follows from its place; that it is written is what a side may change."""
    bare = 'treaty P "P" { article "A" as a { en "A."; } article "B" as b { en "B."; } }'
    written = bare.replace('article "B"', 'article 2 "B"')
    base, other = (written, bare) if turned else (bare, written)
    wanted = format_document(read(other))
    assert merge(other, base, base) == merge(base, other, base) == Merged(wanted, ())


def test_sentences_that_both_sides_added_and_that_differ_in_a_word_are_one_that_people_choose() -> None:
    """Not so those that have only the words in common that every sentence of the treaty has."""
    head = 'treaty Pact "Pact" { party Japan, Australia; article "Talks" as talks { en "The Parties talk."; '
    meet = "They meet in Manila each"
    added = [f'{head} en "{said}"; }} }}' for said in (f"{meet} May.", f"{meet} June.")]
    found = merge(*added, base=f"{head} }} }}")
    assert found.conflicts and found.text.count(meet) == 2
    apart = [f'{head} en "{said}"; }} }}' for said in ("The Parties inform Fiji.", "The Parties elect a chair.")]
    assert not merge(*apart, base=f"{head} }} }}").conflicts
