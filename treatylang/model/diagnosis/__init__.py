"""The searches of `diagnose`, by what they look at: names, sentences, lines."""
