"""How sure a tagger with a conditional random field is: the probability of a stretch of tags, summed over everything that the
rest of the sentence could be (forward-backward; Lafferty, McCallum and Pereira 2001). Works on the tensors that it is given.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Lattice:
    """Forward and backward scores (lists over places of sentences x tags) of a batch, its `scores` (sentences x places x
    tags) and `moves` (tag before x tag), and the logarithm of each sentence's sum over all tag sequences."""

    scores: Any
    moves: Any
    forward: list[Any]
    backward: list[Any]
    total: Any

    @staticmethod
    def of(scores: Any, moves: Any, lengths: Sequence[int]) -> Lattice:
        """Both passes over the batch at once; places after a sentence's end do not count."""
        width = max(lengths)
        inside = [scores.new_tensor([place < length for length in lengths]).unsqueeze(1) for place in range(width)]
        forward = [scores[:, 0]]
        for place in range(1, width):
            step = (forward[-1].unsqueeze(2) + moves).logsumexp(1) + scores[:, place]
            forward.append(step * inside[place] + forward[-1] * (1 - inside[place]))
        backward = [scores[:, 0] * 0]
        for place in range(width - 1, 0, -1):
            step = (moves + (scores[:, place] + backward[-1]).unsqueeze(1)).logsumexp(2)
            backward.append(step * inside[place])
        return Lattice(scores, moves, forward, backward[::-1], forward[-1].logsumexp(1))

    def share(self, row: int, start: int, tags: Sequence[int]) -> float:
        """The probability that sentence `row` has just these tags from `start` on."""
        path = self.forward[start][row, tags[0]] + self.backward[start + len(tags) - 1][row, tags[-1]]
        for place, (before, tag) in enumerate(itertools.pairwise(tags), start + 1):
            path = path + self.moves[before, tag] + self.scores[row, place, tag]
        return float((path - self.total[row]).exp())
