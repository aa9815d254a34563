"""What commands answer of random small drafts is what the rulings say, in each situation that is asked about."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.chance import Budget
from tests.oracle import wording
from tests.oracle.asking import questions
from tests.oracle.commands import outcomes_of, written
from tests.oracle.sampling import Sampler

ENOUGH = 250
"""How many drafts are asked about in `make test`, if the time suffices."""


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
