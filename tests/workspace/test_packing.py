"""What the cache keeps of a parsed file is all of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import treatylang
from treatylang.source import Source
from treatylang.syntax import ast, parser
from treatylang.workspace.packing import pack, unpack


@pytest.mark.parametrize("path", sorted(Path(treatylang.__file__).parent.rglob("*.treaty")), ids=lambda path: path.stem)
def test_packing_loses_nothing(path: Path) -> None:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    document, _ = parser.parse(source)
    assert document is not None
    again = unpack(json.loads(json.dumps(pack(document))), source)
    assert again == document
    assert [node.span for node in ast.walk(again)] == [node.span for node in ast.walk(document)]
