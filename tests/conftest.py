"""Random cases are the same in every run, so that a change is what a failing test points to.

`HYPOTHESIS_PROFILE=search pytest tests/reasoning` draws new ones instead.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
