"""Which paragraphs of two documents are the same: by label, then by their words; moved ones fall out of the order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from treatylang.documents.paragraphs import Paragraph, Section
from treatylang.documents.redline.words import cut, rising

ALIKE = 0.5
"""From which share of common words on two paragraphs, or two articles, are one."""

PARTS = 4
"""Into how many paragraphs one may be split."""

_CELLS = 60_000
"""Pairs of paragraphs that are weighed against each other within one article; larger ones are matched by equality."""

Bag = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Old paragraphs and what became of them: one to one, none to one, one to several, several to one."""

    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    section: str = ""


def bag(text: str) -> Counter[str]:
    """Return how often each word stands in a text."""
    return Counter(word for word in cut(text) if word.strip() and (word.isalnum() or len(word) > 1))


def likeness(left: Bag, right: Bag) -> float:
    """Return the share of words that two bags have in common, from 0 to 1."""
    total = sum(left.values()) + sum(right.values())
    return 2 * _common(left, right) / total if total else 1.0


def _common(left: Bag, right: Bag) -> int:
    if len(right) < len(left):
        left, right = right, left
    return sum(min(count, right.get(word, 0)) for word, count in left.items())


# -- sections ------------------------------------------------------------------------------------------------------


def matched(old: Sequence[Section], new: Sequence[Section]) -> list[Pair]:
    """Return the paragraphs of both documents in one order, each in exactly one pair."""
    partners = _partners(old, new)
    ordered = rising(sorted(((i, j) for i, j in partners.items()), key=lambda pair: pair[1]))
    pairs: list[Pair] = []
    a = b = 0
    for i, j in [*ordered, (len(old), len(new))]:
        pairs.extend(Pair((p,), (), section.label) for section in old[a:i] for p in section.paragraphs)
        pairs.extend(Pair((), (p,), section.label) for section in new[b:j] for p in section.paragraphs)
        if i < len(old):
            pairs.extend(_within(old[i].paragraphs, new[j].paragraphs, new[j].label))
        a, b = i + 1, j + 1
    return pairs


def _partners(old: Sequence[Section], new: Sequence[Section]) -> dict[int, int]:
    """Return which old section is which new one: by label, by equal words, then by likeness."""
    partners: dict[int, int] = {}
    taken: set[int] = set()

    def join(left: Mapping[Hashable, list[int]], right: Mapping[Hashable, list[int]]) -> None:
        for key, found in left.items():
            for i, j in zip(found, right.get(key, ()), strict=False):
                partners[i] = j
                taken.add(j)

    join(_by_label(old), _by_label(new))
    rest = _by_words(old, set(partners)), _by_words(new, taken)
    join(*rest)
    _join_alike(old, new, partners, taken)
    return partners


def _by_label(found: Sequence[Section]) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for index, section in enumerate(found):
        if section.lasting:
            places[(section.kind, section.label)].append(index)
    return places


def _by_words(found: Sequence[Section], taken: set[int]) -> dict[Hashable, list[int]]:
    """Return the sections that have no partner yet by kind and words, their computed heading left out."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for index, section in enumerate(found):
        if index not in taken:
            places[(section.kind, _words(section))].append(index)
    return places


def _words(section: Section) -> str:
    return "\n".join(p.text for p in section.paragraphs if p.style not in ("heading", "chapter"))


def _join_alike(old: Sequence[Section], new: Sequence[Section], partners: dict[int, int], taken: set[int]) -> None:
    """Join the most alike first; only sections that share a rare word are weighed, so that the work stays in bounds."""
    left = {i: bag(_words(s)) for i, s in enumerate(old) if i not in partners}
    right = {j: bag(_words(s)) for j, s in enumerate(new) if j not in taken}
    holders: dict[str, list[int]] = defaultdict(list)
    for j, words in right.items():
        for word in words:
            holders[word].append(j)
    weighed = []
    for i, words in left.items():
        rare = sorted((word for word in words if word in holders), key=lambda word: (len(holders[word]), word))[:8]
        for j in sorted({j for word in rare for j in holders[word][:20]}):
            share = likeness(words, right[j])
            if old[i].kind == new[j].kind and share >= ALIKE:
                weighed.append((-share, abs(i - j), i, j))
    for _, _, i, j in sorted(weighed):
        if i not in partners and j not in taken:
            partners[i] = j
            taken.add(j)


# -- paragraphs of one section -------------------------------------------------------------------------------------


def _within(old: Sequence[Paragraph], new: Sequence[Paragraph], section: str) -> Iterator[Pair]:
    """Yield the pairs of one section: what is alike at both ends, and between them the best alignment."""
    most = min(len(old), len(new))
    head = next((i for i in range(most) if old[i] != new[i]), most)
    tail = next((i for i in range(most - head) if old[-1 - i] != new[-1 - i]), most - head)
    yield from (Pair((a,), (b,), section) for a, b in zip(old[:head], new[:head], strict=True))
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(left) * len(right) > _CELLS:
        yield from _equal_only(left, right, section)
    else:
        yield from _Alignment(left, right, section).pairs()
    rest = zip(old[len(old) - tail :], new[len(new) - tail :], strict=True)
    yield from (Pair((a,), (b,), section) for a, b in rest)


def _equal_only(old: Sequence[Paragraph], new: Sequence[Paragraph], section: str) -> Iterator[Pair]:
    """Yield pairs of equal paragraphs, and of those between two such pairs where their numbers are the same."""
    counts = Counter(p.text for p in old), Counter(p.text for p in new)
    places = {p.text: i for i, p in enumerate(old) if counts[0][p.text] == 1}
    equal = [(places[p.text], j) for j, p in enumerate(new) if counts[1][p.text] == 1 and p.text in places]
    a = b = 0
    for i, j in [*rising(equal), (len(old), len(new))]:
        if i - a == j - b:
            yield from (Pair((x,), (y,), section) for x, y in zip(old[a:i], new[b:j], strict=True))
        else:
            yield from (Pair((x,), (), section) for x in old[a:i])
            yield from (Pair((), (y,), section) for y in new[b:j])
        if i < len(old):
            yield Pair((old[i],), (new[j],), section)
        a, b = i + 1, j + 1


class _Alignment:
    """The alignment of two rows of paragraphs in which most words stay in their paragraph."""

    def __init__(self, old: Sequence[Paragraph], new: Sequence[Paragraph], section: str) -> None:
        self.old, self.new, self.section = old, new, section
        self.left = [bag(paragraph.text) for paragraph in old]
        self.right = [bag(paragraph.text) for paragraph in new]

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs in order, deletions before insertions."""
        height, width = len(self.old), len(self.new)
        best = [[0.0] * (width + 1) for _ in range(height + 1)]
        way = [[(0, 0)] * (width + 1) for _ in range(height + 1)]
        for i in range(height, -1, -1):
            for j in range(width, -1, -1):
                if i < height or j < width:
                    gain, step = max(self._steps(i, j, best), key=lambda entry: entry[0])
                    best[i][j], way[i][j] = gain, step
        i = j = 0
        while i < height or j < width:
            down, right = way[i][j]
            yield Pair(tuple(self.old[i : i + down]), tuple(self.new[j : j + right]), self.section)
            i, j = i + down, j + right

    def _steps(self, i: int, j: int, best: list[list[float]]) -> Iterator[tuple[float, tuple[int, int]]]:
        """Yield what each way on from here is worth, the preferred ways first."""
        height, width = len(self.old), len(self.new)
        if i < height and j < width:
            worth = self._worth(i, j)
            if worth is not None:
                yield worth + best[i + 1][j + 1], (1, 1)
            for count in range(2, PARTS + 1):
                if j + count <= width and (split := _torn(self.left[i], self.right[j : j + count])) is not None:
                    yield split + best[i + 1][j + count], (1, count)
                if i + count <= height and (joined := _torn(self.right[j], self.left[i : i + count])) is not None:
                    yield joined + best[i + count][j + 1], (count, 1)
        if i < height:
            yield best[i + 1][j], (1, 0)
        if j < width:
            yield best[i][j + 1], (0, 1)

    def _worth(self, i: int, j: int) -> float | None:
        """Return what it is worth to take two paragraphs for one; ``None`` where they are not."""
        a, b = self.old[i], self.new[j]
        if a == b:
            return 2.0 * sum(self.left[i].values()) + 2
        same_part = a.style == b.style and a.style not in ("paragraph", "item", "continued", "recital")
        labelled = a.lasting and b.lasting and bool(a.label) and a.label == b.label
        share = likeness(self.left[i], self.right[j])
        if not (labelled or same_part or share >= ALIKE):
            return None
        return 2.0 * _common(self.left[i], self.right[j]) + (4.0 if labelled or same_part else 1.0)


def _torn(whole: Counter[str], parts: Sequence[Counter[str]]) -> float | None:
    """Return what it is worth to take several paragraphs for one that was torn apart; ``None`` where they are not."""
    together: Counter[str] = sum(parts, Counter())
    if any(sum(part.values()) < 2 or _common(part, whole) < 0.6 * sum(part.values()) for part in parts):
        return None
    if likeness(whole, together) < 0.7:
        return None
    return 2.0 * _common(whole, together)
