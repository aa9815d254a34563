"""Noun phrases, lists, amounts and names in the language of a text: the small pieces that sentences are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from babel.dates import format_date
from babel.lists import format_list
from babel.units import format_unit

from treatylang.documents.areas import is_area, words_for
from treatylang.documents.citation import cite, cite_all, name_of
from treatylang.documents.languages.grammar import TIME_UNITS, Grammar
from treatylang.documents.marks import clean, link
from treatylang.documents.setting import Setting
from treatylang.documents.speaker import angle
from treatylang.geography.names import listed
from treatylang.model.words import Meaning
from treatylang.syntax import ast

_NOMINAL = ("event", "will", "act", "measure")
_MANY = ("parties", "states", "members")
_STATES = ("party", "state", "member", *_MANY)
_SHARING = ("object", "place", "quality")

_SINGULAR = {"parties": "party", "states": "state", "members": "member", "votes": "vote"}
"""The nouns that texts count, by their plural."""


class Tongue:
    """Speaks one language within one setting; every method returns a marked text."""

    def __init__(self, setting: Setting, grammar: Grammar) -> None:
        self.setting = setting
        self.grammar = grammar
        title = setting.draft.title.casefold().split()
        noun = next((word for word in title if word in grammar.instruments), "")
        self._called = grammar.instruments.get(noun, ())
        self.general = False
        """Whether *any* is said of every one, as in final clauses; else it is whichever one it may be."""

    # -- lists, numbers, dates --

    def both(self, pieces: Sequence[str]) -> str:
        """Join by *and*."""
        return self._listed(pieces, "standard")

    def either(self, pieces: Sequence[str]) -> str:
        """Join by *or*."""
        return self._listed(pieces, "or")

    def _listed(self, pieces: Sequence[str], style: str) -> str:
        shown = [piece for piece in pieces if piece]
        if not shown:
            return ""
        if style == "standard":
            return str(format_list(shown, "standard", self.grammar.locale))
        return str(format_list(shown, "or", self.grammar.locale))

    def day(self, day: ast.Day) -> str:
        """Return a date as the language writes it; the text of a day that no calendar has, as it stands."""
        if day.day is None:
            return day.text
        return self.grammar.day(format_date(day.day, "long", self.grammar.locale))

    def number(self, text: str, unit: str = "") -> str:
        """Return a number, in words below a hundred; ``unit`` is what it counts."""
        word = self.grammar.spelled(int(text)) if text.isdigit() else ""
        if not word:
            return text
        one = self.grammar.forms.get(f"one_{unit}", "")
        plain = self.grammar.spelled(1)
        return re.sub(rf"(?<![^\s-]){plain}$", one, word) if one else word

    def amount(self, amount: ast.Amount) -> str:
        """Return ``48 hours``, ``five Parties``, ``more than 12 members of personnel``."""
        one = amount.number.text == "1"
        unit = TIME_UNITS.get(amount.unit)
        if unit is not None:
            figure = int(amount.number.text) if amount.number.text.isdigit() else float(amount.number.text)
            said = format_unit(figure, f"duration-{unit}", "long", locale=self.grammar.locale)
            counted = re.sub(r"^\d+(?=\s)", self.number(amount.number.text, unit), said)
        elif amount.unit in ("percent", "per-cent"):
            counted = f"{amount.number.text} {self.grammar.words['percent']}"
        else:
            counted = f"{self.number(amount.number.text, amount.unit)} {self.noun(amount.unit, many=not one)}"
        return self.grammar.forms[amount.measure].format(counted) if amount.measure else counted

    def notice(self, amount: ast.Amount) -> str:
        """Return a length of time as the length of a notice: *one year’s notice*, *un préavis d’un an*."""
        said = self.amount(amount)
        forms = self.grammar.forms
        several = forms.get("notice_of_plural", forms["notice_of"])
        return (several if said.endswith("s") else forms["notice_of"]).format(said)

    def finish(self, sentence: str) -> str:
        """Return a sentence with its spaces and contractions in order, the treaty called as in its title."""
        for pattern, instead in self._called:
            sentence = sentence.replace(pattern, instead)
        return self.grammar.finish(sentence)

    # -- nouns --

    def noun(self, noun: str, *, many: bool = False) -> str:
        """Return ``Party``, ``Parties``, ``States``: the nouns of the grammar in either number; other words as said."""
        singular = _SINGULAR
        found = self.grammar.nouns.get(singular.get(noun, noun))
        if found is None:
            return self.setting.say(noun)
        called = self.setting.heading_text(f"{self.grammar.code}-called-{singular.get(noun, noun)}")
        if called and not many:
            return called
        return found.many if many else found.one

    def _gender(self, noun: str) -> str:
        singular = _SINGULAR
        found = self.grammar.nouns.get(singular.get(noun, noun))
        return found.gender if found is not None else ""

    def phrase_of(self, node: object, *, joined: str = "or", subject: bool = False) -> str:
        """Return any noun phrase or area expression; ``joined`` by which word a list of words is joined."""
        if is_area(node):
            return words_for(self, node)
        if isinstance(node, ast.Words):
            return self.words(node, joined=joined, subject=subject)
        if isinstance(node, ast.Quantified):
            return self.quantified(node, subject=subject)
        if isinstance(node, ast.Amount):
            return self.amount(node)
        if isinstance(node, ast.Of):
            return self.of(node, joined=joined)
        if isinstance(node, ast.SomeOf):
            return self._some_of(node)
        if isinstance(node, ast.Modified):
            return " ".join([self.phrase_of(node.head, joined=joined), *(self._modifier(m) for m in node.modifiers)])
        if isinstance(node, ast.Unanimous):
            return self.grammar.forms["unanimous"].format(self.grammar.stripped(self.noun_form(node.word.text)))
        return self._single(node)

    def _single(self, node: object) -> str:
        if isinstance(node, ast.EachOther):
            return self.grammar.words["each_other"]
        if isinstance(node, ast.Plural):
            return self.grammar.words[f"bare_{node.noun}"]
        if isinstance(node, ast.Self):
            return self.grammar.words["self"]
        if isinstance(node, ast.This):
            return self.this(node.noun)
        if isinstance(node, ast.Day):
            return self.day(node)
        if isinstance(node, ast.Text):
            return self.item(node)
        if isinstance(node, ast.Number):
            return node.text
        if isinstance(node, ast.Angle):
            return angle(node, self.grammar)
        raise TypeError(f"no words for {type(node).__name__}")

    def _some_of(self, node: ast.SomeOf) -> str:
        """Return ``any of the host States``; acts are listed: *any of the following means: …*."""
        if isinstance(node.group, ast.Words) and self._acts(node.group):
            return self.grammar.words["any_of_acts"].format(self.words(node.group))
        if isinstance(node.group, ast.Words) and all(self._is_state(item) for item in node.group.items):
            names = [self.item(item) for item in node.group.items]
            if node.determiner == "no" and len(names) > 1:
                *first, last = names
                return self.grammar.forms["neither"].format(self.grammar.forms["neither_next"].join(first), last)
            key = f"{node.determiner} of"
            named = self.grammar.determiners.get(f"{key} named", self._determined(key, ""))
            return named.format(self.both(names))
        group = self.grammar.definite(self.phrase_of(node.group))
        return self._determined(f"{node.determiner} of", "").format(group)

    def _is_state(self, item: ast.Name | ast.Text | ast.Ref) -> bool:
        return not isinstance(item, ast.Ref) and self.setting.meaning(item).kind == "state"

    def _acts(self, node: ast.Words) -> bool:
        words = [self.setting.word(item.text) for item in node.items]
        return all(word is not None and word.kind == "act" for word in words)

    def this(self, noun: str) -> str:
        """Return ``this Treaty``, ``this Protocol`` or ``this Law``."""
        kind = "protocol" if noun == "treaty" and self.setting.draft.node.kind == "protocol" else noun
        return self.grammar.words.get(f"this_{kind}", self.grammar.words["this_treaty"])

    def words(self, node: ast.Words, *, joined: str = "or", subject: bool = False) -> str:
        """Return a list of names, texts or references."""
        if all(isinstance(item, ast.Ref) for item in node.items) and len(node.items) > 1:
            return cite_all(self, [item.text for item in node.items], joined)
        pieces = [self.item(item, subject=subject) for item in node.items]
        if "shared_article" in self.grammar.words and all(self._shares(item) for item in node.items):
            pieces = [pieces[0], *(self.grammar.stripped(piece) for piece in pieces[1:])]
        return self.both(pieces) if joined == "and" else self.either(pieces)

    def _shares(self, item: ast.Name | ast.Text | ast.Ref) -> bool:
        word = self.setting.word(item.text) if isinstance(item, ast.Name) else None
        return word is not None and word.kind in _SHARING

    def item(self, item: ast.Name | ast.Text | ast.Ref, *, subject: bool = False) -> str:
        """Return one name, text or reference."""
        if isinstance(item, ast.Ref):
            return cite(self, item.text)
        meaning = self.setting.meaning(item)
        if meaning.kind == "state":
            return self.setting.state(meaning.name)
        if meaning.kind == "instrument":
            return cite(self, meaning.name)
        if meaning.label is not None:
            return name_of(self, meaning.label)
        if isinstance(item, ast.Name) and self._is_adjective(meaning):
            return self.quantified(ast.Quantified(item.span, "the", "", item, "party"), subject=subject)
        if meaning.word is not None:
            return self.noun_form(meaning.word.name)
        text = clean(meaning.name)
        if isinstance(item, ast.Text) and listed(text):
            return self.setting.place("place", text, item.span)
        if isinstance(item, ast.Text) and self.setting.is_foreign(text):
            self.setting.missing(text, f"`{text}` has no wording", item.span)
            return self.grammar.forms["foreign_words"].format(text) if self.setting.spoken else text
        known = isinstance(item, ast.Text) and text in self.setting.established
        return self.grammar.definite(text) if known or (subject and text[:1].islower()) else text

    def introduced(self, item: ast.Name | ast.Text | ast.Ref) -> str:
        """Return what a sentence sets up, with the article of what is new: *a Permanent Military Commission*."""
        if not isinstance(item, ast.Text):
            return self.grammar.indefinite(self.item(item))
        if self.setting.is_foreign(item.text):
            if item.text[:1].islower():
                return self.item(item)
            return self.grammar.forms["called"].format(self.grammar.words["organ"], self.item(item))
        text = clean(item.text)
        return text if self.grammar.plural(text) else self.grammar.founded(text)

    def _is_adjective(self, meaning: Meaning) -> bool:
        """Return whether a word is a role that qualifies a Party (*attacked*), and no noun of its own (*the host*)."""
        if meaning.word is None or meaning.word.kind != "role":
            return False
        wording = self.noun_form(meaning.word.name)
        return self.grammar.stripped(wording) == wording

    def noun_form(self, name: str) -> str:
        """Return a word of the vocabulary as a noun: *the use of armed force*, *an armed attack*, *vessels*."""
        word = self.setting.word(name)
        if word is None:
            return name.replace("-", " ")
        said = self.setting.has(name, "noun")
        if said:
            return said
        wording = self.setting.say(word.name, "", word.kind)
        if word.kind == "act":
            return self.grammar.act(wording)
        if word.kind in ("circumstance", "judgement"):
            return self.grammar.forms["condition_that"].format(wording)
        if word.kind in ("clause", "heading"):
            return wording[:1].lower() + wording[1:]
        return self.capitals(wording) if word.kind in ("role", "relation") else wording

    def quantified(self, node: ast.Quantified, *, subject: bool = False) -> str:
        """Return ``any Party``, ``each other Party``, ``the attacked Party``, ``any third State``, ``the Council``."""
        if node.role is None:
            return self._counted(node.determiner, node.adjective, node.noun, subject=subject)
        meaning = self.setting.meaning(node.role)
        if meaning.label is not None:
            return self._with_determiner(node, name_of(self, meaning.label), subject=subject)
        wording = self.noun_form(node.role.text)
        if node.role.text == "others":
            return self._counted("the", "other", "parties")
        if node.noun in ("", "party"):
            if node.noun and self.grammar.nouns["party"].one.casefold() not in wording.casefold():
                return self._with_determiner(node, self._adjective(wording, node.noun), subject=subject)
            return self._with_determiner(node, self.capitals(wording), subject=subject)
        party = self.grammar.nouns["party"].one
        shown = self.capitals(wording)
        if party in shown:
            shown = shown.replace(party, self.noun(node.noun, many=node.noun in _MANY))
            return self._with_determiner(node, shown, subject=subject)
        return self._with_determiner(node, self._adjective(wording, node.noun), subject=subject)

    def _adjective(self, wording: str, noun: str) -> str:
        adjective = self.grammar.agree(self.grammar.stripped(wording), self._gender(noun))
        return self.grammar.forms["adjective"].format(adjective, self.noun(noun))

    def capitals(self, wording: str) -> str:
        """Write the nouns of the treaty with their capital: *the attacked Party*."""
        for found in self.grammar.nouns.values():
            if not found.one[:1].isupper():
                continue
            for plain, grand in ((found.many.casefold(), found.many), (found.one.casefold(), found.one)):
                wording = " ".join(grand if word == plain else word for word in wording.split(" "))
        return wording

    def _with_determiner(self, node: ast.Quantified, wording: str, *, subject: bool) -> str:
        if node.determiner == "the" and not node.adjective:
            return self.grammar.definite(wording)
        bare = self.grammar.stripped(wording)
        gender = self._gender(node.noun) or ("f" if self.grammar.feminine(wording) else "m")
        form = self._determined(f"{node.determiner} {node.adjective}".strip(), gender, subject=subject)
        said = form.format(one=bare, many=bare)
        return bare if bare.startswith(said[: -len(bare)]) and len(said) > len(bare) else said

    def _counted(self, determiner: str, adjective: str, noun: str, *, subject: bool = False) -> str:
        many = noun in _MANY
        key = f"{determiner} {adjective}".strip()
        if many and determiner == "the":
            key += " many"
        whole = subject or noun not in ("", *_STATES)
        form = self._determined(key, self._gender(noun or "party"), subject=whole)
        return form.format(one=self.noun(noun or "party"), many=self.noun(noun or "party", many=True))

    def _determined(self, key: str, gender: str, *, subject: bool = False) -> str:
        table = self.grammar.determiners
        behind = (
            "" if subject or self.general else table.get(f"{key} object {gender}") or table.get(f"{key} object", "")
        )
        return behind or table.get(f"{key} {gender}") or table.get(key) or table["any"]

    # -- of, and what modifies --

    def of(self, node: ast.Of, *, joined: str = "or") -> str:
        """Return ``the territory of Japan``, ``its consent``, ``the vessels or aircraft of any Party``."""
        head = node.head
        if isinstance(node.owner, ast.Self):
            owned = self.phrase_of(head, joined=joined)
            own = "own_f" if self.grammar.feminine(owned) else "own"
            return self.grammar.forms.get(own, self.grammar.forms["own"]).format(self.grammar.stripped(owned))
        kind = ""
        if isinstance(head, ast.Words) and isinstance(head.items[0], ast.Name):
            kind = getattr(self.setting.word(head.items[0].text), "kind", "")
        # The consensus of two needs both; the consent of two is that of either.
        owner = self.phrase_of(node.owner, joined="and" if kind == "measure" else "or")
        if isinstance(head, ast.Words) and isinstance(head.items[0], ast.Name):
            said = self.words(head, joined=joined)
            if kind not in _NOMINAL:
                said = self.grammar.definite(said)
            act = kind == "act" and not self.setting.has(head.items[0].text, "noun")
            own = self.setting.has(head.items[-1].text, "of")
            if own:
                return f"{said} {own} {owner}"
            return self.grammar.forms["act_of" if act else "of"].format(said, owner)
        return self.grammar.forms["of"].format(self.phrase_of(head, joined=joined), owner)

    def _modifier(self, modifier: ast.Modifier) -> str:
        return self.grammar.forms[f"modifier_{modifier.kind}"].format(self.phrase_of(modifier.value))


def linked(target: str, text: str) -> str:
    """Mark a text as a reference to the anchor of a label path."""
    return link(target.replace(".", "-").replace(" ", "-"), text)
