"""`treaty check --watch` while files vanish: at whatever moment it happens, the next look is waited for."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests import chance
from treatylang.cli import _watching
from treatylang.cli._drafts import Asked
from treatylang.cli._run import Run, Shown
from treatylang.cli.check import _once
from treatylang.workspace import texts

PACT = """import "words.treaty";
treaty Pact "Pact on Consultation" {
  drawn-up at "Geneva" on 2026-11-22;
  party Japan, Australia;
  article "Consultation" { when threat to any party each party shall confer; }
}
"""
FILES = {
    "pact.treaty": PACT,
    "words.treaty": 'vocabulary own "Own words" { act confer "confer" is consult; }\n',
    "treaty.toml": 'fail-on = "warning"\nlibraries = ["more"]\n',
    "more/law.treaty": 'law Own "Own law" of Japan { rank statute; article 1 { Japan shall not use-force; } }\n',
    "laws/law.treaty": 'law Other "Other law" of Australia { rank statute; article 1 { Australia shall consult; } }\n',
    "known.json": '{"version": 1, "tool": "treatylang", "entries": []}\n',
}

_EVENTS = frozenset({"open", "os.listdir", "os.scandir"})


class Hooks:
    """What is told of each file or folder that this process is about to open; no hook of Python can be taken away."""

    strike: Callable[[str], None] | None = None

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.strike is not None and event in _EVENTS and isinstance(arguments[0], (str, os.PathLike)):
            strike, self.strike = self.strike, None
            try:
                strike(str(arguments[0]))
            finally:
                self.strike = self.strike or strike


HOOKS = Hooks()
sys.addaudithook(HOOKS)


@contextmanager
def struck(folder: Path, at: int, strike: Callable[[Path], None]) -> Iterator[list[str]]:
    """Call ``strike`` before the opening number ``at`` of something in a folder; yield what is opened there."""
    opened: list[str] = []

    def count(path: str) -> None:
        place = str(Path.cwd() / path)
        if place.startswith(str(folder)):
            opened.append(place)
            if len(opened) == at + 1:
                strike(Path(place))

    HOOKS.strike = count
    try:
        yield opened
    finally:
        HOOKS.strike = None


def lay_out(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _all_gone(path: Path) -> None:  # whatever is being opened
    for one in Path.cwd().iterdir():
        shutil.rmtree(one) if one.is_dir() else one.unlink()


def _it_is_gone(path: Path) -> None:
    if path != Path.cwd():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _it_is_another(path: Path) -> None:
    """Put a folder where a file was, and a file where a folder was."""
    if path != Path.cwd():
        was_folder = path.is_dir()
        _it_is_gone(path)
        path.write_text("x") if was_folder else path.mkdir()


class Enough(BaseException):
    """Ends watching."""


@pytest.mark.parametrize("strike", [_all_gone, _it_is_gone, _it_is_another], ids=lambda one: one.__name__.strip("_"))
@pytest.mark.parametrize("operand", ["pact.treaty", "."])
def test_files_that_vanish_at_any_moment(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    strike: Callable[[Path], None],
    operand: str,
) -> None:
    folder = tmp_path / "project"
    calm, _, _ = _look(folder, monkeypatch, operand, 10**6, strike)
    assert len(calm) > 5
    capsys.readouterr()
    for at in chance.some(range(len(calm)), 8):
        _, codes, watched = _look(folder, monkeypatch, operand, at, strike)
        told = capsys.readouterr().err
        assert told.count("waiting for changes") == 2, (at, told)
        assert "internal error" not in told
        assert codes[-1] in (0, 1), told  # all is there again, and a verdict with it
        assert {"pact.treaty", "."} & {str(place) for place in watched}


def _look(
    folder: Path, monkeypatch: pytest.MonkeyPatch, operand: str, at: int, strike: Callable[[Path], None]
) -> tuple[list[str], list[int], set[Path]]:
    """Watch a project in which something vanishes before the opening ``at``; return what was opened until then too."""
    lay_out(folder)
    monkeypatch.chdir(folder)
    texts._KEPT.clear()
    with struck(folder, at, strike) as opened:
        codes, watched = _watched(folder, monkeypatch, operand)
    return opened, codes, watched


def _watched(folder: Path, monkeypatch: pytest.MonkeyPatch, operand: str) -> tuple[list[int], set[Path]]:
    """Watch for two looks: in the first, something vanishes; before the second, all is there again."""
    turns: list[set[Path]] = []
    codes: list[int] = []

    def wait(places: set[Path], before: object, *, every: float) -> None:  # as the module calls it
        turns.append(set(places))
        if len(turns) == 2:
            raise Enough
        HOOKS.strike = None
        lay_out(folder)
        os.chdir(folder)

    monkeypatch.setattr(_watching, "wait", wait)
    run = Run(
        [operand],
        "",
        Asked(config="", cache=False),
        (("unknown-word",), (), ()),
        "",
        Path("known.json"),
        Shown(("concise",)),
    )
    with pytest.raises(Enough):
        _watching.watched(run, lambda: codes.append(_once(run, "", prune=False)))
    return codes, turns[-1]


def test_a_folder_that_goes_while_its_names_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    turns = iter((None, Enough()))

    def wait(*_: object, **__: object) -> None:
        if (ends := next(turns)) is not None:
            raise ends

    def look() -> None:
        raise FileNotFoundError(2, "No such file or directory", "drafts")

    monkeypatch.setattr(_watching, "wait", wait)
    run = Run(["drafts"], "", Asked(cache=False), ((), (), ()), "", None, Shown(("concise",)))
    with pytest.raises(Enough):
        _watching.watched(run, look)
    assert capsys.readouterr().err.count("cannot be read: no such file or directory") == 2
