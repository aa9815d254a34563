"""A treaty text as it will be read: title, blocks and runs, apart from any format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Run:
    """Some characters of a text; ``target`` is the anchor that they refer to, ``slanted`` for words like *bis*."""

    text: str
    target: str = ""
    slanted: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or one item of it.

    ``kind`` is paragraph, item, agreed (wording that stood in the draft as verse or several paragraphs), alternative,
    or table, whose blocks are rows (``head`` or ``row``) of cells;
    ``number`` as it is printed (``1.``, ``(a)``); ``opening`` and ``closing`` are brackets around an alternative;
    ``language`` is set where the text is not in the language of the document.
    """

    kind: str
    anchor: str = ""
    number: str = ""
    runs: Runs = ()
    blocks: tuple[Block, ...] = ()
    opening: str = ""
    closing: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Division:
    """A chapter, article, annex or statement with its heading and what stands under it.

    ``heading`` is the computed part (``Article 3``), ``title`` the words; a chapter holds ``divisions``, an article
    ``blocks``. An alternative that is still negotiated carries its brackets.
    """

    kind: str
    anchor: str = ""
    heading: Runs = ()
    title: Runs = ()
    blocks: tuple[Block, ...] = ()
    divisions: tuple[Division, ...] = ()
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: for whom."""

    party: str
    lead: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    anchor: str
    heading: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole treaty text.

    ``words`` are the few words that a format adds by itself (the heading of the table of contents, the word for page).
    """

    title: str
    language: str
    direction: str
    words: Mapping[str, str]
    preamble: tuple[Block, ...]
    body: tuple[Division, ...]
    annexes: tuple[Division, ...]
    testimonium: tuple[Block, ...]
    signatures: tuple[Signature, ...]
    statements: tuple[Division, ...]
    contents: tuple[Entry, ...]


def plain(value: Any) -> Any:
    """Return the same as dictionaries, lists and strings: all that a template may see."""
    if is_dataclass(value) and not isinstance(value, type):
        return {slot.name: plain(getattr(value, slot.name)) for slot in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(inner) for inner in value]
    return value


def text_of(runs: Runs) -> str:
    """Return the characters of some runs."""
    return "".join(run.text for run in runs)
