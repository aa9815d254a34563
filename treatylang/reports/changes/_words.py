"""What changes mean, in whole sentences: who must do more or less, who is protected better or worse, how often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from shlex import quote

from treatylang.compare.changes import DOWN, EDITORIAL, LEVELS, MIXED, UP, Change, Difference
from treatylang.findings import Finding, Severity
from treatylang.reports._terminal import visible

LEVEL_WORDS = {
    "substantive": "changes the law between the parties",
    "review": "to be read by people",
    "editorial": "changes no situation",
}
_BURDEN = {UP: "must do more", DOWN: "must do less", MIXED: "must do more in some situations and less in others"}
_PROTECTION = {
    UP: "better protected",
    DOWN: "less protected",
    MIXED: "better protected in some situations and less in others",
}
_PLURAL = {
    UP: ("must do more", "are better protected"),
    DOWN: ("must do less", "are less protected"),
}


def listed(names: Sequence[str]) -> str:
    """Return `A`, `A and B`, `A, B and C`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def consequences(change: Change) -> Iterator[str]:
    """Yield a sentence for each group of parties for whom a change means the same."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in change.directions:
        groups.setdefault((one.burden, one.protection), []).append(one.party)
    for (burden, protection), parties in groups.items():
        are = "is" if len(parties) == 1 else "are"
        said = [_BURDEN[burden]] if burden else []
        if protection:
            said.append(f"{are} {_PROTECTION[protection]}")
        yield f"{listed(parties)}: {' and '.join(said) if said else 'the position differs, neither more nor less'}"


def counted(change: Change, total: int) -> Iterator[str]:
    """Yield how many situations differ, for parties with the same numbers together."""
    total = change.situations or total
    groups: dict[tuple[int, int, int], list[str]] = {}
    for one in change.counts:
        groups.setdefault((one.duty, one.right, one.guarantee), []).append(one.party)
    for numbers, parties in groups.items():
        said = [
            f"{word} differ in {share(number, total)}"
            for number, word in zip(numbers, ("duties", "rights", "guarantees"), strict=True)
            if number
        ]
        if said:
            yield f"{listed(parties)}: {', '.join(said)}"


def often(found: Sequence[Difference], party: str) -> Iterator[str]:
    """Yield in how many situations a party's duties, rights and guarantees differ, over all changes together."""
    for one in found:
        for count in one.counts:
            if count.party == party:
                numbers = zip(
                    (count.duty, count.right, count.guarantee), ("duties", "rights", "guarantees"), strict=True
                )
                said = [f"{word} differ in {share(number, one.total)}" for number, word in numbers if number]
                if said and one.under:
                    said[-1] += f" ({one.under})"
                yield from said


def joined(block: Sequence[Change], one: Difference) -> Change:
    """Return one change for all that became of a sentence: with what it means for each party as a whole."""
    entry = one.entry(block[0])
    return block[0] if len(block) == 1 or entry is None else replace(block[0], directions=entry.directions)


LONG = 72
"""Characters up to which words that differ are shown whole."""


def shortened(change: Change) -> str:
    """Return what a change says with long words cut to where they differ."""
    old, new = change.old, change.new
    if max(len(old), len(new)) <= LONG:
        return change.message
    message = change.message
    for whole, cut in zip((old, new), _cut(old, new) if old and new else (_ended(old), _ended(new)), strict=True):
        if whole and len(whole) > LONG:
            message = message.replace(whole, cut, 1)
    return message


def _ended(text: str) -> str:
    return text if len(text) <= 2 * LONG else f"{text[: 2 * LONG]}…"


def _cut(old: str, new: str) -> tuple[str, str]:
    """Return two texts from shortly before they part until shortly after they meet again."""
    left, right = old.split(" "), new.split(" ")
    shorter = min(len(left), len(right))
    start = next((i for i in range(shorter) if left[i] != right[i]), shorter)
    end = next((i for i in range(shorter - start) if left[-1 - i] != right[-1 - i]), shorter - start)
    first, last = max(0, start - 3), max(0, end - 3)
    return tuple(  # type: ignore[return-value]  # two texts, two results
        f"{'… ' if first else ''}{' '.join(words[first : len(words) - last])}{' …' if last else ''}"
        for words in (left, right)
    )


def share(number: int, total: int) -> str:
    """Return a number of situations, in figures while they can be read, else as a share of all."""
    if number == total:
        return "all situations"
    part = 100 * number / total
    told = "less than 0.1 %" if part < 0.1 else f"{part:.1f} %" if part < 10 else f"{part:.0f} %"
    return f"{number:,} of {total:,} situations" if total < 1_000_000 else f"{told} of all situations"


def questions(change: Change) -> Iterator[str]:
    """Yield the command lines that ask either draft about the situation that shows a change."""
    asked = change.witness.questions if change.witness is not None else None
    for one in asked or ():
        parts = (one.file, one.situation, *one.arguments)
        yield " ".join(["treaty ask", *(quote(visible(part)) for part in parts)])


def place(change: Change) -> str:
    """Return where a change stands in both drafts."""
    said = []
    if change.base is not None:
        said.append(f"{change.base.file}:{change.base.line}")
    if change.revision is not None:
        said.append(f"{change.revision.file}:{change.revision.line}")
    return " => ".join(said)


def summary(found: Sequence[Difference]) -> str:
    """Return `2 substantive changes, 1 for review, 3 editorial`; what was accepted is counted apart."""
    changes = [change for one in found for change in one.changes]
    open_ones = [change for change in changes if not change.accepted]
    accepted = len(changes) - len(open_ones)
    tail = f" ({accepted} accepted)" if accepted else ""
    if not open_ones:
        return f"no differences{tail}" if not changes else f"no open differences{tail}"
    said = []
    for level in LEVELS:
        number = sum(change.level == level for change in open_ones)
        if number:
            noun = f"{level} change{'s' if number != 1 else ''}" if level != "review" else "for review"
            said.append(f"{number} {noun}")
    return ", ".join(said) + tail


def verdicts(found: Sequence[Difference]) -> Iterator[str]:
    """Yield how findings came and went, party by party: `new for Japan: 1 error (law-conflict); resolved: 2`."""
    rows: dict[str, tuple[list[Finding], list[Finding]]] = {}
    for one in found:
        for index, findings in enumerate((one.introduced, one.resolved)):
            for finding in findings:
                if finding.severity > Severity.INFO:
                    rows.setdefault(finding.party, ([], []))[index].append(finding)
    for party in sorted(rows, key=lambda name: (name == "", name)):
        new, gone = rows[party]
        said = [f"{word} {_rules(group)}" for word, group in (("new", new), ("resolved", gone)) if group]
        yield f"{party or 'the draft itself'}: {'; '.join(said)}"


def _rules(findings: Sequence[Finding]) -> str:
    names: dict[str, int] = {}
    for finding in findings:
        names[finding.rule] = names.get(finding.rule, 0) + 1
    return ", ".join(f"{number} {name}" if number > 1 else name for name, number in sorted(names.items()))


def by_party(found: Sequence[Difference], party: str) -> tuple[str, str]:
    """Return what all revisions together mean for a party: each as computed from its two drafts."""
    ways: tuple[set[str], set[str]] = (set(), set())
    for one in found:
        for direction in one.directions:
            if direction.party == party:
                ways[0].add(direction.burden)
                ways[1].add(direction.protection)
    result = []
    for way, said in zip(ways, (_BURDEN, {k: f"is {v}" for k, v in _PROTECTION.items()}), strict=True):
        way.discard("")
        result.append("" if not way else said[next(iter(way))] if len(way) == 1 else said[MIXED])
    return result[0], result[1]


def brief(found: Sequence[Difference]) -> tuple[list[tuple[Difference, Change]], list[tuple[Difference, Change]]]:
    """Return the changes told one by one, and the mere renumberings that are reported together."""
    single: list[tuple[Difference, Change]] = []
    together: list[tuple[Difference, Change]] = []
    for one in found:
        for change in one.changes:
            plain = change.level == EDITORIAL and change.action == "renumber"
            (together if plain else single).append((one, change))
    return single, together


def pieces(old: str, new: str) -> Iterator[tuple[str, str, str]]:
    """Yield (what, words before, words after) for two texts: ``equal``, ``delete``, ``insert`` or ``replace``."""
    left, right = old.split(), new.split()
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        yield what, " ".join(left[a:b]), " ".join(right[c:d])
