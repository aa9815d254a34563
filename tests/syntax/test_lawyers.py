"""Sentences as lawyers write them: the message stands at the slip and names what to write, and nothing follows from it.

Each row has what is written, the text at which the message must stand, and what message and help must name together.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chance import cases, some
from tests.effort import assert_in_proportion
from tests.model.test_meant import LEXICON, VOCABULARY
from tests.syntax.test_mistakes import assert_well_told
from treatylang.findings import Finding
from treatylang.model.resolve import resolve
from treatylang.source import Source
from treatylang.syntax.parser import parse
from treatylang.syntax.phrases import GROUPS, SENTENCES, said_otherwise
from treatylang.workspace.glossary import ShelfGlossary
from treatylang.workspace.shelf import Shelf

GLOSSARY = ShelfGlossary(lambda: LEXICON, Shelf())
CHARTER = parse(Source("c.treaty", 'treaty UN-Charter "Charter" { article 51 "S" as self-defence { en "x"; } }'))[0]

ARTICLE = """treaty Pact "Treaty" {
  party Japan, Fiji;
  article "Defence" as defence {
    %s
  }
}
"""
PART = """treaty Pact "Treaty" {
  party Japan, Fiji;
  %s
  article "Defence" as defence { the parties shall consult each other; }
}
"""
FINAL = PART.replace("%s", "final-clauses {\n    %s\n  }")
COUNCIL = PART.replace("%s", 'council "Council" as council {\n    members each party;\n    %s\n  }')


def told(text: str) -> list[Finding]:
    """Return what is said of a text: of its form, or else of its words."""
    document, mistakes = parse(Source("x.treaty", text), GLOSSARY)
    if document is None:
        return list(mistakes)
    assert CHARTER is not None
    said = resolve((document,), [*VOCABULARY, CHARTER])[1]
    return sorted(said, key=lambda one: one.span.start)


IN_ARTICLES = [
    ("no party is obliged to use-force;", "is obliged to", "`need`"),
    ("each party does not have to use-force;", "does not have to", "`need not`"),
    ("nothing in this treaty obliges any party to use-force;", "nothing in this treaty obliges", "`need not`"),
    ("the parties agree not to use-force;", "agree not to", "`shall not`"),
    ("each party is free to consult;", "is free to", "`may`"),
    ("each party shall consult or sanction;", "or", "any of consult, sanction"),
    ("Norway or Ghana shall consult;", "or", "leaves open which is meant"),
    # -- where it hits, for whom it hits --
    ('when armed-attack on "Kuril Islands" each party shall consult;', '"Kuril Islands"', 'part "Kuril Islands"'),
    ('when blockade on "South China Sea" each party shall consult;', '"South China Sea"', 'sea "South China Sea"'),
    ('when threat on Japan or armed-attack on "Kurils" each party shall consult;', '"Kurils"', "on any party in"),
    ('when armed-attack on part "Taiwan" each party shall consult;', 'part "Taiwan"', 'in (part "Taiwan")'),
    ('when armed-attack on (part "Taiwan") each party shall consult;', 'part "Taiwan"', 'in (part "Taiwan")'),
    ('when armed-attack on any party in part "Reunion" of France or threat to any party each party shall consult;',
     'part "Reunion" of France', '(part "Reunion" of France)'),
    ("when armed-attack in territory claimed by Peru each party shall consult;", "territory claimed by Peru",
     "(territory claimed by Peru)"),
    ("when threat to any party in belt of 12 nm around Fiji the parties shall consult;", "belt of 12 nm around Fiji",
     "parentheses"),
    ('when armed-attack on any party in territory of parties plus sea "Coral Sea" each party shall consult;',
     'territory of parties plus sea "Coral Sea"', "parentheses"),
    ("each party shall deploy in territory administered by Peru if request of Peru;", "territory administered by Peru",
     "(territory administered by Peru)"),
    ("when armed-attack on any party in Kuril Islands each party shall consult;", "Kuril Islands",
     '(part "Kuril Islands")'),
    ("when armed-attack on phillipines each party shall consult;", "phillipines", "`Philippines`"),
    # -- options of a bracket --
    ('bracket b { option A "Bases" each party shall consult; option B each party shall report; }', '"Bases"', "title"),
    ("bracket b { option A { each party shall consult; } option B each party shall report; }", "{", "braces"),
    ("bracket b { option A by Japan { each party shall consult; } }", "{", "braces"),
    # -- must, will, shall not --
    ("each party must consult the others;", "must", "`shall`"),
    ("each party will consult the others;", "will", "`shall`"),
    ("each party undertakes to consult the others;", "undertakes to", "`shall`"),
    ("the parties hereby undertake to consult each other;", "hereby undertake to", "`shall`"),
    ("each party shall be obliged to assist the attacked party;", "be obliged to", "`shall`"),
    ("each party is required to assist the attacked party;", "is required to", "`shall`"),
    ("no party shall be required to use-force;", "be required to", "`need`"),
    ("no party has the right to use-force;", "has the right to", "`may`"),
    ("each party shall have the right to use-force;", "have the right to", "`may`"),
    ("the parties shall never station-nuclear-weapons;", "never", "`shall not`"),
    ("each party shall abstain from the use of force;", "abstain from", "`shall not`"),
    ("the parties shall refrain from the threat or use of force;", "shall refrain from", "`shall not`"),
    ("each party may only use-force if request of that party;", "may only", "unless"),
    ("The Parties shall consult each other;", "The", "`the`"),
    ("Each party shall consult the others;", "Each", "`each`"),
    # -- who --
    ("every party shall consult the others;", "every", "`each`"),
    ("neither party shall use-force;", "neither", "`no`"),
    ("both parties shall consult each other;", "both parties", "`the parties`"),
    ("when armed-attack on either party the others shall assist;", "either", "`any`"),
    ("when armed-attack by another state on any party the others shall assist;", "another", "`any other`"),
    ("when armed-attack by a third state on any party the others shall assist;", "a third", "`any third`"),
    ("the High Contracting Parties shall consult each other;", "High Contracting Parties", "`parties`"),
    ("each contracting party shall consult the others;", "contracting party", "`party`"),
    ("Japan and Fiji shall consult each other;", "and", "comma"),
    ("when armed-attack on Hong Kong each party shall consult the others;", "Hong Kong", '`"Hong Kong"`'),
    ("when armed-attack on Great Britain each party shall consult the others;", "Great Britain", '"Great Britain"'),
    # -- when --
    ("In the event of an armed attack on any party, the others shall assist;", "In the event of", "`when`"),
    ("when there is an armed attack on any party the others shall assist;", "when there is an", "`when`"),
    ("when a party is attacked each other party shall assist;", "is attacked", "armed-attack on"),
    ("if any party is attacked, each other party shall assist;", "is attacked", "armed-attack on"),
    ("should any party be attacked each other party shall assist;", "be attacked", "armed-attack on"),
    ("when armed attack on any party the others shall assist;", "armed attack", "`armed-attack`"),
    ("when naval blockade of any party the others shall assist;", "naval blockade", "`blockade`"),
    ("when invasion of any party the others shall assist;", "invasion", "`armed-attack`"),
    ("when cyber attack on any party the others shall assist;", "cyber attack", "`cyber-attack`"),
    ("when war each party shall consult the others;", "war", "`armed-attack`"),
    ("when armed-attack on any party in the North Atlantic the others shall assist;", "North Atlantic", "sea"),
    ("when armed-attack on any party in South China Sea the others shall assist;", "South China Sea", "sea"),
    ("when armed-attack on Japan, Fiji shall assist;", ",", "comma"),
    ("each party shall assist, if request of that party;", ",", "comma"),
    ("each party shall assist at the request of that party;", "at the request of", "on request of"),
    ("no party shall host-bases without consent of the host;", "without consent of", "unless"),
    ("each party shall notify the others before use-force;", "before", "before use-force each party shall notify"),
    ("each party shall assist upon request of that party;", "upon request of", "on request of"),
    ("on request of that party each party shall assist;", "on", "comes first"),
    ("Notwithstanding @defence each party shall consult the others;", "Notwithstanding", "comes first"),
    ("Subject to national-law each party shall assist;", "Subject", "comes first"),
    ("each party shall assist if requested by that party;", "requested", "`request`"),
    ("prior to use-force each party shall consult the others;", "prior to", "`before`"),
    # -- what --
    ("each party shall help the attacked party;", "help", "`assist`"),
    ("each party shall defend the attacked party;", "defend", "`assist with force`"),
    ("each party shall provide assistance to the attacked party;", "provide assistance", "`assist`"),
    ("each party shall come to the aid of the attacked party;", "come to the aid", "`assist`"),
    ("the parties shall settle disputes peacefully;", "settle disputes", "`settle-disputes`"),
    ("no party may station nuclear weapons;", "station nuclear weapons", "`station-nuclear-weapons`"),
    ("no party shall allow foreign bases;", "allow foreign bases", "`host-bases`"),
    ("the parties shall hold joint exercises;", "hold joint exercises", "`joint-exercise`"),
    ("the parties shall joint-exercise each year;", "each year", "`regularly`"),
    ("each party shall inform the others immediately;", "inform", "`notify`"),
    ("the parties shall consult together;", "together", "`jointly`"),
    ("each party shall assist by all necessary means;", "all necessary means", "`all-means`"),
    ("each party shall assist as soon as possible;", "as soon as possible", "`immediately`"),
    ("each party shall assist within forty-eight hours;", "forty-eight", "`48 hours`"),
    ("each party shall host-forces in its territory;", "its", "that party"),
    ("each party shall assist including but not limited to force;", "including but not limited to", "`including`"),
    ("decisions shall be taken by all parties together;", "decisions", "decides by"),
    ("the parties shall establish a council;", "shall establish a council", "council"),
    # -- which text --
    ("each party shall assist in accordance with article 51 of the UN Charter;", "article 51 of the UN Charter",
     "`@UN-Charter.self-defence`"),
    ("each party shall assist under article 1;", "article 1", "label"),
    ("each party shall assist pursuant to national-law;", "pursuant to", "in accordance with"),
    ("each party shall assist in accordance with its constitutional processes;", "its constitutional processes",
     "`constitutional-processes`"),
    ("this treaty shall not affect UN-Charter;", "affect", "`relation"),
    ("nothing in this treaty shall prejudice UN-Charter;", "nothing in this treaty", "`relation"),
    ("this article shall apply to territory of parties;", "shall apply", "`applies`"),
    # -- what counts, what words mean --
    ("an armed attack on any party counts as an armed attack on all parties;", "an armed attack",
     "armed-attack on any party counts as armed-attack on all parties;"),
    ("the attack on one shall be an attack on all;", "shall be an", "`counts as`"),
    ("armed-attack on vessels of any party shall be considered an armed attack on that party;", "be considered",
     "`counts as`"),
    ('the term "armed attack" means any use of force;', "means", "term"),
    # -- prose and paragraphs --
    ("The Parties stand together, and whoever strikes one of them has all of them for enemies.",
     "The Parties stand together, and whoever strikes one of them has all of them for enemies.", 'en "…";'),
    ("1. each party shall consult the others;", ".", "`1 { … }`"),
    ("(1) each party shall consult the others;", "(1)", "`1 { … }`"),
    # -- as treaties are printed --
    ("mutatis mutandis @defence applies in territory of Japan;", "mutatis mutandis", "leave it out"),
    ("the parties shall, inter alia, consult each other;", "inter alia", "`including`"),
    ("each party shall assist the attacked party, provided that request of that party;", "provided that", "`if`"),
    ("subject to Article 5 each party shall assist;", "subject", "`each party shall assist subject to"),
    ("each party shall assist subject to Article 1;", "Article 1", "label"),
    ("the High Contracting Parties undertake to assist each other;", "High Contracting Parties", "`parties`"),
    ("each party shall endeavour to settle-disputes;", "endeavour to", "`should`"),
    ("the parties shall use their best endeavours to settle-disputes;", "use their best endeavours to", "`should`"),
    ("without prejudice to the Charter each party shall assist;", "without prejudice to", "`prevails over`"),
    ("nothing in this article shall be construed as limiting self-defence;", "nothing in this article", "`relation"),
    ("each party shall assist in accordance with Art. 5(1)(a);", "Art. 5(1)(a)", "label"),
    ("each party shall assist as listed in Annex I;", "as listed in", "label"),
    ("en « Les Parties se consultent. »;", "«", "straight double quotes"),
    ("en „Die Parteien beraten.“;", "„", "straight double quotes"),
    ("a) each party shall consult the others;", "a)", "`(a) { … }`"),
    ("(a) each party shall consult the others;", "(a)", "`(a) { … }`"),
    ("each party shall assist and/or consult the others;", "and/or", "leaves open which is meant"),
    ("when armed-attack on any party; each other party shall assist;", ";", "leave it out"),
    ("each party shall: consult the others; assist the attacked party;", ":", "leave it out"),
    ("each party shall consult[1] the others;", "[1]", "comment"),
    ("each party shall consult the others [sic];", "[sic]", "comment"),
    ("when state of war each party shall assist;", "state of war", "`hostilities`"),
    ("when act of aggression against any party each party shall assist;", "act of aggression", "`armed-attack`"),
    ("when armed-attack on the armed forces of any party each other party shall assist;", "armed forces", "`forces`"),
    ("when armed-attack against any party each other party shall assist;", "against any party", "`on`"),
    ("in the event that armed-attack on any party, each party shall assist;", "in the event that", "`when`"),
    ("each party shall act as soon as practicable;", "as soon as practicable", "`immediately`"),
    ("each party shall forthwith consult the others;", "forthwith", "`immediately`"),
    ("each party shall assist ipso facto;", "ipso facto", "leave it out"),
    ("each party reserves the right to use-force;", "reserves the right to", "`may`"),
    ("each party affirms that it shall assist;", "affirms that it shall", "`shall`"),
    ("the parties shall consult at least once a year;", "at least once a year", "`regularly`"),
    ("each party shall ensure that it consults the others;", "ensure that it", "`shall`"),
    ("the aforementioned parties shall consult each other;", "aforementioned", "`that`"),
    ("each party shall consult the others no later than 48 hours after request;", "no later than", "`within`"),
    # -- promises, limits and exceptions in other words --
    ("each party commits to assist the attacked party;", "commits to", "`shall`"),
    ("each party promises to consult the others;", "promises to", "`shall`"),
    ("each party shall have recourse to force;", "have recourse to force", "`use-force`"),
    ("when armed-attack on any party from outside each other party shall assist;", "from outside",
     "`by any third state`"),
    ("each party shall consult the others within a reasonable time;", "within a reasonable time", "`within 48 hours`"),
    ("each party shall assist within 24h;", "24h", "`24 hours`"),
    ("each party shall assist within 1 yr;", "1 yr", "`1 year`"),
    ("each party shall assist to the extent possible;", "to the extent possible", "best-efforts"),
    ("each party shall assist by such action as it deems necessary;", "by such action as it deems necessary",
     "`as it deems necessary`"),
    ("each party shall assist in conformity with its constitution;", "in conformity with", "`in accordance with`"),
    ("each party shall assist in the exercise of the right of self-defence;",
     "in the exercise of the right of self-defence", "@UN-Charter.self-defence"),
    ("each party shall assist until the Security Council has taken measures;", "the Security Council",
     "`security-council`"),
    ("article 3 does not apply to Fiji;", "article 3", "label"),
    ("Japan shall be exempt from this article;", "shall be exempt from", "does not apply to"),
    ("each party except for Fiji shall assist the attacked party;", "except for", "`except`"),
    ("all parties but Fiji shall assist the attacked party;", "but", "`except`"),
    ("no party shall permit nuclear weapons;", "permit nuclear weapons", "`station-nuclear-weapons`"),
    ("the parties recognise that security is indivisible;", "recognise that", 'en "…";'),
    ("each party shall come to the defence of the others;", "come to the defence", "`assist`"),
]  # fmt: skip

IN_PARTS = [
    ('article "Others" as other { the parties shall consult each other; }', "other", "`other-article`"),
    ('council "Board" as no { members each party; }', "no", "`no-council`"),
    ("Article 5 - Collective defence", "Article 5 - Collective defence", '"Collective defence" as collective-defence'),
    ("Article 6 – Consultation { }", "Article 6 – Consultation", '`article "Consultation" as consultation'),
    ("article Mutual help { the parties shall consult each other; }", "Mutual help", '"Mutual help" as mutual-help'),
    ('Art. 6 "Consultation" { }', "Art.", "`article`"),
    ('article "Consultation" consultation { }', "consultation", "`as consultation`"),
    ("parties Tonga, Palau;", "parties", "`party "),
    ("between Japan and Fiji;", "between", "`party "),
    ("party New Zealand;", "New Zealand", '`"New Zealand"`'),
    ("party Untied States;", "Untied States", '`"United States"`'),
    ("party Republic of Korea;", "Republic of Korea", '`"Republic of Korea"`'),
    ("party Phillipines, Viet Nam;", "Phillipines", "`Philippines`"),
    ("party Australia, Viet Nam;", "Viet Nam", '`"Viet Nam"`'),
    ("whereas peace is dear to the parties;", "whereas", "recital"),
    ("Desiring peace;", "Desiring", "recital"),
    ("definitions { }", "definitions", "term"),
    ("area TreatyArea = Pacific Ocean;", "Pacific Ocean", '`sea "North Pacific Ocean"`'),
    ("area TreatyArea = territory of parties plus south china sea;", "south china sea", '`sea "South China Sea"`'),
    ("area TreatyArea = territory of parties except Kurils;", "Kurils", '`part "Kuril Islands"`'),
    ("area TreatyArea = Asia plus Pacific;", "Pacific", "`Oceania`"),
    ('area TreatyArea = territory of parties and sea "Coral Sea";', "and", "`plus`"),
    ("area TreatyArea = territory of parties excluding territory of Fiji;", "excluding", "`except`"),
    ('done at "Tokyo" on 2026-11-29;', "done", "`drawn-up`"),
    ("drawn-up at Tokyo on 2026-11-29;", "Tokyo", '`at "Tokyo"`'),
    ("languages English, French;", "English", "`en`"),
    ("under UN Charter;", "UN Charter", "`under treaty UN-Charter`"),
    ("under treaty UN Charter;", "UN Charter", "`under treaty UN-Charter`"),
    ('title "Treaty of Peace";', "title", "after the name"),
    # -- as treaties are printed --
    ("party Japan, hereinafter referred to as the Host;", "hereinafter referred to as", "where it is defined"),
    ('area TreatyArea = territory of Japan, hereinafter "the Treaty Area";', "hereinafter", "where it is defined"),
    ('drawn-up at "Tokyo" on 1st January 2027;', "1st January 2027", "`2027-01-01`"),
    ("ARTICLE 5 COLLECTIVE DEFENCE { }", "ARTICLE 5 COLLECTIVE DEFENCE", "as collective-defence"),
    ("Section 2. Mutual aid", "Section", "`chapter`"),
    ("Annex I - Places { }", "Annex I - Places", '`annex "Places" as places'),
    ("party the Philippines, the United Kingdom;", "the United Kingdom", '`"the United Kingdom"`'),
    # -- names, words and areas in other forms --
    ("party Japan; Fiji;", "Fiji", "`party Japan, Fiji;`"),
    ('area "the Treaty Area" = territory of parties;', '"the Treaty Area"', '`area TreatyArea "the Treaty Area"`'),
    ("area Zone = territory of Japan minus territory of Fiji;", "minus", "`except`"),
    ("area Zone = 200 miles around territory of Japan;", "miles around", "belt of 200 nm around"),
    ("area Zone = exclusive economic zone of Japan;", "exclusive economic zone of", "belt of 200 nm around"),
    ('term armed attack "armed attack" { en "x"; }', "armed attack", '`term ArmedAttack "armed attack"'),
    ("council Board { members each party; }", "Board", '`council "Board" as board'),
    ("final clauses { withdrawal on notice of 1 year; }", "final clauses", "`final-clauses`"),
]  # fmt: skip

IN_FINAL = [
    ("withdrawal with 1 year notice;", "with 1 year notice", "write `on notice of 1 year`"),
    ("termination on 6 months notice;", "on 6 months notice", "write `on notice of 6 months`"),
    ("entry-into-force after 2 ratifications;", "2 ratifications", "ratification by 2 parties"),
    ("duration 10 winters;", "10 winters", "count in `hours`"),
    ("this treaty shall enter into force 30 days after ratification by 2 parties;", "shall enter into force",
     "`entry-into-force`"),
    ("entry into force 30 days after ratification by 2 parties;", "entry into force", "`entry-into-force`"),
    ("entry-into-force thirty days after ratification by 2 parties;", "thirty", "`30 days`"),
    ("any party may withdraw after 10 years;", "may withdraw", "`withdrawal`"),
    ("reservations not permitted;", "not permitted", "`prohibited`"),
    ("reservations none;", "none", "`prohibited`"),
    ("ratify with depositary;", "ratify", "`ratification`"),
    ("depositary Government of Japan;", "Government of Japan", "`Japan`"),
    ("duration unlimited;", "unlimited", "`indefinite`"),
    ("signature open for all parties at Tokyo;", "Tokyo", '`at "Tokyo"`'),
    # -- as treaties are printed --
    ("the English and French texts being equally authentic;", "texts", "`authentic en, fr;`"),
    ("any state may accede to this treaty;", "accede", "`accession open"),
    ("no reservations may be made;", "reservations", "`reservations prohibited;`"),
    ("this treaty shall be registered with United-Nations;", "registered", "`registration article 102;`"),
    ("duration 10 years, renewable;", "renewable", "`renewed for`"),
]  # fmt: skip

IN_COUNCILS = [
    ("decides unanimously;", "unanimously", "`by unanimity`"),
    ("decides by common accord;", "common accord", "`consensus`"),
    ("decides by simple majority;", "simple majority", "`majority`"),
    ("voting by consensus;", "voting", "`decides`"),
    # -- as treaties are printed --
    ("decides by 75% of members;", "%", "percent"),
    ("decides by 75 per cent of members;", "per cent", "`percent`"),
    ("decides by a two-thirds majority;", "a two-thirds", "`two-thirds`"),
    ("the quorum shall be two-thirds of members;", "quorum", "`quorum two-thirds of members;`"),
    ("decides by 2/3 of members;", "2/3", "`two-thirds of members`"),
    ("decides by 3/5 of members;", "3/5", "percent"),
    ("decides by a majority of its members;", "by a majority of its members", "by majority of members"),
    ("decides unanimous;", "decides unanimous", "by unanimity"),
    ("veto of Japan;", "veto of", "including Japan"),
]  # fmt: skip

ROWS = [
    *((ARTICLE, *row) for row in IN_ARTICLES),
    *((PART, *row) for row in IN_PARTS),
    *((FINAL, *row) for row in IN_FINAL),
    *((COUNCIL, *row) for row in IN_COUNCILS),
]


@pytest.mark.parametrize(("frame", "written", "place", "meant"), ROWS, ids=[row[1][:60] for row in ROWS])
def test_what_lawyers_write_is_answered(frame: str, written: str, place: str, meant: str) -> None:
    found = told(frame % written)
    assert found, "nothing is said"
    first = found[0]
    assert first.span.text == place, first
    assert meant in " ".join((first.message, *first.help)), first
    if first.rule == "syntax-error":
        assert_well_told(first)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.written)
def test_every_set_phrase_is_found(group: object) -> None:
    """A phrase is found whole, whatever stands after it, and none hides after a shorter one."""
    for phrase in getattr(group, "phrases", ()):
        said = said_otherwise([*phrase.title().split(), "zzyx"])
        assert said is not None
        assert said.phrase == phrase
        assert said.written == getattr(group, "written", "")


LINES = sorted({(owner, line) for owner, lines in SENTENCES.items() for line in lines.values()})


@pytest.mark.parametrize(("owner", "line"), LINES, ids=[line for _, line in LINES])
def test_a_line_that_is_shown_for_a_sentence_can_be_written(owner: str, line: str) -> None:
    """What a message tells a drafter to write is taken, and each word that leads there leads there in a sentence."""
    frame = FINAL if owner == "final-clauses" else COUNCIL
    assert told(frame % line) == []
    for word in (word for word, one in SENTENCES[owner].items() if one == line):
        first = told(frame % f"the {word} is our concern;")[0]
        assert first.span.text == word
        assert line in " ".join(first.help)


@pytest.mark.parametrize("sign", ["", "(", '"', "{", ")"])
@pytest.mark.parametrize("row", some(range(len(ROWS)), 25))
def test_what_breaks_off_is_answered_too(row: int, sign: str) -> None:
    """A statement that ends after any of its words, and with a sign after them, has a finding with a sentence."""
    frame, said, *_ = ROWS[row]
    words = said.split()
    for count in range(1, len(words)):
        for one in told(frame % f"{' '.join(words[:count])} {sign};"):
            assert one.message


WORDS = sorted({word for row in ROWS for word in row[1].replace(";", " ;").split()})


@cases(150)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14), st.sampled_from([ARTICLE, PART, FINAL, COUNCIL]))
def test_whatever_is_written_is_answered_at_a_place_in_it(words: list[str], frame: str) -> None:
    """No mixture of what lawyers write brings more than findings with a place and a sentence."""
    for one in told(frame % " ".join(words)):
        assert one.message
        if one.rule == "syntax-error":
            assert_well_told(one)


@pytest.mark.parametrize(
    "piece",
    some(["armed attack on an armed attack or ", "zz ", "article 5 of zz ", "a ", "in the event ", "zz, ", "The "], 2),
)
def test_long_sentences_are_told_in_linear_time(piece: str) -> None:
    for frame in (ARTICLE, PART):
        text = frame % ("party " * (frame is PART) + piece * 20_000)
        assert told(text)
    assert_in_proportion(lambda size: told(ARTICLE % (piece * size)), 300)
