"""Every form of sentence in every language: the table in ``sentences.txt`` has the input and what must come of it."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.documents.rendering import HERE, REWRITE
from tests.worlds import library, world_of
from treatylang.documents import outline
from treatylang.documents.languages import grammar, languages
from treatylang.documents.outline import text_of
from treatylang.model.question import Question

_TABLE = HERE / "sentences.txt"
_DRAFT = """treaty T "Treaty on Trying" {{
  languages en;
  party Japan, Australia, "United States" as USA;
  area Zone "the Zone" = territory of parties;
  group Hosts "host States" = Japan plus Australia;
  article "First" as first {{ 1 as aid {{ each party shall assist the attacked party; }} }}
  article "Second" as second {{ {0} }}
  article "Third" as organs {{ council "Council" as council {{ members each party; decides by consensus; }} }}
}}"""
_CLAUSES = """treaty T "Treaty on Trying" {{
  languages en;
  party Japan, Australia, "United States" as USA;
  group Hosts "host States" = Japan plus Australia;
  article "Second" as second {{ final-clauses {{ {0} }} }}
  council "Council" as council {{ members each party; }}
}}"""


@cache
def _rows() -> list[tuple[str, dict[str, str]]]:
    rows = []
    for block in _TABLE.read_text(encoding="utf-8").strip().split("\n\n"):
        source, *said = [line for line in block.split("\n") if not line.startswith("#")]
        rows.append((source, dict(line.split(" ", 1) for line in said)))
    return rows


def _said(source: str, language: str) -> str:
    draft = _CLAUSES if source.startswith("clause ") else _DRAFT
    world, findings = world_of(draft.format(source.removeprefix("clause ")), beside=library())
    assert not findings, [finding.message for finding in findings]
    text, _ = outline(world, world.instruments["T"], Question(), language=language)
    second = next(division for division in text.body if division.anchor == "second")
    return " | ".join(text_of(block.runs) for block in second.blocks).replace("\u00a0", "~")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("row", range(len(_rows())))
@pytest.mark.skipif(REWRITE, reason="the table is being written")
def test_sentence(row: int, language: str) -> None:
    source, said = _rows()[row]
    assert _said(source, language) == said[language]


def test_the_table_is_as_it_would_be_written() -> None:
    written = "\n\n".join(
        "\n".join([source, *(f"{language} {_said(source, language)}" for language in ("en", "fr"))])
        for source, _ in _rows()
    )
    if REWRITE:
        _TABLE.write_text(written + "\n", encoding="utf-8")
    assert _TABLE.read_text(encoding="utf-8") == written + "\n"


def test_table_is_long_enough() -> None:
    assert len(_rows()) >= 60


def test_languages_have_the_same_forms() -> None:
    english, french = grammar("en"), grammar("fr")
    assert languages() == ("en", "fr")
    assert english is not None
    assert french is not None
    assert english.clauses.keys() == french.clauses.keys()
    assert english.titles.keys() == french.titles.keys()
    plain = {key for key in english.forms if not re.search(r"_(plural|f|piece)$", key)}
    assert plain <= french.forms.keys()
