"""Configuration: found beside the draft, unknown keys refused with a hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatylang.workspace.settings_file import settings_for
from treatylang.workspace.trouble import Misconfigured


def test_no_configuration(tmp_path: Path) -> None:
    assert settings_for(tmp_path).path is None


def test_both_places(tmp_path: Path) -> None:
    (tmp_path / "law").mkdir()
    (tmp_path / "pyproject.toml").write_text('[tool.treatylang]\nfail-on = "warning"\nlibraries = ["law"]\n')
    settings = settings_for(tmp_path)
    assert settings.fail_on == "warning"
    assert settings.libraries == (tmp_path / "law",)
    (tmp_path / "treaty.toml").write_text('[severity]\nunknown-word = "info"\n')
    assert settings_for(tmp_path).severity == {"unknown-word": "info"}


def test_pyproject_of_others_is_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert settings_for(tmp_path).path is None


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ('fail_on = "error"', "`fail_on`", "did you mean `fail-on`?"),
        ("ignores = []", "`ignores`", "did you mean `ignore`?"),
        ('fail-on = "all"', "`fail-on`", ""),
        ("select = 1", "`select`", ""),
        ('libraries = ["none"]', "does not exist", ""),
        ("select = [", "not valid TOML", ""),
    ],
)
def test_mistakes(tmp_path: Path, text: str, message: str, help: str) -> None:
    (tmp_path / "treaty.toml").write_text(text)
    with pytest.raises(Misconfigured) as caught:
        settings_for(tmp_path)
    assert message in caught.value.message
    assert help in caught.value.help
