"""Two sets of drafts to differences: instruments are paired by name, each is read in its own project and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from treatylang.compare import Difference, Side, compared
from treatylang.compare.beside import beside
from treatylang.compare.changes import SUBSTANTIVE, Change, Place, alone, identified
from treatylang.compare.comparison import MOST_NORMS
from treatylang.compare.whole import Whole, whole
from treatylang.findings import Finding
from treatylang.model.instrument import Instrument
from treatylang.model.question import Question
from treatylang.syntax import ast
from treatylang.workspace.passes import Opened, Selection, check
from treatylang.workspace.trouble import NoVerdict


@dataclass(frozen=True)
class Text:
    """An opened file with the rules of its project."""

    opened: Opened
    selection: Selection
    question: Question | None = field(default=None, compare=False, kw_only=True)
    """The day, readings and options of its own project; without one, what the whole comparison is asked."""
    reopen: Callable[[Mapping[str, str]], Text] | None = field(default=None, compare=False, kw_only=True)
    """The same text with options of its brackets chosen."""
    _said: dict[tuple[object, ...], tuple[Finding, ...]] = field(default_factory=dict, compare=False, repr=False)

    def findings(self, question: Question, today: date) -> tuple[Finding, ...]:
        """Return what the checks say of the text; the same question is answered once."""
        key = (str(question), today)
        if key not in self._said:
            self._said[key] = tuple(check(self.opened, question, self.selection, today))
        return self._said[key]


def _for(text: Text, question: Question) -> Question:
    """Return a question as a side is asked it: of a bracket that it does not have, nothing is chosen."""
    return replace(question, options=text.question.options) if text.question is not None else question


@dataclass(frozen=True)
class _Held:
    """An instrument with the file in which it stands; ``home`` is the text whose world has it as it is compared.

    That is the same, save where a protocol in another file amends it.
    """

    text: Text
    draft: Instrument
    home: Text


_Instruments = dict[str, _Held]


def differences(
    old: Sequence[Text], new: Sequence[Text], question: Question, today: date, *, checked: bool = True
) -> tuple[Difference, ...]:
    """Return what differs, instrument by instrument; raises ``NoVerdict`` where a text cannot be read.

    Instruments are paired by name, whatever file they stand in; of one treaty on each side, the names do not matter.
    """
    before, after = _instruments(old), _instruments(new)
    if not before and not after:
        raise NoVerdict("neither side has a treaty, protocol or law to compare")
    common = question
    named = _paired(before, after)
    pairs = [(before[mine], after[theirs]) for mine, theirs in named]
    if not pairs and before and after:
        names = ", ".join(dict.fromkeys((*before, *after)))
        raise NoVerdict(
            "the two sides have no treaty of the same name",
            f"there are: {names}; give a file with one treaty on each side to compare treaties of different names",
        )
    found = []
    for mine, theirs in pairs:
        question = theirs.text.question or common
        asked = checked and max(len(mine.draft.norms), len(theirs.draft.norms)) <= MOST_NORMS
        sides = [_side(one, question, today, asked=asked) for one in (mine, theirs)]
        found.append(replace(compared(sides[0], sides[1], question), checked=asked))
    paired = [{one for one, _ in named}, {other for _, other in named}]
    for index, side in enumerate((before, after)):
        for name, held in side.items():
            if name not in paired[index]:
                text, draft = held.text, held.draft
                asked = checked and len(draft.norms) <= MOST_NORMS
                question = text.question or common
                said = tuple(f for f in text.findings(question, today) if _of(f, draft)) if asked else ()
                assert text.opened.world is not None
                sense = whole(text.opened.world, draft, question, added=index == 1, guarantees=asked)
                found.append(_whole(draft, said, sense, added=index == 1, checked=asked))
    return tuple(_with_the_rest(found, old, new))


def _side(held: _Held, question: Question, today: date, *, asked: bool) -> Side:
    """Return an instrument as a side of a comparison, with what the checks say of it if they are ``asked``."""
    text, draft, home = held.text, held.draft, held.home
    said = text.findings(_for(text, question), today) if asked else ()
    world, reopen = home.opened.world, home.reopen
    assert world is not None

    def under(options: Mapping[str, str]) -> Side:
        assert reopen is not None
        chosen = reopen(options)
        assert chosen.opened.world is not None  # what can be read can be read with an option chosen
        other = _Held(chosen if text is home else text, chosen.opened.world.instruments[draft.name], chosen)
        return _side(other, question, today, asked=asked)

    return Side(
        world,
        draft,
        tuple(one for one in said if _of(one, draft)),
        _written(text, draft),
        under if reopen is not None else None,
    )


def _written(text: Text, draft: Instrument) -> ast.InstrumentNode | None:
    """Return an instrument as it stands in its file: without what protocols beside it make of it."""
    items = text.opened.filled.items if text.opened.filled is not None else ()
    return next((i for i in items if isinstance(i, ast.InstrumentNode) and i.name.text == draft.name), None)


def _with_the_rest(found: list[Difference], old: Sequence[Text], new: Sequence[Text]) -> list[Difference]:
    """Add what the files say besides their treaties and laws; it is told with the first of these."""
    documents = [[t.opened.document for t in side if t.opened.document is not None] for side in (old, new)]
    more = tuple(beside(documents[0], documents[1], [change for one in found for change in one.changes]))
    if not more:
        return found
    first, *rest = found or [Difference("", "", ())]
    changes = identified((*first.changes, *more))
    known = {key for entry in first.entries for key in entry.changes}
    entries = (*first.entries, *(alone(change) for change in changes if change.fingerprint not in known))
    return [replace(first, changes=changes, entries=entries), *rest]


def _whole(draft: Instrument, said: tuple[Finding, ...], sense: Whole, *, added: bool, checked: bool) -> Difference:
    """Return the weightiest of differences: a text that only one side has, with the findings that go with it."""
    kind = draft.node.kind
    words = f"{kind} {draft.name} “{draft.title}”"
    place = Place(draft.node.name.span)
    change = Change(
        SUBSTANTIVE,
        "text",
        "existence",
        "add" if added else "remove",
        draft.name,
        None if added else place,
        place if added else None,
        "" if added else words,
        words if added else "",
        f"the {words} {'is new' if added else 'is gone'}",
        f"everything that it says {'is added' if added else 'is gone'}",
        sense.directions,
        sense.counts,
        sense.witness,
        whom=sense.parties,
    )
    base, revision = ("", draft.name) if added else (draft.name, "")
    introduced, resolved = (said, ()) if added else ((), said)
    told = identified([change])
    return Difference(
        base,
        revision,
        told,
        sense.counts,
        sense.total,
        introduced,
        resolved,
        sense.parties,
        checked,
        sense.directions,
        entries=tuple(map(alone, told)),
    )


def unpaired(old: Sequence[Text], new: Sequence[Text]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the instruments that only the base has, and of those that only the revision has."""
    before, after = _instruments(old), _instruments(new)
    pairs = _paired(before, after)
    ours, theirs = {a for a, _ in pairs}, {b for _, b in pairs}
    return tuple(n for n in before if n not in ours), tuple(n for n in after if n not in theirs)


def _paired(before: _Instruments, after: _Instruments) -> list[tuple[str, str]]:
    """Return the names that belong together: the same ones, and what alone is left of a kind on both sides."""
    pairs = [(name, name) for name in before if name in after]
    for kind in ("treaty", "law", "protocol"):
        mine = [n for n, held in before.items() if n not in after and held.draft.node.kind == kind]
        theirs = [n for n, held in after.items() if n not in before and held.draft.node.kind == kind]
        if len(mine) == len(theirs) == 1:
            pairs.append((mine[0], theirs[0]))
    return pairs


def _of(finding: Finding, draft: Instrument) -> bool:
    return finding.node.partition("/")[0] == draft.name or finding.span.source is draft.span.source


def _instruments(texts: Sequence[Text]) -> _Instruments:
    found: _Instruments = {}
    for text in texts:
        if text.opened.world is None:
            first = text.opened.findings[0]
            raise NoVerdict(f"{first.span}: {first.message}", "`treaty check` shows the place")
        for instrument in text.opened.instruments:
            if instrument.name in found:
                raise NoVerdict(
                    f"`{instrument.name}` stands in `{found[instrument.name].draft.span.source.name}` and in "
                    f"`{instrument.span.source.name}`",
                    "give the file that is meant",
                )
            found[instrument.name] = _Held(text, instrument, text)
    for name, held in found.items():
        found[name] = _as_amended(held, texts)
    return found


def _as_amended(held: _Held, texts: Sequence[Text]) -> _Held:
    """Return a treaty as protocols in other files of its side make it: as the text that knows most of them has it."""
    best, most = held, _amending(held.text, held.draft)
    for text in texts:
        world = text.opened.world
        if world is None or text is held.text or held.draft.name not in world.instruments:
            continue
        if (known := _amending(text, held.draft)) > most:
            best, most = _Held(held.text, world.instruments[held.draft.name], text), known
    return best


def _amending(text: Text, draft: Instrument) -> int:
    """Return how many protocols amend a treaty, as one text has it, among those that stand in it or that it imports."""
    world = text.opened.world
    protocols = [one.node for one in world.instruments.values() if one.node.amends is not None] if world else []
    return sum(one.amends is not None and one.amends.text == draft.name for one in protocols)
