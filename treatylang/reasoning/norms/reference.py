"""Which norms a sentence refers to: a label belongs to the instrument that it stands in, or that the reference names.

`@ban` in one law is not `@ban` in another, though both stand in the same legal order.
"""

from __future__ import annotations

from dataclasses import dataclass

from treatylang.model.instrument import Norm
from treatylang.syntax import ast


@dataclass(frozen=True, order=True)
class Provision:
    """A provision that a text names: an instrument, and a label in it; without a label, all of the instrument."""

    instrument: str
    label: str = ""

    def has(self, norm: Norm) -> bool:
        """Return whether a norm stands in it."""
        return norm.instrument == self.instrument and (not self.label or self.label in norm.labels)


def refers_to(item: ast.Name | ast.Text | ast.Ref, standing_in: str, norm: Norm) -> bool:
    """Return whether an item that stands in an instrument names a norm: by a label around it, or by its instrument."""
    if item.text == norm.instrument:
        return True
    if not isinstance(item, ast.Ref):
        return False
    instrument, dot, label = item.text.partition(".")
    if dot and instrument == norm.instrument:
        return label in norm.labels
    return standing_in == norm.instrument and item.text in norm.labels


def phrase_refers_to(value: object, standing_in: str, norm: Norm) -> bool:
    """Return whether some item of a list of names refers to a norm."""
    return isinstance(value, ast.Words) and any(refers_to(item, standing_in, norm) for item in value.items)
