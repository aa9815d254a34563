"""The only reader of files: operands, configuration, imports, library, and the order of the passes.

Nothing is loaded until it is used: a run that says what an earlier one said needs no more than the cache.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from treatylang.workspace.operands import Draft, drafts
    from treatylang.workspace.passes import Opened, Project, Selection, check, tidy
    from treatylang.workspace.trouble import Misconfigured, NoVerdict, Unreadable
    from treatylang.workspace.writing import write

_WHERE = {
    "Draft": "operands",
    "Misconfigured": "trouble",
    "NoVerdict": "trouble",
    "Opened": "passes",
    "Project": "passes",
    "Selection": "passes",
    "Unreadable": "trouble",
    "check": "passes",
    "drafts": "operands",
    "tidy": "passes",
    "write": "writing",
}

__all__ = [
    "Draft",
    "Misconfigured",
    "NoVerdict",
    "Opened",
    "Project",
    "Selection",
    "Unreadable",
    "check",
    "drafts",
    "tidy",
    "write",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
