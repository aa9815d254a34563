"""Two drafts that went different ways from one base, put together part by part; a paragraph is never settled here."""

from treatylang.model.merge.together import MARK, Merged, merged

__all__ = ["MARK", "Merged", "merged"]
