"""The library on its shelf: which files hold which law or treaty, so that only those that a draft needs are parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from treatylang.library import states
from treatylang.source import Source
from treatylang.workspace import texts
from treatylang.workspace.project import lies_in
from treatylang.workspace.texts import read, shown
from treatylang.workspace.trouble import Misconfigured

SHIPPED = "library:"
"""How the names of shipped files begin, in findings and in ``import``."""

_FOLDERS = ("vocabulary", "laws", "treaties", "clauses", "of-record")
_OF_RECORD = "of-record"
"""The folder of treaties that are listed, and read only beside a draft that names them: they bind too many states."""
_APART = frozenset({"vocabulary", "clause"})
"""What a file may hold besides instruments."""
_NAME = r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*"
# A clause begins its line: further in, `clause` declares the word of a final clause in a vocabulary.
_HEAD = re.compile(
    rf"^(?P<kind>[ \t]*(?:treaty|protocol|law|vocabulary)|clause)\s+(?P<name>{_NAME})\s*(?:\"(?P<title>[^\"\n]*)\")?"
    rf"(?:\s+(?:of|amends)\s+(?:\"(?P<text>[^\"\n]*)\"|(?P<other>{_NAME})))?",
    re.MULTILINE,
)
_PARTY = re.compile(r"(?:^|[{;])[ \t]*party\s+(?!each\b)(?P<names>[^;]*);", re.MULTILINE)
_BY_NAME = re.compile(rf'#[^\n]*|\bas\s+{_NAME}|"(?P<text>[^"\n]*)"|\b(?P<name>[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)')
_IN_FORCE = re.compile(r"(?:^|[{;])[ \t]*(?:status\s+(?:in-force|terminated)|in-force)\b", re.MULTILINE)
_BINDS_ALL = re.compile(r"^[ \t]*party\s+each\s+state\b", re.MULTILINE)
_TOKEN = re.compile(rf'#[^\n]*|"""(?P<block>.*?)"""|"(?P<text>[^"\n]*)"|(?P<name>{_NAME})', re.DOTALL)
_INSERTED = re.compile(rf"\{{@?({_NAME})")


@dataclass(frozen=True, slots=True)
class Head:
    """The opening words of an instrument or vocabulary; ``other`` is the state of a law, the treaty of a protocol."""

    kind: str
    name: str
    title: str
    other: str


@dataclass(frozen=True, slots=True)
class Volume:
    """A file of the library; ``own`` if it is the user's, not shipped.

    ``bound`` are the states that its treaties name as parties, if they are or were in force, by their usual names.
    """

    source: Source
    path: Path
    heads: tuple[Head, ...]
    bound: frozenset[str]
    binds_all: bool
    own: bool

    @property
    def is_vocabulary(self) -> bool:
        """Whether the file declares words."""
        return any(head.kind == "vocabulary" for head in self.heads)


@lru_cache(maxsize=1000)
def mentions(source: Source) -> frozenset[str]:
    """Return every name and quoted text of a draft, comments left out, states under their usual names too."""
    found: set[str] = set()
    for match in _TOKEN.finditer(source.text):
        name = match["name"]
        if name is not None:
            found.add(name)
        elif match["text"] is not None:
            found.add(match["text"])
            found.update(_INSERTED.findall(match["text"]))
        elif match["block"] is not None:
            found.update(_INSERTED.findall(match["block"]))
    return frozenset(found | set(_states(found)))


def _states(names: Iterable[str]) -> Iterator[str]:
    """Yield the usual names of the states among the names; those in small letters ("in", "no") are words, not codes."""
    for name in names:
        if name and not ("a" <= name[0] <= "z"):
            state = states.find(name)
            if state is not None:
                yield state.name


def usual(name: str) -> str:
    """Return the usual name of a state, the name itself where none is known."""
    state = states.find(name)
    return state.name if state is not None else name


class Shelf:
    """All files of the library: the shipped ones, then those of the user, which hide shipped ones of the same name."""

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        self.volumes: list[Volume] = [*_shipped(), *_own(folders)]
        self._by_name: dict[str, Volume] = {}
        self.clauses: dict[str, Volume] = {}
        """The file of each model clause, by its name."""
        self.replacing: dict[str, tuple[str, ...]] = {}
        """The shipped instruments in whose place the user's own stand, by the name of the user's file."""
        for volume in self.volumes:
            for head in volume.heads:
                if head.kind == "clause":
                    self.clauses[head.name] = volume
                elif head.kind != "vocabulary":
                    hidden = self._by_name.get(head.name)
                    if volume.own and hidden is not None and not hidden.own:
                        name = volume.source.name
                        self.replacing[name] = (*self.replacing.get(name, ()), head.name)
                    self._by_name[head.name] = volume

    def bound_by(self, name: str) -> frozenset[str]:
        """Return the states that the file with a treaty of that name binds; none where there is no such file."""
        volume = self._by_name.get(name)
        return volume.bound if volume is not None else frozenset()

    def find(self, name: str) -> Volume | None:
        """Return the shipped file of that name (``library:treaties/…``, with or without ending), or ``None``."""
        for volume in self.volumes:
            if volume.source.name in (name, f"{name}.treaty"):
                return volume
        return None

    def names(self) -> list[str]:
        """Return the names under which shipped files can be imported."""
        return [volume.source.name for volume in self.volumes if not volume.own]

    def wanted(self, mentioned: frozenset[str], parties: Iterable[str] = ()) -> tuple[Volume, ...]:
        """Return the files that a draft needs.

        These are all vocabularies; what binds every state; the law of every state that is mentioned; every treaty in
        force that binds one of the ``parties``; every treaty that is mentioned, there or in a file that is needed; and
        the protocols that amend one of these.
        """
        states = frozenset(parties)
        needed: dict[int, Volume] = {}
        names = {name for name in mentioned if name in self._by_name}
        for volume in self.volumes:
            found_by_itself = volume.is_vocabulary or volume.binds_all or not states.isdisjoint(volume.bound)
            if found_by_itself or self._is_law_of(volume, mentioned):
                needed[id(volume)] = volume
        waiting = [*needed.values(), *(self._by_name[name] for name in sorted(names))]
        while waiting:
            volume = waiting.pop()
            needed[id(volume)] = volume
            for other in self._next_to(volume):
                if id(other) not in needed:
                    needed[id(other)] = other
                    waiting.append(other)
        hidden = {
            id(volume)
            for volume in needed.values()
            if any(head.kind not in _APART for head in volume.heads)
            and all(self._by_name.get(head.name, volume) is not volume for head in volume.heads)
        }
        return tuple(volume for volume in self.volumes if id(volume) in needed and id(volume) not in hidden)

    @staticmethod
    def _is_law_of(volume: Volume, mentioned: frozenset[str]) -> bool:
        return any(head.kind == "law" and head.other in mentioned for head in volume.heads)

    def _next_to(self, volume: Volume) -> Iterator[Volume]:
        """Yield the treaties that a file mentions, and the protocols that amend what it holds."""
        own = {head.name for head in volume.heads}
        if not volume.is_vocabulary:
            for name in mentions(volume.source):
                other = self._by_name.get(name)
                if other is not None and not any(head.kind == "law" for head in other.heads):
                    yield other
        for other in self.volumes:
            if any(head.kind == "protocol" and head.other in own for head in other.heads):
                yield other


@cache
def _shipped() -> tuple[Volume, ...]:
    base = Path(str(files("treatylang") / "library"))
    paths = [path for folder in _FOLDERS for path in _files(base / folder)]
    found = []
    for path in paths:
        volume = _volume(path, SHIPPED + path.relative_to(base).as_posix(), own=False)
        alone = path.is_relative_to(base / _OF_RECORD)
        found.append(replace(volume, bound=frozenset(), binds_all=False) if alone else volume)
    return tuple(found)


def _own(folders: Iterable[Path]) -> Iterator[Volume]:
    seen: set[Path] = set()
    for folder in folders:
        for path in _files(folder):
            if path not in seen:
                if not lies_in(path, folder.parent):
                    raise Misconfigured(
                        f"`{shown(path)}` is a link that leads out of the project's folder",
                        "copy the file into the project",
                    )
                seen.add(path)
                yield _volume(path, None, own=True)


def _files(folder: Path) -> list[Path]:
    return [path for path in texts.files_below(folder) if path.name.endswith(".treaty")]


def _volume(path: Path, name: str | None, *, own: bool) -> Volume:
    source = read(path, name)
    heads = tuple(
        Head(match["kind"].strip(), match["name"], match["title"] or "", _other(match))
        for match in _HEAD.finditer(source.text)
    )
    return Volume(source, path, heads, _bound(source.text), _BINDS_ALL.search(source.text) is not None, own)


def _bound(text: str) -> frozenset[str]:
    """Return the states that the party lines of a file name, if a treaty in it is in force; nothing is parsed."""
    if not _IN_FORCE.search(text):
        return frozenset()
    return frozenset(
        usual(match["text"] or match["name"])
        for line in _PARTY.finditer(text)
        for match in _BY_NAME.finditer(line["names"])
        if match["text"] or match["name"]
    )


def _other(match: re.Match[str]) -> str:
    other = match["text"] or match["other"] or ""
    return usual(other) if match["kind"].strip() == "law" and other else other
