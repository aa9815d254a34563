"""How provisions are cited, acts and sources named, and where in a text a finding is: the words of all findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from treatylang.library import states
from treatylang.model.instrument import Instrument, Norm, Reading, World
from treatylang.model.lexicon import Lexicon
from treatylang.reasoning.norms.bans import Ban


def cited(ban: Ban) -> str:
    """Cite the provision of a ban: ``article 9 of the Constitution of Japan``."""
    return provision(ban.norm.number, ban.law.title)


def provision(number: str, title: str) -> str:
    """Cite a provision by its number, if it has one, and the title of its instrument."""
    several = "articles" if " and " in number else "article"
    if re.match(r"[a-z]{3,} ", number):
        several = ""  # `chapter 15`, `section 9`: a provision that is called otherwise
    article = f"{several} {number} of ".lstrip() if number and number[0].isalnum() else ""
    return f"{article}{named(title)}"


def named(title: str) -> str:
    """Return the title of an instrument with its article: ``the Charter of the United Nations``, ``Law 37 of 1999``."""
    bare = (
        title[:1].islower()
        or title.startswith(("The ", "the "))
        or (title.split(" ")[1:2][:1] and title.split(" ")[1].isdigit())
    )
    return title if bare else f"the {title}"


def the(state: str) -> str:
    """Return the name of a state with its article, where it has one."""
    found = states.find(state)
    return found.the if found is not None else state


def all_of(states_: Iterable[str]) -> str:
    """Return states in a row, with their articles: ``Japan, the Philippines and the United States``."""
    names = [the(state) for state in states_]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


_REFERENCE = re.compile(r"@([A-Za-z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*)")


def with_citations(words: str, text: Instrument, world: World) -> str:
    """Return a sentence in which provisions are cited as people cite them: *article 51(1) of the Charter of …*."""

    def said(reference: re.Match[str]) -> str:
        home, name = text, reference[1]
        first, _, rest = name.partition(".")
        if name not in home.labels and rest and first in world.instruments:
            home, name = world.instruments[first], rest
        label = home.labels.get(name)
        if label is None:
            return reference[0]
        if label.kind == "council" or not label.number[:1].isalnum():
            own = getattr(label.node, "title", None)
            return f"the {own.text}" if label.kind == "council" and own is not None else name.replace("-", " ")
        return f"article {label.number}" if home is text else provision(label.number, home.title)

    return _REFERENCE.sub(said, words)


def forbid(citation: str) -> str:
    """Return the verb that goes with a cited provision: several articles forbid, one forbids."""
    return agreeing(citation, "forbid")


def agreeing(citation: str, verb: str) -> str:
    """Return a verb as it goes with a cited provision: several articles bind, one binds."""
    return verb if citation.startswith("articles ") else f"{verb}s"


def says(lexicon: Lexicon, act: str) -> str:
    """Return the wording of an act, or of acts joined by `or`."""
    return " or ".join(
        word.say() if (word := lexicon.get(name, "act")) is not None else name for name in act.split(" or ")
    )


def sources(norm: Norm, law: Instrument, reading: Reading | None = None) -> Iterator[str]:
    """Yield every source of a provision: those of the reading and of the sentence, else those of the whole text."""
    own = (*(reading.sources if reading is not None else ()), *norm.sources)
    for source in own or law.sources:
        seen = f", seen {source.on.text}" if source.on is not None else ""
        doubt = " (unverified)" if source.unverified else ""
        yield f"source for {provision(norm.number, law.title)}: {source.text.text}{seen}{doubt}"


def rests_on(law: Iterable[tuple[Norm, Instrument, Reading | None]]) -> str:
    """Say in one sentence what is known of some provisions, and when it was looked up; empty without a source."""
    found: dict[str, list[str]] = {}
    days = set()
    for norm, text, reading in law:
        for source in (*(reading.sources if reading is not None else ()), *norm.sources) or text.sources:
            day = source.on.text if source.on is not None else ""
            days.add(day)
            said = f"{source.text.text}{' (unverified)' if source.unverified else ''}"
            found.setdefault(said, []).append(day)
    if not found:
        return ""
    same = len(days) == 1 and days != {""}
    told = [said if same or not any(seen) else f"{said}, seen {max(seen)}" for said, seen in found.items()]
    return f"rests on: {'; '.join(told)}{f' (seen {days.pop()})' if same else ''}"


def own(number: str, title: str) -> str:
    """Cite a provision of the draft at hand: ``article 5(2)``; by its title where it has no number."""
    return provision(number, title).removesuffix(f" of {named(title)}")


def by_number(provisions: Iterable[tuple[str, str]], title: str) -> str:
    """Cite provisions, each a number and a title, text by text: ``articles 4 and 5(2), and article 9 of the Law``.

    Those of the text with a title of its own need no more than their numbers.
    """
    texts: dict[str, list[str]] = {}
    for number, of in provisions:
        texts.setdefault(of, []).append(number)
    cited = []
    for of, numbers in texts.items():
        plain = [number for number in numbers if number and number[0].isalnum()]
        if len(plain) == len(numbers) > 1:
            said = f"articles {', '.join(plain[:-1])} and {plain[-1]}"
            cited.append(said if of == title else f"{said} of {named(of)}")
        else:
            cited += [own(number, of) if of == title else provision(number, of) for number in numbers]
    return f"{', '.join(cited[:-1])} and {cited[-1]}" if len(cited) > 1 else "".join(cited)


def node_of(norm: Norm) -> str:
    """Return the path of labels that leads to a norm: ``APTO/collective-defence/2``."""
    return "/".join((norm.instrument, *norm.path.split(".")))
