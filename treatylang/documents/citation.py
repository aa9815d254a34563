"""References: what the text calls a provision, an area, an organ or another instrument, by its computed number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from treatylang.documents.marks import clean, link, slanted
from treatylang.documents.speaker import Speaker
from treatylang.model.instrument import Instrument, Labelled
from treatylang.syntax import ast

_NUMBERED = ("article", "annex", "paragraph")


def cite(tongue: Speaker, target: str) -> str:
    """Return what ``@target`` is called, as a live reference where it is in the same text."""
    setting = tongue.setting
    label = setting.draft.labels.get(target)
    if label is not None:
        return name_of(tongue, label)
    name, _, path = target.partition(".")
    instrument = setting.world.instruments.get(name)
    if instrument is None:
        return clean(target.replace("-", " ").replace(".", " "))
    title = title_of(tongue, instrument)
    other = instrument.labels.get(path) if path else None
    if other is not None and isinstance(other.node, ast.CouncilBlock):
        return tongue.grammar.forms["of"].format(_of_other(tongue, other, instrument), title)
    if other is None or not other.number:
        return title
    return tongue.grammar.forms["of"].format(figure(tongue, other.number, capital=True), title)


def _of_other(tongue: Speaker, label: Labelled, instrument: Instrument) -> str:
    """Return what a body of another text is called: in the language, else by its own title in quotation marks."""
    assert isinstance(label.node, ast.CouncilBlock)
    said = line_titled(tongue, label.node.lines)
    if not said and tongue.grammar.code != (instrument.languages[0] if instrument.languages else "en"):
        return tongue.grammar.words["council_of_name"].format(clean(label.node.title.text))
    return tongue.grammar.definite(said or clean(label.node.title.text))


def cite_all(tongue: Speaker, targets: Sequence[str], joined: str) -> str:
    """Return several references, *articles 2 and 5* where all are articles of this text."""
    labels = [tongue.setting.draft.labels.get(target) for target in targets]
    join = tongue.both if joined == "and" else tongue.either
    articles = [
        label for label in labels if label is not None and label.kind in ("article", "council") and label.number
    ]
    if len(articles) == len(targets) and all(label.kind == "article" for label in articles):
        numbers = join([link(tongue.setting.anchors[id(label.node)], label.number) for label in articles])
        word = "articles_capital" if tongue.setting.draft.style == "eu" else "articles"
        return f"{tongue.grammar.words[word]} {numbers}"
    return join([cite(tongue, target) for target in targets])


def name_of(tongue: Speaker, label: Labelled) -> str:
    """Return what the text calls something that it labels."""
    where = tongue.setting.anchors.get(id(label.node), "")
    if label.kind in _NUMBERED and label.number:
        if label.kind == "annex":
            word = tongue.grammar.words.get("annex_cited", tongue.grammar.words["annex"])
            return link(where, f"{word} {label.number}")
        said = figure(tongue, label.number, capital=tongue.setting.draft.style == "eu")
        return said if said == tongue.grammar.words["this_article"] else link(where, said)
    if label.kind in _NUMBERED:
        return link(where, clean(label.words))
    if label.kind == "party":
        state = tongue.setting.draft.alias_of(label.name)
        return tongue.setting.state(state) if state else clean(label.words)
    words = own_words(tongue, label)
    if label.kind in ("council", "group"):
        words = tongue.grammar.definite(words)
    return link(where, words)


def own_words(tongue: Speaker, label: Labelled) -> str:
    """Return the words of an area, term, group, organ or circumstance in the language, else as they stand."""
    node = label.node
    if isinstance(node, ast.TermBlock):
        said = titled(tongue, node.body)
        if said:
            return said
    if isinstance(node, ast.CouncilBlock):
        said = line_titled(tongue, node.lines)
        if said:
            return said
    said = tongue.setting.heading_text(f"{tongue.grammar.code}-{label.name}")
    if said:
        return said
    words = clean(label.words)
    if words == label.name:
        words = readable(words)
    if tongue.setting.language != tongue.setting.own_language:
        tongue.setting.missing(label.name, f"`{label.name}` has no words", label.node.span)
        if isinstance(node, ast.CouncilBlock) and tongue.setting.spoken:
            return _unnamed(tongue, node)
        return tongue.grammar.forms["foreign_words"].format(words) if tongue.setting.spoken else words
    return words


def _unnamed(tongue: Speaker, node: ast.CouncilBlock) -> str:
    """Return how a council is called in a language that has no words for it: by what it is, by name among several."""
    every = [label.node for label in tongue.setting.draft.labels.values() if isinstance(label.node, ast.CouncilBlock)]
    several = sum(1 for one in every if not line_titled(tongue, one.lines)) > 1
    words = tongue.grammar.words
    return words["council_of_name"].format(clean(node.title.text)) if several else words["council"]


def readable(name: str) -> str:
    """Return a name as words: ``TreatyArea`` as *Treaty Area*, ``host-states`` as *host states*."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("-", " ")


def titled(tongue: Speaker, bodies: Sequence[ast.Body]) -> str:
    """Return the title that a body gives in the language, in a line such as ``fr-title "…";``."""
    wanted = f"{tongue.grammar.code}-title"
    return next((clean(b.text.text) for b in bodies if isinstance(b, ast.Prose) and b.language == wanted), "")


def line_titled(tongue: Speaker, lines: Sequence[ast.Line]) -> str:
    """Return the title that a heading line gives in the language."""
    for line in lines:
        if line.word.text == f"{tongue.grammar.code}-title" and line.slots:
            value = line.slots[0].value
            if isinstance(value, ast.Words):
                return clean(value.items[0].text)
    return ""


def title_of(tongue: Speaker, instrument: Instrument) -> str:
    """Return the title of another instrument, with its article."""
    said = line_titled(tongue, instrument.headings)
    if not said and tongue.grammar.code != (instrument.languages[0] if instrument.languages else "en"):
        tongue.setting.missing(
            instrument.name, f"`{instrument.name}` has no title", tongue.setting.draft.node.title.span
        )
        return tongue.grammar.forms["foreign_title"].format(clean(instrument.title))
    return tongue.grammar.definite(said or clean(instrument.title))


def figure(tongue: Speaker, number: str, *, capital: bool) -> str:
    """Return a number as a citation: UN *article 3, paragraph 2 (a)*, EU *Article 3(2)(a)*."""
    words = tongue.grammar.words
    style = tongue.setting.draft.style
    inner = re.findall(r"\(([^()]*)\)", number)
    article = number.split("(", 1)[0]
    if article and article == tongue.setting.here and not inner and style != "eu":
        return words["this_article"]
    word = words.get("article_cited_capital", words["Article"]) if capital else words["article"]
    head = f"{word} {article}" if article else ""
    if style == "eu" or not inner:
        return head + "".join(f"({piece})" for piece in inner)
    below = "".join(f" ({piece})" for piece in inner[1:])
    if article and article == tongue.setting.here:
        return f"{words['paragraph']} {inner[0]}{below}"
    return tongue.grammar.forms["paragraph_of"].format(head, inner[0] + below)


def numbered(text: str) -> str:
    """Slant the *bis*, *ter* and *quater* of a number."""
    return re.sub(r" ([a-z]{3,})$", lambda m: f" {slanted(m[1])}", text)
