"""Articles that are largely one text: the same story saved twice, or wire copy that several outlets printed. Deterministic, and
linear in the length of all texts together but for what they share.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from briefgen.model import Briefing, Location, Problem

SHINGLE = 5
"""Words in a row that are compared: fewer occur in any two articles, more do not survive an editor (Broder 1997 used ten)."""
SAME = 0.6
"""Share of the shorter text's shingles that the longer one must have. Shortened wire copy keeps about 0.7; two reports on one
event by different hands share less than 0.1, a column with one form every week 0.4."""
MIN_SHINGLES = 25
"""A shorter text (a caption, a notice) may well stand in another."""
SAMPLE = 4
"""Every so-many-th shingle is looked up in the index; which ones is told by the shingle itself, so both texts have the same."""
MAX_HOLDERS = 40
"""A shingle in more articles is a set phrase of an outlet, not a sign of copying."""

Same = tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
"""Article id → the articles that have much of its text, with how many per cent of it, most first."""


def find(briefings: Sequence[Briefing]) -> tuple[Same, tuple[Problem, ...]]:
    """The articles that share a text, by id, and a warning for each pair at the article that comes first."""
    texts = [_shingles(briefing.document.article.text) for briefing in briefings]
    holders: dict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if len(text) >= MIN_SHINGLES:
            for shingle in text:
                if shingle % SAMPLE == 0:
                    holders[shingle].append(number)
    pairs = Counter(pair for found in holders.values() if 1 < len(found) <= MAX_HOLDERS for pair in combinations(found, 2))
    shared: dict[str, list[tuple[str, int]]] = defaultdict(list)
    problems = []
    for first, second in sorted(pairs):
        common = len(texts[first] & texts[second])
        if common < SAME * min(len(texts[first]), len(texts[second])):
            continue
        one, other = briefings[first].document.article, briefings[second].document.article
        for here, there, text in ((one, other, texts[first]), (other, one, texts[second])):
            shared[here.id].append((there.id, 100 * common // len(text)))
        message = f"{100 * common // len(texts[first])} % of this text is also in {other.source_path or other.id}"
        hint = "If it is the same story, keep one of them."
        problems.append(Problem("near-duplicate", "warning", message, Location(one.source_path or one.id), hint))
    found = ((key, tuple(sorted(values, key=lambda value: (-value[1], value[0])))) for key, values in sorted(shared.items()))
    return tuple(found), tuple(problems)


def _shingles(text: str) -> frozenset[int]:
    """Check sums (32 bit) of every five words in a row, without regard to case and punctuation."""
    words = re.findall(r"\w+", text.casefold())
    runs = (" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1))
    return frozenset(zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs)
