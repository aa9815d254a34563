"""Two texts word by word, in each of their languages: struck out, inserted, and what differs and is not printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from treatylang.api.opening import Case
from treatylang.api.refusing import one_of, refuse
from treatylang.api.results import SHEETS, Result, framed
from treatylang.findings import Finding
from treatylang.model.instrument import Instrument
from treatylang.syntax import ast
from treatylang.workspace import write
from treatylang.workspace.trouble import NoVerdict

if TYPE_CHECKING:
    from treatylang.documents.outline import Outline
    from treatylang.documents.redline import Redline
    from treatylang.documents.redline.unprinted import Unprinted

AUTHOR = "treaty redline"
"""Who is named as the author of tracked changes where nobody is."""


@dataclass(frozen=True)
class Redlined(Result):
    """What became of each paragraph, by language; ``beside`` is what differs and is not printed.

    ``findings`` say what the texts lack, so that it could not be printed.
    """

    languages: Mapping[str, Redline]
    beside: tuple[Unprinted, ...]
    names: tuple[str, str]
    findings: tuple[Finding, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything differs, printed or not."""
        from treatylang.reports._redline import differs

        return bool(self.beside) or any(differs(one) for one in self.languages.values())

    @property
    def summary(self) -> tuple[str, ...]:
        """What changed, in a few sentences."""
        from treatylang.reports._redline import summaries

        return tuple(summaries(self.languages, self.beside))

    @property
    def records(self) -> list[dict[str, Any]]:
        """One dictionary for each passage that did not stay, in each language, and for what is not printed."""
        return [
            {"language": code, "kind": one.kind, "section": one.section, "old": _words(one.old), "new": _words(one.new)}
            for code, found in self.languages.items()
            for one in found.passages
            if one.kind != "same"
        ] + [
            {"language": "", "kind": "not printed", "section": "", "old": one.old, "new": one.new}
            for one in self.beside
        ]

    def to(self, form: str, *, width: int = 100, whole: bool = False) -> str | bytes:  # noqa: ARG002  # as wide as it is
        """Return it as ``text`` or ``html``, or as ``csv`` or ``parquet``; ``whole`` shows what stayed, too."""
        from treatylang.reports._redline import shown

        one_of("form", form, ("text", "html", *SHEETS))
        if form in SHEETS:
            return self.sheet(form)
        return shown(self.languages, self.beside, self.names, form=form, whole=whole)

    def tracked(self, language: str = "", *, author: str = AUTHOR, day: date | str) -> bytes:
        """Return a Word document with tracked changes, in the first language where none is named.

        Accepting all changes gives the new text and rejecting them the old one; that is verified first.
        """
        from treatylang.documents.redline import Unfaithful
        from treatylang.documents.redline.tracked import tracked

        code = one_of("language", language or next(iter(self.languages)), tuple(self.languages))
        try:
            return tracked(self.languages[code], author=author, day=str(day))
        except Unfaithful as problem:
            raise unfaithful(problem) from problem

    def files(self, path: Path) -> Iterator[tuple[str, Path]]:
        """Yield where the document of each language goes: the first to that path, the others beside it."""
        for number, code in enumerate(self.languages):
            yield code, path.with_name(f"{path.stem}.{code}{path.suffix}") if number else path

    def save_tracked(self, path: str | Path, *, author: str = AUTHOR, day: date | str) -> tuple[Path, ...]:
        """Write a Word document for each language, and return where they are."""
        made = [(place, self.tracked(code, author=author, day=day)) for code, place in self.files(Path(path))]
        for place, data in made:
            write(place, data)
        return tuple(place for place, _ in made)

    def __str__(self) -> str:
        return str(self.to("text"))

    def _repr_html_(self) -> str:
        return framed(str(self.to("html")))

    def __len__(self) -> int:
        return len(self.records)


def _words(paragraphs: tuple[Any, ...]) -> str:
    return "\n".join(one.text for one in paragraphs)


def redlined(pair: tuple[Case, Case], texts: tuple[Instrument, Instrument], language: str = "") -> Redlined:
    """Return what became of each paragraph of the first text in the second, in one language or in each of theirs."""
    from treatylang.documents.redline.unprinted import unprinted

    found: dict[str, Redline] = {}
    missing: list[Finding] = []
    for code in [language] if language else languages_of(*texts):
        sides = [_outline(case, draft, code) for case, draft in zip(pair, texts, strict=True)]
        if not found:  # what one language lacks is for `treaty render` to tell, unless it is asked for
            missing = [finding for _, several in sides for finding in several]
        found[code] = _compared(sides[0][0], sides[1][0])
    files = (pair[0].opened.document, pair[1].opened.document)
    if files[0] is None or files[1] is None:
        refuse("a text that cannot be read cannot be compared", "`treaty check` shows the place")
    beside = tuple(unprinted((files[0], files[1]), texts, found.values()))
    return Redlined(found, beside, (pair[0].draft.source.name, pair[1].draft.source.name), tuple(missing))


def languages_of(*drafts: Instrument) -> list[str]:
    """Return the languages of two drafts, those of the later one first, and each that is authentic in either."""
    found: dict[str, None] = {}
    for draft in reversed(drafts):
        found |= dict.fromkeys(draft.languages)
        for line in draft.clauses:
            if line.word.text == "authentic":
                values = [value for slot in line.slots for value in slot.values if isinstance(value, ast.Words)]
                found |= dict.fromkeys(item.text for value in values for item in value.items)
    return list(found) or [language_of(drafts[-1])]


def language_of(draft: Instrument) -> str:
    """Return the first language of a draft, in which it is shown where none is asked for."""
    return draft.languages[0] if draft.languages else "en"


def _outline(case: Case, draft: Instrument, language: str) -> tuple[Outline, tuple[Finding, ...]]:
    from treatylang.documents import outline

    return outline(case.world, draft, case.question, language=language)


def _compared(before: Outline, after: Outline) -> Redline:
    from treatylang.documents.redline import Unfaithful, redline

    try:
        return redline(before, after)
    except Unfaithful as problem:
        raise unfaithful(problem) from problem


def unfaithful(problem: Exception) -> NoVerdict:
    """Return what is said where a redline would not give back both texts."""
    return NoVerdict(
        f"nothing was written: {problem}", "this is a fault of treatylang; please file a bug with the two drafts"
    )
