"""Habits of those who draft in prose: set phrases, unquoted titles, citations by number, one word written as two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from treatylang.syntax import provisions
from treatylang.syntax.excerpt import Excerpt, Piece, Slip
from treatylang.syntax.expectations import CLOSERS, EXAMPLES, KEYWORDS, LITTLE, QUANTIFIERS, SLOTS, VERBS
from treatylang.syntax.phrases import LONGEST, OPENINGS, SENTENCES, WHO, of_whom, said_otherwise
from treatylang.syntax.slips import STRANGE, reserved_word

_LONGEST = 6
"""How many words one meaning has at most."""
_RUN = 12
"""How many words beside each other may be the name of one thing."""
_LOOKED = 40
"""How many names of a line of parties are compared with all states."""
_SHOWN = 24
"""How many words of a sentence a help shows."""
_PROSE = frozenset(
    "is are was were be been being has have had do did their them they its it he his whoever whatever these those our"
    " we us there here also so such".split()
)
"""Little words of prose that the language has no use for."""
_NOUNS = frozenset("party state member treaty law parties states members".split())
_ADJECTIVES = frozenset("third other".split())
_KINDS = (
    "event", "will", "circumstance", "judgement", "role", "object", "body", "relation", "quality", "place", "means",
    "manner", "matter", "act", "qualifier", "measure",
)  # fmt: skip


def _runs(said: Sequence[Piece], stop: Callable[[Piece], bool]) -> Iterator[tuple[int, int]]:
    """Yield where words follow each other in a statement, as (first, after the last)."""
    start = 0
    for index in range(len(said) + 1):
        if index == len(said) or said[index].kind != "word" or stop(said[index]):
            if index > start:
                yield start, index
            start = index + 1


def opening(excerpt: Excerpt) -> Slip | None:
    """``parties Japan``, ``WHEREAS …``: lines that have another form here."""
    first = excerpt.piece(excerpt.first)
    found = OPENINGS.get(first.text.lower()) if first.kind == "word" and first.text not in excerpt.wanted else None
    return Slip(first.start, first.end, f"`{first.text}` opens no statement", found) if found is not None else None


def leading_slot(excerpt: Excerpt) -> Slip | None:
    """``On request of that party each party shall``: who shall do what comes first, all else after it."""
    here = excerpt.piece(excerpt.first)
    low = here.text.lower()
    if here.kind != "word" or low not in SLOTS | {"notwithstanding", "subject"} or low == "after":
        return None
    if (here.text == low and excerpt.first != excerpt.at) or low in excerpt.wanted:
        return None
    if not any(piece.text in VERBS for piece in excerpt.statement):
        return None
    behind = _LEADING.get(low, "on request of that party")
    help = f"who shall do what comes first: `each party shall assist {behind};`"
    return excerpt.slip(excerpt.first, f"no sentence begins with `{here.text}`", help)


_LEADING = {
    "subject": "subject to @consultation",
    "notwithstanding": "notwithstanding @consultation",
    "within": "within 48 hours",
    "in": "in territory of that party",
    "under": "under @consultation",
}
"""What stands behind the act, for each word with which prose begins."""


def line_as_sentence(excerpt: Excerpt) -> Slip | None:
    """``no reservations may be made;`` among the final clauses: such a block has lines, each with its first word."""
    said = excerpt.statement
    owner = excerpt.header(excerpt.open[-1])[:1] if excerpt.open else []
    lines = SENTENCES.get(owner[0].text) if owner else None
    if lines is None or not said or said[0].kind != "word":
        return None
    low = [piece.text.lower() for piece in said]
    if low[0] not in LITTLE | {"either", "instruments", "a", "disputes", "decisions"} and not set(low) & _PROSE:
        return None
    if any((found := said_otherwise(low[index : index + LONGEST])) and found.in_line for index in range(len(low))):
        return None
    for piece, word in zip(said, low, strict=True):
        if piece.kind == "word" and word in lines:
            opener = lines[word].split()[0]
            what = (
                "begins a line of its own, and is part of no sentence"
                if opener == word
                else f"is said in a line of its own, `{opener}`"
            )
            return Slip(piece.start, piece.end, f"`{piece.text}` {what}",
                        f"`{owner[0].text}` has lines and no sentences: `{lines[word]}`")  # fmt: skip
    return None


def trailing_before(excerpt: Excerpt) -> Slip | None:
    """``shall consult the others before use-force``: what an act comes before is said in front of the sentence."""
    said = excerpt.statement[: excerpt.at - excerpt.first]
    if excerpt.here.text != "before" or not any(piece.text in VERBS for piece in said):
        return None
    behind = []
    for piece in excerpt.statement[excerpt.at - excerpt.first + 1 :]:
        if piece.kind != "word" or piece.text in CLOSERS:
            break
        behind.append(piece.text)
    act = " ".join(behind) or "use-force"
    sentence = " ".join(piece.text for piece in said)
    help = f"say it in front: `before {act} {sentence};`" if len(sentence) < _SHORT else f"begin with `before {act}`"
    return excerpt.slip(excerpt.at, "what comes later is not said at the end of a sentence", help)


_SHORT = 60
"""How many characters of a sentence are repeated in a help at most."""


def small_letters(excerpt: Excerpt) -> Slip | None:
    """``The Parties shall``: little words have small letters wherever they stand."""
    for piece in excerpt.statement[: excerpt.at - excerpt.first + 1]:
        low = piece.text.lower()
        if piece.kind == "word" and piece.text != low and low in LITTLE | _NOUNS | {"when"} and len(low) > 2:
            return Slip(
                piece.start, piece.end, f"`{piece.text}` is written with small letters", f"did you mean `{low}`?"
            )
    return None


def set_phrase(excerpt: Excerpt) -> Slip | None:
    """``in the event of``, ``every party``, ``an armed attack``: what has another form here, from the front."""
    said = excerpt.statement
    for start, end in _runs(said, lambda _: False):
        words = [piece.text for piece in said[start:end]]
        for index in range(start, end):
            found = said_otherwise(words[index - start : index - start + LONGEST])
            if found is not None:
                last = said[index + found.words - 1]
                found = of_whom(found, " ".join(words[: index - start]))
                return Slip(said[index].start, last.end, found.message, found.help)
            soon = any(
                said_otherwise(words[later - start : later - start + LONGEST])
                for later in range(index, min(index + 3, end))
            )
            if _is_article(said, index) and index + 1 < end and not soon:
                return _indefinite(excerpt, said, index, end)
    return None


def _is_article(said: Sequence[Piece], index: int) -> bool:
    """Return whether a word is `a` or `an`; a capital letter inside a statement is a name, as of an option."""
    text = said[index].text
    return text in ("a", "an") or (text in ("A", "An") and index == 0)


def _indefinite(excerpt: Excerpt, said: Sequence[Piece], index: int, end: int) -> Slip:
    """Tell ``an armed attack``: no word has an indefinite article."""
    article, noun = said[index].text, said[index + 1].text
    if noun in _NOUNS or noun in _ADJECTIVES:
        what = f"`{article} {noun}` is written `any {noun}`"
        return Slip(said[index].start, said[index + 1].end, what, WHO)
    count, meant = _meaning(excerpt, [piece.text for piece in said[index + 1 : min(end, index + 1 + _LONGEST)]])
    last = said[index + max(count, 1)]
    phrase = " ".join(piece.text for piece in said[index : index + max(count, 1) + 1])
    written = f"`{phrase}` is written `{meant}`" if meant else f"a word takes no `{article}` before it"
    help = _rewritten(excerpt, said) or (f"write `{meant}`" if meant else f"leave `{article}` out")
    return Slip(said[index].start, last.end, written, help)


def definition(excerpt: Excerpt) -> Slip | None:
    """``"armed attack" means any use of force``: definitions have a form of their own."""
    said = excerpt.statement
    for before, piece in pairwise(said):
        if piece.text == "means" and before.kind in ("text", "word") and before.text not in LITTLE | KEYWORDS:
            help = f"what a word means is a definition: {EXAMPLES['term']}"
            return Slip(piece.start, piece.end, "`means` is not a verb of a sentence", help)
    return None


def condition_comma(excerpt: Excerpt) -> Slip | None:
    """``shall assist, if requested``: there is no comma before a condition."""
    if excerpt.before.text != "," or excerpt.here.text not in CLOSERS:
        return None
    help = "leave it out: `each party shall assist if request of the host;`"
    return excerpt.slip(excerpt.at - 1, f"there is no comma before `{excerpt.here.text}`", help)


def numbered_sentence(excerpt: Excerpt) -> Slip | None:
    """``(1) each party shall``, ``(a) each party``: the number of a paragraph stands alone, before a block."""
    here, before, words = excerpt.here, excerpt.before, excerpt.words
    if len(words) == 3 and (words[0], words[2]) == ("(", ")") and "{" in excerpt.wanted:
        opener = excerpt.piece(excerpt.first)
        return Slip(opener.start, before.end, f"`({words[1]})` stands before a block", f"write `({words[1]}) {{ … }}`")
    if before.text != "(" or here.kind != "number" or excerpt.after.text != ")" or not excerpt.begins(excerpt.at - 1):
        return None
    end = excerpt.after.end
    return Slip(before.start, end, f"`({here.text})` opens no paragraph", f"write `{here.text} {{ … }}`")


def place_in_quotes(excerpt: Excerpt) -> Slip | None:
    """``drawn-up at Tokyo``: a quoted name says where something is done."""
    if excerpt.before.text != "at" or excerpt.here.kind != "word" or excerpt.here.text in LITTLE:
        return None
    if said_otherwise([piece.text for piece in excerpt.pieces[excerpt.at - 1 : excerpt.at - 1 + LONGEST]]):
        return None
    return excerpt.slip(excerpt.at, f"the place `{excerpt.here.text}` is not in quotes",
                        f'write `at "{excerpt.here.text}"`')  # fmt: skip


def label_without_as(excerpt: Excerpt) -> Slip | None:
    """``article "Consultation" consultation {``: a label comes after `as`."""
    words = excerpt.words
    if not words or words[0] not in ("article", "annex", "chapter", "council") or excerpt.before.kind != "text":
        return None
    if excerpt.here.kind != "word" or excerpt.here.text in LITTLE | KEYWORDS:
        return None
    return excerpt.slip(excerpt.at, f"`as` is missing before the label `{excerpt.here.text}`",
                        f"write `as {excerpt.here.text}`")  # fmt: skip


def areas_and(excerpt: Excerpt) -> Slip | None:
    """``area A = territory of parties and sea "Coral Sea"``: areas and groups are joined by `plus`."""
    if excerpt.here.text not in ("and", "or", "as") or not excerpt.words or excerpt.words[0] not in ("area", "group"):
        return None
    if "=" not in excerpt.words:
        return None
    return excerpt.slip(excerpt.at, f"areas and groups are not joined by `{excerpt.here.text}`",
                        "write `plus`: `territory of parties plus sea \"Philippine Sea\"`")  # fmt: skip


def area_in_sentence(excerpt: Excerpt) -> Slip | None:
    """``armed-attack in part "Taiwan"``: an area that is put together inside a sentence stands in parentheses."""
    said = excerpt.statement
    if not said or said[0].text in ("area", "group", "party", "use") or excerpt.at >= len(excerpt.pieces):
        return None
    at, depth = excerpt.at - excerpt.first, 0
    for index in range(1, min(at + 1, len(said))):
        depth += {"(": 1, ")": -1}.get(said[index].text, 0)
        if depth == 0 and said[index - 1].text in _BEFORE_PLACES and _drawn(said, index):
            end = _end_of_area(said, index)
            if at < index or end == index:
                return None
            return _in_parentheses(excerpt, said, index, end)
    if excerpt.here.text == "(" and excerpt.before.text in _HIT and _drawn(said, at + 1):
        end = next((i for i in range(at + 1, len(said)) if said[i].text == ")"), _end_of_area(said, at + 1))
        return _in_parentheses(excerpt, said, at + 1, end)
    if excerpt.here.text == "plus" and depth == 0:
        begin = next((i for i in range(at - 1, 0, -1) if said[i - 1].text in ("in", "outside", "within")), 0)
        if begin and not any(piece.text in VERBS for piece in said[begin:at]):
            return _in_parentheses(excerpt, said, begin, _end_of_area(said, begin))
    return None


def _in_parentheses(excerpt: Excerpt, said: Sequence[Piece], index: int, end: int) -> Slip:
    start, stop = said[index].start, said[end - 1].end
    inside = " ".join(excerpt.text[start:stop].split())
    own = f'or give it a name: `area Place "the place" = {inside};`'
    if said[index - 1].text not in _HIT | {"("}:
        message = "an area that is put together inside a sentence goes in parentheses"
        return Slip(start, stop, message, f"write `({inside})`, {own}")
    message = f"`{inside}` is a place: an event hits somebody or something in a place"
    return Slip(start, stop, message, f"write `in ({inside})` or `on any party in ({inside})`, {own}")


_BEFORE_PLACES = frozenset("in on outside within to against from around".split())
_HIT = frozenset("on to against from".split())
_HELD = frozenset("administered claimed designated recognised occupied".split())


def _drawn(said: Sequence[Piece], index: int) -> bool:
    """Return whether an expression of an area begins here: ``part "…"``, ``belt of``, ``territory claimed by``."""
    if len(said) < index + 2:
        return False
    here, then = said[index], said[index + 1 : index + 3]
    if (here.text, then[0].kind) in (("part", "text"), ("sea", "text")) or here.text in ("belt", "polygon"):
        return True
    return here.kind == "word" and then[0].text in _HELD and then[-1].text == "by"


def _end_of_area(said: Sequence[Piece], index: int) -> int:
    """Return the number of the piece after an area, where a verb, a condition or who shall act begins."""
    stop = (VERBS | CLOSERS | QUANTIFIERS | {"and", "or"}) - {"parties", "any"}
    end = index + 1
    while (
        end < len(said)
        and said[end].text not in stop
        and not (
            said[end].kind in ("word", "text")
            and said[end - 1].kind in ("word", "text")
            and said[end].text not in _AREA_WORDS
            and said[end - 1].text not in _AREA_WORDS
        )
    ):
        end += 1
    return end


_AREA_WORDS = _HELD | frozenset(
    "by of part sea belt polygon nm around plus except within north south east west on rhumb geodesic parties"
    " any".split()
)
"""The little words between the parts of an area."""


def _meaning(excerpt: Excerpt, words: Sequence[str]) -> tuple[int, str]:
    """Return how many words at the beginning have one meaning, and how that is written."""
    for count in range(min(len(words), _LONGEST), 0, -1):
        if words[count - 1] in LITTLE:
            continue
        found = excerpt.glossary.meant(" ".join(words[:count]), *_KINDS)
        if found:
            return count, found[0]
    return 0, ""


def _rewritten(excerpt: Excerpt, said: Sequence[Piece]) -> str:
    """Return the statement with its words joined and without `a` and `an`, where all of it is understood."""
    out: list[str] = []
    index = 0
    while index < len(said):
        if len(out) > _SHOWN:
            return ""
        piece = said[index]
        if _is_article(said, index):
            index += 1
            continue
        if piece.kind != "word" or piece.text in LITTLE | KEYWORDS | _NOUNS:
            out.append(piece.text)
            index += 1
            continue
        count, meant = _meaning(excerpt, [one.text for one in said[index : index + _LONGEST] if one.kind == "word"])
        if not meant:
            return ""
        out.append(meant)
        index += count
    return f"write `{' '.join(out)};`"


def words_apart(excerpt: Excerpt) -> Slip | None:
    """``armed attack``, ``Viet Nam``, ``south china sea``: several words where one name can stand."""
    said = excerpt.statement
    if not said:
        return None
    opener = said[0].text
    verb = next((index for index, piece in enumerate(said) if piece.text in VERBS and index), len(said))
    if opener in ("area", "group"):
        begin = next((index for index, piece in enumerate(said) if piece.text == "="), 0) + 1
        region = said[begin:]
    elif opener == "party":
        return _states_apart(excerpt, said[1:])
    elif opener == "event":
        region = said[1:]
    elif verb < len(said) or "shall" in excerpt.wanted or opener == "when":
        region = said[:verb]
    else:
        return None
    stop = (LITTLE | KEYWORDS | _NOUNS | STRANGE.keys()) - {"sea", "part"}
    for start, end in _runs(region, lambda piece: piece.text.lower() in stop):
        run = [region[start]]
        for before_it, piece in pairwise(region[start : min(end, start + _RUN + 1)]):
            if "\n" in excerpt.text[before_it.end : piece.start]:
                break
            run.append(piece)
        if not 1 < len(run) <= _RUN:
            continue
        before = region[start - 1].text if start else ""
        before = region[start - 2].text if before == "the" and start > 1 else before
        area = opener in ("area", "group") or before in ("in", "outside", "within")
        inside = opener not in ("area", "group")
        slip = _apart(excerpt, run, area, whole=verb == len(said), inside=inside)
        if slip is not None:
            return slip
    return None


def _apart(excerpt: Excerpt, run: Sequence[Piece], area: bool, *, whole: bool, inside: bool) -> Slip | None:
    """Tell a run of words; where only the ``whole`` of it can be meant, no part of it is taken for a word.

    A place ``inside`` a sentence goes in parentheses.
    """
    words = [piece.text for piece in run]
    said = " ".join(words)
    start, end = run[0].start, run[-1].end
    place = excerpt.glossary.place(said)
    if place and area:
        named = [f"({one})" if inside and one.startswith("part ") else one for one in place]
        return Slip(start, end, f"`{said}` is the name of a place", f"write {' or '.join(f'`{one}`' for one in named)}")
    state = excerpt.glossary.state(said)
    if state:
        return Slip(start, end, f"`{said}` is a name of several words", f'write `"{said}"`')
    for first in range(1 if whole else len(words)):
        count, meant = _meaning(excerpt, words[first : first + _LONGEST])
        if meant and first + count > 1 and (count > 1 or first + count == len(words)):
            phrase = " ".join(words[: first + count])
            joined = (
                f"`{phrase}` is one word"
                if meant == "-".join(words[:count])
                else f"`{phrase}` is not in the vocabulary"
            )
            return Slip(start, run[first + count - 1].end, joined, f"write `{meant}`")
    return None


def several_words(excerpt: Excerpt) -> Slip | None:
    """Two words beside each other before the verb, where one can stand; nobody knows what they mean."""
    if not {"shall", "may"} <= excerpt.wanted or excerpt.here.kind != "word" or excerpt.before.kind != "word":
        return None
    first = excerpt.at
    while first > excerpt.first and excerpt.piece(first - 1).kind == "word":
        if excerpt.piece(first - 1).text in LITTLE | KEYWORDS | _NOUNS or excerpt.breaks(first):
            break
        first -= 1
    if first == excerpt.at or excerpt.here.text in LITTLE | KEYWORDS:
        return None
    whole = " ".join(piece.text for piece in excerpt.pieces[first : excerpt.at + 1])
    help = "words that belong together are joined by hyphens, names of several words go in quotes"
    start = excerpt.piece(first).start
    return Slip(start, excerpt.here.end, f"`{whole}` is several words where only one can be", help)


def _states_apart(excerpt: Excerpt, said: Sequence[Piece]) -> Slip | None:
    """Names of several words in a line of parties; a name before them that is not a state is told first."""
    unknown: Piece | None = None
    looked: set[str] = set()
    for start, end in _runs(said, lambda piece: piece.text == "as"):
        run = said[start : min(end, start + _RUN)]
        if start and said[start - 1].text == "as":
            continue
        if len(run) == 1 and unknown is None and len(looked) < _LOOKED and run[0].text not in looked:
            looked.add(run[0].text)
            strange = not excerpt.glossary.state(run[0].text) and excerpt.glossary.near_state(run[0].text)
            unknown = run[0] if strange else None
        for count in range(len(run), 1, -1):
            whole = " ".join(piece.text for piece in run[:count])
            if not excerpt.glossary.state(whole):
                continue
            quoted = f'a name of several words goes in quotes: `"{whole}"`'
            if unknown is not None:
                near = excerpt.glossary.near_state(unknown.text)[0]
                help = f"did you mean `{near}`? And {quoted}"
                return Slip(unknown.start, unknown.end, f"no state is known as `{unknown.text}`", help)
            return Slip(run[0].start, run[count - 1].end, f"`{whole}` is a name of several words", f'write `"{whole}"`')
        if len(run) == 2 and all(excerpt.glossary.state(piece.text) for piece in run):
            return Slip(run[0].end, run[0].end, f"a comma is missing after `{run[0].text}`",
                        f"for example {EXAMPLES['party']}")  # fmt: skip
    return None


def prose(excerpt: Excerpt) -> Slip | None:
    """A sentence of agreed wording without quotation marks."""
    said = excerpt.statement
    words = [piece.text for piece in said if piece.kind == "word"]
    if len(words) < 5 or said[0].kind not in ("word", "number"):
        return None
    strange = sum(word.lower() in _PROSE for word in words)
    capital = words[0][0].isupper() and words[0].lower() in LITTLE
    if strange + capital < 2:
        return None
    start = said[0].start
    line = excerpt.text.find("\n", start)
    end = min(said[-1].end, line if line >= 0 else len(excerpt.text))
    help = f'wording goes in quotes, `en "…";`, and beside it what it means: {EXAMPLES["when"]}'
    return Slip(start, max(end, start + 1), "this is the wording of a treaty, which is kept and not understood", help)


def unspoken_prose(excerpt: Excerpt) -> Slip | None:
    """Prose without any verb of the language: there is no phrase in it that could be written otherwise."""
    return None if any(piece.text in VERBS for piece in excerpt.statement) else prose(excerpt)


AT_FIRST: tuple[Callable[[Excerpt], Slip | None], ...] = (provisions.article_heading, reserved_word)
"""What is tried before signs are looked at, which headings of other texts are full of."""
SLIPS: tuple[Callable[[Excerpt], Slip | None], ...] = (
    provisions.citation,
    provisions.treaty_name,
    numbered_sentence,
    opening,
    condition_comma,
    place_in_quotes,
    line_as_sentence,
    label_without_as,
    areas_and,
    area_in_sentence,
    definition,
    unspoken_prose,
    set_phrase,
    leading_slot,
    trailing_before,
    small_letters,
    words_apart,
    prose,
)
"""What is tried before single words are looked at."""
AT_LAST: tuple[Callable[[Excerpt], Slip | None], ...] = (several_words,)
"""What is tried where no single word is known to be wrong."""
