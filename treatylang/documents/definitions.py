"""Use of terms: what the text says of its areas, groups and terms where the draft has no such article of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from treatylang.documents import prose
from treatylang.documents.areas import words_for
from treatylang.documents.articles import REPEATED, alternative
from treatylang.documents.citation import own_words
from treatylang.documents.marks import capital, clean, runs
from treatylang.documents.outline import Block, Run
from treatylang.documents.setting import anchor
from treatylang.documents.tongue import Tongue
from treatylang.syntax import ast

Defining = ast.Definition | ast.TermBlock


def definitions(tongue: Tongue, parts: Sequence[ast.Part] | None = None) -> tuple[Block, ...]:
    """Return the article on the use of terms, for some parts or for all; nothing where they define none."""
    entries: list[tuple[str, str, str, str]] = []
    for part, option in _defined(tongue, tongue.setting.draft.node.parts if parts is None else parts, None):
        said = _meaning(tongue, part)
        if said:
            entries.append((part.name.text, said, "[" if option else "", alternative(tongue, option) if option else ""))
    if not entries:
        return ()
    names = list(dict.fromkeys(entry[0] for entry in entries))
    seen = dict.fromkeys(names, 0)
    items = []
    for entry in entries:
        items.append(_item(tongue, names.index(entry[0]), seen[entry[0]], entry))
        seen[entry[0]] += 1
    closed = [*(_ended(block, tongue.grammar.words["item_end"]) for block in items[:-1]), _ended(items[-1], ".")]
    this = tongue.this("treaty")
    return (
        Block(
            "paragraph",
            "",
            "",
            runs(capital(tongue.finish(tongue.grammar.forms["definitions"].format(this)))),
            tuple(closed),
        ),
    )


def _item(tongue: Tongue, index: int, repeated: int, entry: tuple[str, str, str, str]) -> Block:
    name, said, opening, lead = entry
    letters = "abcdefghijklmnopqrstuvwxyz"
    letter = letters[index] if index < 26 else letters[index // 26 - 1] + letters[index % 26]
    text = f"{lead} {said}".strip()
    number = tongue.grammar.words["item_number"].format(letter) + REPEATED[min(repeated, len(REPEATED) - 1)]
    where = anchor(name) if repeated == 0 else ""
    return Block("item", where, number, runs(tongue.finish(text)), opening=opening, closing="]" if opening else "")


def _ended(block: Block, mark: str) -> Block:
    last = block.runs[-1]
    return replace(block, runs=(*block.runs[:-1], replace(last, text=last.text.rstrip(" .,;\u00a0")), Run(mark)))


def _defined(
    tongue: Tongue, parts: Sequence[ast.Part], option: ast.Option | None
) -> Iterator[tuple[Defining, ast.Option | None]]:
    """Yield what is defined, of several dated versions the one of the day that was asked for, else the last."""
    versions: dict[str, ast.Definition] = {}
    for part in parts:
        if isinstance(part, ast.Definition) and _covers(tongue, part):
            versions[part.name.text] = part
    for part in parts:
        if isinstance(part, ast.TermBlock) or (
            isinstance(part, ast.Definition) and versions.get(part.name.text) is part
        ):
            yield part, option
        elif isinstance(part, ast.Chapter):
            yield from _defined(tongue, part.parts, option)
        elif isinstance(part, ast.Bracket):
            chosen = tongue.setting.chosen(part)
            for inner in chosen:
                yield from _defined(tongue, _parts(inner), inner if len(chosen) > 1 else None)


def _parts(option: ast.Option) -> tuple[ast.Part, ...]:
    return option.body  # type: ignore[return-value]  # the options of a bracket among parts hold parts


def _covers(tongue: Tongue, part: ast.Definition) -> bool:
    day = tongue.setting.question.as_of
    if day is None or part.period is None:
        return True
    since, until = part.period.since.day, part.period.until.day if part.period.until is not None else None
    return (since is None or since <= day) and (until is None or day < until)


def _meaning(tongue: Tongue, part: Defining) -> str:
    label = tongue.setting.draft.labels.get(part.name.text)
    words = own_words(tongue, label) if label is not None else clean(part.words.text if part.words else part.name.text)
    shown = tongue.grammar.stripped(tongue.grammar.unquoted(words))
    form = tongue.grammar.forms["definition"]
    if isinstance(part, ast.Definition):
        return form.format(shown, words_for(tongue, part.value, places=part.kind == "area"))
    own, other = prose.chosen(tongue, part.body)
    if not own and other:
        tongue.setting.missing(part.name.text, f"`{part.name.text}` has no definition", part.span)
    said = " ".join(text for wording in own or other for text in prose.paragraphs(tongue, wording))
    return (
        form.format(shown, said[:1].lower() + said[1:] if said[1:2].islower() or said[1:2] == " " else said)
        if said
        else ""
    )


def spoken_areas(tongue: Tongue) -> tuple[tuple[str, str], ...]:
    """Return what each area of a draft is called and what it means, as plain text."""
    found = []
    for part, _ in _defined(tongue, tongue.setting.draft.node.parts, None):
        if isinstance(part, ast.Definition) and part.kind == "area":
            words = part.words.text if part.words is not None else part.name.text
            means = runs(tongue.finish(words_for(tongue, part.value)))
            found.append((words, "".join(run.text for run in means)))
    return tuple(found)
