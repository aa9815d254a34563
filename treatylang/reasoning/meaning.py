"""What conditions, triggers and areas mean: the sets of situations in which they hold, seen by one bearer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from treatylang.model.instrument import Choice, Defined, Instrument, Period, Statement
from treatylang.model.lexicon import Word
from treatylang.reasoning.diagram import ALL, EMPTY
from treatylang.reasoning.frame import (
    ATTACKER,
    EVENT,
    NON_STATE,
    NOWHERE,
    OBJECT,
    PLACE,
    VICTIM,
    Fact,
    Frame,
    soil,
)
from treatylang.syntax import ast

_DEEPEST = 24
"""How many definitions may stand behind each other before one is taken as a plain circumstance."""

_FACTS = ("circumstance", "judgement", "manner", "relation", "will")


@dataclass(frozen=True)
class Reader:
    """Reads the sentences of one instrument as they concern one bearer.

    ``labels`` are those of the sentence being read: what counts as what may be limited to some provisions. ``depth`` is
    how many definitions stand behind each other.
    """

    frame: Frame
    instrument: Instrument
    bearer: str
    labels: tuple[str, ...] = ()
    depth: int = 0

    def _once(self, what: str, node: ast.Node, read: Callable[[], int], state: str = "") -> int:
        """Return what a phrase was read as before, or read it now: most phrases mean the same for every bearer."""
        frame = self.frame
        turns = frame.turns.get((self.instrument.name, id(node)))
        if turns is None:
            turns = frame.turns[self.instrument.name, id(node)] = (node, _turns_on_bearer(node, self))
        bearer = self.bearer if turns[1] else ""
        key = (what, self.instrument.name, id(node), state, bearer, self.labels, self.depth, frame.choices)
        known = frame.read.get(key)
        if known is None:
            known = frame.read[key] = (node, read())
        return known[1]

    # -- conditions --

    def condition(self, condition: ast.Condition) -> int:
        """Return the situations in which a condition holds."""
        diagrams = self.frame.diagrams
        if isinstance(condition, ast.And):
            return diagrams.both(self.condition(condition.left), self.condition(condition.right))
        if isinstance(condition, ast.Or):
            return diagrams.either(self.condition(condition.left), self.condition(condition.right))
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

    def atom(self, atom: ast.Atom) -> int:
        """Return the situations in which one phrase holds as a condition."""
        phrase = atom.phrase
        head, owner = _split(phrase.head)
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
                return self.frame.diagrams.any_of(self.event(one) for one in each)
        return self._plain(phrase, acted=atom.acted)

    def _circumstance(self, name: str, owner: ast.NounPhrase | None, phrase: ast.Phrase, *, acted: bool) -> int:
        of = self.one_state(owner) if owner is not None else None
        defined = self._definition(name)
        if defined is not None and self.depth < _DEEPEST:
            instrument, condition = defined
            bearer = of or self.bearer
            inner = Reader(self.frame, instrument, bearer, self.labels, self.depth + 1)
            return inner.condition(condition)
        word = self.frame.world.lexicon.get(name, *_FACTS)
        kind = self._kind(name, word)
        if kind == "will":
            if word is not None and "approval" in self.frame.world.lexicon.wider(name) and _is_organ(owner):
                return ALL  # a procedure (ruling 18), listed by `procedure-needed`, never a reason for a conflict
            if self._is_victim(owner):
                return ALL  # the victim's request is taken as made
        if of is None and owner is not None:
            return self._plain(phrase, acted=acted)
        if phrase.slots or acted:
            return self._plain(phrase, acted=acted, word=word, kind=kind)
        # What a law or a text says without naming anybody is said of its bearer, where the word has an owner.
        state = of or (self.bearer if kind == "judgement" or (word is not None and word.owner == "state") else "")
        words = self._declared_words(name) or (word.say() if word is not None else name.replace("-", " "))
        key = f"{name} of {state}" if state else name
        usual = word.usual if word is not None else None
        return self.frame.fact(Fact(key, "fact" if kind in ("will", "relation") else kind, state, words, usual))

    def _definition(self, name: str) -> tuple[Instrument, ast.Condition] | None:
        own = next((c for c in self.instrument.circumstances if c.name == name and c.condition is not None), None)
        if own is not None and own.condition is not None:
            return self.instrument, own.condition
        # A draft may use the words of its parties' own law: `unless three-conditions of Japan`.
        for law in self.frame.world.instruments.values():
            if law.kind == "law":
                for c in law.circumstances:
                    if c.name == name and c.condition is not None:
                        return law, c.condition
        return None

    def _declared_words(self, name: str) -> str:
        for instrument in (self.instrument, *self.frame.world.instruments.values()):
            for c in instrument.circumstances:
                if c.name == name and c.words:
                    return c.words
        return ""

    def _kind(self, name: str, word: Word | None) -> str:
        for c in self.instrument.circumstances:
            if c.name == name and c.kind:
                return c.kind
        if word is None:
            return "fact"
        return "fact" if word.kind == "circumstance" else word.kind

    def _plain(self, phrase: ast.Phrase, *, acted: bool = False, word: Word | None = None, kind: str = "fact") -> int:
        """Return the situations in which a phrase holds that nothing computes: a circumstance of its own."""
        text = " ".join(phrase.span.text.split()) + (" acted" if acted else "")
        if any(isinstance(node, ast.Self) for node in ast.walk(phrase)):
            text = text.replace("self", self.bearer)
        usual = word.usual if word is not None else None
        kind = kind if kind in ("judgement", "manner") else "fact"
        return self.frame.fact(Fact(text, kind, "", text.replace("-", " "), usual))

    # -- states --

    def party(self, state: str) -> int:
        """Return the situations on whose date a state is a party of this instrument (ruling 7)."""
        frame = self.frame
        if self.instrument.every_state:
            return frame.on(self.instrument.force)
        masks = EMPTY
        for m in self.instrument.parties:
            joined = self.instrument is frame.draft and state in frame.question.joined
            if m.state != state or not (m.is_party or joined):
                continue
            days = ALL if joined else frame.on(m.period)
            if m.suspended is not None and not joined:
                days = frame.diagrams.less(days, frame.on(m.suspended))
            masks = frame.diagrams.either(masks, days)
        if self.instrument is frame.draft and state in frame.question.joined:
            return ALL
        return masks

    def member(self, phrase: ast.AreaExpr, state: str) -> int:
        """Return the situations in which a state is among those that a phrase names."""
        return self._once("member", phrase, lambda: self._member(phrase, state), state)

    def _member(self, phrase: ast.AreaExpr, state: str) -> int:
        diagrams = self.frame.diagrams
        if isinstance(phrase, ast.Words):
            return diagrams.any_of(self._named(item, state) for item in phrase.items)
        if isinstance(phrase, ast.Quantified):
            return self._quantified(phrase, state)
        if isinstance(phrase, ast.Plural):
            return ALL if phrase.noun == "states" else self.party(state)
        if isinstance(phrase, ast.Self):
            return ALL if state == self.bearer else EMPTY
        if isinstance(phrase, ast.EachOther):
            return self.party(state) if state != self.bearer else EMPTY
        if isinstance(phrase, ast.SomeOf):
            return self.member(phrase.group, state)
        if isinstance(phrase, ast.Modified):
            return self.member(phrase.head, state)
        if isinstance(phrase, ast.Of):
            return self._related(phrase, state)
        if isinstance(phrase, ast.AreaPlus):
            return diagrams.either(self.member(phrase.left, state), self.member(phrase.right, state))
        if isinstance(phrase, ast.AreaExcept):
            return diagrams.less(self.member(phrase.left, state), self.member(phrase.right, state))
        if isinstance(phrase, ast.AreaGroup):
            return self.member(phrase.area, state)
        if isinstance(phrase, ast.AreaWithin):
            return diagrams.both(self.member(phrase.left, state), self._lies(phrase.right, state))
        return EMPTY

    def _lies(self, where: ast.AreaExpr, state: str) -> int:
        text = " ".join(where.span.text.split())
        return self.frame.fact(Fact(f"{state} lies within {text}", "place", state, f"{state} lies within {text}", None))

    def _named(self, item: ast.Name | ast.Text | ast.Ref, state: str) -> int:
        if isinstance(item, ast.Ref):
            return EMPTY
        alias = self.instrument.alias_of(item.text)
        if alias is not None:
            return ALL if alias == state else EMPTY
        label = self.instrument.labels.get(item.text)
        if label is not None and label.kind == "group":
            return self._defined(item.text, lambda reader, value: reader.member(value, state))
        role = self.frame.world.lexicon.get(item.text, "role")
        if role is not None and isinstance(item, ast.Name):
            return self._role(role, state)
        return ALL if self.frame.world.lexicon.state(item.text) == state else EMPTY

    def _role(self, role: Word, state: str) -> int:
        if role.owner == "victim":
            return self.frame.hits(state)
        if role.owner == "none":
            return EMPTY
        if role.owner == "rest":
            return self.party(state) if state != self.bearer else EMPTY
        return self.frame.fact(Fact(f"{role.name} is {state}", "fact", state, f"{state} is {role.say()}", None))

    def _quantified(self, phrase: ast.Quantified, state: str) -> int:
        diagrams = self.frame.diagrams
        result = ALL
        if phrase.noun in ("party", "parties", "member", "members"):
            result = self.party(state)
        if phrase.role is not None:
            role = self.frame.world.lexicon.get(phrase.role.text, "role")
            if role is not None:
                result = diagrams.both(result, self._role(role, state))
            elif not phrase.noun:
                return self.member(ast.Words(phrase.span, (phrase.role,)), state)
        if phrase.adjective == "other" and state == self.bearer:
            return EMPTY
        if phrase.adjective == "third":
            return diagrams.less(result, self.party(state))
        if phrase.determiner == "that":
            return diagrams.both(result, self.frame.hits(state))
        if phrase.noun in ("treaty", "law"):
            return EMPTY
        return result

    def _related(self, phrase: ast.Of, state: str) -> int:
        """Return where a state stands in a declared relation: `close-partner of self`."""
        head = phrase.head
        owner = self.one_state(phrase.owner)
        if isinstance(head, ast.Words) and owner is not None and isinstance(head.items[0], ast.Name):
            word = self.frame.world.lexicon.get(head.items[0].text, "relation")
            if word is not None:
                if state == owner:
                    return EMPTY
                # One event has one victim, so one circumstance says whether the state that is hit stands so.
                key = f"{word.name} of {owner}"
                words = f"the attacked state is {word.say().lower()} to {owner}"
                usual = True if word.usual is None else word.usual
                free = self.frame.fact(Fact(key, "judgement", owner, words, usual))
                return self.frame.diagrams.either(free, self._settled(word.name, owner, state))
        return self.member(phrase.owner, state)

    def _settled(self, relation: str, owner: str, state: str) -> int:
        """Return the situations in which a text settles a relation: `"X" counts as close-partner of Y`."""
        found = []
        texts = {text.name: text for text in (self.instrument, *self.frame.world.laws_of(owner))}
        for statement in (one for text in texts.values() for one in text.statements):
            if statement.kind != "counts-as" or statement.object is None:
                continue
            head, of = _split(statement.object.head)
            if not isinstance(head, ast.Words) or head.items[0].text != relation or self.one_state(of) != owner:
                continue
            days = self.frame.on(statement.reading.period) if statement.reading is not None else ALL
            found.append(self.frame.diagrams.both(days, self.member(statement.subject.head, state)))
        return self.frame.diagrams.any_of(found)

    def one_state(self, phrase: ast.NounPhrase | None) -> str | None:
        """Return the state that a phrase names by itself, ``None`` for any other phrase."""
        if isinstance(phrase, ast.Self):
            return self.bearer
        if isinstance(phrase, ast.Words) and len(phrase.items) == 1 and not isinstance(phrase.items[0], ast.Ref):
            text = phrase.items[0].text
            alias = self.instrument.alias_of(text)
            if alias is not None:
                return alias
            if self.frame.world.lexicon.kinds(text) <= {"state"}:
                return self.frame.world.lexicon.state(text)
        return None

    def _is_victim(self, phrase: ast.NounPhrase | None) -> bool:
        if isinstance(phrase, ast.Quantified) and phrase.role is not None:
            role = self.frame.world.lexicon.get(phrase.role.text, "role")
            return role is not None and role.owner == "victim"
        return False

    # -- events --

    def event(self, phrase: ast.Phrase) -> int:
        """Return the situations in which an event happens as a phrase describes it, or what counts as it."""
        return self._once("event", phrase, lambda: self._event(phrase))

    def _event(self, phrase: ast.Phrase) -> int:
        diagrams = self.frame.diagrams
        target = _target(phrase)
        if target is None:
            direct = self._happens(phrase)
            counted = diagrams.any_of(self._counted(phrase, state) for state in self.frame.states)
        else:
            _, owner = _objects(target, self)
            direct = self._on_anyone(phrase)
            counted = diagrams.any_of(
                diagrams.both(self.member(owner, state) if owner is not None else ALL, self._counted(phrase, state))
                for state in self.frame.states
            )
        return diagrams.less(diagrams.either(direct, counted), self._discounted(phrase))

    def _all_states(self) -> tuple[str, ...]:
        return self.frame.diagrams.variables[self.frame.diagrams.level(VICTIM)].values

    def event_on(self, phrase: ast.Phrase, state: str) -> int:
        """Return the situations in which the event happens as described and hits a state."""
        return self._once("on", phrase, lambda: self._event_on(phrase, state), state)

    def _event_on(self, phrase: ast.Phrase, state: str) -> int:
        diagrams = self.frame.diagrams
        target = _target(phrase)
        if target is None:
            return diagrams.both(self._happens(phrase), self.frame.hits(state))
        objects, owner = _objects(target, self)
        member = self.member(owner, state) if owner is not None else ALL
        if member == EMPTY:
            return EMPTY
        hit = self._hit(objects, state) if objects else self.frame.hits(state)
        return diagrams.all_of((member, hit, self._happens(phrase)))

    def _hit(self, objects: tuple[str, ...], state: str) -> int:
        diagrams = self.frame.diagrams
        lexicon = self.frame.world.lexicon
        values = diagrams.variables[diagrams.level(OBJECT)].values
        wanted = {name for word in objects for name in lexicon.narrower(word)}
        kinds = [value for value in values if value in wanted]
        if not kinds:
            thing = ", ".join(objects)
            return diagrams.both(
                self.frame.is_state(VICTIM, state),
                self.frame.fact(Fact(f"on {thing}", "fact", "", f"what is hit is {thing.replace('-', ' ')}", None)),
            )
        hit = diagrams.both(diagrams.value(OBJECT, *kinds), self.frame.is_state(VICTIM, state))
        if soil(self.frame) & set(objects):
            hit = diagrams.either(hit, self.frame.is_state(PLACE, state))
        return hit

    def _happens(self, phrase: ast.Phrase) -> int:
        """Return the situations with the right kind of event, attacker, place and manner, whoever is hit."""
        return self._once("happens", phrase, lambda: self._happening(phrase))

    def _happening(self, phrase: ast.Phrase) -> int:
        diagrams = self.frame.diagrams
        head, _ = _split(phrase.head)
        name = head.items[0].text if isinstance(head, ast.Words) else ""
        values = diagrams.variables[diagrams.level(EVENT)].values
        kinds = [value for value in values if value in self.frame.world.lexicon.narrower(name)]
        result = diagrams.value(EVENT, *kinds) if kinds else EMPTY
        for slot in phrase.slots:
            if slot.word in ("on", "to"):
                continue
            result = diagrams.both(result, self._slot(slot))
        return result

    def _slot(self, slot: ast.Slot) -> int:
        diagrams = self.frame.diagrams
        value = slot.value if slot.values else None
        if slot.word == "by" and isinstance(value, ast.Node):
            return diagrams.any_of(self.attacker(one) for one in slot.values if isinstance(one, ast.Node))
        if slot.word == "in" and isinstance(value, ast.Node):
            return self.area(value)  # type: ignore[arg-type]  # the slot takes a place
        text = " ".join(slot.span.text.split()).replace("self", self.bearer)
        kind = "judgement" if slot.word == "opinion" else "fact"
        usual = True if slot.word == "opinion" else None
        return self.frame.fact(Fact(text, kind, "", text.replace("-", " "), usual))

    def attacker(self, phrase: ast.Node) -> int:
        """Return the situations in which the attacker is among those that a phrase names."""
        diagrams = self.frame.diagrams
        if isinstance(phrase, ast.Words) and isinstance(phrase.items[0], ast.Name):
            word = self.frame.world.lexicon.get(phrase.items[0].text, "role")
            if word is not None and word.owner == "non-state":
                return diagrams.value(ATTACKER, NON_STATE)
        return diagrams.any_of(
            diagrams.both(self.member(phrase, state), self.frame.is_state(ATTACKER, state))  # type: ignore[arg-type]
            for state in self._all_states()
        )

    # -- what counts as what --

    def _counted(self, phrase: ast.Phrase, state: str) -> int:
        """Return the situations in which something else counts as this event hitting a state.

        An event that counts as another for a provision wakes it wherever it happens: the sentence that lets it count
        has its own place.
        """
        if self.depth >= _DEEPEST:
            return EMPTY
        diagrams = self.frame.diagrams
        inner = replace(self, depth=self.depth + 1)
        found = []
        for statement in self._statements("counts-as", phrase):
            target = _target(statement.object) if statement.object is not None else None
            if isinstance(target, ast.Quantified) and target.determiner == "that":
                source = inner.event_on(statement.subject, state)
            else:
                happens = inner._on_anyone(statement.subject)
                owner = _objects(target, self)[1] if target is not None else None
                source = diagrams.both(happens, inner.member(owner, state) if owner is not None else ALL)
            found.append(diagrams.both(source, inner.qualified(statement.qualifications)))
        return diagrams.any_of(found)

    def _on_anyone(self, phrase: ast.Phrase) -> int:
        """Return the situations in which the event happens as described, whoever it hits."""
        return self._once(
            "anyone", phrase, lambda: self.frame.diagrams.any_of(self.event_on(phrase, s) for s in self._all_states())
        )

    def _discounted(self, phrase: ast.Phrase) -> int:
        if self.depth >= _DEEPEST:
            return EMPTY
        inner = replace(self, depth=self.depth + 1)
        return self.frame.diagrams.any_of(
            self.frame.diagrams.both(
                inner.condition(ast.Atom(s.subject.span, s.subject)), inner.qualified(s.qualifications)
            )
            for s in self._statements("not-counts-as", phrase)
        )

    def _statements(self, kind: str, phrase: ast.Phrase) -> list[Statement]:
        """Return the sentences that let an event count, or not count, as what a phrase names."""
        head, _ = _split(phrase.head)
        wide = head.items[0].text if isinstance(head, ast.Words) else ""
        lexicon = self.frame.world.lexicon
        found = []
        for statement in self.instrument.statements:
            if statement.kind != kind or statement.object is None or not self.chosen(statement.choices):
                continue
            if statement.subject == phrase:
                continue
            target, _ = _split(statement.object.head)
            if not isinstance(target, ast.Words) or not lexicon.is_a(target.items[0].text, wide):
                continue
            subject, _ = _split(statement.subject.head)
            if not isinstance(subject, ast.Words) or lexicon.get(subject.items[0].text, "event") is None:
                continue
            limits = [s for s in (*statement.slots, *statement.object.slots) if s.word == "for"]
            if limits and not any(self._concerned(slot) for slot in limits):
                continue
            found.append(statement)
        return found

    def _concerned(self, slot: ast.Slot) -> bool:
        value = slot.value
        return isinstance(value, ast.Words) and any(
            isinstance(item, ast.Ref) and item.text in self.labels for item in value.items
        )

    def chosen(self, choices: frozenset[Choice]) -> bool:
        """Return whether what depends on these options is part of the text as chosen."""
        return choices <= self.frame.choices

    # -- places --

    def area(self, area: ast.AreaExpr) -> int:
        """Return the situations whose place lies in an area. Areas without geometry are circumstances of the place."""
        return self._once("area", area, lambda: self._area(area))

    def _area(self, area: ast.AreaExpr) -> int:
        diagrams = self.frame.diagrams
        if isinstance(area, ast.AreaGroup):
            return self.area(area.area)
        if isinstance(area, ast.AreaPlus):
            return diagrams.either(self.area(area.left), self.area(area.right))
        if isinstance(area, ast.AreaExcept):
            return diagrams.less(self.area(area.left), self.area(area.right))
        if isinstance(area, ast.AreaWithin):
            return diagrams.both(self.area(area.left), self.area(area.right))
        if isinstance(area, ast.AreaClip):
            return diagrams.both(self.area(area.area), self._spot(f"{area.side} of {area.limit.text}"))
        if isinstance(area, ast.AreaHeld):
            if area.how == "administered":
                return diagrams.any_of(
                    diagrams.both(self.member(area.by, s), self.frame.is_state(PLACE, s)) for s in self._all_states()
                )
            spot = self._spot(f"in territory {area.how} by {' '.join(area.by.span.text.split())}")
            bare = isinstance(area.area, ast.Words) and area.area.items[0].text in soil(self.frame)
            return spot if bare else diagrams.both(self.area(area.area), spot)
        if isinstance(area, ast.NamedPart):
            spot = self._spot(f"in {area.name.text}")
            return diagrams.both(spot, self._soil_of(area.of)) if area.of is not None else spot
        if isinstance(area, ast.Belt):
            at_sea = diagrams.value(PLACE, NOWHERE)
            return diagrams.both(at_sea, self._spot(f"in the {' '.join(area.span.text.split())}"))
        if isinstance(area, ast.Sea):
            return self._spot(f"in the {area.name.text}")
        if isinstance(area, ast.Of):
            return self._place_of(area)
        if isinstance(area, ast.Words):
            return diagrams.any_of(self._named_area(item) for item in area.items)
        if isinstance(area, ast.SomeOf):
            return self.area(area.group)
        return self._spot(f"in {' '.join(area.span.text.split())}")

    def _spot(self, words: str) -> int:
        return self.frame.fact(Fact(words, "place", "", f"the place is {words}", None))

    def _soil_of(self, owner: ast.NounPhrase) -> int:
        diagrams = self.frame.diagrams
        return diagrams.any_of(
            diagrams.both(self.member(owner, state), self.frame.is_state(PLACE, state)) for state in self._all_states()
        )

    def _place_of(self, area: ast.Of) -> int:
        diagrams = self.frame.diagrams
        lands = soil(self.frame)
        here = self._soil_of(area.owner)
        if not isinstance(area.head, ast.Words):
            return here
        found = []
        for item in area.head.items:
            whole = item.text in lands and not (self.frame.world.lexicon.wider(item.text) & (lands - {item.text}))
            found.append(here if whole else diagrams.both(here, self._spot(f"on {item.text.replace('-', ' ')}")))
        return diagrams.any_of(found)

    def _named_area(self, item: ast.Name | ast.Text | ast.Ref) -> int:
        label = self.instrument.labels.get(item.text)
        if label is not None and label.kind == "area":
            return self._defined(item.text, Reader.area)
        state = self.one_state(ast.Words(item.span, (item,)))
        if state is not None:
            return self.frame.is_state(PLACE, state)
        return self._spot(f"in {item.text}")

    def _defined(self, name: str, read: Callable[[Reader, ast.AreaExpr], int]) -> int:
        """Return the union of the dated versions of an area or group, each on its own days (ruling 12)."""
        if self.depth >= _DEEPEST:
            return EMPTY
        diagrams = self.frame.diagrams
        versions: list[Defined] = [a for a in self.instrument.areas if a.name == name and self.chosen(a.choices)]
        inner = replace(self, depth=self.depth + 1)
        return diagrams.any_of(diagrams.both(self.frame.on(v.period), read(inner, v.value)) for v in versions)


def _turns_on_bearer(node: ast.Node, reader: Reader) -> bool:
    """Return whether a phrase says something else for another bearer: it speaks of itself or of the others."""
    for inner in (node, *ast.walk(node)):
        if isinstance(inner, (ast.Self, ast.EachOther)):
            return True
        if isinstance(inner, ast.Quantified) and inner.adjective == "other":
            return True
        if isinstance(inner, ast.Name):
            if inner.text in reader.instrument.labels:
                continue
            word = reader.frame.world.lexicon.get(inner.text)
            if word is not None and word.kind not in ("event", "object", "place", "region"):
                return True
    return False


def _split(phrase: ast.NounPhrase) -> tuple[ast.NounPhrase, ast.NounPhrase | None]:
    """Return the head of a noun phrase and what it is of."""
    if isinstance(phrase, ast.Modified):
        phrase = phrase.head
    if isinstance(phrase, ast.Of):
        return phrase.head, phrase.owner
    return phrase, None


def _target(phrase: ast.Phrase) -> ast.NounPhrase | None:
    """Return what an event is on or to."""
    for slot in phrase.slots:
        if slot.word in ("on", "to") and slot.values and not isinstance(slot.value, (ast.Day, ast.Text)):
            return slot.value  # type: ignore[return-value]  # dates aside, these slots take noun phrases
    return None


def _objects(target: ast.NounPhrase, reader: Reader) -> tuple[tuple[str, ...], ast.NounPhrase | None]:
    """Split what an event is on into the objects that are hit and the states whose they are."""
    head, owner = _split(target)
    if isinstance(head, ast.Words):
        lexicon = reader.frame.world.lexicon
        objects = tuple(
            item.text
            for item in head.items
            if lexicon.get(item.text, "object") is not None or (owner is not None and isinstance(item, ast.Text))
        )
        if owner is not None and lexicon.get(head.items[0].text, "relation") is None:
            # What is threatened may be a quality of a state (its security): then the state itself is the target.
            return (objects, owner)
        if objects and len(objects) == len(head.items):
            return objects, None
    return (), target


def _is_organ(owner: ast.NounPhrase | None) -> bool:
    """Return whether what must approve is an organ of the bearer's own: quoted, no body of the vocabulary."""
    return isinstance(owner, ast.Words) and isinstance(owner.items[0], ast.Text)
