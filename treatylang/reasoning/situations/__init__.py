"""What can happen, as sets, and what the phrases of a text mean as such sets."""
