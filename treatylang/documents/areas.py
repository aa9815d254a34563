"""Areas and groups in words: what a definition says behind *means*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatylang.documents.conditions import kind_of
from treatylang.documents.marks import clean
from treatylang.syntax import ast

if TYPE_CHECKING:
    from treatylang.documents.tongue import Tongue

_AREAS = (
    ast.AreaPlus,
    ast.AreaExcept,
    ast.AreaWithin,
    ast.AreaClip,
    ast.AreaHeld,
    ast.Sea,
    ast.NamedPart,
    ast.Belt,
    ast.Polygon,
    ast.AreaGroup,
)


def is_area(node: object) -> bool:
    """Return whether a node is a form that only areas have."""
    return isinstance(node, _AREAS)


def words_for(tongue: Tongue, node: object) -> str:
    """Return an area expression in words."""
    forms = tongue.grammar.forms
    if isinstance(node, ast.AreaGroup):
        return words_for(tongue, node.area)
    if isinstance(node, ast.AreaPlus):
        return tongue.both([_piece(tongue, piece) for piece in _sum(node)])
    if isinstance(node, ast.AreaExcept):
        return forms["area_except"].format(_piece(tongue, node.left), _piece(tongue, node.right))
    if isinstance(node, ast.AreaWithin):
        if kind_of(tongue, node.right) == "region":
            region = tongue.grammar.stripped(_piece(tongue, node.right))
            return forms["area_within_region"].format(_piece(tongue, node.left), region)
        return forms["area_within"].format(_piece(tongue, node.left), _piece(tongue, node.right))
    if isinstance(node, ast.AreaClip):
        from treatylang.documents.tongue import angle

        return forms[f"area_{node.side}"].format(_piece(tongue, node.area), angle(node.limit, tongue.grammar))
    if isinstance(node, ast.AreaHeld):
        return _held(tongue, node)
    if isinstance(node, ast.Sea):
        return tongue.setting.place("sea", clean(node.name.text), node.name.span)
    if isinstance(node, ast.NamedPart):
        name = tongue.setting.place("part", clean(node.name.text), node.name.span)
        return forms["part_of"].format(name, tongue.phrase_of(node.of)) if node.of is not None else name
    if isinstance(node, ast.Belt):
        return forms["belt"].format(node.miles.text, _piece(tongue, node.around))
    if isinstance(node, ast.Polygon):
        return _polygon(tongue, node)
    if isinstance(node, ast.Plural) and node.noun == "states":
        return tongue.grammar.words["the_states"]
    if isinstance(node, (ast.Words, ast.Of)):
        return tongue.phrase_of(node, joined="and") if isinstance(node, ast.Of) else _names(tongue, node)
    return tongue.phrase_of(node)


def _piece(tongue: Tongue, node: object) -> str:
    return words_for(tongue, node)


def _names(tongue: Tongue, node: ast.Words) -> str:
    """Return names of places; a place of the vocabulary (*land*, *high seas*) with its article."""
    pieces = []
    for item in node.items:
        word = tongue.setting.word(item.text) if isinstance(item, ast.Name) else None
        said = tongue.item(item)
        pieces.append(tongue.grammar.definite(said) if word is not None and word.kind in ("place", "object") else said)
    return tongue.both(pieces)


def _sum(node: ast.AreaPlus) -> list[ast.AreaExpr]:
    """Return what a chain of ``plus`` adds up, in the order of the text."""
    pieces: list[ast.AreaExpr] = [node.right]
    left = node.left
    while isinstance(left, ast.AreaPlus):
        pieces.append(left.right)
        left = left.left
    return [left, *reversed(pieces)]


def _held(tongue: Tongue, node: ast.AreaHeld) -> str:
    forms = tongue.grammar.forms
    area = words_for(tongue, node.area)
    if not isinstance(node.area, ast.Of):
        area = tongue.grammar.definite(area)
    holder = tongue.phrase_of(node.by)
    several = f"held_{node.how}_plural"
    form = several if several in forms and tongue.grammar.plural(holder) else f"held_{node.how}"
    said = forms[form].format(area, holder)
    return forms["held_on"].format(said, tongue.day(node.on)) if node.on is not None else said


def _polygon(tongue: Tongue, node: ast.Polygon) -> str:
    from treatylang.documents.tongue import angle

    points = [f"{angle(north, tongue.grammar)}, {angle(east, tongue.grammar)}" for north, east in node.points]
    return tongue.grammar.forms[f"polygon_{node.edge}"].format("; ".join(points))
