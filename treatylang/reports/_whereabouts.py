"""A place as tables: whose it is and who claims it, and in which areas of which treaties it lies."""

from __future__ import annotations

from datetime import date
from typing import Any

from treatylang.geography.coordinates import written
from treatylang.reasoning.areas.geometry import COASTAL
from treatylang.reasoning.areas.whereabouts import IN, OUT, UNSURE, Contested, Placed, Whereabouts
from treatylang.reasoning.explanation.narrative import listed
from treatylang.reasoning.explanation.unheld import NOT_KNOWN
from treatylang.reports.tables import BAD, DOUBTFUL, FAINT, GOOD, Entry, Table

_TONES = {IN: GOOD, OUT: FAINT, UNSURE: DOUBTFUL}


def tables(found: Whereabouts) -> list[Table]:
    """Return one table about the place and one about the areas of treaties."""
    return [_place(found), _areas(found)]


def _place(found: Whereabouts) -> Table:
    facts = [("territory", _territory(found), "")]
    if found.parts:
        facts.append(("part", ", ".join(found.parts), ""))
    if found.sea:
        facts.append(("sea", found.sea, ""))
    facts.append(("held by", *_held(found)))
    facts += [("claims", *_claims(one)) for one in found.contested]
    facts += [("on record", *_acts(one)) for one in found.contested if one.acts]
    if not found.contested:
        facts.append(("claims", "none known", ""))
    records = [{**_head(found), "what": what, "answer": answer, "remark": more} for what, answer, more in facts]
    return Table(
        f"{written(found.latitude, found.longitude)} on {found.day}",
        ("what", "answer"),
        tuple(
            (Entry.of(what), Entry(((answer, DOUBTFUL if more else ""), *(((more, FAINT),) if more else ()))))
            for what, answer, more in facts
        ),
        tuple(records),
        "Boundaries show who controls the land today; who held it before is known, if at all, from September 1945 on.",
    )


def _head(found: Whereabouts) -> dict[str, Any]:
    return {"latitude": found.latitude, "longitude": found.longitude, "day": found.day.isoformat()}


def _territory(found: Whereabouts) -> str:
    # Boundaries are today's: what another state held on the day is named after the state that has it now.
    today = "what today is " if found.holder.former is not None or not found.holder.known else ""
    if found.land:
        return f"land of {today}{found.land}"
    if found.coast is None:
        return "high seas"
    name, miles = found.coast
    if miles <= COASTAL:
        return f"territorial sea of {today}{name} (computed), {miles:.1f} nm from its coast"
    return f"waters {miles:.0f} nm from the coast of {today}{name}"


def _held(found: Whereabouts) -> tuple[str, str]:
    """Return who holds a place, and what is known of a holder of those days."""
    holder = found.holder
    more = ""
    if holder.former is not None:
        source = holder.former.source and f"{holder.former.source}{'' if holder.former.verified else ', unverified'}"
        more = f"{holder.former.status}{f' ({source})' if source else ''}".strip()
    if not holder.known:
        return NOT_KNOWN, more
    if holder.name:
        return f"{holder.called}, today {holder.name}" if holder.called else holder.name, more
    return "nobody named in the data" if found.land or found.contested else "nobody", more


def _claims(one: Contested) -> tuple[str, str]:
    """Return who claims a place, and how things stand."""
    nobody = "contested no more" if one.acts else "claimed by nobody else"
    who = f"claimed by {listed(one.claimants)}" if one.claimants else nobody
    if one.sovereign:
        who += f"; the title is with {one.sovereign}"
    source = f"{one.source}{'' if one.verified else ', unverified'}"
    return f"{one.place}: {who}", f"{one.status} ({source})"


def _acts(one: Contested) -> tuple[str, str]:
    """Return what was agreed or judged about a place, the earliest first, and which days nobody has looked up."""
    unseen = [act for act in one.acts if not act.verified]
    more = "from memory, unverified" if unseen else ""
    if unseen and len(unseen) < len(one.acts):
        more = f"from memory, unverified: {listed([act.what for act in unseen])}"
    return "; ".join(f"{act.what} ({_dated(act.on)})" for act in one.acts), more


def _dated(on: str) -> str:
    """Return a day in words, a year as it stands."""
    if "-" not in on:
        return on
    day = date.fromisoformat(on)
    return f"{day.day} {day:%B %Y}"


def _areas(found: Whereabouts) -> Table:
    rows = []
    for one in found.areas:
        tone = _TONES.get(one.answer, BAD)
        named = [(f"{one.area}: {one.words}" if one.words else one.area, "")]
        if one.options:
            named.append((f"under {one.options}", FAINT))
        rows.append((Entry.of(one.treaty), Entry(tuple(named)), Entry.of(one.answer, tone), _remarks(one)))
    return Table(
        "Areas of treaties",
        ("treaty", "area", "the place is", "remarks"),
        tuple(rows),
        tuple(
            {
                **_head(found),
                "treaty": one.treaty,
                "area": one.area,
                "options": one.options,
                "answer": one.answer,
                "interpreted": one.interpreted,
                "remarks": list(one.why),
                "limits": list(one.limits),
            }
            for one in found.areas
        ),
        "" if rows else f"Neither the draft nor a treaty beside it defines an area on {found.day}.",
        tuple(dict.fromkeys(text for one in found.areas for text in one.limits)),
    )


def _remarks(one: Placed) -> Entry:
    lines = [("an interpretation", DOUBTFUL)] if one.interpreted else []
    lines += [(text, FAINT) for text in one.why]
    return Entry(tuple(lines)) if lines else Entry.of("")
