"""Decisions on which something turns: who is bound to vote for them, whether that carries them, who can block them.

Votes that are owed are taken as cast, as what comes first is taken as done: those who are bound to vote for a decision
vote for it, those who may not vote against it abstain, and all others vote against it (ruling 48).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatylang.model.bodies import DECISION, Body, set_up_by
from treatylang.model.instrument import Instrument, Norm
from treatylang.model.lexicon import Lexicon
from treatylang.model.memo import Topic
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.bans import Weight, fitted, law_on
from treatylang.reasoning.norms.displacement import blocked, owed, standing
from treatylang.reasoning.norms.duties import awake
from treatylang.reasoning.norms.mentions import decided_elsewhere
from treatylang.reasoning.norms.obligations import duties_under
from treatylang.reasoning.situations.conditions import Reader, matter_of
from treatylang.reasoning.situations.designation import split
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.space import Fact
from treatylang.syntax import ast

if TYPE_CHECKING:
    from treatylang.reasoning.kernel.voting import Game
    from treatylang.reasoning.norms.decisions import Decision


@dataclass(frozen=True)
class Vote:
    """A decision that is a circumstance of a situation.

    ``carried`` are the situations in which those ``bound`` to vote for it carry it, whatever others do; ``blockers``
    maps a state to the days on which it can block it alone. ``rule`` is how it is decided on the first day, if that is
    said.
    """

    key: str
    fact: Fact
    level: int
    carried: Situations
    blockers: Mapping[str, Situations]
    rule: Decision | None
    bound: tuple[str, ...] = ()

    @property
    def can_block(self) -> tuple[str, ...]:
        """Who can block it alone on the first day."""
        if self.rule is None or self.rule.game is None:
            return ()
        return tuple(self.rule.members[i] for i in self.rule.game.blockers)


def votes(case: Frame) -> tuple[Vote, ...]:
    """Return the decisions of bodies of the draft that were met so far and that the question does not settle."""
    keys = tuple(key for key, fact in case.space.facts.items() if fact.kind == "fact" and _turns_on(case, fact))
    if not keys:
        return ()
    open_ = tuple(key for key in keys if key not in case.given)
    return tuple(_vote(case, key) for key in open_)


def _vote(case: Frame, key: str) -> Vote:
    known = (key, case.supposed, id(case.draft))
    return case.memo.once(_VOTES, known, lambda: _found(case, case.space.facts[key]), case.draft)


def _turns_on(case: Frame, fact: Fact) -> bool:
    """Return whether a circumstance is what a body of the draft does, or a decision of another text's that it names."""
    if fact.body is None or fact.body.instrument == case.draft.name:
        return fact.body is not None
    return (fact.body, fact.matter) in case.memo.once(
        _NAMED, (id(case.draft),), lambda: dict.fromkeys(decided_elsewhere(case.world, case.draft)), case.draft
    )


_NAMED = Topic[Mapping[tuple[Body, str], None]]("decisions of bodies of other texts that a text names")
_VOTES = Topic[Vote]("a decision, who can block it, and where it is owed")
_RULES = Topic[tuple["Decision", ...]]("how the bodies of a text decide on a day")
_BOUND = Topic[Mapping[str, tuple[Situations, Situations]]]("who is bound to vote for a decision")


def _found(case: Frame, fact: Fact) -> Vote:
    diagrams = case.diagrams
    bound = _bound(case, fact)
    carried = EMPTY
    blockers: dict[str, Situations] = {}
    days: dict[Decision | None, list[Situations]] = {}
    for index, interval in enumerate(case.space.dates):
        days.setdefault(_rule(case, fact, index), []).append(case.space.on(interval))
    for rule, those in days.items():
        if rule is None or rule.game is None:
            continue
        when = diagrams.any_of(those)
        for i in rule.game.blockers:
            state = rule.members[i]
            blockers[state] = diagrams.either(blockers.get(state, EMPTY), when)
        if bound:
            carried = diagrams.either(carried, _carried(case, rule, bound, when))
    first = next(iter(days), None)
    voters = tuple(one for one in first.members if one in bound) if first is not None else ()
    return Vote(fact.key, fact, diagrams.level(fact.key), carried, blockers, first, voters)


def _rule(case: Frame, fact: Fact, day: int) -> Decision | None:
    from treatylang.reasoning.norms.decisions import bodies_of, bodies_on, rule_of  # loaded where counting is needed

    assert fact.body is not None
    home = set_up_by(case.world, fact.body)
    if home is None:
        return None
    text, since = home[0], case.space.dates[day].since

    def found() -> tuple[Decision, ...]:
        if text is case.draft:
            return tuple(bodies_on(case, text, day))
        return bodies_of(case.world, text, since)

    rules = case.memo.once(_RULES, (day, id(text), case.supposed if text is case.draft else 0), found, text)
    return rule_of(rules, fact.body.name, fact.matter)


# -- who is bound ----------------------------------------------------------------------------------------------------


def _bound(case: Frame, fact: Fact) -> Mapping[str, tuple[Situations, Situations]]:
    """Return, by state, where it is bound to vote for a decision, and where it may not vote against it."""
    key = (fact.body, fact.matter, case.supposed, id(case.draft))
    return case.memo.once(_BOUND, key, lambda: _bound_to(case, fact), case.draft)


def _bound_to(case: Frame, fact: Fact) -> dict[str, tuple[Situations, Situations]]:
    """Read it from the draft, and from the text that sets the body up."""
    lexicon, diagrams = case.world.lexicon, case.diagrams
    home = set_up_by(case.world, fact.body) if fact.body is not None else None
    texts = (case.draft,) if home is None or home[0] is case.draft else (case.draft, home[0])
    found: dict[str, tuple[Situations, Situations]] = {}
    sentences = [(text, norm) for text in texts for norm in text.norms if any(is_vote(lexicon, a) for a in norm.acts)]
    for state in case.space.states if sentences else ():
        yes = no_objection = EMPTY
        for text, norm in sentences:
            if norm.modality.obliges and _on(case, text, norm, state, "for", fact):
                yes = diagrams.either(yes, _owed(case, text, norm, state))
            elif norm.modality.forbids and _on(case, text, norm, state, "against", fact):
                stands = case.stands(text, norm.choices)
                where = awake(Reader(case, text, state, norm.labels), text, norm) if stands else EMPTY
                no_objection = diagrams.either(no_objection, where)
        if yes != EMPTY or no_objection != EMPTY:
            found[state] = (yes, diagrams.less(no_objection, yes))
    return found


def is_vote(lexicon: Lexicon, act: str) -> bool:
    """Return whether an act is to vote."""
    word = lexicon.get(act, "act")
    return word is not None and word.floor == DECISION


def _on(case: Frame, text: Instrument, norm: Norm, state: str, side: str, fact: Fact) -> bool:
    """Return whether a sentence speaks of votes on one side of a decision, or of all decisions of that body."""
    for slot in norm.slots:
        if slot.word != side or not slot.values:
            continue
        body, matter = decided(Reader(case, text, state, norm.labels), slot, norm.slots)
        if body is not None and body == fact.body and matter in ("", fact.matter):
            return True
    return False


def decided(reader: Reader, slot: ast.Slot, slots: Sequence[ast.Slot]) -> tuple[Body | None, str]:
    """Return whose decision stands behind a preposition, and on what matter."""
    _, owner = split(slot.value)  # type: ignore[arg-type]  # prepositions take phrases
    name = " ".join(owner.span.text.split()).strip('"') if owner is not None else ""
    return reader.body(name.removeprefix("the ")) or reader.body(name), matter_of(slots)


def _owed(case: Frame, text: Instrument, norm: Norm, state: str) -> Situations:
    """Return where a state is bound to vote as a norm says: where no law and no treaty keeps it from doing so."""
    diagrams = case.diagrams
    law, readings = law_on(case, state)
    found = EMPTY
    for duty in duties_under(case, text, state, norm):
        own = fitted(case, law, duty.conduct(text))
        binding = tuple(ban for ban in own if ban.weight is Weight.LAW)
        for one in owed(case, text, duty, own, readings):
            if one.owed != EMPTY:
                against = tuple(standing(case, duty, one.bans))
                shut = blocked(case, one.level[1], binding, against, readings, {})
                found = diagrams.either(found, diagrams.less(one.owed, shut))
    return found


# -- whether that carries it -----------------------------------------------------------------------------------------


def _carried(
    case: Frame, rule: Decision, bound: Mapping[str, tuple[Situations, Situations]], when: Situations
) -> Situations:
    """Return where those who are bound carry a decision on some days, whoever of the members it concerns."""
    return case.diagrams.all_of(
        _carries(case, members, game, bound, when) if game is not None else EMPTY for members, game in rule.games
    )


def _carries(
    case: Frame,
    members: Sequence[str],
    game: Game,
    bound: Mapping[str, tuple[Situations, Situations]],
    when: Situations,
) -> Situations:
    """Return where those who are bound reach every quota: what they weigh is summed up member by member.

    All others may stay away, so that those bound to vote for it have to be a quorum by themselves.
    """
    diagrams = case.diagrams
    criteria = (*game.criteria, *((game.quorum,) if game.quorum is not None else ()))
    zero = ((0,) * len(criteria),) * 2
    sums: dict[tuple[tuple[int, ...], tuple[int, ...]], Situations] = {zero: when}
    for i, member in enumerate(members):
        yes, aside = bound.get(member, (EMPTY, EMPTY))
        if yes == EMPTY and aside == EMPTY:
            continue
        weights = tuple(one.weights[i] for one in criteria)
        further: dict[tuple[tuple[int, ...], tuple[int, ...]], Situations] = {}
        for (votes_, asides), where in sums.items():
            for key, part in (
                ((_added(votes_, weights), asides), diagrams.both(where, yes)),
                ((votes_, _added(asides, weights)), diagrams.both(where, aside)),
                ((votes_, asides), diagrams.less(diagrams.less(where, yes), aside)),
            ):
                if part != EMPTY:
                    further[key] = diagrams.either(further.get(key, EMPTY), part)
        sums = further
    return diagrams.any_of(
        where
        for (votes_, asides), where in sums.items()
        if all(one.reached(*reached) for one, *reached in zip(criteria, votes_, asides, strict=True))
    )


def _added(sums: tuple[int, ...], weights: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(sums, weights, strict=True))


# -- what follows ----------------------------------------------------------------------------------------------------


def assured(case: Frame, state: str, where: Situations) -> Situations:
    """Return where something of a state holds whatever it and others vote.

    A decision that is owed is taken. One that is not owed, and that the state itself can block, is not: what begins
    with it is not sure, what it would end stays (ruling 48).
    """
    diagrams = case.diagrams
    for vote in votes(case):
        if vote.level not in diagrams.mentions(where):
            continue
        taken, not_taken = diagrams.fix(where, vote.level, 1), diagrams.fix(where, vote.level, 0)
        open_ = diagrams.less(vote.blockers.get(state, EMPTY), vote.carried)
        rest = diagrams.less(diagrams.less(where, vote.carried), open_)
        where = diagrams.any_of((diagrams.both(taken, vote.carried), diagrams.both(not_taken, open_), rest))
    return where


def expected(case: Frame, where: Situations, settled: Container[str]) -> Iterator[tuple[str, bool]]:
    """Yield the decisions of which a situation says nothing and that are taken as made, or as not made.

    Made is what those bound to vote for it carry; not made what would only end something (ruling 48). What others
    begin with stays open.
    """
    for vote in votes(case):
        if vote.key in settled:
            continue
        if case.diagrams.within(where, vote.carried):
            yield vote.key, True
        elif not begins(case, case.draft, case.space.states, vote):
            yield vote.key, False


def begins(case: Frame, text: Instrument, states: Sequence[str], vote: Vote) -> bool:
    """Return whether anything that a text says begins with a decision; else all that it does is to end something."""
    diagrams = case.diagrams
    return any(
        not diagrams.within(diagrams.fix(where, vote.level, 1), diagrams.fix(where, vote.level, 0))
        for where in _sentences(case, text, states)
    )


def _sentences(case: Frame, text: Instrument, states: Sequence[str]) -> Iterator[Situations]:
    for norm in text.norms:
        if case.stands(text, norm.choices):
            for state in states:
                yield awake(Reader(case, text, state, norm.labels), text, norm)
