"""The pages of the model clauses: what each says in English and French, and what the law of each state makes of it."""

from __future__ import annotations

from collections.abc import Iterator

from treatylang.api.clauses import LANGUAGES, Clause, chosen_clauses, using, wording
from treatylang.api.joining import candidacies
from treatylang.api.opening import Case
from treatylang.model.question import Question
from treatylang.reasoning.answers.candidates import BLOCKS, NEEDS, PROCEDURE, WARNS, Candidacy, Obstacle
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.workspace import Draft, Project
from treatylang.workspace.catalogue import entries

NAMES = {"en": "English", "fr": "French"}
HARDEST = "automatic-defence"
"""The clause beside which those are tried that only limit what others promise."""
PARTIES = ("Fiji", "Samoa")
"""Two states that no clause names and of whose law nothing is held."""


def pages(project: Project) -> Iterator[tuple[str, str]]:
    """Yield the name of each page with its text: one of each clause, and their list."""
    found = chosen_clauses(project)
    states = sorted({entry.state for entry in entries(project.shelf, cache=False) if entry.state})
    hardest = next(one for one in found if one.name == HARDEST)
    rows = []
    for clause in found:
        beside = hardest if _limits(project, clause) else None
        lawful = _candidacies(project, clause, beside, states) if beside or _promises(project, clause) else []
        counts = _counted(lawful)
        rows.append(f"| [{clause.name}]({clause.name}.md) | {clause.title} | {counts or 'asks nothing of a law'} |")
        yield f"{clause.name}.md", _page(project, clause, beside, lawful)
    yield (
        "README.md",
        "# Model clauses\n\n"
        "One line puts a clause into a draft (`use clause consultation;`), as if its sentences had been written there: "
        "[the language](../reference.md#model-clauses). What the law of each state makes of a clause is worked "
        "out by `make docs` from the library: each state joins, one at a time, a treaty of two others that holds this "
        "clause and nothing else. A clause that only limits what others promise is tried beside "
        f"`{HARDEST}`.\n\n"
        "| clause | what it says | of the states whose law is held |\n|---|---|---|\n" + "\n".join(rows) + "\n",
    )


def _counted(lawful: list[Candidacy]) -> str:
    """Return how many states could join, in law and policy, could not, and of how many that is not known."""
    verdicts = [_verdict(one) for one in lawful]
    names = (_COULD, _POLICY, _COULD_NOT, _NOT_KNOWN)
    return ", ".join(f"{verdicts.count(name)} {name}" for name in names if name in verdicts)


_COULD, _POLICY, _COULD_NOT, _NOT_KNOWN = "could join", "could in law, not by policy", "could not", "not known"


def _verdict(one: Candidacy) -> str:
    if one.outlook.value == "not known":
        return _NOT_KNOWN
    if any(obstacle.weight == BLOCKS for obstacle in one.obstacles):
        return _COULD_NOT
    return _POLICY if any(obstacle.weight == WARNS for obstacle in one.obstacles) else _COULD


def _node(project: Project, clause: Clause) -> ast.ModelClause:
    node = project.clause(clause.name)
    assert node is not None
    return node


def _promises(project: Project, clause: Clause) -> bool:
    """Return whether a clause obliges or forbids anything by itself."""
    inside = ast.walk(_node(project, clause))
    return any(isinstance(node, ast.NormPredicate) and node.modal.startswith("shall") for node in inside)


def _limits(project: Project, clause: Clause) -> bool:
    """Return whether a clause only takes from what other sentences ask."""
    inside = any(isinstance(node, ast.Sentence) for node in ast.walk(_node(project, clause)))
    return inside and not _promises(project, clause)


def _candidacies(project: Project, clause: Clause, beside: Clause | None, states: list[str]) -> list[Candidacy]:
    text = using(clause, PARTIES, beside=beside.use if beside is not None else "")
    draft = Draft(Source("model.treaty", text), project.root / "model.treaty", exists=False)
    opened = project.open(draft, Question())
    return list(candidacies(Case(draft, project, Question(), opened), opened.instruments[0], states))


def _page(project: Project, clause: Clause, beside: Clause | None, lawful: list[Candidacy]) -> str:
    return "\n".join(_lines(project, clause, beside, lawful)).rstrip("\n") + "\n"


def _lines(project: Project, clause: Clause, beside: Clause | None, lawful: list[Candidacy]) -> Iterator[str]:
    yield from (f"# {clause.title}", "", "```treaty", clause.use, "```", "")
    if clause.takes:
        yield from ("| says | what | if it is left out |", "|---|---|---|")
        for word, words, usual in clause.takes:
            yield f"| `{word}` | {words} | {f'`{usual}`' if usual else 'it has to be said'} |"
        yield ""
    yield from ("## Its sentences", "", "```treaty", clause.sentences, "```", "")
    for language in LANGUAGES:
        yield from (f"## In {NAMES[language]}", "")
        for line in wording(project, clause, language).split("\n"):
            yield from (line, "") if line else ()
    yield from ("## What law makes of it", "")
    if not lawful:
        yield "It asks nothing that a law could forbid."
        return
    if beside is not None:
        yield from (f"Beside `{beside.name}`, which it limits:", "")
    yield from ("| state | verdict | what stands against it | what would cure it |", "|---|---|---|---|")
    for one in lawful:
        told = [obstacle for obstacle in one.obstacles if obstacle.weight != NEEDS and obstacle.kind != PROCEDURE]
        late = [obstacle for obstacle in one.obstacles if obstacle.weight == BLOCKS and obstacle.kind == PROCEDURE]
        against = "; ".join(_told(obstacle) for obstacle in (*told, *late))
        cures = list(dict.fromkeys(cure for obstacle in one.obstacles for cure in obstacle.cures))
        yield f"| {one.state} | {_verdict(one)} | {against} | {'; '.join(cures[:2])} |"
    steps = sum(any(obstacle.kind == PROCEDURE for obstacle in one.obstacles) for one in lawful)
    yield from (
        "",
        f"{steps} of these {len(lawful)} have something to do at home first: `treaty candidates` says what.",
    )


def _told(one: Obstacle) -> str:
    return f"{one.why} ({one.source})".replace("|", "\\|")
