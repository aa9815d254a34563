"""What a comparison yields: changes with their level and direction, witnesses, counts, findings that came or went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256

from treatylang.findings import Finding
from treatylang.source import Span

SUBSTANTIVE, REVIEW, EDITORIAL = LEVELS = ("substantive", "review", "editorial")
"""How much a change matters, the gravest first; ``review`` is what only people can decide."""

PROFILES = ("law", "structure", "text")
"""What is wanted of a comparison; each profile has all that the one before it has."""

MIRRORED = {
    "add": "remove",
    "widen": "narrow",
    "strengthen": "weaken",
    "split": "merge",
    "bracket": "unbracket",
}
MIRRORED |= {other: action for action, other in MIRRORED.items()}
"""The action that undoes another; what is not here undoes itself."""

_STRUCTURAL = ("move", "rename", "renumber", "split", "merge", "bracket", "unbracket", "add", "remove")
UP, DOWN, MIXED, SAME = "up", "down", "mixed", ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in one of the two drafts; ``number`` is the computed number of its article or annex."""

    span: Span
    number: str = ""
    division: str = "article"

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.span.source.name

    @property
    def line(self) -> int:
        """The line of its first word, from 1."""
        return self.span.line


@dataclass(frozen=True, slots=True)
class Direction:
    """What a change means for one party: ``burden`` and ``protection`` are up, down, mixed or empty (neutral)."""

    party: str
    burden: str = SAME
    protection: str = SAME

    @property
    def mirrored(self) -> Direction:
        """The direction of the change that undoes this one."""
        turned = {UP: DOWN, DOWN: UP}
        return Direction(self.party, turned.get(self.burden, self.burden), turned.get(self.protection, self.protection))


@dataclass(frozen=True, slots=True)
class Count:
    """In how many situations a party's duty (bans and waivers with it), right or guarantee differs."""

    party: str
    duty: int = 0
    right: int = 0
    guarantee: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """A question to one of the two drafts, as `treaty ask` takes it: the file, the situation, and further options."""

    file: str
    situation: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """A witness: the facts of a situation, whom it concerns, and how either draft decides it.

    ``situation`` gives every variable of the comparison a value; it is empty for what no situation shows, such as
    when a treaty enters into force. ``questions`` put it to the base and to the revision.
    """

    facts: tuple[str, ...]
    party: str
    old: str
    new: str
    situation: tuple[tuple[str, str], ...] = ()
    questions: tuple[Asking, Asking] | None = None


@dataclass(frozen=True)
class Change:
    """One change.

    ``node`` is the path of labels to the place (in the revision; in the base for what was removed); ``old`` and ``new``
    are the words that differ; ``effect`` says what follows; ``parties`` are those whom it concerns; ``authority`` is
    what the text or the vocabulary cites for the provision. ``accepted`` is the reason for which it was accepted.
    """

    level: str
    area: str
    kind: str
    action: str
    node: str
    base: Place | None
    revision: Place | None
    old: str
    new: str
    message: str
    effect: str
    directions: tuple[Direction, ...] = ()
    counts: tuple[Count, ...] = ()
    witness: Decided | None = None
    notes: tuple[str, ...] = ()
    authority: str = ""
    id: str = ""
    fingerprint: str = ""
    accepted: str = field(default="", compare=False)
    under: str = ""
    """Under which options of open brackets it holds; empty where it holds under all of them."""
    situations: int = field(default=0, compare=False)
    """Among how many situations ``counts`` were counted, where these are not those of the whole difference."""
    whom: tuple[str, ...] = field(default=(), compare=False)
    """Whom it concerns besides: the parties of a text that only one side has, more or less to do or not."""

    @property
    def code(self) -> str:
        """What was done to what: ``obligation-floor-weaken``."""
        return f"{self.area}-{self.kind}-{self.action}"

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties whom it concerns."""
        told = [one.party for one in self.directions] + [one.party for one in self.counts]
        return tuple(dict.fromkeys((*self.whom, *told)))

    @property
    def profile(self) -> str:
        """The narrowest profile that shows it."""
        if self.level != EDITORIAL:
            return "law"
        return "structure" if self.action in _STRUCTURAL else "text"

    @property
    def place(self) -> Place | None:
        """Where it is shown: in the revision, in the base for what was removed."""
        return self.revision or self.base

    def concerns(self, party: str) -> bool:
        """Return whether it concerns a party; what is said of nobody in particular concerns everybody."""
        return not self.parties or party in self.parties

    def weakens(self, parties: Iterable[str] = ()) -> bool:
        """Return whether some party's protection is lower, among those named, if any."""
        wanted = frozenset(parties)
        return any(one.protection in (DOWN, MIXED) and (not wanted or one.party in wanted) for one in self.directions)


@dataclass(frozen=True, slots=True)
class Entry:
    """All that became of one sentence, or of one other part: one effect, and one direction for each party.

    ``changes`` are the fingerprints of its changes, the weightiest first; ``old`` and ``new`` are the sentence as a
    whole. What it means is computed from the two sentences, not composed of the changes.
    """

    changes: tuple[str, ...]
    level: str
    node: str
    base: Place | None
    revision: Place | None
    old: str
    new: str
    effect: str
    directions: tuple[Direction, ...] = ()
    counts: tuple[Count, ...] = ()


def alone(change: Change) -> Entry:
    """Return the entry of a change that is all that became of a part."""
    return Entry(
        (change.fingerprint,), change.level, change.node, change.base, change.revision, change.old, change.new,
        change.effect, change.directions, change.counts,
    )  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """Everything that differs between two texts.

    ``total`` is how many situations there are in the common refinement of both; ``counts`` are those that differ for
    each party over all changes together. ``introduced`` and ``resolved`` are findings of the checks; ``checked`` is
    whether the checks were asked at all.
    """

    old: str
    new: str
    changes: tuple[Change, ...]
    counts: tuple[Count, ...] = ()
    total: int = 0
    introduced: tuple[Finding, ...] = ()
    resolved: tuple[Finding, ...] = ()
    parties: tuple[str, ...] = ()
    checked: bool = True
    directions: tuple[Direction, ...] = ()
    """What the revision as a whole means for each party, computed from the two drafts and not from the changes."""
    entries: tuple[Entry, ...] = ()
    """The changes sentence by sentence: each change is in one entry."""
    under: str = ""
    """Under which options of open brackets the situations are counted; empty where it makes no difference."""

    def entry(self, change: Change) -> Entry | None:
        """Return the entry of a change."""
        return next((one for one in self.entries if change.fingerprint in one.changes), None)

    def of_profile(self, profile: str) -> Difference:
        """Return the difference with the changes that a profile shows."""
        wanted = PROFILES[: PROFILES.index(profile) + 1]
        return self._with(c for c in self.changes if c.profile in wanted)

    def of_parties(self, parties: Iterable[str]) -> Difference:
        """Return what concerns some parties, or nobody in particular; all of it where none is named."""
        wanted = tuple(parties)
        if not wanted:
            return self
        lone = self.one_sided and not set(wanted) & set(self.parties)
        news = [
            tuple(f for f in several if f.party in wanted or not (f.party or lone))
            for several in (self.introduced, self.resolved)
        ]
        return replace(
            self._with(c for c in self.changes if any(c.concerns(p) for p in wanted)),
            counts=tuple(c for c in self.counts if c.party in wanted),
            directions=tuple(d for d in self.directions if d.party in wanted),
            introduced=news[0],
            resolved=news[1],
        )

    @property
    def one_sided(self) -> bool:
        """Whether it is all of a text, which only one side has: what is said of it is said to its parties."""
        return bool(self.old) != bool(self.new)

    def _with(self, changes: Iterable[Change]) -> Difference:
        """Return the difference with some of its changes, and with the entries that these are in."""
        kept = tuple(changes)
        known = {change.fingerprint for change in kept}
        return replace(self, changes=kept, entries=tuple(one for one in self.entries if known & {*one.changes}))

    def number(self, level: str) -> int:
        """Return how many changes of a level nobody has accepted."""
        return sum(1 for c in self.changes if c.level == level and not c.accepted)


def identified(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Give changes their order, their fingerprints and their names.

    A fingerprint tells what was changed to what, and where by labels, never by lines: it survives other edits.
    """
    ordered = sorted(changes, key=order_of)
    seen: dict[str, int] = {}
    found = []
    for index, change in enumerate(ordered, start=1):
        who = change.message if change.area == "parties" else ""  # several may join in one way
        under = f"\0{change.under}" if change.under and not who else ""
        text = f"{change.code}\0{change.level}\0{change.node}\0{change.old}\0{change.new}{who}{under}"
        key = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen[key] = seen.get(key, 0) + 1
        found.append(replace(change, id=f"C{index}", fingerprint=key if seen[key] == 1 else f"{key}-{seen[key]}"))
    return tuple(found)


def order_of(change: Change) -> tuple[int, str, int, str, str, str]:
    """Return by what changes are put in order: how much they matter, then where they stand."""
    place = change.place
    name, start = (place.file, place.span.start) if place is not None else ("", 0)
    return (LEVELS.index(change.level), name, start, change.code, change.old, change.new)
