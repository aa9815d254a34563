"""What a norm demands of a bearer: when it is awake, by which ways it can be performed, what must at least be done.

A way to perform is a least act: a word without narrower words, or the unnamed remainder of a word that is not declared
``exactly``. A ban on a wider act forbids every way below it; the manner is the actor's choice (reasoning.md, "Norm").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from treatylang.model.instrument import Instrument, Norm
from treatylang.model.lexicon import Lexicon
from treatylang.model.memo import Topic
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.addressees import speaks
from treatylang.reasoning.norms.conduct import Conduct
from treatylang.reasoning.norms.deeming import not_counted, performing
from treatylang.reasoning.norms.reach import elsewhere
from treatylang.reasoning.norms.reference import Provision, phrase_refers_to
from treatylang.reasoning.norms.sites import hosted
from treatylang.reasoning.norms.stages import staged
from treatylang.reasoning.norms.ways import ways
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.syntax import ast


@dataclass(frozen=True)
class Duty:
    """A duty of one bearer.

    ``levels`` are the acts that its floor may be, the first preferred: [act with its means, act]; ``awake`` the
    situations
    in which it is owed; ``absorbs`` the ranks of the bearer's own law that lower it, ``laws`` the texts and provisions
    that do.
    """

    norm: Norm
    bearer: str
    act: str
    levels: tuple[tuple[str, frozenset[str]], ...]
    ceiling: frozenset[str]
    awake: Situations
    absorbs: frozenset[str]
    laws: frozenset[Provision]
    discretion: bool

    def conduct(self, instrument: Instrument) -> Conduct:
        """Return what is done when it is performed, besides the act: the partner, the place, the means."""
        return Conduct.of(self.norm, instrument, self.bearer)


Absorbing = tuple[frozenset[str], frozenset[Provision]]
"""Ranks of the bearer's own law, and texts and provisions, that lower a duty."""


def _yields(
    reader: Reader, instrument: Instrument, norm: Norm, awake: Situations
) -> Iterator[tuple[Absorbing, Situations]]:
    """Yield what absorbs a norm because sentences of its text say that it yields to it, and where; each place once."""
    diagrams = reader.frame.diagrams
    parts: list[tuple[Absorbing, Situations]] = [((frozenset(), frozenset()), awake)]
    for statement in instrument.statements:
        if statement.kind != "yields" or statement.object is None:
            continue
        # That the whole treaty yields to another one is a matter of priority between treaties.
        whole = isinstance(statement.subject.head, ast.This)
        if not whole and not phrase_refers_to(statement.subject.head, instrument.name, norm):
            continue
        if not reader.frame.stands(instrument, statement.choices, elsewhere=False):
            continue
        said = reader.stated(statement)
        ranks, laws = _yielded_to(reader, instrument, statement.object)
        laws = frozenset() if whole else laws
        if said == EMPTY or not (ranks or laws):
            continue
        split = [((one[0] | ranks, one[1] | laws), diagrams.both(where, said)) for one, where in parts]
        parts = [*split, *((one, diagrams.less(where, said)) for one, where in parts)]
    yield from ((one, where) for one, where in parts if where != EMPTY)


def _yielded_to(reader: Reader, instrument: Instrument, phrase: ast.Phrase) -> Absorbing:
    """Return what a norm yields to: own law, of the bearer where the sentence says whose, texts and provisions."""
    frame = reader.frame
    ranks: set[str] = set()
    laws: set[Provision] = set()
    head = phrase.head
    named = head.head if isinstance(head, ast.Of) else head
    ranks.update(_ranks(reader, head, "qualifier", "matter"))
    for item in named.items if isinstance(named, ast.Words) else ():
        if item.text in frame.world.instruments:
            laws.add(Provision(item.text))
        elif isinstance(item, ast.Ref):
            named_in, dot, label = item.text.partition(".")
            laws.add(Provision(named_in, label) if dot else Provision(instrument.name, item.text))
    return frozenset(ranks), frozenset(laws)


def duties(frame: Frame, instrument: Instrument, norm: Norm, bearer: str) -> list[Duty]:
    """Return what a `shall` asks of a bearer: one duty for each act, one for all where `any of` them performs."""
    if not norm.modality.obliges or norm.procedural:
        return []
    return _known(frame, instrument, norm, bearer)


def rights(frame: Frame, instrument: Instrument, norm: Norm, bearer: str) -> list[Duty]:
    """Return what a `may` lets a bearer do, put as duties are: the same ways, and when they are free."""
    if not norm.modality.permits or norm.procedural:
        return []
    return _known(frame, instrument, norm, bearer)


def _known(frame: Frame, instrument: Instrument, norm: Norm, bearer: str) -> list[Duty]:
    # What has to come first is asked of other sentences, which stand or not as options are taken.
    under = frame.read_under if norm.stage is None else frame.under(instrument)
    key = (id(norm), bearer, id(instrument), id(frame.draft), id(frame.question), under)
    kept = (norm, instrument, frame.draft, frame.question)
    return frame.memo.once(_ASKED, key, lambda: _asked(frame, instrument, norm, bearer), *kept)


_ASKED = Topic[list[Duty]]("what a sentence asks of a state")


def awake(reader: Reader, instrument: Instrument, norm: Norm) -> Situations:
    """Return the possible situations in which a norm is in force for the bearer and all that it waits for is so."""
    when = speaks(reader, instrument, norm)
    if norm.modality.obliges or norm.modality.permits:
        # What is forbidden is done by others than the ban describes: whose soil that is, their conduct says.
        when = hosted(reader.frame, Conduct.of(norm, instrument, reader.bearer), when, every=False)
    if norm.stage is None or when == EMPTY:
        return when
    return reader.frame.diagrams.both(when, staged(reader, instrument, norm))


def _asked(frame: Frame, instrument: Instrument, norm: Norm, bearer: str) -> list[Duty]:
    reader = Reader(frame, instrument, bearer, norm.labels)
    when = elsewhere(frame, instrument, norm, bearer, awake(reader, instrument, norm))
    if when == EMPTY:
        return []
    lexicon = frame.world.lexicon
    absorbs, discretion, instead, owed = _qualifiers(reader, norm)
    if not owed:
        return []
    found = []
    for (ranks, laws), where in _yields(reader, instrument, norm, when):
        for counting, here in _counting(reader, instrument, norm, where):
            found += _owed(lexicon, norm, bearer, here, absorbs | ranks, laws, discretion, instead, counting)
    return found


Counting = tuple[frozenset[str], frozenset[str]]
"""Ways that perform a duty besides those of its acts, and ways of these that do not."""


def _counting(
    reader: Reader, instrument: Instrument, norm: Norm, awake: Situations
) -> Iterator[tuple[Counting, Situations]]:
    """Yield what counts, or does not count, as what a norm asks for, and where; each place once."""
    frame, diagrams, lexicon = reader.frame, reader.frame.diagrams, reader.frame.world.lexicon
    parts: list[tuple[Counting, Situations]] = [((frozenset(), frozenset()), awake)]
    more = [(one, acts, True) for one, acts in performing(frame.memo, lexicon, instrument, norm)]
    fewer = [(one, acts, False) for one, acts in not_counted(frame.memo, lexicon, instrument, norm) if not one.slots]
    for one, acts, adds in (*more, *fewer):
        if not frame.stands(instrument, one.statement.choices, elsewhere=False):
            continue
        said = reader.stated(one.statement)
        for slot in one.by:
            said = diagrams.both(said, reader.member(slot.value, reader.bearer))  # type: ignore[arg-type]  # who acts
        if said == EMPTY:
            continue
        found = frozenset(way for act in acts for way in ways(lexicon, act))
        split = [
            ((was[0] | found, was[1]) if adds else (was[0], was[1] | found), diagrams.both(where, said))
            for was, where in parts
        ]
        parts = [*split, *((was, diagrams.less(where, said)) for was, where in parts)]
    yield from ((one, where) for one, where in parts if where != EMPTY)


def _owed(
    lexicon: Lexicon,
    norm: Norm,
    bearer: str,
    when: Situations,
    absorbs: frozenset[str],
    laws: frozenset[Provision],
    discretion: bool,
    instead: str,
    counting: Counting,
) -> list[Duty]:
    groups = [norm.acts] if norm.any_of else [(act,) for act in norm.acts]
    found = []
    besides: dict[str, None] = {}
    for acts in groups:
        acts = _performed_by(lexicon, norm) or acts
        named = frozenset(way for act in acts for way in ways(lexicon, act))
        plain = (named - counting[1] or named) | counting[0]
        name = " or ".join(acts)
        means = _means(lexicon, norm)
        with_means = _joined(lexicon, plain, means)
        top = plain
        for extra in (*means, *_included(lexicon, norm), *_allowed(lexicon, norm)):
            top = top | ways(lexicon, extra)
        apart = means if not with_means else ()
        if instead:
            levels: tuple[tuple[str, frozenset[str]], ...] = ((instead, ways(lexicon, instead)),)
        elif means and not apart and not discretion:
            levels = ((means[0], with_means), (name, plain))
        else:
            levels = ((name, plain),)
        found.append(Duty(norm, bearer, name, levels, top, when, absorbs, laws, discretion))
        besides.update(dict.fromkeys(apart if not instead and not discretion else ()))
    # Means of which no way of an act makes use are owed besides it: `deploy-abroad with force`.
    for one in besides:
        own = ((one, ways(lexicon, one)),)
        found.append(Duty(norm, bearer, one, own, ways(lexicon, one), when, absorbs, laws, discretion))
    return found


def _joined(lexicon: Lexicon, plain: frozenset[str], means: tuple[str, ...]) -> frozenset[str]:
    """Return the ways of an act that use the means; none where no way of the act does."""
    result = plain
    for one in means:
        result = result & ways(lexicon, one)
    return result


def _means(lexicon: Lexicon, norm: Norm) -> tuple[str, ...]:
    found = []
    for name in _slot_names(norm, "with"):
        word = lexicon.get(name, "means")
        if word is not None and word.floor:
            found.append(word.floor)
    return tuple(found)


def _included(lexicon: Lexicon, norm: Norm) -> tuple[str, ...]:
    return tuple(name for name in _slot_names(norm, "including") if lexicon.get(name, "act") is not None)


def _allowed(lexicon: Lexicon, norm: Norm) -> tuple[str, ...]:
    """Return the acts that its qualifiers let a duty call for: force, `with all-means`."""
    names = (*_slot_names(norm, "with"), *_slot_names(norm, "object"), *_slot_names(norm, "accordance"))
    words = (lexicon.get(name, "qualifier") for name in names)
    return tuple(w.ceiling for w in words if w is not None and lexicon.get(w.ceiling, "act") is not None)


def _performed_by(lexicon: Lexicon, norm: Norm) -> tuple[str, ...]:
    """Return the acts of `assist by any of A, B`: any one of them performs."""
    for slot in norm.slots:
        if slot.word == "by" and slot.values:
            value = slot.value.group if isinstance(slot.value, ast.SomeOf) else slot.value
            if isinstance(value, ast.Words):
                names = tuple(item.text for item in value.items)
                if all(lexicon.get(name, "act") is not None for name in names):
                    return names
    return ()


def _slot_names(norm: Norm, slot_word: str) -> tuple[str, ...]:
    return tuple(
        item.text
        for slot in norm.slots
        if slot.word == slot_word and slot.values and isinstance(slot.value, ast.Words)
        for item in slot.value.items
    )


def _ranks(reader: Reader, phrase: object, *kinds: str) -> frozenset[str]:
    """Return the ranks of own law to which a phrase defers, of the bearer where it says whose: `policy of Malta`.

    ``kinds`` are those of the words that can say so.

    Law is what binds at home by right: declared policy and treaties never excuse. A state's policy is what it has
    declared, and the law in which that stands.
    """
    if isinstance(phrase, ast.Of):
        if reader.member(phrase.owner, reader.bearer) == EMPTY:
            return frozenset()
        phrase = phrase.head
    lexicon = reader.frame.world.lexicon
    found: set[str] = set()
    for item in phrase.items if isinstance(phrase, ast.Words) else ():
        word = next((word for kind in kinds if (word := lexicon.get(item.text, kind)) is not None), None)
        floor = word.floor if word is not None else ""
        if floor == "constitution":
            found.update(lexicon.ranks()[:1])
        elif floor == "law":
            found.update(rank for rank in lexicon.ranks() if _binds(reader.frame, rank))
        elif floor == "policy":
            found.update(lexicon.ranks())
        elif word is None and "matter" in kinds and item.text in lexicon.ranks():
            # `constitution of each party`, `statute of Malta`: law of that rank, and what stands above it.
            found.update(rank for rank in _down_to(lexicon.ranks(), item.text) if _binds(reader.frame, rank))
    return frozenset(found)


def _down_to(ranks: tuple[str, ...], last: str) -> tuple[str, ...]:
    return ranks[: ranks.index(last) + 1]


def _qualifiers(reader: Reader, norm: Norm) -> tuple[frozenset[str], bool, str, bool]:
    """Return what its qualifiers do: ranks absorbed, discretion, an act owed instead, whether anything is owed."""
    lexicon = reader.frame.world.lexicon
    absorbs: set[str] = set()
    for slot in norm.slots:
        if slot.word in _QUALIFYING and slot.values:
            kinds = ("qualifier", "matter") if slot.word == "accordance" else ("qualifier",)
            absorbs.update(_ranks(reader, slot.value, *kinds))
    for q in norm.qualified_by("subject-to"):
        absorbs.update(_ranks(reader, q.value, "qualifier", "matter"))
    discretion = any(slot.word == "discretion" for slot in norm.slots)
    instead = ""
    owed = True
    names = (*(name for slot_word in _QUALIFYING for name in _slot_names(norm, slot_word)), *_subject_to(norm))
    for name in names:
        word = lexicon.get(name, "qualifier")
        if word is None or word.floor in _DEFERRING:
            continue
        if word.floor == "least":
            discretion = True
        elif word.floor == "none":
            owed = False
        elif word.floor:
            instead = word.floor
    return frozenset(absorbs), discretion, instead, owed


_QUALIFYING = ("accordance", "object", "with")
"""The slots of an act in which a qualifier stands: `assist best-efforts`, `assist with best-efforts`."""
_DEFERRING = ("constitution", "law", "policy")
"""What the vocabulary says with ``floor`` of qualifiers and matters that defer to law of the bearer's own."""


def _subject_to(norm: Norm) -> tuple[str, ...]:
    return tuple(
        item.text for q in norm.qualified_by("subject-to") if isinstance(q.value, ast.Words) for item in q.value.items
    )


def _binds(frame: Frame, rank: str) -> bool:
    """Return whether law of a rank binds at home: policy binds nobody, a treaty is not national law."""
    word = frame.world.lexicon.get(rank, "rank")
    return word is not None and word.floor != "none"


def covers_ban(frame: Frame, ban: Norm, way: str) -> bool:
    """Return whether a ban on its acts forbids a way to perform: the way is one of the acts or narrower (ruling 1)."""
    return any(frame.world.lexicon.is_a(way, act) for act in ban.acts)
