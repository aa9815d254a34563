"""Phrases and conditions: *in the event of an armed attack on any Party*, *unless the Security Council has acted*."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from treatylang.documents.citation import own_words, title_of
from treatylang.documents.languages.grammar import TIME_UNITS
from treatylang.documents.marks import clean
from treatylang.syntax import ast

if TYPE_CHECKING:
    from treatylang.documents.tongue import Tongue

WILL, NOUN, CLAUSE = "will", "noun", "clause"
_STATED = ("circumstance", "judgement")
_CLAUSAL = (*_STATED, "manner")
"""How a condition can be said: *at the request of Japan*; *an armed attack*; *the attack was provoked*."""


def phrase(tongue: Tongue, node: ast.Phrase, *, subject: bool = False, joined: str = "or") -> str:
    """Return a noun phrase with its prepositions."""
    head = tongue.phrase_of(node.head, joined=joined, subject=subject)
    if subject:
        head = tongue.grammar.topic(head)
    if subject and is_span_of_time(node.head):
        head = tongue.grammar.forms["lapse"].format(head)
    return " ".join([head, *(slot(tongue, s, _head_word(node.head)) for s in node.slots)])


def is_span_of_time(node: object) -> bool:
    """Return whether a head is an amount of time."""
    return isinstance(node, ast.Amount) and node.unit in TIME_UNITS


def slot(tongue: Tongue, node: ast.Slot, governing: str = "") -> str:
    """Return a preposition with what it takes, in the form that the governing word asks for, if it asks for one."""
    forms = tongue.grammar.slots
    if not node.values:
        return tongue.grammar.forms.get(node.word, "")
    values = [slot_value(tongue, node, value) for value in node.values]
    own = tongue.setting.has(governing, node.word) if governing else ""
    if own:
        return f"{own} {tongue.both(values)}"
    if isinstance(node.value, ast.EachOther) and f"{node.word}_each_other" in forms:
        return forms[f"{node.word}_each_other"]
    if node.word == "at" and isinstance(node.value, ast.Angle):
        return forms["at_point"].format(", ".join(values))
    if isinstance(node.value, ast.Day):
        return forms[f"{node.word}_day"].format(values[0])
    kind = kind_of(tongue, node.value)
    if kind in _STATED and isinstance(node.value, ast.Words):
        clauses = [tongue.capitals(tongue.setting.say(item.text, "", *_STATED)) for item in node.value.items]
        return forms["where_clause"].format(tongue.both(clauses))
    if node.word in ("on", "by", "with", "at"):
        if isinstance(node.value, ast.Unanimous):
            return tongue.grammar.forms["unanimous_will"].format(values[0])
        if adverbial(tongue, node.value) and not re.match(
            tongue.grammar.words["temporal"], tongue.setting.has(_head_word(node.value), "adverb")
        ):
            return will(tongue, node.value)
    for key in (f"{node.word}_{kind}", node.word):
        if key in forms:
            return forms[key].format(tongue.both(values))
    return forms["other"].format(node.word, tongue.both(values))


def slot_value(tongue: Tongue, node: ast.Slot, value: object) -> str:
    """Return what a slot holds; several acts behind ``including`` are joined by *and*."""
    joined = "and" if node.word in ("including", "accordance", "under", "with", "for") else "or"
    return tongue.phrase_of(value, joined=joined)


def kind_of(tongue: Tongue, node: object) -> str:
    """Return the kind of the word that a noun phrase is about, empty where it is not one of the vocabulary."""
    name = _head_word(node)
    label = tongue.setting.draft.labels.get(name)
    if label is not None:
        return label.kind
    found = tongue.setting.word(name) if name else None
    return found.kind if found is not None else ""


def _head_word(node: object) -> str:
    while isinstance(node, (ast.Of, ast.Modified)):
        node = node.head
    if isinstance(node, ast.Words) and isinstance(node.items[0], ast.Name):
        return node.items[0].text
    if isinstance(node, ast.Quantified) and node.role is not None:
        return node.role.text
    if isinstance(node, ast.Unanimous):
        return node.word.text
    return ""


def adverbial(tongue: Tongue, node: object) -> bool:
    """Return whether the language has the word as an adverb: *at the request*, *by consensus*."""
    inner = isinstance(node, ast.Of) and isinstance(node.owner, ast.Self)
    return not inner and bool(tongue.setting.has(_head_word(node), "adverb"))


def will(tongue: Tongue, node: object) -> str:
    """Return an act of will as an adverb: *at the request of the host State*, *with the consent of Japan*."""
    said = tongue.setting.has(_head_word(node), "adverb")
    if not isinstance(node, ast.Of):
        return said
    own = tongue.setting.has(_head_word(node), "of")
    owner = tongue.phrase_of(node.owner)
    return f"{said} {own} {owner}" if own else tongue.grammar.forms["of"].format(said, owner)


# -- conditions --


def mood(tongue: Tongue, node: ast.Condition) -> str:
    """Return how a condition can be said as one: the plainest way that serves all of it."""
    moods = {_atom_mood(tongue, atom) for atom in _atoms(node)}
    if CLAUSE in moods:
        return CLAUSE
    negated = any(isinstance(inner, ast.Not) for inner in (node, *ast.walk(node)))
    return WILL if moods == {WILL} and not negated else NOUN


def _atoms(node: ast.Condition) -> list[ast.Atom]:
    return [inner for inner in (node, *ast.walk(node)) if isinstance(inner, ast.Atom)]


def _atom_mood(tongue: Tongue, atom: ast.Atom) -> str:
    if atom.acted:
        return CLAUSE
    name = _head_word(atom.phrase.head)
    if name not in tongue.setting.draft.labels and tongue.setting.word(name) is not None:
        pass
    elif tongue.setting.circumstance(name) is not None:
        return CLAUSE
    if kind_of(tongue, atom.phrase.head) in _CLAUSAL:
        return CLAUSE
    return WILL if adverbial(tongue, atom.phrase.head) else NOUN


def nominal(tongue: Tongue, node: ast.Condition, piece: str = "") -> str:
    """Return a condition as a noun: *an armed attack on any Party or a threat to its security*.

    ``piece`` is the form of each noun, without its article, where a language repeats a preposition: *d’attaque ou de
    menace*.
    """
    if isinstance(node, ast.Group):
        return nominal(tongue, node.condition, piece)
    if isinstance(node, ast.And):
        return tongue.both(
            [_choice(tongue, p, lambda inner: nominal(tongue, inner, piece)) for p in _flat(node, ast.And)]
        )
    if isinstance(node, ast.Or):
        return tongue.either([nominal(tongue, inner, piece) for inner in _flat(node, ast.Or)])
    if isinstance(node, ast.Not):
        noun = tongue.grammar.forms["absence"].format(tongue.grammar.stripped(nominal(tongue, node.condition)))
    else:
        noun = phrase(tongue, node.phrase)
    return piece.format(tongue.grammar.stripped(noun)) if piece else noun


def _choice(tongue: Tongue, node: ast.Condition, say: Callable[[ast.Condition], str]) -> str:
    """Return one of several conditions that must all hold; alternatives in it are marked: *either a or b*."""
    if not _is_or(node):
        return say(node)
    each = tongue.grammar.words["either_each"]
    said = [each.format(say(inner)) for inner in _flat(node, ast.Or)]
    return tongue.grammar.words["either"].format(tongue.either(said) if each == "{}" else ", ".join(said))


def willed(tongue: Tongue, node: ast.Condition) -> str:
    """Return a condition made of acts of will: *at the request of the host State or with its consent*."""
    if isinstance(node, ast.Group):
        return willed(tongue, node.condition)
    if isinstance(node, ast.And):
        return tongue.both([willed(tongue, piece) for piece in _flat(node, ast.And)])
    if isinstance(node, ast.Or):
        return tongue.either([willed(tongue, piece) for piece in _flat(node, ast.Or)])
    if isinstance(node, ast.Not):
        return nominal(tongue, node)
    slots = [slot(tongue, s) for s in node.phrase.slots]
    return " ".join([will(tongue, node.phrase.head), *slots])


def clausal(tongue: Tongue, node: ast.Condition) -> str:
    """Return a condition as a clause: *there is an armed attack and no other means is available*."""
    forms = tongue.grammar.forms
    if isinstance(node, ast.Group):
        return clausal(tongue, node.condition)
    if isinstance(node, ast.And):
        clauses = [_choice(tongue, piece, lambda inner: clausal(tongue, inner)) for piece in _flat(node, ast.And)]
        return tongue.both(_joined(tongue, clauses))
    if isinstance(node, ast.Or):
        return tongue.either(_joined(tongue, [clausal(tongue, piece) for piece in _flat(node, ast.Or)]))
    if isinstance(node, ast.Not):
        return _denied(tongue, node.condition)
    if _atom_mood(tongue, node) == CLAUSE:
        return _circumstance(tongue, node, "")
    said = phrase(tongue, node.phrase)
    return forms["there_are" if tongue.grammar.plural(said) else "there_is"].format(said)


def _joined(tongue: Tongue, clauses: list[str]) -> list[str]:
    """Return clauses that follow one conjunction; some languages repeat it in short: *si … et que …*."""
    return [*clauses[:1], *(tongue.grammar.forms["next_clause"].format(clause) for clause in clauses[1:])]


def _is_or(node: ast.Condition) -> bool:
    return isinstance(node, ast.Or) or (isinstance(node, ast.Group) and _is_or(node.condition))


def _denied(tongue: Tongue, node: ast.Condition) -> str:
    forms = tongue.grammar.forms
    if isinstance(node, ast.Group) and isinstance(node.condition, ast.Atom):
        return _denied(tongue, node.condition)
    if isinstance(node, ast.Atom):
        if _atom_mood(tongue, node) == CLAUSE:
            return _circumstance(tongue, node, "not")
        return forms["there_is_no"].format(tongue.grammar.stripped(phrase(tongue, node.phrase)))
    return forms["not_the_case"].format(clausal(tongue, node))


def _circumstance(tongue: Tongue, atom: ast.Atom, form: str) -> str:
    """Return a circumstance as a clause about whom it is of."""
    forms, setting = tongue.grammar.forms, tongue.setting
    if atom.acted:
        return forms["has_not_acted" if form else "has_acted"].format(tongue.phrase_of(atom.phrase.head))
    head = atom.phrase.head
    name = _head_word(head)
    word = setting.word(name, *_CLAUSAL)
    declared = setting.circumstance(name) if word is None or name in setting.draft.labels else None
    if declared is not None:
        label, instrument = declared
        said = own_words(tongue, label)
        if label.words == label.name:
            met = "conditions_are_met" if tongue.grammar.plural(said) else "condition_is_met"
            return forms[f"not_{met}" if form else met].format(said, title_of(tongue, instrument))
        of = getattr(label.node, "of", None)
        owner = of.text if of is not None else ""
        denied = ""
    else:
        said = tongue.capitals(clean(setting.say(name, "", *_CLAUSAL)))
        owner = word.owner if word is not None else ""
        denied = setting.has(name, "not", *_CLAUSAL) if form else ""
    clause = denied or said
    if isinstance(head, ast.Of) and not isinstance(head.owner, ast.Self):
        whose = tongue.phrase_of(head.owner)
        generic = tongue.capitals(tongue.grammar.words.get(f"the_{owner}", ""))
        if generic and generic in clause:
            clause = clause.replace(generic, whose, 1)
        elif tongue.grammar.stripped(whose).casefold() not in clause.casefold():
            clause = forms["as_regards"].format(clause, whose)
    rest = " ".join(slot(tongue, s) for s in atom.phrase.slots)
    clause = f"{clause} {rest}".strip()
    if not form or denied:
        return clause
    return tongue.grammar.denied(clause) or forms["not_the_case"].format(clause)


def _flat(node: ast.Condition, kind: type[ast.And] | type[ast.Or]) -> Sequence[ast.Condition]:
    if isinstance(node, ast.Group) and isinstance(node.condition, kind):
        return _flat(node.condition, kind)
    if isinstance(node, kind):
        return (*_flat(node.left, kind), *_flat(node.right, kind))
    return (node,)


def lead(tongue: Tongue, triggers: Sequence[ast.Condition]) -> str:
    """Return how a sentence opens: *In the event of …*, *Where …*, *At the request of …*; empty without a trigger."""
    pieces = []
    for trigger in triggers:
        found = mood(tongue, trigger)
        pieces.append(_in_mood(tongue, trigger, found, "lead"))
    return tongue.both(pieces) if pieces else ""


def closing(tongue: Tongue, node: ast.Qualification) -> str:
    """Return a condition that closes a sentence: *unless …*, *until …*, *notwithstanding article 1*."""
    forms = tongue.grammar.forms
    if isinstance(node.value, ast.Day):
        return forms[f"{node.word}_day"].format(tongue.day(node.value))
    if node.word == "subject-to" and kind_of(tongue, node.value) in _CLAUSAL and isinstance(node.value, ast.Words):
        said = tongue.both([tongue.capitals(tongue.setting.say(i.text, "", *_CLAUSAL)) for i in node.value.items])
        return forms["subject-to_clause"].format(said)
    if node.word in ("notwithstanding", "subject-to"):
        return forms[node.word].format(tongue.phrase_of(node.value, joined="and"))
    condition = node.value
    if not isinstance(condition, (ast.Atom, ast.Not, ast.And, ast.Or, ast.Group)):
        return forms[node.word].format(tongue.phrase_of(condition))
    found = mood(tongue, condition)
    if found == WILL and node.word == "until":
        found = NOUN
    return _in_mood(tongue, condition, found, node.word)


def _in_mood(tongue: Tongue, node: ast.Condition, found: str, word: str) -> str:
    """Return a condition behind the words that introduce it."""
    forms = tongue.grammar.forms
    if found == WILL:
        said = willed(tongue, node)
    elif found == CLAUSE:
        said = clausal(tongue, node)
    else:
        said = nominal(tongue, node, forms.get(f"{word}_noun_piece", ""))
    return forms[f"{word}_{found}"].format(said)
