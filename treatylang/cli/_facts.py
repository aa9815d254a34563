"""Facts that are given on the command line, read as scenarios read them."""

from __future__ import annotations

from treatylang.cli import _options as options
from treatylang.model.circumstances import Sense
from treatylang.reasoning.explanation.description import matching, meant
from treatylang.reasoning.situations.frame import Frame
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.parser import parse


def given(frame: Frame, texts: list[str]) -> dict[str, bool]:
    """Return the circumstances that `--given` settles, with their value; one on which nothing turns is refused."""
    found: dict[str, bool] = {}
    for text in texts:
        for fact in _read(text):
            sense: Sense | None = meant(frame, fact)
            several = frame.senses.several(fact.word.text)
            if sense is None and several:
                options.refuse(f"`{fact.word.text}` could be either", f"write {' or '.join(several)}")
            name = sense.key if sense is not None else fact.word.text
            owner = frame.world.lexicon.state(fact.of.text) or fact.of.text if fact.of is not None else ""
            keys = [one.key for one in matching(frame.space.facts.values(), fact, name, owner)]
            if not keys:
                options.refuse(f"nothing here depends on `{_words(fact)}`", _hint(frame, fact))
            found.update(dict.fromkeys(keys, fact.positive))
    return found


def _hint(frame: Frame, fact: ast.Fact) -> str:
    kinds = ("circumstance", "judgement", "will", "manner")
    return options.word_hint(frame.world.lexicon, fact.word.text, kinds, frame.space.facts)


def _words(fact: ast.Fact) -> str:
    """Return a fact as it was written, without `not`."""
    said = " ".join(fact.span.text.split())
    return said.removeprefix("not ").strip()


def _read(text: str) -> tuple[ast.Fact, ...]:
    document, findings = parse(Source("--given", f'scenario "given" {{ given {text}; }}'))
    lines = [one for item in (document.items if document is not None else ()) for one in ast.walk(item)]
    facts = tuple(one for one in lines if isinstance(one, ast.Fact))
    if not facts:
        why = findings[0].message if findings else "it names no circumstance"
        options.refuse(
            f"`--given {text}` cannot be read: {why}", "write it as in a scenario: `survival-threatened of Japan`"
        )
    return facts
