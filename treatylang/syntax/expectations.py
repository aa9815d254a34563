"""What the grammar would have read, in groups that a drafter knows, with an example of each form."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple

from treatylang.syntax.excerpt import Excerpt, Slip, shown

SLOTS = frozenset("to on by with against for after within under including except in outside from at".split())
CLOSERS = frozenset("unless if until when notwithstanding subject".split())
MODALS = frozenset("shall may need should".split())
VERBS = MODALS | frozenset("counts count does prevails prevail yields yield replaces applies".split())
QUANTIFIERS = frozenset("any that no all the each this self unanimous more fewer parties states members".split())
TOP = frozenset("treaty protocol law vocabulary scenario import clause".split())
PART_ONLY = frozenset(
    "article annex chapter preamble party term area group assume under treaties declaration reservation understanding"
    " objection replace insert delete use".split()
)
PARTS = PART_ONLY | {"council", "final-clauses", "circumstance", "source", "bracket"}
BODY_ONLY = frozenset("reading cure".split())
BODIES = BODY_ONLY | frozenset("when before after bracket source circumstance council final-clauses".split())
NOUNS = QUANTIFIERS | {"NAME", "STRING", "REF", "NUMBER"}
LITTLE = SLOTS | CLOSERS | VERBS | QUANTIFIERS | frozenset("of and or not as other accordance acted plus third".split())
"""Little words of the language."""
BARRED = frozenset(
    "accordance acted after against all and annex any applies article as at before by cannot chapter concerning "
    "conflicting count counts directed does each except failing for from if in including incompatible may must "
    "need no not notwithstanding of on or other outside parties party plus preamble prevail prevails replaces "
    "self shall should subject that the third this to unanimous under unless until when which who whom whose with "
    "within without yield yields".split()
)
"""Words that cannot be names: those that the grammar keeps from them."""

KEYWORDS = (
    TOP
    | PARTS
    | BODIES
    | LITTLE
    | frozenset(
        "recital amends option scenario event given expect rank above below interpreted unverified prevailing proposed"
        " takes exactly excludes floor ceiling about concerning conflicting directed polygon rhumb geodesic belt"
        " sea".split()
    )
)


class Group(NamedTuple):
    """Read where all of ``sign`` is wanted: then ``covers`` needs no more words than ``phrase``."""

    sign: frozenset[str]
    phrase: str
    covers: frozenset[str]


def _group(sign: str, phrase: str, covers: frozenset[str] = frozenset()) -> Group:
    return Group(frozenset(sign.split()), phrase, covers | frozenset(sign.split()))


GROUPS = (
    _group("treaty import", "`treaty`, `protocol`, `law`, `vocabulary`, `clause`, `scenario` or `import`",
           TOP | {"END"}),
    _group("article preamble", "a part such as `article`, `party` or `term`", PARTS | {"NAME"}),
    _group("reading cure", "a sentence, agreed wording or a numbered paragraph",
           BODIES | NOUNS | {"when", "BLOCK", "("}),
    _group("when bracket before", "a sentence", NOUNS | {"when", "before", "after", "bracket"}),
    _group(";", "`;`"),
    _group("{", "`{`"),
    _group("}", "`}`"),
    _group("=", "`=`"),
    _group("shall may", "`shall`, `may` or another verb", VERBS),
    _group("belt polygon", "an area such as `territory of parties` or `sea \"Philippine Sea\"`",
           NOUNS | {"belt", "polygon", "sea", "part", "("}),
    _group("not each (", "a condition such as `armed-attack on any party`", NOUNS | {"not", "("}),
    _group("sea each", "a place such as `TreatyArea` or `sea \"Philippine Sea\"`", NOUNS | {"sea", "("}),
    _group("each any self", "a noun such as `each party`, `Japan` or `\"the Senate\"`",
           NOUNS | SLOTS | {"article", "as", "DATE"}),
    _group("STRING BLOCK", "agreed wording in quotes"),
    _group("NAME STRING REF", "a name such as `Japan`, a text in quotes or a reference such as `@consultation`"),
    _group("NAME STRING", "a name such as `Japan` or a text in quotes"),
    _group("NAME", "a name such as `Japan` or `use-force`"),
    _group("STRING", "a text in quotes"),
    _group("REF", "a reference such as `@consultation`"),
    _group("DATE", "a date like `2027-12-31`"),
    _group("ANGLE", "a latitude or longitude like `24°30'N`"),
    _group("NUMBER", "a number"),
    _group("with for by", "a slot such as `to`, `on` or `by`",
           SLOTS | {"concerning", "conflicting", "incompatible", "directed", "of"}),
    _group("unless if until", "`if`, `unless` or another condition", CLOSERS),
    _group("with", "a slot such as `to`, `on` or `by`", SLOTS),
    _group("rhumb geodesic", "`rhumb` or `geodesic`"),
)  # fmt: skip

EXAMPLES = {
    "treaty": '`treaty Pact "Treaty on Mutual Assistance" { … }`',
    "protocol": '`protocol First "First Protocol" amends Pact { … }`',
    "law": '`law Defence-Act "Defence Act" of Australia { … }`',
    "vocabulary": '`vocabulary own "Words of this draft" { … }`',
    "import": '`import "vocabulary.treaty";`',
    "clause": '`clause talks "Talks" { takes within Time = 48 hours; article "Talks" as talks { … } }`',
    "takes": "`takes within Time = 48 hours;`",
    "use": "`use clause consultation as talks within 48 hours;`",
    "scenario": '`scenario "An attack" { on 2028-05-01; event armed-attack on Japan; expect Australia shall assist; }`',
    "article": '`article "Consultation" as consultation { … }`',
    "annex": '`annex "Liaison officers" as liaison { … }`',
    "chapter": '`chapter "Collective defence" as defence { … }`',
    "preamble": '`preamble { recital "Desiring peace in {TreatyArea},"; }`',
    "recital": '`recital "Desiring peace in {TreatyArea},";`',
    "party": "`party Japan, Australia signed 2026-11-22;`",
    "term": '`term ArmedAttack "armed attack" { en "the use of armed force"; }`',
    "area": '`area TreatyArea "the Treaty Area" = territory of parties;`',
    "group": '`group Hosts "host states" = Japan plus Australia;`',
    "under": "`under law of parties;` or `under treaty UN-Charter;`",
    "assume": "`assume not provoked;`",
    "treaties": "`treaties rank above statute below constitution;`",
    "circumstance": '`circumstance provoked "the attacked party provoked the attack";`',
    "council": '`council "Council of the Parties" as board { members each party; }`',
    "final-clauses": "`final-clauses { withdrawal after 10 years on notice of 1 year; }`",
    "declaration": '`declaration "Defensive policy" by Japan on signature { … }`',
    "reservation": '`reservation "No bases" by Fiji on accession to @bases { … }`',
    "understanding": '`understanding "Scope" by Australia { … }`',
    "objection": "`objection by Australia to @no-bases { … }`",
    "source": '`source "Constitution of 1987" on 2026-11-22;`',
    "reading": '`reading gov2014 "Cabinet decision" from 2014-07-01 prevailing { … }`',
    "cure": "`cure subject to stationing-agreement;`",
    "bracket": "`bracket strength { option A by Japan … option B by Australia … }`",
    "option": "`option A by Japan each party shall consult;`",
    "replace": '`replace @bases article "Bases" { … }`',
    "insert": '`insert after @bases article "Ports" { … }`',
    "delete": "`delete @bases;`",
    "event": "`event armed-attack on Japan;`",
    "given": "`given not provoked;`",
    "expect": "`expect Australia shall assist;`",
    "act": '`act assist "assist" takes with, by;`',
    "when": "`when armed-attack on any party each other party shall assist;`",
    "before": '`before use-force "United States" shall obtain authorisation of "the Congress";`',
    "after": '`after use-force "United States" shall report to "the Congress" within 48 hours;`',
}
"""The right form of a statement, by the word with which it begins."""

_SENTENCE = "`each party shall consult the others within 48 hours;`"
_LINE = "`withdrawal after 10 years on notice of 1 year;`"


def expected(wanted: frozenset[str]) -> str:
    """Return what could have stood at a place, as a phrase: "`;`, a slot such as `to` or `if`"."""
    left = set(wanted)
    phrases = []
    for group in GROUPS:
        if group.sign <= left:
            phrases.append(group.phrase)
            left -= group.covers
    phrases += [f"`{word}`" for word in sorted(left) if word not in ("END", ",")]
    phrases = list(dict.fromkeys(phrases))[:4]
    return " or ".join(phrases) if len(phrases) < 3 else ", ".join(phrases[:-1]) + " or " + phrases[-1]


def example(excerpt: Excerpt) -> str:
    """Return the right form of the statement in which a mistake stands."""
    words = excerpt.words
    first = words[0] if words else excerpt.here.text
    if first in EXAMPLES:
        return f"for example {EXAMPLES[first]}"
    if "article" in excerpt.wanted or not excerpt.open:
        return f"for example {EXAMPLES['article' if excerpt.open else 'treaty']}"
    owner = excerpt.header(excerpt.open[-1])
    if owner and owner[0].text in ("final-clauses", "council"):
        return f"for example {_LINE}"
    if owner and owner[0].text in ("scenario", "preamble", "vocabulary"):
        inside = {"scenario": "expect", "preamble": "recital", "vocabulary": "act"}
        return f"for example {EXAMPLES[inside[owner[0].text]]}"
    return f"for example {_SENTENCE}"


def near(word: str, words: frozenset[str]) -> str:
    """Return the one of ``words`` that was probably meant, empty if none was."""
    if not 3 <= len(word) <= 20:
        return ""
    known = sorted(w for w in words if w[0].islower() and abs(len(w) - len(word)) <= 1 and len(w) > 2)
    low = word.lower()
    if low in known and low != word:
        return low
    found = get_close_matches(low, known, 1, 0.75 if len(word) > 4 else 0.85)
    return found[0] if found and found[0] != word else ""


def general(excerpt: Excerpt) -> Slip:
    """Return what can be said of a mistake that nobody has described yet."""
    wanted = expected(excerpt.wanted)
    help = example(excerpt)
    tail = f"; expected {wanted}" if wanted else ""
    if excerpt.ended:
        return excerpt.missing(f"the file ends too early{tail}", help)
    return excerpt.slip(excerpt.at, f"{shown(excerpt.here.text)} cannot stand here{tail}", help)
