"""Counts of situations: they add up, equal those of a plain loop, and are the same however the work is spread."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import warnings
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import treatylang
from tests.chance import cases
from tests.reasoning import brute
from tests.reasoning.test_legality import CASES, frame_for, index_of
from tests.worlds import world_of
from treatylang.model.instrument import World
from treatylang.model.question import Question
from treatylang.reasoning.answers.measure import Measure
from treatylang.reasoning.answers.pairs import contradictions, may_clash, traits
from treatylang.reasoning.answers.sweep import DIMENSIONS, VERDICTS, sweeps
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.space import Fact
from treatylang.reasoning.verdicts.legality import clashes
from treatylang.workspace import Project, drafts
from treatylang.workspace.corpus import Corpus
from treatylang.workspace.resuming import Finished
from treatylang.workspace.spreading import spread
from treatylang.workspace.trouble import NoVerdict

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "examples" / "asia-pacific.treaty").read_text(encoding="utf-8")

FIGHT = """
treaty Aid "Pact of Aid" {
  drawn-up at "Suva" on 2026-11-22; languages en; party Fiji, Tonga;
  article "Aid" as aid { when armed-attack on any party each other party shall use-force; }
}
"""
PEACE = """
treaty Calm "Pact of Calm" {
  drawn-up at "Nadi" on 2026-11-23; languages en; party Fiji, Samoa;
  article "Calm" as calm { no party shall use-force against any state; }
}
"""
TALK = PEACE.replace("Calm", "Talks").replace(
    "no party shall use-force against any state;", "when threat to any party each party shall consult the others;"
)


@cache
def example() -> World:
    world, _ = world_of(EXAMPLE)
    return world


# -- one draft -----------------------------------------------------------------------------------------------------


def situations_of(frame: Frame, kept: frozenset[str]) -> dict[tuple[int, ...], brute.Situation]:
    """Every situation that the frame tells apart by what is kept, each with one of those that the loop knows."""
    diagrams = frame.diagrams
    levels = [diagrams.level(name) for name in ("date", *DIMENSIONS[2:], *sorted(kept))]
    found = {}
    for s in brute.situations():
        index = index_of(frame, s)
        found.setdefault(tuple(index[level] for level in levels), s)
    return found


@cases(40)
@given(CASES)
def test_counts_equal_those_of_a_loop_over_all_situations(case: brute.Case) -> None:
    frame = frame_for(case)
    (found,) = sweeps(frame.world, frame.draft, Question(), ("party", "event", "victim"))
    full = frame_for(case)
    sweeps_kept = frozenset(name for name in brute.FACTS if words(name) in found.circumstances)
    for name in sweeps_kept:
        full.space.fact(replace(FACT, key=name))
    expected: dict[tuple[str, str, str], dict[str, int]] = {}
    for s in situations_of(full, sweeps_kept).values():
        for party in brute.PARTIES:
            row = expected.setdefault((party, s.event, s.victim), dict.fromkeys((*VERDICTS, "total"), 0))
            row["total"] += 1
            weight = brute.conflict(case, s, party)
            row["conflict"] += weight == "LAW"
            row["policy"] += weight in ("POLICY", "OUTRANKED") and not brute.tension(case, s, party)
            row["tension"] += brute.tension(case, s, party)
            row["free"] += brute.floor(case, s, party) is None and not brute.tension(case, s, party)
    rows = {row.key: row for row in found.rows}
    assert rows.keys() == expected.keys()
    for key, row in rows.items():
        for verdict in ("conflict", "tension", "policy", "free"):
            assert row.count(verdict) == expected[key][verdict], f"{key} {verdict}\n{brute.as_treaty(case)}"
        assert row.total == expected[key]["total"], f"{key}\n{brute.as_treaty(case)}"


FACT = Fact("", "fact", "", "", None)


def words(fact: str) -> str:
    return {"cloud": "it is cloudy", "storm": "there is a storm"}[fact]


@pytest.mark.parametrize("by", [("party",), ("attacker",), ("event", "party", "place"), ("party", "object", "date")])
def test_groups_add_up_to_the_whole(by: tuple[str, ...]) -> None:
    world = example()
    draft = world.instruments["APTO"]
    whole = {one.options: one for one in sweeps(world, draft, Question(), ("party",))}
    assert {one.options for one in whole.values()} == {"strength A", "strength B"}
    for one in sweeps(world, draft, Question(), by):
        assert all(sum(row.counts) == row.total and min(row.counts) >= 0 and row.total for row in one.rows)
        if "party" not in by:
            assert sum(row.total for row in one.rows) == whole[one.options].rows[0].total
            continue
        for party in whole[one.options].rows:
            mine = [row.counts for row in one.rows if row.key[by.index("party")] == party.key[0]]
            assert tuple(map(sum, zip(*mine, strict=True))) == party.counts


@cases(40)
@given(CASES, st.permutations(DIMENSIONS[1:]).flatmap(lambda names: st.integers(1, 3).map(lambda n: names[:n])))
def test_groups_of_a_set_are_what_each_combination_of_values_has(case: brute.Case, names: list[str]) -> None:
    frame = frame_for(case)
    diagrams = frame.diagrams
    for clash in clashes(frame):
        measure = Measure(frame, [clash.where])
        found = measure.groups(clash.where, names)
        values = [diagrams.variables[diagrams.level(name)].values for name in names]
        for key in product(*(range(len(known)) for known in values)):
            inside = diagrams.all_of(
                diagrams.value(name, known[index]) for name, known, index in zip(names, values, key, strict=True)
            )
            assert found.get(key, 0) == measure.count(diagrams.both(clash.where, inside))
        assert all(found.values())


def test_japan_is_in_conflict_only_under_the_stronger_option() -> None:
    world = example()
    found = {one.options: one for one in sweeps(world, world.instruments["APTO"], Question(), ("party", "victim"))}
    strong = {row.key: row for row in found["strength A"].rows}
    assert strong["Japan", "Australia"].count("conflict") > 0
    assert strong["Australia", "Japan"].count("conflict") == 0
    assert all(row.count("conflict") == 0 for row in found["strength B"].rows)


def test_without_party_a_situation_counts_under_the_gravest_verdict() -> None:
    world = example()
    draft, question = world.instruments["APTO"], Question(options={"strength": "A"})
    (whole,) = sweeps(world, draft, question, ("object",))
    (single,) = sweeps(world, draft, question, ("party",))
    conflicts = [row.count("conflict") for row in single.rows]
    assert max(conflicts) <= sum(row.count("conflict") for row in whole.rows) <= sum(conflicts)
    assert sum(row.count("free") for row in whole.rows) <= min(row.count("free") for row in single.rows)


OPTIONS = """
  article "Form" as form { bracket strength {
    option A when armed-attack on any party each other party shall FIRST;
    option B when armed-attack on any party each other party shall SECOND;
  } }
}
"""


def bracketed(first: str, second: str) -> str:
    head = FIGHT[: FIGHT.index("  article")]
    return head + OPTIONS.replace("FIRST", first).replace("SECOND", second)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("consult the others", "consult the others within 48 hours", ["strength A; strength B"]),
        ("consult the others", "use-force", ["strength A", "strength B"]),
    ],
)
def test_each_result_is_given_once_with_all_options_that_give_it(first: str, second: str, told: list[str]) -> None:
    world, findings = world_of(bracketed(first, second))
    assert not findings
    assert [one.options for one in sweeps(world, world.instruments["Aid"], Question())] == told


# -- pairs ---------------------------------------------------------------------------------------------------------


def corpus_of(folder: Path, *texts: str, by: tuple[str, ...] = ("party",)) -> Corpus:
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.treaty").write_text(text, encoding="utf-8")
    project = Project(folder, settings=Project.around(folder / "0.treaty", isolated=True).settings, cache=False)
    corpus = Corpus(by, "test")
    for draft in drafts([str(folder)]):
        corpus.add(project.open(draft, Question()), Question())
    return corpus


def test_a_pair_of_files_contradicts_for_the_party_of_both(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path / "c", FIGHT, PEACE, TALK)
    (pair,) = corpus.pairs()
    assert [name for _, name in pair.treaties] == ["Aid", "Calm"]
    found = corpus.contradictions_of(corpus.answer(pair))
    assert {(one.kind, one.party) for one in found} == {("contradiction", "Fiji")}
    (one,) = found
    assert (one.asks, one.forbids) == ("article 1 of the Pact of Aid", ("article 1 of the Pact of Calm",))
    assert 0 < one.situations < one.total
    assert corpus.size() == (3, 3, 0)


def test_either_way_and_without_a_common_party() -> None:
    world, _ = world_of(PEACE + FIGHT)
    forwards = contradictions(world, "Aid", "Calm", Question())
    backwards = contradictions(world, "Calm", "Aid", Question())
    assert [(o.kind, o.party, o.asks, o.forbids) for o in forwards] == [
        (o.kind, o.party, o.asks, o.forbids) for o in backwards
    ]
    assert forwards
    apart, _ = world_of(PEACE.replace("Fiji", "Japan") + FIGHT)
    one, other = (traits(apart.instruments[name], Question()) for name in ("Aid", "Calm"))
    assert not may_clash(one, other)
    assert contradictions(apart, "Aid", "Calm", Question()) == ()


def test_priority_settles_a_pair() -> None:
    settled = FIGHT.replace("use-force; }", "use-force; this treaty prevails over any other treaty; }")
    world, findings = world_of(settled + PEACE)
    assert not findings
    assert contradictions(world, "Aid", "Calm", Question()) == ()


def test_a_pair_names_the_option_on_which_it_depends() -> None:
    world, _ = world_of(bracketed("consult the others", "use-force") + PEACE)
    for first, second in (("Aid", "Calm"), ("Calm", "Aid")):
        (one,) = contradictions(world, first, second, Question())
        assert (one.party, one.options) == ("Fiji", ("Aid: strength B",))
        assert contradictions(world, first, second, Question(options={"strength": "A"})) == ()


@pytest.mark.parametrize(
    ("first", "second", "clashing"),
    [
        ("from 1950-01-01 until 1960-01-01", "from 1960-01-01", False),
        ("from 1950-01-01 until 1960-01-01", "from 1959-12-31", True),
        ("from 1970-01-01", "from 1950-01-01 until 1960-01-01", False),
        ("from 1970-01-01", "from 1950-01-01", True),
    ],
)
def test_treaties_contradict_each_other_only_while_both_are_in_force(first: str, second: str, clashing: bool) -> None:
    texts = [
        text.replace("languages en;", f"languages en; in-force {days};").replace("2026-11-2", "1950-01-0")
        for text, days in ((FIGHT, first), (PEACE, second))
    ]
    for text in ("".join(texts), "".join(texts).replace("languages en;", "languages en; status in-force;")):
        world, _ = world_of(text)
        one, other = (traits(world.instruments[name], Question()) for name in ("Aid", "Calm"))
        assert may_clash(one, other) is may_clash(other, one) is clashing
        assert bool(contradictions(world, "Aid", "Calm", Question())) is clashing
        assert bool(contradictions(world, "Calm", "Aid", Question())) is clashing


def test_a_party_that_left_before_the_other_joined_is_none_of_both() -> None:
    left = FIGHT.replace("party Fiji, Tonga;", "party Tonga; party Fiji until 2027-01-01;")
    for since, likely in (("2027-01-01", False), ("2026-12-31", True)):
        joined = PEACE.replace("party Fiji, Samoa;", f"party Samoa; party Fiji from {since};")
        world, _ = world_of(left + joined)
        one, other = (traits(world.instruments[name], Question()) for name in ("Aid", "Calm"))
        assert may_clash(one, other) is likely
        assert bool(contradictions(world, "Aid", "Calm", Question())) is likely


def test_the_first_look_leaves_out_no_pair_that_clashes() -> None:
    texts = [FIGHT, PEACE, TALK, FIGHT.replace("use-force", "assist").replace("Aid", "Help")]
    texts.append(PEACE.replace("use-force", "assist").replace("Calm", "Alone"))
    world, _ = world_of("".join(texts))
    names = list(world.drafts)
    asked = clashing = 0
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            likely = may_clash(*(traits(world.instruments[name], Question()) for name in (one, other)))
            found = contradictions(world, one, other, Question())
            assert likely or not found, (one, other)
            asked, clashing = asked + likely, clashing + bool(found)
    assert 0 < clashing <= asked < len(names) * (len(names) - 1) // 2


def test_two_versions_of_one_treaty_are_no_pair(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path / "c", FIGHT, FIGHT.replace("use-force", "assist"))
    assert list(corpus.pairs()) == []
    assert corpus.size() == (2, 1, 1)


# -- spreading and resuming ----------------------------------------------------------------------------------------


def everything(corpus: Corpus, **how: object) -> list[object]:
    units = list(enumerate([*corpus.sweeps(), *corpus.pairs()]))
    found = dict(answer for batch in spread(corpus, units, **how) for answer in batch)
    assert found.keys() == {number for number, _ in units}
    return [found[number] for number in sorted(found)]


def test_a_corpus_reads_clauses_and_chosen_options(tmp_path: Path) -> None:
    """What stands in a clause, and what an option says of parties, counts as what is written out."""
    path = tmp_path / "pact.treaty"
    path.write_text(
        'treaty Pact "Pact" { drawn-up at "Lima" on 2027-01-01; party Peru, Chile; use clause common-danger as danger;'
        " bracket roster { option A { party Bolivia; } option B { } } }",
        encoding="utf-8",
    )
    found = {}
    for option in "AB":
        corpus = Corpus(("party",), "1")
        question = Question(options={"roster": option})
        (draft,) = drafts([str(path)])
        corpus.add(Project.around(draft.path, isolated=True).open(draft, question), question)
        (unit,) = corpus.sweeps()
        (counted,) = corpus.sweep_of(corpus.answer(unit))
        assert counted.options == f"roster {option}"
        assert any(row.count("free") < sum(row.counts) for row in counted.rows)
        found[option] = {row.key for row in counted.rows}
    assert found == {"A": {("Peru",), ("Chile",), ("Bolivia",)}, "B": {("Peru",), ("Chile",)}}


def test_two_processes_give_the_same_answers(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path / "c", FIGHT, PEACE, TALK, EXAMPLE, by=("party", "attacker"))
    alone = everything(corpus)
    assert json.dumps(everything(corpus, jobs=2)) == json.dumps(alone)
    assert any(alone)


def test_a_cluster_gives_the_same_answers(tmp_path: Path) -> None:
    try:
        from distributed import LocalCluster
    except ImportError:
        warnings.warn("NOT TESTED: work on a Dask cluster, since dask[distributed] is not installed", stacklevel=1)
        pytest.skip("NOT TESTED: dask[distributed] is not installed; work on a cluster was not tried")
    corpus = corpus_of(tmp_path / "c", FIGHT, PEACE, TALK, by=("party", "event"))
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(tmp_path / "dask")
    ) as cluster:
        there = everything(corpus, scheduler=cluster.scheduler_address)
    assert json.dumps(there) == json.dumps(everything(corpus))


def test_scheduler_and_workers_of_their_own_give_the_same_answers(tmp_path: Path) -> None:
    """As on a real cluster: a scheduler and two workers, each a process that nobody here started by a library."""
    distributed = pytest.importorskip("distributed", reason="NOT TESTED: work on a cluster: no dask[distributed]")
    corpus = corpus_of(tmp_path / "c", FIGHT, PEACE, TALK, by=("party", "event"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    room = {**os.environ, "PYTHONPATH": str(Path(treatylang.__file__).parents[1])}
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard", "--host", address]
    worker = [
        sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard",
        "--local-directory", str(tmp_path / "dask"), "--death-timeout", "60",
    ]  # fmt: skip
    started = []
    try:
        with (tmp_path / "log").open("wb") as log:
            for command in (scheduler, worker, worker):
                started.append(subprocess.Popen(command, env=room, stdout=log, stderr=log, cwd=tmp_path))
        with distributed.Client(address, timeout="60s", set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        there = everything(corpus, scheduler=address)
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()
    assert json.dumps(there) == json.dumps(everything(corpus))


def test_a_scheduler_that_is_not_there_is_no_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("treatylang.workspace.spreading._PATIENCE", "300ms")
    corpus = corpus_of(tmp_path / "c", FIGHT)
    with pytest.raises(NoVerdict, match="no Dask scheduler answers"):
        everything(corpus, scheduler="tcp://127.0.0.1:9")


def test_a_missing_library_is_named_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(NoVerdict) as caught:
        everything(corpus_of(tmp_path / "c", FIGHT), scheduler="tcp://127.0.0.1:9")
    assert "treatylang[cluster]" in caught.value.help


def test_keys_follow_texts_and_question(tmp_path: Path) -> None:
    one, same, other = (
        corpus_of(tmp_path / name, text, by=by)
        for name, text, by in (
            ("a", FIGHT, ("party",)),
            ("b", FIGHT, ("party",)),
            ("c", FIGHT, ("party", "event")),
        )
    )
    edited = corpus_of(tmp_path / "d", FIGHT.replace("use-force", "assist"))
    keys = [corpus.key(next(corpus.sweeps())) for corpus in (one, same, other, edited)]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3
    later = Corpus(("party",), "test")
    later.held = [replace(held, digest="of another question") for held in one.held]
    assert later.key(next(later.sweeps())) != keys[0]


def test_finished_work_is_kept_and_a_torn_line_dropped(tmp_path: Path) -> None:
    path = tmp_path / "done.jsonl"
    finished = Finished(path)
    finished.add([("a", [1, 2**70]), ("b", {"x": "ü"})])
    finished.close()
    whole = path.read_bytes()
    for torn in (b"{", b'{"key": "c", "answ'):
        path.write_bytes(whole + torn)
        again = Finished(path)
        assert ("a" in again, again.answer("a"), again.answer("b"), "c" in again) == (
            True,
            [1, 2**70],
            {"x": "ü"},
            False,
        )
        again.close()
        assert path.read_bytes() == whole


@pytest.mark.parametrize("text", ["treaty Pact {", "treaty Pact {\n}\n", '{"key": 3}\n', "[]\n", '{"key": "a"\n'])
def test_another_file_is_refused_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pact.treaty"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NoVerdict, match="is not a file of finished work"):
        Finished(path)
    assert path.read_text(encoding="utf-8") == text
