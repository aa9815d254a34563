"""Which words of a paragraph went, came and stayed: token by token, in bounded time."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from treatylang.documents.outline import Run
from treatylang.documents.paragraphs import Paragraph

SAME, GONE, NEW = "same", "gone", "new"

STEPS = 400
"""Changes between two fixed points that are searched for word by word; beyond, all between them is replaced."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, some space, or the end of a paragraph (``text`` is then a line feed).

    Where a link leads is not part of what it says.
    """

    text: str
    slanted: bool = False
    target: str = ""

    @property
    def key(self) -> Hashable:
        """What makes two tokens equal."""
        return (self.text, self.slanted)


BREAK = Token("\n")

Edit = tuple[str, Token]
"""``same``, ``gone`` or ``new``, and the token; one that stays is that of the new text."""


def tokens(paragraph: Paragraph) -> list[Token]:
    """Return the tokens of a paragraph, its number first."""
    runs = (Run(f"{paragraph.number}\t"), *paragraph.runs) if paragraph.number else paragraph.runs
    return [Token(text, run.slanted, run.target) for run in runs for text in cut(run.text)]


def cut(text: str) -> Iterator[str]:
    """Yield words, runs of space and single signs; each ideograph or kana is a word of its own."""
    for _, members in groupby(enumerate(text), lambda entry: _class(*entry)):
        yield "".join(character for _, character in members)


def _class(place: int, character: str) -> tuple[str, int]:
    """Return what kind of character this is; those of words that belong together share the second value."""
    if character.isspace() and character != "\t":
        return ("space", 0)
    if character in "'’-_":
        return ("word", 0)
    wide = unicodedata.east_asian_width(character) in "WF"
    if (character.isalnum() or unicodedata.category(character)[0] == "M") and not wide:
        return ("word", 0)
    return ("sign", place + 1)


def compared(old: Sequence[Token], new: Sequence[Token]) -> list[Edit]:
    """Return how the old tokens become the new ones; where hardly anything stays, all is replaced."""
    edits = _tidied(_joined(old, new))
    kept = sum(len(token.text.strip()) for kind, token in edits if kind == SAME)
    longer = max(sum(len(token.text.strip()) for token in side) for side in (old, new))
    if kept * 10 < longer * 3 and BREAK not in old and BREAK not in new:
        return _replaced(old, new)
    return edits


def _replaced(old: Sequence[Token], new: Sequence[Token]) -> list[Edit]:
    """Return all old tokens as gone and all new ones as new, but for a number that both begin with."""
    head, _ = _ends(old, new)
    number = next((i + 1 for i, token in enumerate(new[:head]) if token.text == "\t"), 0)
    return [
        *((SAME, token) for token in new[:number]),
        *((GONE, token) for token in old[number:]),
        *((NEW, token) for token in new[number:]),
    ]


def _ends(old: Sequence[Token], new: Sequence[Token]) -> tuple[int, int]:
    """Return how many tokens are alike at the beginning and, of the rest, at the end."""
    most = min(len(old), len(new))
    head = next((i for i in range(most) if old[i].key != new[i].key), most)
    rest = most - head
    tail = next((i for i in range(rest) if old[-1 - i].key != new[-1 - i].key), rest)
    return head, tail


def _joined(old: Sequence[Token], new: Sequence[Token]) -> list[Edit]:
    head, tail = _ends(old, new)
    edits: list[Edit] = [(SAME, token) for token in new[:head]]
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    points = [(-1, -1), *_fixed(a, b), (len(a), len(b))]
    for (left, right), (next_left, next_right) in pairwise(points):
        if left >= 0:
            edits.append((SAME, b[right]))
        edits.extend(_shortest(a[left + 1 : next_left], b[right + 1 : next_right]))
    edits.extend((SAME, token) for token in new[len(new) - tail :])
    return edits


def _fixed(old: Sequence[Token], new: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the places of the tokens that each side has once, in the longest order that both share."""
    counts = Counter(token.key for token in old), Counter(token.key for token in new)
    places = {token.key: i for i, token in enumerate(old) if counts[0][token.key] == 1}
    pairs = [(places[token.key], j) for j, token in enumerate(new) if counts[1][token.key] == 1 and token.key in places]
    return rising(pairs)


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of pairs, sorted by their second value, in which the first values rise too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (left, _) in enumerate(pairs):
        place = bisect_left(ends, left)
        before.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(left)
            last.append(index)
        else:
            ends[place] = left
            last[place] = index
    chain = []
    index = last[-1] if last else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _shortest(old: Sequence[Token], new: Sequence[Token]) -> list[Edit]:
    """Return the shortest way from one to the other (Myers 1986); beyond ``STEPS`` changes, a replacement."""
    if not old or not new:
        return [*((GONE, token) for token in old), *((NEW, token) for token in new)]
    trail = _reach([token.key for token in old], [token.key for token in new])
    if trail is None:
        return [*((GONE, token) for token in old), *((NEW, token) for token in new)]
    edits: list[Edit] = []
    x, y = len(old), len(new)
    for step in range(len(trail) - 1, 0, -1):
        reached = trail[step - 1]
        k = x - y
        down = k == -step or (k != step and reached.get(k - 1, -1) < reached.get(k + 1, -1))
        start = reached[k + 1] if down else reached[k - 1] + 1
        while x > start:
            x, y = x - 1, y - 1
            edits.append((SAME, new[y]))
        if down:
            y -= 1
            edits.append((NEW, new[y]))
        else:
            x -= 1
            edits.append((GONE, old[x]))
    while x > 0:
        x -= 1
        edits.append((SAME, new[x]))
    return edits[::-1]


def _reach(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[dict[int, int]] | None:
    """Return, for each number of changes, how far into the old text each diagonal leads; ``None`` beyond ``STEPS``."""
    trail: list[dict[int, int]] = []
    reached: dict[int, int] = {1: 0}
    for step in range(min(len(old) + len(new), STEPS) + 1):
        here: dict[int, int] = {}
        for k in range(-step, step + 1, 2):
            down = k == -step or (k != step and reached.get(k - 1, -1) < reached.get(k + 1, -1))
            x = reached[k + 1] if down else reached[k - 1] + 1
            y = x - k
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            here[k] = x
            if x >= len(old) and y >= len(new):
                return [*trail, here]
        trail.append(here)
        reached = here
    return None


def _tidied(edits: Sequence[Edit]) -> list[Edit]:
    """Return edits in which little that stays between two larger changes changes too, and what goes comes first.

    "the" and "of" that two unlike phrases happen to share would chop a change into pieces nobody can read.
    """
    stretches = [
        (same, list(members)) for same, members in groupby(edits, lambda edit: edit[0] == SAME and edit[1] is not BREAK)
    ]
    result: list[Edit] = []
    pending: list[Edit] = []
    for index, (same, members) in enumerate(stretches):
        before = stretches[index - 1][1] if index else []
        after = stretches[index + 1][1] if index + 1 < len(stretches) else []
        if same and before and after and _slight(members, before, after):
            pending.extend((kind, token) for _, token in members for kind in (GONE, NEW))
        elif same:
            result.extend(_sorted(pending))
            pending = []
            result.extend(members)
        else:
            pending.extend(members)
    return [*result, *_sorted(pending)]


def _slight(members: Sequence[Edit], before: Sequence[Edit], after: Sequence[Edit]) -> bool:
    size = _size(members)
    if any(token.text in ("\n", "\t") for _, token in (*members, *before, *after)):
        return False
    return size <= 3 and size * 2 < min(_size(before), _size(after)) + 1


def _size(edits: Sequence[Edit]) -> int:
    """Return the letters in edits."""
    return sum(len(token.text.strip()) for _, token in edits)


def _sorted(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Yield what goes before what comes, but neither across the end of a paragraph nor across a tab."""
    for fence, members in groupby(edits, lambda edit: edit[1] is BREAK):
        found = list(members)
        yield from found if fence else sorted(found, key=lambda edit: edit[0] != GONE)
