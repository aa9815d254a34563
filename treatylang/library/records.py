"""The collected constraints on what states may promise: where each stands in the library, or why it does not.

The data (``records.toml``) hold one entry for each constraint that was collected. The page of gaps and the count in the
tests are made from it; no check reads it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Record:
    """One constraint: its name, whose it is, the article where it stands, and whether its substance was seen.

    ``at`` is the name of an instrument and the label of an article or paragraph, joined by a dot. Where ``gap`` says
    why, nothing is computed from the record: it stands there as prose, or nowhere, and ``at`` is empty.
    """

    name: str
    of: str
    at: str
    verified: bool
    gap: str

    @property
    def instrument(self) -> str:
        """The name of the instrument."""
        return self.at.partition(".")[0]

    @property
    def label(self) -> str:
        """The label within the instrument."""
        return self.at.partition(".")[2]


@cache
def records() -> tuple[Record, ...]:
    """Return all records in the order in which they were collected."""
    raw = tomllib.loads(files("treatylang.library").joinpath("records.toml").read_text(encoding="utf-8"))
    return tuple(Record(e["name"], e["of"], e["at"], e["verified"], e.get("gap", "")) for e in raw["record"])


def counted() -> tuple[int, int, int]:
    """Return how many records are encoded and verified, encoded but unverified, and gaps; they add up to all."""
    encoded = [record for record in records() if not record.gap]
    verified = sum(record.verified for record in encoded)
    return verified, len(encoded) - verified, len(records()) - len(encoded)
