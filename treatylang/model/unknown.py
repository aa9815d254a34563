"""Bare words that nobody declares: which kinds of words fit where they stand, what was meant, how to declare them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from treatylang.findings import Edit, Finding, Fix, Severity
from treatylang.geography import names as places
from treatylang.library import states
from treatylang.library.numerals import english
from treatylang.model.meant import Thesaurus, did_you_mean
from treatylang.model.words import Names
from treatylang.source import Span
from treatylang.syntax import ast
from treatylang.syntax.excerpt import Piece, pieces
from treatylang.syntax.expectations import CLOSERS, LITTLE, VERBS
from treatylang.syntax.phrases import OPENINGS, of_whom, said_otherwise
from treatylang.syntax.slips import HEADINGS, STRANGE

BARE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")

_HAPPENS = ("event", "will", "circumstance", "judgement", "manner", "act")
_WHO = ("role", "relation", "body", "measure")
_HIT = ("object", "quality", "place", "role", "region", "body")
_COUNTED = ("event", "act", "will", "object", "place", "circumstance", "judgement")
_ANYTHING = (
    "role", "relation", "body", "manner", "means", "measure", "qualifier", "object", "quality", "place", "region",
    "matter", "will", "event", "circumstance", "judgement", "word", "act", "rank",
)  # fmt: skip
_IN_SLOT: Mapping[str, tuple[str, ...]] = {
    "with": ("means", "manner", "qualifier", "role"),
    "accordance": ("qualifier",),
    "by": ("measure", "manner", "role", "body", "act", "means"),
    "in": ("place", "region", "object", "quality"),
    "outside": ("place", "region", "object"),
    "on": (*_HIT, "will"),
    "to": _HIT,
    "against": _HIT,
    "from": ("place", "region", "role", "body"),
    "including": ("act", "object"),
    "opinion": _WHO,
}
"""Kinds of words that fit after a preposition, the likeliest first."""
_DECLARED = {
    "with": "means",
    "on": "object",
    "to": "object",
    "against": "object",
    "in": "place",
    "outside": "place",
    "by": "role",
}
"""The kind as which a word after a preposition is declared."""
_CALLED = {
    "act": "act",
    "standing": "standing of a party",
    "subject": "subject",
    "heading": "heading",
    "clause": "final clause",
}
SILENT = frozenset({"subject", "modality", "heading"})
"""Kinds of words that stand in no phrase: a word that is only of these means nothing there."""
_STYLES = frozenset("government governments republic kingdom state states people republics emirate".split())
_POSSESSIVES = frozenset("its their his her our whose".split())
_PRONOUNS = frozenset("them they it he she we us one both either neither".split())
NUMBERS = {word: number for number in range(100) if (word := english(number))}
"""Numbers that are written in words."""
_BEFORE = 3
"""How many words before an unknown one may belong to a set phrase with it."""
_AUXILIARIES = frozenset("be been have do".split())


class Places:
    """Which kinds of words fit each name of an instrument, and as what it would be declared."""

    def __init__(self, root: ast.InstrumentNode) -> None:
        self.fitting: dict[int, tuple[str, ...]] = {}
        self.declared: dict[int, str] = {}
        for node in ast.walk(root):
            self._look(node)

    def _look(self, node: ast.Node) -> None:
        if isinstance(node, ast.When):
            for atom in _atoms(node.condition):
                self._put(atom.phrase.head, _HAPPENS, "event")
        elif isinstance(node, ast.Atom):
            hit = any(slot.word in ("on", "to", "against", "in", "outside", "from") for slot in node.phrase.slots)
            self._put(node.phrase.head, _HAPPENS, "event" if hit else "circumstance")
        elif isinstance(node, ast.Timed):
            self._put(node.act.head, ("act", "event", "will"), "act")
        elif isinstance(node, ast.Sentence):
            norm = isinstance(node.predicate, ast.NormPredicate)
            self._put(node.subject.head, _WHO if norm else _COUNTED, "role" if norm else "event")
        elif isinstance(node, ast.TextPredicate) and node.phrase is not None and "counts" in node.kind:
            self._put(node.phrase.head, _COUNTED, "event")
        elif isinstance(node, ast.Slot):
            for value in node.values:
                self._put(value, _IN_SLOT.get(node.word, _ANYTHING), _DECLARED.get(node.word, "word"))
        elif isinstance(node, ast.Modifier) and node.kind == "concerning":
            self._put(node.value, ("matter",), "matter")
        elif isinstance(node, ast.Of):
            self._put(node.owner, ("role", "relation", "body", "object", "region", "place"), "role")
        elif isinstance(node, ast.Fact) and ast.done_act(node.word.text):
            self.fitting.setdefault(id(node.word), ("act",))
        elif isinstance(node, ast.Fact) and isinstance(node.word, ast.Name):
            self.fitting.setdefault(id(node.word), _HAPPENS)
            self.declared.setdefault(id(node.word), "circumstance")

    def _put(self, node: object, kinds: tuple[str, ...], declared: str) -> None:
        for name in _heads(node):
            self.fitting.setdefault(id(name), kinds)
            self.declared.setdefault(id(name), declared)


def _atoms(condition: ast.Condition) -> Iterator[ast.Atom]:
    return (node for node in (condition, *ast.walk(condition)) if isinstance(node, ast.Atom))


def _heads(node: object) -> Iterator[ast.Name]:
    """Yield the names that a noun phrase is about: `attack` in `attack of any party`."""
    while isinstance(node, ast.Of | ast.Modified):
        node = node.head
    if isinstance(node, ast.Words):
        yield from (item for item in node.items if isinstance(item, ast.Name))
    elif isinstance(node, ast.Quantified) and node.role is not None:
        yield node.role


class Unknown:
    """What is said about the words of one instrument that nobody declares."""

    def __init__(self, names: Names, root: ast.InstrumentNode) -> None:
        self.names = names
        self._root = root
        self.covered: list[Span] = []
        """Pieces of the text about which everything is said: no other unknown word is told inside them."""

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """The declared words by what ordinary language calls them."""
        return Thesaurus(self.names.lexicon)

    @cached_property
    def _places(self) -> Places:
        return Places(self._root)

    def word(self, node: ast.Name) -> Finding:
        """Return the finding about a word of a phrase."""
        kinds = self._places.fitting.get(id(node), _ANYTHING)
        if states.near(node.text) and not self._labels(node.text):
            written = node.text[0].isupper()
            # A name in small letters is a state's where one can stand and no word is as near.
            if written or ("role" in kinds and states.slip(node.text) and not self.thesaurus.spelled(node.text, kinds)):
                return unknown_state(node.span, node.text)
        return self.at(node.span, node.text, *kinds, declare=self._places.declared.get(id(node), "word"))

    def role(self, node: ast.Quantified | ast.Unanimous, word: ast.Name) -> Finding:
        """Return the finding about the word after `any`, `the`, `each`: with them it may be a phrase, `each year`."""
        run = _run(node.span)
        for behind in range(len(run), 1, -1):
            said = " ".join(piece.text for piece in run[:behind])
            found = self.thesaurus.meant(said, _ANYTHING) if run[behind - 1].text not in LITTLE else ()
            if found and found != self.thesaurus.meant(word.text, _ANYTHING):
                place = Span(node.span.source, node.span.start, run[behind - 1].end)
                self.covered.append(place)
                return self._finding(place, f"no vocabulary declares `{said}`", did_you_mean(found), ())
        return self.word(word)

    def language(self, node: ast.Name, code: str) -> Finding:
        """Return the finding about a language that stands by its name."""
        helps = (f"write `{code}`",) if code else ("languages stand by their codes: `en`, `fr`, `ja`",)
        return self._finding(node.span, f"the language `{node.text}` does not stand by its code", helps, ())

    def possessive(self, node: ast.Name) -> Finding | None:
        """Return the finding about `its`, `their` and the like, ``None`` for any other word."""
        return self._habit(node.span, node.text, [], ()) if node.text.lower() in _POSSESSIVES else None

    def phrase(self, node: ast.Name) -> Finding | None:
        """Return the finding about a set phrase to which a word belongs, ``None`` where it belongs to none."""
        return self._straddling(node.span, _run(node.span))

    def places(self, node: ast.Name) -> tuple[str, ...]:
        """Return what may be meant where an area stands: regions of the vocabulary, seas, parts, contested places."""
        words = self.thesaurus.meant(node.text, ("region", "place", "object"))
        return (*words, *places.written(node.text))

    def act(self, node: ast.Name, sentence: Span | None) -> Finding:
        """Return the finding about what somebody shall do; ``sentence`` is the sentence in which it stands."""
        run = _run(node.span)
        before = _modal_before(node.span).split()
        otherwise = self._otherwise(node.span, before, run) or self._straddling(node.span, run)
        if otherwise is not None:
            return otherwise
        first, behind, found = self.thesaurus.within([piece.text for piece in run], ("act",))
        if not found and node.text in _AUXILIARIES:
            return self._passive(node, run)
        verb = self.thesaurus.meant(node.text, ("modality",)) if first or not found else ()
        if verb and self.names.lexicon.get(verb[0], "modality") is None:
            modal = "need" if sentence is None else _modal_before(node.span)
            return self._finding(
                node.span, f"`{node.text}` is not an act", (f"for `{modal} {node.text}` write `{verb[0]}`",), ()
            )
        return self._told(node.span, node.text, run, (first, behind, found), ("act",), "act")

    def _otherwise(self, span: Span, before: list[str], run: list[Piece]) -> Finding | None:
        """Return the finding about a set phrase that has another form; ``before`` are words of it before the run."""
        said = said_otherwise([*before, *(piece.text for piece in run)])
        if said is None or said.words <= len(before):
            return None
        end = run[said.words - len(before) - 1].end
        self.covered.append(_statement(span))
        place = Span(span.source, span.start, end)
        said = of_whom(said, span.source.text[max(0, span.start - 200) : span.start])
        return self._finding(place, said.message, (said.help,), ())

    def _straddling(self, span: Span, run: list[Piece]) -> Finding | None:
        """Return the finding about a set phrase that begins here, or whose first words were read: `75 per` `cent`."""
        before: list[Piece] = []
        for piece in reversed(pieces(span.source.text, max(0, span.start - 40), span.start)[1:]):
            if piece.kind != "word" or piece.text in VERBS or len(before) == _BEFORE:
                break
            before.insert(0, piece)
        for back in range(len(before), 0, -1):
            first = before[-back]
            said = said_otherwise([piece.text for piece in (*before[-back:], *run)])
            if said is not None and said.words > back:
                return self._otherwise(
                    Span(span.source, first.start, span.end), [piece.text for piece in before[-back:]], run
                )
        return self._otherwise(span, [], run)

    def _habit(self, span: Span, text: str, run: list[Piece], kinds: tuple[str, ...]) -> Finding | None:
        """Return the finding about a number in words, a possessive, a word of prose, or another name of a line."""
        low = text.lower()
        if low in NUMBERS and len(run) > 1:
            unit = run[1]
            self.covered.append(Span(span.source, span.start, unit.end))
            return self._finding(span, f"the number `{text}` stands in words",
                                 (f"write it in figures: `{NUMBERS[low]} {unit.text}`",), ())  # fmt: skip
        if low in _POSSESSIVES:
            more = self.thesaurus.within([piece.text for piece in run], _ANYTHING)
            if more[0] == 0 and more[1] > 1 and any(piece.text.lower() != low for piece in run[: more[1]]):
                return None
            return self._finding(span, f"`{text}` does not say whose",
                                 ("say whose it is: `territory of that party`, `forces of self`",), ())  # fmt: skip
        if low in _PRONOUNS:
            who = "say who it is: `any party`, `the attacked party`, `each other party`"
            return self._finding(span, f"`{text}` does not say who", (who,), ())
        if low in STRANGE:
            message, help = STRANGE[low]
            self.covered.append(_statement(span))
            return self._finding(span, message, (help,), ())
        if low in _STYLES and len(run) > 2 and run[1].text == "of":
            return self._styled(span, run)
        if "heading" in kinds and text[:1].isupper() and states.find(text) is not None:
            self.covered.append(_statement(span))
            listed = "parties are listed with commas in one line: `party Japan, Fiji;`"
            return self._finding(span, f"`{text}` opens no statement", (listed,), ())
        known = "heading" in kinds and not self.thesaurus.meant(text, kinds)
        if known and (low in HEADINGS or low in OPENINGS):
            message, help = HEADINGS.get(low, (f"`{text}` opens no statement", OPENINGS.get(low, "")))
            self.covered.append(_statement(span))
            return self._finding(span, message, (f"for example {help}" if help.startswith("`") else help,), ())
        return None

    def _styled(self, span: Span, run: list[Piece]) -> Finding | None:
        """Return the finding about `Government of Japan`: a state is called by its name alone."""
        for behind in range(len(run), 2, -1):
            whole, alone = (" ".join(piece.text for piece in run[first:behind]) for first in (0, 2))
            if states.find(alone) is None and states.find(whole) is None:
                continue
            place = Span(span.source, span.start, run[behind - 1].end)
            self.covered.append(place)
            written = alone if states.find(alone) is not None else whole
            quoted = written if BARE.fullmatch(written) else f'"{written}"'
            return self._finding(place, f"`{whole}` is not a name that a draft has", (f"write `{quoted}`",), ())
        return None

    def _passive(self, node: ast.Name, run: list[Piece]) -> Finding:
        said = " ".join(piece.text for piece in run[:2])
        span = Span(node.span.source, node.span.start, run[min(1, len(run) - 1)].end)
        self.covered.append(span)
        return self._finding(
            span, f"`{said}` does not say who acts",
            ("say who shall do what, with an act of the vocabulary: `each party shall consult the others`",), (),
        )  # fmt: skip

    def at(self, span: Span, text: str, *kinds: str, declare: str = "") -> Finding:
        """Return the finding about a word at a place where words of some kinds fit."""
        run = _run(span)
        settled = self._straddling(span, run) or self._habit(span, text, run, kinds)
        if settled is not None:
            return settled
        found = self.thesaurus.within([piece.text for piece in run], kinds)
        if found[0] >= _bare(run):
            found = (0, 0, ())
        return self._told(span, text, run, found, kinds, declare or kinds[0])

    def _told(
        self, span: Span, text: str, run: list[Piece], found: tuple[int, int, tuple[str, ...]],
        kinds: tuple[str, ...], declare: str,
    ) -> Finding:  # fmt: skip
        _, behind, meant = found
        said, place = text, span
        if behind > 1:
            place = Span(span.source, span.start, run[behind - 1].end)
            said = " ".join(place.text.split())
            self.covered.append(place)
        labels = self._labels(text) if "act" not in kinds[:1] else ()
        spelled = () if meant else tuple(dict.fromkeys((*labels, *self.thesaurus.spelled(text, kinds))))[:3]
        what = _CALLED.get(kinds[0], "word")
        helps = did_you_mean(meant or spelled) or self._line(place, text, kinds) or (_declaration(declare, text),)
        if meant:
            helps = (*helps, f"`treaty words --like {_argument(said)}` shows what else there is")
        return self._finding(place, f"no vocabulary declares the {what} `{said}`", helps, fixes(span, spelled))

    def _line(self, span: Span, text: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """Return that a word is said by a line of its own, where it names such a line."""
        if "heading" in kinds:
            return ()
        for one in self.thesaurus.meanings(text, ("heading", "clause")):
            if one.rank <= 1:
                example = one.word.wordings.get("example", f"{one.written} …;")
                self.covered.append(_statement(span))
                return (f"a line of its own says this: `{example}`",)
        return ()

    def _labels(self, text: str) -> tuple[str, ...]:
        folded = text.casefold().replace("-", "")
        return tuple(label for label in self.names.labels if label.casefold().replace("-", "") == folded)

    @staticmethod
    def _finding(span: Span, message: str, helps: tuple[str, ...], fixing: tuple[Fix, ...]) -> Finding:
        return Finding(
            "unknown-word", Severity.ERROR, message, span, remark="unknown here", help=helps, fixes=fixing
        )  # fmt: skip


_SHORT_NAME = "use the short name of the state, in quotes if it has more than one word"
_NO_STATE = (
    "a movement, or an authority that is not a state, cannot be a party: write what the states owe, "
    "towards `non-state` or by it; its own word stands in prose"
)
"""What to write of a party that is neither a state nor an organisation of states."""


def unknown_state(span: Span, text: str, *, party: bool = False) -> Finding:
    """Return the finding about the name of a state that nobody knows; ``party``: where it would be a party."""
    meant = states.slip(text)
    return Finding(
        "unknown-state",
        Severity.ERROR,
        f"no state or organisation is known as `{text}`",
        span,
        remark="unknown here",
        help=did_you_mean(states.near(text)) or (_SHORT_NAME, *((_NO_STATE,) if party else ())),
        fixes=fixes(span, (meant if BARE.fullmatch(meant) else f'"{meant}"',) if meant else ()),
    )


def states_apart(span: Span, name: str) -> Finding | None:
    """Return the finding about a state of several words without quotes; ``None`` where the words name none."""
    known = states.find(name)
    near = () if known is not None else states.near(name)
    if known is None and not near:
        return None
    message = f"`{name}` is a name of several words" if known else f"no state or organisation is known as `{name}`"
    written = f'"{name}"' if known else f'"{near[0]}"' if " " in near[0] else near[0]
    sure = known is not None or states.slip(name) == near[0]
    return Finding(
        "unknown-state", Severity.ERROR, message, span, remark="needs quotes" if known else "unknown here",
        help=(f"write `{written}`",), fixes=fixes(span, (written,)) if sure else (),
    )  # fmt: skip


def language_code(name: str) -> str:
    """Return the code of a language by its English name or its own; nothing where it has no code of two letters."""
    from babel import Locale

    low = name.casefold()
    found = [code for code, said in Locale("en").languages.items() if said.casefold() == low and len(code) == 2]
    return found[0] if found else ""


def fixes(span: Span, near: tuple[str, ...]) -> tuple[Fix, ...]:
    """Return what writes the one word of which another is a slip of the pen; none where it could be several."""
    return (Fix(f"write `{near[0]}`", (Edit(span, near[0]),)),) if len(near) == 1 else ()


def _declaration(kind: str, text: str) -> str:
    takes = " takes on, by, in" if kind == "event" else ""
    return f'declare it: `vocabulary own {{ {kind} {text} "…"{takes}; }}`'


def _argument(said: str) -> str:
    return said if " " not in said else f'"{said}"'


def _run(span: Span) -> list[Piece]:
    """Return the words that follow each other from a place on, up to a sign, a text or the verb of a sentence."""
    found: list[Piece] = []
    for piece in pieces(span.source.text, span.start, span.start + 200):
        if piece.kind != "word" or (found and piece.text in VERBS | CLOSERS) or len(found) == 8:
            break
        found.append(piece)
    return found


def _bare(run: list[Piece]) -> int:
    """Return how many words stand before the first little one."""
    return next((index for index, piece in enumerate(run) if piece.text in LITTLE), len(run))


def _modal_before(span: Span) -> str:
    before = pieces(span.source.text, max(0, span.start - 40), span.start)
    words = [piece.text for piece in before]
    start = next((index for index in range(len(words) - 1, -1, -1) if words[index] in VERBS), 0)
    return " ".join(words[start:]) or "shall"


def _statement(span: Span) -> Span:
    """Return the rest of the statement from a place on."""
    end = span.source.text.find(";", span.end)
    return Span(span.source, span.start, end if end >= 0 else len(span.source.text))
