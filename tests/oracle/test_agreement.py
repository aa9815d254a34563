"""What commands answer of random small drafts is what the rulings say, in each situation that is asked about."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

from tests.chance import Budget
from tests.oracle import wording
from tests.oracle.asking import questions
from tests.oracle.assuring import ANOTHER, Sure, sure
from tests.oracle.commands import assured, choices, outcomes_of, swept, written
from tests.oracle.counting import NOBODYS, SEA, VERDICTS, cases, counts
from tests.oracle.deciding import Judge, Unsettled, Vocabulary
from tests.oracle.sampling import OUTSIDER, USUAL_DAYS, Sampler

ENOUGH = 150
"""How many drafts are put to `treaty test` in `make test`, if the time suffices."""

FEWER = 40
"""How many are put to each of the other commands."""


def test_scenarios_hold_where_the_rulings_say_so(budget: Budget, tmp_path: Path) -> None:
    for rng in budget.cases(enough=ENOUGH):
        wrong = differences(rng, tmp_path)
        assert not wrong, "\n".join([*wrong, "", (tmp_path / "new.treaty").read_text()])


def differences(rng: Random, folder: Path, situations: int = 4, most: int = 8) -> list[str]:
    """Return where a random draft, put to `treaty test`, is answered otherwise than by the rulings."""
    sampler = Sampler(rng)
    model = sampler.model()
    asked = {f"s{number}": sampler.situation(model) for number in range(situations)}
    expected = {name: dict(questions(model, situation, rng, most)) for name, situation in asked.items()}
    text = "\n".join(wording.scenario(name, asked[name], expected[name]) for name in asked)
    outcomes = outcomes_of(written(model, folder, text))
    return [
        f"{name}: `expect {words}` {outcomes[name].get(words, 'is not answered')}, right is that it "
        f"{'holds' if right else 'fails'}"
        for name in asked
        for words, right in expected[name].items()
        if outcomes.get(name, {}).get(words) != ("holds" if right else "fails")
    ]


def test_guarantees_are_what_holds_in_every_case(budget: Budget, tmp_path: Path) -> None:
    for rng in budget.cases(enough=FEWER):
        wrong = doubts(rng, tmp_path)
        assert not wrong, "\n".join([*wrong, "", (tmp_path / "new.treaty").read_text()])


def doubts(rng: Random, folder: Path) -> list[str]:
    """Return where `treaty guarantees` tells another promise or guarantee than the rulings."""
    model = Sampler(rng).model()
    day = rng.choice(USUAL_DAYS)
    options = rng.choice(choices(model))
    parties = sorted(Judge(model, options, day).parties(model.treaties[0], day))
    if len(parties) < 2:
        return []
    victim = rng.choice(parties)
    right: dict[str, Sure] = {}
    for helper in parties:
        if helper != victim:
            with suppress(Unsettled):
                right[helper] = sure(model, options, day, helper, victim)
    if not right:
        return []
    told = assured(written(model, folder, ""), day, options)
    words = Judge(model, options, day).words
    wrong = []
    for helper, (promised, certain) in right.items():
        records = told.get((helper, victim), [])
        said = {field: above(words, records, field) for field in ("promised", "certain")}
        if said["promised"] != promised:
            wrong.append(f"{helper} promises {victim} {sorted(said['promised'])}, right is {sorted(promised)}")
        if said["certain"] != (certain or frozenset()):
            wrong.append(f"of {helper} {victim} is sure of {sorted(said['certain'])}, right is {sorted(certain or ())}")
    return [f"{one} (on {day}, {options})" for one in wrong]


def above(words: Vocabulary, records: list[dict[str, Any]], field: str) -> frozenset[str]:
    """Return the acts that records tell of, with all that are wider."""
    return frozenset(wide for one in records if one[field] is True for wide in words.wider(one["act"]))


def test_counts_are_those_of_situations_looked_at_one_by_one(budget: Budget, tmp_path: Path) -> None:
    for rng in budget.cases(enough=FEWER // 2):
        wrong = miscounts(rng, tmp_path)
        assert not wrong, "\n".join([*wrong, "", (tmp_path / "new.treaty").read_text()])


def miscounts(rng: Random, folder: Path, rows: int = 2) -> list[str]:
    """Return where `treaty sweep` counts otherwise; shares are compared, since each has a space of its own."""
    model = Sampler(rng, plain=True).model()
    day = rng.choice(USUAL_DAYS)
    options = rng.choice(choices(model))
    parties = sorted(Judge(model, options, day).parties(model.treaties[0], day))
    if len(parties) < 2:
        return []
    asked = []
    for _ in range(rows):
        state, victim = rng.sample(parties, 2) if rng.random() < 0.9 else [rng.choice(parties)] * 2
        attacker = rng.choice([one for one in (OUTSIDER, NOBODYS, *model.states) if one != victim])
        asked.append((state, rng.choice(("armed-attack", "armed-attack", "nuclear-attack")), attacker, victim))
    file = written(model, folder, "")
    told = swept(file, day, options, "party,event,attacker,victim")
    attackers = dict.fromkeys(one["attacker"] for one in told)
    places = [SEA, *(one for one in attackers if one != NOBODYS)]
    wrong = []
    for state, event, attacker, victim in asked:
        attacking = attacker if attacker in attackers else ANOTHER
        with suppress(Unsettled):
            every = cases(model, day, event, attacking, victim, places)
            right = counts(model, options, state, every)
            key = {"party": state, "event": event, "attacker": attacking, "victim": victim}
            row = next(one for one in told if key.items() <= one.items())
            for verdict in VERDICTS:
                if verdict == "lawful" and row["not known"]:
                    continue
                if row[verdict] * right.total() != right[verdict] * row["total"]:
                    wrong.append(f"{key}: {verdict} {row[verdict]} of {row['total']}, right is {dict(right)}")
    return [f"{one} (on {day}, {options})" for one in wrong]
