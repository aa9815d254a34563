"""Tests of treaty texts. ``TREATY_REWRITE=1 pytest tests/documents`` writes the golden files anew; look at the diff."""
