"""What a small draft is made of: acts, states, texts and their sentences, and one thing that may happen.

Nothing here knows how the program reads a draft. A draft is a value; `wording.py` writes it down, `deciding.py`
decides it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class Mode(Enum):
    """What a sentence does to whom it binds."""

    SHALL = "shall"
    SHALL_NOT = "shall not"
    MAY = "may"
    NEED_NOT = "need not"


class Whom(Enum):
    """Whom a sentence binds; one that names a state has the name beside it."""

    EACH_OTHER = "each other party"
    EACH = "each party"
    THE_PARTIES = "the parties"
    NO_PARTY = "no party"
    NAMED = "named"
    NO_STATE = "no state"
    """In a law: whoever acts on the soil of the state whose law it is."""


@dataclass(frozen=True)
class Act:
    """A word for what states do, with the wider words of which it is a kind."""

    name: str
    wider: tuple[str, ...] = ()
    exactly: bool = False
    excludes: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True)
class Circumstance:
    """What may be so or not; ``owned``: each state's own; ``usual``: the value that is taken where nothing is said."""

    name: str
    owned: bool = False
    usual: bool | None = None


@dataclass(frozen=True)
class Fact:
    """A circumstance in a condition: that of ``owner``; where it is empty, the bearer's, if it is one that is owned."""

    name: str
    owner: str = ""


@dataclass(frozen=True)
class Not:
    """The denial of a condition."""

    part: Condition


@dataclass(frozen=True)
class Both:
    """Two conditions at once."""

    left: Condition
    right: Condition


@dataclass(frozen=True)
class Either:
    """One of two conditions."""

    left: Condition
    right: Condition


Condition = Fact | Not | Both | Either


@dataclass(frozen=True)
class Zone:
    """An area: territory of states and boxes of latitude and longitude, put together; ``less`` is taken away."""

    name: str
    territories: tuple[str, ...] = ()
    boxes: tuple[tuple[int, int, int, int], ...] = ()
    """South, north, west and east edge, in whole degrees."""
    less: tuple[str, ...] = ()
    """States whose territory is left out."""
    of_parties: bool = False


@dataclass(frozen=True)
class Trigger:
    """The event that wakes a sentence; ``victim`` empty: any party, ``thing`` empty: whatever is hit."""

    event: str
    victim: str = ""
    things: tuple[str, ...] = ()
    attacker: str = ""
    zone: str = ""
    given: Condition | None = None


@dataclass(frozen=True)
class Sentence:
    """Who shall, shall not, may or need not do what, when, and unless what."""

    label: str
    whom: Whom
    mode: Mode
    acts: tuple[str, ...]
    named: str = ""
    any_of: bool = False
    means: str = ""
    including: str = ""
    qualifier: str = ""
    partner: str = ""
    """Towards whom: ``attacked`` is the attacked party, else a state; empty where nobody is named."""
    place: str = ""
    """The state in whose territory the act is done; empty: wherever."""
    when: Trigger | None = None
    unless: Condition | None = None
    only_if: Condition | None = None
    notwithstanding: str = ""
    start: date | None = None
    after: str = ""
    """The act after which this is owed."""
    failing: bool = False


@dataclass(frozen=True)
class Deeming:
    """What counts as an attack: an event on any party, for one sentence or for all; ``denied``: it does not count."""

    event: str
    target: str
    thing: str = ""
    given: Condition | None = None
    sentence: str = ""
    all_parties: bool = False
    denied: bool = False


@dataclass(frozen=True)
class Reading:
    """One way to read a provision, from a day until another; ``standing`` is prevailing or proposed."""

    name: str
    sentences: tuple[Sentence, ...]
    start: date | None = None
    end: date | None = None
    standing: str = "prevailing"


@dataclass(frozen=True)
class Provision:
    """An article: sentences, or readings of it, or options of a bracket by name."""

    label: str
    sentences: tuple[Sentence, ...] = ()
    readings: tuple[Reading, ...] = ()
    bracket: str = ""
    options: tuple[tuple[str, Sentence], ...] = ()


@dataclass(frozen=True)
class Membership:
    """A state in the list of parties, from a day until another, or as one that is not a party (invited, signed …)."""

    state: str
    start: date | None = None
    end: date | None = None
    standing: str = ""


@dataclass(frozen=True)
class Law:
    """A law of a state. The constitution of a state says how treaties rank there."""

    name: str
    state: str
    rank: str
    provisions: tuple[Provision, ...]
    start: date
    end: date | None = None
    covers: tuple[str, ...] | None = None
    above: str = ""
    below: str = ""


@dataclass(frozen=True)
class Priority:
    """That one text governs before another: labels of sentences, or names of treaties."""

    winner: str
    loser: str
    words: str
    """``yields`` or ``prevails``: how the text says it, and so in which order."""
    by: str
    """The treaty in which the sentence stands."""


@dataclass(frozen=True)
class Reservation:
    """A statement by a party: it need not do an act, or a provision does not apply to it."""

    state: str
    act: str = ""
    label: str = ""
    unless: Condition | None = None


@dataclass(frozen=True)
class Outside:
    """That a sentence does not apply in a zone."""

    label: str
    zone: str


@dataclass(frozen=True)
class Treaty:
    """A treaty, in force from a day; a draft from the day on which it was drawn up."""

    name: str
    drawn_up: date
    start: date
    members: tuple[Membership, ...]
    provisions: tuple[Provision, ...]
    draft: bool = False
    years: int = 0
    """After how many years it ends; 0: never."""
    deemings: tuple[Deeming, ...] = ()
    priorities: tuple[Priority, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    zones: tuple[Zone, ...] = ()
    outside: tuple[Outside, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where something happens: a point, and whose territory it is (empty at sea)."""

    north: float
    east: float
    holder: str


@dataclass(frozen=True)
class Situation:
    """One thing that happens on a day, with the value of every circumstance."""

    day: date
    event: str = ""
    thing: str = ""
    victim: str = ""
    attacker: str = ""
    place: Place | None = None
    facts: tuple[tuple[Fact, bool], ...] = ()
    undone: tuple[tuple[str, str], ...] = ()
    """Acts that a state has not done though it owes them: act and state."""


@dataclass(frozen=True)
class Model:
    """A draft with the words, laws and treaties around it."""

    acts: tuple[Act, ...]
    circumstances: tuple[Circumstance, ...]
    states: tuple[str, ...]
    laws: tuple[Law, ...]
    treaties: tuple[Treaty, ...]
    """The draft comes first."""
    apart: bool = False
    """Whether the other treaties stand in files of their own."""
    subjects: tuple[str, ...] = ()
    means: tuple[tuple[str, str], ...] = ()
    """Means by name, with the act that they add."""
    order: dict[str, Act] = field(default_factory=dict, compare=False)
