"""Guarantees as tables: who may be sure of what, from whom, and why not of more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.explanation.citation import all_of, by_number, provision, says
from treatylang.reasoning.explanation.facts import clause
from treatylang.reasoning.explanation.narrative import listed
from treatylang.reasoning.explanation.unheld import NOT_KNOWN, no_law
from treatylang.reasoning.kernel.diagram import EMPTY
from treatylang.reasoning.norms.votes import Vote
from treatylang.reasoning.verdicts.guarantees import Cell, Matrix
from treatylang.reports.tables import BAD, DOUBTFUL, FAINT, GOOD, Entry, Table


def table(found: Matrix, lexicon: Lexicon, title: str, *, best: bool = False) -> Table:
    """Return the matrix as a table: one row for each helper, one column for each victim."""
    word = lexicon.get(found.event, "event")
    event = word.say() if word is not None else found.event
    case = "the best case" if best else "every case"
    options = f" (option {found.options})" if found.options else ""
    usual = "; ".join(clause(lexicon, fact, holds) for fact, holds in found.assumed)
    assumed = f" Taken as usual: {usual}." if usual else ""
    return Table(
        f"Who is certain of whose help against {event}{options}: {title}",
        ("helper \\ attacked", *found.parties),
        tuple(
            (Entry.of(helper), *(_entry(found.cell(helper, victim), found, lexicon) for victim in found.parties))
            for helper in (*found.parties, *found.others)
        ),
        tuple(record for cell in found.cells for record in _records(found, cell, title)),
        f"Each field says the least that the state in the row would do, in {case}, on {found.day}.{assumed}",
        (*_why(found, title), *_unknown(found, lexicon), *_votes(found, lexicon)),
    )


def _votes(found: Matrix, lexicon: Lexicon) -> Iterator[str]:
    """Yield, for each decision on which a field turns, how it is taken and who can block it, or who has to carry it."""
    for vote in found.votes.values():
        what = clause(lexicon, vote.fact, True)
        if vote.carried != EMPTY:
            yield f"taken as sure where those suffice who are bound to vote for it: {what} ({all_of(vote.bound)})"
            continue
        yield f"whether {what}: {_blocked(vote)}"


def _blocked(vote: Vote) -> str:
    rule = vote.rule
    if rule is None:
        return "the text does not say how that is decided"
    if rule.game is None:
        return f"who can block it is not known: {rule.why}"
    if not rule.game.can_be_won:
        return "that can never be decided"
    blockers = vote.can_block
    who = "every member" if len(blockers) == len(rule.members) > 1 else all_of(blockers) if blockers else "nobody alone"
    return f"decided {rule.rule}; {who} can block it"


def _unknown(found: Matrix, lexicon: Lexicon) -> Iterator[str]:
    """Yield, for each helper on whom something is not known, which law the library would have to hold."""
    for helper, gone in found.unheld.items():
        yield f"{helper}: not known whether its law allows what it promises: the library holds {no_law(lexicon, gone)}"


def _entry(cell: Cell | None, found: Matrix, lexicon: Lexicon) -> Entry:
    """Return what a cell says: what is certain, what waits for approval, what depends, what the law forbids."""
    if cell is None:
        return Entry.of("–", FAINT)
    lines = lines_of(cell, found, lexicon)
    if cell.beside is not None:
        lines += [(f"{line} (other treaties)", tone) for line, tone in lines_of(cell.beside, found, lexicon)]
    return Entry(tuple(lines)) if lines else Entry.of("nothing", BAD)


def lines_of(cell: Cell, found: Matrix, lexicon: Lexicon) -> list[tuple[str, str]]:
    """Return what a field says, line by line, in the wording of the vocabulary."""

    def say(act: str) -> str:
        return says(lexicon, act)

    until = dict(cell.until)
    lines = [(f"{say(act)}{_until(until.get(act, ()), found, lexicon)}", GOOD) for act in cell.certain]
    lines += [(f"{say(act)}, if its organs approve", DOUBTFUL) for act in cell.lawful if act not in cell.certain]
    depends = dict(cell.depends)
    for act, keys in cell.depends:
        if all(key in found.votes for key in keys):
            told = [clause(lexicon, found.issues[key], True) for key in keys]
            own = any(cell.helper in found.votes[key].can_block for key in keys)
            itself = ", which it can itself block" if own else ""
            lines.append((f"{say(act)}: possible, if {listed(told)}{itself}", DOUBTFUL))
            continue
        lines.append((f"{say(act)}, {_depending(cell, act, keys, found, lexicon)}", DOUBTFUL))
    for act in cell.unknown:
        facts = dict(cell.unknown_if).get(act, ())
        only = f", {_depending(cell, act, facts, found, lexicon)}" if facts else ""
        lines.append((f"{say(act)}{only}: {NOT_KNOWN} whether its law allows it", DOUBTFUL))
    known = {*cell.certain, *cell.lawful, *cell.unknown, *depends}
    # Where nothing forbids it, the helper's own judgement is what is missing.
    lost = "promised, but unlawful" if any(not reason.gives for reason in cell.reasons) else "if it so judges"
    return [*lines, *((f"{say(act)}: {lost}", BAD) for act in cell.promised if act not in known)]


def _depending(cell: Cell, act: str, keys: Sequence[str], found: Matrix, lexicon: Lexicon) -> str:
    """Return on what it depends whether an act is owed: on several circumstances together, or on any one of them."""
    # In which of several seas or areas it happens is one question to a reader.
    places = [k for k in keys if k in found.issues and found.issues[k].kind == "place"]
    asked = [k for k in keys if len(places) < 2 or k not in places]
    told = [f"whether {clause(lexicon, found.issues[k], True)}" if k in found.issues else k for k in asked]
    told += ["where it happens"] if len(places) > 1 else []
    if act in cell.either and len(told) > 1:
        return f"depending on {listed(told, 'or')} ({'either' if len(told) == 2 else 'any of these'} is enough)"
    return f"depending on {listed(told)}"


def _until(keys: Sequence[str], found: Matrix, lexicon: Lexicon) -> str:
    """Return which decisions would end what is certain so far."""
    told = [clause(lexicon, found.issues[key], True) for key in keys]
    return f", until {listed(told)}" if told else ""


def _records(found: Matrix, cell: Cell, title: str) -> Iterator[dict[str, Any]]:
    if cell.beside is None:
        yield from _facts(found, cell)
        return
    yield from ({**fact, "under": title} for fact in _facts(found, cell))
    if any(_acts_of(cell.beside)):
        yield from ({**fact, "under": "other treaties"} for fact in _facts(found, cell.beside))


def _acts_of(cell: Cell) -> dict[str, None]:
    depends = dict(cell.depends)
    return dict.fromkeys((*cell.promised, *cell.lawful, *cell.certain, *cell.unknown, *depends))


def _facts(found: Matrix, cell: Cell) -> Iterator[dict[str, Any]]:
    depends, until = dict(cell.depends), dict(cell.until)
    for act in _acts_of(cell) or ("",):
        unknown = act in cell.unknown
        yield {
            "options": found.options,
            "event": found.event,
            "helper": cell.helper,
            "victim": cell.victim,
            "act": act,
            "promised": act in cell.promised,
            "lawful": NOT_KNOWN if unknown else act in cell.lawful,
            "certain": NOT_KNOWN if unknown else act in cell.certain,
            "depends_on": list(depends.get(act, ())),
            "because": sorted({_provision(reason) for reason in cell.reasons}),
            "until": list(until.get(act, ())),
            "can_block": sorted(
                {one for key in depends.get(act, ()) if key in found.votes for one in found.votes[key].can_block}
            ),
        }


def _provision(reason: Any) -> str:
    if reason.ban is not None:
        return f"forbidden by {provision(reason.ban.norm.number, reason.ban.law.title)}"
    return f"promised by {provision(reason.promise.duty.norm.number, reason.promise.treaty.title)}"


def _why(found: Matrix, title: str) -> Iterator[str]:
    """Yield, for each helper, what gives and what takes away, each provision once; those of the draft by number."""
    told: dict[str, list[str]] = {}
    for helper in (*found.parties, *found.others):
        gives: dict[tuple[str, str], None] = {}
        takes: dict[tuple[str, str], None] = {}
        cells = (one for cell in found.cells for one in (cell, cell.beside) if one is not None)
        for cell in cells:
            if cell.helper != helper:
                continue
            for reason in cell.reasons:
                if reason.ban is not None:
                    takes[reason.ban.norm.number, reason.ban.law.title] = None
                else:
                    gives[reason.promise.duty.norm.number, reason.promise.treaty.title] = None
        if gives:
            lost = f"; {by_number(takes, title)} {'forbids' if len(takes) == 1 else 'forbid'} part of it"
            told.setdefault(f"promised by {by_number(gives, title)}{lost if takes else ''}", []).append(helper)
    yield from (f"{all_of(helpers)}: {why}" for why, helpers in told.items())


def difference(old: Matrix, new: Matrix, title: str, lexicon: Lexicon) -> Table:
    """Return what an edit cost or gained: the cells that say something else, with what was lost and what was gained."""
    rows = []
    records = []
    for cell in new.cells:
        before = old.cell(cell.helper, cell.victim)
        if before is None:
            before = Cell(cell.helper, cell.victim, (), (), (), (), ())
        gone, come = _changed(before.certain, cell.certain)
        less, more = _changed(before.promised, cell.promised)
        if not (gone or come or less or more):
            continue
        record = {
            "helper": cell.helper,
            "victim": cell.victim,
            "guarantee_lost": gone,
            "guarantee_gained": come,
            "promise_lost": less,
            "promise_gained": more,
        }
        records.append(record)
        rows.append(
            (
                Entry.of(f"{cell.helper} → {cell.victim}"),
                *(
                    _acts([says(lexicon, act) for act in acts], tone)
                    for acts, tone in ((gone, BAD), (come, GOOD), (less, DOUBTFUL), (more, DOUBTFUL))
                ),
            )
        )
    columns = ("helper → attacked", "guarantee lost", "guarantee gained", "promise lost", "promise gained")
    caption = "" if rows else "No guarantee and no promise differs."
    return Table(title, columns, tuple(rows), tuple(records), caption)


def _changed(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    return [act for act in old if act not in new], [act for act in new if act not in old]


def _acts(acts: Sequence[str], tone: str) -> Entry:
    return Entry(tuple((act, tone) for act in acts)) if acts else Entry.of("")
