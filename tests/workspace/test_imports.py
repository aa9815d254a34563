"""Imports: relative, inside the project, each file once, circles and gaps told at the import."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatylang.syntax.parser import parse
from treatylang.workspace.imports import Imported, follow
from treatylang.workspace.shelf import Shelf
from treatylang.workspace.texts import read


def imported(root: Path, **files: str) -> Imported:
    """Write files, the first of which is the draft, and follow its imports."""
    paths = []
    for name, text in files.items():
        path = root / f"{name.replace('__', '/')}.treaty"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    document, findings = parse(read(paths[0], paths[0].name))
    assert document is not None, findings
    return follow(document, paths[0], root, Shelf(), parse)


def test_each_file_once_and_relative_to_the_importing_one(tmp_path: Path) -> None:
    found = imported(
        tmp_path,
        main='import "sub/a.treaty"; import "sub/b.treaty";',
        sub__a='import "b.treaty";',
        sub__b='vocabulary w { act a "a"; }',
    )
    assert [document.source.name for document in found.documents] == ["sub/a.treaty", "sub/b.treaty"]
    assert found.findings == ()


def test_circle(tmp_path: Path) -> None:
    found = imported(tmp_path, main='import "a.treaty";', a='import "b.treaty";', b='\nimport "main.treaty";')
    (finding,) = found.findings
    assert finding.rule == "import-cycle"
    assert str(finding.span) == "b.treaty:2:8"
    assert "`main.treaty` imports `a.treaty` imports `b.treaty` imports `main.treaty`" in finding.message
    assert len(found.documents) == 2


def test_file_that_imports_itself(tmp_path: Path) -> None:
    (finding,) = imported(tmp_path, main='import "./main.treaty";').findings
    assert finding.message.endswith("`main.treaty` imports itself")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("b.treaty", "there is no file `b.treaty`"),
        ("/etc/hostname", "not a path relative"),
        ("C:\\x.treaty", "not a path relative"),
        ("~/x.treaty", "not a path relative"),
        ("https://example.org/x.treaty", "not a path relative"),
        ("../other/x.treaty", "leads out of the project"),
        ("sub/../../x.treaty", "leads out of the project"),
        ("", "needs the path"),
        ("library:treaties/no-such", "the library has no file"),
        ("sub", "is a folder"),
    ],
)
def test_what_cannot_be_imported(tmp_path: Path, path: str, says: str) -> None:
    root = tmp_path / "project"
    (root / "sub").mkdir(parents=True)
    (finding,) = imported(root, main=f'import "{path}";', sub__c="").findings
    assert finding.rule == "missing-import"
    assert says in finding.message


def test_mistake_in_an_imported_file_is_told_there(tmp_path: Path) -> None:
    (finding,) = imported(tmp_path, main='import "a.treaty";', a="nonsense").findings
    assert (finding.rule, finding.span.source.name) == ("syntax-error", "a.treaty")


def test_shipped_file(tmp_path: Path) -> None:
    found = imported(tmp_path, main='import "library:treaties/un-charter";')
    assert [document.source.name for document in found.documents] == ["library:treaties/un-charter.treaty"]


def test_long_chain(tmp_path: Path) -> None:
    files = {f"f{number}": f'import "f{number + 1}.treaty";' for number in range(1500)}
    assert len(imported(tmp_path, **files, f1500="").documents) == 1500
