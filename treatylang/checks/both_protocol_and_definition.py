"""A protocol that changes a definition, although the treaty already gives the later version.

## What it finds
A protocol that replaces an area or group of a loaded treaty, where the treaty already lists dated versions of it side
by side, the result of the protocol among them.

## Why it matters
The protocol is the source of the change, the dated versions its result. Where both are given, they can differ, and then
the treaty has two scopes for one day.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area TreatyArea "the Treaty Area" from 2027-01-01 until 2030-01-01 = territory of Japan;
  area TreatyArea "the Treaty Area" from 2030-01-01 = territory of parties;
}

protocol Enlargement "Protocol on the Treaty Area" amends Pact {
  drawn-up at "Tokyo" on 2029-06-01;
  replace @TreatyArea  # error: both-protocol-and-definition
    area TreatyArea "the Treaty Area" from 2030-01-01 = territory of parties;
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  party Japan, Australia;
  area TreatyArea "the Treaty Area" from 2027-01-01 until 2030-01-01 = territory of Japan;
}

protocol Enlargement "Protocol on the Treaty Area" amends Pact {
  drawn-up at "Tokyo" on 2029-06-01;
  replace @TreatyArea
    area TreatyArea "the Treaty Area" from 2030-01-01 = territory of parties;
}
```
Give the dated versions where the protocol is not loaded; else leave them to the protocol.

## Authority
VCLT Articles 39 and 40: a treaty is amended by agreement between the parties; the protocol is that agreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatylang.findings import Finding, Label, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question
from treatylang.syntax import ast

SEVERITY = Severity.ERROR


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    base = world.instruments.get(draft.node.amends.text) if draft.node.amends is not None else None
    if base is None:
        return
    for amendment in draft.node.parts:
        if not isinstance(amendment, ast.Amendment) or not isinstance(amendment.part, ast.Definition):
            continue
        # The treaty that is loaded has been amended already; what it says itself stands in its own text.
        definition = re.compile(
            rf"(?:^|[;{{}}])\s*{amendment.part.kind}\s+{re.escape(amendment.target.text)}(?![\w-])", re.MULTILINE
        )
        if amendment.action != "replace" or len(definition.findall(base.span.text)) < 2:
            continue
        own = [d for d in base.areas if d.name == amendment.target.text and d.span.source is base.span.source]
        own = [d for d in own if base.span.start <= d.span.start < base.span.end]
        yield Finding(
            "both-protocol-and-definition",
            SEVERITY,
            f"`{amendment.target.text}` is changed by this protocol and by dated versions in `{base.name}` itself",
            amendment.target.span,
            remark="changed here",
            labels=tuple(Label(defined.span, "a version of the treaty's own") for defined in own[:2]),
            help=("give the change once: by the protocol, or by dated versions where no protocol is loaded",),
            node=f"{draft.name}/{amendment.target.text}",
        )
