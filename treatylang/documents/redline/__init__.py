"""Two documents as one with what was struck out and what was put in, verified from both ends before it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from treatylang.documents.outline import Outline
from treatylang.documents.paragraphs import Paragraph, paragraphs, sections
from treatylang.documents.redline.matching import Pair, matched
from treatylang.documents.redline.words import BREAK, GONE, NEW, SAME, Edit, Token, compared, tokens

__all__ = ["Line", "Passage", "Redline", "Unfaithful", "redline"]


class Unfaithful(Exception):
    """A redline from which one of the two documents could not be got back; it must not be shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a redline.

    ``end`` tells whether the end of the paragraph itself stays, goes or is new; ``old`` and ``new`` are the paragraphs
    whose end it is, so that their style, number and language are known.
    """

    edits: tuple[Edit, ...]
    end: str
    old: Paragraph | None
    new: Paragraph | None


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs of the old document and what became of them.

    ``kind`` is same, changed, renumbered (nothing but computed numbers differs), inserted, deleted, split, merged,
    moved-away or moved-here; ``section`` the label of the article or other part.
    """

    kind: str
    section: str
    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Redline:
    """A whole comparison: the two documents, the passages in order, and each renumbering once, as it is told."""

    old: Outline
    new: Outline
    passages: tuple[Passage, ...]
    renumbered: tuple[tuple[str, str], ...]

    @property
    def lines(self) -> Iterator[Line]:
        """All paragraphs of the redline."""
        return (line for passage in self.passages for line in passage.lines)

    def count(self, *kinds: str) -> int:
        """Return how many passages are of these kinds."""
        return sum(passage.kind in kinds for passage in self.passages)


def redline(old: Outline, new: Outline) -> Redline:
    """Return what became of each paragraph of an old document in a new one.

    Raises ``Unfaithful`` if accepting all changes did not give the new document, or rejecting them the old one.
    """
    passages = [_passage(pair) for pair in matched(sections(old), sections(new))]
    found = Redline(old, new, tuple(_with_moves(passages)), tuple(_renumberings(passages)))
    verify(found.lines, old, new)
    return found


def verify(lines: Iterator[Line], old: Outline, new: Outline) -> None:
    """Raise ``Unfaithful`` unless both documents can be got back, paragraph by paragraph, number and slant included."""
    kept = list(lines)
    for taken, document, which in ((NEW, new, "new"), (GONE, old, "old")):
        if _got_back(kept, taken) != [_marked(tokens(paragraph)) for paragraph in paragraphs(document)]:
            raise Unfaithful(f"the {which} document cannot be got back from the comparison")


def _got_back(lines: Sequence[Line], taken: str) -> list[str]:
    """Return the paragraphs that are left when what is ``taken`` stays and its opposite goes."""
    result: list[str] = []
    waiting: list[Token] = []
    for line in lines:
        waiting.extend(token for kind, token in line.edits if kind in (SAME, taken))
        if line.end in (SAME, taken):
            result.append(_marked(waiting))
            waiting = []
    return [*result, _marked(waiting)] if waiting else result


def _marked(found: Sequence[Token]) -> str:
    return "".join(f"\x04{token.text}\x04" if token.slanted else token.text for token in found).replace("\x04\x04", "")


# -- from a pair to a passage --------------------------------------------------------------------------------------


def _passage(pair: Pair) -> Passage:
    """Return the passage of a pair; where one paragraph was torn apart or several were joined, their ends are edits."""
    edits = _edits(pair)
    kind = _kind(pair, edits)
    return Passage(kind, pair.section, pair.old, pair.new, tuple(_lines(edits, pair)))


def _edits(pair: Pair) -> list[Edit]:
    old, new = _chained(pair.old), _chained(pair.new)
    if not pair.old or not pair.new:
        return [(NEW if pair.new else GONE, token) for token in (new or old)]
    inner = compared(old[:-1], new[:-1])
    return [*inner, (SAME, BREAK)]


def _chained(found: Sequence[Paragraph]) -> list[Token]:
    return [token for paragraph in found for token in (*tokens(paragraph), BREAK)]


def _kind(pair: Pair, edits: Sequence[Edit]) -> str:
    if not pair.old or not pair.new:
        return "inserted" if pair.new else "deleted"
    if len(pair.new) > 1:
        return "split"
    if len(pair.old) > 1:
        return "merged"
    if all(kind == SAME for kind, _ in edits):
        return SAME
    return "renumbered" if _only_numbers(pair.old[0], pair.new[0]) else "changed"


def _only_numbers(old: Paragraph, new: Paragraph) -> bool:
    """Whether two paragraphs differ in nothing but their number, their heading and the numbers that they refer to."""
    if old.style != new.style:
        return False
    if old.style in ("heading", "chapter"):
        return _numberless(old.text) == _numberless(new.text) != old.text
    a, b = ([run for run in p.runs if run.text] for p in (old, new))
    if len(a) != len(b):
        return False
    return all(
        x.text == y.text or (bool(x.target) and x.target == y.target and _numberless(x.text) == _numberless(y.text))
        for x, y in zip(a, b, strict=True)
    )


def _numberless(text: str) -> str:
    return re.sub(r"\d+|\b[IVXLC]+\b|\b(?:bis|ter|quater|quinquies)\b", "#", text)


def _lines(edits: Sequence[Edit], pair: Pair) -> Iterator[Line]:
    """Yield the paragraphs of a passage; each end is that of the next old, new or both paragraphs."""
    old, new = iter(pair.old), iter(pair.new)
    line: list[Edit] = []
    for kind, token in edits:
        if token is not BREAK:
            line.append((kind, token))
            continue
        before = next(old) if kind in (SAME, GONE) else None
        after = next(new) if kind in (SAME, NEW) else None
        yield Line(tuple(line), kind, before, after)
        line = []


# -- what is told once ---------------------------------------------------------------------------------------------


def _with_moves(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the passages; one that was taken out here and put in there, word for word, is a move."""
    gone = {_moving(p) for p in passages if p.kind == "deleted"}
    come = {_moving(p) for p in passages if p.kind == "inserted"}
    moved = {key for key in gone & come if len(key[1]) > 12}
    names = {"deleted": "moved-away", "inserted": "moved-here"}
    for passage in passages:
        if passage.kind in names and _moving(passage) in moved:
            yield replace(passage, kind=names[passage.kind])
        else:
            yield passage


def _moving(passage: Passage) -> tuple[str, str]:
    """Return by what a paragraph is known again elsewhere: its words, not its number."""
    paragraph = (*passage.old, *passage.new)[0]
    return paragraph.style, "".join(run.text for run in paragraph.runs)


def _renumberings(passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    """Yield the headings whose number changed, neighbours that changed alike as one: Article 5 to Article 9."""
    changed = [p for p in passages if p.old and p.new and p.old[0].style in ("heading", "chapter")]
    for renumbered, members in groupby(changed, lambda p: p.kind == "renumbered" and _shift(p)):
        run = list(members)
        if renumbered is False:
            continue
        first, last = run[0], run[-1]
        if len(run) == 1:
            yield first.old[0].text, first.new[0].text
        else:
            yield f"{first.old[0].text} to {last.old[0].text}", f"{first.new[0].text} to {last.new[0].text}"


def _shift(passage: Passage) -> tuple[str, int]:
    """Return by how much the number of a heading changed, and of what kind it is."""
    numbers = [re.search(r"\d+", side[0].text) for side in (passage.old, passage.new)]
    shift = int(numbers[1][0]) - int(numbers[0][0]) if numbers[0] and numbers[1] else 0
    return _numberless(passage.new[0].text), shift
