"""Puts a small draft and its questions to the commands, in this process, as a user would from a folder."""

from __future__ import annotations

import contextlib
import io
import json
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from tests.oracle import wording
from tests.oracle.drafts import Model
from treatylang.cli._app import build

_TREATY = build()


def written(model: Model, folder: Path, scenarios: str) -> Path:
    """Write a model into a folder as a project; return the file that is asked about."""
    texts = [wording.treaty(one) for one in model.treaties]
    inside = texts[:1] if model.apart else texts
    files = {
        "treaty.toml": "",
        "vocabulary/words.treaty": wording.vocabulary(model),
        "laws/laws.treaty": "\n".join(wording.law(one) for one in model.laws),
        "laws/other.treaty": "\n".join(texts[len(inside) :]),
        "new.treaty": "\n".join([*inside, scenarios]),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return folder / "new.treaty"


def run(*arguments: str) -> tuple[int, Any]:
    """Run a command; return its exit code and the document that it prints."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = _TREATY.main(list(arguments), standalone_mode=False) or 0
        except SystemExit as end:
            code = int(end.code or 0)
    text = out.getvalue()
    assert text, err.getvalue()
    return code, json.loads(text)


def outcomes_of(file: Path) -> dict[str, dict[str, str]]:
    """Return how each expectation of each scenario came out: holds, fails or undecided."""
    _, document = run("test", str(file), "--format", "json", "--verbose")
    found: dict[str, dict[str, str]] = {}
    for one in document["outcomes"]:
        found.setdefault(one["scenario"], {})[one["expectation"].removeprefix("expect ")] = one["verdict"]
    return found


def choices(model: Model) -> list[dict[str, str]]:
    """Return all combinations of the options of brackets."""
    brackets = [p for treaty in model.treaties for p in treaty.provisions if p.bracket]
    names = [one.bracket for one in brackets]
    return [
        dict(zip(names, combination, strict=True))
        for combination in product(*([name for name, _ in one.options] for one in brackets))
    ]


def assured(file: Path, day: date, options: dict[str, str]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return what `treaty guarantees` tells of each helper and victim."""
    chosen = [word for name, option in options.items() for word in ("--option", f"{name}={option}")]
    setting = ("--treaty", "New", "--as-of", str(day), "--event", "armed-attack", *chosen)
    _, document = run("guarantees", str(file), *setting, "--format", "json")
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for table in document["tables"]:
        for one in table["records"]:
            found.setdefault((one["helper"], one["victim"]), []).append(one)
    return found


def swept(file: Path, day: date, options: dict[str, str], by: str) -> list[dict[str, Any]]:
    """Return the rows of `treaty sweep` for the draft."""
    chosen = [word for name, option in options.items() for word in ("--option", f"{name}={option}")]
    _, document = run("sweep", str(file), "--as-of", str(day), *chosen, "--by", by, "--format", "json")
    tables = (one for one in document["tables"] if one["title"].startswith("Situations by verdict: New"))
    rows: list[dict[str, Any]] = next(tables)["records"]
    return rows
