"""Ruling 72: what acts count as, for bans, duties and the laws of hosts, under each limit; each with a near miss."""

from __future__ import annotations

import pytest

from tests.rulings.asked import HELP, ON_LAND, scene, told_wrong, treaty
from tests.rulings.cases import law

NUCLEAR = "article 1 as ban { no party shall transfer-nuclear; } article 2 as more { no party shall possess-nuclear; } "
GROUP = "group Some = Chile plus Samoa; "
STATION = "station-nuclear-weapons"
Answers = tuple[tuple[str, str, str], ...]
"""What is expected, on which day, in which circumstances."""
DAY = "2000-01-01"

BANS: dict[str, Answers] = {
    f"{STATION} counts as transfer-nuclear": (
        (f"Chile shall not {STATION}", DAY, ""), ("Chile may host-bases", DAY, "")),
    f"{STATION} in territory of Samoa counts as transfer-nuclear": (
        (f"Chile shall not {STATION} in territory of Samoa", DAY, ""),
        (f"Chile may {STATION} in territory of Kenya", DAY, "")),
    f"{STATION} by any of Some counts as transfer-nuclear": (
        (f"Chile shall not {STATION}; Kenya may {STATION}", DAY, ""),),
    f"{STATION} counts as transfer-nuclear if emergency": (
        (f"Chile shall not {STATION}", DAY, "emergency"), (f"Chile may {STATION}", DAY, "not emergency")),
    f"{STATION} counts as transfer-nuclear from 2010-01-01": (
        (f"Chile shall not {STATION}", "2010-01-01", ""), (f"Chile may {STATION}", "2009-12-31", "")),
    f"{STATION} counts as transfer-nuclear for @ban": ((f"Chile shall not {STATION}", DAY, ""),),
    f"{STATION} counts as transfer-nuclear for @more": ((f"Chile may {STATION}", DAY, ""),),
}  # fmt: skip


@pytest.mark.parametrize("sentence", BANS)
def test_ruling_72_a_ban_reaches_what_counts_as_what_it_forbids(sentence: str) -> None:
    text = treaty(f"{GROUP} {NUCLEAR} article 9 as said {{ {sentence}; }}")
    assert told_wrong(text + "".join(scene(so, day, "", given) for so, day, given in BANS[sentence])) == []


@pytest.mark.parametrize(("reading", "expected"), [("prevailing", "conflict"), ("proposed", "no conflict")])
def test_a_reading_says_what_counts_only_where_it_governs(reading: str, expected: str) -> None:
    says = f'reading r "r" {reading} {{ sanction counts as declare-war; }}'
    text = law(f"article 1 as ban {{ Chile shall not declare-war; }} article 2 as said {{ {says} }}", of="Chile")
    text += treaty("article 1 { when armed-attack on any party each other party shall sanction; }")
    assert told_wrong(text + scene(f"{expected} for Chile")) == []


SPARED: dict[str, tuple[str, ...]] = {
    "give-aid does not count as assist": ("no conflict for Chile; Chile may give-aid; Chile shall not sanction",),
    "give-aid does not count as give-aid": ("conflict for Chile",),
    "give-medical-aid does not count as assist": ("Chile may give-medical-aid; Chile shall not sanction",),
    "sanction does not count as assist": ("conflict for Chile; Chile may sanction",),
    "give-aid does not count as meet-danger": ("no conflict for Chile",),
    "give-aid in territory of Samoa does not count as assist": (
        "Chile may give-aid in territory of Samoa; Chile shall not give-aid in territory of Ghana",
    ),
}


@pytest.mark.parametrize("sentence", SPARED)
def test_a_ban_leaves_what_does_not_count_as_what_it_forbids(sentence: str) -> None:
    text = law(f"article 1 as ban {{ Chile shall not assist; }} article 2 as said {{ {sentence}; }}", of="Chile")
    text += treaty("article 1 { when armed-attack on any party each other party shall give-aid; }")
    assert told_wrong(text + "".join(scene(so, DAY, ON_LAND) for so in SPARED[sentence])) == []


def test_what_counts_as_help_performs_a_duty_to_help() -> None:
    """Chile may not assist; where declaring war counts as assistance, it has a lawful way left."""
    text = law("Chile shall not assist;", of="Chile")
    text += treaty(HELP + "article 2 { declare-war counts as assist if emergency; }")
    text += scene("no conflict for Chile", DAY, ON_LAND, "emergency")
    text += scene("conflict for Chile", DAY, ON_LAND, "not emergency")
    assert told_wrong(text) == []


def test_means_are_part_of_what_counts() -> None:
    """Supplies with weapons count as a transfer of arms; supplies without do not."""
    banned = law(
        "article 1 as ban { Chile shall not transfer-arms; } "
        "article 2 as said { support-logistics with weapons counts as transfer-arms; }",
        of="Chile",
    )
    for duty, expected in (("with weapons", "conflict"), ("", "no conflict")):
        text = banned + treaty(f"article 1 {{ Chile shall support-logistics {duty}; }}")
        assert told_wrong(text + scene(f"{expected} for Chile", DAY, "")) == []


def test_the_law_of_a_host_says_what_counts_on_its_soil() -> None:
    text = law(
        "article 1 as ban { no state may station-nuclear-weapons in territory of Kenya; } "
        "article 2 as said { port-visit counts as station-nuclear-weapons; }",
        of="Kenya",
    )
    text += treaty("article 1 { Chile shall port-visit in territory of Kenya; }")
    assert told_wrong(text + scene("conflict for Kenya", DAY, "")) == []
