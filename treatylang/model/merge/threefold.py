"""Which part of a draft became which of each side: by label, by what it says, then by where it stands and likeness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass

from treatylang.model.merge.pieces import Piece, counted, every, symbol
from treatylang.syntax import ast

ALIKE = 0.5
"""The share of words that two parts without a name must have in common to be taken for the same one."""

CERTAIN = 0.75
"""The same for parts that stand in different articles, and for sentences that both sides added at one place."""

RARELY = 0.4
"""The share of what is rare in the words of such sentences that they must have in common."""

Pairs = dict[int, Piece]
"""What a part of one draft is in another, by the identity of the part."""


@dataclass(eq=False)
class Strand:
    """One part in all three versions, as far as each has it."""

    base: Piece | None
    ours: Piece | None
    theirs: Piece | None

    @property
    def some(self) -> Piece:
        """This side's version, else the other side's, else that of the base."""
        found = self.ours or self.theirs or self.base
        assert found is not None
        return found


def strands(base: Piece, ours: Piece, theirs: Piece) -> list[Strand]:
    """Return every part of three versions of a file once, with what it is in each of them; the files come first."""
    here, there = _paired(base, ours), _paired(base, theirs)
    found = [Strand(one, here.get(id(one)), there.get(id(one))) for one in every(base)]
    known = {id(piece) for strand in found for piece in (strand.ours, strand.theirs) if piece is not None}
    homes = {id(s.ours): s.theirs for s in found if s.ours is not None and s.theirs is not None}
    added = _paired(ours, theirs, known, homes)
    taken = {id(piece) for piece in added.values()}
    found += [Strand(None, one, added.get(id(one))) for one in every(ours) if id(one) not in known]
    found += [Strand(None, None, one) for one in every(theirs) if id(one) not in known and id(one) not in taken]
    return found


def paired(one: Piece, other: Piece) -> Pairs:
    """Return what the parts of one version are in another."""
    return _paired(one, other)


def _paired(one: Piece, other: Piece, known: Iterable[int] = (), homes: Pairs | None = None) -> Pairs:
    """Return what the parts of one version are in another.

    With ``homes`` only parts are looked at that are not ``known``: what both sides added, which is the same where it
    has one name, or says the same at one place.
    """
    skip = frozenset(known)
    strictly = homes is not None
    pairs: Pairs = dict(homes) if homes is not None else {id(one): other}
    gone: set[int] = {id(piece) for piece in pairs.values()}

    def pair(a: Piece, b: Piece) -> None:
        pairs[id(a)] = b
        gone.add(id(b))

    def free(several: Iterable[Piece], *, left: bool) -> list[Piece]:
        return [p for p in several if id(p) not in skip and id(p) not in (pairs if left else gone)]

    for a, b in _by(_label, free(every(one), left=True), free(every(other), left=False)):
        pair(a, b)
    if not strictly:  # what has no label may stand in another article or chapter now
        for a, b in _by(_content, _movable(free(every(one), left=True)), _movable(free(every(other), left=False))):
            pair(a, b)

    everywhere = Counter(w for version in (one, other) for p in every(version) if p.inner is None for w in _bag(p))

    def descend(waiting: list[Piece]) -> None:
        while waiting:
            home = waiting.pop(0)
            new = pairs.get(id(home))
            if new is not None:
                for match in _ways(home, new, everywhere if strictly else None):
                    for mine, theirs in match(free(home.parts, left=True), free(new.parts, left=False)):
                        pair(mine, theirs)
                waiting += home.parts

    descend([one])
    if not strictly:  # what has no label may have been reworded where it went
        far = [
            [p for p in free(every(version), left=version is one) if isinstance(p.node, (ast.Article, ast.Numbered))]
            for version in (one, other)
        ]
        for a, b in list(_nearest(far[0], far[1], CERTAIN, everywhere)):
            if id(a) not in pairs and id(b) not in gone:
                pair(a, b)
                descend([a])
    return pairs


Match = Callable[[list[Piece], list[Piece]], Iterator[tuple[Piece, Piece]]]


def _ways(one: Piece, other: Piece, everywhere: Counter[str] | None) -> Iterator[Match]:
    """Yield the ways in which the parts within two pieces are paired, the surest first.

    ``everywhere`` is how often each word stands in both drafts, where parts are looked at that both sides added: of
    these, sentences that differ in a word or two are two versions of one, and people choose.
    """
    if not (counted(one) and counted(other)):
        yield lambda a, b: _by(_number, a, b)
    yield lambda a, b: _by(_content, a, b, several=True)
    yield lambda a, b: _by(_name, a, b)
    if everywhere is not None:
        yield lambda a, b: _by(_word, _lines(a), _lines(b))
        yield lambda a, b: _nearest(_sentences(a), _sentences(b), CERTAIN, everywhere, RARELY)
        return
    yield lambda a, b: _by(_body, a, b)
    yield lambda a, b: _by(_title, a, b)
    yield _nearest
    yield lambda a, b: _by(_word, a, b)
    yield _between(one, other)
    yield lambda a, b: _by(_number, a, b)


def _by(
    key: Callable[[Piece], Hashable], left: Iterable[Piece], right: Iterable[Piece], *, several: bool = False
) -> Iterator[tuple[Piece, Piece]]:
    """Yield what has the same key and is alone with it on its side; with ``several``, one after the other."""
    mine, theirs = _grouped(key, left), _grouped(key, right)
    for name, pieces in mine.items():
        others = theirs.get(name, [])
        if several or len(pieces) == len(others) == 1:
            yield from zip(pieces, others, strict=False)


def _grouped(key: Callable[[Piece], Hashable], pieces: Iterable[Piece]) -> dict[Hashable, list[Piece]]:
    found: dict[Hashable, list[Piece]] = defaultdict(list)
    for piece in pieces:
        name = key(piece)
        if name is not None:
            found[name].append(piece)
    return found


def _movable(pieces: Iterable[Piece]) -> list[Piece]:
    return [piece for piece in pieces if isinstance(piece.node, SAID)]


SAID = (ast.Article, ast.Numbered, ast.Sentence, ast.When, ast.Timed, ast.Prose, ast.StatementBlock)
"""What is known by what it says, wherever it stands."""


def _sentences(pieces: Iterable[Piece]) -> list[Piece]:
    return [piece for piece in pieces if isinstance(piece.node, (ast.Sentence, ast.When, ast.Timed, ast.Prose))]


def _lines(pieces: Iterable[Piece]) -> list[Piece]:
    return [piece for piece in pieces if isinstance(piece.node, ast.Line)]


# -- keys ----------------------------------------------------------------------------------------------------------


def _label(piece: Piece) -> Hashable:
    return ("labelled", piece.label) if piece.label else None


def _number(piece: Piece) -> Hashable:
    return piece.node.number if isinstance(piece.node, ast.Numbered) else None


def _content(piece: Piece) -> Hashable:
    """Return all that a part says, whatever its number."""
    if piece.content is None and isinstance(piece.node, ast.Node):
        piece.content = symbol(piece.node, leave=("number",))
    return piece.content


def _body(piece: Piece) -> Hashable:
    """Return what a part says after its head; nothing for lines, which have no body to be known by."""
    node = piece.node
    if isinstance(node, (ast.Article, ast.Numbered, ast.StatementBlock)) and node.body:
        return (type(node).__name__, symbol(node.body))
    if isinstance(node, ast.Definition):
        return ("Definition", symbol(node.value))
    if isinstance(node, (ast.Chapter, ast.CouncilBlock)):
        return (type(node).__name__, symbol(node.parts if isinstance(node, ast.Chapter) else node.lines))
    return None


def _name(piece: Piece) -> Hashable:
    """Return the name of what is known by one."""
    node = piece.node
    if isinstance(node, (ast.InstrumentNode, ast.Vocabulary)):
        return (type(node).__name__, node.name.text)
    if isinstance(node, ast.Definition):
        return ("defined", node.name.text, node.period.since.text if node.period is not None else "")
    if isinstance(node, (ast.TermBlock, ast.CircumstanceLine, ast.Bracket)):
        return ("defined", node.name.text)
    if isinstance(node, ast.PartyLine):
        return ("party", symbol(node.names[0].who))
    if isinstance(node, ast.Import):
        return ("import", node.path.text)
    if isinstance(node, ast.Scenario):
        return ("scenario", node.title.text)
    if isinstance(node, ast.Chapter):
        return ("chapter", node.title.text)
    if isinstance(node, ast.Article) and node.label is None and node.title is not None:
        return (node.division, node.title.text)
    if isinstance(node, (ast.FinalClauses, ast.Preamble, ast.Assume, ast.TreatiesRank)):
        return type(node).__name__
    return None


def _title(piece: Piece) -> Hashable:
    node = piece.node
    if isinstance(node, (ast.Article, ast.StatementBlock)) and node.title is not None:
        return (type(node).__name__, node.title.text)
    return None


def _word(piece: Piece) -> Hashable:
    """Return the word of a line that stands once, such as a final clause; what it is about belongs to it."""
    node = piece.node
    if isinstance(node, ast.Line):
        return ("line", node.word.text, symbol(node.of))
    if isinstance(node, ast.Prose):
        return ("prose", node.language) if node.language else None
    if isinstance(node, (ast.Under, ast.SourceNote)):
        return type(node).__name__
    return None


# -- likeness ------------------------------------------------------------------------------------------------------


def _bag(piece: Piece) -> Counter[str]:
    return Counter(piece.text[piece.begins :].split())


def _nearest(
    left: list[Piece],
    right: list[Piece],
    least: float = ALIKE,
    everywhere: Counter[str] | None = None,
    rarely: float = ALIKE,
) -> Iterator[tuple[Piece, Piece]]:
    """Yield parts without a name that have enough words in common, those with the most rare words of them first.

    With ``everywhere``, how often each word stands in both drafts, they need enough rare words in common, too: what
    every sentence of a treaty says makes no two of them the same.
    """
    bags = {id(p): _bag(p) for p in (*left, *right)}
    holders = everywhere or Counter(word for bag in bags.values() for word in bag)
    scores = []
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            if type(a.node) is type(b.node) and _may_be_likened(a):
                mine, theirs = bags[id(a)], bags[id(b)]
                shared = mine & theirs
                if 2 * shared.total() >= least * (mine.total() + theirs.total()):
                    rare = (sum(n / max(1, holders[w]) for w, n in bag.items()) for bag in (shared, mine, theirs))
                    common, *whole = rare
                    if everywhere is None or 2 * common >= rarely * sum(whole):
                        scores.append((round(-2 * common / sum(whole), 9), i, j))  # equals stay equal, in their order
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted(scores):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield left[i], right[j]


def _may_be_likened(piece: Piece) -> bool:
    return not isinstance(piece.node, (ast.Definition, ast.TermBlock, ast.CircumstanceLine, ast.PartyLine, ast.Line))


def _between(one: Piece, other: Piece) -> Match:
    """Return what pairs parts of one kind that stand alone between the same neighbours: what was written anew."""

    def pairs(left: list[Piece], right: list[Piece]) -> Iterator[tuple[Piece, Piece]]:
        mine, theirs = _gaps(one, left), _gaps(other, right)
        for place, (a, after) in mine.items():
            b, behind = theirs.get(place, (None, None))
            if b is not None and type(a.node) is type(b.node) and after == behind:
                yield a, b

    return pairs


def _gaps(piece: Piece, free: list[Piece]) -> dict[Hashable, tuple[Piece, Hashable]]:
    """Return each free part that stands alone, by what stands before it, with what stands after it."""
    waiting = {id(part) for part in free}
    names: list[Hashable] = [None, *(None if id(p) in waiting else _content(p) for p in piece.parts), "end"]
    names[0] = "start"
    return {
        names[place - 1]: (part, names[place + 1])
        for place, part in enumerate(piece.parts, 1)
        if id(part) in waiting and names[place - 1] is not None and names[place + 1] is not None
    }
