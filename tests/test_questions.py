"""The page of the questions of the debate: each command is run, and says what the page shows and its words claim."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts import make_docs

PAGE = Path(__file__).parents[1] / "docs" / "questions.md"
TEXT = PAGE.read_text(encoding="utf-8")
_BLOCK = re.compile(r"^## (?P<title>[^\n]*)\n(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
SECTIONS = {match["title"]: match["body"] for match in _BLOCK.finditer(TEXT)}


@pytest.fixture(autouse=True)
def page_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.parametrize("title", list(SECTIONS))
def test_the_answer_on_the_page_is_the_answer_of_today(title: str) -> None:
    body = SECTIONS[title]
    assert body.count("$ treaty ") >= 1, "each question is answered by a command"
    assert make_docs.rerun(body) == body, "run `make docs`, and read the difference"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Does the oath", ["error[law-conflict] Japan would be bound to use armed force", "article 9"]),
        ("What would the law", ["Vietnam", "Switzerland  could not join as the draft stands"]),
        ("Which states could join", ["Switzerland       could not join", "obtain approval of   articles 70(13)"]),
        ("When was such a promise", ["ANZUS was invoked on 14 September 2001 by Australia"]),
        ("What of Taiwan", ["US-Taiwan-1954"]),
        ("Whose is it", ["agreement of China and Russia (14 October 2004)", "contested no more"]),
        ("What would Australia", ["no promise before: from Japan and the Philippines", "can block alone"]),
        ("Which pairs gain", ["7 had no promise before, 5 get more", "and 0 nothing that they lack"]),
        ("Which members have land", ["Russia has land on 2 continents: Asia and Europe", "Türkiye has land on 2"]),
        ("Is the Quad", ["Quad                   political text", "US-Japan-1960          in force        alliance"]),
        ("What did Finland", ["until 2023-04-04", "until 2024-03-07", "not held, and so not known"]),
    ],
)
def test_the_page_says_what_the_words_around_it_claim(title: str, said: list[str]) -> None:
    body = next(text for name, text in SECTIONS.items() if name.startswith(title))
    for words in said:
        assert words in body, words
    last = re.findall(r"JPN=jip2025\n(.*)", body)
    assert all("error[" not in line for line in last)


def test_the_table_of_commitments_is_that_of_today_and_tells_the_readings_apart() -> None:
    page = (PAGE.parent / "readings.md").read_text(encoding="utf-8")
    assert make_docs.readings() == page, "run `make docs`, and read the difference"
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if re.match(r"\| \d+ \|", line)]
    assert len(rows) == 17
    fighting = next(line for line in page.splitlines() if "| Fighting for another |" in line).split(" | ")
    assert [field.startswith("**conflict**") for field in fighting[2:]] == [True, True, True, True, False, True, True]
