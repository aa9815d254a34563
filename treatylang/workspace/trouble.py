"""What leaves no verdict: input that cannot be read, a configuration that makes no sense."""

from __future__ import annotations

from treatylang.findings import Finding


class NoVerdict(Exception):
    """The work cannot be done at all (exit code 2); ``help`` says what the user can do about it."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help

    def __str__(self) -> str:
        return f"{self.message}\n  = help: {self.help}" if self.help else self.message


class Unreadable(NoVerdict):
    """A file, folder or stream that cannot be read as text."""


class Absent(Unreadable):
    """A path that a revision does not have: nothing was there yet, or it is there no more."""


class Misconfigured(NoVerdict):
    """A configuration file or an option that makes no sense."""


class Malformed(NoVerdict):
    """A text with a mistake of form, which has no meaning; ``findings`` say all that stands against reading it."""

    def __init__(self, message: str, help: str = "", findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message, help)
        self.findings = findings
