"""What was worked out lately, in two halves: where room is short the older half goes, but for what was asked for."""

from __future__ import annotations

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values by key. A value that is asked for counts as new; `turn` forgets the old ones and makes the new ones old.

    Where a key has the identity of an object in it, the value has to hold that object: as long as there is the value,
    no other object has that identity.
    """

    def __init__(self) -> None:
        self._new: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """Return what was kept under a key and not forgotten; no value is ``None``."""
        found = self._new.get(key)
        if found is None:
            found = self._old.pop(key, None)
            if found is not None:
                self._new[key] = found
        return found

    def keep(self, key: K, value: V) -> V:
        """Keep a value, and return it."""
        self._new[key] = value
        return value

    def turn(self) -> None:
        """Forget what was not asked for since the last turn."""
        self._old, self._new = self._new, {}

    def __len__(self) -> int:
        return len(self._new) + len(self._old)
