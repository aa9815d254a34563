"""What a user asks of the instruments: on which date, under which readings, with whom, with which options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Question:
    """The choices of one run.

    ``as_of`` moves draft and law to a day; ``readings`` maps the usual name of a state to the name of the reading to be
    applied to its law; ``joined`` are states taken as parties; ``options`` settles brackets (bracket → option).
    """

    as_of: date | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    joined: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
