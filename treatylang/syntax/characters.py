"""Characters that a draft may not have: controls anywhere, and outside quotes whatever is not plain ASCII."""

from __future__ import annotations

import re
import unicodedata

from treatylang.syntax import angles
from treatylang.syntax.excerpt import Slip

_CONTROL = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

# Quoted texts and comments pass, closed or not; the seconds of an angle end in a quote that opens no text.
_OUTSIDE = re.compile(
    rf"""{angles.MARKED}|{angles.SECONDS}|\"{{3}}[\s\S]*?(?:\"{{3}}|\Z)|"[^"\n]*"?|#[^\n]*"""
    r"|(?P<bad>[^\x00-\x7f°])"
)

_TEXTS_STAND = 'texts go in straight double quotes: `"collective defence"`'

SIGNS: dict[str, tuple[str, str]] = {
    "“": ("a curly quote", _TEXTS_STAND),
    "”": ("a curly quote", _TEXTS_STAND),
    "„": ("a low quote", _TEXTS_STAND),
    "‟": ("a curly quote", _TEXTS_STAND),
    "‘": ("a curly single quote", _TEXTS_STAND),
    "’": ("a curly apostrophe", _TEXTS_STAND),
    "‚": ("a low single quote", _TEXTS_STAND),
    "«": ("a guillemet", _TEXTS_STAND),
    "»": ("a guillemet", _TEXTS_STAND),
    "‹": ("a single guillemet", _TEXTS_STAND),
    "›": ("a single guillemet", _TEXTS_STAND),
    "「": ("a corner bracket", _TEXTS_STAND),
    "」": ("a corner bracket", _TEXTS_STAND),
    "『": ("a corner bracket", _TEXTS_STAND),
    "』": ("a corner bracket", _TEXTS_STAND),
    "＂": ("a full-width quote", _TEXTS_STAND),
    "\u00a0": ("a non-breaking space", "type an ordinary space here"),
    "\u202f": ("a narrow non-breaking space", "type an ordinary space here"),
    "\u3000": ("a full-width space", "type an ordinary space here"),
    "\u2028": ("a line separator", "press the return key here"),
    "\u2029": ("a paragraph separator", "press the return key here"),
    "\u00ad": ("a soft hyphen, which is invisible,", "delete it, or type a hyphen: `use-force`"),
    "\u200b": ("a zero-width space, which is invisible,", "delete it"),
    "\u200c": ("a zero-width non-joiner, which is invisible,", "delete it"),
    "\u200d": ("a zero-width joiner, which is invisible,", "delete it"),
    "\u2060": ("a word joiner, which is invisible,", "delete it"),
    "\ufeff": ("a byte-order mark, which is invisible,", "delete it; it comes from joining two files"),
    "–": ("an en dash", "words are joined by the hyphen of the keyboard: `use-force`"),
    "—": ("an em dash", "words are joined by the hyphen of the keyboard: `use-force`"),
    "‐": ("a typographic hyphen", "words are joined by the hyphen of the keyboard: `use-force`"),
    "‑": ("a non-breaking hyphen", "words are joined by the hyphen of the keyboard: `use-force`"),
    "−": ("a minus sign", "words are joined by the hyphen of the keyboard; south and west are `S` and `W`: `60S`"),
    "•": ("a bullet", "number the paragraphs instead: `1 { … }` or `(a) { … }`"),
    "·": ("a middle dot", "number the paragraphs instead: `1 { … }` or `(a) { … }`"),
    "◦": ("a bullet", "number the paragraphs instead: `1 { … }` or `(a) { … }`"),
    "▪": ("a bullet", "number the paragraphs instead: `1 { … }` or `(a) { … }`"),
    "…": ("an ellipsis", "write out what was left open, or leave it to a `bracket` with options"),
    "′": ("a prime", "it marks the minutes of an angle that ends in its side: `24°30′N`"),
    "″": ("a double prime", "it marks the seconds of an angle that ends in its side: `24°30′15″N`"),
    "º": ("a raised o, not a degree sign,", "use `°`, or none at all: `24°30'N`, `24.5N`"),
    "˚": ("a ring, not a degree sign,", "use `°`, or none at all: `24°30'N`, `24.5N`"),
    "§": ("a section sign", 'quote the number as the law cites it: `article "§ 5" as label { … }`'),
    "、": ("an ideographic comma", "type `,`"),
    "。": ("an ideographic full stop", "a statement ends with `;`"),
    "×": ("a multiplication sign", "write it in words, or inside quotes"),
}
"""Signs that editors and word processors put in place of those of the keyboard: what they are, what to type."""

_CONTROLS = {"\x00": "a NUL character", "\x0b": "a vertical tab", "\x0c": "a form feed", "\x1b": "an escape character",
             "\x7f": "a delete character", "\x85": "a next-line character"}  # fmt: skip


def improper(text: str) -> Slip | None:
    """Return the first character that may not stand where it does, ``None`` if every one may."""
    control = _CONTROL.search(text)
    if control is not None:
        return _control(control.group(), control.start())
    if text.isascii():
        return None
    for match in _OUTSIDE.finditer(text):
        if match.lastgroup == "bad":
            return _sign(text, match.start())
    return None


def _control(sign: str, start: int) -> Slip:
    if "\ud800" <= sign <= "\udfff":
        return Slip(start, start + 1, f"half a character (U+{ord(sign):04X}) stands here", "type it again")
    what = _CONTROLS.get(sign, f"a control character (U+{ord(sign):04X})")
    return Slip(start, start + 1, f"{what} is hidden here", "delete it; a draft is plain text")


def _sign(text: str, start: int) -> Slip:
    sign = text[start]
    if sign in SIGNS:
        what, help = SIGNS[sign]
        return Slip(start, start + 1, f"{what} is outside quotes here", help)
    plain = unicodedata.normalize("NFKC", sign)
    if plain != sign and len(plain) == 1 and plain.isascii() and plain.isprintable():
        return Slip(start, start + 1, f"a full-width `{sign}` is outside quotes here", f"type `{plain}`")
    if unicodedata.category(sign)[0] in "LM":
        return _foreign_word(text, start)
    code = f"U+{ord(sign):04X}"
    what = unicodedata.name(sign, "").lower()
    what = f"{what} ({code})" if what else f"the character {code}"
    return Slip(start, start + 1, f"{what} is outside quotes here", "delete it, or put the text in quotes")


def _foreign_word(text: str, start: int) -> Slip:
    begin = start
    while begin > 0 and start - begin < 60 and re.match(r"[\w-]", text[begin - 1]):
        begin -= 1
    end = start + 1
    while end < len(text) and end - start < 60 and re.match(r"[\w-]", text[end]):
        end += 1
    word = text[begin:end]
    return Slip(
        begin,
        end,
        f"`{word}` has letters other than A to Z outside quotes",
        f'put it in quotes: `"{word}"`',
    )
