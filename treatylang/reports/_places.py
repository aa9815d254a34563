"""Where a finding lies for a machine: a path of the repository, whatever folder the program was started in."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import quote

LIBRARY = "library:"
"""What the names of shipped texts begin with."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The root of the repository and the folder from which the names of sources count; both absolute, or empty.

    ``revisions`` are those that this run has read from: a colon in the name of a file is part of the name.
    """

    root: str = ""
    folder: str = ""
    revisions: tuple[str, ...] = ()

    def path(self, name: str) -> str:
        """Return the path of a source in the repository, with ``/`` between its parts.

        A source of a revision (``HEAD~1:pact.treaty``) is at its path there. What lies outside the repository keeps
        an absolute path; standard input and shipped texts keep their names.
        """
        if name == "-" or name.startswith(LIBRARY):
            return name
        for revision in self.revisions:
            if name.startswith(f"{revision}:"):
                return name[len(revision) + 1 :]
        whole = posixpath.normpath(posixpath.join(self.folder, name))
        if self.root and whole.startswith(f"{self.root.rstrip('/')}/"):
            return whole[len(self.root.rstrip("/")) + 1 :]
        return whole


NOWHERE = Standpoint()
"""For formats that show names as they are."""


def uri(path: str) -> str:
    """Return a path as a URI reference: percent-encoded, ``file:`` where it is absolute."""
    encoded = quote(path.encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{encoded}" if path.startswith("/") else encoded
