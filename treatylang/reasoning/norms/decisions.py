"""Who decides what: the rule of each decision that a treaty knows, as a voting game among its members on a day.

Councils decide by their `decides` lines, the parties by the final clauses that ask for some of them. Consensus means
that no member objects, unanimity that each votes for it: either way each can block (ruling 25). An abstention counts
against where votes are set against those who could vote, not at all where they are set against the votes cast, and is
no objection to a consensus.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import lcm

from treatylang.model.bodies import (
    DECISION,
    EVERYBODY,
    HUNDREDTH,
    MORE_THAN_HALF,
    NO_OBJECTION,
    ONE_EACH,
    QUORUM,
    SEATS,
    WEIGHTS,
    counts_heads,
    mark,
    says,
    set_up_by,
)
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.kernel.voting import Abstention, Criterion, Game, TooLarge, quota_of
from treatylang.reasoning.norms.mentions import decided_elsewhere
from treatylang.reasoning.norms.seats import Seats, whole
from treatylang.reasoning.situations.designation import split
from treatylang.reasoning.situations.frame import Frame, frame_of
from treatylang.source import Span
from treatylang.syntax import ast

_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_EVERY = ("members", "parties", "states")
Weights = dict[str, dict[str, Fraction]]
"""How much each member weighs, for each thing that decisions count: votes, people."""


@dataclass(frozen=True)
class Decision:
    """One decision: whose it is, about what, by which rule, among whom.

    ``body`` is the title of a council, ``label`` what the text calls it, both empty for the parties; ``matter`` what it
    is about, empty for everything else; ``rule`` the words of the text. ``game`` is ``None`` where the rule cannot be
    counted, and ``why`` says why. ``spared`` says that whoever is concerned neither votes nor counts; the game is that
    in which nobody is.
    """

    body: str
    matter: str
    rule: str
    members: tuple[str, ...]
    game: Game | None
    why: str
    spared: bool
    span: Span
    label: str = ""
    quorum: str = ""
    """How many have to be there, in the words of the text; empty where nothing is said."""
    without: Callable[[frozenset[str]], tuple[tuple[str, ...], Game | None]] | None = field(
        default=None, compare=False, repr=False
    )
    """Where whoever is concerned has no vote: returns those left and their game."""

    whose: str = ""
    """The title of the other text that sets the body up, where the text that is asked about only names it."""

    @cached_property
    def concerned(self) -> tuple[tuple[tuple[str, ...], Game | None], ...]:
        """Those left and their game for each member that may be concerned; nothing where all vote anyway."""
        if self.without is None:
            return ()
        return tuple(self.without(frozenset((one,))) for one in self.members)

    @property
    def games(self) -> tuple[tuple[tuple[str, ...], Game | None], ...]:
        """The members and their game, whoever is concerned: nobody first, then each member alone."""
        return ((self.members, self.game), *self.concerned)


def decisions(world: World, draft: Instrument, question: Question) -> Iterator[Decision]:
    """Yield the decisions of a text: of its councils, then of its parties by its final clauses."""
    yield from decisions_on(_frame(world, draft, question), draft, 0)


def bodies_of(world: World, text: Instrument, day: date | None) -> tuple[Decision, ...]:
    """Return the decisions of the councils of a text among those who sit on a day; that of the text, if none is given.

    It has a frame of its own: a frame about another draft does not tell apart all members of this one.
    """
    found = bodies_on(_frame(world, text, Question(as_of=day)), text, 0)
    if day is None or not text.binds or text.force.covers(day):
        return tuple(found)
    why = "the treaty that sets it up is not in force on that day"
    return tuple(replace(one, members=(), game=None, why=why, without=None) for one in found)


def elsewhere(world: World, draft: Instrument, question: Question) -> Iterator[Decision]:
    """Yield the decisions of bodies of other texts on which a text turns, each as its own text has it."""
    for body, matter in dict.fromkeys(decided_elsewhere(world, draft)):
        home = set_up_by(world, body)
        about = f"on {matter}" if matter else ""
        if home is None:
            word = world.lexicon.get(body.name, "body")
            who = word.say().removeprefix("the ") if word is not None else body.name
            why = "no text that is held says how it decides"
            yield Decision(who, about, "", (), None, why, False, draft.node.span, body.name)
            continue
        text, node = home
        rule = rule_of(bodies_of(world, text, question.as_of), body.name, matter)
        if rule is None:
            why = "its text does not say how it decides on that"
            rule = Decision(node.title.text, about, "", (), None, why, False, node.span, body.name)
        yield replace(rule, matter=about, whose=text.title)


def _frame(world: World, text: Instrument, question: Question) -> Frame:
    words = (node for node in ast.walk(text.node) if isinstance(node, (ast.Name, ast.Text)))
    named = [name for node in words if (name := _state(text, node))]
    return frame_of(world, text, question, named=dict.fromkeys(named))


def decisions_on(frame: Frame, draft: Instrument, day: int) -> Iterator[Decision]:
    """Yield the decisions of a text among those who sit on a day of a frame, by the number of its interval."""
    table = Seats(frame, draft, day)
    yield from bodies_on(frame, draft, day, table)
    for line in draft.clauses:
        thresholds = [slot for slot in line.slots if _asks(table, slot)]
        if thresholds:
            yield _decision(table, ("", ""), _clause(table, line), line, thresholds, table.parties, {})


def bodies_on(frame: Frame, draft: Instrument, day: int, table: Seats | None = None) -> Iterator[Decision]:
    """Yield the decisions of the councils of a text among those who sit on a day of a frame."""
    table = table or Seats(frame, draft, day)
    for label in draft.councils:
        assert isinstance(label.node, ast.CouncilBlock)
        yield from _of_council(table, label.node, label.name)


def rule_of(found: Iterable[Decision], label: str, matter: str) -> Decision | None:
    """Return the rule by which a body decides on a matter, else its rule for everything else."""
    mine = [one for one in found if one.label == label]
    about = [one for one in mine if matter and matter in one.matter.replace(",", " ").split()]
    return next(iter((*about, *(one for one in mine if not one.matter))), None)


def _of_council(table: Seats, node: ast.CouncilBlock, label: str) -> Iterator[Decision]:
    lexicon = table.draft.lexicon
    seats: tuple[str, ...] | None = None
    weights: Weights = {}
    unsaid = next((who for line in node.lines if says(lexicon, line) != DECISION if (who := table.unsaid(line))), "")
    for line in node.lines:
        if says(lexicon, line) == SEATS:
            seats = table.seats(line)
    members = table.parties if seats is None else seats
    for line in node.lines:
        if says(lexicon, line) == WEIGHTS:
            number = next((_number(slot.value) for slot in line.slots if isinstance(slot.value, ast.Amount)), None)
            if line.of is not None and number is not None:
                given = weights.setdefault(line.word.text, {})
                given.update({one: number for one in table.named(line.of) if one in members})
    quorums = [line for line in node.lines if says(lexicon, line) == QUORUM]
    general = next((line for line in quorums if not _matters(line)), None)
    own = {matter: line for line in reversed(quorums) for matter in _matters(line)}
    ruled = [line for line in node.lines if says(lexicon, line) == DECISION]
    told = {matter for line in ruled for matter in _matters(line)}
    for line in ruled:
        about = ", ".join(_plain(slot.span) for slot in line.slots if slot.word == "on")
        thresholds = [slot for slot in line.slots if slot.word == "by"]
        asked: dict[int, tuple[ast.Line | None, list[str]]] = {}
        for matter in _matters(line) or [one for one in own if one not in told]:
            quorum = own.get(matter, general)
            asked.setdefault(id(quorum), (quorum, []))[1].append(matter)
        parts = [(quorum, f"on {', '.join(matters)}") for quorum, matters in asked.values()]
        if not _matters(line):
            parts = [(general, about), *parts]
        elif len(parts) == 1:
            parts = [(parts[0][0], about)]
        for quorum, matter in parts:
            yield _decision(table, (node.title.text, label), matter, line, thresholds, members, weights, quorum, unsaid)


def _matters(line: ast.Line) -> list[str]:
    """Return on which matters a line of a body speaks, one by one; none where it speaks of all."""
    values = [value for slot in line.slots if slot.word == "on" for value in slot.values]
    return [_plain(one.span) for value in values for one in (value.items if isinstance(value, ast.Words) else (value,))]


def _decision(
    table: Seats,
    body: tuple[str, str],
    matter: str,
    line: ast.Line,
    thresholds: Sequence[ast.Slot],
    members: tuple[str, ...],
    weights: Weights,
    quorum: ast.Line | None = None,
    unsaid: str = "",
) -> Decision:
    unsaid = unsaid or table.unsaid(line)
    spared = False
    for slot in line.slots:
        if slot.word == "except" and slot.values:
            out = table.named(slot.value)
            spared = spared or not out
            members = tuple(one for one in members if one not in out)
    values = [value for slot in thresholds for value in slot.values]
    asked = [slot for slot in quorum.slots if slot.word in ("object", "by")] if quorum is not None else []
    present = [value for slot in asked for value in slot.values]
    start = min((slot.span.start for slot in thresholds), default=line.span.start)
    besides = [slot for slot in line.slots if slot.word in ("by", "including", "except", "within")]
    ends = [slot.span.end for slot in (*thresholds, *besides)]
    rule = " ".join(line.span.source.text[start : max(ends, default=line.span.end)].split())

    def counted(voting: tuple[str, ...]) -> tuple[Game | None, str]:
        try:
            if unsaid:
                raise _NotCounted(f"the text does not say who belongs to `{unsaid}` on that day")
            criteria = [_criterion(table, value, voting, weights) for value in values]
            criteria += [
                _needed(table, slot, voting) for slot in line.slots if slot.word == "including" and slot.values
            ]
            if not criteria:
                raise _NotCounted("the text does not say by which majority")
            if not voting:
                raise _NotCounted("nobody has a vote on that day")
            if quorum is not None and not present:
                raise _NotCounted("the text does not say how many make a quorum")
            there = [_criterion(table, value, voting, weights) for value in present]
            # Whoever is there counts, whatever the vote: no abstention helps or hinders a quorum.
            needed = replace(there[0], abstention=Abstention.AGAINST) if there else None
            return Game(len(voting), tuple(criteria), needed), ""
        except _NotCounted as fault:
            return None, str(fault)
        except TooLarge:
            return None, "there are too many members or votes to count every coalition"

    game, why = counted(members)

    def without(out: frozenset[str]) -> tuple[tuple[str, ...], Game | None]:
        left = tuple(one for one in members if one not in out)
        return left, counted(left)[0]

    left_out = without if spared and game is not None else None
    return Decision(
        body[0],
        matter,
        rule,
        members,
        game,
        why,
        spared,
        line.span,
        body[1],
        _plain(asked[0].value.span) if asked else "",
        left_out,
    )


class _NotCounted(ValueError):
    """A rule that cannot be put as a number of votes, with the reason."""


# -- thresholds ----------------------------------------------------------------------------------------------------


def _criterion(table: Seats, value: object, members: Sequence[str], given: Weights) -> Criterion:
    """Return what one part of a rule asks of a coalition of members."""
    head, owner = split(value) if isinstance(value, ast.Node) else (value, None)  # type: ignore[arg-type]
    ones = (1,) * len(members)
    lexicon = table.draft.lexicon
    if isinstance(head, ast.Unanimous):
        return Criterion(ones, len(members))
    if isinstance(head, ast.Amount):
        unit = head.unit
        if mark(lexicon, unit) == HUNDREDTH:
            if not re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", head.number.text):
                raise _NotCounted(f"`{_plain(head.span)}` is not a number of votes")
            share = Fraction(head.number.text) / 100
            return _share_of(table, owner, members, given, share, more=head.measure == "more than")
        number = whole(head)
        counted = counts_heads(lexicon, unit) or mark(lexicon, unit) == ONE_EACH
        if number is None or not counted or head.measure == "fewer than":
            raise _NotCounted(f"`{_plain(head.span)}` is not a number of votes")
        return Criterion(_weights(table, unit, members, given), number)
    word = table.measure(head)
    if word == NO_OBJECTION:
        among = _among(table, owner, members) or ones
        return Criterion(among, sum(among), Abstention.FOR)
    if word == EVERYBODY:
        return _share_of(table, owner, members, given, Fraction(1), more=False)
    if word == MORE_THAN_HALF:
        return _share_of(table, owner, members, given, Fraction(1, 2), more=True)
    if word and (share_ := _fraction(word)) is not None:
        return _share_of(table, owner, members, given, share_, more=False)
    if owner is not None and not table.is_will(head):
        raise _NotCounted(
            f"`{_plain(value.span) if isinstance(value, ast.Node) else value}` is not a measure and no consent"
        )
    whose = owner if owner is not None else head
    if isinstance(whose, (ast.Quantified, ast.Plural)) and not _role(whose):
        if getattr(whose, "determiner", "") in ("all", "each", "the", ""):
            return Criterion(ones, len(members))  # `consent of all parties`
        return Criterion(ones, 1)
    if isinstance(value, ast.Node) and (named := table.named(owner if owner is not None else value)):
        return _all_of(named, members)
    raise _NotCounted(f"`{_plain(value.span) if isinstance(value, ast.Node) else value}` is not a number of votes")


def _share_of(
    table: Seats,
    owner: ast.NounPhrase | None,
    members: Sequence[str],
    given: Weights,
    share: Fraction,
    *,
    more: bool,
) -> Criterion:
    """Return what a share asks: of all members, of some whom the rule names, of what they weigh, of the votes cast."""
    among = _among(table, owner, members)
    unit = _unit(owner) if among is None else ""
    weights = among or _weights(table, unit, members, given)
    quota = quota_of(share, sum(weights), more=more)
    if unit and mark(table.draft.lexicon, unit) == ONE_EACH:
        return Criterion(weights, quota, Abstention.ASIDE, share, more)
    return Criterion(weights, quota)


def _among(table: Seats, owner: ast.NounPhrase | None, members: Sequence[str]) -> tuple[int, ...] | None:
    """Return which members a rule singles out by name or group: `majority of Hosts`; ``None`` where it means all."""
    if not isinstance(owner, (ast.Words, ast.SomeOf)) or _unit(owner) in _EVERY:
        return None
    if isinstance(owner, ast.Words) and len(owner.items) == 1 and table.draft.lexicon.get(_unit(owner), "measure"):
        return None
    named = table.named(owner.group if isinstance(owner, ast.SomeOf) else owner)
    if not named:
        return None
    found = tuple(int(one in named) for one in members)
    if not any(found):
        raise _NotCounted(f"none of `{_plain(owner.span)}` has a vote")
    return found


def _needed(table: Seats, slot: ast.Slot, members: Sequence[str]) -> Criterion:
    """Return what `including` asks: that those named are among those who vote for it."""
    value = slot.value
    named = table.named(value)
    if not named:
        raise _NotCounted(f"who `{_plain(slot.span)}` names depends on the decision")
    if isinstance(value, ast.SomeOf) and value.determiner == "any":
        return Criterion(tuple(int(one in named) for one in members), 1)
    return _all_of(named, members)


def _all_of(named: Sequence[str], members: Sequence[str]) -> Criterion:
    outside = [one for one in named if one not in members]
    if outside:
        raise _NotCounted(f"{outside[0]} has to take part and has no vote: nothing can be decided")
    return Criterion(tuple(int(one in named) for one in members), len(named))


def _weights(table: Seats, unit: str, members: Sequence[str], given: Weights) -> tuple[int, ...]:
    """Return how much each member weighs in what is counted: as the text says, else one each of votes and heads."""
    lexicon = table.draft.lexicon
    said = given.get(unit) or given.get(f"{unit}s") or {}
    each = not unit or counts_heads(lexicon, unit) or mark(lexicon, unit) == ONE_EACH
    if not each and not said:
        raise _NotCounted(f"how the members weigh by {unit.replace('-', ' ')} is not known")
    unsaid = [one for one in members if one not in said]
    if not each and unsaid:
        raise _NotCounted(f"how much {unsaid[0]} weighs by {unit.replace('-', ' ')} is not known")
    amounts = [said.get(one, Fraction(1)) for one in members]
    scale = lcm(*(amount.denominator for amount in amounts))
    if scale != 1 and each:
        raise _NotCounted("a part of a vote cannot be counted")
    return tuple(int(amount * scale) for amount in amounts)


def _unit(owner: object) -> str:
    if isinstance(owner, ast.Words) and len(owner.items) == 1:
        return owner.items[0].text
    return ""


def _fraction(word: str) -> Fraction | None:
    """Return the share that the vocabulary gives a measure: ``two-of-three``."""
    found = re.fullmatch(r"([a-z]+)-of-([a-z]+)", word)
    if found is None or found[1] not in _NUMBERS or found[2] not in _NUMBERS[1:]:
        return None
    return Fraction(_NUMBERS.index(found[1]), _NUMBERS.index(found[2]))


def _number(amount: ast.Amount) -> Fraction | None:
    """Return the number of an amount exactly: ``3 votes``, ``68.4 million``; ``None`` for what is not a number."""
    if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,3})?", amount.number.text) is None:
        return None
    return Fraction(amount.number.text)


def _role(phrase: ast.Quantified | ast.Plural) -> bool:
    return isinstance(phrase, ast.Quantified) and phrase.role is not None


def _asks(table: Seats, slot: ast.Slot) -> bool:
    """Return whether a slot of a final clause says who has to agree: `by 3 parties`, `with consent of all parties`.

    After `with` and `on` stand many other things; there, only a will that every party has, or all together, counts.
    """
    if slot.word == "by":
        return _is_threshold(table, slot)
    if slot.word not in ("with", "on") or not slot.values:
        return False
    heads = [split(value) if isinstance(value, ast.Node) else (value, None) for value in slot.values]  # type: ignore[arg-type]
    return all(
        isinstance(head, ast.Unanimous)
        or (table.is_will(head) and isinstance(owner, (ast.Plural, ast.Quantified)) and _everybody(owner))
        for head, owner in heads
    )


def _everybody(whose: ast.Plural | ast.Quantified) -> bool:
    return isinstance(whose, ast.Plural) or (whose.determiner in ("all", "each", "the") and whose.role is None)


def _is_threshold(table: Seats, slot: ast.Slot) -> bool:
    """Return whether what stands after `by` in a final clause says how many have to agree."""
    for value in slot.values:
        head, owner = split(value) if isinstance(value, ast.Node) else (value, None)  # type: ignore[arg-type]
        if isinstance(head, (ast.Amount, ast.Unanimous)) or table.measure(head):
            return True
        if isinstance(owner, (ast.Quantified, ast.Plural)) and not _role(owner):
            return True
    return False


def _clause(table: Seats, line: ast.Line) -> str:
    word = table.draft.lexicon.get(line.word.text, "clause")
    return word.say().lower() if word is not None else line.word.text.replace("-", " ")


def _plain(span: Span) -> str:
    return " ".join(span.text.split())


def _state(draft: Instrument, node: ast.Name | ast.Text) -> str:
    return draft.alias_of(node.text) or draft.lexicon.state(node.text) or ""
