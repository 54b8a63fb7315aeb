"""The probability of a stretch of tags: checked against the sum over all tag sequences."""

from __future__ import annotations

import itertools

import pytest

from briefgen.analyse import lattice

torch = pytest.importorskip("torch")


def brute(scores: list[list[float]], moves: list[list[float]], start: int, tags: tuple[int, ...]) -> float:
    """Share of the weight of all sequences that have `tags` from `start` on."""
    import math

    with_tags = total = 0.0
    for path in itertools.product(range(len(moves)), repeat=len(scores)):
        weight = sum(row[tag] for row, tag in zip(scores, path, strict=True))
        weight += sum(moves[a][b] for a, b in itertools.pairwise(path))
        total += math.exp(weight)
        with_tags += math.exp(weight) * (path[start : start + len(tags)] == tags)
    return with_tags / total


@pytest.mark.parametrize(
    ("row", "start", "tags"), [(0, 0, (1,)), (0, 1, (2, 0)), (0, 0, (1, 1, 2, 0)), (1, 0, (2, 1)), (1, 1, (0,)), (2, 0, (2,))]
)
def test_a_stretch_has_its_share_of_all_sequences_whatever_it_is_batched_with(
    row: int, start: int, tags: tuple[int, ...]
) -> None:
    lengths = [4, 2, 1]
    torch.manual_seed(0)
    scores, moves = torch.randn(3, 4, 3), torch.randn(3, 3)
    share = lattice.Lattice.of(scores, moves, lengths).share(row, start, tags)
    assert share == pytest.approx(brute(scores[row, : lengths[row]].tolist(), moves.tolist(), start, tags), abs=1e-5)
