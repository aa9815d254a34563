"""From an instrument to the outline of its text: preamble, articles, final clauses, testimonium, signatures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from babel import Locale, UnknownLocaleError

from treatylang.documents import final_clauses, prose
from treatylang.documents.alternatives import Held, bracketed, joining, lead, open_options
from treatylang.documents.amendments import amending
from treatylang.documents.articles import REPEATED, alternative, blocks, heading
from treatylang.documents.citation import line_titled, titled
from treatylang.documents.councils import council_paragraphs
from treatylang.documents.definitions import definitions
from treatylang.documents.ending import signatures, sort_key, testimonium
from treatylang.documents.marks import capital, clean, roman, runs, slanted
from treatylang.documents.outline import Block, Division, Entry, Outline, text_of
from treatylang.documents.tongue import Tongue
from treatylang.model.numbering import DEFINITIONS
from treatylang.model.standing import DELETED
from treatylang.syntax import ast

_LONG = 24
"""From how many headings on a text has a table of contents."""

_PAGE_WORDS = ("contents", "statements", "signatures", "preamble", "page")


def compose(tongue: Tongue) -> Outline:
    """Return the outline of the draft in the language of a tongue."""
    setting = tongue.setting
    draft = setting.draft
    whole = draft.node.kind != "law"
    body = _body(tongue, draft.node.parts)
    articles = tuple(d for d in body if d.kind not in ("annex", "statement"))
    annexes = tuple(d for d in body if d.kind == "annex")
    code = tongue.grammar.code if setting.spoken else setting.language
    return Outline(
        title=_title(tongue),
        language=code,
        direction=Locale.parse(code.replace("-", "_")).text_direction if _known(code) else "ltr",
        words={word: tongue.grammar.words[word] for word in _PAGE_WORDS},
        preamble=_preamble(tongue) if whole else (),
        body=articles,
        annexes=annexes,
        testimonium=testimonium(tongue) if whole else (),
        signatures=signatures(tongue) if whole else (),
        statements=tuple(d for d in body if d.kind == "statement"),
        contents=_contents([*articles, *annexes]),
    )


def _known(code: str) -> bool:
    try:
        Locale.parse(code.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return False
    return True


def _title(tongue: Tongue) -> str:
    draft = tongue.setting.draft
    said = line_titled(tongue, draft.headings)
    if not said and tongue.setting.language != tongue.setting.own_language:
        tongue.setting.missing(draft.name, f"`{draft.name}` has no title", draft.node.title.span)
    return said or clean(draft.title)


# -- preamble --


def _preamble(tongue: Tongue) -> tuple[Block, ...]:
    node = next((p for p in tongue.setting.draft.node.parts if isinstance(p, ast.Preamble)), None)
    names = sorted_names(tongue)
    if tongue.setting.names_parties:
        opening = capital(tongue.both(names)) + ","
        agreed = tongue.grammar.words["agreed"]
    else:
        opening = tongue.grammar.words["parties_to"].format(tongue.this("treaty"))
        agreed = tongue.grammar.words["agreed_parties"]
    found = [Block("opening", runs=runs(tongue.finish(opening)))]
    if tongue.setting.names_parties or not tongue.setting.signatories():
        for options, states in joining(tongue):
            said = tongue.both(_by_name(tongue, states))
            found.append(Block("opening", runs=runs(tongue.finish(bracketed(tongue, options, f"{capital(said)},")))))
    own, other = prose.chosen(tongue, node.recitals if node is not None else ())
    if not own and other:
        tongue.setting.missing("preamble", "the preamble has no wording", other[0].span)
    for recital in own or other:
        language = "" if own else recital.language or tongue.setting.own_language
        texts = prose.paragraphs(tongue, recital)
        found.extend(Block("recital", runs=runs(_participle(text)), language=language) for text in texts)
    for held in open_options(tongue):
        inner = next((part for part in held.parts if isinstance(part, ast.Preamble)), None)
        own, other = prose.chosen(tongue, inner.recitals if inner is not None else ())
        if not own and other:
            tongue.setting.missing("preamble", "the preamble has no wording", other[0].span)
        for recital in own or other:
            language = "" if own else recital.language or tongue.setting.own_language
            texts = [_participle(text) for text in prose.paragraphs(tongue, recital)]
            shown = [bracketed(tongue, held.options, text) for text in texts]
            found.extend(Block("recital", runs=runs(text), language=language) for text in shown)
    return (*found, Block("agreed", runs=runs(tongue.finish(agreed))))


def _participle(text: str) -> str:
    """Slant the word that opens a recital, where the script has slanted letters."""
    match = re.match(r"[^\W\d_]+(?=[ \u00a0])", text)
    if match is None or (not match[0].isascii() and "LATIN" not in unicodedata.name(match[0][0], "")):
        return text
    return slanted(match[0]) + text[match.end() :]


def sorted_names(tongue: Tongue) -> list[str]:
    """Return the parties by the names that a sentence gives them, in the alphabetical order of the language."""
    return _by_name(tongue, tongue.setting.signatories())


def _by_name(tongue: Tongue, states: Sequence[str]) -> list[str]:
    return [tongue.setting.state(s) for s in sorted(states, key=lambda s: sort_key(tongue.setting.state_label(s)))]


# -- articles --


def _body(tongue: Tongue, parts: Sequence[ast.Part]) -> tuple[Division, ...]:
    found: list[Division] = []
    terms = tongue.setting.draft.labels.get(DEFINITIONS)
    generated = terms is not None and isinstance(terms.node, ast.InstrumentNode)
    defined = definitions(tongue) if tongue.setting.draft.node.kind != "law" else ()
    found.extend(_divisions(tongue, parts))
    number = _last_number(tongue)
    lines = [line for part in parts if isinstance(part, ast.FinalClauses) for line in part.lines]
    held = [one for one in open_options(tongue, parts) if one.lines or _depositaries(one.headings)]
    if (lines or held) and not any(line.word.text == "depositary" for line in tongue.setting.draft.clauses):
        lines.extend(_depositaries(tongue.setting.draft.headings))
    others = [(*one.lines, *_depositaries(one.headings)) for one in held]
    annexes = [d for d in found if d.kind == "annex"]
    statements = [d for d in found if d.kind == "statement"]
    found = [d for d in found if d.kind not in ("annex", "statement")]
    if terms is not None and generated and defined:
        found.append(_definitions(tongue, defined, terms.number))
    for one in final_clauses.articles(tongue, lines, others):
        number += 1 if number else 0
        alternatives = [(held[place], said) for place, said in enumerate(one.alternatives) if said]
        paragraphs = _sentences(tongue, one.sentences, alternatives)
        head = heading(tongue, tongue.grammar.words["Article"], str(number) if number else "")
        found.append(Division("article", f"{one.word}_", runs(head), runs(one.title), paragraphs))
    if terms is None and defined and not _hollow(parts):
        found.append(_definitions(tongue, defined, ""))
    return (*found, *annexes, *statements)


def _hollow(parts: Sequence[ast.Part]) -> bool:
    """Return whether nothing but definitions stands there: an instrument that only lists words has no text."""
    return not any(isinstance(p, (ast.Article, ast.Chapter, ast.CouncilBlock, ast.FinalClauses)) for p in parts)


def _definitions(tongue: Tongue, defined: tuple[Block, ...], number: str) -> Division:
    title = tongue.grammar.titles["definitions"]
    head = heading(tongue, tongue.grammar.words["Article"], number) if number else ""
    return Division("article", DEFINITIONS, runs(head), runs(title), defined)


def _depositaries(headings: Sequence[ast.Line]) -> list[ast.Line]:
    return [line for line in headings if line.word.text == "depositary"]


def _sentences(
    tongue: Tongue, sentences: Sequence[str], alternatives: Sequence[tuple[Held, Sequence[str]]] = ()
) -> tuple[Block, ...]:
    """Return the paragraphs of an article; the alternatives of a bracket stand in the place of one more."""
    number = tongue.grammar.words["paragraph_number"]
    brackets = [id(held.bracket) for held, _ in alternatives]
    several = len(sentences) + len(set(brackets)) > 1
    found = [
        Block("paragraph", "", number.format(i) if several else "", runs(text)) for i, text in enumerate(sentences, 1)
    ]
    for place, (held, said) in enumerate(alternatives):
        count = len(sentences) + len(set(brackets[: place + 1]))
        again = REPEATED[min(brackets[:place].count(brackets[place]), len(REPEATED) - 1)]
        shown = number.format(f"{count}{again}") if several else ""
        text = " ".join([lead(tongue, held.options), *said])
        found.append(Block("paragraph", "", shown, runs(text), opening="[", closing="]"))
    return tuple(found)


def _last_number(tongue: Tongue) -> int:
    numbers = [
        re.sub(r"(?<=\d)(?: [a-z]+|[A-Z])$", "", label.number)
        for label in tongue.setting.draft.labels.values()
        if label.kind in ("article", "council")
    ]
    if any(not number.isdigit() for number in numbers):
        return 0
    return max((int(number) for number in numbers), default=0)


def _divisions(tongue: Tongue, parts: Sequence[ast.Part]) -> Iterator[Division]:
    chapter = 0
    amendments = 0
    for part in parts:
        if isinstance(part, ast.Article):
            yield _article(tongue, part)
        elif isinstance(part, ast.CouncilBlock):
            yield _council(tongue, part)
        elif isinstance(part, ast.Chapter):
            chapter += 1
            word = heading(tongue, tongue.grammar.words["chapter"], roman(chapter))
            where = tongue.setting.anchors.get(id(part), f"chapter-{chapter}")
            inner = tuple(_divisions(tongue, part.parts))
            yield Division("chapter", where, runs(word), runs(clean(part.title.text)), divisions=inner)
        elif isinstance(part, ast.Bracket):
            yield from _bracket(tongue, part)
        elif isinstance(part, ast.StatementBlock):
            yield _statement(tongue, part)
        elif isinstance(part, ast.Amendment):
            amendments += 1
            yield _amendment(tongue, part, _last_number(tongue) + amendments)


def _article(tongue: Tongue, part: ast.Article) -> Division:
    label = tongue.setting.labelled(part)
    number = label.number if label is not None else part.number
    tongue.setting.here = number
    word = tongue.grammar.words["annex" if part.division == "annex" else "Article"]
    found = blocks(tongue, part.body, plain=tongue.setting.draft.node.kind == "law")
    if not found and label is not None and label.name == DEFINITIONS:
        found = definitions(tongue)
    tongue.setting.here = ""
    title = _article_title(tongue, part, number)
    where = tongue.setting.anchors.get(id(part), "")
    return Division(part.division, where, runs(heading(tongue, word, number) if number else ""), runs(title), found)


def _article_title(tongue: Tongue, part: ast.Article, number: str) -> str:
    said = titled(tongue, part.body)
    if not said and part.title is not None and part.title.text == DELETED:
        return tongue.grammar.words["deleted"]
    if said or part.title is None or part.title.text == number:
        return said
    if tongue.setting.language != tongue.setting.own_language:
        tongue.setting.missing(
            str(part.span.start), f"the title `{clean(part.title.text)}` has no wording", part.title.span
        )
    return clean(part.title.text)


def _council(tongue: Tongue, part: ast.CouncilBlock) -> Division:
    label = tongue.setting.labelled(part)
    number = label.number if label is not None else ""
    title = line_titled(tongue, part.lines) or clean(part.title.text)
    where = tongue.setting.anchors.get(id(part), "")
    head = heading(tongue, tongue.grammar.words["Article"], number) if number else ""
    return Division("article", where, runs(head), runs(title), _sentences(tongue, council_paragraphs(tongue, part)))


def _bracket(tongue: Tongue, part: ast.Bracket) -> Iterator[Division]:
    options = tongue.setting.chosen(part)
    for option in options:
        inner = list(_divisions(tongue, option.body))  # type: ignore[arg-type]  # the options of such a bracket hold parts
        if len(options) == 1:
            yield from inner
            continue
        # Annexes and statements are printed apart from articles: each of them has brackets of its own.
        for apart in (("annex",), ("statement",), ()):
            group = [one for one in inner if (one.kind in apart if apart else one.kind not in ("annex", "statement"))]
            if group:
                sponsor = Block("sponsor", runs=runs(tongue.finish(alternative(tongue, option))))
                group[0] = replace(group[0], opening="[", blocks=(sponsor, *group[0].blocks))
                group[-1] = _closed(group[-1])
            yield from group


def _closed(division: Division) -> Division:
    """Put the closing bracket after the last words of a division."""
    if division.divisions:
        return replace(division, divisions=(*division.divisions[:-1], _closed(division.divisions[-1])))
    if not division.blocks:
        return replace(division, closing="]")
    return replace(division, blocks=(*division.blocks[:-1], _shut(division.blocks[-1])))


def _shut(block: Block) -> Block:
    if block.blocks:
        return replace(block, blocks=(*block.blocks[:-1], _shut(block.blocks[-1])))
    return replace(block, closing=block.closing + "]")


def _statement(tongue: Tongue, part: ast.StatementBlock) -> Division:
    forms = tongue.grammar.forms
    makers = tongue.both([tongue.item(item) for item in part.by])
    pieces = [tongue.grammar.words[part.making], forms["made_by"].format(makers)]
    if part.on is not None:
        pieces.append(forms["made_on"].format(tongue.noun_form(part.on.text)))
    if part.to is not None:
        pieces.append(forms["made_to"].format(tongue.item(part.to)))
    where = tongue.setting.anchors.get(id(part), "")
    title = runs(titled(tongue, part.body) or (clean(part.title.text) if part.title is not None else ""))
    return Division("statement", where, runs(tongue.finish(" ".join(pieces))), title, blocks(tongue, part.body))


def _amendment(tongue: Tongue, part: ast.Amendment, number: int) -> Division:
    inner: tuple[Division, ...] = ()
    below: tuple[Block, ...] = ()
    if isinstance(part.part, ast.Numbered):
        below = blocks(tongue, (part.part,))
    elif isinstance(part.part, (ast.Definition, ast.TermBlock)):
        below = tuple(
            replace(b, number="", kind="paragraph") for whole in definitions(tongue, (part.part,)) for b in whole.blocks
        )
    elif part.part is not None:
        inner = tuple(_divisions(tongue, (part.part,)))
    head = heading(tongue, tongue.grammar.words["Article"], str(number))
    first = Block("paragraph", runs=runs(amending(tongue, part)))
    return Division("article", "", runs(head), (), (first, *below), inner)


def _contents(divisions: Sequence[Division]) -> tuple[Entry, ...]:
    entries = list(_entries(divisions, 1))
    return tuple(entries) if len(entries) >= _LONG else ()


def _entries(divisions: Sequence[Division], level: int) -> Iterator[Entry]:
    for division in divisions:
        if division.anchor:
            yield Entry(division.anchor, text_of(division.heading), text_of(division.title), level)
        yield from _entries(division.divisions if division.kind == "chapter" else (), level + 1)
