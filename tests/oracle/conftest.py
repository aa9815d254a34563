"""What the comparison is given: as each law of `tests/laws`, how long it is tried, and its random numbers."""

from tests.laws.conftest import budget

__all__ = ["budget"]
