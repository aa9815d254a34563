"""What the program is made of, and what is promised of it: bounds of versions, the list of materials, SECURITY.md."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

import treatylang
from scripts.lowest import lowest
from scripts.sbom import sbom

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
BY_YEAR = {"pycountry"}
"""Libraries whose versions are years, in which a new one breaks nothing."""


def named() -> list[tuple[str, str]]:
    return _NAMED.findall((ROOT / "SECURITY.md").read_text(encoding="utf-8"))


@cache
def _tests(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("path", "name"), named(), ids=lambda text: text.rpartition("/")[2])
def test_every_test_that_the_threat_model_names_exists(path: str, name: str) -> None:
    assert (ROOT / path).is_file()
    assert not name or name in _tests(path)


def test_every_promise_has_a_test() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    rows = [row for row in text.split("## Limits")[0].splitlines() if row.startswith("| ")][1:]
    assert len(rows) >= 10
    assert all(_NAMED.search(row.split(" | ")[-1]) for row in rows)


@pytest.mark.parametrize("requirement", PROJECT["dependencies"])
def test_every_library_has_bounds(requirement: str) -> None:
    name = re.match(r"[\w-]+", requirement)
    assert name is not None
    assert lowest([requirement])
    assert "<" in requirement or name[0] in BY_YEAR


def test_the_list_of_materials_holds_every_library() -> None:
    found = sbom()
    names = {one["name"] for one in found["components"]}
    wanted = {re.match(r"[\w-]+", one)[0].lower() for one in PROJECT["dependencies"]}  # type: ignore[index]
    assert wanted <= names
    assert all(one["version"] and one["purl"].startswith("pkg:pypi/") for one in found["components"])
    assert json.dumps(found) == json.dumps(sbom())


def test_pythons_that_are_named_are_those_that_are_allowed() -> None:
    assert PROJECT["requires-python"] == ">=3.11"
    assert "Programming Language :: Python :: 3.11" in PROJECT["classifiers"]


def test_the_citation_names_the_version_and_the_licence_of_the_package() -> None:
    said = dict(re.findall(r"^([a-z-]+): (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE))
    assert said["version"] == treatylang.__version__
    assert said["license"] == PROJECT["license"]
    assert said["title"].strip('"') == PROJECT["name"]
