"""What a norm demands of a bearer: when it is awake, by which ways it can be performed, what must at least be done.

A way to perform is a least act: a word without narrower words, or the unnamed remainder of a word that is not declared
``exactly``. A ban on a wider act forbids every way below it; the manner is the actor's choice (reasoning.md, "Norm").
"""

from __future__ import annotations

from dataclasses import dataclass

from treatylang.model.instrument import Instrument, Norm
from treatylang.model.lexicon import Lexicon
from treatylang.model.reservations import prohibits
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.norms.fitting import Deed
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.meaning import Reader
from treatylang.syntax import ast


@dataclass(frozen=True)
class Duty:
    """A duty of one bearer.

    ``levels`` are the acts that its floor may be, the first preferred: [act with its means, act]; ``awake`` the
    situations
    in which it is owed; ``absorbs`` the ranks of law that lower it, ``laws`` single laws that do.
    """

    norm: Norm
    bearer: str
    act: str
    levels: tuple[tuple[str, frozenset[str]], ...]
    ceiling: frozenset[str]
    awake: int
    absorbs: frozenset[str]
    laws: frozenset[str]
    discretion: bool

    def deed(self, instrument: Instrument) -> Deed:
        """Return what is done when it is performed, besides the act: the partner, the place, the means."""
        return Deed.of(self.norm, instrument, self.bearer)


def ways(lexicon: Lexicon, act: str) -> frozenset[str]:
    """Return the least acts by which an act is done; the name of a wider word stands for its unnamed remainder."""
    return frozenset(
        name
        for name in lexicon.narrower(act)
        if (word := lexicon.get(name, "act")) is not None and not (word.exactly and len(lexicon.narrower(name)) > 1)
    ) or frozenset({act})


def applies(reader: Reader, norm: Norm) -> int:
    """Return the situations in which a norm addresses the reader's bearer at all (ruling 6)."""
    diagrams = reader.frame.diagrams
    head = norm.bearer.head
    result = reader.member(_whoever(head), reader.bearer)
    if isinstance(head, (ast.Quantified, ast.EachOther)) and _is_other(head):
        # The victim helps itself by right, not by this duty; an attacker is never an "other party".
        spared = diagrams.either(reader.frame.hits(reader.bearer), reader.frame.is_state("attacker", reader.bearer))
        result = diagrams.less(result, spared)
    return result


def _is_other(head: ast.Quantified | ast.EachOther) -> bool:
    return isinstance(head, ast.EachOther) or head.adjective == "other"


def _whoever(head: ast.NounPhrase) -> ast.NounPhrase:
    """Drop `other` from a bearer: it leaves out the victim, not the bearer itself."""
    if isinstance(head, ast.Quantified) and head.adjective == "other":
        return ast.Quantified(head.span, head.determiner, "", head.role, head.noun)
    return head


def awake(reader: Reader, instrument: Instrument, norm: Norm) -> int:
    """Return the possible situations in which a norm is in force for the bearer and its conditions hold."""
    diagrams = reader.frame.diagrams
    in_force = instrument.force if instrument.kind == "law" or instrument.status.startswith("in-force") else None
    result = diagrams.both(reader.frame.possible, applies(reader, norm))
    if in_force is not None:
        result = diagrams.both(result, reader.frame.on(in_force))
    for trigger in norm.triggers:
        if result == EMPTY:
            return EMPTY
        result = diagrams.both(result, reader.condition(trigger))
    result = diagrams.both(result, reader.qualified(norm.qualifications))
    return _limited(reader, instrument, norm, result)


def _limited(reader: Reader, instrument: Instrument, norm: Norm, result: int) -> int:
    """Return where a norm still stands after `@x applies to …` and `@x does not apply to …` (opt-in, opt-out)."""
    diagrams = reader.frame.diagrams
    for statement in instrument.statements:
        if statement.kind not in ("applies", "not-applies") or not reader.chosen(statement.choices):
            continue
        if not _refers(statement.subject, norm) or (statement.statement and prohibits(instrument, norm.labels)):
            continue
        slots = [s for s in statement.slots if s.word in ("to", "for") and isinstance(s.value, ast.Node)]
        member = diagrams.any_of(reader.member(s.value, reader.bearer) for s in slots)  # type: ignore[arg-type]
        holds = reader.qualified(statement.qualifications)
        if statement.kind == "applies":
            result = diagrams.less(result, diagrams.less(member, holds))
        else:
            result = diagrams.less(result, diagrams.both(member, holds))
    return result


def _refers(phrase: ast.Phrase, norm: Norm) -> bool:
    head = phrase.head
    return isinstance(head, ast.Words) and any(
        isinstance(item, ast.Ref) and item.text in norm.labels for item in head.items
    )


def _yields(frame: Frame, instrument: Instrument, norm: Norm) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ranks and the laws that absorb a norm because a sentence of the text says that it yields to them."""
    lexicon = frame.world.lexicon
    ranks: set[str] = set()
    laws: set[str] = set()
    for statement in instrument.statements:
        if statement.kind != "yields" or statement.object is None or not _refers(statement.subject, norm):
            continue
        head = statement.object.head
        named = head.head if isinstance(head, ast.Of) else head
        for item in named.items if isinstance(named, ast.Words) else ():
            word = lexicon.get(item.text, "matter")
            if isinstance(item, ast.Ref) or item.text in frame.world.instruments:
                laws.add(item.text.split(".", 1)[0])
            elif word is not None and word.floor == "law":
                ranks.update(rank for rank in lexicon.ranks() if _binds(frame, rank))
    return frozenset(ranks), frozenset(laws)


def duties(frame: Frame, instrument: Instrument, norm: Norm, bearer: str) -> list[Duty]:
    """Return what a `shall` asks of a bearer: one duty for each act, one for all where `any of` them performs."""
    if not norm.modality.obliges or norm.timing is not None:
        return []
    reader = Reader(frame, instrument, bearer, norm.labels)
    when = awake(reader, instrument, norm)
    if when == EMPTY:
        return []
    lexicon = frame.world.lexicon
    absorbs, discretion, instead, owed = _qualifiers(frame, norm)
    ranks, laws = _yields(frame, instrument, norm)
    absorbs |= ranks
    if not owed:
        return []
    groups = [norm.acts] if norm.any_of else [(act,) for act in norm.acts]
    found = []
    for acts in groups:
        acts = _performed_by(lexicon, norm) or acts
        plain = frozenset(way for act in acts for way in ways(lexicon, act))
        name = " or ".join(acts)
        means = _means(lexicon, norm)
        with_means = _joined(lexicon, plain, means)
        top = plain
        for extra in (*means, *_included(lexicon, norm)):
            top = top | ways(lexicon, extra)
        if instead:
            levels: tuple[tuple[str, frozenset[str]], ...] = ((instead, ways(lexicon, instead)),)
        elif means and not discretion:
            levels = ((means[0], with_means), (name, plain))
        else:
            levels = ((name, plain),)
        found.append(Duty(norm, bearer, name, levels, top, when, absorbs, laws, discretion))
    return found


def _joined(lexicon: Lexicon, plain: frozenset[str], means: tuple[str, ...]) -> frozenset[str]:
    """Return the ways of an act that use the means; the means alone where no way of the act does."""
    result = plain
    for one in means:
        result = result & ways(lexicon, one) or ways(lexicon, one)
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


def _qualifiers(frame: Frame, norm: Norm) -> tuple[frozenset[str], bool, str, bool]:
    """Return what its qualifiers do: ranks absorbed, discretion, an act owed instead, whether anything is owed."""
    lexicon = frame.world.lexicon
    ranks = lexicon.ranks()
    absorbs: set[str] = set()
    discretion = any(slot.word == "discretion" for slot in norm.slots)
    instead = ""
    owed = True
    names = (*_slot_names(norm, "accordance"), *_slot_names(norm, "object"), *_subject_to(norm))
    for name in names:
        word = lexicon.get(name, "qualifier")
        if word is None:
            continue
        if word.floor == "constitution":
            absorbs.update(ranks[:1])
        elif word.floor == "law":
            # Law: what binds at home by right; declared policy and treaties never excuse.
            absorbs.update(rank for rank in ranks if _binds(frame, rank))
        elif word.floor == "least":
            discretion = True
        elif word.floor == "none":
            owed = False
        elif word.floor:
            instead = word.floor
    return frozenset(absorbs), discretion, instead, owed


def _subject_to(norm: Norm) -> tuple[str, ...]:
    return tuple(
        item.text for q in norm.qualified_by("subject-to") if isinstance(q.value, ast.Words) for item in q.value.items
    )


def _binds(frame: Frame, rank: str) -> bool:
    """Return whether law of a rank binds at home: policy binds nobody, a treaty is no national law."""
    word = frame.world.lexicon.get(rank, "rank")
    return word is not None and word.floor != "none"


def covers_ban(frame: Frame, ban: Norm, way: str) -> bool:
    """Return whether a ban on its acts forbids a way to perform: the way is one of the acts or narrower (ruling 1)."""
    return any(frame.world.lexicon.is_a(way, act) for act in ban.acts)
