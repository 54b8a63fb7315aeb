"""Which way does a date without a year or week point? The nearest tense word of its clause decides.

The words are the pack's `[temporal.tense]`: `future` and `past` markers, and `stop` words, which open another clause.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.analyse import temporal_values as values
from briefgen.model import Span

REACH = 200
"""How far from a date, in characters, its clause is searched; longer ones are rare and often badly punctuated."""

LEAD = 24
"""A date this near to the beginning of its clause may be followed by the verb instead of following it."""


@dataclass(frozen=True)
class Tense:
    """Compiled tense words of a language."""

    cues: re.Pattern[str]

    @classmethod
    def of(cls, words: Mapping[str, Any]) -> Tense:
        """Compile `[temporal.tense]`; without words nothing is ever found."""
        branches = []
        for kind in ("future", "past", "stop"):
            ordered = sorted(words.get(kind, ()), key=len, reverse=True)
            body = "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}").replace(r"\*", r"\w{0,20}") for word in ordered) or "(?!)"
            branches.append(f"(?P<{kind}>{body})")
        return cls(re.compile(rf"(?<!\w)(?:{'|'.join(branches)})(?!\w)|(?P<end>[;“”\"\n]|[.!?]\s|\s[-–—]{{1,2}}\s)"))

    def direction(self, lowered: str, span: Span, sentence: Span) -> tuple[values.Direction, str]:
        """The tense at a date and the word that says so: the nearest cue before it in its clause, else (unless another clause
        stands between) the nearest one after it."""
        start = max(sentence.start, span.start - REACH)
        before = list(self.cues.finditer(lowered, start, span.start))
        last = before[-1] if before else None
        opening = last.end() if last else start
        if last is not None and last.lastgroup in ("future", "past"):
            return ("future" if last.lastgroup == "future" else "past"), last[0]
        if span.start - opening > LEAD and last is not None:
            return "", ""
        after = self.cues.search(lowered, span.end, min(sentence.end, span.end + REACH))
        if after is None or after.lastgroup not in ("future", "past"):
            return "", ""
        return ("future" if after.lastgroup == "future" else "past"), after[0]
