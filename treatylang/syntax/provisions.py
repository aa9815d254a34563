"""Articles as other texts write and cite them: `Article 5 - Collective defence`, `article 51 of the UN Charter`."""

from __future__ import annotations

import re

from treatylang.syntax.excerpt import Excerpt, Slip, shown
from treatylang.syntax.expectations import EXAMPLES, LITTLE, VERBS

_DIVISIONS = re.compile(r"(?i:article|articles|arts?|annex|protocol)")
_CITED = frozenset("article articles art arts paragraph section annex".split())
_ROMAN = re.compile(r"[IVXL]+")


def article_heading(excerpt: Excerpt) -> Slip | None:
    """``Article 5 - Collective defence``, ``article Collective defence {``: a title without quotation marks."""
    said = excerpt.statement
    if not said or said[0].kind != "word" or not _DIVISIONS.fullmatch(said[0].text):
        return None
    word = said[0].text.lower()
    if word in ("art", "arts", "articles"):
        dot = said[1].end if len(said) > 1 and said[1].text == "." else said[0].end
        form = f"for example {EXAMPLES['article']}"
        return Slip(said[0].start, dot, f"`{said[0].text}` is written `article`", form)
    division = word if word in ("annex", "protocol") else "article"
    rest = said[1:]
    number = ""
    if rest and (rest[0].kind == "number" or _ROMAN.fullmatch(rest[0].text)):
        number, rest = rest[0].text, rest[1:]
    line = excerpt.text.find("\n", said[0].start)
    line = len(excerpt.text) if line < 0 else line
    signs = [piece for piece in rest if piece.kind in ("other", "sign") and piece.start < line]
    title = [piece for piece in rest if piece.kind == "word" and piece.start < line and piece.text != "as"]
    if division == "protocol" or any(
        piece.kind in ("text", "block", "ref", "opentext", "openblock") or piece.text in ("'", "`") for piece in rest
    ):
        return None
    if any(piece.text in VERBS for piece in title):
        return None  # ``article 3 does not apply to Fiji``: a sentence about a provision
    if any(piece.text in ("of", "to") for piece in title[:1]) or not (signs or len(title) > 1 or not number):
        return None
    if not title and not signs:
        return None
    if len(title) == 1 and not signs and said[0].text == "article":
        return None
    name = " ".join(piece.text for piece in title) or "Consultation"
    label = "-".join(piece.text.lower() for piece in title if piece.kind == "word") or "consultation"
    form = f'`{division} "{name}" as {label} {{ … }}`'
    lock = f'; a number that is written, `{division} {number} "{name}"`, is a lock' if number else ""
    start, end = (title[0].start, title[-1].end) if title and not number else (said[0].start, (title or said)[-1].end)
    what = "the title is not in quotation marks" if title else "the heading has no title in quotation marks"
    return Slip(start, max(end, start + 1), what, f"write {form}{lock}")


def citation(excerpt: Excerpt) -> Slip | None:
    """``in accordance with article 51 of the UN Charter``: provisions are cited by their labels."""
    said = excerpt.statement
    about = any(piece.text in VERBS for piece in said)
    for index, piece in enumerate(said):
        if index == 0 and not about:
            continue
        if piece.text.lower() not in _CITED or index + 1 >= len(said):
            continue
        if index and excerpt.breaks(excerpt.first + index):
            continue  # the next statement, where a semicolon is missing
        after = said[index + 1]
        if after.text == "." and index + 2 < len(said):
            index, after = index + 1, said[index + 2]
        if after.kind not in ("number", "date") and not _ROMAN.fullmatch(after.text):
            continue
        end, treaty = after, ""
        behind = index + 2
        while behind + 2 < len(said) and said[behind].text == "(" and said[behind + 2].text == ")":
            end, behind = said[behind + 2], behind + 3  # ``5(1)(a)``
        if behind + 1 < len(said) and said[behind].text == "of":
            words = []
            for one in said[behind + 1 :]:
                if one.kind == "text":
                    words, end = [one.text.strip('"')], one
                    break
                if one.kind != "word" or (one.text in LITTLE and one.text not in ("the", "of", "on")):
                    break
                words.append(one.text)
                end = one
            treaty = " ".join(words).removeprefix("the ")
        found = excerpt.glossary.cited(treaty, after.text) if treaty and not treaty.startswith("this") else ""
        help = (
            f"write `{found}`"
            if found
            else "write `@` and the label of the article, `@collective-defence`; "
            "in another treaty its name before it, `@Pact.consultation`"
        )
        if excerpt.at < excerpt.first + index:
            return None
        shown_text = excerpt.text[piece.start : end.end]
        return Slip(piece.start, end.end, f"{shown(shown_text)} is cited by its label, not by its number", help)
    return None


def treaty_name(excerpt: Excerpt) -> Slip | None:
    """``under UN Charter``: a treaty is named by its one word, after `treaty`."""
    said = excerpt.statement
    if len(said) < 2 or said[0].text != "under" or said[1].text == "law":
        return None
    line = excerpt.text.find("\n", said[0].start)
    said = [piece for piece in said if line < 0 or piece.start < line]
    if len(said) < 2:
        return None
    rest = said[2:] if said[1].text == "treaty" else said[1:]
    words = [piece.text.strip('"') for piece in rest if piece.kind in ("word", "text")]
    whole = said[1].text != "treaty" or len(words) > 1
    if not words or len(words) != len(rest) or not whole:
        return None
    found = excerpt.glossary.cited(" ".join(word for word in words if word != "the"), "").removeprefix("@")
    help = f"write `under treaty {found}`" if found else f"for example {EXAMPLES['under']}"
    name = " ".join(words)
    return Slip(rest[0].start, rest[-1].end, f"{shown(name)} is not how a treaty is named", help)
