"""The one door to texts and folders: whatever is read or asked of the disk is asked here, and what an answer rests on.

What is not a text of ours is refused with a reason. Texts that an editor holds unsaved may be laid over what lies on
the disk. Every question is written down with its answer: `rests_on` returns them, and `as_before` says whether the disk
would answer all of them alike today.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from treatylang.source import Source
from treatylang.workspace.trouble import Unreadable

LARGEST = 64 * 1024 * 1024
"""Bytes in the largest file that is opened."""

_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


_KEPT: set[str] = set()
"""The files that this run has read: no answer may take their place."""


def is_kept(path: Path) -> bool:
    """Return whether a file was read in this run, under this name or another: no answer goes over it."""
    if os.path.realpath(path) in _KEPT:
        return True
    try:
        state = os.stat(path)
    except (OSError, ValueError):
        return False
    return any(_is(state, one) for one in _KEPT)


# -- what is asked of the disk, and what an answer rests on -----------------------------------------------------------

_PROGRAM = str(Path(__file__).parents[1]) + os.sep
"""Where the program lies: its own files are known by its version and their stamps."""

_ASKED: dict[tuple[str, str], str] = {}
"""What was asked in this run: (kind of question, path) → the answer, in short."""

_UNSURE: list[str] = []
"""What this run rests on and nobody can ask again: standard input, git, files that it wrote."""

_LAID: dict[str, str] = {}
"""Texts that are laid over files, by the file's real path."""


def begin() -> None:
    """Begin a run: forget what an earlier one in this process asked."""
    _ASKED.clear()
    _UNSURE.clear()


def rests_on() -> tuple[tuple[str, str, str], ...] | None:
    """Return every question asked of the disk, with its path and its answer; ``None`` where that is not all."""
    return None if _UNSURE else tuple((kind, path, answer) for (kind, path), answer in _ASKED.items())


def as_before(rests: Sequence[Sequence[str]]) -> bool:
    """Return whether each of some questions would be answered today as it was."""
    return all(len(one) == 3 and one[0] in _ANSWERS and _ANSWERS[one[0]](one[1]) == one[2] for one in rests)


def unsure(why: str) -> None:
    """Say that this run rests on something that cannot be asked again, or has left something on the disk."""
    _UNSURE.append(why)


@contextmanager
def laid_over(unsaved: Mapping[Path, str]) -> Iterator[None]:
    """Read these texts in place of what the disk holds under their paths, as an editor has them that did not save."""
    before = dict(_LAID)
    _LAID.update({os.path.realpath(path): text for path, text in unsaved.items()})
    unsure("unsaved texts")
    try:
        yield
    finally:
        _LAID.clear()
        _LAID.update(before)


def there(path: Path | str) -> bool:
    """Return whether there is anything under a path, be it a link that leads nowhere."""
    return _asked("there", path) == "yes" or _is_laid(path)


def is_file(path: Path | str) -> bool:
    """Return whether a path leads to a file."""
    return _asked("file", path) == "yes" or _is_laid(path)


def _is_laid(path: Path | str) -> bool:
    return bool(_LAID) and os.path.realpath(path) in _LAID


def is_folder(path: Path | str) -> bool:
    """Return whether a path leads to a folder."""
    return _asked("folder", path) == "yes"


def is_link(path: Path | str) -> bool:
    """Return whether a path is a link."""
    return _asked("link", path) == "yes"


def real(path: Path | str) -> str:
    """Return the path with all links followed."""
    return _asked("real", path)


def names_in(folder: Path | str) -> list[str]:
    """Return the names of what lies in a folder, in order; none where it cannot be read."""
    _asked("names", folder)
    return _names(os.fspath(folder))


def files_below(folder: Path | str) -> list[Path]:
    """Return the files below a folder, in no hidden one and through no link to a folder, in order."""
    _asked("below", folder)
    return sorted(Path(path) for path in _below(os.fspath(folder)))


def _asked(kind: str, path: Path | str) -> str:
    text = os.fspath(path)
    answer = _ANSWERS[kind](text)
    _note(kind, text, answer)
    return answer


def _note(kind: str, path: str, answer: str) -> None:
    """Write down a question with its answer; one that was answered otherwise before shows that the disk changes."""
    whole = os.path.abspath(path)
    if not whole.startswith(_PROGRAM) and _ASKED.setdefault((kind, whole), answer) != answer:
        unsure(f"{path} changed")


def _yes(ask: Callable[[str], bool]) -> Callable[[str], str]:
    return lambda path: "yes" if ask(path) else "no"


def _names(folder: str) -> list[str]:
    try:
        return sorted(path.name for path in Path(folder).iterdir())
    except OSError:
        return []


def _below(folder: str) -> list[str]:
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [os.path.join(root, name) for name in names]
    return sorted(found)


def _sum(lines: Sequence[str]) -> str:
    return sha256("\0".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _content(path: str) -> str:
    try:
        return sha256(_bytes(Path(path), path)).hexdigest()
    except Unreadable:
        return "none"


_ANSWERS: dict[str, Callable[[str], str]] = {
    "there": _yes(os.path.lexists),
    "file": _yes(os.path.isfile),
    "folder": _yes(os.path.isdir),
    "link": _yes(os.path.islink),
    "real": os.path.realpath,
    "names": lambda folder: _sum(_names(folder)),
    "below": lambda folder: _sum([os.path.relpath(path, folder) for path in _below(folder)]),
    "text": _content,
}
"""How each kind of question is answered, in short."""


# -- reading ----------------------------------------------------------------------------------------------------------


def is_same(one: Path, other: Path) -> bool:
    """Return whether two paths lead to one file that exists."""
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return False


def _is(state: os.stat_result, path: str) -> bool:
    """Return whether a path leads to the file of that state: a second name of it, or one in other letters."""
    try:
        return os.path.samestat(state, os.stat(path))
    except OSError:
        return False


def read(path: Path, name: str | None = None) -> Source:
    """Read a file as a source that is shown as ``name`` (as ``shown(path)`` without one).

    Raises ``Unreadable`` for whatever is not a regular file with UTF-8 text of at most ``LARGEST`` bytes.
    """
    label = name if name is not None else shown(path)
    place = os.path.realpath(path)
    _KEPT.add(place)
    if place in _LAID:
        return Source(label, decode(_LAID[place].encode("utf-8", "surrogatepass"), label))
    data = _bytes(path, label)
    _note("text", os.fspath(path), sha256(data).hexdigest())
    return Source(label, decode(data, label))


_REVISIONS: dict[Path, str] = {}
"""Folders that hold a revision, and its name."""


def show_as(folder: Path, revision: str) -> None:
    """Show the files of a folder as those of a revision: ``HEAD~1:drafts/pact.treaty``."""
    _REVISIONS[folder] = revision


def revisions() -> tuple[str, ...]:
    """Return the revisions that files of this run came from, as their names are shown before the colon."""
    return tuple(dict.fromkeys(_REVISIONS.values()))


def shown(path: Path) -> str:
    """Return how a path is shown: relative to the working folder where it lies below it, with ``/`` between parts.

    A file of a revision is shown as ``REV:path``, never by the place where it was laid out.
    """
    return _printable(_shown(path))


def _printable(name: str) -> str:
    """Return the name of a file whose bytes are not text with those bytes as escapes."""
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode("utf-8")


def _shown(path: Path) -> str:
    if not path.is_absolute():
        return path.as_posix()
    for folder, revision in _REVISIONS.items():
        if path.is_relative_to(folder):
            return f"{revision}:{path.relative_to(folder).as_posix()}"
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def _bytes(path: Path, label: str) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except FileNotFoundError as problem:
        raise Unreadable(f"there is no file `{label}`", "check the spelling of the path") from problem
    except IsADirectoryError as problem:
        raise Unreadable(f"`{label}` is a folder, not a file") from problem
    except PermissionError as problem:
        raise Unreadable(f"`{label}` may not be read by you", "ask its owner, or change its permissions") from problem
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise Unreadable(f"`{label}` cannot be opened: {reason.lower()}") from problem
    try:
        _refuse_kind(os.fstat(handle), label)
        with os.fdopen(handle, "rb", closefd=False) as stream:
            data = stream.read(LARGEST + 1)
    except OSError as problem:
        raise Unreadable(f"`{label}` cannot be read: {(problem.strerror or '').lower()}") from problem
    finally:
        os.close(handle)
    _refuse_size(len(data), label)
    return data


def _refuse_kind(state: os.stat_result, label: str) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise Unreadable(f"`{label}` is a folder, not a file")
    if not stat.S_ISREG(state.st_mode):
        raise Unreadable(
            f"`{label}` is a pipe or a device, not a file",
            "to read a stream, give `-` and send the draft to standard input",
        )
    _refuse_size(state.st_size, label)


def _refuse_size(size: int, label: str) -> None:
    if size > LARGEST:
        raise Unreadable(
            f"`{label}` has more than {LARGEST // (1024 * 1024)} MB; no treaty is that long",
            "split the draft into several files and `import` them",
        )


def decode(data: bytes, label: str) -> str:
    """Turn the bytes of a file into text with plain line feeds and no byte-order mark."""
    _refuse_size(len(data), label)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            raise _wrong(label, encoding, "")
    zero = data.find(b"\0")
    if zero >= 0:
        if _every_other_is_zero(data):
            raise _wrong(label, "UTF-16", "")
        line = data.count(b"\n", 0, zero) + 1
        raise Unreadable(
            f"`{label}` is not a text: line {line} has a NUL byte",
            "give the `.treaty` file itself, not a document of a word processor or an archive",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        start = problem.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        line = data.count(b"\n", 0, start) + 1
        raise _wrong(label, _looks_like(data), f": line {line} has the byte 0x{data[start]:02X}") from problem
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _every_other_is_zero(data: bytes) -> bool:
    head = data[:1024]
    return len(head) >= 4 and max(head[0::2].count(0), head[1::2].count(0)) * 2 > len(head) * 0.8


def _looks_like(data: bytes) -> str:
    """Guess the encoding of bytes that are not UTF-8: many kana or ideographs are East Asian, all else is Western."""
    for encoding, name in (("shift_jis", "Shift-JIS"), ("euc_jp", "EUC-JP"), ("gb18030", "GB 18030")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = [c for c in text if ord(c) > 0x7F]
        common = [c for c in foreign if "\u3040" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" or c in "、。「」"]
        kana = any("\u3040" <= c <= "\u30ff" for c in foreign)
        if len(foreign) >= 4 and len(common) > 0.9 * len(foreign) and (kana or encoding == "gb18030"):
            return name
    return "Windows-1252 (Latin-1)"


def _wrong(label: str, encoding: str, place: str) -> Unreadable:
    name = {"Windows-1252 (Latin-1)": "WINDOWS-1252", "Shift-JIS": "SHIFT_JIS", "GB 18030": "GB18030"}
    return Unreadable(
        f"`{label}` is not saved as UTF-8; it looks like {encoding}{place}",
        f"save it as UTF-8 in your editor, or run: iconv -f {name.get(encoding, encoding)} -t UTF-8",
    )
