"""What a redline comes to, in a few sentences: how many paragraphs changed, and each renumbering once."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.documents.redline import Redline

_KINDS = (
    (("changed",), "changed"),
    (("inserted",), "inserted"),
    (("deleted",), "deleted"),
    (("moved-here",), "moved"),
    (("split",), "split"),
    (("merged",), "merged"),
)


def summary(compared: Redline) -> list[str]:
    """Return the sentences: the first counts paragraphs, each further one tells a renumbering."""
    counts = [(compared.count(*kinds), word) for kinds, word in _KINDS]
    told = [f"{number} {word}" for number, word in counts if number]
    renumbered = list(_renumbered(compared))
    if not told and not renumbered and not compared.count("renumbered"):
        return ["the two drafts read the same"]
    paragraphs = f"paragraphs: {', '.join(told)}" if told else "no paragraph changed but for its numbers"
    return [paragraphs, *renumbered]


def _renumbered(compared: Redline) -> Iterator[str]:
    for old, new in compared.renumbered:
        yield f"renumbered: {old} became {new}"
