"""What stands against a state's joining a draft: its law, its treaties, disputes with members, procedures at home."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from treatylang.geography import claims
from treatylang.library import states
from treatylang.model.instrument import Choice, Instrument, Norm, World
from treatylang.model.question import Question
from treatylang.reasoning.explanation.citation import cited, provision, says
from treatylang.reasoning.kernel.diagram import EMPTY, Situations
from treatylang.reasoning.norms.accession import among_parties, as_a_rule, barred, matter_barred, procedures
from treatylang.reasoning.norms.bans import Weight
from treatylang.reasoning.norms.duties import awake
from treatylang.reasoning.norms.knowledge import Held, Unheld, asked_of, holding, of_joining
from treatylang.reasoning.norms.treaty_bans import treaties_of
from treatylang.reasoning.remedies.cures import cures
from treatylang.reasoning.situations.beside import beside
from treatylang.reasoning.situations.conditions import Reader
from treatylang.reasoning.situations.designation import names_party
from treatylang.reasoning.situations.frame import Frame, frame_of
from treatylang.reasoning.situations.options import combinations
from treatylang.reasoning.verdicts.contradiction import dilemmas_of
from treatylang.reasoning.verdicts.legality import ClashKind, clashes_of
from treatylang.source import Span
from treatylang.syntax import ast

LAW, TREATY, DISPUTE, PROCEDURE, TEXT = "law", "treaty", "dispute", "procedure", "text"
JOINING = "joining"
"""What the vocabulary says of the final clauses by which a state comes to be a party."""
OTHERS = "others"
"""What it says of those by which states come in that did not negotiate it."""
BLOCKS, WARNS, NEEDS = "stands against it", "speaks against it", "has to be done"

SOMETIMES = "sometimes"
"""The occasion of a ban that bars a state in some circumstances alone."""


@dataclass(frozen=True)
class Obstacle:
    """One thing that stands against joining, or has to be done before.

    ``kind`` is law, treaty, dispute, procedure or text (the draft itself); ``weight`` how much it counts; ``why`` a
    sentence; ``source`` the provision or reference; ``cures`` what would remove it; ``choices`` the options under which
    it stands, empty for all. ``occasion`` says of a procedure whether it comes before joining (join) or before acting
    (act), and of a ban that it bars the state in some circumstances alone (sometimes).
    """

    kind: str
    weight: str
    why: str
    source: str
    cures: tuple[str, ...] = ()
    choices: frozenset[Choice] = frozenset()
    span: Span | None = None
    occasion: str = ""


class Outlook(Enum):
    """Whether a state could join."""

    COULD = "could join"
    COULD_NOT = "could not join"
    UNDER_OPTIONS = "could join under some options"
    NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Candidacy:
    """What was found for one state.

    ``open_options`` are the combinations of options under which nothing held stands against its joining; ``unheld`` is
    the law without which nobody knows whether anything does, ``None`` where all is held. Nothing stands in law against
    joining a text that is ``political``.
    """

    state: str
    obstacles: tuple[Obstacle, ...]
    open_options: tuple[str, ...]
    all_options: int
    unheld: Unheld | None = None
    political: bool = False

    @property
    def outlook(self) -> Outlook:
        """Whether it could join as the draft stands, as far as the law that could tell is held."""
        blocked = any(one.weight == BLOCKS for one in self.obstacles)
        if (blocked and not self.open_options) or any(one.kind == TEXT for one in self.obstacles):
            return Outlook.COULD_NOT
        if self.unheld is not None:
            return Outlook.NOT_KNOWN
        return Outlook.UNDER_OPTIONS if blocked else Outlook.COULD

    @property
    def verdict(self) -> str:
        """One sentence: whether it could join as the draft stands; where that is not known, the reader is told why."""
        if self.outlook is Outlook.NOT_KNOWN:
            return "not known"
        if not any(one.weight == BLOCKS for one in self.obstacles):
            sometimes = any(one.occasion == SOMETIMES for one in self.obstacles)
            warned = (one for one in self.obstacles if one.weight == WARNS and one.occasion != SOMETIMES)
            against = list(dict.fromkeys(map(self._named, warned)))
            could = "could join, though not always" if sometimes else "could join"
            against.sort(key=lambda name: name == "disputes")
            if not against:
                return could
            many = len(against) > 1 or against[0] in ("disputes", "treaties")
            verb = "speak" if many else "speaks"
            return f"{could if sometimes else 'could join in law'}; {' and '.join(against)} {verb} against it"
        if self.outlook is Outlook.UNDER_OPTIONS:
            return f"could join under option {' or '.join(self.open_options)}, not otherwise"
        return "could not join as the draft stands"

    def _named(self, one: Obstacle) -> str:
        """Return what an obstacle that only warns is called: in a text that binds in law, law that warns is policy."""
        if one.kind == LAW:
            return "own law" if self.political else "policy"
        return "disputes" if one.kind == DISPUTE else "treaties"


def candidacy(world: World, draft: Instrument, question: Question, state: str) -> Candidacy:
    """Return what stands against a state's joining; the world must hold its laws and its treaties."""
    asked = replace(question, joined=tuple(dict.fromkeys((*question.joined, state))))
    frame = frame_of(world, draft, asked, beside=beside(world, draft, asked))
    found: dict[tuple[str, str, str], Obstacle] = {}
    free = []
    missing: dict[str, Situations] = {}
    every = list(combinations(draft, asked.options))
    for choices in every:
        case = replace(frame, choices=choices)
        here = [_weighed(one, draft) for one in _obstacles(case, state)]
        if not any(one.weight == BLOCKS for one in here):
            free.append(", ".join(f"{c.bracket} {c.option}" for c in sorted(choices, key=str)))
            missing |= dict.fromkeys(_touched(case, state), EMPTY)
        for one in here:
            key = (one.kind, one.why, one.source)
            known = found.get(key)
            shared = known.choices & choices if known is not None else choices
            found[key] = replace(one, choices=shared)
    shown = tuple(replace(one, choices=_telling(one, every)) for one in found.values())
    order = (BLOCKS, WARNS, NEEDS)
    ranked = sorted(
        (*_gone(draft, question, state), *_closed(world, draft, question, state), *shown, *_disputes(draft, state)),
        key=lambda one: (order.index(one.weight), one.kind),
    )
    held = holding(frame, state, missing)
    unheld = held.unheld(frame, frame.possible)
    if unheld is None and frame.diagrams.within(frame.possible, held.bare):
        # What joining touches may be about no subject, but of a state of which nothing is held nobody knows.
        unheld = Unheld(state, (), Held.NOTHING, bare=True, dated=held.laws > 0)
    named = tuple(name for name in free if name)
    return Candidacy(state, tuple(ranked), named, len(every), unheld, draft.political)


def opening(draft: Instrument) -> list[ast.Line]:
    """Return the final clauses by which states that have no part in a text so far come to be its parties.

    Signature by those who negotiated it is none: where no other clause speaks, all parties have to agree (VCLT 15).
    """
    words = {word.name: word.floor for word in draft.lexicon.words("clause") if word.owner == JOINING}
    lines = (line for line in draft.clauses if line.word.text in words)
    return [line for line in lines if words[line.word.text] == OTHERS or any(map(_beyond, line.slots))]


def _beyond(slot: ast.Slot) -> bool:
    """Return whether a slot opens a text to more than its parties."""
    return slot.word == "to" and bool(slot.values) and not names_party(slot.value)


def _closed(world: World, draft: Instrument, question: Question, state: str) -> Iterator[Obstacle]:
    """Yield that the draft is open to other states only; one that it names itself, as invited, needs no clause.

    Where a clause names no state that is known here, nobody can say whom it means.
    """
    if any(one.state == state and one.near for one in draft.parties):
        return
    reader = Reader(frame_of(world, draft, question, named=(state,)), draft, "")
    said = []
    for line in opening(draft):
        phrase = _opened_to(line)
        if phrase is None:
            return
        named = [one for one in reader.frame.space.states if reader.member(phrase, one) != EMPTY]
        if state in named or not (named or _nobody(phrase)):
            return
        said.append(" ".join(phrase.span.text.split()))
    if said:
        only = ", ".join(f"`{one}`" for one in dict.fromkeys(said))
        source = f"final clauses of {draft.title}"
        yield Obstacle(
            TEXT, BLOCKS, f"it is not among those to whom the text is open: {only}", source, ("open it to the state",)
        )


def _gone(draft: Instrument, question: Question, state: str) -> Iterator[Obstacle]:
    """Yield that a state does not exist on the day: it ended before, or began later."""
    known, day = states.find(state), question.as_of or draft.day or draft.force.since
    if known is None or known.kind != "former-state" or day is None:
        return
    begun, ended = date.fromisoformat(known.since), date.fromisoformat(known.until)
    if begun <= day < ended:
        return
    told = f"ended on {ended}" if day >= ended else f"began on {begun}"
    yield Obstacle(TEXT, BLOCKS, f"it {told}, and can join nothing on {day}", f"the dates of {known.the}")


def _opened_to(line: ast.Line) -> ast.AreaExpr | None:
    """Return to whom a final clause opens the text: `any state except Japan`; ``None`` where it does not say."""
    found: ast.AreaExpr | None = None
    for slot in line.slots:
        value = slot.value
        if not slot.values or isinstance(value, (ast.Day, ast.Text, ast.Angle, ast.Number, ast.Amount)):
            continue
        if slot.word == "to":
            found = value
        elif found is not None and slot.word == "within":
            found = ast.AreaWithin(found.span.to(value.span), found, value)
        elif found is not None and slot.word == "except":
            found = ast.AreaExcept(found.span.to(value.span), found, value)
    return found


def _nobody(phrase: object) -> bool:
    return isinstance(phrase, ast.Quantified) and phrase.determiner == "no"


def _weighed(one: Obstacle, draft: Instrument) -> Obstacle:
    """Return an obstacle as it weighs for a draft: what binds in politics alone can break no law (ruling 20)."""
    return replace(one, weight=WARNS) if draft.political and one.weight == BLOCKS else one


def _touched(case: Frame, state: str) -> Iterator[str]:
    """Yield the subjects that joining the draft, and doing what it asks, touches while no law on them is held."""
    yield from holding(case, state, of_joining(case, case.draft)).lacking(case, case.possible)
    yield from asked_of(case, case.draft, state)


def _telling(one: Obstacle, every: list[frozenset[Choice]]) -> frozenset[Choice]:
    """Return the options worth telling: none where the obstacle stands under every combination."""
    return one.choices if len(every) > 1 else frozenset()


def _obstacles(case: Frame, state: str) -> Iterator[Obstacle]:
    yield from _of_membership(case, state)
    yield from _of_law(case, state)
    yield from _of_treaties(case, state)
    yield from _of_procedure(case, state)


def _of_membership(case: Frame, state: str) -> Iterator[Obstacle]:
    for one in barred(case, state):
        # What bars it in some circumstances alone does not stand against joining as such.
        weight = BLOCKS if one.ban.weight is Weight.LAW and one.always else WARNS
        why = f"it may join no treaty{_about(case, one.matter)}{_with(one.ban.norm)}{_conditions(one.ban.norm)}"
        yield Obstacle(
            LAW, weight, why, cited(one.ban), span=one.ban.norm.span, occasion="" if one.always else SOMETIMES
        )
    for treaty in treaties_of(case, state):
        if treaty is case.draft:
            continue
        for norm in treaty.norms:
            named = matter_barred(case, norm)
            if named is None:
                continue
            reader = Reader(case, treaty, state, norm.labels)
            among = among_parties(case, reader, norm)
            where = case.diagrams.both(awake(reader, treaty, norm), among)
            if where != EMPTY:
                asked = awake(reader, treaty, replace(norm, qualifications=()))
                always = as_a_rule(reader, norm, case.diagrams.both(asked, among))
                why = f"it has promised to join no treaty{_about(case, named)}{_with(norm)}{_conditions(norm)}"
                yield Obstacle(
                    TREATY, BLOCKS if always else WARNS, why, provision(norm.number, treaty.title), span=norm.span
                )


def _about(case: Frame, matter: str) -> str:
    """Return what treaties are about, as people say it; empty for those about anything."""
    word = case.world.lexicon.get(matter, "matter")
    return f" about {word.say() if word is not None else matter}" if matter else ""


def _with(norm: Norm) -> str:
    """Return with whom a ban forbids to join, in the words of its text."""
    return "".join(f" {' '.join(slot.span.text.split())}" for slot in norm.slots if slot.word == "with")


def _conditions(norm: Norm) -> str:
    """Return the conditions with which a ban closes, in the words of its text."""
    return "".join(f" {' '.join(one.span.text.split())}" for one in norm.qualifications)


def _of_law(case: Frame, state: str) -> Iterator[Obstacle]:
    for clash in clashes_of(case, state):
        if clash.readings or clash.kind is not ClashKind.CONFLICT:
            continue
        weight = BLOCKS if clash.weight is Weight.LAW else WARNS
        law = ", ".join(dict.fromkeys(cited(ban) for ban in clash.bans))
        article = clash.duty.norm.number
        why = f"it may not always {says(case.world.lexicon, clash.act)}, as article {article} asks"
        remedies = tuple(fix.message for fix in cures(case, clash)) if weight == BLOCKS else ()
        yield Obstacle(LAW, weight, why, law, remedies, span=clash.bans[0].norm.span if clash.bans else None)


def _of_treaties(case: Frame, state: str) -> Iterator[Obstacle]:
    for one in dilemmas_of(case, state):
        if not one.kind.impossible:
            continue
        others = [ban for ban in one.bans if ban.law is not case.draft]
        texts = ", ".join(dict.fromkeys(provision(ban.norm.number, ban.law.title) for ban in others))
        asks = provision(one.duty.norm.number, one.treaty.title)
        why = f"{asks} binds it to {says(case.world.lexicon, one.act)}, which other promises forbid"
        yield Obstacle(TREATY, BLOCKS, why, texts or asks, ("say which of them prevails",), span=one.duty.norm.span)


def _of_procedure(case: Frame, state: str) -> Iterator[Obstacle]:
    for one in procedures(case, state):
        step = one.step.replace('"', "")
        when = "before joining" if one.occasion == "join" else f"before it may do what article {_number(one.duty)} asks"
        weight = BLOCKS if one.late and one.weight is Weight.LAW else NEEDS
        why = f"{when}: {step}" + (f"; {one.late}" if one.late else "")
        yield Obstacle(
            PROCEDURE, weight, why, provision(one.norm.number, one.law.title), span=one.norm.span, occasion=one.occasion
        )


def _number(norm: object) -> str:
    return str(getattr(norm, "number", ""))


def _disputes(draft: Instrument, state: str) -> Iterator[Obstacle]:
    """Yield the places that the state and a member both claim: a draft that reaches them takes a side."""
    own = states.find(state)
    if own is None:
        return
    for member in draft.parties:
        other = states.find(member.state)
        if not member.is_party or other is None or other is own:
            continue
        for one in claims.between(own.code, other.code):
            doubt = "" if one.verified else " (unverified)"
            why = f"{other.the} claims it too: {one.place}, {one.status}"
            yield Obstacle(DISPUTE, WARNS, why, f"{one.source}{doubt}", ("leave the place out of the area",))
