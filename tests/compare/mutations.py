"""Drafts changed in one place each, whatever the place says: what the law that nothing is hidden is tried with."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache

from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.parser import parse

Field = tuple[str, str]
"""The kind of a node, and one of its fields."""

_TOKEN = re.compile(r'"""(?:.|\n)*?"""|"[^"\n]*"|#[^\n]*|@?[A-Za-z][\w.-]*|\d[\w.-]*|[;{},()=]')
_WORDS = (
    *("shall", "may", "should", "any", "each", "the", "on", "in", "for", "unless", "if", "until", "from", "within"),
    *("not", "and", "or", "counts", "prevails", "threat", "consult", "report", "Japan", "Australia", "Fiji"),
    *("parties", "states", "party", "state", "member", "treaty", "law", "other", "third", "months", "days", "years"),
    *("north", "south", "administered", "claimed", "rhumb", "geodesic", "before", "after", "failing", "proposed"),
    *(
        "prevailing",
        "declaration",
        "reservation",
        "article",
        "annex",
        "area",
        "group",
        "yields",
        "replace",
        "all",
        "states",
    ),
    *("members", "does not count as", "counts as", "yields to", "prevails over", "not", "no", "expect no"),
)
_OTHERWISE = {
    "Polygon": ("polygon geodesic",),
    "AreaClip": ("south of",),
    "AreaHeld": ("occupied by",),
    "ExpectNorm": ("may",),
    "Fact": ("", "not", "not done"),
    "ExpectFinding": ("expect no", "expect"),
    "Plural": ("states",),
    "Amendment": ("insert before", "insert after", "delete"),
}
"""Words that a kind of node may have instead of its own, where few drafts show others."""
LAYOUT: frozenset[Field] = frozenset({("When", "braced"), ("Timed", "braced"), ("Text", "block")})
"""Fields that say how a text is laid out: braces around one sentence, the signs around a quoted text."""

DERIVED: dict[Field, str] = {
    ("Day", "day"): "computed from the text of the date",
    ("Angle", "degrees"): "computed from the text of the angle",
    ("Bracket", "of_parts"): "says whether a bracket stands among articles or in one",
    ("Numbered", "lettered"): "says whether the number is a letter",
}
"""Fields that say nothing which another field, or the place of the node, does not say."""

_UNORDERED: frozenset[Field] = frozenset(
    {("Words", "items"), ("NormPredicate", "acts"), ("NormPredicate", "slots"), ("Phrase", "slots"), ("Line", "slots")}
    | {("TextPredicate", "slots"), ("Assume", "facts"), ("Given", "facts"), ("StatementBlock", "by")}
    | {("ExpectNorm", "acts"), ("ExpectFree", "acts"), ("ExpectUnknown", "acts"), ("Use", "slots")}
    | {
        ("FinalClauses", "lines"),
        ("Under", "treaties"),
        ("Option", "sponsors"),
        ("PartyLine", "names"),
        ("Vocabulary", "words"),
    }
)
"""Lists in whose order nothing is said (ruling 47)."""


_ANYWHERE = (
    *(ast.Line, ast.PartyLine, ast.Under, ast.Assume, ast.TreatiesRank),
    *(ast.Definition, ast.CircumstanceLine, ast.TermBlock, ast.SourceNote),
)
"""Parts of an instrument in whose place nothing is said."""


@dataclass(frozen=True)
class Mutation:
    """A text that differs from another in one place; ``path`` are the fields that lead to it, the outermost first."""

    text: str
    path: tuple[Field, ...]
    said: str

    @property
    def kind(self) -> str:
        """The kind of the innermost node that differs."""
        return self.path[-1][0]

    @property
    def field(self) -> str:
        """The field of it in which it differs."""
        return self.path[-1][1]


def read(text: str) -> ast.Document | None:
    """Return a text as it is read; nothing for one that cannot be."""
    document, _ = parse(Source("draft.treaty", text))
    return document


def every_field() -> frozenset[Field]:
    """Return every field of every kind of node of the syntax tree; where a node stands is not a field of it."""
    kinds = [kind for kind in vars(ast).values() if isinstance(kind, type) and issubclass(kind, ast.Node)]
    return frozenset((kind.__name__, field.name) for kind in kinds for field in fields(kind) if field.name != "span")


def said(value: object, field: Field = ("", "")) -> object:
    """Return what a part of a tree says: equal for texts that differ in layout, or in the order of a list, alone."""
    if isinstance(value, (ast.And, ast.Or)):
        return (type(value).__name__, *sorted(map(repr, _joined(value, type(value)))))
    if isinstance(value, (ast.Group, ast.AreaGroup)):
        return said(next(iter(ast.children(value))))
    if isinstance(value, (ast.Node, ast.Document)):
        kind = type(value).__name__
        inner = [f.name for f in fields(value) if f.compare and (kind, f.name) not in LAYOUT]
        return (kind, *((name, said(getattr(value, name), (kind, name))) for name in inner))
    if isinstance(value, tuple):
        several = [said(one) for one in value]
        if field[1] == "parts":
            # Lines and definitions may stand anywhere among the articles, whose order counts.
            apart = [isinstance(one, _ANYWHERE) for one in value]
            ordered = [one for one, anywhere in zip(several, apart, strict=True) if not anywhere]
            return ordered, sorted((one for one, free in zip(several, apart, strict=True) if free), key=repr)
        return tuple(sorted(several, key=repr) if field in _UNORDERED else several)
    return value


def _joined(value: ast.Condition, kind: type) -> Iterator[object]:
    """Yield the conditions that one word joins, however they are bracketed."""
    while isinstance(value, ast.Group):
        value = value.condition
    if isinstance(value, kind):
        assert isinstance(value, (ast.And, ast.Or))
        yield from _joined(value.left, kind)
        yield from _joined(value.right, kind)
    else:
        yield said(value)


# -- where two trees part ------------------------------------------------------------------------------------------


def parting(one: object, other: object) -> list[tuple[Field, ...]]:
    """Return the ways to every innermost place in which two trees differ."""
    return list(_parting(one, other, ()))


def _parting(one: object, other: object, way: tuple[Field, ...]) -> Iterator[tuple[Field, ...]]:
    if isinstance(one, (ast.Node, ast.Document)) and type(one) is type(other):
        for field in fields(one):
            if field.compare and (type(one).__name__, field.name) not in DERIVED:
                a, b = getattr(one, field.name), getattr(other, field.name)
                if a != b:
                    yield from _parting(a, b, (*way, (type(one).__name__, field.name)))
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        if len(differing) == 1:
            yield from _parting(*differing[0], way)
        else:
            yield way
    else:
        yield way


def differing(one: ast.Document, other: ast.Document) -> tuple[Field, ...] | None:
    """Return the way to the first place in which two files differ; nothing where they say the same."""
    return next(iter(_parting(one, other, ())), None)


# -- at random -----------------------------------------------------------------------------------------------------


def mutations(text: str, chance: random.Random) -> Iterator[Mutation]:
    """Yield texts with one token less or another one instead, or a part less, twice or elsewhere, in random order."""
    before = read(text)
    assert before is not None, text
    places = [("token", place) for place in _tokens(text, 0, len(text))]
    places += [("node", (n.span.start, n.span.end)) for n in ast.walk(before)]
    chance.shuffle(places)
    for sort, (start, end) in places:
        for new in _instead(text, start, end, sort, chance):
            changed = text[:start] + new + text[end:]
            after = read(changed)
            way = differing(before, after) if after is not None else None
            if way is not None:
                yield Mutation(changed, way, f"`{text[start:end][:60]}` became `{new[:60]}`")


def _tokens(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in _TOKEN.finditer(text, start, end) if m[0][0] != "#"]


def _instead(text: str, start: int, end: int, sort: str, chance: random.Random) -> list[str]:
    said = text[start:end]
    if sort == "node":
        rest = text[end : end + 1]
        return ["", f"{said} {said}", f"{said}{rest} {said}"] if len(said) > 3 else [""]
    if said.startswith('"'):
        return [f'{said[:-1]} more"', ""]
    return [*_other_number(said), "", chance.choice(_WORDS), _other_name(text, said, chance)]


def _other_number(said: str) -> list[str]:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", said):
        return [f"{int(said[:4]) + 1}{said[4:]}"]
    digits = re.match(r"\d+", said)
    return [f"{int(digits[0]) + 1}{said[digits.end() :]}"] if digits is not None else []


def _other_name(text: str, said: str, chance: random.Random) -> str:
    names = {m[0] for m in _TOKEN.finditer(text) if m[0][:1].isalpha() and m[0][:1].isupper() == said[:1].isupper()}
    return chance.choice(sorted(names)) if names else ""


# -- one field after the other -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pool:
    """What stands in drafts: the texts of nodes by their kind, and the words that are a node's own by its kind."""

    nodes: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]


@cache
def pool(texts: tuple[str, ...]) -> Pool:
    """Return what other drafts put where a draft is changed."""
    nodes: dict[str, dict[str, None]] = defaultdict(dict)
    own: dict[str, dict[str, None]] = defaultdict(dict)
    for text in texts:
        document = read(text)
        assert document is not None, text
        for node in ast.walk(document):
            kind = type(node).__name__
            if node.span.end - node.span.start < 160:
                nodes[kind][node.span.text] = None
            own[kind] |= dict.fromkeys(text[a:b] for a, b in _own(text, node) + _runs(text, node) if b - a < 40)
    return Pool({k: tuple(v) for k, v in nodes.items()}, {k: tuple(v) for k, v in own.items()})


def _own(text: str, node: ast.Node) -> list[tuple[int, int]]:
    """Return the words of a node that are not part of another node in it."""
    inside = [(c.span.start, c.span.end) for c in ast.children(node)]
    tokens = _tokens(text, node.span.start, node.span.end)
    return [(a, b) for a, b in tokens if not any(start <= a and b <= end for start, end in inside)]


def _runs(text: str, node: ast.Node) -> list[tuple[int, int]]:
    """Return the words of a node that stand together: `does not count as`."""
    runs: list[tuple[int, int]] = []
    for start, end in _own(text, node):
        if runs and text[runs[-1][1] : start].isspace():
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def aimed(text: str, field: Field, chance: random.Random, there: Pool, most: int = 90) -> Mutation | None:
    """Return a text that differs in one field of one node and in nothing else; nothing where none is found."""
    before = read(text)
    assert before is not None, text
    kind, name = field
    nodes = [n for n in ast.walk(before) if type(n).__name__ == kind and getattr(n, name) not in (None, (), "")]
    nodes = nodes or [n for n in ast.walk(before) if type(n).__name__ == kind]
    chance.shuffle(nodes)
    tried = 0
    for node in nodes:
        for start, end, new in _changes(text, node, name, chance, there):
            tried += 1
            if tried > most:
                return None
            changed = text[:start] + new + text[end:]
            after = read(changed)
            if after is None or after == before:
                continue
            ways = parting(before, after)
            if len(ways) == 1 and field in ways[0]:
                return Mutation(changed, ways[0], f"`{text[start:end][:60]}` became `{new[:60]}`")
    return None


Edit = tuple[int, int, str]


def _changes(text: str, node: ast.Node, name: str, chance: random.Random, there: Pool) -> Iterator[Edit]:
    """Yield what may change a field: in random order, and of few sorts each, so that no sort crowds out the others."""
    value = getattr(node, name)
    if isinstance(value, ast.Node):
        edits = list(_of_node(text, value, chance, there))
    elif isinstance(value, tuple) and any(isinstance(one, ast.Node) for one in value):
        edits = list(_of_several(text, [one for one in value if isinstance(one, ast.Node)], chance, there))
    elif isinstance(value, tuple) and any(isinstance(one, tuple) for one in value):
        edits = list(_of_several(text, [n for pair in value for n in pair if isinstance(n, ast.Node)], chance, there))
    else:
        edits = list(_of_words(text, node, chance, there))
    chance.shuffle(edits)
    yield from edits


def _of_node(text: str, value: ast.Node, chance: random.Random, there: Pool) -> Iterator[Edit]:
    start, end = value.span.start, value.span.end
    known = there.nodes.get(type(value).__name__, ())
    yield from ((start, end, new) for new in chance.sample(known, min(4, len(known))))
    for a, b in _tokens(text, start, end)[:6]:
        yield from ((a, b, new) for new in _instead(text, a, b, "token", chance))
    yield start, end, ""
    before = _tokens(text, max(0, start - 60), start)
    yield from ((a, end, "") for a, _ in before[-3:])


def _of_several(text: str, values: list[ast.Node], chance: random.Random, there: Pool) -> Iterator[Edit]:
    index = chance.randrange(len(values))
    one = values[index]
    start, end = one.span.start, one.span.end
    said = text[start:end]
    yield start, end, ""
    yield start, end, f"{said} {said}"
    yield start, end, f"{said}, {said}"
    if index:
        first = values[index - 1].span
        yield first.end, end, ""
        yield first.start, end, f"{said}{text[first.end : start]}{first.text}"
    elif len(values) > 1:
        yield start, values[1].span.start, ""
    before = _tokens(text, max(0, start - 60), start)
    yield from ((a, end, "") for a, _ in before[-2:])
    yield from _of_node(text, one, chance, there)


def _of_words(text: str, node: ast.Node, chance: random.Random, there: Pool) -> Iterator[Edit]:
    known = there.words.get(type(node).__name__, ())
    for a, b in dict.fromkeys((*_own(text, node)[:12], *_runs(text, node)[:6])):
        yield from ((a, b, new) for new in _instead(text, a, b, "token", chance))
        yield from ((a, b, new) for new in chance.sample(known, min(6, len(known))))
        yield from ((a, b, new) for new in (*_OTHERWISE.get(type(node).__name__, ()), *chance.sample(_WORDS, 3)))
    start, end = node.span.start, node.span.end
    yield from ((start, start, f"{new} ") for new in _OTHERWISE.get(type(node).__name__, ()))
    yield from ((end, end, f" {new}") for new in chance.sample(known, min(4, len(known))))


# -- what is equal, and what is equivalent -------------------------------------------------------------------------


def equals(text: str, chance: random.Random) -> Iterator[Mutation]:
    """Yield texts that say the same in another order of a list."""
    before = read(text)
    assert before is not None, text
    lists = [
        [one for one in value if isinstance(one, ast.Node)]
        for node in ast.walk(before)
        for name in (f.name for f in fields(node))
        if (type(node).__name__, name) in _UNORDERED and isinstance(value := getattr(node, name), tuple)
    ]
    lists += [[node.left, node.right] for node in ast.walk(before) if isinstance(node, (ast.And, ast.Or))]
    lists = [several for several in lists if len(several) > 1]
    chance.shuffle(lists)
    for several in lists:
        first, second = sorted(chance.sample(several, 2), key=lambda n: n.span.start)
        one, other = first.span, second.span
        changed = text[: one.start] + other.text + text[one.end : other.start] + one.text + text[other.end :]
        after = read(changed)
        if after is not None and after != before and said(after) == said(before):
            yield Mutation(changed, (("", ""),), f"`{one.text[:60]}` and `{other.text[:60]}` in another order")


_EQUIVALENT = (
    (re.compile(r"\b(\d+) years?\b"), lambda m: f"{12 * int(m[1])} months"),
    (re.compile(r"\b(\d+) weeks?\b"), lambda m: f"{7 * int(m[1])} days"),
    (re.compile(r"\b(\d+) days?\b"), lambda m: f"{24 * int(m[1])} hours"),
    (re.compile(r"\bmore than (\d+)\b"), lambda m: f"{int(m[1]) + 1}"),
    (re.compile(r"\bby (\d+) (parties|members)\b"), lambda m: f"by more than {int(m[1]) - 1} {m[2]}"),
)
"""Other words for the same length or threshold (rulings 43 and 47)."""


def equivalents(text: str, chance: random.Random) -> Iterator[Mutation]:
    """Yield texts that say the same in other words: of the calendar, or of thresholds."""
    before = read(text)
    assert before is not None, text
    found = [(m, new) for pattern, new in _EQUIVALENT for m in pattern.finditer(text)]
    for state, alias in re.findall(r"\b([A-Z][a-z]+) as ([A-Z][a-z]+)\b", text):
        # Outside of quotations and of the line of the parties a party may be called by either name.
        named = re.compile(rf"(?<![\"\w@]){state}(?! as )(?![\w\"])")
        found += [(m, lambda _, alias=alias: alias) for m in named.finditer(text)]
    chance.shuffle(found)
    for match, new in found:
        changed = text[: match.start()] + new(match) + text[match.end() :]
        after = read(changed)
        way = differing(before, after) if after is not None else None
        if way is not None and not any(kind == "Text" for kind, _ in way):
            yield Mutation(changed, way, f"`{match[0]}` became `{new(match)}`")
