"""Numbers in words, as far as treaties write them out: below a hundred, in English and French."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_EN_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_EN_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def english(number: int) -> str:
    """Return a number below a hundred in words, nothing for others."""
    if not 0 <= number < 100:
        return ""
    if number < 20:
        return _EN_ONES[number]
    ten = _EN_TENS[number // 10 - 2]
    return f"{ten}-{_EN_ONES[number % 10]}" if number % 10 else ten


def english_ordinal(number: int) -> str:
    """Return the place that a number gives: *fourth*, *twenty-first*, *101st*."""
    word = english(number)
    if not word:
        end = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{end}"
    before, joint, last = word.rpartition("-")
    return before + joint + _EN_ORDINALS.get(last, re.sub(r"y$", "ie", last) + "th")


_FR_ONES = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit"
    " dix-neuf"
).split()
_FR_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


def french(number: int) -> str:
    """Return a number below a hundred in words, nothing for others."""
    if not 0 <= number < 100:
        return ""
    if number < 20:
        return _FR_ONES[number]
    base = max(ten for ten in _FR_TENS if ten <= number)
    rest = number - base
    if rest == 0:
        return _FR_TENS[base] + ("s" if base == 80 else "")
    joint = " et " if rest in (1, 11) and base != 80 else "-"
    return f"{_FR_TENS[base]}{joint}{_FR_ONES[rest]}"


def french_ordinal(number: int) -> str:
    """Return the place that a number gives: *quatrième*."""
    word = french(number)
    if number == 1:
        return "premier"
    if not word:
        return f"{number}e"
    word = re.sub(r"s$", "", word) if word.endswith("vingts") else word
    word = {"cinq": "cinqu", "neuf": "neuv"}.get(
        word, re.sub(r"(?:(?<=-)|^|(?<=\s))neuf$", "neuv", re.sub(r"cinq$", "cinqu", word))
    )
    return re.sub(r"e$", "", word) + "ième"


SPELLED: Mapping[str, Callable[[int], str]] = {"en": english, "fr": french}
"""The languages whose numbers are known in words."""
