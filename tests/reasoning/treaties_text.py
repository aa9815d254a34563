"""Plain cases as `.treaty` text, the engine's frame for them, and its sets of situations as integers of the oracle."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from tests.reasoning.brute_space import DATES, Condition, Space, plainly
from tests.reasoning.brute_treaties import LAST, Case, Law, Norm, Order, Treaty
from treatylang.model.question import Question
from treatylang.model.resolve import resolve
from treatylang.reasoning.kernel.diagram import ALL
from treatylang.reasoning.situations.frame import Frame, frame_of
from treatylang.source import Source
from treatylang.syntax.parser import parse

VOCABULARY = """
vocabulary small "Words of the tests" {
  act help "help" of mutual-defence; act supply "supply" is help; act fight "fight" is help of use-of-force;
  act strike "strike" is fight; act guard "guard" is help exactly; act watch "watch" is guard;
  act patrol "patrol" is guard; act talk "talk" exactly; act obtain "obtain" exactly;
  event attack "an attack" of attack takes on, by, in; event raid "a raid" is attack takes on, by, in;
  circumstance cloud "it is cloudy"; circumstance storm "there is a storm" usual no;
  judgement grave "the matter is grave" of state; manner gently "it is done gently";
  will approval "the approval";
  object land "the land" of place; object ships "ships";
  means arms "arms" floor fight ceiling fight;
  qualifier own-constitution "its constitution" floor constitution ceiling constitution;
  qualifier own-law "its law" floor law ceiling law;
  role attacked "the attacked party" of victim;
  matter later-treaty "a later treaty" floor later; matter earlier-treaty "an earlier treaty" floor earlier;
  matter mutual-defence "mutual defence"; matter use-of-force "the use of force";
  rank constitution "a constitution"; rank statute "a statute"; rank policy "a policy" floor none;
  heading drawn-up "drawn up"; heading status "status"; heading rank "rank"; heading in-force "in force";
}
"""

# -- printing ------------------------------------------------------------------------------------------------------


def text(c: Condition) -> str:
    """Return a condition as it is written."""
    match c:
        case ("fact", name):
            return str(name)
        case ("not", a):
            return f"not ({text(a)})"
        case ("and" | "or", a, b):
            return f"({text(a)}) {c[0]} ({text(b)})"
        case ("event", kind, on, thing):
            return f"{kind} on {thing} of {on}" if thing else f"{kind} on {on}"
    raise AssertionError(c)


def reference(name: str) -> str:
    """Return a reference as it is written: `U`, `@U.n1`, `@n1`, `this treaty`."""
    if name == "this":
        return "this treaty"
    return f"@{name}" if "." in name or not name[0].isupper() else name


def sentence(norm: Norm) -> str:
    """Return one sentence of a treaty."""
    parts = []
    if norm.event is not None:
        parts.append(f"when {text(('event', *norm.event))}")
        if norm.also is not None:
            parts.append(f"and ({text(norm.also)})")
    modal = {"duty": "shall", "ban": "shall not", "permission": "may", "waiver": "need not"}[norm.kind]
    parts.append(f"{norm.bearer} {modal} {norm.act}")
    parts += ["with arms"] * norm.means + ["as it deems necessary"] * norm.discretion
    parts += [f"in accordance with {norm.qualifier}"] if norm.qualifier else []
    parts += [f"unless {text(norm.unless)}"] if norm.unless is not None else []
    parts += [f"if {text(norm.only_if)}"] if norm.only_if is not None else []
    parts += [f"until {text(norm.until)}"] if norm.until is not None else []
    parts += [f"notwithstanding {reference(norm.above)}"] if norm.above else []
    parts += [f"subject to {reference(norm.below)}"] if norm.below else []
    return " ".join(parts) + ";"


def order_text(order: Order) -> str:
    """Return one sentence about priority."""
    condition = f" if {order.fact}" if order.fact else ""
    if order.later:
        return f"later-treaty prevails over earlier-treaty{condition};"
    verb = {"prevails": "prevails over", "yields": "yields to"}[order.kind]
    return f"{reference(order.subject)} {verb} {reference(order.object)}{condition};"


def treaty_text(treaty: Treaty, number: int, draft: bool) -> str:
    """Return a treaty; the number is its place in the order of making."""
    lines = [f'treaty {treaty.name} "Treaty {treaty.name}" {{']
    if draft:
        lines.append(f'  drawn-up at "Rome" on {DATES[0]};')
    else:
        lines += ["  status in-force from 2005-01-01;", f'  drawn-up at "Rome" on {2000 + number}-01-01;']
    for state, since, last in treaty.parties:
        begins = f" from {DATES[since]}" if since else ""
        ends = f" until {DATES[last + 1]}" if last < LAST else ""
        lines.append(f"  party {state}{begins}{ends};")
    lines += [f"  article as n{index} {{ {sentence(norm)} }}" for index, norm in enumerate(treaty.norms, 1)]
    if treaty.orders:
        lines.append(f"  article as orders {{ {' '.join(order_text(order) for order in treaty.orders)} }}")
    return "\n".join([*lines, "}"])


def law_text(law: Law, number: int) -> str:
    """Return a law."""
    lines = [f'law L{number} "Law {number}" of {law.state} {{', f"  rank {law.rank}; in-force from 1950-01-01;"]
    lines.append("  article 1 as only {")
    for rule in law.rules:
        unless = [text(rule.unless)] if rule.unless is not None else []
        unless += ['approval of "the Diet"'] if rule.approved else []
        said = f" unless {' or '.join(f'({one})' for one in unless)}" if unless else ""
        said += f" if {text(rule.only_if)}" if rule.only_if is not None else ""
        said += f" until {text(rule.until)}" if rule.until is not None else ""
        lines.append(f"    {law.state} shall not {rule.act}{said};")
    lines += [f'    before {act} {law.state} shall obtain approval of "the Diet";' for act in law.before]
    return "\n".join([*lines, "  }", "}"])


def as_text(case: Case) -> str:
    """Return a case as one text, the draft last of its treaties."""
    treaties = [treaty_text(t, number, t is case.draft) for number, t in enumerate(case.treaties)]
    return "\n".join([*treaties, *(law_text(law, number) for number, law in enumerate(case.laws))])


# -- the engine ----------------------------------------------------------------------------------------------------


def frame_for(written: str, draft: str = "T", vocabulary: str = VOCABULARY, **choices: object) -> Frame:
    """Return the engine's frame of a text, its last treaty the draft."""
    words, mistakes = parse(Source("words", vocabulary))
    assert words is not None, mistakes
    found, mistakes = parse(Source("case", written))
    assert found is not None, (mistakes, written)
    drafts = [item for item in found.items if getattr(item, "name", None) is not None and item.kind != "law"]
    mine = [item for item in drafts if _named(item) == draft]
    rest = [item for item in found.items if item not in mine]
    world, findings = resolve([replace(found, items=tuple(mine))], [words, replace(found, items=tuple(rest))])
    errors = [f for f in findings if "unknown" in f.rule or "slot" in f.rule]
    assert not errors, (errors, written)
    instruments = world.instruments
    beside = [one for name, one in instruments.items() if name != draft]
    return frame_of(world, instruments[draft], Question(**choices), beside=beside)  # type: ignore[arg-type]


def _named(item: object) -> str:
    name = getattr(item, "name", "")
    return getattr(name, "text", name)


def as_mask(frame: Frame, found: int, over: Space) -> int:
    """Return a set of the engine as the situations of the space that are in it, told off level by level."""
    known: dict[int, int] = {}

    def visit(node: int) -> int:
        if node <= ALL:
            return over.everything if node == ALL else 0
        if node not in known:
            level = frame.diagrams.level_of(node)
            values = of_level(frame, over, level)
            result = 0
            for child, mask in frame.diagrams.edges(node):
                here = sum(bits for index, bits in enumerate(values) if mask >> index & 1)
                result |= here & visit(child)
            known[node] = result
        return known[node]

    return visit(found)


def of_level(frame: Frame, over: Space, level: int) -> list[int]:
    """Return, for each value of a variable of the engine, the situations of the space that have it."""
    variable = frame.diagrams.variables[level]
    if variable.name == "date":
        days = [
            max(i for i, p in enumerate(frame.space.dates) if p.since is not None and p.since <= day) for day in DATES
        ]
        return [
            plainly(over.facts, "day", *(str(i) for i, index in enumerate(days) if index == value))
            for value in range(len(variable.values))
        ]
    if variable.name in frame.space.facts:
        yes = over.where_fact(variable.name) if variable.name in over.facts else 0
        if variable.name not in over.facts and frame.space.facts[variable.name].kind != "manner":
            raise AssertionError(f"the engine knows a circumstance that no sentence mentions: {variable.name}")
        return [over.everything ^ yes, yes]
    known = variable.values
    groups: dict[str, list[str]] = {value: [value] for value in known}
    for state in ("Japan", "Australia", "India"):
        if state not in known and "another state" in known:
            groups["another state"].append(state)
    return [plainly(over.facts, variable.name, *groups[value]) for value in known]


def told(case: Case, state: str, expected: int, found: int) -> str:
    """Return what a reader needs to see of a difference: the text, a situation, and both answers."""
    over = case.space()
    lines = [f"{state}: the loop and the engine differ in {(expected ^ found).bit_count()} situations"]
    for s in islice(over.read(expected & ~found), 1):
        lines.append(f"only the loop: {s}")
    for s in islice(over.read(found & ~expected), 1):
        lines.append(f"only the engine: {s}")
    return "\n".join([*lines, as_text(case)])
