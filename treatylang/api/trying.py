"""The scenarios of opened files, tried: what each expects has to be so in all that it describes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from treatylang.api.opening import Case, malformed, told_errors, told_open
from treatylang.api.refusing import refuse
from treatylang.model.instrument import Instrument
from treatylang.reasoning.answers.coverage import Coverage, coverage, merged
from treatylang.reasoning.answers.scenarios import Outcome, outcomes
from treatylang.reports.scenarios import Tested
from treatylang.syntax import ast
from treatylang.workspace.trouble import NoVerdict

_FORM = ("syntax-error", "missing-import", "import-cycle")
"""Findings that leave open what a scenario is about."""


@dataclass(frozen=True)
class Chosen:
    """Which scenarios are tried: words of their titles, and the state that an expectation is about."""

    titles: tuple[str, ...] = ()
    party: str = ""

    def has(self, scenario: ast.Scenario) -> bool:
        """Return whether the title of a scenario has one of the texts in it."""
        title = scenario.title.text.casefold()
        return not self.titles or any(text.casefold() in title for text in self.titles)


def tried(opened: Sequence[Case], chosen: Chosen, *, covered: bool = False) -> tuple[Tested, tuple[str, ...]]:
    """Return what became of the scenarios of opened files, and what is to be remarked about it."""
    found: list[Outcome] = []
    shares: dict[tuple[str, str], Coverage] = {}
    remarks: list[str] = []
    some = matched = False
    for case in opened:
        unsound = tuple(one for one in case.opened.findings if one.rule in _FORM)
        if case.opened.world is None or unsound:
            raise malformed(unsound or case.opened.findings)
        world = case.opened.world
        remarks += (*told_open(case.opened), *told_errors(case))
        some = some or bool(world.scenarios)
        mine = [scenario for scenario in world.scenarios if chosen.has(scenario)]
        matched = matched or bool(mine)
        about = list(_about(case)) if mine or covered else []
        for scenario in mine:
            found += outcomes(world, scenario, about[0], case.question, also=about[1:], party=chosen.party)
        for one in coverage(world, about, mine, case.question) if covered and about else ():
            _add(shares, one)
    if not some:
        remarks.append("no file has a scenario")
    elif not matched:
        titles = " or ".join(f"`{title}`" for title in chosen.titles)
        refuse(f"no scenario has {titles} in its title", "treaty test --verbose lists them all")
    elif chosen.party and not found:
        refuse(f"no scenario expects anything of `{chosen.party}`")
    return Tested(found, tuple(shares.values()) if covered else None), tuple(remarks)


def _about(case: Case) -> Iterator[Instrument]:
    """Yield what the scenarios of a file are about: its own treaties and laws, else those in the files it imports.

    A protocol is part of the treaty that it amends.
    """
    world = case.world
    names = world.drafts or case.opened.imported
    texts = [world.instruments[name] for name in names]
    whole = [text for text in texts if text.node.amends is None or text.node.amends.text not in names]
    if not whole and world.scenarios:
        raise NoVerdict(
            f"`{case.draft.source.name}` has scenarios, and neither a treaty or law nor an import of one",
            'say what they are about: `import "pact.treaty";`',
        )
    yield from whole


def _add(shares: dict[tuple[str, str], Coverage], one: Coverage) -> None:
    """Take in what one file's scenarios try; the same text under two names (a file, the library) is one."""
    key = (one.instrument.span.source.digest, one.instrument.name)
    known = shares.get(key)
    if known is None:
        shares[key] = one
    elif known.instrument.span.source.name.startswith("library:"):
        shares[key] = merged(one, known)
    else:
        shares[key] = merged(known, one)
