"""Write the list of states and other actors from the ISO 3166 tables, the names of the locale data, and the overlay.

Run as ``python scripts/make_states.py`` after a change of the overlay; ``--check`` compares without writing.
"""

from __future__ import annotations

import gettext
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale

HERE = Path(__file__).parent
TARGET = HERE.parent / "treatylang" / "library" / "states.json"
VOWELS = "AEIOUÉÈÎÔÂ"
_NOUNS = frozenset(
    "Republic Kingdom State States Commonwealth Union Confederation Federation Principality Sultanate Duchy".split()
)
"""Words that make a common noun of an official name: *the Republic of Korea*, but *Japan*."""
_FEMININE = ("République", "Confédération", "Fédération", "Principauté", "Union")
_PLURAL = ("États", "États-Unis", "Îles", "Émirats")


def located(code: str, forms: dict[str, str], rules: dict[str, list[str]]) -> str:
    """Return where something is that is in a state: *au Japon*, *en France*, *aux Philippines*, *à Malte*."""
    at = forms["fr_au"]
    if code.startswith("X-"):
        return f"dans {forms['fr_le']}"
    if code in rules["at"] or not at.startswith(("à la ", "à l’")):
        return at
    return f"en {forms['fr']}"


def french(code: str, name: str, rules: dict[str, list[str]]) -> dict[str, str]:
    """Return a French name with its article, after `de`, and after `à`."""
    if code in rules["bare"]:
        de = f"d’{name}" if name[0] in VOWELS else f"de {name}"
        return {"fr": name, "fr_le": name, "fr_du": de, "fr_au": f"à {name}"}
    if code in rules["plural"] or name.startswith("Îles "):
        return {"fr": name, "fr_le": f"les {name}", "fr_du": f"des {name}", "fr_au": f"aux {name}"}
    if name[0] in VOWELS:
        return {"fr": name, "fr_le": f"l’{name}", "fr_du": f"de l’{name}", "fr_au": f"à l’{name}"}
    first = name.split()[0]
    feminine = code in rules["feminine"] or (first.endswith("e") and code not in rules["masculine"])
    if feminine:
        return {"fr": name, "fr_le": f"la {name}", "fr_du": f"de la {name}", "fr_au": f"à la {name}"}
    return {"fr": name, "fr_le": f"le {name}", "fr_du": f"du {name}", "fr_au": f"au {name}"}


def official_english(name: str, usual: str, the: str) -> str:
    """Return an official name with its article, as a state signs by it."""
    if name == usual:
        return the
    return f"the {name}" if _NOUNS & set(name.split()) else name


def official_french(name: str, usual: dict[str, str]) -> str:
    """Return an official French name with its article."""
    if name == usual["fr"]:
        return usual["fr_le"]
    first = name.split()[0]
    if first in _PLURAL:
        return f"les {name}"
    if first[0] in VOWELS:
        return f"l’{name}"
    if first in _FEMININE:
        return f"la {name}"
    return f"le {name}" if first in ("Royaume", "Royaume-Uni", "Sultanat", "Commonwealth", "Grand-duché") else name


def entries() -> list[dict[str, Any]]:
    """Return all entries, sorted by code."""
    overlay = tomllib.loads((HERE / "states-overlay.toml").read_text(encoding="utf-8"))
    names = Locale("fr").territories
    translated = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["fr"])
    found = [_listed(country, overlay, names, translated) for country in pycountry.countries]
    rules = overlay["french"]
    for more in overlay["contested_more"]:
        forms = french(more["code"], overlay["french_usual"].get(more["code"], more["name"]), rules)
        found.append(
            {
                "code": more["code"],
                "kind": "contested-entity",
                "name": more["name"],
                "the": more["name"],
                "wording": more["wording"],
                "aliases": sorted(more["aliases"]),
                "official_the": more["name"],
                "fr_official": forms["fr_le"],
                "fr_dans": located(more["code"], forms, rules),
                **forms,
            }
        )
    for kind, key in (("former-state", "former"), ("organisation", "organisation")):
        for more in overlay[key]:
            the = f"the {more['name']}" if more.get("the", True) else more["name"]
            forms = french(more["code"], more["fr"], rules)
            official = more.get("official", more["name"])
            entry = {
                "code": more["code"],
                "kind": kind,
                "name": more["name"],
                "the": the,
                "aliases": sorted({*more["aliases"], official} - {more["name"]}),
                "official": official,
                "official_the": official_english(official, more["name"], the),
                "fr_official": official_french(more.get("fr_official", more["fr"]), forms),
                "fr_dans": located(more["code"], forms, rules),
                **forms,
            }
            entry |= {day: more[day] for day in ("since", "until") if day in more}
            found.append(entry)
    return sorted(found, key=lambda entry: entry["code"])


def _listed(
    country: Any, overlay: dict[str, Any], names: dict[str, str], translated: gettext.NullTranslations
) -> dict[str, Any]:
    code = country.alpha_3
    usual = overlay["usual"].get(code, getattr(country, "common_name", country.name))
    everything = {country.name, getattr(country, "official_name", ""), getattr(country, "common_name", "")}
    listed = getattr(country, "official_name", usual).removeprefix("the ")
    official = overlay["official"].get(code, listed)
    aliases = (everything | {official} | set(overlay["aliases"].get(code, ()))) - {usual, ""}
    entry: dict[str, Any] = {"code": code, "kind": "state", "name": usual, "official": official}
    entry["the"] = f"the {usual}" if code in overlay["article"]["the"] else usual
    entry["aliases"] = sorted(aliases)
    if code in overlay["contested"]:
        entry |= {"kind": "contested-entity", "wording": overlay["contested"][code]}
    if code in overlay["territories"]:
        entry |= {"kind": "territory", "of": overlay["territories"][code]}
    in_french = overlay["french_usual"].get(code, names.get(country.alpha_2, usual).replace("'", "’"))
    forms = french(code, in_french, overlay["french"])
    long = overlay["french_official"].get(code)
    if long is None:
        said = translated.gettext(listed) if official == listed else official
        long = said.replace("'", "’") if official != usual and said != listed else forms["fr"]
    entry["official_the"] = official_english(official, usual, entry["the"])
    entry["fr_official"] = official_french(long, forms)
    entry["fr_dans"] = located(code, forms, overlay["french"])
    return entry | forms


def text() -> str:
    """Return the file: one entry a line, so that a change shows where it is."""
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False, sort_keys=True) for entry in entries())
    return f"[\n{lines}\n]\n"


def main() -> int:
    """Write the file, or compare it; 1 when it differs."""
    new = text()
    if "--check" in sys.argv[1:]:
        same = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == new
        sys.stdout.write("states.json is as the script makes it\n" if same else "states.json differs: run the script\n")
        return 0 if same else 1
    TARGET.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
