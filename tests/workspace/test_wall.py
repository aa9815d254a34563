"""The project's folder is a wall: what lies outside is read only where the command line says so, never a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CLEAN
from treatylang.model.question import Question
from treatylang.source import Source
from treatylang.workspace import Draft, Misconfigured, NoVerdict, Project
from treatylang.workspace.acceptance import load
from treatylang.workspace.settings_file import settings_for
from treatylang.workspace.templates import templates_in

SECRET = 'law Secret "secret" of Japan { rank statute; article 1 { Japan shall not consult; } }'


@pytest.fixture
def inside(tmp_path: Path) -> Path:
    outside, project = tmp_path / "outside", tmp_path / "project"
    for folder in (outside, project):
        folder.mkdir()
    (outside / "secret.treaty").write_text(SECRET)
    (outside / "html").mkdir()
    (outside / "html" / "treaty.j2").write_text("secret")
    (project / "treaty.toml").write_text("")
    (project / "pact.treaty").write_text(CLEAN)
    return project


@pytest.mark.parametrize("place", ["../outside", "/", "OUTSIDE", "below/../../outside", "link"])
@pytest.mark.parametrize("key", ["libraries", "templates"])
def test_settings_lead_to_nothing_outside(inside: Path, key: str, place: str) -> None:
    (inside / "below").mkdir()
    if sys.platform != "win32":
        (inside / "link").symlink_to(inside.parent / "outside")
    place = place.replace("OUTSIDE", str(inside.parent / "outside"))
    value = f'["{place}"]' if key == "libraries" else f'"{place}"'
    (inside / "treaty.toml").write_text(f"{key} = {value}\n")
    with pytest.raises(Misconfigured, match="leads out of the folder"):
        settings_for(inside)


def test_settings_that_the_command_line_names_may_hold_both(inside: Path) -> None:
    (inside.parent / "both.toml").write_text('libraries = ["outside"]\ntemplates = "outside"\n')
    found = settings_for(inside, inside.parent / "both.toml")
    assert found.libraries == (inside.parent / "outside",)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize("link", ["laws", "vocabulary", "laws/x.treaty", "vocabulary/x.treaty"])
def test_laws_of_the_project_are_no_links_that_leave_it(inside: Path, link: str) -> None:
    target = inside.parent / "outside" / ("secret.treaty" if link.endswith("y") and "/" in link else "")
    (inside / link).parent.mkdir(exist_ok=True)
    (inside / link).symlink_to(target)
    with pytest.raises(Misconfigured, match="leads out of the project"):
        Project.around(inside / "pact.treaty")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_template_is_no_link_that_leaves_its_folder(inside: Path) -> None:
    (inside / "html").mkdir()
    (inside / "html" / "treaty.j2").symlink_to(inside.parent / "outside" / "html" / "treaty.j2")
    with pytest.raises(Misconfigured, match="leads out of its folder"):
        templates_in(inside)


@pytest.mark.parametrize("path", ["../outside/secret.treaty", "/etc/hostname", "OUTSIDE", "link.treaty", "c:x.treaty"])
def test_imports_lead_to_nothing_outside(inside: Path, path: str) -> None:
    if sys.platform != "win32":
        (inside / "link.treaty").symlink_to(inside.parent / "outside" / "secret.treaty")
    path = path.replace("OUTSIDE", str(inside.parent / "outside" / "secret.treaty"))
    source = Source("pact.treaty", f'import "{path}";\n{CLEAN}')
    opened = Project.around(inside / "pact.treaty").open(Draft(source, inside / "pact.treaty"), Question())
    assert [finding.rule for finding in opened.findings] == ["missing-import"]
    assert opened.world is None or "Secret" not in opened.world.instruments


@pytest.mark.parametrize(
    "path", [r"laws\x.treaty", r"..\outside\secret.treaty", "C:/x.treaty", r"\\host\share\x.treaty", "//host/x.treaty"]
)
def test_paths_of_windows_are_refused_on_every_system(inside: Path, path: str) -> None:
    source = Source("pact.treaty", f'import "{path}";\n{CLEAN}')
    opened = Project.around(inside / "pact.treaty").open(Draft(source, inside / "pact.treaty"), Question())
    (finding,) = opened.findings
    assert "not a path relative to this file" in finding.message or "leads out" in finding.message


@pytest.mark.parametrize(
    "line", ["a = " + "[" * 50_000, "a = " + "9" * 10_000, "a = 1979-13-99", "\x00", "a = '\udcff'"]
)
def test_settings_and_accept_lists_that_attack_are_told(inside: Path, line: str) -> None:
    data = line.encode("utf-8", "surrogateescape")
    for name in ("treaty.toml", "accept.toml"):
        (inside / name).write_bytes(data)
    with pytest.raises(NoVerdict) as caught:
        settings_for(inside)
    assert type(caught.value).__name__ in ("Misconfigured", "Unreadable")
    with pytest.raises(NoVerdict) as caught:
        load(inside / "accept.toml")
    assert type(caught.value).__name__ in ("Misconfigured", "Unreadable")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_the_place_of_settings_is_not_waited_for(inside: Path) -> None:
    (inside / "treaty.toml").unlink()
    os.mkfifo(inside / "treaty.toml")
    assert settings_for(inside).path is None
