"""A second opinion: small drafts decided by plain loops, from the rulings alone, beside what commands answer."""
