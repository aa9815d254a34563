"""What was worked out before, each answer under its topic, so that its type is known wherever it is asked for again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Topic(Generic[T]):
    """What some answers are about; all answers about one topic have one type."""

    name: str


class Memo:
    """Answers by topic and by what they rest on.

    Where a key speaks of a thing by its identity, the thing is kept beside the answer: else another could come to lie
    in its place and be taken for it.
    """

    def __init__(self) -> None:
        # Topics differ in type, so one dictionary of all of them has no type of its own: `once` gives it back.
        self._known: dict[Topic[Any], dict[Hashable, tuple[Any, tuple[object, ...]]]] = {}

    def once(self, topic: Topic[T], key: Hashable, work: Callable[[], T], *kept: object) -> T:
        """Return the answer to a question, worked out when it is asked for the first time."""
        answers = self._known.get(topic)
        if answers is None:
            answers = self._known[topic] = {}
        known = answers.get(key)
        if known is None:
            # What is worked out may ask for itself on the way, where words mean each other: the last answer stays.
            known = answers[key] = (work(), kept)
        answer: T = known[0]
        return answer

    def has(self, topic: Topic[Any], key: Hashable) -> bool:
        """Return whether a question was answered before."""
        return key in self._known.get(topic, {})
