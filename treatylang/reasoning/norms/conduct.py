"""What is done, besides the act itself: by whom, towards whom, where and how."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from treatylang.model.instrument import Instrument, Norm
from treatylang.model.windows import untimed
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.syntax import ast


@dataclass(frozen=True)
class Conduct:
    """What is done, besides the act itself: ``toward`` is the partner, ``slots`` say where, how and for whom."""

    instrument: Instrument
    bearer: str
    labels: tuple[str, ...]
    toward: ast.NounPhrase | None
    slots: tuple[ast.Slot, ...]
    acts: tuple[str, ...] = ()
    host: str = ""
    """The state on whose soil it is looked at, where a right lets its bearer choose among several."""

    @classmethod
    def of(cls, norm: Norm, instrument: Instrument, bearer: str) -> Conduct:
        """Return what a norm asks of a bearer."""
        return cls(instrument, bearer, norm.labels, norm.toward, untimed(norm.slots), norm.acts)

    @classmethod
    def plain(cls, instrument: Instrument, bearer: str) -> Conduct:
        """Return an act of a bearer of which nothing more is said."""
        return cls(instrument, bearer, (), None, ())

    @cached_property
    def key(self) -> tuple[object, ...]:
        """What tells it from other conduct, while its parts and the sentences and areas of its text are kept."""
        text = self.instrument
        versions = (text.name, id(text.statements), id(text.areas))
        slots = tuple(map(id, self.slots))
        return (*versions, self.bearer, self.labels, id(self.toward), slots, self.acts, self.host)

    def reader(self, frame: Frame) -> Reader:
        """Return what reads the words that describe it."""
        return Reader(frame, self.instrument, self.bearer, self.labels)
