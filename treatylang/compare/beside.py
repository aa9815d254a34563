"""What a file says besides its treaties and laws: imports, words and clauses that it declares, its scenarios."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from treatylang.compare.canonical import Verbatim, canonical, plain
from treatylang.compare.changes import EDITORIAL, REVIEW, Change, Place
from treatylang.syntax import ast

_EFFECT = {
    "import": "the text is read beside other files",
    "word": "what words mean may be another thing",
    "vocabulary": "what words mean may be another thing",
    "clause": "texts that use the clause may say another thing; where one does, that is told of the text",
    "use": "the words stand in the text itself, or in the clause; what they say is told of the text",
    "scenario": "the text is tested with other cases; no situation is decided differently",
}
Key = tuple[str, str, int]


def beside(old: Sequence[ast.Document], new: Sequence[ast.Document], told: Iterable[Change] = ()) -> Iterator[Change]:
    """Yield what differs between files outside their treaties, protocols and laws, and which clauses these use.

    That a clause is used, or no longer, is no change of its own where what it says came or went: that is ``told``.
    """
    names = Verbatim()
    both = _named(old) & _named(new)
    before, after = (_parts(side, both) for side in (old, new))
    known = list(told)
    lines = _lines(known)
    gone = _lines(one for one in known if None in (one.base, one.revision))
    for key in dict.fromkeys((*before, *after)):
        one, other = before.get(key), after.get(key)
        # The order of an unordered list is layout (ruling 47).
        if canonical(one, names, exactly=True) == canonical(other, names, exactly=True):
            continue
        change = _change(key, one, other)
        if key[0] != "use" or not _lines([change]) & (lines if change.action == "change" else gone):
            yield change


def _lines(changes: Iterable[Change]) -> set[tuple[str, int]]:
    """Return the lines at which changes stand, with their files."""
    return {(place.file, place.line) for one in changes for place in (one.base, one.revision) if place is not None}


def _named(documents: Sequence[ast.Document]) -> set[str]:
    """Return the names of the texts of a side; of one text alone the name does not matter."""
    names = {item.name.text for one in documents for item in one.items if isinstance(item, ast.InstrumentNode)}
    return {*names, ""} if len(names) == 1 else names


def _parts(documents: Sequence[ast.Document], both: Container[str]) -> dict[Key, ast.Node]:
    """Return the parts by kind and name; words of a vocabulary one by one, and what texts of ``both`` sides use."""
    found: dict[Key, ast.Node] = {}

    def add(kind: str, name: str, node: ast.Node) -> None:
        number = 0
        while (kind, name, number) in found:
            number += 1
        found[kind, name, number] = node

    for document in documents:
        for item in document.items:
            if isinstance(item, ast.Import):
                add("import", item.path.text, item)
            elif isinstance(item, ast.Scenario):
                add("scenario", item.title.text, item)
            elif isinstance(item, ast.ModelClause):
                add("clause", item.name.text, item)
            elif isinstance(item, ast.Vocabulary):
                add("vocabulary", item.name.text, item.title or item.name)
                for word in item.words:
                    add("word", word.name.text, word)
            elif "" in both or item.name.text in both:
                for part in item.parts:
                    if isinstance(part, ast.Use):
                        add("use", part.name.text, part)
    return found


def _change(key: Key, one: ast.Node | None, other: ast.Node | None) -> Change:
    kind, name, _ = key
    said = [_short(plain(node.span)) if node is not None else "" for node in (one, other)]
    action = "change" if one is not None and other is not None else "add" if one is None else "remove"
    told = {"change": f"{said[0]} became {said[1]}", "add": "is added", "remove": "is gone"}[action]
    if kind == "use":
        kind = "clause"
        told = {"add": "is used for what was written out", "remove": "is written out"}.get(action, told)
    return Change(
        level=EDITORIAL if key[0] in ("scenario", "use") else REVIEW,
        area="text",
        kind="reference" if action == "change" else "existence",
        action=action,
        node=f"{kind}/{name}",
        base=Place(one.span) if one is not None else None,
        revision=Place(other.span) if other is not None else None,
        old=said[0],
        new=said[1],
        message=f"{kind} `{name}`: {told}" if action == "change" else f"{kind} `{name}` {told}",
        effect=_EFFECT[key[0]],
    )


def _short(text: str, most: int = 200) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"
