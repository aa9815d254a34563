"""Which states a phrase names: parties on a date, groups, roles in the situation, partners of each other."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from treatylang.geography.regions import states_in
from treatylang.library import states
from treatylang.model.instrument import Choice, Defined, Instrument, Statement
from treatylang.model.lexicon import Word
from treatylang.model.memo import Topic
from treatylang.reasoning.kernel.diagram import ALL, EMPTY, Situations
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.readings import governed
from treatylang.reasoning.situations.space import ATTACKER, PLACE, VICTIM, Fact
from treatylang.syntax import ast
from treatylang.syntax.limits import MOST_BEHIND

_REFERENCE = re.compile(r"@([A-Za-z][\w.-]*)")
_SELF = re.compile(r"(?<![\w-])self(?![\w-])")
_JOINED = re.compile(r"(?<=[a-z])-(?=[a-z])")

Listed = tuple[frozenset[str], tuple[ast.Name | ast.Text, ...]]
"""What a list of names comes to: states by themselves, and names of groups and roles."""

HELP = "mutual-defence"
"""What the vocabulary says with ``of`` of acts of help against an attack, and of a relation that such help makes."""

_TURNS = Topic[bool]("whether a phrase says something else for another bearer")
_READ = Topic[Situations]("what a phrase means")
_LISTED = Topic[Listed]("which states a list names")

DEEPEST = MOST_BEHIND + 1
"""How many definitions may follow one another before one is taken as a plain circumstance."""


@dataclass(frozen=True)
class Designations(ABC):
    """Reads who is meant in one instrument, as its sentences concern one bearer.

    ``labels`` are those of the sentence being read: what counts as what may be limited to some provisions. ``depth`` is
    how many definitions follow one another. ``where`` is the variable that areas are read on: the place of the
    event, or the site of an act. ``unbounded`` reads territory as if the text's clause on its territorial application
    were not there, as that clause itself has to be read. ``roster`` names the instrument whose parties are meant by
    `party`, where that is another: a protocol with parties of its own.
    """

    frame: Frame
    instrument: Instrument
    bearer: str
    labels: tuple[str, ...] = ()
    depth: int = 0
    where: str = PLACE
    unbounded: bool = False
    roster: str = ""

    @abstractmethod
    def stated(self, statement: Statement) -> Situations:
        """Return the situations in which a sentence about texts or meanings says what it says."""

    def once(self, what: str, node: ast.Node, read: Callable[[], Situations], state: str = "") -> Situations:
        """Return what a phrase was read as before, or read it now: most phrases mean the same for every bearer."""
        memo, text = self.frame.memo, self.instrument
        # A changed copy of an instrument, as remedies make them, is another text where it reads differently.
        version = (text.name, id(text.statements), id(text.areas))
        turns = memo.once(_TURNS, (version, id(node)), lambda: turns_on_bearer(node, self), node, text)
        bearer = self.bearer if turns else ""
        key = (
            what,
            version,
            id(node),
            state,
            bearer,
            self.labels,
            self.depth,
            self.where,
            self.unbounded,
            self.roster,
            self.frame.read_under,
        )
        return memo.once(_READ, key, read, node, text)

    def _all_states(self) -> tuple[str, ...]:
        return self.frame.diagrams.variables[self.frame.diagrams.level(VICTIM)].values

    def chosen(self, choices: frozenset[Choice]) -> bool:
        """Return whether what depends on these options is part of the text as chosen."""
        return self.frame.stands(self.instrument, choices, elsewhere=False)

    def _defined(self, name: str, read: Callable[[Self, ast.AreaExpr], Situations]) -> Situations:
        """Return the union of the dated versions of an area or group, each on its own days (ruling 12)."""
        if self.depth >= DEEPEST:
            return EMPTY
        diagrams = self.frame.diagrams
        versions: list[Defined] = [a for a in self.instrument.areas if a.name == name and self.chosen(a.choices)]
        inner = replace(self, depth=self.depth + 1)
        return diagrams.any_of(diagrams.both(self.frame.space.on(v.period), read(inner, v.value)) for v in versions)

    def party(self, state: str) -> Situations:
        """Return the situations on whose date a state is a party of this instrument (ruling 7)."""
        frame = self.frame
        text = frame.world.instruments.get(self.roster, self.instrument) if self.roster else self.instrument
        if text.every_state:
            return frame.space.on(text.force)
        force = frame.space.on(text.force) if self.roster and text.binds else ALL
        masks = EMPTY
        for m in text.parties:
            joined = self.instrument is frame.draft and state in frame.question.joined
            if m.state != state or not (m.is_party or joined):
                continue
            days = ALL if joined else frame.space.on(m.period)
            if m.suspended is not None and not joined:
                days = frame.diagrams.less(days, frame.space.on(m.suspended))
            masks = frame.diagrams.either(masks, days)
        if self.instrument is frame.draft and state in frame.question.joined:
            return ALL
        return frame.diagrams.both(force, masks)

    def near(self, standing: str, state: str) -> Situations:
        """Return the situations on whose date a state stands near this instrument: signed, invited, an observer."""
        members = (one for one in self.instrument.parties if one.state == state)
        stood = (period for one in members for word, period in one.near if word == standing)
        return self.frame.diagrams.any_of(self.frame.space.on(period) for period in stood)

    def member(self, phrase: ast.AreaExpr, state: str) -> Situations:
        """Return the situations in which a state is among those that a phrase names."""
        return self.once("member", phrase, lambda: self._member(phrase, state), state)

    def whose(self, variable: str, phrase: ast.AreaExpr) -> Situations:
        """Return the situations in which the attacker, the victim or the state of the place is one that is named."""
        diagrams = self.frame.diagrams
        if (everybody := denied(phrase)) is not None:
            return diagrams.outside(self.whose(variable, everybody))
        if isinstance(phrase, ast.Words) and not (listed := self._listed(phrase))[1]:
            return diagrams.value(variable, *(state for state in self._all_states() if state in listed[0]))
        return diagrams.any_of(
            diagrams.both(self.member(phrase, state), self.frame.space.is_state(variable, state))
            for state in self._all_states()
        )

    def _member(self, phrase: ast.AreaExpr, state: str) -> Situations:
        diagrams = self.frame.diagrams
        if isinstance(phrase, ast.Words):
            plain, rest = self._listed(phrase)
            return ALL if state in plain else diagrams.any_of(self._named(item, state) for item in rest)
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

    def _lies(self, where: ast.AreaExpr, state: str) -> Situations:
        if isinstance(where, ast.AreaGroup):
            return self._lies(where.area, state)
        if isinstance(where, ast.Words) and any(self._is_group(item) for item in where.items):
            # Who is in a group belongs to it: `each party in Hosts`.
            parts = (ast.Words(item.span, (item,)) for item in where.items)
            return self.frame.diagrams.any_of(
                self.member(one, state) if self._is_group(one.items[0]) else self._lies(one, state) for one in parts
            )
        known = self._in_region(where, state)
        if known is not None:
            return ALL if known else EMPTY
        text = " ".join(where.span.text.split())
        return self.frame.space.fact(
            Fact(f"{state} lies within {text}", "place", state, f"{state} lies within {text}", None)
        )

    def _in_region(self, where: ast.AreaExpr, state: str) -> bool | None:
        """Return whether a state lies in regions, as the lists of regions have it; ``None`` where that is not all."""
        if isinstance(where, ast.AreaGroup):
            return self._in_region(where.area, state)
        if isinstance(where, (ast.AreaPlus, ast.AreaExcept, ast.AreaWithin)):
            left, right = self._in_region(where.left, state), self._in_region(where.right, state)
            if left is None or right is None:
                return None
            if isinstance(where, ast.AreaPlus):
                return left or right
            return left and (right if isinstance(where, ast.AreaWithin) else not right)
        if not isinstance(where, ast.Words):
            return None
        found = []
        for item in where.items:
            label = self.instrument.labels.get(item.text)
            if label is not None and label.kind == "area":
                versions = [area.value for area in self.instrument.areas if area.name == item.text]
                found.append(self._in_region(versions[0], state) if len(versions) == 1 else None)
            else:
                found.append(_lies_in(item.text, state))
        return None if None in found else any(found)

    def _listed(self, phrase: ast.Words) -> Listed:
        """Return the states that a list of names names by themselves, and the names that mean more: groups, roles."""
        return self.frame.memo.once(_LISTED, (self.instrument.name, id(phrase)), lambda: self._list(phrase), phrase)

    def _list(self, phrase: ast.Words) -> Listed:
        plain, rest = [], []
        for item in phrase.items:
            if isinstance(item, ast.Ref):
                continue
            alias = self.instrument.alias_of(item.text)
            if alias is not None:
                plain.append(alias)
            elif self._is_group(item) or self._role_of(item) is not None or self._is_region(item):
                rest.append(item)
            elif (state := self.frame.world.lexicon.state(item.text)) is not None:
                plain.append(state)
        return frozenset(plain), tuple(rest)

    def _is_group(self, item: ast.Name | ast.Text | ast.Ref) -> bool:
        label = self.instrument.labels.get(item.text)
        return label is not None and label.kind == "group"

    def _is_region(self, item: ast.Name | ast.Text) -> bool:
        """Return whether a name is that of a region: of somebody, it means the states that lie there."""
        return isinstance(item, ast.Name) and self.frame.world.lexicon.get(item.text, "region") is not None

    def _role_of(self, item: ast.Name | ast.Text) -> Word | None:
        return self.frame.world.lexicon.get(item.text, "role") if isinstance(item, ast.Name) else None

    def _named(self, item: ast.Name | ast.Text, state: str) -> Situations:
        if self._is_group(item):
            return self._defined(item.text, lambda reader, value: reader.member(value, state))
        if self._is_region(item):
            return self._lies(ast.Words(item.span, (item,)), state)
        role = self._role_of(item)
        return self._role(role, state) if role is not None else EMPTY

    def _role(self, role: Word, state: str) -> Situations:
        if role.owner == "victim":
            return self.frame.space.hits(state)
        if role.owner == "attacker":
            return self.frame.space.is_state(ATTACKER, state)
        if role.owner == "none":
            return EMPTY
        if role.owner == "rest":
            return self.party(state) if state != self.bearer else EMPTY
        if role.owner and self.frame.world.lexicon.get(role.owner, "standing") is not None:
            return self.near(role.owner, state)
        return self.frame.space.fact(Fact(f"{role.name} is {state}", "fact", state, f"{state} is {role.say()}", None))

    def _quantified(self, phrase: ast.Quantified, state: str) -> Situations:
        diagrams = self.frame.diagrams
        if (everybody := denied(phrase)) is not None:
            return diagrams.outside(self.member(everybody, state))
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
            return diagrams.both(result, self.frame.space.hits(state))
        if phrase.noun in ("treaty", "law"):
            return EMPTY
        return result

    def _related(self, phrase: ast.Of, state: str) -> Situations:
        """Return where a state stands in a declared relation: `close-partner of self`."""
        head = phrase.head
        roster = self._roster(phrase)
        if roster is not None:
            force = self.frame.space.on(roster.force) if roster.binds else ALL
            theirs = replace(self, instrument=roster, roster="")
            return self.frame.diagrams.both(force, theirs.member(head, state))
        first = head.items[0] if isinstance(head, ast.Words) else None
        word = self.frame.world.lexicon.get(first.text, "relation") if isinstance(first, ast.Name) else None
        if word is None:
            return self.member(phrase.owner, state)
        owner = self.one_state(phrase.owner)
        if owner is not None:
            return self._stands(word, owner, state)
        diagrams = self.frame.diagrams
        return diagrams.any_of(
            diagrams.both(member, self._stands(word, one, state))
            for one in self.frame.space.states
            if (member := self.member(phrase.owner, one)) != EMPTY
        )

    def _roster(self, phrase: ast.Of) -> Instrument | None:
        """Return the treaty whose parties a phrase speaks of: `any party of NATO`; ``None`` where it names none."""
        texts = self.frame.world.instruments
        return next((texts[name] for name in rosters(phrase) if name in texts and texts[name].kind != "law"), None)

    def _stands(self, word: Word, owner: str, state: str) -> Situations:
        """Return where a state stands in a relation to another: as a text or treaties settle it, or as is left open."""
        if state == owner:
            return EMPTY
        settled = self._settled(word.name, owner, state)
        if word.owner == HELP:
            return self.frame.diagrams.either(settled, self._helped_by(owner, state))
        # One event has one victim, so one circumstance says whether the state that is hit stands so.
        key = f"{word.name} of {owner}"
        words = f"the attacked state is {word.say().lower()} to {owner}"
        usual = True if word.usual is None else word.usual
        free = self.frame.space.fact(Fact(key, "judgement", owner, words, usual, word.name))
        return self.frame.diagrams.either(free, settled)

    def _helped_by(self, helper: str, state: str) -> Situations:
        """Return the situations on whose date another treaty obliges one state to help the other against an attack.

        That is so where both are parties, and some sentence makes one that the helper has to keep an act of help.
        """
        diagrams, lexicon = self.frame.diagrams, self.frame.world.lexicon
        helps = {word.name for word in lexicon.words("act") if word.owner == HELP}
        found = []
        for text in self.frame.world.instruments.values():
            if text.kind != "treaty" or text.every_state or text.name == self.instrument.name:
                continue
            if not text.binds and text.name not in (self.frame.draft.name, *self.frame.together):
                continue
            reader = replace(self, instrument=text, bearer="", depth=self.depth + 1, roster="")
            force = self.frame.space.on(text.force) if text.binds else ALL
            both = diagrams.all_of((force, reader.party(helper), reader.party(state)))
            if both == EMPTY or self.depth >= DEEPEST:
                continue
            bound = (
                diagrams.all_of(
                    (
                        reader.member(norm.bearer.head, helper),
                        self.frame.space.on(norm.period),
                        governed(self.frame, text, norm),
                    )
                )
                for norm in text.norms
                if norm.modality.obliges
                and norm.triggers
                and self.frame.stands(text, norm.choices)
                and any(wide in helps for act in norm.acts for wide in lexicon.wider(act))
            )
            found.append(diagrams.both(both, diagrams.any_of(bound)))
        return diagrams.any_of(found)

    def _settled(self, relation: str, owner: str, state: str) -> Situations:
        """Return the situations in which a text settles a relation: `"X" counts as close-partner of Y`."""
        found = []
        diagrams = self.frame.diagrams
        texts = {text.name: text for text in (self.instrument, *self.frame.world.laws_of(owner))}
        for text in texts.values():
            said = replace(self, instrument=text, depth=self.depth + 1)
            force = self.frame.space.on(text.force) if text.kind == "law" else ALL
            for statement in text.statements if self.depth < DEEPEST else ():
                if statement.kind != "counts-as" or statement.object is None or not said.chosen(statement.choices):
                    continue
                head, of = split(statement.object.head)
                if not isinstance(head, ast.Words) or head.items[0].text != relation or said.one_state(of) != owner:
                    continue
                names = said.member(statement.subject.head, state)
                if names != EMPTY:
                    found.append(diagrams.all_of((force, names, said.stated(statement))))
        return diagrams.any_of(found)

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

    def phrased(self, node: ast.Node) -> str:
        """Return a piece of the text as the name of a circumstance, which is another one for another provision."""
        text = _REFERENCE.sub(self._cited, " ".join(node.span.text.split()))
        if any(isinstance(inner, ast.Self) for inner in ast.walk(node)):
            text = _SELF.sub(self.bearer, text)
        return text

    def _cited(self, reference: re.Match[str]) -> str:
        text, name = self.instrument, reference[1]
        first, _, rest = name.partition(".")
        if name not in text.labels and rest and first in self.frame.world.instruments:
            text, name = self.frame.world.instruments[first], rest
        label = text.labels.get(name)
        if label is not None and label.kind == "council":
            return label.name  # its bare name, as its own text has it: one circumstance, whoever speaks of it
        provision = f"article {label.number}" if label is not None and label.number[:1].isalnum() else f"`{name}`"
        return provision if text.name == self.frame.draft.name else f"{provision} of {text.name}"

    def _is_victim(self, phrase: ast.NounPhrase | None) -> bool:
        # `request of attacked`, as scenarios write it, is that of `the attacked party`.
        named = phrase.role if isinstance(phrase, ast.Quantified) else None
        if isinstance(phrase, ast.Words) and len(phrase.items) == 1 and isinstance(phrase.items[0], ast.Name):
            named = phrase.items[0]
        role = self.frame.world.lexicon.get(named.text, "role") if named is not None else None
        return role is not None and role.owner == "victim"


def rosters(node: ast.Node) -> Iterator[str]:
    """Yield the names of the texts whose parties a phrase speaks of: `parties of NATO`, `any other party of NATO`."""
    for part in (node, *ast.walk(node)):
        if isinstance(part, ast.Of) and isinstance(part.owner, ast.Words) and names_party(part.head):
            yield from (item.text for item in part.owner.items)


def names_party(phrase: ast.Node) -> bool:
    """Return whether a phrase speaks of parties as such, and not of states by name."""
    if isinstance(phrase, ast.SomeOf):
        return names_party(phrase.group)
    if isinstance(phrase, ast.Quantified):
        return phrase.noun in ("party", "parties", "member", "members")
    return isinstance(phrase, (ast.EachOther, ast.Plural)) and getattr(phrase, "noun", "") != "states"


def denied(phrase: ast.Node) -> ast.Quantified | None:
    """Return whom a phrase says that nobody of is meant: any party for `no party`; ``None`` where it denies nothing."""
    if isinstance(phrase, ast.Quantified) and phrase.determiner == "no":
        return replace(phrase, determiner="any")
    return None


def _lies_in(region: str, state: str) -> bool | None:
    codes, known = states_in(region), states.find(state)
    return known.code in codes if codes is not None and known is not None else None


def turns_on_bearer(node: ast.Node, reader: Designations) -> bool:
    """Return whether a phrase says something else for another bearer.

    It does where it speaks of itself or of the others, by its own words or by what its text means with them: the
    definition of an area or group, a sentence on what counts as the event.
    """
    text = reader.instrument
    seen: set[int] = set()
    rest: list[ast.Node] = [node]
    while rest:
        part = rest.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        for inner in (part, *ast.walk(part)):
            if isinstance(inner, (ast.Self, ast.EachOther)):
                return True
            if isinstance(inner, ast.Quantified) and inner.adjective == "other":
                return True
            if not isinstance(inner, ast.Name):
                continue
            if (label := text.labels.get(inner.text)) is not None:
                if label.kind == "circumstance":
                    return True
                rest += (area.value for area in text.areas if area.name == inner.text)
                continue
            word = reader.frame.world.lexicon.get(inner.text)
            if word is None or word.kind in ("object", "place", "region"):
                continue
            if word.kind != "event":
                return True
            for statement in text.statements:
                if statement.kind in ("counts-as", "not-counts-as"):
                    if statement.protocol:
                        return True
                    rest += (statement.subject, *statement.triggers, *(q.value for q in statement.qualifications))
    return False


def spoken(text: str) -> str:
    """Return words of the language as people say them: without hyphens, except in names."""
    return _JOINED.sub(" ", text)


def split(phrase: ast.NounPhrase) -> tuple[ast.NounPhrase, ast.NounPhrase | None]:
    """Return the head of a noun phrase and what it is of."""
    if isinstance(phrase, ast.Modified):
        phrase = phrase.head
    if isinstance(phrase, ast.Of):
        return phrase.head, phrase.owner
    return phrase, None
