"""The globe, read once for all tests of areas."""

from __future__ import annotations

import pytest

from treatylang.geography import Globe, open_globe


@pytest.fixture(scope="session")
def globe() -> Globe:
    return open_globe()
