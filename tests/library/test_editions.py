"""Editions of the library: each change is told, verdicts name theirs, a project that asks for another is refused."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from scripts import editions as kept
from tests.treaty import run
from treatylang.api.knowledge import changed_since
from treatylang.library.editions import changes, digests, edition, editions
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.parser import parse
from treatylang.workspace.trouble import NoVerdict

DRAFT = 'treaty Pact "Pact" { status draft; drawn-up at "Suva" on 2026-11-22; party Fiji, Samoa; }\n'


def test_what_the_library_holds_is_what_its_newest_edition_says() -> None:
    """Whoever changes a law runs `make docs`, which tells the change."""
    assert kept.text() == kept.FILE.read_text(encoding="utf-8"), "run `make docs`"
    there = kept.there()
    assert {key.partition("/")[0] for key in digests()} == set(there)


def test_editions_are_days_in_order_and_lead_to_what_is_there() -> None:
    assert list(editions()) == sorted(set(editions()))
    assert editions()[-1] == edition()
    alive: set[str] = set()
    for change in changes():
        assert (change.instrument in alive) == (change.kind != "added"), change
        assert bool(change.at) == (change.kind == "changed"), change
        (alive.discard if change.kind == "removed" else alive.add)(change.instrument)
    assert alive == set(kept.there())


def test_a_change_of_one_article_is_told_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    document, _ = parse(Source("x", 'law Own "Own" of Fiji { article 1 "A" as a { Fiji shall not assist; } }'))
    assert document is not None
    (node,) = (item for item in document.items if isinstance(item, ast.InstrumentNode))
    now = kept.there()
    some = next(iter(sorted(now)))
    label = next(label for label in now[some][1] if label)
    changed = {**now, some: (now[some][0], {**now[some][1], label: "another"}), "Own": ("Fiji", kept.parts(node))}
    monkeypatch.setattr(kept, "there", lambda: changed)
    text = kept.text("2030-01-01")
    assert (
        f'edition = "2030-01-01"\ninstrument = "{some}"\nstate = "{now[some][0]}"\nkind = "changed"\nat = ["{label}"]'
        in text
    )
    assert 'edition = "2030-01-01"\ninstrument = "Own"\nstate = "Fiji"\nkind = "added"\nat = []' in text


def test_verdicts_name_the_edition(tmp_path: Path) -> None:
    (tmp_path / "pact.treaty").write_text(DRAFT)
    assert run("check", "pact.treaty", folder=tmp_path).out.endswith(f"\nlibrary: edition {edition()}\n")
    assert json.loads(run("check", "pact.treaty", "--format", "json", folder=tmp_path).out)["library"] == edition()


def test_a_project_pins_its_edition(tmp_path: Path) -> None:
    (tmp_path / "pact.treaty").write_text(DRAFT)
    for name, code in ((edition(), 1), ("2020-01-01", 2)):
        (tmp_path / "treaty.toml").write_text(f'library-edition = "{name}"\nfail-on = "info"\n')
        ran = run("check", "pact.treaty", folder=tmp_path)
        assert ran.code == code, ran
    assert "asks for edition 2020-01-01 of the library" in ran.err
    assert run("laws", "Japan", folder=tmp_path).code == 0


def test_what_changed_since_an_edition(tmp_path: Path) -> None:
    first = editions()[0]
    rows = json.loads(run("laws", "Japan", "--changed-since", first, "--format", "json", folder=tmp_path).out)
    assert rows == [
        {"edition": c.edition, "instrument": c.instrument, "state": c.state, "kind": c.kind, "at": list(c.at)}
        for c in changes()
        if c.edition > first and c.state == "Japan"
    ]
    assert rows
    assert "nothing changed since" in run("laws", "--changed-since", edition(), folder=tmp_path).out


def test_what_changed_since_a_day_is_what_later_editions_changed(tmp_path: Path) -> None:
    days = [date.fromisoformat(name) for name in editions()]
    asked = {day + timedelta(days=more) for day in days for more in (-400, -1, 0, 1, 400)}
    for day in sorted(asked):
        for written in (str(day), f"edition {day}"):
            assert changed_since(written) == [c for c in changes() if date.fromisoformat(c.edition) > day]
    for wrong in ("2026-13-01", "latest", "edition", "26", ""):
        with pytest.raises(NoVerdict) as refused:
            changed_since(wrong)
        assert editions()[0] in refused.value.help and "write a day" in refused.value.help
    told = run("laws", "--changed-since", "yesterday", folder=tmp_path)
    assert told.code == 2 and editions()[0] in told.err


def test_a_law_of_ones_own_is_shown_where_it_decides(tmp_path: Path) -> None:
    (tmp_path / "laws").mkdir()
    (tmp_path / "treaty.toml").write_text("")
    (tmp_path / "laws" / "japan.treaty").write_text(
        'law Japan-Constitution "Constitution of Japan" of Japan { rank constitution; in-force from 1947-05-03;\n'
        '  article 9 "Peace" as article-9 { Japan shall not assist; } }\n'
    )
    (tmp_path / "pact.treaty").write_text(
        'treaty Pact "Pact" { status draft; drawn-up at "Suva" on 2026-11-22; under law of parties;\n'
        '  party Japan, Fiji; article "Help" as help {\n'
        "    when armed-attack on any party each other party shall assist the attacked party; } }\n"
    )
    told = run("check", "pact.treaty", "--select", "law-conflict", folder=tmp_path).out
    assert "`laws/japan.treaty` stands in the place of the shipped `Japan-Constitution`" in " ".join(told.split())
