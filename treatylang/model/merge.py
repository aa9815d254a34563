"""Two drafts that went different ways from one base, put together part by part; a paragraph is never settled here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from treatylang.model.amend import name_of
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.formatter import format_document
from treatylang.syntax.parser import parse

MARK = 7
"""Signs of which the marks of a conflict are made, as in git."""


@dataclass(frozen=True)
class Merged:
    """The text of the merged draft, in the canonical layout; ``conflicts`` names what people have to settle.

    Each conflict stands in the text between comments, with the words of this side in force and those of the other side
    as comments: the file can be read and checked, and the rule ``unsettled-merge`` says where it is not yet whole.
    """

    text: str
    conflicts: tuple[str, ...]


@dataclass(frozen=True)
class _Piece:
    """A part of a draft with the comments before it; ``children`` is ``None`` for a paragraph, which is one whole.

    ``said`` is what is compared: the meaning of the part without its children, and its comments.
    """

    key: Hashable
    name: str
    text: str
    said: tuple[object, ...]
    children: tuple[_Piece, ...] | None = None
    head: str = ""
    tail: str = ""

    @property
    def whole(self) -> tuple[object, ...]:
        """What the piece says, with everything in it."""
        return (self.said, tuple((c.key, c.whole) for c in self.children) if self.children is not None else None)


def merged(base: ast.Document, ours: ast.Document, theirs: ast.Document, *, size: int = MARK) -> Merged:
    """Return both drafts in one, matched by label: what one side changed is taken, what both changed alike too.

    Two different changes of one paragraph, a change of what the other side took out, and two new parts of one name are
    conflicts. Where both add something at one place, that of this side stands first.
    """
    merge = _Merge(size)
    text = merge.together(_file(base), _file(ours), _file(theirs))
    source = Source(ours.source.name, text)
    document, mistakes = parse(source)
    if document is None:
        raise RuntimeError(f"the merged text cannot be read: {mistakes[0].span}: {mistakes[0].message}")
    return Merged(format_document(document), tuple(merge.conflicts))


# -- pieces --------------------------------------------------------------------------------------------------------


def _file(document: ast.Document) -> _Piece:
    length = len(document.source.text)
    return _container(document.items, "file", "the file", 0, 0, length, length, (), document)


def _container(
    inner: Sequence[ast.Node],
    key: Hashable,
    name: str,
    start: int,
    opened: int,
    closed: int,
    end: int,
    said: tuple[object, ...],
    document: ast.Document,
) -> _Piece:
    """Return a piece with pieces in it: its head goes up to ``opened``, its tail from behind the last of them."""
    text = document.source.text
    seen: Counter[Hashable] = Counter()
    children = []
    place = opened
    for child in inner:
        own = _key(child)
        seen[own] += 1
        after = _behind(text, child.span.end, closed)
        children.append(_piece(child, (own, seen[own]), place, after, document))
        place = after
    remarks = _remarks(document, start, opened)
    return _Piece(
        key,
        name,
        text[start:end],
        (*said, remarks, _remarks(document, place, end)),
        tuple(children),
        text[start:opened],
        text[place:end],
    )


def _piece(node: ast.Node, key: Hashable, start: int, end: int, document: ast.Document) -> _Piece:
    text = document.source.text
    inner = _inner(node)
    name = _called(node)
    if inner is None:
        return _Piece(key, name, text[start:end], (node, _remarks(document, start, end)))
    field, children = inner
    first = children[0].span.start if children else node.span.end - 1
    opened = text.rindex("{", node.span.start, first) + 1
    bare = replace(node, **{field: ()})  # type: ignore[arg-type]  # `field` names a field of this class
    return _container(children, key, name, start, opened, node.span.end - 1, end, (bare,), document)


def _inner(node: ast.Node) -> tuple[str, Sequence[ast.Node]] | None:
    """Return the field that holds the parts of a node, and those parts; ``None`` where it is one whole.

    An article is taken apart only where all of it stands in numbered paragraphs: loose sentences have no name by which
    those of two drafts could be told apart.
    """
    if isinstance(node, (ast.InstrumentNode, ast.Chapter)):
        return "parts", node.parts
    if isinstance(node, ast.Article) and node.body and all(isinstance(body, ast.Numbered) for body in node.body):
        return "body", node.body
    if isinstance(node, ast.FinalClauses):
        return "lines", node.lines
    return None


def _key(node: ast.Node) -> Hashable:
    """Return by what a part is found again in another draft."""
    kind = type(node).__name__
    if isinstance(node, (ast.InstrumentNode, ast.Vocabulary)):
        return (kind, node.name.text)
    if isinstance(node, ast.Definition):
        return (kind, node.name.text, node.period.since.text if node.period is not None else "")
    if isinstance(node, ast.Numbered):
        return (kind, node.number)
    if name_of(node):
        return ("named", name_of(node))
    if isinstance(node, ast.Line):
        return (kind, node.word.text, repr(node.of))
    if isinstance(node, ast.PartyLine):
        return (kind, repr(node.names[0].who))
    if isinstance(node, (ast.Article, ast.Chapter, ast.Scenario)):
        number = node.number if isinstance(node, ast.Article) else ""
        return (kind, number, node.title.text if node.title is not None else "")
    if isinstance(node, ast.Import):
        return (kind, node.path.text)
    return (kind,)


def _called(node: ast.Node) -> str:
    """Return what people call a part: its label, else its first words."""
    if isinstance(node, ast.Numbered):
        return f"paragraph {node.number}"
    if name_of(node):
        return f"`{name_of(node)}`"
    if isinstance(node, ast.InstrumentNode):
        return f"`{node.name.text}`"
    words = " ".join(node.span.text.split())
    return f"`{words if len(words) <= 40 else words[:39] + '…'}`"


def _behind(text: str, end: int, limit: int) -> int:
    """Return the place behind a part and the comment that ends its line."""
    line = text.find("\n", end, limit)
    line = limit if line < 0 else line
    rest = text[end:line].strip()
    return line if rest.startswith("#") else end


def _remarks(document: ast.Document, start: int, end: int) -> tuple[str, ...]:
    return tuple(c.text for c in document.comments if start <= c.span.start < end)


# -- merging -------------------------------------------------------------------------------------------------------


class _Merge:
    """One merge; the conflicts gather here."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.conflicts: list[str] = []

    def together(self, base: _Piece, ours: _Piece, theirs: _Piece, path: str = "") -> str:
        """Return the text of a piece that all three have, taken apart into its children."""
        a, b, c = ({child.key: child for child in piece.children or ()} for piece in (base, ours, theirs))
        b, c = _renamed_twice(a, b, c)
        order = _order(list(a), list(b), list(c))
        if order is None or not (ours.said == theirs.said or base.said in (ours.said, theirs.said)):
            return self._conflict(path or ours.name, ours.text, theirs.text)
        shown = ours if theirs.said == base.said else theirs
        texts = [self._one(a.get(key), b.get(key), c.get(key), path) for key in order]
        return _joined([shown.head, *texts, shown.tail])

    def _one(self, base: _Piece | None, ours: _Piece | None, theirs: _Piece | None, path: str) -> str:
        """Return what becomes of one part that some of the three have."""
        before, here, there = (piece.whole if piece is not None else None for piece in (base, ours, theirs))
        if here == there or there == before:
            return ours.text if ours is not None else ""
        if here == before:
            return theirs.text if theirs is not None else ""
        shown = ours or theirs or base
        assert shown is not None
        where = f"{path}/{shown.name}" if path else shown.name
        if ours is not None and theirs is not None:
            apart = base is not None and None not in (base.children, ours.children, theirs.children)
            if apart and base is not None:
                return self.together(base, ours, theirs, where)
        return self._conflict(where, ours.text if ours is not None else "", theirs.text if theirs is not None else "")

    def _conflict(self, where: str, ours: str, theirs: str) -> str:
        """Return both texts between marks: ours in force, theirs as comments."""
        self.conflicts.append(where.replace("`", ""))
        quoted = [f"# {line}".rstrip() for line in theirs.strip("\n").splitlines()] or ["# (taken out)"]
        live = ours.strip("\n") or "# (taken out)"
        marks = [f"# {'<' * self.size} ours", live, f"# {'=' * self.size}", *quoted, f"# {'>' * self.size} theirs"]
        gap = "\n\n" if ours.startswith("\n\n") or theirs.startswith("\n\n") else "\n"
        return gap + "\n".join(marks)


_Pieces = dict[Hashable, _Piece]


def _renamed_twice(base: _Pieces, ours: _Pieces, theirs: _Pieces) -> tuple[_Pieces, _Pieces]:
    """Give what both sides renamed, each in its own way, the key that it had: people have to choose the name.

    What one side alone renamed is taken out and added, which comes to the same.
    """
    mine, others = _renames(base, ours), _renames(base, theirs)
    both = {key for key in mine if key in others and mine[key] != others[key]}
    return tuple(  # type: ignore[return-value]  # two sides, two results
        {next((old for old in both if names[old] == key), key): piece for key, piece in side.items()}
        for side, names in ((ours, mine), (theirs, others))
    )


def _renames(base: _Pieces, side: _Pieces) -> dict[Hashable, Hashable]:
    """Return what parts are called now that say, word for word, what one that is gone said, and nothing else does."""
    gone = [piece for key, piece in base.items() if key not in side and _words(piece)]
    come = [piece for key, piece in side.items() if key not in base]
    found = {}
    for one in gone:
        alike = [piece.key for piece in come if _words(piece) == _words(one)]
        if len(alike) == 1 and sum(1 for other in gone if _words(other) == _words(one)) == 1:
            found[one.key] = alike[0]
    return found


def _words(piece: _Piece) -> str:
    """Return what a piece says behind its head, on one line; empty for lines, which have no body to be known by."""
    return " ".join(piece.text.partition("{")[2].split())


def _joined(texts: Sequence[str]) -> str:
    """Return texts behind each other; a comment at the end of one cannot swallow the beginning of the next."""
    result = ""
    for text in filter(None, texts):
        begins = text.lstrip(" \t").startswith("\n")
        result += text if begins or not result else f"\n{text}"
    return result


def _order(base: Sequence[Hashable], ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> list[Hashable] | None:
    """Return all keys in one order, ``None`` where each side changed the order of what they share in its own way."""
    common = set(base) & set(ours) & set(theirs)
    a, b, c = ([key for key in side if key in common] for side in (base, ours, theirs))
    if b == c or c == a:
        first, second = ours, theirs
    elif b == a:
        first, second = theirs, ours
    else:
        return None
    shared = set(first)
    behind: dict[Hashable | None, list[Hashable]] = {}
    last: Hashable | None = None
    for key in second:
        if key in shared:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    return list(_woven(first, behind, set(base)))


def _woven(
    first: Sequence[Hashable], behind: Mapping[Hashable | None, Sequence[Hashable]], base: set[Hashable]
) -> Iterator[Hashable]:
    """Yield the first order with what only the other side has, each behind its neighbour and what was added there."""
    waiting: Sequence[Hashable] = behind.get(None, ())
    for key in first:
        if waiting and key in base:
            yield from waiting
            waiting = ()
        yield key
        waiting = [*waiting, *behind.get(key, ())]
    yield from waiting


__all__ = ["MARK", "Merged", "merged"]
