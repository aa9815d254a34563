"""English: how treaties are written in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from treatylang.documents.languages.en_clauses import CLAUSES
from treatylang.documents.languages.en_forms import FORMS, SLOTS, TITLES, TREATY, WORDS
from treatylang.documents.languages.grammar import Grammar, Noun
from treatylang.library import numerals

_ARTICLE = re.compile(
    r"^(?:the|an?|any|all|each|every|no|its|their|this|that|these|those|one|two|both|other)\b|^[“«]", re.IGNORECASE
)
_DOUBLED = frozenset({"admit", "permit", "submit", "commit", "transfer", "refer", "confer", "set", "put", "cut"})


def act(wording: str) -> str:
    """Return an act as a gerund: *use armed force* as *using armed force*."""
    first, _, rest = wording.partition(" ")
    return f"{_gerund(first)} {rest}".strip()


def _gerund(verb: str) -> str:
    if verb in ("be", "see", "flee", "agree", "foresee"):
        return verb + "ing"
    if verb in _DOUBLED:
        return verb + verb[-1] + "ing"
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + "ing"


def perfect(wording: str) -> str:
    """Return an act that is over, as a gerund: English needs no other form after *after*."""
    return act(wording)


def predicate(modal: str, acts: Sequence[str], plural: bool, negative: bool) -> list[str]:  # noqa: ARG001  # only French denies here
    """Put a modal before the first of several acts: *shall assist*, *and report*; the others share it."""
    said = f"{'are' if plural else 'is'} required to" if modal == "need" else modal
    return [f"{said} {acts[0]}", *acts[1:]]


def denied(clause: str) -> str:
    """Return the denial of a clause with an auxiliary verb; empty where it has none or denies something already."""
    if re.match(r"no\b", clause):
        return ""
    if re.match(r"there (?:is|are) (?!no\b)", clause):
        return re.sub(r"^there (is|are) (?:an? )?", r"there \1 no ", clause)
    said, count = re.subn(r"\b(is|are|was|were|has|have|could|can)\b", r"\1 not", clause, count=1)
    return said if count else ""


def definite(words: str) -> str:
    """Put *the* before a noun that has no determiner."""
    return words if _ARTICLE.match(_visible(words)) else f"the {words}"


def indefinite(words: str) -> str:
    """Put *a* or *an* before a noun that has no determiner, unless it looks like a plural or a name."""
    shown = _visible(words)
    if _ARTICLE.match(shown) or not shown[:1].islower() or plural(shown):
        return words
    return f"{'an' if shown[0] in 'aeiou' else 'a'} {words}"


def some(words: str) -> str:
    """Put *a* or *an* in the place of *the*: *the request* as *a request*."""
    return indefinite(stripped(words))


def stripped(words: str) -> str:
    """Take the article off."""
    return re.sub(r"^((?:\x01[^\x02]*\x02)?)(?:the|an?)\s+", r"\1", words, flags=re.IGNORECASE)


def founded(words: str) -> str:
    """Return what is established: *a Council of the Parties*, *a North Atlantic Council*."""
    shown = stripped(words)
    return f"{'an' if _visible(shown)[:1].lower() in 'aeiou' else 'a'} {shown}"


def plural(words: str) -> bool:
    """Return whether a noun phrase looks like a plural: its head, before any preposition, ends in *s*."""
    head = re.split(r"\s(?:of|in|on|to|by|with|under|for|from|against)\s", stripped(_visible(words)))[0].split()
    singular = ("ss", "us", "is")
    return (bool(head) and head[-1].endswith("s") and not head[-1].endswith(singular)) or _visible(words) == "aircraft"


def _visible(words: str) -> str:
    return re.sub(r"\x01[^\x02]*\x02|[\x03\x04]", "", words)


def day(text: str) -> str:
    """Return a formatted date as it is."""
    return text


def finish(sentence: str) -> str:
    """Close up the spaces and commas that the gaps of the forms leave."""
    sentence = re.sub(r"\s+", " ", sentence).strip()
    sentence = re.sub(r"\s+([,;.])", r"\1", sentence)
    sentence = re.sub(r",(?:\s*,)+", ",", sentence)
    sentence = re.sub(r",(?=[ \u00a0]?[;:])", "", sentence)
    return re.sub(r"[,.]\.$", ".", re.sub(r",\.", ".", sentence))


GRAMMAR = Grammar(
    code="en",
    locale="en_GB",
    direction="ltr",
    spelled=numerals.english,
    ordinal=numerals.english_ordinal,
    nouns={
        "party": Noun("Party", "Parties"),
        "member": Noun("Member", "Members"),
        "state": Noun("State", "States"),
        "vote": Noun("vote", "votes"),
        "treaty": Noun("treaty", "treaties"),
        "protocol": Noun("protocol", "protocols"),
        "law": Noun("law", "laws"),
        "depositary": Noun("Depositary", "Depositaries"),
    },
    determiners={
        "any": "any {one}",
        "any other": "any other {one}",
        "any third": "any third {one}",
        "each": "each {one}",
        "each other": "each other {one}",
        "no": "no {one}",
        "no other": "no other {one}",
        "no third": "no third {one}",
        "that": "that {one}",
        "that other": "that other {one}",
        "all": "all {many}",
        "all other": "all other {many}",
        "all third": "all third {many}",
        "the": "the {one}",
        "the many": "the {many}",
        "the other": "the other {one}",
        "the other many": "the other {many}",
        "the third": "the third {one}",
        "any of": "any of {}",
        "each of": "each of {}",
        "all of": "all of {}",
        "no of": "none of {}",
        "the of": "{}",
        "that of": "that of {}",
    },
    forms=FORMS,
    slots=SLOTS,
    plurals=((r"\bits\b", "their"), (r"\bit deems\b", "they deem"), (r"\bitself\b", "themselves")),
    masculine=(),
    clauses=CLAUSES,
    titles=TITLES,
    words=WORDS,
    instruments={
        name: ((f"this {TREATY}", f"this {name.capitalize()}"), (f"This {TREATY}", f"This {name.capitalize()}"))
        for name in ("treaty", "pact", "convention", "agreement", "charter", "covenant", "accord", "protocol")
    },
    act=act,
    perfect=perfect,
    predicate=predicate,
    reciprocal=lambda wording: f"{wording} each other",
    transitive=lambda wording: wording,
    topic=lambda words: words,
    agree=lambda adjective, _gender: adjective,
    denied=denied,
    unquoted=lambda words: words.strip("“”"),
    earlier=act,
    negated=(),
    definite=definite,
    indefinite=indefinite,
    some=some,
    stripped=stripped,
    founded=founded,
    plural=plural,
    feminine=lambda _words: False,
    day=day,
    finish=finish,
)
