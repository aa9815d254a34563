"""JSON in which no character acts on a terminal: what would is written as an escape, which means the same."""

from __future__ import annotations

import json
from typing import Any

from treatylang.reports._terminal import DECEIVING


def dumped(value: Any) -> str:
    """Return a value as JSON, other scripts as they are."""
    return harmless(json.dumps(value, ensure_ascii=False, indent=2))


def harmless(text: str) -> str:
    """Return a text in JSON in which what would act on a terminal is escaped."""
    return text if text.isascii() else DECEIVING.sub(lambda match: _escaped(match[0]), text)


def _escaped(sign: str) -> str:
    code = ord(sign)
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"
