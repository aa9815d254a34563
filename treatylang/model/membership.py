"""The lines that name parties: which state, under which name, since when and until when, and in which standing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from treatylang.model.instrument import Membership, Period
from treatylang.model.lexicon import Lexicon, Word
from treatylang.syntax import ast


def aliases_of(node: ast.InstrumentNode, lexicon: Lexicon) -> dict[str, str]:
    """Return the names that a text gives to parties (`party Japan as Tokyo`), each with the state."""
    aliases = {}
    for part in node.parts:
        if isinstance(part, ast.PartyLine):
            for name in part.names:
                if name.alias is not None and not isinstance(name.who, ast.Quantified | ast.EachOther):
                    aliases[name.alias.text] = state_named(name.who.text, {}, lexicon)
    return aliases


def state_named(name: str, aliases: Mapping[str, str], lexicon: Lexicon) -> str:
    """Return the usual name of a state, or of whoever is called so."""
    if name in aliases:
        return aliases[name]
    return lexicon.state(name) or name


def state_of(phrase: ast.NounPhrase | None, lexicon: Lexicon) -> str:
    """Return the state that a phrase names, empty where it names none."""
    if isinstance(phrase, ast.Words):
        return state_named(phrase.items[0].text, {}, lexicon)
    return ""


def parties_of(node: ast.InstrumentNode, lexicon: Lexicon) -> Iterator[Membership]:
    """Yield each line of the parties' history."""
    return members_in(node.parts, lexicon)


def members_in(parts: Sequence[ast.Node], lexicon: Lexicon) -> Iterator[Membership]:
    """Yield what each line among some parts says of a party."""
    for part in parts:
        if not isinstance(part, ast.PartyLine):
            continue
        for name in part.names:
            if isinstance(name.who, ast.Quantified | ast.EachOther):
                continue
            yield _membership(part, name, lexicon)


def _membership(part: ast.PartyLine, name: ast.PartyName, lexicon: Lexicon) -> Membership:
    period = Period()
    suspended: Period | None = None
    standing = ""
    bound = outside = False
    near: dict[str, Period] = {}
    open_word: Word | None = None  # the standing whose days still follow: `observer from 1950-01-01`
    for status in part.statuses:
        day = status.day.day if status.day is not None else None
        word = lexicon.get(status.word, "standing")
        if status.word in ("from", "until") and open_word is not None:
            if "pauses" in open_word.wider:
                suspended = replace(suspended or Period(), **{"since" if status.word == "from" else "until": day})
            else:
                own = near.setdefault(open_word.name, Period())
                near[open_word.name] = replace(own, **{"since" if status.word == "from" else "until": day})
            open_word = open_word if status.word == "from" else None
        elif status.word == "from":
            period, bound = replace(period, since=day), True
        elif status.word == "until" or (word is not None and "ends" in word.wider):
            period = replace(period, until=day)
        elif word is not None and "pauses" in word.wider:
            suspended = Period(day, None)
            standing = status.word
            open_word = word if day is None else None
        elif word is not None and "bound" in word.wider:
            standing, bound = status.word, True
            period = replace(period, since=day or period.since)
        else:
            standing = status.word
            outsider = word is not None and "outsider" in word.wider
            outside = outside or outsider
            if outsider:
                near[status.word] = Period(day)
            open_word = word if day is None and outside else None
    is_party = bound or not outside
    who = name.who.text if not isinstance(name.who, ast.Quantified | ast.EachOther) else ""
    alias = name.alias.text if name.alias is not None else ""
    # Whoever becomes a party stands near the treaty no longer.
    until = period.since if bound else None
    stood = tuple((word, replace(days, until=days.until or until)) for word, days in near.items())
    return Membership(state_named(who, {}, lexicon), alias, standing, period, is_party, suspended, name.span, stood)
