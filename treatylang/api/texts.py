"""What can be made of one treaty: the text as it is signed, a brief, pictures, and what it is beside another text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from treatylang.api.amending import Amended, Drawn, amended, document, drawn, whole
from treatylang.api.drawing import drawable, map_as
from treatylang.api.opening import treaty_at
from treatylang.api.redlining import Redlined, redlined
from treatylang.api.refusing import day, one_of
from treatylang.api.results import Changes, Document
from treatylang.api.subject import EARLIEST, Day, Subject, deeply, names_of
from treatylang.workspace import check


@dataclass(frozen=True)
class Texts(Subject):
    """The texts and pictures that are made of a treaty, and what changes from one text to another."""

    @deeply
    def render(self, form: str = "markdown", *, language: str = "") -> Document:
        """Return the treaty as it is signed: ``markdown``, ``html`` or ``text``; its ``findings`` say what it lacks."""
        from treatylang.documents import render

        one_of("form", form, ("markdown", "html", "text"))
        code = language or (self.instrument.languages[0] if self.instrument.languages else "en")
        text, findings = render(
            self.case.world, self.instrument, self.case.question, form=form, language=code, templates={}
        )
        return Document(self.title, form, str(text), findings)

    @deeply
    def brief(self, form: str = "markdown", *, as_of: Day | None = None) -> Document:
        """Return three pages for a minister's adviser, as ``markdown`` or ``html``."""
        one_of("form", form, ("html", "markdown"))
        asked = self.on_day(as_of)
        return Document(self.title, form, asked.brief_text(form, asked.day or EARLIEST))

    def brief_text(self, form: str, today: date) -> str:
        """Return the brief as of ``today``, on which acceptances of findings are judged."""
        from treatylang.api.choosing import combinations_of
        from treatylang.reasoning.verdicts.guarantees import Setting, matrices
        from treatylang.reports._brief import Briefed, brief
        from treatylang.reports._terminal import visible
        from treatylang.workspace import Selection

        world, draft, question = self.case.world, self.instrument, self.case.question
        briefed = Briefed(
            world,
            draft,
            question,
            check(self.case.opened, question, Selection(), today),
            tuple(one for one in matrices(world, draft, question, Setting()) if one.cells),
            combinations_of(self.case, draft)[0] if draft.brackets else (),
            self._picture(today) if form == "html" else "",
        )
        return visible(brief(briefed, form))

    @deeply
    def map(
        self,
        form: str = "svg",
        *,
        areas: Iterable[str] = (),
        against: Subject | str | Path | None = None,
        dark: bool = False,
        centre: tuple[float | None, float] | None = None,
        as_of: Day | None = None,
    ) -> Document:
        """Return the areas of the treaty as ``svg``, as a page that can be moved (``html``) or as ``geojson``.

        ``areas`` are the names of those that are wanted, ``against`` is another text: what is gained and lost is shown.
        ``centre`` is a latitude, or none, and a longitude. A text that defines no area is refused.
        """
        from treatylang.documents.maps import Look

        one_of("form", form, ("geojson", "html", "svg"))
        asked = self.on_day(as_of)
        older = self._beside(against).on_day(as_of) if against is not None else None
        sides = [(one.case, one.instrument, one.some_day()) for one in (asked, older) if one is not None]
        found = drawable(sides[0], sides[1:], names_of(areas))
        note = f"compared with `{older.title}`" if older is not None else ""
        return Document(self.title, form, map_as(found, form, Look(dark, centre, note)))

    def _picture(self, today: date) -> str:
        """Return the areas as a map, nothing where there are none."""
        from treatylang.documents.maps import draw
        from treatylang.documents.maps.subject import names_of, subject_of

        question = self.case.question
        when = self.day_or(today)
        found = names_of(self.instrument, question, when)
        return draw(subject_of(self.instrument, question, when)) if found else ""

    def timeline_picture(self, today: date | None = None) -> str:
        """Return the same as a picture in SVG, with a line at ``today`` where it is given."""
        from treatylang.documents.timelines import picture_of
        from treatylang.reasoning.answers.chronology import timeline

        found = timeline(self.case.world, self.instrument, self.case.question)
        return picture_of(found, self.instrument, today or self.some_day())

    def _beside(self, other: Subject | str | Path) -> Subject:
        """Return another treaty, opened where it is named by its file."""
        return other if isinstance(other, Subject) else Subject(*treaty_at(other, cache=self.case.project.cache))

    @deeply
    def redline(self, new: Subject | str | Path, *, language: str = "", as_of: Day | None = None) -> Redlined:
        """Return what changed from this text to ``new`` word by word, in one language or in each of their languages."""
        old, later = self.on_day(as_of), self._beside(new).on_day(as_of)
        return redlined((old.case, later.case), (old.instrument, later.instrument), language)

    def protocol(self, new: Subject | str | Path, *, name: str = "", title: str = "") -> Drawn:
        """Return the protocol that makes ``new`` out of this text; ``unsaid`` is what no protocol can say."""
        first, second = (whole(one.case) for one in (self, self._beside(new)))
        return drawn(first, second, name=name, title=title, treaty=self.name)

    def amended(self, protocol: str | Path, *, as_of: Day | None = None) -> Amended:
        """Return the treaty as the protocols of a file amend it: all, or those that are in force on a day."""
        beside = document(str(protocol), cache=self.case.project.cache)
        return amended(whole(self.case), beside, self.name, day("as_of", as_of))

    @deeply
    def diff(self, new: Subject | str | Path, *, as_of: Day | None = None) -> Changes:
        """Return what changed in law from this text to ``new``, for whom, and in which situations."""
        from treatylang.api.comparing import side_of
        from treatylang.workspace.comparing import differences

        old, later = self.on_day(as_of), self._beside(new).on_day(as_of)
        texts = [side_of(one.case) for one in (old, later)]
        return Changes(differences([texts[0]], [texts[1]], later.case.question, later.day or EARLIEST))
