"""Checks the layout of each kind of construct against an agreed file, and of every file of the project against itself.

``REWRITE_GOLDEN=1 pytest tests/formatter`` writes the agreed files anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.formatter import WIDTH, diff_text, format_document
from treatylang.syntax.layout import read_tokens
from treatylang.syntax.parser import parse

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
MESSY = sorted(path for path in GOLDEN.glob("*.treaty") if not path.name.endswith(".formatted.treaty"))
PROJECT = sorted(
    path
    for folder in ("tests/syntax/wellformed", "examples", "treatylang/library")
    for path in (ROOT / folder).glob("**/*.treaty")
)


def read(text: str) -> ast.Document:
    document, findings = parse(Source("test.treaty", text))
    assert document is not None, findings
    return document


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8").removeprefix("\ufeff").replace("\r\n", "\n")


def assert_kept(text: str) -> str:
    """Check everything that a layout must keep, and return it."""
    document = read(text)
    formatted = format_document(document)
    again = read(formatted)
    assert again == document
    assert read_tokens(again).texts == read_tokens(document).texts
    assert sorted(c.text for c in again.comments) == sorted(c.text for c in document.comments)
    assert format_document(again) == formatted
    assert "\r" not in formatted
    assert formatted == "" or (formatted.endswith("\n") and not formatted.startswith("\n"))
    outside = re.sub(r'"""(?:.|\n)*?"""', '""', formatted)
    assert not re.search(r"[ \t]\n|\n\n\n|\{\n\n|\n\n *\}|\n\n\Z", outside)
    return formatted


@pytest.mark.parametrize("path", MESSY, ids=lambda path: path.stem)
def test_agreed_layout(path: Path) -> None:
    formatted = assert_kept(text_of(path))
    agreed = path.with_suffix(".formatted.treaty")
    if os.environ.get("REWRITE_GOLDEN"):
        agreed.write_bytes(formatted.encode())
    assert formatted == agreed.read_bytes().decode()
    assert all(len(line) <= WIDTH for line in formatted.splitlines())


def test_there_is_a_messy_file_for_each_agreed_one() -> None:
    assert len(MESSY) * 2 == len(list(GOLDEN.glob("*.treaty")))
    assert len(MESSY) > 10


@pytest.mark.parametrize("path", PROJECT, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_of_the_project(path: Path) -> None:
    assert_kept(text_of(path))


def test_block_texts_keep_every_character() -> None:
    content = "\n \t trailing blanks  \n\n\n\n  # no comment\n\tend "
    formatted = format_document(read(f'treaty T "t" {{ article 1 {{ en    """{content}"""   ; }} }}'))
    assert f'    en """{content}""";\n' in formatted
    assert read(formatted) == read(f'treaty T "t" {{ article 1 {{ en """{content}"""; }} }}')


def test_empty_text_beside_a_text_is_no_block() -> None:
    text = 'treaty T "t" { article "" "Title" { en "x"; } # "\n}\n'
    assert_kept(text)
    assert_kept(text.replace('"" "Title"', '"""Title"'))


def test_an_angle_with_seconds_opens_no_text() -> None:
    document = read('treaty T "t" { area A = Sea north of 12°30\'15"N; # {\n area B = A; }')
    formatted = format_document(document)
    assert formatted == ('treaty T "t" {\n  area A = Sea north of 12°30\'15"N;  # {\n  area B = A;\n}\n')


def test_wide_characters_take_two_columns() -> None:
    formatted = assert_kept('treaty T "t" { party "日本" from 2020-01-01; party "Japan" from 2020-01-01; }')
    assert '  party "日本"   from 2020-01-01;\n  party "Japan"  from 2020-01-01;\n' in formatted


def test_a_long_text_is_not_broken() -> None:
    words = "word " * 60
    assert f'en "{words}";' in assert_kept(f'treaty T "t" {{ article 1 {{ en "{words}"; }} }}')


def test_deep_nesting_needs_no_recursion() -> None:
    depth = 150
    opening, closing = "bracket b { option A when e " * depth, "}" * depth
    text = f'treaty T "t" {{ article 1 {{ {opening} X shall act; {closing} }} }}'
    formatted = format_document(read(text))
    assert format_document(read(formatted)) == formatted
    assert formatted.split() == text.split() or formatted.replace(" ", "").replace("\n", "") == text.replace(" ", "")


def test_long_chains_need_no_recursion() -> None:
    chain = " plus ".join(f"Area{number}" for number in range(3000))
    formatted = format_document(read(f'treaty T "t" {{ area A = {chain}; }}'))
    assert formatted.count("\n    plus ") == 2999


def test_a_comment_never_reaches_over_what_follows() -> None:
    text = 'treaty T "t" { article 1 { each # a\n party # b\n shall # c\n act # d\n ; # e\n } }'
    formatted = assert_kept(text)
    assert "act;  # e\n" in formatted


def test_one_changed_word_is_noticed() -> None:
    """The comparison on which these tests rest must see each word, number and text."""
    for path in MESSY:
        tokens = read_tokens(read(text_of(path))).texts
        document = read(" ".join(tokens))
        for number, token in enumerate(tokens):
            changed = {"Japan": "Fiji", "shall": "should", "draft": "signed", '"Title"': '"Titel"'}.get(token)
            if changed is not None:
                other, _ = parse(Source("", " ".join([*tokens[:number], changed, *tokens[number + 1 :]])))
                assert other != document, (path.name, token)


def test_difference_of_two_texts() -> None:
    assert diff_text("a\n", "a\n", "x.treaty") == ""
    assert diff_text("a\nb", "a\nc\n", "x.treaty") == (
        "--- x.treaty\n+++ x.treaty\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
    )
