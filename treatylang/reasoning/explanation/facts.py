"""Circumstances told as clauses: that they hold, or that they do not, as people say it."""

from __future__ import annotations

import re

from treatylang.model.circumstances import FACTS
from treatylang.model.lexicon import Lexicon, Word
from treatylang.reasoning.explanation.citation import the
from treatylang.reasoning.situations.designation import spoken
from treatylang.reasoning.situations.space import Fact

_AUXILIARY = re.compile(r"\b(is|are|was|were|has|have|had|could|can|may|will|would|should|must)\b(?! not\b)")
_NO_SUBJECT = re.compile(r"(?:there (?:is|are) )?no(?:body|thing|ne)?\b", re.IGNORECASE)
_VERBS = {
    base: (third, past)
    for base, third, past in (
        verb.split()
        for verb in """
        act acts acted; agree agrees agreed; allow allows allowed; apply applies applied; ask asks
        asked; attack attacks attacked; begin begins began; belong belongs belonged; bind binds
        bound; call calls called; carry carries carried; concern concerns concerned; cause causes
        caused; choose chooses chose; claim claims claimed; consent consents consented; contribute
        contributes contributed; control controls controlled; cover covers covered; decide decides
        decided; defend defends defended; demand demands demanded; deserve deserves deserved;
        destroy destroys destroyed; endanger endangers endangered; exist exists existed; fight
        fights fought; follow follows followed; help helps helped; hold holds held; imply implies
        implied; invite invites invited; justify justifies justified; kill kills killed; know knows
        knew; last lasts lasted; lie lies lay; make makes made; mean means meant; need needs needed;
        occur occurs occurred; permit permits permitted; prevent prevents prevented; prohibit
        prohibits prohibited; protect protects protected; provide provides provided; provoke
        provokes provoked; recognise recognises recognised; request requests requested; require
        requires required; respect respects respected; serve serves served; stay stays stayed;
        suffice suffices sufficed; suit suits suited; support supports supported; take takes took;
        threaten threatens threatened; use uses used; violate violates violated; want wants wanted;
        wish wishes wished
        """.split(";")
    )
}
"""Verbs of circumstances that have no auxiliary: base form → third person and past."""

_THIRD = {third: base for base, (third, _) in _VERBS.items()}
_PAST = {past: base for base, (_, past) in _VERBS.items()}
_NOUNS_TOO = frozenset(
    "act attack call cause claim control cover demand fight help hold last lie need request support use want "
    "wish".split()
)
"""Verbs that are as often nouns: verbs for certain only after a plural."""
_SEVERAL = re.compile(r"(?:each|every|all|both|any)\b", re.IGNORECASE)
_SECOND = re.compile(r"(?:,|\band|\bor)(?: or| and)? (\w+)")
_DETERMINERS = frozenset("a an the this that its their his her each any every other no".split())


def clause(lexicon: Lexicon, fact: Fact, holds: bool) -> str:
    """Return a clause that says that a circumstance holds, or that it does not.

    The vocabulary says it in its own words where it has them; otherwise the verb is denied. What somebody wants or has
    done is told of whoever it is: *the Security Council has not acted*.
    """
    word = _word(lexicon, fact)
    if fact.acted:
        return _done(_actor(lexicon, fact), "acted", holds)
    if word is not None and word.kind == "will":
        done = word.wordings.get("en-done", "")
        if done and fact.body is not None and fact.matter:
            about = lexicon.get(fact.matter, "matter")
            done = (
                done.removesuffix(" so")
                + f" on {about.say() if about is not None else spoken(fact.matter.removeprefix('@'))}"
            )
            return _done(_actor(lexicon, fact), done, holds)
        if done and (fact.of or fact.state) and not _more(fact):
            return _done(_actor(lexicon, fact), done, holds)
        state = word.wordings.get("en-holds" if holds else "en-not", "")
        name = word.name.replace("-", " ")
        if state and fact.words.startswith((word.say(), name)):
            return f"{state}{fact.words.removeprefix(word.say()).removeprefix(name)}"
        thing = re.sub(r"^(?:the|an?) ", "", fact.words)
        return f"there is {'' if holds else 'no '}{thing}"
    said = fact.words
    if not holds:
        own = word.wordings.get("en-not", "") if word is not None and word.say() == fact.words else ""
        said = own or denied(fact.words)
    return _of(said, fact.state)


def _word(lexicon: Lexicon, fact: Fact) -> Word | None:
    """Return the word that a circumstance goes by, where the vocabulary has it."""
    name = fact.name or fact.key.partition(" of ")[0]
    return lexicon.get(name.removeprefix("@").rpartition(".")[2], *FACTS)


def _more(fact: Fact) -> bool:
    """Return whether more is said than what it is and of whom: a deadline, a purpose."""
    whose = fact.of or fact.state
    return fact.key.replace('"', "").partition(" (")[0] != f"{fact.name} of {whose}"


def _actor(lexicon: Lexicon, fact: Fact) -> str:
    """Return who acts, asks or agrees: a body by its name, a state, or whoever a phrase names."""
    if fact.state:
        return the(fact.state)
    if fact.called:
        return f"the {fact.called.removeprefix('the ').removeprefix('The ')}"
    name = fact.of or fact.key.partition(" ")[0]
    body = lexicon.get(name, "body", "role")
    if body is not None and body.kind == "body":
        return body.say()
    words = spoken(name)
    return words if words.split(" ")[0] in _DETERMINERS | {"all"} or words[:1].isupper() else f"the {words}"


def _done(who: str, what: str, holds: bool) -> str:
    several = bool(re.match(r"(the|all|all the) (parties|other parties|states|members)$", who, re.IGNORECASE))
    return f"{who} {'have' if several else 'has'} {'' if holds else 'not '}{what}"


def _of(said: str, state: str) -> str:
    """Return a clause about a certain state: in the place of *the state*, else beside it."""
    if not state or state in said:
        return said
    named, count = re.subn(r"\bthe state\b", the(state), said, count=1)
    return named if count else f"{said} (for {the(state)})"


def denied(said: str) -> str:
    """Return the denial of a clause: *the attack does not threaten the survival of the state*."""
    if _NO_SUBJECT.match(said) or _SEVERAL.match(said) or _has_two_verbs(said):
        return f"it is not true that {said}"
    if re.match(r"there (?:is|are) ", said):
        return re.sub(r"^there (is|are) (?:an? )?", r"there \1 no ", said)
    pieces = said.split(" ")
    for number, piece in enumerate(pieces):
        before = pieces[number - 1].lower() if number else ""
        if not number or before in _DETERMINERS:
            continue
        if piece in ("has", "have") and pieces[number + 1 : number + 2] in (["a"], ["an"]):
            return " ".join([*pieces[:number], piece, "no", *pieces[number + 2 :]])
        if _AUXILIARY.fullmatch(piece):
            return " ".join([*pieces[:number], f"{piece} not", *pieces[number + 1 :]])
        if piece in _THIRD:
            return " ".join([*pieces[:number], "does not", _THIRD[piece], *pieces[number + 1 :]])
        if piece in _PAST and pieces[number + 1 :]:
            return " ".join([*pieces[:number], "did not", _PAST[piece], *pieces[number + 1 :]])
        if piece in _VERBS and number > 1 and (before.endswith("s") or piece not in _NOUNS_TOO):
            return " ".join([*pieces[:number], "do not", piece, *pieces[number + 1 :]])
    found = _AUXILIARY.search(said)
    if found is not None:
        return f"{said[: found.end()]} not{said[found.end() :]}"
    return f"it is not true that {said}"


def question(said: str) -> str:
    """Return a clause as a question, as in *Does the attack threaten the survival of Japan?*."""
    pieces = said.split(" ")
    for number, piece in enumerate(pieces):
        before = pieces[number - 1].lower() if number else ""
        if not number or before in _DETERMINERS or _has_two_verbs(said):
            continue
        rest = [*pieces[:number], *pieces[number + 1 :]]
        if _AUXILIARY.fullmatch(piece):
            return _asking(piece, rest)
        if piece in _THIRD:
            return _asking("does", [*pieces[:number], _THIRD[piece], *pieces[number + 1 :]])
        if piece in _PAST and pieces[number + 1 :]:
            return _asking("did", [*pieces[:number], _PAST[piece], *pieces[number + 1 :]])
        if piece in _VERBS and number > 1 and (before.endswith("s") or piece not in _NOUNS_TOO):
            return _asking("do", pieces)
    return f"Is it true that {said}?"


def _asking(verb: str, rest: list[str]) -> str:
    return f"{verb.capitalize()} {' '.join(rest)}?"


def _has_two_verbs(said: str) -> bool:
    """Return whether several things are said at once, of which one denial would deny only the first."""
    return ", or " in said or any(word in _THIRD or word in _PAST for word in _SECOND.findall(said))
