"""The shelf: only what a draft needs is taken down."""

from __future__ import annotations

from pathlib import Path

from treatylang.source import Source
from treatylang.workspace.shelf import Shelf, mentions


def wanted(shelf: Shelf, text: str) -> set[str]:
    return {head.name for volume in shelf.wanted(mentions(Source("x", text))) for head in volume.heads}


def test_laws_of_the_states_that_are_mentioned() -> None:
    shelf = Shelf()
    assert "Japan-Constitution" in wanted(shelf, "party Japan;")
    assert "Japan-Constitution" in wanted(shelf, 'party "JPN";')
    assert "Japan-Constitution" not in wanted(shelf, "party Australia; # not Japan")


def test_what_binds_every_state_is_always_there() -> None:
    assert "UN-Charter" in wanted(Shelf(), "")


def test_treaties_by_name_and_by_reference() -> None:
    assert "ANZUS" not in wanted(Shelf(), "party Australia;")
    assert "ANZUS" in wanted(Shelf(), "under treaty ANZUS;")
    assert "ANZUS" in wanted(Shelf(), "notwithstanding @ANZUS.council;")
    assert "ANZUS" in wanted(Shelf(), 'recital "Recalling {ANZUS},";')


def test_own_laws_and_protocols(tmp_path: Path) -> None:
    (tmp_path / "a.treaty").write_text('law Peace "Peace Act" of Ruritania {}\n')
    (tmp_path / "b.treaty").write_text('treaty Old "Old" {}')
    (tmp_path / "c.treaty").write_text('protocol New "New" amends Old {}')
    shelf = Shelf([tmp_path])
    assert "Peace" in wanted(shelf, "party Ruritania;")
    assert {"Old", "New"} <= wanted(shelf, "under treaty Old;")
    assert "New" not in wanted(shelf, "party Ruritania;")


def test_own_instrument_hides_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "charter.treaty").write_text('treaty UN-Charter "Mine" { party each state; }')
    found = [v for v in Shelf([tmp_path]).wanted(frozenset()) if any(h.name == "UN-Charter" for h in v.heads)]
    assert [volume.own for volume in found] == [True]
