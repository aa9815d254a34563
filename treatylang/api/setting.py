"""The attack that guarantees are asked about: its kind, attacker, place and object, and what is supposed besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from treatylang.api.opening import Case
from treatylang.api.refusing import known_state, refuse, word_hint
from treatylang.findings import Fix
from treatylang.model.circumstances import Sense
from treatylang.model.instrument import Instrument
from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.explanation.contradictory import opposed
from treatylang.reasoning.explanation.description import HIGH_SEAS, matching, meant
from treatylang.reasoning.remedies.cures import cures
from treatylang.reasoning.situations.frame import Frame
from treatylang.reasoning.situations.space import ANOTHER_STATE, NON_STATE, NOWHERE
from treatylang.reasoning.verdicts.examination import examined
from treatylang.reasoning.verdicts.guarantees import Matrix, Setting, attacks, matrices
from treatylang.reasoning.verdicts.legality import ClashKind
from treatylang.source import Source
from treatylang.syntax import ast
from treatylang.syntax.parser import parse
from treatylang.workspace.fixing import applied


def matrices_of(case: Case, draft: Instrument, setting: Setting) -> list[Matrix]:
    """Return who may be sure of whom, for each combination of options; a draft without parties is refused."""
    found = list(matrices(case.world, draft, case.question, setting))
    if not found or not found[0].parties:
        refuse("the draft has no parties", "name them: `party Japan, Australia;`, or `--with-party STATE`")
    return found


def setting_of(
    case: Case,
    draft: Instrument,
    *,
    event: str = "",
    attacker: str = "",
    place: str = "",
    thing: str = "",
    given: Iterable[str] = (),
    best: bool = False,
    other_treaties: bool = False,
) -> Setting:
    """Return the attack that is described; words that no vocabulary has are refused."""
    lexicon = draft.lexicon
    frame, _ = examined(case.world, draft, case.question)
    if event and event not in attacks(frame):
        refuse(f"`{event}` is not an attack", word_hint(lexicon, event, ("event",), attacks(frame)))
    things = [word.name for word in lexicon.words("object")]
    if thing and thing not in things:
        refuse(f"nothing called `{thing}` can be hit", word_hint(lexicon, thing, ("object",), things))
    where = NOWHERE if place == HIGH_SEAS else known_state(place, lexicon) if place else ""
    return Setting(event, _attacker(attacker, lexicon), where, thing, best, other_treaties, _facts(frame, given))


def _attacker(name: str, lexicon: Lexicon) -> str:
    """Return whom a name means: a state, a state that no text names, or one of those that act for no state."""
    role = lexicon.get(name, "role")
    if role is not None and role.owner == "non-state":
        return NON_STATE
    if name in ("", ANOTHER_STATE, NON_STATE):
        return name
    return known_state(name, lexicon)


def cured(case: Case, draft: Instrument) -> Iterator[tuple[Fix, Case, Instrument]]:
    """Yield the draft after each remedy that was found for a conflict with law; the draft itself is left as it is."""
    frame, clashes = examined(case.world, draft, case.question)
    fixes: dict[str, Fix] = {}
    for clash in clashes:
        if clash.kind is ClashKind.CONFLICT and not clash.readings:
            for fix in cures(frame, clash):
                if fix.edits:
                    fixes.setdefault(fix.message, fix)
    for fix in fixes.values():
        source = Source(case.draft.source.name, applied(case.draft.source.text, fix.edits))
        opened = case.project.open(replace(case.draft, source=source), case.question)
        after = next((one for one in opened.instruments if one.name == draft.name), None)
        if after is not None:
            yield fix, replace(case, opened=opened), after


# -- what is supposed --------------------------------------------------------------------------------------------------


def _facts(frame: Frame, texts: Iterable[str]) -> dict[str, bool]:
    """Return the circumstances that are given, with their value; one on which nothing turns is refused."""
    found: dict[str, bool] = {}
    read = [fact for text in texts for fact in _read(text)]
    for _, why in opposed(read):
        refuse(why, "say one of them, or ask twice")
    for fact in read:
        sense: Sense | None = meant(frame, fact)
        several = frame.senses.several(fact.word.text)
        if sense is None and several:
            refuse(f"`{fact.word.text}` could be either", f"write {' or '.join(several)}")
        name = sense.key if sense is not None else fact.word.text
        owner = frame.world.lexicon.state(fact.of.text) or fact.of.text if fact.of is not None else ""
        keys = [one.key for one in matching(frame.space.facts.values(), fact, name, owner)]
        if not keys:
            kinds = ("circumstance", "judgement", "will", "manner")
            refuse(
                f"nothing here depends on `{_words(fact)}`",
                word_hint(frame.world.lexicon, fact.word.text, kinds, frame.space.facts),
            )
        found.update(dict.fromkeys(keys, fact.positive))
    return found


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
        refuse(f"`--given {text}` cannot be read: {why}", "write it as in a scenario: `survival-threatened of Japan`")
    return facts
