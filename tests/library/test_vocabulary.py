"""The shipped vocabulary: it parses, each word is explained and said in two languages, and the order is sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatylang.model.lexicon import Word, words_of
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.parser import parse

FOLDER = Path(__file__).parents[2] / "treatylang" / "library" / "vocabulary"
FILES = sorted(FOLDER.glob("*.treaty"))

MARKS = {
    "clause": frozenset({"required", "expected", "optional"}),
    "standing": frozenset({"party", "bound", "outsider", "pauses", "ends"}),
}
"""What ``is`` may name in these kinds besides words: a level, and what a standing does to membership."""

CLAUSES = (
    "adoption depositary participation signature full-powers ratification accession provisional-application "
    "reservations declarations entry-into-force territorial-application relation disputes amendment duration "
    "withdrawal suspension correction registration authentic annexes testimonium signature-block"
).split()


def declared(path: Path) -> list[Word]:
    """Return the words of a file."""
    document, mistakes = parse(Source(path.name, path.read_text(encoding="utf-8")))
    assert document is not None and not mistakes, [f"{m.span}: {m.message}" for m in mistakes]
    found: list[Word] = []
    for item in document.items:
        assert isinstance(item, ast.Vocabulary), f"{item.span}: a vocabulary file holds nothing else"
        words, findings = words_of(item)
        assert not findings, [f"{f.span}: {f.message}" for f in findings]
        found.extend(words)
    return found


WORDS = [word for path in FILES for word in declared(path)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_says_what_it_is_for(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ") and first.endswith(".")


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{word.kind} {word.name}")
def test_a_word_is_explained_and_said_in_two_languages(word: Word) -> None:
    assert word.definition.endswith("."), f"{word.name} has no definition that is a sentence"
    assert word.wordings.get("en"), f"{word.name} has no English wording"
    assert word.wordings.get("fr"), f"{word.name} has no French wording"
    assert "'" not in "".join(word.wordings.values()) + word.definition, f"{word.name}: write ’ for an apostrophe"


def test_no_word_is_declared_twice_in_a_kind() -> None:
    keys = [(word.kind, word.name) for word in WORDS]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize(
    "word", [w for w in WORDS if w.wider or w.excludes], ids=lambda word: f"{word.kind} {word.name}"
)
def test_wider_and_excluded_words_exist_in_the_kind(word: Word) -> None:
    known = {other.name for other in WORDS if other.kind == word.kind} | MARKS.get(word.kind, frozenset())
    assert set(word.wider) <= known
    assert set(word.excludes) <= known


def test_no_word_is_wider_than_itself() -> None:
    wider = {(w.kind, w.name): {(w.kind, above) for above in w.wider} for w in WORDS}
    for word in wider:
        seen: set[tuple[str, str]] = set()
        waiting = list(wider[word])
        while waiting:
            above = waiting.pop()
            if above not in seen:
                seen.add(above)
                waiting.extend(wider.get(above, ()))
        assert word not in seen, f"{word[1]} is wider than itself"


def test_floors_and_ceilings_are_acts_or_measures_of_law() -> None:
    acts = {word.name for word in WORDS if word.kind == "act"}
    measures = {"", "least", "none", "law", "policy", "constitution", "now", "later", "earlier"}
    times = {"term", "start", "end", "territory", "others"}
    votes = {
        "everybody",
        "no-objection",
        "more-than-half",
        "two-of-three",
        "three-of-four",
        "hundredth",
        "one-each",
        "counted",
    }
    bodies = {"seats", "weights", "decision", "quorum", "outvoted", "membership", "admission", "body"}
    allowed = acts | measures | times | votes | bodies | {"renewal", "interpretation"}
    for word in WORDS:
        assert word.floor in allowed, f"{word.name}: floor {word.floor}"
        assert word.ceiling in allowed, f"{word.name}: ceiling {word.ceiling}"


def test_all_final_clauses_are_there_each_with_one_level() -> None:
    clauses = {word.name: word for word in WORDS if word.kind == "clause"}
    assert len(CLAUSES) == 24
    assert set(CLAUSES) <= set(clauses)
    for word in clauses.values():
        assert len(MARKS["clause"].intersection(word.wider)) == 1, word.name


def test_ranks_stand_in_their_order() -> None:
    assert [word.name for word in WORDS if word.kind == "rank"] == ["constitution", "statute", "judgment", "policy"]


def test_consultation_is_no_assistance_and_force_is() -> None:
    wider = {word.name: word.wider for word in WORDS if word.kind == "act"}

    def above(name: str) -> set[str]:
        return {name}.union(*(above(other) for other in wider[name]))

    assert {"assist-militarily", "assist", "meet-danger"} <= above("use-force")
    assert above("consult") == {"consult"}
    assert "use-force" in above("use-nuclear")
