"""Changes texts that somebody wrote: by tokens, by statements, by single signs."""

from __future__ import annotations

from random import Random

from tests.fuzz.growing import grown, token
from tests.fuzz.seeds import followers, pieces, small, statements

_SIGNS = "{}()[];,:=\"'@#.-*/\\<>|&%$`~\t\r\n\x00\x07\x1b\x7f\x85\u00a0\u200b\u202e\u2028\ufeff\ufffe°′″“”日é💥e\u0301"


def changed(random: Random, text: str | None = None) -> str:
    """Return a text with one to four changes."""
    text = random.choice(small()) if text is None else text
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4))):
        text = random.choices(_CHANGES, _WEIGHTS)[0](random, text)
        if len(text) > 12_000:
            text = text[:12_000]
    return text


def _dropped(random: Random, text: str) -> str:
    tokens = pieces(text)
    start = random.randrange(len(tokens) + 1)
    del tokens[start : start + random.choice((1, 1, 1, 2, 3, 9))]
    return "".join(tokens)


def _doubled(random: Random, text: str) -> str:
    tokens = pieces(text)
    start = random.randrange(len(tokens) + 1)
    piece = tokens[start : start + random.choice((1, 2, 5, 20))]
    return "".join([*tokens[:start], *piece * random.choice((1, 1, 2, 5)), *tokens[start:]])


def _replaced(random: Random, text: str) -> str:
    tokens = pieces(text)
    real = [number for number, one in enumerate(tokens) if not one.isspace()]
    if not real:
        return text
    at = random.choice(range(len(real)))
    before = tokens[real[at - 1]] if at else ""
    usual = followers().get(before, ())
    tokens[real[at]] = random.choice(usual) if usual and random.random() < 0.7 else _any_token(random)
    return "".join(tokens)


def _inserted(random: Random, text: str) -> str:
    tokens = pieces(text)
    tokens.insert(random.randrange(len(tokens) + 1), f" {_any_token(random)} ")
    return "".join(tokens)


def _swapped(random: Random, text: str) -> str:
    tokens = pieces(text)
    real = [number for number, one in enumerate(tokens) if not one.isspace()]
    if len(real) < 2:
        return text
    one, other = random.sample(real, 2)
    tokens[one], tokens[other] = tokens[other], tokens[one]
    return "".join(tokens)


def _stated(random: Random, text: str) -> str:
    """Put a statement of another text, or one that the grammar grows, after a statement."""
    ends = [number for number, sign in enumerate(text) if sign in ";{}"] or [0]
    at = random.choice(ends) + 1
    kinds = ("part", "body", "rule", "sentence", "line", "amend", "word", "scenario", "treaty", "law", "vocabulary")
    new = random.choice(statements()) if random.random() < 0.6 else _part(random, random.choice(kinds))
    return f"{text[:at]} {new} {text[at:]}"


def _part(random: Random, start: str) -> str:
    from tests.fuzz.growing import grammar

    return grown(random, start if start in grammar().rules else "sentence", 20)


def _signed(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(_SIGNS) * random.choice((1, 1, 1, 2, 30)) + text[at + random.randrange(2) :]


def _cut(random: Random, text: str) -> str:
    return text[: random.randrange(len(text) + 1)]


def _met(random: Random, text: str) -> str:
    """Put another text after this one, so that two instruments have one name, or one label."""
    return f"{text}\n{random.choice(small())}"


def _any_token(random: Random) -> str:
    from tests.fuzz.growing import grammar

    return token(random, random.choice(list(grammar().terminals)))


_CHANGES = (_dropped, _doubled, _replaced, _inserted, _swapped, _stated, _signed, _cut, _met)
_WEIGHTS = (5, 4, 8, 4, 3, 8, 4, 1, 1)
