"""The law of effect: whatever is accepted changes some answer, or stands on the list of what has no effect.

Each word of the vocabulary and each form of the grammar is tried in a small text beside a law or treaty under which it
would bite. That a sentence is printed, listed or counted is not an effect.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from tests.chance import Budget
from tests.laws.answers import answers
from tests.laws.forms import FORCE, FORMS
from tests.laws.words import TEXTS, pact
from tests.worlds import ROOT, document, shipped, world_of
from treatylang.library.silence import silent_words
from treatylang.model.lexicon import Lexicon, Word
from treatylang.syntax import ast

NAMED = (ast.Name, ast.Text)
UNTRIED = ("clause", "heading", "word", "quality", "subject", "modality")
"""Kinds that stand in lines of their own, or in no condition: forms and examples try them."""


@cache
def lexicon() -> Lexicon:
    """Return the shipped vocabulary."""
    return world_of(pact(FORCE), beside=shipped("vocabulary"))[0].lexicon


def words() -> dict[str, list[Word]]:
    """Return all words by kind."""
    found: dict[str, list[Word]] = defaultdict(list)
    for word in lexicon().words():
        found[word.kind].append(word)
    return found


def unlike(word: Word, others: list[Word]) -> str:
    """Return another word of the kind that is neither wider nor narrower; the word `none` where there is none."""
    known = lexicon()
    return next(
        (
            other.name
            for other in others
            if other.name != word.name
            and not known.is_a(other.name, word.name)
            and not known.is_a(word.name, other.name)
        ),
        "none",
    )


def has_effect(word: Word, others: list[Word]) -> bool:
    """Whether some text answers differently with the word and with another of its kind."""
    other = unlike(word, others)
    return any(answers(one) != answers(two) for one, two in (texts(word.name, other) for texts in TEXTS[word.kind]))


def test_every_word_has_its_effect_or_is_listed(budget: Budget) -> None:
    every = [(word, others) for kind, others in words().items() if kind in TEXTS for word in others]
    wrong = []
    for draw in budget.cases(enough=90, least=30):
        word, others = draw.choice(every)
        listed = (word.kind, word.name) in silent_words()
        if has_effect(word, others) == listed:
            wrong.append(f"{word.kind} {word.name} {'is listed, and has an effect' if listed else 'has none'}")
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_no_word_is_listed_that_has_an_effect() -> None:
    """The list is short enough to try all of it each time: a reader is told that such a word was not weighed."""
    known = words()
    tried = [(kind, name) for kind, name in silent_words() if kind in TEXTS]
    found = {(word.kind, word.name): word for kind, _ in tried for word in known[kind]}
    assert not [key for key in tried if has_effect(found[key], known[key[0]])]


def test_what_is_listed_exists_and_the_kinds_are_all_tried() -> None:
    known = words()
    assert not set(known) - set(TEXTS) - set(UNTRIED)
    for kind, name in silent_words():
        assert any(word.name == name for word in known[kind]), f"{kind} {name}"


@pytest.mark.parametrize("name", FORMS)
def test_every_form_changes_an_answer(name: str) -> None:
    one, two = FORMS[name]
    for text in (one, two):
        errors = [f.message for f in world_of(text, beside=shipped("vocabulary"))[1] if int(f.severity) == 3]
        assert not errors, errors
    assert answers(one) != answers(two)


def test_clauses_have_an_effect_or_are_listed() -> None:
    """Each line of final clauses of the examples, put into a small text of its own: what is listed changes nothing."""
    told = {name.removeprefix("clause ") for name in FORMS if name.startswith("clause ")}
    for word in words()["clause"]:
        assert (word.name in told) != (("clause", word.name) in silent_words()), word.name
    plain = answers(pact(FORCE))
    for path in sorted((ROOT / "examples").glob("*.treaty")):
        for node in (node for item in document(path).items for node in ast.walk(item)):
            for line in node.lines if isinstance(node, ast.FinalClauses) else ():
                silent = ("clause", line.word.text) in silent_words()
                named = any(lexicon().state(inner.text) for inner in ast.walk(line) if isinstance(inner, NAMED))
                if silent and not named and "@" not in line.span.text:
                    text = pact(f"{FORCE} final-clauses {{ {line.span.text} }}")
                    assert answers(text) == plain, line.span.text
