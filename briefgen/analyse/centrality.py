"""Bags of words → how much each stands for all of them: degree centrality over cosines (as in LexRank, Erkan & Radev 2004).

The centrality of a sentence is the sum of its cosines with all others. That is where LexRank's walk from sentence to sentence
comes to rest, for what two share they share both ways. The sum of products is the product with the sum of all vectors, so the
matrix of cosines is never made, and the cost is linear in the words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

Vector = Mapping[str, float]

DIGITS = 6
"""Scores are compared to so many digits, so that the order of a sum decides nothing."""


def vectors(bags: Sequence[Sequence[str]]) -> tuple[Vector, ...]:
    """A vector of length 1 for each bag (empty if that is): how often a word is there, and less the more bags have it."""
    spread = Counter(word for bag in bags for word in set(bag))
    weighed = ({word: n * math.log(1 + len(bags) / spread[word]) for word, n in Counter(bag).items()} for bag in bags)
    return tuple(_unit(vector) for vector in weighed)


def cosine(one: Vector, other: Vector) -> float:
    """How alike two vectors of length 1 are: 0 … 1."""
    return math.fsum(weight * other[word] for word, weight in one.items() if word in other)


def central(rows: Sequence[Vector]) -> tuple[float, ...]:
    """The centrality of each vector as a share of the highest one: 0 … 1; all 0 if nothing is shared."""
    total: dict[str, float] = {}
    for row in rows:
        for word, weight in row.items():
            total[word] = total.get(word, 0.0) + weight
    degrees = [max(0.0, round(cosine(row, total) - 1, DIGITS)) for row in rows]  # 1 is what it shares with itself
    highest = max(degrees, default=0.0)
    return tuple(round(degree / highest, DIGITS) if highest else 0.0 for degree in degrees)


def _unit(vector: dict[str, float]) -> Vector:
    length = math.sqrt(math.fsum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()}
