"""What parties shall, may and must not do in one situation, in sentences; what changes nothing is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from treatylang.model.instrument import Instrument, Norm
from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.answers.addressed import MAY, MUST_NOT, SHALL, Answer, forbids_a_duty
from treatylang.reasoning.answers.position import Asked
from treatylang.reasoning.explanation.citation import named, says, the
from treatylang.reasoning.explanation.narrative import listed
from treatylang.reasoning.explanation.steps import stage_of
from treatylang.reasoning.explanation.unheld import NOT_KNOWN, no_law
from treatylang.reports.tables import BAD, DOUBTFUL, FAINT, GOOD, Paragraph

QUESTIONS = 5
"""How many open circumstances are asked for; the others are counted."""
_LONGEST_TITLE = 48


def paragraphs(found: Asked, draft: Instrument) -> Iterator[Paragraph]:
    """Yield what every party is told, then what each is told besides, then what was taken for granted and is open."""
    parties = list(dict.fromkeys(answer.party for answer in found.answers))
    lines = {party: list(_lines(found, draft, party)) for party in parties}
    shared = [line for line in lines[parties[0]] if all(line in lines[one] for one in parties)] if parties else []
    if len(parties) > 1 and shared:
        yield Paragraph("Every party", tuple(shared))
    for party in parties:
        own = [line for line in lines[party] if len(parties) == 1 or line not in shared]
        idle = _idle(found, party, draft)
        if idle:
            own.append((f"({_count(idle)} here)", FAINT))
        head = the(party)
        yield Paragraph(head[0].upper() + head[1:], tuple(own) or (("nothing more", FAINT),))
    yield from _open(found)


def _count(number: int) -> str:
    return "1 more provision changes nothing" if number == 1 else f"{number} more provisions change nothing"


def _lines(found: Asked, draft: Instrument, party: str) -> Iterator[tuple[str, str]]:
    """Yield the sentences to a party, each with its tone, the decisive ones first."""
    lexicon = draft.lexicon
    answers = [answer for answer in found.answers if answer.party == party]
    shown = [answer for answer in answers if not _changes_nothing(answer, answers, lexicon, draft)]
    ordered = sorted(shown, key=lambda answer: _rank(answer, shown, lexicon, draft))
    steps = {id(answer): stage_of(lexicon, answer.norm) for answer in ordered}
    by = groupby(_together(ordered, steps), key=lambda answer: (answer.modal, _what(answer, draft), steps[id(answer)]))
    for (_, _, step), group in by:
        told = list(group)
        but = told[0].modal == MUST_NOT and forbids_a_duty(lexicon, told[0], tuple(shown))
        text, tone = _sentence(told, draft, lexicon)
        yield f"{'but ' if but else ''}{f'{step}, ' if step else ''}{text}", tone


def _together(answers: list[Answer], steps: Mapping[int, str]) -> list[Answer]:
    """Return answers with those that say the same, at the same step, beside the first of them."""
    groups: dict[tuple[str, str, str], list[Answer]] = {}
    for answer in answers:
        groups.setdefault((answer.modal, answer.act, steps[id(answer)]), []).append(answer)
    return [answer for group in groups.values() for answer in group]


def _rank(answer: Answer, answers: list[Answer], lexicon: Lexicon, draft: Instrument) -> tuple[int, bool, bool, bool]:
    """Order answers: what is asked and forbidden, what is asked, what is forbidden, what may be, what comes later."""
    asked = [one for one in answers if one.modal == SHALL and not _staged(one)]
    bans = [one for one in answers if one.modal == MUST_NOT and forbids_a_duty(lexicon, one, tuple(answers))]
    if answer.modal == SHALL and answer in asked:
        hit = any(forbids_a_duty(lexicon, ban, (answer,)) for ban in bans)
        place = 0 if hit else 2
    elif answer.modal == MUST_NOT:
        place = 1 if answer in bans else 3
    else:
        place = 4 if answer.modal == MAY else 5
    return place, bool(stage_of(lexicon, answer.norm)), bool(answer.depends), answer.text.name != draft.name


def _staged(answer: Answer) -> bool:
    """Return whether something else has to happen first: measures, a decision."""
    norm = answer.norm
    return bool(answer.depends) and isinstance(norm, Norm)


def _changes_nothing(answer: Answer, answers: list[Answer], lexicon: Lexicon, draft: Instrument) -> bool:
    """Return whether a party would do, and leave undone, the same without a sentence.

    What another sentence asks for anyway, in narrower words or under fewer conditions; a permission of what nothing
    forbids, in another text than the draft; a ban on what nothing asks for or permits:
    a permission never stands without the ban of what it permits.
    """
    if answer.text.name == draft.name:
        return False
    if answer.modal == SHALL:
        return any(
            other is not answer
            and other.modal == SHALL
            and not other.depends
            and "not owed" not in other.note
            and lexicon.is_a(other.act, answer.act)
            and (other.act != answer.act or bool(answer.depends) or other.text.name == draft.name)
            for other in answers
        )
    if answer.modal == MUST_NOT:
        asked = [way for one in answers if one.modal in (SHALL, MAY) for way in one.act.split(" or ")]
        return not any(lexicon.is_a(way, ban) for way in asked for ban in answer.act.split(" or "))
    if answer.modal == MAY:
        bans = [ban for one in answers if one.modal == MUST_NOT for ban in one.act.split(" or ")]
        return not any(lexicon.is_a(act, ban) for act in answer.act.split(" or ") for ban in bans)
    return False


def _idle(found: Asked, party: str, draft: Instrument) -> int:
    answers = [answer for answer in found.answers if answer.party == party]
    return sum(_changes_nothing(answer, answers, draft.lexicon, draft) for answer in answers)


def _sentence(group: list[Answer], draft: Instrument, lexicon: Lexicon) -> tuple[str, str]:
    """Return one sentence for answers that say the same, with the provisions, and when it holds."""
    first, *others = group
    same = [one for one in others if one.when == first.when and one.because == first.because and one.note == first.note]
    more = len(others) - len(same)
    cited = listed(dict.fromkeys(_cited(one, draft) for one in (first, *same)))
    said = f"{first.modal} {_what(first, draft)}".strip()
    when = f", {first.when}" if first.when else f", because {listed(first.because)}" if first.because else ""
    text = f"{said}: {cited}{when}"
    if first.depends and not first.when:
        text += f", depending on {listed(first.depends)}"
    if first.note:
        text += f" ({first.note})"
    if more:
        verb = "forbid" if first.modal == MUST_NOT else "permit" if first.modal == MAY else "ask for"
        text += f"; {more} more {'provision' if more == 1 else 'provisions'} {_agreed(verb, more)} it in other cases"
    if first.unheld is not None:
        text += f" ({NOT_KNOWN} whether its law allows this: {no_law(lexicon, first.unheld)} is held)"
    tone = DOUBTFUL if first.depends else GOOD if first.modal == SHALL else BAD if first.modal == MUST_NOT else ""
    return text, FAINT if "not owed" in first.note else tone


def _agreed(verb: str, number: int) -> str:
    """Return a verb as it goes with a number of provisions: one asks for it, two ask for it."""
    first, _, rest = verb.partition(" ")
    return f"{first}s {rest}".strip() if number == 1 else verb


def _what(answer: Answer, draft: Instrument) -> str:
    """Return what is to be done: in the draft's own words where they open with the act itself."""
    if not answer.modal:
        return _spoken(answer.act, draft)
    own = re.split(r" (?:notwithstanding|subject to) ", answer.words)[0]
    words = own.removeprefix(f"{answer.modal} ")
    if answer.text.name == draft.name and words != own and words.split(" ")[0] == answer.act:
        return _spoken(f"{_wording(draft, answer.act)}{words.removeprefix(answer.act)}", draft)
    return says(draft.lexicon, answer.act)


def _wording(draft: Instrument, act: str) -> str:
    word = draft.lexicon.get(act, "act")
    return word.say() if word is not None else act


def _spoken(words: str, draft: Instrument) -> str:
    """Return words of the language as people say them: bodies and things by their names, no hyphens, no signs."""

    def said(match: re.Match[str]) -> str:
        word = draft.lexicon.get(match[0], "body", "object", "means", "qualifier", "manner")
        return word.say() if word is not None else match[0].replace("-", " ")

    return re.sub(r"[a-z]+(?:-[a-z0-9]+)+", said, words.replace("@", "").replace('"', ""))


def _cited(answer: Answer, draft: Instrument) -> str:
    """Cite a provision: of the draft by its number, of a law by its title, of a treaty with a long one by its name."""
    number = answer.norm.number
    several = "articles" if " and " in number else "article"
    article = f"{several} {number}" if number[:1].isalnum() else ""
    if answer.text.name == draft.name:
        cited = article or draft.title
    else:
        short = len(answer.text.title) <= _LONGEST_TITLE
        title = named(answer.text.title) if short else answer.text.name
        cited = f"{article} of {title}" if article else title
    reading = answer.norm.reading if isinstance(answer.norm, Norm) else None
    if answer.reading and reading is not None:
        since = f" since {reading.period.since.year}" if reading.period.since is not None else ""
        cited += f", as read{since} ({answer.reading})"
    return cited


def _open(found: Asked) -> Iterator[Paragraph]:
    """Yield what else decides as questions, and what was taken as usual."""
    if found.nobody:
        yield Paragraph("", ((f"{NOT_KNOWN} who held the place on {found.day}", DOUBTFUL),))
    asked = [(found.questions.get(key, key), "") for key in found.open]
    if asked:
        rest = len(asked) - QUESTIONS
        more = [(f"and {rest} more that decide less", FAINT)] if rest > 0 else []
        yield Paragraph("What else decides, the most decisive first", (*asked[:QUESTIONS], *more))
    usual = [found.clauses[key][holds] for key, holds in found.assumed if key in found.clauses]
    if usual:
        yield Paragraph("Taken as usual", (("; ".join(usual), FAINT),))
