"""Slips of signs and figures: quotes that stay open, dates and angles in other notations, marks of other languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from treatylang.syntax.excerpt import Excerpt, Slip, shown
from treatylang.syntax.slips import HEADINGS

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in _MONTHS)
_DATES = re.compile(
    rf"""
      (?<![\w.])(?:
        (?P<d1>\d{{1,2}})\s?[./-]\s?(?P<m1>\d{{1,2}})\s?[./-]\s?(?P<y1>\d{{4}})
      | (?P<y2>\d{{4}})[./-](?P<m2>\d{{1,2}})[./-](?P<d2>\d{{1,2}})
      | (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\.?\ (?P<m3>{_MONTH})\.?,?\ (?P<y3>\d{{4}})
      | (?P<m4>{_MONTH})\.?\ (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\ (?P<y4>\d{{4}})
      )(?![\w])
    """,
    re.VERBOSE | re.IGNORECASE,
)

_ANGLE_HELP = "write the figure and then the side: `30N`, `24.5N`, `24°30'N` or `24 30 00 N`"
_FRACTION = r"[.,]\d+"
_ANGLES: tuple[tuple[str, str, str], ...] = (
    (
        rf"(?<![\w.])\d+(?:{_FRACTION}\s?(?:°\s?|\s)\d|(?:\s?°\s?|\s)\d+{_FRACTION}\s?(?:['′’]\s?|\s)\d).*?[NSEW](?!\w)",
        "{} has a fraction and smaller parts after it",
        "only the last figure can have a fraction: `24.5N`, `24°30.5'N`",
    ),
    (
        r"(?<![\w.])\d+,\s+\d+(?:[.,]\d+)?\s?°?\s?[NSEW](?!\w)",
        "{} can be read in two ways",
        "a decimal comma has no space after it (`24,3N`), minutes have no comma before them (`24 30 N`)",
    ),
    (r"(?<![\w.])\d+[\d.,°'′’\"″” ]*\s+[NSEW](?!\w)", "{} is spread too wide", _ANGLE_HELP),
    (r"(?<![\w.])\d+(?:\.\d+)?°?(?:\d+')?\s?[nsew](?!\w)", "{} has a small letter for its side", _ANGLE_HELP),
    (r"(?<![\w.])[NSEW]\s?\d+(?:\.\d+)?°?(?!\w)", "{} has its side in front", _ANGLE_HELP),
    (r"(?<![\w.])-\d+(?:\.\d+)?°?(?!\w)", "{} has a sign", "south and west are `S` and `W`: `60S`"),
    (r"(?<![\w.])\d+(?:\.\d+)?°(?:\d+')?(?!\s?\w)", "{} has no side", "end the angle in `N`, `S`, `E` or `W`: `30°N`"),
    (r"(?<![\w.])\d+(?:\.\d+)?(?=\s*(?:[,;]|$))", "{} has no side", "end it in `N`, `S`, `E` or `W`: `30N`"),
)
_OF = re.compile(r"\b(north|south|east|west)\s+\d")
_DECIMAL = re.compile(r"(?<![\w.,])\d+,\d+(?![\w,])")

_COMMENT = ("{} opens no comment", "a comment begins with `#` and ends with its line")
_JOIN = "conditions are joined by words: `and`, `or`, `not`"
_NAMES = "a name has letters and figures, joined by single hyphens: `use-force`"
MARKS: tuple[tuple[str, str, str], ...] = (
    ("//", *_COMMENT),
    ("/*", *_COMMENT),
    ("*/", *_COMMENT),
    ("<!--", *_COMMENT),
    (
        "```",
        "three back-quotes fence a code block of another format",
        "keep only the draft that stands between the fences",
    ),
    ("<<<<<<<", "{} marks an unsolved merge", "choose one of the two versions and delete the marks"),
    (">>>>>>>", "{} marks an unsolved merge", "choose one of the two versions and delete the marks"),
    ("=======", "{} marks an unsolved merge", "choose one of the two versions and delete the marks"),
    ("&&", "{} is not used in treaties", _JOIN),
    ("||", "{} is not used in treaties", _JOIN),
    ("==", "one `=` is enough", "for example `area TreatyArea = territory of parties;`"),
    ("!=", "{} is not used in treaties", _JOIN),
    (":=", "{} is written `=`", "for example `area TreatyArea = territory of parties;`"),
    ("->", "{} is not used in treaties", "say it in words"),
    ("=>", "{} is not used in treaties", "say it in words"),
    ("...", "{} leaves something open", "write it out, or leave it to a `bracket` with options"),
    ("--", "{} joins nothing", _NAMES),
    ("&", "{} is not used in treaties", "lists are joined by commas, conditions by `and`"),
    ("!", "{} is not used in treaties", _JOIN),
    ("|", "{} is not used in treaties", _JOIN),
    ("%", "{} is written in words", "for example `by 55 percent of members`"),
    ("_", "{} cannot be part of a name", _NAMES),
    ("-", "a hyphen joins words, and nothing is joined here", _NAMES),
    ("+", "{} is written in words", "areas, groups and votes are joined by `plus`"),
    ("*", "{} is not a sign of the language", "number the paragraphs: `1 { … }` or `(a) { … }`"),
    ("/", "{} is not used in treaties", "say `or`, or join a list by commas"),
    ("[", "alternatives do not go in square brackets", "for example `bracket strength { option A … option B … }`"),
    ("]", "alternatives do not go in square brackets", "for example `bracket strength { option A … option B … }`"),
    ("'", "texts do not go in single quotes", 'use double quotes: `"the Senate"`'),
    ("`", "texts do not go in back-quotes", 'use double quotes: `"the Senate"`'),
    ("@", "{} is not followed by a label", "a reference is `@` and a label: `@collective-defence`"),
    ("<", "{} is not a sign of the language", "say it in words: `fewer than 12 personnel`"),
    (">", "{} is not a sign of the language", "say it in words: `more than 12 personnel`"),
    ("$", "{} is not a sign of the language", "write amounts in words, or inside quotes"),
    ("°", "a degree sign goes after a figure and before its side", _ANGLE_HELP),
    (
        "?",
        "{} is not a sign of the language",
        "what is still open goes into a `bracket` with options, or into a comment",
    ),
)
"""Marks of other languages and habits, longest first: the mark, what is wrong, what to write."""

_FOREIGN: tuple[tuple[str, str], ...] = (
    (r"\{\s*(?:\"|\}|\Z)|\[", "JSON"),
    (r"<\?xml|<!doctype|<[A-Za-z]", "XML or HTML"),
    (r"%PDF", "a PDF document"),
    (r"PK\b", "an archive or a document of a word processor"),
    (r"\{\\rtf", "a document of a word processor"),
)


def foreign_document(excerpt: Excerpt) -> Slip | None:
    """A whole file of another format."""
    if excerpt.at > 1:
        return None
    for pattern, what in _FOREIGN:
        if re.match(pattern, excerpt.text[excerpt.piece(0).start :][:40], re.IGNORECASE):
            return excerpt.slip(
                0, f"this file begins like {what}, not like a draft",
                'a draft begins with `treaty Pact "Treaty on Mutual Assistance" { … }`',
            )  # fmt: skip
    return None


def open_text(excerpt: Excerpt) -> Slip | None:
    """A text whose closing quote is missing."""
    here = excerpt.here
    if here.kind == "openblock":
        return Slip(here.start, here.start + 3, 'this `"""` is never closed', 'end the text with `"""`')
    if here.kind == "opentext":
        return Slip(
            here.start, here.start + 1, "this quote is not closed on its line",
            'end the text with `"`; a text of several lines goes between `"""` and `"""`',
        )  # fmt: skip
    before = excerpt.before
    if before.kind == "block" and "\n" in before.text and not excerpt.breaks(excerpt.at) and here.kind == "word":
        line = excerpt.line(before.end)
        return Slip(before.start, before.start + 3, f'this `"""` is not closed before another opens on line {line}',
                    'end the text with `"""`')  # fmt: skip
    return None


def inner_quote(excerpt: Excerpt) -> Slip | None:
    """A quoted text with quotes inside: the second quote ends it."""
    before, here = excerpt.before, excerpt.here
    if before.kind != "text" or before.end != here.start or here.kind not in ("word", "text", "opentext", "number"):
        return None
    return Slip(before.end - 1, before.end, "this quote ends the text, but words follow it directly",
                "inside a text use curly quotes: `“…”` or `‘…’`")  # fmt: skip


def _day(match: re.Match[str]) -> str:
    """Return a date as the language writes it, where only one day can be meant."""
    found = {name[0]: text for name, text in match.groupdict().items() if text}
    month = found["m"]
    number = int(month) if month.isdigit() else [m[:3] for m in _MONTHS].index(month[:3].lower()) + 1
    day = int(found["d"])
    if match["m1"] and number > 12 >= day:
        number, day = day, number
    elif match["m1"] and day <= 12 and day != number and "/" in match[0]:
        return ""
    try:
        return date(int(found["y"]), number, day).isoformat()
    except ValueError:
        return ""


def date_notation(excerpt: Excerpt) -> Slip | None:
    """A date in a notation other than year-month-day."""
    bare, start = excerpt.bare()
    for match in _DATES.finditer(bare):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", match[0]) or start + match.start() > excerpt.offset:
            continue
        day = _day(match)
        help = f"write `{day}`" if day else "year, month and day come in this order: `2027-12-31`"
        return Slip(start + match.start(), start + match.end(), f"{shown(match[0])} is not how a date is written", help)
    return None


_REACH = 200
"""How many characters before and after the place of a slip are looked at for its notation."""


def angle_notation(excerpt: Excerpt) -> Slip | None:
    """A latitude or longitude in another notation."""
    bare, start = excerpt.bare()
    if not re.search(r"\b(?:north|south|east|west|polygon|at)\b|°", bare):
        return None
    of = _OF.search(bare)
    if of is not None and start + of.start() <= excerpt.offset:
        end = start + of.end(1)
        return Slip(end, end, f"`of` is missing after `{of[1]}`", f"for example `{of[1]} of 30N`")
    # Only what stands around the slip can be it: looking further costs the square of a long line.
    near = max(0, excerpt.offset - start - _REACH)
    around = bare[near : excerpt.offset - start + _REACH]
    for pattern, message, help in _ANGLES if "ANGLE" in excerpt.wanted else _ANGLES[:-1]:
        for match in re.finditer(pattern, around):
            if start + near + match.start() <= excerpt.offset <= start + near + match.end() + 1:
                ends = start + near + match.start(), start + near + match.end()
                return Slip(*ends, message.format(shown(match[0])), help)
    return None


def decimal_comma(excerpt: Excerpt) -> Slip | None:
    """A number such as ``12,5``."""
    bare, start = excerpt.bare()
    for match in _DECIMAL.finditer(bare):
        if start + match.start() <= excerpt.offset <= start + match.end() + 1:
            point = match[0].replace(",", ".")
            return Slip(start + match.start(), start + match.end(), f"{shown(match[0])} has a decimal comma",
                        f"decimals follow a point: `{point}`")  # fmt: skip
    return None


_SHORTENED = frozenset("art arts para paras no nos sec ch subpara".split())
"""Words of citations that are cut short with a point."""


def full_stop(excerpt: Excerpt) -> Slip | None:
    """A point after a number or at the end of a sentence."""
    if excerpt.here.text != ".":
        return None
    before = excerpt.before
    if before.text.lower() in _SHORTENED or excerpt.piece(excerpt.at - 2).text.lower() in HEADINGS:
        return None
    if before.kind == "number" and before.end == excerpt.here.start:
        return excerpt.slip(excerpt.at, "a number has no dot after it", f"write `{before.text} {{ … }}`")
    if excerpt.piece(excerpt.at + 1).text == "." and excerpt.piece(excerpt.at + 2).text == ".":
        return None
    return excerpt.slip(excerpt.at, "a statement does not end with a full stop", "end it with `;`")


def colon(excerpt: Excerpt) -> Slip | None:
    """A colon, which other languages put before what follows."""
    if excerpt.here.text != ":" or excerpt.text.startswith(":=", excerpt.offset):
        return None
    first = excerpt.words[0] if excerpt.words else ""
    if first in ("area", "group", "circumstance"):
        return excerpt.slip(excerpt.at, "a definition has no colon before it", "write `=` in its place")
    if "{" in excerpt.wanted:
        return excerpt.slip(excerpt.at, "a colon does not belong here", "open the block with `{` and close it with `}`")
    return excerpt.slip(excerpt.at, "a colon does not belong here", "leave it out; a statement ends with `;`")


def closing_parenthesis(excerpt: Excerpt) -> Slip | None:
    """``a)`` or ``1)`` in place of ``(a)`` and ``1``."""
    before, index = excerpt.before, excerpt.at - 1
    if excerpt.here.text != ")" or not excerpt.begins(index):
        return None
    form = before.text if before.kind == "number" else f"({before.text})"
    return Slip(before.start, excerpt.here.end, f"`{before.text})` opens no paragraph", f"write `{form} {{ … }}`")


def annotation(excerpt: Excerpt) -> Slip | None:
    """``[1]``, ``[sic]``: a footnote or a note of an editor in the text itself."""
    note, end = excerpt.after, excerpt.piece(excerpt.at + 2)
    if excerpt.here.text != "[" or end.text != "]" or not (note.kind == "number" or note.text.lower() in _NOTES):
        return None
    return Slip(excerpt.here.start, end.end, f"`[{note.text}]` is a note, and no part of the text",
                "leave it out, or write it as a comment: `# …` up to the end of the line")  # fmt: skip


_NOTES = frozenset("sic note ibid footnote tbd tbc".split())


_FRACTIONS = {("2", "3"): "two-thirds", ("3", "4"): "three-quarters", ("1", "2"): "majority"}
"""Shares that have a word of their own, as the vocabulary ships them."""


def fraction(excerpt: Excerpt) -> Slip | None:
    """``by 2/3 of members``: shares are words or percent."""
    first, second = excerpt.before, excerpt.after
    if excerpt.here.text != "/" or first.kind != "number" or second.kind != "number":
        return None
    word = _FRACTIONS.get((first.text, second.text))
    help = f"write `{word} of members`, or `of votes`" if word else "write it in percent: `60 percent of members`"
    return Slip(first.start, second.end, f"`{first.text}/{second.text}` is a share in figures", help)


def mark(excerpt: Excerpt) -> Slip | None:
    """A mark of another language."""
    for text, message, help in MARKS:
        if excerpt.text.startswith(text, excerpt.offset) and excerpt.here.kind in ("other", "sign"):
            return Slip(excerpt.offset, excerpt.offset + len(text), message.format(f"`{text}`"), help)
    if excerpt.here.text == "=" and excerpt.before.text == "=":
        return excerpt.slip(excerpt.at, "one `=` is enough", "for example `area TreatyArea = territory of parties;`")
    return None


SLIPS: tuple[Callable[[Excerpt], Slip | None], ...] = (
    foreign_document,
    open_text,
    inner_quote,
    date_notation,
    angle_notation,
    decimal_comma,
    full_stop,
    colon,
    closing_parenthesis,
    annotation,
    fraction,
    mark,
)
