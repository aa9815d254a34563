"""The way of a comparison: match, effects, attribute, describe; each pass is a function from values to values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from treatylang.compare import context, options, parts, placing, rosters, verdicts
from treatylang.compare.accounted import unaccounted
from treatylang.compare.alteration import Alteration
from treatylang.compare.attribution import attributed
from treatylang.compare.balance import alterations_of, balance, promised, taken_whole
from treatylang.compare.canonical import Names, names_of
from treatylang.compare.changes import Difference
from treatylang.compare.combining import combined, with_prose
from treatylang.compare.matching import Matched, matched
from treatylang.compare.outline import outline
from treatylang.compare.standing import letters_changed, sentences_of
from treatylang.compare.telling import Measured, described
from treatylang.findings import Finding
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.syntax import ast

MOST_NORMS = 400
"""Sentences beyond which neither guarantees nor checks are compared: no treaty has so many, and each one costs."""


@dataclass(frozen=True)
class Side:
    """One of the two texts: its world, the instrument itself, and what the checks say of it.

    ``written`` is the text as it stands in its file, where protocols beside it amend it; nothing where it is the same.
    """

    world: World
    draft: Instrument
    findings: tuple[Finding, ...] = ()
    written: ast.InstrumentNode | None = None
    under: Callable[[Mapping[str, str]], Side] | None = field(default=None, compare=False)
    """The same text with options of its brackets chosen, each written out in the place of its bracket."""


def compared(old: Side, new: Side, question: Question | None = None) -> Difference:
    """Return everything that differs between two texts, in words and in law, under each option of open brackets."""
    asked = question or Question()
    found = _compared(old, new, asked)
    if old.under is None or new.under is None:
        return found
    brackets = options.open_brackets(old.draft, new.draft, names_of(old.draft, new.draft, {}))
    views = []
    for view in options.views_of(brackets) if brackets else ():
        before, after = options.chosen(view)
        supposed = replace(asked, options={**asked.options, **before, **after})
        base, revision = old.under(before) if before else old, new.under(after) if after else new
        views.append((view, compared(base, revision, supposed)))
    return options.together(found, views, brackets, (old.draft, new.draft)) if views else found


def _compared(old: Side, new: Side, question: Question) -> Difference:
    """Return what differs between two texts with their brackets as they stand."""
    found = matched(outline(old.draft), outline(new.draft))
    renamed = found.renamed()
    names = names_of(old.draft, new.draft, renamed)
    told = [*_around(old.draft, new.draft, found, names), *placing.placed(found, letters_changed(found, names))]
    told, names, measured = _weighed(old, new, question, found, names, told)
    told = with_prose(combined(told), [b for _, b in found.articles if b is not None])
    written = (old.written or old.draft.node, new.written or new.draft.node)
    told += unaccounted(old.draft, new.draft, names, told, written)
    news = verdicts.delta(old.findings, new.findings, renamed)
    return described(old.draft, new.draft, told, measured, news)


def _around(old: Instrument, new: Instrument, found: Matched, names: tuple[Names, Names]) -> Iterator[Alteration]:
    """Yield the alterations of what is not a sentence of an article: title, parties, clauses, definitions, prose."""
    yield from parts.treaty_title(old, new)
    yield from parts.parties(old, new)
    used = _Spoken(old, new)
    for one, other in found.lines:
        yield from parts.part(one, other, names, used, (old, new))
    for one, other in (*found.articles, *found.chapters):
        if one is not None and other is not None and one.is_deleted == other.is_deleted:
            yield from parts.titles(one, other, names)
    for one, other in found.leaves:
        piece = other or one
        if piece is not None and piece.sort != "sentence":
            yield from parts.part(one, other, names, used, (old, new))


def _weighed(
    old: Side, new: Side, question: Question, found: Matched, names: tuple[Names, Names], told: list[Alteration]
) -> tuple[list[Alteration], tuple[Names, Names], Measured | None]:
    """Return all alterations with their weight, what the texts call things there, and what the whole comes to.

    Nothing is weighed where no sentence was altered and nothing that sentences lean on.
    """
    sentences = sentences_of(found, names)
    moved = context.differs((old.world, old.draft), (new.world, new.draft), names)
    if not moved and not sentences.altered:
        return told, names, None
    scales = balance(
        (old.world, old.draft), (new.world, new.draft), question, found.renamed(), rosters.changes(told), moved=moved
    )
    told = [*told, *alterations_of(scales, sentences)]
    if moved:
        told = attributed(scales, told, sentences)
    few = max(len(old.draft.norms), len(new.draft.norms)) <= MOST_NORMS and new.draft.kind != "law"
    case = scales.scales[0].case
    whole = taken_whole(scales, sentences)
    return told, scales.names, Measured(case, whole, promised(scales, told if few else ()))


class _Spoken:
    """Whether prose speaks of a name; the names are gathered only when somebody asks."""

    def __init__(self, *texts: Instrument) -> None:
        self.texts = texts
        self.names: set[str] | None = None

    def __call__(self, name: str) -> bool:
        if self.names is None:
            prose = [n.text.text for t in self.texts for n in ast.walk(t.node) if isinstance(n, ast.Prose)]
            self.names = {piece.partition("}")[0].strip() for text in prose for piece in text.split("{")[1:]}
        return name in self.names
