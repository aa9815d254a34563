"""Model clauses that are written out, or used for what was written out: the same law in other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, run  # noqa: F401  # a fixture

HEAD = 'treaty Pact "Pact" {\n drawn-up at "Manila" on 2026-11-22;\n party Japan, Australia, Philippines;\n'
REPORTS = 'article "Reports" as reports { each party shall report to security-council; }\n'
USED = f"{HEAD}use clause consultation within 24 hours;\n{REPORTS}use clause withdrawal after 10 years on 1 year;\n}}\n"


@pytest.fixture
def texts(run: Run, tmp_path: Path) -> dict[str, str]:  # noqa: F811
    (tmp_path / "used.treaty").write_text(USED, encoding="utf-8")
    written = run("clauses", "--write-out", "used.treaty").out
    texts = {
        "used": USED,
        "written": written,
        "later": written.replace("within 24", "within 72"),
        "other": USED.replace("within 24", "within 72"),
        "without": USED.replace("use clause consultation within 24 hours;\n", ""),
        "usual": USED.replace(" within 24 hours", ""),
        "said": USED.replace("within 24 hours", "within 48 hours"),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.treaty").write_text(text, encoding="utf-8")
    return texts


NAMES = ("consultation", "withdrawal")
CASES = {
    ("used", "written"): [f"[text-existence-remove] clause `{name}` is written out" for name in NAMES],
    ("written", "used"): [f"[text-existence-add] clause `{name}` is used for what was written out" for name in NAMES],
    ("usual", "said"): ["[text-reference-change] clause `consultation`: use clause consultation; became use"],
}


@pytest.mark.parametrize("pair", CASES, ids="-".join)
def test_the_same_law_is_told_as_editorial(run: Run, texts: dict[str, str], pair: tuple[str, str]) -> None:  # noqa: F811
    done = run("diff", *(f"{name}.treaty" for name in pair), "--format", "concise", "--fail-on", "review")
    *lines, _ = done.out.splitlines()
    assert done.code == 0 and len(lines) == len(CASES[pair])
    assert all(f"editorial{said}" in line for said, line in zip(CASES[pair], lines, strict=True)), done.out
    shown = run("redline", *(f"{name}.treaty" for name in pair)).out
    assert shown.startswith("the printed texts are the same")
    assert all("use clause" in line for line in shown.partition("above:")[2].strip().splitlines())


@pytest.mark.parametrize("new", ["later", "other", "without"])
def test_what_differs_in_it_is_told_of_the_text(run: Run, texts: dict[str, str], new: str) -> None:  # noqa: F811
    lines = run("diff", "used.treaty", f"{new}.treaty", "--format", "concise").out.splitlines()
    grave = [line for line in lines if "substantive[" in line]
    assert len(grave) == 1 and "moved" not in "".join(lines)
    assert any("clause `consultation`" in line for line in lines) == (new == "later")
