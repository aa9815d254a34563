"""What all changelogs say in the same words: revisions that changed nothing in law, and what it comes to."""

from __future__ import annotations

from treatylang.compare.changelog import Changelog, Entry


def brief(entry: Entry) -> str:
    """Return the one line of a revision that is not told change by change."""
    number = len(entry.changes)
    if not number:
        return "no difference"
    return f"wording and order only, {number} change{'s' if number != 1 else ''}"


def whole(entry: Entry) -> str:
    """Return which instruments came or went as a whole: ``adds `Pact`; removes `Old` ``."""
    said = [
        f"{word} {', '.join(f'`{name}`' for name in names)}"
        for word, names in (("adds", entry.added), ("removes", entry.removed))
        if names
    ]
    return "; ".join(said)


def headline(found: Changelog) -> str:
    """Return `pact.treaty from 1a2b3c4 to HEAD: 3 revisions, 1 of them wording and order only`."""
    since = f"from {found.since} " if found.since else "from the first draft "
    number = len(found.entries)
    unread = sum(bool(entry.trouble) for entry in found.entries)
    light = sum(not entry.is_grave and not entry.trouble for entry in found.entries)
    said = [f"{number} revision{'s' if number != 1 else ''}"]
    said += [f"{light} of them wording and order only"] if light else []
    said += [f"{unread} of them unreadable"] if unread else []
    return f"{found.what} {since}to {found.until}: {', '.join(said)}"
