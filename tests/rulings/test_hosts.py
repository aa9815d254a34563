"""Ruling 89: what `the host` wants is what the state wants on whose soil the act is done, by its name in a scenario."""

from __future__ import annotations

import pytest

from tests.rulings.asked import scene, told_wrong, treaty
from tests.rulings.cases import case_of

FORMS = {
    "ban": "article 1 {{ no party shall deploy in territory of any other party unless {} of the host; }}",
    "duty": "article 1 {{ when armed-attack on any party "
    "each other party shall use-force in territory of the attacked party if {} of the host; }}",
    "right": 'article 1 "A" as a {{ no party shall deploy; }} '
    'article 2 "B" {{ each party may deploy in territory of Samoa if {} of the host notwithstanding @a; }}',
}
IN_KENYA, IN_SAMOA = "Chile {} deploy in territory of Kenya", "Chile {} deploy in territory of Samoa"
HOSTS = (
    ("ban", "not {} of Kenya", IN_KENYA.format("shall not")),
    ("ban", "{} of Kenya", IN_KENYA.format("may")),
    ("ban", "{} of Kenya, not {} of Samoa", IN_SAMOA.format("shall not")),
    ("ban", "{} of the host", IN_SAMOA.format("may")),
    ("ban", "not {} of the host", IN_SAMOA.format("shall not")),
    ("ban", "not {} of the host, {} of Kenya", IN_KENYA.format("may")),
    ("ban", "not {} of the host", "Chile may deploy in territory of Chile"),
    ("duty", "{} of Kenya", "Chile shall use-force"),
    ("duty", "not {} of Kenya", "Chile need not use-force"),
    ("duty", "{} of Kenya, not {} of Samoa", "Chile shall use-force"),
    ("duty", "not {} of the host", "Chile need not use-force"),
    ("right", "{} of Samoa", IN_SAMOA.format("may")),
    ("right", "not {} of Samoa", IN_SAMOA.format("shall not")),
)


@pytest.mark.parametrize("will", ["consent", "request"])
@pytest.mark.parametrize(("form", "given", "expected"), HOSTS)
def test_ruling_89_the_host_is_the_state_on_whose_soil_it_is_done(
    form: str, given: str, expected: str, will: str
) -> None:
    """A ban, a duty and a right that wait for the host wait for the state where the act is done, and for no other."""
    text = treaty(FORMS[form].format(will))
    event = "armed-attack on territory of Kenya by Cuba" if form == "duty" else ""
    assert not told_wrong(text + scene(expected, "2000-01-01", event, given.format(will, will)))


def test_a_host_that_nothing_makes_one_binds_nobody() -> None:
    """`the host shall consult` names nobody: which soil it is, no act of the sentence says."""
    for says, wrong in (("the host shall consult", True), ("each party shall consult", False)):
        case = case_of(treaty(f"article 1 {{ when armed-attack on any party {says}; }}"), draft="T")
        assert bool(case.found("misplaced-slot")) == wrong
