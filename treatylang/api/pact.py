"""A treaty, opened with the law beside it: what each command answers about it, as a method."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from treatylang.api.opening import case_of, opened, own_day, selection, treaty_at
from treatylang.api.questions import Questions
from treatylang.api.refusing import day
from treatylang.api.results import Findings
from treatylang.api.subject import EARLIEST, Day, deeply
from treatylang.api.texts import Texts
from treatylang.source import Source
from treatylang.workspace import Draft, check, drafts
from treatylang.workspace.texts import laid_over
from treatylang.workspace.trouble import NoVerdict


@dataclass(frozen=True)
class Pact(Questions, Texts):
    """One treaty of one file, with the question that is put to it: the day, readings, parties and options.

    The clock is never read. A question that depends on a day uses ``as_of`` or, without it, the text's own day: the
    date of a draft, the entry into force of a treaty.
    """

    def _repr_html_(self) -> str:
        return self.check()._repr_html_()

    def __repr__(self) -> str:
        parties = ", ".join(self.parties)
        return f"<Pact {self.name} “{self.title}”: {parties}>"


@deeply
def open(
    path: str | Path,
    *,
    treaty: str = "",
    config: str | Path = "",
    isolated: bool = False,
    cache: bool = True,
) -> Pact:
    """Return the treaty of a file, or of a revision of it in git (``HEAD~1:pact.treaty``).

    ``treaty`` names the one that is meant where a file has several. ``config`` is a file of settings, else those of the
    project around count, unless it is ``isolated``. Without ``cache`` nothing is kept between runs. Raises
    ``Unreadable`` for a file that is not a text, ``Malformed`` for a text with a mistake of form, with all that was
    found.
    """
    return Pact(*treaty_at(path, treaty=treaty, config=config, isolated=isolated, cache=cache))


@deeply
def read(text: str, *, name: str = "draft.treaty", treaty: str = "", cache: bool = True) -> Pact:
    """Return the treaty that a text holds; ``name`` is how its file is shown, and where it would lie."""
    draft = Draft(Source(name, text), Path(name), exists=False)
    return Pact(*opened(draft, treaty, "", isolated=False, cache=cache))


@deeply
def check_file(
    path: str | Path,
    *,
    as_of: Day | None = None,
    isolated: bool = False,
    cache: bool = True,
    unsaved: Mapping[str | Path, str] | None = None,
) -> Findings:
    """Return what is wrong with a file, including mistakes of form; the text need not be readable.

    ``unsaved`` are texts by the path of their file, as an editor holds them: they are read in place of what is saved.
    """
    with laid_over({Path(place): text for place, text in (unsaved or {}).items()}):
        found = drafts([str(path)])
        if len(found) != 1:
            raise NoVerdict(f"`{path}` is a folder with several drafts", "check each file by itself")
        (draft,) = found
        case = case_of(draft, "", isolated=isolated, cache=cache)
    asked = replace(case.question, as_of=day("as_of", as_of))
    days = [one for text in case.opened.instruments if (one := own_day(text)) is not None]
    rules = selection(case.project.settings, (), ())
    return Findings(check(case.opened, asked, rules, asked.as_of or min(days, default=EARLIEST)))
