"""A draft is not trusted: whatever it says stays text in every format."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.chance import cases
from tests.documents.rendering import rendered
from treatylang.documents.marks import clean, link, runs

_HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}{% for x in range(9) %}x{% endfor %}",
    "`code` *bold* _it_ [link](http://e.example) ![i](x) | a | b | # h",
    "</style><img src=x onerror=alert(1)>",
    "&lt;b&gt; &#60;b&#62; <!-- x -->",
    "- item\n1. one\n> quote\n=====\n***",
    "]]> ]( ) \\ ~~gone~~ <http://auto.example> https://bare.example a@b.example",
    "' onmouseover='x",
]
_TAGS = frozenset(
    "html head meta title style body main article section nav ol ul li h1 h2 h3 h4 p div span a i".split()
)
_SHOWN = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters='"{}')
_ATTRIBUTES = frozenset("lang dir charset name content id class href aria-label aria-labelledby".split())


def _draft(text: str) -> str:
    quoted = text.replace('"', "'").replace("\n", " ")
    block = text.replace('"""', "'''")
    return f'''treaty T "{quoted}" {{
  languages en;
  drawn-up at "{quoted}" on 2027-01-01;
  party Japan, Australia;
  area Zone "{quoted}" = sea "{quoted}" plus part "{quoted}" of Japan;
  term Odd "{quoted}" {{ en """{block}"""; }}
  preamble {{ recital "{quoted}"; }}
  chapter "{quoted}" {{
    article "{quoted}" as first {{
      en """{block} {{Zone}} {{@second}}""";
      1 {{ en "{quoted}"; (a) {{ en "{quoted}"; }} }}
    }}
    article "{quoted}" as second {{ before use-force  Japan shall obtain approval of "{quoted}" by "{quoted}"; }}
  }}
  council "{quoted}" as council {{ members "{quoted}"; }}
  final-clauses {{ signature open to "{quoted}" at "{quoted}"; depositary "{quoted}"; }}
  declaration "{quoted}" by Japan {{ en "{quoted}"; }}
}}'''


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.targets: set[str] = set()
        self.anchors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "href":
                self.targets.add(value or "")
            if name == "id":
                self.anchors.append(value or "")


def _look(html: str) -> _Seen:
    seen = _Seen()
    seen.feed(html)
    return seen


@pytest.mark.parametrize("text", _HOSTILE)
def test_html_has_no_tag_of_the_draft(text: str) -> None:
    html, _ = rendered(_draft(text), form="html")
    seen = _look(html)
    assert seen.tags <= _TAGS
    assert seen.attributes <= _ATTRIBUTES
    assert all(target.startswith("#") for target in seen.targets)
    assert len(seen.anchors) == len(set(seen.anchors))
    assert {target[1:] for target in seen.targets} <= set(seen.anchors)


@pytest.mark.parametrize("text", _HOSTILE)
def test_markdown_has_no_markup_of_the_draft(text: str) -> None:
    markdown, _ = rendered(_draft(text), form="markdown")
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(markdown)
    kinds = {token.type for token in tokens} | {inner.type for token in tokens for inner in token.children or ()}
    allowed = {"heading", "paragraph", "bullet_list", "list_item", "strong", "em"}
    assert {kind.removesuffix("_open").removesuffix("_close") for kind in kinds} <= allowed | {"inline", "text"}


@pytest.mark.parametrize("text", _HOSTILE)
def test_text_has_no_control_characters(text: str) -> None:
    said, _ = rendered(_draft(text))
    assert not any(ord(c) < 32 and c != "\n" for c in said)
    assert "49" not in said


def test_marks_cannot_be_forged() -> None:
    forged = link("secret", "shown") + "\x04slant\x04 \x1b[31mred\x00"
    assert [run.target for run in runs(clean(forged))] == [""]
    assert clean(forged) == "secretshownslant [31mred"


@pytest.mark.parametrize("form", ["html", "markdown"])
@cases(20, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.text(
        alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters='"'),
        max_size=30,
    )
)
def test_any_text_stays_text(form: str, text: str) -> None:
    said, _ = rendered(_draft(text), form=form)
    if form == "html":
        assert _look(said).tags <= _TAGS
    else:
        tokens = MarkdownIt("commonmark").parse(said)
        inner = {child.type for token in tokens for child in token.children or ()}
        assert not inner & {"html_inline", "link_open", "image", "code_inline"}
        assert not {token.type for token in tokens} & {"html_block", "fence", "code_block", "hr", "blockquote_open"}
