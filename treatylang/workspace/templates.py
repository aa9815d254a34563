"""Templates of the user's own: every `.j2` file of a folder, by its path within it."""

from __future__ import annotations

from pathlib import Path

from treatylang.workspace import texts
from treatylang.workspace.project import lies_in
from treatylang.workspace.texts import read, shown
from treatylang.workspace.trouble import Misconfigured


def templates_in(folder: Path) -> dict[str, str]:
    """Return the sources of the templates of a folder, keyed by names such as ``html/treaty.j2``.

    Raises ``Misconfigured`` where there is no such folder or no template, or where a link leads out of it.
    """
    if not texts.is_folder(folder):
        raise Misconfigured(f"there is no folder `{shown(folder)}` with templates")
    found = {}
    for path in [path for path in texts.files_below(folder) if path.name.endswith(".j2")]:
        if not lies_in(path, folder):
            raise Misconfigured(f"the template `{shown(path)}` is a link that leads out of its folder")
        found[path.relative_to(folder).as_posix()] = read(path).text
    if not found:
        raise Misconfigured(
            f"the folder `{shown(folder)}` has no template", "templates are called `html/treaty.j2` and the like"
        )
    return found
