"""Numbers of a treaty in force stay: what protocols put in, take out or replace moves no other article (ruling 44)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases
from tests.model.test_protocols import instruments, read
from treatylang.model.amend import amended
from treatylang.model.consolidate import Consolidated, consolidated
from treatylang.model.numbering import number
from treatylang.syntax import ast

HEAD = 'treaty Pact "Pact" { status in-force from 2020-01-01; party Japan, Australia;'
BASE = f"""{HEAD}
  article 1 "Help" as help {{ 1 {{ the parties shall assist; }} 2 {{ the parties shall report; }} }}
  chapter "Talks" as talks {{
    article 2 "Talk" as talk {{ the parties shall consult each other; }}
  }}
  article 3 "End" as end {{ en "Article 2 applies to this Article."; }}
}}"""
CLAUSES = (
    BASE.replace('article 3 "End"', 'article 3 "Rest"')[:-1] + "final-clauses { withdrawal on notice of 1 year; } }"
)
DRAFT = BASE.replace("status in-force from 2020-01-01", "status draft")


def carry_out(*protocols: str, base: str = BASE) -> Consolidated:
    """Return the text after protocols; it says what the model makes of the treaty."""
    parts = [
        f'protocol P{i} "P" amends Pact {{ in-force from 202{i}-01-01; {instructions} }}'
        for i, instructions in enumerate(protocols, 1)
    ]
    nodes = instruments("\n".join(parts))
    found = consolidated(read(base), "Pact", nodes)
    assert instruments(found.text)[0] == amended(instruments(base)[0], nodes)
    return found


def numbers(text: str) -> dict[str, str]:
    """Return the computed number of each article by its title."""
    node = instruments(text)[0]
    found = number(node, as_written=False)
    return {a.title.text: found.number_of(a) for a in ast.walk(node) if isinstance(a, ast.Article) and a.title}


NEW = 'article "New" as new { en "New."; }'
MORE = 'article "More" as more { en "More."; }'
PLACES = [
    ("after the first", [f"insert after @help {NEW}"], {"New": "1 bis"}),
    ("before the second", [f"insert before @talk {NEW}"], {"New": "1 bis"}),
    ("before a chapter", [f"insert before @talks {NEW}"], {"New": "1 bis"}),
    ("after a chapter", [f"insert after @talks {NEW}"], {"New": "2 bis"}),
    ("twice", [f"insert after @help {NEW}", f"insert after @help {MORE}"], {"New": "1 bis", "More": "1 ter"}),
    ("after it", [f"insert after @help {NEW}", f"insert after @new {MORE}"], {"New": "1 bis", "More": "1 ter"}),
    ("at the end", [f"insert after @end {NEW}"], {"New": "4"}),
    ("at the end, twice", [f"insert after @end {NEW}", f"insert after @new {MORE}"], {"New": "4", "More": "5"}),
    ("a number that is written", ['insert after @help article "1 ter" "New" as new { en "New."; }'], {"New": "1 ter"}),
    ("letters", ['insert after @help article "1A" "New" as new { en "New."; }', f"insert after @talk {MORE}"],
     {"New": "1A", "More": "2A"}),
    ("replaced", [f"insert after @help {NEW}", "replace @new " + NEW.replace("New.", "Newer.")], {"New": "1 bis"}),
]  # fmt: skip


@pytest.mark.parametrize(("protocols", "wanted"), [c[1:] for c in PLACES], ids=[c[0] for c in PLACES])
def test_what_is_put_in(protocols: list[str], wanted: dict[str, str]) -> None:
    found = carry_out(*protocols)
    assert not found.findings and not found.moved
    assert numbers(found.text) == {"Help": "1", "Talk": "2", "End": "3"} | wanted


def test_the_end_is_no_end_where_final_clauses_follow() -> None:
    found = carry_out(f"insert after @end {NEW}", base=CLAUSES)
    assert numbers(found.text)["New"] == "3 bis"


@pytest.mark.parametrize(
    ("instruction", "reason"),
    [
        (f"insert before @help {NEW}", "write its number"),
        ('insert after @help article 2 "New" as new { en "New."; }', "has an article 2 already"),
        ('insert after @help article 7 "New" as new { en "New."; }', "would move"),
        ("insert after @help.1 2 { the parties shall consult; }", "has a paragraph 2 already"),
    ],
)
def test_what_cannot_be_numbered_is_left_out(instruction: str, reason: str) -> None:
    found = carry_out(instruction)
    assert reason in found.findings[0].message
    assert numbers(found.text) == {"Help": "1", "Talk": "2", "End": "3"}


def test_what_is_taken_out_leaves_its_number() -> None:
    found = carry_out("delete @talk; delete @help.1;")
    assert not found.findings
    assert numbers(found.text) == {"Help": "1", "(deleted)": "2", "End": "3"}
    assert "2 { the parties shall report; }" in found.text and "1 { }" in found.text


def test_in_a_draft_numbers_move_and_that_is_told() -> None:
    text = DRAFT.replace("article 1 ", "article ").replace("article 2 ", "article ").replace("article 3 ", "article ")
    found = carry_out(f"insert after @help {NEW}", base=text)
    assert found.moved == (("2", "3", "talk"), ("3", "4", "end"))
    assert [f.rule for f in found.findings] == ["reference-moved"]
    assert "article 2" in found.findings[0].message and "`talk` is article 3" in found.findings[0].message
    by_label = text.replace("Article 2 applies", "{@talk} applies")
    assert not carry_out(f"insert after @help {NEW}", base=by_label).findings


@cases(40)
@given(st.lists(st.tuples(st.sampled_from(["insert", "delete"]), st.sampled_from(["help", "talk", "end"])), max_size=6))
def test_no_protocol_moves_an_article_in_force(steps: list[tuple[str, str]]) -> None:
    protocols = [
        f'insert after @{where} article "T{i}" as t{i} {{ en "T{i}."; }}' if what == "insert" else f"delete @{where};"
        for i, (what, where) in enumerate(steps)
    ]
    found = carry_out(*protocols[:9])
    assert not found.moved
    last = numbers(found.text)
    assert len(set(last.values())) == len(last) or list(last).count("(deleted)")
    kept = {name: figure for name, figure in last.items() if name in ("Help", "Talk", "End")}
    assert kept.items() <= {"Help": "1", "Talk": "2", "End": "3"}.items()
