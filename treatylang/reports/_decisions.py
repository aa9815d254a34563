"""Decisions as tables: who can block and who can carry each, and how much each vote weighs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from treatylang.model.instrument import Instrument
from treatylang.reasoning.answers.outvoting import Refusal
from treatylang.reasoning.explanation.citation import provision, the
from treatylang.reasoning.explanation.narrative import listed
from treatylang.reasoning.explanation.unheld import NOT_KNOWN, not_held
from treatylang.reasoning.kernel import abstaining
from treatylang.reasoning.kernel.voting import Abstention, Game
from treatylang.reasoning.norms.decisions import Decision
from treatylang.reports.tables import BAD, DOUBTFUL, FAINT, PLAIN, Entry, Table
from treatylang.syntax import ast

_MOST_NAMED = 8


def tables(found: Sequence[Decision], outvoted: Mapping[str, Refusal], draft: Instrument, day: date) -> list[Table]:
    """Return one table of decisions and one of the power of each member, for every game that differs."""
    caption = "" if found else _undecided(draft)
    first = Table(
        f"Who decides what: {draft.title}, on {day.day} {day:%B %Y}",
        ("decision", "by", "can block alone", "fewest that carry it", "fewest that block it"),
        tuple(_row(one) for one in found),
        tuple(record for one in found for record in _records(one, outvoted, draft, day)),
        caption,
        (*_notes(found), *_refusals(outvoted, draft)),
    )
    return [first, *_power(found)]


def _undecided(draft: Instrument) -> str:
    """Say why no decision is told: no council, or councils of which it is not said how they decide."""
    bodies = [label.node.title.text for label in draft.councils if isinstance(label.node, ast.CouncilBlock)]
    first = f"no line `decides` says how the {listed(bodies)} decides" if bodies else "no council is set up"
    return f"The text does not say how any decision is taken: {first}, and no final clause says how many have to agree."


def _head(one: Decision) -> str:
    if one.body:
        body = f"{one.body} ({one.whose})" if one.whose else one.body
        return f"{body}: {one.matter or 'decisions'}"
    return f"the parties: {one.matter}"


def _row(one: Decision) -> tuple[Entry, ...]:
    head, rule = Entry.of(_head(one)), Entry.of(one.rule or "not said")
    if one.game is None:
        return head, rule, Entry.of(f"not known: {one.why}", DOUBTFUL), Entry.of(""), Entry.of("")
    if not one.game.can_be_won:
        never = f"nothing can be decided: {len(one.members)} members are too few"
        return head, rule, Entry.of(never, BAD), Entry.of(""), Entry.of("")
    blockers = one.game.blockers
    if len(blockers) == len(one.members):
        told = "every member" if len(blockers) > 1 else the(one.members[0])
    else:
        told = _names([one.members[i] for i in blockers]) or "nobody"
    return (
        head,
        rule,
        Entry.of(told, BAD if blockers else PLAIN),
        Entry.of(_smallest(one, one.game, blocking=False)),
        Entry.of(_smallest(one, one.game, blocking=True)),
    )


def _smallest(one: Decision, game: Game, *, blocking: bool) -> str:
    """Return the smallest coalitions in words, those of like members together."""
    size, number = game.smallest_blocking if blocking else game.smallest_winning
    n = len(one.members)
    if blocking and game.missing and (not size or game.missing < size):
        return "any one who stays away" if game.missing == 1 else f"{game.missing} who stay away"
    if not size:
        return "nobody can" if blocking else "nobody has to vote for it"
    if size == n:
        return f"all {n}" if n > 1 else the(one.members[0])
    kinds = game.smallest_in_kinds(blocking=blocking)
    if not kinds or len(kinds) > 3:
        return f"{size} of {n}, in {number:,} ways" if number > 1 else f"{size} of {n}"
    return " or ".join(_coalition(one, game, numbers) for numbers in kinds)


def _coalition(one: Decision, game: Game, numbers: Sequence[int]) -> str:
    parts = []
    for kind, number in zip(game.kinds, numbers, strict=True):
        if not number:
            continue
        names = [one.members[i] for i in kind]
        if number == len(kind):
            parts.append(_names(names))
        elif len(kind) == len(one.members):
            parts.append(f"any {_few(number)} of {len(kind)}")
        else:
            parts.append(f"{_few(number)} of {_names(names)}")
    return " and ".join(parts)


def _few(number: int) -> str:
    return "one" if number == 1 else str(number)


def _names(states: Sequence[str]) -> str:
    """Return states as a list; seats without a name, and very many states, are counted."""
    named = [one for one in states if not one.startswith("member ")]
    others = len(states) - len(named)
    parts = [the(one) for one in named] if len(named) <= _MOST_NAMED else [f"{len(named)} states"]
    if others:
        parts.append("1 other member" if others == 1 else f"{others} other members")
    return listed(parts)


def _notes(found: Sequence[Decision]) -> list[str]:
    notes = []
    for one in found:
        sizes = sorted({size for left in one.concerned if (size := _without(left)) is not None})
        if one.spared:
            some = [f"{size} carry it" if size else "nothing can be decided" for size in sizes]
            carry = f"; if one is, {' or '.join(some)}" if sizes else ""
            who = f"{_head(one)}: a member that is concerned neither votes nor counts"
            notes.append(f"{who}; the figures assume that nobody is{carry}")
    for quorum, several in _quorums(found).items():
        game = several[0].game
        assert game is not None
        away = "one who stays away prevents it" if game.missing == 1 else f"{game.missing} who stay away prevent it"
        notes.append(f"{'; '.join(map(_head, several))}: {quorum} have to be there, so that {away}")
    counted = [one for one in found if one.game is not None and one.game.can_be_won]
    if counted:
        notes.append(f"counted as if every member voted yes or no; an abstention {_abstentions(counted)}")
    if any(one.game is not None and one.game.can_be_won and len(one.game.kinds) == 1 for one in found):
        notes.append("if all members weigh the same, each has the same share of power, and no table shows it")
    idle = {one.members[i] for one in found if one.game is not None and one.game.can_be_won for i in one.game.idle}
    if idle:
        notes.append(f"never decisive in some decision: {_names(sorted(idle))}")
    return notes


def _quorums(found: Sequence[Decision]) -> dict[str, list[Decision]]:
    """Return the decisions that need a quorum which can be had, by the words of the text."""
    groups: dict[str, list[Decision]] = {}
    for one in found:
        if one.quorum and one.game is not None and one.game.can_be_won:
            groups.setdefault(one.quorum, []).append(one)
    return groups


def _abstentions(counted: Sequence[Decision]) -> str:
    """Say what an abstention does: the same everywhere, or decision by decision."""
    groups: dict[str, list[str]] = {}
    for one in counted:
        groups.setdefault(_abstaining(one), []).append(_head(one))
    if len(groups) == 1:
        return next(iter(groups))
    return "; ".join(f"{what} ({'; '.join(heads)})" for what, heads in groups.items())


def _abstaining(one: Decision) -> str:
    assert one.game is not None
    kinds = one.game.abstentions
    if kinds == (Abstention.AGAINST, Abstention.FOR):
        vetoes = [c for c in one.game.criteria if c.abstention is Abstention.FOR]
        names = _names([state for i, state in enumerate(one.members) if any(c.weights[i] for c in vetoes)])
        return f"counts against, and is no veto of {names}"
    return listed([kind.value for kind in kinds])


# -- power ---------------------------------------------------------------------------------------------------------


def _power(found: Sequence[Decision]) -> list[Table]:
    games: dict[tuple[tuple[str, ...], Game], list[Decision]] = {}
    for one in found:
        if one.game is not None and one.game.can_be_won and len(one.game.kinds) > 1:
            games.setdefault((one.members, one.game), []).append(one)
    return [_weights(members, game, about) for (members, game), about in games.items()]


def _weights(members: tuple[str, ...], game: Game, about: Sequence[Decision]) -> Table:
    yes_no = ("share of swings (Banzhaf)", "share of orders (Shapley–Shubik)")
    aside = ("swings, if members may abstain", "orders, if members may abstain") if abstaining.matters(game) else ()
    power = _Power.of(game)
    rows = []
    for kind in sorted(game.kinds, key=lambda kind: (-game.banzhaf[kind[0]], kind[0])):
        names = _names([members[i] for i in kind])
        first, each = kind[0], " each" if len(kind) > 1 else ""
        rows.append(
            (
                Entry.of(names[0].upper() + names[1:]),
                Entry.of(percent(game.banzhaf[first]) + each),
                Entry.of(percent(game.shapley[first]) + each, FAINT),
                *(_shared(shares, first, each) for shares in (power.banzhaf, power.shapley) if aside),
            )
        )
    return Table(
        f"How much each vote weighs: {listed(dict.fromkeys(_head(one) for one in about))}",
        ("members", *yes_no, *aside),
        tuple(rows),
        (),
        notes=(_with_abstentions(game),) if aside else (),
    )


def _shared(shares: Sequence[Fraction] | None, player: int, each: str) -> Entry:
    if shares is None:
        return Entry.of("not counted: too many ways to vote", DOUBTFUL)
    return Entry.of(percent(shares[player]) + each, FAINT)


def _with_abstentions(game: Game) -> str:
    """Say whose index the columns with abstentions are."""
    ways = "yes, abstention and no" if game.quorum is None else "yes, abstention, no and staying away"
    return (
        f"if members may abstain: {ways} are equally likely; swings are the cases in which a member decides, orders "
        "those in which its vote settles it (ternary voting games, Felsenthal and Machover 1997)"
    )


@dataclass(frozen=True)
class _Power:
    """Shares of power where members may abstain; ``None`` where that makes no difference or cannot be counted."""

    banzhaf: Sequence[Fraction] | None
    shapley: Sequence[Fraction] | None

    @classmethod
    def of(cls, game: Game | None) -> _Power:
        if game is None or not abstaining.matters(game):
            return cls(None, None)
        return cls(abstaining.banzhaf(game), abstaining.shapley(game))

    @staticmethod
    def figure(shares: Sequence[Fraction] | None, player: int) -> float | None:
        return None if shares is None else round(float(shares[player]), 9)


def _without(concerned: tuple[tuple[str, ...], Game | None] | None) -> int | None:
    """Return how many carry a decision that concerns a certain member, who has no vote."""
    game = concerned[1] if concerned is not None else None
    return game.smallest_winning[0] if game is not None else None


def percent(share: Fraction) -> str:
    """Return a share in percent, to two digits where it is small."""
    value = float(100 * share)
    return f"{value:.1f} %" if value >= 1 or value == 0 else f"{value:.2f} %"


def _refusals(outvoted: Mapping[str, Refusal], draft: Instrument) -> Iterator[str]:
    """Yield whose law refuses to be outvoted, and of whom that is not known."""
    for one in outvoted.values():
        if one.bans:
            bans = dict.fromkeys(provision(ban.norm.number, ban.law.title) for ban in one.bans)
            unless = f", unless {listed(one.unless)}" if one.unless else ""
            yield f"{the(one.state)} may not be outvoted, by {listed(bans)}{unless}"
    groups: dict[tuple[str, ...], list[str]] = {}
    for one in outvoted.values():
        if one.gone is not None:
            groups.setdefault(one.gone.subjects, []).append(one.state)
    if groups:
        lacking = not_held(draft.lexicon, groups)
        yield f"whether its own law refuses to be outvoted is not known of some: the library holds {lacking}"


def _may_be(one: Refusal | None) -> str:
    """Return whether a member may be outvoted, in data; nothing where that is not asked."""
    if one is None:
        return ""
    if one.refuses:
        return "no" if one.always else "depends"
    return NOT_KNOWN if one.refuses is None else "yes"


def _records(one: Decision, outvoted: Mapping[str, Refusal], draft: Instrument, day: date) -> list[dict[str, object]]:
    game = one.game if one.game is not None and one.game.can_be_won else None
    blockers = game.blockers if game is not None else ()
    held_up = game.held_up if game is not None else ()
    concerned = dict(zip(one.members, one.concerned, strict=False))
    power = _Power.of(game)
    return [
        {
            "treaty": draft.name,
            "day": day.isoformat(),
            "body": one.body,
            "body_of": one.whose,
            "matter": one.matter,
            "rule": one.rule,
            "member": member,
            "can_block_alone": i in blockers if game is not None else None,
            "banzhaf": round(float(game.banzhaf[i]), 9) if game is not None else None,
            "shapley_shubik": round(float(game.shapley[i]), 9) if game is not None else None,
            "banzhaf_with_abstentions": power.figure(power.banzhaf, i),
            "shapley_shubik_with_abstentions": power.figure(power.shapley, i),
            "smallest_winning": game.smallest_winning[0] if game is not None else None,
            "smallest_blocking": game.smallest_blocking[0] if game is not None else None,
            "members": len(one.members),
            "quorum": one.quorum,
            "smallest_staying_away": game.missing or None if game is not None else None,
            "abstention": [kind.value for kind in game.abstentions] if game is not None else [],
            "blocks_by_abstaining": i in held_up if game is not None else None,
            "smallest_winning_if_others_abstain": game.if_rest_abstain.smallest_winning[0]
            if game is not None
            else None,
            "smallest_winning_if_concerned": _without(concerned.get(member)),
            "may_be_outvoted": _may_be(outvoted.get(member)) if one.body and i not in blockers else "",
            "not_counted": one.why if one.game is None else ("" if game is not None else "can never be reached"),
        }
        for i, member in enumerate(one.members or ("",))
    ]
