"""Parsing: text to finished tree, against a stock Lark parse of the same grammar that stops at its own tree."""

from __future__ import annotations

import gc
import sys
import tracemalloc

from lark import Lark
from yardstick import draft_of_size, seconds

from treatylang.source import Source
from treatylang.syntax import parser


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:]] or [1, 10]
    stock = Lark(parser.grammar_text(), parser="lalr", propagate_positions=True)
    parser.parse(Source("warm", draft_of_size(10_000)))
    parser.LARGEST = 64 * 1024 * 1024
    for size in sizes:
        text = draft_of_size(size * 1_000_000)
        times = 3 if size <= 1 else 1
        theirs, ours = float("inf"), float("inf")
        for _ in range(times):
            gc.collect()
            theirs = min(theirs, seconds(lambda text=text: stock.parse(text)))
            gc.collect()
            ours = min(ours, seconds(lambda text=text: parser.parse(Source("long", text))))
        print(
            f"{size:>3} MB: stock {theirs:6.2f} s, ours {ours:6.2f} s ({size / ours:5.2f} MB/s); "
            f"throughput {theirs / ours:5.2f} x   (to reach: 1.2)"
        )
    for size in sizes:
        gc.collect()
        tracemalloc.start()
        text = draft_of_size(size * 200_000)
        document, _ = parser.parse(Source("long", text))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert document is not None
        print(f"{size * 0.2:>4.1f} MB of text: {peak / len(text):6.1f} bytes of memory at the peak for each character")


if __name__ == "__main__":
    main()
