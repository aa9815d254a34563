"""From the body of an article to numbered paragraphs: wording where it was agreed, sentences where it was not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from treatylang.documents import final_clauses, prose
from treatylang.documents.citation import numbered
from treatylang.documents.councils import council_sentences
from treatylang.documents.marks import clean, runs
from treatylang.documents.outline import Block
from treatylang.documents.sentences import UNCONDITIONAL, Opening, sentence
from treatylang.documents.tongue import Tongue
from treatylang.model.standing import keeps_numbers
from treatylang.syntax import ast

REPEATED = ("", *(f" {suffix}" for suffix in ast.SUFFIXES))
"""How alternatives are numbered: the first keeps its number."""


@dataclass(frozen=True)
class Piece:
    """A sentence, a paragraph of wording or a table; or, with ``options``, alternatives that are still negotiated.

    ``again`` is what a sentence says right after another one with the same ``opening``: *In that event, …*.
    """

    text: str = ""
    language: str = ""
    whole: bool = False
    options: tuple[tuple[ast.Option, tuple[Piece, ...]], ...] = ()
    again: str = ""
    opening: Opening = UNCONDITIONAL
    table: prose.Passage | None = None


def blocks(tongue: Tongue, bodies: Sequence[ast.Body], *, plain: bool = False) -> tuple[Block, ...]:
    """Return the paragraphs of an article; ``plain`` numbers none that the draft leaves unnumbered."""
    inner = [body for body in bodies if isinstance(body, ast.Numbered)]
    found: list[list[Block]] = []
    for piece in pieces(tongue, bodies):
        if piece.table is not None and found:
            last = found[-1][-1]
            found[-1][-1] = replace(last, blocks=(*last.blocks, _table(piece.table, piece.language)))
        else:
            found.append(_loose(tongue, piece))
    count = plain or len(found) < 2 or bool(inner)
    shown = found if count else [_counted(tongue, group, str(i)) for i, group in enumerate(found, 1)]
    return (*(block for group in shown for block in group), *(b for body in inner for b in paragraph(tongue, body, 0)))


def _table(table: prose.Passage, language: str) -> Block:
    """Return a table: rows of cells; the first row may be its head."""
    rows = tuple(
        Block(
            "head" if table.headed and index == 0 else "row",
            blocks=tuple(Block("cell", runs=runs(cell)) for cell in row),
        )
        for index, row in enumerate(table.rows)
    )
    return Block("table", blocks=rows, language=language)


def _loose(tongue: Tongue, piece: Piece) -> list[Block]:
    if piece.table is not None:
        return [_table(piece.table, piece.language)]
    if not piece.options:
        return [Block("paragraph", runs=runs(piece.text), language=piece.language)]
    return list(_alternatives(tongue, piece, ""))


def _counted(tongue: Tongue, group: list[Block], number: str) -> list[Block]:
    form = tongue.grammar.words["paragraph_number"]
    return [
        replace(
            block,
            number=form.format(number + REPEATED[min(i, len(REPEATED) - 1)]) if not block.number else block.number,
        )
        for i, block in enumerate(group)
    ]


def paragraph(tongue: Tongue, body: ast.Numbered, depth: int) -> Iterator[Block]:
    """Yield a numbered paragraph; several where all of it is bracketed alternatives."""
    form = "item_number" if body.lettered else "paragraph_number" if depth == 0 else "inner_number"
    number = tongue.grammar.words[form].format(body.number)
    kind = "item" if body.lettered or depth else "paragraph"
    where = tongue.setting.anchors.get(id(body), "")
    loose = list(pieces(tongue, body.body))
    if not body.body and keeps_numbers(tongue.setting.draft.node):
        loose = [Piece(tongue.grammar.words["deleted"])]
    inner = [b for n in body.body if isinstance(n, ast.Numbered) for b in paragraph(tongue, n, depth + 1)]
    if len(loose) == 1 and loose[0].options and not inner:
        yield from _alternatives(tongue, loose[0], tongue.grammar.words[form], body.number, where, kind)
        return
    before: list[str] = []
    below: list[Block] = []
    language = ""
    last = UNCONDITIONAL
    for piece in loose:
        if piece.table is not None:
            below.append(_table(piece.table, piece.language))
        elif piece.options:
            below.extend(_alternatives(tongue, piece, ""))
        elif below or (before and piece.whole):
            below.append(Block("continued", runs=runs(piece.text), language=piece.language))
        else:
            before.append(piece.again if piece.again and piece.opening == last else piece.text)
            last = piece.opening
            language = piece.language or language
    yield Block(kind, where, number, runs(" ".join(before)), (*below, *inner), language=language)


def _alternatives(
    tongue: Tongue, piece: Piece, form: str, number: str = "", where: str = "", kind: str = "paragraph"
) -> Iterator[Block]:
    for index, (option, inner) in enumerate(piece.options):
        shown = form.format(number + REPEATED[min(index, len(REPEATED) - 1)]) if form else ""
        lead = tongue.grammar.finish(alternative(tongue, option))
        first = [p for p in inner if not p.options and p.table is None]
        rest = [b for p in inner if p.options for b in _alternatives(tongue, p, "")]
        rest += [_table(p.table, p.language) for p in inner if p.table is not None]
        nested = [b for n in option.body if isinstance(n, ast.Numbered) for b in paragraph(tongue, n, 1)]
        text = " ".join([lead, *(p.text for p in first)])
        yield Block(kind, where if index == 0 else "", shown, runs(text), (*rest, *nested), "[", "]")


def alternative(tongue: Tongue, option: ast.Option) -> str:
    """Return what stands before an alternative: *Alternative A (Australia; Philippines):*."""
    forms = tongue.grammar.forms
    name = clean(option.name.text)
    if not option.sponsors:
        return forms["alternative_unsponsored"].format(name)
    return forms["alternative"].format(name, ", ".join(_sponsor(tongue, item) for item in option.sponsors))


def _sponsor(tongue: Tongue, item: ast.Name | ast.Text | ast.Ref) -> str:
    if isinstance(item, ast.Ref):
        return tongue.item(item)
    meaning = tongue.setting.meaning(item)
    return tongue.setting.state_label(meaning.name) if meaning.kind == "state" else tongue.item(item)


# -- what a body says --


def pieces(tongue: Tongue, bodies: Sequence[ast.Body], opening: Opening = UNCONDITIONAL) -> Iterator[Piece]:
    """Yield the sentences of a body, its numbered paragraphs left out."""
    own, other = prose.chosen(tongue, bodies)
    ruled = any(isinstance(b, (ast.Sentence, ast.When, ast.Timed, ast.Bracket)) for b in bodies)
    for wording in own:
        yield from (_passage(passage) for passage in prose.passages(tongue, wording))
    if not own and other and not ruled:
        for wording in other:
            tongue.setting.missing(str(wording.span.start), "a paragraph has no wording", wording.span)
            language = wording.language or tongue.setting.own_language
            yield from (_passage(passage, language) for passage in prose.passages(tongue, wording))
    for body in bodies:
        if isinstance(body, (ast.Sentence, ast.When, ast.Timed, ast.Bracket)):
            if not own:
                yield from _ruled(tongue, body, opening)
        elif isinstance(body, ast.CouncilBlock):
            yield Piece(" ".join(council_sentences(tongue, body)))
        elif isinstance(body, ast.FinalClauses):
            yield from (Piece(text) for line in body.lines for text in final_clauses.sentences(tongue, line))
        elif isinstance(body, ast.ReadingBlock) and tongue.setting.draft.kind == "law":
            words = clean(body.words.text) if body.words is not None else clean(body.name.text.replace("-", " "))
            inner = [piece.text for piece in pieces(tongue, body.body, opening)]
            yield Piece(" ".join([tongue.grammar.forms["reading"].format(words), *inner]))


def _passage(passage: prose.Passage, language: str = "") -> Piece:
    return Piece(passage.text, language, True, table=passage if passage.rows else None)


def _ruled(tongue: Tongue, rule: ast.Body, opening: Opening) -> Iterator[Piece]:
    if isinstance(rule, ast.When):
        deeper = replace(opening, triggers=(*opening.triggers, rule.condition))
        for inner in rule.rules:
            yield from _ruled(tongue, inner, deeper)
    elif isinstance(rule, ast.Timed):
        deeper = replace(opening, timing=(*opening.timing, (rule.order, rule.act)))
        for inner in rule.rules:
            yield from _ruled(tongue, inner, deeper)
    elif isinstance(rule, ast.Bracket):
        options = tongue.setting.chosen(rule)
        said = tuple((o, tuple(pieces(tongue, _bodies(o), opening))) for o in options)
        if len(said) == 1:
            yield from said[0][1]
        else:
            yield Piece(options=said)
    elif not isinstance(rule, ast.Sentence):  # what a chosen option held: it is printed as it was in the bracket
        yield from pieces(tongue, (rule,), opening)
    else:
        again = sentence(tongue, rule, opening, again=True) if opening.triggers else ""
        yield Piece(sentence(tongue, rule, opening), again=again, opening=opening)


def _bodies(option: ast.Option) -> tuple[ast.Body, ...]:
    return option.body  # type: ignore[return-value]  # the options of a bracket among rules hold bodies


def heading(tongue: Tongue, word: str, number: str) -> str:
    """Return the heading of an article or annex: *Article 3 bis*."""
    return numbered(tongue.grammar.words["heading"].format(word, number)) if number else word
