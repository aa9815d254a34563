"""References to other texts: by the name of the text and a label that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from treatylang.findings import Finding, Severity
from treatylang.model.circumstances import senses_of
from treatylang.model.instrument import Instrument, World
from treatylang.source import Span
from treatylang.syntax import ast

_IN_PROSE = re.compile(r"\{@([^{}]+)\}")


def broken(world: World, draft: Instrument) -> Iterator[Finding]:
    """Yield the labels that another text does not have; the resolver looks after those of the text itself."""
    for target, span in _references(draft):
        name, dot, label = target.partition(".")
        other = world.instruments.get(name)
        if not dot or target in draft.labels or other is None or other is draft or label in other.labels:
            continue
        if senses_of(world.instruments.values(), world.lexicon).named(target) is not None:
            continue
        if world.lexicon.get(label, "body") is not None:
            continue
        near = get_close_matches(label, sorted(other.labels), n=2, cutoff=0.6)
        fits = (f"did you mean `@{name}.{near[0]}`?",) if near else ()
        yield Finding(
            "broken-reference",
            Severity.ERROR,
            f"`@{target}` leads nowhere",
            span,
            remark=f"`{name}` has nothing that is labelled so",
            help=fits or (f"its labels stand after `as` in its file; `@{name}` alone is the whole text",),
            node=f"{draft.name}/{target}",
        )


def _references(draft: Instrument) -> Iterator[tuple[str, Span]]:
    """Yield what sentences and prose refer to, with the place."""
    for node in ast.walk(draft.node):
        if isinstance(node, ast.Ref):
            yield node.text, node.span
        elif isinstance(node, ast.Prose):
            offset = node.text.span.start + (3 if node.text.block else 1)
            for match in _IN_PROSE.finditer(node.text.text):
                span = Span(node.span.source, offset + match.start(), offset + match.end())
                yield match[1].strip(), span
