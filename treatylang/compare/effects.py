"""What a sentence makes of a party's position, and in which situations: duties, bans, rights, waivers.

An effect leaves out the law: which levels a floor has, what the most is, which law would lower it. Two sentences with
the same effects in the same situations say the same under any law (reasoning.md, "Behavioural difference").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from treatylang.compare.canonical import canonical, plain
from treatylang.compare.common import Common
from treatylang.model.instrument import Norm, Statement
from treatylang.model.modality import Modality
from treatylang.model.reservations import prohibits
from treatylang.reasoning.answers.addressed import sentence_of
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.norms.addressees import applies
from treatylang.reasoning.norms.duties import awake, duties
from treatylang.reasoning.norms.floors import waived
from treatylang.reasoning.norms.reference import Provision
from treatylang.reasoning.norms.ways import ways
from treatylang.reasoning.situations.conditions import Reader
from treatylang.syntax import ast

DUTY, BAN, RIGHT, WAIVER, WISH, NEED, RULE = "duty", "ban", "right", "waiver", "wish", "need", "rule"
"""The forms of an effect; a rule says which text goes before which."""

FORMS = {
    Modality.SHALL: DUTY,
    Modality.SHALL_NOT: BAN,
    Modality.MAY: RIGHT,
    Modality.NEED_NOT: WAIVER,
    Modality.SHOULD: WISH,
    Modality.SHOULD_NOT: WISH,
    Modality.NEED: NEED,
}

READ = ("counts-as", "not-counts-as", "applies", "not-applies")
"""Sentences that the engine reads into the conditions of others."""

RAISING = ("with", "by", "object", "accordance")
"""The slots in which qualifiers stand."""

_WHO = (
    *(ast.Words, ast.Quantified, ast.EachOther, ast.Plural, ast.SomeOf),
    *(ast.AreaPlus, ast.AreaExcept, ast.AreaWithin, ast.AreaGroup),
)
"""Phrases that may name states: a list, parties, groups, `any state within Oceania except Japan`."""

Claim = tuple[str, ...]


@dataclass(frozen=True)
class Effect:
    """What is so for one party, wherever it is so.

    ``levels`` are the ways of each level of a floor (one way for a ban, a right, a waiver); ``rest`` is everything
    else that the sentence says of the act: partner, place, time, order among texts. ``words`` tell it to people.

    For whom the act is, against whom or with whom, is an effect of its own for each state that the sentence names in a
    situation: ``partner`` is that state and its slot. ``extent`` is the rest as it was before it was taken apart.
    """

    form: str
    levels: tuple[frozenset[str], ...]
    ceiling: frozenset[str] = frozenset()
    absorbs: frozenset[str] = frozenset()
    laws: frozenset[Provision] = frozenset()
    discretion: bool = False
    rest: tuple[tuple[str, object], ...] = ()
    words: str = field(default="", compare=False)
    act: str = field(default="", compare=False)
    partner: tuple[str, str] | tuple[()] = ()
    extent: tuple[tuple[str, object], ...] = field(default=(), compare=False)

    @property
    def claims(self) -> frozenset[Claim]:
        """What it asks, piece by piece: with more claims more is owed, forbidden or allowed."""
        if self.form == DUTY:
            return frozenset({("owes",)} | (set() if self.discretion else {("firmly",)}))
        return frozenset({(self.form, way) for level in self.levels for way in level})


Where = dict[str, dict[Effect, Situations]]
"""State → effect → situations."""


class Meaning:
    """The effects of all sentences of one draft under one choice of options."""

    def __init__(self, case: Common, states: tuple[str, ...], shared: dict[object, Where] | None = None) -> None:
        self.case = case
        self.states = states
        self.shared = shared if not case.draft.waivers else None
        self._known: dict[int, Where] = {}
        self._tried: list[Norm | Statement] = []
        self._gone: dict[tuple[int, str, tuple[frozenset[str], ...]], Situations] = {}
        self._totals: dict[tuple[str, Effect], Situations] = {}
        self._index: dict[tuple[str, str], list[Norm | Statement]] | None = None
        self.limited = any(
            s.kind in ("applies", "not-applies") or any(slot.word == "for" for slot in _slots(s))
            for s in case.draft.statements
        ) or any(line.word.text == "reservations" for line in case.draft.clauses)

    def of(self, one: Norm | Statement | None) -> Where:
        """Return the effects of a sentence; none of one that the chosen options leave out."""
        if one is None or not one.choices <= self.case.choices:
            return {}
        known = self._known.get(id(one))
        if known is None:
            key = self._signature(one) if self.shared is not None else None
            known = self.shared.get(key) if self.shared is not None else None
            if known is None:
                known = {}
                for state in self.states:
                    found = dict(self._parted(one, state))
                    if found:
                        known[state] = found
                if self.shared is not None:
                    self.shared[key] = known
            self._known[id(one)] = known
        return known

    def addresses(self, one: Norm | Statement | None) -> bool:
        """Return whether a sentence speaks to some state at all, though it may never wake."""
        if not isinstance(one, Norm):
            return False
        readers = (Reader(self.case, self.case.draft, state, one.labels) for state in self.states)
        return any(applies(reader, one) != EMPTY for reader in readers)

    def trial(self, one: Norm | Statement) -> Where:
        """Return the effects of a sentence that stands nowhere: it is tried what it would say here."""
        if not one.choices <= self.case.choices:
            return {}
        self._tried.append(one)  # what is read is known by its identity, so it has to stay
        found = {state: dict(self._parted(one, state)) for state in self.states}
        return {state: effects for state, effects in found.items() if effects}

    def _signature(self, one: Norm | Statement) -> object:
        opening = tuple(plain(t.span) for t in one.triggers)
        timing = (one.timing[0], plain(one.timing[1].span)) if isinstance(one, Norm) and one.timing else ()
        reading = one.reading.name if one.reading is not None else ""
        return (
            plain(one.span), opening, timing, reading, bool(one.statement),
            one.labels if self.limited or one.statement else (), tuple(sorted(map(str, one.choices))),
        )  # fmt: skip

    def owed(self, one: Norm | Statement | None, state: str, effect: Effect) -> Situations:
        """Return where a sentence has an effect for a state; a duty only where nothing waives all that performs it."""
        where = self.of(one).get(state, {}).get(effect, EMPTY)
        if effect.form != DUTY or one is None or where == EMPTY or not self.case.draft.waivers:
            return where
        return self.case.diagrams.less(where, self._gone.get((id(one), state, effect.levels), EMPTY))

    def total(self, state: str, effect: Effect) -> Situations:
        """Return the situations in which the whole draft has an effect for a state, as far as it is not waived."""
        key = (state, effect)
        known = self._totals.get(key)
        if known is None:
            known = EMPTY
            for one in self.with_way(effect):
                known = self.case.diagrams.either(known, self.owed(one, state, effect))
            self._totals[key] = known
        return known

    def with_way(self, effect: Effect) -> list[Norm | Statement]:
        """Return the sentences that may have an effect: those of its form that speak of its ways."""
        if self._index is None:
            self._index = defaultdict(list)
            everything: list[Norm | Statement] = [*self.case.draft.norms, *self.case.draft.statements]
            for one in everything:
                for entry in self._entries(one):
                    self._index[entry].append(one)
        if effect.form == RULE:
            return self._index.get((RULE, ""), [])
        return self._index.get((effect.form, min(effect.levels[-1])), []) if effect.levels else []

    def _entries(self, one: Norm | Statement) -> Iterator[tuple[str, str]]:
        if isinstance(one, Statement):
            yield RULE, ""
            return
        lexicon = self.case.world.lexicon
        form = self._form(one)
        named = {item.text for slot in one.slots for value in slot.values for item in _names(value)}
        for qualifier in sorted(named):
            word = lexicon.get(qualifier, "qualifier", "means")
            if word is not None and word.floor:
                named.add(word.floor)
        acts = {*one.acts, *(n for n in named if lexicon.get(n, "act") is not None)}
        for way in sorted({way for act in acts for way in ways(lexicon, act)}):
            yield form, way

    def _form(self, norm: Norm) -> str:
        if norm.procedural:
            return NEED
        return FORMS[norm.modality]

    # -- one sentence, one state --

    def _parted(self, one: Norm | Statement, state: str) -> Iterator[tuple[Effect, Situations]]:
        """Yield the effects of a sentence with its partners taken apart, so that each situation has its own.

        `The attacked party` is another state in another situation: two drafts that name different states by it differ
        only where it is one of those.
        """
        for effect, where in self._effects(one, state):
            named = {word: sets for word, value in effect.rest if (sets := sets_of(value)) is not None}
            if not named:
                yield replace(effect, extent=effect.rest), where
                continue
            bare = tuple((word, "" if word in named else value) for word, value in effect.rest)
            plain = replace(effect, rest=bare, extent=effect.rest)
            yield plain, where
            for word, sets in named.items():
                for partner, among in zip(self.case.space.states, sets, strict=True):
                    here = self.case.diagrams.both(where, among)
                    if here != EMPTY:
                        yield replace(plain, partner=(word, partner)), here

    def _effects(self, one: Norm | Statement, state: str) -> Iterator[tuple[Effect, Situations]]:
        if isinstance(one, Statement):
            yield from self._rule(one, state)
            return
        case, draft = self.case, self.case.draft
        lexicon = case.world.lexicon
        form = self._form(one)
        reader = Reader(case, draft, state, one.labels)
        if form == DUTY:
            found = duties(case, draft, one, state)
            for duty in found:
                levels = tuple(those for _, those in duty.levels)
                if draft.waivers:
                    gone = case.diagrams.all_of(waived(case, duty, way) for way in sorted(frozenset().union(*levels)))
                    key = (id(one), state, levels)
                    self._gone[key] = case.diagrams.both(self._gone.get(key, ALL), gone)
                rest = self._rest(one, reader)
                words = sentence_of(one)
                yield (
                    Effect(DUTY, levels, duty.ceiling, duty.absorbs, duty.laws, duty.discretion, rest, words, duty.act),
                    duty.awake,
                )
            if found:
                return
            form = WISH  # a duty of which nothing is owed, whatever happens
        where = awake(reader, draft, one)
        if where == EMPTY:
            return
        if one.statement and form == WAIVER:
            named = case.shared.names.of
            shielded = tuple(named(n.path) for n in draft.norms if n.modality.obliges and prohibits(draft, n.labels))
            extra: tuple[tuple[str, object], ...] = (("statement", one.statement and shielded),)
        else:
            extra = ()
        rest = (*self._rest(one, reader), *extra)
        for act in one.acts:
            for way in sorted(ways(lexicon, act)) if form in (BAN, RIGHT, WAIVER) else (act,):
                yield Effect(form, (frozenset({way}),), rest=rest, words=sentence_of(one), act=act), where

    def _rule(self, one: Statement, state: str) -> Iterator[tuple[Effect, Situations]]:
        if one.kind in READ and self._is_read(one):
            return
        case = self.case
        reader = Reader(case, case.draft, state, one.labels)
        where = case.diagrams.all_of((case.possible, reader.party(state), reader.qualified(one.qualifications)))
        for trigger in one.triggers:
            where = case.diagrams.both(where, reader.condition(trigger))
        if where != EMPTY:
            names = case.shared.names
            rest = (
                (one.kind, canonical(one.subject, names)),
                ("object", canonical(one.object, names)),
                ("slots", tuple(sorted(canonical(slot, names) for slot in one.slots))),
            )
            yield Effect(RULE, (), rest=rest, words=sentence_of(one)), where

    def _is_read(self, one: Statement) -> bool:
        """Return whether the engine reads a sentence into the conditions of others: it has no effect of its own."""
        if one.kind in ("applies", "not-applies"):
            return True
        head = one.subject.head
        lexicon = self.case.world.lexicon
        first = next((n for n in (head, *ast.walk(head)) if isinstance(n, (ast.Name, ast.Ref))), None)
        return isinstance(first, ast.Name) and lexicon.get(first.text, "event") is not None

    def _rest(self, norm: Norm, reader: Reader) -> tuple[tuple[str, object], ...]:
        """Return what a sentence says besides the act, so that two ways to say the same are the same."""
        case = self.case
        found: list[tuple[str, object]] = []
        objects = any(slot.word == "object" and self._is_whom(slot, reader) for slot in norm.slots)
        for slot in norm.slots:
            if slot.word in ("discretion", "including"):
                continue
            raising = [n.text for n in _names(slot.value) if self._raises(n.text)] if slot.word in RAISING else []
            found += [("ceiling", name) for name in raising]
            if raising and slot.word in ("with", "by"):
                continue
            if slot.word == "accordance":
                names = [n.text for n in _names(slot.value) if not self._lowers(n.text) and n.text not in raising]
                if names or not list(_names(slot.value)):
                    found.append(
                        (
                            slot.word,
                            tuple(sorted(map(case.shared.names.of, names))) or canonical(slot, case.shared.names),
                        )
                    )
                continue
            if slot.word == "object" and isinstance(slot.value, ast.Words):
                items = [i for i in slot.value.items if not self._lowers(i.text) and i.text not in raising]
                whole = len(items) == len(slot.value.items)
                if whole and all(self._who(replace(slot.value, items=(item,)), reader) for item in items):
                    found.append(("object", self._who(slot.value, reader)))  # states by name, or a group of them
                else:
                    found += [("object", self._item(item)) for item in items]
                continue
            value = self._value(slot, reader)
            # `use-force for the attacked party` and `assist the attacked party` name whom an act is for alike.
            whom = slot.word == "for" and isinstance(value, tuple) and not objects
            found.append(("object" if whom else slot.word, value))
        if norm.toward is not None:
            found.append(("toward", self._who(norm.toward, reader) or canonical(norm.toward, case.shared.names)))
        if norm.timing is not None:
            found.append((norm.timing[0], canonical(norm.timing[1], case.shared.names)))
        for q in norm.qualifications:
            if q.word in ("notwithstanding", "subject-to"):
                found.append((q.word, canonical(q.value, case.shared.names)))
        if norm.reading is not None:
            found.append(("reading", (norm.reading.name, norm.reading.standing)))
        return tuple(sorted(found, key=str))

    def _item(self, item: ast.Name | ast.Text | ast.Ref) -> str:
        return canonical(item, self.case.shared.names)

    def _lowers(self, name: str) -> bool:
        word = self.case.world.lexicon.get(name, "qualifier")
        return word is not None and bool(word.floor)

    def _raises(self, name: str) -> bool:
        """Return whether a qualifier lets a duty call for more: `with all-means`."""
        word = self.case.world.lexicon.get(name, "qualifier")
        return word is not None and bool(word.ceiling) and not word.floor

    def _value(self, slot: ast.Slot, reader: Reader) -> object:
        value = slot.value if slot.values else None
        spot = slot.word in ("in", "outside", "from", "at") and len(slot.values) == 1
        if spot and isinstance(value, ast.Node) and not isinstance(value, (ast.Day, ast.Text, ast.Angle, ast.Number)):
            within = reader.area(value)
            return ("area", reader.frame.diagrams.outside(within) if slot.word == "outside" else within)
        if slot.word in ("object", "for", "to", "with", "against", "on") and isinstance(value, ast.Node):
            who = self._who(value, reader)
            if who:
                return who
        return canonical(slot, self.case.shared.names)

    def _is_whom(self, slot: ast.Slot, reader: Reader) -> bool:
        return isinstance(slot.value, ast.Node) and self._who(slot.value, reader) is not None

    def _who(self, value: ast.Node, reader: Reader) -> tuple[Situations, ...] | None:
        """Return, for each state, the situations in which a phrase names it; nothing where it names no state."""
        if not isinstance(value, _WHO):
            return None
        if isinstance(value, ast.Quantified) and value.noun in ("treaty", "law"):
            return None
        sets = tuple(reader.member(value, state) for state in self.case.space.states)
        return sets if any(where != EMPTY for where in sets) else None


def sets_of(value: object) -> tuple[Situations, ...] | None:
    """Return the situations in which a value names each of the states; ``None`` where it names none."""
    if isinstance(value, tuple) and value and all(isinstance(one, int) for one in value):
        return value
    return None


def _names(value: object) -> Iterator[ast.Name]:
    if isinstance(value, ast.Node):
        yield from (node for node in (value, *ast.walk(value)) if isinstance(node, ast.Name))


def _slots(statement: Statement) -> tuple[ast.Slot, ...]:
    return (*statement.slots, *(statement.object.slots if statement.object is not None else ()))


def differing(
    case: Common, one: Mapping[Effect, Situations], other: Mapping[Effect, Situations]
) -> dict[Effect, Situations]:
    """Return, for each effect, the situations in which only one of two sides has it."""
    diagrams = case.diagrams
    found = {}
    for effect in dict.fromkeys((*one, *other)):
        a, b = one.get(effect, EMPTY), other.get(effect, EMPTY)
        if a != b:
            found[effect] = diagrams.either(diagrams.less(a, b), diagrams.less(b, a))
    return found
