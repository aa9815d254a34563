"""Which of two norms of treaties prevails: only where a text says so, never by a maxim (ruling 17).

Priority is a relation between two norms in a set of situations. It is strict: where norms prevail over each other in a
circle, none of the circle does. What says so are sentences (`prevails over`, `yields to`), closing words of the norm
itself (`notwithstanding`, `subject to`), and the sentence on successive treaties among the same parties, where a text
in force has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from treatylang.model.instrument import Instrument, Norm, Statement
from treatylang.model.memo import Topic
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.norms.reference import phrase_refers_to, refers_to
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.syntax import ast

LATER, EARLIER = "later", "earlier"
"""What the vocabulary says with ``floor`` of the words for the later and the earlier of two treaties."""

_MOST = 16
"""Among how many norms circles of priority are looked for; beyond that only circles of two count."""


@dataclass
class Priority:
    """The priority among norms of treaties as it binds one state under the options of a frame."""

    frame: Frame
    bearer: str
    _known: dict[tuple[int, int], tuple[Norm, Norm, Situations]] = field(default_factory=dict)
    _said: dict[tuple[int, int], tuple[Norm, Norm, Situations]] = field(default_factory=dict)

    def declared(self, upper: Norm, lower: Norm) -> Situations:
        """Return the situations in which a text says that one norm prevails over another, circles not yet left out."""
        key = (id(upper), id(lower))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = (upper, lower, self._declared(upper, lower))
        return known[2]

    def strict(self, upper: Norm, lower: Norm, among: Sequence[Norm] = ()) -> Situations:
        """Return the situations in which one norm prevails over another and stands in no circle with it.

        ``among`` are further norms through which a circle may close.
        """
        above = self.declared(upper, lower)
        if above == EMPTY:
            return EMPTY
        return self.frame.diagrams.less(above, self._reaches(lower, upper, [n for n in among if n is not upper]))

    def circle(self, norms: Sequence[Norm]) -> Iterator[tuple[Norm, Norm, Situations]]:
        """Yield each pair of norms that prevail over each other, through others or not, with the situations."""
        for index, one in enumerate(norms):
            for other in norms[index + 1 :]:
                where = self.frame.diagrams.either(self._closed(one, other, norms), self._closed(other, one, norms))
                if where != EMPTY:
                    yield one, other, where

    def _closed(self, upper: Norm, lower: Norm, norms: Sequence[Norm]) -> Situations:
        """Return where one norm is declared to prevail over another that prevails over it in turn."""
        above = self.declared(upper, lower)
        return above if above == EMPTY else self.frame.diagrams.both(above, self._reaches(lower, upper, norms))

    def _reaches(self, start: Norm, goal: Norm, among: Sequence[Norm]) -> Situations:
        """Return the situations in which one norm prevails over another directly or through a chain of norms."""
        diagrams = self.frame.diagrams
        middle = [norm for norm in among if norm is not start and norm is not goal][:_MOST]
        reached = {id(norm): self.declared(start, norm) for norm in middle}
        result = self.declared(start, goal)
        if all(where == EMPTY for where in reached.values()):
            return result
        for _ in middle:
            grown = False
            for via in middle:
                so_far = reached[id(via)]
                if so_far == EMPTY:
                    continue
                result = diagrams.either(result, diagrams.both(so_far, self.declared(via, goal)))
                for onward in middle:
                    step = diagrams.both(so_far, self.declared(via, onward))
                    wider = diagrams.either(reached[id(onward)], step)
                    grown = grown or wider != reached[id(onward)]
                    reached[id(onward)] = wider
            if not grown:
                break
        return result

    # -- what declares it --

    def _declared(self, upper: Norm, lower: Norm) -> Situations:
        diagrams = self.frame.diagrams
        if upper is lower:
            return EMPTY
        result = self._told(upper, lower)
        later = self._by_time(upper, lower)
        if later == EMPTY:
            return result
        # That one is later counts only where the texts are silent (VCLT 30(2) before 30(3)).
        silent = diagrams.less(later, self._told(lower, upper))
        return diagrams.either(result, silent)

    def _told(self, upper: Norm, lower: Norm) -> Situations:
        """Return the situations in which a sentence says itself that one norm prevails over another."""
        key = (id(upper), id(lower))
        known = self._said.get(key)
        if known is None:
            known = self._said[key] = (upper, lower, self._tell(upper, lower))
        return known[2]

    def _tell(self, upper: Norm, lower: Norm) -> Situations:
        diagrams = self.frame.diagrams
        result = EMPTY
        if any(phrase_refers_to(q.value, upper.instrument, lower) for q in upper.qualified_by("notwithstanding")):
            result = ALL
        if any(phrase_refers_to(q.value, lower.instrument, upper) for q in lower.qualified_by("subject-to")):
            result = ALL
        for text, statement, first, second in self._sentences:
            if result == ALL:
                break
            if self._in_time(first, second):
                continue
            if self._covers(first, text, upper) and self._covers(second, text, lower):
                result = diagrams.either(result, self._binding(text, statement))
        return result

    def _by_time(self, upper: Norm, lower: Norm) -> Situations:
        """Return where a sentence on successive treaties puts the norm of the later one first."""
        diagrams = self.frame.diagrams
        result = EMPTY
        for text, statement, first, second in self._sentences:
            if self._in_time(first, second) and (pair := self._later(upper, lower)) != EMPTY:
                result = diagrams.either(result, diagrams.both(pair, self._binding(text, statement)))
        return result

    @cached_property
    def _sentences(self) -> tuple[tuple[Instrument, Statement, ast.Phrase, ast.Phrase], ...]:
        """The sentences of treaties that rank texts: each with what it puts first and what second."""
        found = []
        for text in self.frame.world.instruments.values():
            for one in text.statements if self._counts(text) else ():
                if one.object is None or not self.frame.stands(text, one.choices, elsewhere=False):
                    continue
                if one.kind == "prevails":
                    found.append((text, one, one.subject, one.object))
                elif one.kind == "yields":
                    found.append((text, one, one.object, one.subject))
        return tuple(found)

    def _counts(self, text: Instrument) -> bool:
        """Return whether the sentences of a text can rank norms: a treaty in force, or a draft that is asked about."""
        asked = text.name == self.frame.draft.name or text.name in self.frame.together
        return text.kind == "treaty" and (asked or text.binds)

    def _binding(self, text: Instrument, statement: Statement) -> Situations:
        """Return the situations in which a sentence of a treaty is in force for the bearer."""
        diagrams = self.frame.diagrams
        reader = Reader(self.frame, text, self.bearer, statement.labels)
        result = diagrams.both(reader.party(self.bearer), reader.stated(statement))
        if text.binds:
            result = diagrams.both(result, self.frame.space.on(text.force))
        return result

    def _covers(self, phrase: ast.Phrase, text: Instrument, norm: Norm) -> bool:
        head = phrase.head
        if isinstance(head, ast.Modified):
            head = head.head
        if isinstance(head, ast.This):
            return norm.instrument == text.name
        if isinstance(head, ast.Quantified) and head.noun == "treaty":
            return head.adjective != "other" or norm.instrument != text.name
        if isinstance(head, ast.Words):
            return any(refers_to(item, text.name, norm) or self._is_marked(item, norm) for item in head.items)
        return False

    def _is_marked(self, item: ast.Name | ast.Text | ast.Ref, norm: Norm) -> bool:
        """Return whether a text lets a norm count as what a word says: `@no-force counts as peremptory-norm`."""
        if not isinstance(item, ast.Name) or self.frame.world.lexicon.get(item.text, "matter") is None:
            return False
        for text in self.frame.world.instruments.values():
            for statement in text.statements:
                if statement.kind != "counts-as" or statement.object is None:
                    continue
                target = statement.object.head
                if isinstance(target, ast.Words) and any(one.text == item.text for one in target.items):
                    subject = statement.subject.head
                    if isinstance(subject, ast.Words) and any(refers_to(one, text.name, norm) for one in subject.items):
                        return True
        return False

    # -- the later of two treaties among the same parties --

    def _in_time(self, first: ast.Phrase, second: ast.Phrase) -> bool:
        return self._floor(first) == LATER and self._floor(second) == EARLIER

    def _floor(self, phrase: ast.Phrase) -> str:
        head = phrase.head
        if isinstance(head, ast.Words) and len(head.items) == 1:
            word = self.frame.world.lexicon.get(head.items[0].text, "matter")
            return word.floor if word is not None else ""
        return ""

    def _later(self, upper: Norm, lower: Norm) -> Situations:
        instruments = self.frame.world.instruments
        one, other = instruments[upper.instrument], instruments[lower.instrument]
        day, earlier = made(one), made(other)
        if one is other or day is None or earlier is None or day <= earlier:
            return EMPTY
        return self._same_parties(one, other)

    def _same_parties(self, one: Instrument, other: Instrument) -> Situations:
        # The same for every bearer, and for every copy of a text that changes none of its parties.
        key = (one.name, other.name, id(one.parties), id(other.parties), self.frame.read_under)
        return self.frame.memo.once(_PEERS, key, lambda: self._peers(one, other), one.parties, other.parties)

    def _peers(self, one: Instrument, other: Instrument) -> Situations:
        if one.every_state != other.every_state:
            return EMPTY
        diagrams = self.frame.diagrams
        result = ALL
        for state in self.frame.space.states:
            mine = Reader(self.frame, one, state).party(state)
            theirs = Reader(self.frame, other, state).party(state)
            differ = diagrams.either(diagrams.less(mine, theirs), diagrams.less(theirs, mine))
            result = diagrams.less(result, differ)
        return result


def priority(case: Frame, bearer: str) -> Priority:
    """Return the priority that binds a state under the options of a frame, the same one for all who ask."""
    key = (bearer, case.read_under, id(case.draft))
    return case.memo.once(_PRIORITY, key, lambda: Priority(case, bearer), case.draft)


_PRIORITY = Topic[Priority]("priority")
_PEERS = Topic[Situations]("treaties among the same parties")


def made(treaty: Instrument) -> date | None:
    """Return the day by which treaties are ordered: that of adoption, else that of entry into force."""
    return treaty.day or treaty.force.since
