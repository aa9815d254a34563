"""Two areas, conditions or sentences that mean different things are never printed alike, in any language."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import pytest

from tests.chance import Budget
from tests.laws import meanings
from tests.worlds import ROOT, document, library, world_of
from treatylang.documents.areas import words_for
from treatylang.documents.languages import grammar, languages
from treatylang.documents.marks import bare
from treatylang.documents.sentences import Opening, sentence
from treatylang.documents.setting import Setting
from treatylang.documents.tongue import Tongue
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.model.resolve import resolve
from treatylang.syntax import ast

_MANY = 120
"""Areas or sentences in one draft: what they say is compared with what all drafts before them said."""


class Said:
    """What was said so far, in each language: the words, what they meant, and where they stood."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], tuple[object, str]] = {}

    def add(self, language: str, words: str, meaning: object, source: str) -> None:
        """Note some words; they must not have meant anything else before."""
        before = self.known.setdefault((language, words), (meaning, source))
        assert before[0] == meaning, f"said alike in `{language}`: {words}\n  {before[1]}\n  {source}"


@pytest.fixture(scope="module")
def said() -> Said:
    """Return what all cases of this file have said."""
    return Said()


def _tongues(world: World, draft: Instrument) -> Iterator[Tongue]:
    for code in languages():
        found = grammar(code)
        assert found is not None
        yield Tongue(Setting(world, draft, Question(), code), found)


def _of(draw: random.Random, say: Callable[[random.Random, int], str]) -> tuple[World, Instrument]:
    """Return a draft with many random parts."""
    parts = "\n".join(say(draw, number) for number in range(_MANY))
    fixed = 'article "First" as first { en "one"; } article "Second" as second { en "two"; }'
    world, findings = world_of(f'treaty T "Treaty of Trial" {{ {meanings.PRELUDE} {fixed} {parts} }}', beside=library())
    assert not findings, findings[0].message
    return world, world.instruments["T"]


def test_areas_that_differ_are_said_in_words_that_differ(budget: Budget, said: Said) -> None:
    for draw in budget.cases(enough=7):
        # Few places and many expressions: so that two of them come close to each other.
        places = draw.sample(meanings.PLACES, 3)
        world, draft = _of(draw, lambda draw, n, of=places: f'area A{n} "area {n}" = {meanings.area(draw, of)};')
        for defined in draft.areas:
            if not defined.name.startswith("A"):
                continue
            meaning = meanings.meaning_of_area(defined.value)
            for tongue in _tongues(world, draft):
                words = bare(tongue.finish(f"{words_for(tongue, defined.value)}."))
                said.add(f"{tongue.grammar.code} area", words, meaning, defined.value.span.text)


def test_conditions_that_differ_are_said_in_words_that_differ(budget: Budget, said: Said) -> None:
    for draw in budget.cases(enough=7):
        atoms = draw.sample(meanings.ATOMS, 3)
        world, draft = _of(draw, lambda draw, number, of=atoms: _conditioned(draw, number, of))
        _compare(world, draft, said)


def _conditioned(draw: random.Random, number: int, atoms: Sequence[str]) -> str:
    one, other = meanings.condition(draw, atoms), meanings.condition(draw, atoms, 1)
    shape = draw.choice(
        (
            "when {0} each party shall consult;",
            "when {1} {{ when {0} each party shall consult; }}",
            "each party shall consult {2} {0};",
            "when {1} each party shall consult {2} {0};",
        )
    )
    return f'article "{number}" {{ {shape.format(one, other, draw.choice(("if", "unless", "until")))} }}'


def test_sentences_that_differ_are_said_in_words_that_differ(budget: Budget, said: Said) -> None:
    for draw in budget.cases(enough=7):
        pool = meanings.Pool.drawn(draw)
        world, draft = _of(draw, lambda draw, n, of=pool: f'article "{n}" {{ {meanings.sentence(draw, of)} }}')
        _compare(world, draft, said)


def _compare(world: World, draft: Instrument, said: Said) -> None:
    tongues = list(_tongues(world, draft))
    for node, opening in _sentences(draft.node):
        meaning = meanings.meaning_of_sentence(node, opening.triggers, opening.timing, draft.lexicon)
        for tongue in tongues:
            said.add(tongue.grammar.code, bare(sentence(tongue, node, opening)), meaning, _source(node, opening))


def _source(node: ast.Sentence, opening: Opening) -> str:
    before = [f"{order} {act.span.text}" for order, act in opening.timing]
    before += [f"when {trigger.span.text}" for trigger in opening.triggers]
    return " ".join(" ".join([*before, node.span.text]).split())


def _sentences(root: ast.Node) -> Iterator[tuple[ast.Sentence, Opening]]:
    """Yield the sentences of a text with what they open with; those of readings are not the text of a treaty."""
    stack: list[tuple[ast.Node, Opening]] = [(root, Opening())]
    while stack:
        node, opening = stack.pop()
        if isinstance(node, ast.Sentence):
            yield node, opening
            continue
        if isinstance(node, ast.When):
            opening = Opening((*opening.triggers, node.condition), opening.timing)
        elif isinstance(node, ast.Timed):
            opening = Opening(opening.triggers, (*opening.timing, (node.order, node.act)))
        if not isinstance(node, (ast.ReadingBlock, ast.StatementBlock)):
            stack.extend((inner, opening) for inner in ast.children(node))


def _whole() -> list[str]:
    paths = [*sorted((ROOT / "examples").rglob("*.treaty")), *sorted((ROOT / "treatylang/library/treaties").glob("*"))]
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", _whole())
def test_no_text_says_two_things_alike(path: str) -> None:
    world, _ = resolve([document(ROOT / path)], library())
    for name in world.drafts:
        draft = world.instruments[name]
        said = Said()
        if draft.node.kind != "law":
            _compare(world, draft, said)
        for defined in draft.areas:
            # Dated versions of one area, and options of a bracket, are printed one at a time.
            for tongue in _tongues(world, draft):
                words = bare(words_for(tongue, defined.value, places=defined.kind == "area"))
                said.add(
                    f"{tongue.grammar.code} area", words, meanings.meaning_of_area(defined.value), defined.span.text
                )


@pytest.mark.parametrize("language", languages())
def test_no_two_words_of_a_kind_are_said_alike(language: str) -> None:
    lexicon = resolve((), library())[0].lexicon
    for form in ("", "noun", "adverb", "not"):
        said = Said()
        for word in lexicon.words():
            key = f"{language}-{form}" if form else language
            if key in word.wordings and word.kind not in ("clause", "heading", "word"):
                said.add(f"{key} {word.kind}", word.wordings[key], word.name, word.name)
