"""What can be asked of one treaty: what is wrong with it, who may be sure of whom, what could be done about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from treatylang.api.opening import selection
from treatylang.api.refusing import one_of, refuse, state
from treatylang.api.results import Answer, Findings, Trials
from treatylang.api.subject import EARLIEST, Day, Subject, deeply, names_of
from treatylang.workspace import check
from treatylang.workspace.cache import warm

if TYPE_CHECKING:
    from treatylang.reports.tables import Table


@dataclass(frozen=True)
class Questions(Subject):
    """The questions that are answered with findings and tables."""

    def _answer(self, tables: Iterable[Table], *more: str, whole: bool = False) -> Answer:
        """Return tables as an answer that says which brackets are open; ``whole`` where each option is looked at."""
        from treatylang.reports.tables import remarked

        return Answer(remarked(tables, () if whole else self.left_open), (*self.remarks, *more))

    @deeply
    def check(self, *, as_of: Day | None = None, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Findings:
        """Return what is wrong with the file: conflicts with law, broken references, missing clauses.

        Without ``as_of`` all days are looked at, as `treaty check` does. ``select`` and ``ignore`` name rules.
        """
        asked = self.on_day(as_of)
        rules = selection(asked.case.project.settings, names_of(select), names_of(ignore))
        return Findings(check(asked.case.opened, asked.case.question, rules, asked.day or EARLIEST))

    @deeply
    def ask(self, situation: str, *, as_of: Day | None = None, standing: bool = False, verbose: bool = False) -> Answer:
        """Return what each party shall, may and must not do in a situation.

        The situation is written as scenarios write it: ``armed-attack on Philippines by China given no-other-means``.
        ``standing`` tells the duties of every day, too; ``verbose`` each choice of options alone, with the provisions
        that change nothing.
        """
        from treatylang.api.situation import told
        from treatylang.reports import _answers

        asked = self.on_day(as_of)
        warm(use=asked.case.project.cache)
        found = told(asked.case, asked.instrument, situation, standing=standing)
        words = " ".join(situation.split())
        tables = _answers.tables(found.found, asked.instrument, words, whole=verbose)
        return self._answer(tables, *found.idle)

    @deeply
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
        """Return who may be sure of whose help, and why not of more; one table for each combination of options.

        Without ``attacker`` any outsider attacks; ``place`` is a state or ``high-seas``; ``given`` are facts as in
        scenarios. ``best`` asks for the best of all cases instead of what is certain; ``added`` for what each pair
        gains beside the other treaties in force.
        """
        from treatylang.api.setting import matrices_of, setting_of
        from treatylang.reports import _added, _guarantees

        asked = self.on_day(as_of)
        setting = setting_of(
            asked.case,
            asked.instrument,
            event=event,
            attacker=attacker,
            place=place,
            thing=object,
            given=names_of(given),
            best=best,
            other_treaties=other_treaties or added,
        )
        found = matrices_of(asked.case, asked.instrument, setting)
        lexicon = self.instrument.lexicon
        if added:
            return self._answer(_added.table(one, lexicon, self.title) for one in found)
        return self._answer(_guarantees.table(one, lexicon, self.title, best=best) for one in found)

    @deeply
    def joining(self, *states: str, as_of: Day | None = None) -> Answer:
        """Return what changes when a state is a party, in words: the same text with it and without it."""
        from treatylang.api.joining import changes
        from treatylang.reports import _joining

        asked = self.on_day(as_of)
        found = changes(asked.case, asked.instrument, states)
        lexicon = self.instrument.lexicon
        return self._answer(_joining.table(one, lexicon, self.title) for one in found)

    @deeply
    def candidates(self, *states: str, as_of: Day | None = None, every: bool = False, steps: bool = False) -> Answer:
        """Return what stands in the way of each state's joining; without names, of those that the draft invites.

        ``every`` asks of all states whose law is held, as one table; ``steps`` for what each has to do to join, in
        order, and what the present parties have to do to admit it.
        """
        from treatylang.api.joining import candidacies, held
        from treatylang.reasoning.answers import admission
        from treatylang.reports import _admission, _candidates

        asked = self.on_day(as_of)
        wanted = held(asked.case, asked.instrument) if every else states
        found = list(candidacies(asked.case, asked.instrument, wanted))
        if steps:
            parties = admission.admission(asked.case.world, asked.instrument, asked.case.question)
            lists = [
                _admission.checklist(one.state, admission.steps(one, asked.instrument), asked.instrument)
                for one in found
            ]
            return self._answer((*lists, _admission.admitting(parties, asked.instrument)))
        if every:
            return self._answer((_candidates.summary(found, asked.instrument, alone=True),))
        return self._answer(_candidates.tables(found, asked.instrument))

    @deeply
    def brackets(self, *, as_of: Day | None = None) -> Answer:
        """Return, for each combination of options that is still open, for whom the text would be lawful."""
        from treatylang.api.choosing import combinations_of
        from treatylang.reports import _brackets

        asked = self.on_day(as_of)
        found, number = combinations_of(asked.case, asked.instrument)
        return self._answer((_brackets.table(found, asked.instrument, number),), whole=True)

    @deeply
    def cures(self, *, as_of: Day | None = None) -> Answer:
        """Return the sets of changes that would leave no conflict with law, and what each costs and gains."""
        from treatylang.api.curing import cured

        asked = self.on_day(as_of)
        return self._answer((cured(asked.case, asked.instrument).table(),))

    @deeply
    def sweep(self, *by: str, as_of: Day | None = None) -> Answer:
        """Return how many situations bring each verdict, counted exactly and grouped by party or by what is named.

        There are: ``party``, ``date``, ``event``, ``attacker``, ``victim``, ``object``, ``place``.
        """
        from treatylang.api.counting import counted
        from treatylang.reasoning.answers.sweep import DIMENSIONS, PARTY
        from treatylang.version import __version__

        grouped = tuple(dict.fromkeys(one_of("by", name, DIMENSIONS) for name in by)) or (PARTY,)
        return self._answer(counted(self.on_day(as_of).case, grouped, __version__))

    @deeply
    def decisions(self, *, as_of: Day | None = None) -> Answer:
        """Return who decides what by which majority, who can block it, and how much each vote weighs."""
        from treatylang.reasoning.answers.outvoting import refusals
        from treatylang.reasoning.norms.decisions import decisions, elsewhere
        from treatylang.reports import _decisions

        asked = self.on_day(as_of)
        when = asked.some_day()
        world, question = asked.case.world, replace(asked.case.question, as_of=when)
        found = (*decisions(world, asked.instrument, question), *elsewhere(world, asked.instrument, question))
        outvoted = refusals(asked.case.world, asked.instrument, replace(asked.case.question, as_of=when), found)
        return self._answer(_decisions.tables(found, outvoted, asked.instrument, when))

    @deeply
    def timeline(self) -> Answer:
        """Return the life of the treaty by its dates; of a draft, what follows from signature."""
        from treatylang.reasoning.answers.chronology import timeline
        from treatylang.reports import _timeline

        found = timeline(self.case.world, self.instrument, self.case.question)
        return self._answer((_timeline.table(found, self.instrument),))

    @deeply
    def where(self, *place: str | float, as_of: Day | None = None) -> Answer:
        """Return whose a place is, who claims it, and in which areas of which treaties it lies.

        The place is a latitude and a longitude: ``24.5, 153.9`` in degrees, or as text, ``24°30′N 153°54′E``.
        """
        from treatylang.reasoning.areas.whereabouts import whereabouts
        from treatylang.reports import _whereabouts

        latitude, longitude = read_place(place)
        asked = self.on_day(as_of)
        when = asked.some_day()
        world = asked.case.project.open(asked.case.draft, asked.case.question, every_treaty=True).world
        assert world is not None
        found = whereabouts(world, world.instruments[self.name], asked.case.question, latitude, longitude, when)
        return self._answer(_whereabouts.tables(found))

    @deeply
    def lands(self, as_of: Day | None = None) -> Answer:
        """Return on which continents the land of each party lies, and how much of it in which areas of the text."""
        from treatylang.reasoning.areas.lands import lands
        from treatylang.reports import _lands

        asked = self.on_day(as_of)
        when = asked.some_day()
        found = tuple(lands(asked.case.world, asked.instrument, asked.case.question, when))
        if not found:
            refuse(f"`{self.name}` names no party whose land is known on {when}", "ask about another day with `--on`")
        return self._answer((_lands.table(found, self.title, when),))

    @deeply
    def profile(self, scheme: str = "atop", *, as_of: Day | None = None, panel: bool = False) -> Answer:
        """Return how a scheme of political science would code the treaty, each value with its provisions.

        With ``panel``, a row for each pair of parties and each year up to that day.
        """
        from treatylang.library.schemes import schemes
        from treatylang.reasoning.answers.profiles import profile
        from treatylang.reports import _profile

        one_of("scheme", scheme, tuple(schemes()))
        when = self.on_day(as_of).some_day()
        if panel:
            from treatylang.reasoning.answers.panel import panel as pairs

            rows = list(pairs(self.instrument, schemes()[scheme], when))
            return self._answer((_profile.panel(self.instrument, schemes()[scheme], rows),))
        coded = profile(self.instrument, schemes()[scheme], when)
        return self._answer((_profile.table(self.instrument, schemes()[scheme], coded, when),))

    @deeply
    def test(self, *titles: str, party: str = "", coverage: bool = False) -> Trials:
        """Return the results of the scenarios of the file, or of those whose title contains a text."""
        from treatylang.api.trying import Chosen, tried

        wanted = Chosen(titles, state(party) if party else "")
        return Trials(tried([self.case], wanted, covered=coverage)[0])


def read_place(words: Iterable[str | float]) -> tuple[float, float]:
    """Return the latitude and longitude that words or numbers name, in degrees; what names none is refused."""
    from treatylang.geography.coordinates import NoPlace, place

    try:
        return place([str(word) for word in words])
    except NoPlace as fault:
        refuse(fault.message, fault.help)
