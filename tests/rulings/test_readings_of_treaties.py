"""Ruling 87: which reading of an article of a treaty counts where none prevails, and what is told of the others."""

from __future__ import annotations

import pytest

from tests.rulings.asked import scene, told_wrong, treaty
from tests.rulings.cases import case_of

BAN = "no party shall deploy in territory of any other party;"
FORBIDDEN, FREE = (f"Chile {modal} deploy in territory of Kenya" for modal in ("shall not", "may"))


def article(*readings: str) -> str:
    """Return an article of so many readings: each the words after its name, and what it says in braces."""
    return 'article 1 "A" as a { ' + " ".join(f'reading r{n} "r{n}" {one}' for n, one in enumerate(readings)) + " }"


READ: dict[str, tuple[tuple[str, ...], str]] = {
    "one that nobody contests": ((f"{{ {BAN} }}",), FORBIDDEN),
    "one that is only proposed": ((f"proposed {{ {BAN} }}",), FREE),
    "one that has ended": ((f"from 1990-01-01 until 1999-01-01 {{ {BAN} }}",), FREE),
    "one that has not begun": ((f"from 2001-01-01 {{ {BAN} }}",), FREE),
    "two that say the same": ((f"{{ {BAN} }}", f"{{ {BAN} each party shall sanction; }}"), FORBIDDEN),
    "two, the other forbids it everywhere": ((f"{{ {BAN} }}", "{ no party shall deploy; }"), FORBIDDEN),
    "two, the other allows it": ((f"{{ {BAN} }}", "{ each party may deploy in territory of any other party; }"), FREE),
    "two, the other has ended": (
        (f"{{ {BAN} }}", "from 1990-01-01 until 1999-01-01 { each party may deploy; }"),
        FORBIDDEN,
    ),
    "two, the other is only proposed": ((f"{{ {BAN} }}", "proposed { each party may deploy; }"), FORBIDDEN),
    "two, the other prevails": ((f"{{ {BAN} }}", "prevailing { each party may deploy; }"), FREE),
}


@pytest.mark.parametrize("name", READ)
def test_ruling_87_a_ban_counts_where_all_readings_that_are_held_share_it(name: str) -> None:
    """A single reading that is held counts; of several what all say; of what is proposed nothing."""
    readings, expected = READ[name]
    assert not told_wrong(treaty(article(*readings)) + scene(expected, event=""))


def test_of_a_ban_with_an_exception_and_one_without_the_former_is_shared() -> None:
    """What all forbid is what the narrowest of them forbids."""
    text = treaty(article(f"{{ {BAN} }}", f"{{ {BAN[:-1]} unless request of the host; }}"))
    assert not told_wrong(text + scene(FORBIDDEN, "2000-01-01", "", "not request of the host"))
    assert not told_wrong(text + scene(FREE, "2000-01-01", "", "request of the host"))


def test_a_duty_counts_where_every_reading_asks_for_it_or_for_a_kind_of_it() -> None:
    """Whoever has to assist by supplies has to assist; whoever may only consult does not."""
    asked = "when armed-attack on any party each other party shall {};"
    for acts, owed in ((("assist", "support-logistics"), True), (("assist", "consult"), False)):
        text = treaty(article(*(f"{{ {asked.format(act)} }}" for act in acts)))
        expected = "Chile shall assist" if owed else "Chile not bound to assist"
        assert not told_wrong(text + scene(expected)), acts


def test_what_frees_or_deems_counts_in_a_reading_that_prevails_alone() -> None:
    """What a reading that few hold permits, waives or lets apply does not count, and a note says so."""
    base = 'article 2 "B" as b { no party shall deploy in territory of any other party; each party shall consult; }'
    freed = {
        "each party may deploy in territory of any other party notwithstanding @b;": (FORBIDDEN, FREE),
        "no party need consult;": ("Chile shall consult", "Chile need not consult"),
        "@b does not apply to Chile;": (FORBIDDEN, FREE),
    }
    for says, (bound, free) in freed.items():
        for standing, expected in (("", bound), ("prevailing ", free), ("proposed ", bound)):
            text = treaty(article(f"{standing}{{ {says} }}") + base)
            assert not told_wrong(text + scene(expected, event="")), (standing, says)
            assert bool(case_of(text, draft="T").found("contested-reading")) == (expected == bound)


def test_what_counts_on_no_day_is_told_with_the_reason() -> None:
    """No sentence of a reading is silent without a note; none that counts has one."""
    notes = {
        f"proposed {{ {BAN} }}": "only proposed",
        f'{{ {BAN} }} reading later "o" {{ each party shall consult; }}': "the others do not say the same",
        f'{{ {BAN} }} reading later "o" prevailing {{ each party shall consult; }}': "`later` prevails",
        f"{{ {BAN} }}": "",
    }
    for read, why in notes.items():
        found = case_of(treaty(article(read)), draft="T").found("contested-reading")
        assert bool(found) == bool(why), read
        assert all(why in one.message for one in found)


def test_what_a_contested_reading_of_another_treaty_would_forbid_is_told() -> None:
    """A treaty that binds a party, read as some read it, forbids what the draft asks: a note and no error."""
    other = article(f"{{ {BAN} }}", "{ each party may deploy in territory of any other party; }")
    draft = treaty("article 1 { each party shall deploy in territory of any other party; }", head="")
    case = case_of(draft + treaty(other, "Other"), draft="T")
    notes = case.found("contested-reading")
    assert any("Treaty Other would forbid if it is read as `r0`" in one.message for one in notes)
    assert not case.found("treaty-contradiction")
    settled = case_of(draft + treaty(article(f"{{ {BAN} }}"), "Other"), draft="T")
    assert settled.found("treaty-contradiction") and not settled.found("contested-reading")
