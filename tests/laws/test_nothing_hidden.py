"""The fifth law: whatever differs between two drafts is told wherever they are compared; what is equal is told nowhere.

Every field of every kind of node of the syntax tree is changed, by itself, in drafts of `tests/compare/kinds`; given
more time, in the examples and the library too. Of each change `treaty diff` has to tell (both ways), `treaty redline`
(in print or in a line below), `git diff` (driver and textconv); and a merge has to keep it.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests import chance
from tests.chance import Budget
from tests.compare.mutations import (
    DERIVED,
    LAYOUT,
    Field,
    Mutation,
    Pool,
    aimed,
    equals,
    equivalents,
    every_field,
    pool,
    read,
    said,
)
from tests.worlds import ROOT, shipped
from treatylang.cli.git_diff_driver import lines as changed_lines
from treatylang.compare.changes import EDITORIAL, Change
from treatylang.documents import outline
from treatylang.documents.redline import redline
from treatylang.documents.redline.unprinted import unprinted
from treatylang.model.clauses import clauses_of, expanded
from treatylang.model.merge import merged
from treatylang.model.question import Question
from treatylang.model.resolve import resolve
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.formatter import format_document
from treatylang.syntax.parser import parse
from treatylang.workspace.comparing import Text, differences
from treatylang.workspace.passes import Opened, Selection

KINDS = sorted((Path(__file__).parents[1] / "compare" / "kinds").glob("*.treaty"))
LONG = sorted(
    path
    for folder in ("examples", "treatylang/library/laws", "treatylang/library/treaties", "tests/compare/drafts")
    for path in (ROOT / folder).rglob("*.treaty")
    if path.stat().st_size < 12_000 and path.name != "mistakes.treaty"
)
"""Drafts and law as they are written, which are tried where there is time: a comparison of two takes a second."""

EXCEPTED: dict[Field, str] = {
    **DERIVED,
    **dict.fromkeys(LAYOUT, "says how a text is laid out"),
    ("InstrumentNode", "kind"): "no treaty becomes a law by the change of one field",
    ("Amendment", "action"): "goes with the side, or with the part that is put in",
    ("Comment", "text"): "a remark; those that accept findings are tried by themselves",
}
"""Fields that are not changed by themselves, and why."""

QUESTION = Question()
TODAY = date(2026, 11, 22)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def there() -> Pool:
    """Return what the drafts of all kinds put where one of them is changed."""
    return pool(tuple(map(text_of, KINDS)))


@cache
def holders() -> dict[Field, tuple[str, ...]]:
    """Return the drafts of `tests/compare/kinds` in which a field says something."""
    found: dict[Field, list[str]] = {}
    for text in map(text_of, KINDS):
        document = read(text)
        assert document is not None
        seen: dict[Field, None] = {}
        for node in ast.walk(document):
            kind = type(node).__name__
            seen |= {(kind, f): None for k, f in every_field() if k == kind and getattr(node, f) not in (None, (), "")}
        for field in seen:
            found.setdefault(field, []).append(text)
    return {field: tuple(texts) for field, texts in found.items()}


def opened(text: str) -> Opened:
    """Return a file as the command reads it, beside the vocabulary alone."""
    source = Source("draft.treaty", text)
    document, mistakes = parse(source)
    if document is None:
        return Opened(source, None, None, mistakes)
    whole = expanded(document, clauses_of(document).get, lambda: ())
    world, findings = resolve((whole.document,), shipped("vocabulary"))
    return Opened(source, document, world, (*whole.findings, *findings), filled=whole.document)


@cache
def base(text: str) -> Opened:
    return opened(text)


def changes(old: Opened, new: Opened) -> list[Change]:
    """Return what `treaty diff` tells."""
    one, other = (Text(side, Selection()) for side in (old, new))
    found = differences([one], [other], QUESTION, TODAY, checked=False)
    return [change for difference in found for change in difference.changes]


def redlined(old: Opened, new: Opened) -> bool:
    """Return whether a redline shows a difference in some language, or lists what is not printed."""
    pairs = {i.name: i for i in old.instruments if i.kind == "treaty"}, {i.name: i for i in new.instruments}
    assert old.document is not None and new.document is not None and old.world is not None and new.world is not None
    for name in pairs[0]:
        if name not in pairs[1]:
            return True
        mine, theirs = pairs[0][name], pairs[1][name]
        shown = []
        for language in dict.fromkeys((*theirs.languages, *mine.languages, "en")):
            texts = [
                outline(world, draft, QUESTION, language=language)[0]
                for world, draft in ((old.world, mine), (new.world, theirs))
            ]
            shown.append(redline(*texts))
        if any(passage.kind != "same" for one in shown for passage in one.passages):
            return True
        if any(True for _ in unprinted((old.document, new.document), (mine, theirs), shown)):
            return True
    return False


def kept(old: ast.Document, new: ast.Document) -> bool:
    """Return whether a change of one side alone is what a merge comes to, whichever side it is."""
    both = (merged(old, new, old), merged(old, old, new))
    return all(read(one.text) == new and not one.conflicts for one in both)


def sound(side: Opened) -> bool:
    """Return whether a changed text can still be compared: it has its instruments, each of a name of its own."""
    if side.document is None or side.world is None:
        return False
    names = [item.name.text for item in side.document.items if isinstance(item, ast.InstrumentNode)]
    return len(names) == len(set(names)) and bool(side.instruments)


def hidden_from(text: str, one: Mutation) -> list[str]:
    """Return by what a change is hidden; nothing is hidden where both texts are equal."""
    before, after = base(text), opened(one.text)
    if not sound(after) or not sound(before):
        return []
    assert before.document is not None and after.document is not None
    found = []
    if not kept(before.document, after.document):
        found.append("a merge loses it")
    if said(before.document) == said(after.document):
        return [*found, *(["`diff` tells what is equal"] if changes(before, after) else [])]
    if not changes(before, after) or not changes(after, before):
        found.append("`diff` hides it")
    if format_document(before.document) == format_document(after.document):
        found.append("textconv hides it")
    if not changed_lines(before.source, after.source, around=0):
        found.append("`git diff` hides it")
    if any(i.kind == "treaty" for i in before.instruments) and not redlined(before, after):
        found.append("`redline` hides it")
    return found


def test_every_field_of_the_tree_stands_in_some_draft() -> None:
    """No field is left out of the law: each says something in a draft of `kinds`, or stands on the list."""
    assert sorted(every_field() - holders().keys() - EXCEPTED.keys()) == []
    assert sorted(EXCEPTED.keys() - every_field()) == [], "there is no such field any more"


@pytest.mark.law
@pytest.mark.parametrize("share", range(3))
def test_whatever_differs_is_told(share: int, budget: Budget) -> None:
    """A change of any field of any kind of node is told, both ways, and lost in no merge."""
    fields = sorted(every_field() - EXCEPTED.keys())[share::3]
    seen: Counter[Field] = Counter()
    for draw in budget.cases(least=6):
        # With more time, drafts as they are written are changed too.
        if chance.TIMES >= 1 and draw.random() < 0.3:
            text = text_of(draw.choice(LONG))
            kinds = {type(node).__name__ for node in ast.walk(read(text))}
            field = draw.choice([one for one in fields if one[0] in kinds] or fields)
        else:
            field = draw.choice(fields)
            text = draw.choice(holders()[field])
        one = aimed(text, field, draw, there())
        if one is not None:
            seen[field] += 1
            assert not hidden_from(text, one), f"{one.kind}.{one.field} {one.said}: {hidden_from(text, one)}\n{text}"
    assert seen, "nothing was tried"


@pytest.mark.law
@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_what_is_equal_is_told_by_none(path: Path, budget: Budget) -> None:
    """Another layout, or another order of a list, is not a difference; other words for the same are editorial."""
    text = text_of(path)
    one = base(text)
    assert one.document is not None
    for layout in (format_document(one.document), text.replace("\n  ", "\n      "), text.replace("; ", ";\n\n")):
        other = opened(layout)
        assert not changes(one, other)
        assert not any(i.kind == "treaty" for i in one.instruments) or not redlined(one, other)
    for draw in budget.cases(least=1, enough=1):
        for _, turned in zip(range(6), equals(text, draw), strict=False):
            assert not changes(one, opened(turned.text)), turned.said
        for _, other_words in zip(range(6), equivalents(text, draw), strict=False):
            told = changes(one, opened(other_words.text))
            assert told and all(c.level == EDITORIAL for c in told), (other_words.said, [c.message for c in told])


def test_comments_that_accept_findings_are_told() -> None:
    """A finding that is accepted, or no longer, is told of a text whose sentences all stayed."""
    text = text_of(KINDS[-1])
    accepted = text.replace("{\n", '{\n  # treaty: ignore[law-conflict] until 2027-03-31 because "debated"\n', 1)
    assert accepted != text
    for pair in ((text, accepted), (accepted, text)):
        assert changes(*map(opened, pair))
