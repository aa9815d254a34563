"""The one shape of everything the checker says: a severity, a rule, a sentence, places, steps and remedies."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, IntEnum

from treatylang.source import Span


class Category(Enum):
    """What a rule is about: gates and reports ask for this, never for the name of a rule."""

    FORM = "form"
    """The text itself: words, references, final clauses."""
    LAW = "law"
    """The law that binds a party at home."""
    TREATY = "treaty"
    """Other treaties, and which text prevails."""
    PROMISE = "promise"
    """What the promises are worth: guarantees, gaps, unmeant fights."""
    SCOPE = "scope"
    """Where it applies."""


class Severity(IntEnum):
    """How much a finding matters; comparable, the worst is the greatest."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word that reports and options use: ``info``, ``warning`` or ``error``."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Label:
    """A place that explains a finding, with a short remark: the law that forbids, the first definition."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a witness: what follows, and the provision that makes it follow (``None`` for the facts)."""

    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters of ``span`` by ``text``."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A remedy: a sentence, the edits that carry it out, and what it costs.

    ``safe`` fixes keep the meaning of the draft; all others are cures, applied only on request. ``price`` has one
    sentence for each thing that is lost or gained. A fix without edits is advice.
    """

    message: str
    edits: tuple[Edit, ...] = ()
    safe: bool = False
    price: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What the checker found: ``rule`` names the fault; ``message`` makes sense alone on one line.

    ``node`` is the path of labels that leads to the place (``APTO/collective-defence/2``): it survives edits, so
    baselines and fingerprints use it. ``party`` is the name of the state whom the finding concerns. ``suppressed`` is
    the reason for which it was accepted; ``baseline`` is ``unchanged`` where a baseline knows it, ``new`` where a
    baseline was asked and does not, empty where none was asked. ``short`` is the sentence for a list, where ``message``
    is long.
    """

    rule: str
    severity: Severity
    message: str
    span: Span
    remark: str = ""
    labels: tuple[Label, ...] = ()
    steps: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    node: str = ""
    party: str = ""
    reading: str = ""
    suppressed: str = field(default="", compare=False)
    baseline: str = field(default="", compare=False)
    short: str = field(default="", compare=False)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """What findings are sorted by: file, place, rule, sentence."""
        return (self.span.source.name, self.span.start, self.span.end, self.rule, self.message)
