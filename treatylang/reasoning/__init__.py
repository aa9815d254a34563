"""From instruments to answers: sets of situations, clashes with law, witnesses and cures."""
