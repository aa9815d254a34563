"""From text to tree and back: the grammar, the parser, what is said of mistakes of form, the formatter."""
