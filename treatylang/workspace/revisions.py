"""Drafts as they stood in a revision of the repository: `REV:path`, laid out with the files that belong to them.

Git is asked only to name and print objects: it runs no hook, no filter, no pager and reaches no network, and what the
user wrote never stands among its arguments.
"""

from __future__ import annotations

import atexit
import errno
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from treatylang.workspace import texts
from treatylang.workspace.texts import LARGEST, show_as
from treatylang.workspace.trouble import Absent, NoVerdict, Unreadable

SECONDS = 30
"""How long one question to git may take."""

MOST = 20_000
"""Files of a revision that may be laid out."""

_LISTING = 64 * 1024 * 1024
_WANTED = (".treaty", ".j2")
_SETTINGS = ("treaty.toml", "pyproject.toml")
_OBJECT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")

_kept: dict[tuple[str, str], Path] = {}
"""The folders that were laid out in this run, by repository and tree; they go with the program."""


@dataclass(frozen=True)
class Revised:
    """An operand `REV:path`: the revision as written, the path in the repository, and where it was laid out."""

    revision: str
    path: str
    place: Path


def is_revised(operand: str) -> bool:
    """Return whether an operand names a revision: it has a colon after the first sign, and no file is called so."""
    revision, colon, _ = operand.partition(":")
    return bool(colon and revision) and not texts.there(operand) and not _DRIVE.match(operand)


def revised(operand: str) -> Revised:
    """Lay out the drafts, laws, templates and settings of a revision, and return where the operand lies there.

    ``path`` counts from the root of the repository around the working folder, or from that folder where it begins with
    ``./``. What is laid out is shown as ``REV:path`` in every message. Raises ``NoVerdict`` where there is no
    repository, no such revision or no such path.
    """
    revision, _, path = operand.partition(":")
    texts.unsure("a revision")
    top = repository()
    tree = _tree(top, revision)
    inside = path_within(top, revision, path)
    root = _laid_out(top, tree, revision)
    place = root / inside if inside else root
    if not os.path.lexists(place):
        raise Absent(f"`{revision}` has no file or folder `{inside}`", _hint(root, revision, inside))
    return Revised(revision, inside, place)


def top_of(folder: Path) -> Path | None:
    """Return the root of the repository around a folder, without asking git; ``None`` where there is none."""
    return next((place for place in (folder, *folder.parents) if texts.there(place / ".git")), None)


def repository() -> Path:
    """Return the root of the repository around the working folder."""
    top = top_of(Path.cwd())
    if top is None:
        raise NoVerdict(
            "there is no git repository around this folder, so no revision can be read",
            "run the command in the folder of the repository, or give files",
        )
    return top


def _tree(top: Path, revision: str) -> str:
    return _object(top, revision, "tree")


def commit_of(top: Path, revision: str) -> str:
    """Return the full name of the commit that a revision means."""
    return _object(top, revision, "commit")


def holds(top: Path, commit: str, path: str) -> bool:
    """Return whether a commit has a file or folder of this path; ``commit`` is a full name."""
    if "\n" in path:
        return False
    answer = ask_git(top, ["cat-file", "--batch-check"], f"{commit}:{path}\n", LARGEST).decode("utf-8", "replace")
    return not answer.rstrip().endswith(" missing")


def _object(top: Path, revision: str, kind: str) -> str:
    if any(sign.isspace() or not sign.isprintable() for sign in revision):
        raise Unreadable(f"`{revision}` is not the name of a revision", "write a branch, a tag or a commit: `HEAD~1:…`")
    answer = ask_git(top, ["cat-file", "--batch-check"], f"{revision}^{{{kind}}}\n", LARGEST).decode("utf-8", "replace")
    name, _, rest = answer.strip().partition(" ")
    if not (_OBJECT.fullmatch(name) and rest.startswith(kind)):
        raise Unreadable(
            f"the repository has no revision `{revision}`",
            "`git log --oneline` lists the revisions; a clone in CI may hold only the last one (fetch them all)",
        )
    return name


def path_within(top: Path, revision: str, path: str) -> str:
    """Return a path as it counts from the root of the repository; one with ``./`` counts from the working folder."""
    if "\0" in path:
        raise Unreadable(f"`{revision}:{path}` is not a path: it has a NUL character")
    if path in (".", "..") or path.startswith(("./", "../")):
        path = (Path.cwd().relative_to(top) / path).as_posix()
    clean = os.path.normpath(path).replace(os.sep, "/") if path else ""
    if clean.startswith(("/", "../")) or clean == "..":
        raise Unreadable(
            f"`{path}` is not a path of the repository", f"write it from the root of the repository: `{revision}:…`"
        )
    return "" if clean == "." else clean


def _hint(root: Path, revision: str, inside: str) -> str:
    from difflib import get_close_matches

    here = Path.cwd().relative_to(repository()).as_posix()
    if here != "." and os.path.exists(root / here / inside):
        return f"paths count from the root of the repository: `{revision}:{here}/{inside}`"
    names = [path.relative_to(root).as_posix() for path in root.rglob("*.treaty")]
    near = get_close_matches(inside, names, n=1)
    return f"did you mean `{revision}:{near[0]}`?" if near else "check the spelling of the path"


# -- laying out ----------------------------------------------------------------------------------------------------


def _laid_out(top: Path, tree: str, revision: str) -> Path:
    known = _kept.get((str(top), tree))
    if known is None:
        files = _listed(top, tree, revision)
        known = Path(tempfile.mkdtemp(prefix="treaty-")).resolve()
        atexit.register(shutil.rmtree, known, ignore_errors=True)
        (known / ".git").mkdir()  # the sign of a repository: nothing above this folder belongs to the draft
        _fill(known, top, files, revision)
        _kept[(str(top), tree)] = known
    show_as(known, revision)
    return known


def _listed(top: Path, tree: str, revision: str) -> dict[str, str]:
    """Return the object of each wanted file by its path; links and submodules are left out."""
    found = {}
    total = 0
    for entry in ask_git(top, ["ls-tree", "-r", "-z", "-l", tree], "", _LISTING).split(b"\0"):
        head, _, name = entry.partition(b"\t")
        fields = head.split()
        path = os.fsdecode(name)
        if len(fields) != 4 or not fields[0].startswith(b"100") or not _is_wanted(path):
            continue
        if not fields[3].isdigit():
            raise _not_held(revision, path)
        if path in found:
            raise Unreadable(f"`{_named(revision, path)}` stands there twice: this tree was not made by git")
        size = int(fields[3])
        total += size
        found[path] = fields[2].decode("ascii")
        if len(found) > MOST or total > 4 * LARGEST or size > LARGEST:
            raise Unreadable(f"the drafts of `{revision}` are too many or too large to be read")
    return found


def _is_wanted(path: str) -> bool:
    parts = path.split("/")
    odd = "\\" in path or any(part.lower() in ("", ".", "..", ".git") for part in parts)
    return not odd and (path.endswith(_WANTED) or parts[-1] in _SETTINGS)


def _fill(root: Path, top: Path, files: dict[str, str], revision: str) -> None:
    data = ask_git(top, ["cat-file", "--batch"], "".join(f"{name}\n" for name in files.values()), 8 * LARGEST)
    position = 0
    for path in files:
        end = data.find(b"\n", position)
        fields = data[position:end].split()
        if end < 0 or len(fields) != 3 or fields[1] != b"blob":
            raise _not_held(revision, path)
        size = int(fields[2])
        target = root / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data[end + 1 : end + 1 + size])
        except OSError as problem:
            raise _unplaceable(problem, _named(revision, path)) from problem
        position = end + 1 + size + 1


def _not_held(revision: str, path: str) -> Unreadable:
    return Unreadable(f"`{_named(revision, path)}` cannot be read: this clone does not hold it", "fetch it first")


def _unplaceable(problem: OSError, name: str) -> Unreadable:
    """Return why a file of a revision cannot lie where its name says."""
    if isinstance(problem, (FileExistsError, NotADirectoryError, IsADirectoryError)):
        return Unreadable(f"`{name}` cannot be laid out: a file and a folder have one name there", "rename one of them")
    if problem.errno == errno.ENAMETOOLONG:
        return Unreadable(f"`{name[:60]}…` cannot be laid out: its name is too long for this system", "shorten it")
    return Unreadable(f"`{name}` cannot be laid out: {(problem.strerror or 'no reason given').lower()}")


def _named(revision: str, path: str) -> str:
    """Return how a file of a revision is called in a message: bytes that are no text as escapes."""
    return f"{revision}:{path.encode('utf-8', 'backslashreplace').decode('utf-8')}"


# -- asking git ----------------------------------------------------------------------------------------------------


def ask_git(top: Path, arguments: list[str], said: str, limit: int) -> bytes:
    """Return what git answers to a question on its standard input; raises ``NoVerdict`` where it fails or is slow."""
    import subprocess

    texts.unsure("git")
    quiet = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never"]
    environment = {
        **os.environ,
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        question.write(os.fsencode(said))
        question.seek(0)
        try:
            done = subprocess.run(
                ["git", "--no-pager", *quiet, *arguments],
                cwd=top,
                stdin=question,
                stdout=answer,
                stderr=subprocess.PIPE,
                env=environment,
                timeout=SECONDS,
                check=False,
            )
        except FileNotFoundError as problem:
            raise NoVerdict(
                "git is not installed, so no revision can be read", "install it, or give files"
            ) from problem
        except subprocess.TimeoutExpired as problem:
            raise NoVerdict(f"git gave no answer within {SECONDS} seconds") from problem
        if done.returncode:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise NoVerdict(f"git cannot read the repository: {lines[0] if lines else 'no reason given'}")
        if answer.tell() > limit or os.fstat(answer.fileno()).st_size > limit:
            raise Unreadable("the revision is too large to be read")
        answer.seek(0)
        return answer.read()
