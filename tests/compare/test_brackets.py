"""Brackets that hold whole parts: changes within an option are told as outside of it, and which option was taken."""

from __future__ import annotations

from functools import cache

import pytest

from tests.compare.pairs import difference
from treatylang.compare import Change, Difference
from treatylang.compare.changes import EDITORIAL, SUBSTANTIVE

FORMS = {
    "a party": ("party Finland;", "party Finland, Estonia;", "party Finland observer;"),
    "since when": ("party Finland from 2027-01-01;", "party Finland from 2028-01-01;", "party Iceland;"),
    "a name": ("party Finland;", "party Finland as SUOMI;", "party Iceland;"),
    "notice": (
        "final-clauses { withdrawal notice 1 year; }",
        "final-clauses { withdrawal notice 6 months; }",
        "final-clauses { duration 10 years; }",
    ),
    "territory": (
        'final-clauses { territorial-application of Denmark to territory of Denmark except "Greenland"; }',
        "final-clauses { territorial-application of Denmark to territory of Denmark; }",
        "final-clauses { withdrawal notice 1 year; }",
    ),
    "quorum": (
        'council "Board" as board { members each party; quorum 2 members; }',
        'council "Board" as board { members each party; quorum 3 members; }',
        "final-clauses { duration 10 years; }",
    ),
    "a reservation": (
        "reservation by Denmark { each party need not assist; }",
        "reservation by Denmark { Denmark need not assist; }",
        "party Iceland;",
    ),
    "a heading": ("concerns Russia;", "concerns Belarus;", "status political;"),
    "beside law": ("under law of parties;", "under law of Norway;", "party Iceland;"),
    "a term": ('term arms "weapons of war";', 'term arms "any weapon";', "party Iceland;"),
    "a party and its duty": (
        'party Finland; article "Bases" as bases { Finland shall host-forces of Norway; }',
        'party Finland; article "Bases" as bases { Finland may host-forces of Norway; }',
        "final-clauses { duration 10 years; }",
    ),
}
"""What option A says, what it says in the next round, and what option B says."""


def _text(said: str, *, more: str = "") -> str:
    return (
        'treaty Pact "Pact" { drawn-up at "Oslo" on 2026-11-22; languages en; party Norway, Denmark, Sweden; '
        'article "Help" as help { when armed-attack on any party each other party shall assist the attacked party; }'
        f" {said} {more} }}\n"
    )


def _open(a: str, b: str, name: str = "q") -> str:
    return _text(f"bracket {name} {{ option A by Norway {{ {a} }} option B by Denmark {{ {b} }} }}")


@cache
def _found(old: str, new: str) -> Difference:
    return difference(old, new)


def _told(found: Difference) -> set[tuple[object, ...]]:
    """Return what is told of each change but its place and its options."""
    return {(c.level, c.code, c.old, c.new, c.effect, frozenset(c.directions)) for c in found.changes}


def _heads(found: Difference) -> list[Change]:
    return [c for c in found.changes if c.action in ("bracket", "unbracket")]


@pytest.mark.parametrize("form", FORMS)
def test_a_change_within_an_option_is_told_as_it_is_without_brackets(form: str) -> None:
    a, later, b = FORMS[form]
    plain = _found(_text(a), _text(later))
    found = _found(_open(a, b), _open(later, b))
    assert _told(found) == _told(plain) != set()
    for change in found.changes:
        assert change.under == "under option A of `q`"
        assert change.message.startswith("under option A of `q`: ")


@pytest.mark.parametrize("form", FORMS)
def test_a_bracket_that_is_settled_names_the_option_that_was_taken_and_what_is_given_up(form: str) -> None:
    a, later, b = FORMS[form]
    found = _found(_open(a, b), _text(a))
    (head,) = _heads(found)
    assert head.level == SUBSTANTIVE and "taken: option A (" in head.message
    rest = [change for change in found.changes if change is not head]
    assert {change.under for change in rest} == {"against option B of `q`"}
    assert _told(_found(_text(b), _text(a))) == {told for told in _told(found) if told[2:4] != (head.old, head.new)}
    changed = _found(_open(a, b), _text(later))
    assert "taken: option A" in _heads(changed)[0].message
    assert {told[:4] for told in _told(_found(_text(a), _text(later)))} <= {told[:4] for told in _told(changed)}


@pytest.mark.parametrize("form", FORMS)
def test_a_bracket_that_is_opened_is_the_mirror_of_one_that_is_settled(form: str) -> None:
    a, _, b = FORMS[form]
    found = _found(_text(b), _open(a, b))
    (head,) = _heads(found)
    assert "before: option B (" in head.message
    settled = _found(_open(a, b), _text(b))
    assert {(c.level, c.old, c.new) for c in found.changes} == {(c.level, c.new, c.old) for c in settled.changes}
    assert {c.under for c in found.changes if c is not head} == {"under option A of `q`"}


def test_what_no_option_says_is_told_as_such_and_an_empty_option_is_one() -> None:
    a, _, b = FORMS["notice"]
    assert "taken: none of its options" in _heads(_found(_open(a, b), _text("")))[0].message
    assert "taken: option B" in _heads(_found(_open(a, ""), _text("")))[0].message


def test_a_bracket_that_is_renamed_stays_the_same_bracket() -> None:
    a, later, b = FORMS["quorum"]
    found = _found(_open(a, b, "body"), _open(later, b, "board-rules"))
    assert not _heads(found)
    assert {c.under for c in found.changes if c.level == SUBSTANTIVE} == {"under option A of `board-rules`"}
    assert "text-number-rename" in {c.code for c in found.changes}


def test_an_option_that_comes_or_goes_is_told_with_what_it_says() -> None:
    two = _text("bracket q { option A { party Finland; } option B { party Iceland; } }")
    three = _text(
        "bracket q { option A { party Finland; } option B { party Iceland; } "
        "option C { final-clauses { duration 10 years; } } }"
    )
    (come,), (gone,) = _found(two, three).changes, _found(three, two).changes
    assert come.notes == ("option C is new: final-clauses { duration 10 years; }",)
    assert gone.notes == ("option C is gone: final-clauses { duration 10 years; }",)


def test_a_bracket_within_an_article_is_told_when_it_is_renamed_settled_or_opened() -> None:
    def bracket(name: str, modal: str = "shall") -> str:
        first, second = f"each party {modal} consult;", "each party may host-forces of Norway;"
        options = f"option X by Norway {first} option Y by Denmark {second}"
        return _text(f'article "Talks" as talks {{ bracket {name} {{ {options} }} }}')

    (renamed,) = _found(bracket("one"), bracket("two")).changes
    assert (renamed.code, renamed.old, renamed.new) == ("text-number-rename", "one", "two")
    (weaker,) = _found(bracket("one"), bracket("one", "may")).changes
    assert (weaker.code, weaker.under) == ("obligation-modality-weaken", "under option X of `one`")
    both = {change.code: change.under for change in _found(bracket("one"), bracket("two", "may")).changes}
    assert both == {"obligation-modality-weaken": "under option X of `two`", "text-number-rename": ""}
    settled = _text('article "Talks" as talks { each party may host-forces of Norway; }')
    told = {change.code: change for change in _found(bracket("one"), settled).changes}
    assert "taken: option Y" in told["obligation-existence-unbracket"].message
    assert told["obligation-existence-remove"].under == "against option X of `one`"
    told = {change.code: change for change in _found(settled, bracket("one")).changes}
    assert "before: option Y" in told["obligation-existence-bracket"].message
    assert told["obligation-existence-add"].under == "under option X of `one`"


def test_sentences_outside_are_weighed_with_the_parties_of_each_option() -> None:
    who = "bracket members { option A { party Finland, Estonia; } option B { party Iceland, Norway; } }"
    helped = "when armed-attack on any party each other party shall assist the attacked party"
    texts = [
        f'treaty Pact "Pact" {{ drawn-up at "Oslo" on 2026-11-22; {who} article "Help" as help {{ {helped}{how}; }} }}'
        for how in (" with force", "")
    ]
    (change,) = _found(texts[0], texts[1]).changes
    assert (change.level, change.under) == (SUBSTANTIVE, "")
    assert {d.party for d in change.directions} == {"Finland", "Estonia", "Iceland", "Norway"}
    assert {d.burden for d in change.directions} == {"down"}


def test_two_brackets_are_looked_at_together() -> None:
    def text(quorum: int) -> str:
        who = "bracket members { option A { party Finland; } option B { party Iceland; } }"
        board = f'council "Board" as board {{ members each party; quorum {quorum} members; }}'
        return _text(f"{who} bracket body {{ option X {{ {board} }} option Y {{ }} }}")

    (change,) = _found(text(2), text(3)).changes
    assert change.under == "under option X of `body`"


def test_a_bracket_within_an_option_is_told_with_both() -> None:
    def text(notice: int) -> str:
        inner = (
            f"bracket inner {{ option C {{ final-clauses {{ withdrawal notice {notice} years; }} }} option D {{ }} }}"
        )
        return _open(f"party Finland; {inner}", "party Iceland;")

    (change,) = _found(text(2), text(3)).changes
    assert change.under == "under option A of `q`, under option C of `inner`"


def test_texts_that_say_the_same_have_no_differences_under_any_option() -> None:
    for a, _, b in FORMS.values():
        assert not _found(_open(a, b), _open(a, b)).changes
        swapped = _text(f"bracket q {{ option B by Denmark {{ {b} }} option A by Norway {{ {a} }} }}")
        assert not _found(_open(a, b), swapped).changes


FORCE = "when armed-attack on any party each other party shall assist the attacked party with force;"
DISCRETION = FORCE.replace("with force", "as it deems necessary")
SENTENCES = {
    "a duty": (FORCE, DISCRETION),
    "a right": ("each party may host-forces of Norway;", "each party may host-forces of Sweden;"),
    "a ban": ("no party shall transit;", "no party shall deploy;"),
    "a time": (
        "when threat to any party the parties shall consult each other within 24 hours;",
        "when threat to any party the parties shall consult each other within 2 days;",
    ),
}
HOMES = {
    "in an article": ("{open}", "{one}"),
    "in a paragraph": (
        "1 {{ each party shall consult; }} 2 {{ {open} }}",
        "1 {{ each party shall consult; }} 2 {{ {one} }}",
    ),
    "beside others": ("{open} each party shall consult;", "{one} each party shall consult;"),
}


def _of_sentences(home: str, *options: str) -> str:
    """Return a text in which one sentence stands, or a bracket with several."""
    said = " ".join(f"option {letter} by Norway {one}" for letter, one in zip("AB", options, strict=False))
    form = HOMES[home][0 if len(options) > 1 else 1].format(open=f"bracket q {{ {said} }}", one=options[0])
    return _text(f'article "Rest" as rest {{ {form} }}')


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("form", SENTENCES)
def test_a_bracket_of_sentences_gives_and_takes_what_its_options_do(home: str, form: str) -> None:
    a, b = SENTENCES[form]
    left_open, first, second = _of_sentences(home, a, b), _of_sentences(home, a), _of_sentences(home, b)
    for old, new, plain, under in (
        (left_open, first, (second, first), "against option B of `q`"),
        (left_open, second, (first, second), "against option A of `q`"),
        (first, left_open, (first, second), "under option B of `q`"),
        (second, left_open, (second, first), "under option A of `q`"),
    ):
        found = _found(old, new)
        (head,) = _heads(found)
        assert not (head.directions or head.counts), "whoever wins or loses does so by what the options say"
        assert head.witness is not None and "says nothing" not in head.witness.old + head.witness.new
        rest = {told for told in _told(found) if told[2:4] != (head.old, head.new)}
        assert rest == _told(_found(*plain)) != set()
        assert {change.under for change in found.changes if change is not head} == {under}


def test_of_an_option_that_stands_in_other_words_nobody_wins_or_loses() -> None:
    hours, days = SENTENCES["a time"][0], SENTENCES["a time"][0].replace("24 hours", "1 day")
    found = _found(
        _of_sentences("in an article", hours, "each party shall consult;"), _of_sentences("in an article", days)
    )
    (reworded,) = [c for c in found.changes if c.under == "against option A of `q`"]
    assert reworded.level == EDITORIAL


def test_articles_as_options_give_and_take_what_they_say() -> None:
    texts = [f'article "Aid" as aid {{ {one} }}' for one in (FORCE, DISCRETION)]
    found = _found(_open(*texts), _text(texts[1]))
    assert not _heads(found)[0].directions
    assert {way.burden for change in found.changes for way in change.directions} == {"down"}
