"""French: how treaties are written in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from treatylang.documents.languages.fr_clauses import CLAUSES
from treatylang.documents.languages.fr_forms import FORMS, INSTRUMENTS, SLOTS, TITLES, WORDS
from treatylang.documents.languages.fr_verbs import bent, perfected
from treatylang.documents.languages.grammar import Grammar, Noun
from treatylang.library import numerals

_ARTICLE = re.compile(
    r"^(?:les?|la|une?|des?|du|au|aux|ce|cet|cette|ces|sa|son|ses|leurs?|tout|toute|tous|toutes|chaque|chacun|chacune|aucune?"
    r"|deux|trois)\s|^[ld]['’]|^[«“]",
    re.IGNORECASE,
)
_FEMININE = re.compile(
    r"(?:tion|sion|té|ure|ence|ance|ie|ée|ise|ale|lle|que|ette|esse|ière|mer|part|force|base|zone|loi|rade|charte|alliance|entente|ligue)$",
    re.IGNORECASE,
)
_MASCULINE_ENDINGS = re.compile(r"(?:toire|isme|age|ment|eau|comité|traité|côté)$", re.IGNORECASE)
_REFLEXIVE = re.compile(r"^(?:se\s|s['’])")
# Names that begin with Y have no elision: *la Yougoslavie*, *le Yémen*.
_OPEN = "aeiouàâäéèêëîïôöùûüæœhAEIOUÀÂÉÈÊÎÔÛÆŒH"
_MARK = r"((?:\x01[^\x02]*\x02|\x04)?)"
_CONTRACTIONS = (
    (re.compile(rf"\b([Dd])e {_MARK}le (?![{_OPEN}])"), r"\1u \2"),
    (re.compile(rf"\b([Dd])e {_MARK}les "), r"\1es \2"),
    (re.compile(rf"\bà {_MARK}le (?![{_OPEN}])"), r"au \1"),
    (re.compile(rf"\bà {_MARK}les "), r"aux \1"),
    (re.compile(rf"\bÀ {_MARK}le (?![{_OPEN}])"), r"Au \1"),
    (re.compile(rf"\bÀ {_MARK}les "), r"Aux \1"),
    (re.compile(rf"\bde {_MARK}(?:des|du) (?=\S)"), r"de \1"),
    (
        re.compile(
            rf"\b([Dd]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Nn]|[Ss])e {_MARK}(?=(?!hui|huit|onz|[ivx]+\)|[A-Z]\))[{_OPEN}]|y\b)"
            r"(?!h(?:aut|ost|ors|ui))"
        ),
        r"\1’\2",
    ),
    (re.compile(rf"\b(l)[ea] {_MARK}(?=[{_OPEN}])(?!h(?:aut|ost|ors|ui))", re.IGNORECASE), r"\1’\2"),
    (re.compile(r"\b([Ss])i (?=ils?\b)"), r"\1’"),
)


def act(wording: str) -> str:
    """Return an act as a noun: *le fait de conclure un traité*."""
    return f"le fait de {wording}"


def before(wording: str) -> str:
    """Return an act that is over as an infinitive of the past: *avoir conclu un traité*."""
    return perfected(wording)


def predicate(modal: str, acts: Sequence[str], plural: bool, negative: bool) -> list[str]:
    """Bend several acts: the duty is in the future, what is permitted stands after *peut*."""
    helping = {
        "may": ("peuvent", "peut"),
        "should": ("devraient", "devrait"),
        "need": ("doivent", "doit"),
    }.get(modal)
    if helping is not None:
        said = helping[0] if plural else helping[1]
        said = f"ne {said}" if negative else said
        acts = [re.sub(r"^(\S+) des ", r"\1 de ", wording) for wording in acts] if negative else acts
        return [f"{said} {acts[0]}", *acts[1:]]
    denial = "ne" if negative else "ne pas" if modal == "shall not" else ""
    return [bent(wording, plural, denial) for wording in acts]


def reciprocal(wording: str) -> str:
    """Return an act that several do to each other: *se consulter*."""
    return f"{wording} mutuellement"


def transitive(wording: str) -> str:
    """Return an act that takes an object: *consulter* from *se consulter*."""
    return _REFLEXIVE.sub("", wording)


def denied(clause: str) -> str:
    """Return the denial of a clause with an auxiliary verb; empty where it has none or denies something already."""
    if re.search(r"\bn['’]|\bne\b|\bpas\b", clause):
        return ""
    said, count = re.subn(
        r"\b(est|sont|a|ont|était|étaient|pourrait)\b",
        lambda m: f"n’{m[1]} pas" if m[1][0] in "aeoé" else f"ne {m[1]} pas",
        clause,
        count=1,
    )
    return said.replace("il y n’a pas", "il n’y a pas de") if count else ""


def definite(words: str) -> str:
    """Put *le*, *la* or *les* before a noun that has no determiner, by what its ending tells."""
    shown = _visible(words)
    if _ARTICLE.match(shown):
        return words
    first = re.split(r"[ \u00a0]", shown)[0]
    if first.endswith(("s", "x")) and not first.endswith("us"):
        return f"les {words}"
    return f"{'la' if _feminine(first) else 'le'} {words}"


def _feminine(noun: str) -> bool:
    return bool(_FEMININE.search(noun)) and not _MASCULINE_ENDINGS.search(noun)


def indefinite(words: str) -> str:
    """Put *un*, *une* or *des* before a noun that has no determiner, unless it is a name."""
    shown = _visible(words)
    if _ARTICLE.match(shown) or not shown[:1].islower():
        return words
    first = shown.split()[0]
    if first.endswith(("s", "x")):
        return f"des {words}"
    return f"{'une' if _feminine(first) else 'un'} {words}"


def some(words: str) -> str:
    """Put *un*, *une* or *des* in the place of the definite article: *la demande* as *une demande*."""
    match = re.match(rf"^{_MARK}(les|la|le)\s+", words, re.IGNORECASE)
    if match is None:
        return indefinite(stripped(words))
    return f"{match[1]}{ {'les': 'des', 'la': 'une', 'le': 'un'}[match[2].casefold()] } {words[match.end() :]}"


def stripped(words: str) -> str:
    """Take the article off."""
    return re.sub(rf"^{_MARK}(?:(?:les?|la|une?|des|du)\s+|l['’])", r"\1", words, flags=re.IGNORECASE)


def founded(words: str) -> str:
    """Return what is established: *un Conseil des Parties*."""
    bare = stripped(words)
    first = _visible(bare).split()[0].casefold()
    return f"{'une' if _feminine(first) else 'un'} {bare}"


def plural(words: str) -> bool:
    """Return whether a noun phrase looks like a plural."""
    shown = _visible(words).casefold()
    if re.match(r"(?:les|des|ces|ses|leurs|deux|trois)\s", shown):
        return True
    first = re.split(r"[ \u00a0]", shown)[0]
    return not _ARTICLE.match(shown) and first.endswith(("s", "x")) and not first.endswith("us")


def feminine(words: str) -> bool:
    """Return whether a noun phrase is feminine, by its determiner, else by its first noun."""
    shown = _visible(words).casefold()
    if re.match(r"(?:la|une|toute|aucune|cette|toutes les)\s", shown):
        return True
    if re.match(r"(?:le|un|tout|aucun|ce|cet|tous les|du)\s", shown):
        return False
    bare = re.sub(r"^(?:(?:les|des|chaque|autres?|l’|l'|ces|toutes)\s*)+", "", shown)
    first = re.split(r"[ \u00a0]", bare)[0] if bare else ""
    return _feminine(re.sub("s$", "", first))


def _visible(words: str) -> str:
    return re.sub(r"\x01[^\x02]*\x02|[\x03\x04]", "", words)


def day(text: str) -> str:
    """Return a date as French writes it: the first of a month is an ordinal."""
    return f"le {re.sub('^1 ', '1er ', text)}"


def finish(sentence: str) -> str:
    """Contract and elide, and close up the spaces and commas that the gaps of the forms leave."""
    sentence = re.sub(r" {2,}", " ", sentence).strip()
    for _ in range(2):
        for pattern, instead in _CONTRACTIONS:
            sentence = pattern.sub(instead, sentence)
    sentence = re.sub(rf"\b([Cc])e (?=[{_OPEN}])", r"\1et ", sentence)
    sentence = re.sub(rf"\bsa (?=[{_OPEN}])", "son ", sentence)
    sentence = sentence.replace("'", "’")
    sentence = re.sub(r"\s+([,.])", r"\1", sentence)
    sentence = re.sub(r",(?:\s*,)+", ",", sentence)
    sentence = re.sub(r"[ \u00a0]*([:;?!])(?=\s|$|\])", "\u00a0\\1", sentence)
    sentence = re.sub(r"«[ \u00a0]*", "«\u00a0", re.sub(r"[ \u00a0]*»", "\u00a0»", sentence))
    sentence = re.sub(r",(?=[ \u00a0]?[;:])", "", sentence)
    return re.sub(r"[,.]\.$", ".", re.sub(r",\.", ".", sentence))


GRAMMAR = Grammar(
    code="fr",
    locale="fr_FR",
    direction="ltr",
    spelled=numerals.french,
    ordinal=numerals.french_ordinal,
    nouns={
        "party": Noun("Partie", "Parties", "f"),
        "member": Noun("Membre", "Membres", "m"),
        "state": Noun("État", "États", "m"),
        "vote": Noun("voix", "voix", "f"),
        "treaty": Noun("traité", "traités", "m"),
        "protocol": Noun("protocole", "protocoles", "m"),
        "law": Noun("loi", "lois", "f"),
    },
    determiners={
        "any object": "une {one} quelconque",
        "any object f": "une {one} quelconque",
        "any object m": "un {one} quelconque",
        "any other object f": "une autre {one}",
        "any other object": "un autre {one}",
        "any third object f": "une {one} tierce",
        "any third object": "un {one} tiers",
        "any f": "toute {one}",
        "any m": "tout {one}",
        "any": "tout {one}",
        "any other f": "toute autre {one}",
        "any other m": "tout autre {one}",
        "any other": "tout autre {one}",
        "any third f": "toute {one} tierce",
        "any third m": "tout {one} tiers",
        "any third": "tout {one} tiers",
        "each": "chaque {one}",
        "each other": "chaque autre {one}",
        "no f": "aucune {one}",
        "no m": "aucun {one}",
        "no": "aucun {one}",
        "no other f": "aucune autre {one}",
        "no other m": "aucun autre {one}",
        "no other": "aucun autre {one}",
        "no third f": "aucune {one} tierce",
        "no third m": "aucun {one} tiers",
        "no third": "aucun {one} tiers",
        "that f": "cette {one}",
        "that m": "ce {one}",
        "that": "ce {one}",
        "that other f": "cette autre {one}",
        "that other": "cet autre {one}",
        "all f": "toutes les {many}",
        "all m": "tous les {many}",
        "all": "tous les {many}",
        "all other f": "toutes les autres {many}",
        "all other": "tous les autres {many}",
        "all third f": "toutes les {many} tierces",
        "all third": "tous les {many} tiers",
        "the f": "la {one}",
        "the m": "le {one}",
        "the": "le {one}",
        "the many": "les {many}",
        "the other": "l’autre {one}",
        "the other many": "les autres {many}",
        "the third f": "la {one} tierce",
        "the third": "le {one} tiers",
        "any of": "l’un quelconque de {}",
        "each of": "chacun de {}",
        "all of": "l’ensemble de {}",
        "no of": "aucun de {}",
        "each of named": "chacun des États que sont {}",
        "any of named": "l’un quelconque des États que sont {}",
        "all of named": "{}",
        "the of": "{}",
        "that of": "celui de {}",
    },
    forms=FORMS,
    slots=SLOTS,
    plurals=(
        (r"\bqu['’]elle juge\b", "qu’elles jugent"),
        (r"\bqu['’]elle\b", "qu’elles"),
        (r"\bà sa disposition\b", "à leur disposition"),
        (r"\b(?:sa|son)\b", "leur"),
        (r"\bses\b", "leurs"),
    ),
    masculine=(
        (r"\bqu['’]elle\b", "qu’il"),
        (r"\bqu['’]elles\b", "qu’ils"),
        (r"\bentre elles\b", "entre eux"),
        (r"\bles unes (?=les autres|contre les autres)", "les uns "),
        (r"\belle-même\b", "lui-même"),
    ),
    clauses=CLAUSES,
    titles=TITLES,
    words=WORDS,
    instruments=INSTRUMENTS,
    act=act,
    perfect=before,
    predicate=predicate,
    reciprocal=reciprocal,
    transitive=transitive,
    topic=lambda words: re.sub("^des ", "les ", words),
    agree=lambda adjective, gender: re.sub("ée$", "é", adjective) if gender == "m" else adjective,
    denied=denied,
    unquoted=lambda words: words.strip("« »\u00a0"),
    earlier=lambda wording: wording,
    negated=(
        (r"^une (\S+(?: \S+)?) quelconque\b", r"aucune \1"),
        (r"^un (\S+(?: \S+)?) quelconque\b", r"aucun \1"),
        (r"^toute ", "aucune "),
        (r"^tout ", "aucun "),
        (r"^une (autre|\S+ tierce)\b", r"aucune \1"),
        (r"^un (autre|\S+ tiers)\b", r"aucun \1"),
    ),
    definite=definite,
    indefinite=indefinite,
    some=some,
    stripped=stripped,
    founded=founded,
    plural=plural,
    feminine=feminine,
    day=day,
    finish=finish,
)
