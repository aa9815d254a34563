"""What geometry said of the areas of an instrument, kept from run to run under all that it rests on.

An article that changes leaves the areas as they were: then nothing is drawn, and the globe is not even opened.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any

from treatylang.model.instrument import Instrument, World
from treatylang.reasoning.areas.geometry import soils
from treatylang.reasoning.areas.terrain import area_lines


def remembered(world: World, draft: Instrument, day: date, about: object, work: Callable[[], Any]) -> Any:
    """Return what an earlier run answered, else answer and keep it.

    ``about`` says by its `repr` what is asked; areas stand there by their own words. The answer is of plain lists,
    texts, numbers and truths, and rests on nothing but the areas and parties of the instrument and the day.
    """
    key = sha256(repr((about, draft.name, str(day), *area_lines(draft), sorted(soils(draft)))).encode()).hexdigest()
    text = world.kept.get(key)
    if text is not None:
        try:
            return json.loads(text)
        except ValueError:
            pass  # whatever was kept there is none
    answer = work()
    world.kept[key] = json.dumps(answer)
    return answer
