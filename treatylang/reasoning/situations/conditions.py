"""What conditions and triggers mean: the sets of situations in which they hold, seen by one bearer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from treatylang.model.bodies import Body, body_named, set_up_by
from treatylang.model.circumstances import FACTS, Sense
from treatylang.model.instrument import Period, Statement
from treatylang.model.lexicon import Word
from treatylang.model.windows import Window, untimed, windows, windows_of
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.situations.designation import DEEPEST, denied, split, spoken
from treatylang.reasoning.situations.events import Events
from treatylang.reasoning.situations.readings import governed
from treatylang.reasoning.situations.space import ANOTHER_STATE, Fact
from treatylang.syntax import ast


class Reader(Events):
    """Reads the conditions of one instrument as they concern one bearer."""

    def condition(self, condition: ast.Condition) -> Situations:
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

    def stated(self, statement: Statement) -> Situations:
        """Return the situations in which a sentence about texts or meanings says what it says."""
        return self.frame.diagrams.both(self.governs(statement), self.holds(statement))

    def governs(self, statement: Statement) -> Situations:
        """Return the situations in which a sentence about texts or meanings is part of the text for the bearer.

        The reading governs in which it stands, and what a protocol inserts is there for its own parties (ruling 38).
        """
        part = self.frame.space.on(statement.period)
        days = self.frame.diagrams.both(part, governed(self.frame, self.instrument, statement))
        if not statement.protocol or not self.bearer:
            return days
        return self.frame.diagrams.both(days, replace(self, roster=statement.protocol).party(self.bearer))

    def holds(self, statement: Statement) -> Situations:
        """Return the situations in which the conditions of a sentence about texts hold, and its days have come."""
        days = self.days(windows(statement, self.instrument.lexicon, self.instrument.entry))
        conditions = (self.condition(trigger) for trigger in statement.triggers)
        return self.frame.diagrams.all_of((days, self.qualified(statement.qualifications), *conditions))

    def days(self, opened: Iterable[Window]) -> Situations:
        """Return the situations on whose date slots of time let a sentence speak: `from 2030-01-01`, `for 10 years`."""
        text, frame = self.instrument, self.frame
        result = ALL
        for window in opened:
            result = frame.diagrams.both(result, frame.space.on(window.period))
            if window.since is not None:
                # Nobody knows the day that the period counts from: whether it is over is a circumstance.
                event = " ".join(item.text.replace("-", " ") for item in window.since.items)
                key = f"time of {text.name} since {event}, {window.length}"
                words = f"the period of {text.title} that counts from {event} allows it"
                result = frame.diagrams.both(result, frame.space.fact(Fact(key, "fact", "", words, None)))
        return result

    def qualified(self, qualifications: Iterable[ast.Qualification]) -> Situations:
        """Return the situations in which the closing conditions leave a sentence in effect.

        ``until`` after ``unless`` or ``if`` bounds that condition; alone it bounds the sentence.
        """
        diagrams = self.frame.diagrams
        result = ALL
        pending: tuple[str, Situations] | None = None

        def close(waiting: tuple[str, Situations] | None, so_far: Situations) -> Situations:
            if waiting is None:
                return so_far
            word, held = waiting
            return diagrams.less(so_far, held) if word == "unless" else diagrams.both(so_far, held)

        for q in qualifications:
            if isinstance(q.value, ast.Day):
                ended = self.frame.space.on(Period(q.value.day, None)) if q.value.day is not None else EMPTY
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

    def _subject(self, q: ast.Qualification) -> Situations | None:
        """Return where a circumstance holds to which a sentence is subject; ``None`` for qualifiers, texts and law."""
        value = q.value
        head, owner = split(value) if not isinstance(value, ast.Day) else (value, None)  # type: ignore[arg-type]
        if not isinstance(head, ast.Words) or len(head.items) != 1 or not isinstance(head.items[0], ast.Name):
            return None
        name = head.items[0].text
        if self.frame.world.lexicon.get(name, *FACTS) is None and self._sense(head.items[0], "") is None:
            return None
        return self._circumstance(head.items[0], owner, ast.Phrase(value.span, head, ()), acted=False)

    def atom(self, atom: ast.Atom) -> Situations:
        """Return the situations in which one phrase holds as a condition."""
        timed, phrase = self._timed(atom.phrase)
        if timed is not None:
            return self.frame.diagrams.both(timed, self.atom(replace(atom, phrase=phrase)))
        head, owner = split(phrase.head)
        if isinstance(head, ast.Words) and len(head.items) == 1 and not isinstance(head.items[0], ast.Text):
            item = head.items[0]
            word = self.frame.world.lexicon.get(item.text, "event") if isinstance(item, ast.Name) else None
            if word is not None and not atom.acted:
                return self.event(phrase)
            return self._circumstance(item, owner, phrase, acted=atom.acted)
        if isinstance(head, ast.Words) and not atom.acted:
            kinds = [self.frame.world.lexicon.get(item.text, "event") for item in head.items]
            if all(kinds):
                each = (replace(phrase, head=replace(head, items=(item,))) for item in head.items)
                return self.once("any of", phrase, lambda: self.frame.diagrams.any_of(self.event(one) for one in each))
        return self._plain(phrase, acted=atom.acted)

    def _timed(self, phrase: ast.Phrase) -> tuple[Situations | None, ast.Phrase]:
        """Split off the days that a phrase names or counts: `request of any party after 1 year` (ruling 43).

        Where that day is not known, the phrase stays as it is: whether the time has passed is then open.
        """
        found = tuple(windows_of(phrase.slots, self.instrument.lexicon, self.instrument.entry))
        if not found or any(window.since is not None for window in found):
            return None, phrase
        slots = untimed(phrase.slots)
        days = self.frame.diagrams.all_of(self.frame.space.on(window.period) for window in found)
        return days, replace(phrase, slots=slots, span=phrase.span if slots else phrase.head.span)

    def _sense(self, item: ast.Name | ast.Text | ast.Ref, owner: str) -> Sense | None:
        """Return which circumstance a name means here: `@Law.name` says so itself."""
        senses = self.frame.senses
        if isinstance(item, ast.Ref):
            return senses.named(item.text)
        return senses.of(item.text, self.instrument, owner)

    def _circumstance(
        self, item: ast.Name | ast.Text | ast.Ref, owner: ast.NounPhrase | None, phrase: ast.Phrase, *, acted: bool
    ) -> Situations:
        of = self.one_state(owner) if owner is not None else None
        sense = self._sense(item, of or self.instrument.state)
        name = sense.key if sense is not None else item.text
        bare = item.text.rpartition(".")[2] if isinstance(item, ast.Ref) else item.text
        word = self.frame.world.lexicon.get(bare, *FACTS)
        kind = self._kind(sense, word)
        if of is None and owner is not None and self._names_some(owner) and (kind != "will" or _of_parties(owner)):
            return self._of_some(item, owner, phrase, acted=acted)
        if sense is not None and sense.condition is not None and sense.text is not None and self.depth < DEEPEST:
            text = next((own for own in (self.instrument, self.frame.draft) if own.name == sense.text.name), sense.text)
            inner = Reader(self.frame, text, of or self.bearer, self.labels, self.depth + 1)
            condition = sense.condition
            return inner.once("defined", condition, lambda: inner.condition(condition), inner.bearer)
        if kind == "will":
            if word is not None and "approval" in self.frame.world.lexicon.wider(bare) and self._is_organ(word, owner):
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
        words = (sense.words if sense is not None else "") or (
            word.say() if word is not None else bare.replace("-", " ")
        )
        key = f"{name} of {state}" if state else name
        usual = word.usual if word is not None and (sense is None or sense.in_vocabulary) else None
        kind = "fact" if kind in ("will", "relation") else kind
        return self.frame.space.fact(Fact(key, kind, state, words, usual, name))

    def of_state(self, fact: Fact, state: str) -> Situations:
        """Return where a circumstance that is said of a role holds of a state: `consent of the host`, of Peru."""
        span = self.instrument.node.name.span
        item = ast.Ref(span, fact.name[1:]) if fact.name.startswith("@") else ast.Name(span, fact.name)
        head = ast.Of(span, ast.Words(span, (item,)), ast.Words(span, (ast.Text(span, state),)))
        return self.condition(ast.Atom(span, ast.Phrase(span, head, ()), fact.acted))

    def _of_some(
        self, item: ast.Name | ast.Text | ast.Ref, owner: ast.NounPhrase, phrase: ast.Phrase, *, acted: bool
    ) -> Situations:
        """Return where a circumstance is one of the states that a role or group names: of any of them, or of each."""
        diagrams = self.frame.diagrams
        found = []
        everybody = _names_all(owner)
        for state in (*self.frame.space.states, ANOTHER_STATE):
            member = self.member(denied(owner) or owner, state)
            if member == EMPTY:
                continue
            named = ast.Words(owner.span, (ast.Text(owner.span, state),))
            held = self._circumstance(item, named, phrase, acted=acted)
            found.append((member, held))
        if everybody:
            some = diagrams.any_of(member for member, _ in found)
            lacking = (diagrams.less(member, held) for member, held in found)
            return diagrams.less(some, diagrams.any_of(lacking))
        result = diagrams.any_of(diagrams.both(member, held) for member, held in found)
        return diagrams.outside(result) if isinstance(owner, ast.Quantified) and owner.determiner == "no" else result

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

    def _kind(self, sense: Sense | None, word: Word | None) -> str:
        if sense is not None and sense.kind:
            return sense.kind
        if word is None:
            return "fact"
        return "fact" if word.kind == "circumstance" else word.kind

    def _plain(
        self, phrase: ast.Phrase, *, acted: bool = False, word: Word | None = None, kind: str = "fact"
    ) -> Situations:
        """Return the situations in which a phrase holds that nothing computes: a circumstance of its own."""
        head, owner = split(phrase.head)
        name = head.items[0].text if isinstance(head, ast.Words) else ""
        of = " ".join(owner.span.text.split()).strip('"') if owner is not None else ""
        said = of or (f"@{name}" if isinstance(head, ast.Words) and isinstance(head.items[0], ast.Ref) else name)
        body = self.body(said)
        text = self.phrased(phrase) + (" acted" if acted else "")
        if body is not None and said.startswith("@"):
            name, of = (name, body.name) if of else (body.name, of)
        if body is not None and body.instrument and self._shared(body):
            text = f"{text} ({body.instrument})"
        usual = word.usual if word is not None else None
        kind = kind if kind in ("judgement", "manner") else "fact"
        words = "" if acted or body is not None or phrase.slots else self._declared(name, of)
        if body is not None and (act := ast.done_act(name)):
            text = ast.done(text.removeprefix(ast.done("")))  # as a scenario gives it, wherever it is read
            verb, of_words = self.frame.world.lexicon.get(act, "act"), self.frame.world.lexicon.get(body.name, "body")
            who = self._called(body) or (of_words.say() if of_words is not None else of)
            words = f"{who} has done what comes first ({verb.say() if verb is not None else act})"
        matter = matter_of(phrase.slots) if body is not None else ""
        fact = Fact(text, kind, "", words or spoken(text), usual, name, of, acted, body, matter, self._called(body))
        return self.frame.space.fact(fact)

    def _called(self, body: Body | None) -> str:
        """Return the title of a body that another text than the draft sets up; the draft's own go by their labels."""
        if body is None or not body.instrument or body.instrument == self.frame.draft.name:
            return ""
        home = set_up_by(self.frame.world, body)
        return home[1].title.text if home is not None else ""

    def _declared(self, name: str, of: str) -> str:
        """Return the words in which a text declares a circumstance, told of whoever a phrase names: *that state*."""
        sense = self.frame.senses.of(name, self.instrument)
        if sense is None or not sense.declared:
            return ""
        return re.sub(r"\bthe state\b", of, sense.words, count=1) if of else sense.words

    def _names_some(self, owner: ast.AreaExpr) -> bool:
        """Return whether a phrase names states by what they are in the text or in the situation, not by name.

        In a law, `that state` is the one with which the bearer deals: nothing in a situation says which that is.
        """
        if isinstance(owner, ast.AreaExcept):
            return self._names_some(owner.left)
        if isinstance(owner, ast.Quantified):
            if owner.determiner == "that" and self.instrument.kind == "law":
                return False
            return owner.noun not in ("treaty", "law") and (bool(owner.noun) or self._is_victim(owner))
        if isinstance(owner, ast.Words):
            # Of several that are named, each is one of whom it may be said: any of them suffices, as it is printed.
            several = len(owner.items) > 1
            return several and all(self.one_state(replace(owner, items=(item,))) is not None for item in owner.items)
        return isinstance(owner, (ast.EachOther, ast.Plural, ast.SomeOf))

    def body(self, name: str) -> Body | None:
        """Return the body that a name or a reference means in this text."""
        return body_named(self.frame.world, self.instrument, name)

    def _shared(self, body: Body) -> bool:
        """Return whether another text sets up a body of the same name, or a vocabulary declares one."""
        texts = self.frame.world.instruments.values()
        others = (one.labels.get(body.name) for one in texts if one.name != body.instrument)
        return self.frame.world.lexicon.get(body.name, "body") is not None or any(
            label is not None and label.kind == "council" for label in others
        )


def matter_of(slots: Iterable[ast.Slot]) -> str:
    """Return what a decision is about, as the text has it: `decision of council on budget`."""
    about = (slot.value.span.text for slot in slots if slot.word == "on" and isinstance(slot.value, ast.Node))
    return " ".join(" ".join(about).split())


def _of_parties(owner: ast.AreaExpr) -> bool:
    """Return whether what somebody wants is wanted by parties as such: `consent of all parties` is that of each."""
    if isinstance(owner, ast.AreaExcept):
        return _of_parties(owner.left)
    if isinstance(owner, (ast.SomeOf, ast.Words)):
        return True
    return owner.noun in ("party", "parties", "member", "members") and getattr(owner, "role", None) is None  # type: ignore[union-attr]


def _names_all(owner: ast.AreaExpr) -> bool:
    """Return whether a phrase speaks of each of the states that it names."""
    if isinstance(owner, ast.AreaExcept):
        return _names_all(owner.left)
    if isinstance(owner, ast.Quantified):
        return owner.determiner in ("each", "all") or owner.noun in ("parties", "states", "members")
    return isinstance(owner, (ast.EachOther, ast.Plural))


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
