"""Everything in a draft that is not a sentence of its articles: clauses, headings, definitions, prose, brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from treatylang.compare.alteration import Alteration
from treatylang.compare.canonical import Names, canonical, plain, words
from treatylang.compare.changes import EDITORIAL, REVIEW, SUBSTANTIVE
from treatylang.compare.kinds import LEAST, kind_of
from treatylang.compare.options import taken
from treatylang.compare.outline import Piece
from treatylang.compare.sentences import grown
from treatylang.model.calendar import length_of
from treatylang.model.instrument import Instrument, Membership
from treatylang.syntax import ast

_AREAS = {
    "clause": "final-clause",
    "institution": "institution",
    "head": "institution",
    "recital": "preamble",
    "prose": "text",
    "area": "scope",
    "group": "scope",
    "term": "definition",
    "circumstance": "definition",
    "under": "law",
    "heading": "text",
    "note": "text",
    "reading": "law",
    "amendment": "law",
    "bracket": "obligation",
}
_HEADINGS = {
    "concerns": ("obligation", "modality"),
    "status": ("law", "reference"),
    "in-force": ("law", "reference"),
    "rank": ("law", "reference"),
    "adversaries": ("text", "reference"),
    "depositary": ("final-clause", "condition"),
}
"""What headings are about; those that are not named here are notes beside the text."""
_LIFE = ("status", "in-force")
"""Headings that say whether a text binds in law, and from when: what differs there decides whatever the text says."""

_FORMAL = ("testimonium",)
"""Clauses that record the signing and decide nothing: where and when, as the heading `drawn-up` says too."""

Used = Callable[[str], bool]
"""Whether the prose of either draft speaks of a name."""


def part(
    old: Piece | None, new: Piece | None, names: tuple[Names, Names], used: Used, texts: tuple[Instrument, Instrument]
) -> Iterator[Alteration]:
    """Yield what has become of a line, a definition or a piece of prose."""
    piece = new or old
    assert piece is not None
    if piece.sort == "heading":
        yield from _heading(old, new, names)
    elif piece.sort in ("area", "group", "circumstance"):
        yield from _definition(old, new, names, used)
    elif piece.sort == "bracket":
        yield from _bracket(old, new, names, texts)
    elif piece.sort == "head" and old is not None and new is not None:
        if old.text != new.text and not _is_article(new):
            yield Alteration("title", "wording", "change", old, new, f"`{old.text}`", f"`{new.text}`", level=EDITORIAL)
    elif old is None or new is None:
        yield _come_or_gone(old, new, _AREAS.get(piece.sort, "text"))
    elif piece.sort in ("prose", "recital"):
        yield from _prose(old, new, names)
    elif piece.sort == "term":
        yield from _term(old, new, names)
    elif piece.sort == "reading":
        yield from _reading(old, new, names)
    elif names[0].verbatim(old.text) != names[1].verbatim(new.text):
        yield from _line(old, new, names)


def _is_article(head: Piece) -> bool:
    """Return whether a council is an article by itself: its title and label are told as those of articles are."""
    node = head.node
    assert isinstance(node, ast.CouncilBlock)
    return head.above == (node.label.text if node.label is not None else "council")


def _come_or_gone(old: Piece | None, new: Piece | None, area: str) -> Alteration:
    action = "add" if old is None else "remove"
    piece = old or new
    assert piece is not None
    level = LEAST[kind_of(area, "existence", action).decides] if area in (
        "final-clause", "institution", "preamble", "text", "law"
    ) else REVIEW  # fmt: skip
    if piece.sort == "note":
        level = EDITORIAL
    return Alteration(
        area, "reference" if piece.sort == "note" else "existence", action, old, new,
        f"`{_short(old.text)}`" if old is not None else "", f"`{_short(new.text)}`" if new is not None else "",
        level=level, decided=_silent(old, new, piece.key) if level == SUBSTANTIVE else None,
    )  # fmt: skip


def _silent(old: Piece | None, new: Piece | None, key: str) -> tuple[str, str, str]:
    """Return what a text answers that says nothing of a matter, beside one that does."""
    said = [_short(piece.text) if piece is not None else "the text is silent" for piece in (old, new)]
    return f"when it is asked about `{key}`", said[0], said[1]


def _short(text: str, most: int = 220) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


# -- lines ---------------------------------------------------------------------------------------------------------


def _line(old: Piece, new: Piece, names: tuple[Names, Names]) -> Iterator[Alteration]:
    """Yield the change of a final clause, a line of a body, or a note."""
    area = _AREAS.get(new.sort, "text")
    mine, theirs = f"`{_short(old.text)}`", f"`{_short(new.text)}`"
    if canonical(old.node, names[0], exactly=True) == canonical(new.node, names[1], exactly=True):
        return  # the order of an unordered list is layout (ruling 47)
    if canonical(old.node, names[0]) == canonical(new.node, names[1]):
        same = area if area in ("final-clause", "institution") else "text"
        yield Alteration(same, "wording", "change", old, new, mine, theirs, level=EDITORIAL)
        return
    if new.key in _FORMAL:
        yield Alteration(area, "wording", "change", old, new, mine, theirs, level=EDITORIAL)
    elif area in ("final-clause", "institution"):
        kind, action = _changed_clause(old, new, names) if area == "final-clause" else ("condition", "change")
        yield Alteration(
            area, kind, action, old, new, mine, theirs, level=SUBSTANTIVE,
            decided=(f"when it is asked about `{new.key}`", _short(old.text), _short(new.text)),
        )  # fmt: skip
    elif area == "law":
        yield Alteration("law", "reference", "change", old, new, mine, theirs, level=REVIEW)
    else:
        yield Alteration("text", "reference", "change", old, new, mine, theirs, level=EDITORIAL)


def _reading(old: Piece, new: Piece, names: tuple[Names, Names]) -> Iterator[Alteration]:
    """Yield the change of the head of a reading: when it governs decides what the law says; its title nothing.

    A proposed reading governs on no day, so that its days are for people to weigh.
    """
    one, other = old.node, new.node
    if not (isinstance(one, ast.ReadingBlock) and isinstance(other, ast.ReadingBlock)):
        return
    heads = [
        (node.standing, canonical(node.period, called) if node.period is not None else "")
        for node, called in zip((one, other), names, strict=True)
    ]
    said = [_standing(node) for node in (one, other)]
    if heads[0] != heads[1]:
        idle = all(standing == "proposed" for standing, _ in heads)
        yield Alteration(
            "law", "reference", "change", old, new, f"`{said[0]}`", f"`{said[1]}`",
            level=REVIEW if idle else SUBSTANTIVE,
            decided=None if idle else (f"when the reading `{new.key}` governs", said[0], said[1]),
        )  # fmt: skip
    titles = [node.words.text if node.words is not None else "" for node in (one, other)]
    if titles[0] != titles[1]:
        shown = [f"“{title}”" if title else "nothing" for title in titles]
        yield Alteration("title", "wording", "change", old, new, shown[0], shown[1], level=EDITORIAL)


def _standing(node: ast.ReadingBlock) -> str:
    """Return a reading's standing and days as they are written, without its title."""
    days = plain(node.period.span) if node.period is not None else ""
    return " ".join(part for part in ("reading", node.name.text, days, node.standing) if part)


def _changed_clause(old: Piece, new: Piece, names: tuple[Names, Names]) -> tuple[str, str]:
    """Return the kind and action: a threshold or a time where only an amount differs, and which way it went."""
    amounts = [[a for a in ast.walk(p.node) if isinstance(a, ast.Amount)] for p in (old, new)]
    bare = [_NUMBER.sub(_blank, canonical(p.node, n)) for p, n in zip((old, new), names, strict=True)]
    if bare[0] != bare[1] or len(amounts[0]) != len(amounts[1]):
        return "condition", "change"
    pairs = [(length_of(a) is not None, by) for a, b in zip(*amounts, strict=True) if (by := grown(a, b)) != 0]
    if not pairs:
        return "condition", "change"
    kind = "duration" if all(timed for timed, _ in pairs) else "threshold"
    if all(by == 1 for _, by in pairs):
        return kind, "strengthen"
    return kind, "weaken" if all(by == -1 for _, by in pairs) else "change"


_NUMBER = re.compile(r"\d+ months \d+(?:\.\d+)? hours|\d+(?:\.\d+)?")


def _blank(found: re.Match[str]) -> str:
    return "# of time" if found[0].endswith("hours") else "#"


def _heading(old: Piece | None, new: Piece | None, names: tuple[Names, Names]) -> Iterator[Alteration]:
    piece = new or old
    assert piece is not None
    if old is not None and new is not None and canonical(old.node, names[0]) == canonical(new.node, names[1]):
        if canonical(old.node, names[0], exactly=True) != canonical(new.node, names[1], exactly=True):
            yield Alteration("text", "wording", "change", old, new, f"`{old.text}`", f"`{new.text}`", level=EDITORIAL)
        return
    area, kind = _HEADINGS.get(piece.key, ("text", "reference"))
    said = [f"`{_short(p.text)}`" if p is not None else "nothing" for p in (old, new)]
    if area == "final-clause" or (piece.key in _LIFE and _plain(old) != _plain(new)):
        decided = (f"when it is asked about `{piece.key}`", said[0].strip("`"), said[1].strip("`"))
        yield Alteration(area, kind, "change", old, new, said[0], said[1], level=SUBSTANTIVE, decided=decided)
    else:
        level = REVIEW if area != "text" else EDITORIAL
        yield Alteration(area, kind, "change", old, new, said[0], said[1], level=level)


def _plain(piece: Piece | None) -> str:
    """Return what a heading says; a text that says nothing of its status is a draft."""
    said = " ".join(piece.text.split()) if piece is not None else ""
    return "" if said == "status draft;" else said


# -- definitions ---------------------------------------------------------------------------------------------------


def _definition(old: Piece | None, new: Piece | None, names: tuple[Names, Names], used: Used) -> Iterator[Alteration]:
    """Yield the change of an area, a group or a circumstance; what it decides is weighed later, over all sentences."""
    piece = new or old
    assert piece is not None
    area = _AREAS[piece.sort]
    said = [f"`{_short(p.text)}`" if p is not None else "" for p in (old, new)]
    if old is None or new is None:
        action = "add" if old is None else "remove"
        level = REVIEW if used(piece.key) else EDITORIAL
        yield Alteration(area, "existence", action, old, new, said[0], said[1], level=level)
        return
    if old.text == new.text and old.choices == new.choices:
        return
    if _value(old, names[0]) == _value(new, names[1]):
        if old.key != new.key:
            yield Alteration("text", "number", "rename", old, new, old.key, new.key, level=EDITORIAL)
        reworded = canonical(old.node, names[0], exactly=True) != canonical(new.node, names[1], exactly=True)
        if (old.key == new.key and reworded) or _called(old) != _called(new):
            if _called(old) != _called(new) and _is_in_words(old) and _is_in_words(new):
                yield Alteration("definition", "wording", "change", old, new, said[0], said[1], level=REVIEW)
            else:
                yield Alteration("text", "wording", "change", old, new, said[0], said[1], level=EDITORIAL)
        return
    kind = "scope" if area == "scope" else "condition"
    level = REVIEW if used(old.key) or used(new.key) else EDITORIAL
    yield Alteration(area, kind, "change", old, new, said[0], said[1], level=level)


def _value(piece: Piece, names: Names) -> str:
    """Return what a definition says besides its name and what the text calls it."""
    node = piece.node
    if isinstance(node, ast.Definition):
        said = f"{node.kind} {canonical(node.period, names)} {canonical(node.value, names)}"
        return f"{said} {sorted(map(str, piece.choices))}"
    if isinstance(node, ast.CircumstanceLine):
        return " ".join(canonical(one, names) for one in (node.of, node.kind, node.condition))
    return canonical(node, names)


def _is_in_words(piece: Piece) -> bool:
    """Return whether the words of a circumstance are all that says when it holds."""
    node = piece.node
    return isinstance(node, ast.CircumstanceLine) and node.condition is None


def _called(piece: Piece) -> str:
    called = getattr(piece.node, "words", None)
    return called.text if isinstance(called, ast.Text) else ""


def _term(old: Piece, new: Piece, names: tuple[Names, Names]) -> Iterator[Alteration]:
    assert isinstance(old.node, ast.TermBlock) and isinstance(new.node, ast.TermBlock)
    said = [f"`{_short(p.text)}`" for p in (old, new)]
    mine, theirs = (
        (p.node.words.text, [canonical(b, n) for b in p.node.body])  # type: ignore[attr-defined]  # asserted above
        for p, n in zip((old, new), names, strict=True)
    )
    if mine == theirs:
        return
    texts = [" ".join(b.text.text if isinstance(b, ast.Prose) else canonical(b, n) for b in p.node.body)  # type: ignore[attr-defined]
             for p, n in zip((old, new), names, strict=True)]  # fmt: skip
    if _letters(texts[0]) == _letters(texts[1]) and mine[0].lower() == theirs[0].lower():
        yield Alteration("text", "wording", "change", old, new, said[0], said[1], level=EDITORIAL)
    else:
        yield Alteration("definition", "wording", "change", old, new, said[0], said[1], level=REVIEW)


# -- prose ---------------------------------------------------------------------------------------------------------


def _prose(old: Piece, new: Piece, names: tuple[Names, Names]) -> Iterator[Alteration]:
    """Yield a change of prose: signs and spaces alone are editorial, words are for people."""
    mine, theirs = names[0].prose(old.text), names[1].prose(new.text)
    if mine == theirs:
        return
    said = [f"“{_short(text, 600)}”" for text in (mine, theirs)]
    if _letters(mine) == _letters(theirs):
        yield Alteration("text", "wording", "change", old, new, said[0], said[1], level=EDITORIAL)
        return
    if new.sort == "recital":
        yield Alteration("preamble", "wording", "change", old, new, said[0], said[1], level=REVIEW)
        return
    notes = (said_in(old, new),)
    yield Alteration("text", "condition", "change", old, new, said[0], said[1], level=REVIEW, notes=notes)


def said_in(old: Piece, new: Piece) -> str:
    """Tell which words went and which came."""
    before, after = words(old.text), words(new.text)
    gone = [w for w in dict.fromkeys(before) if before.count(w) > after.count(w)]
    come = [w for w in dict.fromkeys(after) if after.count(w) > before.count(w)]
    told = []
    if gone:
        told.append(f"gone: {', '.join(gone[:12])}{' …' if len(gone) > 12 else ''}")
    if come:
        told.append(f"new: {', '.join(come[:12])}{' …' if len(come) > 12 else ''}")
    return "; ".join(told) or "the same words in another order"


def _letters(text: str) -> list[str]:
    return [word.lower() for word in words(text)]


# -- brackets, titles, parties -------------------------------------------------------------------------------------


def _bracket(
    old: Piece | None, new: Piece | None, names: tuple[Names, Names], texts: tuple[Instrument, Instrument]
) -> Iterator[Alteration]:
    piece = new or old
    assert piece is not None
    if old is not None and new is not None and old.key != new.key:
        yield Alteration("text", "number", "rename", old, new, old.key, new.key, level=EDITORIAL)
    options = [_options(p) for p in (old, new)]
    if old is None or new is None:
        action = "bracket" if old is None else "unbracket"
        gone = old is not None
        said = [
            f"the bracket `{p.key}` ({', '.join(o)})" if p is not None else ""
            for p, o in zip((old, new), options, strict=True)
        ]
        stood = _agreed(piece, texts, names) if old is not None else _agreed(piece, texts[::-1], names[::-1])
        asked = (f"which text is agreed for `{piece.key}`",
                 "one of its options, not yet chosen" if gone else stood,
                 stood if gone else "one of its options, not yet chosen")  # fmt: skip
        said[1 if gone else 0] = stood
        yield Alteration(
            "obligation", "existence", action, old, new, said[0], said[1], level=SUBSTANTIVE, decided=asked
        )
    elif sorted(options[0]) != sorted(options[1]) or exchanged(old, new, names):
        said = [f"the bracket `{p.key}` ({', '.join(o)})" for p, o in zip((old, new), options, strict=True)]
        asked = (f"which options `{piece.key}` has", ", ".join(options[0]), ", ".join(options[1]))
        known = [sorted(option.partition(" by ")[0] for option in those) for those in options]
        same = _sponsors(old, names[0]) == _sponsors(new, names[1])
        if moved := exchanged(old, new, names):
            asked = (f"what option `{moved[0]}` of `{piece.key}` is", moved[1], moved[2])
            said = [f"`option {moved[0]} {one}`" for one in moved[1:]]
            if letters := _letters_exchanged(old, new, names):
                said = _became(letters)
        yield Alteration(
            "obligation",
            "existence",
            "change",
            old,
            new,
            said[0],
            said[1],
            level=SUBSTANTIVE if moved or known[0] != known[1] else EDITORIAL if same else REVIEW,
            decided=asked,
            notes=tuple(_come_and_gone(old, new)),
        )


def _come_and_gone(old: Piece, new: Piece) -> Iterator[str]:
    """Yield what the options say that only one of two versions of a bracket has."""
    before, after = (
        {one.name.text: one for one in piece.node.options} if isinstance(piece.node, ast.Bracket) else {}
        for piece in (old, new)
    )
    yield from (f"option {name} is gone: {_body(one)}" for name, one in before.items() if name not in after)
    yield from (f"option {name} is new: {_body(one)}" for name, one in after.items() if name not in before)


def _agreed(piece: Piece, texts: tuple[Instrument, Instrument], names: tuple[Names, Names]) -> str:
    """Return which option of a bracket stands written out in the text that has no such bracket, and what it says."""
    assert isinstance(piece.node, ast.Bracket)
    letter, whole = taken(piece.node, *texts, names)
    option = next((one for one in piece.node.options if one.name.text == letter), None)
    if option is None:
        return "none of its options"
    return f"option {letter}{'' if whole else ', with changes'} ({_body(option)})"


def exchanged(old: Piece, new: Piece, names: tuple[Names, Names]) -> tuple[str, str, str] | None:
    """Return an option under whose name stands what stood under another, with what it was and is; else nothing.

    The same texts are on the table, but whoever has settled on `option A` has settled on something else.
    """
    if not (isinstance(old.node, ast.Bracket) and isinstance(new.node, ast.Bracket)):
        return None
    sides = [{one.name.text: one for one in piece.node.options} for piece in (old, new)]  # type: ignore[attr-defined]
    texts = [_said_by_letter(piece, called) for piece, called in zip((old, new), names, strict=True)]
    for letter, said in texts[0].items():
        now = texts[1].get(letter, said)
        others = [one for one, text in texts[0].items() if one != letter and text == now]
        if now != said and any(texts[1].get(one) != now for one in others):
            return letter, _body(sides[0][letter]), _body(sides[1][letter])
    return None


def _letters_exchanged(old: Piece, new: Piece, names: tuple[Names, Names]) -> dict[str, str]:
    """Return which option is called by which letter now, where letters changed hands and nothing else is different."""
    before, after = _said_by_letter(old, names[0]), _said_by_letter(new, names[1])
    if sorted(before.values()) != sorted(after.values()) or len(set(before.values())) != len(before):
        return {}
    now = {said: letter for letter, said in after.items()}
    return {letter: now[said] for letter, said in before.items() if now[said] != letter}


def _became(letters: Mapping[str, str]) -> list[str]:
    """Return options that changed their letters as what became what: `option A`, `option B and option B …`."""
    said = [f"option {one} became option {other}" for one, other in letters.items()]
    listed = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    first = f"option {next(iter(letters))}"
    return [first, listed.removeprefix(f"{first} became ")]


def _said_by_letter(piece: Piece, called: Names) -> dict[str, str]:
    """Return what each option of a bracket says, by its letter."""
    options = piece.node.options if isinstance(piece.node, ast.Bracket) else ()
    return {one.name.text: " ".join(canonical(part, called) for part in one.body) for one in options}


def _body(option: ast.Option) -> str:
    return _short("; ".join(plain(part.span).removesuffix(";") for part in option.body)) or "nothing"


def _sponsors(piece: Piece, names: Names) -> list[list[str]]:
    """Return who proposes each option, in whatever order and under whatever name."""
    options = piece.node.options if isinstance(piece.node, ast.Bracket) else ()
    ordered = sorted(options, key=lambda option: option.name.text)
    return [sorted(names.of(one.text) for one in option.sponsors) for option in ordered]


def _options(piece: Piece | None) -> list[str]:
    if piece is None or not isinstance(piece.node, ast.Bracket):
        return []
    found = []
    for option in piece.node.options:
        by = ", ".join(one.text for one in option.sponsors)
        found.append(f"{option.name.text} by {by}" if by else option.name.text)
    return found


def titles(old: Piece, new: Piece, names: tuple[Names, Names]) -> Iterator[Alteration]:
    """Yield the change of a title, and of whatever else a head says: who makes a statement, when and to what."""
    if _head(old, names[0].verbatim) != _head(new, names[1].verbatim):
        said = [" ".join(_head(piece, str)) for piece in (old, new)]
        shown = [f"`{head}`" for head in said]
        if _head(old, names[0].of) == _head(new, names[1].of):
            yield Alteration("text", "wording", "change", old, new, shown[0], shown[1], level=EDITORIAL)
        else:
            yield Alteration(
                "law", "reference", "change", old, new, shown[0], shown[1], level=SUBSTANTIVE,
                decided=(f"who makes the {new.sort} and to what", said[0], said[1]),
            )  # fmt: skip
    if old.title != new.title:
        yield Alteration(
            "title", "wording", "change", old, new, f"“{old.title}”", f"“{new.title}”", level=EDITORIAL
        )  # fmt: skip


def _head(piece: Piece, called: Callable[[str], str]) -> tuple[str, ...]:
    """Return what the head of a statement says besides its title and label, in the names that are wanted."""
    node = piece.node
    if not isinstance(node, ast.StatementBlock):
        return ()
    by = ", ".join(sorted(called(one.text) for one in node.by))
    on = f"on {node.on.text}" if node.on is not None else ""
    to = f"to @{called(node.to.text)}" if node.to is not None else ""
    return (node.making, f"by {by}", *(word for word in (on, to) if word))


def treaty_title(old: Instrument, new: Instrument) -> Iterator[Alteration]:
    """Yield the change of the title of the treaty itself, and of the name by which other texts refer to it."""
    if old.title != new.title:
        pieces = [Piece("title", one.node, plain(one.node.title.span), title=one.title) for one in (old, new)]
        yield Alteration(
            "title", "wording", "change", pieces[0], pieces[1], f"“{old.title}”", f"“{new.title}”", level=EDITORIAL
        )
    if old.name != new.name:
        pieces = [Piece("title", one.node.name, one.name, title=one.title) for one in (old, new)]
        said = [f"the name `{one.name}`" for one in (old, new)]
        yield Alteration("title", "wording", "change", pieces[0], pieces[1], said[0], said[1], level=EDITORIAL)


def parties(old: Instrument, new: Instrument) -> Iterator[Alteration]:
    """Yield what has become of each state: a party, none, or a party in another way."""
    before = {m.state: m for m in old.parties}
    after = {m.state: m for m in new.parties}
    for state in dict.fromkeys((*before, *after)):
        mine, theirs = before.get(state), after.get(state)
        if mine == theirs:
            continue
        pieces = [_member(text, state) for text in (old, new)]
        was, will = (m is not None and m.is_party for m in (mine, theirs))
        said = [
            "no party" if m is None else (m.standing or "a party") + _days(m, text)
            for m, text in ((mine, old), (theirs, new))
        ]
        if was != will:
            action = "add" if will else "remove"
            yield Alteration(
                "parties", "existence", action, pieces[0], pieces[1], said[0], said[1], what=state, parties=(state,),
                level=SUBSTANTIVE, decided=(f"whether {state} is a party", said[0], said[1]),
            )  # fmt: skip
        elif said[0] != said[1] or (mine and mine.suspended) != (theirs and theirs.suspended):
            level = SUBSTANTIVE if was else REVIEW
            decided = (f"what {state} is to the treaty", said[0], said[1]) if was else None
            yield Alteration(
                "parties", "condition", "change", pieces[0], pieces[1], said[0], said[1], what=state, parties=(state,),
                level=level, decided=decided,
            )  # fmt: skip
        elif mine is not None and theirs is not None and mine.alias != theirs.alias:
            yield Alteration(
                "parties", "wording", "change", pieces[0], pieces[1], f"`{mine.alias or state}`",
                f"`{theirs.alias or state}`", what=state, level=EDITORIAL,
            )  # fmt: skip


def _days(member: Membership, text: Instrument) -> str:
    """Return from when until when a state is a party, as far as that is not the life of the treaty itself."""
    since = "" if member.period.since in (None, text.force.since) else f" from {member.period.since}"
    return since + ("" if member.period.until in (None, text.force.until) else f" until {member.period.until}")


def _member(text: Instrument, state: str) -> Piece | None:
    for member in text.parties:
        if member.state == state:
            for node in text.node.parts:
                if isinstance(node, ast.PartyLine):
                    for name in node.names:
                        if name.span == member.span:
                            return Piece("party", name, plain(name.span), path="parties", key=state)
    return None
