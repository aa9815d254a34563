"""Where the library holds no law of a state on what is asked, no answer says that it may: the law of knowledge.

What is held is read here from the `covers` lines by themselves, not with the functions that the commands use.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.chance import Budget
from tests.worlds import shipped, world_of
from treatylang.checks import rules
from treatylang.library import states
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.reasoning.answers.addressed import SHALL
from treatylang.reasoning.answers.brackets import settled
from treatylang.reasoning.answers.candidates import Outlook, candidacy
from treatylang.reasoning.answers.position import ask
from treatylang.reasoning.answers.scenarios import HOLDS, outcomes
from treatylang.reasoning.answers.sweep import sweeps
from treatylang.reasoning.verdicts.guarantees import Setting, matrices
from treatylang.reports import _brackets, _candidates, _guarantees

WITHOUT_LAW = ("Chad", "Paraguay", "Fiji", "Peru", "Kenya", "Norway")
ACTS = (
    "use-force",
    "assist",
    "consult",
    "deploy-abroad",
    "transfer-arms",
    "host-forces",
    "share-intelligence",
    "admit",
    "transfer-command",
    "rely-nuclear",
    "report",
    "accept-protection",
)
DAYS = ("1950-01-01", "1990-01-01", "2010-01-01", "2027-01-01")
DRAFT = """
treaty Pact "Pact" {{
  {status}
  drawn-up   at "Suva" on {day};
  languages  en;
  under      law of parties;
  party {partner}, {party};
  article 1 as help {{
    when armed-attack on any party
      each other party shall {act};
  }}
}}
scenario "asked" {{
  on     {day};
  event  armed-attack on territory of {partner} by non-state;
  expect {state} not known {act};
}}
"""
UNKNOWN = "not known"


@dataclass(frozen=True)
class Drawn:
    """One case: a state, whether it is a party or only asked about, what the pact asks of it, and on which day."""

    state: str
    act: str
    day: str
    political: bool

    @property
    def question(self) -> Question:
        return Question(as_of=date.fromisoformat(self.day))

    def world(self, *, as_party: bool = True) -> World:
        quoted = f'"{self.state}"'
        status = "status     political;" if self.political else "status     draft;"
        party = quoted if as_party else "Samoa"
        partner = "Australia" if self.state == "Japan" else "Japan"
        text = DRAFT.format(status=status, day=self.day, partner=partner, party=party, state=quoted, act=self.act)
        world, findings = world_of(text, beside=[*shipped("vocabulary"), *shipped("laws")])
        assert not [finding for finding in findings if finding.rule in ("unknown-word", "unknown-state")], findings
        return world


def shipped_states() -> list[str]:
    """Return the states of which the library ships any law."""
    world, _ = world_of("", beside=[*shipped("vocabulary"), *shipped("laws")])
    return sorted({text.state for text in world.instruments.values() if text.kind == "law"})


def drawn(draw: random.Random) -> Drawn:
    return Drawn(
        draw.choice([*shipped_states(), *WITHOUT_LAW]), draw.choice(ACTS), draw.choice(DAYS), draw.random() < 0.2
    )


def covered(world: World, state: str, day: str) -> set[str]:
    """Return the subjects on which some law of a state that is in force on a day says that it is whole."""
    found: set[str] = set()
    every = {word.name for word in world.lexicon.words("subject")}
    for law in world.instruments.values():
        since, until = law.force.since, law.force.until
        on = date.fromisoformat(day)
        if (
            law.kind == "law"
            and law.state == state
            and (since is None or since <= on)
            and (until is None or on < until)
        ):
            lines = [line for line in law.headings if line.word.text == "covers"]
            named = {word.strip() for line in lines for word in line.span.text[6:].rstrip(";").split(",")}
            found |= named if lines else every
    return found


def subjects(world: World, act: str) -> set[str]:
    """Return what the vocabulary says that an act is about, by its own line or by those of the wider acts."""
    word = world.lexicon.get(act, "act")
    assert word is not None
    return set(word.about) or {subject for wide in word.wider for subject in subjects(world, wide)}


def pact(world: World) -> Instrument:
    return world.instruments["Pact"]


def records(case: Drawn) -> Iterator[tuple[str, object]]:
    """Yield whatever the tables say of a state's being allowed to do what the pact asks."""
    world = case.world()
    for one in matrices(world, pact(world), case.question, Setting()):
        for record in _guarantees.table(one, world.lexicon, "Pact").records:
            if record["helper"] == case.state and record["act"]:
                yield "lawful", record["lawful"]
                yield "certain", record["certain"]
    for record in _brackets.table(settled(world, pact(world), case.question), pact(world), 1).records:
        if record["party"] == case.state:
            yield "lawful", record["lawful"]


def test_nothing_is_lawful_or_certain_or_open_where_the_law_is_not_held(budget: Budget) -> None:
    for draw in budget.cases(least=6, enough=16):
        case = drawn(draw)
        world = case.world()
        held = covered(world, case.state, case.day)
        # The act can be done in any narrower way, and one of which the law is held is enough.
        ways = [subjects(world, way) - held for way in world.lexicon.narrower(case.act)]
        missing = subjects(world, case.act) - held if all(ways) else set()
        whole = not any(ways)

        for field, value in records(case):
            if missing:
                assert value is not True, (case, field, missing)
            assert not whole or value != UNKNOWN, (case, field)

        (row,) = (r for s in sweeps(world, pact(world), case.question) for r in s.rows if r.key == (case.state,))
        if missing:
            assert row.count("lawful") == row.count("approval") == row.count("judged") == 0, (case, row)
        assert not whole or row.count(UNKNOWN) == 0, (case, row)

        (scenario,) = world.scenarios
        for asked in ask(world, pact(world), case.question, scenario):
            for answer in asked.answers:
                if (answer.party, answer.modal, answer.norm.instrument) == (case.state, SHALL, "Pact"):
                    assert not whole or answer.unheld is None, (case, answer)

        (outcome,) = outcomes(world, scenario, pact(world), case.question)
        assert not whole or outcome.verdict != HOLDS, (case, outcome)
        joining = set() if case.political else {"procedure"}
        kinds = {"alliances"} if world.lexicon.is_a(case.act, "meet-danger") else set()
        find = rules()["law-not-known"].find
        assert find is not None
        told = [f.message for f in find(world, pact(world), case.question)]
        named = any(states.find(case.state).the in message for message in told)  # type: ignore[union-attr]
        assert named == bool((missing | joining | kinds) - held), (case, told)

        outside = case.world(as_party=False)
        found = candidacy(outside, pact(outside), case.question, case.state)
        words = _candidates.verdict(found, pact(outside))
        if (missing | joining | kinds) - held or not held:
            assert found.outlook in (Outlook.NOT_KNOWN, Outlook.COULD_NOT), (case, words)
            assert not words.startswith("could join"), (case, words)
            assert found.outlook is Outlook.COULD_NOT or words.startswith(UNKNOWN), (case, words)
        elif whole:
            assert found.outlook is not Outlook.NOT_KNOWN, (case, words)


def test_every_shipped_law_says_what_it_covers() -> None:
    world, _ = world_of("", beside=[*shipped("vocabulary"), *shipped("laws")])
    for law in world.instruments.values():
        assert law.kind != "law" or law.covers, f"{law.name} says nothing of what it covers"
        for name in law.covers or ():
            assert world.lexicon.get(name, "subject") is not None, f"{law.name} covers `{name}`"


def test_every_act_of_the_vocabulary_is_about_subjects_that_there_are() -> None:
    world, _ = world_of("", beside=[*shipped("vocabulary")])
    for word in world.lexicon.words("act"):
        for name in word.about:
            assert world.lexicon.get(name, "subject") is not None, f"{word.name} is about `{name}`"
