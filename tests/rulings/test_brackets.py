"""Rulings 80 and 86: an option that is chosen says what it would say written out; what is open counts for nobody."""

from __future__ import annotations

import pytest

from tests.compare.pairs import difference, draft
from treatylang.api import pact as api
from treatylang.api.pact import Pact
from treatylang.compare.changes import SUBSTANTIVE
from treatylang.workspace.trouble import NoVerdict

TEXT = """
treaty Bay "Treaty on the Security of the Bay" {
  drawn-up at "Accra" on 2027-01-01;
  party Ghana, Togo;
  bracket roster {
    option A by Ghana {
      party Benin;
      article "Aid" as aid { when armed-attack on any party each other party shall assist; }
    }
    option B by Togo {
      party Benin invited;
      article "Aid" as aid { when armed-attack on any party each other party shall consult; }
    }
  }
  bracket grave-harm {
    option A by Ghana {
      circumstance grave "the harm is grave";
      council "Board" as board { members each party; decides by consensus; }
    }
    option B by Togo {
      circumstance grave "the harm will last";
      council "Board" as board { members each party; decides by majority of members; }
    }
  }
  article "Talks" as talks { when armed-attack on any party the parties shall consult each other if grave; }
}
"""


def chosen(**options: str) -> Pact:
    return api.read(TEXT).supposing(options={name.replace("_", "-"): option for name, option in options.items()})


def test_ruling_80_parties_are_those_of_the_chosen_option() -> None:
    assert chosen(roster="A", grave_harm="A").parties == ("Ghana", "Togo", "Benin")
    assert chosen(roster="B", grave_harm="A").parties == ("Ghana", "Togo")
    helpers = {
        (row["helper"], row["act"])
        for table in chosen(roster="A", grave_harm="A").guarantees().tables
        for row in table.records
        if row.get("act")
    }
    assert ("Benin", "assist") in helpers


def test_ruling_80_a_body_decides_as_the_chosen_option_says() -> None:
    blocking = {}
    for option in "AB":
        (first, *_) = chosen(roster="A", grave_harm=option).decisions().tables
        blocking[option] = {row["rule"] for row in first.records}
    assert blocking == {"A": {"by consensus"}, "B": {"by majority of members"}}


def test_ruling_80_two_options_may_use_one_name_for_two_circumstances() -> None:
    """With an option there is one; without, the name could be either, and that is an error with the way out."""
    for option in "AB":
        assert not [one for one in chosen(roster="A", grave_harm=option).check() if one.rule == "duplicate-label"]
    (told,) = [one for one in api.read(TEXT).check() if one.rule == "duplicate-label"]
    assert "--option" in told.help[0]


def test_ruling_80_what_is_open_is_told() -> None:
    read = api.read(TEXT)
    assert read.parties == ("Ghana", "Togo")
    told = [one.message for one in read.check() if one.rule == "open-bracket"]
    assert len(told) == 2
    assert any("`roster`" in message and "parties" in message for message in told)
    assert any("`roster`" in one and "`grave-harm`" in one for one in read.remarks)
    assert chosen(roster="A", grave_harm="B").remarks == ()


@pytest.mark.parametrize(("name", "option"), [("roster", "C"), ("rosters", "A")])
def test_ruling_80_an_option_that_is_not_there_is_refused(name: str, option: str) -> None:
    with pytest.raises(NoVerdict):
        api.read(TEXT).supposing(options={name: option})


def test_ruling_86_what_an_option_says_of_parties_is_compared_under_that_option() -> None:
    def text(parties: str) -> str:
        return draft(
            "", parties=f"party Norway; bracket seats {{ option A {{ {parties} }} option B {{ party Iceland; }} }}"
        )

    (change,) = difference(text("party Finland;"), text("party Finland, Estonia;")).changes
    assert (change.level, change.under) == (SUBSTANTIVE, "under option A of `seats`")
    (settled, given_up, _) = difference(text("party Finland;"), draft("", parties="party Norway, Finland;")).changes
    assert "taken: option A" in settled.message and given_up.under == "against option B of `seats`"
