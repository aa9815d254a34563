"""A text with options says of each what the text says in which that option alone is written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases
from tests.reasoning.treaties_text import frame_for
from treatylang.model.instrument import Norm
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.verdicts.contradiction import dilemmas
from treatylang.reasoning.verdicts.gaps import dead
from treatylang.reasoning.verdicts.legality import clashes

SENTENCES = (
    "when attack on any party each party shall help",
    "when attack on any party each other party shall fight",
    "when attack on any party each party shall guard",
    "when attack on any party Japan shall fight if cloud",
    "when raid on Australia each other party shall supply with arms",
    "when raid on any party each party shall guard if storm and not storm",
    "no party shall watch",
    "no party shall guard",
    "no party shall help",
    "Australia shall not fight",
    "Japan shall talk",
)
LAWS = (
    "Japan shall not fight;",
    "Japan shall not help unless cloud;",
    "Japan shall not patrol;",
    "Japan shall not talk;",
    "Japan shall not supply;",
)
BESIDE = ("no party shall patrol", "no party shall fight", "each party shall watch", "each party shall guard")
DRAWN = st.tuples(
    st.lists(st.sampled_from(SENTENCES), max_size=2, unique=True),
    st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=3, unique=True),
    st.sampled_from(LAWS),
    st.sampled_from(BESIDE),
).filter(lambda drawn: not set(drawn[0]) & set(drawn[1]))
"""What is always said, what by one option each, own law, what another treaty says."""

Drawn = tuple[list[str], list[str], str, str]


def text_of(fixed: list[str], options: list[str], law: str, beside: str) -> str:
    """Return a draft with some sentences, and with others as options; one alone is written as it is."""
    said = " ".join(f"article as f{number} {{ {one}; }}" for number, one in enumerate(fixed))
    chosen = f"{options[0]};"
    if len(options) > 1:
        chosen = " ".join(f"option {name} {one};" for name, one in zip("ABC", options, strict=False))
        chosen = f"bracket b {{ {chosen} }}"
    return (
        f'law L "L" of Japan {{ rank constitution; in-force from 1950-01-01; article 1 as only {{ {law} }} }}\n'
        f'treaty U "U" {{ status in-force from 2005-01-01; drawn-up at "Rome" on 2001-01-01; '
        f"party Japan, Australia; article as n1 {{ {beside}; }} }}\n"
        f'treaty T "T" {{ drawn-up at "Rome" on 2026-01-01; party Japan, Australia; {said} '
        f"article as open {{ {chosen} }} }}"
    )


Told = tuple[str, ...]


def sentence(norm: Norm) -> str:
    return norm.span.text.removesuffix(";")


def told(frame: Frame) -> list[tuple[Told, frozenset[str]]]:
    """Return each conflict, tension and dilemma, with the options on which it rests."""
    found: list[tuple[Told, frozenset[str]]] = []
    for clash in clashes(frame):
        key = (str(clash.kind), clash.duty.bearer, sentence(clash.duty.norm), clash.act, clash.weight.name)
        found.append((key, frozenset(choice.option for choice in clash.choices)))
    for one in dilemmas(frame):
        bans = sorted(sentence(ban.norm) for ban in one.bans)
        key = (str(one.kind), one.duty.bearer, sentence(one.duty.norm), one.act, *bans)
        found.append((key, frozenset(choice.option for choice in one.choices)))
    return found


@cases(60)
@given(DRAWN)
def test_each_option_is_judged_as_if_it_were_written_alone(drawn: Drawn) -> None:
    fixed, options, law, beside = drawn
    said = text_of(fixed, options, law, beside)
    together = told(frame_for(said))
    alone = {
        name: {key for key, _ in told(frame_for(text_of(fixed, [option], law, beside)))}
        for name, option in zip("ABC", options, strict=False)
    }
    for name, found in alone.items():
        assert found <= {key for key, under in together if under <= {name}}, said
    for key, under in together:
        where = {name for name, found in alone.items() if key in found}
        # Under several options it may be so in other situations each: it is told of each, or of all at once.
        assert under == where if len(where) == 1 else under <= where, said
        assert where, said


@cases(40)
@given(DRAWN)
def test_what_is_dead_under_its_options_is_dead(drawn: Drawn) -> None:
    fixed, options, law, beside = drawn
    found = {sentence(norm) for norm in dead(frame_for(text_of(fixed, options, law, beside)))}
    alone = [{sentence(norm) for norm in dead(frame_for(text_of(fixed, [one], law, beside)))} for one in options]
    assert found == set().union(*alone), text_of(fixed, options, law, beside)
