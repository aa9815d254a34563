"""Mutants are small changes of what functions do: each changes the code of its function, and of nothing else."""

from __future__ import annotations

from pathlib import Path
from types import CodeType

import pytest

from scripts import mutation

SAMPLE = '''"""A file."""
from kernel import EMPTY, Situations

LIMIT = 3


def counted(things: list[int], *, least: int = 0) -> int:
    """Return how many there are."""
    assert least >= 0, "at least none"
    total = 0
    for thing in things:
        if thing == least and not thing > LIMIT:
            continue
        if thing in (7, 8):
            break
        total += 1
    return total


class Sets:
    """Sets of situations."""

    def rest(self, one: Situations, other: Situations) -> Situations:
        """Return what is left."""
        found = self.less(one, self.both(other, one))
        if not found:
            raise ValueError(f"nothing of {len([one])} is left")
        return found

    def some(self, names: set[str], kept: set[str]) -> tuple[str, ...]:
        """Return some names."""
        return tuple(sorted(name for name in names & kept - {"x"} if any(name.startswith(one) for one in kept)))

    def __repr__(self) -> str:
        return "no" if not self else "yes"
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sample.py").write_text(SAMPLE)
    return tmp_path


def test_each_kind_of_slip_is_made(folder: Path) -> None:
    made = {(one.function, one.before, one.after) for one in mutation.mutants(folder, "sample.py")}
    assert {
        ("counted", "thing == least", "thing != least"),
        ("counted", "thing == least and (not thing > LIMIT)", "thing == least or not thing > LIMIT"),
        ("counted", "thing == least and (not thing > LIMIT)", "thing == least"),
        ("counted", "not thing > LIMIT", "thing > LIMIT"),
        ("counted", "thing > LIMIT", "thing >= LIMIT"),
        ("counted", "if thing in (7, 8)", "if False"),
        ("counted", "thing in (7, 8)", "thing not in (7, 8)"),
        ("counted", "7", "8"),
        ("counted", "continue", "break"),
        ("counted", "break", "pass"),
        ("counted", "total += 1", "pass"),
        ("counted", "return total", "return 0"),
        ("Sets.rest", "self.less(one, self.both(other, one))", "one"),
        ("Sets.rest", "self.less(one, self.both(other, one))", "self.less(self.both(other, one), one)"),
        ("Sets.rest", "self.both(other, one)", "self.either(other, one)"),
        ("Sets.rest", "return found", "return EMPTY"),
        ("Sets.some", "kept - {'x'}", "kept"),
        ("Sets.some", "if any((name.startswith(one) for one in kept))", "if True"),
        ("Sets.some", "any((name.startswith(one) for one in kept))", "all((name.startswith(one) for one in kept))"),
    } <= made


def test_texts_defaults_and_assertions_are_left_alone(folder: Path) -> None:
    made = mutation.mutants(folder, "sample.py")
    assert {one.function for one in made} == {"counted", "Sets.rest", "Sets.some"}
    assert not [
        one
        for one in made
        if "least >= 0" in one.before or ("[one]" in one.before and one.after != "pass") or one.line <= 8
    ]


def code_of(name: str, text: str) -> CodeType:
    return next(one for one in mutation._codes(compile(text, "sample.py", "exec")) if one.co_qualname == name)


def same(one: CodeType, other: CodeType) -> bool:
    """Whether two codes do the same, wherever they lie."""
    consts = [[c if not isinstance(c, CodeType) else c.co_name for c in code.co_consts] for code in (one, other)]
    below = [[c for c in code.co_consts if isinstance(c, CodeType)] for code in (one, other)]
    return (one.co_code, one.co_names, repr(consts[0])) == (other.co_code, other.co_names, repr(consts[1])) and all(
        same(left, right) for left, right in zip(*below, strict=True)
    )


def test_each_mutant_differs_from_its_function_and_no_two_are_called_alike(folder: Path) -> None:
    made = mutation.mutants(folder, "sample.py")
    for one in made:
        assert not same(mutation.changed(folder, one), code_of(one.function, SAMPLE)), one.name
    assert len({one.name for one in made}) == len(made) > 30


def test_a_traced_function_says_which_runs_of_statements_it_has_entered() -> None:
    code, names = mutation.traced(SAMPLE.split("class Sets")[0].replace("from kernel", "# "), "sample.py", 0)
    space: dict[str, object] = {"__entered__": bytearray(len(names))}
    exec(code, space)
    counted = space["counted"]
    entered = space["__entered__"]
    assert callable(counted) and isinstance(entered, bytearray)
    assert counted([1, 2]) == 2
    assert [name for name, byte in zip(names, entered, strict=True) if byte] == [
        "counted/1",
        "counted/2",
        "counted/4",
        "counted/6",
        "counted/7",
    ]
    assert counted.__doc__ == "Return how many there are."


def test_what_is_listed_as_equivalent_is_a_mutant_and_has_a_reason() -> None:
    """A function that is changed takes its mutants off the list."""
    listed = mutation.equivalents()
    files = {name.split(" ")[0] for name in listed}
    there = {one.name for file in files for one in mutation.mutants(mutation.ROOT, file)}
    assert set(listed) <= there
    assert all(len(reason) > 20 for reason in listed.values())
