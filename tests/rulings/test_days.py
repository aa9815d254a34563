"""Who is bound on which day: the day before a limit and the day on which it falls, for each form that sets one.

Rulings 7, 12, 29, 33, 43 and 69; of three parties Kenya is attacked, unless no event is named.
"""

from __future__ import annotations

import pytest

from tests.rulings.asked import HEAD, HELP, ON_LAND, scene, told_wrong, treaty
from tests.rulings.cases import law

TWO = "Chile, Kenya from 1990-01-01; party Samoa {}"
SAMOA = ("Samoa shall assist", "Samoa not bound to assist")
TALKS, QUIET = ("Samoa shall consult", "Samoa not bound"), ""
LEAP = "status in-force from 2004-02-29; excerpt; languages en;"


def protocol(says: str, day: str = "1995-01-01", name: str = "P", until: str = "") -> str:
    """Return a protocol to the treaty, in force from a day, without parties of its own."""
    days = f"{day} until {until}" if until else day
    return f'protocol {name} "Protocol {name}" amends T {{ status in-force from {days}; languages en; {says} }}\n'


def _party(line: str) -> str:
    return treaty(HELP, party=TWO.format(line))


def _says(sentence: str, head: str = HEAD, since: str = "1990-01-01") -> str:
    return treaty(f"article 1 as one {{ {sentence}; }}", head=head, party=f"Chile, Kenya, Samoa from {since}")


Answers = dict[str, bool]
FORMS: dict[str, tuple[str, tuple[str, str], str, Answers]] = {
    # what is written, what is expected while it binds and while it does not, the event, whether it binds on which day
    "from": (_party("from 1995-03-01"), SAMOA, ON_LAND, {"1995-02-28": False, "1995-03-01": True}),
    "ratified": (
        _party("signed 1989-01-01 ratified 1996-01-01"), SAMOA, ON_LAND, {"1995-12-31": False, "1996-01-01": True},
    ),
    "withdrawn": (
        _party("from 1990-01-01 withdrawn 2001-01-01"), SAMOA, ON_LAND, {"2000-12-31": True, "2001-01-01": False},
    ),
    "suspended": (
        _party("from 1990-01-01 suspended 2001-01-01"), SAMOA, ON_LAND, {"2000-12-31": True, "2001-01-01": False},
    ),
    "twice a party": (
        _party("from 1990-01-01 until 1995-01-01; party Samoa from 2000-01-01"), SAMOA, ON_LAND,
        {"1994-12-31": True, "1997-01-01": False, "2000-01-01": True},
    ),
    "in force until": (
        treaty(HELP, head="status in-force from 1992-01-01 until 2000-01-01; excerpt; languages en;"), SAMOA, ON_LAND,
        {"1991-12-31": False, "1992-01-01": True, "1999-12-31": True, "2000-01-01": False},
    ),
    "terminated from until": (
        treaty(HELP, head="status terminated from 1990-01-01 until 1995-01-01; excerpt; languages en;",
               party="Chile, Kenya, Samoa"), SAMOA, ON_LAND,
        {"1989-12-31": False, "1994-12-31": True, "1995-01-01": False},
    ),
    "terminated on": (
        treaty(HELP, head="status terminated on 1995-01-01; in-force from 1990-01-01; excerpt; languages en;"),
        SAMOA, ON_LAND, {"1994-12-31": True, "1995-01-01": False},
    ),
    "duration from a leap day": (
        treaty(HELP + "final-clauses { duration 1 year; }", head=LEAP, party="Chile, Kenya, Samoa from 2004-02-29"),
        SAMOA, ON_LAND, {"2005-02-27": True, "2005-02-28": False},
    ),
    "termination on": (
        treaty(HELP + "final-clauses { termination on 2001-01-01; }"), SAMOA, ON_LAND,
        {"2000-12-31": True, "2001-01-01": False},
    ),
    "after a period": (
        _says("after 5 years the parties shall consult"), TALKS, QUIET, {"1994-12-31": False, "1995-01-01": True},
    ),
    "a period from the end of a month": (
        _says("after 1 month the parties shall consult", "status in-force from 2003-01-31; excerpt; languages en;",
              "2003-01-31"), TALKS, QUIET, {"2003-02-27": False, "2003-02-28": True},
    ),
    "for a period": (
        _says("no party shall deploy for 5 years"), ("Samoa shall not deploy", "Samoa may deploy"), QUIET,
        {"1994-12-31": True, "1995-01-01": False},
    ),
    "within a period": (
        _says("no party shall deploy within 5 years"), ("Samoa shall not deploy", "Samoa may deploy"), QUIET,
        {"1995-01-01": True, "1995-01-02": False},
    ),
    "from and until a day": (
        _says("the parties shall consult from 1994-01-01 until 1995-01-01"), TALKS, QUIET,
        {"1993-12-31": False, "1994-01-01": True, "1994-12-31": True, "1995-01-01": False},
    ),
    "on a day": (
        _says("the parties shall consult on 1995-01-01"), TALKS, QUIET,
        {"1994-12-31": False, "1995-01-01": True, "1995-01-02": False},
    ),
    "a trigger from a day": (
        _says("when armed-attack on any party from 1995-01-01 the parties shall consult"), TALKS, ON_LAND,
        {"1994-12-31": False, "1995-01-01": True},
    ),
    "an area from a day": (
        treaty("area Zone from 1995-01-01 = territory of Kenya; "
               "article 1 { when armed-attack on any party in Zone the parties shall consult; }"), TALKS, ON_LAND,
        {"1994-12-31": False, "1995-01-01": True},
    ),
    "a group in two versions": (
        treaty("group Some from 1990-01-01 until 1995-01-01 = Samoa plus Chile; group Some from 1995-01-01 = Chile; "
               "article 1 { when armed-attack on any party each of Some shall consult; }"), TALKS, ON_LAND,
        {"1994-12-31": True, "1995-01-01": False},
    ),
    "need not until": (
        treaty(HELP + "article 2 { Samoa need not assist until 1995-01-01; }"),
        ("Samoa need not assist", "Samoa shall assist"), ON_LAND, {"1994-12-31": True, "1995-01-01": False},
    ),
    "a law until": (
        'law L "L" of Chile { rank statute; in-force from 1990-01-01 until 1995-01-01; '
        "article 1 { Chile shall not assist; } }" + treaty(HELP), ("conflict for Chile", "no conflict for Chile"),
        ON_LAND, {"1994-12-31": True, "1995-01-01": False},
    ),
    "another treaty that ended": (
        treaty("article 1 { Chile shall not assist; }", name="Old",
               head="status terminated from 1990-01-01 until 1995-01-01; excerpt; languages en;") + treaty(HELP),
        ("contradiction for Chile", "no contradiction for Chile"), ON_LAND, {"1994-12-31": True, "1995-01-01": False},
    ),
    "another treaty that a party left": (
        treaty("article 1 { no party shall assist; }", name="Old",
               party="Chile, Fiji from 1990-01-01; party Samoa from 1990-01-01 withdrawn 1995-01-01") + treaty(HELP),
        ("Samoa shall not assist", "Samoa may assist"), ON_LAND, {"1994-12-31": True, "1995-01-01": False},
    ),
    "69 what a protocol takes out": (
        treaty(HELP) + protocol("delete @help;"), SAMOA, ON_LAND, {"1994-12-31": True, "1995-01-01": False},
    ),
    "69 what a protocol puts in": (
        treaty(HELP) + protocol('insert after @help article "More" as more { no party shall deploy; }'),
        ("Samoa shall not deploy", "Samoa may deploy"), ON_LAND, {"1994-12-31": False, "1995-01-01": True},
    ),
    "69 a paragraph that a protocol takes out": (
        treaty('article 1 "Help" as help { 1 { when armed-attack on any party each other party shall assist; } '
               "2 { the parties shall report; } }") + protocol("delete @help.1;"), SAMOA, ON_LAND,
        {"1994-12-31": True, "1995-01-01": False},
    ),
    "69 an area that a protocol draws anew": (
        treaty("area Zone = territory of Kenya; "
               "article 1 { when armed-attack on any party in Zone each other party shall assist; }")
        + protocol("replace @Zone area Zone = territory of Chile;"), SAMOA, ON_LAND,
        {"1994-12-31": True, "1995-01-01": False},
    ),
    "69 where a protocol lets an article not apply": (
        treaty(HELP) + protocol('insert after @help article "Not" as none { @help does not apply to Samoa; }'), SAMOA,
        ON_LAND, {"1994-12-31": True, "1995-01-01": False},
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_day_before_and_the_day(form: str) -> None:
    text, (so, otherwise), event, days = FORMS[form]
    scenes = (scene(so if binds else otherwise, day, event) for day, binds in days.items())
    assert told_wrong(text + "".join(scenes)) == []


def test_ruling_69_protocols_follow_each_other_in_time() -> None:
    """Between two protocols the treaty reads as the first made it."""
    new = 'replace @help article "Help" as help {{ when armed-attack on any party each other party shall {}; }}'
    text = treaty(HELP) + protocol(new.format("consult")) + protocol(new.format("sanction"), "2000-01-01", "Q")
    text += scene("Chile shall assist", "1994-12-31")
    text += scene("Chile shall consult; Chile need not assist", "1999-12-31")
    text += scene("Chile shall sanction; Chile need not consult", "2000-01-01")
    assert told_wrong(text) == []


ENDING = {
    "what it put in": (
        'insert after @help article "More" as more { no party shall deploy; }',
        "shall not deploy",
        "may deploy",
    ),
    "what it took out": ("delete @help;", "not bound to assist", "shall assist"),
    "what it replaced": (
        'replace @help article "Help" as help { when armed-attack on any party each other party shall consult; }',
        "shall consult",
        "shall assist",
    ),
    "an area": ("replace @Zone area Zone = territory of Chile;", "not bound to assist", "shall assist"),
    "where an article applies": (
        'insert after @help article "Not" as none { @help does not apply to Samoa; }',
        "not bound to assist",
        "shall assist",
    ),
}


@pytest.mark.parametrize("form", ENDING)
def test_ruling_75_when_a_protocol_ends_the_treaty_reads_as_it_did(form: str) -> None:
    """On its last day a protocol still counts; on the day of its end what it took out is back, for all later days."""
    says, within, without = ENDING[form]
    article = 'article 1 "Help" as help { when armed-attack on any party in Zone each other party shall assist; }'
    text = treaty(f"area Zone = territory of Kenya; {article} ") + protocol(says, until="2000-01-01")
    days = {
        "1994-12-31": without,
        "1995-01-01": within,
        "1999-12-31": within,
        "2000-01-01": without,
        "2020-01-01": without,
    }
    assert told_wrong(text + "".join(scene(f"Samoa {said}", day, ON_LAND) for day, said in days.items())) == []


def test_ruling_75_two_protocols_end_each_on_its_day() -> None:
    new = 'replace @help article "Help" as help {{ when armed-attack on any party each other party shall {}; }}'
    text = treaty(HELP) + protocol(new.format("consult"), until="2005-01-01")
    text += protocol(new.format("sanction"), "2000-01-01", "Q", until="2010-01-01")
    for day, act in (
        ("1999-12-31", "consult"),
        ("2000-01-01", "sanction"),
        ("2005-01-01", "sanction"),
        ("2010-01-01", "assist"),
    ):
        text += scene(f"Chile shall {act}", day)
    assert told_wrong(text) == []


def test_a_reservation_ends_with_the_membership_of_its_maker() -> None:
    text = treaty(
        HELP + 'reservation "R" by Samoa on ratification to @help { Samoa need not assist; }',
        party=TWO.format("from 1990-01-01 until 1995-01-01"),
    )
    text += scene("Samoa need not assist", "1994-12-31") + scene("Samoa not bound", "1995-01-01")
    assert told_wrong(law("Samoa shall not declare-war;", of="Samoa") + text) == []
