"""One space of situations for two drafts: each keeps its own texts, both are asked about the same situations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date

from treatylang.compare.canonical import Names
from treatylang.model.instrument import Choice, Defined, Instrument, Membership, Period, World
from treatylang.model.question import Question
from treatylang.reasoning.frame import Fact, Frame, frame_of
from treatylang.reasoning.options import MOST_COMBINATIONS, combinations
from treatylang.reasoning.telling import beside
from treatylang.syntax import ast


@dataclass
class Common(Frame):
    """The frame of one of the two drafts; circumstances carry the names that both drafts share."""

    names: Names = field(default=None, kw_only=True)  # type: ignore[assignment]  # always given

    def fact(self, fact: Fact) -> int:
        """Return the situations in which a circumstance holds; a label that was renamed makes no new one."""
        return super().fact(replace(fact, key=self.names.said(fact.key)))


def common(
    old: tuple[World, Instrument], new: tuple[World, Instrument], question: Question, renamed: Mapping[str, str]
) -> tuple[Common, Common]:
    """Return the frames of two drafts over the same situations.

    Both are taken as drafts of the day on which the later one exists, beside all law that either of them was read
    with: what differs is then what they say, and not when they said it.
    """
    day = max((d for d in (_day(old[1]), _day(new[1])) if d is not None), default=None)
    first, second = (_timeless(draft, day) for _, draft in (old, new))
    worlds = (_joined(old, new, first), _joined(new, old, second))
    words = [*worlds[0].lexicon.words(), *worlds[1].lexicon.words()]
    lexicon = worlds[0].lexicon.extended(words) if _differ(worlds) else worlds[0].lexicon
    both = World({**worlds[1].instruments, **worlds[0].instruments}, worlds[0].drafts, (), lexicon)
    around = [*beside(worlds[0], first, question), *beside(worlds[1], second, question)]
    named = [m.state for m in second.parties]
    frame = frame_of(both, first, question, beside=[second, _calendar(first), _calendar(second), *around], named=named)
    values = {one.name: getattr(frame, one.name) for one in fields(Frame)}
    result = []
    for world, draft, names in (
        (worlds[0], first, Names(first)),
        (worlds[1], second, Names(second, renamed)),
    ):
        names.own = draft.name
        result.append(Common(**{**values, "world": world, "draft": draft, "read": {}, "turns": {}}, names=names))
    return result[0], result[1]


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
    return World(instruments, world.drafts, (), world.lexicon)


def pairs_of_options(old: Common, new: Common, question: Question) -> Iterator[tuple[Common, Common]]:
    """Yield both frames under each choice of options: the same option of a bracket that both drafts have."""
    brackets: dict[str, tuple[str, ...]] = {}
    for draft, names in ((old.draft, old.names), (new.draft, new.names)):
        for name, options in draft.brackets.items():
            shared = names.renamed.get(name, name)
            brackets[shared] = tuple(dict.fromkeys((*brackets.get(shared, ()), *options)))
    if not brackets:
        yield old, new
        return
    joint = replace(old.draft, brackets=brackets)
    back = {shared: name for name, shared in new.names.renamed.items()}
    for number, chosen in enumerate(combinations(joint, question.options)):
        if number >= MOST_COMBINATIONS:
            return
        theirs = frozenset(Choice(back.get(c.bracket, c.bracket), c.option) for c in chosen)
        yield replace(old, choices=chosen), replace(new, choices=theirs)


def suppositions(old: Common, new: Common) -> Iterator[tuple[Common, Common]]:
    """Yield both frames as they are, and where a text turns on it, without a request and without approvals.

    A request is usually taken as made and an approval as given (ruling 18); a text that asks for one is another text.
    """
    yield old, new
    lexicon = new.world.lexicon
    wills = {word.name for word in (*old.world.lexicon.words("will"), *lexicon.words("will"))}
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


def _calendar(draft: Instrument) -> Instrument:
    """Return a draft in which the days that its sentences name bound a period, so that situations tell them apart."""
    days = [
        node.day
        for norm in draft.norms
        for q in norm.qualifications
        for node in (q.value, *ast.walk(q.value))
        if isinstance(node, ast.Day) and node.day is not None
    ]
    nowhere = ast.Plural(draft.span, "parties")
    dated = tuple(
        Defined("area", "", "", Period(day, None), False, nowhere, frozenset(), draft.span)
        for day in dict.fromkeys(days)
    )
    return replace(draft, areas=dated, node=replace(draft.node, parts=()))
