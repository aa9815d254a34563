"""The kernel: norms against norms as bit sets and truth tables, where each pair mentions few circumstances."""
