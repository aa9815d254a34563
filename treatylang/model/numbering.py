"""Labels and computed numbers: which article is the fifth, what `@collective-defence` refers to.

Articles count through the whole text, chapters included, and annexes by themselves. A council or a group of articles
that stands among the parts takes a number where it becomes an article of the text. Written numbers are locks in a draft
(``wrong-number`` compares them) and are the numbers themselves in laws and excerpts (ruling 24).

Where a draft defines terms and areas, has no article labelled ``definitions`` and locks no number, the generated "Use
of terms" is the article after its last one, before the final clauses: every article of the file has the number that
somebody who counts them gives it. The label ``definitions`` has that number. Elsewhere definitions take no number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from treatylang.findings import Finding, Label, Severity
from treatylang.model.instrument import Labelled
from treatylang.source import Span
from treatylang.syntax import ast

DEFINITIONS = "definitions"


@dataclass
class Numbering:
    """The labels of one instrument, by every name under which they may be referred to."""

    labels: dict[str, Labelled] = field(default_factory=dict)
    paths: dict[int, str] = field(default_factory=dict)
    """Path of each article, paragraph and council, by the identity of its node."""
    findings: list[Finding] = field(default_factory=list)
    _counted: tuple[int, int] = (0, 0)
    """How many articles and annexes came before."""
    _elsewhere: Counter[tuple[str, int]] = field(default_factory=Counter)
    """In how many options beside the one that is looked at a number of an article or annex is given."""
    _used: list[tuple[str, int]] = field(default_factory=list)
    """The numbers that were given in the option that is looked at."""
    _own: set[str] = field(default_factory=set)
    _stands: tuple[tuple[int, int], ...] = ()
    """The brackets around the part that is looked at, each with the number of the option."""
    _stood: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """The brackets around the part that was first given a name."""

    def next_article(self) -> str:
        """Return the number of the next article that is counted."""
        self._counted = (self._counted[0] + 1, self._counted[1])
        return self._alternative("article", self._counted[0])

    def next_annex(self) -> str:
        """Return the number of the next annex."""
        self._counted = (self._counted[0], self._counted[1] + 1)
        return self._alternative("annex", self._counted[1])

    def _alternative(self, division: str, number: int) -> str:
        """Return a number, told apart from those that are given in other options; beyond *decies* in figures."""
        before = self._elsewhere[division, number]
        self._used.append((division, number))
        suffix = f" {ast.SUFFIXES[before - 1]}" if 0 < before <= len(ast.SUFFIXES) else f" ({before + 1})"
        return f"{number}{suffix if before else ''}"

    def path_of(self, node: ast.Node) -> str:
        """Return the label path of an article, paragraph or council of this instrument."""
        return self.paths.get(id(node), "")

    def number_of(self, node: ast.Node) -> str:
        """Return the computed number of such a node, empty where it has none."""
        labelled = self.labels.get(self.path_of(node))
        return labelled.number if labelled else ""


def number(instrument: ast.InstrumentNode, *, as_written: bool) -> Numbering:
    """Give every part of an instrument its label path and number.

    ``as_written``: written numbers are the numbers (laws, excerpts).
    """
    numbering = Numbering()
    _parts(numbering, instrument.parts, as_written, 0)
    if not as_written and generates_definitions(instrument):
        last = numbering.next_article()
        numbering.labels[DEFINITIONS] = Labelled(DEFINITIONS, "article", last, "Use of terms", DEFINITIONS, instrument)
    return numbering


def generates_definitions(instrument: ast.InstrumentNode) -> bool:
    """Return whether an article of the text is generated from the terms, areas and groups."""
    if instrument.kind == "law":
        return False
    articles = [node for node in ast.walk(instrument) if isinstance(node, ast.Article) and node.division == "article"]
    defined = any(
        isinstance(part, ast.TermBlock) or (isinstance(part, ast.Definition) and part.words is not None)
        for part in instrument.parts
    )
    locked = any(article.number for article in articles)
    named = any(article.label is not None and article.label.text == DEFINITIONS for article in articles)
    return defined and not locked and not named


def _parts(numbering: Numbering, parts: Sequence[ast.Node], as_written: bool, alternative: int) -> None:
    for part in parts:
        if isinstance(part, ast.Article):
            _article(numbering, part, as_written)
        elif isinstance(part, ast.CouncilBlock):
            name = part.label.text if part.label else "council"
            figure = "" if as_written else numbering.next_article()
            _add(numbering, name, "council", figure, part.title.text, name, part)
        elif isinstance(part, ast.Chapter):
            if part.label is not None:
                _add(numbering, part.label.text, "chapter", "", part.title.text, part.label.text, part)
            _parts(numbering, part.parts, as_written, alternative)
        elif isinstance(part, ast.Bracket):
            _add(numbering, part.name.text, "bracket", "", part.name.text, part.name.text, part)
            _options(numbering, part, as_written)
        else:
            _other(numbering, part, alternative)


def _options(numbering: Numbering, bracket: ast.Bracket, as_written: bool) -> None:
    """Number the parts of each option from the same number on; what follows the bracket comes after the longest.

    Of two options that give one number to an article each, the second has *bis*.
    """
    start, outer = numbering._counted, numbering._elsewhere
    highest, elsewhere = start, Counter(outer)
    used: list[tuple[str, int]] = []
    for index, option in enumerate(bracket.options):
        numbering._counted, numbering._elsewhere, numbering._used = start, Counter(elsewhere), []
        with _inside(numbering, bracket, index):
            _parts(numbering, option.body, as_written, index)
        highest = (max(highest[0], numbering._counted[0]), max(highest[1], numbering._counted[1]))
        elsewhere.update(set(numbering._used))
        used += numbering._used
    numbering._counted, numbering._elsewhere, numbering._used = highest, outer, used


def _other(numbering: Numbering, part: ast.Node, alternative: int) -> None:
    if isinstance(part, ast.Definition):
        known = numbering.labels.get(part.name.text)
        if known is not None and known.kind == part.kind and isinstance(known.node, ast.Definition):
            versions = part.period is not None and known.node.period is not None
            if versions or alternative:
                return
        words = part.words.text if part.words else part.name.text
        _add(numbering, part.name.text, part.kind, "", words, part.name.text, part)
    elif isinstance(part, ast.TermBlock):
        _add(numbering, part.name.text, "term", "", part.words.text, part.name.text, part)
    elif isinstance(part, ast.CircumstanceLine):
        words = part.words.text if part.words else part.name.text
        _add(numbering, part.name.text, "circumstance", "", words, part.name.text, part)
    elif isinstance(part, ast.StatementBlock) and part.label is not None:
        words = part.title.text if part.title else part.making
        _add(numbering, part.label.text, "statement", "", words, part.label.text, part)
    elif isinstance(part, ast.PartyLine):
        for party in part.names:
            if party.alias is not None:
                _add(numbering, party.alias.text, "party", "", party.alias.text, party.alias.text, party)


def _article(numbering: Numbering, part: ast.Article, as_written: bool) -> None:
    written = part.citation.text if part.citation is not None else part.number
    if as_written:
        # In a law, a lone quoted text after `article` is its number: `article "XVIII section 25" as foreign-bases`.
        name = written or (part.title.text if part.title is not None else "")
    elif part.division == "annex":
        name = numbering.next_annex()
    elif inserted(part) and part.citation is not None:
        name = part.citation.text  # put in between later: nothing after it moves
    else:
        name = numbering.next_article()
    path = part.label.text if part.label else f"{part.division}-{name.replace(' ', '-') or len(numbering.paths) + 1}"
    words = part.title.text if part.title is not None else ""
    _add(numbering, path, part.division, name, words, path, part, own=part.label is not None)
    _bodies(numbering, part.body, path, name)


def inserted(part: ast.Article) -> bool:
    """Return whether an article has a written number that it got between two others: *1 bis*, *5A*."""
    return part.citation is not None and ast.PUT_IN.fullmatch(part.citation.text) is not None


@contextmanager
def _inside(numbering: Numbering, bracket: ast.Bracket, index: int) -> Iterator[None]:
    """Note in which option of a bracket the parts stand that are looked at meanwhile."""
    before = numbering._stands
    numbering._stands = (*before, (id(bracket), index))
    yield
    numbering._stands = before


def _alternatives(numbering: Numbering, name: str) -> bool:
    """Return whether a name was first given in another option of a bracket in which the part stands."""
    here = dict(numbering._stands)
    return any(here.get(bracket, option) != option for bracket, option in numbering._stood.get(name, ()))


def _same(one: ast.Node, other: ast.Node) -> bool:
    """Return whether two parts of one name may stand in two options: circumstances only if they are the same one."""
    return one == other or not isinstance(one, ast.CircumstanceLine)


def _bodies(numbering: Numbering, bodies: Sequence[ast.Node], path: str, name: str) -> None:
    count = 0
    for body in bodies:
        if isinstance(body, ast.Numbered):
            count += 1
            inner = f"{name}({body.number})" if name else f"({body.number})"
            by_number = f"{path}.{body.number}"
            _add(numbering, by_number, "paragraph", inner, "", by_number, body, own=False)
            if body.label is not None:
                _add(numbering, body.label.text, "paragraph", inner, "", body.label.text, body)
            numbering.paths[id(body)] = body.label.text if body.label is not None else by_number
            _bodies(numbering, body.body, by_number, inner)
        elif isinstance(body, ast.ReadingBlock):
            _bodies(numbering, body.body, path, name)
        elif isinstance(body, ast.CouncilBlock) and body.label is not None:
            _add(numbering, body.label.text, "council", name, body.title.text, body.label.text, body)
        elif isinstance(body, ast.CircumstanceLine):
            _other(numbering, body, 0)
        elif isinstance(body, ast.Bracket):
            _add(numbering, body.name.text, "bracket", "", body.name.text, body.name.text, body)
            for index, option in enumerate(body.options):
                with _inside(numbering, body, index):
                    _bodies(numbering, option.body, path, name)


def _add(
    numbering: Numbering, name: str, kind: str, figure: str, words: str, path: str, node: ast.Node, *, own: bool = True
) -> None:
    numbering.paths.setdefault(id(node), path)
    known = numbering.labels.get(name)
    if known is not None and own and name in numbering._own:
        alternatives = _alternatives(numbering, name)
        if alternatives and known.kind == kind and _same(known.node, node):
            return
        ways = "rename one of the two; labels, areas, groups and terms share one set of names"
        if alternatives:
            ways = "rename one of the two, or choose an option: `--option BRACKET=X`"
        numbering.findings.append(
            Finding(
                "duplicate-label",
                Severity.ERROR,
                f"the name `{name}` is given twice in this instrument",
                _name_span(node, name),
                remark="given here again",
                labels=(Label(_name_span(known.node, name), f"the first `{name}` is a {known.kind}"),),
                help=(ways,),
                node=path,
            )
        )
        return
    if own:
        numbering._own.add(name)
        numbering._stood.setdefault(name, numbering._stands)
    if known is None or own:
        numbering.labels[name] = Labelled(name, kind, figure, words, path, node)


def _name_span(node: ast.Node, name: str) -> Span:
    """Return the place where a node is given its name; the whole node where that cannot be told."""
    for child in ast.children(node):
        if isinstance(child, ast.Name) and child.text == name:
            return child.span
    return node.span
