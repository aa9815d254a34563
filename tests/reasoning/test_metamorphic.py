"""Laws that hold of every draft, on random drafts; and those that look true and are not, with their counterexamples."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases
from tests.reasoning.brute_space import FACTS, STATES, space
from tests.reasoning.brute_treaties import NARROWER, Case, Norm
from tests.reasoning.drawing import ALONE, BAN, CASES, DUTY, FACT
from tests.reasoning.treaties_text import VOCABULARY, as_mask, as_text, frame_for
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.verdicts.contradiction import dilemmas_of
from treatylang.reasoning.verdicts.legality import clashes
from treatylang.reasoning.verdicts.worth import worth

EVERYTHING = space(FACTS)
"""All situations, by all facts, so that drafts that mention different ones can be compared."""


def impossible(frame: Frame, state: str, of: Callable[[object], bool] = lambda norm: True) -> int:
    """Return where a state cannot perform a duty of the draft: for domestic law, other treaties, or both together."""
    found = 0
    for clash in clashes(frame):
        if clash.kind == "conflict" and not clash.readings and clash.duty.bearer == state and of(clash.duty.norm):
            found |= as_mask(frame, clash.where, EVERYTHING)
    for one in dilemmas_of(frame, state):
        if one.kind.impossible and of(one.duty.norm):
            found |= as_mask(frame, one.where, EVERYTHING)
    return found


def value(frame: Frame, state: str, kind: str, act: str) -> int:
    """Return where an act is promised by a state, or certain, under the draft."""
    found = getattr(worth(frame, state, (frame.draft,)), kind).get(act)
    return as_mask(frame, found, EVERYTHING) if found is not None else 0


def with_norms(case: Case, norms: tuple[Norm, ...]) -> Case:
    """Return a case whose draft has other sentences."""
    return replace(case, treaties=(*case.treaties[:-1], replace(case.draft, norms=norms)))


def without_priorities(case: Case) -> Case:
    """Return a case in which no sentence says what prevails."""
    treaties = [
        replace(t, orders=(), norms=tuple(replace(norm, above="", below="") for norm in t.norms)) for t in case.treaties
    ]
    return replace(case, treaties=tuple(treaties))


def differ(case: Case, other: Case) -> str:
    """Return both texts, for the reader of a failing test."""
    return f"{as_text(case)}\n-- and --\n{as_text(other)}"


# -- laws that hold ------------------------------------------------------------------------------------------------


@cases(50)
@given(CASES, BAN)
def test_an_added_ban_without_priority_frees_no_plain_duty_and_raises_no_guarantee(case: Case, ban: Norm) -> None:
    ban = ban if ban.bearer not in STATES else replace(ban, bearer="each party")
    # A reference to a whole treaty would give the added ban a priority.
    case = without_priorities(case)
    wider = with_norms(case, (*case.draft.norms, ban))
    before, after = frame_for(as_text(case)), frame_for(as_text(wider))
    plain = {f"n{i}" for i, norm in enumerate(case.draft.norms, 1) if not norm.qualifier}

    def of(norm: object) -> bool:
        return bool(plain & set(norm.labels))  # type: ignore[attr-defined]

    for state in STATES:
        assert impossible(before, state, of) & ~impossible(after, state, of) == 0, differ(case, wider)
        if any(norm.qualifier for norm in case.draft.norms):
            continue
        for act in NARROWER:
            raised = value(after, state, "certain", act) & ~value(before, state, "certain", act)
            assert not raised, f"`{act}` by {state}\n{differ(case, wider)}"


CHANGES = st.sampled_from(["discretion", "own-constitution", "own-law", "if", "unless"])


def qualified(norm: Norm, change: str, fact: tuple[str, str]) -> Norm:
    """Return a duty with one more qualifier or condition."""
    if change == "discretion":
        return replace(norm, discretion=True)
    if change in ("if", "unless"):
        field = "only_if" if change == "if" else "unless"
        old = getattr(norm, field)
        joined = fact if old is None else ("and" if change == "if" else "or", old, fact)
        return replace(norm, **{field: joined})
    return replace(norm, qualifier=change) if not norm.qualifier else norm


@cases(50)
@given(CASES, CHANGES, FACT)
def test_a_qualifier_of_a_duty_raises_no_promise_and_adds_no_impossible_duty(
    case: Case, change: str, fact: tuple[str, str]
) -> None:
    case = without_priorities(case)
    first, *rest = case.draft.norms
    # What stands before `until` is bounded by it: such a sentence would say something else.
    first = replace(first, until=None)
    case = with_norms(case, (first, *rest))
    other = with_norms(case, (qualified(first, change, fact), *rest))
    before, after = frame_for(as_text(case)), frame_for(as_text(other))
    for state in STATES:
        for act in NARROWER:
            raised = value(after, state, "promised", act) & ~value(before, state, "promised", act)
            assert not raised, f"`{act}` by {state}\n{differ(case, other)}"
        assert impossible(after, state) & ~impossible(before, state) == 0, f"{state}\n{differ(case, other)}"


@cases(50)
@given(CASES, st.sampled_from(["land", "ships"]), st.sampled_from(["raid", "attack"]))
def test_narrowing_a_duty_adds_no_impossible_duty(case: Case, thing: str, event: str) -> None:
    case = without_priorities(case)
    first, *rest = case.draft.norms
    kind, on, old = first.event  # type: ignore[misc]  # duties have one
    narrower = ("raid" if kind == "raid" else event, on, old or thing)
    other = with_norms(case, (replace(first, event=narrower), *rest))
    before, after = frame_for(as_text(case)), frame_for(as_text(other))
    for state in STATES:
        added = impossible(after, state) & ~impossible(before, state)
        # An attack on land hits whoever's land it happens on: that is narrower than an attack on the state at all.
        assert not added, f"{state}\n{differ(case, other)}"


@cases(50)
@given(CASES, DUTY)
def test_an_added_duty_lowers_no_guarantee(case: Case, duty: Norm) -> None:
    duty = duty if duty.bearer not in STATES else replace(duty, bearer="each party")
    case = without_priorities(case)
    wider = with_norms(case, (*case.draft.norms, duty))
    before, after = frame_for(as_text(case)), frame_for(as_text(wider))
    for state in STATES:
        for act in NARROWER:
            lost = value(before, state, "certain", act) & ~value(after, state, "certain", act)
            assert not lost, f"`{act}` by {state}\n{differ(case, wider)}"


@cases(50)
@given(CASES)
def test_what_is_certain_is_promised(case: Case) -> None:
    frame = frame_for(as_text(case))
    for state in STATES:
        found = worth(frame, state, (frame.draft,))
        for act, where in found.certain.items():
            assert frame.diagrams.within(where, found.lawful[act]), as_text(case)
            assert frame.diagrams.within(found.lawful[act], found.promised[act]), as_text(case)


@cases(40)
@given(ALONE, st.sampled_from(["help", "fight", "guard", "talk"]), st.sampled_from(STATES))
def test_a_reservation_raises_no_promise(case: Case, act: str, state: str) -> None:
    text = as_text(case)
    reserved = f'reservation "Reservation" by {state} on signature to @n1 {{ {state} need not {act}; }}'
    before, after = frame_for(text), frame_for(_inside(text, reserved))
    for each in STATES:
        for name in NARROWER:
            raised = value(after, each, "promised", name) & ~value(before, each, "promised", name)
            assert not raised, f"`{name}` by {each}\n{_inside(text, reserved)}"


def _inside(text: str, block: str) -> str:
    """Return a text with a block at the end of its treaty."""
    head, brace, rest = text.partition("\n}")
    return f"{head}\n  {block}{brace}{rest}"


@cases(40)
@given(CASES)
def test_renaming_and_reordering_change_no_finding(case: Case) -> None:
    text = as_text(case)
    renamed = text.replace('"Treaty T"', '"Another Title"')
    for name, other in (("n1", "alpha"), ("n2", "beta"), ("n3", "gamma"), ("orders", "ranks")):
        renamed = _renamed(renamed, name, other)
    shuffled = _reordered(renamed)
    before, after = frame_for(text), frame_for(shuffled)
    for state in STATES:
        assert impossible(before, state) == impossible(after, state), f"{text}\n-- and --\n{shuffled}"
        for act in NARROWER:
            assert value(before, state, "certain", act) == value(after, state, "certain", act), shuffled


def _renamed(text: str, name: str, other: str) -> str:
    return re.sub(rf"(?<=[. @]){name}\b", other, text)


def _reordered(text: str) -> str:
    """Return a text with the articles of each treaty in the opposite order, and its parties too."""
    lines: list[str] = []
    waiting: list[str] = []
    for line in text.split("\n"):
        if line.startswith(("  article as ", "  party ")):
            waiting.append(line)
            continue
        lines += reversed(waiting)
        waiting = []
        lines.append(line)
    return "\n".join([*lines, *reversed(waiting)])


@cases(40)
@given(ALONE)
def test_splitting_a_word_keeps_whether_something_is_impossible(case: Case) -> None:
    """A new kind of raid, or of supply, is only a finer way to tell the same situations."""
    split = VOCABULARY.replace("event raid", 'event ambush "an ambush" is raid takes on, by, in; event raid').replace(
        "act supply", 'act feed "feed" is supply; act supply'
    )
    text = as_text(case)
    before, after = frame_for(text), frame_for(text, vocabulary=split)
    for state in STATES:
        one = {clash.kind for clash in clashes(before) if clash.duty.bearer == state}
        other = {clash.kind for clash in clashes(after) if clash.duty.bearer == state}
        assert one == other, text


# -- that look true and are not ------------------------------------------------------------------------------------

PACT = """
treaty T "T" {{ drawn-up at "Rome" on 2026-01-01; party Japan, Australia;
  {sentences} }}
law L "L" of Japan {{ rank constitution; in-force from 1950-01-01; article 1 {{ {law} }} }}
"""


def conflicts(sentences: str, law: str = "Japan shall not fight;") -> int:
    """Return the number of situations in which Japan cannot keep a pact for its own law."""
    frame = frame_for(PACT.format(sentences=sentences, law=law))
    found = 0
    for clash in clashes(frame):
        if clash.kind == "conflict" and clash.duty.bearer == "Japan":
            found |= as_mask(frame, clash.where, EVERYTHING)
    return found.bit_count()


FIGHT = "article as n1 { when attack on any party each other party shall fight; }"


def test_an_added_ban_may_remove_a_conflict() -> None:
    """It may displace the duty, or lower the floor of one that defers to law."""
    displacing = "article as n2 { each party shall not fight notwithstanding @n1; }"
    assert conflicts(FIGHT)
    assert not conflicts(FIGHT + displacing)
    deferring = "article as n1 { when attack on any party each other party shall guard in accordance with own-law; }"
    assert conflicts(deferring, "") == 0
    lowered = deferring.replace("shall guard", "shall help with arms")
    policy_free = "Japan shall not fight unless cloud;"
    assert not conflicts(lowered, policy_free)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("shall help;", "shall help with arms;"),
        ("shall help unless cloud;", "shall help unless cloud until storm;"),
    ],
)
def test_a_qualifier_may_raise_a_floor(before: str, after: str) -> None:
    def promised(words: str, act: str) -> int:
        sentence = f"article as n1 {{ when attack on any party each other party {words} }}"
        return value(frame_for(PACT.format(sentences=sentence, law="")), "Japan", "promised", act)

    act = "fight" if "arms" in after else "help"
    assert promised(after, act) & ~promised(before, act)


def test_narrowing_a_permission_may_add_a_conflict() -> None:
    """What lifts a ban of another article of the text lifts it in fewer situations."""
    text = """
    article as n1 {{ when attack on any party each other party shall fight; }}
    article as n2 {{ each party shall not fight; }}
    article as n3 {{ when {event} on any party each party may fight notwithstanding @n2; }}
    """

    def stuck(event: str) -> int:
        written = PACT.format(sentences=text.format(event=event), law="")
        return impossible(frame_for(written), "Japan").bit_count()

    assert stuck("attack") == 0
    assert stuck("raid") > 0


def test_splitting_an_instrument_may_change_what_is_owed() -> None:
    """`need not` frees from duties of its own text, not from those of another."""
    waiver = "article as n2 { Japan need not fight; }"
    one = FIGHT + waiver
    assert not conflicts(one)
    apart = PACT.format(sentences=FIGHT, law="Japan shall not fight;")
    apart += 'treaty U "U" { status in-force from 2005-01-01; drawn-up at "Rome" on 2001-01-01; '
    apart += f"party Japan, Australia; {waiver} }}"
    assert any(c.kind == "conflict" and c.duty.bearer == "Japan" for c in clashes(frame_for(apart)))


def test_a_cure_may_raise_the_guarantee() -> None:
    """To defer to the constitution loses a promise that could not be kept, and gains the help that can."""
    oath = "article as n1 { when attack on any party each other party shall help with arms; }"
    curing = oath.replace("with arms", "with arms in accordance with own-constitution")
    before, after = (frame_for(PACT.format(sentences=s, law="Japan shall not fight;")) for s in (oath, curing))
    assert conflicts(oath)
    assert not conflicts(curing)
    assert value(before, "Japan", "promised", "fight")
    assert not value(after, "Japan", "promised", "fight")
    assert value(after, "Japan", "certain", "help") & ~value(before, "Japan", "certain", "help")


def test_a_reservation_to_one_article_leaves_the_others_alone() -> None:
    """It modifies the provisions to which it relates (Vienna Convention, article 21), and no duty of another."""
    two = FIGHT + "article as n2 { when attack on any party each other party shall help with arms; }"
    reserved = 'reservation "R" by Japan on signature to @n1 { Japan need not fight; }'

    def owed(sentences: str, label: str) -> int:
        frame = frame_for(PACT.format(sentences=sentences, law="Japan shall not talk;"))
        found = worth(frame, "Japan", (frame.draft,)).promises
        return sum(
            as_mask(frame, p.promised, EVERYTHING) for p in found if label in p.duty.norm.labels and p.act == "fight"
        )

    assert owed(two, "n1")
    assert not owed(two + reserved, "n1")
    assert owed(two + reserved, "n2") == owed(two, "n2") != 0
