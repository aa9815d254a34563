"""Slips of words and of structure: a comma after a condition, a missing semicolon, `must` for `shall`, open braces."""

from __future__ import annotations

from collections.abc import Callable

from treatylang.syntax.excerpt import Excerpt, Slip, shown
from treatylang.syntax.expectations import (
    BARRED,
    BODIES,
    BODY_ONLY,
    EXAMPLES,
    KEYWORDS,
    LITTLE,
    MODALS,
    PART_ONLY,
    PARTS,
    QUANTIFIERS,
    TOP,
    VERBS,
    example,
    near,
)

_DUTY = "a duty is `shall`, a right is `may`: `each party shall assist`"
_RELATIVE = "treaties here have no relative clauses; say it with `when …`, `if …` or a defined term"
STRANGE: dict[str, tuple[str, str]] = {
    "must": ("`must` is written `shall`", _DUTY),
    "will": ("`will` is written `shall`", _DUTY),
    "would": ("`would` is written `should`", _DUTY),
    "can": ("`can` is written `may`", _DUTY),
    "could": ("`could` is written `may`", _DUTY),
    "cannot": ("`cannot` is written `shall not`", "for example `no party shall use-force`"),
    "undertakes": ("`undertakes to` is written `shall`", _DUTY),
    "undertake": ("`undertake to` is written `shall`", _DUTY),
    "agree": ("`agree to` is written `shall`", _DUTY),
    "agrees": ("`agrees to` is written `shall`", _DUTY),
    "which": ("`which` opens a relative clause", _RELATIVE),
    "who": ("`who` opens a relative clause", _RELATIVE),
    "whom": ("`whom` opens a relative clause", _RELATIVE),
    "whose": ("`whose` opens a relative clause", _RELATIVE),
    "where": ("`where` opens a relative clause", _RELATIVE),
    "then": ("a condition has no `then` after it", f"leave it out: {EXAMPLES['when']}"),
    "upon": ("`upon` is written `on` or `when`", f"for example {EXAMPLES['when']}"),
    "whenever": ("`whenever` is written `when`", f"for example {EXAMPLES['when']}"),
    "else": ("`else` is not used in treaties", "write a second sentence with its own condition"),
    "provided": ("`provided` is written `if`", "for example `each party shall assist if request of the host`"),
    "&": ("`&` is not used in treaties", "lists are joined by commas"),
}
HEADINGS: dict[str, tuple[str, str]] = {
    "section": ("`section` is not a form of this language", f"use `chapter` or `article`: {EXAMPLES['chapter']}"),
    "title": ("`title` is not a form of this language", "the title comes after the name of the treaty, in quotes"),
    "paragraph": ("paragraphs have only their number", "for example `1 { … }`"),
    "definition": ("definitions are written `term`", EXAMPLES["term"]),
    "define": ("definitions are written `term`, `area` or `group`", EXAMPLES["term"]),
    "country": ("`country` is written `party`", EXAMPLES["party"]),
    "let": ("definitions are written `term`, `area` or `group`", EXAMPLES["area"]),
    "agreement": ("`agreement` is written `treaty`", EXAMPLES["treaty"]),
    "convention": ("`convention` is written `treaty`", EXAMPLES["treaty"]),
    "pact": ("`pact` is written `treaty`", EXAMPLES["treaty"]),
    "act": ("`act` belongs in a `vocabulary`", EXAMPLES["vocabulary"]),
    "statute": ("`statute` is written `law`", EXAMPLES["law"]),
    "constitution": ("`constitution` is written `law`", EXAMPLES["law"]),
}

_STARTERS = TOP | PARTS | BODIES | {"recital", "option", "expect", "given", "event"}


def comma_after_condition(excerpt: Excerpt) -> Slip | None:
    """``when armed-attack on Japan, USA shall act``."""
    words, here, last = excerpt.words, excerpt.here.text, excerpt.at
    opener = next((w for w in ("when", "if") if w in words), "")
    inside = words[words.index(opener) :] if opener else []
    if not inside or any(word in MODALS for word in inside):
        return None
    if here != ",":
        if "," not in inside or not (here in VERBS | QUANTIFIERS or excerpt.before.text == ","):
            return None
        last = excerpt.first + max(i for i, word in enumerate(words) if word == ",")
    return excerpt.slip(
        last,
        f"the comma joins {shown(excerpt.piece(last + 1).text)} to the condition, which needs no comma at its end",
        f"leave the comma out: {EXAMPLES['when']}",
    )


def wrong_word(excerpt: Excerpt) -> Slip | None:
    """A word of ordinary drafting that has another word here."""
    for index in (excerpt.at, excerpt.at - 1):
        word = excerpt.piece(index).text.lower()
        if word in STRANGE and index >= excerpt.first and excerpt.piece(index).kind == "word":
            message, help = STRANGE[word]
            return excerpt.slip(index, message, help)
    first = excerpt.piece(excerpt.first)
    if first.text.lower() in HEADINGS and excerpt.at - excerpt.first <= 4:
        message, help = HEADINGS[first.text.lower()]
        return excerpt.slip(excerpt.first, message, f"for example {help}" if help.startswith("`") else help)
    return None


def modal_habits(excerpt: Excerpt) -> Slip | None:
    """``may not``, ``shall be not``, ``may only if``, ``not shall``, ``that`` after a noun."""
    here, before = excerpt.here.text, excerpt.before.text
    if here == "only":
        start = excerpt.before.start if before in MODALS else excerpt.here.start
        return Slip(
            start, excerpt.here.end, "`only` hides a prohibition",
            "write the prohibition and its exception: `no party shall use-force unless request of the host`",
        )  # fmt: skip
    if here == "not" and before == "may":
        help = "write `shall not` for a ban, `need not` for a choice"
        return excerpt.slip(excerpt.at, "`may not` has two meanings", help)
    if here == "not" and before == "be":
        help = "for example `Japan shall not use-force`"
        return excerpt.slip(excerpt.at - 1, "`be` stands between `shall` and `not`", help)
    if here in MODALS and before == "not":
        return excerpt.slip(excerpt.at - 1, f"`not` stands before `{here}`", f"write `{here} not`")
    if here == "that" and excerpt.before.kind in ("word", "text"):
        return excerpt.slip(excerpt.at, "`that` opens a relative clause", _RELATIVE)
    return None


def opening_if(excerpt: Excerpt) -> Slip | None:
    """A sentence that begins with ``if`` or ``unless``, or has no condition after ``when``."""
    here = excerpt.here
    if excerpt.first == excerpt.at and here.text in ("if", "unless", "until"):
        help = f"begin with `when`: {EXAMPLES['when']}"
        return excerpt.slip(excerpt.at, f"no sentence begins with `{here.text}`", help)
    words = excerpt.words
    if len(words) > 1 and words[0] == "when" and here.text == ";" and excerpt.after.text in QUANTIFIERS:
        help = f"leave it out: {EXAMPLES['when']}"
        return excerpt.slip(excerpt.at, "this `;` stands between the condition and its sentence", help)
    if len(words) > 1 and words[0] == "when" and here.text in (";", "}") and not VERBS & set(words):
        return excerpt.missing("no sentence follows the condition", f"for example {EXAMPLES['when']}")
    if excerpt.before.text == "when" and here.text in VERBS | {"{", ",", ";", "}"}:
        return excerpt.slip(excerpt.at - 1, "`when` has no condition", f"for example {EXAMPLES['when']}")
    return None


def and_in_list(excerpt: Excerpt) -> Slip | None:
    """``Japan and Australia shall consult and report``: lists are joined by commas."""
    here, words = excerpt.here.text, excerpt.words
    if here not in ("and", "or") or not words:
        return None
    start, end = excerpt.at - 1 if excerpt.before.text == "," else excerpt.at, excerpt.here.end
    if excerpt.after.text == "/" and excerpt.piece(excerpt.at + 2).text == "or":
        end, here = excerpt.piece(excerpt.at + 2).end, "and/or"
    place = excerpt.piece(start).start
    if here != "and":
        # With a comma both would be bound, or both acts owed: that is not what somebody who writes *or* means.
        acts = bool(VERBS & {*words})
        what = (
            "all of a list are owed, and none is by choice" if acts else "all of a list are meant, and none by choice"
        )
        help = (
            "where one act suffices: `each party shall any of consult, sanction;`"
            if acts
            else "say of which states it is true and when, or of all: `Japan, Australia shall consult`"
        )
        return Slip(place, end, f"`{here}` leaves open which is meant: {what}", help)
    return Slip(place, end, "a list is joined by commas, not by `and`",
                "for example `Japan, Australia shall consult, report`")  # fmt: skip


def no_subject(excerpt: Excerpt) -> Slip | None:
    """``shall assist;``: nobody is named."""
    here, words = excerpt.here.text, excerpt.words
    if here not in VERBS or any(word in VERBS for word in words):
        return None
    if words and words[0] not in ("when", "before", "after", "option"):
        return None
    what = "condition" if words else "sentence"
    tail = "the condition has taken the words before it" if words else "nobody is named before it"
    return excerpt.slip(excerpt.at, f"`{here}` has no subject: {tail}", f"name who `{here}` after the {what}: "
                        f"{EXAMPLES['when']}" if words else "for example `each party shall assist`")  # fmt: skip


def open_at_end(excerpt: Excerpt) -> Slip | None:
    """The end of the file, and a brace that was never closed."""
    if not excerpt.ended or not excerpt.open or not excerpt.begins(excerpt.at):
        return None
    brace, index = _suspect(excerpt)
    line = excerpt.line(excerpt.piece(brace).start)
    head = " ".join(piece.text for piece in excerpt.header(brace)[:2])
    owner = f" of {shown(head)}" if head else ""
    return excerpt.missing(f"the `{{`{owner} on line {line} is never closed", "write `}` here", index)


def _suspect(excerpt: Excerpt) -> tuple[int, int]:
    """Return the brace that is probably open and the place of its closing one: where the indentation disagrees."""
    stack: list[int] = []
    for index, piece in enumerate(excerpt.pieces):
        if piece.kind != "sign" or piece.text not in "{}":
            continue
        if piece.text == "{":
            stack.append(index)
            continue
        if stack and excerpt.breaks(index) and excerpt.indent(index) < excerpt.indent(stack[-1]):
            return stack[-1], index
        if stack:
            stack.pop()
    return excerpt.open[-1], excerpt.at


def too_many_braces(excerpt: Excerpt) -> Slip | None:
    """A ``}`` that closes nothing, a ``;`` that ends nothing."""
    here = excerpt.here
    if here.text == "}" and here.kind == "sign" and not excerpt.open:
        return excerpt.slip(excerpt.at, "this `}` closes nothing", "delete it, or look for one too many above it")
    if here.text == ";" and excerpt.begins(excerpt.at):
        what = "after `}`" if excerpt.before.text == "}" else "here"
        help = "delete it; only statements without a block end with `;`"
        return excerpt.slip(excerpt.at, f"there is no `;` {what}", help)
    return None


def wrong_level(excerpt: Excerpt) -> Slip | None:
    """A part inside an article or a treaty inside a treaty: a ``}`` is missing; a part outside: one is too many."""
    here, index = excerpt.piece(excerpt.first), excerpt.first
    if here.kind != "word" or (index == excerpt.at and here.text in excerpt.wanted):
        return None
    if not excerpt.open:
        return _outside(excerpt) if index == excerpt.at and here.text in PARTS | BODIES | {"recital"} else None
    brace = excerpt.open[-1]
    header = excerpt.header(brace)
    owner, line = (header[0].text if header else ""), excerpt.line(excerpt.piece(brace).start)
    within = ("treaty", "protocol", "law", "chapter", "option")
    if here.text in TOP - {"law"} or (here.text in PART_ONLY and owner not in within):
        what = f"of `{owner}` on line {line}" if owner else f"on line {line}"
        message = f"`}}` is missing before `{here.text}`: the `{{` {what} is still open"
        return excerpt.missing(message, "close it with `}`", index)
    if index == excerpt.at and (here.text in BODY_ONLY or here.text == "when"):
        help = f"for example {EXAMPLES['article']}"
        return excerpt.slip(index, f"`{here.text}` is outside every article", help)
    return None


def _outside(excerpt: Excerpt) -> Slip:
    word, help = excerpt.here.text, f"put it inside: {EXAMPLES['treaty']}"
    message = f"`{word}` is outside every treaty"
    if excerpt.before.text == "}":
        line = excerpt.line(excerpt.before.start)
        message += f"; the `}}` on line {line} closed the last one"
        help = "delete that `}` if it came too early"
    return excerpt.slip(excerpt.at, message, help)


def next_line(excerpt: Excerpt) -> Slip | None:
    """A line that begins no deeper than the statement before it, which could have ended there."""
    if ";" not in excerpt.wanted or excerpt.begins(excerpt.at) or not excerpt.breaks(excerpt.at):
        return None
    here = excerpt.here
    if here.kind not in ("word", "number") or here.text in LITTLE or excerpt.words[0] in ("when", "before", "after"):
        return None
    if excerpt.indent(excerpt.at) > excerpt.indent(excerpt.first) or excerpt.before.text == ",":
        return None
    return _semicolon(excerpt, excerpt.at)


def missing_semicolon(excerpt: Excerpt) -> Slip | None:
    """A statement that runs into the next line."""
    said = excerpt.words
    index = _next_statement(excerpt)
    if index is not None:
        return _semicolon(excerpt, index)
    if ";" not in excerpt.wanted or excerpt.begins(excerpt.at) or not said:
        return None
    if excerpt.ended or excerpt.here.text == "}" or excerpt.breaks(excerpt.at):
        return _semicolon(excerpt, excerpt.at)
    return None


def _semicolon(excerpt: Excerpt, index: int) -> Slip:
    return excerpt.missing(f"`;` is missing after {shown(excerpt.piece(index - 1).text)}",
                           "every statement ends with `;` or a block", index)  # fmt: skip


def _next_statement(excerpt: Excerpt) -> int | None:
    """Return the piece with which a new statement begins inside the one that was read, if one does."""
    starters = (_STARTERS | TOP) - {"when", "after", "before", "option", "law", "treaty", "party"}
    verbs = sum(word in VERBS and word != "count" for word in [*excerpt.words, excerpt.here.text])
    last = None
    for index in range(excerpt.first + 1, min(excerpt.at + 1, len(excerpt.pieces))):
        if not excerpt.breaks(index):
            continue
        word = excerpt.piece(index).text
        if word in starters and excerpt.words[0] not in ("when", "option", "before", "after", "replace", "insert"):
            return index
        last = index
    return last if verbs > 1 and excerpt.here.text in VERBS and "does" not in excerpt.words else None


def option_head(excerpt: Excerpt) -> Slip | None:
    """``option A "Bases" …``, and ``option A { … }`` in an article, where no braces stand around its sentences."""
    if excerpt.words[:1] != ["option"]:
        return None
    index = excerpt.first + 2
    if index <= excerpt.at and excerpt.piece(index).kind == "text":
        help = f"leave it out: for example {EXAMPLES['option']}"
        return excerpt.slip(index, "an option has no title", help)
    if excerpt.here.text == "{":
        help = f"leave both braces out: for example {EXAMPLES['option']}"
        return excerpt.slip(excerpt.at, "in an article, an option has no braces around its sentences", help)
    return None


def missing_piece(excerpt: Excerpt) -> Slip | None:
    """A title, a name, a label, ``=`` or ``{`` that was left out."""
    words, wanted, before = excerpt.words, excerpt.wanted, excerpt.before.text
    if not words:
        return None
    first = words[0]
    form = f"for example {EXAMPLES[first]}" if first in EXAMPLES else example(excerpt)
    if before == "as" and wanted == {"NAME"}:
        if excerpt.here.kind == "text":
            help = f"write `as {_label(excerpt)}`"
            return excerpt.slip(excerpt.at, "the name after `as` is not in quotes", help)
        if excerpt.here.kind == "word":
            own = excerpt.here.text
            return excerpt.slip(excerpt.at, _BARRED.format(own), f"choose another name, for example `{own}-{first}`")
        return excerpt.missing("the name after `as` is missing", form)
    if first in ("council", "chapter") and wanted == {"STRING"} and excerpt.here.kind == "word" and len(words) == 1:
        title = excerpt.here.text
        help = f'write `{first} "{title}" as {title.lower()} {{ … }}`'
        return excerpt.slip(excerpt.at, "the title is not in quotation marks", help)
    if first in ("area", "group", "term") and wanted == {"NAME"} and excerpt.here.kind == "text":
        said = excerpt.here.text
        help = f"write `{first} {_camel(said)} {said}`: the name stands in the draft, the words in print"
        return excerpt.slip(excerpt.at, f"the {first} has words and no name", help)
    if first == "term" and wanted == {"STRING"} and len(words) == 2 and excerpt.here.kind == "word":
        start, apart = excerpt.piece(excerpt.at - 1), f"{words[1]} {excerpt.here.text}"
        help = f'write `term {_camel(apart)} "{apart}" {{ … }}`'
        return Slip(start.start, excerpt.here.end, f"`{apart}` is several words where one name can stand", help)
    if before == "," and "NAME" in wanted:
        return excerpt.slip(excerpt.at - 1, "nothing follows this comma", "name one more, or delete the comma")
    if first in TOP and len(words) == 1 and "NAME" in wanted:
        return excerpt.missing(f"the name of the {first} is missing", form)
    if first in TOP and wanted == {"STRING"}:
        return excerpt.missing(f"the {first} has no title", form)
    if wanted >= {"="} and first in ("area", "group") and excerpt.here.text != ";":
        return excerpt.missing("`=` is missing before what is defined", form)
    if "{" in wanted and ";" not in wanted and excerpt.here.text != "}":
        what = shown(f"{first} {words[1]}" if len(words) > 1 and first in EXAMPLES else first)
        return excerpt.missing(f"`{{` is missing: {what} opens no block", form)
    return None


def _camel(words: str) -> str:
    """Return a name made of words: `TreatyArea` of `"the Treaty Area"`."""
    plain = [word for word in "".join(c if c.isalnum() else " " for c in words).split() if word.lower() != "the"]
    return "".join(word[:1].upper() + word[1:] for word in plain) or "Name"


def _label(excerpt: Excerpt) -> str:
    return "-".join(excerpt.here.text.strip('"').split()) or "label"


_NAMING = TOP | frozenset("as area group term circumstance bracket option reading act event".split())
"""Words after which a name stands that the drafter gives."""
_BARRED = "`{}` is a word of the language and cannot be a name"


def reserved_word(excerpt: Excerpt) -> Slip | None:
    """A word of the language where a name should stand."""
    here, first = excerpt.here, excerpt.piece(excerpt.first).text
    if here.text in BARRED and "NAME" in excerpt.wanted and excerpt.before.text in _NAMING:
        other = f"{here.text}-{first}" if first in KEYWORDS and first != here.text else f"own-{here.text}"
        return excerpt.slip(excerpt.at, _BARRED.format(here.text), f"choose another name, for example `{other}`")
    return None


def near_word(excerpt: Excerpt) -> Slip | None:
    """A keyword with a letter too many, too few or in the wrong place, or written with a capital."""
    here, first = excerpt.here, excerpt.piece(excerpt.first)
    meant = near(here.text, excerpt.wanted) if here.kind == "word" else ""
    if meant:
        return _meant(excerpt, excerpt.at, "cannot stand here", meant)
    if (
        first.kind == "word"
        and first.text not in KEYWORDS
        and not excerpt.glossary.meant(first.text, "heading", "clause")
    ):
        meant = near(first.text, _STARTERS if excerpt.open else TOP)
        if meant:
            return _meant(excerpt, excerpt.first, "opens no statement", meant)
    previous = excerpt.before
    if previous.kind == "word" and previous.text not in KEYWORDS and excerpt.at - 1 > excerpt.first:
        meant = near(previous.text, VERBS | {"unless", "until", "notwithstanding"})
        if meant:
            return _meant(excerpt, excerpt.at - 1, "is not a word of this language", meant)
    return None


def _meant(excerpt: Excerpt, index: int, what: str, meant: str) -> Slip:
    word = excerpt.piece(index).text
    what = "is written with small letters" if word.lower() == meant else what
    return excerpt.slip(index, f"{shown(word)} {what}", f"did you mean `{meant}`?")


SLIPS: tuple[Callable[[Excerpt], Slip | None], ...] = (
    modal_habits,
    opening_if,
    option_head,
    comma_after_condition,
    wrong_word,
    too_many_braces,
    wrong_level,
    open_at_end,
    next_line,
    near_word,
    and_in_list,
    no_subject,
    missing_semicolon,
    missing_piece,
)
"""What is tried in turn; the first that knows the mistake speaks."""
