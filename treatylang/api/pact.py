"""A treaty, opened with the law beside it: what each command answers about it, as a method."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from treatylang.api import opening
from treatylang.api.depth import deep
from treatylang.api.opening import (
    Case,
    chosen,
    own_day,
    question_of,
    refuse_unknown,
    selection,
    told_errors,
    told_many,
    told_open,
)
from treatylang.api.refusing import day, one_of, refuse, state
from treatylang.api.results import Answer, Changes, Document, Findings, Trials
from treatylang.model.instrument import Instrument
from treatylang.source import Source
from treatylang.workspace import Draft, Project, check, drafts
from treatylang.workspace.cache import warm

Day = date | str
"""A day, as a date or written ``2027-03-31``."""

P = ParamSpec("P")
R = TypeVar("R")

_EARLIEST = date.min
"""The day on which acceptances of findings are judged where a text has no day: none of them has ended."""


def _deeply(method: Callable[P, R]) -> Callable[P, R]:
    """Let a method go as deep as treaties need."""

    @wraps(method)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with deep():
            return method(*args, **kwargs)

    return run


@dataclass(frozen=True)
class Pact:
    """One treaty of one file, with the question that is put to it: the day, readings, parties and options.

    The clock is never read. What has to be looked at on a day is looked at on ``as_of``, else on the text's own day:
    the date of a draft, the entry into force of a treaty.
    """

    case: Case
    instrument: Instrument

    @property
    def name(self) -> str:
        """The name that the draft gives the treaty."""
        return self.instrument.name

    @property
    def title(self) -> str:
        """The title of the treaty."""
        return self.instrument.title

    @property
    def parties(self) -> tuple[str, ...]:
        """The states that are parties, in the order of the text, and those that are supposed to be."""
        own = (one.state for one in self.instrument.parties if one.is_party)
        return tuple(dict.fromkeys((*own, *self.case.question.joined)))

    @property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """The brackets of the text, each with its options."""
        return {name: tuple(options) for name, options in self.instrument.brackets.items()}

    @property
    def day(self) -> date | None:
        """The day on which it is looked at: the one that was asked for, else its own."""
        return self.case.question.as_of or own_day(self.instrument)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What answers about this text leave out: faults of the text, combinations of options not looked at."""
        return (*told_errors(self.case), *told_many(self.case), *told_open(self.case.opened))

    @_deeply
    def supposing(
        self,
        *,
        as_of: Day | None = None,
        readings: Mapping[str, str] | None = None,
        with_party: Iterable[str] = (),
        options: Mapping[str, str] | None = None,
    ) -> Pact:
        """Return the same treaty on another day, under other readings or options, or with further parties.

        ``readings`` maps a state to a reading of its law, ``options`` a bracket to one of its options. What is supposed
        already stays so, unless it is replaced.
        """
        before = self.case.question
        joined = (*before.joined, *(state(name) for name in _names(with_party)))
        asked = question_of(
            self.case.project.settings,
            day("as_of", as_of) or before.as_of,
            {**before.readings, **(readings or {})},
            dict.fromkeys(joined),
            {**before.options, **(options or {})},
        )
        if asked.joined != before.joined or asked.options != before.options:
            case = replace(self.case, question=asked, opened=self.case.project.open(self.case.draft, asked))
        else:
            case = replace(self.case, question=asked)
        refuse_unknown([case])
        return Pact(case, case.world.instruments[self.name])

    @_deeply
    def check(self, *, as_of: Day | None = None, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Findings:
        """Return what is wrong with the file: conflicts with law, broken references, missing clauses.

        Without ``as_of`` all days are looked at, as `treaty check` does. ``select`` and ``ignore`` name rules.
        """
        asked = self._on(as_of)
        rules = selection(asked.case.project.settings, _names(select), _names(ignore))
        return Findings(check(asked.case.opened, asked.case.question, rules, asked.day or _EARLIEST))

    @_deeply
    def ask(self, situation: str, *, as_of: Day | None = None, standing: bool = False, verbose: bool = False) -> Answer:
        """Return what each party shall, may and must not do in a situation.

        The situation is written as scenarios write it: ``armed-attack on Philippines by China given no-other-means``.
        ``standing`` tells the duties of every day, too; ``verbose`` each choice of options alone, with the provisions
        that change nothing.
        """
        from treatylang.api.situation import told
        from treatylang.reports import _answers

        asked = self._on(as_of)
        warm(use=asked.case.project.cache)
        found = told(asked.case, asked.instrument, situation, standing=standing)
        words = " ".join(situation.split())
        tables = _answers.tables(found.found, asked.instrument, words, whole=verbose)
        return Answer(tuple(tables), (*self.remarks, *found.idle))

    @_deeply
    def guarantees(
        self,
        *,
        as_of: Day | None = None,
        event: str = "",
        attacker: str = "",
        place: str = "",
        object: str = "",
        given: Iterable[str] = (),
        best: bool = False,
        other_treaties: bool = False,
        added: bool = False,
    ) -> Answer:
        """Return who may be sure of whose help, and why not of more: of each combination of options a table.

        Without ``attacker`` any outsider attacks; ``place`` is a state or ``high-seas``; ``given`` are facts as in
        scenarios. ``best`` asks for the best of all cases instead of what is certain; ``added`` for what each pair
        gains beside the other treaties in force.
        """
        from treatylang.api.setting import matrices_of, setting_of
        from treatylang.reports import _added, _guarantees

        asked = self._on(as_of)
        setting = setting_of(
            asked.case,
            asked.instrument,
            event=event,
            attacker=attacker,
            place=place,
            thing=object,
            given=_names(given),
            best=best,
            other_treaties=other_treaties or added,
        )
        found = matrices_of(asked.case, asked.instrument, setting)
        lexicon = self.instrument.lexicon
        if added:
            return Answer(tuple(_added.table(one, lexicon, self.title) for one in found), self.remarks)
        return Answer(tuple(_guarantees.table(one, lexicon, self.title, best=best) for one in found), self.remarks)

    @_deeply
    def joining(self, *states: str, as_of: Day | None = None) -> Answer:
        """Return what changes when a state is a party, in words: the same text with it and without it."""
        from treatylang.api.joining import changes
        from treatylang.reports import _joining

        asked = self._on(as_of)
        found = changes(asked.case, asked.instrument, states)
        lexicon = self.instrument.lexicon
        return Answer(tuple(_joining.table(one, lexicon, self.title) for one in found), self.remarks)

    @_deeply
    def candidates(self, *states: str, as_of: Day | None = None, every: bool = False, steps: bool = False) -> Answer:
        """Return what stands against the joining of states, those that the draft invites where none is named.

        ``every`` asks of all states whose law is held, as one table; ``steps`` for what each has to do to join, in
        order, and what the present parties have to do to admit it.
        """
        from treatylang.api.joining import candidacies, held
        from treatylang.reasoning.answers import admission
        from treatylang.reports import _admission, _candidates

        asked = self._on(as_of)
        wanted = held(asked.case, asked.instrument) if every else states
        found = list(candidacies(asked.case, asked.instrument, wanted))
        if steps:
            parties = admission.admission(asked.case.world, asked.instrument, asked.case.question)
            lists = [
                _admission.checklist(one.state, admission.steps(one, asked.instrument), asked.instrument)
                for one in found
            ]
            return Answer((*lists, _admission.admitting(parties, asked.instrument)), self.remarks)
        if every:
            return Answer((_candidates.summary(found, asked.instrument, alone=True),), self.remarks)
        return Answer(tuple(_candidates.tables(found, asked.instrument)), self.remarks)

    @_deeply
    def brackets(self, *, as_of: Day | None = None) -> Answer:
        """Return, for each combination of options that is still open, for whom the text would be lawful."""
        from treatylang.api.choosing import combinations_of
        from treatylang.reports import _brackets

        asked = self._on(as_of)
        found, number = combinations_of(asked.case, asked.instrument)
        return Answer((_brackets.table(found, asked.instrument, number),), self.remarks)

    @_deeply
    def cures(self, *, as_of: Day | None = None) -> Answer:
        """Return the sets of changes that would leave no conflict with law, and what each costs and gains."""
        from treatylang.api.curing import cured

        asked = self._on(as_of)
        return Answer((cured(asked.case, asked.instrument).table(),), self.remarks)

    @_deeply
    def sweep(self, *by: str, as_of: Day | None = None) -> Answer:
        """Return how many situations bring each verdict, counted exactly and grouped by party or by what is named.

        There are: ``party``, ``date``, ``event``, ``attacker``, ``victim``, ``object``, ``place``.
        """
        from treatylang.api.counting import counted
        from treatylang.reasoning.answers.sweep import DIMENSIONS, PARTY
        from treatylang.version import __version__

        grouped = tuple(dict.fromkeys(one_of("by", name, DIMENSIONS) for name in by)) or (PARTY,)
        return Answer(tuple(counted(self._on(as_of).case, grouped, __version__)), self.remarks)

    @_deeply
    def decisions(self, *, as_of: Day | None = None) -> Answer:
        """Return who decides what by which majority, who can block it, and how much each vote weighs."""
        from treatylang.reasoning.answers.outvoting import refusals
        from treatylang.reasoning.norms.decisions import decisions, elsewhere
        from treatylang.reports import _decisions

        asked = self._on(as_of)
        when = asked._some_day()
        world, question = asked.case.world, replace(asked.case.question, as_of=when)
        found = (*decisions(world, asked.instrument, question), *elsewhere(world, asked.instrument, question))
        outvoted = refusals(asked.case.world, asked.instrument, replace(asked.case.question, as_of=when), found)
        return Answer(tuple(_decisions.tables(found, outvoted, asked.instrument, when)), self.remarks)

    @_deeply
    def timeline(self) -> Answer:
        """Return the life of the treaty by its dates: signed, in force, who is bound when, when terms end."""
        from treatylang.reasoning.answers.chronology import timeline
        from treatylang.reports import _timeline

        found = timeline(self.case.world, self.instrument, self.case.question)
        return Answer((_timeline.table(found, self.instrument),), self.remarks)

    def timeline_picture(self, today: date | None = None) -> str:
        """Return the same as a picture in SVG, with a line at ``today`` where it is given."""
        from treatylang.documents.timelines import picture_of
        from treatylang.reasoning.answers.chronology import timeline

        found = timeline(self.case.world, self.instrument, self.case.question)
        return picture_of(found, self.instrument, today or self._some_day())

    @_deeply
    def where(self, *place: str | float, as_of: Day | None = None) -> Answer:
        """Return whose a place is, who claims it, and in which areas of which treaties it lies.

        The place is a latitude and a longitude: ``24.5, 153.9`` in degrees, or as text, ``24°30′N 153°54′E``.
        """
        from treatylang.reasoning.areas.whereabouts import whereabouts
        from treatylang.reports import _whereabouts

        latitude, longitude = read_place(place)
        asked = self._on(as_of)
        when = asked._some_day()
        world = asked.case.project.open(asked.case.draft, asked.case.question, every_treaty=True).world
        assert world is not None
        found = whereabouts(world, world.instruments[self.name], asked.case.question, latitude, longitude, when)
        return Answer(tuple(_whereabouts.tables(found)), self.remarks)

    @_deeply
    def lands(self, as_of: Day | None = None) -> Answer:
        """Return on which continents the land of each party lies, and how much of it in which areas of the text."""
        from treatylang.reasoning.areas.lands import lands
        from treatylang.reports import _lands

        asked = self._on(as_of)
        when = asked._some_day()
        found = tuple(lands(asked.case.world, asked.instrument, asked.case.question, when))
        if not found:
            refuse(f"`{self.name}` names no party whose land is known on {when}", "ask about another day with `--on`")
        return Answer((_lands.table(found, self.title, when),), self.remarks)

    @_deeply
    def profile(self, scheme: str = "atop", *, as_of: Day | None = None, panel: bool = False) -> Answer:
        """Return how a scheme of political science would code the treaty, each value with its provisions.

        With ``panel``, a row for each pair of parties and each year up to that day.
        """
        from treatylang.library.schemes import schemes
        from treatylang.reasoning.answers.profiles import profile
        from treatylang.reports import _profile

        one_of("scheme", scheme, tuple(schemes()))
        when = self._on(as_of)._some_day()
        if panel:
            from treatylang.reasoning.answers.panel import panel as pairs

            rows = list(pairs(self.instrument, schemes()[scheme], when))
            return Answer((_profile.panel(self.instrument, schemes()[scheme], rows),), self.remarks)
        coded = profile(self.instrument, schemes()[scheme], when)
        return Answer((_profile.table(self.instrument, schemes()[scheme], coded, when),), self.remarks)

    @_deeply
    def test(self, *titles: str, party: str = "", coverage: bool = False) -> Trials:
        """Return what became of the scenarios of the file, those with a text in their title where one is given."""
        from treatylang.api.trying import Chosen, tried

        wanted = Chosen(titles, state(party) if party else "")
        return Trials(tried([self.case], wanted, covered=coverage)[0])

    @_deeply
    def diff(self, new: Pact | str | Path, *, as_of: Day | None = None) -> Changes:
        """Return what changed in law from this text to ``new``, for whom, and in which situations."""
        from treatylang.workspace.comparing import Text, differences

        other = new if isinstance(new, Pact) else open(new)
        old, later = self._on(as_of), other._on(as_of)
        texts = [
            Text(one.case.opened, selection(one.case.project.settings, (), ()), question=one.case.question)
            for one in (old, later)
        ]
        return Changes(differences([texts[0]], [texts[1]], later.case.question, later.day or _EARLIEST))

    @_deeply
    def render(self, form: str = "markdown", *, language: str = "") -> Document:
        """Return the treaty as it is signed: ``markdown``, ``html`` or ``text``; its ``findings`` say what it lacks."""
        from treatylang.documents import render

        one_of("form", form, ("markdown", "html", "text"))
        code = language or (self.instrument.languages[0] if self.instrument.languages else "en")
        text, findings = render(
            self.case.world, self.instrument, self.case.question, form=form, language=code, templates={}
        )
        return Document(self.title, form, str(text), findings)

    @_deeply
    def brief(self, form: str = "markdown", *, as_of: Day | None = None) -> Document:
        """Return three pages for a minister's adviser, as ``markdown`` or ``html``."""
        one_of("form", form, ("html", "markdown"))
        asked = self._on(as_of)
        return Document(self.title, form, asked.brief_text(form, asked.day or _EARLIEST))

    def brief_text(self, form: str, today: date) -> str:
        """Return the brief as of ``today``, on which acceptances of findings are judged."""
        from treatylang.api.choosing import combinations_of
        from treatylang.reasoning.verdicts.guarantees import Setting, matrices
        from treatylang.reports._brief import Briefed, brief
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
        return brief(briefed, form)

    @_deeply
    def map(self, *, as_of: Day | None = None) -> Document:
        """Return the areas of the treaty as a picture in SVG; a text that defines no area is refused."""
        asked = self._on(as_of)
        picture = asked._picture(asked._some_day())
        if not picture:
            refuse(f"`{self.name}` defines no area", 'define one: `area TreatyArea "the Treaty Area" = …`')
        return Document(self.title, "svg", picture)

    def _picture(self, today: date) -> str:
        """Return the areas as a map, nothing where there are none."""
        from treatylang.documents.maps import draw
        from treatylang.documents.maps.subject import names_of, subject_of

        question = self.case.question
        when = self.day_or(today)
        found = names_of(self.instrument, question, when)
        return draw(subject_of(self.instrument, question, when)) if found else ""

    def _repr_html_(self) -> str:
        return self.check()._repr_html_()

    def __repr__(self) -> str:
        parties = ", ".join(self.parties)
        return f"<Pact {self.name} “{self.title}”: {parties}>"

    def day_or(self, today: date) -> date:
        """Return the day that was asked for, else a draft's own; for a treaty ``today``, or its first in force."""
        from treatylang.reasoning.areas.whereabouts import usual_day

        return self.case.question.as_of or usual_day(self.instrument, today)

    def _on(self, as_of: Day | None) -> Pact:
        """Return the treaty as it is asked about in one question."""
        when = day("as_of", as_of)
        return (
            self
            if when is None
            else replace(self, case=replace(self.case, question=replace(self.case.question, as_of=when)))
        )

    def _some_day(self) -> date:
        if self.day is None:
            refuse(f"`{self.name}` has no day of its own", "say which: `as_of='2027-03-31'`")
        return self.day


@_deeply
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
    found = drafts([str(path)])
    if len(found) > 1:
        refuse("only one file can be looked at at a time", "give the file, not the folder")
    return _opened(found[0], treaty, config, isolated=isolated, cache=cache)


@_deeply
def read(text: str, *, name: str = "draft.treaty", treaty: str = "", cache: bool = True) -> Pact:
    """Return the treaty that a text holds; ``name`` is how its file is shown, and where it would lie."""
    draft = Draft(Source(name, text), Path(name), exists=False)
    return _opened(draft, treaty, "", isolated=False, cache=cache)


@_deeply
def check_file(path: str | Path, *, as_of: Day | None = None, isolated: bool = False, cache: bool = True) -> Findings:
    """Return what is wrong with a file, mistakes of form among it: this needs no text that can be read."""
    (draft,) = drafts([str(path)])
    case = _case(draft, "", isolated=isolated, cache=cache)
    asked = replace(case.question, as_of=day("as_of", as_of))
    days = [one for text in case.opened.instruments if (one := own_day(text)) is not None]
    rules = selection(case.project.settings, (), ())
    return Findings(check(case.opened, asked, rules, asked.as_of or min(days, default=_EARLIEST)))


def _opened(draft: Draft, treaty: str, config: str | Path, *, isolated: bool, cache: bool) -> Pact:
    case = _case(draft, config, isolated=isolated, cache=cache)
    if case.opened.world is None:
        raise opening.malformed(case.opened.findings)
    refuse_unknown([case])
    return Pact(case, chosen(case, treaty))


def _case(draft: Draft, config: str | Path, *, isolated: bool, cache: bool) -> Case:
    project = Project.around(draft.path, config=Path(config) if config else None, isolated=isolated, cache=cache)
    question = question_of(project.settings, None, {}, (), {})
    return Case(draft, project, question, project.open(draft, question))


def read_place(words: Iterable[str | float]) -> tuple[float, float]:
    """Return the latitude and longitude that words or numbers name, in degrees; what names none is refused."""
    from treatylang.geography.coordinates import NoPlace, place

    try:
        return place([str(word) for word in words])
    except NoPlace as fault:
        refuse(fault.message, fault.help)


def _names(given: Iterable[str]) -> tuple[str, ...]:
    """Return names one by one; a single text is one name and not its letters."""
    return (given,) if isinstance(given, str) else tuple(given)
