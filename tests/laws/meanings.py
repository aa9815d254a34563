"""Random areas, conditions and sentences from the grammar, and what each means, put so that equal meanings are equal.

An area is a set of points, so it means which of its places have to hold a point; a condition means in which cases it
holds. Both become truth tables, in which the order of the words and needless parentheses are gone.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import reduce
from typing import Any

from treatylang.model.lexicon import Lexicon
from treatylang.model.modality import addressed
from treatylang.syntax import ast

PRELUDE = """
  languages en, fr;
  fr-Zone "la zone"; fr-Coast "la côte"; fr-Hosts "les États hôtes"; fr-famine "il y a une famine";
  party Japan, Ghana, "United States" as USA;
  area Zone "the zone" = territory of parties;
  area Coast "the coast" = islands of parties;
  group Hosts "host States" = Japan plus Ghana;
  circumstance famine "there is a famine";
  circumstance unrest "riots shake the capital";
"""
PLACES = (
    "territory of parties",
    "islands of Japan",
    "territory, islands of Japan, Ghana",
    "islands",
    "land of any third state",
    "Zone",
    "Coast",
    "Zone, Coast",
    "Japan",
    "Europe",
    'sea "North Sea"',
    'sea "Black Sea"',
    'part "Hawaii"',
    'part "Kuril Islands"',
    "territory administered by Japan",
    "territory claimed by Japan, Ghana on 2026-01-01",
    "polygon rhumb 10N 10E, 10N 20E, 20N 20E",
)
ATOMS = (
    "armed-attack on any party",
    "armed-attack on Japan, Ghana in Zone",
    "threat to security of any party",
    "threat to security of any party in Zone by non-state",
    "blockade of Japan",
    "request of Japan",
    "request of the attacked party",
    "consent of any party after 10 days",
    "provoked",
    "no-other-means",
    "survival-threatened of Japan",
    "famine",
    "unrest",
    "security-council acted",
    "measures under @first",
    "minimum-force",
)
_SUBJECTS = (
    "each party", "any party", "no party", "all parties", "the parties", "parties", "each other party",
    "no other party", "Japan", "Japan, Ghana", "the attacked party", "each of Hosts", "any of Hosts", "all of Hosts",
    "no state", "any third state",
)  # fmt: skip
_MODALS = ("shall", "shall not", "may", "need not", "need", "should")
_ACTS = (
    "consult", "assist", "report", "use-force", "deploy", "share-intelligence", "assist-militarily", "accede", "join",
    "settle-disputes", "withdraw", "host-forces", "develop-capacity",
)  # fmt: skip
_OBJECTS = (
    "", "", "each other", "the others", "Ghana", "Japan, Ghana", "the attacked party", "any other party",
    "any third state", '"the fleet"', "this treaty", "forces of Japan", "immediately", "jointly, individually",
)  # fmt: skip
_SLOTS = (
    "in Zone", "in territory of any other party", "within 48 hours", "within 1 month", "on request of Japan",
    "on request of the attacked party", "with force", "against Ghana", "to security-council", "including use-force",
    "including use-force, deploy", "as it deems necessary", "in accordance with constitutional-processes",
    "in accordance with national-law, constitutional-processes", "for Japan", "with Japan", "on notice of 30 days",
    "by 2 parties", "under @first", "after 10 days",
)  # fmt: skip
_TEXTS = (
    "{0} counts as {1}",
    "{0} counts as {1} for @first",
    "{0} does not count as {1}",
    "@first prevails over @second",
    "@first yields to @second",
    "this treaty replaces UN-Charter",
    "@first applies to {2}",
    "@first does not apply to {2}",
    "@first does not apply in Zone",
)


def area(draw: random.Random, places: Sequence[str] = PLACES, depth: int = 3) -> str:
    """Return an area expression with at most so many levels, made of some places."""
    if depth == 0 or draw.random() < 0.15:
        return draw.choice(places)
    kind = draw.choice(("plus", "plus", "except", "within", "within", "side", "belt"))
    left = area(draw, places, depth - 1)
    if kind == "side":
        return f"({left}) {draw.choice(('north of 10N', 'east of 20E'))}"
    if kind == "belt":
        return f"belt of 12 nm around ({left})"
    return f"({left}) {kind} ({area(draw, places, depth - 1)})"


def condition(draw: random.Random, atoms: Sequence[str] = ATOMS, depth: int = 2) -> str:
    """Return a condition with at most so many levels, made of some atoms."""
    if depth == 0 or draw.random() < 0.2:
        return draw.choice(atoms)
    kind = draw.choice(("and", "or", "not", "and", "or"))
    if kind == "not":
        return f"not ({condition(draw, atoms, depth - 1)})"
    several = draw.choice((2, 2, 3))
    return f" {kind} ".join(f"({condition(draw, atoms, depth - 1)})" for _ in range(several))


@dataclass(frozen=True)
class Pool:
    """A few of the pieces that sentences are made of: so that two of them come close to each other."""

    subjects: Sequence[str]
    acts: Sequence[str]
    objects: Sequence[str]
    slots: Sequence[str]
    atoms: Sequence[str]

    @classmethod
    def drawn(cls, draw: random.Random) -> Pool:
        """Return a random pool."""
        few = (draw.sample(every, 3) for every in (_SUBJECTS, _ACTS, _OBJECTS, _SLOTS, ATOMS))
        return cls(*few)


def sentence(draw: random.Random, pool: Pool) -> str:
    """Return a sentence, with what opens it."""
    opening = draw.choice(
        ("", "", f"when {condition(draw, pool.atoms, 1)} ", f"before use-force of {draw.choice(('Japan', 'Ghana'))} ")
    )
    closing = draw.choice(
        ("", "", "", f" {draw.choice(('if', 'unless', 'until', 'when'))} {condition(draw, pool.atoms, 1)}")
    )
    if draw.random() < 0.2:
        event = draw.choice(("armed-attack on any party", "armed-attack on Japan in Zone", "blockade of any party"))
        other = draw.choice(("armed-attack on that party", "armed-attack on each party", "armed-attack"))
        text = draw.choice(_TEXTS).format(event, other, draw.choice(("each party", "any party", "Japan")))
        return f"{opening}{text}{closing};"
    acts = draw.sample(pool.acts, draw.choice((1, 1, 1, 2, 3)))
    any_of = draw.choice(("", "", "", "any of ")) if len(acts) > 1 else ""
    slots = draw.sample(pool.slots, draw.choice((0, 0, 1, 1, 2)))
    subject, modal = draw.choice(pool.subjects), draw.choice(_MODALS)
    if subject.startswith("no "):
        modal = modal.removesuffix(" not")  # what denies twice has no meaning of its own
    said = [subject, modal, f"{any_of}{', '.join(acts)}", draw.choice(pool.objects), *slots]
    return f"{opening}{' '.join(piece for piece in said if piece)}{closing};"


# -- meanings --


@dataclass
class Tables:
    """Truth tables over whatever is met, each as an integer of as many bits as there are cases."""

    width: int = 12

    def __post_init__(self) -> None:
        self.cases = 1 << self.width
        self.every = (1 << self.cases) - 1
        self.known: dict[object, int] = {}

    def of(self, thing: object) -> int:
        """Return the table of a thing of its own: true in half of the cases."""
        number = self.known.setdefault(thing, len(self.known))
        if number >= self.width:
            raise TooManyThings
        block = ((1 << (1 << number)) - 1) << (1 << number)
        # The block again and again, once in each period.
        return block * (self.every // ((1 << (1 << (number + 1))) - 1))


class TooManyThings(Exception):
    """More different things are in one expression than there are columns in a table."""


def meaning_of_area(node: ast.AreaExpr, width: int = 12) -> object:
    """Return what an area means: which points it has, and which ones lie *within* it (a sea’s islands do)."""
    try:
        return _meaning_of_area(node, Tables(width))
    except TooManyThings:
        assert width < 18, "too many different things in one expression"
        return meaning_of_area(node, width + 2)


def _meaning_of_area(node: ast.AreaExpr, tables: Tables) -> object:
    points, limits = _points(node, tables)
    # A table speaks of the things in the order in which they were met; sorted, it speaks for itself.
    return _sorted(tables, points), _sorted(tables, limits)


def _sorted(tables: Tables, table: int) -> object:
    """Return a table together with the things that matter to it, in an order of their own."""
    things = sorted(tables.known, key=repr)
    mattering = []
    for thing in things:
        number = tables.known[thing]
        step = 1 << number
        mask = ~tables.of(thing) & tables.every
        if (table & mask) != ((table >> step) & mask):
            mattering.append(thing)
    rows = []
    for case in range(1 << len(mattering)):
        index = sum(1 << tables.known[thing] for place, thing in enumerate(mattering) if case >> place & 1)
        rows.append(table >> index & 1)
    return tuple(map(repr, mattering)), tuple(rows)


def _points(node: ast.AreaExpr, tables: Tables) -> tuple[int, int]:
    if isinstance(node, ast.AreaGroup):
        return _points(node.area, tables)
    if isinstance(node, ast.AreaPlus):
        left, right = _points(node.left, tables), _points(node.right, tables)
        return left[0] | right[0], left[1] | right[1]
    if isinstance(node, ast.AreaExcept):
        left, right = _points(node.left, tables), _points(node.right, tables)
        return left[0] & ~right[0], left[1] & ~right[0]
    if isinstance(node, ast.AreaWithin):
        left, right = _points(node.left, tables), _points(node.right, tables)
        return left[0] & right[1], left[1] & right[1]
    if isinstance(node, ast.AreaClip):
        inner, side = _points(node.area, tables), tables.of((node.side, node.limit.text))
        return inner[0] & side, inner[1] & side
    if isinstance(node, ast.Sea):
        waters = tables.of(("sea", node.name.text))
        return waters, waters | tables.of(("islands of the sea", node.name.text))
    if isinstance(node, ast.Belt):
        around = Tables(tables.width)
        inside, _ = _points(node.around, around)
        own = tables.of(("belt", node.miles.text, _sorted(around, inside)))
        return own, own
    if isinstance(node, ast.Words) and len(node.items) > 1:
        several = [_points(ast.Words(node.span, (item,)), tables) for item in node.items]
        return _any([one[0] for one in several]), _any([one[1] for one in several])
    own = tables.of(plain(node))
    return own, own


def _any(tables: Sequence[int]) -> int:
    return reduce(lambda one, other: one | other, tables)


def meaning_of_condition(*nodes: ast.Condition) -> object:
    """Return in which cases all of some conditions hold."""
    tables = Tables()
    table = reduce(lambda one, other: one & other, [_holds(node, tables) for node in nodes], tables.every)
    return _sorted(tables, table & tables.every)


def _holds(node: ast.Condition, tables: Tables) -> int:
    if isinstance(node, ast.Group):
        return _holds(node.condition, tables)
    if isinstance(node, ast.Not):
        return tables.every & ~_holds(node.condition, tables)
    if isinstance(node, (ast.And, ast.Or)):
        left, right = _holds(node.left, tables), _holds(node.right, tables)
        return left & right if isinstance(node, ast.And) else left | right
    return tables.of(plain(node))


def meaning_of_sentence(
    node: ast.Sentence, triggers: Sequence[ast.Condition], timing: object, lexicon: Lexicon
) -> object:
    """Return what a sentence means, put so that two ways to say one thing are equal."""
    closing = tuple((_closer(q.word), _value(q.value)) for q in node.qualifications)
    opening = meaning_of_condition(*triggers) if triggers else None
    predicate = node.predicate
    if isinstance(predicate, ast.TextPredicate):
        subject: object = plain(node.subject)
        if predicate.kind.startswith("not-"):
            subject = plain(replace(node.subject, head=_anyone(node.subject.head)))
        return opening, plain(timing), subject, predicate.kind, plain(predicate.phrase), plain(predicate.slots), closing
    found = addressed(node.subject, predicate.modal)
    assert found is not None
    subject_, modality = found
    if modality.forbids or modality.waives:
        subject_ = replace(subject_, head=_anyone(subject_.head))
    acts = tuple(sorted(act.text for act in predicate.acts))
    if not predicate.any_of or len(acts) > 1:
        # Whoever need not, or shall not, do any of several acts need not, or shall not, do each of them.
        any_of = predicate.any_of and not (modality.forbids or modality.waives)
        acts = (*acts, "any" if any_of else "all") if len(acts) > 1 else acts
    # *use-force Ghana* and *use-force against Ghana* name whom the act is for alike.
    word = lexicon.get(predicate.acts[-1].text, "act")
    own = word.wordings.get("en-object", "") if word is not None else ""
    said = (replace(s, word=own) if s.word == "object" and own else s for s in predicate.slots)
    said = (replace(s, values=tuple(map(_each_other, s.values))) for s in said)
    if modality.forbids or modality.waives:
        # What each may not do to each other, none may do to any other.
        said = (replace(s, values=tuple(map(_any_other, s.values))) for s in said)
    slots = frozenset(map(plain, (s for s in said if not _is_will(s))))
    # *on request of Japan* and *if request of Japan* are one condition.
    wills = tuple(("if", _atom(s)) for s in predicate.slots if _is_will(s))
    return opening, plain(timing), plain(subject_), modality, acts, slots, (*wills, *closing)


def _closer(word: str) -> str:
    return "if" if word == "when" else word


def _value(value: object) -> object:
    return meaning_of_condition(value) if isinstance(value, ast.Condition) else plain(value)


def _is_will(slot: ast.Slot) -> bool:
    if slot.word != "on":
        return False
    head = slot.value
    while isinstance(head, ast.Of):
        head = head.head
    return isinstance(head, ast.Words) and head.items[0].text in ("request", "notice")


def _atom(slot: ast.Slot) -> object:
    assert isinstance(slot.value, ast.Of)
    return meaning_of_condition(ast.Atom(slot.span, ast.Phrase(slot.span, slot.value, ())))


def _any_other(value: Any) -> Any:
    return ast.Quantified(value.span, "any", "other", None, "party") if isinstance(value, ast.EachOther) else value


def _each_other(value: Any) -> Any:
    """Return *the others* as *each other*: each party alone has all the others before it."""
    the_others = isinstance(value, ast.Quantified) and value.determiner == "the" and value.role is not None
    return ast.EachOther(value.span) if the_others and value.role.text == "others" else value


def _anyone(head: object) -> object:
    """Return what is denied of each, of any and of all as denied of each."""
    if isinstance(head, ast.Quantified) and head.determiner in ("any", "all", "no", "each"):
        noun = {"parties": "party", "states": "state", "members": "member"}.get(head.noun, head.noun)
        return replace(head, determiner="each", noun=noun)
    if isinstance(head, ast.SomeOf) and head.determiner in ("any", "all", "no", "each"):
        return replace(head, determiner="each")
    return head


def plain(node: object) -> object:
    """Return a node as what it says: lists of names in no order, parties with and without an article alike."""
    if isinstance(node, ast.Plural):
        return "Quantified", "the", "", None, node.noun
    if isinstance(node, ast.Words):
        return "Words", tuple(sorted(item.text for item in node.items))
    if isinstance(node, ast.Node):
        held = (getattr(node, field.name) for field in fields(node) if field.name != "span")
        return type(node).__name__, *map(plain, held)
    if isinstance(node, tuple):
        return tuple(map(plain, node))
    return node
