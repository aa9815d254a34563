"""The list of states: complete, as the script makes it, and every name leads to one entry."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pycountry
import pytest

from tests.effort import effort
from treatylang.library import states

ROOT = Path(__file__).parents[2]


def test_every_code_of_the_iso_list_is_there() -> None:
    listed = {country.alpha_3 for country in pycountry.countries}
    assert len(listed) == 249
    assert listed <= {state.code for state in states.all_states()}


def test_the_file_is_as_the_script_makes_it() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "make_states.py"), "--check"], capture_output=True, timeout=60
    )
    assert done.returncode == 0, done.stdout.decode()


def test_codes_are_unique_and_sorted() -> None:
    codes = [state.code for state in states.all_states()]
    assert codes == sorted(set(codes))


def test_no_name_leads_to_two_entries() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for state in states.all_states():
        for name in (state.name, state.official, *state.aliases):
            owners[states.fold(name)].add(state.code)
    assert not {name: codes for name, codes in owners.items() if len(codes) > 1}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Japan", "JPN"),
        ("japan", "JPN"),
        ("JPN", "JPN"),
        ("Viet Nam", "VNM"),
        ("Vietnam", "VNM"),
        ("ROK", "KOR"),
        ("St Kitts", "KNA"),
        ("Sao Tome", "STP"),
        ("Gold Coast", "GHA"),
        ("South-West Africa", "NAM"),
        ("Nippon", "JPN"),
        ("Republic of Korea", "KOR"),
        ("South Korea", "KOR"),
        ("DPRK", "PRK"),
        ("North Korea", "PRK"),
        ("USSR", "SUN"),
        ("Soviet Union", "SUN"),
        ("Russia", "RUS"),
        ("Russian Federation", "RUS"),
        ("Türkiye", "TUR"),
        ("Turkiye", "TUR"),
        ("Turkey", "TUR"),
        ("Burma", "MMR"),
        ("Czechia", "CZE"),
        ("UK", "GBR"),
        ("US", "USA"),
        ("United States of America", "USA"),
        ("Papua-New Guinea", "PNG"),
        ("Côte d’Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("West Germany", "DEU"),
        ("FRG", "DEU"),
        ("DR Congo", "COD"),
        ("Zaire", "COD"),
        ("Congo-Brazzaville", "COG"),
        ("Cape Verde", "CPV"),
        ("The Gambia", "GMB"),
        ("the Bahamas", "BHS"),
        ("Upper Volta", "BFA"),
        ("Dahomey", "BEN"),
        ("Holland", "NLD"),
        ("The Netherlands", "NLD"),
        ("Republic of Ireland", "IRL"),
        ("Rhodesia", "ZWE"),
        ("Formosa", "TWN"),
        ("St. Lucia", "LCA"),
        ("Trinidad & Tobago", "TTO"),
        ("U.S.A.", "USA"),
        ("Corée du Sud", "KOR"),
        ("East Germany", "DDR"),
        ("South Viet Nam", "VDR"),
        ("Democratic Republic of Vietnam", "VDN"),
        ("Tanganyika", "TGK"),
        ("People's Democratic Republic of Yemen", "YMD"),
    ],
)
def test_names_resolve(name: str, code: str) -> None:
    found = states.find(name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("name", ["Atlantis", "", "the", "Japa"])
def test_other_texts_are_no_state(name: str) -> None:
    assert states.find(name) is None


def test_a_slip_is_answered_with_names() -> None:
    assert states.near("Japn")[0] == "Japan"
    assert len(states.near("Guinea")) <= 3
    assert states.near("qqqqqqqq") == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Phillipines", "Philippines"),
        ("Austalia", "Australia"),
        ("West Germny", "West Germany"),
        ("East Germny", "East Germany"),
        ("South Koria", "South Korea"),
        ("Untied States", "United States"),
        ("Guinea Bisau", "Guinea-Bissau"),
        # Two states may be meant, or another state’s name would take the place of what was written.
        ("Nigera", ""),
        ("Slovania", ""),
        ("Iraa", ""),
        ("Ruritania", ""),
        ("West Vietnam", ""),
        ("North Germany", ""),
        ("Dominican", ""),
        ("Congo Free State", ""),
        ("Atlantis", ""),
    ],
)
def test_only_a_slip_of_the_pen_is_mended(written: str, meant: str) -> None:
    assert states.slip(written) == meant


_LONG_NAMES = [state for state in states.all_states() if len(states.fold(state.name)) > 4]


@pytest.mark.parametrize("state", _LONG_NAMES, ids=lambda state: state.code)
def test_no_slip_of_one_letter_becomes_another_state(state: states.State) -> None:
    name = state.name
    for place in range(len(name)):
        for written in (name[:place] + name[place + 1 :], name[:place] + "x" + name[place + 1 :]):
            if states.find(written) is None:
                meant = states.slip(written)
                assert not meant or states.find(meant) is state, (written, meant)


def test_states_that_sign_have_an_official_name_in_both_languages() -> None:
    for state in states.all_states():
        if state.kind in ("state", "former-state"):
            assert state.official_the, state.name
            assert state.fr_official, state.name
    korea, france = states.find("South Korea"), states.find("France")
    assert korea is not None
    assert france is not None
    assert (korea.official_the, korea.fr_official) == ("the Republic of Korea", "la République de Corée")
    assert (france.official_the, france.fr_official) == ("the French Republic", "la République française")


def test_contested_entities_have_a_wording_and_former_states_an_end() -> None:
    for state in states.all_states():
        assert bool(state.wording) == (state.kind == "contested-entity"), state.name
        assert bool(state.until) == bool(state.since) == (state.kind == "former-state"), state.name
        assert bool(state.of) == (state.kind == "territory"), state.name


def test_territories_belong_to_a_state_of_the_list() -> None:
    codes = {state.code for state in states.all_states() if state.kind == "state"}
    assert {state.of for state in states.all_states() if state.kind == "territory"} <= codes


@pytest.mark.parametrize(
    ("name", "le", "du", "au"),
    [
        ("Japan", "le Japon", "du Japon", "au Japon"),
        ("France", "la France", "de la France", "à la France"),
        ("Australia", "l’Australie", "de l’Australie", "à l’Australie"),
        ("Philippines", "les Philippines", "des Philippines", "aux Philippines"),
        ("Cuba", "Cuba", "de Cuba", "à Cuba"),
    ],
)
def test_french_articles(name: str, le: str, du: str, au: str) -> None:
    found = states.find(name)
    assert found is not None
    assert (found.fr_le, found.fr_du, found.fr_au) == (le, du, au)


def test_reading_the_list_is_quick() -> None:
    """Less than twenty calls for each state: nothing is parsed."""
    states.all_states.cache_clear()
    assert effort(states.all_states) < 20 * len(states.all_states())
