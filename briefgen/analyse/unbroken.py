"""Text → the same text for a model, without words too long for one. A tokenizer's memory grows with the longest stretch without a
space; an address with a picture written into it, or a key, must not cost an article its names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

LONGEST = 2_000
"""Characters without a space from which on they are no word of prose in a spaced script."""
KEPT = 60
"""Characters of such a word that the model reads."""

_LONG = re.compile(rf"\S{{{LONGEST + 1},}}")


def shortened(text: str) -> tuple[str, Mapping[int, int]]:
    """The text with spaces for all but the first `KEPT` characters of words longer than `LONGEST`, so that every offset stays;
    and where such a word is broken off → where it ends.
    """
    ends = {match.start() + KEPT: match.end() for match in _LONG.finditer(text)}
    return _LONG.sub(lambda match: match[0][:KEPT] + " " * (len(match[0]) - KEPT), text), ends
