"""The only reader of files: operands, configuration, imports, library, and the order of the passes."""

from treatylang.workspace.operands import Draft, drafts
from treatylang.workspace.passes import Opened, Project, Selection, check, tidy
from treatylang.workspace.trouble import Misconfigured, NoVerdict, Unreadable
from treatylang.workspace.writing import write

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
