"""One space of situations for two drafts: each keeps its own texts, both are asked about the same situations."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from itertools import chain, count
from typing import Any, TypeVar

from treatylang.compare.canonical import Names, names_of
from treatylang.compare.definitions import completed, spelled_out
from treatylang.model.instrument import Choice, Instrument, Membership, Period, World
from treatylang.model.memo import Memo
from treatylang.model.question import Question
from treatylang.reasoning.kernel.diagram import Situations
from treatylang.reasoning.situations.beside import beside
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame, frame_of
from treatylang.reasoning.situations.options import combinations
from treatylang.reasoning.situations.space import Fact, Location, Space
from treatylang.syntax import ast

BELT = "belt"
F = TypeVar("F", bound=Frame)
Meant = tuple[Any, ...]
"""What a circumstance of the place comes to: how, its width or day, and sets of situations; or its words alone."""


@dataclass
class CommonSpace(Space):
    """The space of one of the two drafts; its circumstances carry the names that both drafts share."""

    names: Names = field(kw_only=True)
    own: dict[str, str] = field(default_factory=dict, kw_only=True)
    """The circumstances of which this draft and the law beside it speak, each as they call it."""
    meant: dict[Meant, str] = field(kw_only=True)
    """What circumstances of the place come to, and what each is called; one table for both drafts."""
    frames: tuple[Frame, Frame] | None = field(default=None, kw_only=True, repr=False)
    """The frame of this draft and that of the other one, once there are frames."""
    in_hand: set[int] = field(default_factory=set, kw_only=True)
    """Areas of which it is being found out what they come to."""

    def fact(self, fact: Fact) -> Situations:
        """Return the situations in which a circumstance holds; a label that was renamed makes no new one."""
        key = self.names.said(fact.key)
        self.own.setdefault(key, fact.key)
        return super().fact(replace(fact, key=key))

    def place(self, words: str, spot: Location, usual: bool | None = None) -> Situations:
        """Return the situations whose place is somewhere; what two drafts mean alike is one circumstance, else two.

        Two texts may say "in the belt of 200 nm around Zone" and have another zone each, or say it in other words of
        the same zone. The words of the text that is read first stay; those of the other one are spelled out.
        """
        meant = self._meant(spot) or (self.names.said(words),)
        key = self.meant.get(meant)
        if key is None:
            key = self.meant[meant] = self._called(self.names.said(words), spot.instrument)
        self.own.setdefault(key, words)
        self.spots.setdefault(key, spot)
        return super().fact(Fact(key, "place", "", f"the place is {key}", usual))

    def _called(self, words: str, text: Instrument) -> str:
        """Return what a circumstance of the place is called, with its names spelled out where others say the same."""
        taken = set(self.meant.values())
        spelled = spelled_out(words, text)
        plainly = (words, spelled, f"{spelled} (in {text.name})")
        numbered = (f"{plainly[-1]} ({number})" for number in count(2))
        return next(told for told in chain(plainly, numbered) if told not in taken)

    def _meant(self, spot: Location) -> Meant:
        """Return what a circumstance of the place comes to, nothing where its words alone say it.

        Who is a party is left out: what follows from that is told of the party, and not of each area.
        """
        area = spot.area
        if self.frames is None or spot.how != "in" or not isinstance(area, (ast.Belt, ast.AreaHeld)):
            return ()
        if id(area) in self.in_hand:
            return ()  # a belt may stand around itself, by a slip: then its words have to do
        self.in_hand.add(id(area))
        try:
            mine, theirs = self.frames
            case = levelled(mine, theirs)
            reader = Reader(case, case.draft if spot.instrument is mine.draft else spot.instrument, "")
            if isinstance(area, ast.Belt):
                found: Meant = (BELT, float(area.miles.text), reader.area(area.around))
            else:
                sets = tuple(reader.member(area.by, state) for state in self.states)
                found = (area.how, area.on.span.text if area.on is not None else "", *sets)
            return found if any(found[2:]) else ()
        finally:
            self.in_hand.discard(id(area))


@dataclass(frozen=True)
class Common(Frame):
    """The frame of one of the two drafts, in the space that both share."""

    force: Period = field(default=Period(), kw_only=True)
    """When the text itself is in force; here it is looked at as a draft of any day."""

    @property
    def shared(self) -> CommonSpace:
        """The space, with the names that both drafts share."""
        assert isinstance(self.space, CommonSpace)
        return self.space


def common(
    old: tuple[World, Instrument], new: tuple[World, Instrument], question: Question, renamed: Mapping[str, str]
) -> tuple[Common, Common]:
    """Return the frames of two drafts over the same situations.

    Both are taken as drafts of the day on which the later one exists, beside all law that either of them was read
    with: what differs is then what they say, and not when they said it.
    """
    day = max((d for d in (_day(old[1]), _day(new[1])) if d is not None), default=None)
    mine, theirs = (_timeless(draft, day) for _, draft in (old, new))
    first = completed(mine, theirs, renamed)
    second = completed(theirs, mine, {shared: name for name, shared in renamed.items()})
    worlds = (_joined(old, new, first), _joined(new, old, second))
    words = [*worlds[0].lexicon.words(), *worlds[1].lexicon.words()]
    lexicon = worlds[0].lexicon.extended(words) if _differ(worlds) else worlds[0].lexicon
    both = World({**worlds[1].instruments, **worlds[0].instruments}, worlds[0].drafts, (), lexicon, kept=worlds[1].kept)
    around = [*beside(worlds[0], first, question), *beside(worlds[1], second, question)]
    named = [m.state for m in second.parties]
    frame = frame_of(both, first, question, beside=[second, *around], named=named)
    table: dict[Meant, str] = {}

    def of(world: World, draft: Instrument, names: Names, force: Period) -> Common:
        names.own = draft.name
        grown = {one.name: getattr(frame.space, one.name) for one in fields(Space)}
        space = CommonSpace(**grown, names=names, meant=table)
        return Common(world, draft, question, space, frame.possible, force=force)

    mine_called, theirs_called = names_of(first, second, renamed)
    one = of(worlds[0], first, mine_called, old[1].force)
    other = of(worlds[1], second, theirs_called, new[1].force)
    one.shared.frames, other.shared.frames = (one, other), (other, one)
    return one, other


def _differ(worlds: tuple[World, World]) -> bool:
    return worlds[0].lexicon.words() != worlds[1].lexicon.words()


def _day(draft: Instrument) -> date | None:
    return draft.force.since or draft.day


def _timeless(draft: Instrument, day: date | None) -> Instrument:
    """Return a treaty as a draft of a day: without its own entry into force and its end."""
    if draft.kind == "law":
        return draft
    parties = tuple(_from_the_start(member, draft.force) for member in draft.parties)
    return replace(draft, status="draft", force=Period(), day=day, parties=parties)


def _from_the_start(member: Membership, force: Period) -> Membership:
    since = None if member.period.since == force.since else member.period.since
    until = None if member.period.until == force.until else member.period.until
    return replace(member, period=Period(since, until))


def _joined(ours: tuple[World, Instrument], theirs: tuple[World, Instrument], draft: Instrument) -> World:
    """Return a world with the draft and the law of both worlds; of two versions of a law each keeps its own."""
    world, original = ours
    other, rival = theirs
    instruments = {
        name: text for name, text in other.instruments.items() if name not in other.drafts and text is not rival
    }
    instruments |= world.instruments
    if rival.name != original.name and rival.name not in world.drafts:
        instruments.pop(rival.name, None)
    instruments[original.name] = draft
    return World(instruments, world.drafts, (), world.lexicon, kept=world.kept)


def levelled(case: F, other: Frame) -> F:
    """Return the frame of a draft as if it had the parties of the other one, too."""
    own = {member.state for member in case.draft.parties if member.is_party}
    joined = tuple(m for m in other.draft.parties if m.is_party and m.state not in own)
    if not joined:
        return case
    states = {member.state for member in joined}
    kept = tuple(member for member in case.draft.parties if member.state not in states)
    # What was read before was read with other parties.
    return replace(case, draft=replace(case.draft, parties=(*kept, *joined)), memo=Memo())


def with_parties(case: Common, roster: Sequence[Membership]) -> Common:
    """Return the frame of a draft as if it had other parties."""
    if tuple(roster) == case.draft.parties:
        return case
    # What was read before was read with other parties.
    return replace(case, draft=replace(case.draft, parties=tuple(roster)), memo=Memo())


def exchanged(case: Common, other: Common, states: Collection[str]) -> tuple[Membership, ...]:
    """Return the parties of a draft with some states as the other draft has them: as parties, as others, or not at all.

    A state keeps what this draft calls it.
    """
    alias = {member.state: member.alias for member in case.draft.parties}
    kept = [member for member in case.draft.parties if member.state not in states]
    kept += [
        replace(member, alias=alias.get(member.state, member.alias))
        for member in other.draft.parties
        if member.state in states
    ]
    return tuple(kept)


def pairs_of_options(old: Common, new: Common, question: Question) -> Iterator[tuple[Common, Common]]:
    """Yield both frames under each choice of options: the same option of a bracket that both drafts have."""
    brackets: dict[str, tuple[str, ...]] = {}
    for draft, names in ((old.draft, old.shared.names), (new.draft, new.shared.names)):
        for name, options in draft.brackets.items():
            shared = names.renamed.get(name, name)
            brackets[shared] = tuple(dict.fromkeys((*brackets.get(shared, ()), *options)))
    if not brackets:
        yield old, new
        return
    joint = replace(old.draft, brackets=brackets, open_parts=())
    back = {shared: name for name, shared in new.shared.names.renamed.items()}
    for chosen in combinations(joint, question.options):
        theirs = frozenset(Choice(back.get(c.bracket, c.bracket), c.option) for c in chosen)
        yield replace(old, choices=chosen), replace(new, choices=theirs)


def suppositions(old: Common, new: Common) -> Iterator[tuple[Common, Common]]:
    """Yield both frames as they are, and where a text turns on it, without a request and without approvals.

    A request is usually taken as made and an approval as given (ruling 18); a text that asks for one is another text.
    """
    yield old, new
    lexicon = new.world.lexicon
    wills = {word.name for word in (*old.world.lexicon.words("will"), *lexicon.words("will"))}
    sources = {id(norm.span.source): norm.span.source for case in (old, new) for norm in case.draft.norms}
    if not any(will in source.text for will in wills for source in sources.values()):
        return  # most drafts say nothing of the kind, and need not be walked through
    named = {
        node.text
        for draft in (old.draft, new.draft)
        for one in (*(n.node for n in draft.norms), *(t for n in draft.norms for t in n.triggers))
        for node in ast.walk(one)
        if isinstance(node, ast.Name)
    }
    if named & wills:
        yield replace(old, asked=False), replace(new, asked=False)
        yield replace(old, approved=False), replace(new, approved=False)
