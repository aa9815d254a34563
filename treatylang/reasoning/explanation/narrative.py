"""Situations, provisions and lists told in words: what all findings about promises share."""

from __future__ import annotations

from treatylang.findings import Step
from treatylang.model.instrument import Choice, Instrument, Norm
from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.explanation.citation import agreeing, forbid, provision, says, the
from treatylang.reasoning.explanation.witness import listed, told, witness
from treatylang.reasoning.kernel.diagram import Situations
from treatylang.reasoning.situations.frame import Frame

__all__ = ["forbidding", "listed", "owing", "situation", "under"]


def situation(case: Frame, where: Situations, about: str = "") -> Step:
    """Return the shortest situation of a set that is not empty, told as the first step of a finding.

    Circumstances that have their usual value are not told one by one.
    """
    found = witness(case, where, about=about)
    short = told(case, found, usual=False)
    rest = ["all else is as usual"] if len(told(case, found)) > len(short) else []
    return Step("; ".join([*short, *rest]))


def owing(case: Frame, text: Instrument, norm: Norm, bearer: str, act: str) -> Step:
    """Return the step that says what a provision binds somebody to."""
    citation = provision(norm.number, text.title)
    return Step(f"{citation} {agreeing(citation, 'bind')} {the(bearer)} to {says(case.world.lexicon, act)}", norm.span)


def forbidding(lexicon: Lexicon, text: Instrument, norm: Norm, bearer: str) -> Step:
    """Return the step that says what a provision forbids somebody."""
    acts = " or ".join(says(lexicon, act) for act in norm.acts)
    citation = provision(norm.number, text.title)
    return Step(f"{citation} {forbid(citation)} {the(bearer)} to {acts} in this situation", norm.span)


def under(choices: frozenset[Choice]) -> str:
    """Say under which options something holds; nothing where it holds under all."""
    if not choices:
        return ""
    return " under " + ", ".join(f"option {c.option} of `{c.bracket}`" for c in sorted(choices, key=str))
