"""What a text has beside its words: the byte-order mark and the line ends of a file, kept where words change."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

_MOST = 4000
"""Lines of a text with mixed line ends that are compared one by one: the search grows faster than the text."""


def plain(raw: str) -> str:
    """Return a text as it is read: without byte-order mark, each line ending in a line feed."""
    return raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def with_ends_of(raw: str, text: str) -> str:
    r"""Return a text with the byte-order mark and the line ends of a file.

    ``raw`` is what the file holds; ``text`` has ``\n`` line ends. Where the file has several kinds, lines that stay the
    same keep theirs, and all others end like its first line.
    """
    mark = "\ufeff" if raw.startswith("\ufeff") else ""
    body = raw.removeprefix("\ufeff")
    if "\r" not in body:
        return mark + text
    lines = _LINE.findall(body)
    ends = {line[len(line.rstrip("\r\n")) :] for line in lines} - {""}
    first = next((line[len(line.rstrip("\r\n")) :] for line in lines if line[-1] in "\r\n"), "\n")
    old, new = _LINE.findall(plain(raw)), _LINE.findall(text)
    if len(ends) == 1 or max(len(old), len(new)) > _MOST:
        return mark + text.replace("\n", first)
    result: list[str] = []
    for tag, start, stop, new_start, new_stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            result += lines[start:stop]
        else:
            result += [line.replace("\n", first) for line in new[new_start:new_stop]]
    return mark + "".join(result)
