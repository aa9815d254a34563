"""The engines: decision diagrams, norms as bit sets and truth tables, and covers of least cost."""
