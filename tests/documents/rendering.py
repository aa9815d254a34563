"""What these tests build texts with: drafts given as text, and golden files that one variable rewrites."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from tests.worlds import library, world_of
from treatylang.documents import render
from treatylang.findings import Finding
from treatylang.model.question import Question

HERE = Path(__file__).parent
REWRITE = os.environ.get("TREATY_REWRITE") == "1"


def rendered(
    text: str,
    *,
    form: str = "text",
    language: str = "en",
    options: Mapping[str, str] | None = None,
    templates: Mapping[str, str] | None = None,
    name: str = "",
) -> tuple[str, tuple[Finding, ...]]:
    """Return the text of the first instrument of a draft, or of the one named, with what is missing in it."""
    world, _ = world_of(text, beside=library())
    draft = world.instruments[name or world.drafts[0]]
    return render(world, draft, Question(options=options or {}), form=form, language=language, templates=templates)


def matches(path: Path, text: str) -> bool:
    """Return whether a golden file has this text; write it where rewriting was asked for."""
    if REWRITE:
        path.write_text(text, encoding="utf-8")
    return path.exists() and path.read_text(encoding="utf-8") == text
