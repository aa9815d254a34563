"""What leaves no verdict: input that cannot be read, a configuration that makes no sense."""

from __future__ import annotations


class NoVerdict(Exception):
    """The work cannot be done at all (exit code 2); ``help`` says what the user can do about it."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class Unreadable(NoVerdict):
    """A file, folder or stream that cannot be read as text."""


class Absent(Unreadable):
    """A path that a revision does not have: nothing was there yet, or it is there no more."""


class Misconfigured(NoVerdict):
    """A configuration file or an option that makes no sense."""
