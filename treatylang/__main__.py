"""Lets `python -m treatylang` run the command `treaty`."""

from treatylang.cli import program

program()
