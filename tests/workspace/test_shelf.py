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


def test_a_treaty_of_record_is_read_only_where_it_is_named() -> None:
    shelf = Shelf()
    assert "TEU-42" not in {head.name for one in shelf.wanted(frozenset(), ["France", "Italy"]) for head in one.heads}
    assert "NATO" in {head.name for one in shelf.wanted(frozenset(), ["France"]) for head in one.heads}
    assert "TEU-42" in wanted(shelf, "under treaty TEU-42;")


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


def bound(shelf: Shelf, *parties: str) -> set[str]:
    return {head.name for volume in shelf.wanted(frozenset(), parties) for head in volume.heads}


def test_treaties_in_force_that_bind_a_party_need_no_mention() -> None:
    shelf = Shelf()
    assert {"ANZUS", "NPT", "Rarotonga"} <= bound(shelf, "New Zealand")
    assert "NATO" not in bound(shelf, "New Zealand")
    assert "Rarotonga" in bound(shelf, "Fiji") and "NPT" not in bound(shelf, "India")
    assert "US-Korea-1953" in bound(shelf, "South Korea")  # its party line says "Republic of Korea" as Korea
    assert "Australia-PNG-2025" not in bound(shelf, "Papua New Guinea")  # signed, not in force


def test_the_index_reads_party_lines_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.treaty").write_text(
        'treaty A "A" {\n  status in-force from 2000-01-01;\n  # party Fiji;\n'
        '  party Tonga, # Samoa\n        "Papua New Guinea" as Nauru  from 2001-01-01;\n'
        '  article { en "Fiji"; Palau may assist; }\n}\n'
    )
    shelf = Shelf([tmp_path])
    assert "A" in bound(shelf, "Tonga") and "A" in bound(shelf, "Papua New Guinea")
    for name in ("Fiji", "Samoa", "Nauru", "Palau"):
        assert "A" not in bound(shelf, name)


def test_only_what_is_needed_is_taken_down_however_large_the_library_is(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"t{number}.treaty").write_text(
            f'treaty T{number} "T" {{\n  status in-force from 2000-01-01;\n  party Chad, Mali;\n}}\n'
        )
    shelf = Shelf([tmp_path])
    assert not {name for name in bound(shelf, "Japan") if name.startswith("T") and name[1:].isdigit()}
