"""A place as people write it: degrees, minutes and seconds in all usual notations, and what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_SIGNS = {
    **dict.fromkeys("º˚ᵒ", "°"),
    **dict.fromkeys("′’‘´`ʹʼ", "'"),
    **dict.fromkeys("″”“„ʺ", '"'),
    **dict.fromkeys("−–—", "-"),
}
_SIDES = {
    **dict.fromkeys(("n", "north", "nord", "norte"), "N"),
    **dict.fromkeys(("s", "south", "sud", "sur", "süd"), "S"),
    **dict.fromkeys(("e", "east", "est", "este", "ost"), "E"),
    **dict.fromkeys(("w", "west", "ouest", "oeste"), "W"),
}
_NUMBER = r"\d+(?:[.,]\d+)?"
_ANGLE = re.compile(
    rf"([-+])?\s*({_NUMBER})(?:\s*°|\s+|$)\s*(?:({_NUMBER})\s*(?:'|\s+|$)\s*)?(?:({_NUMBER})\s*\"?\s*)?$"
)
_LONGEST = 200


class NoPlace(ValueError):
    """What was written is not a place: ``message`` says why in the writer's words, ``help`` what to write instead."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help


EXAMPLE = "write a latitude and a longitude: `24.5N 153.9E`, `24°30′N 153°54′E`, or `24.5 153.9`"


def place(words: Sequence[str]) -> tuple[float, float]:
    """Return latitude and longitude, north and east positive, of a place in one or several words.

    Two words are the latitude and the longitude; more are put together (``24 30 00 N 153 54 00 E``). Decimals have a
    point or a comma. Without letters, south and west are negative. ``NoPlace`` for what cannot be a place.
    """
    texts = [_plain(word) for word in words if word.strip()]
    if sum(map(len, texts)) > _LONGEST:
        raise NoPlace("the place is too long to be a latitude and a longitude", EXAMPLE)
    halves = texts if len(texts) == 2 else _halves(" ".join(texts))
    first, second = (_read(half) for half in halves)
    if (first[1] in ("E", "W")) or (second[1] in ("N", "S")):
        both = all(axis for _, axis in (first, second))
        if both and (first[1] in ("E", "W")) == (second[1] in ("E", "W")):
            which = "longitudes" if first[1] in ("E", "W") else "latitudes"
            raise NoPlace(f"`{halves[0]}` and `{halves[1]}` are two {which}", EXAMPLE)
        raise NoPlace("the longitude comes first", f"the latitude comes first: `{halves[1]} {halves[0]}`")
    latitude, longitude = first[0], second[0]
    if abs(latitude) > 90:
        swapped = abs(latitude) <= 180 and abs(longitude) <= 90
        raise NoPlace(
            f"`{halves[0]}` is not a latitude: the most is 90°",
            f"is it the longitude? The latitude comes first: `{halves[1]} {halves[0]}`" if swapped else "",
        )
    if abs(longitude) > 180:
        raise NoPlace(
            f"`{halves[1]}` is not a longitude: the most is 180°", "count from Greenwich: 190°E is written `170W`"
        )
    return latitude + 0.0, longitude + 0.0


def written(latitude: float, longitude: float) -> str:
    """Return a place as ``24.5°N 153.9°E``, to a ten-thousandth of a degree (about ten metres)."""
    north = f"{_rounded(latitude)}°{'N' if latitude >= 0 else 'S'}"
    return f"{north} {_rounded(longitude)}°{'E' if longitude >= 0 else 'W'}"


def _rounded(degrees: float) -> str:
    return f"{abs(degrees):.4f}".rstrip("0").rstrip(".")


def _plain(text: str) -> str:
    signs = "".join(_SIGNS.get(c, c) for c in text)
    plain = unicodedata.normalize("NFKC", signs).replace("''", '"').replace("º", "°")
    return " ".join(re.sub(r"\bdeg(?:rees?)?\b\.?", "°", plain, flags=re.IGNORECASE).strip(" ;,/").split())


def _halves(text: str) -> list[str]:
    """Return a text cut into latitude and longitude."""
    letters = [m for m in re.finditer(r"[^\W\d_]+", text) if m[0].casefold() in _SIDES or m[0].casefold() == "o"]
    if len(letters) == 2:
        cut = letters[1].start() if letters[0].start() == 0 else letters[0].end()
        return [text[:cut].strip(" ;,/"), text[cut:].strip(" ;,/")]
    for mark in (";", "/", ", "):
        if text.count(mark) == 1:
            left, right = text.split(mark)
            return [left.strip(), right.strip()]
    if text.count("°") == 2:
        second = re.search(rf"[-+]?\s*{_NUMBER}\s*°", text[text.index("°") + 1 :])
        if second is not None:
            cut = text.index("°") + 1 + second.start()
            return [text[:cut].strip(" ,"), text[cut:].strip()]
    pieces = text.split()
    if len(pieces) == 1 and text.count(",") == 1:
        left, right = text.split(",")
        return [left, right]
    if len(pieces) in (2, 4, 6):
        half = len(pieces) // 2
        return [" ".join(pieces[:half]).strip(","), " ".join(pieces[half:])]
    raise NoPlace(f"`{text}` is not a latitude and a longitude", EXAMPLE)


def _read(text: str) -> tuple[float, str]:
    """Return the degrees of an angle and its side, the side empty where only a sign tells."""
    words = re.findall(r"[^\W\d_]+", text)
    if any(word.casefold() == "o" for word in words):
        raise NoPlace(f"`{text}`: `O` is west in some languages and east in others", "write `W` or `E`")
    unknown = [word for word in words if word.casefold() not in _SIDES]
    if unknown or len(words) > 1:
        raise NoPlace(f"`{text}` is not an angle", EXAMPLE)
    side = _SIDES[words[0].casefold()] if words else ""
    bare = re.sub(r"[^\W\d_]+", " ", text).strip()
    match = _ANGLE.match(bare)
    if match is None or (words and not (text.startswith(words[0]) or text.endswith(words[0]))):
        raise NoPlace(f"`{text}` is not an angle", EXAMPLE)
    sign, *pieces = match.groups()
    values = [float(p.replace(",", ".")) for p in pieces if p is not None]
    fractions = ["." in p or "," in p for p in pieces if p is not None]
    if any(fractions[:-1]):
        raise NoPlace(f"`{text}` has a fraction and smaller parts after it", "only the last part can have a fraction")
    for value in values[1:]:
        if value >= 60:
            raise NoPlace(
                f"`{text}` has {value:g} where less than 60 must stand",
                "a degree has sixty minutes, a minute sixty seconds",
            )
    if sign and side:
        raise NoPlace(f"`{text}` has both a sign and a letter", "write one of them: `24.5S` or `-24.5`")
    size = sum(value / 60**power for power, value in enumerate(values))
    return (-size if sign == "-" or side in ("S", "W") else size), side


def longitude(text: str) -> float:
    """Return a longitude alone, in degrees (``160W``, ``-160``); ``NoPlace`` for anything else."""
    degrees, side = _read(_plain(text))
    if side in ("N", "S") or abs(degrees) > 180:
        raise NoPlace(f"`{text}` is not a longitude", "write `160W`, or a place: `20N,150E`")
    return degrees + 0.0
