"""Texts that an editor holds unsaved are read in place of the files, for as long as they are laid over them."""

from __future__ import annotations

from pathlib import Path

import pytest

import treatylang as tl
from treatylang.workspace import texts

PACT = 'import "terms.treaty";\ntreaty Pact "Pact" { drawn-up on 2026-11-22; party Fiji, Tonga; %s }\n'
HELP = 'article "Help" as help { when alarm of any party the parties shall consult each other; }'


def test_a_text_is_laid_over_its_file_by_every_name_and_taken_off_again(tmp_path: Path) -> None:
    saved, link, new = (tmp_path / name for name in ("saved.treaty", "link.treaty", "new.treaty"))
    saved.write_text("old")
    link.symlink_to(saved.name)
    with texts.laid_over({saved: "unsaved", new: "not there yet"}):
        assert [texts.read(path).text for path in (saved, link, new)] == ["unsaved", "unsaved", "not there yet"]
        assert texts.there(new)
        assert texts.is_file(new)
        with texts.laid_over({saved: "later"}):
            assert texts.read(saved).text == "later"
        assert texts.read(saved).text == "unsaved"
        assert texts.rests_on() is None, "what nobody saved cannot be asked for again"
    assert texts.read(link).text == "old"
    assert not texts.there(new)


def test_a_draft_is_checked_as_the_editor_holds_it_and_what_it_imports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pact.treaty").write_text(PACT % "")
    (tmp_path / "terms.treaty").write_text('vocabulary Terms "Terms" { }\n')
    unsaved = {"pact.treaty": PACT % HELP}
    assert [one.rule for one in tl.check("pact.treaty", unsaved=unsaved).errors] == ["unknown-word"]
    terms = 'vocabulary Terms "Terms" { circumstance alarm "the state is alarmed"; }\n'
    assert not tl.check("pact.treaty", unsaved={**unsaved, Path("terms.treaty"): terms}).errors
    assert not tl.check("pact.treaty").errors
