"""What open brackets say of parties, recitals, final clauses and signing: alternatives, beside what is agreed.

Articles, councils and statements in brackets are divisions of their own; what is gathered from all parts of a text is
gathered here from those of each option.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from treatylang.documents.articles import alternative
from treatylang.documents.tongue import Tongue
from treatylang.model.membership import members_in
from treatylang.syntax import ast

Options = tuple[ast.Option, ...]
"""The options under which something stands, the outermost first."""


@dataclass(frozen=True)
class Held:
    """What one option holds itself, with all options under which it stands, and the outermost of their brackets."""

    bracket: ast.Bracket
    options: Options
    parts: tuple[ast.Part, ...]

    @property
    def lines(self) -> tuple[ast.Line, ...]:
        """Its final clauses."""
        return tuple(line for part in self.parts if isinstance(part, ast.FinalClauses) for line in part.lines)

    @property
    def headings(self) -> tuple[ast.Line, ...]:
        """Its headings."""
        return tuple(part for part in self.parts if isinstance(part, ast.Line))


def open_options(
    tongue: Tongue,
    parts: Sequence[ast.Part] | None = None,
    outer: Options = (),
    outermost: ast.Bracket | None = None,
) -> Iterator[Held]:
    """Yield the options of the brackets that are open, those of one bracket after each other."""
    for part in tongue.setting.draft.node.parts if parts is None else parts:
        if isinstance(part, ast.Chapter):
            yield from open_options(tongue, part.parts, outer, outermost)
        elif isinstance(part, ast.Bracket) and part.of_parts:
            chosen = tongue.setting.chosen(part)
            for option in chosen:
                body: tuple[ast.Part, ...] = option.body  # type: ignore[assignment]  # such options hold parts
                options = (*outer, option) if len(chosen) > 1 else outer
                bracket = outermost or (part if options else None)
                if bracket is not None:
                    yield Held(bracket, options, body)
                yield from open_options(tongue, body, options, bracket)


def bracketed(tongue: Tongue, options: Options, said: str) -> str:
    """Return words as an alternative: *[Alternative A (Norway): …]*."""
    return f"[{lead(tongue, options)} {said}]"


def lead(tongue: Tongue, options: Options) -> str:
    """Return what stands before an alternative; one within another names both."""
    return " ".join(tongue.grammar.finish(alternative(tongue, option)) for option in options)


def joining(tongue: Tongue) -> Iterator[tuple[Options, tuple[str, ...]]]:
    """Yield the states that are parties under some option alone, with this option."""
    agreed = set(tongue.setting.signatories())
    for held in open_options(tongue):
        members = members_in(held.parts, tongue.setting.draft.lexicon)
        states = tuple(dict.fromkeys(m.state for m in members if m.is_party and m.state not in agreed))
        if states:
            yield held.options, states
