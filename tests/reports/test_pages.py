"""Reports that people read in a browser: complete, safe against what drafts say, and short enough to be posted."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.reports.test_machine_formats import ACCEPTED, ALL, HOSTILE, KNOWN, NEW, NOTE
from tests.reports.test_reports import FINDING
from treatylang.checks import rules
from treatylang.findings import Edit, Finding, Fix, Label, Severity, Step
from treatylang.reports import report
from treatylang.reports.markdown import LONGEST, MARK
from treatylang.source import Source, Span

_VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Reads a page: its elements, links, anchors and text; complains about tags that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.attributes: set[str] = set()
        self.said = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        self.attributes |= set(values)
        self.links += [values["href"] or ""] if "href" in values else []
        self.anchors += [values["id"] or ""] if "id" in values else []
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        self.said += data


EVERYWHERE = Finding(
    HOSTILE,
    Severity.ERROR,
    HOSTILE,
    NOTE.span,
    remark=HOSTILE,
    labels=(Label(NOTE.span, HOSTILE),),
    steps=(Step(HOSTILE, NOTE.span),),
    notes=(HOSTILE,),
    help=(HOSTILE,),
    fixes=(Fix(HOSTILE, (Edit(Span(NOTE.span.source, 0, 4), HOSTILE),), price=(HOSTILE,)),),
    node=HOSTILE,
    party=HOSTILE,
    reading=HOSTILE,
)


def test_html_is_one_page_that_needs_nothing() -> None:
    text = report("html", ALL)
    page = Reader(text)
    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    assert "default-src 'none'" in text
    assert "prefers-color-scheme: dark" in text and "@media print" in text
    assert len(page.anchors) == len(set(page.anchors))
    known = {link for link in page.links if link != "#rule-no-such-rule"}
    assert {link.removeprefix("#") for link in known} <= set(page.anchors)


def test_html_tells_everything_of_a_finding() -> None:
    said = " ".join(Reader(report("html", [FINDING])).said.split())
    for text in (
        "The law of Japan forbids what this owes",
        "owed here",
        "forbidden here",
        "library:laws/x.treaty:30:9",
        "somebody attacks Australia",
        "under the reading gov2014",
        "promise less",
        "leave the means open",
        "changes the meaning",
        "guarantee lost: use-force",
        "Pact/a/1",
        "Why it matters",
    ):
        assert text in said, text
    assert "<mark>use-force</mark>" in report("html", [FINDING])
    assert "<del>&quot;日本&quot; shall use-force;</del><ins>&quot;日本&quot; shall assist;</ins>" in report(
        "html", [FINDING]
    )


def test_html_shows_accepted_findings_apart() -> None:
    page = Reader(report("html", [ACCEPTED, KNOWN]))
    assert "no findings (2 accepted)" in page.said
    assert "Reason: Diet debate scheduled" in page.said
    assert "article" not in page.tags


@pytest.mark.parametrize("finding", [EVERYWHERE, replace(EVERYWHERE, suppressed=HOSTILE)], ids=["open", "accepted"])
def test_html_escapes_whatever_a_draft_says(finding: Finding) -> None:
    text = report("html", [finding])
    page = Reader(text)
    assert "script" not in page.tags
    assert page.attributes <= {"lang", "charset", "name", "content", "http-equiv", "class", "id", "href"}
    assert "<script>]]>" in page.said
    assert "\x1b" not in text and "\u202e" not in text


def test_html_marks_a_place_of_several_lines() -> None:
    source = Source("x.treaty", "".join(f"line {number}\n" for number in range(1, 40)))
    start = source.text.index("3\n")
    finding = Finding("r", Severity.ERROR, "m", Span(source, start, source.text.index("30")))
    text = report("html", [finding])
    assert '<span class="number">3</span>line <mark>3</mark>' in text
    assert '<span class="number">4</span><mark>line 4</mark>' in text
    assert ">line 30" not in text


@pytest.mark.parametrize("rule", sorted(rules()))
def test_pages_of_all_rules_can_be_shown(rule: str) -> None:
    finding = replace(FINDING, rule=rule)
    page = Reader(report("html", [finding]))
    assert "Why it matters" in page.said
    assert "```" not in page.said and "## " not in page.said


# -- the comment on a pull request ---------------------------------------------------------------------------------


def test_markdown_is_one_comment_with_the_worst_first() -> None:
    text = report("markdown", [NOTE, NEW, FINDING, ACCEPTED])
    assert text.startswith(f"{MARK}\n## Treaty check: 1 error, 1 warning, 1 note in 2 files (1 accepted)\n")
    assert text.index("<b>Error</b>") < text.index("<b>Warning (new)</b>") < text.index("<b>Note</b>")
    assert text.count("<details open>") == 1
    assert text.count("<details") == text.count("</details>") == 3
    assert '```diff\n- "日本" shall use-force;\n+ "日本" shall assist;\n```' in text


def test_markdown_of_a_clean_run() -> None:
    assert (
        report("markdown", []) == f"{MARK}\n## Treaty check: no findings\n\nNothing stands in the way of this draft.\n"
    )


def test_markdown_lets_nothing_through() -> None:
    text = report("markdown", [EVERYWHERE])
    outside = _outside_of_fences(text)
    assert "<script" not in outside
    said = Reader(outside).said
    assert "octocat" in said and "@octocat" not in said
    assert "#12" not in said
    assert "](http" not in outside and "**b**" not in outside and "http:" not in outside
    assert "\x1b" not in text and "\u202e" not in text


def test_markdown_fence_is_longer_than_those_of_the_draft() -> None:
    source = Source("x.treaty", "a ```` b\n")
    text = report("markdown", [Finding("r", Severity.ERROR, "m", Span(source, 0, 1))])
    assert "`````treaty\na ```` b\n`````\n" in text


def test_markdown_fits_into_a_comment() -> None:
    text = report("markdown", [replace(FINDING, message=f"finding {number}") for number in range(1000)])
    assert len(text) < LONGEST + 200
    shown = text.count("<summary>")
    assert 10 < shown < 1000
    assert f"… and {1000 - shown} more" in text


def _outside_of_fences(text: str) -> str:
    lines, fence = [], ""
    for line in text.splitlines():
        if fence:
            fence = "" if line == fence else fence
        elif line.startswith("```"):
            fence = "`" * (len(line) - len(line.lstrip("`")))
        else:
            lines.append(line)
    return "\n".join(lines).replace(MARK, "")
