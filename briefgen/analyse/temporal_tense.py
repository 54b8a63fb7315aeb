"""Which way does a date without a year or week point? The nearest tense word of its clause decides.

The words are the pack's `[temporal.tense]`: `future` and `past` markers, `stop` words, which open another clause, and
`coordinators`, which do so before a date but may join two subjects after one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from briefgen.analyse import temporal_values as values
from briefgen.model import Span

REACH = 200
"""How far from a date, in characters, its clause is searched; longer ones are rare and often badly punctuated."""

LEAD = 24
"""A date this near to the beginning of its clause may be followed by the verb instead of following it."""

PARTICIPLE_GAP = 12
"""A past form this close behind a future marker belongs to it (`will be announced`, `akan segera ditandatangani`)."""

DIRECTIONS: Mapping[str, values.Direction] = MappingProxyType({"future": "future", "past": "past"})


@dataclass(frozen=True)
class Tense:
    """Compiled tense words of a language."""

    cues: re.Pattern[str]

    @classmethod
    def of(cls, words: Mapping[str, Any]) -> Tense:
        """Compile `[temporal.tense]`; without words nothing is ever found."""
        branches = []
        for kind in ("future", "past", "stop", "coordinators"):
            ordered = sorted(words.get(kind, ()), key=len, reverse=True)
            body = "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}").replace(r"\*", r"\w{0,20}") for word in ordered) or "(?!)"
            branches.append(f"(?P<{kind}>{body})")
        return cls(
            re.compile(rf"(?<!\w)(?=\w)(?:{'|'.join(branches)})(?!\w)|(?P<end>[;“”\"\n]|[.!?]\s|\s[-–—]{{1,2}}\s)", re.IGNORECASE)
        )

    def read(self, text: str) -> Cues:
        """All tense words of a text, once."""
        found = tuple(cue for cue in self.cues.finditer(text))
        return Cues(found, tuple(cue.start() for cue in found))


@dataclass(frozen=True)
class Cues:
    """The tense words of a text in order, and where they begin."""

    found: tuple[re.Match[str], ...]
    starts: tuple[int, ...]

    def direction(self, span: Span, sentence: Span) -> tuple[values.Direction, str]:
        """The tense at a date and the word that says so: the nearest cue before it in its clause, else (unless another clause
        stands between) the nearest one after it.
        """
        start = max(sentence.start, span.start - REACH)
        before = self._between(start, span.start)[-2:]
        last = before[-1] if before else None
        if last is not None and (last.lastgroup or "") in DIRECTIONS:
            first = before[0]
            planned = first.lastgroup == "future" and last.start() - first.end() <= PARTICIPLE_GAP
            return DIRECTIONS["future" if planned else last.lastgroup or ""], (first if planned else last)[0].lower()
        if last is not None and span.start - last.end() > LEAD:
            return "", ""
        for after in self._between(span.end, min(sentence.end, span.end + REACH)):
            if after.lastgroup != "coordinators":
                direction = DIRECTIONS.get(after.lastgroup or "", "")
                return direction, after[0].lower() if direction else ""
        return "", ""

    def _between(self, start: int, end: int) -> list[re.Match[str]]:
        """The cues of a stretch, without words in capitals inside a sentence: those are names (`Mohamed`, `May`)."""
        within = self.found[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [cue for cue in within if cue.end() <= end and (not cue[0][0].isupper() or cue.start() == start)]
