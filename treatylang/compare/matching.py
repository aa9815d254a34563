"""Which piece of one draft became which of the other: by label, by what it says, then by likeness.

Nothing is compared with everything: pieces that say the same meet by their text, and only what is left over is
compared by the rare words that it shares. So the work grows with the length of the drafts, not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from treatylang.compare.canonical import NAME, Names, alike, words
from treatylang.compare.outline import Outline, Piece, leaves, paragraphs
from treatylang.compare.unlike import unlike
from treatylang.model.instrument import Instrument, Norm

ALIKE = 0.5
"""How alike two pieces must be to be taken for the same one, if neither label nor place says so."""

_CANDIDATES = 12

Pair = tuple[Piece | None, Piece | None]


@dataclass
class Matched:
    """The pieces of both drafts in pairs; one side is missing for what was added or removed."""

    articles: list[Pair] = field(default_factory=list)
    chapters: list[Pair] = field(default_factory=list)
    paragraphs: list[Pair] = field(default_factory=list)
    leaves: list[Pair] = field(default_factory=list)
    lines: list[Pair] = field(default_factory=list)
    same: list[tuple[Piece, Piece]] = field(default_factory=list)
    """Articles that are word for word the same; nothing in them is compared further."""

    def renamed(self) -> dict[str, str]:
        """Return what the labels of the revision were called in the base, where that differs."""
        found: dict[str, str] = {}
        brackets = (pair for pair in self.leaves if pair[0] is not None and pair[0].sort == "bracket")
        for old, new in (*self.articles, *self.chapters, *self.paragraphs, *self.lines, *brackets):
            if old is None or new is None:
                continue
            for one, other in ((old.label, new.label), (old.path, new.path)):
                if one and other and one != other:
                    found.setdefault(other, one)
            if new.label and not old.label and old.path:
                found.setdefault(new.label, old.path)
        return found


def matched(old: Outline, new: Outline) -> Matched:
    """Pair the pieces of two drafts."""
    result = Matched()
    mine, theirs = Names(old.draft), Names(new.draft)
    loose = (_loosely(old), _loosely(new))
    result.chapters = _paired(old.chapters, new.chapters, (_label, _title), loose)
    sorts = sorted({piece.sort for piece in (*old.articles, *new.articles)})
    likeness = _Likeness((old.draft, new.draft))
    for group in (("article", "council"), *((s,) for s in sorts if s not in ("article", "council"))):
        before = [p for p in old.articles if p.sort in group]
        after = [p for p in new.articles if p.sort in group]
        emptied = _emptied(before, after)
        before, after = _without(before, after, emptied)
        result.articles += emptied
        result.articles += _paired(before, after, (_label, _key, _text, _title), loose, likeness=likeness)
    same_names = mine.states == theirs.states
    changed: list[tuple[Piece, Piece]] = []
    for one, other in result.articles:
        if one is None or other is None:
            continue
        # The words of an article that a protocol amends are no longer all that it says.
        if same_names and one.text == other.text and one.choices == other.choices and one.node == other.node:
            result.same.append((one, other))
        else:
            changed.append((one, other))
    _inside(result, changed, loose, likeness)
    result.lines = _lines(old.lines, new.lines, loose)
    return result


def _inside(
    result: Matched,
    changed: list[tuple[Piece, Piece]],
    loose: tuple[Callable[[str], str], Callable[[str], str]],
    likeness: _Likeness,
) -> None:
    """Pair paragraphs and sentences of the articles that changed, first within their article, then across."""
    rest_old: list[Piece] = []
    rest_new: list[Piece] = []
    homes: dict[str, str] = {}
    for one, other in changed:
        inner = _paired(
            list(paragraphs(one.inside)), list(paragraphs(other.inside)), (_label, _text, _key), loose, least=0.6
        )
        result.paragraphs += inner
        homes.update({new.path: old.path for old, new in inner if old is not None and new is not None})
        homes[other.path] = one.path
        left, right = list(leaves(one.inside)), list(leaves(other.inside))
        pairs, left, right = _exactly(
            left,
            right,
            lambda p: (p.sort, p.text, p.choices, p.above),
            lambda p: (p.sort, p.text, p.choices, homes.get(p.above, p.above)),
        )
        result.leaves += pairs
        rest_old += left
        rest_new += right
    for gone, come in result.articles:  # what was added or removed whole may have taken its sentences from elsewhere
        if come is None and gone is not None:
            rest_old += list(leaves(gone.inside))
        elif gone is None and come is not None:
            rest_new += list(leaves(come.inside))
    said = {id(p): loose[0](p.text) for p in rest_old} | {id(p): loose[1](p.text) for p in rest_new}
    pairs, rest_old, rest_new = _exactly(rest_old, rest_new, lambda p: (p.sort, said[id(p)], p.choices))
    result.leaves += pairs
    pairs, rest_old, rest_new = _exactly(rest_old, rest_new, lambda p: (p.sort, said[id(p)]))
    result.leaves += pairs
    pairs, rest_old, rest_new = _near(rest_old, rest_new, homes, likeness)
    result.leaves += pairs
    for piece in rest_old:
        result.leaves.append((piece, None))
    for piece in rest_new:
        result.leaves.append((None, piece))


def _near(
    old: list[Piece], new: list[Piece], homes: dict[str, str], likeness: _Likeness
) -> tuple[list[Pair], list[Piece], list[Piece]]:
    """Pair what is left within the same paragraph, the most alike first; then across, if it is alike enough."""
    pairs: list[Pair] = []
    rooms: dict[Hashable, tuple[list[Piece], list[Piece]]] = defaultdict(lambda: ([], []))
    for piece in old:
        rooms[piece.sort, piece.above, piece.key][0].append(piece)
    for piece in new:
        rooms[piece.sort, homes.get(piece.above, piece.above), piece.key][1].append(piece)
    taken: set[int] = set()
    for left, right in rooms.values():
        # Lines and prose of one key are the same thing changed; sentences need not have a word in common.
        least = 0.25 if left and left[0].sort == "sentence" else 0.0
        for one, other in _best(left, right, least if len(left) * len(right) > 1 else 0.1 if least else 0.0, likeness):
            pairs.append((one, other))
            taken |= {id(one), id(other)}
    old = [piece for piece in old if id(piece) not in taken]
    new = [piece for piece in new if id(piece) not in taken]
    for one, other in _alike(old, new, 0.6, likeness):
        pairs.append((one, other))
        taken |= {id(one), id(other)}
    return pairs, [p for p in old if id(p) not in taken], [p for p in new if id(p) not in taken]


def _best(
    left: Sequence[Piece], right: Sequence[Piece], least: float, likeness: _Likeness | None = None
) -> list[tuple[Piece, Piece]]:
    if not left or not right:
        return []
    if len(left) * len(right) > 400:
        return _alike(left, right, max(least, 0.3), likeness)
    scores = sorted(
        (-_likeness(one, other), i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if likeness is None or likeness.may_be(one, other)
    )
    return _greedy(left, right, scores, least)


@dataclass(frozen=True)
class _Likeness:
    """What tells whether a sentence of one text may have become one of the other; asked last, of what is left over."""

    texts: tuple[Instrument, Instrument]

    def may_be(self, one: Piece, other: Piece) -> bool:
        """Return whether it may: not where its act or bearer is quite another, or its modal and all acts are others."""
        mine, theirs = one.meaning, other.meaning
        if one.inside and other.inside:
            return self._share_something(one, other)
        if unlike(mine, theirs, self.texts):
            return False
        if isinstance(mine, Norm) and isinstance(theirs, Norm):
            return mine.modality is theirs.modality or bool(set(mine.acts) & set(theirs.acts))
        return type(mine) is type(theirs)

    def _share_something(self, one: Piece, other: Piece) -> bool:
        """Return whether some sentence of one article may have become one of the other, where both have sentences."""
        mine, theirs = ([leaf for leaf in leaves(p.inside) if leaf.meaning is not None] for p in (one, other))
        return not (mine and theirs) or any(self.may_be(a, b) for a in mine for b in theirs)


def _likeness(one: Piece, other: Piece) -> float:
    return alike(one.text, other.text) + (0.05 if one.choices == other.choices else 0.0)


def _greedy(
    left: Sequence[Piece], right: Sequence[Piece], scores: Iterable[tuple[float, int, int]], least: float
) -> list[tuple[Piece, Piece]]:
    found = []
    used: set[int] = set()
    gone: set[int] = set()
    for score, i, j in scores:
        if -score < least or i in used or j in gone:
            continue
        used.add(i)
        gone.add(j)
        found.append((left[i], right[j]))
    return found


def _alike(
    old: Sequence[Piece], new: Sequence[Piece], least: float, likeness: _Likeness | None = None
) -> list[tuple[Piece, Piece]]:
    """Pair pieces of one sort that share rare words, the most alike first."""
    if not old or not new:
        return []
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j, piece in enumerate(new):
        for word in set(words(piece.text)):
            holders[piece.sort, word].append(j)
    scores = []
    for i, piece in enumerate(old):
        votes: Counter[int] = Counter()
        rare = sorted({(len(holders.get((piece.sort, w), ())), w) for w in words(piece.text)})
        for number, word in rare:
            if number and sum(votes.values()) < 200:
                votes.update(holders[piece.sort, word][:50])
        for j, _ in votes.most_common(_CANDIDATES):
            if likeness is None or likeness.may_be(piece, new[j]):
                scores.append((-_likeness(piece, new[j]), i, j))
    return _greedy(old, new, sorted(scores), least)


def _exactly(
    old: Sequence[Piece],
    new: Sequence[Piece],
    key: Callable[[Piece], Hashable],
    key_new: Callable[[Piece], Hashable] | None = None,
) -> tuple[list[Pair], list[Piece], list[Piece]]:
    """Pair pieces that have the same key, in the order of the text; return also what is left of both sides.

    ``key_new`` is the key of the revision, where it is called otherwise there.
    """
    waiting: dict[Hashable, list[Piece]] = defaultdict(list)
    for piece in reversed(old):
        waiting[key(piece)].append(piece)
    pairs: list[Pair] = []
    taken: set[int] = set()
    rest: list[Piece] = []
    for piece in new:
        there = waiting.get((key_new or key)(piece))
        if there:
            other = there.pop()
            pairs.append((other, piece))
            taken.add(id(other))
        else:
            rest.append(piece)
    return pairs, [piece for piece in old if id(piece) not in taken], rest


def _paired(
    old: list[Piece],
    new: list[Piece],
    keys: Sequence[Callable[[Piece], Hashable]],
    loose: tuple[Callable[[str], str], Callable[[str], str]],
    least: float = ALIKE,
    likeness: _Likeness | None = None,
) -> list[Pair]:
    """Pair articles or paragraphs: by each key in turn, then by what they say with names left out, then by likeness."""
    pairs: list[Pair] = []
    left, right = list(old), list(new)
    # A label is what the drafter calls a thing: it decides before what the thing says.
    for index, key in enumerate(keys):
        rest = ([p for p in left if key(p)], [p for p in right if key(p)])
        if key is not _label and index:
            rest = _unlabelled(rest, left, right)
        found, _, _ = _exactly(*rest, key=lambda p, key=key: (p.sort if p.sort != "council" else "article", key(p)))  # type: ignore[misc]
        if key in (_title, _key):
            found = [(a, b) for a, b in found if a is not None and b is not None and alike(a.text, b.text) >= 0.3]
        pairs += found
        left, right = _without(left, right, found)
    found, left, right = _exactly_loosely(left, right, loose)
    pairs += found
    more = _alike(left, right, least, likeness)
    pairs += more
    left, right = _without(left, right, more)
    pairs += [(piece, None) for piece in left]
    pairs += [(None, piece) for piece in right]
    return pairs


def _emptied(old: list[Piece], new: list[Piece]) -> list[Pair]:
    """Pair what a deleted article has left, its number, with the article of that number in the other text."""
    pairs: list[Pair] = []
    kept = {p.label for p in old if p.label} & {p.label for p in new if p.label}
    for mine, theirs, turned in ((new, old, True), (old, new, False)):
        rest = {p.number: p for p in theirs if p.label not in kept and p.number}
        for piece in mine:
            other = rest.get(piece.number)
            if piece.is_deleted and other is not None and (turned or not other.is_deleted):
                pairs.append((other, piece) if turned else (piece, other))
    return pairs


def _unlabelled(
    rest: tuple[list[Piece], list[Piece]], left: list[Piece], right: list[Piece]
) -> tuple[list[Piece], list[Piece]]:
    """Keep apart what each side still calls by a label that the other side has too."""
    ours, ours_too = {p.label for p in left if p.label}, {p.label for p in right if p.label}
    both = ours & ours_too
    return [p for p in rest[0] if p.label not in both], [p for p in rest[1] if p.label not in both]


def _exactly_loosely(
    left: list[Piece], right: list[Piece], loose: tuple[Callable[[str], str], Callable[[str], str]]
) -> tuple[list[Pair], list[Piece], list[Piece]]:
    keys = {id(p): (p.sort, loose[0](p.body)) for p in left} | {id(p): (p.sort, loose[1](p.body)) for p in right}
    return _exactly(left, right, lambda p: keys[id(p)])


def _without(left: list[Piece], right: list[Piece], pairs: Iterable[Pair]) -> tuple[list[Piece], list[Piece]]:
    gone = {id(piece) for pair in pairs for piece in pair}
    return [p for p in left if id(p) not in gone], [p for p in right if id(p) not in gone]


def _label(piece: Piece) -> Hashable:
    return piece.label


def _key(piece: Piece) -> Hashable:
    return piece.key


def _text(piece: Piece) -> Hashable:
    return piece.body


def _title(piece: Piece) -> Hashable:
    return piece.title.lower()


def _loosely(text: Outline) -> Callable[[str], str]:
    """Return what reads a text with the drafter's own labels left out: what a renaming leaves the same."""
    own = frozenset(text.draft.labels)

    def loose(said: str) -> str:
        return NAME.sub(lambda m: "·" if m[0].lstrip("@") in own else m[0], said)

    return loose


def _lines(old: list[Piece], new: list[Piece], loose: tuple[Callable[[str], str], Callable[[str], str]]) -> list[Pair]:
    pairs: list[Pair] = []
    sorts = sorted({piece.sort for piece in (*old, *new)})
    for sort in sorts:
        left = [p for p in old if p.sort == sort]
        right = [p for p in new if p.sort == sort]
        found, left, right = _exactly(left, right, lambda p: (p.key, p.text, p.choices))
        pairs += found
        if sort in ("area", "group", "term", "circumstance", "bracket"):
            found, left, right = _exactly(left, right, lambda p: (p.key, p.choices, _dated(p)))
            pairs += found
            found, left, right = _exactly(left, right, lambda p: p.key)
            pairs += found
            found, left, right = _exactly_loosely(left, right, loose)
            pairs += found
            more = _alike(left, right, 0.5)
        else:
            rooms: dict[Hashable, tuple[list[Piece], list[Piece]]] = defaultdict(lambda: ([], []))
            for piece in left:
                rooms[piece.key][0].append(piece)
            for piece in right:
                rooms[piece.key][1].append(piece)
            more = [pair for a, b in rooms.values() for pair in _best(a, b, 0.3 if sort == "recital" else 0.0)]
        pairs += more
        left, right = _without(left, right, more)
        pairs += [(piece, None) for piece in left]
        pairs += [(None, piece) for piece in right]
    return pairs


def _dated(piece: Piece) -> str:
    period = getattr(piece.node, "period", None)
    return "" if period is None else " ".join(period.span.text.split())
