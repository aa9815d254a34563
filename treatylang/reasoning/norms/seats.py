"""Who sits in the bodies of a text, and whom its lines on them name, on one of the days of a frame."""

from __future__ import annotations

from treatylang.model.instrument import Instrument
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.frame import Frame
from treatylang.syntax import ast

_MOST_SEATS = 200


class Seats:
    """Who sits and who is named, on one of the days of a frame."""

    def __init__(self, frame: Frame, draft: Instrument, day: int) -> None:
        self.draft = draft
        self.frame = frame
        self.day = self.frame.space.on(self.frame.space.dates[day])
        self.parties = tuple(
            state for state in self.frame.space.states if self._today(Reader(self.frame, draft, state).party(state))
        )

    def _today(self, where: Situations) -> bool:
        return self.frame.diagrams.both(where, self.day) != EMPTY

    def named(self, phrase: object) -> tuple[str, ...]:
        """Return the states that a phrase names on the day, by name, as a group or as parties."""
        if not isinstance(phrase, ast.Node) or isinstance(phrase, (ast.Text, ast.Name, ast.Day)):
            return ()
        if isinstance(phrase, ast.Quantified) and phrase.role is not None and phrase.noun:
            return ()  # who is concerned, or interested, depends on the decision
        if isinstance(phrase, ast.Words) and any(self._is_role(item) for item in phrase.items):
            return ()
        reader = Reader(self.frame, self.draft, "")
        return tuple(one for one in self.frame.space.states if self._today(reader.member(phrase, one)))  # type: ignore[arg-type]

    def unsaid(self, line: ast.Line) -> str:
        """Return the first group that a line names and that no definition of the text fills on the day."""
        items = (one for phrase in ast.walk(line) if isinstance(phrase, ast.Words) for one in phrase.items)
        names = dict.fromkeys(one.text for one in items if isinstance(one, ast.Name))
        labels = ((name, self.draft.labels.get(name)) for name in names)
        groups = [name for name, label in labels if label is not None and label.kind == "group"]
        return next((name for name in groups if not self._filled(name)), "")

    def _filled(self, group: str) -> bool:
        versions = (one for one in self.draft.areas if one.name == group and self.frame.stands(self.draft, one.choices))
        return any(self._today(self.frame.space.on(one.period)) for one in versions)

    def _is_role(self, item: ast.Name | ast.Text | ast.Ref) -> bool:
        return isinstance(item, ast.Name) and self.draft.lexicon.get(item.text, "role") is not None

    def seats(self, line: ast.Line) -> tuple[str, ...]:
        """Return who sits in a council; seats that no state is named for have a number."""
        found: list[str] = []
        for slot in line.slots:
            if slot.word not in ("object", "including") or not slot.values:
                continue
            number = whole(slot.value)
            if number is None:
                found += [one for one in self.named(slot.value) if one not in found]
                continue
            fixed = [one for other in line.slots if other.word == "including" for one in self.named(other.value)]
            found += fixed
            found += [f"member {i}" for i in range(len(fixed) + 1, min(number, _MOST_SEATS) + 1)]
        left = [one for slot in line.slots if slot.word == "except" for one in self.named(slot.value)]
        return tuple(one for one in dict.fromkeys(found) if one not in left)

    def is_will(self, phrase: object) -> bool:
        """Return whether a phrase is what somebody wants, such as `consent`."""
        return isinstance(phrase, ast.Words) and all(
            self.draft.lexicon.get(item.text, "will") is not None for item in phrase.items
        )

    def measure(self, phrase: object) -> str:
        """Return what the vocabulary says of a measure: how much of the whole it is; empty for what is none."""
        if not isinstance(phrase, ast.Words) or len(phrase.items) != 1:
            return ""
        word = self.draft.lexicon.get(phrase.items[0].text, "measure")
        return word.floor if word is not None else ""


def whole(amount: object) -> int | None:
    """Return the whole number of an amount, one more after `more than`; ``None`` for what is not a number."""
    if not isinstance(amount, ast.Amount) or not amount.number.text.isdigit() or len(amount.number.text) > 9:
        return None
    return int(amount.number.text) + (1 if amount.measure == "more than" else 0)
