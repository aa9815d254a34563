"""French verbs, as far as treaties bend them: the future of the duty, the participle of what has been done."""

from __future__ import annotations

import re

_FUTURE = {
    "être": "ser",
    "avoir": "aur",
    "aller": "ir",
    "faire": "fer",
    "voir": "verr",
    "prévoir": "prévoir",
    "pouvoir": "pourr",
    "devoir": "devr",
    "savoir": "saur",
    "vouloir": "voudr",
    "venir": "viendr",
    "tenir": "tiendr",
    "courir": "courr",
    "quérir": "querr",
    "cueillir": "cueiller",
    "envoyer": "enverr",
    "recevoir": "recevr",
    "valoir": "vaudr",
    "mourir": "mourr",
    "asseoir": "assiér",
}
_PARTICIPLE = {
    "être": "été",
    "avoir": "eu",
    "faire": "fait",
    "voir": "vu",
    "mettre": "mis",
    "prendre": "pris",
    "tenir": "tenu",
    "venir": "venu",
    "courir": "couru",
    "recevoir": "reçu",
    "ouvrir": "ouvert",
    "offrir": "offert",
    "produire": "produit",
    "conduire": "conduit",
    "introduire": "introduit",
    "construire": "construit",
    "détruire": "détruit",
    "réduire": "réduit",
    "soustraire": "soustrait",
    "dire": "dit",
    "interdire": "interdit",
    "écrire": "écrit",
    "inscrire": "inscrit",
    "souscrire": "souscrit",
    "conclure": "conclu",
    "poursuivre": "poursuivi",
    "suivre": "suivi",
    "acquérir": "acquis",
    "joindre": "joint",
    "enfreindre": "enfreint",
    "restreindre": "restreint",
    "résoudre": "résolu",
    "dissoudre": "dissous",
    "admettre": "admis",
    "connaître": "connu",
}


def _stem(verb: str, table: dict[str, str]) -> str:
    """Return what the table says of a verb or of the verb that its prefix stands before (*maintenir*, *recourir*)."""
    for known in sorted(table, key=len, reverse=True):
        if verb == known or (verb.endswith(known) and len(verb) - len(known) <= 6):
            return verb[: len(verb) - len(known)] + table[known]
    return ""


def future(verb: str, plural: bool) -> str:
    """Return the third person of the future: *assister* as *assistera*, *assisteront*."""
    stem = _stem(verb, _FUTURE)
    if not stem:
        stem = verb[:-1] if verb.endswith("re") else verb
        stem = re.sub(r"([oua])yer$", r"\1ier", stem) if not stem.endswith("ayer") else stem
        stem = re.sub(r"e([^aeiouyéè]{1,2}r?er)$", _grave, stem)
    return stem + ("ont" if plural else "a")


def _grave(match: re.Match[str]) -> str:
    """Open the mute *e* of the stem: *lever* as *lèver*, *appeler* as *appeller*."""
    rest = match[1]
    consonants = rest[:-2]
    if len(consonants) == 1:
        return (
            f"e{consonants}{rest}"
            if consonants in "lt" and match.string[: match.start()].endswith(("app", "rapp", "j"))
            else f"è{rest}"
        )
    return match[0]


def participle(verb: str) -> str:
    """Return the past participle: *conclure* as *conclu*."""
    known = _stem(verb, _PARTICIPLE)
    if known:
        return known
    if verb.endswith("er"):
        return verb[:-2] + "é"
    return verb[:-1] if verb.endswith("ir") else verb[:-2] + "u"


def bent(wording: str, plural: bool, negative: str) -> str:
    """Return an act in the future, its pronoun and its denial in their places.

    ``negative`` is empty, ``ne`` (the subject denies already: *aucune Partie*) or ``ne pas``.
    """
    pronoun, verb, rest = _parted(wording)
    rest = re.sub(r"^et (\S+(?:er|ir|re))\b", lambda m: f"et {future(m[1], plural)}", rest)
    said = f"{pronoun}{future(verb, plural)}"
    if negative:
        rest = re.sub(r"^(?:des|du|de la) ", "de ", rest)
        said = f"ne {said}" + (" pas" if negative == "ne pas" else "")
    return f"{said} {rest}".strip()


def perfected(wording: str) -> str:
    """Return an act that is over: *avoir conclu un traité*, *s'être concertées*."""
    pronoun, verb, rest = _parted(wording)
    said = f"s'être {participle(verb)}" if pronoun else f"avoir {participle(verb)}"
    return f"{said} {rest}".strip()


def _parted(wording: str) -> tuple[str, str, str]:
    """Return the reflexive pronoun, the infinitive and what follows."""
    match = re.match(r"(se |s['’])?(\S+)\s*(.*)$", wording, re.DOTALL)
    if match is None:
        return "", wording, ""
    return match[1] or "", match[2], match[3]
