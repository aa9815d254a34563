"""Remedies for a contradiction inside a draft: words that say which norm prevails, tried before they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatylang.findings import Edit, Fix
from treatylang.model.instrument import Norm
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.options import addressed
from treatylang.reasoning.verdicts.contradiction import Dilemma, dilemmas_of
from treatylang.source import Span
from treatylang.syntax import ast


def settlements(case: Frame, one: Dilemma) -> Iterator[Fix]:
    """Yield `notwithstanding` for the duty, and for the ban, where both stand in the draft and have labels."""
    bans = [ban.norm for ban in one.bans if ban.law is case.draft]
    if one.treaty is not case.draft or len(bans) != len(one.bans):
        return
    duty = one.duty.norm
    if all(ban.labels for ban in bans):
        yield from _tried(case, duty, tuple(dict.fromkeys(ban.labels[-1] for ban in bans)), "the duty prevails")
    if len(bans) == 1 and duty.labels:
        yield from _tried(case, bans[0], (duty.labels[-1],), "the ban prevails, and the duty is not owed there")


def _tried(case: Frame, norm: Norm, labels: tuple[str, ...], price: str) -> Iterator[Fix]:
    """Yield the fix that lets a norm prevail over what bears the labels, if no contradiction is left or added."""
    span = norm.span
    words = ast.Words(span, tuple(ast.Ref(span, label) for label in labels))
    changed = replace(norm, qualifications=(*norm.qualifications, ast.Qualification(span, "notwithstanding", words)))
    draft = case.draft.with_norms(tuple(changed if n is norm or n == norm else n for n in case.draft.norms))
    world = replace(case.world, instruments={**case.world.instruments, draft.name: draft})
    after = replace(case, draft=draft, world=world)
    if sum(_count(after, state) for state in addressed(case)) >= sum(_count(case, state) for state in addressed(case)):
        return
    text = f" notwithstanding {', '.join(f'@{label}' for label in labels)}"
    end = norm.span.end - 1
    yield Fix(f"add `{text.strip()}`", (Edit(Span(norm.span.source, end, end), text),), False, (price,))


def _count(case: Frame, state: str) -> int:
    return sum(one.kind.impossible for one in dilemmas_of(case, state))
