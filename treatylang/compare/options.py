"""Brackets that make other texts: two texts are compared under each option of them, and what differs is told once.

What says who is bound, who decides or how long counts for nobody while it is open, and what is settled or opened has
no option to stand beside in the other text, so that the texts are compared as each option would make them. A change
that is the same under all options is told as it is, any other with the options under which it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from treatylang.compare.canonical import Names, alike, canonical, plain
from treatylang.compare.changes import (
    LEVELS,
    MIXED,
    SUBSTANTIVE,
    Change,
    Count,
    Difference,
    Direction,
    Entry,
    Place,
    alone,
    identified,
    order_of,
)
from treatylang.findings import Finding
from treatylang.model.brackets import outermost
from treatylang.model.instrument import Instrument
from treatylang.source import Span
from treatylang.syntax import ast

MOST_VIEWS = 8
"""Combinations of options up to which all are looked at; beyond, each option stands in one of those that are."""

NEAR = 0.6
"""How alike what an option says and what stands in the other text must be for it to be the one that was taken."""

_WHOLE = (
    ast.PartyLine,
    ast.CouncilBlock,
    ast.FinalClauses,
    ast.Line,
    ast.Under,
    ast.Assume,
    ast.TreatiesRank,
    ast.StatementBlock,
    ast.CircumstanceLine,
    ast.TermBlock,
    ast.Preamble,
    ast.Amendment,
)
"""Parts that hold for the whole text: an option that has one makes another text of it."""

View = Mapping["Open", int]
"""For each bracket the place of the option that is taken."""


@dataclass(frozen=True, eq=False)
class Open:
    """A bracket that is open in one text or in both; ``options`` are those of each text that belong together.

    ``old`` and ``new`` are its name in the base and in the revision, empty where it does not stand there.
    """

    old: str
    new: str
    options: tuple[tuple[str, str], ...]

    def worded(self, places: Sequence[int]) -> str:
        """Return some of its options in words: `option A or B of …`, as the revision calls them."""
        names = [self.options[place][1] or self.options[place][0] for place in places]
        return f"option {_or(names)} of `{self.new or self.old}`"


def open_brackets(old: Instrument, new: Instrument, names: tuple[Names, Names]) -> tuple[Open, ...]:
    """Return the open brackets of two texts whose options are texts of their own, those in both texts as one.

    They are those that say more than sentences do, and whichever stand in one text alone: what an option of these says
    is held against what the other text says in its place.
    """
    before, after = (_brackets(text) for text in (old, new))
    pairs = {name: name for name in before if name in after}
    rest = [name for name in after if name not in before]
    for name in before:
        if name not in after:
            other = max(rest, key=lambda one: _alike(before[name], after[one]), default="")
            if other and _alike(before[name], after[other]) >= NEAR:
                pairs[name] = other
                rest.remove(other)
    back = {theirs: mine for mine, theirs in pairs.items()}
    found = []
    for name in (*after, *(name for name in before if name not in pairs)):
        mine, theirs = (back.get(name, ""), name) if name in after else (name, "")
        held = (*before.get(mine, ()), *after.get(theirs, ()))
        lone = not (mine and theirs)
        if lone or any(isinstance(part, _WHOLE) for one in held for part in ast.walk(one)):
            options = _options(before.get(mine, ()), after.get(theirs, ()), names)
            if options:
                found.append(Open(mine, theirs, options))
    return tuple(found)


def _brackets(text: Instrument) -> dict[str, tuple[ast.Bracket, ...]]:
    """Return the brackets of a text that stand in no other one, by their name."""
    found: dict[str, tuple[ast.Bracket, ...]] = {}
    for one in outermost(text.node):
        found[one.name.text] = (*found.get(one.name.text, ()), one)
    return found


def _alike(one: Sequence[ast.Bracket], other: Sequence[ast.Bracket]) -> float:
    return alike(*(" ".join(plain(o.span) for b in side for o in b.options) for side in (one, other)))


def _options(
    old: Sequence[ast.Bracket], new: Sequence[ast.Bracket], names: tuple[Names, Names]
) -> tuple[tuple[str, str], ...]:
    """Return the options of both texts that belong together: of one name, else those that say the same."""
    said: list[dict[str, str]] = []
    for side, called in zip((old, new), names, strict=True):
        each: dict[str, str] = {}
        for option in (option for one in side for option in one.options):
            body = " ".join(canonical(part, called) for part in option.body)
            each[option.name.text] = f"{each.get(option.name.text, '')} {body}"
        said.append(each)
    before, after = said
    if not old or not new:
        return tuple((name, "") for name in before) + tuple(("", name) for name in after)
    if before != after and sorted(before.values()) == sorted(after.values()):
        # The letters changed hands: each text is held against the same text, under whatever letter.
        back = {body: name for name, body in before.items()}
        if len(back) == len(before):
            return tuple((back[body], name) for name, body in after.items())
    pairs = {name: name for name in after if name in before}
    for name, body in after.items():
        if name not in pairs:
            same = [one for one, other in before.items() if one not in (*after, *pairs.values()) and other == body]
            if same:
                pairs[name] = same[0]
    return tuple((pairs[name], name) for name in after if name in pairs)


def views_of(brackets: Sequence[Open]) -> tuple[View, ...]:
    """Return the combinations of options that are looked at: all while they are few, else each option in one."""
    sizes = [len(one.options) for one in brackets]
    if prod(sizes) <= MOST_VIEWS:
        return tuple(dict(zip(brackets, places, strict=True)) for places in product(*map(range, sizes)))
    return tuple(
        {one: min(row, size - 1) for one, size in zip(brackets, sizes, strict=True)} for row in range(max(sizes))
    )


def chosen(view: View) -> tuple[dict[str, str], dict[str, str]]:
    """Return the options that a view takes in the base, and in the revision."""
    sides: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for one, place in view.items():
        for side, name, option in zip(sides, (one.old, one.new), one.options[place], strict=True):
            if name and option:
                side[name] = option
    return sides


# -- what is told ----------------------------------------------------------------------------------------------------


def together(
    as_open: Difference, views: Sequence[tuple[View, Difference]], brackets: Sequence[Open], sides: Sequence[Instrument]
) -> Difference:
    """Return what differs under the options of some brackets as one difference, each change told once.

    ``as_open`` compares the texts with their brackets open: what became of the brackets themselves is told by it.
    """
    heads = [
        bracket.span
        for text, side in zip(sides, ("old", "new"), strict=True)
        for name, several in _brackets(text).items()
        if name in {getattr(one, side) for one in brackets}
        for bracket in several
    ]
    groups: dict[object, list[tuple[View, Difference, Change]]] = {}
    for view, found in views:
        for change in found.changes:
            groups.setdefault(_key(change), []).append((view, found, change))
    every = [view for view, _ in views]
    told: list[tuple[Change, Difference]] = [_merged(group, every) for group in groups.values()]
    inside = [change for change, _ in told if any(_within(p, heads) for p in (change.base, change.revision))]
    told += [
        (change, as_open)
        for change in as_open.changes
        if any(p is not None and p.span in heads for p in (change.base, change.revision))
        and not (inside and change.area == "text" and change.kind != "number" and change.level != SUBSTANTIVE)
    ]
    told.sort(key=lambda one: order_of(one[0]))
    changes = identified(change for change, _ in told)
    _, main = max(views, key=lambda one: sum(c.duty + c.right + c.guarantee for c in one[1].counts))
    alike_all = all(one.counts == main.counts and one.total == main.total for _, one in views)
    return replace(
        main,
        changes=changes,
        entries=tuple(_entries(told, changes)),
        parties=tuple(dict.fromkeys(state for _, one in views for state in one.parties)),
        checked=all(one.checked for one in (as_open, *(one for _, one in views))),
        directions=_directions([one.directions for _, one in views]),
        introduced=tuple(_findings(as_open.introduced, [(v, d.introduced) for v, d in views], heads)),
        resolved=tuple(_findings(as_open.resolved, [(v, d.resolved) for v, d in views], heads)),
        under="" if alike_all else _under([view for view, one in views if one is main], every, main.under),
    )


def _key(change: Change) -> object:
    places = tuple(
        (p.file, p.span.start, p.span.end) if p is not None else None for p in (change.base, change.revision)
    )
    who = change.message if change.area == "parties" else ""
    return (change.code, places, change.old, change.new, change.under, who)


def _within(place: Place | None, heads: Sequence[Span]) -> bool:
    return place is not None and any(
        head.source.name == place.span.source.name and head.start <= place.span.start and place.span.end <= head.end
        for head in heads
    )


def _merged(group: Sequence[tuple[View, Difference, Change]], every: Sequence[View]) -> tuple[Change, Difference]:
    """Return one change for what is told under several views, at its gravest, with the options that it holds under."""
    grave = min((change.level for *_, change in group), key=LEVELS.index)
    same = [one for one in group if one[2].level == grave]
    _, found, first = same[0]
    under = _under([view for view, *_ in same], every, first.under)
    message = first.message.removeprefix(f"{first.under}: ") if first.under else first.message
    return replace(
        first,
        directions=_directions([change.directions for *_, change in same]),
        counts=_counts([(one.total, change.counts) for _, one, change in same]),
        message=f"{under}: {message}" if under else message,
        under=under,
        situations=first.situations or found.total,
    ), found


def _under(there: Sequence[View], every: Sequence[View], inner: str = "") -> str:
    """Return under which options something holds, in words; empty where it holds under all of them."""
    if len(there) == len(every):
        return inner
    held = {one: list(dict.fromkeys(view[one] for view in there)) for one in every[0]}
    spanned = [view for view in every if all(view[one] in places for one, places in held.items())]
    if len(spanned) == len(there):
        said = _named({one: places for one, places in held.items() if len(places) < len(one.options)})
    else:
        said = "; or ".join(_named({one: [place] for one, place in view.items()}) for view in there)
    return f"{said}, {inner}" if inner else said


def _named(held: Mapping[Open, Sequence[int]]) -> str:
    """Return options in words: a bracket that is gone is what the revision is held against."""
    stands = [one.worded(places) for one, places in held.items() if one.new]
    gone = [one.worded(places) for one, places in held.items() if not one.new]
    said = [f"under {' and '.join(stands)}"] if stands else []
    return ", ".join([*said, *([f"against {' and '.join(gone)}"] if gone else [])])


def _or(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _directions(several: Sequence[Sequence[Direction]]) -> tuple[Direction, ...]:
    """Return what something means for each party under several options: mixed where these do not agree."""
    found: dict[str, list[Direction]] = {}
    for one in several:
        for way in one:
            found.setdefault(way.party, []).append(way)
    return tuple(
        Direction(party, _way([w.burden for w in ways]), _way([w.protection for w in ways]))
        for party, ways in found.items()
    )


def _way(ways: Sequence[str]) -> str:
    known = {way for way in ways if way}
    return known.pop() if len(known) == 1 else MIXED if known else ""


def _counts(several: Sequence[tuple[int, tuple[Count, ...]]]) -> tuple[Count, ...]:
    """Return in how many situations something differs, of the same number of situations, for each party."""
    total = several[0][0]
    found: dict[str, Count] = {}
    for situations, counts in several:
        if situations == total:
            for one in counts:
                found.setdefault(one.party, one)
    return tuple(found.values())


def _findings(
    as_open: Sequence[Finding], views: Sequence[tuple[View, Sequence[Finding]]], heads: Sequence[Span]
) -> Iterator[Finding]:
    """Yield the findings that came or went under some option, and those about a bracket that is open."""
    known: dict[object, list[tuple[View, Finding]]] = {}
    for view, findings in views:
        for one in findings:
            key = (one.rule, one.severity, one.party, one.reading, one.node, one.message)
            known.setdefault(key, []).append((view, one))
    every = [view for view, _ in views]
    for group in known.values():
        under = _under([view for view, _ in group], every)
        first = group[0][1]
        yield replace(first, notes=(*first.notes, under)) if under else first
    yield from (one for one in as_open if _within(Place(one.span), heads))


def _entries(told: Sequence[tuple[Change, Difference]], changes: Sequence[Change]) -> Iterator[Entry]:
    """Yield the changes sentence by sentence, as the comparison has them in which each was found."""
    homes: dict[tuple[int, int], list[int]] = {}
    known: dict[tuple[int, int], Entry] = {}
    for number, (change, found) in enumerate(told):
        entry = found.entry(change)
        key = (id(found), id(entry) if entry is not None else -number)
        homes.setdefault(key, []).append(number)
        if entry is not None:
            known[key] = entry
    for key, numbers in homes.items():
        first = alone(changes[numbers[0]])
        entry = known.get(key)
        if entry is None or len(numbers) == 1 == len(entry.changes):
            yield first
        else:
            yield replace(entry, changes=tuple(changes[number].fingerprint for number in numbers), level=first.level)


# -- which option was taken --------------------------------------------------------------------------------------------


def taken(bracket: ast.Bracket, home: Instrument, other: Instrument, names: tuple[Names, Names]) -> tuple[str, bool]:
    """Return the option of a bracket that stands written out in the other text, and whether it stands there as it was.

    ``names`` are those of the text of the bracket and of the other one; the option is empty where none stands there.
    """
    outside = list(_leaves(home.node, names[0], without=bracket))
    rest = [one for one in _leaves(other.node, names[1]) if not _struck(one, outside)]
    best: tuple[float, int, str] = (0.0, 0, "")
    for option in bracket.options:
        said = [leaf for part in option.body for leaf in _leaves(part, names[0])]
        if not said:
            continue
        left, score = list(rest), 0.0
        for leaf in said:
            here = max(left, key=lambda one, leaf=leaf: _likeness(leaf, one), default=None)  # type: ignore[misc]
            if here is not None and (how := _likeness(leaf, here)) > NEAR / 2:
                score += how
                left.remove(here)
        if (rank := (score / len(said), len(said), option.name.text))[:2] > best[:2]:
            best = rank
    if best[0] >= NEAR:
        return best[2], best[0] == 1
    empty = next((option.name.text for option in bracket.options if not option.body), "")
    return empty, True


@dataclass(frozen=True)
class _Leaf:
    """A piece of a text: what opens a sentence and what it says, as they are compared; and its words."""

    said: tuple[str, ...]
    words: str
    key: str = ""
    """What it is a line of: the state of a party, the word of a clause, the name that is defined."""


def _leaves(
    node: ast.Node, names: Names, opened: tuple[str, ...] = (), without: ast.Node | None = None
) -> Iterator[_Leaf]:
    """Yield what a part says piece by piece: sentences, lines, each state that a line names as a party."""
    if node is without:
        return
    inner: Sequence[ast.Node] = ()
    if isinstance(node, ast.When):
        opened, inner = (*opened, canonical(node.condition, names)), node.rules
    elif isinstance(node, ast.Timed):
        opened, inner = (*opened, f"{node.order} {canonical(node.act, names)}"), node.rules
    elif isinstance(node, ast.PartyLine):
        standing = canonical(replace(node, names=()), names)
        for party in node.names:
            state = canonical(party.who, names)
            yield _Leaf((f"{canonical(party, names)} {standing}",), f"party {plain(party.span)} {standing}", state)
    elif isinstance(node, ast.CouncilBlock):
        yield _Leaf((f"council {node.title.text}",), f"council {node.title.text}")
        inner = node.lines
    elif isinstance(node, ast.Bracket):
        inner = tuple(part for option in node.options for part in option.body)
    elif isinstance(node, (ast.InstrumentNode, ast.Chapter)):
        inner = node.parts
    elif isinstance(node, (ast.Article, ast.Numbered)):
        inner = node.body
    elif isinstance(node, ast.FinalClauses):
        inner = node.lines
    else:
        name = getattr(node, "word", None) or getattr(node, "name", None)
        key = f"{type(node).__name__} {name.text}" if isinstance(name, ast.Name) else ""
        yield _Leaf((*opened, canonical(node, names)), plain(node.span), key)
    for one in inner:
        yield from _leaves(one, names, opened, without)


def _struck(one: _Leaf, outside: list[_Leaf]) -> bool:
    """Return whether a piece stands outside of the bracket, too; each stands there once."""
    there = next((other for other in outside if other.said == one.said), None)
    if there is not None:
        outside.remove(there)
    return there is not None


def _likeness(leaf: _Leaf, other: _Leaf) -> float:
    """Return how alike two pieces are; what opens a sentence may stand around the bracket."""
    if other.said[-len(leaf.said) :] == leaf.said:
        return 1.0
    if leaf.key and leaf.key == other.key:
        return 0.95  # the same clause with another time, the same party from another day
    return min(alike(leaf.words, other.words), 0.95)
