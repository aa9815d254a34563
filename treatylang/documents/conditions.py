"""Phrases and conditions: *in the event of an armed attack on any Party*, *unless the Security Council has acted*."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from treatylang.documents.citation import own_words, title_of
from treatylang.documents.languages.grammar import TIME_UNITS
from treatylang.documents.listing import enumerated
from treatylang.documents.marks import clean
from treatylang.documents.speaker import Speaker
from treatylang.syntax import ast

WILL, NOUN, CLAUSE = "will", "noun", "clause"
_STATED = ("circumstance", "judgement")
_CLAUSAL = (*_STATED, "manner")
"""How a condition can be said: *at the request of Japan*; *an armed attack*; *the attack was provoked*."""


def phrase(tongue: Speaker, node: ast.Phrase, *, subject: bool = False, joined: str = "or") -> str:
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


def slot(tongue: Speaker, node: ast.Slot, governing: str = "", joined: str = "") -> str:
    """Return a preposition with what it takes, in the form that the governing word asks for, if it asks for one.

    ``joined`` says how several are joined where that is not for the preposition alone to say.
    """
    forms = tongue.grammar.slots
    if not node.values:
        return tongue.grammar.forms.get(node.word, "")
    before, tongue.general = tongue.general, tongue.general or node.word == "except"
    values = [slot_value(tongue, node, value, joined) for value in node.values]
    tongue.general = before
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
    if isinstance(node.value, ast.Words) and (said := _in_or_to(tongue, node.word, node.value, kind, joined)):
        return said
    if kind in _STATED and isinstance(node.value, ast.Words):
        clauses = [tongue.capitals(tongue.setting.say(item.text, "", *_STATED)) for item in node.value.items]
        return forms["where_clause"].format(tongue.both(clauses))
    if node.word in ("on", "by", "with", "at"):
        if isinstance(node.value, ast.Unanimous):
            return _unanimous(tongue, node.value, values[0])
        if adverbial(tongue, node.value) and not re.match(
            tongue.grammar.words["temporal"], tongue.setting.has(_head_word(node.value), "adverb")
        ):
            return will(tongue, node.value)
    act = tongue.setting.word(governing) if governing else None
    done = (f"{node.word}_done",) if act and act.kind == "act" and kind in ("object", "area", "region", "place") else ()
    for key in (*done, f"{node.word}_{kind}", node.word):
        if key in forms:
            return forms[key].format(tongue.both(values))
    return forms["other"].format(node.word, tongue.both(values))


def _in_or_to(tongue: Speaker, word: str, value: ast.Words, kind: str, joined: str) -> str:
    """Return states and regions where a language has words of its own for *in* and *to* them; else nothing.

    *À la France* is towards it, *en France* in it; *en Afrique* has no article.
    """
    forms = tongue.grammar.slots
    if f"{word}_state" in forms and (there := _states(tongue, value)):
        towards = [forms["to"].format(tongue.item(item)) for item in value.items]
        listed = tongue.both if joined == "and" else tongue.either
        return forms[f"{word}_state"].format(listed(towards if word == "to" else there))
    if kind == "region" and f"{word}_region" in forms:
        named = [tongue.grammar.stripped(tongue.item(item)) for item in value.items]
        return tongue.either([forms[f"{word}_region"].format(one) for one in named])
    return ""


def _states(tongue: Speaker, node: ast.Words) -> list[str]:
    """Return where something is that is in some states; nothing where one of the words names something else."""
    meanings = [tongue.setting.meaning(item) for item in node.items if not isinstance(item, ast.Ref)]
    if len(meanings) < len(node.items) or any(one.kind != "state" for one in meanings):
        return []
    return [tongue.setting.located(one.name) for one in meanings]


def slot_value(tongue: Speaker, node: ast.Slot, value: object, joined: str = "") -> str:
    """Return what a slot holds; several acts after ``including`` are joined by *and*."""
    usual = "and" if node.word in ("including", "accordance", "under", "with", "for") else "or"
    return tongue.phrase_of(value, joined=joined or usual)


def _unanimous(tongue: Speaker, node: ast.Unanimous, said: str) -> str:
    """Return an act of will of all as an adverb: *with the unanimous consent of the Parties*."""
    adverb = tongue.setting.has(node.word.text, "adverb")
    if not adverb:
        return tongue.grammar.forms["unanimous_will"].format(said)
    before, _, noun = adverb.rpartition(" ")
    will = tongue.grammar.forms["unanimous"].format(noun)
    return f"{before} {tongue.grammar.forms['of_all'].format(will)}"


def kind_of(tongue: Speaker, node: object) -> str:
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


def adverbial(tongue: Speaker, node: object) -> bool:
    """Return whether the language has the word as an adverb: *at the request*, *by consensus*."""
    inner = isinstance(node, ast.Of) and isinstance(node.owner, ast.Self)
    return not inner and bool(tongue.setting.has(_head_word(node), "adverb"))


def will(tongue: Speaker, node: object) -> str:
    """Return an act of will as an adverb: *at the request of the host State*, *with the consent of Japan*."""
    said = tongue.setting.has(_head_word(node), "adverb")
    if not isinstance(node, ast.Of):
        return said
    own = tongue.setting.has(_head_word(node), "of")
    length = tongue.setting.has(_head_word(node), "length")
    if length and isinstance(node.owner, ast.Amount):
        return f"{length} {tongue.notice(node.owner)}"
    owner = tongue.phrase_of(node.owner)
    return f"{said} {own} {owner}" if own else tongue.grammar.forms["of"].format(said, owner)


# -- conditions --


def mood(tongue: Speaker, node: ast.Condition) -> str:
    """Return how a condition can be said as one: the plainest way that serves all of it."""
    moods = {_atom_mood(tongue, atom) for atom in _atoms(node)}
    if CLAUSE in moods or is_mixed(node):
        return CLAUSE
    negated = any(isinstance(inner, ast.Not) for inner in (node, *ast.walk(node)))
    return WILL if moods == {WILL} and not negated else NOUN


def _atoms(node: ast.Condition) -> list[ast.Atom]:
    return [inner for inner in (node, *ast.walk(node)) if isinstance(inner, ast.Atom)]


def _atom_mood(tongue: Speaker, atom: ast.Atom) -> str:
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


def is_mixed(node: ast.Condition) -> bool:
    """Return whether `and` and `or` stand in each other, so that a plain list could be read in two ways."""
    plain = settled(node)
    return isinstance(plain, (ast.And, ast.Or)) and any(isinstance(p, (ast.And, ast.Or)) for p in _flat(plain))


def settled(node: ast.Condition) -> ast.Condition:
    """Return a condition without parentheses, its denials brought to what they deny."""
    return _settled(node, True)


def _settled(node: ast.Condition, holds: bool) -> ast.Condition:
    if isinstance(node, ast.Group):
        return _settled(node.condition, holds)
    if isinstance(node, ast.Not):
        return _settled(node.condition, not holds)
    if isinstance(node, (ast.And, ast.Or)):
        kind = ast.And if isinstance(node, ast.And) == holds else ast.Or
        return kind(node.span, _settled(node.left, holds), _settled(node.right, holds))
    return node if holds else ast.Not(node.span, node)


def _flat(node: ast.Condition) -> Sequence[ast.Condition]:
    """Return what a settled condition joins by its outermost word."""
    kind = type(node)
    if not isinstance(node, (ast.And, ast.Or)):
        return (node,)
    sides = (_flat(side) if type(side) is kind else (side,) for side in (node.left, node.right))
    return tuple(piece for side in sides for piece in side)


def nominal(tongue: Speaker, node: ast.Condition, piece: str = "") -> str:
    """Return a condition as a noun: *an armed attack on any Party or a threat to its security*.

    ``piece`` is the form of each noun, without its article, where a language repeats a preposition: *d’attaque ou de
    menace*.
    """
    return _listed(tongue, settled(node), lambda atom: _noun(tongue, atom, piece))


def _noun(tongue: Speaker, node: ast.Condition, piece: str) -> str:
    if isinstance(node, ast.Not):
        noun = tongue.grammar.forms["absence"].format(tongue.grammar.stripped(_noun(tongue, node.condition, "")))
    else:
        assert isinstance(node, ast.Atom)
        noun = phrase(tongue, node.phrase)
    return piece.format(tongue.grammar.stripped(noun)) if piece else noun


def willed(tongue: Speaker, node: ast.Condition) -> str:
    """Return a condition made of acts of will: *at the request of the host State or with its consent*."""
    return _listed(tongue, settled(node), lambda atom: _willed(tongue, atom))


def _willed(tongue: Speaker, node: ast.Condition) -> str:
    if not isinstance(node, ast.Atom):
        return _noun(tongue, node, "")
    slots = [slot(tongue, s) for s in node.phrase.slots]
    return " ".join([will(tongue, node.phrase.head), *slots])


def _listed(tongue: Speaker, node: ast.Condition, say: Callable[[ast.Condition], str]) -> str:
    """Return what is joined by one word; conditions that join by both are said as clauses."""
    pieces = [say(inner) for inner in _flat(node)]
    return tongue.both(pieces) if isinstance(node, ast.And) else tongue.either(pieces)


def clausal(tongue: Speaker, node: ast.Condition) -> str:
    """Return a condition as a clause: *there is an armed attack and no other means is available*.

    Where `and` and `or` stand in each other, each part has a mark of its own: *(i) … and …; or (ii) …*.
    """
    return _clauses(tongue, settled(node), 0)


def _clauses(tongue: Speaker, node: ast.Condition, depth: int) -> str:
    if not isinstance(node, (ast.And, ast.Or)):
        return _clause(tongue, node)
    pieces = _flat(node)
    word = "and" if isinstance(node, ast.And) else "or"
    if is_mixed(node) or any(_is_long(tongue, piece) for piece in pieces):
        said = [_marked(tongue, piece, depth + 1) for piece in pieces]
        return enumerated(tongue, said, word, depth)
    clauses = [_clause(tongue, piece) for piece in pieces]
    joined = [*clauses[:1], *(tongue.grammar.forms["next_clause"].format(clause) for clause in clauses[1:])]
    return tongue.both(joined) if word == "and" else tongue.either(joined)


def _marked(tongue: Speaker, node: ast.Condition, depth: int) -> str:
    """Return a part that has a mark of its own; alternatives in it are announced: *either … or …*."""
    said = _clauses(tongue, node, depth)
    if not isinstance(node, ast.Or) or is_mixed(node):
        return said
    each = tongue.grammar.words["either_each"]
    if each == "{}":
        return tongue.grammar.words["either"].format(said)
    return ", ".join(each.format(_clause(tongue, piece)) for piece in _flat(node))


def _is_long(tongue: Speaker, node: ast.Condition) -> bool:
    """Return whether a denial opens a clause that would take in what follows: *it is not the case that …*."""
    opening = tongue.grammar.forms["not_the_case"].format("")
    return isinstance(node, ast.Not) and _clause(tongue, node).startswith(opening)


def _clause(tongue: Speaker, node: ast.Condition) -> str:
    forms = tongue.grammar.forms
    denied = isinstance(node, ast.Not)
    atom = node.condition if isinstance(node, ast.Not) else node
    assert isinstance(atom, ast.Atom)
    mood = _atom_mood(tongue, atom)
    if mood == CLAUSE:
        return _circumstance(tongue, atom, "not" if denied else "")
    said = phrase(tongue, atom.phrase)
    if denied:
        return forms["there_is_no"].format(tongue.grammar.stripped(said))
    if mood == WILL:
        said = tongue.grammar.some(said)
    return forms["there_are" if tongue.grammar.plural(said) else "there_is"].format(said)


def _circumstance(tongue: Speaker, atom: ast.Atom, form: str) -> str:
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
        denied = tongue.capitals(clean(setting.has(name, "not", *_CLAUSAL))) if form else ""
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


def lead(tongue: Speaker, triggers: Sequence[ast.Condition]) -> str:
    """Return how a sentence opens: *In the event of …*, *Where …*, *At the request of …*; empty without a trigger."""
    pieces = [_in_mood(tongue, trigger, mood(tongue, trigger), "lead") for trigger in triggers]
    several = len(pieces) > 1 and any(not isinstance(settled(trigger), (ast.Atom, ast.Not)) for trigger in triggers)
    return tongue.both([*pieces[:1], *(f", {piece}" for piece in pieces[1:])] if several else pieces)


def closing(tongue: Speaker, node: ast.Qualification) -> str:
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


def _in_mood(tongue: Speaker, node: ast.Condition, found: str, word: str) -> str:
    """Return a condition after the words that introduce it."""
    forms = tongue.grammar.forms
    if found == WILL:
        said = willed(tongue, node)
    elif found == CLAUSE:
        said = clausal(tongue, node)
    else:
        said = nominal(tongue, node, forms.get(f"{word}_noun_piece", ""))
    return forms[f"{word}_{found}"].format(said)
