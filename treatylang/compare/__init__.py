"""Two drafts compared by what they mean: what changed in law, for whom, and in how many situations."""

from treatylang.compare.changes import Change, Difference
from treatylang.compare.comparison import Side, compared

__all__ = ["Change", "Difference", "Side", "compared"]
