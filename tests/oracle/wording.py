"""Writes a small draft down as text of the language, with the scenarios that ask about it."""

from __future__ import annotations

from collections.abc import Iterable

from tests.oracle.drafts import (
    Both,
    Condition,
    Deeming,
    Either,
    Fact,
    Law,
    Membership,
    Mode,
    Model,
    Not,
    Priority,
    Provision,
    Reading,
    Reservation,
    Sentence,
    Situation,
    Treaty,
    Trigger,
    Whom,
    Zone,
)


def vocabulary(model: Model) -> str:
    """Return the words of a model."""
    lines = [f'  subject {name} "the subject of {name}";' for name in model.subjects]
    for act in model.acts:
        line = f'  act {act.name} "do {act.name}"'
        if act.wider:
            line += f" is {', '.join(act.wider)}"
        else:
            line += " of mutual-defence"
        line += " exactly" if act.exactly else ""
        line += f" excludes {', '.join(act.excludes)}" if act.excludes else ""
        line += f" about {act.about}" if act.about else ""
        lines.append(line + ";")
    lines += [f'  means {name} "the means {name}" floor {act} ceiling {act};' for name, act in model.means]
    for one in model.circumstances:
        line = f'  circumstance {one.name} "it is so that {one.name}"'
        line += " of state" if one.owned else ""
        line += "" if one.usual is None else f" usual {'yes' if one.usual else 'no'}"
        lines.append(line + ";")
    return "\n".join(['vocabulary own "Own words" {', *lines, "}", ""])


def law(one: Law) -> str:
    """Return a law as text."""
    lines = [f'law {one.name} "{one.name}" of {one.state} {{']
    period = f"from {one.start}" + (f" until {one.end}" if one.end else "")
    lines.append(f"  rank {one.rank}; in-force {period};")
    if one.covers is not None:
        lines.append(f"  covers {', '.join(one.covers)};")
    if one.above:
        lines.append(f"  treaties rank above {one.above} below {one.below};")
    for provision in one.provisions:
        lines += _provision(provision, title=False)
    return "\n".join([*lines, "}", ""])


def treaty(one: Treaty) -> str:
    """Return a treaty as text."""
    lines = [f'treaty {one.name} "{one.name} Pact" {{']
    lines.append(f"  status {'draft' if one.draft else f'in-force from {one.start}'};")
    lines.append(f'  drawn-up at "Suva" on {one.drawn_up}; languages en;')
    lines += [f"  party {_member(member)};" for member in one.members]
    lines += [f'  area {zone.name} "the {zone.name}" = {_zone(zone)};' for zone in one.zones]
    for provision in one.provisions:
        lines += _provision(provision, title=True)
    more = [_deeming(deeming) for deeming in one.deemings]
    more += [_priority(priority, one.name) for priority in one.priorities]
    more += [f"@{outside.label} does not apply in {outside.zone};" for outside in one.outside]
    if more:
        lines += ['  article "Relation" as relation-to-all {', *(f"    {line}" for line in more), "  }"]
    for number, reservation in enumerate(one.reservations):
        lines += _reservation(reservation, number)
    if one.years:
        lines.append(f"  final-clauses {{ duration {one.years} years; }}")
    return "\n".join([*lines, "}", ""])


def scenario(title: str, situation: Situation, expectations: Iterable[str]) -> str:
    """Return a scenario that expects something of a situation."""
    lines = [f'scenario "{title}" {{', f"  on {situation.day};"]
    if situation.event:
        lines.append(f"  event {event(situation)};")
    if facts := given(situation):
        lines.append(f"  given {facts};")
    return "\n".join([*lines, *(f"  expect {one};" for one in expectations), "}", ""])


def event(situation: Situation) -> str:
    """Return what happens, in the words of a scenario."""
    place = situation.place
    assert place is not None
    at = f"{abs(place.north):g}{'N' if place.north >= 0 else 'S'} {abs(place.east):g}{'E' if place.east >= 0 else 'W'}"
    return f"{situation.event} on {situation.thing} of {situation.victim} at {at} by {situation.attacker}"


def given(situation: Situation) -> str:
    """Return what is so, as facts."""
    facts = [f"{'' if true else 'not '}{_fact(fact)}" for fact, true in situation.facts]
    facts += [f"not done {act} of {state}" for act, state in situation.undone]
    return ", ".join(facts)


def _member(member: Membership) -> str:
    text = member.state + (f" {member.standing}" if member.standing else "")
    text += f" from {member.start}" if member.start else ""
    return text + (f" until {member.end}" if member.end else "")


def _zone(zone: Zone) -> str:
    parts = [f"territory of {state}" for state in zone.territories]
    parts += ["territory of parties"] if zone.of_parties else []
    for south, north, west, east in zone.boxes:
        corners = [(south, west), (south, east), (north, east), (north, west)]
        parts.append("polygon rhumb " + ", ".join(f"{_degrees(a, 'NS')} {_degrees(b, 'EW')}" for a, b in corners))
    return " plus ".join(parts) + "".join(f" except territory of {state}" for state in zone.less)


def _degrees(value: int, signs: str) -> str:
    return f"{abs(value)}{signs[0] if value >= 0 else signs[1]}"


def _provision(provision: Provision, *, title: bool) -> list[str]:
    head = f'"Of {provision.label}" ' if title else ""
    lines = [f"  article {head}as {provision.label} {{"]
    if provision.bracket:
        lines.append(f"    bracket {provision.bracket} {{")
        lines += [f"      option {name} {_sentence(sentence)}" for name, sentence in provision.options]
        lines.append("    }")
    lines += [f"    {_sentence(sentence)}" for sentence in provision.sentences]
    for reading in provision.readings:
        lines += [f"    reading {_reading(reading)} {{"]
        lines += [f"      {_sentence(sentence)}" for sentence in reading.sentences]
        lines.append("    }")
    return [*lines, "  }"]


def _reading(reading: Reading) -> str:
    text = f'{reading.name} "as {reading.name}"'
    text += f" from {reading.start}" if reading.start else ""
    text += f" until {reading.end}" if reading.end else ""
    return f"{text} {reading.standing}"


def _sentence(one: Sentence) -> str:
    words = [one.named if one.whom is Whom.NAMED else one.whom.value, one.mode.value]
    if one.whom in (Whom.NO_PARTY, Whom.NO_STATE):
        assert one.mode is Mode.SHALL_NOT
        words[1] = "shall"
    words += ["any of"] if one.any_of else []
    words.append(", ".join(one.acts))
    words += [{"attacked": "the attacked party"}.get(one.partner, one.partner)] if one.partner else []
    words += [f"in territory of {one.place}"] if one.place else []
    words += [f"including {one.including}"] if one.including else []
    words += [f"with {one.means}"] if one.means else []
    words += [{"discretion": "as it deems necessary"}.get(one.qualifier, f"in accordance with {one.qualifier}")] * bool(
        one.qualifier
    )
    words += [f"from {one.start}"] if one.start else []
    words += [f"if {_condition(one.only_if)}"] if one.only_if else []
    words += [f"unless {_condition(one.unless)}"] if one.unless else []
    words += [f"notwithstanding @{one.notwithstanding}"] if one.notwithstanding else []
    text = " ".join(words) + ";"
    if one.after:
        text = f"{'failing' if one.failing else 'after'} {one.after} {text}"
    return f"when {_trigger(one.when)} {{ {text} }}" if one.when else text


def _trigger(one: Trigger) -> str:
    victim = one.victim or "any party"
    things = f"{', '.join(one.things)} of " if one.things else ""
    text = f"{one.event} on {things}{victim}"
    text += f" by {one.attacker}" if one.attacker else ""
    text += f" in {one.zone}" if one.zone else ""
    return text + (f" and ({_condition(one.given)})" if one.given else "")


def _condition(one: Condition) -> str:
    match one:
        case Fact():
            return _fact(one)
        case Not(part):
            return f"not ({_condition(part)})" if not isinstance(part, Fact) else f"not {_fact(part)}"
        case Both(left, right):
            return f"({_condition(left)}) and ({_condition(right)})"
        case Either(left, right):
            return f"({_condition(left)}) or ({_condition(right)})"


def _fact(fact: Fact) -> str:
    return f"{fact.name} of {fact.owner}" if fact.owner else fact.name


def _deeming(one: Deeming) -> str:
    thing = f"{one.thing} of " if one.thing else ""
    text = f"{one.event} on {thing}any party"
    text += f" does not count as {one.target}" if one.denied else f" counts as {one.target}"
    if not one.denied:
        text += " on all parties" if one.all_parties else " on that party"
    text += f" for @{one.sentence}" if one.sentence else ""
    return text + (f" if {_condition(one.given)};" if one.given else ";")


def _priority(one: Priority, name: str) -> str:
    first, second = (one.loser, one.winner) if one.words == "yields" else (one.winner, one.loser)
    words = "yields to" if one.words == "yields" else "prevails over"
    return f"{_text(first, name)} {words} {_text(second, name)};"


def _text(label: str, name: str) -> str:
    """Return a text as it is named in a treaty: by label, as this treaty, or by its own name."""
    if label == name:
        return "this treaty"
    return f"@{label}" if label[0].islower() or "." in label else label


def _reservation(one: Reservation, number: int) -> list[str]:
    head = f'  reservation "Of {one.state} {number}" by {one.state} on ratification'
    if one.label:
        return [f"{head} to @{one.label} {{ @{one.label} does not apply to {one.state}; }}"]
    unless = f" unless {_condition(one.unless)}" if one.unless else ""
    return [f"{head} {{ {one.state} need not {one.act}{unless}; }}"]
