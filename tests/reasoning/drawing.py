"""Random small cases: two or three treaties among three states, a few laws, words that let them collide."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from tests.reasoning import brute_treaties as brute
from tests.reasoning.brute_space import JUDGED, STATES

FACT = st.sampled_from([("fact", "cloud"), ("fact", "storm"), ("fact", JUDGED)])
ON = st.sampled_from(["any party", "any party", "Japan", "Australia", "self"])
EVENT = st.tuples(st.sampled_from(["attack", "attack", "raid"]), ON, st.sampled_from(["", "", "", "land", "ships"]))
HAPPENS = EVENT.map(lambda e: ("event", *e))
ABROAD = EVENT.map(lambda e: ("event", e[0], "self" if e[1] == "any party" else e[1], e[2]))
"""Conditions of laws: only treaties have parties."""


def conditions(leaves: st.SearchStrategy) -> st.SearchStrategy:
    """Return conditions over some leaves."""
    two = st.tuples(st.sampled_from(["and", "or"]), leaves, leaves)
    return st.one_of(leaves, leaves, st.tuples(st.just("not"), leaves), two)


IN_TREATY = conditions(st.one_of(FACT, HAPPENS))
IN_BAN = conditions(st.one_of(FACT, HAPPENS, st.just(("fact", brute.MANNER))))
IN_LAW = conditions(st.one_of(FACT, FACT, ABROAD, st.just(("fact", brute.MANNER))))
HITTING = {
    "help": ["help"],
    "fight": ["fight", "help", "fight", "strike"],
    "guard": ["watch", "patrol", "guard", "help"],
    "supply": ["supply", "help"],
    "talk": ["talk"],
}
"""An act → bans that hit it, or a part of it."""
RARELY = st.none() | st.none() | st.none() | IN_BAN
NOW_AND_THEN = st.none() | st.none() | st.none() | FACT
SOMETIMES = st.none() | st.none() | IN_TREATY
BANNED = st.sampled_from(["fight", "watch", "patrol", "help", "supply", "guard", "strike", "talk"])

DUTY = st.builds(
    brute.Norm,
    kind=st.just("duty"),
    bearer=st.sampled_from(["each other party", "each other party", "each party", "Japan"]),
    act=st.sampled_from(["help", "fight", "fight", "guard", "guard", "supply", "talk"]),
    event=EVENT,
    also=SOMETIMES,
    unless=SOMETIMES,
    until=NOW_AND_THEN,
    means=st.sampled_from([False, False, True]),
    discretion=st.sampled_from([False, False, True]),
    qualifier=st.sampled_from(["", "", "", "own-constitution", "own-law"]),
).map(lambda duty: replace(duty, means=duty.means and duty.act in ("help", "fight")))
"""Nobody talks with arms: means go with acts of which they are a way."""
BAN = st.builds(
    brute.Norm,
    kind=st.just("ban"),
    bearer=st.sampled_from(["each party", "each party", "Japan", "each other party"]),
    act=BANNED,
    event=st.none() | st.none() | EVENT,
    unless=RARELY,
    only_if=RARELY,
    until=NOW_AND_THEN,
)
PERMISSION = st.builds(
    brute.Norm,
    kind=st.just("permission"),
    bearer=st.sampled_from(["each party", "Japan"]),
    act=st.sampled_from(["help", "fight", "guard", "patrol"]),
    event=st.none() | EVENT,
    only_if=st.none() | IN_TREATY,
)
WAIVER = st.builds(
    brute.Norm,
    kind=st.just("waiver"),
    bearer=st.sampled_from(["Japan", "Australia"]),
    act=st.sampled_from(["help", "fight", "strike", "watch", "guard"]),
    unless=IN_TREATY,
    until=NOW_AND_THEN,
)


@st.composite
def parties(draw: st.DrawFn) -> tuple[tuple[str, int, int], ...]:
    """Draw who is party from when to when, at least one of them."""
    found = []
    if draw(st.integers(0, 2)):
        return tuple((state, 0, 1) for state in STATES)
    for state in STATES:
        since, last = draw(st.sampled_from([(0, 1), (0, 1), (0, 1), (0, 0), (1, 1), (1, 0)]))
        if since <= last:
            found.append((state, since, last))
    return tuple(found) or ((STATES[0], 0, 1), (STATES[1], 0, 1))


@st.composite
def treaties(draw: st.DrawFn, names: tuple[str, ...]) -> tuple[brute.Treaty, ...]:
    """Draw treaties with sentences that collide and, sometimes, say which of them prevails."""
    found = []
    drawn: dict[str, list[brute.Norm]] = {}
    for name in names:
        drawn[name] = draw(st.lists(st.one_of(DUTY, DUTY, BAN, BAN, PERMISSION, WAIVER), max_size=2))
    drawn["T"].insert(0, draw(DUTY))
    for name in names[:-1]:
        # Something that may hit the first duty of the draft, in whole or in part.
        hitting = st.sampled_from(HITTING[drawn["T"][0].act])
        drawn[name].insert(0, replace(draw(BAN), act=draw(hitting)))
    everything = [(name, f"n{i}") for name in names for i in range(1, len(drawn[name]) + 1)]
    for name in names:
        others = [other for other in names if other != name]
        targets = [*others, *(f"n{i}" if t == name else f"{t}.n{i}" for t, i in ((t, i[1:]) for t, i in everything))]
        mine = [f"n{i}" for i in range(1, len(drawn[name]) + 1)]
        first = "n1" if name == "T" else "T.n1"
        closing = st.sampled_from([*targets, first, first])
        norms = []
        for norm in drawn[name]:
            if norm.kind == "permission":
                bans = [f"n{i}" for i, other in enumerate(drawn[name], 1) if other.kind == "ban"]
                norm = replace(norm, above=draw(st.sampled_from([*bans, *bans, ""])))
            elif norm.kind in ("duty", "ban") and draw(st.booleans()):
                norm = replace(norm, **{draw(st.sampled_from(["above", "below"])): draw(closing)})
            norms.append(norm)
        order = st.one_of(
            st.builds(brute.Order, st.just("prevails"), st.sampled_from(["this", *mine]), closing, _IF),
            st.builds(brute.Order, st.just("yields"), st.just("this"), st.sampled_from(others or ["this"]), _IF),
            st.builds(brute.Order, st.just("later"), st.just(""), st.just(""), _IF, st.just(True)),
        )
        orders = draw(st.lists(order, max_size=1)) if others and mine else []
        roster = draw(parties())
        found.append(brute.Treaty(name, roster, tuple(_while_party(norm, roster) for norm in norms), tuple(orders)))
    return tuple(found)


_IF = st.sampled_from(["", "", "cloud", "storm"])


def _while_party(norm: brute.Norm, roster: tuple[tuple[str, int, int], ...]) -> brute.Norm:
    """Address by its name only a state that is a party on every date: what else a name means is a test of its own."""
    if norm.bearer in STATES and (norm.bearer, 0, brute.LAST) not in roster:
        return replace(norm, bearer="each party")
    return norm


RULE = st.builds(
    brute.Rule,
    act=BANNED,
    unless=st.none() | IN_LAW,
    only_if=st.none() | st.none() | IN_LAW,
    until=NOW_AND_THEN,
    approved=st.sampled_from([False, False, False, True]),
).map(lambda rule: replace(rule, until=None) if rule.approved else rule)
"""A time until which a procedure is open would be a fact of its own."""
LAWS = st.builds(
    brute.Law,
    st.sampled_from(["Japan", "Japan", "Australia"]),
    st.sampled_from(["statute", "constitution", "policy"]),
    st.lists(RULE, min_size=1, max_size=2).map(tuple),
    st.sampled_from([(), (), ("fight",), ("help",), ("watch",)]),
)


@st.composite
def cases(draw: st.DrawFn, *names: tuple[str, ...]) -> brute.Case:
    """Draw treaties of some names and laws, of which the first may hit the first duty of the draft."""
    found = draw(treaties(draw(st.sampled_from(names))))
    laws = draw(st.lists(LAWS, max_size=2))
    if laws:
        hitting = draw(st.sampled_from(HITTING[found[-1].norms[0].act]))
        rule = draw(RULE)
        rule = replace(rule, act=hitting)
        laws[0] = brute.Law(laws[0].state, laws[0].rank, (rule, *laws[0].rules[1:]), laws[0].before)
    return brute.Case(found, tuple(laws))


CASES = cases(("U", "T"), ("U", "V", "T")).filter(lambda case: not brute.ambiguous(case))
ALONE = cases(("T",)).filter(lambda case: not brute.ambiguous(case))
"""Cases of one treaty."""
