"""Two small drafts and what is said of their difference: what every test of a comparison is built from."""

from __future__ import annotations

from collections.abc import Mapping

from tests.worlds import shipped, world_of
from treatylang.compare import Difference, Side, compared
from treatylang.model.question import Question

HEAD = 'drawn-up at "Manila" on 2026-11-22; languages en;'
PARTIES = "party Japan, Australia, Philippines;"


def draft(body: str, *, parties: str = PARTIES, head: str = HEAD, name: str = "Pact", title: str = "Pact") -> str:
    """Return a treaty; a body without an article of its own is put into one, labelled `a`."""
    inside = body if "{" in body or not body else f'article "Help" as a {{ {body} }}'
    return f'treaty {name} "{title}" {{ {head} {parties} {inside} }}\n'


def side(text: str, *, law: str = "", options: Mapping[str, str] | None = None) -> Side:
    """Return a draft in its world: the vocabulary, and laws given as text; with options chosen where they are given."""
    beside = [*shipped("vocabulary")]
    if law:
        from treatylang.source import Source
        from treatylang.syntax.parser import parse

        parsed, mistakes = parse(Source("law.treaty", law))
        assert parsed is not None, mistakes
        beside.append(parsed)
    taken = dict(options or {})
    world, findings = world_of(text, beside=beside, options=taken)

    def under(more: Mapping[str, str]) -> Side:
        return side(text, law=law, options={**taken, **more})

    return Side(world, world.instruments[world.drafts[0]], findings, under=under)


def difference(old: str, new: str, *, law: str = "", question: Question | None = None) -> Difference:
    """Return what differs between two drafts given as text."""
    return compared(side(old, law=law), side(new, law=law), question or Question())


def codes(found: Difference) -> list[str]:
    """Return `level code` of each change, sorted; what only follows from another change of order is left out."""
    return sorted(f"{c.level} {c.code}" for c in found.changes if c.action != "renumber")
