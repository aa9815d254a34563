"""What several treaties and own law together make of a duty, by hand: who is told what, because of which bans."""

from __future__ import annotations

import pytest

from tests.reasoning.treaties_text import frame_for
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.verdicts.contradiction import (
    Dilemma,
    DilemmaKind,
    alike,
    dilemmas,
    priority_circles,
    required,
)

GUARD = "when attack on any party each party shall guard"
"""A duty with two ways: to watch and to patrol."""


def treaty(name: str, *sentences: str, party: str = "Japan, Australia") -> str:
    """Return a treaty with an article for each sentence, labelled n1, n2 …; T is the draft."""
    dated = "" if name == "T" else "status in-force from 2005-01-01; "
    said = " ".join(f"article as n{number} {{ {one}; }}" for number, one in enumerate(sentences, 1))
    return f'treaty {name} "{name}" {{ {dated}drawn-up at "Rome" on 2010-01-01; party {party}; {said} }}\n'


def law(*sentences: str, of: str = "Japan", rank: str = "constitution") -> str:
    said = " ".join(one if one.endswith("}") else f"{one};" for one in sentences)
    return f'law L "Law" of {of} {{ rank {rank}; in-force from 1950-01-01; article 1 as only {{ {said} }} }}\n'


def shown(one: Dilemma) -> tuple[str, str, str, str]:
    """Return kind, bearer, duty and bans of a dilemma."""
    duty = f"{one.treaty.name}.{label(one.duty.norm.labels)}"
    bans = " ".join(sorted(f"{ban.law.name}.{label(ban.norm.labels)}" for ban in one.bans))
    return one.kind.value, one.duty.bearer, duty, bans


def label(labels: tuple[str, ...]) -> str:
    return next((one for one in labels if one[0] == "n" and one[1:].isdigit()), "only")


def of_japan(*texts: str) -> set[tuple[str, ...]]:
    return {
        (kind, duty, bans) for kind, bearer, duty, bans in map(shown, dilemmas(frame_for("".join(texts)), ("Japan",)))
    }


CONTRADICTED = "contradiction"
TOGETHER = "impossible together"
DISPLACED = "displaced"
CASES: dict[str, tuple[tuple[str, ...], set[tuple[str, str, str]]]] = {
    "a ban of the draft and one of another treaty take each way of a duty of a third": (
        (treaty("U", GUARD), treaty("V", "no party shall patrol"), treaty("T", "no party shall watch")),
        {(CONTRADICTED, "U.n1", "T.n1 V.n1")},
    ),
    "one way is left": ((treaty("U", GUARD), treaty("T", "no party shall watch")), set()),
    "what needs no sentence of the draft is none of its dilemmas": (
        (treaty("U", GUARD), treaty("V", "no party shall guard"), treaty("T", "no party shall watch")),
        set(),
    ),
    "bans that are not needed are not told": (
        (treaty("U", "no party shall watch"), treaty("T", GUARD, "no party shall guard")),
        {(CONTRADICTED, "T.n1", "T.n2")},
    ),
    "of two that each suffice one is told": (
        (treaty("U", "no party shall guard"), treaty("V", "no party shall guard"), treaty("T", GUARD)),
        {(CONTRADICTED, "T.n1", "V.n1")},
    ),
    "a ban on somebody else forbids nothing": ((treaty("U", "Australia shall not guard"), treaty("T", GUARD)), set()),
    "a treaty of others forbids nothing": (
        (treaty("U", "no party shall guard", party="Australia, India"), treaty("T", GUARD)),
        set(),
    ),
    "a ban that yields is none": (
        (treaty("U", "no party shall guard"), treaty("T", GUARD, "@n1 prevails over U")),
        set(),
    ),
    "a ban that prevails displaces": (
        (treaty("U", "no party shall guard"), treaty("T", GUARD, "U prevails over @n1")),
        {(DISPLACED, "T.n1", "U.n1")},
    ),
    "one that yields and one that does not": (
        (treaty("U", "no party shall guard"), treaty("T", GUARD, "no party shall watch", "@n1 prevails over U")),
        set(),
    ),
    "one ban prevails and another takes the way that is left": (
        (
            treaty("U", "no party shall watch"),
            treaty("V", "no party shall patrol"),
            treaty("T", GUARD, "U prevails over @n1"),
        ),
        {(CONTRADICTED, "T.n1", "U.n1 V.n1")},
    ),
    "the same where the duty yields to the one": (
        (
            treaty("U", "no party shall watch"),
            treaty("V", "no party shall patrol"),
            treaty("T", GUARD, "@n1 yields to U"),
        ),
        {(CONTRADICTED, "T.n1", "U.n1 V.n1")},
    ),
    "law takes one way, a treaty the other": (
        (law("Japan shall not watch"), treaty("U", "no party shall patrol"), treaty("T", GUARD)),
        {(TOGETHER, "T.n1", "L.only U.n1")},
    ),
    "the same where the duty is that of another treaty": (
        (law("Japan shall not watch"), treaty("U", GUARD), treaty("T", "no party shall patrol")),
        {(TOGETHER, "U.n1", "L.only T.n1")},
    ),
    "declared policy joins no treaty": (
        (law("Japan shall not watch", rank="policy"), treaty("U", "no party shall patrol"), treaty("T", GUARD)),
        set(),
    ),
    "what law alone forbids is told of the law": (
        (law("Japan shall not guard"), treaty("U", "no party shall patrol"), treaty("T", GUARD)),
        set(),
    ),
    "what treaties alone forbid is told of them": (
        (law("Japan shall not watch"), treaty("U", "no party shall guard"), treaty("T", GUARD)),
        {(CONTRADICTED, "T.n1", "U.n1")},
    ),
    "law of another state joins no treaty": (
        (law("Australia shall not watch", of="Australia"), treaty("U", "no party shall patrol"), treaty("T", GUARD)),
        set(),
    ),
    "law that never bites where the duty is owed": (
        (law("Japan shall not watch if cloud and not cloud"), treaty("U", "no party shall patrol"), treaty("T", GUARD)),
        set(),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_told_of_a_duty_and_because_of_what(name: str) -> None:
    texts, expected = CASES[name]
    assert of_japan(*texts) == expected


def test_who_is_asked_about_is_told_and_nobody_else() -> None:
    frame = frame_for(treaty("U", "no party shall guard") + treaty("T", GUARD))
    both = {(CONTRADICTED, state, "T.n1", "U.n1") for state in ("Japan", "Australia")}
    assert set(map(shown, dilemmas(frame))) == both
    assert set(map(shown, dilemmas(frame, ("Japan",)))) == {one for one in both if one[1] == "Japan"}
    assert not dilemmas(frame, ())
    [(first, who)] = alike(dilemmas(frame), DilemmaKind.CONTRADICTION)
    assert first.duty.bearer == who[0]
    assert set(who) == {"Japan", "Australia"}
    assert not list(alike(dilemmas(frame), DilemmaKind.DISPLACED))


OPTIONS = "bracket b {{ option A {}; option B each party shall talk; }}"


def under(one: Dilemma) -> set[str]:
    return {choice.option for choice in one.choices}


def test_a_dilemma_names_the_options_on_which_it_rests() -> None:
    duty = f'treaty T "T" {{ party Japan, Australia; article as n1 {{ {OPTIONS.format(GUARD)} }} }}'
    [mine] = dilemmas(frame_for(treaty("U", "no party shall guard") + duty), ("Japan",))
    assert under(mine) == {"A"}
    ban = f'treaty T "T" {{ party Japan, Australia; article as n1 {{ {OPTIONS.format("no party shall guard")} }} }}'
    [theirs] = dilemmas(frame_for(treaty("U", GUARD) + ban), ("Japan",))
    assert under(theirs) == {"A"}
    neither = f"{{ {OPTIONS.format('each party shall supply')} }}"
    beside = f'treaty T "T" {{ party Japan, Australia; article as n1 {{ {GUARD}; }} article as n2 {neither} }}'
    [always] = dilemmas(frame_for(treaty("U", "no party shall guard") + beside), ("Japan",))
    assert under(always) == set()


def test_bans_of_two_options_are_two_dilemmas() -> None:
    """Each is told under its own option, although both forbid the same duty wherever it is owed."""
    either = "bracket b { option A no party shall guard; option B no party shall help; }"
    draft = f'treaty T "T" {{ party Japan, Australia; article as n1 {{ {either} }} }}'
    found = dilemmas(frame_for(treaty("U", GUARD) + draft), ("Japan",))
    assert {(one.bans[0].norm.acts, *under(one)) for one in found} == {(("guard",), "A"), (("help",), "B")}


# -- what own law asks for -----------------------------------------------------------------------------------------

READ = "reading old {{ {0}; }} reading new from 2005-01-01 prevailing {{ {1}; }}"
ASKED: dict[str, tuple[tuple[str, ...], bool]] = {
    "law asks for what the draft forbids": ((law("Japan shall guard"), treaty("T", "no party shall guard")), True),
    "one way is left": ((law("Japan shall guard"), treaty("T", "no party shall watch")), False),
    "each way is taken by a sentence of its own": (
        (law("Japan shall guard"), treaty("T", "no party shall watch", "no party shall patrol")),
        True,
    ),
    "another treaty forbids it, not the draft": (
        (law("Japan shall guard"), treaty("U", "no party shall guard"), treaty("T", "each party shall talk")),
        False,
    ),
    "the draft takes one way, another treaty the other": (
        (law("Japan shall guard"), treaty("U", "no party shall patrol"), treaty("T", "no party shall watch")),
        False,
    ),
    "law that lets asks for nothing": ((law("Japan may guard"), treaty("T", "no party shall guard")), False),
    "law that forbids asks for nothing": ((law("Japan shall not guard"), treaty("T", "no party shall guard")), False),
    "policy asks for nothing": ((law("Japan shall guard", rank="policy"), treaty("T", "no party shall guard")), False),
    "law of somebody else": ((law("India shall guard", of="India"), treaty("T", "no party shall guard")), False),
    "a ban on somebody else": ((law("Japan shall guard"), treaty("T", "Australia shall not guard")), False),
    "law that never speaks": (
        (law("Japan shall guard if cloud and not cloud"), treaty("T", "no party shall guard")),
        False,
    ),
    "the reading that prevails": (
        (law(READ.format("Japan shall talk", "Japan shall guard")), treaty("T", "no party shall guard")),
        True,
    ),
    "a reading that does not": (
        (law(READ.format("Japan shall guard", "Japan shall talk")), treaty("T", "no party shall guard")),
        False,
    ),
}


def asked(frame: Frame) -> list[Dilemma]:
    return list(required(frame, "Japan"))


@pytest.mark.parametrize("name", ASKED)
def test_own_law_may_ask_for_what_the_draft_forbids(name: str) -> None:
    texts, told = ASKED[name]
    assert [one.kind for one in asked(frame_for("".join(texts)))] == [DilemmaKind.REQUIRED] * told


# -- the later of two treaties -------------------------------------------------------------------------------------


def dated(name: str, day: str, *sentences: str, party: str = "Japan, Australia") -> str:
    """Return a treaty that was made on another day than 2010-01-01; on none where there is none."""
    made = f'drawn-up at "Rome" on {day}; ' if day else ""
    return treaty(name, *sentences, party=party).replace('drawn-up at "Rome" on 2010-01-01; ', made)


BY_TIME = "later-treaty prevails over earlier-treaty"
BAN = "no party shall guard"
LATER: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "nothing is said": ((dated("U", "2008-01-01", BAN), treaty("T", GUARD)), {CONTRADICTED}),
    "the duty is later": ((dated("U", "2008-01-01", BAN), treaty("T", GUARD, BY_TIME)), set()),
    "the ban is later": ((dated("U", "2012-01-01", BAN), treaty("T", GUARD, BY_TIME)), {DISPLACED}),
    "of one day": ((treaty("U", BAN), treaty("T", GUARD, BY_TIME)), {CONTRADICTED}),
    "a third treaty says so": (
        (dated("U", "2008-01-01", BAN), treaty("V", BY_TIME, party="Japan, India"), treaty("T", GUARD)),
        set(),
    ),
    "a treaty of others says so": (
        (dated("U", "2008-01-01", BAN), treaty("V", BY_TIME, party="Fiji, India"), treaty("T", GUARD)),
        {CONTRADICTED},
    ),
    "other parties": (
        (dated("U", "2008-01-01", BAN, party="Japan, India"), treaty("T", GUARD, BY_TIME)),
        {CONTRADICTED},
    ),
    "a party more": (
        (dated("U", "2008-01-01", BAN, party="Japan, Australia, India"), treaty("T", GUARD, BY_TIME)),
        {CONTRADICTED},
    ),
    "made on no day, in force since 2005": ((dated("U", "", BAN), treaty("T", GUARD, BY_TIME)), set()),
    "the texts say the contrary": (
        (dated("U", "2008-01-01", BAN), treaty("T", GUARD, BY_TIME, "U prevails over @n1")),
        {DISPLACED},
    ),
    "never": (
        (dated("U", "2008-01-01", BAN), treaty("T", GUARD, f"{BY_TIME} if cloud and not cloud")),
        {CONTRADICTED},
    ),
    "the earlier prevails": (
        (dated("U", "2008-01-01", BAN), treaty("T", GUARD, "earlier-treaty prevails over later-treaty")),
        {CONTRADICTED},
    ),
    "in one text the duty is not later than the ban": ((treaty("T", GUARD, BAN, BY_TIME),), {CONTRADICTED}),
}


@pytest.mark.parametrize("name", LATER)
def test_the_later_treaty_counts_where_a_text_says_so_and_the_parties_are_the_same(name: str) -> None:
    texts, expected = LATER[name]
    assert {kind for kind, _, _ in of_japan(*texts)} == expected


# -- circles of priority -------------------------------------------------------------------------------------------

CIRCLES: dict[str, tuple[tuple[str, ...], bool]] = {
    "each is said to prevail": (
        (treaty("U", "no party shall guard"), treaty("T", GUARD, "@n1 prevails over U", "U prevails over @n1")),
        True,
    ),
    "one is": ((treaty("U", "no party shall guard"), treaty("T", GUARD, "@n1 prevails over U")), False),
    "they do not meet": (
        (treaty("U", "no party shall talk"), treaty("T", GUARD, "@n1 prevails over U", "U prevails over @n1")),
        False,
    ),
    "a circle of others": (
        (
            treaty("U", "no party shall guard", "U prevails over V", "V prevails over U"),
            treaty("V", GUARD),
            treaty("T", "each party shall talk"),
        ),
        False,
    ),
    "a circle through a third": (
        (
            treaty("U", "no party shall guard"),
            treaty("V", "no party shall watch"),
            treaty("T", GUARD, "@n1 prevails over U", "U prevails over V", "V prevails over @n1"),
        ),
        True,
    ),
}


@pytest.mark.parametrize("name", CIRCLES)
def test_norms_that_prevail_over_each_other_are_told_once(name: str) -> None:
    texts, told = CIRCLES[name]
    found = list(priority_circles(frame_for("".join(texts)), "Japan"))
    assert bool(found) is told
    pairs = [frozenset((id(one), id(other))) for one, other, _ in found]
    assert len(pairs) == len(set(pairs))
    assert all("T" in (one.instrument, other.instrument) for one, other, _ in found)
