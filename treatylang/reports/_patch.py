"""What a remedy changes, as lines before and after."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.findings import Edit


def changed(edits: tuple[Edit, ...]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the lines before and after for each group of edits that touch the same lines, without common indent."""
    groups: list[list[Edit]] = []
    for edit in sorted(edits, key=lambda e: (e.span.source.name, e.span.start)):
        last = groups[-1][-1] if groups else None
        if last is not None and last.span.source is edit.span.source and _last_line(last) >= edit.span.line:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    for group in groups:
        source = group[0].span.source
        start = group[0].span.start - group[0].span.column + 1
        end = source.text.find("\n", group[-1].span.end)
        end = len(source.text) if end < 0 else end
        after = ""
        position = start
        for edit in group:
            after += source.text[position : edit.span.start] + edit.text
            position = edit.span.end
        after += source.text[position:end]
        old, new = source.text[start:end].split("\n"), after.split("\n") if after.strip() else []
        while old and new and old[-1] == new[-1]:
            old.pop()
            new.pop()
        while old and new and old[0] == new[0]:
            del old[0], new[0]
        while not old and new and not new[0].strip():
            del new[0]
        yield _without_indent(old, new)


def _last_line(edit: Edit) -> int:
    return edit.span.source.place(edit.span.end)[0]


def _without_indent(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    indents = [len(line) - len(line.lstrip(" ")) for line in (*old, *new) if line.strip()]
    cut = min(indents, default=0)
    return [line[cut:] for line in old], [line[cut:] for line in new]
