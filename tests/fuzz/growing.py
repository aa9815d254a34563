"""Grows texts from the Lark grammar itself: every form of sentence that it allows, with words of the seeds in it."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from random import Random

from lark import Lark
from lark.grammar import NonTerminal, Terminal
from lark.lexer import PatternStr

from treatylang.syntax.lexer import TreatyLexer
from treatylang.syntax.parser import grammar_text

Symbol = tuple[str, bool]
"""The name of a symbol, and whether it is a terminal."""

MOST = 400
"""Tokens in the longest text that is grown."""


class Grammar:
    """The rules of the grammar, and for each symbol in how few steps it ends."""

    def __init__(self) -> None:
        made = Lark(grammar_text(), parser="lalr", lexer="contextual", _plugins={"ContextualLexer": TreatyLexer})
        self.terminals = {one.name: one.pattern for one in made.terminals}
        self.rules: dict[str, list[tuple[Symbol, ...]]] = defaultdict(list)
        for rule in made.rules:
            expansion = tuple((one.name, isinstance(one, Terminal)) for one in rule.expansion)
            assert all(isinstance(one, (Terminal, NonTerminal)) for one in rule.expansion)
            self.rules[rule.origin.name].append(expansion)
        self.depth: dict[str, int] = {}
        self._measure()

    def _measure(self) -> None:
        """Find for each rule how deep its least expansion is, so that growing can be brought to an end."""
        changed = True
        while changed:
            changed = False
            for name, expansions in self.rules.items():
                known = [self.steps(one) for one in expansions]
                least = min((depth for depth in known if depth is not None), default=None)
                if least is not None and least + 1 < self.depth.get(name, 10**6):
                    self.depth[name] = least + 1
                    changed = True

    def steps(self, expansion: tuple[Symbol, ...]) -> int | None:
        """Return how deep an expansion is at the least; ``None`` while that is not known."""
        depths = [0 if terminal else self.depth.get(name) for name, terminal in expansion]
        return None if None in depths else max((depth for depth in depths if depth is not None), default=0)


@cache
def grammar() -> Grammar:
    """Return the grammar."""
    return Grammar()


@cache
def words() -> dict[str, list[str]]:
    """Return for each terminal the tokens that the seeds have for it, each once."""
    from tests.fuzz.seeds import pieces, seeds

    kinds = {name: re.compile(pattern.to_regexp()) for name, pattern in grammar().terminals.items() if _is_open(name)}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for piece in {piece for text in seeds() for piece in pieces(text) if not piece.isspace() and len(piece) < 80}:
        for name, form in kinds.items():
            if form.fullmatch(piece):
                found[name][piece] = None
    return {kind: sorted(values) for kind, values in found.items()}


def _is_open(name: str) -> bool:
    """Return whether a terminal stands for many words."""
    return not isinstance(grammar().terminals[name], PatternStr)


_ODD = ["日本", "Côte", "\u202e", "a\u0301", "`", "<b>", "@", "{x}", "{@y}", "\\", "%s", "|", "\ufffe", "💥", "  "]


@cache
def _names() -> frozenset[str]:
    return frozenset(words()["NAME"])


def _likely(before: str) -> tuple[str, ...]:
    from tests.fuzz.seeds import followers

    return followers().get(before, ())


_AROUND = (
    'treaty T "t" {{ party Japan , Australia ; {0} }}',
    'treaty T "t" {{ drawn-up at "Suva" on 2026-11-22 ; party Fiji , Tonga ; article "a" as a {{ {1} }} }}',
    'treaty T "t" {{ party Japan , USA ; {0} article "a" as a {{ {1} }} article "b" {{ {2} }} {3} }}',
    'law L "l" of Fiji {{ rank constitution ; article 1 {{ {1} }} }} treaty T "t" {{ party Fiji , Tonga ; {0} }}',
    'treaty T "t" {{ party Fiji , Tonga ; {3} }} protocol P "p" amends T {{ {4} {0} }}',
    'vocabulary v {{ {5} {5} }} treaty T "t" {{ party Fiji , Tonga ; article "a" {{ {1} {2} }} }} {6}',
)


def draft(random: Random, size: int = 25) -> str:
    """Return a draft that the grammar allows: parties, and around them parts, bodies and rules that it grows."""
    starts = ("part", "body", "rule", "part", "amend", "word", "scenario")
    made = (
        " ".join(grown(random, one, random.randrange(4, size)) for _ in range(random.randrange(1, 3))) for one in starts
    )
    return random.choice(_AROUND).format(*made)


def grown(random: Random, start: str = "start", size: int = 60) -> str:
    """Return a text of some ``size`` tokens that the grammar allows from a symbol on."""
    rules, limit = grammar(), size
    stack: list[Symbol] = [(start, False)]
    tokens: list[str] = []
    while stack and len(tokens) < MOST:
        name, terminal = stack.pop()
        if terminal:
            tokens.append(token(random, name, tokens[-1] if tokens else ""))
            continue
        choices = rules.rules[name]
        if len(tokens) + len(stack) > limit:
            depths = [rules.steps(one) or 0 for one in choices]
            least = min(depths)
            choices = [one for one, depth in zip(choices, depths, strict=True) if depth == least]
        stack.extend(reversed(random.choice(choices)))
    return " ".join(tokens)


def token(random: Random, name: str, before: str = "") -> str:
    """Return a token of a terminal: the grammar's own, or one that seeds have after ``before``, or an odd one."""
    pattern = grammar().terminals.get(name)
    if isinstance(pattern, PatternStr):
        return pattern.value
    known = words().get(name)
    if name in ("STRING", "BLOCK") and random.random() < 0.1:
        quote = '"' if name == "STRING" else '"""'
        return quote + "".join(random.choice(_ODD) for _ in range(random.randrange(6))) + quote
    if name == "NAME" and random.random() < 0.05:
        return random.choice(["x", "A1", "a-b-c", "party-of", "X" * random.choice((1, 70, 300))])
    if name == "DATE" and random.random() < 0.2:
        return f"{random.choice((1, 999, 1900, 2024, 9999)):04}-{random.randrange(14):02}-{random.randrange(33):02}"
    if name in ("NUMBER", "INT") and random.random() < 0.2:
        return str(random.choice((0, 1, 99, 10**9, 10**30)))
    if name == "NAME" and random.random() < 0.7:
        likely = [one for one in _likely(before) if one in _names()]
        if likely:
            return random.choice(likely)
    return random.choice(known) if known else re.sub(r"\W", "", name).lower()
