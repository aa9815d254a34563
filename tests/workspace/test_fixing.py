"""Remedies carried out: only at their places, never one over another, and never into a text that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatylang.findings import Edit, Finding, Fix, Severity
from treatylang.source import Source, Span
from treatylang.workspace.ends import with_ends_of
from treatylang.workspace.fixing import ROUNDS, applied, repaired
from treatylang.workspace.trouble import NoVerdict
from treatylang.workspace.writing import write

TEXT = 'treaty T "t" {\n  article "a" {\n    each party shall assist;\n    each party shall consult;\n  }\n}\n'
DRAFT = Source("t.treaty", TEXT)


def swap(
    old: str, new: str, *, safe: bool = True, suppressed: str = "", rest: str = ""
) -> Callable[[Source], list[Finding]]:
    """Return a look that finds each ``old`` and would write ``new`` for it, and ``rest`` before the last brace."""

    def look(source: Source) -> list[Finding]:
        start = source.text.find(old)
        if start < 0:
            return []
        span = Span(source, start, start + len(old))
        edits = [Edit(span, new)]
        if rest:
            end = source.text.rindex("}")
            edits.append(Edit(Span(source, end, end), rest))
        fix = Fix(f"write {new}", tuple(edits), safe=safe)
        return [Finding("r", Severity.ERROR, f"{old} is wrong", span, fixes=(fix,), suppressed=suppressed)]

    return look


def both(*looks: Callable[[Source], Sequence[Finding]]) -> Callable[[Source], list[Finding]]:
    return lambda source: [finding for look in looks for finding in look(source)]


def test_only_the_place_is_touched() -> None:
    repair = repaired(DRAFT, swap("assist", "consult"), unsafe=False)
    assert repair.new.text == TEXT.replace("assist", "consult")
    assert [(finding.message, fix.message) for finding, fix in repair.done] == [("assist is wrong", "write consult")]
    assert repair.left == ()


def test_a_fix_of_several_edits_is_whole() -> None:
    repair = repaired(DRAFT, swap("assist", "consult", rest="# end\n"), unsafe=False)
    assert repair.new.text == TEXT.replace("assist", "consult")[:-2] + "# end\n}\n"


def test_cures_wait_to_be_asked_for() -> None:
    look = swap("assist", "consult", safe=False)
    repair = repaired(DRAFT, look, unsafe=False)
    assert (repair.new, repair.done) == (DRAFT, ())
    assert len(repair.left) == 1
    assert len(repaired(DRAFT, look, unsafe=True).done) == 1


def test_the_first_fitting_remedy_is_taken() -> None:
    def look(source: Source) -> list[Finding]:
        start = source.text.find("assist")
        if start < 0:
            return []
        span = Span(source, start, start + 6)
        advice = Fix("change the law")
        cure = Fix("cure", (Edit(span, "retaliate"),))
        safe = [Fix(name, (Edit(span, name),), safe=True) for name in ("consult", "report")]
        return [Finding("r", Severity.ERROR, "m", span, fixes=(advice, cure, *safe))]

    assert "shall consult;" in repaired(DRAFT, look, unsafe=False).new.text
    assert "shall retaliate;" in repaired(DRAFT, look, unsafe=True).new.text


def test_accepted_findings_are_left_alone() -> None:
    repair = repaired(DRAFT, swap("assist", "consult", suppressed="a debate"), unsafe=True)
    assert repair.new is DRAFT


def test_edits_in_another_text_are_never_applied_here() -> None:
    law = Source("law.treaty", TEXT.replace("T", "L"))
    look = swap("assist", "consult")
    repair = repaired(DRAFT, lambda source: look(law), unsafe=True)
    assert repair.new is DRAFT and not repair.done


def test_of_two_that_meet_one_waits_for_the_next_look() -> None:
    one, other = swap("assist", "report"), swap("shall assist", "may assist")
    repair = repaired(DRAFT, both(one, other), unsafe=False)
    assert "each party shall report;" in repair.new.text
    assert len(repair.done) == 1
    insertions = [
        Finding("r", Severity.ERROR, "m", Span(DRAFT, 0, 1), fixes=(Fix(word, (Edit(Span(DRAFT, 0, 0), word),), True),))
        for word in ("# one\n", "# two\n")
    ]
    first = repaired(DRAFT, lambda source: insertions if source is DRAFT else [], unsafe=False)
    assert first.new.text == "# one\n" + TEXT


def test_remedies_that_undo_each_other_come_to_an_end() -> None:
    back_and_forth = both(swap("assist", "report"), swap("report", "assist"))
    repair = repaired(DRAFT, back_and_forth, unsafe=False)
    assert len(repair.done) == 1
    growing = repaired(DRAFT, swap("\n}\n", "\n# x\n}\n"), unsafe=False)
    assert len(growing.done) == ROUNDS


def test_what_cannot_be_read_is_never_written() -> None:
    with pytest.raises(NoVerdict, match="nothing was written"):
        repaired(DRAFT, swap("assist;", "assist"), unsafe=False)


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        applied("abcdef", [Edit(Span(Source("x", "abcdef"), 0, 3), ""), Edit(Span(Source("x", "abcdef"), 2, 4), "")])


@given(st.text("ab\n", max_size=30), st.data())
def test_applied_is_what_slicing_from_the_end_gives(text: str, data: st.DataObject) -> None:
    source = Source("x", text)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = [Edit(Span(source, start, end), data.draw(st.text("XY", max_size=3))) for start, end in pairs]
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.span.start] + edit.text + expected[edit.span.end :]
    assert applied(text, edits) == expected


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", [("\n", "\n"), ("\r\n", "\r\n"), ("\r", "\r"), ("\r\n", "\n"), ("\n", "\r\n")])
def test_bytes_that_were_not_touched_stay(mark: str, ends: tuple[str, str]) -> None:
    lines = TEXT.splitlines()
    raw = mark + "".join(line + ends[index % 2] for index, line in enumerate(lines))
    new = Source("t.treaty", TEXT.replace("assist;", "assist;\n    each party shall report;"))
    text = with_ends_of(raw, new.text)
    added = f"    each party shall report;{ends[0]}"
    assert text.replace(added, "") == raw
    assert text.count(added) == 1


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "t.treaty"
    path.write_text("# another text\n")
    with pytest.raises(NoVerdict, match="was changed"):
        write(path, "# new\n", over=DRAFT)
    assert path.read_text() == "# another text\n"
