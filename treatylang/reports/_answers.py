"""What parties shall, may and must not do in one situation, as a table with the provisions that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from treatylang.model.instrument import Instrument
from treatylang.reasoning.answers.addressed import MUST_NOT, SHALL, Answer
from treatylang.reasoning.answers.position import Asked
from treatylang.reasoning.explanation.citation import provision, says
from treatylang.reasoning.explanation.narrative import listed
from treatylang.reasoning.explanation.steps import limit_of, stage_of
from treatylang.reasoning.explanation.unheld import NOT_KNOWN, no_law
from treatylang.reports._told import paragraphs
from treatylang.reports.tables import BAD, DOUBTFUL, FAINT, GOOD, Entry, Table

_TONES = {SHALL: GOOD, MUST_NOT: BAD}


def tables(found: Sequence[Asked], draft: Instrument, words: str, *, whole: bool = False) -> list[Table]:
    """Return a table for each choice of options; the first tells of all together, and with ``whole`` each of itself.

    What an option changes is told where it changes it: nobody compares two pages to find the line that differs.
    """
    made = [_table(one, draft, words) for one in found]
    if not any(one.answers for one in found):
        return made
    if whole:
        each = [tuple(paragraphs([one], draft, whole=True)) for one in found]
        return [replace(one, told=told) for one, told in zip(made, each, strict=True)]
    told = tuple(paragraphs(found, draft))
    if len(made) == 1:
        return [replace(made[0], told=told)]
    heading = made[0].title.replace(f" (option {found[0].options})", "")
    brackets = {choice.bracket for one in found for choices in one.choices for choice in choices}
    which = f"option of {next(iter(brackets))}" if len(brackets) == 1 else "choice of options"
    first = replace(made[0], told=told, heading=f"{heading}, under each {which}")
    return [first, *(replace(one, spoken_for=True) for one in made[1:])]


def _table(found: Asked, draft: Instrument, words: str) -> Table:
    """Return the answers as a table: one row for each thing that a provision says to a party."""
    options = f" (option {found.options})" if found.options else ""
    return Table(
        f"{words}{options}" if str(found.day) in words else f"{words}{options}, on {found.day}",
        ("party", "what", "by", "depends on"),
        tuple(_row(answer, draft, found, shown) for answer, shown in _with_party(found.answers)),
        tuple(_record(answer, found) for answer in found.answers),
        "" if found.answers else "Nothing that was consulted applies to any party in this situation.",
        tuple(_notes(found)),
    )


def _with_party(answers: tuple[Answer, ...]) -> Iterator[tuple[Answer, bool]]:
    """Yield the answers, each with whether the name of the party is shown: only on its first row."""
    before = ""
    for answer in answers:
        yield answer, answer.party != before
        before = answer.party


def _short(answer: Answer, draft: Instrument) -> str:
    """Cite a provision so that it fits a column: by its number, and by its text unless that is the draft."""
    number = answer.norm.number
    article = f"article {number}" if number[:1].isalnum() else ""
    if answer.text.name == draft.name:
        return article or draft.name
    return f"{answer.text.name}, {article}" if article else answer.text.name


def _row(answer: Answer, draft: Instrument, found: Asked, shown: bool) -> tuple[Entry, ...]:
    tone = DOUBTFUL if answer.depends else _TONES.get(answer.modal, "")
    what = [(_said(answer, draft), tone if answer.owed else FAINT)]
    if answer.text.name == draft.name and _says_more(answer):
        what.append((f"“{answer.words}”", FAINT))
    if step := stage_of(draft.lexicon, answer.norm):
        what.append((step, FAINT))
    if answer.note:
        what.append((answer.note, FAINT))
    if answer.unheld is not None:
        missing = no_law(draft.lexicon, answer.unheld)
        what.append((f"{NOT_KNOWN} whether its law allows this: {missing} is held", DOUBTFUL))
    reading = f", read as {answer.reading}" if answer.reading else ""
    return (
        Entry.of(answer.party if shown else ""),
        Entry(tuple(what)),
        Entry.of(_short(answer, draft) + reading),
        Entry.of(listed(found.issues.get(key, key) for key in answer.depends)),
    )


def _said(answer: Answer, draft: Instrument) -> str:
    return f"{answer.modal} {says(draft.lexicon, answer.act)}" if answer.modal else answer.act


def _says_more(answer: Answer) -> bool:
    """Return whether the draft's own sentence says more than who must do what: how, for whom, by when."""
    return len(answer.words.split()) > len(answer.modal.split()) + 1 and bool(answer.modal)


def _record(answer: Answer, found: Asked) -> dict[str, object]:
    return {
        "options": found.options,
        "party": answer.party,
        "modal": answer.modal,
        "act": answer.act,
        "words": answer.words,
        "instrument": answer.text.name,
        "provision": provision(answer.norm.number, answer.text.title),
        "place": str(answer.norm.span),
        "reading": answer.reading,
        "stage": stage_of(answer.text.lexicon, answer.norm),
        "within": limit_of(answer.norm),
        "depends_on": list(answer.depends),
        "owed": answer.owed,
        "note": answer.note,
        "not_known": no_law(answer.text.lexicon, answer.unheld) if answer.unheld is not None else "",
    }


def _notes(found: Asked) -> Iterator[str]:
    if found.nobody:
        yield f"{NOT_KNOWN} who held the place on {found.day}"
    if found.assumed:
        told = (f"{found.words.get(key, key)}: {'yes' if holds else 'no'}" for key, holds in found.assumed)
        yield f"taken as usual: {'; '.join(told)}"
    if found.open:
        told = (f"`{key}`" + (f" ({words})" if words != key else "") for key, words in _open(found))
        yield f"what else decides, the most decisive first: {'; '.join(told)}"


def _open(found: Asked) -> Iterator[tuple[str, str]]:
    """Yield what else decides, with what it means where its name does not say so."""
    for key in found.open:
        words = found.words.get(key, key)
        yield key, key if words.replace("-", " ") == key.replace("-", " ") else words
