"""What parties shall, may and must not do in one situation, in sentences; what changes nothing is counted."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby

from treatylang.model.instrument import Choice, Instrument, Norm
from treatylang.model.lexicon import Lexicon
from treatylang.model.modality import Modality
from treatylang.reasoning.answers.addressed import MAY, MUST_NOT, SHALL, Answer, forbids_a_duty
from treatylang.reasoning.answers.position import Asked
from treatylang.reasoning.explanation.citation import named, says, the
from treatylang.reasoning.explanation.narrative import listed
from treatylang.reasoning.explanation.steps import stage_of
from treatylang.reasoning.explanation.unheld import NOT_KNOWN, no_law
from treatylang.reports.tables import BAD, DOUBTFUL, FAINT, GOOD, Paragraph

QUESTIONS = 4
"""How many open circumstances are asked for; the others are counted."""
_LONGEST_TITLE = 48


def paragraphs(several: Sequence[Asked], draft: Instrument, *, whole: bool = False) -> Iterator[Paragraph]:
    """Yield what every party is told, then what each is told besides, then what was taken for granted and is open.

    Where there are several answers, one for each choice of options, a sentence that does not stand in all of them says
    under which options it does. With ``whole``, provisions that change nothing are told and not only counted.
    """
    parties = list(dict.fromkeys(answer.party for found in several for answer in found.answers))
    lines = {party: [dict(_lines(found, draft, party, whole=whole)) for found in several] for party in parties}
    shared: set[str] = set()
    if len(parties) > 1:
        every = list(_joined(several, lines[parties[0]]))
        others = [set(_joined(several, lines[party])) for party in parties[1:]]
        told = [line for line in every if all(line in one for one in others)]
        if told:
            yield Paragraph("Every party", tuple(told))
        shared = {text for text, _ in told}
    for party in parties:
        own = list(_joined(several, lines[party], shared))
        own += _idle(several, party, draft, whole=whole)
        head = the(party)
        yield Paragraph(head[0].upper() + head[1:], tuple(own) or (("nothing more", FAINT),))
    yield from _open(several, whole=whole)


def _joined(
    several: Sequence[Asked], each: Sequence[dict[str, str]], told: Container[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield the sentences to a party under all choices of options, each with those under which it stands.

    ``each`` has a party's sentences under each choice, with their tones; those that were ``told`` are left out.
    """
    if len(each) > 1:
        # "but" joins a ban to the duty before it, which another option may not have.
        each = [{text.removeprefix(_BUT): tone for text, tone in one.items()} for one in each]
    every = [choices for found in several for choices in found.choices]
    for text in merged([[text for text in one if text not in told] for one in each]):
        there = [found for found, one in zip(several, each, strict=True) if text in one]
        tone = next(one[text] for one in each if text in one)
        if len(there) < len(several):
            text = f"{_under([choices for found in there for choices in found.choices], every)}: {text}"
        if text not in told:
            yield text, tone


_BUT = "but "


def merged(lists: Sequence[Sequence[str]]) -> list[str]:
    """Return all items of some lists, each once, in the order of each list as far as the lists agree.

    Where two lists differ at one place, what the earlier list has there comes first.
    """
    found: list[str] = []
    for one in lists:
        place = 0
        for item in one:
            if item in found:
                place = max(place, found.index(item) + 1)
                continue
            while place < len(found) and found[place] not in one:
                place += 1
            found.insert(place, item)
            place += 1
    return found


def _under(there: Sequence[frozenset[Choice]], every: Sequence[frozenset[Choice]]) -> str:
    """Return under which options something holds: those of one bracket where these settle it, else how many."""
    brackets = dict.fromkeys(choice.bracket for choices in every for choice in sorted(choices, key=str))
    for bracket in brackets:
        held = dict.fromkeys(c.option for choices in there for c in choices if c.bracket == bracket)
        if there and sum(any(Choice(bracket, one) in choices for one in held) for choices in every) == len(there):
            options = listed(held, "or")
            return f"option {options}" if len(brackets) == 1 else f"{bracket} {options}"
    return f"under {len(there)} of {len(every)} combinations of options"


def _lines(found: Asked, draft: Instrument, party: str, *, whole: bool) -> Iterator[tuple[str, str]]:
    """Yield the sentences to a party, each with its tone, the decisive ones first."""
    lexicon = draft.lexicon
    answers = [answer for answer in found.answers if answer.party == party]
    shown = [answer for answer in answers if not _changes_nothing(answer, answers, lexicon, draft)]
    for text, tone, but in _sentences(shown, draft, whole=whole):
        yield f"{_BUT if but else ''}{text}", tone


def _sentences(shown: list[Answer], draft: Instrument, *, whole: bool) -> Iterator[tuple[str, str, bool]]:
    """Yield sentences with their tones, and whether each forbids what one before it asks for.

    Provisions that say the same in other cases are counted behind the first; with ``whole``, each is a sentence.
    """
    lexicon = draft.lexicon
    ordered = sorted(shown, key=lambda answer: _rank(answer, shown, lexicon, draft))
    steps = {id(answer): stage_of(lexicon, answer.norm) for answer in ordered}
    by = groupby(_together(ordered, steps), key=lambda answer: (answer.modal, _what(answer, draft), steps[id(answer)]))
    for (_, _, step), group in by:
        same = list(group)
        but = same[0].modal == MUST_NOT and forbids_a_duty(lexicon, same[0], tuple(shown))
        for told in _by_case(same) if whole else [same]:
            text, tone = _sentence(told, draft, lexicon)
            yield f"{f'{step}, ' if step else ''}{text}", tone, but


def _by_case(answers: list[Answer]) -> list[list[Answer]]:
    """Return answers with those that hold in the same cases together."""
    found: dict[object, list[Answer]] = {}
    for one in answers:
        found.setdefault((one.when, one.because, one.note), []).append(one)
    return list(found.values())


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
            and other.owed
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


def _idle(several: Sequence[Asked], party: str, draft: Instrument, *, whole: bool) -> list[tuple[str, str]]:
    """Return what is said of the provisions that change nothing for a party: each of them, or how many they are."""
    idle: dict[tuple[str, int, str], Answer] = {}
    told = set()
    for found in several:
        answers = [answer for answer in found.answers if answer.party == party]
        for answer in answers:
            key = (answer.text.name, answer.norm.span.start, answer.modal)
            if _changes_nothing(answer, answers, draft.lexicon, draft):
                idle.setdefault(key, answer)
            else:
                told.add(key)
    left = [answer for key, answer in idle.items() if key not in told]
    if not left:
        return []
    if whole:
        texts = (text for one in left for text, *_ in _sentences([one], draft, whole=True))
        return [(f"(changes nothing here) {text}", FAINT) for text in texts]
    number = len(left)
    count = "1 more provision changes nothing" if number == 1 else f"{number} more provisions change nothing"
    return [(f"({count} here)", FAINT)]


def _sentence(group: list[Answer], draft: Instrument, lexicon: Lexicon) -> tuple[str, str]:
    """Return one sentence for answers that say the same, with the provisions, and when it holds."""
    first, *others = group
    same = [one for one in others if one.when == first.when and one.because == first.because and one.note == first.note]
    more = len(others) - len(same)
    cited = listed(dict.fromkeys(_cited(one, draft) for one in (first, *same)))
    modal = first.modal if first.owed else Modality.NEED_NOT.value
    said = f"{modal} {_what(first, draft)}".strip()
    when = f", {first.when}" if first.when else f", because {listed(first.because)}" if first.because else ""
    text = f"{said}: {cited}{when}"
    if first.depends and not first.when:
        text += f", depending on {listed(first.depends)}"
    if first.note:
        words, _, meaning = first.note.partition(": ")
        text += f" ({meaning if meaning and words in said else first.note})"
    if more:
        verb = "forbid" if first.modal == MUST_NOT else "permit" if first.modal == MAY else "ask for"
        text += f"; {more} more {'provision' if more == 1 else 'provisions'} {_agreed(verb, more)} it in other cases"
    if first.unheld is not None:
        text += f" ({NOT_KNOWN} whether its law allows this: {no_law(lexicon, first.unheld)} is held)"
    tone = DOUBTFUL if first.depends else GOOD if first.modal == SHALL else BAD if first.modal == MUST_NOT else ""
    return text, tone if first.owed else FAINT


def _agreed(verb: str, number: int) -> str:
    """Return a verb as it goes with a number of provisions: one asks for it, two ask for it."""
    first, _, rest = verb.partition(" ")
    return f"{first}s {rest}".strip() if number == 1 else verb


def _what(answer: Answer, draft: Instrument) -> str:
    """Return what is to be done: in the draft's own words where they open with the act itself."""
    if not answer.modal:
        return _spoken(answer.told, draft)
    own = re.split(r" (?:notwithstanding|subject to) ", answer.told)[0]
    words = own.removeprefix(f"{answer.modal} ")
    if answer.text.name == draft.name and words != own and words.split(" ")[0] == answer.act:
        how = words.removeprefix(answer.act)
        return _spoken(_merged(_wording(draft, answer.act), how), draft)
    return says(draft.lexicon, answer.act)


def _merged(wording: str, how: str) -> str:
    """Return the wording of an act with what a sentence adds; what both say, it says once: *on the attacker*."""
    said, added = wording.split(" "), how.split()
    common = next((n for n in range(len(added), 0, -1) if said[-n:] == added[:n]), 0)
    return " ".join((*said, *added[common:]))


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


def _open(several: Sequence[Asked], *, whole: bool) -> Iterator[Paragraph]:
    """Yield what else decides as questions, and what was taken as usual, under any choice of options."""
    if several[0].nobody:
        yield Paragraph("", ((f"{NOT_KNOWN} who held the place on {several[0].day}", DOUBTFUL),))
    questions = {key: found.questions.get(key, key) for found in several for key in found.open}
    asked = [(questions[key], "") for key in questions]
    if asked:
        shown = len(asked) if whole else QUESTIONS
        rest = len(asked) - shown
        more = [(f"and {rest} more that {'decides' if rest == 1 else 'decide'} less", FAINT)] if rest > 0 else []
        yield Paragraph("What else decides, the most decisive first", (*asked[:shown], *more))
    usual = dict.fromkeys(
        found.clauses[key][holds] for found in several for key, holds in found.assumed if key in found.clauses
    )
    if usual:
        yield Paragraph("Taken as usual", (("; ".join(usual), FAINT),))
