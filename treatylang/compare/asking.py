"""The situation of a witness as `treaty ask` takes it, so that anybody can put the same question to either draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from treatylang.compare.changes import Asking
from treatylang.compare.common import Common
from treatylang.model.instrument import Norm, Period, Statement
from treatylang.reasoning.explanation.description import HIGH_SEAS
from treatylang.reasoning.explanation.witness import Witness
from treatylang.reasoning.situations.space import (
    ATTACKER,
    DATE,
    EVENT,
    NON_STATE,
    NOWHERE,
    OBJECT,
    PLACE,
    QUIET,
    VICTIM,
    soil,
)
from treatylang.syntax import ast

_WORD = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_FACT = re.compile(rf"({_WORD})(?: of (\"[^\"]+\"|[A-Z][^@\"()]*))?")
_SIMPLE = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Za-z]+)*")


def asking(
    case: Common, other: Common, shown: Witness, one: Norm | Statement | None, spoken: Iterable[str]
) -> Asking | None:
    """Return how one of the two drafts is asked about a witness; nothing for a text that no file gives as a treaty.

    ``one`` is the sentence of the draft that the witness is about; ``spoken`` are the variables of which the sentences
    of either draft speak. Circumstances that matter, and those that are not as they usually are, are given; one without
    a word of its own is quoted, as the answers of ``treaty ask`` quote it.
    """
    if case.draft.kind != "treaty" or case.draft.name not in case.world.drafts:
        return None  # nor for one that stands in another file than the protocol that makes it so
    matter = frozenset((*shown.needed, *spoken))
    event = " ".join(_event(case, shown, matter))
    given = [*_given(case, other, shown, matter), *_supposed(case, other)]
    words = f"{event} on {_day(case.force, date.fromisoformat(shown.complete[DATE]))}"
    words += f" given {', '.join(given)}" if given else ""
    return Asking(case.draft.span.source.name, words, tuple(_arguments(case, one)))


def _day(force: Period, day: date) -> date:
    """Return the day nearest to that of a witness on which a text is in force: on others it would say nothing."""
    if force.until is not None and day >= force.until:
        return force.until - timedelta(days=1)
    return max(day, force.since or day)


def _event(case: Common, shown: Witness, matter: AbstractSet[str]) -> Iterator[str]:
    """Yield the words of what happens."""
    complete = shown.complete
    if complete[EVENT] == QUIET or not ({ATTACKER, VICTIM, OBJECT, PLACE} & set(shown.needed) or EVENT in matter):
        yield QUIET
        return
    yield complete[EVENT]
    yield f"on {complete[OBJECT]} of {_named(complete[VICTIM])}"
    yield f"by {_attacker(case, complete[ATTACKER])}"
    on_land = complete[OBJECT] in soil(case.world.lexicon)
    if not on_land:
        yield f"in {HIGH_SEAS}" if complete[PLACE] == NOWHERE else f"in {_named(complete[PLACE])}"


def _attacker(case: Common, name: str) -> str:
    if name != NON_STATE:
        return _named(name)
    return next(word.name for word in case.world.lexicon.words("role") if word.owner == "non-state")


def _named(state: str) -> str:
    return state if _SIMPLE.fullmatch(state) or state.startswith('"') else f'"{state}"'


def _given(case: Common, other: Common, shown: Witness, matter: AbstractSet[str]) -> Iterator[str]:
    """Yield the circumstances that have to be said, in the words of the draft that is asked if it has any."""
    # What only the other draft says in words that mean something else here cannot be asked of this one.
    words = set(case.shared.own.values())
    known = {**{key: said for key, said in other.shared.own.items() if said not in words}, **case.shared.own}
    for key, fact in case.space.facts.items():
        if key not in known:
            continue
        holds = shown.complete.get(key) == "yes"
        as_usual = fact.usual is not None and holds == fact.usual
        taken = as_usual and fact.kind != "judgement"
        said = _fact(known[key])
        if said and not taken and (key in matter or (fact.usual is not None and not as_usual)):
            yield f"{'' if holds else 'not '}{said}"


def _fact(key: str) -> str:
    """Return a circumstance as it is written: by its word and whose it is, or as a whole in quotation marks."""
    found = _FACT.fullmatch(key)
    if found is not None:
        whose = found[2]
        return f"{found[1]} of {_named(whose)}" if whose else found[1]
    return f'"{key}"' if '"' not in key else ""


def _supposed(case: Common, other: Common) -> Iterator[str]:
    """Yield what is not as it is usually taken: nobody asks for help, or an organ has not approved."""
    if not case.asked:
        yield f"not {_will((case, other), 'request')}"
    if not case.approved:
        yield f"not {_will((case, other), 'approval')}"


def _will(cases: tuple[Common, ...], kind: str) -> str:
    """Return whose request or approval a draft speaks of: that of an organ which it names, else that of the victim."""
    lexicon = cases[0].world.lexicon
    for root in (root for case in cases for norm in case.draft.norms for root in (norm.node, *norm.triggers)):
        for node in (one for one in ast.walk(root) if isinstance(one, ast.Of)):
            head = node.head.items[0].text if isinstance(node.head, ast.Words) else ""
            organ = node.owner.items[0] if isinstance(node.owner, ast.Words) else None
            if lexicon.get(head, "will") is not None and kind in lexicon.wider(head) and isinstance(organ, ast.Text):
                return f'{head} of "{organ.text}"'
    return f"{kind} of {next(word.name for word in lexicon.words('role') if word.owner == 'victim')}"


def _arguments(case: Common, one: Norm | Statement | None) -> Iterator[str]:
    """Yield the options that make the question the same: powers of every day, brackets, readings, parties."""
    if sum(text.kind == "treaty" for name in case.world.drafts if (text := case.world.instruments[name])) > 1:
        yield f"--treaty={case.draft.name}"
    if one is not None and not one.triggers:
        yield "--standing"
    back = {shared: name for name, shared in case.shared.names.renamed.items()}
    for choice in sorted(case.choices, key=str):
        if choice.option in case.draft.brackets.get(back.get(choice.bracket, choice.bracket), ()):
            yield f"--option={back.get(choice.bracket, choice.bracket)}={choice.option}"
    for name in case.draft.settled:
        if name in case.question.options:
            yield f"--option={name}={case.question.options[name]}"
    for state, name in sorted(case.question.readings.items()):
        yield f"--reading={state}={name}"
    for state in case.question.joined:
        yield f"--with-party={state}"
