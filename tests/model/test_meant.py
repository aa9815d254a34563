"""Checks that ordinary words lead to declared ones: by meaning, then by spelling, and only to the kind that fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases
from treatylang.findings import Finding
from treatylang.model.lexicon import Lexicon
from treatylang.model.meant import PLAIN, Thesaurus, folded
from treatylang.model.resolve import resolve
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.expectations import KEYWORDS
from treatylang.syntax.parser import parse
from treatylang.workspace.shelf import Shelf

_GLUE = KEYWORDS | {"percent"}


def _documents() -> list[ast.Document]:
    found = [parse(volume.source)[0] for volume in Shelf().volumes if volume.is_vocabulary]
    return [document for document in found if document is not None]


VOCABULARY = _documents()
LEXICON: Lexicon = resolve((), VOCABULARY)[0].lexicon
THESAURUS = Thesaurus(LEXICON)
WORDS = LEXICON.words()
LONG = [word for word in WORDS if len(word.name) >= 7]


def told(body: str) -> list[Finding]:
    """Return what is said of the words of an article whose sentences are given."""
    document, mistakes = parse(
        Source("x.treaty", f'treaty T "T" {{ party Japan, Fiji; article "A" as a {{ {body} }} }}')
    )
    assert document is not None, mistakes
    return [one for one in resolve((document,), VOCABULARY)[1] if one.rule.startswith("un")]


def test_every_plain_word_leads_to_what_declares_it() -> None:
    """What the vocabulary calls a plain word is a reading of its own word, written with words that there are."""
    names = {word.name for word in WORDS}
    count = 0
    for word in WORDS:
        for entry in filter(None, (piece.strip() for piece in word.wordings.get(PLAIN, "").split(";"))):
            phrase, _, written = (part.strip() for part in entry.partition("="))
            written = written or word.name
            assert written in [one.written for one in THESAURUS.meanings(phrase, (word.kind,))], (word.name, entry)
            strange = [piece for piece in written.split() if piece not in names | _GLUE]
            assert not strange, (word.name, entry)
            count += 1
    assert count > 300


@cases(200)
@given(st.data())
def test_a_slip_of_the_pen_leads_back(data: st.DataObject) -> None:
    """A letter dropped, doubled or swapped: the word is offered, and offered alone where no other is as near."""
    word = data.draw(st.sampled_from(LONG))
    at = data.draw(st.integers(1, len(word.name) - 2))
    how = data.draw(st.sampled_from("dx2"))
    name = word.name
    slip = {"d": name[:at] + name[at + 1 :], "2": name[:at] + name[at] + name[at:]}.get(
        how, name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    )
    if LEXICON.get(slip, word.kind) is None:
        assert name in THESAURUS.spelled(slip, (word.kind,))


@cases(200)
@given(st.text(st.sampled_from("abdefhilnorst-"), min_size=1, max_size=12), st.sampled_from(WORDS))
def test_only_words_of_the_kind_that_fits_are_offered(text: str, like: object) -> None:
    """Whatever is asked, no answer is of another kind, and none is a guess at more than two letters."""
    kind = getattr(like, "kind", "")
    for name in THESAURUS.spelled(text, (kind,)):
        assert LEXICON.get(name, kind) is not None
        assert abs(len(name) - len(text)) <= 2
    assert all(one.word.kind == kind for one in THESAURUS.meanings(text, (kind,)))


def test_case_number_and_articles_do_not_matter() -> None:
    assert folded("The Armed Attacks") == folded("armed-attack")
    assert folded("l’attaque armée") == folded("attaque-armee")


ORDINARY = [
    ("when invasion of any party each other party shall assist;", "invasion", "armed-attack"),
    ("each party shall help the other party;", "help", "assist"),
    ("each party shall defend the others;", "defend", "assist with force"),
    ("the parties shall hold joint exercises;", "hold joint exercises", "joint-exercise"),
    ("the parties shall joint-exercise each year;", "each year", "regularly"),
    ("the parties shall never use-force;", "never", "shall not"),
    ("each party shall render military assistance;", "render military assistance", "assist-militarily"),
    ("each party shall come to the aid of that party;", "come to the aid", "assist"),
    ("each party shall provide logistic support;", "provide logistic support", "support-logistics"),
    ("when armed-attack on troops of any party each other party shall assist;", "troops", "forces"),
    ("when armed-attack on ships of any party each other party shall assist;", "ships", "vessels"),
    ("each party shall assist with arms;", "arms", "force"),
    ("each party shall assist promptly;", "promptly", "immediately"),
    (
        "each party shall assist in accordance with constitution-provisions;",
        "constitution-provisions",
        "constitutional",
    ),
    ("each party shall assist unless war;", "war", "armed-attack"),
    ("decisions shall be taken by all parties together;", "decisions", "decides by"),
    ("the victim party shall consult the others;", "victim", "attacked"),
    ("each party shall consult the allies;", "allies", "others"),
    ("each party shall assist on demand of that party;", "demand", "request"),
    ("chaque-partie shall assist;", "chaque-partie", "declare it"),
    ("each party shall assister;", "assister", "assist"),
    ("no party shall conclude any treaty concerning neutral;", "neutral", "neutrality"),
]
"""A sentence, the words that are told, and what the help has to name."""


@pytest.mark.parametrize(("sentence", "said", "meant"), ORDINARY, ids=[one[1] for one in ORDINARY])
def test_ordinary_words_are_answered_by_meaning(sentence: str, said: str, meant: str) -> None:
    found = told(sentence)
    assert [one.span.text for one in found] == [said], found
    assert meant in " ".join(found[0].help), found[0].help


def test_what_means_the_same_is_no_fix_and_a_slip_is_one() -> None:
    """Only a slip of the pen may be corrected unasked: another word is the drafter's to choose."""
    assert not told("each party shall help the other party;")[0].fixes
    assert [fix.edits[0].text for fix in told("each party shall asist the other party;")[0].fixes] == ["assist"]
    assert not told("when invasion of any party each other party shall assist;")[0].fixes


DECLARED = [
    "each party shall zzyx;",
    "when zzyx on any party each other party shall assist;",
    "each party shall assist if zzyx;",
    "each party shall assist with zzyx;",
    "when armed-attack on zzyx of any party each other party shall assist;",
    "no party shall conclude any treaty concerning zzyx;",
    "the zzyx party shall assist;",
]


@pytest.mark.parametrize("sentence", DECLARED)
def test_the_declaration_that_is_proposed_settles_it(sentence: str) -> None:
    """Written into the draft, a proposed declaration leaves nothing unknown: it is of the kind that fits."""
    help = told(sentence)[0].help[0]
    match = re.fullmatch(r"declare it: `(vocabulary own \{ .* \})`", help)
    assert match is not None, help
    text = f'{match[1]} treaty T "T" {{ party Japan, Fiji; article "A" {{ {sentence} }} }}'
    document, mistakes = parse(Source("x.treaty", text))
    assert document is not None, mistakes
    said = resolve((document,), VOCABULARY)[1]
    assert [one for one in said if one.rule in ("unknown-word", "not-a-condition", "misplaced-slot")] == []
