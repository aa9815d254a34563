"""A user's own folder: a state that no list has, its law in a `.treaty` file, found, applied and cited."""

from __future__ import annotations

from pathlib import Path

from tests.treaty import Ran, run

WORDS = """
vocabulary own "Words of the exercise" {
  state Ruritania "Ruritania";
}
"""
LAW = """
law Ruritania-Constitution "Constitution of Ruritania" of Ruritania {
  rank constitution;
  in-force from 1990-01-01;
  article 7 "Forces" as forces {
    source "Constitution of Ruritania, text of the exercise" on 2026-11-22;
    Ruritania shall not use-force unless armed-attack on self;
  }
}
"""
DRAFT = """
treaty Pact "Pact of the Exercise" {
  status draft;
  drawn-up at "Strelsau" on 2026-11-22;
  languages en;
  under law of parties;
  party Ruritania, Philippines;
  article "Assistance" as assistance {
    when armed-attack on any party
      each other party shall assist the attacked party with force;
  }
}
"""


def treaty(folder: Path, *words: str) -> Ran:
    return run(*words, folder=folder)


def test_the_law_of_an_invented_state_is_found_applied_and_cited(tmp_path: Path) -> None:
    (tmp_path / "treaty.toml").write_text("", encoding="utf-8")
    for name, text in {"vocabulary/own.treaty": WORDS, "laws/ruritania.treaty": LAW, "pact.treaty": DRAFT}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = treaty(tmp_path, "check", "pact.treaty", "--select", "law-conflict", "--color", "never")
    assert result.code == 1, result.out + result.err
    assert "Ruritania would be bound to use armed force" in " ".join(result.out.split())
    assert "article 7 of the Constitution of Ruritania" in " ".join(result.out.split())
    assert "laws/ruritania.treaty:7:5" in result.out
    assert "text of the exercise" in " ".join(result.out.split())


def test_without_its_law_there_is_no_conflict_and_no_guess(tmp_path: Path) -> None:
    (tmp_path / "treaty.toml").write_text("", encoding="utf-8")
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary/own.treaty").write_text(WORDS, encoding="utf-8")
    (tmp_path / "pact.treaty").write_text(DRAFT, encoding="utf-8")
    result = treaty(tmp_path, "check", "pact.treaty", "--select", "law-conflict")
    assert result.code == 0, result.out + result.err
