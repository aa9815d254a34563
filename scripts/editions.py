"""The list of what each edition of the library changed (`treatylang/library/editions.toml`), in step with the library.

Whatever differs from what the file says was there is told as a change of the newest edition. A new edition is opened
with `python -m scripts.editions 2027-03-31`.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

from treatylang.library.editions import Change, changes, digests, edition
from treatylang.syntax import ast
from treatylang.workspace import Project
from treatylang.workspace.cache import parsed
from treatylang.workspace.settings import Settings
from treatylang.workspace.shelf import usual

FILE = Path(__file__).parents[1] / "treatylang" / "library" / "editions.toml"
_HEAD = "# What each edition of the library changed, written with the pages of the docs.\n"
ADDED, CHANGED, REMOVED = "added", "changed", "removed"


def there() -> dict[str, tuple[str, dict[str, str]]]:
    """Return the state of each shipped law or treaty (empty for a treaty), and a digest for each of its parts."""
    found = {}
    for volume in Project(FILE.parent, Settings(), cache=False).shelf.volumes:
        document, _ = parsed(volume.source, use=False)
        for item in document.items if document is not None and not volume.own else ():
            if isinstance(item, ast.InstrumentNode):
                of = item.of
                state = usual(of.items[0].text) if isinstance(of, ast.Words) and item.kind == "law" else ""
                found[item.name.text] = (state, parts(item))
    return found


def parts(node: ast.InstrumentNode) -> dict[str, str]:
    """Return a digest of each labelled article of an instrument, and one, under no name, of all the rest."""
    found: dict[str, list[str]] = {"": [repr((node.title, node.of, node.amends))]}
    for part in node.parts:
        label = part.label.text if isinstance(part, ast.Article) and part.label is not None else ""
        found.setdefault(label, []).append(repr(part))
    return {label: sha256("\n".join(said).encode()).hexdigest()[:10] for label, said in found.items()}


def text(name: str = "") -> str:
    """Return the file as it has to be; ``name`` opens a new edition."""
    newest = name or edition()
    known = [one for one in changes() if one.edition != newest]
    open_ones = {one.instrument: one for one in changes() if one.edition == newest}
    before: dict[str, dict[str, str]] = {}
    for key, digest in digests().items():
        instrument, _, label = key.partition("/")
        before.setdefault(instrument, {})[label] = digest
    now = there()
    for instrument in sorted({*before, *now}):
        old, (state, new) = before.get(instrument), now.get(instrument, ("", {}))
        if old == new:
            continue
        at = sorted(label or "heading" for label in {*(old or {}), *new} if (old or {}).get(label) != new.get(label))
        kind = ADDED if old is None else CHANGED if new else REMOVED
        earlier = open_ones.get(instrument)
        if earlier is not None:
            kind = earlier.kind if kind == CHANGED else CHANGED if earlier.kind == REMOVED else kind
            state = state or earlier.state
            at = sorted({*earlier.at, *at}) if kind == CHANGED else at
        if earlier is not None and earlier.kind == ADDED and not new:
            del open_ones[instrument]
        else:
            open_ones[instrument] = Change(newest, instrument, state, kind, () if kind != CHANGED else tuple(at))
    lines = [_HEAD, f'edition = "{newest}"\n']
    for one in (*known, *(open_ones[key] for key in sorted(open_ones))):
        at_ = ", ".join(f'"{label}"' for label in one.at)
        lines.append(
            f'[[change]]\nedition = "{one.edition}"\ninstrument = "{one.instrument}"\nstate = "{one.state}"\n'
            f'kind = "{one.kind}"\nat = [{at_}]\n'
        )
    held = [
        f'"{name_}/{label}" = "{digest}"' for name_ in sorted(now) for label, digest in sorted(now[name_][1].items())
    ]
    return "\n".join([*lines, "[digests]", *held]) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(sys.argv[1] if len(sys.argv) > 1 else ""), encoding="utf-8")
