"""Tests of the syntax: the grammar, the parser, what is said of mistakes."""
