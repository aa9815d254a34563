"""Organs: how a council is established, of whom it consists, how it decides."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.documents.citation import line_titled, own_words
from treatylang.documents.conditions import slot
from treatylang.documents.marks import capital, clean
from treatylang.documents.tongue import Tongue
from treatylang.model.bodies import DECISION, ONE_EACH, QUORUM, SEATS, WEIGHTS, mark, says
from treatylang.syntax import ast


def council_sentences(tongue: Tongue, node: ast.CouncilBlock) -> Iterator[str]:
    """Yield the sentences of a council."""
    forms = tongue.grammar.forms
    label = next((found for found in tongue.setting.draft.labels.values() if found.node is node), None)
    words = own_words(tongue, label) if label is not None else line_titled(tongue, node.lines) or clean(node.title.text)
    whole = tongue.grammar.definite(words)
    founded = tongue.grammar.founded(words)
    title = clean(node.title.text)
    plain = tongue.grammar.words["council"]
    unnamed = words in (plain, tongue.grammar.words["council_of_name"].format(title))
    if unnamed and tongue.setting.language != tongue.setting.own_language:
        # The language has no words of its own for it: it is called by what it is, its name is told once.
        founded = forms["called"].format(tongue.grammar.founded(plain), forms["foreign_words"].format(title))
    yield _said(tongue, forms["established"].format(founded))
    lexicon = tongue.setting.draft.lexicon
    before = SEATS
    for line in node.lines:
        what = says(lexicon, line)
        again = tongue.grammar.words.get("council_again", "{}") if (what or line.word.text) == before else "{}"
        name, before = again.format(whole), what or line.word.text
        if what == SEATS:
            members = tongue.both([_members(tongue, s.value) for s in line.slots if s.word == "object"])
            yield _said(tongue, forms["members"].format(name, members))
        elif what == DECISION:
            matters = tongue.both([_matter(tongue, s.value) for s in line.slots if s.word == "on"])
            ways = " ".join(slot(tongue, s) for s in line.slots if s.word != "on")
            form = "decides_on" if matters else "decides"
            yield _said(tongue, forms[form].format(*(piece for piece in (name, matters, ways) if piece)))
        elif what == QUORUM:
            matters = tongue.both([_matter(tongue, s.value) for s in line.slots if s.word == "on"])
            there = tongue.both([tongue.phrase_of(s.value) for s in line.slots if s.word in ("object", "by")])
            if there:  # a line that says of nobody that it has to be there says nothing
                form = "quorum_on" if matters else "quorum"
                yield _said(tongue, forms[form].format(*(piece for piece in (name, there, matters) if piece)))
        elif what == WEIGHTS and line.of is not None:
            votes = " ".join(slot(tongue, s) for s in line.slots)
            several = isinstance(line.of, ast.Words) and len(line.of.items) > 1
            holders = tongue.phrase_of(line.of, joined="and")
            if mark(lexicon, line.word.text) != ONE_EACH:
                thing = tongue.setting.say(line.word.text, "", "heading").lower()
                yield _said(tongue, forms["weighs"].format(holders, votes, whole, thing))
                continue
            yield _said(tongue, forms["votes_each" if several else "votes_of"].format(holders, votes, whole))
        elif not line.word.text.endswith("-title"):
            rest = " ".join(slot(tongue, s) for s in line.slots)
            yield _said(tongue, forms["council_line"].format(capital(tongue.setting.say(line.word.text)), name, rest))


def council_paragraphs(tongue: Tongue, node: ast.CouncilBlock) -> list[str]:
    """Return the same in paragraphs: who it is, and what it does."""
    said = list(council_sentences(tongue, node))
    seated = any(says(tongue.setting.draft.lexicon, line) == SEATS for line in node.lines)
    first = 2 if seated else 1
    return [paragraph for paragraph in (" ".join(said[:first]), " ".join(said[first:])) if paragraph]


def _matter(tongue: Tongue, node: object) -> str:
    return tongue.grammar.definite(tongue.phrase_of(node, joined="and"))


def _members(tongue: Tongue, node: object) -> str:
    """Return the members: ``each party`` are all of them."""
    if isinstance(node, ast.Quantified) and node.determiner == "each" and node.role is None:
        node = ast.Quantified(node.span, "all", node.adjective, None, node.noun)
    return tongue.phrase_of(node, joined="and")


def _said(tongue: Tongue, sentence: str) -> str:
    return capital(tongue.finish(sentence))
