"""What conditions and triggers mean: the sets of situations in which they hold, seen by one bearer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from treatylang.model.instrument import Instrument, Period
from treatylang.model.lexicon import Word
from treatylang.reasoning.kernel.diagram import ALL, EMPTY
from treatylang.reasoning.situations.events import Events
from treatylang.reasoning.situations.frame import Fact
from treatylang.reasoning.situations.members import DEEPEST, split, spoken
from treatylang.syntax import ast

_FACTS = ("circumstance", "judgement", "manner", "relation", "will")


class Reader(Events):
    """Reads the conditions of one instrument as they concern one bearer."""

    def condition(self, condition: ast.Condition) -> int:
        """Return the situations in which a condition holds."""
        diagrams = self.frame.diagrams
        if isinstance(condition, ast.And):
            apart = (diagrams.outside(self.condition(one)) for one in _joined(condition, ast.And))
            return diagrams.outside(diagrams.any_of(apart))
        if isinstance(condition, ast.Or):
            return diagrams.any_of(self.condition(one) for one in _joined(condition, ast.Or))
        if isinstance(condition, ast.Not):
            return diagrams.outside(self.condition(condition.condition))
        if isinstance(condition, ast.Group):
            return self.condition(condition.condition)
        return self.atom(condition)

    def qualified(self, qualifications: Iterable[ast.Qualification]) -> int:
        """Return the situations in which the closing conditions leave a sentence in effect.

        ``until`` behind ``unless`` or ``if`` bounds that condition; alone it bounds the sentence.
        """
        diagrams = self.frame.diagrams
        result = ALL
        pending: tuple[str, int] | None = None

        def close(waiting: tuple[str, int] | None, so_far: int) -> int:
            if waiting is None:
                return so_far
            word, held = waiting
            return diagrams.less(so_far, held) if word == "unless" else diagrams.both(so_far, held)

        for q in qualifications:
            if isinstance(q.value, ast.Day):
                ended = self.frame.on(Period(q.value.day, None)) if q.value.day is not None else EMPTY
            elif q.word in ("unless", "if", "when", "until"):
                ended = self.condition(q.value)  # type: ignore[arg-type]  # these four take conditions
            elif q.word == "subject-to" and (fact := self._subject(q)) is not None:
                result = diagrams.both(close(pending, result), fact)
                pending = None
                continue
            else:
                continue
            if q.word == "until":
                if pending is not None:
                    pending = (pending[0], diagrams.less(pending[1], ended))
                else:
                    result = diagrams.less(result, ended)
            else:
                result = close(pending, result)
                pending = (q.word, ended)
        return close(pending, result)

    def _subject(self, q: ast.Qualification) -> int | None:
        """Return where a circumstance holds to which a sentence is subject; ``None`` for qualifiers, texts and law."""
        value = q.value
        head, owner = split(value) if not isinstance(value, ast.Day) else (value, None)  # type: ignore[arg-type]
        if not isinstance(head, ast.Words) or len(head.items) != 1 or not isinstance(head.items[0], ast.Name):
            return None
        name = head.items[0].text
        word = self.frame.world.lexicon.get(name, *_FACTS)
        declared = any(c.name == name for c in self.instrument.circumstances)
        if word is None and not declared:
            return None
        return self._circumstance(name, owner, ast.Phrase(value.span, head, ()), acted=False)

    def atom(self, atom: ast.Atom) -> int:
        """Return the situations in which one phrase holds as a condition."""
        phrase = atom.phrase
        head, owner = split(phrase.head)
        if isinstance(head, ast.Words) and len(head.items) == 1 and isinstance(head.items[0], ast.Name):
            name = head.items[0].text
            word = self.frame.world.lexicon.get(name, "event")
            if word is not None and not atom.acted:
                return self.event(phrase)
            return self._circumstance(name, owner, phrase, acted=atom.acted)
        if isinstance(head, ast.Words) and not atom.acted:
            kinds = [self.frame.world.lexicon.get(item.text, "event") for item in head.items]
            if all(kinds):
                each = (replace(phrase, head=replace(head, items=(item,))) for item in head.items)
                return self._once("any of", phrase, lambda: self.frame.diagrams.any_of(self.event(one) for one in each))
        return self._plain(phrase, acted=atom.acted)

    def _circumstance(self, name: str, owner: ast.NounPhrase | None, phrase: ast.Phrase, *, acted: bool) -> int:
        of = self.one_state(owner) if owner is not None else None
        defined = self._definition(name)
        if defined is not None and self.depth < DEEPEST:
            instrument, condition = defined
            bearer = of or self.bearer
            inner = Reader(self.frame, instrument, bearer, self.labels, self.depth + 1)
            return inner.condition(condition)
        word = self.frame.world.lexicon.get(name, *_FACTS)
        kind = self._kind(name, word)
        if kind == "will":
            if word is not None and "approval" in self.frame.world.lexicon.wider(name) and self._is_organ(word, owner):
                # A procedure (ruling 18), listed by `procedure-needed`, is never a reason for a conflict.
                return ALL if self.frame.approved else EMPTY
            if self._is_victim(owner):
                return ALL if self.frame.asked else EMPTY
        if of is None and owner is not None:
            return self._plain(phrase, acted=acted, word=word)
        if phrase.slots or acted:
            return self._plain(phrase, acted=acted, word=word, kind=kind)
        # What a law or a text says without naming anybody is said of its bearer, where the word has an owner.
        state = of or (self.bearer if kind == "judgement" or (word is not None and word.owner == "state") else "")
        words = self._declared_words(name) or (word.say() if word is not None else name.replace("-", " "))
        key = f"{name} of {state}" if state else name
        usual = word.usual if word is not None else None
        return self.frame.fact(Fact(key, "fact" if kind in ("will", "relation") else kind, state, words, usual))

    def is_procedure(self, atom: ast.Atom) -> bool:
        """Return whether a condition is the approval of an organ of the bearer's own state (ruling 18)."""
        head, owner = split(atom.phrase.head)
        if not isinstance(head, ast.Words) or len(head.items) != 1:
            return False
        lexicon = self.frame.world.lexicon
        word = lexicon.get(head.items[0].text, "will")
        return word is not None and "approval" in lexicon.wider(word.name) and self._is_organ(word, owner)

    def _is_organ(self, word: Word, owner: ast.NounPhrase | None) -> bool:
        """Return whether what must approve is an organ of the bearer's own: quoted, no body of the vocabulary."""
        if owner is None:
            return word.owner == "organ"
        organ, state = split(owner)
        if state is not None and self.one_state(state) != self.bearer:
            return False
        return isinstance(organ, ast.Words) and isinstance(organ.items[0], ast.Text)

    def _definition(self, name: str) -> tuple[Instrument, ast.Condition] | None:
        own = next((c for c in self.instrument.circumstances if c.name == name and c.condition is not None), None)
        if own is not None and own.condition is not None:
            return self.instrument, own.condition
        # A draft may use the words of its parties' own law: `unless three-conditions of Japan`.
        return self.frame.world.defined_by_law.get(name)

    def _declared_words(self, name: str) -> str:
        own = next((c.words for c in self.instrument.circumstances if c.name == name and c.words), "")
        return own or self.frame.world.told.get(name, "")

    def _kind(self, name: str, word: Word | None) -> str:
        for c in self.instrument.circumstances:
            if c.name == name and c.kind:
                return c.kind
        if word is None:
            return "fact"
        return "fact" if word.kind == "circumstance" else word.kind

    def _plain(self, phrase: ast.Phrase, *, acted: bool = False, word: Word | None = None, kind: str = "fact") -> int:
        """Return the situations in which a phrase holds that nothing computes: a circumstance of its own."""
        text = self.phrased(phrase) + (" acted" if acted else "")
        usual = word.usual if word is not None else None
        kind = kind if kind in ("judgement", "manner") else "fact"
        return self.frame.fact(Fact(text, kind, "", spoken(text), usual))


def _joined(condition: ast.And | ast.Or, kind: type[ast.And | ast.Or]) -> list[ast.Condition]:
    """Return what a chain of one word joins, in the order of the text: a long chain is not as deep as it is long."""
    found: list[ast.Condition] = []
    rest: list[ast.Condition] = [condition]
    while rest:
        one = rest.pop()
        if isinstance(one, kind):
            rest += [one.right, one.left]
        else:
            found.append(one)
    return found
