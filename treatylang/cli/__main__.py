"""Lets `python -m treatylang.cli` run the command."""

from treatylang.cli import program

program()
