"""Keeps dev figures honest: finds the training sentences that share text with a dev sentence."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

RUN = 8
"""Words in a row that make two sentences count as the same text (news agencies' copy is re-used with small changes)."""


def words_of(text: Iterable[str]) -> tuple[str, ...]:
    """Lower-case words and numbers of a token sequence: what the leakage check compares."""
    return tuple(re.findall(r"\w+", " ".join(text).lower()))


def runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Every run of `RUN` words, or the whole sentence where it is shorter but long enough (4 words) to be no formula."""
    if len(words) >= RUN:
        return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
    return {tuple(words)} if len(words) >= 4 else set()


def without_leaks(train: Sequence[Any], dev: Sequence[Any], texts: Callable[[Any], Iterable[str]]) -> tuple[Any, ...]:
    """Train sentences that share no run with a dev sentence; `texts` gives a sentence's tokens."""
    known = {run for sentence in dev for run in runs(words_of(texts(sentence)))}
    return tuple(s for s in train if not known & runs(words_of(texts(s))))
