"""What two drafts say differently and no printed text shows: what they are checked with, dates of parties, sources."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from treatylang.documents.final_clauses import GROUPS
from treatylang.documents.redline import Redline
from treatylang.documents.setting import anchors
from treatylang.model.instrument import Instrument
from treatylang.model.merge.pieces import Piece, every, inner_field, pieces, symbol
from treatylang.model.merge.threefold import paired
from treatylang.syntax import ast

_NEVER = (
    ast.Under, ast.Assume, ast.TreatiesRank, ast.SourceNote, ast.CureLine, ast.CircumstanceLine, ast.PartyLine
)  # fmt: skip
"""Parts that are not printed, or not whole: of a party only its name is."""

_ACCEPTS = re.compile(r"#?\s*treaty:")
"""How a remark begins that accepts a finding."""

_SENTENCES = (ast.Sentence, ast.When, ast.Timed, ast.Bracket)


@dataclass(frozen=True)
class Unprinted:
    """A part as it stands in either draft, on one line; empty where a draft lacks it."""

    old: str
    new: str


def unprinted(
    files: tuple[ast.Document, ast.Document], drafts: tuple[Instrument, Instrument], shown: Iterable[Redline]
) -> Iterator[Unprinted]:
    """Yield what differs between two drafts and shows in none of their redlines.

    ``files`` are those in which the drafts stand: what else they say (imports, scenarios, words, other instruments) is
    never printed. A part is seen to differ where the print of it, or of what is around it, differs in some language.
    """
    yield from _around(files, drafts)
    redlines = list(shown)
    seen, languages = _seen(redlines), {one.new.language for one in redlines}
    anchored = [anchors(draft) for draft in drafts]
    written = [_written(file, draft) for file, draft in zip(files, drafts, strict=True)]
    used = [_by_clauses(node, draft) for node, draft in zip(written, drafts, strict=True)]
    first, second = (pieces(replace(file, items=(node,))) for file, node in zip(files, written, strict=True))
    pairs = paired(first, second)
    met = {id(piece) for piece in pairs.values()}
    for piece in every(first):
        other = pairs.get(id(piece))
        if other is not None and not seen:
            yield from _in_another_order(piece.node, other.node)
        if not isinstance(piece.node, ast.Node) or (other is not None and _own(piece) == _own(other)):
            continue
        if other is None and _top(piece) in used[1]:
            continue
        if isinstance(piece.node, ast.Bracket):
            here = _near(piece, anchored[0], seen) or _near(other, anchored[1], seen)
            yield from _in_brackets(piece.node, other.node if other is not None else None, anything=here)
            continue
        hidden = not _is_printed(piece, languages) or (other is not None and _silent(piece.node, other.node))
        if hidden or not {*_anchors(piece, anchored[0]), *_anchors(other, anchored[1])} & seen:
            yield Unprinted(_said(piece), _said(other) if other is not None else "")
    for piece in every(second):
        if id(piece) in met or not isinstance(piece.node, ast.Node) or _top(piece) in used[0]:
            continue
        if isinstance(piece.node, ast.Bracket):
            yield from _in_brackets(None, piece.node, anything=_near(piece, anchored[1], seen))
        elif not _is_printed(piece, languages) or not {*_anchors(piece, anchored[1])} & seen:
            yield Unprinted("", _said(piece))


def _by_clauses(written: ast.InstrumentNode, draft: Instrument) -> set[object]:
    """Return what stands in a draft because it uses a model clause; it is printed as if it were written out."""
    if not any(isinstance(part, ast.Use) for part in written.parts):
        return set()
    own = {symbol(part) for part in written.parts}
    return {symbol(part) for part in draft.node.parts} - own


def _top(piece: Piece) -> object:
    """Return what the part of a draft says in which a piece stands."""
    while piece.above is not None and not isinstance(piece.above.node, ast.InstrumentNode):
        piece = piece.above
    return symbol(piece.node) if isinstance(piece.node, ast.Node) else None


def _near(bracket: Piece | None, anchored: Mapping[int, str], seen: Container[str | None]) -> bool:
    """Return whether some print differs where a bracket is printed: one of sentences in its article, else anywhere."""
    if bracket is None or not isinstance(bracket.node, ast.Bracket):
        return False
    return bool(seen) if bracket.node.of_parts else _anchor(bracket.above, anchored) in seen


def _in_brackets(one: object, other: object, *, anything: bool) -> Iterator[Unprinted]:
    """Yield what differs within brackets and is not printed; ``anything`` says that some print of them may differ.

    What is printed of an option that holds parts stands at several places of the text: parties above, final clauses
    below. The name of a bracket is not printed, and neither are sentences beside their agreed wording.
    """
    sides = [node if isinstance(node, ast.Bracket) else None for node in (one, other)]
    names = [f"bracket {side.name.text}" if side is not None else "" for side in sides]
    if all(names) and names[0] != names[1]:
        yield Unprinted(names[0], names[1])
    left, right = (list(_held(side, "")) if side is not None else [] for side in sides)
    worded = {id(part) for side in sides if side is not None for part in _beside_wording(side)}
    for option, part in list(left):
        same = next((pair for pair in right if pair[0] == option and symbol(pair[1]) == symbol(part)), None)
        if same is not None:
            left.remove((option, part))
            right.remove(same)
    for option, part in left:
        now = next((pair for pair in right if pair[0] == option and _called(pair[1]) == _called(part)), None)
        if now is not None:
            right.remove(now)
        later = now[1] if now is not None else None
        told = anything and _shown(part) and id(part) not in worded
        if told and later is not None:
            told = _shown(later) and not (_silent(part, later) and (not inner_field(part) or _labels(part, later)))
        if not told:
            said = f"{option}: {_in_short(later)}" if later is not None else ""
            yield Unprinted(f"{option}: {_in_short(part)}", said)
    come = [(option, part) for option, part in right if not (anything and _shown(part) and id(part) not in worded)]
    yield from (Unprinted("", f"{option}: {_in_short(part)}") for option, part in come)


def _beside_wording(bracket: ast.Bracket) -> Iterator[ast.Node]:
    """Yield the sentences of options that stand beside prose, which is printed for them."""
    for option in bracket.options:
        if any(isinstance(part, ast.Prose) for part in option.body):
            yield from (part for part in option.body if isinstance(part, _SENTENCES))


def _labels(one: ast.Node, other: ast.Node) -> bool:
    """Return whether two versions of a part have different labels."""
    return getattr(one, "label", None) != getattr(other, "label", None)


def _held(bracket: ast.Bracket, outer: str) -> Iterator[tuple[str, ast.Node]]:
    """Yield what the options of a bracket hold, line by line, each with the options under which it stands."""
    for option in bracket.options:
        called = f"{outer}option {option.name.text}"
        for part in option.body:
            if isinstance(part, ast.Bracket):
                yield from _held(part, f"{called}, ")
            elif isinstance(part, ast.FinalClauses):
                yield from ((called, line) for line in part.lines)
            else:
                yield called, part


def _shown(part: ast.Node) -> bool:
    """Return whether a part of an option is printed: all of it, or of a heading what says who signs where."""
    if isinstance(part, ast.PartyLine):
        return _is_plain(part)
    return not isinstance(part, _NEVER)


def _is_plain(line: ast.PartyLine) -> bool:
    """Return whether a line only names parties: their names are printed, and nothing else is."""
    return not line.statuses and not any(name.alias for name in line.names)


def _in_another_order(one: object, other: object) -> Iterator[Unprinted]:
    """Yield a part in which the same parts stand in another order that no print shows: one language before another."""
    if isinstance(one, ast.Node) and isinstance(other, ast.Node):
        first, second = (list(map(_seen_as, _body(node))) for node in (one, other))
        if first != second and sorted(first) == sorted(second):
            yield Unprinted(_in_short(one), _in_short(other))


def _body(node: object) -> tuple[ast.Node, ...]:
    if isinstance(node, ast.Preamble):
        return node.recitals
    return node.body if isinstance(node, ast.Article | ast.Numbered) else ()


def _seen_as(part: ast.Node) -> tuple[str, str]:
    return type(part).__name__, getattr(part, "language", "")


def _written(file: ast.Document, draft: Instrument) -> ast.InstrumentNode:
    """Return a draft as it stands in its file, not as protocols beside it amend it."""
    items = (item for item in file.items if isinstance(item, ast.InstrumentNode))
    return next((item for item in items if item.name.text == draft.name), draft.node)


def _seen(shown: Iterable[Redline]) -> set[str | None]:
    """Return the anchors whose print differs; of what stands under no anchor, the empty one."""
    seen: set[str | None] = set()
    for found in shown:
        here = section = ""
        for passage in found.passages:
            if passage.section != section:
                here = section = passage.section
            labels = [p.label for p in (*passage.old, *passage.new) if p.label]
            here = labels[-1] if labels else here
            if passage.kind not in ("same", "renumbered"):
                seen |= {here, section, *labels}
    return seen


def _anchor(piece: Piece | None, anchored: Mapping[int, str]) -> str | None:
    """Return the anchor under which a part is printed: its own, or that of the nearest part around it."""
    while piece is not None:
        if id(piece.node) in anchored:
            return anchored[id(piece.node)]
        if piece.above is None or not isinstance(piece.above.node, ast.Node):
            return ""
        piece = piece.above
    return None


def _anchors(piece: Piece | None, anchored: Mapping[int, str]) -> Iterator[str | None]:
    """Yield the anchors under which a part may be printed: final clauses stand in articles of their own."""
    node = piece.node if piece is not None else None
    if piece is not None and isinstance(node, ast.FinalClauses):
        for line in piece.parts:
            yield from _anchors(line, anchored)
    elif isinstance(node, ast.Line) and piece is not None and piece.above is not None:
        if isinstance(piece.above.node, ast.FinalClauses):
            group = next((group for group in GROUPS if node.word.text in group), (node.word.text,))
            yield from (f"{word}_" for word in group)
        yield _anchor(piece, anchored)
    else:
        yield _anchor(piece, anchored)
        if isinstance(node, ast.PartyLine):
            yield ""  # among the opening words, and where it signs


def _around(files: tuple[ast.Document, ast.Document], drafts: tuple[Instrument, Instrument]) -> Iterator[Unprinted]:
    """Yield what differs between two files beside the instrument that is printed."""
    names = {draft.name for draft in drafts}
    before, after = (
        [i for i in one.items if not (isinstance(i, ast.InstrumentNode) and i.name.text in names)] for one in files
    )
    for change in _apart(before, after):
        yield Unprinted(*(_in_short(item) if item is not None else "" for item in change))
    remarks = [[" ".join(c.text.split()) for c in one.comments if _ACCEPTS.match(c.text)] for one in files]
    yield from (Unprinted(said, "") for said in remarks[0] if said not in remarks[1])
    yield from (Unprinted("", said) for said in remarks[1] if said not in remarks[0])


def _apart(before: Sequence[ast.Node], after: Sequence[ast.Node]) -> Iterator[tuple[ast.Node | None, ast.Node | None]]:
    """Yield the items that only one of two lists has, those of one kind and name as one that changed."""
    left = list(before)
    come = []
    for item in after:
        if item in left:
            left.remove(item)
        else:
            come.append(item)
    for item in come:
        other = next((one for one in left if _called(one) == _called(item)), None)
        if other is not None:
            left.remove(other)
        yield other, item
    yield from ((item, None) for item in left)


def _in_short(item: ast.Node, most: int = 200) -> str:
    """Return an item of a file on one line."""
    text = " ".join(item.span.text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _called(item: ast.Node) -> tuple[str, str]:
    """Return by what an item of a file is known."""
    named = getattr(item, "name", None) or getattr(item, "title", None) or getattr(item, "path", None)
    return type(item).__name__, named.text if isinstance(named, (ast.Name, ast.Text)) else ""


def _own(piece: Piece) -> object:
    """Return what a part says itself, without the parts in it."""
    return symbol(piece.node, _even, (inner_field(piece.node),)) if isinstance(piece.node, ast.Node) else None


def _even(text: str) -> str:
    """Return a quoted text without its layout, which shows in print where it matters."""
    return " ".join(text.split())


def _silent(one: object, other: object) -> bool:
    """Return whether two versions of a part differ in what is never printed: a label, a written number, a period."""
    if type(one) is not type(other) or not isinstance(one, ast.Node) or not isinstance(other, ast.Node):
        return False
    if _labels(one, other):
        return True
    leave = {"number", "citation", "interpreted", "period", "kind", inner_field(one)}
    return symbol(one, leave=leave) == symbol(other, leave=leave)


def _is_printed(piece: Piece, languages: Container[str]) -> bool:
    node, above = piece.node, piece.above
    if isinstance(node, ast.Prose) and node.language and node.language not in languages:
        return False
    if isinstance(node, _NEVER):
        return isinstance(node, ast.PartyLine) and _is_plain(node)
    if isinstance(node, ast.Line):  # the lines of final clauses and councils are printed, those of the heading are not
        return above is None or not isinstance(above.node, ast.InstrumentNode)
    if isinstance(node, _SENTENCES) and above is not None:
        return not any(isinstance(part.node, ast.Prose) for part in above.parts)  # agreed wording stands for them
    return True


def _said(piece: Piece) -> str:
    if not isinstance(piece.node, ast.Node):
        return ""
    text = piece.node.span.text if piece.inner is None else piece.head.strip()
    return " ".join(text.split())
