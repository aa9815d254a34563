"""What the GitHub Action runs: checks the drafts of one revision, compares them with another, and keeps the reports.

Reads REVIEW_PATHS, _BASE, _HEAD, _FAIL_ON, _CHECK_FAIL_ON, _FORMAT and _FOLDER; writes to GITHUB_OUTPUT and
GITHUB_STEP_SUMMARY where these are set. Its own exit code is 0: the output `verdict` is what the gate leaves with.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

MARK = "<!-- treaty-review -->"
"""What the comment begins with, by which it is found again."""

LONGEST = 60_000
"""Characters of a comment; the platform takes no more than 65,536."""

ENDINGS = {"markdown": "md", "json": "json", "jsonl": "jsonl", "sarif": "sarif", "html": "html", "junit": "xml"}
NO_COMMIT = "0" * 40
"""What the platform calls the commit before the first one."""


def main() -> None:
    folder = Path(os.environ.get("REVIEW_FOLDER") or "treaty-review")
    folder.mkdir(parents=True, exist_ok=True)
    paths, head = _wanted("PATHS", "."), _wanted("HEAD", "HEAD")
    base = _wanted("BASE", "")
    checked, counts = _check(f"{head}:{paths}", folder)
    compared, report, said = (0, "", "There is no earlier revision to compare with.\n")
    if base and base != NO_COMMIT:
        base = _parted(base, head)
        compared, report, said = _diff(f"{base}:{paths}", f"{head}:{paths}", folder)
    summary = (folder / "check.md").read_text(encoding="utf-8")
    comment = folder / "comment.md"
    whole = f"{MARK}\n## What this changes in law\n\n{said}\n## What the drafts are checked for\n\n{summary}"
    if len(whole) > LONGEST:
        whole = f"{whole[:LONGEST]}\n\n… cut short: the whole report is in the summary of the run.\n"
    comment.write_text(whole, encoding="utf-8")
    _append("GITHUB_STEP_SUMMARY", f"{said}\n{summary}")
    outputs = {
        "check-exit-code": checked,
        "diff-exit-code": compared,
        "errors": counts.get("error", 0),
        "warnings": counts.get("warning", 0),
        "report": report,
        "comment": comment,
        "verdict": max(checked, compared),
    }
    _append("GITHUB_OUTPUT", "".join(f"{key}={value}\n" for key, value in outputs.items()))
    print("\n".join(f"{key}: {value}" for key, value in outputs.items()))


def _parted(base: str, head: str) -> str:
    """Return where two revisions parted: what the other side did since is not a change of this one."""
    try:
        done = subprocess.run(
            ["git", "merge-base", "--", base, head], capture_output=True, encoding="utf-8", check=False
        )
    except OSError:
        return base
    return done.stdout.strip() or base


def _wanted(name: str, usual: str) -> str:
    return os.environ.get(f"REVIEW_{name}", "").strip() or usual


def _check(operand: str, folder: Path) -> tuple[int, dict[str, int]]:
    """Check the drafts; return the exit code and how many findings there are of each severity."""
    results = folder / "check.json"
    done = _treaty(
        "check",
        f"--fail-on={_wanted('CHECK_FAIL_ON', 'error')}",
        "--format=markdown",
        f"--output-file=json={results}",
        "--",
        operand,
    )
    (folder / "check.md").write_text(done.stdout or f"```\n{done.stderr}```\n", encoding="utf-8")
    counts: dict[str, int] = {}
    if results.exists():
        for finding in json.loads(results.read_text(encoding="utf-8")).get("findings", []):
            if not finding.get("suppressed"):
                counts[finding["severity"]] = counts.get(finding["severity"], 0) + 1
    return done.returncode, counts


def _diff(old: str, new: str, folder: Path) -> tuple[int, str, str]:
    """Compare the drafts; return the exit code, the path of the report and what the comment says."""
    form = _wanted("FORMAT", "markdown")
    report = folder / f"diff.{ENDINGS.get(form, 'txt')}"
    gate = _wanted("FAIL_ON", "never")
    gates = [] if gate == "never" else [f"--fail-on={gate}"]
    done = _treaty("diff", *gates, "--format=markdown", f"--output-file={form}={report}", "--", old, new)
    return done.returncode, str(report) if report.exists() else "", done.stdout or f"```\n{done.stderr}```\n"


def _treaty(*arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "treatylang", *arguments], capture_output=True, encoding="utf-8", check=False
    )
    sys.stderr.write(done.stderr)
    return done


def _append(variable: str, text: str) -> None:
    if path := os.environ.get(variable):
        with Path(path).open("a", encoding="utf-8") as stream:
            stream.write(text)


if __name__ == "__main__":
    main()
