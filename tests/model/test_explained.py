"""Checks of what is said about each word: its example can be read, its order is whole, ordinary language finds it."""

from __future__ import annotations

import re

import pytest

from tests.model.test_meant import LEXICON, VOCABULARY, WORDS
from treatylang.library.kinds import kinds
from treatylang.model.explained import alike, example, explain, in_order
from treatylang.model.lexicon import Word
from treatylang.model.resolve import resolve
from treatylang.reports._words import page
from treatylang.source import Source
from treatylang.syntax.parser import parse

SENTENCE = 'treaty T "T" {{ party Japan, Fiji; article "A" as collective-defence {{ {} }} }}'
PART = 'treaty T "T" {{ party Japan, Fiji; {} article "A" as collective-defence {{ en "x"; }} }}'
FINAL = PART.replace("{}", "final-clauses {{ {} }}")
COUNCIL = PART.replace("{}", 'council "Council" as council {{ {} }}')
LAW = 'law L "L" of Japan {{ {} article 1 {{ Japan shall consult; }} }}'
FRAMES = (SENTENCE, PART, FINAL, COUNCIL, LAW)
MEANINGLESS = {
    "unknown-word",
    "unknown-state",
    "undefined-area",
    "broken-reference",
    "misplaced-slot",
    "not-a-condition",
}


def faults(text: str) -> set[str]:
    document, mistakes = parse(Source("x.treaty", text))
    if document is None:
        return {mistakes[0].message}
    charter = parse(Source("c.treaty", 'treaty UN-Charter "C" { }'))[0]
    assert charter is not None
    return {one.rule for one in resolve((document,), [*VOCABULARY, charter])[1]} & MEANINGLESS


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{word.kind}-{word.name}")
def test_every_word_has_a_sentence_in_which_it_means_something(word: Word) -> None:
    said = example(word)
    assert "…" not in said
    assert word.say() in said or re.search(rf"(?<![\w-]){re.escape(word.name)}(?![\w-])", said)
    assert any(not faults(frame.format(said)) for frame in FRAMES), [faults(frame.format(said)) for frame in FRAMES]


def test_every_kind_is_described() -> None:
    assert {word.kind for word in WORDS} == set(kinds())


def test_the_order_of_a_kind_has_each_word_once() -> None:
    for kind in kinds():
        shown = [word for _, word in in_order(LEXICON, kind)]
        assert sorted(word.name for word in shown) == sorted(word.name for word in LEXICON.words(kind))
        for depth, word in in_order(LEXICON, kind):
            assert depth == 0 or explain(LEXICON, word).above


@pytest.mark.parametrize(
    ("phrase", "first"),
    [
        ("defend", "assist with force"),
        ("naval blockade", "blockade"),
        ("invasion", "armed-attack"),
        ("terrorists", "non-state"),
        ("never", "shall not"),
        ("armd-attack", "armed-attack"),
    ],
)
def test_ordinary_language_finds_words(phrase: str, first: str) -> None:
    assert alike(LEXICON, phrase)[0][0] == first


def test_a_page_says_what_is_to_be_known() -> None:
    word = LEXICON.get("use-force", "act")
    assert word is not None
    text = page(explain(LEXICON, word))
    assert text.startswith("# use-force\n\n*Act.* To act with armed force")
    assert "- Kind of: `assist-militarily`" in text
    assert "go to war" in text
