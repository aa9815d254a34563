"""The declared words: what kind each is, what is wider than it, which slots it takes, how each language says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from treatylang.findings import Finding, Label, Severity
from treatylang.library import states
from treatylang.source import Span
from treatylang.syntax import ast


@dataclass(frozen=True, slots=True)
class Word:
    """One declared word.

    ``wordings`` maps a key (``en``, ``fr``, ``en-noun``) to a text; ``wider`` are the words that it is a kind of;
    ``takes`` the slots it may have, ``None`` where nothing was declared. ``floor`` and ``ceiling`` say what a qualifier
    does to what is owed; ``usual`` is the value that a circumstance has when nothing is said. ``about`` are the
    subjects of an act: what a law has to cover for its silence to be an answer.
    """

    kind: str
    name: str
    wordings: Mapping[str, str]
    definition: str
    wider: tuple[str, ...]
    takes: tuple[str, ...] | None
    owner: str
    floor: str
    ceiling: str
    excludes: tuple[str, ...]
    usual: bool | None
    exactly: bool
    about: tuple[str, ...]
    span: Span = field(compare=False, repr=False)

    def say(self, language: str = "en", form: str = "") -> str:
        """Return the wording in a language and form (``noun``), falling back to English and to the word itself."""
        for key in (f"{language}-{form}" if form else language, language, "en"):
            if key in self.wordings:
                return self.wordings[key]
        return self.name.replace("-", " ")


class Lexicon:
    """All words that an instrument may use; a word may be declared once in each kind."""

    def __init__(self, words: Iterable[Word] = ()) -> None:
        self._all = list(words)
        self._of_kind: dict[str, list[Word]] = {}
        self._by_name: dict[str, list[Word]] = {}
        self._narrower: dict[str, frozenset[str]] | None = None
        self._wider: dict[str, frozenset[str]] = {}
        self._states: dict[str, str | None] = {}
        self._subjects: dict[str, frozenset[str]] = {}
        for word in self._all:
            self._by_name.setdefault(word.name, []).append(word)

    def extended(self, words: Iterable[Word]) -> Lexicon:
        """Return a lexicon that has these words too; the first declaration of a word in a kind stays."""
        known = {(word.kind, word.name) for word in self.words()}
        return Lexicon([*self.words(), *(word for word in words if (word.kind, word.name) not in known)])

    def words(self, kind: str = "") -> list[Word]:
        """Return the words of a kind, or all, in the order of their declaration."""
        if not kind:
            return list(self._all)
        if kind not in self._of_kind:
            self._of_kind[kind] = [word for word in self._all if word.kind == kind]
        return self._of_kind[kind]

    def get(self, name: str, *kinds: str) -> Word | None:
        """Return the word of that name, of the first of the kinds that has it; of any kind where none is named."""
        words = self._by_name.get(name, ())
        if not kinds:
            return words[0] if words else None
        for kind in kinds:
            for word in words:
                if word.kind == kind:
                    return word
        return None

    def kinds(self, name: str) -> frozenset[str]:
        """Return the kinds in which a name is declared."""
        return frozenset(word.kind for word in self._by_name.get(name, ()))

    def wider(self, name: str) -> frozenset[str]:
        """Return the name and every wider word, however far up."""
        known = self._wider.get(name)
        if known is not None:
            return known
        seen = {name}
        stack = [name]
        while stack:
            for word in self._by_name.get(stack.pop(), ()):
                for above in word.wider:
                    if above not in seen:
                        seen.add(above)
                        stack.append(above)
        self._wider[name] = frozenset(seen)
        return self._wider[name]

    def narrower(self, name: str) -> frozenset[str]:
        """Return the name and every narrower word, however far down."""
        if self._narrower is None:
            below: dict[str, set[str]] = {}
            for word in self.words():
                for above in self.wider(word.name):
                    below.setdefault(above, set()).add(word.name)
            self._narrower = {above: frozenset(names) for above, names in below.items()}
        return self._narrower.get(name, frozenset()) | {name}

    def is_a(self, name: str, wide: str) -> bool:
        """Return whether ``name`` is ``wide`` or narrower (ruling 1)."""
        return wide in self.wider(name)

    def subjects(self, act: str) -> frozenset[str]:
        """Return the subjects of an act: those that it names itself, else those of the acts that it is a kind of."""
        known = self._subjects.get(act)
        if known is None:
            self._subjects[act] = frozenset()  # words that are wider than each other end here
            word = self.get(act, "act")
            own = frozenset(word.about) if word is not None else frozenset()
            above = word.wider if word is not None and not own else ()
            known = self._subjects[act] = own.union(*(self.subjects(wide) for wide in above))
        return known

    def ranks(self) -> tuple[str, ...]:
        """Return the ranks of law from the highest to the lowest: the order in which the vocabulary declares them."""
        return tuple(word.name for word in self.words("rank"))

    def state(self, name: str) -> str | None:
        """Return the usual name of the state that a name stands for; ``None`` for any other name.

        A vocabulary may declare states that no list has, for exercises and teaching: ``state Ruritania "Ruritania";``.
        """
        if name not in self._states:
            self._states[name] = self._state(name)
        return self._states[name]

    def _state(self, name: str) -> str | None:
        for word in self.words("state"):
            if name in (word.name, word.say()):
                return word.say()
        known = states.find(name)
        return known.name if known is not None else None


def words_of(vocabulary: ast.Vocabulary) -> tuple[list[Word], list[Finding]]:
    """Turn a vocabulary block into words; a word declared twice in one kind is a finding."""
    words: list[Word] = []
    findings: list[Finding] = []
    seen: dict[tuple[str, str], ast.WordEntry] = {}
    for entry in vocabulary.words:
        first = seen.setdefault((entry.kind.text, entry.name.text), entry)
        if first is not entry:
            findings.append(
                Finding(
                    "duplicate-label",
                    Severity.ERROR,
                    f"the {entry.kind.text} `{entry.name.text}` is declared twice",
                    entry.name.span,
                    labels=(Label(first.name.span, "declared here first"),),
                )
            )
            continue
        words.append(_word(entry))
    return words, findings


def _word(entry: ast.WordEntry) -> Word:
    clauses: dict[str, tuple[str, ...]] = {}
    for clause in entry.clauses:
        clauses[clause.word] = clauses.get(clause.word, ()) + clause.names
    wordings = {prose.language: prose.text.text for prose in entry.wordings if prose.language != "definition"}
    if entry.words is not None:
        wordings.setdefault("en", entry.words.text)
    definition = next((p.text.text for p in entry.wordings if p.language == "definition"), "")
    usual = clauses.get("usual")
    return Word(
        entry.kind.text,
        entry.name.text,
        wordings,
        definition,
        clauses.get("is", ()),
        clauses.get("takes"),
        clauses.get("of", ("",))[0],
        clauses.get("floor", ("",))[0],
        clauses.get("ceiling", ("",))[0],
        clauses.get("excludes", ()),
        None if usual is None else usual[0] == "yes",
        "exactly" in clauses,
        clauses.get("about", ()),
        entry.span,
    )
