"""An article has one number: the one that counting in the file gives, in findings and in print alike."""

from __future__ import annotations

import re

import pytest

from tests.worlds import ROOT, example
from treatylang.documents import render
from treatylang.model.question import Question
from treatylang.syntax import ast

NAMES = sorted(path.name for path in (ROOT / "examples").glob("*.treaty") if path.stem != "mistakes")


@pytest.mark.parametrize("name", NAMES)
def test_counting_the_articles_of_a_file_gives_their_numbers(name: str) -> None:
    world, _ = example(name)
    for draft in (world.instruments[one] for one in world.drafts):
        articles = [
            node for node in ast.walk(draft.node) if isinstance(node, ast.Article) and node.division == "article"
        ]
        if draft.kind != "treaty" or draft.excerpt or any(article.number for article in articles):
            continue
        by_node = {id(label.node): label.number for label in draft.labels.values()}
        counted = {by_node[id(article)]: place for place, article in enumerate(articles, 1)}
        assert counted == {str(place): place for place in range(1, len(articles) + 1)}
        text, _ = render(world, draft, Question(), form="text", language="en")
        shown = dict(re.findall(r"^\s*Article (\d+)\n\s*(\S.*)$", text, re.MULTILINE))
        for place, article in enumerate(articles, 1):
            if article.title is not None and str(place) in shown:
                assert shown[str(place)].casefold().startswith(article.title.text.casefold()[:20])


def test_the_generated_use_of_terms_follows_the_last_article_of_the_drafter() -> None:
    world, _ = example("asia-pacific.treaty")
    draft = world.instruments["APTO"]
    written = [
        label.number for label in draft.labels.values() if label.kind == "article" and label.name != "definitions"
    ]
    assert draft.labels["definitions"].number == str(max(map(int, written)) + 1)
    assert draft.labels["collective-defence"].number == "4"
    text, _ = render(world, draft, Question(), form="text", language="en")
    titles = re.findall(r"^\s*Article (\d+)\n\s*(\S.*)$", text, re.MULTILINE)
    assert [number for number, _ in titles] == [str(place) for place in range(1, len(titles) + 1)]
    (place,) = [number for number, title in titles if title.startswith("Use of terms")]
    assert place == draft.labels["definitions"].number
