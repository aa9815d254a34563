"""Agreed wording that leaves out what the sentences beside it say.

## What it finds
A paragraph in which agreed wording stands beside sentences of meaning, in a language whose wording says nothing of a
duty, a ban or a permission, of an act, a number, a date or a state that the sentences name. Each language is checked
separately, against the wordings in the vocabulary. What may still be said in other words is a warning; a missing modal
verb, number, date or state is an error. Laws are left alone: their wording only adds to them.

## Why it matters
Where a paragraph has agreed wording, that wording is its text: the sentences are not printed beside it. A duty that
is found only in the sentence is checked, compared and relied upon, and nobody signs it.

## Example
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  languages en;
  party Japan, Australia;
  article "Assistance" {
    en "The Parties are friends.";  # error: prose-lacks
    when armed-attack on any party
      each other party shall assist the attacked party within 48 hours;
  }
}
```

## Instead
```treaty
treaty Pact "Treaty on Mutual Assistance" {
  languages en;
  party Japan, Australia;
  article "Assistance" {
    en "The Parties are friends. If one of them is attacked, the other shall come to its aid within two days.";
    when armed-attack on any party
      each other party shall assist the attacked party within 48 hours;
  }
}
```
Say it in the wording, or leave the wording out: sentences are written out by themselves in every complete language.

## Authority
VCLT Articles 10 and 31(1): the text that is authenticated is the treaty, by the ordinary meaning of its terms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from babel import Locale
from babel.units import format_unit

from treatylang.findings import Finding, Label, Severity
from treatylang.library.numerals import english
from treatylang.model.instrument import Instrument, World
from treatylang.model.modality import addressed
from treatylang.model.question import Question
from treatylang.model.said import FORCES, Wording
from treatylang.source import Span
from treatylang.syntax import ast

SEVERITY = Severity.ERROR

_REFERENCE = re.compile(r"\{([^{}\n]*)\}")
_RULES = (ast.Sentence, ast.When, ast.Timed, ast.Bracket)
_TIMES = {"minutes": "minute", "hours": "hour", "days": "day", "weeks": "week", "months": "month", "years": "year"}


def find(world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
    if draft.node.kind == "law":
        return
    unknown: set[str] = set()
    for node in (draft.node, *ast.walk(draft.node)):
        bodies = getattr(node, "body", ())
        sentences = [s for rule in bodies if isinstance(rule, _RULES) for s in _sentences(rule)]
        wordings = [b for b in bodies if isinstance(b, ast.Prose) and not b.language.endswith("-title")]
        # A reading is how an article is understood, no text of the treaty.
        if not sentences or not wordings or isinstance(node, ast.ReadingBlock):
            continue
        for language in dict.fromkeys(prose.language or _own(draft) for prose in wordings):
            prose = [one for one in wordings if (one.language or _own(draft)) == language]
            wording = Wording(" ".join(_written(world, draft, one) for one in prose), language, draft.lexicon)
            if wording.known:
                yield from _compared(draft, prose[0], wording, sentences)
            elif language not in unknown:
                unknown.add(language)
                yield _not_compared(draft, prose[0], language)


def _own(draft: Instrument) -> str:
    return draft.languages[0] if draft.languages else "en"


def _sentences(rule: ast.Node) -> Iterator[tuple[ast.Sentence, tuple[ast.Condition, ...]]]:
    """Yield the sentences of a rule, each with the conditions that wake it."""
    stack: list[tuple[ast.Node, tuple[ast.Condition, ...]]] = [(rule, ())]
    while stack:
        node, triggers = stack.pop()
        if isinstance(node, ast.Sentence):
            yield node, triggers
        elif isinstance(node, ast.When):
            stack.extend((inner, (*triggers, node.condition)) for inner in node.rules)
        else:
            stack.extend((inner, triggers) for inner in ast.children(node))


def _written(world: World, draft: Instrument, prose: ast.Prose) -> str:
    """Return a wording with its references replaced by what they stand for."""

    def called(match: re.Match[str]) -> str:
        target = match[1].strip().removeprefix("@")
        label = draft.labels.get(target)
        other = world.instruments.get(target)
        return label.words if label is not None else other.title if other is not None else target.replace("-", " ")

    return _REFERENCE.sub(called, prose.text.text)


@dataclass
class _Lacks:
    """What a wording leaves out: surely, or as far as the known words tell."""

    sure: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


def _compared(
    draft: Instrument,
    prose: ast.Prose,
    wording: Wording,
    sentences: list[tuple[ast.Sentence, tuple[ast.Condition, ...]]],
) -> Iterator[Finding]:
    lacks = _Lacks()
    _modals(draft, wording, sentences, lacks)
    for sentence, triggers in sentences:
        before = len(lacks.sure) + len(lacks.doubtful)
        _words(draft, wording, sentence, triggers, lacks)
        _figures(draft, wording, (sentence, *triggers), lacks)
        if len(lacks.sure) + len(lacks.doubtful) > before:
            lacks.spans.append(sentence.span)
    missing = list(dict.fromkeys([*lacks.sure, *lacks.doubtful]))
    if not missing:
        return
    tail = "" if lacks.sure else ", as far as its words are known"
    start = prose.span.start
    yield Finding(
        "prose-lacks",
        Severity.ERROR if lacks.sure else Severity.WARNING,
        f"the wording in `{wording.language}` leaves out {_listed(missing)}, which the sentences beside it have{tail}",
        Span(prose.span.source, start, start + max(len(prose.language), 1)),
        remark="this is what will be printed",
        labels=tuple(Label(span, "not said there") for span in dict.fromkeys(lacks.spans)),
        help=("say it in the wording, or leave the wording out and let the sentences be written out",),
    )


def _listed(pieces: list[str]) -> str:
    return pieces[0] if len(pieces) == 1 else f"{', '.join(pieces[:-1])} and {pieces[-1]}"


def _modals(
    draft: Instrument,
    wording: Wording,
    sentences: list[tuple[ast.Sentence, tuple[ast.Condition, ...]]],
    lacks: _Lacks,
) -> None:
    """Compare how many modal verbs of each force the sentences and the wording have."""
    wanted: Counter[str] = Counter()
    for sentence, _ in sentences:
        if isinstance(sentence.predicate, ast.NormPredicate):
            found = addressed(sentence.subject, sentence.predicate.modal)
            if found is not None:
                wanted[FORCES[found[1]]] += 1
    for force, count in wanted.items():
        word = draft.lexicon.get(force, "modality")
        short = count - wording.forces[force]
        if short <= 0 or word is None:
            continue
        name = f"the {_KINDS[force]} (`{word.say()}`)"
        # Where a plain verb obliges too, its act shows it: what is not found may still be said.
        if force == "obliges" and wording.bare_verbs:
            if not all(_acts_said(draft, wording, sentence) for sentence, _ in sentences):
                lacks.doubtful.append(name)
        elif short == count:
            lacks.sure.append(name)
        else:
            lacks.doubtful.append(f"{name} of {_counted(short)} of {_counted(count)} sentences")


_KINDS = {
    "obliges": "duty",
    "forbids": "ban",
    "permits": "permission",
    "waives": "waiver",
    "recommends": "advice",
}


def _counted(number: int) -> str:
    return english(number) or str(number)


def _acts_said(draft: Instrument, wording: Wording, sentence: ast.Sentence) -> bool:
    predicate = sentence.predicate
    if not isinstance(predicate, ast.NormPredicate):
        return True
    words = (draft.lexicon.get(act.text, "act") for act in predicate.acts)
    return all(word is None or wording.says(word) for word in words)


def _words(
    draft: Instrument,
    wording: Wording,
    sentence: ast.Sentence,
    triggers: tuple[ast.Condition, ...],
    lacks: _Lacks,
) -> None:
    """Look for the acts that a sentence asks for, and for the events that wake it."""
    predicate = sentence.predicate
    if isinstance(predicate, ast.NormPredicate):
        for act in predicate.acts:
            word = draft.lexicon.get(act.text, "act")
            if word is not None and not wording.says(word):
                lacks.doubtful.append(f"`{act.text}`")
    for trigger in triggers:
        for atom in (trigger, *ast.walk(trigger)):
            head = atom.phrase.head if isinstance(atom, ast.Atom) else None
            if isinstance(head, ast.Words) and isinstance(head.items[0], ast.Name):
                event = draft.lexicon.get(head.items[0].text, "event")
                if event is not None and not wording.says_event(event):
                    lacks.doubtful.append(f"`{event.name}`")


def _figures(draft: Instrument, wording: Wording, nodes: tuple[ast.Node, ...], lacks: _Lacks) -> None:
    """Look for the numbers, dates and states that a sentence names."""
    for node in nodes:
        for inner in (node, *ast.walk(node)):
            if isinstance(inner, ast.Amount):
                _amount(wording, inner, lacks)
            elif isinstance(inner, ast.Day) and inner.day is not None and not wording.says_day(inner.day):
                lacks.sure.append(f"`{inner.text}`")
            elif isinstance(inner, ast.Words):
                for item in inner.items:
                    state = "" if isinstance(item, ast.Ref) else _state(draft, item)
                    if state and not wording.says_state(state, (item.text,)):
                        lacks.sure.append(f"`{item.text}`")


def _state(draft: Instrument, item: ast.Name | ast.Text) -> str:
    """Return the usual name of the state that an item names, nothing where it names something else."""
    if item.text in draft.labels and draft.labels[item.text].kind != "party":
        return ""
    if isinstance(item, ast.Name) and draft.lexicon.get(item.text) is not None:
        return ""
    return draft.alias_of(item.text) or draft.lexicon.state(item.text) or ""


def _amount(wording: Wording, amount: ast.Amount, lacks: _Lacks) -> None:
    number, unit = amount.number.text, _TIMES.get(amount.unit, amount.unit)
    if unit in _TIMES.values():
        if not wording.says_time(number, unit, _units(wording.language)):
            lacks.sure.append(f"`{number} {amount.unit}`")
    elif not wording.says_number(number):
        lacks.sure.append(f"`{number} {amount.unit}`")


def _units(language: str) -> dict[str, str]:
    """Return the units of time by their names in a language, in both numbers."""
    named = {}
    locale = Locale.parse(language)
    for unit in _TIMES.values():
        for count in (1, 2):
            said = format_unit(count, f"duration-{unit}", "long", locale=locale)
            named[re.sub(r"^[\d\s]+", "", said).casefold()] = unit
    return named


def _not_compared(draft: Instrument, prose: ast.Prose, language: str) -> Finding:
    start = prose.span.start
    return Finding(
        "prose-lacks",
        Severity.INFO,
        f"the wording in `{language}` is not compared with the sentences beside it: no vocabulary has its modal verbs",
        Span(prose.span.source, start, start + max(len(prose.language), 1)),
        help=("have them compared by somebody who reads both",),
        node=draft.name,
    )
