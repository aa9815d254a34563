"""What a user asks: one situation, scenarios, candidates, brackets, exact counts, many instruments side by side."""
