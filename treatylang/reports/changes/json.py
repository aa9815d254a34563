"""Differences as JSON: one document of a stable, versioned shape that ``treaty schema changes`` describes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from treatylang.compare import changes as shapes
from treatylang.findings import Finding
from treatylang.reports._json import harmless
from treatylang.reports._places import NOWHERE, Standpoint

NAME = "json"
ALONE = True


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlaceOut(_Model):
    """Where something stands in a draft; the line counts from 1, the number is that of its article."""

    file: str
    line: int
    number: str


class DirectionOut(_Model):
    """What a change means for a party; empty is neutral."""

    party: str
    burden: Literal["up", "down", "mixed", ""]
    protection: Literal["up", "down", "mixed", ""]


class CountOut(_Model):
    """In how many situations something differs for a party."""

    party: str
    duty: int
    right: int
    guarantee: int


class AskingOut(_Model):
    """A question to one of the two drafts: the operands and the options of ``treaty ask``."""

    file: str
    situation: str
    arguments: list[str]


class WitnessOut(_Model):
    """A situation and how both drafts decide it; ``situation`` gives each variable its value.

    ``questions`` ask the base and the revision about it; there are none where no situation shows the difference.
    """

    facts: list[str]
    party: str
    old: str
    new: str
    situation: dict[str, str]
    questions: list[AskingOut]


class ChangeOut(_Model):
    """One change."""

    id: str
    level: Literal["substantive", "review", "editorial"]
    profile: Literal["law", "structure", "text"]
    area: str
    kind: str
    action: str
    directions: list[DirectionOut]
    node: str
    base: PlaceOut | None
    revision: PlaceOut | None
    old: str
    new: str
    message: str
    effect: str
    parties: list[str]
    counts: list[CountOut]
    witness: WitnessOut | None
    notes: list[str]
    authority: str
    fingerprint: str
    accepted: str = Field(description="why it was accepted, empty if it was not")
    under: str = Field(description="under which options of open brackets it holds, empty if under all of them")
    situations: int = Field(description="situations among which its counts are, 0 for those of the difference")


class EntryOut(_Model):
    """All that became of one sentence, with one effect and one direction; other changes are entries of their own.

    ``changes`` are the fingerprints of its changes, ``old`` and ``new`` the sentence as a whole.
    """

    changes: list[str]
    level: Literal["substantive", "review", "editorial"]
    node: str
    base: PlaceOut | None
    revision: PlaceOut | None
    old: str
    new: str
    effect: str
    directions: list[DirectionOut]
    counts: list[CountOut]


class VerdictOut(_Model):
    """A finding of the checks that came or went."""

    rule: str
    severity: str
    message: str
    party: str
    node: str
    file: str
    line: int


class DifferenceOut(_Model):
    """What differs between two versions of one instrument."""

    old: str
    new: str
    parties: list[str]
    situations: int = Field(description="situations in the common refinement of both drafts")
    counts: list[CountOut]
    changes: list[ChangeOut]
    entries: list[EntryOut] = Field(description="the changes sentence by sentence; each change is in one entry")
    introduced: list[VerdictOut]
    resolved: list[VerdictOut]
    under: str = Field(description="under which options of open brackets situations are counted, empty for all")


class Document(_Model):
    """Everything; ``version`` rises when a field changes its meaning or goes away."""

    model_config = ConfigDict(extra="forbid", frozen=True, title="treatylang changes")

    version: Literal[1] = 1
    tool: Literal["treatylang"] = "treatylang"
    differences: list[DifferenceOut]


def report(found: Sequence[shapes.Difference], *, color: bool, width: int, standpoint: Standpoint = NOWHERE) -> str:
    """Return the document."""
    whole = Document(differences=[difference_out(one, standpoint) for one in found])
    return harmless(whole.model_dump_json(indent=2)) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the document."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Document.model_json_schema()}


def difference_out(one: shapes.Difference, standpoint: Standpoint) -> DifferenceOut:
    """Return the differences of one instrument as they are written."""
    return DifferenceOut(
        old=one.old,
        new=one.new,
        parties=list(one.parties),
        situations=one.total,
        counts=[_count(c) for c in one.counts],
        changes=[change_out(c, standpoint) for c in one.changes],
        entries=[_entry(e, standpoint) for e in one.entries],
        introduced=[_verdict(f, standpoint) for f in one.introduced],
        resolved=[_verdict(f, standpoint) for f in one.resolved],
        under=one.under,
    )


def change_out(change: shapes.Change, standpoint: Standpoint) -> ChangeOut:
    """Return one change as it is written."""
    shown = change.witness
    return ChangeOut(
        id=change.id,
        level=change.level,  # type: ignore[arg-type]  # one of the three levels
        profile=change.profile,  # type: ignore[arg-type]
        area=change.area,
        kind=change.kind,
        action=change.action,
        directions=_directions(change.directions),
        node=change.node,
        base=_place(change.base, standpoint),
        revision=_place(change.revision, standpoint),
        old=change.old,
        new=change.new,
        message=change.message,
        effect=change.effect,
        parties=list(change.parties),
        counts=[_count(c) for c in change.counts],
        witness=_witness(shown, standpoint) if shown is not None else None,
        notes=list(change.notes),
        authority=change.authority,
        fingerprint=change.fingerprint,
        accepted=change.accepted,
        under=change.under,
        situations=change.situations,
    )


def _entry(entry: shapes.Entry, standpoint: Standpoint) -> EntryOut:
    return EntryOut(
        changes=list(entry.changes),
        level=entry.level,  # type: ignore[arg-type]  # one of the three levels
        node=entry.node,
        base=_place(entry.base, standpoint),
        revision=_place(entry.revision, standpoint),
        old=entry.old,
        new=entry.new,
        effect=entry.effect,
        directions=_directions(entry.directions),
        counts=[_count(c) for c in entry.counts],
    )


def _directions(several: Sequence[shapes.Direction]) -> list[DirectionOut]:
    return [DirectionOut(party=d.party, burden=d.burden, protection=d.protection) for d in several]  # type: ignore[arg-type]


def _witness(shown: shapes.Decided, standpoint: Standpoint) -> WitnessOut:
    return WitnessOut(
        facts=list(shown.facts),
        party=shown.party,
        old=shown.old,
        new=shown.new,
        situation=dict(shown.situation),
        questions=[
            AskingOut(file=standpoint.path(one.file), situation=one.situation, arguments=list(one.arguments))
            for one in shown.questions or ()
        ],
    )


def _place(place: shapes.Place | None, standpoint: Standpoint) -> PlaceOut | None:
    if place is None:
        return None
    return PlaceOut(file=standpoint.path(place.file), line=place.line, number=place.number)


def _count(count: shapes.Count) -> CountOut:
    return CountOut(party=count.party, duty=count.duty, right=count.right, guarantee=count.guarantee)


def _verdict(finding: Finding, standpoint: Standpoint) -> VerdictOut:
    return VerdictOut(
        rule=finding.rule,
        severity=finding.severity.word,
        message=finding.message,
        party=finding.party,
        node=finding.node,
        file=standpoint.path(finding.span.source.name),
        line=finding.span.line,
    )
