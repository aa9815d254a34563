"""What the rules about scopes say of the examples: the places, points in them, who claims them, and at what cost."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date

import pytest

from tests.worlds import ROOT, said_of
from treatylang.findings import Finding, Severity
from treatylang.model.question import Question

RULES = (
    "uncovered-territory",
    "contested-scope",
    "disputed-place",
    "overlapping-scope",
    "empty-area",
    "doubtful-edges",
    "doubtful-coordinates",
)
POINT = re.compile(r"(\d+(?:\.\d+)?)°([NS]) (\d+(?:\.\d+)?)°([EW])")


def findings(name: str, rule: str, question: Question | None = None) -> list[Finding]:
    return list(said_of(name, rule, question))


def points(finding: Finding) -> list[tuple[float, float]]:
    """Return the points that a finding shows as (latitude, longitude)."""
    found = [match.groups() for step in finding.steps for match in POINT.finditer(step.message)]
    return [(float(a) * (1 if b == "N" else -1), float(c) * (1 if d == "E" else -1)) for a, b, c, d in found]


def test_what_the_asia_pacific_draft_leaves_uncovered() -> None:
    found = {f.party: f for f in findings("asia-pacific.treaty", "uncovered-territory")}
    assert set(found) == {"Japan", "Philippines", "United States"}
    assert {f.severity for f in found.values()} == {Severity.INFO}
    assert found["Japan"].message.endswith("covers Senkaku Islands")
    assert found["Philippines"].message.endswith("covers Thitu and Second Thomas Shoal")
    assert found["United States"].message.endswith("covers Wake Island")
    assert points(found["Japan"]) == [pytest.approx((25.74, 123.48), abs=0.05)]
    assert points(found["United States"]) == [pytest.approx((19.29, 166.64), abs=0.05)]
    assert "claimed by Japan, China and Taiwan (CRS report R42761)" in found["Japan"].steps[0].message
    assert "Northern Territories and Liancourt Rocks" in found["Japan"].notes[0]
    assert "Sabah" in found["Philippines"].notes[0] and "Scarborough Shoal" in found["Philippines"].notes[0]
    assert found["Japan"].span.text == "TreatyArea" and found["Japan"].labels[0].span.text == "Japan"


def test_what_article_6_leaves_uncovered_on_a_day() -> None:
    def told(day: date) -> dict[str, str]:
        found = findings("north-atlantic.treaty", "uncovered-territory", Question(as_of=day))
        return {f.party: " ".join((f.message, *(step.message for step in f.steps))) for f in found}

    today = told(date(2026, 11, 22))
    assert set(today) == {"France", "Netherlands", "Norway", "Spain", "United Kingdom", "United States"}
    assert "Ceuta and Melilla" in today["Spain"] and "Canary" not in today["Spain"]
    assert "Falkland Islands" in today["United Kingdom"] and "Gibraltar" not in today["United Kingdom"]
    assert "Hawaii" in today["United States"] and "Guam" in today["United States"]
    assert "Réunion" in today["France"] and "New Caledonia" in today["France"] and "Algeria" not in today["France"]
    before = told(date(1960, 1, 1))
    assert "Spain" not in before  # not yet a party
    assert "a part of Algeria" in before["France"]  # the Sahara: the departments are inside
    assert "Hong Kong" in before["United Kingdom"]


def test_who_sees_a_place_inside_and_who_does_not() -> None:
    (found,) = findings("bilateral.treaty", "contested-scope")
    assert found.severity is Severity.INFO  # the area is marked as interpreted
    told = {step.message.split(",")[0]: step.message for step in found.steps}
    assert "inside as Japan sees it; outside as Russia sees it" in told["Northern Territories"]
    assert "held by South Korea" in told["Liancourt Rocks"]
    assert "outside as China and Taiwan see it" in told["Senkaku Islands"]
    (inside,) = findings("bilateral.treaty", "disputed-place")
    assert inside.span.text == "Administered" and "Senkaku Islands" in inside.message


def test_the_treaty_that_covers_the_same_land() -> None:
    found = findings("asia-pacific.treaty", "overlapping-scope")
    told = {f.help[0].rsplit(" ", 1)[-1].strip("`"): f for f in found}
    assert "US-Japan-1960" in told and "US-Philippines-1951" in told
    japan = told["US-Japan-1960"]
    assert (
        "on the land of Japan except Senkaku Islands too; Japan and the United States are bound by both"
        in japan.message
    )
    assert japan.labels[0].span.text == "JapaneseTerritories"
    # The newer text says that it takes the place of the older.
    assert not any("US-Japan-1960" in f.help[0] for f in findings("bilateral.treaty", "overlapping-scope"))


def test_an_edge_is_shown_where_it_matters() -> None:
    (found,) = findings("scopes/rio-treaty.treaty", "doubtful-edges")
    match = POINT.search(found.message)
    assert match is not None and re.search(r"moves \d,\d{3},\d{3} km²", found.message)


def test_no_rule_says_anything_worse_than_a_note_of_the_examples() -> None:
    for folder in (ROOT / "examples", ROOT / "examples" / "scopes"):
        for path in sorted(folder.glob("*.treaty")):
            name = str(path.relative_to(ROOT / "examples"))
            worse = [f.message for rule in RULES for f in findings(name, rule) if f.severity > Severity.INFO]
            assert worse == [], name


@pytest.mark.parametrize(("number", "levels"), [(1, ["warning"]), (2, ["warning"]), (3, ["warning"]), (4, [])])
def test_the_rounds_import_claims_until_the_last(number: int, levels: list[str]) -> None:
    """The drafts of the first three rounds say `territory of parties`; the fourth leaves out what others claim."""
    found = findings(f"rounds/asia-pacific-{number}.treaty", "contested-scope")
    assert [f.severity.word for f in found] == levels
    assert all("Northern Territories" in f.message for f in found)


def test_a_draft_without_areas_draws_nothing() -> None:
    program = f"""
import sys
from tests.checks.test_scope_findings import findings
for rule in {RULES!r}:
    assert findings("consultation-pact.treaty", rule) == []
loaded = [name for name in ("numpy", "shapely", "pyproj") if name in sys.modules]
assert not loaded, loaded
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, timeout=120)
