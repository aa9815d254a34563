"""What law and treaties ask of a state and forbid it, which norm prevails, and what must at least be done."""
