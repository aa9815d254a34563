"""The law of effect for prepositions: words that can say nothing behind a preposition of an act are refused."""

from __future__ import annotations

import re

from tests.laws.words import pact
from tests.worlds import ROOT, shipped, world_of
from treatylang.model.prepositions import TAKES

TRIED = ("act", "event", "object", "circumstance", "manner", "relation", "qualifier", "means", "matter", "will", "role",
         "body", "place", "region", "quality", "rank")  # fmt: skip
WAITED = ("circumstance", "judgement", "will", "act", "event")
"""Kinds of what a sentence can wait for: what comes of these is tried by ruling 59."""


def test_words_of_a_kind_that_a_preposition_does_not_take_are_refused() -> None:
    """Whatever the word: a limit that nothing could meet is never accepted, in a duty or in a ban."""
    lexicon = world_of(pact(""), beside=shipped("vocabulary"))[0].lexicon
    wrong = []
    for kind in TRIED:
        for preposition, taken in TAKES.items():
            only = (word for word in lexicon.words(kind) if lexicon.kinds(word.name).isdisjoint({*taken, *WAITED}))
            word = next(only, None)
            for sentence in ("each party shall assist {} {};", "no party shall assist {} {};") if word else ():
                text = sentence.format(preposition, word.name)  # type: ignore[union-attr]  # there is one
                _, found = world_of(pact(f'article "A" {{ {text} }}'), beside=shipped("vocabulary"))
                if "misplaced-slot" not in [one.rule for one in found]:
                    wrong.append(text)
    assert not wrong, "\n".join(wrong)


def test_every_preposition_of_the_grammar_is_in_the_table() -> None:
    """`at` takes texts and points alone; the others are words of the table."""
    grammar = (ROOT / "grammar" / "treaty.lark").read_text("utf-8")
    found = set(re.findall(r'"(\w+)"[^\n]*-> slot_', grammar)) - {"at", "article", "as"}
    assert found <= set(TAKES)
