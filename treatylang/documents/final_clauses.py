"""Final clauses: each line of the draft as a sentence of a treaty, gathered under the titles that treaties use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from babel import Locale

from treatylang.documents.conditions import closing, slot
from treatylang.documents.filling import best, fill, gaps
from treatylang.documents.languages.grammar import TIME_UNITS
from treatylang.documents.marks import capital
from treatylang.documents.tongue import Tongue
from treatylang.syntax import ast

GROUPS: tuple[tuple[str, ...], ...] = (
    ("participation", "signature", "full-powers", "ratification"),
    ("accession",),
    ("provisional-application", "entry-into-force"),
    ("territorial-application",),
    ("reservations", "declarations"),
    ("relation",),
    ("disputes",),
    ("amendment",),
    ("duration", "withdrawal", "suspension", "termination"),
    ("depositary", "correction", "registration"),
    ("adoption", "annexes", "authentic"),
)
"""Which clauses stand together in one article, in the order of the text."""

APART = frozenset({"testimonium", "signature-block"})
"""What is not an article but the end of the text."""

_NOTICE = "notice"
"""The word whose length clauses count: *by giving notice of one year*."""


@dataclass
class _Facts:
    """What a line says: the texts for the gaps of a form, and which gaps each slot can fill."""

    values: dict[str, str]
    slots: list[tuple[frozenset[str], str]]

    def add(self, said: str, fallback: str, *keys: str) -> None:
        for key in keys:
            self.values[key] = said
        self.slots.append((frozenset(keys), fallback))

    def flag(self, name: str) -> None:
        self.values[f"#{name}"] = ""


@dataclass(frozen=True)
class Gathered:
    """An article of the final clauses: its title, the word of its first clause, and what it says.

    ``alternatives`` are the sentences that stand under some options alone, for each set of lines that was given.
    """

    title: str
    word: str
    sentences: tuple[str, ...]
    alternatives: tuple[tuple[str, ...], ...] = ()


def articles(
    tongue: Tongue, lines: Sequence[ast.Line], alternatives: Sequence[Sequence[ast.Line]] = ()
) -> list[Gathered]:
    """Return the articles of the final clauses, of lines that are agreed and of those that are alternatives."""
    every = [*lines, *(line for several in alternatives for line in several)]
    known = {word for group in GROUPS for word in group}
    groups = [*GROUPS, *((w,) for w in dict.fromkeys(line.word.text for line in every) if w not in known | APART)]
    found = []
    for group in groups:
        ours = [line for word in group for line in every if line.word.text == word]
        if ours:
            words = list(dict.fromkeys(line.word.text for line in ours))
            said = [tuple(_said(tongue, group, several)) for several in (lines, *alternatives)]
            found.append(Gathered(title(tongue, words), words[0], said[0], tuple(said[1:])))
    return found


def _said(tongue: Tongue, group: Sequence[str], lines: Sequence[ast.Line]) -> Iterable[str]:
    return (said for word in group for line in lines if line.word.text == word for said in sentences(tongue, line))


def title(tongue: Tongue, words: Sequence[str]) -> str:
    """Return the title of an article that holds these clauses: *Signature and ratification*."""
    titles = [tongue.grammar.titles.get(word) or capital(tongue.setting.say(word)) for word in words]
    return tongue.both([titles[0], *(text[:1].lower() + text[1:] for text in titles[1:])])


def sentences(tongue: Tongue, line: ast.Line) -> Iterable[str]:
    """Return the sentence or sentences of one line; nothing for the end of the text."""
    word = line.word.text
    if word in APART or word.endswith("-title"):
        return ()
    before, tongue.general = tongue.general, True
    facts = _facts(tongue, line)
    tongue.general = before
    chosen = best(tongue.grammar.clauses.get(word, ()), facts.values)
    if chosen is None:
        rest = ", ".join(text for _, text in facts.slots)
        heading = tongue.grammar.titles.get(word) or capital(tongue.setting.say(word))
        return (tongue.finish(f"{heading}: {rest}."),)
    form, _ = chosen
    said = fill(form, facts.values)
    used = gaps(form)[1]
    unsaid = [text for keys, text in facts.slots if not keys & used and text]
    if unsaid:
        said = f"{said.rstrip('.')}, {', '.join(unsaid)}."
    return (capital(tongue.finish(said)),)


def _facts(tongue: Tongue, line: ast.Line) -> _Facts:
    facts = _Facts({}, [])
    word = line.word.text
    if word == "authentic":
        _languages(tongue, line, facts)
        return facts
    if any(True for _ in depositaries(tongue)):
        facts.flag("deposited")
    if line.of is not None:
        said = tongue.phrase_of(line.of, joined="and")
        facts.add(said, tongue.grammar.forms["of"].format("", said).strip(), "of")
    then = False
    counted = _counted(tongue, line)
    for node in line.slots:
        value = node.value
        if counted is not None and node.word in counted.slots:
            if node.word == counted.slots[0]:
                facts.add(counted.said, slot(tongue, node), f"{node.word}_deposit")
            continue
        if node.word == "object" and isinstance(value, ast.Words) and all(_is_flag(tongue, i) for i in value.items):
            names = [item.text for item in value.items]
            then = "then" in names
            for name in names:
                facts.flag(name)
            continue
        if node.word == "within" and not isinstance(value, ast.Amount) and "to" in facts.values:
            # `open to any state within Africa`: where the states lie, not how long anything may take.
            place = slot(tongue, replace(node, word="in"))
            for name in ("to", "of_to"):
                facts.values[name] = f"{facts.values[name]} {place}"
            continue
        if node.word == "object" and then:
            facts.add(tongue.phrase_of(value), tongue.phrase_of(value), "then")
            continue
        _slot(tongue, word, node, facts)
    _conditions(tongue, line, facts)
    return facts


@dataclass(frozen=True, slots=True)
class _Counted:
    """Instruments that are counted: the slots that say so, and *the deposit of the fourth instrument …*."""

    slots: tuple[str, str]
    said: str


def _counted(tongue: Tongue, line: ast.Line) -> _Counted | None:
    """Return the instruments that a line counts by those who deposit them; ``None`` where it counts none."""
    by = next((s.value for s in line.slots if s.word == "by"), None)
    if not isinstance(by, ast.Amount) or by.measure or not by.number.text.isdigit() or by.unit in TIME_UNITS:
        return None
    for node in line.slots:
        if node.word in ("after", "on") and isinstance(node.value, ast.Words):
            instrument = tongue.setting.has(node.value.items[0].text, "instrument")
            if instrument:
                place = tongue.grammar.ordinal(int(by.number.text))
                return _Counted((node.word, "by"), tongue.grammar.forms["instruments"].format(place, instrument))
    return None


def _is_flag(tongue: Tongue, item: ast.Name | ast.Text | ast.Ref) -> bool:
    if not isinstance(item, ast.Name):
        return False
    meaning = tongue.setting.meaning(item)
    return meaning.kind == "text" or (meaning.word is not None and meaning.word.kind == "word")


def _slot(tongue: Tongue, word: str, node: ast.Slot, facts: _Facts) -> None:
    value = node.value
    fallback = slot(tongue, node)
    if isinstance(value, ast.Day):
        facts.add(tongue.day(value), fallback, f"{'on' if node.word == 'date' else node.word}_day")
    elif node.word == "object":
        key = "what" if not isinstance(value, ast.Words) or _is_state(tongue, value) else "organ"
        facts.add(tongue.phrase_of(value), fallback, key, *(("what",) if word != "depositary" else ()))
    elif node.word == "to":
        _to(tongue, word, value, facts, fallback)
    elif node.word == "for" and isinstance(value, ast.Words) and all(_is_flag(tongue, item) for item in value.items):
        facts.add(tongue.grammar.words["indefinitely"], fallback, "indefinitely")
    elif node.word in ("by", "with"):
        _by(tongue, node, facts, fallback)
    elif node.word in ("after", "on"):
        _after(tongue, node, facts, fallback)
    elif node.word == "for" and isinstance(value, ast.Quantified) and value.determiner == "each":
        facts.add(tongue.grammar.words["later_party"], fallback, "for_later")
    else:
        said = (
            slot(tongue, node)
            if node.word == "at" and isinstance(value, ast.Angle)
            else tongue.both([tongue.phrase_of(v, joined="and") for v in node.values])
        )
        facts.add(said, fallback, node.word)
        if isinstance(value, ast.Words):
            each = tongue.grammar.words["of_each"]
            whose = tongue.both([each.format(tongue.item(item)) for item in value.items])
            that = tongue.grammar.words["that_of" if len(value.items) == 1 else "those_of"]
            facts.slots[-1] = (frozenset({node.word, f"those_{node.word}"}), fallback)
            facts.values[f"those_{node.word}"] = that.format(whose)


def _is_state(tongue: Tongue, value: ast.Words) -> bool:
    return all(not isinstance(item, ast.Ref) and tongue.setting.meaning(item).kind == "state" for item in value.items)


_BEFORE = frozenset({"participation", "signature"})
"""Clauses that speak of those who will be parties while there is none yet."""


def _to(tongue: Tongue, word: str, value: object, facts: _Facts, fallback: str) -> None:
    if isinstance(value, ast.Quantified) and value.determiner == "no":
        facts.flag("nobody")
        return
    said = tongue.phrase_of(value, joined="and")
    if word in _BEFORE and isinstance(value, ast.Quantified) and value.noun == "parties" and value.role is None:
        said = tongue.grammar.words["named_states" if tongue.setting.names_parties else "negotiating_states"]
    facts.add(said, fallback, "to", "of_to", "to_whom")
    facts.values["to_whom"] = fallback
    each = tongue.grammar.words["of_each"]
    items = value.items if isinstance(value, ast.Words) and not any(isinstance(i, ast.Ref) for i in value.items) else ()
    facts.values["of_to"] = tongue.both([each.format(tongue.item(i)) for i in items]) or each.format(facts.values["to"])


def _by(tongue: Tongue, node: ast.Slot, facts: _Facts, fallback: str) -> None:
    said = tongue.both([tongue.phrase_of(value, joined="and") for value in node.values])
    if node.word == "with":
        facts.add(said, fallback, "with")
    else:
        facts.add(fallback, fallback, "by", "by_whom")
        facts.values["by_whom"] = tongue.grammar.slots["by"].format(said)


def _after(tongue: Tongue, node: ast.Slot, facts: _Facts, fallback: str) -> None:
    value = node.value
    if isinstance(value, ast.Amount) and value.unit in TIME_UNITS:
        facts.add(tongue.amount(value), fallback, f"{node.word}_time", node.word)
        facts.values[node.word] = fallback
        return
    if isinstance(value, ast.Of) and isinstance(value.owner, ast.Amount) and _is_notice(value):
        facts.add(tongue.notice(value.owner), fallback, "notice")
        return
    said = tongue.phrase_of(value, joined="and")
    if isinstance(value, ast.Of):
        facts.add(tongue.grammar.definite(tongue.grammar.stripped(said)), fallback, f"{node.word}_exchange", node.word)
    elif isinstance(value, ast.Words) and value.items[0].text == _NOTICE:
        facts.add(said, fallback, "notice_given")
    else:
        facts.add(tongue.grammar.stripped(said), fallback, f"{node.word}_event", f"{node.word}_noun", node.word)
        facts.values[f"{node.word}_noun"] = tongue.grammar.definite(tongue.grammar.stripped(said))
        facts.values[node.word] = fallback if node.word == "after" else said


def _conditions(tongue: Tongue, line: ast.Line, facts: _Facts) -> None:
    rest = []
    for node in line.qualifications:
        if node.word == "until" and isinstance(node.value, ast.Day):
            facts.add(tongue.day(node.value), closing(tongue, node), "until_day")
            continue
        notice = _notice(node)
        if notice is not None:
            facts.add(tongue.amount(notice), closing(tongue, node), "unless_notice", "conditions")
            facts.values["conditions"] = closing(tongue, node)
            continue
        rest.append(closing(tongue, node))
    if rest:
        facts.add(", ".join(rest), ", ".join(rest), "conditions")


def _notice(node: ast.Qualification) -> ast.Amount | None:
    """Return the length of the notice in ``unless notice of 1 year``."""
    if node.word != "unless" or not isinstance(node.value, ast.Atom):
        return None
    head = node.value.phrase.head
    return head.owner if isinstance(head, ast.Of) and _is_notice(head) and isinstance(head.owner, ast.Amount) else None


def _is_notice(node: ast.Of) -> bool:
    return isinstance(node.head, ast.Words) and node.head.items[0].text == _NOTICE


def _languages(tongue: Tongue, line: ast.Line, facts: _Facts) -> None:
    codes = [item.text for s in line.slots if isinstance(s.value, ast.Words) for item in s.value.items]
    if len(codes) <= 2:
        facts.flag("single" if len(codes) == 1 else "two")
    facts.add(named_languages(tongue, codes), "", "languages")


def named_languages(tongue: Tongue, codes: Sequence[str]) -> str:
    """Return languages by their names: *English and Japanese*."""
    names = Locale.parse(tongue.grammar.locale).languages
    form = tongue.grammar.words.get("language_in_list", "{}")
    return tongue.both([form.format(names.get(code, code)) for code in codes])


def depositaries(tongue: Tongue) -> Iterable[ast.Line]:
    """Return the lines that name the depositary, among the headings or the final clauses."""
    return (
        line
        for line in (*tongue.setting.draft.headings, *tongue.setting.draft.clauses)
        if line.word.text == "depositary"
    )
