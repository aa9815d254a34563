"""For each form of sentence, slot, condition, area, heading and clause, a text with it and the same text without it."""

from __future__ import annotations

from tests.laws.words import HEAD, ban, helping, law, pact

FIGHT = "each other party shall use-force"
ATTACK = "when armed-attack on any party"
OLD = 'treaty Old "Old" {{ status in-force from 2000-01-01; languages en; party Fiji, Tonga, Samoa from 2000-01-01; {} }}\n'
FORCE = f'article "A" as a {{ {ATTACK} {FIGHT}; }}'


def _old(body: str) -> str:
    return OLD.format(body)


def _area(expression: str) -> tuple[str, str]:
    """A trigger in an area, and one in no area."""
    head = f'area Zone "the Zone" interpreted = {expression};'
    return (
        pact(f'{head} article "A" as a {{ {ATTACK} in Zone {FIGHT}; }}'),
        pact(f'{head} article "A" as a {{ {ATTACK} {FIGHT}; }}'),
    )


def _final(line: str, *, body: str = FORCE, head: str = "") -> tuple[str, str]:
    """A final clause, and none."""
    opened = head or HEAD
    return pact(f"{body} final-clauses {{ {line}; }}", head=opened), pact(body, head=opened)


IN_FORCE = "status in-force from 2020-02-29; languages en;"

FORMS: dict[str, tuple[str, str]] = {
    # -- sentences
    "when": (pact(f'article "A" {{ {ATTACK} {FIGHT}; }}'), pact(f'article "A" {{ {FIGHT}; }}')),
    "failing an act": (
        pact(f'article "A" {{ {ATTACK} each other party shall consult; failing consult {FIGHT}; }}'),
        pact(f'article "A" {{ {ATTACK} each other party shall consult; after consult {FIGHT}; }}')),
    "failing on the line of its when": (
        pact(f'article "A" {{ {ATTACK} each other party shall consult; {ATTACK} failing consult {FIGHT}; }}'),
        pact(f'article "A" {{ {ATTACK} each other party shall consult; {ATTACK} {FIGHT}; }}'),
    ),
    "after an act of a body": (
        pact(f'article "A" {{ {ATTACK} the council shall meet; after meet {FIGHT}; }}'),
        pact(f'article "A" {{ {ATTACK} the council shall meet; {FIGHT}; }}'),
    ),
    "after an act": (
        pact(f'article "A" {{ {ATTACK} each other party shall consult; after consult {FIGHT}; }}'),
        pact(f'article "A" {{ {ATTACK} each other party shall consult; {FIGHT}; }}'),
    ),
    "before an act": (
        helping() + law('article 1 { before use-force Fiji shall obtain approval of "the House"; }'),
        helping() + law('article 1 { Fiji shall obtain approval of "the House"; }'),
    ),
    "bracket": (
        pact(f'article "A" {{ {ATTACK} bracket s {{ option A {FIGHT}; option B each other party shall consult; }} }}')
        + ban("use-force"),
        pact(f'article "A" {{ {ATTACK} each other party shall consult; }}') + ban("use-force"),
    ),
    "reading": (
        helping() + law('article 1 as b { reading r "r" from 2030-01-01 prevailing { Fiji shall not use-force; } }'),
        helping() + law("article 1 as b { Fiji shall not use-force; }"),
    ),
    "reading of a treaty": (
        pact(f'article "A" {{ reading r "r" from 2030-01-01 prevailing {{ {ATTACK} {FIGHT}; }} }}'),
        pact(f'article "A" {{ {ATTACK} {FIGHT}; }}'),
    ),
    "shall": (pact(f'article "A" {{ {ATTACK} {FIGHT}; }}'), pact('article "A" { the parties shall consult; }')),
    "shall not": (pact(f'article "A" {{ {ATTACK} {FIGHT}; no party shall use-force; }}'), helping()),
    "may": (
        pact('article "A" { Tonga may deploy in territory of Fiji; }')
        + law("article 1 { no state shall deploy in territory of Fiji; }"),
        pact('article "A" { the parties shall consult; }')
        + law("article 1 { no state shall deploy in territory of Fiji; }"),
    ),
    "need not": (pact(f'article "A" {{ {ATTACK} {FIGHT}; Fiji need not use-force; }}'), helping()),
    "need": (pact(f'article "A" {{ {ATTACK} {FIGHT}; Fiji need consult; }}'), helping()),
    "should": (pact(f'article "A" {{ {ATTACK} {FIGHT}; the parties should consult; }}'), helping()),
    "any of": (
        pact(f'article "A" {{ {ATTACK} each other party shall any of use-force, consult; }}') + ban("use-force"),
        pact(f'article "A" {{ {ATTACK} each other party shall use-force, consult; }}') + ban("use-force"),
    ),
    "counts as": (
        pact(f'article "A" {{ {ATTACK} {FIGHT}; blockade of any party counts as armed-attack on that party; }}'),
        helping(),
    ),
    "does not count as": (
        pact(f'article "A" {{ {ATTACK} {FIGHT}; armed-attack on vessels of any party does not count as armed-attack; }}'),
        helping(),
    ),
    "counts as, of acts": (
        helping() + law("article 1 { Fiji shall not declare-war; } article 2 { use-force counts as declare-war; }"),
        helping() + law("article 1 { Fiji shall not declare-war; }"),
    ),
    "does not count as, of acts": (
        helping() + law("article 1 { Fiji shall not assist; } article 2 { use-force does not count as assist; }"),
        helping() + law("article 1 { Fiji shall not assist; }"),
    ),
    "prevails over": (
        pact(f'article "A" as a {{ {ATTACK} {FIGHT}; }} article "B" {{ @a prevails over @Old.b; }}')
        + _old('article "B" as b { the parties shall not use-force; }'),
        pact(f'article "A" as a {{ {ATTACK} {FIGHT}; }}') + _old('article "B" as b { the parties shall not use-force; }'),
    ),
    "yields to": (
        pact(f'article "A" as a {{ {ATTACK} {FIGHT}; }} article "B" {{ @a yields to @Old.b; }}')
        + _old('article "B" as b { the parties shall not use-force; }'),
        pact(f'article "A" as a {{ {ATTACK} {FIGHT}; }}') + _old('article "B" as b { the parties shall not use-force; }'),
    ),
    "replaces": (
        pact(f'article "A" as a {{ {ATTACK} {FIGHT}; }} article "B" {{ this treaty replaces Old; }}')
        + _old('article "B" as b { the parties shall not use-force; }'),
        pact(f'article "A" as a {{ {ATTACK} {FIGHT}; }}') + _old('article "B" as b { the parties shall not use-force; }'),
    ),
    "applies to": (pact(f'{FORCE} article "B" {{ @a applies to Fiji; }}'), helping()),
    "applies in": (pact(f'{FORCE} article "B" {{ @a applies in territory of Fiji; }}'), helping()),
    "does not apply to": (pact(f'{FORCE} article "B" {{ @a does not apply to Fiji; }}'), helping()),
    "does not apply in": (pact(f'{FORCE} article "B" {{ @a does not apply in territory of Fiji; }}'), helping()),
    # -- slots
    "slot by": (helping(when="armed-attack on any party by Chile"), helping()),
    "slot on": (helping(when="armed-attack on Fiji"), helping()),
    "slot to": (helping("to Tonga", act="transfer-arms") + ban("transfer-arms to Samoa"),
                helping(act="transfer-arms") + ban("transfer-arms to Samoa")),
    "slot with": (helping("with force", act="assist"), helping(act="assist")),
    "slot against": (helping() + ban("use-force against Chile"), helping() + ban("use-force")),
    "slot for": (helping() + ban("use-force for Tonga"), helping() + ban("use-force")),
    "slot after": (
        pact(f'article "A" {{ when request of any party after 1 year the parties shall consult; {ATTACK} {FIGHT}; }}',
             head=IN_FORCE),
        pact(f'article "A" {{ when request of any party the parties shall consult; {ATTACK} {FIGHT}; }}', head=IN_FORCE),
    ),
    "slot within": (
        helping("within 2 hours") + law(
            'article 1 { before use-force Fiji shall obtain approval of "the House" after 3 days; }'),
        helping() + law('article 1 { before use-force Fiji shall obtain approval of "the House" after 3 days; }'),
    ),
    "slot under": (
        helping() + ban("use-force under regional-arrangement"), helping() + ban("use-force"),
    ),
    "slot including": (helping("including use-force", act="consult"), helping(act="consult")),
    "slot in": (helping(when="armed-attack on any party in territory of Fiji"), helping()),
    "slot outside": (
        helping(when="armed-attack on any party outside territory of Fiji"),
        helping(when="armed-attack on any party in territory of Fiji"),
    ),
    "slot from": (pact('article "A" { the parties shall consult from 2030-01-01; }'),
                  pact('article "A" { the parties shall consult; }')),
    "slot opinion": (helping(when="threat to any party in the opinion of any party"), helping(when="threat to any party")),
    "slot accordance": (helping("in accordance with national-law") + ban("use-force"), helping() + ban("use-force")),
    "slot discretion": (helping("as it deems necessary"), helping()),
    "slot object": (
        pact('article "A" { Fiji shall admit station-nuclear-weapons; }') + ban("admit station-nuclear-weapons"),
        pact('article "A" { Fiji shall admit; }') + ban("admit station-nuclear-weapons"),
    ),
    "toward": (
        pact('article "A" { Fiji shall host-bases of Tonga; }') + ban("host-bases of Samoa"),
        pact('article "A" { Fiji shall host-bases of Samoa; }') + ban("host-bases of Samoa"),
    ),
    # -- conditions
    "unless": (helping("unless provoked"), helping()),
    "if": (helping("if provoked"), helping()),
    "until": (helping("until security-council acted"), helping()),
    "until a day": (helping("until 2030-01-01"), helping()),
    "closing when": (helping("when provoked"), helping()),
    "notwithstanding": (
        pact(f'article "A" {{ {ATTACK} {FIGHT} notwithstanding @b; }} article "B" as b {{ no party shall use-force; }}'),
        pact(f'article "A" {{ {ATTACK} {FIGHT}; }} article "B" as b {{ no party shall use-force; }}'),
    ),
    "subject to": (
        pact(f'article "A" {{ {ATTACK} {FIGHT} subject to @b; }} article "B" as b {{ no party shall use-force; }}'),
        pact(f'article "A" {{ {ATTACK} {FIGHT}; }} article "B" as b {{ no party shall use-force; }}'),
    ),
    "and": (helping(when="armed-attack on any party and provoked"), helping()),
    "or": (helping(when="armed-attack on any party or threat to any party"), helping()),
    "not": (helping("if not provoked"), helping("if provoked and not provoked")),
    "group": (helping("if not (provoked or emergency)"), helping("if not provoked or emergency")),
    # -- who
    "self": (helping(when="armed-attack on any party and armed-attack on self"), helping()),
    "each other": (pact('article "A" { the parties shall host-bases of each other; }') + ban("host-bases of Tonga"),
                   pact('article "A" { the parties shall consult; }') + ban("host-bases of Tonga")),
    "the attacked party": (helping("if survival-threatened of the attacked party"), helping()),
    "the attacker": (helping("for the attacker", act="assist") + ban("assist for Tonga"),
                     helping("for the attacked party", act="assist") + ban("assist for Tonga")),
    "ally": (
        helping(when="armed-attack on ally of any party")
        + OLD.format(FORCE).replace("party Fiji, Tonga, Samoa", "party Fiji, Palau"),
        helping(when="armed-attack on partner of Fiji")
        + OLD.format(FORCE).replace("party Fiji, Tonga, Samoa", "party Fiji, Palau"),
    ),
    "consent of all parties": (helping("unless consent of all parties"), helping("unless consent of any party")),
    "any third state": (helping(when="armed-attack on any third state"), helping()),
    "group of states": (
        pact(f'group Some = Fiji, Tonga; article "A" {{ when armed-attack on any of Some {FIGHT}; }}'), helping()),
    "concerning": (helping() + ban("join any treaty concerning mutual-defence"), helping()),
    # -- areas
    "area plus": (_area("territory of Fiji plus territory of Tonga")[0], _area("territory of Fiji")[0]),
    "area except": (_area("territory of parties except territory of Fiji")[0], _area("territory of parties")[0]),
    "area within": (_area("territory of parties within Oceania")[0], _area("territory of parties")[0]),
    "area clip": (_area("territory of parties south of 16S")[0], _area("territory of parties")[0]),
    "area administered": (_area("territory administered by Fiji")[0], _area("territory of parties")[0]),
    "area claimed": (_area("territory of parties except territory claimed by Chile")[0], _area("territory of parties")[0]),
    "area sea": _area('sea "South Pacific Ocean"'),
    "area part": _area('part "Hawaii"'),
    "area belt": _area("belt of 12 nm around territory of Fiji"),
    "area polygon": _area("polygon rhumb 10S 170E, 10S 175E, 20S 175E, 20S 170E"),
    "dated area": (
        pact(f'area Zone "the Zone" from 2030-01-01 = territory of Fiji; article "A" {{ {ATTACK} in Zone {FIGHT}; }}'),
        pact(f'area Zone "the Zone" = territory of Fiji; article "A" {{ {ATTACK} in Zone {FIGHT}; }}'),
    ),
    # -- parts
    "assume": (pact(f"assume not provoked; {FORCE}".replace(f"{FIGHT};", f"{FIGHT} if provoked;")),
               helping("if provoked")),
    "party from a day": (helping().replace("Samoa;", "Samoa; party Palau from 2030-01-01;"),
                         helping().replace("Samoa;", "Samoa, Palau;")),
    "party until a day": (helping().replace("Samoa;", "Samoa; party Palau until 2030-01-01;"),
                          helping().replace("Samoa;", "Samoa, Palau;")),
    "circumstance by a condition": (
        pact(f'circumstance grave = provoked and emergency; article "A" {{ {ATTACK} {FIGHT} if grave; }}'),
        helping("if provoked or emergency"),
    ),
    "reservation": (
        pact(f'{FORCE} reservation "R" by Fiji on ratification to @a {{ Fiji need not use-force; }}'), helping()),
    "declaration": (
        pact(f'{FORCE} declaration "R" by Fiji on ratification to @a {{ Fiji need not use-force; }}'), helping()),
    "treaties rank": (
        helping() + law("treaties rank above statute below constitution; article 1 { Fiji shall not use-force; }",
                        rank="statute"),
        helping() + law("article 1 { Fiji shall not use-force; }", rank="statute"),
    ),
    "council": (
        pact('council "The Board" as board { members each party; decides by consensus; } article "A" as a '
             f"{{ {ATTACK} {FIGHT} if decision of board; }}"),
        pact('council "The Board" as board { members each party; } article "A" as a '
             f"{{ {ATTACK} {FIGHT} if decision of board; }}"),
    ),
    "protocol": (
        pact(FORCE) + 'protocol P "P" amends Pact { drawn-up at "Suva" on 2027-01-01; delete @a; }', helping()),
    # -- headings
    "heading status": (helping().replace(HEAD, f"status in-force from 2030-01-01; {HEAD}"), helping()),
    "heading in-force": (helping() + ban("use-force").replace("1950-01-01", "2030-01-01"), helping() + ban("use-force")),
    "heading drawn-up": (helping().replace("2026-11-22", "2027-11-22"), helping()),
    "heading concerns": (
        pact('article "A" { the parties shall consult; }', head=f"{HEAD} concerns bases;")
        + ban("join any treaty concerning bases"),
        pact('article "A" { the parties shall consult; }') + ban("join any treaty concerning bases")),
    "heading rank": (helping() + ban("use-force").replace("constitution", "policy"), helping() + ban("use-force")),
    "heading decides": (
        pact('council "The Board" as board { members each party; decides by unanimity; } article "A" as a '
             f"{{ {ATTACK} {FIGHT} if decision of board; }}"),
        pact('council "The Board" as board { members each party; decides by majority; } article "A" as a '
             f"{{ {ATTACK} {FIGHT} if decision of board; }}"),
    ),
    "territorial application to one party": (
        pact(FORCE + 'final-clauses { territorial-application of Fiji except Land from 2000-01-01; }',
             head=f'{HEAD} area Land "the land" = territory of Fiji;'),
        pact(FORCE, head=f'{HEAD} area Land "the land" = territory of Fiji;')),
    "a duty of those near the treaty": (
        pact(f'article "A" as a {{ {ATTACK} each guarantor state shall use-force; }}',
             head=f"{HEAD} party Palau guarantor;"),
        pact(f'article "A" as a {{ {ATTACK} each observer state shall use-force; }}',
             head=f"{HEAD} party Palau guarantor;")),
    "a duty of those who have signed": (
        pact(f'article "A" as a {{ {ATTACK} each signatory state shall use-force; }}',
             head=f"{HEAD} party Palau signed 2026-11-22;"),
        pact(f'article "A" as a {{ {ATTACK} each signatory state shall use-force; }}',
             head=f"{HEAD} party Palau signed 2026-11-22 ratified 2027-11-22;")),
    "a vote that is owed": (
        pact('council "The Board" as board { members each party; decides by majority; } article "A" as a '
             f"{{ {ATTACK} {FIGHT} if decision of board; {ATTACK} each party shall vote for decision of board; }}"),
        pact('council "The Board" as board { members each party; decides by majority; } article "A" as a '
             f"{{ {ATTACK} {FIGHT} if decision of board; }}")),
    "a vote that is forbidden": (
        pact('council "The Board" as board { members each party; decides by consensus; } article "A" as a '
             f"{{ {ATTACK} {FIGHT} if decision of board; no party shall vote against decision of board; }}"),
        pact('council "The Board" as board { members each party; decides by consensus; } article "A" as a '
             f"{{ {ATTACK} {FIGHT} if decision of board; }}")),
    "heading members": (
        pact('council "The Board" as board { members each party; decides by unanimity; }'),
        pact('council "The Board" as board { members Fiji; decides by unanimity; }')),
    "heading population": (
        pact('council "The Board" as board { members each party; population of Fiji 9 million; '
             "population of Tonga, Samoa 1 million; decides by 65 percent of population; }"),
        pact('council "The Board" as board { members each party; population of Fiji, Tonga, Samoa 1 million; '
             "decides by 65 percent of population; }")),
    "heading votes": (
        pact('council "The Board" as board { members each party; votes of Fiji 3 votes; decides by majority of votes; }'),
        pact('council "The Board" as board { members each party; decides by majority of votes; }')),
    # -- final clauses
    "clause adoption": _final("adoption by two-thirds of parties"),
    "clause amendment": _final("amendment by unanimous consent"),
    "clause accession": _final("accession open to all states by consent of all parties"),
    "clause duration": _final("duration 20 years", head=IN_FORCE),
    "clause termination": _final("termination on 2031-01-01", head=IN_FORCE),
    "clause territorial-application": _final("territorial-application to territory of parties except territory of Fiji"),
    "clause reservations": _final(
        "reservations prohibited to @a",
        body=f'{FORCE} reservation "R" by Fiji on ratification to @a {{ Fiji need not use-force; }}'),
    "clause entry-into-force": (
        pact(f"{FORCE} final-clauses {{ entry-into-force on signature; }}")
        + law('article 1 { before ratify of any treaty Fiji shall obtain approval of "the House"; }'),
        pact(FORCE) + law('article 1 { before ratify of any treaty Fiji shall obtain approval of "the House"; }')),
    "clause ratification": (
        pact(f"{FORCE} final-clauses {{ ratification required; entry-into-force on signature; }}")
        + law('article 1 { before ratify of any treaty Fiji shall obtain approval of "the House"; }'),
        pact(f"{FORCE} final-clauses {{ entry-into-force on signature; }}")
        + law('article 1 { before ratify of any treaty Fiji shall obtain approval of "the House"; }')),
}  # fmt: skip
