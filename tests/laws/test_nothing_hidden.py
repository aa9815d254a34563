"""The fifth law: whatever differs between two drafts is told, by `diff` and `redline`; what is equal is told by none.

Each draft of `tests/compare/kinds` is changed in one place after the other: a word less or another one, a part less,
twice or elsewhere. What the parser reads as the same is equal; everything else is a change.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests import chance
from tests.chance import Budget
from tests.compare.mutations import Mutation, mutations, read
from tests.compare.pairs import side
from tests.worlds import ROOT
from treatylang.compare import Side, compared
from treatylang.documents import outline
from treatylang.documents.redline import redline
from treatylang.documents.redline.unprinted import unprinted
from treatylang.findings import Severity
from treatylang.model.merge import merged
from treatylang.model.question import Question
from treatylang.syntax.formatter import format_document

KINDS = sorted((Path(__file__).parents[1] / "compare" / "kinds").glob("*.treaty"))
LONG = sorted((ROOT / "examples").glob("*.treaty"))
"""Whole drafts, which are tried where there is time: a comparison of two takes a second."""

QUESTION = Question()


@cache
def base(path: Path) -> Side:
    return side(path.read_text(encoding="utf-8"))


def told(old: Side, new: Side) -> bool:
    return bool(compared(old, new, QUESTION).changes)


def redlined(old: Side, new: Side) -> bool:
    """Return whether a redline shows a difference in some language, or lists what is not printed."""
    if any(True for _ in unprinted(old.draft.node, new.draft.node)):
        return True
    for language in dict.fromkeys((*new.draft.languages, *old.draft.languages, "en")):
        texts = [outline(one.world, one.draft, QUESTION, language=language)[0] for one in (old, new)]
        if any(passage.kind != "same" for passage in redline(*texts).passages):
            return True
    return any(True for _ in unprinted(old.draft.node, new.draft.node, everything=True))


def merged_alone(old: str, new: str) -> bool:
    """Return whether a change of one side alone is what a merge comes to, and what git is shown of it differs."""
    before, after = read(old), read(new)
    assert before is not None and after is not None
    both = (merged(before, after, before), merged(before, before, after))
    return all(read(one.text) == after and not one.conflicts for one in both)


def tried(path: Path, one: Mutation) -> tuple[Side, Side] | None:
    """Return both drafts; nothing where the changed one has no single instrument to compare."""
    if one.kind == "Document":
        return None  # a second treaty in one file is refused where files are compared
    other = side(one.text)
    return (base(path), other) if len(other.world.drafts) == 1 else None


@pytest.mark.law
@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_whatever_differs_is_told(path: Path, budget: Budget) -> None:
    """A change of any field of any kind of part is told, both ways, by `diff` and by `redline`."""
    seen: dict[tuple[str, str], int] = {}
    for draw in budget.cases(least=1, enough=1):
        for number, one in enumerate(mutations(path.read_text(encoding="utf-8"), draw)):
            if number >= 12 * max(1.0, chance.TIMES) and len(seen) > 1:
                break
            pair = tried(path, one)
            if pair is None or seen.get((one.kind, one.field), 0) > 4 * max(1.0, chance.TIMES):
                continue
            seen[one.kind, one.field] = seen.get((one.kind, one.field), 0) + 1
            shown = f"{path.name}: {one.kind}.{one.field}: {one.said}"
            assert merged_alone(path.read_text(encoding="utf-8"), one.text), f"a merge loses {shown}"
            assert told(*pair) and told(*pair[::-1]), f"`diff` hides {shown}"
            sound = all(f.severity is not Severity.ERROR for f in pair[1].findings)
            if sound and pair[0].draft.kind == "treaty":
                assert redlined(*pair), f"`redline` hides {shown}"
    assert len(seen) > 1, "hardly anything was tried"


@pytest.mark.law
@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_what_is_equal_is_told_by_none(path: Path) -> None:
    """Another layout of a draft is not a difference."""
    text = path.read_text(encoding="utf-8")
    one = base(path)
    assert one.draft.node.span.source.text == text
    document = read(text)
    assert document is not None
    for layout in (format_document(document), text.replace("\n  ", "\n      "), text.replace("; ", ";\n\n")):
        other = side(layout)
        assert not told(one, other) and not (one.draft.kind == "treaty" and redlined(one, other))
