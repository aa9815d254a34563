"""A language for drafting mutual-defence treaties, and what can be computed from a draft.

``import treatylang as tl; pact = tl.open("pact.treaty"); print(pact.check())``: `docs/python.md` shows the rest.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from treatylang.version import __version__ as __version__

if TYPE_CHECKING:
    from treatylang.api.amending import amend, layout, protocol
    from treatylang.api.beginning import new
    from treatylang.api.clauses import clauses
    from treatylang.api.comparing import changelog, diff
    from treatylang.api.counting import sweep
    from treatylang.api.knowledge import explain, instruments, laws, rules, words
    from treatylang.api.pact import Pact, open, read  # noqa: A004  # as in `treatylang.open`
    from treatylang.api.pact import check_file as check
    from treatylang.api.redlining import Redlined
    from treatylang.api.results import Answer, Changes, Document, Findings, Trials
    from treatylang.api.schemas import schema
    from treatylang.findings import Finding
    from treatylang.workspace.trouble import Malformed, NoVerdict, Unreadable

_HOMES = {
    "Answer": "api.results",
    "Changes": "api.results",
    "Document": "api.results",
    "Finding": "findings",
    "Findings": "api.results",
    "Malformed": "workspace.trouble",
    "NoVerdict": "workspace.trouble",
    "Pact": "api.pact",
    "Redlined": "api.redlining",
    "Trials": "api.results",
    "Unreadable": "workspace.trouble",
    "amend": "api.amending",
    "changelog": "api.comparing",
    "check": "api.pact",
    "clauses": "api.clauses",
    "diff": "api.comparing",
    "explain": "api.knowledge",
    "instruments": "api.knowledge",
    "laws": "api.knowledge",
    "layout": "api.amending",
    "new": "api.beginning",
    "open": "api.pact",
    "protocol": "api.amending",
    "read": "api.pact",
    "rules": "api.knowledge",
    "schema": "api.schemas",
    "sweep": "api.counting",
    "words": "api.knowledge",
}
"""Where each public name lives; its file is imported when the name is first used, so that commands start at once."""

__all__ = [
    "Answer",
    "Changes",
    "Document",
    "Finding",
    "Findings",
    "Malformed",
    "NoVerdict",
    "Pact",
    "Redlined",
    "Trials",
    "Unreadable",
    "amend",
    "changelog",
    "check",
    "clauses",
    "diff",
    "explain",
    "instruments",
    "laws",
    "layout",
    "new",
    "open",
    "protocol",
    "read",
    "rules",
    "schema",
    "sweep",
    "words",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), {"check": "check_file"}.get(name, name))
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
