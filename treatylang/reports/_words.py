"""Words of the vocabulary as pages and lists: what each means, what it is a kind of, how it is written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from babel import Locale

from treatylang.library.kinds import Kind, kinds
from treatylang.model.explained import EXAMPLE, Explained, explain, in_order
from treatylang.model.lexicon import Lexicon, Word
from treatylang.model.meant import PLAIN
from treatylang.reports._terminal import columns, inline, wrapped

_FORMS = {
    "": "",
    "noun": "as a noun",
    "taking": "before what it is done to",
    "adverb": "as an adverb",
    "not": "denied",
    "instrument": "the instrument",
}
"""Forms of a wording that a drafter reads in the text; the others only join words."""


def page(one: Explained, level: int = 1) -> str:
    """Return the page of a word as Markdown; headings begin at a level."""
    return "\n\n".join(_page(one, "#" * level)) + "\n"


def _page(one: Explained, mark: str) -> Iterator[str]:
    word = one.word
    kind = kinds().get(word.kind)
    yield f"{mark} {word.name}"
    yield f"*{_singular(kind, word)}.* {word.definition}".rstrip()
    yield f"```treaty\n{one.example}\n```"
    lines = [
        ("Kind of", _coded(one.above)),
        ("Kinds of it", _coded(one.below)),
        ("Takes", _coded(word.takes or ())),
        ("Least that is owed", f"`{word.floor}`" if word.floor and word.kind in ("qualifier", "means") else ""),
        ("Most that may be asked", f"`{word.ceiling}`" if word.ceiling else ""),
        ("Excludes", _coded(word.excludes)),
        ("Law about it", _coded(word.about)),
        ("Usual value", {True: "yes", False: "no", None: ""}[word.usual]),
        ("Plain words", ", ".join(_plain(entry) for entry in one.plain)),
        *((name, said) for name, said in _said(word)),
        ("Effect", f"none is computed: {one.silent}" if one.silent else ""),
    ]
    yield "\n".join(f"- {name}: {value}" for name, value in lines if value)


def _singular(kind: Kind | None, word: Word) -> str:
    if kind is None:
        return word.kind
    plural = kind.plural
    irregular = {"standings": "standing of a party", "bodies": "body", "qualities": "quality", "means": "means"}
    known = irregular.get(plural)
    if known is None:
        head, _, rest = plural.partition(" of ")
        known = f"{head.removesuffix('s')} of {rest}" if rest else head.removesuffix("s")
    return known[0].upper() + known[1:]


def _plain(entry: str) -> str:
    phrase, _, written = (part.strip() for part in entry.partition("="))
    return f"{phrase.replace('-', ' ')} (`{written}`)" if written else phrase.replace("-", " ")


def _said(word: Word) -> Iterator[tuple[str, str]]:
    """Yield the languages that a word has wordings in, with these."""
    languages = [key for key in word.wordings if "-" not in key and key not in (PLAIN, EXAMPLE)]
    for language in sorted(languages, key=lambda code: (code != "en", code)):
        said = []
        for form, called in _FORMS.items():
            text = word.wordings.get(f"{language}-{form}" if form else language)
            if text:
                said.append(f"“{text}” ({called})" if called else f"“{text}”")
        name = Locale.parse(language).english_name or language
        yield name, ", ".join(said)


def _coded(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def kind_page(lexicon: Lexicon, kind: Kind) -> str:
    """Return the page of the documentation about a kind of words."""
    words = list(in_order(lexicon, kind.name))
    head = f"# {kind.title}\n\n{kind.what} They stand {kind.use}.\n\n"
    tree = "\n".join(f"{'  ' * depth}- [{word.name}](#{word.name.lower()})" for depth, word in words)
    pages = "\n".join(page(explain(lexicon, word), 2) for _, word in words)
    return f"{head}{tree}\n\n{pages}"


def index_page(lexicon: Lexicon) -> str:
    """Return the page of the documentation that lists the kinds of words."""
    rows = [
        f"| [{kind.title}]({file_name(kind)}) | {len(lexicon.words(kind.name))} | {kind.what} |"
        for kind in kinds().values()
    ]
    return (
        "# Words\n\nEvery bare word of a draft is declared in a vocabulary: these are the words that are shipped, kind "
        "by kind, written from the vocabulary by `make docs`. `treaty words` lists them, with those of your own; "
        "`treaty words --like defend` finds what an ordinary word means; `treaty explain use-force` shows one.\n\n"
        "| kind | words | what they are |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    )


def file_name(kind: Kind) -> str:
    """Return the name of the page about a kind of words."""
    return f"{kind.title.lower().replace(' ', '-')}.md"


def listing(lexicon: Lexicon, chosen: str, width: int) -> Iterator[str]:
    """Yield the lines of a list of all words of one kind or of all, in the order of meaning."""
    for kind in _shown(lexicon, chosen):
        words = list(in_order(lexicon, kind.name))
        if words:
            yield f"{kind.title} ({len(words)}), {kind.use}:"
            yield from rows(((f"{'  ' * depth}{word.name}", word) for depth, word in words), width)
            yield ""


def _shown(lexicon: Lexicon, chosen: str) -> list[Kind]:
    known = dict(kinds())
    for word in lexicon.words():
        known.setdefault(word.kind, Kind(word.kind, word.kind, word.kind, "", "", ""))
    return [kind for name, kind in known.items() if not chosen or name == chosen]


def rows(found: Iterable[tuple[str, Word]], width: int) -> Iterator[str]:
    """Yield a line for each word: as it is written, then what it means."""
    listed = list(found)
    column = min(max((columns(written) for written, _ in listed), default=0), 34)
    for written, word in listed:
        head = f"  {inline(written)}{' ' * max(0, column - columns(written))}  "
        yield from wrapped(inline(word.definition or word.say()), width, head, " " * len(head))


def record(one: Explained) -> dict[str, Any]:
    """Return a word for machines."""
    word = one.word
    return {
        "word": word.name,
        "kind": word.kind,
        "definition": word.definition,
        "wordings": {key: text for key, text in word.wordings.items() if key not in (PLAIN, EXAMPLE)},
        "kind_of": list(one.above),
        "kinds": list(one.below),
        "takes": list(word.takes) if word.takes is not None else None,
        "plain": list(one.plain),
        "example": one.example,
        "silent": one.silent,
    }
