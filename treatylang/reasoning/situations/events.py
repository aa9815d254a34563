"""What happens to whom: events as a phrase describes them, and what counts as them."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace

from treatylang.model.instrument import Statement
from treatylang.model.occasions import waits_for
from treatylang.model.windows import is_time
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.situations.designation import DEEPEST, split, spoken
from treatylang.reasoning.situations.places import Places
from treatylang.reasoning.situations.space import ATTACKER, EVENT, NON_STATE, OBJECT, PLACE, VICTIM, Fact, soil
from treatylang.syntax import ast


class Events(Places):
    """Reads events."""

    @abstractmethod
    def condition(self, condition: ast.Condition) -> Situations:
        """Return the situations in which a condition holds."""

    def event(self, phrase: ast.Phrase) -> Situations:
        """Return the situations in which an event happens as a phrase describes it, or what counts as it."""
        return self.once("event", phrase, lambda: self._event(phrase))

    def _event(self, phrase: ast.Phrase) -> Situations:
        diagrams = self.frame.diagrams
        target = target_of(phrase)
        deemed = self._statements("counts-as", phrase)
        excepted = self._statements("not-counts-as", phrase)
        if target is None:
            counted = diagrams.any_of(
                self._counted(phrase, state) for state in (self.frame.space.states if deemed else ())
            )
            gone = diagrams.any_of(self._taken_out(one, None) for one in excepted)
            return diagrams.less(diagrams.either(self._happens(phrase), counted), gone)
        if not deemed and not excepted:
            return self._on_anyone(phrase)
        _, owner = objects_of(target, self)
        found = []
        for state in self._all_states():
            hit = self.event_on(phrase, state)
            if deemed and state in self.frame.space.states:
                member = self.member(owner, state) if owner is not None else ALL
                hit = diagrams.either(hit, diagrams.both(member, self._counted(phrase, state)))
            if hit != EMPTY:
                found.append(diagrams.less(hit, diagrams.any_of(self._taken_out(one, state) for one in excepted)))
        return diagrams.any_of(found)

    def event_on(self, phrase: ast.Phrase, state: str) -> Situations:
        """Return the situations in which the event happens as described and hits a state."""
        return self.once("on", phrase, lambda: self._event_on(phrase, state), state)

    def _event_on(self, phrase: ast.Phrase, state: str) -> Situations:
        diagrams = self.frame.diagrams
        struck = self._struck(phrase, state)
        return diagrams.both(struck, self._happens(phrase)) if struck != EMPTY else EMPTY

    def _struck(self, phrase: ast.Phrase, state: str) -> Situations:
        """Return the situations in which what an event hits is as described, and is a state's."""
        target = target_of(phrase)
        if target is None:
            return self._at_home(self.frame.space.hits(state), state)
        objects, owner = objects_of(target, self)
        member = self.member(owner, state) if owner is not None else ALL
        if member == EMPTY:
            return EMPTY
        hit = self._hit(objects, state, target) if objects else self.frame.space.hits(state)
        return self.frame.diagrams.both(member, self._at_home(hit, state))

    def _at_home(self, hit: Situations, state: str) -> Situations:
        """Leave out of what hits a state its land where the text does not apply (ruling 36).

        The final clause on territorial application says whose territory counts as a party's; ships, aircraft and events
        elsewhere are as the articles say.
        """
        within = self.applied_territory()
        if within is None:
            return hit
        diagrams = self.frame.diagrams
        land = diagrams.both(
            self.frame.space.is_state(VICTIM, state), diagrams.value(OBJECT, *sorted(soil(self.frame.world.lexicon)))
        )
        land = diagrams.either(
            land, diagrams.less(self.frame.space.is_state(PLACE, state), self.frame.space.is_state(VICTIM, state))
        )
        return diagrams.less(hit, diagrams.less(land, within))

    def _hit(self, objects: tuple[str, ...], state: str, target: ast.NounPhrase) -> Situations:
        diagrams = self.frame.diagrams
        lexicon = self.frame.world.lexicon
        values = diagrams.variables[diagrams.level(OBJECT)].values
        wanted = {name for word in objects for name in lexicon.narrower(word)}
        kinds = [value for value in values if value in wanted]
        if not kinds:
            thing = ", ".join(objects)
            return diagrams.both(
                self.frame.space.is_state(VICTIM, state),
                self.frame.space.fact(Fact(f"on {thing}", "fact", "", f"what is hit is {spoken(thing)}", None)),
            )
        hit = diagrams.both(diagrams.value(OBJECT, *kinds), self.frame.space.is_state(VICTIM, state))
        # What happens on a state's soil hits that soil, whatever else it hits: of some kinds of soil, where it is such.
        for thing in objects:
            if thing in soil(self.frame.world.lexicon):
                hit = diagrams.either(
                    hit, diagrams.both(self.frame.space.is_state(PLACE, state), self.soil(thing, target))
                )
        return hit

    def _happens(self, phrase: ast.Phrase) -> Situations:
        """Return the situations with the right kind of event, attacker, place and manner, whoever is hit."""
        return self.once("happens", phrase, lambda: self._happening(phrase))

    def _happening(self, phrase: ast.Phrase) -> Situations:
        diagrams = self.frame.diagrams
        head, _ = split(phrase.head)
        name = head.items[0].text if isinstance(head, ast.Words) else ""
        values = diagrams.variables[diagrams.level(EVENT)].values
        kinds = [value for value in values if value in self.frame.world.lexicon.narrower(name)]
        result = diagrams.value(EVENT, *kinds) if kinds else EMPTY
        for index, slot in enumerate(phrase.slots):
            if slot.word in ("on", "to") or is_time(phrase.slots, index):
                continue
            result = diagrams.both(result, self.slot(slot))
        return result

    def slot(self, slot: ast.Slot) -> Situations:
        """Return the situations whose event is as a slot of its phrase says: by whom, where, in which manner."""
        diagrams = self.frame.diagrams
        value = slot.value if slot.values else None
        if slot.word == "by" and isinstance(value, ast.Node):
            return diagrams.any_of(self.attacker(one) for one in slot.values if isinstance(one, ast.Node))
        if slot.word == "in" and isinstance(value, ast.Node):
            return self.area(value)  # type: ignore[arg-type]  # the slot takes a place
        if slot.word == "outside" and isinstance(value, ast.Node):
            return diagrams.outside(self.area(value))  # type: ignore[arg-type]  # the slot takes a place
        if waits_for((slot,), 0, self.frame.world.lexicon) == "circumstance":
            return self.condition(ast.Atom(slot.span, ast.Phrase(slot.span, value, ()), acted=False))  # type: ignore[arg-type]
        text = self.phrased(slot)
        if slot.word == "opinion" and isinstance(value, ast.Node):
            return self._opinion(text, value)
        return self.frame.space.fact(Fact(text, "fact", "", spoken(text), None))

    def _opinion(self, text: str, holder: ast.Node) -> Situations:
        """Return the situations in which somebody judges it so.

        Where any one party's opinion is enough, or that of whoever is hit, the victim has it in its hand, as it has a
        request: no judgement that a helper could withhold.
        """
        anyone = isinstance(holder, ast.Quantified) and (
            holder.determiner in ("any", "a", "an") or self._is_victim(holder)
        )
        state = self.one_state(holder) or "" if isinstance(holder, ast.Words) else ""
        kind = "fact" if anyone else "judgement"
        return self.frame.space.fact(Fact(text, kind, state, f"it is so {spoken(text)}", True))

    def attacker(self, phrase: ast.Node) -> Situations:
        """Return the situations in which the attacker is among those that a phrase names."""
        diagrams = self.frame.diagrams
        if isinstance(phrase, ast.Words) and len(phrase.items) > 1:
            return diagrams.any_of(self.attacker(replace(phrase, items=(item,))) for item in phrase.items)
        role = phrase.items[0] if isinstance(phrase, ast.Words) else getattr(phrase, "role", None)
        word = self.frame.world.lexicon.get(role.text, "role") if isinstance(role, ast.Name) else None
        if word is not None and word.owner == "non-state":
            return diagrams.value(ATTACKER, NON_STATE)
        if word is not None and word.owner == "attacker":
            return ALL  # whoever attacks, state or not
        return self.whose(ATTACKER, phrase)  # type: ignore[arg-type]  # who attacks is named by a noun phrase

    # -- what counts as what --

    def _counted(self, phrase: ast.Phrase, state: str) -> Situations:
        """Return the situations in which something else counts as this event hitting a state.

        An event that counts as another for a provision wakes it wherever it happens: the sentence that lets it count
        has its own place.
        """
        if self.depth >= DEEPEST:
            return EMPTY
        diagrams = self.frame.diagrams
        inner = replace(self, depth=self.depth + 1)
        found = []
        for statement in self._statements("counts-as", phrase):
            if not self._as_wide(statement, phrase):
                continue
            target = target_of(statement.object) if statement.object is not None else None
            if target is None or (isinstance(target, ast.Quantified) and target.determiner == "that"):
                source = inner._left(statement.subject, state)  # it hits whoever it hits
            else:
                happens = diagrams.any_of(inner._left(statement.subject, hit) for hit in self._all_states())
                owner = objects_of(target, self)[1]
                source = diagrams.both(happens, inner.member(owner, state) if owner is not None else ALL)
            found.append(diagrams.both(source, inner.stated(statement)))
        # Whoever has to have attacked has to have done so here too; the place is that of the deeming sentence.
        by = [self.slot(slot) for slot in phrase.slots if slot.word in ("by", "opinion")]
        return diagrams.all_of((diagrams.any_of(found), *by)) if found else EMPTY

    def _left(self, phrase: ast.Phrase, state: str) -> Situations:
        """Return where an event hits a state, less what the text does not count as such an event (ruling 41)."""
        excepted = self._statements("not-counts-as", phrase)
        hit = self.event_on(phrase, state)
        if not excepted or hit == EMPTY:
            return hit
        diagrams = self.frame.diagrams
        return diagrams.less(hit, diagrams.any_of(self._taken_out(one, state) for one in excepted))

    def _as_wide(self, statement: Statement, phrase: ast.Phrase) -> bool:
        """Return whether what a sentence deems hits what a phrase names: a party as a whole is not its aircraft."""
        target = target_of(phrase)
        wanted = objects_of(target, self)[0] if target is not None else ()
        if not wanted or statement.object is None:
            return True
        deemed = target_of(statement.object)
        things = objects_of(deemed, self)[0] if deemed is not None else ()
        lexicon = self.frame.world.lexicon
        return bool(things) and all(any(lexicon.is_a(thing, wide) for wide in wanted) for thing in things)

    def _on_anyone(self, phrase: ast.Phrase) -> Situations:
        """Return the situations in which the event happens as described, whoever it hits."""
        return self.once("anyone", phrase, lambda: self._event_on_anyone(phrase))

    def _event_on_anyone(self, phrase: ast.Phrase) -> Situations:
        diagrams = self.frame.diagrams
        struck = diagrams.any_of(self._struck(phrase, state) for state in self._all_states())
        return diagrams.both(struck, self._happens(phrase)) if struck != EMPTY else EMPTY

    def _taken_out(self, statement: Statement, state: str | None) -> Situations:
        """Return where what does not count happens as described, and hits a state: that and nothing else is taken out.

        It is read as it stands: what counts as an attack on a party is not for that an attack on one of its aircraft.
        """
        if self.depth >= DEEPEST:
            return EMPTY
        inner = replace(self, depth=self.depth + 1)
        subject = statement.subject
        if state is None or target_of(subject) is None:
            happens = inner._on_anyone(subject) if target_of(subject) is not None else inner._happens(subject)
        else:
            happens = inner.event_on(subject, state)
        return self.frame.diagrams.both(happens, inner.stated(statement))

    def _statements(self, kind: str, phrase: ast.Phrase) -> list[Statement]:
        """Return the sentences that let an event count, or not count, as what a phrase names."""
        head, _ = split(phrase.head)
        wide = head.items[0].text if isinstance(head, ast.Words) else ""
        lexicon = self.frame.world.lexicon
        found = []
        for statement in self.instrument.statements:
            if statement.kind != kind or statement.object is None or not self.chosen(statement.choices):
                continue
            if kind == "counts-as" and statement.subject == phrase:
                continue
            target, _ = split(statement.object.head)
            if not isinstance(target, ast.Words) or not lexicon.is_a(target.items[0].text, wide):
                continue
            subject, _ = split(statement.subject.head)
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


def target_of(phrase: ast.Phrase) -> ast.NounPhrase | None:
    """Return what an event is on or to, or of: `blockade of any party`."""
    for slot in phrase.slots:
        if slot.word in ("on", "to") and slot.values and not isinstance(slot.value, (ast.Day, ast.Text)):
            return slot.value  # type: ignore[return-value]  # dates aside, these slots take noun phrases
    return split(phrase.head)[1]


def objects_of(target: ast.NounPhrase, reader: Places) -> tuple[tuple[str, ...], ast.NounPhrase | None]:
    """Split what an event is on into the objects that are hit and the states whose they are."""
    head, owner = split(target)
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
