"""The treaties and political texts of the library as a table: force, kind, parties on a day, what each party owes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from treatylang.model.instrument import Instrument, Membership, Norm, World
from treatylang.reports.tables import DOUBTFUL, FAINT, GOOD, Entry, Table
from treatylang.syntax import ast

ENDED, SIGNED, POLITICAL, FORCE, COMING = "ended", "signed, binds nobody", "political text", "in force", "not yet"
_TONES = {ENDED: FAINT, COMING: FAINT, SIGNED: DOUBTFUL, POLITICAL: DOUBTFUL, FORCE: GOOD}
_OWED = "mutual-defence"
_FEW = 8
INVOKED = "invoked"
"""The heading that says when a promise of help was relied on."""
"""More parties than this are counted; the records for machines have them all."""


def tables(world: World, party: str, day: date) -> list[Table]:
    """Return the table of all instruments, or of those of one state on that day (``party`` is its usual name)."""
    found = [text for text in world.instruments.values() if text.kind == "treaty" and _chosen(text, party, day)]
    found.sort(key=lambda text: (list(_TONES).index(standing(text, day)) * -1, text.name))
    title = f"Instruments of {party} on {day}" if party else f"Instruments on {day}"
    return [
        Table(
            title,
            ("instrument", "force", "kind", "parties", "what is owed"),
            tuple(_row(text, party, day) for text in found),
            tuple(_record(text, party, day) for text in found),
            "Kind: an alliance is a text in force under which a party must help another against a danger; a political "
            "text owes nothing in law, whatever it says.",
            tuple(f"{text.name} was invoked {said}" for text in found for said in invoked(text, day)),
        )
    ]


def invoked(text: Instrument, day: date) -> tuple[str, ...]:
    """Return when the promise of help of a text was relied on, up to a day, and by whom where the text says it."""
    found = []
    for line in text.headings:
        days = [slot.value.day for slot in line.slots if slot.word == "on" and isinstance(slot.value, ast.Day)]
        by = [" ".join(slot.value.span.text.replace('"', "").split()) for slot in line.slots if slot.word == "by"]
        if line.word.text == INVOKED and days and days[0] is not None and days[0] <= day:
            found.append(f"on {days[0].day} {days[0]:%B %Y}" + "".join(f" by {name}" for name in by))
    return tuple(found)


def standing(text: Instrument, day: date) -> str:
    """Return how a text stands on a day."""
    if text.force.until is not None and day >= text.force.until:
        return ENDED
    if text.force.since is not None and day < text.force.since:
        return COMING
    if text.political:
        return POLITICAL
    return FORCE if text.every_state or text.parties_on(day) else SIGNED


def kinds(text: Instrument, day: date) -> tuple[str, ...]:
    """Return what a text is about: an alliance where help against a danger is owed, else the matters that it names."""
    helps = any(_OWED in _matters(norm, text) for norm in _speaking(text, day) if norm.modality.obliges)
    if helps and not text.political:
        return ("alliance",)
    words = [text.lexicon.get(name, "matter") for name in text.concerns]
    return tuple(word.wordings.get("en", word.name) for word in words if word is not None) or ("other",)


def owed(text: Instrument, day: date) -> tuple[str, ...]:
    """Return what the text asks on a day, one line for each bearer and modal verb, in the words of the vocabulary."""
    lines: dict[tuple[str, str], list[str]] = {}
    for norm in _speaking(text, day):
        if norm.implied or norm.modality.permits or not norm.bearer.span.text.strip():
            continue
        said = [word.wordings.get("en", word.name) for act in norm.acts if (word := text.lexicon.get(act, "act"))]
        verb = f"{norm.modality.value} first" if norm.procedural else norm.modality.value
        lines.setdefault((_bearer(norm), verb), []).extend(f"{one}{_object(norm)}" for one in said)
    return tuple(f"{who} {verb} {', '.join(dict.fromkeys(acts))}" for (who, verb), acts in lines.items())


def _bearer(norm: Norm) -> str:
    """Return who bears a norm, as written; `no party shall` is reported as each party that shall not."""
    words = " ".join(norm.bearer.span.text.split())
    return words.replace("no ", "each ", 1) if words.startswith("no ") else words


def _object(norm: Norm) -> str:
    """Return what or whom the acts of a norm are about, and for whom, as written."""
    said = (
        (slot.word, " ".join(slot.value.span.text.split())) for slot in norm.slots if slot.word in ("object", "for")
    )
    return "".join(f" {text}" if word == "object" else f" {word} {text}" for word, text in said)


def _speaking(text: Instrument, day: date) -> Iterator[Norm]:
    for norm in text.norms:
        reading = norm.reading
        governs = reading is None or (reading.period.covers(day) and reading.standing == "prevailing")
        if norm.period.covers(day) and governs:
            yield norm


def _matters(norm: Norm, text: Instrument) -> set[str]:
    wide = (text.lexicon.get(name, "act") for act in norm.acts for name in text.lexicon.wider(act))
    return {word.owner for word in wide if word is not None and word.owner}


def _chosen(text: Instrument, party: str, day: date) -> bool:
    if not party:
        return True
    lives = standing(text, day) not in (ENDED, COMING)
    return lives and (text.every_state or any(one.state == party for one in _memberships(text, day)))


def _memberships(text: Instrument, day: date) -> list[Membership]:
    return [one for one in text.parties if one.period.covers(day)]


def _row(text: Instrument, party: str, day: date) -> tuple[Entry, ...]:
    stand = standing(text, day)
    names = ["every state"] if text.every_state else [_named(one, day) for one in _memberships(text, day)]
    shown = ", ".join(names) if len(names) <= _FEW else f"{len(names)} states"
    mine = next((_named(one, day) for one in _memberships(text, day) if one.state == party), "")
    if party and mine and len(names) > _FEW:
        shown = f"{mine} and {len(names) - 1} others"
    said = owed(text, day)
    return (
        Entry.of(text.name),
        Entry.of(stand, _TONES[stand]),
        Entry.of(", ".join(kinds(text, day))),
        Entry.of(shown or "none"),
        Entry(tuple((line, "") for line in said)) if said else Entry.of("nothing", FAINT),
    )


def _named(one: Membership, day: date) -> str:
    """Return a party by its name, with what keeps it from being a full one."""
    if one.suspended is not None and one.suspended.covers(day):
        return f"{one.state} (suspended)"
    return one.state if one.is_party else f"{one.state} ({one.standing})"


def _record(text: Instrument, party: str, day: date) -> dict[str, Any]:
    return {
        "instrument": text.name,
        "title": text.title,
        "day": day.isoformat(),
        "force": standing(text, day),
        "kind": ", ".join(kinds(text, day)),
        "parties": ", ".join(
            ["every state"] if text.every_state else [_named(o, day) for o in _memberships(text, day)]
        ),
        "owed": "; ".join(owed(text, day)),
        "invoked": "; ".join(invoked(text, day)),
        "unverified": sum(note.unverified for note in text.sources),
    }
