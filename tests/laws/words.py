"""For each kind of word, texts that turn on it: one with the word where it bites, one with another word instead."""

from __future__ import annotations

from collections.abc import Callable

HEAD = 'drawn-up at "Suva" on 2026-11-22; languages en; under law of parties;'


def pact(body: str, *, head: str = HEAD, party: str = "party Fiji, Tonga, Samoa;") -> str:
    """Return a treaty among three states."""
    return f'treaty Pact "Pact" {{ {head} {party} {body} }}\n'


def helping(how: str = "", *, when: str = "armed-attack on any party", act: str = "use-force") -> str:
    """Return a pact with one duty."""
    return pact(f'article "A" as a {{ when {when} each other party shall {act} {how}; }}')


def law(body: str, *, rank: str = "constitution", name: str = "L") -> str:
    """Return a law of one of the three."""
    return f'law {name} "{name}" of Fiji {{ rank {rank}; in-force from 1950-01-01; {body} }}\n'


def ban(what: str) -> str:
    """Return a law of one of the three that forbids it something."""
    return law(f"article 1 {{ Fiji shall not {what}; }}")


Texts = Callable[[str, str], tuple[str, str]]
"""Given a word and another of its kind, two texts that answer differently if the word has its effect."""


def _both(text: Callable[[str, str], str]) -> Texts:
    """A text with the word in law and treaty, and one in which the treaty has the other word."""
    return lambda word, other: (text(word, word), text(word, other))


def _without(text: Callable[[str], str], plain: str) -> Texts:
    """A text with the word, and one without it."""
    return lambda word, _: (text(word), plain)


PEOPLE = "".join(
    f"population of {state} {people} million; " for state, people in (("Fiji", 3), ("Tonga", 1), ("Samoa", 1))
)
"""For how many people the members of a body stand."""

TEXTS: dict[str, tuple[Texts, ...]] = {
    "act": (_both(lambda l, t: helping(act=t) + ban(l)),),
    "event": (_both(lambda l, t: helping(when=f"{t} on any party") + ban(f"use-force if {l} on any state")),),
    "object": (
        _both(
            lambda l, t: (
                helping(when=f"armed-attack on {t} of any party")
                + ban(f"use-force if armed-attack on {l} of any state")
            )
        ),
    ),
    "circumstance": (_both(lambda l, t: helping(f"if {t}") + ban(f"use-force if {l}")),),
    "judgement": (_both(lambda l, t: helping(f"if {t} of Fiji") + ban(f"use-force if {l} of Fiji")),),
    "manner": (
        _without(lambda w: helping() + ban(f"use-force unless {w}"), helping() + ban("use-force")),
        _without(
            lambda w: helping(w) + law('article 1 { before use-force Fiji shall obtain approval of "the House"; }'),
            helping() + law('article 1 { before use-force Fiji shall obtain approval of "the House"; }'),
        ),
    ),
    "will": (
        _both(lambda l, t: helping(f"if {t} of any party") + ban(f"use-force if {l} of any party")),
        _without(
            lambda w: helping() + ban(f'use-force unless {w} of "the House"'),
            helping() + ban("use-force"),
        ),
    ),
    "relation": (_without(lambda w: helping() + ban(f"use-force for {w} of self"), helping() + ban("use-force")),),
    "qualifier": (
        _without(lambda w: helping(f"in accordance with {w}") + ban("use-force"), helping() + ban("use-force")),
        _without(lambda w: helping(f"with {w}", act="consult"), helping(act="consult")),
        _without(lambda w: helping("as it deems necessary" if w == "discretion" else ""), helping()),
    ),
    "means": (
        _without(lambda w: helping(f"with {w}", act="assist"), helping(act="assist")),
        _both(lambda l, t: helping(f"with {t}", act="assist") + ban(f"assist with {l}")),
    ),
    "matter": (
        _both(
            lambda l, t: (
                pact('article "A" { the parties shall consult; }', head=f"{HEAD} concerns {t};")
                + ban(f"join any treaty concerning {l}")
            )
        ),
        _without(
            lambda w: pact(
                'article "A" as a { the parties shall consult; } article "B" as b { the parties shall not consult; } '
                f'article "C" {{ @a counts as {w}; {w} prevails over @b; }}'
            ),
            pact('article "A" as a { the parties shall consult; } article "B" as b { the parties shall not consult; }'),
        ),
        _without(
            lambda w: (
                pact(
                    f'article "A" as a {{ the parties shall use-force; }} article "B" {{ @a yields to {w} of parties; }}'
                )
                + ban("use-force")
            ),
            pact('article "A" as a { the parties shall use-force; }') + ban("use-force"),
        ),
    ),
    "role": (
        _without(lambda w: helping(when=f"armed-attack on any party by {w}"), helping()),
        _without(
            lambda w: helping(f"for the {w} party") + ban("use-force for Tonga"), helping() + ban("use-force for Tonga")
        ),
        _without(
            lambda w: (
                pact('article "A" { Tonga shall deploy in territory of Fiji; }')
                + law(f"article 1 {{ no state shall deploy in territory of Fiji unless consent of {w}; }}")
            ),
            pact('article "A" { Tonga shall deploy in territory of Fiji; }')
            + law("article 1 { no state shall deploy in territory of Fiji; }"),
        ),
        _without(
            lambda w: helping(act="share-intelligence") + ban(f"share-intelligence for {w}"),
            helping(act="share-intelligence") + ban("share-intelligence"),
        ),
    ),
    "body": (_both(lambda l, t: helping(f"unless {t} acted") + ban(f"use-force unless {l} acted")),),
    "place": (
        _both(
            lambda l, t: (
                helping(when=f"armed-attack on any party in {t} of any party")
                + ban(f"use-force if armed-attack on any state in {l} of any state")
            )
        ),
    ),
    "region": (
        _both(
            lambda l, t: (
                helping(when=f"armed-attack on any party in {t}")
                + ban(f"use-force if armed-attack on any state in {l}")
            )
        ),
    ),
    "standing": (
        lambda word, other: (
            helping().replace("Samoa;", f"Samoa; party Palau {word} 2028-01-01;"),
            helping().replace("Samoa;", "Samoa; party Palau from 2026-11-22;"),
        ),
    ),
    "rank": (
        _without(lambda w: helping() + law("article 1 { Fiji shall not use-force; }", rank=w), helping()),
        _both(
            lambda l, t: (
                helping()
                + law("article 1 { Fiji shall not use-force; }", rank=l)
                + law(f"treaties rank above {t} below {t};", name="D")
            )
        ),
    ),
    "measure": (
        _without(
            lambda w: pact(
                f'council "The Board" as board {{ members each party; {PEOPLE} decides by 65 percent of {w}; }}'
            ),
            pact(f'council "The Board" as board {{ members each party; {PEOPLE} }}'),
        ),
        _without(
            lambda w: pact(f'council "The Board" as board {{ members each party; decides by 60 {w} of members; }}'),
            pact('council "The Board" as board { members each party; }'),
        ),
        _without(
            lambda w: pact(
                'council "The Board" as board { members each party; votes of Fiji 3 votes; '
                f"decides by two-thirds of {w}; }}"
            ),
            pact('council "The Board" as board { members each party; votes of Fiji 3 votes; }'),
        ),
        _without(
            lambda w: pact(
                f'council "The Board" as board {{ members each party; decides by {w}; }} article "A" as a '
                "{ when armed-attack on any party each other party shall use-force if decision of board; }"
            ),
            pact(
                'council "The Board" as board { members each party; } article "A" as a '
                "{ when armed-attack on any party each other party shall use-force if decision of board; }"
            ),
        ),
    ),
}
"""For each kind of word its texts: one at least has to tell the word from another, or a list says why none does."""
