"""From what the parser reduces to nodes of the tree, built during the parse: one method for each form of the grammar.

The parser hands every method all that was read, keywords included, so that a node's span runs from its first word to
its last. Methods are named after the rules and aliases of ``grammar/treaty.lark``.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from lark import Token, Transformer

from treatylang.source import Source, Span
from treatylang.syntax import ast
from treatylang.syntax.angles import degrees_of, plainly

Children = list[Any]


def day_of(text: str) -> date | None:
    """Return the date that an ISO text names, ``None`` where the calendar has no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class Build(Transformer[Token, ast.Document]):
    """Builds the tree of one source. Everything that varies is a token: nothing here knows a word of the vocabulary."""

    src = Source("", "")
    """The source being read; ``parser.py`` sets it before each parse."""

    def __init__(self) -> None:
        super().__init__(visit_tokens=False)

    # -- places and words --

    def _span(self, children: Children) -> Span:
        first, last = children[0], children[-1]
        if isinstance(last, tuple):  # the point of a polygon
            last = last[-1]
        start = (first.start_pos or 0) if isinstance(first, Token) else first.span.start
        end = (last.end_pos or 0) if isinstance(last, Token) else last.span.end
        return Span(self.src, start, end)

    def _token_span(self, token: Token) -> Span:
        return Span(self.src, token.start_pos or 0, token.end_pos or 0)

    def _name(self, token: Token) -> ast.Name:
        return ast.Name(self._token_span(token), str(token))

    def _text(self, token: Token) -> ast.Text:
        if token.type == "BLOCK":
            return ast.Text(self._token_span(token), token[3:-3], True)
        return ast.Text(self._token_span(token), token[1:-1])

    def _day(self, token: Token) -> ast.Day:
        return ast.Day(self._token_span(token), str(token), day_of(token))

    def _angle(self, token: Token) -> ast.Angle:
        return ast.Angle(self._token_span(token), plainly(token), degrees_of(token))

    def _number(self, token: Token) -> ast.Number:
        return ast.Number(self._token_span(token), str(token))

    def _word(self, token: Token) -> ast.Name | ast.Text | ast.Ref:
        if token.type == "STRING":
            return self._text(token)
        if token.type == "REF":
            return self._ref(token)
        return self._name(token)

    def _ref(self, token: Token) -> ast.Ref:
        return ast.Ref(self._token_span(token), token[1:])

    def _plain(self, token: Token) -> ast.Name | ast.Text:
        """Return a name or text, where the grammar reads no reference."""
        return self._text(token) if token.type == "STRING" else self._name(token)

    def _names(self, children: Children) -> tuple[ast.Name, ...]:
        return tuple(self._name(c) for c in children if isinstance(c, Token) and c.type == "NAME")

    @staticmethod
    def _nodes(children: Children) -> tuple[Any, ...]:
        return tuple(c for c in children if not isinstance(c, Token))

    @staticmethod
    def _first(children: Children, kind: type[Any]) -> Any:
        return next((c for c in children if isinstance(c, kind)), None)

    @staticmethod
    def _token(children: Children, *types: str) -> Token | None:
        return next((c for c in children if isinstance(c, Token) and c.type in types), None)

    @staticmethod
    def _after(children: Children, word: str) -> Any:
        """Return what follows the keyword ``word``, ``None`` where the keyword was not written."""
        for index, child in enumerate(children):
            if isinstance(child, Token) and child.value == word and child.type not in ("NAME", "STRING"):
                return children[index + 1]
        return None

    def _name_after(self, children: Children, word: str) -> ast.Name | None:
        token = self._after(children, word)
        return self._name(token) if token is not None else None

    # -- files --

    def start(self, children: Children) -> ast.Document:
        return ast.Document(self.src, tuple(children))

    def import_(self, children: Children) -> ast.Import:
        return ast.Import(self._span(children), self._text(children[1]))

    def vocabulary(self, children: Children) -> ast.Vocabulary:
        title = self._token(children, "STRING")
        words = self._nodes(children)
        return ast.Vocabulary(
            self._span(children), self._name(children[1]), self._text(title) if title else None, words
        )

    def word(self, children: Children) -> ast.WordEntry:
        words = self._token(children, "STRING")
        return ast.WordEntry(
            self._span(children),
            self._name(children[0]),
            self._name(children[1]),
            self._text(words) if words else None,
            tuple(c for c in children if isinstance(c, ast.WordClause)),
            tuple(c for c in children if isinstance(c, ast.Prose)),
        )

    def wclause(self, children: Children) -> ast.WordClause:
        names = tuple(str(c) for c in children[1:] if c.type == "NAME")
        return ast.WordClause(self._span(children), str(children[0]), names)

    def takes(self, children: Children) -> ast.WordClause:
        names = tuple(str(c) for c in children[1:] if c.value != ",")
        return ast.WordClause(self._span(children), "takes", names)

    def exactly(self, children: Children) -> ast.WordClause:
        return ast.WordClause(self._span(children), "exactly", ())

    def usual(self, children: Children) -> ast.WordClause:
        return ast.WordClause(self._span(children), "usual", (str(children[1]),))

    def slotword(self, children: Children) -> Token:
        token: Token = children[0]
        return token

    def meaning(self, children: Children) -> Token:
        token: Token = children[0]
        return token

    def treaty(self, children: Children) -> ast.InstrumentNode:
        return self._instrument("treaty", children)

    def protocol(self, children: Children) -> ast.InstrumentNode:
        return self._instrument("protocol", children)

    def law(self, children: Children) -> ast.InstrumentNode:
        return self._instrument("law", children)

    def _instrument(self, kind: str, children: Children) -> ast.InstrumentNode:
        brace = next(i for i, c in enumerate(children) if isinstance(c, Token) and c.type == "LBRACE")
        return ast.InstrumentNode(
            self._span(children),
            kind,
            self._name(children[1]),
            self._text(children[2]),
            children[4] if kind == "law" else None,
            self._name(children[4]) if kind == "protocol" else None,
            tuple(children[brace + 1 : -1]),
        )

    def clause(self, children: Children) -> ast.ModelClause:
        inner = self._nodes(children)
        return ast.ModelClause(
            self._span(children),
            self._name(children[1]),
            self._text(children[2]),
            tuple(c for c in inner if isinstance(c, ast.Taking)),
            tuple(c for c in inner if not isinstance(c, ast.Taking)),
        )

    def taking(self, children: Children) -> ast.Taking:
        words = self._token(children[3:], "STRING")
        return ast.Taking(
            self._span(children),
            str(children[1]),
            self._name(children[2]),
            self._text(words) if words else None,
            self._after(children, "="),
        )

    # -- parts --

    def use(self, children: Children) -> ast.Use:
        return ast.Use(
            self._span(children), self._name(children[2]), self._name_after(children, "as"), self._slots(children)
        )

    def line(self, children: Children) -> ast.Line:
        of = self._after(children, "of")
        return ast.Line(
            self._span(children),
            self._name(children[0]),
            of,
            self._slots(children[1:]),
            tuple(c for c in children if isinstance(c, ast.Qualification)),
        )

    def _slots(self, children: Children) -> tuple[ast.Slot, ...]:
        return tuple(c for c in children if isinstance(c, ast.Slot))

    def assume(self, children: Children) -> ast.Assume:
        return ast.Assume(self._span(children), self._nodes(children))

    def under(self, children: Children) -> ast.Under:
        return ast.Under(self._span(children), self._after(children, "of"), self._names(children))

    def treaties(self, children: Children) -> ast.TreatiesRank:
        above, below = self._names(children)
        return ast.TreatiesRank(self._span(children), above, below)

    def party(self, children: Children) -> ast.PartyLine:
        return ast.PartyLine(
            self._span(children),
            tuple(c for c in children if isinstance(c, ast.PartyName)),
            tuple(c for c in children if isinstance(c, ast.PartyStatus)),
        )

    def pname(self, children: Children) -> ast.PartyName:
        who = children[0]
        return ast.PartyName(
            self._span(children),
            self._word(who) if isinstance(who, Token) else who,
            self._name_after(children, "as"),
        )

    def pstat(self, children: Children) -> ast.PartyStatus:
        day = self._token(children, "DATE")
        return ast.PartyStatus(self._span(children), str(children[0]), self._day(day) if day else None)

    def defined(self, children: Children) -> ast.Definition:
        words = self._token(children, "STRING")
        return ast.Definition(
            self._span(children),
            str(children[0]),
            self._name(children[1]),
            self._text(words) if words else None,
            self._first(children, ast.Period),
            self._token(children, "INTERPRETED") is not None,
            children[-2],
        )

    def define(self, children: Children) -> Token:
        token: Token = children[0]
        return token

    def period(self, children: Children) -> ast.Period:
        return ast.Period(
            self._span(children), self._day(children[1]), self._day(children[3]) if len(children) > 2 else None
        )

    def circumstance(self, children: Children) -> ast.CircumstanceLine:
        words = self._token(children, "STRING")
        return ast.CircumstanceLine(
            self._span(children),
            self._name(children[1]),
            self._name_after(children, "of"),
            self._text(words) if words else None,
            self._name_after(children, "is"),
            self._after(children, "="),
        )

    def term(self, children: Children) -> ast.TermBlock:
        return ast.TermBlock(
            self._span(children), self._name(children[1]), self._text(children[2]), self._nodes(children)
        )

    def preamble(self, children: Children) -> ast.Preamble:
        return ast.Preamble(self._span(children), self._nodes(children))

    def chapter(self, children: Children) -> ast.Chapter:
        return ast.Chapter(
            self._span(children),
            self._text(children[1]),
            self._name_after(children, "as"),
            self._nodes(children),
        )

    def article(self, children: Children) -> ast.Article:
        brace = next(i for i, c in enumerate(children) if isinstance(c, Token) and c.type == "LBRACE")
        head = children[1:brace]
        number = head[0] if head and head[0].type in ("NUMBER", "NAME") else None
        texts = [self._text(c) for c in head if c.type == "STRING"]
        cited = len(texts) == 2 or (len(texts) == 1 and ast.PUT_IN.fullmatch(texts[0].text) is not None)
        return ast.Article(
            self._span(children),
            str(children[0]),
            str(number) if number is not None else "",
            texts[0] if cited else None,
            texts[-1] if len(texts) > cited else None,
            self._name_after(head, "as"),
            tuple(children[brace + 1 : -1]),
        )

    def division(self, children: Children) -> Token:
        token: Token = children[0]
        return token

    def organ(self, children: Children) -> ast.CouncilBlock:
        return ast.CouncilBlock(
            self._span(children),
            self._text(children[1]),
            self._name_after(children, "as"),
            self._nodes(children),
        )

    def final(self, children: Children) -> ast.FinalClauses:
        return ast.FinalClauses(self._span(children), self._nodes(children))

    def statement(self, children: Children) -> ast.StatementBlock:
        brace = next(i for i, c in enumerate(children) if isinstance(c, Token) and c.type == "LBRACE")
        head = children[1:brace]
        title = head[0] if isinstance(head[0], Token) and head[0].type == "STRING" else None
        by: ast.Words = self._after(head, "by")
        to = self._after(head, "to")
        return ast.StatementBlock(
            self._span(children),
            str(children[0]),
            self._text(title) if title else None,
            self._name_after(head, "as"),
            by.items,
            self._name_after(head, "on"),
            ast.Ref(self._token_span(to), to[1:]) if to is not None else None,
            tuple(children[brace + 1 : -1]),
        )

    def making(self, children: Children) -> Token:
        token: Token = children[0]
        return token

    def source(self, children: Children) -> ast.SourceNote:
        day = self._token(children, "DATE")
        return ast.SourceNote(
            self._span(children),
            self._text(children[1]),
            self._day(day) if day else None,
            self._token(children, "UNVERIFIED") is not None,
        )

    def slotside(self, children: Children) -> Token:
        token: Token = children[0]
        return token

    def replace(self, children: Children) -> ast.Amendment:
        return self._amendment("replace", "", children[1], children)

    def insert(self, children: Children) -> ast.Amendment:
        return self._amendment("insert", str(children[1]), children[2], children)

    def delete(self, children: Children) -> ast.Amendment:
        return self._amendment("delete", "", children[1], children)

    def _amendment(self, action: str, side: str, target: Token, children: Children) -> ast.Amendment:
        part = None if action == "delete" else children[-1]
        return ast.Amendment(self._span(children), action, side, ast.Ref(self._token_span(target), target[1:]), part)

    # -- bodies --

    def numbered(self, children: Children) -> ast.Numbered:
        lettered = children[0].type == "LPAR"
        brace = next(i for i, c in enumerate(children) if isinstance(c, Token) and c.type == "LBRACE")
        return ast.Numbered(
            self._span(children),
            str(children[1] if lettered else children[0]),
            lettered,
            self._name_after(children[:brace], "as"),
            tuple(children[brace + 1 : -1]),
        )

    def prose_line(self, children: Children) -> ast.Prose:
        prose: ast.Prose = children[0]
        return ast.Prose(self._span(children), prose.language, prose.text)

    def prose(self, children: Children) -> ast.Prose:
        language = str(children[0]) if len(children) == 2 else ""
        return ast.Prose(self._span(children), language, self._text(children[-1]))

    def reading(self, children: Children) -> ast.ReadingBlock:
        brace = next(i for i, c in enumerate(children) if isinstance(c, Token) and c.type == "LBRACE")
        head = children[:brace]
        words = self._token(head, "STRING")
        standing = self._token(head, "PREVAILING", "PROPOSED")
        return ast.ReadingBlock(
            self._span(children),
            self._name(children[1]),
            self._text(words) if words else None,
            self._first(head, ast.Period),
            str(standing) if standing else "",
            tuple(children[brace + 1 : -1]),
        )

    def standing(self, children: Children) -> Token:
        token: Token = children[0]
        return token

    def cure(self, children: Children) -> ast.CureLine:
        return ast.CureLine(
            self._span(children),
            self._slots(children),
            tuple(c for c in children if isinstance(c, ast.Qualification)),
        )

    # -- rules --

    def when(self, children: Children) -> ast.When:
        braced = isinstance(children[-1], Token)
        return ast.When(self._span(children), children[1], self._nodes(children[2:]), braced)

    def timed(self, children: Children) -> ast.Timed:
        braced = isinstance(children[-1], Token)
        return ast.Timed(self._span(children), str(children[0]), children[1], self._nodes(children[2:]), braced)

    overdue = timed

    def order(self, children: Children) -> Token:
        token: Token = children[0]
        return token

    late = order

    def bracket(self, children: Children) -> ast.Bracket:
        return ast.Bracket(self._span(children), self._name(children[1]), self._nodes(children), False)

    def alternatives(self, children: Children) -> ast.Bracket:
        return ast.Bracket(self._span(children), self._name(children[1]), self._nodes(children), True)

    def option(self, children: Children) -> ast.Option:
        sponsors = self._after(children, "by")
        body = self._nodes(children[4 if sponsors is not None else 2 :])
        return ast.Option(
            self._span(children), self._name(children[1]), sponsors.items if sponsors is not None else (), body
        )

    alternative = option

    def sentence(self, children: Children) -> ast.Sentence:
        return ast.Sentence(self._span(children), children[0], children[1], tuple(children[2:-1]))

    def norm(self, children: Children) -> ast.NormPredicate:
        modal: list[Token] = children[0]
        span = Span(self.src, modal[0].start_pos or 0, self._span(children[-1:]).end)
        rest = children[1:]
        any_of = isinstance(rest[0], list)
        return ast.NormPredicate(
            span,
            " ".join(modal),
            tuple(self._name(c) for c in rest if isinstance(c, Token) and c.type == "NAME"),
            any_of,
            self._after(rest, "of"),
            self._slots(rest),
        )

    def modal(self, children: Children) -> Children:
        return children

    def anyof(self, children: Children) -> Children:
        return children

    def _text_predicate(self, kind: str, children: Children) -> ast.TextPredicate:
        phrase = children[-1] if isinstance(children[-1], ast.Phrase) else None
        return ast.TextPredicate(self._span(children), kind, phrase, self._slots(children))

    def counts_as(self, children: Children) -> ast.TextPredicate:
        return self._text_predicate("counts-as", children)

    def not_counts_as(self, children: Children) -> ast.TextPredicate:
        return self._text_predicate("not-counts-as", children)

    def prevails(self, children: Children) -> ast.TextPredicate:
        return self._text_predicate("prevails", children)

    def yields(self, children: Children) -> ast.TextPredicate:
        return self._text_predicate("yields", children)

    def replaces(self, children: Children) -> ast.TextPredicate:
        return self._text_predicate("replaces", children)

    def applies(self, children: Children) -> ast.TextPredicate:
        return self._text_predicate("applies", children)

    def not_applies(self, children: Children) -> ast.TextPredicate:
        return self._text_predicate("not-applies", children)

    def phrase(self, children: Children) -> ast.Phrase:
        return ast.Phrase(self._span(children), children[0], tuple(children[1:]))

    # -- slots --

    def _slot(self, word: str, children: Children) -> ast.Slot:
        values: list[Any] = []
        for child in children:
            if not isinstance(child, Token):
                values.append(child)
            elif child.type == "DATE":
                values.append(self._day(child))
            elif child.type == "STRING":
                values.append(self._text(child))
            elif child.type == "ANGLE":
                values.append(self._angle(child))
            elif child.type == "NUMBER":
                values.append(self._number(child))
        return ast.Slot(self._span(children), word, tuple(values))

    def slot_to(self, children: Children) -> ast.Slot:
        return self._slot("to", children)

    def slot_on(self, children: Children) -> ast.Slot:
        return self._slot("on", children)

    def slot_by(self, children: Children) -> ast.Slot:
        return self._slot("by", children)

    def slot_with(self, children: Children) -> ast.Slot:
        return self._slot("with", children)

    def slot_against(self, children: Children) -> ast.Slot:
        return self._slot("against", children)

    def slot_for(self, children: Children) -> ast.Slot:
        return self._slot("for", children)

    def slot_after(self, children: Children) -> ast.Slot:
        return self._slot("after", children)

    def slot_within(self, children: Children) -> ast.Slot:
        return self._slot("within", children)

    def slot_under(self, children: Children) -> ast.Slot:
        return self._slot("under", children)

    def slot_including(self, children: Children) -> ast.Slot:
        return self._slot("including", children)

    def slot_except(self, children: Children) -> ast.Slot:
        return self._slot("except", children)

    def slot_in(self, children: Children) -> ast.Slot:
        return self._slot("in", children)

    def slot_outside(self, children: Children) -> ast.Slot:
        return self._slot("outside", children)

    def slot_from(self, children: Children) -> ast.Slot:
        return self._slot("from", children)

    def slot_at(self, children: Children) -> ast.Slot:
        return self._slot("at", children)

    def slot_opinion(self, children: Children) -> ast.Slot:
        return self._slot("opinion", children)

    def slot_object(self, children: Children) -> ast.Slot:
        return self._slot("object", children)

    def slot_date(self, children: Children) -> ast.Slot:
        return self._slot("date", children)

    def slot_number(self, children: Children) -> ast.Slot:
        return self._slot("number", children)

    def slot_accordance(self, children: Children) -> ast.Slot:
        return self._slot("accordance", children)

    def slot_discretion(self, children: Children) -> ast.Slot:
        return self._slot("discretion", children)

    # -- conditions --

    def _qualification(self, word: str, children: Children) -> ast.Qualification:
        last = children[-1]
        value = self._day(last) if isinstance(last, Token) else last
        return ast.Qualification(self._span(children), word, value)

    def q_unless(self, children: Children) -> ast.Qualification:
        return self._qualification("unless", children)

    def q_if(self, children: Children) -> ast.Qualification:
        return self._qualification("if", children)

    def q_until(self, children: Children) -> ast.Qualification:
        return self._qualification("until", children)

    q_until_date = q_until

    def q_when(self, children: Children) -> ast.Qualification:
        return self._qualification("when", children)

    def q_notwithstanding(self, children: Children) -> ast.Qualification:
        return self._qualification("notwithstanding", children)

    def q_subject_to(self, children: Children) -> ast.Qualification:
        return self._qualification("subject-to", children)

    def or_(self, children: Children) -> ast.Or:
        return ast.Or(self._span(children), children[0], children[2])

    def and_(self, children: Children) -> ast.And:
        return ast.And(self._span(children), children[0], children[2])

    def not_(self, children: Children) -> ast.Not:
        return ast.Not(self._span(children), children[1])

    def atom(self, children: Children) -> ast.Atom:
        return ast.Atom(self._span(children), children[0])

    def acted(self, children: Children) -> ast.Atom:
        return ast.Atom(self._span(children), children[0], True)

    def group(self, children: Children) -> ast.Group:
        return ast.Group(self._span(children), children[1])

    # -- noun phrases --

    def np(self, children: Children) -> ast.NounPhrase:
        if len(children) == 1:
            only: ast.NounPhrase = children[0]
            return only
        return ast.Modified(self._span(children), children[0], tuple(children[1:]))

    def concerning(self, children: Children) -> ast.Modifier:
        return ast.Modifier(self._span(children), "concerning", children[-1])

    def conflicting(self, children: Children) -> ast.Modifier:
        return ast.Modifier(self._span(children), str(children[0]), children[-1])

    def directed(self, children: Children) -> ast.Modifier:
        return ast.Modifier(self._span(children), "directed", children[-1])

    def of(self, children: Children) -> ast.Of:
        return ast.Of(self._span(children), children[0], children[2])

    def some_of(self, children: Children) -> ast.SomeOf:
        return ast.SomeOf(self._span(children), str(children[0]), children[2])

    def self(self, children: Children) -> ast.Self:
        return ast.Self(self._span(children))

    def this(self, children: Children) -> ast.This:
        return ast.This(self._span(children), str(children[1]))

    def amount(self, children: Children) -> ast.Amount:
        measured = isinstance(children[0], list)
        rest = children[1:] if measured else children
        start = children[0][0].start_pos if measured else rest[0].start_pos
        span = Span(self.src, start, rest[-1].end_pos)
        measure = " ".join(children[0]) if measured else ""
        return ast.Amount(span, measure, self._number(rest[0]), str(rest[1]))

    def measure(self, children: Children) -> Children:
        return children

    def unanimous(self, children: Children) -> ast.Unanimous:
        return ast.Unanimous(self._span(children), self._name(children[1]))

    def bare_plural(self, children: Children) -> ast.Plural:
        return ast.Plural(self._span(children), str(children[0]))

    def quantified(self, children: Children) -> ast.Quantified:
        role = next((self._name(c) for c in children if c.type == "NAME"), None)
        words = [str(c) for c in children[1:] if c.type != "NAME"]
        adjective = words[0] if words and words[0] in ("other", "third") else ""
        noun = words[-1] if words and words[-1] not in ("other", "third") else ""
        return ast.Quantified(self._span(children), str(children[0]), adjective, role, noun)

    def each_other(self, children: Children) -> ast.EachOther:
        return ast.EachOther(self._span(children))

    def det(self, children: Children) -> Token:
        token: Token = children[0]
        return token

    adj = det
    noun1 = det
    plural = det

    def words(self, children: Children) -> ast.Words:
        return ast.Words(self._span(children), tuple(self._word(c) for c in children if c.type != "COMMA"))

    # -- areas --

    def sea(self, children: Children) -> ast.Sea:
        return ast.Sea(self._span(children), self._text(children[1]))

    def area_group(self, children: Children) -> ast.AreaGroup:
        return ast.AreaGroup(self._span(children), children[1])

    def union(self, children: Children) -> ast.AreaPlus:
        return ast.AreaPlus(self._span(children), children[0], children[2])

    def difference(self, children: Children) -> ast.AreaExcept:
        return ast.AreaExcept(self._span(children), children[0], children[2])

    def inside(self, children: Children) -> ast.AreaWithin:
        return ast.AreaWithin(self._span(children), children[0], children[2])

    def clip(self, children: Children) -> ast.AreaClip:
        return ast.AreaClip(self._span(children), children[0], str(children[1]), self._angle(children[3]))

    def held_by(self, children: Children) -> ast.AreaHeld:
        day = self._token(children, "DATE")
        return ast.AreaHeld(
            self._span(children), children[0], str(children[1]), children[3], self._day(day) if day else None
        )

    def held(self, children: Children) -> Token:
        token: Token = children[0]
        return token

    dir = held
    edge = held

    def named_part(self, children: Children) -> ast.NamedPart:
        return ast.NamedPart(self._span(children), self._text(children[1]), self._after(children, "of"))

    def belt(self, children: Children) -> ast.Belt:
        return ast.Belt(self._span(children), self._number(children[2]), children[-1])

    def polygon(self, children: Children) -> ast.Polygon:
        return ast.Polygon(self._span(children), str(children[1]), tuple(c for c in children if isinstance(c, tuple)))

    def point(self, children: Children) -> tuple[ast.Angle, ast.Angle]:
        return (self._angle(children[0]), self._angle(children[1]))

    # -- scenarios --

    def scenario(self, children: Children) -> ast.Scenario:
        return ast.Scenario(self._span(children), self._text(children[1]), self._nodes(children))

    def on_date(self, children: Children) -> ast.OnDate:
        return ast.OnDate(self._span(children), self._day(children[1]))

    def event(self, children: Children) -> ast.Event:
        phrase: ast.Phrase = children[1]
        if isinstance(phrase.head, ast.Of) and not any(slot.word in ("on", "to") for slot in phrase.slots):
            # `blockade of Peru` is one on Peru.
            hit = ast.Slot(phrase.head.owner.span, "on", (phrase.head.owner,))
            phrase = ast.Phrase(phrase.span, phrase.head.head, (hit, *phrase.slots))
        return ast.Event(self._span(children), phrase)

    def given(self, children: Children) -> ast.Given:
        return ast.Given(self._span(children), self._nodes(children))

    def expect_norm(self, children: Children) -> ast.ExpectNorm:
        who = self._plain(children[1])
        rest = children[3:]
        acts, toward, slots = self._done_how(rest)
        return ast.ExpectNorm(self._span(children), who, " ".join(children[2]), acts, slots, toward)

    def expect_free(self, children: Children) -> ast.ExpectFree:
        who = self._plain(children[1])
        return ast.ExpectFree(self._span(children), who, self._names(children[2:]))

    def expect_unknown(self, children: Children) -> ast.ExpectUnknown:
        who = self._plain(children[1])
        rest = children[4:]
        acts, toward, slots = self._done_how(rest)
        return ast.ExpectUnknown(self._span(children), who, acts, slots, toward)

    def _done_how(self, children: Children) -> tuple[tuple[ast.Name, ...], ast.NounPhrase | None, tuple[ast.Slot, ...]]:
        """Return the acts that are expected, what they are `of`, and where, how and for whom they are done."""
        acts = tuple(self._name(c) for c in children if isinstance(c, Token) and c.type == "NAME")
        return acts, self._after(children, "of"), self._slots(children)

    def expect_finding(self, children: Children) -> ast.ExpectFinding:
        positive = not (isinstance(children[1], Token) and children[1].type == "NO")
        rule = children[1] if positive else children[2]
        who = self._after(children, "for")
        return ast.ExpectFinding(
            self._span(children), positive, self._name(rule), self._plain(who) if who is not None else None
        )

    def fact(self, children: Children) -> ast.Fact:
        of = self._after(children, "of")
        positive = children[0].type != "NOT"
        word = children[0] if positive else children[1]
        return ast.Fact(
            self._span(children),
            positive,
            self._ref(word) if word.type == "REF" else self._name(word),
            self._whose(children, of) if of is not None else None,
            children[-1].type == "ACTED",
            self._name(on) if (on := self._after(children, "on")) is not None else None,
        )

    def vote(self, children: Children) -> ast.Fact:
        of, on = self._after(children, "of"), self._after(children, "on")
        sides: dict[str, list[ast.Name | ast.Text]] = {"BY": [], "EXCEPT": [], "AGAINST": [], "WITHOUT": []}
        side: list[ast.Name | ast.Text] | None = None
        for child in children:
            if isinstance(child, Token) and child.type in sides:
                side = sides[child.type]
            elif side is not None and isinstance(child, Token) and child.type in ("NAME", "STRING"):
                side.append(self._plain(child))
        return ast.Fact(
            self._span(children),
            True,
            self._name(children[0]),
            self._word(children[2] if of.type != "THE" else children[3]),
            False,
            self._name(on) if on is not None else None,
            tuple(sides["BY"]),
            tuple(sides["EXCEPT"]),
            tuple(sides["AGAINST"]) if any(getattr(child, "type", "") == "AGAINST" for child in children) else None,
            tuple(sides["WITHOUT"]),
        )

    def _whose(self, children: Children, of: Token) -> ast.Name | ast.Text | ast.Ref:
        """Return whose a fact is: a state or body by its name, or a role such as `the host`."""
        if of.type != "THE":
            return self._word(of)
        role = children[children.index(of) + 1]
        return ast.Text(self._span([of, role]), f"the {role}")

    def fact_done(self, children: Children) -> ast.Fact:
        of = self._after(children, "of")
        positive = children[0].type != "NOT"
        said = children[:2] if positive else children[1:3]
        word = ast.Name(self._span(said), ast.done(str(said[1])))
        return ast.Fact(self._span(children), positive, word, self._word(of) if of is not None else None, False)

    # -- choices of the grammar that add nothing --

    def single(self, children: Children) -> Token:
        token: Token = children[0]
        return token
