"""Random drafts with sentences that are told apart, edited by two sides, and what a merge of them must not do."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count


@dataclass
class Part:
    """An article, paragraph, chapter or sentence of a random draft; ``words`` are a sentence's, with its version."""

    sort: str
    name: str
    parts: list[Part] = field(default_factory=list)
    version: str = ""
    refers: str = ""
    """The label of the article to which a sentence refers."""

    @property
    def words(self) -> str:
        """What a sentence says: its name is found again in the text, whatever becomes of it."""
        return f"Sentence {self.name} says {self.version or 'as ever'} and more of {self.name}."


class Drafts:
    """A base and two sides that edited it, each part with a name of its own."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.made = 0
        self.base = Part("treaty", "P", [self._article() for _ in range(chance.randint(1, 4))])
        if chance.random() < 0.4:
            self.base.parts.append(Part("chapter", self._new("c"), [self._article() for _ in range(2)]))
        self.ours, self.theirs = deepcopy(self.base), deepcopy(self.base)
        for side, name in ((self.ours, "here"), (self.theirs, "there")):
            for _ in range(chance.randint(0, 4)):
                self._edit(side, name)

    def _new(self, letter: str) -> str:
        self.made += 1
        return f"{letter}{self.made}x"

    def _sentence(self) -> Part:
        return Part("sentence", self._new("s"))

    def _article(self) -> Part:
        sort = self.chance.choice(("article", "article", "bare"))
        made = Part(sort, self._new("a"))
        for _ in range(self.chance.randint(1, 3)):
            if self.chance.random() < 0.6:
                made.parts.append(
                    Part("paragraph", self._new("p"), [self._sentence() for _ in range(self.chance.randint(1, 2))])
                )
            else:
                made.parts.append(self._sentence())
        return made

    def _edit(self, side: Part, name: str) -> None:
        homes = [part for part in every(side) if part.sort != "sentence" and part.parts]
        if not homes:
            return
        home = self.chance.choice(homes)
        index = self.chance.randrange(len(home.parts))
        what = self.chance.choice(("out", "out", "reword", "reword", "add", "add", "move", "swap", "rename", "refer"))
        part = home.parts[index]
        if what == "out":
            del home.parts[index]
        elif what == "reword":
            for one in every(part):
                if one.sort == "sentence":
                    one.version = f"{name} {self._new('v')}"
                    break
        elif what == "add":
            made = self._sentence() if home.sort in ("article", "bare", "paragraph") else self._article()
            home.parts.insert(index, made)
        elif what == "swap" and index:
            home.parts[index - 1], home.parts[index] = home.parts[index], home.parts[index - 1]
        elif what == "rename" and part.sort == "article":
            old, part.name = part.name, f"{part.name}-{name}"
            for one in every(side):
                one.refers = part.name if one.refers == old else one.refers
        elif what == "refer" and home.sort in ("article", "bare", "paragraph"):
            labels = [one.name for one in every(side) if one.sort == "article"]
            made = self._sentence()
            made.refers = self.chance.choice(labels) if labels else ""
            home.parts.insert(index, made)
        elif what == "move":
            others = [one for one in homes if one.sort == home.sort and one is not home and one is not part]
            if others and part.sort != "chapter":
                del home.parts[index]
                self.chance.choice(others).parts.append(part)


def every(part: Part) -> Iterator[Part]:
    """Yield a part and all that is in it."""
    yield part
    for one in part.parts:
        yield from every(one)


def written(part: Part, number: int = 0) -> str:
    """Return a part as text; an article whose name is its own has it as its label."""
    if part.sort == "sentence":
        more = f" See {{@{part.refers}}}." if part.refers else ""
        return f'en "{part.words}{more}";'
    places = count(1)
    inner = "\n".join(written(one, next(places) if one.sort == "paragraph" else 0) for one in part.parts)
    head = {
        "treaty": 'treaty P "P"',
        "chapter": f'chapter "{part.name}" as {part.name}',
        "article": f'article "Of {part.name.partition("-")[0]}" as {part.name}',
        "bare": f'article "On {part.name}"',
        "paragraph": f"{number}",
    }[part.sort]
    return f"{head} {{\n{inner}\n}}"


def _aimless(text: str) -> set[str]:
    """Return the labels that a text names and does not have."""
    return set(re.findall(r"\{@(a\d+x[a-z-]*)\}", text)) - set(re.findall(r" as (a\d+x[a-z-]*) \{", text))


def said(part: Part) -> dict[str, str]:
    """Return the words of each sentence by its name."""
    return {one.name: one.words for one in every(part) if one.sort == "sentence"}


def faults(drafts: Drafts, text: str, asked: bool) -> Iterator[str]:
    """Yield what a merged text lost, brought back or has twice."""
    base, ours, theirs = said(drafts.base), said(drafts.ours), said(drafts.theirs)
    # What stands in a conflict is for people to choose, so it may stand outside it, too.
    settled = re.sub(r"# <{7} ours\n.*?# >{7} theirs\n?", "", text, flags=re.DOTALL)
    live = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    counts = Counter(re.findall(r"Sentence (s\d+x) says", settled))
    labels = Counter(re.findall(r" as (a\d+x[a-z-]*) \{", live))
    yield from (f"{name} stands {times} times" for name, times in (counts + labels).items() if times > 1)
    aimless = [_aimless(written(side)) for side in (drafts.ours, drafts.theirs)]
    if not asked:
        yield from (f"@{name} leads nowhere" for name in _aimless(live) - aimless[0] - aimless[1])
    for name in {**base, **ours, **theirs}:
        before, here, there = base.get(name), ours.get(name), theirs.get(name)
        if before is not None and None in (here, there):
            kept = here if there is None else there
            if kept in (None, before) and f"Sentence {name} says" in settled:
                yield f"{name} came back"
            # Reworded where it was, it is asked; reworded and put elsewhere, it is another sentence, and stands there.
            if kept not in (None, before) and kept not in text:
                yield f"{name}: a change of it was lost"
            continue
        wanted = {one for one in (here, there) if one is not None and (one != before or here == there)}
        yield from (f"{name} was lost: {one}" for one in wanted if one not in text)
        if len(wanted) > 1 and not asked:
            yield f"{name} was settled"
