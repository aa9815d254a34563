"""What the tests of areas share: expressions given as text, and who their names mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from treatylang.geography import Context, Globe, Shape, read
from treatylang.library.states import find
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.parser import parse


def definitions(text: str) -> dict[str, ast.Definition]:
    """Return the areas and groups that lines of a treaty define."""
    whole = f'treaty T "A Treaty" {{ status draft; {text} }}'
    document, findings = parse(Source("areas.treaty", whole))
    assert document is not None, [finding.message for finding in findings]
    return {part.name.text: part for part in document.items[0].parts if isinstance(part, ast.Definition)}


def expression(text: str) -> ast.AreaExpr:
    """Return an area expression."""
    return definitions(f'area It "it" = {text};')["It"].value


def context(
    parties: Sequence[str] = (), day: date | None = None, known: Mapping[str, ast.Definition] | None = None
) -> Context:
    """Return a context in which names are those of the list of states, and the parties are given."""

    def states(phrase: ast.AreaExpr, on: date | None) -> tuple[str, ...] | None:
        if isinstance(phrase, ast.Plural) and phrase.noun == "parties":
            return tuple(parties)
        if isinstance(phrase, ast.Quantified) and phrase.noun == "party":
            return tuple(parties)
        if isinstance(phrase, ast.Quantified) and phrase.adjective == "third":
            everybody = ("ARG", "BRN", "CHN", "KOR", "PRK", "RUS", "TWN", "MAR", "MYS", "VNM", "MHL", "JPN", "PHL")
            return tuple(code for code in everybody if code not in parties)
        if isinstance(phrase, ast.Words):
            found = [find(item.text) for item in phrase.items]
            return tuple(state.code for state in found if state) if all(found) else None
        return None

    def areas(name: str, on: date | None) -> tuple[ast.AreaExpr, bool] | None:
        known_one = (known or {}).get(name)
        return (known_one.value, known_one.interpreted) if known_one is not None else None

    return Context(states, areas, day)


def shape(globe: Globe, text: str, parties: Sequence[str] = (), day: date | None = None) -> Shape:
    """Return the shape of an area expression given as text."""
    return read(globe, expression(text), context(parties, day))
