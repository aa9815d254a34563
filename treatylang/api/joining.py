"""States that might join a draft: what stands against each, and what would cure it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from treatylang.api.opening import Case, malformed
from treatylang.api.refusing import hint, known_state, refuse, state
from treatylang.model.instrument import Instrument
from treatylang.reasoning.answers.candidates import Candidacy, candidacy
from treatylang.reasoning.answers.joining import Joined, joined

OUTSIDE = ("invited", "signed", "observer")


def held(case: Case, draft: Instrument) -> list[str]:
    """Return the states of whose law the library or the project holds any, and that are no parties yet."""
    parties = {member.state for member in draft.parties if member.is_party}
    found = {head.other for volume in case.project.shelf.volumes for head in volume.heads if head.kind == "law"}
    return sorted(name for name in found - parties if draft.lexicon.state(name) is not None)


def changes(case: Case, draft: Instrument, names: Iterable[str]) -> Iterator[Joined]:
    """Yield what changes when each of some states is a party; those that the draft invites where none is named."""
    wanted = [state(name) for name in names] or [m.state for m in draft.parties if m.standing in OUTSIDE]
    if not wanted:
        refuse("the draft invites nobody", "name the states: `treaty candidates pact.treaty Vietnam --change`")
    for name in dict.fromkeys(wanted):
        known_state(name, draft.lexicon)
        again = case.project.open(case.draft, replace(case.question, joined=(*case.question.joined, name)))
        if again.world is None:
            raise malformed(again.findings)
        found = tuple(joined(again.world, again.world.instruments[draft.name], case.question, name))
        if not found:
            refuse(f"nothing is left for {name} to join", "the draft has no parties on the day that is looked at")
        yield from found


def candidacies(case: Case, draft: Instrument, names: Iterable[str] = ()) -> Iterator[Candidacy]:
    """Yield what is to be said of each state, of those that the draft invites where none is named."""
    parties = {member.state for member in draft.parties if member.is_party}
    wanted = [state(name) for name in names] or [m.state for m in draft.parties if m.standing in OUTSIDE]
    if not wanted:
        refuse("the draft invites nobody", "name the states: `treaty candidates pact.treaty Vietnam`")
    for name in dict.fromkeys(wanted):
        if name in parties:
            refuse(f"{name} is a party already", "`treaty check` says what its law means for the draft")
        if draft.lexicon.state(name) is None:
            from treatylang.library import states

            refuse(f"no state is known as `{name}`", hint(name, [one.name for one in states.all_states()]))
        again = case.project.open(case.draft, replace(case.question, joined=(name,)))
        if again.world is None:
            raise malformed(again.findings)
        yield candidacy(again.world, again.world.instruments[draft.name], case.question, name)
