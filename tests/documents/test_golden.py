"""Whole texts, in every format, as they must come out; the files in ``golden`` are the expectation."""

from __future__ import annotations

import pytest

from tests.documents.rendering import HERE, matches, rendered

_ENDINGS = {"markdown": "md", "text": "txt", "html": "html"}
_TEXTS = [
    ("lake", "Lake", "en", {}),
    ("lake", "Lake", "fr", {}),
    ("lake", "Lake", "en", {"strength": "B", "seat": "A"}),
    ("reed", "Reed", "en", {}),
    ("reed", "Reed-Two", "en", {}),
]


@pytest.mark.parametrize("form", _ENDINGS)
@pytest.mark.parametrize(("draft", "name", "language", "options"), _TEXTS)
def test_text(form: str, draft: str, name: str, language: str, options: dict[str, str]) -> None:
    source = (HERE / "golden" / f"{draft}.treaty").read_text(encoding="utf-8")
    text, _ = rendered(source, form=form, language=language, options=options, name=name)
    settled = "-settled" if options else ""
    path = HERE / "golden" / f"{name.lower()}-{language}{settled}.{_ENDINGS[form]}"
    assert matches(path, text), f"{path.name} differs; TREATY_REWRITE=1 writes it anew"


@pytest.mark.parametrize("form", _ENDINGS)
def test_same_draft_same_text(form: str) -> None:
    source = (HERE / "golden" / "lake.treaty").read_text(encoding="utf-8")
    assert rendered(source, form=form) == rendered(source, form=form)


def test_brackets_vanish_when_settled() -> None:
    source = (HERE / "golden" / "lake.treaty").read_text(encoding="utf-8")
    negotiated, _ = rendered(source)
    settled, _ = rendered(source, options={"strength": "B", "seat": "A"})
    assert "[2 bis. Alternative B" in negotiated
    assert "bis" not in settled
    assert "[" not in settled
    assert "Lindau" not in settled


def test_what_is_missing_is_said() -> None:
    source = (HERE / "golden" / "lake.treaty").read_text(encoding="utf-8")
    _, missing = rendered(source, language="fr")
    assert {finding.rule for finding in missing} == {"missing-wording"}
    assert any("`Shore` has no words" in finding.message for finding in missing)
    _, complete = rendered(source, language="en")
    assert complete == ()


def test_language_without_grammar_says_so() -> None:
    source = (HERE / "golden" / "lake.treaty").read_text(encoding="utf-8")
    text, missing = rendered(source, form="html", language="ar")
    assert 'lang="ar" dir="rtl"' in text
    assert missing[0].message == "sentences cannot be written in the language `ar`"
