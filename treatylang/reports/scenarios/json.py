"""Scenarios as JSON: one document of a stable, versioned shape that ``treaty schema scenarios`` describes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from treatylang.reasoning.answers.coverage import Coverage
from treatylang.reasoning.answers.scenarios import FAILS, HOLDS, OPEN, Outcome
from treatylang.reports._json import harmless
from treatylang.reports._places import NOWHERE, Standpoint
from treatylang.reports.scenarios import Tested
from treatylang.reports.scenarios._words import expectation, numbers
from treatylang.source import Span

NAME = "json"
ALONE = True


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlaceOut(_Model):
    """A piece of a text; lines and columns count characters from 1, and the end is the place after the last."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class StepOut(_Model):
    """A step that leads to what is so instead; ``place`` is missing where it is a fact of the situation."""

    message: str
    place: PlaceOut | None = None


class OutcomeOut(_Model):
    """What became of one expectation."""

    scenario: str
    expectation: str
    verdict: Literal["holds", "fails", "undecided"]
    reason: str = Field(description="why it does not hold; empty where it does")
    party: str = Field(description="the state that it is about, or empty")
    place: PlaceOut
    steps: list[StepOut]
    depends_on: list[str] = Field(description="the circumstances on which it turns")


class NormOut(_Model):
    """How far scenarios try one norm."""

    text: str
    number: str
    path: str
    tried: Literal["never", "perhaps", "woken", "asked"]
    by: list[str] = Field(description="the titles of the scenarios that do")
    place: PlaceOut


class ReadingOut(_Model):
    """Whether scenarios exercise one reading; one that does not ``count`` governs on no day."""

    name: str
    article: str
    counts: bool
    exercised: bool
    place: PlaceOut


class CoverageOut(_Model):
    """What scenarios try of one instrument."""

    instrument: str
    file: str
    norms: list[NormOut]
    readings: list[ReadingOut]


class TotalsOut(_Model):
    """All norms and readings that were looked at; each norm is counted once, under the most that is tried of it."""

    norms: int
    asked: int
    woken: int
    perhaps: int
    never: int
    readings: int
    exercised: int


class Scenarios(_Model):
    """All outcomes of one run; ``version`` rises when a field changes its meaning or goes away."""

    version: Literal[1] = 1
    tool: Literal["treatylang"] = "treatylang"
    counts: dict[Literal["holds", "fails", "undecided"], int]
    outcomes: list[OutcomeOut]
    coverage: list[CoverageOut] | None = Field(None, description="missing unless `--coverage` was given")
    totals: TotalsOut | None = Field(None, description="missing unless `--coverage` was given")


def report(tested: Tested, *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return all outcomes, those that hold included, as indented JSON."""
    covered = tested.covered
    document = Scenarios(
        counts=_counts(tested.outcomes),
        outcomes=[_outcome(one, standpoint) for one in tested.outcomes],
        coverage=[_coverage(one, standpoint) for one in covered] if covered is not None else None,
        totals=_totals(covered) if covered is not None else None,
    )
    return harmless(document.model_dump_json(indent=2)) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Scenarios.model_json_schema(mode="serialization"),
    }


def _counts(found: Sequence[Outcome]) -> dict[Any, int]:
    return {verdict: sum(one.verdict == verdict for one in found) for verdict in (HOLDS, FAILS, OPEN)}


def _outcome(one: Outcome, standpoint: Standpoint) -> OutcomeOut:
    return OutcomeOut(
        scenario=_sound(one.scenario),
        expectation=_sound(expectation(one)),
        verdict=one.verdict,  # type: ignore[arg-type]  # one of the three
        reason=_sound(one.reason),
        party=_sound(one.party),
        place=_place(one.span, standpoint),
        steps=[
            StepOut(message=_sound(step.message), place=_place(step.span, standpoint) if step.span else None)
            for step in one.steps
        ],
        depends_on=[_sound(words) for words in one.depends],
    )


def _coverage(one: Coverage, standpoint: Standpoint) -> CoverageOut:
    return CoverageOut(
        instrument=one.instrument.name,
        file=_sound(standpoint.path(one.instrument.span.source.name)),
        norms=[
            NormOut(
                text=_sound(" ".join(tried.norm.span.text.split())),
                number=tried.norm.number,
                path=tried.norm.path,
                tried=tried.tried.name.lower(),  # type: ignore[arg-type]  # the names of the levels
                by=[_sound(title) for title in tried.by],
                place=_place(tried.norm.span, standpoint),
            )
            for tried in one.norms
        ],
        readings=[
            ReadingOut(
                name=tried.reading.name,
                article=tried.reading.article,
                counts=tried.counts,
                exercised=tried.exercised,
                place=_place(tried.reading.span, standpoint),
            )
            for tried in one.readings
        ],
    )


def _totals(covered: Sequence[Coverage]) -> TotalsOut:
    norms, asked, woken, perhaps, never, readings, exercised = numbers(covered)
    return TotalsOut(
        norms=norms,
        asked=asked,
        woken=woken,
        perhaps=perhaps,
        never=never,
        readings=readings,
        exercised=exercised,
    )


def _place(span: Span, standpoint: Standpoint) -> PlaceOut:
    line, column = span.source.place(span.start)
    end_line, end_column = span.source.place(span.end)
    name = _sound(standpoint.path(span.source.name))
    return PlaceOut(file=name, line=line, column=column, end_line=end_line, end_column=end_column)


def _sound(text: str) -> str:
    """Return a text without lone surrogates, which JSON in UTF-8 cannot hold (a file name may have them)."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
