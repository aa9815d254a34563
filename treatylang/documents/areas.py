"""Areas and groups in words: what a definition says after *means*, so that two areas are never said alike.

An expression is brought into sums of terms first: a term is a place (or a sum), the limits within which it lies, and
what is taken out of it. Limits and exceptions may be told in any order, since each only takes away.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from treatylang.documents.conditions import kind_of
from treatylang.documents.listing import enumerated
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
_TAILED = (ast.AreaHeld, ast.Belt, ast.Polygon)
"""Forms whose last words could take in what follows them."""


_PLACES = frozenset({"area", "place", "object", "region"})
"""Kinds of words and labels that are places by themselves."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What several terms have together."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A place or a sum, all of its limits, and all that is taken out of it; a limit is a term or a parallel."""

    base: ast.AreaExpr | Sum
    limits: tuple[Term | ast.AreaClip, ...] = ()
    less: tuple[Term, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether it is one place without limits and exceptions, whose words end where they seem to end."""
        return not (self.limits or self.less) and not isinstance(self.base, (Sum, *_TAILED))


def is_area(node: object) -> bool:
    """Return whether a node is a form that only areas have."""
    return isinstance(node, _AREAS)


def words_for(tongue: Tongue, node: object, *, places: bool = True) -> str:
    """Return an area expression in words; without ``places`` the names of states are states, as in a group."""
    return _Speaker(tongue, places).said(term_of(node), 0)


def term_of(node: object) -> Term:
    """Return an area expression as a term, its parentheses resolved."""
    if isinstance(node, ast.AreaGroup):
        return term_of(node.area)
    if isinstance(node, ast.AreaPlus):
        terms = (*_pieces(term_of(node.left)), *_pieces(term_of(node.right)))
        return Term(Sum(terms))
    if isinstance(node, ast.AreaExcept):
        left = term_of(node.left)
        return Term(left.base, left.limits, (*left.less, *_pieces(term_of(node.right))))
    if isinstance(node, ast.AreaWithin):
        left, right = term_of(node.left), term_of(node.right)
        return Term(left.base, (*left.limits, Term(right.base), *right.limits), (*left.less, *right.less))
    if isinstance(node, ast.AreaClip):
        inner = term_of(node.area)
        return Term(inner.base, (*inner.limits, node), inner.less)
    if isinstance(node, ast.Words) and len(node.items) > 1:
        return Term(Sum(tuple(Term(ast.Words(node.span, (item,))) for item in node.items)))
    return Term(node)  # type: ignore[arg-type]  # every other form of an area is one place


def _pieces(term: Term) -> tuple[Term, ...]:
    """Return the terms that a term adds up, itself where it is not a bare sum."""
    return term.base.terms if isinstance(term.base, Sum) and not (term.limits or term.less) else (term,)


class _Whole(Enum):
    """How what stands after the words of a place is tied to all of them, and not to the last of them alone."""

    NOUN = "noun"
    TAIL = "tail"
    SUM = "sum"
    LISTED = "listed"


class _Speaker:
    """Says terms in one language; ``depth`` is that of the enumerations around them."""

    def __init__(self, tongue: Tongue, places: bool) -> None:
        self.tongue = tongue
        self.forms = tongue.grammar.forms
        self.places = places

    def said(self, term: Term, depth: int) -> str:
        limits = [limit for limit in term.limits if isinstance(limit, ast.AreaClip) or self._short(limit)]
        long = [limit for limit in term.limits if limit not in limits]
        words, whole = self._base(term, depth)
        inner = depth if whole is _Whole.NOUN else depth + 1
        if limits:
            within = self.tongue.both([self._limit(limit, depth) for limit in limits])
            words = self.forms[f"area_{whole.value}_within"].format(words, within)
        if term.less:
            words = self.forms[f"area_{whole.value}_except"].format(words, self._less(term.less, inner))
        for limit in long:
            assert isinstance(limit, Term)
            pieces = [self.said(one, depth + 1) for one in _pieces(limit)]
            listed = enumerated(self.tongue, pieces, "or", depth)
            words = self.forms[f"area_{whole.value}_in_any"].format(words, listed)
        return words

    def _base(self, term: Term, depth: int) -> tuple[str, _Whole]:
        """Return the words of what a term is about, and how limits and exceptions have to be joined to them."""
        if isinstance(term.base, Sum):
            return self._sum(term.base.terms, "and", depth), _Whole.SUM
        said = self._place(term.base, depth)
        if isinstance(term.base, ast.Belt) and not self._short(term_of(term.base.around)):
            return said, _Whole.LISTED
        return said, _Whole.TAIL if isinstance(term.base, _TAILED) else _Whole.NOUN

    # -- sums --

    def _sum(self, terms: tuple[Term, ...], word: str, depth: int) -> str:
        if self._flat(terms):
            pieces = [self.said(term, depth) for term in terms]
            return self.tongue.both(pieces) if word == "and" else self.tongue.either(pieces)
        return enumerated(self.tongue, [self.said(term, depth + 1) for term in terms], word, depth)

    def _flat(self, terms: tuple[Term, ...]) -> bool:
        """Return whether a plain list of terms can be read in one way only."""
        if not all(term.plain for term in terms):
            return False
        for index, term in enumerate(terms[:-1]):
            later = [one.base for one in terms[index + 1 :]]
            # *the land and the territory of Japan*: of whom is the land?
            if self._common(term.base) and any(isinstance(base, ast.Of) for base in later):
                return False
            # *the islands of Japan and Hawaii*: whose are the islands?
            named = isinstance(term.base, ast.Of) and isinstance(term.base.owner, ast.Words | ast.Of)
            if named and any(not isinstance(base, ast.Of) for base in later):
                return False
        return True

    def _common(self, base: ast.AreaExpr | Sum) -> bool:
        return isinstance(base, ast.Words) and kind_of(self.tongue, base) in ("object", "place")

    # -- limits and exceptions --

    def _short(self, limit: Term) -> bool:
        """Return whether a limit can be told without marks: one place, or a plain list."""
        terms = _pieces(limit)
        if len(terms) == 1 and not (terms[0].limits or terms[0].less) and not isinstance(terms[0].base, Sum):
            base = terms[0].base
            return not isinstance(base, ast.Belt) or self._short(term_of(base.around))
        return self._flat(terms)

    def _limit(self, limit: Term | ast.AreaClip, depth: int) -> str:
        if isinstance(limit, ast.AreaClip):
            from treatylang.documents.tongue import angle

            return self.forms[f"area_{limit.side}"].format(angle(limit.limit, self.tongue.grammar))
        terms = _pieces(limit)
        if all(kind_of(self.tongue, term.base) == "region" for term in terms):
            regions = [self.tongue.grammar.stripped(self.said(term, depth)) for term in terms]
            return self.forms["area_within_region"].format(self.tongue.either(regions))
        return self.forms["area_within"].format(self._sum(terms, "or", depth))

    def _less(self, less: tuple[Term, ...], depth: int) -> str:
        pieces = [self._taken(term, depth) for term in less]
        if len(pieces) == 1:
            return pieces[0]
        if self._flat(less):
            return self.tongue.both(pieces)
        return enumerated(self.tongue, [self._taken(term, depth + 1) for term in less], "and", depth)

    def _taken(self, term: Term, depth: int) -> str:
        """Return what is taken out; of that, what is left in after all stands after *other than*."""
        if not term.less:
            return self.said(term, depth)
        return self.forms["area_other_than"].format(
            self.said(Term(term.base, term.limits), depth), self._less(term.less, depth + 1)
        )

    # -- places --

    def _place(self, node: ast.AreaExpr, depth: int) -> str:
        tongue = self.tongue
        if isinstance(node, ast.AreaHeld):
            return self._held(node)
        if isinstance(node, ast.Sea):
            return tongue.setting.place("sea", clean(node.name.text), node.name.span)
        if isinstance(node, ast.NamedPart):
            name = tongue.setting.place("part", clean(node.name.text), node.name.span)
            return self.forms["part_of"].format(name, tongue.phrase_of(node.of)) if node.of is not None else name
        if isinstance(node, ast.Belt):
            around = term_of(node.around)
            said = self._sum(_pieces(around), "or", depth) if self._short(around) else self._piece_of(around, depth)
            return self.forms["belt"].format(node.miles.text, said)
        if isinstance(node, ast.Polygon):
            return _polygon(tongue, node)
        if isinstance(node, ast.Plural) and node.noun == "states":
            return tongue.grammar.words["the_states"]
        if isinstance(node, ast.Words):
            return self._named(node)
        return tongue.phrase_of(node, joined="and") if isinstance(node, ast.Of) else self._whose(node)

    def _piece_of(self, term: Term, depth: int) -> str:
        """Return a term as one place that nothing after it can belong to: *any place in the following area: …*."""
        pieces = [self.said(one, depth + 1) for one in _pieces(term)]
        return self.forms["area_any_place"].format(enumerated(self.tongue, pieces, "or", depth))

    def _named(self, node: ast.Words) -> str:
        """Return a name; a place of the vocabulary (*land*, *high seas*) with its article, a state as its territory."""
        item = node.items[0]
        word = self.tongue.setting.word(item.text) if isinstance(item, ast.Name) else None
        said = self.tongue.item(item)
        if word is not None and word.kind in ("place", "object"):
            return self.tongue.grammar.definite(said)
        if not isinstance(item, ast.Ref) and self.tongue.setting.meaning(item).kind == "state":
            return self._soil(said)
        return said

    def _whose(self, node: ast.AreaExpr) -> str:
        said = self.tongue.phrase_of(node)
        if isinstance(node, ast.Plural | ast.Quantified | ast.SomeOf) and kind_of(self.tongue, node) not in _PLACES:
            return self._soil(said)
        return said

    def _soil(self, owner: str) -> str:
        """Return the territory of whom an area names without saying what of theirs it is."""
        soil = next((w for w in self.tongue.setting.draft.lexicon.words("object") if w.owner == "place"), None)
        if not self.places or soil is None:
            return owner
        return self.forms["of"].format(self.tongue.grammar.definite(self.tongue.noun_form(soil.name)), owner)

    def _held(self, node: ast.AreaHeld) -> str:
        area = (
            self.said(term_of(node.area), 0) if not isinstance(node.area, ast.Of) else self.tongue.phrase_of(node.area)
        )
        if not isinstance(node.area, ast.Of):
            area = self.tongue.grammar.definite(area)
        holder = self.tongue.phrase_of(node.by, joined="and")
        several = f"held_{node.how}_plural"
        form = several if several in self.forms and self.tongue.grammar.plural(holder) else f"held_{node.how}"
        said = self.forms[form].format(area, holder)
        return self.forms["held_on"].format(said, self.tongue.day(node.on)) if node.on is not None else said


def _polygon(tongue: Tongue, node: ast.Polygon) -> str:
    from treatylang.documents.tongue import angle

    points = [f"{angle(north, tongue.grammar)}, {angle(east, tongue.grammar)}" for north, east in node.points]
    return tongue.grammar.forms[f"polygon_{node.edge}"].format("; ".join(points))
