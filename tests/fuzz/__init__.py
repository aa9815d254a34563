"""Texts that nobody would write: grown from the grammar, or changed from texts that somebody wrote."""
