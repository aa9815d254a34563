"""The commands are one mind: what one of them says is what another answers. The law of agreement.

Each witness of `check` is put to `ask`, each answer of `ask` to `test`, each field of `guarantees` to both, and each
remedy is written into the text, which is checked again. Witnesses of `diff` are put to both drafts in
`tests/compare/test_asking.py`.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tests.chance import Budget
from tests.laws import drafts
from tests.laws.agreeing import asked_of, drawn_situation, expecting, named, settled, situation_of
from tests.worlds import example, world_of
from treatylang.checks import rules
from treatylang.findings import Finding, Severity
from treatylang.model.instrument import Instrument, World
from treatylang.model.memo import Memo
from treatylang.model.question import Question
from treatylang.reasoning.answers.addressed import MUST_NOT, SHALL, Answer
from treatylang.reasoning.answers.position import Asked, ask
from treatylang.reasoning.answers.scenarios import HOLDS, outcomes
from treatylang.reasoning.areas.terrain import somewhere
from treatylang.reasoning.explanation.witness import witness
from treatylang.reasoning.norms.bans import Weight
from treatylang.reasoning.verdicts.examination import examined
from treatylang.reasoning.verdicts.guarantees import Matrix, Setting, matrices, usual_attackers
from treatylang.workspace.fixing import applied

REAL = ("asia-pacific", "anzus", "north-atlantic", "bilateral", "consultation-pact")
REMEDIED = {"law-conflict", "law-tension", "treaty-contradiction"}


def a_draft(draw: random.Random) -> tuple[str, World, Instrument]:
    """Return a text with its world and its draft: an example now and then, else a random pact."""
    if draw.random() < 0.1:
        world, _ = example(f"{draw.choice(REAL)}.treaty")
        # A space of its own: what other tests asked of the same example would make the situation a stranger's.
        world = replace(world, memo=Memo())
        draft = world.instruments[world.drafts[0]]
        return draft.span.source.text, world, draft
    text = drafts.pact(draw)
    world, _ = world_of(text)
    return text, world, world.instruments["Pact"]


def owes(answer: Answer) -> bool:
    return answer.modal == SHALL and answer.owed


def test_a_witness_of_check_shows_ask_the_duty_and_the_ban(budget: Budget) -> None:
    for draw in budget.cases(least=4, enough=14):
        text, world, draft = a_draft(draw)
        frame, clashes = examined(world, draft, Question())
        # What a reading that does not govern would forbid is told by `check` alone.
        governing = [clash for clash in clashes if not clash.readings]
        for clash in draw.sample(governing, min(2, len(governing))):
            state = clash.duty.bearer
            shown = witness(frame, somewhere(frame, clash.where), about=state)
            situation = situation_of(frame, shown.complete)
            told = f"{text}\n{situation}\n{state}: {clash.duty.norm.span.text}"
            for asked in ask(world, draft, settled(Question(), clash.choices), asked_of(situation), standing=True):
                assert not asked.impossible, told
                mine = [answer for answer in asked.answers if answer.party == state]
                if clash.duty.norm.modality.obliges:
                    duties = [answer for answer in mine if owes(answer) and answer.norm is clash.duty.norm]
                    assert any(not answer.depends for answer in duties), told
                bans = {answer.norm.span for answer in mine if answer.modal == MUST_NOT}
                assert any(ban.norm.span in bans for ban in clash.bans), told


def test_an_answer_of_ask_holds_as_an_expectation(budget: Budget) -> None:
    for draw in budget.cases(least=4, enough=14):
        text, world, draft = a_draft(draw)
        frame, _ = examined(world, draft, Question())
        for _ in range(3):
            situation = situation_of(frame, drawn_situation(frame, draw))
            scenario = asked_of(situation)
            for asked in ask(world, draft, Question(), scenario, standing=True):
                assert not asked.impossible, f"{text}\n{situation}"
                # Where brackets are open, an expectation has to hold under each option.
                claims = [] if asked.options else list(certain(asked, draft))
                for party, modal, act in draw.sample(claims, min(8, len(claims))):
                    expected = expecting(scenario, party, modal, act)
                    for outcome in outcomes(world, expected, draft, Question()):
                        told = f"{text}\n{situation}\n{party} {modal} {act}: {outcome.reason}"
                        assert outcome.verdict == HOLDS, told


def certain(asked: Asked, draft: Instrument) -> Iterator[tuple[str, str, str]]:
    """Yield what is answered without any doubt and can be expected in as many words: party, modal verb, act."""
    for one in asked.answers:
        plain = bool(one.act) and " or " not in one.act and not one.depends and not one.note and one.unheld is None
        if plain and one.modal == SHALL and one.text is draft:
            yield one.party, "shall", one.act
        elif plain and one.modal == MUST_NOT and not getattr(one.norm, "slots", ()):
            yield one.party, "shall not", one.act


def test_a_field_of_guarantees_is_what_ask_and_test_say(budget: Budget) -> None:
    for draw in budget.cases(least=4, enough=14):
        text, world, draft = a_draft(draw)
        frame, _ = examined(world, draft, Question())
        for found in matrices(world, draft, Question(), Setting()):
            if not found.options:
                attackers = usual_attackers(frame, found.parties)
                for cell in draw.sample(found.cells, min(3, len(found.cells))):
                    attacker = draw.choice([one for one in attackers if one != cell.helper])
                    where = f"{found.event} on territory of {named(cell.victim)} by {named(attacker)} on {found.day}"
                    assert_cell(world, draft, found, (cell.helper, cell.victim), where, text)


def assert_cell(
    world: World, draft: Instrument, found: Matrix, pair: tuple[str, str], situation: str, text: str
) -> None:
    lexicon = world.lexicon
    cell = found.cell(*pair)
    assert cell is not None
    scenario = asked_of(situation)
    for asked in ask(world, draft, Question(), scenario):
        told = f"{text}\n{situation}\n{cell}"
        assert not asked.impossible, told
        mine = [one for one in asked.answers if one.party == cell.helper]
        owed = {way for one in mine if owes(one) and not one.depends for way in one.act.split(" or ")}
        for act in cell.promised:
            assert any(lexicon.is_a(way, act) for way in owed), (told, act)
        # Declared policy is not law: it takes no guarantee away, and is expected all the same.
        policy = {way for one in mine if one.weight not in (None, Weight.LAW) for way in one.act.split(" or ")}
        for act in {*cell.lawful, *cell.certain}:
            if not any(lexicon.is_a(act, ban) or lexicon.is_a(ban, act) for ban in policy):
                for outcome in outcomes(world, expecting(scenario, cell.helper, "may", act), draft, Question()):
                    assert outcome.verdict == HOLDS, (told, act, outcome.reason)


def test_a_remedy_written_into_the_text_removes_its_finding_and_adds_no_error(budget: Budget) -> None:
    for draw in budget.cases(least=4, enough=14):
        text = drafts.pact(draw)
        before = checked(text)
        cured = [one for one in before if one.rule in REMEDIED]
        for finding in draw.sample(cured, min(1, len(cured))):
            written = [fix for fix in finding.fixes if fix.edits and all(e.span.source.text == text for e in fix.edits)]
            for fix in draw.sample(written, min(1, len(written))):
                changed = applied(text, fix.edits)
                after = checked(changed)
                told = f"{changed}\n{finding.message}\n{fix.message} {fix.price}"
                assert finding.message not in [one.message for one in after if one.rule == finding.rule], told
                for rule, party, severity in kinds(after) - kinds(before):
                    more = (told, rule, party, [one.message for one in after if one.rule == rule])
                    assert severity < Severity.ERROR, more


def checked(text: str) -> list[Finding]:
    """Return all findings of a draft, those of reading it among them."""
    world, findings = world_of(text)
    draft = world.instruments["Pact"]
    found = [one for rule in rules().values() if rule.find is not None for one in rule.find(world, draft, Question())]
    return [*findings, *found]


def kind(finding: Finding) -> tuple[str, str, Severity]:
    return finding.rule, finding.party, finding.severity


def kinds(findings: list[Finding]) -> Counter[tuple[str, str, Severity]]:
    return Counter(kind(one) for one in findings)


def test_who_is_a_party_is_one_answer(budget: Budget) -> None:
    """On each day, whom `guarantees` counts as a party is whom `ask` speaks to and whom `test` finds bound."""
    for draw in budget.cases(least=4, enough=10):
        text, day = dated_pact(draw)
        world, _ = world_of(text)
        draft = world.instruments["Pact"]
        question = Question(as_of=date.fromisoformat(day))
        (found,) = matrices(world, draft, question, Setting(event="armed-attack"))
        members = set(found.parties)
        scenario = asked_of(f"armed-attack on territory of Samoa by China on {day}")
        (asked,) = ask(world, draft, Question(), scenario)
        spoken = {one.party for one in asked.answers if one.text is draft and owes(one)}
        assert spoken == members - {"Samoa"}, (text, day)
        for state in DATED:
            verb = "shall" if state in members else "need not"
            (outcome,) = outcomes(world, expecting(scenario, state, verb, "consult"), draft, Question())
            assert outcome.verdict == HOLDS, (text, day, state, outcome.reason)


DATED = ("Japan", "Fiji", "Australia")
PHRASES = ("from {}", "until {}", "from {} until 2041-01-01", "observer from {}", "")


def dated_pact(draw: random.Random) -> tuple[str, str]:
    """Return a pact whose parties come and go, and a day on or near one of theirs."""
    days = [f"20{draw.randint(28, 39)}-0{draw.randint(1, 9)}-01" for _ in DATED]
    said = [draw.choice(PHRASES).format(day) for day in days]
    lines = "\n".join(f"  party {state} {words};" for state, words in zip(DATED, said, strict=True))
    text = (
        'treaty Pact "Pact" {\n  status in-force; drawn-up 2026-01-01; in-force from 2027-01-01;\n'
        f"  under law of parties;\n  party Samoa;\n{lines}\n"
        "  article 1 as help { when armed-attack on any party each other party shall consult the others; }\n}\n"
    )
    return text, draw.choice((*days, "2027-01-01", "2041-01-01"))
