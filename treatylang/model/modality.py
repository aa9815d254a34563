"""What a sentence does to whom: forbids, permits, obliges, waives or recommends, whichever way it is put.

`no party shall` and `no state may` forbid, `no party need` waives: each says of nobody what another sentence says of
everybody (ruling 35). They are turned here, once, so that no pass has to know the negative forms.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from treatylang.syntax import ast


class Modality(Enum):
    """The modal verb of a norm, its negation included."""

    SHALL = "shall"
    SHALL_NOT = "shall not"
    MAY = "may"
    NEED = "need"
    NEED_NOT = "need not"
    SHOULD = "should"
    SHOULD_NOT = "should not"

    @property
    def obliges(self) -> bool:
        """Whether it asks for the act."""
        return self is Modality.SHALL

    @property
    def forbids(self) -> bool:
        """Whether it asks for leaving the act undone."""
        return self is Modality.SHALL_NOT

    @property
    def permits(self) -> bool:
        """Whether it leaves the act free."""
        return self is Modality.MAY

    @property
    def waives(self) -> bool:
        """Whether it takes back what another sentence asks."""
        return self is Modality.NEED_NOT


_OF_NOBODY = {
    Modality.SHALL: Modality.SHALL_NOT,
    Modality.MAY: Modality.SHALL_NOT,
    Modality.NEED: Modality.NEED_NOT,
    Modality.SHOULD: Modality.SHOULD_NOT,
}


def addressed(subject: ast.Phrase, modal: str) -> tuple[ast.Phrase, Modality] | None:
    """Return whom a sentence addresses and what it does to them; ``None`` where it denies twice.

    ``subject`` is the phrase in front of the modal verb; a denied one (`no party`) comes back as `each party`.
    """
    modality = Modality(modal)
    head = subject.head
    if not isinstance(head, ast.Quantified) or head.determiner != "no":
        return subject, modality
    turned = _OF_NOBODY.get(modality)
    if turned is None:
        return None
    return replace(subject, head=replace(head, determiner="each")), turned
