"""Many drafts looked at together: what is asked of each and of each pair, as units that any process can answer.

A corpus holds parsed texts, not what they mean: a file that several drafts need is in it once, and the meaning of a
draft or of a pair is worked out where its unit is answered, and dropped after. So memory is bounded by the texts,
however many pairs there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from itertools import combinations
from typing import Any

from treatylang.model.brackets import Brackets
from treatylang.model.instrument import World
from treatylang.model.question import Question
from treatylang.model.resolve import resolve
from treatylang.reasoning.answers.pairs import Contradiction, Traits, contradictions, may_clash, traits
from treatylang.reasoning.answers.sweep import Row, Sweep, sweeps
from treatylang.syntax import ast
from treatylang.workspace.passes import Opened


@dataclass(frozen=True)
class Held:
    """One draft of a corpus: its document, the places of its library in that of the corpus, and its treaties.

    ``brackets`` are those that the question has settled in the document, by the name of their instrument.
    """

    document: ast.Document
    library: tuple[int, ...]
    question: Question
    treaties: tuple[Traits, ...]
    digest: str
    brackets: Mapping[str, Brackets] = field(default_factory=dict)


@dataclass(frozen=True)
class Unit:
    """One piece of work: a treaty to be swept, or two to be asked against each other; (file, name) for each."""

    treaties: tuple[tuple[int, str], ...]

    @property
    def is_pair(self) -> bool:
        """Whether it is about two treaties."""
        return len(self.treaties) == 2


@dataclass
class Corpus:
    """All drafts with the files that they need; ``by`` is what counts are grouped by."""

    by: tuple[str, ...]
    version: str
    held: list[Held] = field(default_factory=list)
    library: list[ast.Document] = field(default_factory=list)
    _places: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, opened: Opened, question: Question) -> tuple[Traits, ...]:
        """Take in a draft that could be read; return the treaties that it holds."""
        assert opened.document is not None
        places = tuple(self._place(document) for document in opened.library)
        treaties = tuple(traits(i, question) for i in opened.instruments if i.kind == "treaty")
        digests = [opened.source.digest, *(self.library[place].source.digest for place in places)]
        asked = [self.version, *map(str, (question.as_of, sorted(question.readings.items()), question.joined))]
        asked += [str(sorted(question.options.items()))]
        digest = sha256("\n".join([*digests, *asked]).encode()).hexdigest()
        settled = {one.name: one.settled for one in opened.instruments if one.settled}
        self.held.append(Held(opened.filled or opened.document, places, question, treaties, digest, settled))
        return treaties

    def _place(self, document: ast.Document) -> int:
        key = (document.source.name, document.source.digest)
        if key not in self._places:
            self._places[key] = len(self.library)
            self.library.append(document)
        return self._places[key]

    def sweeps(self) -> Iterator[Unit]:
        """Yield one unit for each treaty."""
        for place, name in self._named():
            yield Unit(((place, name),))

    def pairs(self) -> Iterator[Unit]:
        """Yield one unit for each pair of treaties that may clash; two versions of one treaty are not a pair."""
        for (one, ours), (other, theirs) in combinations(self._traits(), 2):
            if ours.name != theirs.name and may_clash(ours, theirs):
                yield Unit(((one, ours.name), (other, theirs.name)))

    def size(self) -> tuple[int, int, int]:
        """Return how many treaties there are, how many pairs of them, and how many of these are two versions of one."""
        names = [name for _, name in self._named()]
        versions = sum(count * (count - 1) // 2 for count in Counter(names).values())
        return len(names), len(names) * (len(names) - 1) // 2, versions

    def _traits(self) -> Iterator[tuple[int, Traits]]:
        for place, held in enumerate(self.held):
            for one in held.treaties:
                yield place, one

    def _named(self) -> Iterator[tuple[int, str]]:
        return ((place, one.name) for place, one in self._traits())

    def key(self, unit: Unit) -> str:
        """Return the digest of a question and of all texts that its answer depends on."""
        parts = [f"{self.held[place].digest} {name}" for place, name in unit.treaties]
        if not unit.is_pair:
            parts.append(" ".join(self.by))
        return sha256("\n".join(parts).encode()).hexdigest()

    def answer(self, unit: Unit) -> Any:
        """Return the answer to a unit as plain lists and mappings, which travel and are kept as they are."""
        if unit.is_pair:
            (one, ours), (other, theirs) = unit.treaties
            world = self._world(one, other)
            return [asdict(found) for found in contradictions(world, ours, theirs, self.held[one].question)]
        ((place, name),) = unit.treaties
        held = self.held[place]
        world = self._world(place)
        return [
            {
                "options": found.options,
                "circumstances": list(found.circumstances),
                "rows": [[list(row.key), list(row.counts)] for row in found.rows],
            }
            for found in sweeps(world, world.instruments[name], held.question, self.by)
        ]

    def _world(self, *places: int) -> World:
        """Return the meaning of one draft, or of two in one world; what both declare is taken from the first."""
        first = self.held[places[0]].document
        documents = [first]
        for place in places[1:]:
            if place != places[0]:
                taken = {item.name.text for item in first.items if isinstance(item, ast.InstrumentNode)}
                other = self.held[place].document
                kept = [i for i in other.items if not (isinstance(i, ast.InstrumentNode) and i.name.text in taken)]
                documents.append(replace(other, items=tuple(kept)))
        needed = dict.fromkeys(number for place in places for number in self.held[place].library)
        own = {document.source.name for document in documents}
        library = [self.library[number] for number in needed if self.library[number].source.name not in own]
        brackets = {name: taken for place in reversed(places) for name, taken in self.held[place].brackets.items()}
        return resolve(documents, library, brackets)[0]

    def sweep_of(self, answer: Any) -> tuple[Sweep, ...]:
        """Return the counts that an answer holds."""
        return tuple(
            Sweep(
                one["options"],
                self.by,
                tuple(one["circumstances"]),
                tuple(Row(tuple(key), tuple(counts)) for key, counts in one["rows"]),
            )
            for one in answer
        )

    @staticmethod
    def contradictions_of(answer: Any) -> tuple[Contradiction, ...]:
        """Return the contradictions that an answer holds."""
        return tuple(
            Contradiction(**{**one, "forbids": tuple(one["forbids"]), "options": tuple(one["options"])})
            for one in answer
        )
