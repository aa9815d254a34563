"""A redline as a Word document whose changes are Word's own: they can be accepted and rejected one by one."""

from __future__ import annotations

from treatylang.documents.paragraphs import paragraphs
from treatylang.documents.redline import Redline, Unfaithful
from treatylang.documents.word.body import Body, texts
from treatylang.documents.word.package import packed


def tracked(compared: Redline, *, author: str, day: str) -> bytes:
    """Return the file; ``day`` (ISO) dates every change, so that the same drafts give the same bytes.

    Raises ``Unfaithful`` if accepting all changes in the file would not give the new document, or rejecting them the
    old one: this is asked of the finished paragraphs, not of the comparison that they were written from.
    """
    body = Body(compared.new, author, day).of(list(compared.lines))
    for accepting, document in ((True, compared.new), (False, compared.old)):
        if texts(body, accepting=accepting) != [p.text for p in paragraphs(document)]:
            which = (
                "accepting all changes does not give the new" if accepting else "rejecting them does not give the old"
            )
            raise Unfaithful(f"{which} draft")
    return packed(body, compared.new.title, compared.new.language, author, day)
