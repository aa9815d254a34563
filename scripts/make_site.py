"""Lays out the pages for the site in `build/pages` as they lie in the repository, and builds the site with its search.

Pages keep their places, so that each link that leads somewhere in the repository does so on the site. Without Zensical
only the pages are laid out, which is said.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "build" / "pages"
SETTINGS = ROOT / "zensical.toml"
TOP = ("README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
FOLDERS = ("docs", "examples", "treatylang/library/of-record")


def lay_out(into: Path = PAGES) -> None:
    """Copy all that the site shows; folders and drafts that links lead to become pages."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    for name in TOP:
        shutil.copy(ROOT / name, into / name)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, into / name)
    shutil.copytree(ROOT / "benchmarks", into / "benchmarks", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for folder in [into / "benchmarks", *(into / name for name in FOLDERS), *(into / "examples").rglob("*")]:
        if folder.is_dir() and not (folder / "README.md").exists():
            (folder / "README.md").write_text(_listed(folder, into), encoding="utf-8")


def _listed(folder: Path, into: Path) -> str:
    """Return the page of a folder that has none: what lies in it."""
    name = folder.relative_to(into).as_posix()
    links = (f"[{one.name}]({one.name}{'/README.md' if one.is_dir() else ''})" for one in sorted(folder.iterdir()))
    return "\n".join([f"# {name}", "", *(f"- {link}" for link in links), ""])


def main() -> int:
    """Lay out the pages and build the site; return the exit code of the builder."""
    lay_out()
    if find_spec("zensical") is None:
        print("the pages are in build/pages; to build the site: pip install 'treatylang[docs]'")
        return 0
    command = [sys.executable, "-m", "zensical", "build", "-f", str(SETTINGS)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
