"""What follows: conflicts, contradictions, what a promise is worth, who is left alone, gaps, unmeant fights."""
