"""Finished work kept in a file, one line for each unit, so that an interrupted run goes on where it stopped."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from treatylang.workspace.texts import shown, unsure
from treatylang.workspace.trouble import NoVerdict

_OPENING = b'{"key": "'
"""How every line of such a file begins."""


class Finished:
    """The answers that a file holds, by key; what is added stands in the file at once."""

    def __init__(self, path: Path) -> None:
        """Read the file, if it exists; a last line that an interruption tore is dropped.

        Raises ``NoVerdict`` for a file that holds anything else: it is left as it is.
        """
        unsure("answers of another run")
        self._path = path
        self._answers: dict[str, Any] = {}
        try:
            data = path.read_bytes() if os.path.lexists(path) else b""
            whole = self._read(data)
            self._stream: BinaryIO = path.open("ab")
            if whole < len(data):
                self._stream.truncate(whole)
        except FileNotFoundError as problem:
            raise NoVerdict(f"there is no folder `{shown(path.parent)}`", "create it first") from problem
        except OSError as problem:
            raise NoVerdict(f"`{shown(path)}` cannot be used: {(problem.strerror or '').lower()}") from problem

    def _read(self, data: bytes) -> int:
        """Take in all whole lines; return where they end."""
        lines = data.split(b"\n")
        torn = lines.pop()
        if torn and torn[: len(_OPENING)] != _OPENING[: len(torn)]:
            self._refuse(len(lines) + 1)
        for number, line in enumerate(lines, 1):
            try:
                found = json.loads(line)
                self._answers[found["key"]] = found["answer"]
            except (ValueError, TypeError, KeyError, RecursionError):
                self._refuse(number)
        return len(data) - len(torn)

    def _refuse(self, number: int) -> None:
        raise NoVerdict(
            f"`{shown(self._path)}` is not a file of finished work: line {number} is not one of its lines",
            "name a new file, or the one that an earlier run with `--resume` wrote",
        )

    def __contains__(self, key: str) -> bool:
        return key in self._answers

    def answer(self, key: str) -> Any:
        """Return the answer to a unit that is finished; KeyError otherwise."""
        return self._answers[key]

    def add(self, answers: Iterable[tuple[str, Any]]) -> None:
        """Keep some answers; each line is written whole before the next unit begins."""
        lines = []
        for key, answer in answers:
            self._answers[key] = answer
            lines.append(json.dumps({"key": key, "answer": answer}, ensure_ascii=False) + "\n")
        try:
            self._stream.write("".join(lines).encode())
            self._stream.flush()
        except OSError as problem:
            reason = (problem.strerror or "").lower()
            raise NoVerdict(f"`{shown(self._path)}` cannot be written: {reason}") from problem

    def close(self) -> None:
        """Close the file."""
        self._stream.close()
