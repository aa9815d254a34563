"""The rules: one fault, one file. The folder is the registry; a file's name is its rule's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from treatylang.findings import Category, Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.question import Question


class Find(Protocol):
    """What a rule does: look at one draft in its world and yield what is wrong."""

    def __call__(self, world: World, draft: Instrument, question: Question) -> Iterator[Finding]:
        """Yield what is wrong with the draft under a question."""


@dataclass(frozen=True)
class Rule:
    """One rule: its name, its page (Markdown), its usual severity, and its search.

    ``from_silence`` says that it concludes from what a text does not say, so that it waits until all of it is read;
    ``unfinished`` that it lists what a whole text still lacks, which people are shown after what is wrong in it.
    """

    name: str
    page: str
    severity: Severity
    find: Find | None
    from_silence: bool = False
    category: Category = Category.FORM
    unfinished: bool = False

    @property
    def summary(self) -> str:
        """The first sentence of the page."""
        return self.page.strip().splitlines()[0]


def _category(module: object) -> Category:
    """Return what a rule is about: its form, unless its file says otherwise."""
    category: Category = getattr(module, "CATEGORY", Category.FORM)
    return category


def category_of(rule: str) -> Category:
    """Return what the rule of a finding is about."""
    known = rules().get(rule)
    return known.category if known is not None else Category.FORM


@cache
def rules() -> dict[str, Rule]:
    """Return all rules by name, in alphabetical order.

    A module that has no ``find`` is the page of a fault that an earlier pass reports.
    """
    found = {}
    for module_info in iter_modules(__path__):
        module = import_module(f"{__name__}.{module_info.name}")
        name = module_info.name.replace("_", "-")
        silent = getattr(module, "FROM_SILENCE", False)
        find = getattr(module, "find", None)
        unfinished = getattr(module, "UNFINISHED", False)
        found[name] = Rule(name, module.__doc__ or "", module.SEVERITY, find, silent, _category(module), unfinished)
    return dict(sorted(found.items()))
