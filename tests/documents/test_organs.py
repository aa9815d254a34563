"""Organs in print: what a text sets up is introduced with an article, and several organs never share a name."""

from __future__ import annotations

import re

import pytest

import treatylang as tl

DRAFT = """
treaty Pact "Pact on Consultation" {{
  status draft;
  drawn-up at "Geneva" on 2026-11-22;
  languages en, fr;
  party Japan, Australia;
  {councils}
  article "Institutions" as institutions {{
    the parties shall establish {names};
    {first} shall plan-defence;
    each party shall assign-forces to {first};
  }}
}}
"""
COUNCIL = 'article "{0}" {{ council "{0}" as {1} {{ members each party; decides by {2}; }} }}'


def printed(language: str, *names: str, councils: str = "") -> str:
    quoted = [f'"{name}"' for name in names]
    text = DRAFT.format(names=", ".join(quoted), first=quoted[0], councils=councils)
    return " ".join(str(tl.read(text).render("text", language=language)).split())


@pytest.mark.parametrize(
    ("names", "introduced"),
    [
        (("Military Commission",), "a Military Commission"),
        (("Economic Council",), "an Economic Council"),
        (("Defence Council", "Air Staff"), "a Defence Council and an Air Staff"),
        (("auxiliary organs",), "auxiliary organs"),
    ],
)
def test_what_is_set_up_is_introduced_and_then_known(names: tuple[str, ...], introduced: str) -> None:
    text = printed("en", *names)
    assert f"shall establish {introduced}." in text
    assert f"The {names[0]} shall plan the common defence" in text
    assert f"assign forces to the {names[0]}" in text


def test_what_has_no_french_is_quoted_wherever_it_stands() -> None:
    text = printed("fr", "Military Commission")
    assert "créeront un organe dénommé « Military Commission »" in text
    assert "« Military Commission » planifiera" in text
    assert not re.search(r"(?<!« )Military Commission", text)


def test_several_councils_are_told_apart_where_a_language_has_no_words_for_them() -> None:
    one = COUNCIL.format("Board", "board", "consensus")
    other = COUNCIL.format("Assembly", "assembly", "consensus")
    alone = printed("fr", "Staff", councils=one)
    assert "Il est créé un Conseil dénommé « Board ». Le Conseil se compose" in alone
    both = printed("fr", "Staff", councils=f"{one} {other}")
    assert "Le Conseil « Board » se compose" in both
    assert "Le Conseil « Assembly » se compose" in both
    assert "Le Conseil se compose" not in both


def test_a_council_decides_by_tacit_consent() -> None:
    council = COUNCIL.format("Board", "board", "silence within 48 hours")
    assert "par accord tacite" in printed("fr", "Staff", councils=council)
    assert "by tacit consent" in printed("en", "Staff", councils=council)
