"""Git trees that no git would make: written object by object, with names, kinds and objects that do not fit."""

from __future__ import annotations

import os
import subprocess
import zlib
from hashlib import sha1
from pathlib import Path
from random import Random

DRAFT = 'treaty Pact "Pact" {\n  party Japan, Australia;\n}\n'

NAMES = (
    b"pact.treaty",
    b"pact.treaty",
    b"laws",
    b"drafts",
    b"treaty.toml",
    b"pyproject.toml",
    b"..",
    b".",
    b"",
    b".git",
    b".GIT",
    b"../pact.treaty",
    b"../../../../tmp/x.treaty",
    b"/tmp/x.treaty",
    b"drafts/pact.treaty",
    b"a\\..\\b.treaty",
    b"x\ny.treaty",
    b"x\ty.treaty",
    b"\xff\xfe.treaty",
    b"\x1b[2J.treaty",
    b"-rf.treaty",
    b"--help",
    b"*.treaty",
    b":(top)x.treaty",
    b".treaty",
    b"a" * 300 + b".treaty",
    b"PACT.treaty",
    b"con.treaty",
    "協.treaty".encode(),
    b"x:y.treaty",
    b'"q".treaty',
    b".gitmodules",
    b".gitattributes",
    b"x.j2",
    b"html",
)
_MODES = (
    b"100644",
    b"100644",
    b"100644",
    b"100755",
    b"120000",
    b"160000",
    b"40000",
    b"100664",
    b"0",
    b"100600",
    b"777777",
)
_TEXTS = (
    DRAFT.encode(),
    b"",
    b"\x00\x01",
    b"/etc/passwd",
    b"../../outside",
    b'import "../../x.treaty";\n',
    b'libraries = [".."]\n',
    b'import "' + b"a" * 300 + b'.treaty";\n' + DRAFT.encode(),
    b"# " + b"x" * 5000,
    b"<<<<<<< ours\n",
    b"[tool.treatylang]\nx = 1\n",
)
_DAYS = (
    b"1700000000 +0000",
    b"0 +0000",
    b"-1 +0000",
    b"99999999999999 +0000",
    b"253402300800 +0000",
    b"1e9 +0000",
    b"",
    b"x",
)


class Store:
    """The objects of a repository, into which anything can be put."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True, env=_alone())

    def put(self, kind: str, data: bytes) -> str:
        """Put an object there; return its name."""
        whole = f"{kind} {len(data)}\0".encode() + data
        name = sha1(whole, usedforsecurity=False).hexdigest()
        path = self.folder / ".git" / "objects" / name[:2] / name[2:]
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(zlib.compress(whole))
        return name

    def tree(self, random: Random, depth: int = 0) -> str:
        """Put a tree there, mostly with a draft and something beside it that does not belong there."""
        entries = []
        for _ in range(random.randrange(1, 5)):
            name, mode = random.choice(NAMES), random.choice(_MODES)
            if mode in (b"40000", b"0") and depth < 3 and random.random() < 0.9:
                entries.append((mode, name, self.tree(random, depth + 1)))
            elif random.random() < 0.1:
                entries.append((mode, name, f"{random.randrange(16**40):040x}"))  # what this clone does not hold
            else:
                entries.append((mode, name, self.put("blob", random.choice(_TEXTS))))
        entries.append((b"100644", b"whole.treaty", self.put("blob", DRAFT.encode())))
        if random.random() < 0.7:
            entries.sort(key=lambda one: one[1] + (b"/" if one[0] == b"40000" else b""))
        return self.put("tree", b"".join(mode + b" " + name + b"\0" + bytes.fromhex(o) for mode, name, o in entries))

    def commit(self, random: Random, tree: str, parent: str = "") -> str:
        """Put a commit there, by nobody in particular and on any day."""
        day = random.choice(_DAYS)
        who = random.choice((b"A <a@example.org>", b"", b"\x1b[2J <x>", b"A <a> <b>"))
        lines = [b"tree " + tree.encode()]
        lines += [b"parent " + parent.encode()] if parent else []
        lines += [b"author " + who + b" " + day, b"committer A <a@example.org> 1700000000 +0000", b""]
        lines += [random.choice((b"one", b"", b"x\x1b[2J", b"\xff\xfe", b"a\n\nb"))]
        return self.put("commit", b"\n".join(lines) + b"\n")

    def point(self, commit: str) -> None:
        """Let the branch end with a commit."""
        path = self.folder / ".git" / "refs" / "heads" / "main"
        path.write_text(f"{commit}\n", encoding="ascii")


def paths(random: Random) -> list[str]:
    """Return paths to ask for: some that a tree may hold, and some that none should."""

    def name() -> str:
        return os.fsdecode(random.choice(NAMES)).replace("\0", "")

    return ["whole.treaty", "", name(), f"{name()}/{name()}", f"./{name()}"]


def _alone() -> dict[str, str]:
    return {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
