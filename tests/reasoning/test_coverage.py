"""Coverage: which norms scenarios wake and ask about, which readings they exercise, and that it never flatters."""

from __future__ import annotations

from tests.worlds import shipped, world_of
from treatylang.reasoning.answers.coverage import Coverage, Tried, coverage, merged

LAW = """
law Home "Constitution" of Fiji {
  rank constitution;
  in-force from 1990-01-01;
  circumstance harvest "it is harvest time" is fact;
  article 1 as force { Fiji shall not use-force unless armed-attack on self; }
  article 2 as draft { Fiji shall not conscript; }
  article 3 as nuclear {
    reading old "no bomb" from 1990-01-01 until 2010-01-01 prevailing { Fiji shall not possess-nuclear; }
    reading new "no bomb, none from abroad" from 2010-01-01 prevailing { Fiji shall not introduce-nuclear; }
    reading bold "all free" proposed { Fiji may possess-nuclear; }
  }
  article 4 as assent { before ratify of any treaty Fiji shall obtain approval of "the House"; }
  article 5 as doubt { Fiji shall not deploy-abroad if harvest; }
  council "Committee" as committee { members each party; }
  article 6 as talk { the committee shall consult; }
}
"""


def tried(*scenarios: str) -> tuple[dict[str, Tried], dict[str, bool]]:
    found = of(*scenarios)
    return (
        {one.norm.acts[0]: one.tried for one in found.norms},
        {one.reading.name: one.exercised for one in found.readings if one.counts},
    )


def of(*scenarios: str) -> Coverage:
    text = LAW + "".join(f'scenario "s{n}" {{ {body} }}\n' for n, body in enumerate(scenarios))
    world, _ = world_of(text, beside=shipped("vocabulary"))
    (found,) = coverage(world, [world.instruments["Home"]], world.scenarios)
    return found


def test_without_scenarios_nothing_is_tried_and_what_speaks_to_no_state_is_not_counted() -> None:
    norms, readings = tried()
    assert set(norms) == {"use-force", "conscript", "possess-nuclear", "introduce-nuclear", "obtain", "deploy-abroad"}
    assert set(norms.values()) == {Tried.NEVER}
    assert readings == {"old": False, "new": False}


def test_a_norm_is_woken_by_its_situation_and_asked_about_by_an_expectation() -> None:
    norms, _ = tried("on 2027-01-01; expect Fiji shall not conscript;")
    assert norms["conscript"] is Tried.ASKED
    assert norms["use-force"] is Tried.WOKEN  # nobody asked
    assert norms["possess-nuclear"] is Tried.NEVER  # its reading no longer governs
    assert norms["obtain"] is Tried.NEVER  # nothing was asked about ratifying


def test_a_condition_that_fails_keeps_a_norm_asleep() -> None:
    own = "on 2027-01-01; event armed-attack on territory of Fiji by Kenya; expect Fiji may use-force;"
    assert tried(own)[0]["use-force"] is Tried.NEVER
    other = own.replace("territory of Fiji", "territory of Japan")
    assert tried(own, other)[0]["use-force"] is Tried.ASKED


def test_what_depends_on_an_open_circumstance_is_woken_perhaps() -> None:
    assert tried("on 2027-01-01; expect Fiji may consult;")[0]["deploy-abroad"] is Tried.PERHAPS
    given = "on 2027-01-01; given harvest; expect Fiji shall not deploy-abroad;"
    assert tried(given)[0]["deploy-abroad"] is Tried.ASKED


def test_a_procedure_is_tried_where_its_act_is_asked_about() -> None:
    assert tried("on 2027-01-01; expect Fiji may ratify;")[0]["obtain"] is Tried.ASKED
    assert tried("on 1980-01-01; expect Fiji may ratify;")[0]["obtain"] is Tried.NEVER


def test_a_reading_is_exercised_only_while_it_governs() -> None:
    _, readings = tried("on 2027-01-01; expect Fiji shall not possess-nuclear, introduce-nuclear;")
    assert readings == {"old": False, "new": True}
    _, readings = tried("on 2000-01-01; expect Fiji shall not possess-nuclear;")
    assert readings == {"old": True, "new": False}


def test_an_expectation_of_another_state_asks_nothing_of_this_one() -> None:
    assert tried("on 2027-01-01; expect Japan may conscript;")[0]["conscript"] is Tried.WOKEN


def test_a_scenario_that_cannot_be_understood_tries_nothing() -> None:
    assert set(tried("on 2027-01-01; given nonsense; expect Fiji shall not conscript;")[0].values()) == {Tried.NEVER}


def test_two_looks_are_merged_to_the_most_that_either_tried() -> None:
    one = of("on 2027-01-01; expect Fiji shall not conscript;")
    two = of("on 2000-01-01; expect Fiji shall not possess-nuclear;")
    both = merged(one, two)
    assert {n.norm.acts[0] for n in both.norms if n.tried is Tried.ASKED} == {"conscript", "possess-nuclear"}
    assert {r.reading.name for r in both.readings if r.exercised} == {"old"}
    assert both.count(Tried.ASKED) == 2


TREATY = """
treaty Free "Zone" {
  status in-force from 1990-01-01;
  party Fiji, Samoa from 1990-01-01;
  article 1 as nuclear {
    reading old "none" from 1990-01-01 until 2000-01-01 prevailing { no party shall possess-nuclear; }
    reading hard "still none" from 1995-01-01 { no party shall receive-nuclear; }
    reading soft "all free" from 2000-01-01 { each party may test-nuclear; }
  }
  article 2 as informing { after conclude of any treaty each party shall register that treaty with secretariat; }
}
"""


def of_treaty(*scenarios: str) -> tuple[dict[str, Tried], dict[str, bool]]:
    text = TREATY + "".join(f'scenario "s{n}" {{ {body} }}\n' for n, body in enumerate(scenarios))
    world, _ = world_of(text, beside=shipped("vocabulary"))
    (found,) = coverage(world, [world.instruments["Free"]], world.scenarios)
    return (
        {one.norm.acts[0]: one.tried for one in found.norms},
        {one.reading.name: one.exercised for one in found.readings if one.counts},
    )


def test_readings_of_a_treaty_are_exercised_as_those_of_a_law_are() -> None:
    norms, readings = of_treaty("on 1997-01-01; expect Fiji shall not possess-nuclear, receive-nuclear;")
    assert norms["possess-nuclear"] is Tried.ASKED
    assert norms["receive-nuclear"] is Tried.NEVER  # another reading prevails
    assert readings == {"old": True, "hard": False, "soft": False}


def test_a_reading_that_is_held_while_none_prevails_has_a_say_and_counts() -> None:
    norms, readings = of_treaty("on 2027-01-01; expect Fiji may test-nuclear, receive-nuclear;")
    assert norms["possess-nuclear"] is Tried.NEVER  # its day is past
    assert norms["receive-nuclear"] is norms["test-nuclear"] is Tried.ASKED
    assert readings == {"old": False, "hard": True, "soft": True}


def test_a_duty_that_follows_an_act_is_asked_about_by_its_own_act() -> None:
    done = "on 2027-01-01; given done conclude of Fiji; expect Fiji"
    assert of_treaty(f"{done} shall register;")[0]["register"] is Tried.ASKED
    assert of_treaty(f"{done} may conclude;")[0]["register"] is Tried.WOKEN
