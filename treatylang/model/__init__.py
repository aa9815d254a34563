"""What a document means: its words, its numbers, its norms and its parties."""
