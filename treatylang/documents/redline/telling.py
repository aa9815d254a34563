"""What a redline comes to, in a few sentences: how many paragraphs changed, and each renumbering once."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale, UnknownLocaleError

from treatylang.documents.redline import Redline

_KINDS = (
    (("changed",), "changed"),
    (("inserted",), "inserted"),
    (("deleted",), "deleted"),
    (("moved-here",), "moved"),
    (("split",), "split"),
    (("merged",), "merged"),
)


def called(code: str) -> str:
    """Return the name of a language with its code: `French (fr)`."""
    try:
        return f"{Locale.parse(code).get_display_name('en')} ({code})"
    except (UnknownLocaleError, ValueError):
        return code


def summary(compared: Redline, beside: int = 0) -> list[str]:
    """Return the sentences: the first counts paragraphs, each further one tells a renumbering.

    ``beside`` is how many differences there are that are not printed.
    """
    counts = [(compared.count(*kinds), word) for kinds, word in _KINDS]
    told = [f"{number} {word}" for number, word in counts if number]
    renumbered = list(_renumbered(compared))
    if not told and not renumbered and not compared.count("renumbered"):
        if not beside:
            return ["the two drafts read the same"]
        return [f"the printed texts are the same; {beside} difference{'s are' if beside > 1 else ' is'} not printed"]
    paragraphs = f"paragraphs: {', '.join(told)}" if told else "no paragraph changed but for its numbers"
    return [paragraphs, *renumbered]


def _renumbered(compared: Redline) -> Iterator[str]:
    for old, new in compared.renumbered:
        yield f"renumbered: {old} became {new}"
