"""Sentences of the treaty, written from their meaning: duties, bans, permissions, what counts, which text governs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from treatylang.documents.conditions import closing, kind_of, lead, phrase, slot
from treatylang.documents.marks import capital
from treatylang.documents.setting import NEW
from treatylang.documents.tongue import Tongue
from treatylang.syntax import ast

_QUALIFYING = ("including", "discretion", "accordance")


@dataclass(frozen=True)
class Opening:
    """What a sentence opens with: the conditions of the ``when`` blocks around it, the acts before or after which."""

    triggers: tuple[ast.Condition, ...] = ()
    timing: tuple[tuple[str, ast.Phrase], ...] = ()


UNCONDITIONAL = Opening()
"""The opening of a sentence that nothing stands before."""


def sentence(tongue: Tongue, node: ast.Sentence, opening: Opening = UNCONDITIONAL, *, again: bool = False) -> str:
    """Return a sentence of the treaty, from its capital to its full stop.

    ``again`` is for a sentence that stands right after another one with the same opening.
    """
    predicate = node.predicate
    if isinstance(predicate, ast.NormPredicate):
        said = _norm(tongue, node, predicate)
    else:
        said = _text(tongue, node, predicate)
    event = tongue.grammar.forms["in_that_event"] if again else lead(tongue, opening.triggers)
    before = [*(_timing(tongue, order, act) for order, act in opening.timing), event]
    opened = ", ".join([*(piece for piece in before if piece), said])
    return capital(tongue.finish(f"{opened}."))


def _timing(tongue: Tongue, order: str, node: ast.Phrase) -> str:
    forms = tongue.grammar.forms
    head = node.head
    owner = ""
    if isinstance(head, ast.Of):
        owner = tongue.phrase_of(head.owner)
        head = head.head
    if not isinstance(head, ast.Words) or kind_of(tongue, head) != "act":
        return forms[order].format(phrase(tongue, node))
    rest = " ".join(slot(tongue, s) for s in node.slots)
    nouns = [tongue.setting.has(item.text, "noun") for item in head.items]
    if (owner or order == "failing") and all(nouns):
        said = tongue.either(nouns)
        if owner and said.split()[-1] != owner.split()[-1]:
            said = forms["of"].format(said, owner)
        return forms[order].format(f"{said} {rest}".strip())
    say = tongue.grammar.earlier if order == "before" else tongue.grammar.perfect
    acts = tongue.either([say(_wording(tongue, item.text)) for item in head.items])
    return forms[f"{order}_act"].format(f"{acts} {owner} {rest}".strip())


def _wording(tongue: Tongue, name: str) -> str:
    return tongue.setting.say(name, "", "act")


def is_plural(node: object) -> bool:
    """Return whether a subject takes the plural."""
    if isinstance(node, ast.Plural):
        return True
    if isinstance(node, ast.Words):
        return len(node.items) > 1
    if isinstance(node, ast.Quantified):
        many = node.noun in ("parties", "states", "members") or (node.role is not None and node.role.text == "others")
        return many or node.determiner == "all"
    if isinstance(node, (ast.Modified, ast.Of)):
        return is_plural(node.head)
    return False


# -- who shall do what --


def _norm(tongue: Tongue, node: ast.Sentence, predicate: ast.NormPredicate) -> str:
    forms, grammar = tongue.grammar.forms, tongue.grammar
    node, predicate = _of_nobody(node, predicate)
    head = node.subject.head
    nobody = isinstance(head, (ast.Quantified, ast.SomeOf)) and head.determiner == "no"
    said = phrase(tongue, node.subject, subject=True, joined="and")
    plural = is_plural(head) or (isinstance(head, (ast.Words, ast.Of)) and grammar.plural(said))
    negative = nobody or predicate.modal in ("shall not", "need not")
    if not plural:
        predicate = _of_one(predicate, nobody)
    # *The parties shall consult*: each other. Some states that are named may consult anybody.
    mutual = plural and not isinstance(head, ast.Words)
    asked = not negative and predicate.modal in ("shall", "should")
    acts = _acts(tongue, predicate, plural, negative, mutual, asked)
    feminine = grammar.feminine(said)
    if not feminine:
        acts = [_replaced(act, grammar.masculine) for act in acts]
    rest = _tail(tongue, node, predicate, plural, feminine)
    if predicate.modal == "need not" or (nobody and predicate.modal == "need"):
        bearer = phrase(tongue, replace(node.subject, head=_anyone(head)), joined="or")
        own = f"nothing_obliges_{tongue.setting.draft.node.kind}"
        form = forms.get(own, forms["nothing_obliges"])
        each = forms["obliged_each"]
        return form.format(_replaced(bearer, grammar.negated), tongue.either([each.format(act) for act in acts])) + rest
    verbs = grammar.predicate(predicate.modal, acts, plural, nobody)
    free = negative or predicate.any_of or predicate.modal == "may"
    verb = tongue.either(verbs) if free else tongue.both(verbs)
    if "nor" in grammar.words and negative:
        verb = tongue.both(verbs) if not nobody else f" {grammar.words['nor']} ".join(verbs)
    choice = forms["at_its_choice"] if predicate.any_of else ""
    return f"{said} {verb}{_plural(tongue, choice, plural)}{rest}"


def _of_one(predicate: ast.NormPredicate, nobody: bool) -> ast.NormPredicate:
    """Return what one does with *each other* as what it does with the others: one alone has no each other."""
    slots = []
    for one in predicate.slots:
        if one.values and isinstance(one.value, ast.EachOther):
            which, noun = ("any", "party") if nobody else ("the", "parties")
            one = replace(one, values=(ast.Quantified(one.value.span, which, "other", None, noun),))
        slots.append(one)
    return replace(predicate, slots=tuple(slots))


def _of_nobody(node: ast.Sentence, predicate: ast.NormPredicate) -> tuple[ast.Sentence, ast.NormPredicate]:
    """Turn what each of several shall not do into what none of them shall do."""
    head = node.subject.head
    if predicate.modal != "shall not" or not isinstance(head, (ast.Quantified, ast.SomeOf)):
        return node, predicate
    if head.determiner not in ("each", "any", "all"):
        return node, predicate
    turned = _anyone(head)
    assert isinstance(turned, (ast.Quantified, ast.SomeOf))
    subject = replace(node.subject, head=replace(turned, determiner="no"))
    return replace(node, subject=subject), replace(predicate, modal="shall")


def _anyone(head: ast.NounPhrase) -> ast.NounPhrase:
    """Return whom nothing obliges: what is said of each, of all and of nobody is said of any."""
    if isinstance(head, (ast.Quantified, ast.SomeOf)) and head.determiner in ("each", "all", "no", "any"):
        if isinstance(head, ast.Quantified):
            one = {"parties": "party", "states": "state", "members": "member"}.get(head.noun, head.noun)
            return replace(head, determiner="any", noun=one)
        return replace(head, determiner="any")
    return head


def _acts(
    tongue: Tongue, predicate: ast.NormPredicate, plural: bool, negative: bool, mutual: bool, asked: bool
) -> list[str]:
    """Return the acts as infinitives, the last with its object and prepositions, which belong to all."""
    acts = [_plural(tongue, act, plural) for act in _infinitives(tongue, predicate, mutual)]
    pieces: list[str] = []
    name = predicate.acts[-1].text
    if predicate.toward is not None:
        acts = [act.replace(tongue.grammar.words["another_owner"], "") for act in acts]
        pieces.append(_toward(tongue, predicate, name))
    manners: list[str] = []
    for node in predicate.slots:
        if node.word in _QUALIFYING:
            continue
        if node.word == "object" and isinstance(node.value, ast.Words) and kind_of(tongue, node.value) == "manner":
            manners.extend(tongue.setting.say(item.text) for item in node.value.items)
        elif node.word == "object":
            if not isinstance(node.value, ast.EachOther):
                pieces.insert(0, _object(tongue, node, name, negative))
        else:
            # Who shall report to two states reports to both; what is forbidden towards two is so towards either.
            every = node.word == "to" and asked
            said = slot(tongue, node, name, "and" if every else "")
            pieces.append(_plural(tongue, said, plural) if node.word == "with" else said)
    if manners:
        pieces.append(f", {tongue.both(manners)}," if len(manners) > 1 else manners[0])
    acts[-1] = " ".join([acts[-1], *pieces])
    return acts


def _infinitives(tongue: Tongue, predicate: ast.NormPredicate, among: bool) -> list[str]:
    """Return each act in the form that what follows it asks for: reciprocal, alone, with an object of its own.

    ``among`` says that what its subjects do without an object, they do among themselves.
    """
    has = tongue.setting.has
    objects = [s.value for s in predicate.slots if s.word == "object" and kind_of(tongue, s.value) != "manner"]
    mutual = bool(objects) and isinstance(objects[0], ast.EachOther)
    # One state alone consults others, it does not consult itself: languages whose verb is reciprocal have another.
    alone = not objects and (not among or any(s.word == "with" for s in predicate.slots))
    acts = []
    for index, act in enumerate(predicate.acts):
        said = _wording(tongue, act.text)
        if objects and not mutual:
            said = has(act.text, "taking", "act") or tongue.grammar.transitive(said)
        elif mutual and index == len(predicate.acts) - 1:
            # A verb that has a form for one state alone is reciprocal by itself.
            said = said if has(act.text, "alone", "act") else tongue.grammar.reciprocal(said)
        elif alone:
            said = has(act.text, "alone", "act") or said
        for node in predicate.slots:
            said = has(act.text, f"with-{node.word}", "act") or said
        acts.append(said)
    return acts


def _toward(tongue: Tongue, predicate: ast.NormPredicate, name: str) -> str:
    said = tongue.phrase_of(predicate.toward)
    own = tongue.setting.has(name, "of")
    return f"{own} {said}" if own else tongue.grammar.forms["toward"].format(said)


def _object(tongue: Tongue, node: ast.Slot, name: str, negative: bool) -> str:
    """Return the object of an act, after the preposition that the act asks for."""
    joined = "and" if isinstance(node.value, ast.Words) else "or"
    said = tongue.phrase_of(node.value, joined=joined)
    if isinstance(node.value, ast.Words) and tongue.setting.has(name, NEW, "act"):
        said = tongue.both([tongue.introduced(item) for item in node.value.items])
    elif isinstance(node.value, ast.Words) and isinstance(node.value.items[0], ast.Text):
        said = tongue.grammar.indefinite(said)
    elif isinstance(node.value, (ast.Of, ast.Words)) and kind_of(tongue, node.value) in ("object", "place", "matter"):
        said = tongue.grammar.definite(said) if isinstance(node.value, ast.Of) else said
    if negative:
        said = _replaced(said, tongue.grammar.negated)
    own = "" if tongue.setting.has(name, "taking", "act") else tongue.setting.has(name, "object", "act")
    return f"{own} {said}" if own else said


def _tail(tongue: Tongue, node: ast.Sentence, predicate: ast.NormPredicate, plural: bool, feminine: bool) -> str:
    """Return qualifiers and conditions: *, including …, as it deems necessary and in accordance with …, unless …*."""
    forms = tongue.grammar.forms
    including = [slot(tongue, s) for s in predicate.slots if s.word == "including"]
    measured = [forms["discretion"] for s in predicate.slots if s.word == "discretion"]
    found = [one for s in predicate.slots if s.word == "accordance" for one in _accordance(tongue, s)]
    # What one acts with, and not by: *by all the means in its power*.
    measured += [said for said, adverb in found if adverb]
    accorded = [forms["accordance_each"].format(said) for said, adverb in found if not adverb]
    if accorded:
        measured.append(forms["in_accordance"].format(tongue.both(accorded)))
    pieces = [*including]
    if measured:
        pieces.append(tongue.both(measured))
    pieces = [_plural(tongue, piece, plural) for piece in pieces]
    if not feminine:
        pieces = [_replaced(piece, tongue.grammar.masculine) for piece in pieces]
    closings = _closings(tongue, node)
    if len(measured) == 1 and not including and found:
        return f" {pieces[0]}" + "".join(f", {text}" for _, text in closings)
    return "".join(f", {text}" for text in [*pieces, *(text for _, text in closings)]) if pieces else _closed(closings)


def _closings(tongue: Tongue, node: ast.Sentence) -> list[tuple[bool, str]]:
    """Return the conditions that close a sentence, each with whether a comma sets it apart."""
    said = [(q.word, closing(tongue, q)) for q in node.qualifications]
    return [(word in ("notwithstanding", "subject-to") or "," in text, text) for word, text in said]


def _closed(closings: Sequence[tuple[bool, str]]) -> str:
    return "".join(f", {piece}" if index or apart else f" {piece}" for index, (apart, piece) in enumerate(closings))


def _accordance(tongue: Tongue, node: ast.Slot) -> list[tuple[str, bool]]:
    """Return what something must accord with (*article 51*), each with whether it is an adverb of its own."""
    if not isinstance(node.value, ast.Words):
        return [(tongue.phrase_of(node.value, joined="and"), False)]
    if all(isinstance(item, ast.Ref) for item in node.value.items):
        return [(tongue.words(node.value, joined="and"), False)]
    adverbs = [tongue.setting.has(item.text, "adverb", "qualifier") for item in node.value.items]
    return [(adverb or tongue.item(item), bool(adverb)) for item, adverb in zip(node.value.items, adverbs, strict=True)]


def _plural(tongue: Tongue, words: str, plural: bool) -> str:
    return _replaced(words, tongue.grammar.plurals) if plural else words


def _replaced(words: str, pairs: Sequence[tuple[str, str]]) -> str:
    for pattern, instead in pairs:
        words = re.sub(pattern, instead, words)
    return words


# -- what counts, and which text governs --


def _text(tongue: Tongue, node: ast.Sentence, predicate: ast.TextPredicate) -> str:
    forms = tongue.grammar.forms
    head = node.subject.head
    if predicate.kind.startswith("not-") and isinstance(head, ast.Quantified) and head.determiner == "any":
        head = replace(head, determiner="no")
    whole = replace(node.subject, head=head)
    subject = phrase(tongue, whole, subject=True, joined="or" if "counts" in predicate.kind else "and")
    plural = is_plural(head) or tongue.grammar.plural(subject)
    closings = _closed(_closings(tongue, node))
    purpose = ""
    other = ""
    if predicate.phrase is not None:
        slots = predicate.phrase.slots
        if predicate.kind != "applies":
            purpose = next((tongue.phrase_of(s.value, joined="and") for s in slots if s.word == "for"), "")
            slots = tuple(s for s in slots if s.word != "for")
        other = phrase(tongue, ast.Phrase(predicate.phrase.span, predicate.phrase.head, slots), joined="and")
    nobody = predicate.kind.startswith("not-") and isinstance(head, ast.Quantified) and head.determiner == "no"
    said = " ".join(_applied(tongue, s) for s in predicate.slots)
    denied = said
    for pattern, instead in tongue.grammar.negated if predicate.kind.startswith("not-") else ():
        denied = re.sub(rf"(?<= ){pattern.lstrip('^')}", instead, denied)
    nobody, said = nobody or denied != said, denied
    ending = "_nobody" if nobody else ""
    ending += "_plural" if plural else "_f" if tongue.grammar.feminine(subject) else ""
    if predicate.kind + ending not in forms and nobody:
        ending = "_nobody"
    core = forms.get(predicate.kind + ending, forms[predicate.kind]).format(subject, other, said)
    if purpose:
        form = "for_the_purpose" if "counts" in predicate.kind else "concerning_relations"
        return forms[form].format(purpose, core) + closings
    return core + closings


def _applied(tongue: Tongue, node: ast.Slot) -> str:
    if node.word == "for":
        return tongue.grammar.slots["for_whom"].format(tongue.phrase_of(node.value, joined="and"))
    return slot(tongue, node)
