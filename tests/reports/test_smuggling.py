"""What a draft, a file name or a setting says calls nobody, links nowhere, orders nothing, in comments and tables."""

from __future__ import annotations

import html
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.chance import cases
from treatylang.reports import tables
from treatylang.reports._json import dumped, harmless
from treatylang.reports._markdown import fenced, text
from treatylang.reports.tables import Entry, Table

_HOSTILE = [
    "@octocat please merge",
    "closes #12, fixes GH-12, owner/repo#7",
    "see https://evil.example and www.evil.example or mail a@evil.example",
    "[click](https://evil.example) ![x](https://evil.example/x.png) <https://evil.example>",
    "<img src=x onerror=alert(1)> </details><script>",
    "```\n::error::x\n``` `` ` ```",
    "| a | b |\n| --- | --- |",
    "# head\n> quote\n- [ ] task\n1. one\n***",
    ":tada: $x$ $$y$$ ~~gone~~ *a* _b_",
    "a\u202eb\x1b]8;;x\x07c\u2028d",
]
_ALLOWED = {"inline", "text", "paragraph_open", "paragraph_close", "html_inline", "softbreak"}


def _tokens(markdown: str) -> set[str]:
    parsed = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    return {token.type for token in parsed} | {inner.type for token in parsed for inner in token.children or ()}


def _calls(markdown: str) -> bool:
    """Return whether GitHub would call somebody, name an issue or make a link of what stands in the text."""
    # People and issues are looked for in what is shown, links in what is written.
    return bool(re.search(r"@\w|#\d|\bGH-\d", html.unescape(markdown)) or re.search(r"\bwww\.|https?:/", markdown))


@pytest.mark.parametrize("said", _HOSTILE)
def test_a_sentence_in_a_comment_stays_one(said: str) -> None:
    made = text(said)
    assert _tokens(made) <= _ALLOWED
    assert set(re.findall(r"</?(\w+)", made)) <= {"code"}
    assert not _calls(made)
    assert "\n" not in made
    assert not re.search("[\x00-\x1f\u202e\u2028]", made)


@cases(100)
@given(st.text(alphabet=st.sampled_from("@#`|<>[]()*_~:/\\-!&;GHw. a1\n\x1b\u202e"), max_size=30))
def test_any_sentence_in_a_comment_stays_one(said: str) -> None:
    made = text(said)
    assert _tokens(f"x {made}") <= _ALLOWED
    assert not _calls(made)


@pytest.mark.parametrize("said", _HOSTILE)
def test_a_fence_ends_where_it_should(said: str) -> None:
    made = "\n".join(fenced("treaty", said))
    kinds = [token.type for token in MarkdownIt("commonmark").parse(made)]
    assert kinds == ["fence"]


@pytest.mark.parametrize("said", _HOSTILE)
def test_a_field_of_a_table_stays_one(said: str) -> None:
    table = Table(said, (said, "b"), ((Entry.of(said), Entry.of("x")),), ({"a": said},), said, (said,))
    made = tables.report("markdown", [table])
    assert isinstance(made, str)
    rows = [line for line in made.splitlines() if line.startswith("|")]
    assert [row.count("|") for row in rows] == [3, 3, 3]
    assert not _calls(made)


@cases(100)
@given(st.text(max_size=20))
def test_json_says_the_same_and_acts_on_no_terminal(said: str) -> None:
    made = dumped({"said": said})
    assert json.loads(made) == {"said": said}
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", made)
    assert harmless(made) == made
