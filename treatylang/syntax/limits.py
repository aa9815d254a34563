"""How far definitions may lead: beyond that nothing is worked out, and `circular-definition` says so."""

MOST_BEHIND = 24
"""How many definitions of areas, groups or circumstances may stand behind each other."""

MOST_BELTS = 4
"""How many belts may be laid around each other."""
