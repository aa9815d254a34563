"""A law of model clauses: a text that uses one is told what it is told with the sentences written out."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.chance import Budget
from treatylang.api.clauses import chosen_clauses, written_out
from treatylang.findings import Finding
from treatylang.model.question import Question
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.formatter import format_document
from treatylang.syntax.parser import parse
from treatylang.workspace import Draft, Opened, Project, Selection, check
from treatylang.workspace.fixing import applied
from treatylang.workspace.settings import Settings

TODAY = date(2026, 11, 22)
AREAS = (
    "Europe",
    "territory of Japan",
    '(sea "Philippine Sea" plus territory of parties)',
    "(Asia except Japan)",
    "Zone",
)
PERIODS = ("24 hours", "60 days", "1 year")
SAID = {"in": AREAS, "within": PERIODS, "after": ("5 years",), "on": ("notice of 6 months",), "by": ("Council",)}
SAID["for"] = ("@first",)
PARTIES = ("Japan", "Australia", "Switzerland", "Fiji", "Philippines", "Indonesia")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("clauses"), Settings(), cache=False)


def drawn(draw: Random, project: Project) -> str:
    """Return a treaty of some parties that uses clauses, filled in some way; the first promises help."""
    others = draw.sample(chosen_clauses(project), 3)
    hard = [one for one in chosen_clauses(project) if one.name == "automatic-defence"]
    lines = [f"party {', '.join(draw.sample(PARTIES, 3))};", 'area Zone "the Zone" = territory administered by Japan;']
    for place, clause in enumerate((*hard, *others)):
        slots = [
            f"{word} {draw.choice(SAID[word])}" for word, _, usual in clause.takes if not usual or draw.random() < 0.6
        ]
        label = " as first" if place == 0 else f" as label-{place}" if " as " in clause.sentences else ""
        used = f"use clause {clause.name}{label} {' '.join(slots)};"
        lines.append(f'chapter "Part {place}" {{ {used} }}' if draw.random() < 0.3 else used)
    lines.append('council "Council" as Council { members each party; decides by consensus; }')
    head = 'treaty Pact "Pact" {\n  status draft;\n  drawn-up at "Geneva" on 2026-11-22;\n  under law of parties;\n  '
    return head + "\n  ".join(lines) + "\n}\n"


def opened(project: Project, text: str) -> tuple[Opened, tuple[Finding, ...]]:
    draft = Draft(Source("pact.treaty", text), project.root / "pact.treaty", exists=False)
    found = project.open(draft, Question())
    return found, check(found, Question(), Selection(), TODAY)


def told(findings: tuple[Finding, ...]) -> Counter[object]:
    """Return what findings say, wherever they say it; what is told of two sentences at one place is one finding."""
    return Counter({(f.rule, f.severity, f.message, f.party, f.reading, f.notes, f.node): 1 for f in findings})


def out(project: Project, text: str) -> str:
    path = project.root / "pact.treaty"
    path.write_text(text, encoding="utf-8")
    return written_out(str(path), isolated=True, cache=False)


def test_a_clause_that_is_used_means_what_its_sentences_mean(project: Project, budget: Budget) -> None:
    for draw in budget.cases(least=2, enough=4):
        text = drawn(draw, project)
        used, said = opened(project, text)
        written = out(project, text)
        assert "use clause" not in written
        plain, says = opened(project, written)
        assert told(said) == told(says), text
        assert used.world is not None and plain.world is not None
        assert used.instruments[0].node.parts == plain.instruments[0].node.parts
        for finding in said:
            for span in (finding.span, *(label.span for label in finding.labels)):
                assert span.source.name != "pact.treaty" or span.source.text == text
                assert 0 <= span.start <= span.end <= len(span.source.text)


def test_a_remedy_in_a_clause_writes_it_out_changed(project: Project) -> None:
    text = (
        'treaty Pact "Pact" {\n  status draft;\n  drawn-up at "Geneva" on 2026-11-22;\n  under law of parties;\n'
        "  party Japan, Australia;\n  use clause automatic-defence as help;\n}\n"
    )
    _, said = opened(project, text)
    clash = next(f for f in said if f.rule == "law-conflict" and f.fixes and f.fixes[0].edits)
    changed = applied(text, clash.fixes[0].edits)
    assert "use clause" not in changed
    document, _ = parse(Source("pact.treaty", changed))
    assert document is not None
    _, after = opened(project, changed)
    assert not [f for f in after if f.rule == "law-conflict" and f.severity is clash.severity]


def test_each_clause_is_laid_out_as_the_formatter_does_and_can_be_used(project: Project) -> None:
    for name, volume in project.shelf.clauses.items():
        document, _ = parse(volume.source)
        assert document is not None
        if any(isinstance(item, ast.ModelClause) for item in document.items):
            assert format_document(document) == volume.source.text, name
    for clause in chosen_clauses(project):
        council = 'council "Council" as Council { members each party; }'
        text = f'treaty Pact "Pact" {{ party Japan, Fiji; {clause.use} {council} }}'
        found, _ = opened(project, text)
        wrong = [f.message for f in found.findings if f.rule in ("unfit-clause", "unknown-word", "misplaced-slot")]
        assert not wrong, (clause.name, wrong)


@pytest.mark.parametrize(
    ("used", "message"),
    [
        ("use clause consultaton;", "there is no clause `consultaton`"),
        ("use clause consultation by Japan;", "clause `consultation` takes `in` and `within`, not `by`"),
        ("use clause consultation within 2 days within 3 days;", "`within` is said twice of clause `consultation`"),
        ("use clause withdrawal as leaving;", "clause `withdrawal` has nothing that a label could name"),
        ("use clause defence-by-decision;", "clause `defence-by-decision` needs `by`: the council that decides"),
    ],
)
def test_what_does_not_fit_is_told_at_the_use(project: Project, used: str, message: str) -> None:
    found, _ = opened(project, f'treaty Pact "Pact" {{ party Japan, Fiji; {used} }}')
    (finding,) = (f for f in found.findings if f.rule == "unfit-clause")
    assert finding.message == message
    assert finding.help and finding.span.text in used


def test_what_a_use_says_wrong_is_told_where_it_says_it(project: Project) -> None:
    text = 'treaty Pact "Pact" { party Japan, Fiji; use clause consultation in Zoone; area Zone "z" = Europe; }'
    _, said = opened(project, text)
    (finding,) = (f for f in said if f.rule == "undefined-area")
    assert finding.span.text == "Zoone"


def test_a_project_adds_clauses_and_its_own_go_before(tmp_path: Path) -> None:
    (tmp_path / "clauses").mkdir()
    own = 'clause {} "Own" {{ article "Own" as own {{ each party shall consult each other; }} }}\n'
    (tmp_path / "clauses" / "own.treaty").write_text(own.format("talks") + own.format("withdrawal"))
    (tmp_path / "treaty.toml").write_text("")
    mine = Project.around(tmp_path / "pact.treaty", cache=False)
    assert {one.name for one in chosen_clauses(mine) if one.own} == {"talks", "withdrawal"}
    found, _ = opened(
        mine, 'treaty Pact "Pact" { party Japan, Fiji; use clause talks; use clause withdrawal as mine; }'
    )
    assert set(found.instruments[0].labels) >= {"own", "mine"}
    assert not [f for f in found.findings if f.rule == "unfit-clause"]


def test_a_word_that_nobody_knows_is_told_in_the_clause_itself(project: Project) -> None:
    text = (
        'clause talks "Talks" {\n  takes in Area = territory of parties;\n  takes by Board;\n'
        '  article "Talks" as talks {\n'
        "    when threat to any party in Area\n"
        "      each party shall frobnicate the others within 2 days on request of Board;\n"
        "  }\n}\n"
    )
    _, said = opened(project, text)
    assert [(f.rule, f.span.text) for f in said] == [("unknown-word", "frobnicate")]
    for volume in project.shelf.clauses.values():
        assert not [f.message for f in opened(project, volume.source.text)[1]], volume.source.name


def test_a_clause_of_several_articles_can_be_used_twice(project: Project) -> None:
    """The other labels of a second use begin with its own, in references too; those of the first stay as they are."""
    clause = (
        'clause pair "Pair" { takes in Area = territory of parties; '
        'article "One" as one { when threat to any party in Area the parties shall consult; } '
        'article "Two" as two { no party shall deploy notwithstanding @one; } }\n'
    )
    used = "use clause pair as first; use clause pair as second in Europe; use clause pair as fourth in Asia;"
    text = f'{clause}treaty Pact "Pact" {{ party Japan, Fiji; {used} }}'
    found, said = opened(project, text)
    assert not [one for one in said if one.rule in ("duplicate-label", "broken-reference")]
    assert found.world is not None
    assert set(found.world.instruments["Pact"].labels) >= {
        "first",
        "two",
        "second",
        "second-two",
        "fourth",
        "fourth-two",
    }
    parsed, mistakes = parse(Source("out.treaty", out(project, text)))
    assert parsed is not None, mistakes
    references = [node.text for node in ast.walk(parsed) if isinstance(node, ast.Ref)]
    assert references[-3:] == ["first", "second", "fourth"]
