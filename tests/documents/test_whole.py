"""Whole drafts and the shipped treaties: nobody can tell which sentences were generated."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.worlds import ROOT, document, library
from treatylang.documents import outline, render
from treatylang.documents.outline import Block, Division, Outline, text_of
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.model.resolve import resolve
from treatylang.syntax import ast

_EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.treaty"))
_HYPHENATED = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+")


@cache
def _world(name: str) -> World:
    world, _ = resolve([document(ROOT / "examples" / name)], library())
    return world


def _shipped() -> list[str]:
    return sorted(name for name in _world(_EXAMPLES[0]).instruments if name not in _world(_EXAMPLES[0]).drafts)


def _lines(text: Outline) -> list[str]:
    found: list[str] = []

    def block(one: Block) -> None:
        found.append(text_of(one.runs))
        for inner in one.blocks:
            block(inner)

    def division(one: Division) -> None:
        found.extend((text_of(one.heading), text_of(one.title)))
        for inner in one.blocks:
            block(inner)
        for below in one.divisions:
            division(below)

    for one in (*text.preamble, *text.testimonium):
        block(one)
    for two in (*text.body, *text.annexes, *text.statements):
        division(two)
    return [line for line in found if line]


def _unspoken(world: World, draft: Instrument) -> set[str]:
    """Return the words with hyphens that no text of the draft and no wording of the vocabulary has."""
    names = {word.name for word in world.lexicon.words()} | set(draft.labels) | set(world.instruments)
    written = " ".join(
        node.text for i in world.instruments.values() for node in ast.walk(i.node) if isinstance(node, ast.Text)
    )
    worded = " ".join(said for word in world.lexicon.words() for said in word.wordings.values())
    return {name for name in names if "-" in name} - set(_HYPHENATED.findall(f"{written} {worded}"))


def _check(world: World, name: str, language: str) -> None:
    draft = world.instruments[name]
    text, _ = outline(world, draft, Question(), language=language)
    unspoken = _unspoken(world, draft)
    for line in _lines(text):
        assert not re.search(r"\{[^}]*\}", line), line
        assert not unspoken & set(_HYPHENATED.findall(line)), line
        assert "  " not in line, line
        assert not re.search(r"\s[,.;]|,,|\.\.|\(\)|\b(\w+) \1\b(?<!that that)", line.replace("\u00a0;", "")), line
        assert "@" not in line, line


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("example", _EXAMPLES)
def test_example(example: str, language: str) -> None:
    world = _world(example)
    for name in world.drafts:
        _check(world, name, language)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", _shipped())
def test_shipped_instrument(name: str, language: str) -> None:
    _check(_world(_EXAMPLES[0]), name, language)


@pytest.mark.parametrize("form", ["markdown", "html", "text"])
@pytest.mark.parametrize("language", ["en", "fr", "ja", "zz"])
def test_every_form_in_every_language(form: str, language: str) -> None:
    world = _world("asia-pacific.treaty")
    text, _ = render(world, world.instruments["APTO"], Question(), form=form, language=language)
    assert "2026" in text


def test_agreed_wording_stands_in_its_language() -> None:
    world = _world("asia-pacific.treaty")
    text, _ = render(world, world.instruments["APTO"], Question(), form="text", language="ja")
    assert "締約国は、" in text
