"""Set phrases of treaties that have another form here: how each is written, and an example."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from treatylang.syntax.expectations import EXAMPLES

_ACT = "for example `each party shall consult the others;`"
_BAN = "for example `no party shall use-force;`"
_WHEN = f"for example {EXAMPLES['when']}"
WHO = "say `any party`, `each party`, `no party`, `the parties` or `that party`"
_GOVERNS = "which text governs is a sentence of its own: `@defence prevails over @consultation;`"
_TERM = f"what a word means is a definition: {EXAMPLES['term']}"
_COUNTS = "for example `armed-attack on vessels of any party counts as armed-attack on that party;`"


class _Group(NamedTuple):
    """Phrases in small letters that are written alike, and an example or a word more."""

    written: str
    help: str
    phrases: tuple[str, ...]


def _group(written: str, help: str, phrases: str) -> _Group:
    return _Group(written, help, tuple(phrases.split("; ")))


_LINES = "final clauses are lines: "

GROUPS = (
    _group(
        "prohibited",
        "for example `reservations prohibited;`",
        "not permitted; not allowed; are not permitted; is not permitted; are not allowed; are prohibited;"
        " is prohibited",
    ),
    _group(
        "immediately",
        "say `immediately`, or a time: `within 48 hours`",
        "as soon as possible; as soon as practicable; without undue delay; without delay; forthwith; at once;"
        " within a reasonable time; within a reasonable period; in good time",
    ),
    _group(
        "armed-attack on",
        _WHEN,
        "is attacked; are attacked; be attacked; has been attacked; have been attacked; is invaded; be invaded;"
        " is the victim of; is the object of; are the object of; suffers",
    ),
    _group(
        "on request of",
        "for example `each party shall assist on request of that party;`",
        "at the request of; upon the request of; upon request of; at request of; upon request; on the request of",
    ),
    _group(
        "unless",
        "for example `no party shall deploy in territory of any party unless consent of the host;`",
        "without the consent of; without consent of; without the prior consent of; without approval of;"
        " without the approval of; without authorisation of; without the authorisation of; without request of;"
        " in the absence of",
    ),
    _group(
        "except",
        "for example `territory of parties except territory of Fiji`",
        "excluding; with the exception of; with the exclusion of; other than; except for; minus; but",
    ),
    _group(
        "for",
        "it goes at the end: `… counts as armed-attack on that party for @collective-defence;`",
        "for the purposes of; for the purpose of",
    ),
    _group(
        "relation to",
        "final clauses are lines: `relation to UN-Charter;`",
        "nothing in this treaty; nothing in this article; nothing in the present treaty; shall not affect;"
        " shall not prejudice; shall in no way affect; does not affect; do not affect",
    ),
    _group(
        'council "…" as council { … }',
        f"for example {EXAMPLES['council']}",
        "shall establish a council; hereby establish a council; hereby establish; is hereby established;"
        " there is hereby established; shall set up a council",
    ),
    _group(
        "when",
        _WHEN,
        "in the event of; in the event that; in case of; in the case of; in case; as soon as; when there is an;"
        " when there is a; when there is; if there is an; if there is a",
    ),
    _group(
        "until",
        "say until when: `each party shall assist until decision of council;`",
        "as long as; so long as",
    ),
    _group(
        "before",
        f"for example {EXAMPLES['before']}",
        "prior to",
    ),
    _group(
        "after",
        f"for example {EXAMPLES['after']}",
        "subsequent to",
    ),
    _group(
        "unless",
        "conditions close the sentence: `no party shall deploy unless consent of the host;`",
        "except where; except when; save where",
    ),
    _group(
        "if",
        "for example `each party shall assist if request of the host;`",
        "provided that; on condition that; to the extent that",
    ),
    _group(
        "under",
        "`under @collective-defence`, or `in accordance with national-law`",
        "pursuant to",
    ),
    _group(
        "in accordance with",
        "for example `in accordance with national-law`",
        "in conformity with; in compliance with; according to; in line with; in keeping with",
    ),
    _group(
        "",
        'leave it out, or keep it in the wording: `en "…";`',
        "mutatis mutandis; ipso facto; ipso jure; ex officio; ab initio; pari passu",
    ),
    _group(
        "",
        f"the short name of a thing stands where it is defined: {EXAMPLES['area']}",
        "hereinafter; hereinafter referred to as; hereinafter called; hereafter; hereafter referred to as;"
        " referred to below as",
    ),
    _group(
        "within",
        "for example `each party shall consult the others within 30 days;`",
        "not later than; no later than; at the latest",
    ),
    _group(
        "regularly",
        "for example `the parties shall consult each other regularly;`",
        "at least once a year; at least once each year; at least once every year; once a year; once each year;"
        " at regular intervals; from time to time",
    ),
    _group(
        "percent",
        "a share is a figure and `percent`: `decides by 75 percent of members;`",
        "per cent; per centum",
    ),
    _group(
        "in accordance with",
        "a provision is named by its label: `in accordance with @collective-defence`",
        "as listed in; as set out in; as set forth in; as specified in; as provided in; as provided for in;"
        " as defined in; as laid down in; as referred to in",
    ),
    _group(
        "concerning",
        "for example `any treaty concerning bases`",
        "with regard to; with respect to; in respect of; relating to",
    ),
    _group(
        "prevails over",
        _GOVERNS,
        "without prejudice to; takes precedence over; take precedence over; shall prevail over; shall prevail",
    ),
    _group(
        "replaces",
        "for example `this treaty replaces Old-Pact;`",
        "shall supersede; supersedes",
    ),
    _group(
        "applies",
        "for example `@collective-defence applies in TreatyArea;`",
        "shall apply",
    ),
    _group(
        "does not apply",
        "for example `@collective-defence does not apply in TreatyArea;`",
        "shall not apply",
    ),
    _group(
        "shall",
        _ACT,
        "is obliged to; are obliged to; shall be obliged to; is bound to; are bound to; shall be bound to; is "
        "required to; are required to; shall be required to; has an obligation to; have an obligation to; has a "
        "duty to; have a duty to; is under an obligation to; are under an obligation to; has to; have to; "
        "undertakes to; undertake to; hereby undertake to; agrees to; agree to; commits itself to; commit "
        "themselves to; commits to; commit to; engages to; engage to; promises to; promise to; is obligated to; "
        "are obligated to; binds itself to; bind themselves to; pledges to; pledge to; shall ensure that it; shall "
        "ensure that they; shall ensure that; affirms that it shall; affirm that they shall; agrees that it shall; "
        "agree that they shall; solemnly undertakes to; solemnly undertake to",
    ),
    _group(
        "should",
        "for example `each party should consult the others;`",
        "shall endeavour to; shall seek to; ought to; shall strive to; shall do its utmost to; shall do their utmost"
        " to; shall use its best endeavours to; shall use their best endeavours to; shall use best endeavours to;"
        " shall use its best efforts to; shall use their best efforts to; shall make every effort to",
    ),
    _group(
        "may",
        "for example `each party may consult the others;`",
        "is entitled to; are entitled to; shall be entitled to; is free to; are free to; is permitted to; are "
        "permitted to; is allowed to; are allowed to; shall be permitted to; shall be allowed to; has the right "
        "to; have the right to; shall have the right to; shall be free to; reserves the right to; reserve the "
        "right to; at its discretion; at its own discretion; at their discretion",
    ),
    _group(
        "need not",
        "for example `no party need assist unless request of that party;`",
        "is not obliged to; is not required to; shall not be obliged to; shall not be required to; shall not be "
        "bound to; is not bound to; are not obliged to; are not required to; are not bound to; does not have to; "
        "do not have to; shall not have to; is not obligated to; are not obligated to; is under no obligation to; "
        "are under no obligation to; shall be under no obligation to; has no obligation to; have no obligation to; "
        "nothing in this treaty obliges; nothing in this treaty shall oblige; nothing in this treaty requires; "
        "nothing in this treaty shall require; nothing in this article obliges; nothing in this article shall "
        "oblige",
    ),
    _group(
        "shall not",
        _BAN,
        "shall refrain from; shall abstain from; refrains from; undertake not to; undertakes not to; is prohibited "
        "from; are prohibited from; it is prohibited to; can not; agree not to; agrees not to; agree that they "
        "shall not; agrees that it shall not; commit not to; commits not to; commits itself not to; commit "
        "themselves not to; pledge not to; pledges not to; promise not to; promises not to; engage not to; engages "
        "not to; is forbidden to; are forbidden to; is not allowed to; are not allowed to; is not permitted to; "
        "are not permitted to; is not entitled to; are not entitled to; shall not be entitled to; shall not be "
        "permitted to; shall not be allowed to; has no right to; have no right to; shall have no right to",
    ),
    _group(
        "counts as",
        _COUNTS,
        "shall be deemed; shall be considered; shall be an; shall be a; shall be regarded as; shall be treated as;"
        " shall constitute; is deemed; is considered; is regarded as",
    ),
    _group(
        "term",
        _TERM,
        "shall mean",
    ),
    _group(
        "entry-into-force",
        "final clauses are lines: `entry-into-force 30 days after ratification by 2 parties;`",
        "shall enter into force; enters into force",
    ),
    _group(
        "duration",
        "final clauses are lines: `duration 10 years renewed for 5 years unless notice of 1 year;`",
        "shall remain in force",
    ),
    _group(
        "ratification",
        "final clauses are lines: `ratification with depositary;`",
        "shall be ratified; instruments of ratification; is subject to ratification; are subject to ratification",
    ),
    _group(
        "withdrawal",
        "final clauses are lines: `withdrawal after 10 years on notice of 1 year;`",
        "may withdraw; may denounce; may terminate",
    ),
    _group(
        "amendment",
        "final clauses are lines: `amendment by unanimous consent;`",
        "may be amended",
    ),
    _group(
        "signature",
        'final clauses are lines: `signature open to all parties at "Geneva" until 2027-12-31;`',
        "shall be open for signature",
    ),
    _group(
        "{ … }",
        "the articles follow as they are; what comes before them is a `preamble { … }`",
        "have agreed as follows",
    ),
    _group(
        "each",
        WHO,
        "every",
    ),
    _group(
        "any",
        WHO,
        "either; one or more; one or several",
    ),
    _group(
        "the parties",
        "for example `the parties shall consult each other;`",
        "both parties; both states; the two parties",
    ),
    _group(
        "any other",
        "for example `armed-attack by any other party`",
        "another",
    ),
    _group(
        "as it deems necessary",
        "for example `each party shall assist as it deems necessary;`",
        "by such action as it deems necessary; such action as it deems necessary;"
        " by such measures as it deems necessary;"
        " such measures as it deems necessary; by taking such action as it deems necessary;"
        " as it sees fit; as they see fit;"
        " as it considers necessary; as they consider necessary; as it may deem necessary; as they deem necessary",
    ),
    _group(
        "in accordance with @UN-Charter.self-defence",
        "for example `each party shall assist in accordance with @UN-Charter.self-defence;`",
        "in the exercise of the right of self-defence; in exercise of the right of self-defence; in the exercise of the"
        " right of individual or collective self-defence;"
        " in exercise of the right of individual or collective self-defence",
    ),
    _group(
        "in accordance with best-efforts",
        "for example `each party shall assist the attacked party in accordance with best-efforts;`",
        "to the extent possible; to the fullest extent possible; as far as possible;"
        " so far as possible; to the best of its"
        " ability; to the best of their ability",
    ),
    _group(
        "does not apply to",
        "for example `@collective-defence does not apply to Fiji;`",
        "shall be exempt from; is exempt from; are exempt from; shall not be bound by; is not bound by;"
        " are not bound by",
    ),
    _group(
        "by any third state",
        "for example `when armed-attack on any party by any third state each other party shall assist;`",
        "from outside",
    ),
    _group(
        "security-council",
        "for example `each party shall assist until security-council acted;`",
        "the security council; security council; the un security council",
    ),
    _group(
        "by majority of members",
        "for example `decides by majority of members;`, or `of votes`, which counts the votes cast",
        "by a majority of its members; by a majority of the members; a majority of its members;"
        " a majority of the members",
    ),
    _group(
        "by unanimity",
        "for example `decides by unanimity;`",
        "decides unanimous; decide unanimous",
    ),
    _group(
        "including",
        "who has to be among those that vote for it: `decides by majority of members including Japan;`",
        "veto of; veto by",
    ),
    _group(
        "final-clauses",
        f"for example {EXAMPLES['final-clauses']}",
        "final clauses; final provisions",
    ),
    _group(
        "renewed for",
        "for example `duration 10 years renewed for 5 years unless notice of 1 year;`",
        "renewable; renewable for; automatically renewed",
    ),
    _group(
        "belt of … nm around",
        "for example `belt of 200 nm around territory of parties`",
        "miles around; nautical miles around; exclusive economic zone of; the exclusive economic zone of",
    ),
    _group(
        "",
        'what is recognised or declared is wording: `en "…";` in an article, `recital "…";` in the preamble',
        "recognise that; recognize that; recognises that; recognizes that; declare that; declares that; reaffirm that;"
        " reaffirms that; acknowledge that; acknowledges that; are convinced that; believe that",
    ),
    _group(
        "that",
        WHO,
        "such; said; aforementioned; aforesaid; above-mentioned",
    ),
    _group(
        "any of",
        WHO,
        "one of",
    ),
    _group(
        "no",
        WHO,
        "neither; none of",
    ),
    _group(
        "parties",
        WHO,
        "contracting parties; contracting states; high contracting parties; signatory states",
    ),
    _group(
        "party",
        WHO,
        "contracting party; contracting state; high contracting party",
    ),
    _group(
        ",",
        "a list is joined by commas: `Japan, Australia shall consult`",
        "as well as; together with",
    ),
    _group(
        "including",
        "for example `shall assist including use-force`",
        "including but not limited to; inter alia",
    ),
)

SENTENCES = {
    "final-clauses": {
        **dict.fromkeys(("reservation", "reservations"), "reservations prohibited;"),
        **dict.fromkeys(
            ("accede", "accession", "adhere", "join"), "accession open to any state after entry-into-force;"
        ),
        **dict.fromkeys(("terminate", "withdraw", "denounce"), "withdrawal after 10 years on notice of 1 year;"),
        **dict.fromkeys(("registered", "register"), "registration article 102;"),
        **dict.fromkeys(("deposited", "depositary"), "depositary Japan;"),
        **dict.fromkeys(("dispute", "disputes", "arbitration"), "disputes by negotiation;"),
        **dict.fromkeys(("authentic", "texts"), "authentic en, fr;"),
        **dict.fromkeys(("signed", "signature"), 'signature open to all parties at "Geneva" until 2027-12-31;'),
        **dict.fromkeys(("ratified", "ratify"), "ratification with depositary;"),
        **dict.fromkeys(("amended", "amend", "revised"), "amendment by unanimous consent;"),
        **dict.fromkeys(("concluded", "expire", "force"), "duration 10 years;"),
    },
    "council": {
        **dict.fromkeys(("quorum",), "quorum two-thirds of members;"),
        **dict.fromkeys(
            ("vote", "votes", "decisions", "decide", "unanimous", "majority"), "decides by majority of members;"
        ),
    },
}
"""Which words of a sentence betray, in a block of lines, the line that is meant: an example of each line."""

_SAID = {phrase: (group.written, group.help) for group in GROUPS for phrase in group.phrases}
LONGEST = max(len(phrase.split()) for phrase in _SAID)


class Said(NamedTuple):
    """A set phrase: how many words it has, how it is written here, and an example."""

    words: int
    phrase: str
    written: str
    help: str

    @property
    def in_line(self) -> bool:
        """Whether it is said by a line of its own."""
        return self.help.startswith(_LINES)

    @property
    def message(self) -> str:
        """What is wrong with it."""
        if self.in_line:
            return f"`{self.phrase}` is said in a line of its own, `{self.written.split()[0]}`"
        if not self.written:
            return f"`{self.phrase}` has no place in a statement"
        return f"`{self.phrase}` is written `{self.written}`"


_BINDING = ("shall ensure", "affirm")
"""How phrases for a duty begin that say the same of nobody as of somebody: who ensures nothing does something."""


def of_whom(said: Said, before: str) -> Said:
    """Return a set phrase as it is written after a subject, the last words of a text: of nobody, a duty is none.

    *No party is obliged to use force* leaves all free, and `no party shall use-force` forbids it.
    """
    subject = before[max(before.rfind(mark) for mark in ";{}") + 1 :].lower().split()
    if (
        said.written != "shall"
        or not {"no", "none", "nobody", "neither"} & {*subject}
        or said.phrase.startswith(_BINDING)
    ):
        return said
    return said._replace(written="need", help="for example `no party need assist unless request of that party;`")


def said_otherwise(words: Sequence[str]) -> Said | None:
    """Return the set phrase with which a run of words begins, the longest; ``None`` where none does."""
    low = [word.lower() for word in words[:LONGEST]]
    for count in range(len(low), 0, -1):
        phrase = " ".join(low[:count])
        found = _SAID.get(phrase)
        if found is not None:
            return Said(count, phrase, *found)
    return None


RECITAL = f"recitals go in a preamble: {EXAMPLES['preamble']}"
OPENINGS = {
    **dict.fromkeys(
        (
            "whereas recognising recognizing desiring determined reaffirming considering convinced mindful recalling"
            " conscious noting"
        ).split(),
        RECITAL,
    ),
    "done": 'for example `testimonium at "Geneva" on 2027-03-31;`',
    "parties": f"each line names some of them: {EXAMPLES['party']}",
    "signatories": f"each line names some of them: {EXAMPLES['party']}",
    "between": f"the parties are named in lines: {EXAMPLES['party']}",
    "definitions": f"each definition is a statement of its own: {EXAMPLES['term']}",
}
"""How lines begin that have another form here, and which."""
