"""Protocols: what each instruction does, why one does not fit, and where a protocol between two drafts leads."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases
from tests.worlds import ROOT, document
from treatylang.findings import Finding
from treatylang.model.amend import amended, amending, in_force
from treatylang.model.consolidate import Consolidated, consolidated
from treatylang.model.protocol import protocol_between, same
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.formatter import format_document
from treatylang.syntax.parser import parse

BASE = """
import "words.treaty";

# What the file is for.
treaty Pact "Pact" {
  status  draft;
  party Japan;    # the host
  party Australia;

  area Box "the Box" from 1950-01-01 until 1960-01-01 = territory of Japan;
  term Aid "aid" { en "help of any kind"; }

  # On consultation.
  article "Consultation" as consultation {
    1 { the parties shall consult each other; }  # agreed
    2 as reports { the parties shall report; }
  }

  chapter "Aid" as aid-chapter {
    article "Assistance" as assistance { the parties shall assist; }
  }

  article { the parties shall settle-disputes; }

  final-clauses {
    withdrawal  after 10 years on notice of 1 year;
  }
}

scenario "kept" { on 1955-01-01; expect Japan shall consult; }
"""


def read(text: str) -> ast.Document:
    found, mistakes = parse(Source("draft.treaty", text))
    assert found is not None, mistakes[0].message
    return found


def instruments(text: str) -> list[ast.InstrumentNode]:
    return [item for item in read(text).items if isinstance(item, ast.InstrumentNode)]


def carry_out(instructions: str, base: str = BASE) -> Consolidated:
    protocol = instruments(f'protocol P "P" amends Pact {{ {instructions} }}')
    found = consolidated(read(base), "Pact", protocol)
    # The text says what the model makes of the treaty, and stands in the canonical layout.
    assert instruments(found.text)[0] == amended(instruments(base)[0], protocol)
    assert format_document(read(found.text)) == found.text
    return found


FITS = [
    ('replace @consultation article "Talks" as consultation { the parties may consult; }', '"Talks"', '"Consultation"'),
    ("replace @consultation.1 1 { the parties may consult; }", "1 { the parties may consult; }", "shall consult each"),
    ("replace @reports 2 as reports { the parties may report; }", "the parties may report", "shall report"),
    ("insert after @consultation.2 3 { the parties may report; }", "3 { the parties may report; }", "nothing"),
    ('insert after @consultation article "New" as new { the parties may report; }', 'article "New" as new', "nothing"),
    ('insert before @assistance article "New" as new { the parties may report; }', 'article "New" as new', "nothing"),
    ("delete @consultation;", "On consultation", "as consultation"),
    ("delete @reports;", "shall consult", "shall report"),
    ("delete @aid-chapter;", "settle-disputes", "shall assist"),
    ("delete @Aid;", "area Box", "help of any kind"),
    ('replace @Box area Box "the Box" from 1960-01-01 = territory of Australia;', "until 1960-01-01", "nothing"),
    ('replace @Box area Box "the Box" = territory of Australia;', "territory of Australia", "territory of Japan"),
    (
        "replace @final-clauses final-clauses { withdrawal after 5 years on notice of 1 year; }",
        "after 5 years",
        "10 years",
    ),
    ("party France;", "party France;", "nothing"),
]


@pytest.mark.parametrize(("instructions", "there", "gone"), FITS, ids=[i[:34] for i, *_ in FITS])
def test_instruction_that_fits(instructions: str, there: str, gone: str) -> None:
    found = carry_out(instructions)
    assert not found.findings
    assert there in found.text
    assert gone not in found.text
    assert 'import "words.treaty";' in found.text
    assert 'scenario "kept"' in found.text


def test_places() -> None:
    """What is put in stands where it was asked for; the comment at the end of a line stays with its line."""
    text = carry_out('insert before @assistance article "First" as first { the parties may report; }').text
    assert text.index('chapter "Aid"') < text.index("as first") < text.index("as assistance")
    text = carry_out("insert after @consultation.1 3 { the parties may report; }").text
    assert re.search(r"consult each other; }\s+# agreed\n\s+3 ", text)
    text = carry_out("party France;").text
    assert text.index("party Australia;") < text.index("party France;") < text.index("area Box")


MISFITS = [
    ("delete @consultatoin;", "the treaty has no `consultatoin` that can be amended", "did you mean `@consultation`?"),
    ("delete @consultation.7;", "the treaty has no `consultation.7` that", "did you mean `@consultation"),
    (
        "replace @consultation 1 { the parties may report; }",
        "`consultation` is not a paragraph, and what is given is one",
        "",
    ),
    ('replace @reports article "R" as reports { the parties may report; }', "`reports` is a paragraph", ""),
    (
        'insert after @Box article "R" as assistance { the parties may report; }',
        "the treaty has a `assistance` already",
        "",
    ),
    ("insert after @reports 1 { the parties may report; }", "the article has a paragraph 1 already", ""),
    ("delete @reports; delete @reports;", "an earlier instruction took `reports` out already", ""),
]


@pytest.mark.parametrize(("instructions", "reason", "help"), MISFITS, ids=[m[0][:34] for m in MISFITS])
def test_instruction_that_does_not_fit(instructions: str, reason: str, help: str) -> None:
    found = carry_out(instructions)
    assert len(found.findings) == 1
    finding: Finding = found.findings[0]
    assert finding.message.startswith(reason)
    assert any(help in line for line in finding.help)
    assert finding.span.text in instructions
    # The text itself says that it is not complete.
    assert f"# not carried out: {finding.span.text}, because {finding.message}" in found.text


def test_one_that_does_not_fit_does_not_keep_the_others_back() -> None:
    found = carry_out("delete @nothing-of-that-name; delete @Aid;")
    assert len(found.findings) == 1
    assert "help of any kind" not in found.text


def test_instructions_build_on_each_other() -> None:
    found = carry_out(
        'insert after @Aid article "A" as a { 1 { the parties may report; } } delete @Aid; '
        "replace @a.1 1 { the parties shall report; }"
    )
    assert not found.findings
    assert "1 { the parties shall report; }" in found.text


def test_protocols_in_the_order_of_their_dates() -> None:
    file = document(ROOT / "examples" / "north-atlantic.treaty")
    nodes = [item for item in file.items if isinstance(item, ast.InstrumentNode)]
    found = amending(nodes[0], nodes[::-1])
    assert [node.name.text for node in found] == ["Greece-Turkey-1951", "Algeria-1963"]
    assert [in_force(node, date(1955, 1, 1)) for node in found] == [True, False]
    for count in (1, 2):
        text = consolidated(file, "NATO", found[:count], without=[p.name.text for p in found[:count]]).text
        assert instruments(text)[0].span.text.count("area TreatyArea") == count + 1
        left = instruments(text)
        assert len(left) == 3 - count
        assert left[0] == amended(nodes[0], found[:count])


# -- the protocol between two drafts -------------------------------------------------------------------------------

HEAD = "status draft; party Japan, Australia;"


def treaty(*parts: str, head: str = HEAD) -> str:
    return f'treaty Pact "Pact" {{ {head} {" ".join(parts)} }}'


def article(label: str, *paragraphs: str) -> str:
    body = " ".join(f"{i} {{ the parties {modal} consult; }}" for i, modal in enumerate(paragraphs, 1))
    return f'article "{label.title()}" as {label} {{ {body} }}'


PAIRS = [
    ("equal", [article("a", "shall")], [article("a", "shall")], 0),
    ("paragraph replaced", [article("a", "shall", "may")], [article("a", "shall", "should")], 1),
    ("paragraph added", [article("a", "shall")], [article("a", "shall", "may")], 1),
    ("paragraph taken out", [article("a", "shall", "may")], [article("a", "shall")], 1),
    ("article added first", [article("b", "shall")], [article("a", "may"), article("b", "shall")], 1),
    ("article added last", [article("a", "shall")], [article("a", "shall"), article("b", "may")], 1),
    ("article taken out", [article("a", "shall"), article("b", "may")], [article("b", "may")], 1),
    (
        "articles change places",
        [article("a", "shall"), article("b", "may")],
        [article("b", "may"), article("a", "shall")],
        2,
    ),
    ("title of an article", [article("a", "shall")], [article("a", "shall").replace('"A"', '"Z"')], 1),
]


@pytest.mark.parametrize(("old", "new", "count"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_protocol_between(old: list[str], new: list[str], count: int) -> None:
    before, after = instruments(treaty(*old))[0], instruments(treaty(*new))[0]
    made = protocol_between(before, after)
    assert made.unsaid == ()
    assert len(re.findall(r"^  (?:replace|insert|delete) ", made.text, re.MULTILINE)) == count
    assert same(amended(before, instruments(made.text)), after)
    assert format_document(read(made.text)) == made.text


def test_a_party_that_joins() -> None:
    before, after = (
        instruments(treaty())[0],
        instruments(treaty(head="status draft; party Japan, Australia, France;"))[0],
    )
    made = protocol_between(before, after, name="Accession", title="Protocol on Accession")
    assert made.unsaid == ()
    assert "party France;" in made.text
    assert 'protocol Accession "Protocol on Accession" amends Pact' in made.text
    assert same(amended(before, instruments(made.text)), after)


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (
            treaty(head="status draft; status in-force from 2030-01-01; party Japan, Australia;"),
            "`status in-force from",
        ),
        (
            treaty(head="status draft; party Japan;"),
            "`party Australia` (line 1) is named in another way, or no party any more",
        ),
        (treaty().replace('"Pact"', '"Treaty"'), "the title differs"),
        (treaty("article { the parties may consult; }"), "`article { the parties may consult; }`"),
        (treaty('chapter "C" { }'), "the chapters without a label differ"),
    ],
    ids=["heading line", "party leaves", "title", "unlabelled article", "chapter"],
)
def test_what_no_protocol_can_say(new: str, said: str) -> None:
    made = protocol_between(instruments(treaty())[0], instruments(new)[0])
    assert any(said in sentence for sentence in made.unsaid), made.unsaid


_paragraphs = st.lists(st.sampled_from(["shall", "may", "should"]), min_size=1, max_size=4)
_parts = st.one_of(
    st.tuples(st.sampled_from("abcde"), _paragraphs).map(lambda p: (p[0], article(p[0], *p[1]))),
    st.tuples(st.sampled_from(["Box", "Zone"]), st.sampled_from(["Japan", "Fiji"])).map(
        lambda p: (p[0], f'area {p[0]} "x" = territory of {p[1]};')
    ),
    st.sampled_from(["help", "money"]).map(lambda words: ("Aid", f'term Aid "aid" {{ en "{words}"; }}')),
    st.integers(1, 3).map(lambda n: ("final-clauses", f"final-clauses {{ withdrawal after {n} years; }}")),
    st.sampled_from(["peace", "calm"]).map(lambda w: ("preamble", f'preamble {{ recital "Desiring {w},"; }}')),
)
_treaties = st.lists(_parts, unique_by=lambda part: part[0], max_size=7).map(lambda parts: [text for _, text in parts])


@cases(60)
@given(_treaties, _treaties)
def test_carried_out_it_gives_the_new_draft(old: list[str], new: list[str]) -> None:
    """An article that both have is what instructions can be placed beside; without one, only emptiness is unsaid."""
    kept = article("kept", "shall")
    before, after = instruments(treaty(kept, *old))[0], instruments(treaty(kept, *new))[0]
    made = protocol_between(before, after)
    assert made.unsaid == ()
    assert same(amended(before, instruments(made.text)), after)
    text = consolidated(read(treaty(kept, *old)), "Pact", instruments(made.text))
    assert text.findings == ()
    assert same(instruments(text.text)[0], after)
