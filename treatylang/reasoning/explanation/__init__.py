"""Witnesses and words: the situation that shows a fault, told in sentences with its sources."""
