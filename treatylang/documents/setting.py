"""What a sentence is written in: the instrument around it, the language, the style, and what is missing so far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from treatylang.findings import Finding, Severity
from treatylang.geography import names as places
from treatylang.library import states
from treatylang.model.instrument import Instrument, Labelled, Membership, World
from treatylang.model.lexicon import Word
from treatylang.model.question import Question
from treatylang.model.words import Meaning, Names
from treatylang.source import Span
from treatylang.syntax import ast

NEW = "new"
"""The form of an act that sets something up: what it names is introduced by it."""
_HEADINGS = frozenset({"clause", "heading", "word"})
_CITED = frozenset({"article", "annex", "paragraph", "chapter", "statement", "bracket"})
"""What is referred to by ``@label``: a bare word of the same name is the word of the vocabulary."""


@dataclass
class Setting:
    """The surroundings of the sentences of one text in one language.

    ``language`` is the language asked for, ``spoken`` whether sentences can be written in it; ``here`` the number of
    the article being written (``5``), by which references to its own paragraphs are shortened.
    """

    world: World
    draft: Instrument
    question: Question
    language: str
    spoken: bool = True
    here: str = ""
    findings: list[Finding] = field(default_factory=list)
    _reported: set[tuple[str, str]] = field(default_factory=set)
    _labelled: dict[int, Labelled] = field(default_factory=dict)

    def __post_init__(self) -> None:
        aliases = {m.alias: m.state for m in self.draft.parties if m.alias}
        self.anchors = anchors(self.draft)
        self._styled = frozenset(m.state for m in self.draft.parties if _by_official_name(m))
        self.established = frozenset(_established(self.draft))
        self.names = Names(self.draft.labels, aliases, self.draft.lexicon, frozenset(self.world.instruments))

    def is_foreign(self, text: str) -> bool:
        """Return whether quoted words are those of another language than the one written, and not a mere name.

        Names have capitals throughout; what has a word without one, or is set up by the text, has words of a language.
        """
        if self.language == self.own_language:
            return False
        worded = re.search(r"(?:^|[\s(])[^\W\d_A-Z]", text) is not None and not text[0].isdigit()
        return worded or text in self.established

    def speaking(self, language: str) -> Setting:
        """Return the same setting for wording in another language; what is missing there is not reported."""
        return Setting(self.world, self.draft, self.question, language, here=self.here)

    @property
    def base(self) -> Instrument | None:
        """The treaty that a protocol amends, if it is known here."""
        amends = self.draft.node.amends
        return self.world.instruments.get(amends.text) if amends is not None else None

    @property
    def names_parties(self) -> bool:
        """Whether the preamble names the parties one by one."""
        return 0 < len(self.signatories()) <= 12 and not self.draft.every_state

    def signatories(self) -> tuple[str, ...]:
        """Return the states that the text is drawn up for: its parties from the first day on."""
        first = self.draft.force.since
        ours = [m for m in self.draft.parties if m.is_party]
        first_ones = [m for m in ours if m.period.since is None or first is None or m.period.since <= first]
        return tuple(dict.fromkeys(m.state for m in first_ones or ours))

    def circumstance(self, name: str) -> tuple[Labelled, Instrument] | None:
        """Return a circumstance that this text or, where it has none of that name, another instrument declares."""
        for instrument in (self.draft, *self.world.instruments.values()):
            label = instrument.labels.get(name)
            if label is not None and label.kind == "circumstance":
                return label, instrument
        return None

    @property
    def own_language(self) -> str:
        """The language of wording that names none."""
        return self.draft.languages[0] if self.draft.languages else "en"

    def meaning(self, item: ast.Name | ast.Text) -> Meaning:
        """Return what a name means here; a name that nothing declares stands for its own words."""
        found = self.names.meaning(item.text, quoted=isinstance(item, ast.Text))
        word = self.word(item.text) if isinstance(item, ast.Name) else None
        if found is None and self.base is not None and item.text in self.base.labels:
            return Meaning("label", item.text, label=self.base.labels[item.text])
        if found is not None and found.label is not None and found.label.kind in _CITED and word is not None:
            return Meaning("word", word.name, word=word)
        return found or Meaning("text", item.text.replace("-", " "))

    def word(self, name: str, *kinds: str) -> Word | None:
        """Return a word of the vocabulary, of those kinds; where none is named, rather a thing than a heading."""
        if not kinds:
            kinds = tuple(sorted(self.draft.lexicon.kinds(name), key=lambda kind: (kind in _HEADINGS, kind)))
        return self.draft.lexicon.get(name, *kinds) if kinds else None

    def say(self, name: str, form: str = "", *kinds: str) -> str:
        """Return how the language says a word; where it has no wording for it, that of English, with a finding."""
        word = self.word(name, *kinds)
        if word is None:
            return name.replace("-", " ")
        if not any(key == self.language or key.startswith(f"{self.language}-") for key in word.wordings):
            self.missing(word.name, f"the vocabulary has no wording of `{word.name}`", self.draft.node.title.span)
        return word.say(self.language, form)

    def has(self, name: str, form: str, *kinds: str) -> str:
        """Return the wording in exactly that form, empty where the language has none."""
        word = self.word(name, *kinds)
        return word.wordings.get(f"{self.language}-{form}", "") if word is not None else ""

    def missing(self, what: str, message: str, span: Span) -> None:
        """Note that the language lacks a wording and another language's stands in its place."""
        if (what, message) in self._reported:
            return
        self._reported.add((what, message))
        self.findings.append(
            Finding(
                "missing-wording",
                Severity.INFO,
                f"{message} in the language `{self.language}`",
                span,
                remark="shown in another language",
                help=(f'give its wording: `{self.language} "…";`',),
                node=self.draft.name,
            )
        )

    def state(self, name: str) -> str:
        """Return the name of a state with its article, as a sentence needs it."""
        found = states.find(name)
        if found is None:
            return name
        if name in self._styled:
            return self.signing(name)
        return found.fr_le if self.language == "fr" else found.the

    def located(self, name: str) -> str:
        """Return where something is that is in a state, for languages that have a form of their own for it."""
        found = states.find(name)
        return found.fr_dans if found is not None and self.language == "fr" else self.state(name)

    def signing(self, name: str) -> str:
        """Return the official name by which a state signs, with its article."""
        found = states.find(name)
        if found is None:
            return name
        return found.fr_official if self.language == "fr" else found.official_the

    def state_label(self, name: str) -> str:
        """Return the name of a state without article: what it is sorted by."""
        found = states.find(name)
        if found is None:
            return name
        return found.fr if self.language == "fr" else found.name

    def place(self, kind: str, name: str, span: Span) -> str:
        """Return a name on the globe with its article; one that the language lacks stands as written, and is noted."""
        said = places.called(kind, name, self.language if self.spoken else "en")
        if not said and self.spoken:
            self.missing(name, f"`{name}` has no name", span)
        return said or name

    def chosen(self, bracket: ast.Bracket) -> tuple[ast.Option, ...]:
        """Return the options of a bracket that stand in the text: one where the question settles it, else all."""
        wanted = self.question.options.get(bracket.name.text)
        return tuple(o for o in bracket.options if o.name.text == wanted) or bracket.options

    def lines(self, word: str) -> Iterable[ast.Line]:
        """Return the heading lines of that word among the parts of the text."""
        return (line for line in self.draft.headings if line.word.text == word)

    def labelled(self, node: ast.Node) -> Labelled | None:
        """Return under which label a part of the text goes, ``None`` where it has none."""
        if not self._labelled:
            for label in self.draft.labels.values():
                self._labelled.setdefault(id(label.node), label)
        return self._labelled.get(id(node))

    def heading_text(self, word: str) -> str:
        """Return the quoted text of a heading line, empty without one."""
        for line in self.lines(word):
            for slot in line.slots:
                if isinstance(slot.value, ast.Words) and isinstance(slot.value.items[0], ast.Text):
                    return slot.value.items[0].text
        return ""


def _by_official_name(member: Membership) -> bool:
    """Return whether a draft names a party by an official name that is not its usual one: the text keeps to it."""
    found = states.find(member.state)
    if found is None or states.fold(found.official) == states.fold(found.name):
        return False
    written = member.span.text.split(" as ")[0].strip().strip('"')
    return states.fold(written) == states.fold(found.official)


def anchors(draft: Instrument) -> dict[int, str]:
    """Return the anchor of everything labelled, by the identity of its node: its own label before its number."""
    found: dict[int, str] = {}
    for label in draft.labels.values():
        if id(label.node) not in found or "." not in label.path:
            found[id(label.node)] = anchor(label.path)
    return found


def anchor(path: str) -> str:
    """Return the anchor of a label path."""
    return re.sub(r"[^A-Za-z0-9-]", "-", path)


def _established(draft: Instrument) -> Iterator[str]:
    """Yield the quoted names of what the text sets up: its sentences introduce it, others refer to it."""
    for node in ast.walk(draft.node):
        if isinstance(node, ast.NormPredicate):
            words = [draft.lexicon.get(act.text, "act") for act in node.acts]
            if any(word is not None and NEW in {key.partition("-")[2] for key in word.wordings} for word in words):
                values = [slot.value for slot in node.slots if slot.word == "object"]
                items = [item for value in values if isinstance(value, ast.Words) for item in value.items]
                yield from (item.text for item in items if isinstance(item, ast.Text))
