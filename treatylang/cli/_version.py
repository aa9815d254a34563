"""The version that is installed, read without the machinery that reads package metadata."""

from treatylang.version import __version__


def version() -> str:
    """Return the version of the package."""
    return __version__
