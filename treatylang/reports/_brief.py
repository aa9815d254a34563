"""What a minister's adviser needs of a draft, within three pages: promises, obstacles, cures, parliaments, places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from treatylang.checks import category_of
from treatylang.documents import areas
from treatylang.documents.layout import fill
from treatylang.findings import Category, Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.answers.brackets import Combination
from treatylang.reasoning.explanation.citation import all_of, the
from treatylang.reasoning.explanation.witness import listed, on_day
from treatylang.reasoning.verdicts.guarantees import Cell, Matrix
from treatylang.reports._brackets import apart
from treatylang.reports._guarantees import lines_of

MOST = 6
"""How many items a list has at most; the others are counted, so that the brief stays within three pages."""

_AT_HOME = "procedure-needed"
_NOT_KNOWN = ("contested-reading", "unanswered-attack")
_WORTH = ("abandoned-party", "hollow-guarantee", "entrapment")
_PLACES = ("uncovered-territory", "contested-scope", "disputed-place", "vague-dispute")


@dataclass(frozen=True)
class Briefed:
    """Everything that a brief is written from; ``picture`` is a map as SVG, empty where there is none."""

    world: World
    draft: Instrument
    question: Question
    findings: Sequence[Finding]
    matrices: Sequence[Matrix]
    combinations: Sequence[Combination]
    picture: str = ""


def brief(one: Briefed, form: str) -> str:
    """Return the brief in a format: ``html`` or ``markdown``."""
    return fill(f"{form}/brief.j2", form, _plainly(_values(one)))


def _plainly(value: Any) -> Any:
    """Return values in which what stands in backticks, the words of the language, is quoted as in a letter."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _CODE.sub(r"“\1”", value)
    if isinstance(value, dict):
        return {key: _plainly(inner) for key, inner in value.items()}
    return [_plainly(inner) for inner in value] if isinstance(value, list) else value


_CODE = re.compile(r"`@?([^`]+)`")


def _values(one: Briefed) -> dict[str, Any]:
    draft = one.draft
    day = next((matrix.day for matrix in one.matrices if matrix.day is not None), None)
    open_ones = [finding for finding in one.findings if not finding.suppressed]
    parties = [member.state for member in draft.parties if member.is_party]
    others = [member.state for member in draft.parties if not member.is_party]
    against = list(_against(open_ones, parties))
    return {
        "title": draft.title,
        "day": on_day(day.isoformat()) if day is not None else "",
        "parties": all_of(parties),
        "others": all_of(others),
        "short": list(_short(one, open_ones)),
        "promises": [_promises(matrix, one) for matrix in one.matrices],
        "worth": _few([_capital(finding.short or finding.message) for finding in _of(open_ones, _WORTH)]),
        "against": against,
        "free": all_of(p for p in parties if p not in {entry["state"] for entry in against}),
        "home": list(_home(open_ones, parties)),
        "areas": [{"name": _capital(name), "words": words} for name, words in areas(one.world, draft, one.question)],
        "places": _few([_capital(finding.short or finding.message) for finding in _of(open_ones, _PLACES)]),
        "unknown": _few(list(_unknown(open_ones))),
        "picture": Markup(one.picture[one.picture.index("<svg") :]) if one.picture else "",  # noqa: S704  # our own map
    }


def _of(findings: Iterable[Finding], rules: Sequence[str]) -> Iterator[Finding]:
    yield from (finding for finding in findings if finding.rule in rules)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _few(items: list[str]) -> list[str]:
    """Return the first items, and how many more there are."""
    items = list(dict.fromkeys(f"{item.rstrip('.')}." for item in items))
    rest = len(items) - MOST
    return items if rest <= 0 else [*items[:MOST], f"And {rest} more, which `treaty check` lists."]


def _short(one: Briefed, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the answer: for whom the text is lawful, and what is most wrong with it."""
    grave = [finding for finding in findings if finding.severity is Severity.ERROR]
    law = [finding for finding in grave if category_of(finding.rule) in (Category.LAW, Category.TREATY)]
    for finding in law[:3]:
        yield f"{_capital(finding.short or finding.message)}{_under(finding)}."
    if len(law) > 3:
        yield f"{len(law) - 3} more conflicts of this weight are listed below."
    if one.draft.brackets:
        lawful = [found.name for found in one.combinations if found.lawful and found.known]
        names = apart(lawful)
        yield f"Lawful for all parties: {names}." if lawful else "No combination of options is lawful for all."
    elif not law:
        yield "No conflict was found with the law of the parties that the library holds."
    if open_ones := list(dict.fromkeys(f"`{bracket.name.text}`" for bracket, _ in one.draft.open_parts)):
        which = f"The bracket {open_ones[0]} is" if len(open_ones) == 1 else f"The brackets {listed(open_ones)} are"
        yield f"{which} still open: the parties, final clauses and bodies there are left out of what follows."
    for finding in _of(findings, ("law-not-known",)):
        yield f"{_capital(finding.message)}."
    form = [finding for finding in grave if finding not in law]
    if form:
        number = "One error" if len(form) == 1 else f"{len(form)} errors"
        yield f"{number} in the text itself: {listed(finding.message for finding in form[:2])}."


def _under(finding: Finding) -> str:
    """Return under which option a finding holds, as its remark says it."""
    _, sign, option = finding.remark.partition(" under ")
    return f" (under {option})" if sign else ""


def _promises(found: Matrix, one: Briefed) -> dict[str, Any]:
    rows: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for helper in found.parties:
        groups: dict[tuple[str, ...], list[str]] = {}
        for victim in found.parties:
            cell = found.cell(helper, victim)
            if cell is not None:
                groups.setdefault(_said(cell, found, one), []).append(victim)
        every = len(found.parties) - 1
        for said, victims in groups.items():
            whom = "any other party" if len(victims) == every else all_of(victims)
            rows.setdefault((whom, said), []).append(helper)
    return {
        "options": found.options,
        "rows": [
            {"helper": _capital(all_of(helpers)), "whom": whom, "said": list(said)}
            for (whom, said), helpers in rows.items()
        ],
    }


def _said(cell: Cell, found: Matrix, one: Briefed) -> tuple[str, ...]:
    return tuple(text for text, _ in lines_of(cell, found, one.draft.lexicon)) or ("nothing",)


def _against(findings: Sequence[Finding], parties: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield, for each party, what its law or its other treaties say against the draft, each with its cheapest cure."""
    for state in parties:
        mine = [
            finding
            for finding in findings
            if finding.party == state
            and finding.rule != _AT_HOME
            and category_of(finding.rule) in (Category.LAW, Category.TREATY)
            and finding.severity > Severity.INFO
        ]
        if mine:
            items = [_obstacle(finding) for finding in sorted(mine, key=lambda finding: -finding.severity)]
            yield {"state": _capital(the(state)), "items": items[:MOST], "more": max(0, len(items) - MOST)}


def _obstacle(finding: Finding) -> dict[str, Any]:
    edits = [fix for fix in finding.fixes if fix.edits]
    advice = [fix for fix in finding.fixes if not fix.edits]
    first = edits[0] if edits else None
    return {
        "what": f"{_capital(finding.short or finding.message)}{_under(finding)}.",
        "notes": [f"{_capital(note)}." for note in finding.notes if not note.startswith("rests on")],
        "rests": [f"{_capital(note)}." for note in finding.notes if note.startswith("rests on")],
        "cure": _capital(first.message) if first is not None else "",
        "price": [price for price in first.price if not price.endswith(": none")] if first is not None else [],
        "help": [_capital(one) for one in finding.help] if first is None else [],
        "law": [f"{_capital(fix.message)}{f'; it takes {listed(fix.price)}' if fix.price else ''}." for fix in advice],
    }


def _home(findings: Sequence[Finding], parties: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield what each party's own law asks for before it joins, and before it acts."""
    for state in parties:
        steps = [f.short or f.message for f in findings if f.rule == _AT_HOME and f.party == state]
        if steps:
            told = [_step(step, state) for step in dict.fromkeys(steps)]
            yield {"state": _capital(the(state)), "steps": told[:MOST], "more": max(0, len(told) - MOST)}


def _step(step: str, state: str) -> str:
    """Return a step without the name of the party, which stands above it."""
    when, _, what = step.partition(f", {the(state)}")
    if not what:
        return f"{_capital(step)}."
    return f"{_capital(when)}{what if what.startswith(':') else f', it{what}'}."


def _unknown(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in _of(findings, ("law-not-known",)):
        yield from (f"{_capital(said)}." for said in (finding.message, *finding.notes))
    for finding in _of(findings, _NOT_KNOWN):
        yield f"{_capital(finding.short or finding.message)}."
    judged = [note for finding in findings for note in finding.notes if " itself judges " in note]
    yield from (f"{_capital(note)}." for note in dict.fromkeys(judged))
    doubtful = {
        finding.party or finding.rule
        for finding in findings
        if any("(unverified)" in note for note in finding.notes) and finding.party
    }
    if doubtful:
        yield f"Some sources of the law of {all_of(sorted(doubtful))} were not verified."
