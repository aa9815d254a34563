"""What was moved, renamed, renumbered, split or merged: changes of place that change no situation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence

from treatylang.compare.alteration import Alteration
from treatylang.compare.changes import EDITORIAL, REVIEW
from treatylang.compare.matching import Matched, Pair
from treatylang.compare.outline import Piece, leaves
from treatylang.syntax import ast

_SORTS = {"article": "article", "annex": "annex", "council": "article", "paragraph": "paragraph", "statement": ""}

NUMBER_STAYS = ", and leaves its number"
NUMBER_TAKEN = ", under the number that a deleted one had left"


def placed(found: Matched, lettered: Collection[str] = ()) -> Iterator[Alteration]:
    """Yield every change of place, and the articles and paragraphs that came or went.

    ``lettered`` are brackets whose options changed their letters: what stands in them has the place of its option.
    """
    split = dict(_divided(found, merged=False))
    joined = dict(_divided(found, merged=True))
    taken: set[int] = set()
    for part, whole in split.items():
        first = next((b for a, b in _pairs(found) if a is whole and b is not None), None)
        if first is not None and _is_layout(part, first):
            continue
        yield _divided_into(whole, [first, part] if first is not None else [part], "split")
        taken |= {id(part), *(id(leaf) for leaf in _leaves(part))}
    for part, whole in joined.items():
        first = next((a for a, b in _pairs(found) if b is whole and a is not None), None)
        if first is not None and _is_layout(part, first):
            continue
        yield _divided_into(whole, [first, part] if first is not None else [part], "merge")
        taken |= {id(part), *(id(leaf) for leaf in _leaves(part))}
    chapters = {_called(new): _called(old) for old, new in found.chapters if old is not None and new is not None}
    borne = {
        id(new)
        for old, new in found.articles
        if old is not None and new is not None and {c.bracket for c in old.choices ^ new.choices} & {*lettered}
    }
    moved = {id(new) for old, new in _out_of_order(found, chapters)} - borne
    for old, new in _pairs(found):
        if id(new) in borne and old is not None and new is not None and old.label == new.label:
            continue
        strayed = old is not None and new is not None and chapters.get(new.above, new.above) != old.above
        yield from _one(old, new, taken, moved | {id(new)} if strayed else moved)
    yield from _moved_leaves(found, taken)


def _out_of_order(found: Matched, chapters: Mapping[str, str]) -> Iterator[tuple[Piece, Piece]]:
    """Yield what moved among its neighbours: articles within their chapter, chapters among what stands beside them."""
    groups: dict[str, list[Pair]] = {"": list(found.chapters)}
    for old, new in found.articles:
        if old is not None and new is not None and chapters.get(new.above, new.above) == old.above:
            groups.setdefault(new.above, []).append((old, new))
    for group in groups.values():
        yield from _moved(group)


def _called(chapter: Piece) -> str:
    return chapter.label or chapter.title


def _pairs(found: Matched) -> list[Pair]:
    return [*found.chapters, *found.articles, *found.paragraphs]


def _leaves(piece: Piece) -> list[Piece]:
    return list(leaves(piece.inside))


def _one(old: Piece | None, new: Piece | None, taken: set[int], moved: set[int]) -> Iterator[Alteration]:
    piece = new or old
    assert piece is not None
    if old is None or new is None:
        if id(piece) in taken or piece.sort == "paragraph" or _is_filled(piece):
            return
        action = "add" if old is None else "remove"
        said = [name_of(p) if p is not None else "" for p in (old, new)]
        annex = piece.sort == "annex"
        area, kind, level = ("annex", "existence", REVIEW) if annex else ("text", "number", EDITORIAL)
        if isinstance(piece.node, ast.StatementBlock) and not piece.inside:
            # An objection says all that it says in its head: who objects, and to what.
            kind, level, head = "existence", REVIEW, f"`{piece.text.partition('{')[0].strip()}`"
            said = [head if p is not None else "" for p in (old, new)]
        yield Alteration(area, kind, action, old, new, said[0], said[1], level=level)
        return
    if old.is_deleted != new.is_deleted:
        gone = new.is_deleted
        action, what = ("remove", NUMBER_STAYS) if gone else ("add", NUMBER_TAKEN)
        names = (name_of(old), "") if gone else ("", name_of(new))
        yield Alteration("text", "number", action, old, new, *names, level=EDITORIAL, what=what)
        return
    label = new.label != old.label
    if label and (old.label or new.label):
        yield Alteration(
            "text", "number", "rename", old, new, old.label or old.path, new.label or new.path, level=EDITORIAL
        )
    if id(new) in moved and old.sort != "paragraph":
        yield Alteration(
            "text", "number", "move", old, new, name_of(old), _where(new, left=bool(old.above)), level=EDITORIAL
        )
    elif _tail(old) != _tail(new):
        yield Alteration("text", "number", "renumber", old, new, name_of(old), name_of(new), level=EDITORIAL)


def _is_filled(piece: Piece) -> bool:
    """Return whether a chapter holds anything: what stands in it moved, came or went, and tells of it."""
    return isinstance(piece.node, ast.Chapter) and bool(piece.node.parts)


def _where(piece: Piece, *, left: bool) -> str:
    """Return where something stands; ``left`` says that it stood in a chapter before."""
    if piece.sort == "chapter":
        return f"place {piece.order + 1} of the chapters"
    if piece.sort == "paragraph":
        return name_of(piece)
    return f"{name_of(piece)}{f' in `{piece.above}`' if piece.above else ' outside the chapters' if left else ''}"


def _tail(piece: Piece) -> str:
    """Return the part of a number that is a piece's own: a paragraph keeps `(2)` when its article is renumbered."""
    if piece.sort == "paragraph":
        return piece.number.rpartition("(")[2] or piece.key
    return piece.number


def name_of(piece: Piece) -> str:
    """Return how a piece is cited: `article 4(2)`, or by its label or title."""
    if piece.sort == "chapter":
        return f"chapter `{piece.title or piece.label}`"
    if piece.number:
        return f"{piece.division} {piece.number}"
    return f"`{piece.label or piece.path or piece.title}`"


def _moved(pairs: Sequence[Pair]) -> list[tuple[Piece, Piece]]:
    """Return the pairs that have to be moved, as few as possible, to bring one order into the other."""
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    # The order of the text: what a protocol brings stands in another place of the file, or in another file.
    both.sort(key=lambda pair: pair[1].place)
    tails: list[int] = []
    back: list[int] = []
    ends: list[int] = []
    for index, (old, _) in enumerate(both):
        at = bisect_left(tails, old.place)
        back.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(old.place)
            ends.append(index)
        else:
            tails[at] = old.place
            ends[at] = index
    stay: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        stay.add(index)
        index = back[index]
    return [pair for index, pair in enumerate(both) if index not in stay]


def _divided(found: Matched, *, merged: bool) -> Iterator[tuple[Piece, Piece]]:
    """Yield each new part all of whose sentences come from one old part that is still there (merged: the reverse)."""
    origin: dict[int, Piece] = {}
    for a, b in found.leaves:
        if a is not None and b is not None:
            origin[id(a if merged else b)] = b if merged else a
    homes: dict[str, Piece] = {}
    for a, b in _pairs(found):
        if a is not None and b is not None:
            homes[(b if merged else a).path] = b if merged else a
    for a, b in _pairs(found):
        piece, other = (a, b) if merged else (b, a)
        if piece is None or other is not None or piece.sort == "chapter":
            continue
        inner = _leaves(piece)
        sources = {_home(origin[id(leaf)], homes) for leaf in inner if id(leaf) in origin}
        if inner and all(id(leaf) in origin for leaf in inner) and len(sources) == 1 and "" not in sources:
            yield piece, homes[next(iter(sources))]


def _is_layout(part: Piece, first: Piece) -> bool:
    """Return whether a part stands within what the whole became: sentences of an article that are numbered now."""
    return part.sort == "paragraph" and first.sort != "paragraph" and part.above == first.path


def _home(leaf: Piece, homes: dict[str, Piece]) -> str:
    path = leaf.above
    while path and path not in homes:
        path = path.rpartition(".")[0]
    return path


def _divided_into(whole: Piece, parts: Sequence[Piece], action: str) -> Alteration:
    told = " and ".join(name_of(part) for part in parts)
    if action == "split":
        return Alteration("text", "number", "split", whole, parts[-1], name_of(whole), told, level=EDITORIAL)
    return Alteration("text", "number", "merge", parts[-1], whole, told, name_of(whole), level=EDITORIAL)


def _moved_leaves(found: Matched, taken: set[int]) -> Iterator[Alteration]:
    home = {b.path: a.path for a, b in _pairs(found) if a is not None and b is not None}
    for old, new in found.leaves:
        if old is None or new is None or id(old) in taken or id(new) in taken or old.sort != "sentence":
            continue
        if home.get(new.above, new.above) != old.above and not _of_same_article(old, new, home):
            yield Alteration("text", "number", "move", old, new, _cited(old), _cited(new), level=EDITORIAL)


def _of_same_article(old: Piece, new: Piece, home: dict[str, str]) -> bool:
    """Return whether a sentence stays in its article: a paragraph of its own is a matter of layout."""
    article = new.above.partition(".")[0]
    return home.get(article) == old.above.partition(".")[0] and not ("." in old.above and "." in new.above)


def _cited(piece: Piece) -> str:
    shown = piece.text if len(piece.text) <= 80 else f"{piece.text[:79]}…"
    return f"`{shown}` ({f'{piece.division} {piece.number}' if piece.number else piece.above})"
