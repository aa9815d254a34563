"""A language for drafting mutual-defence treaties, and what can be computed from a draft."""

__version__ = "0.1.0"
