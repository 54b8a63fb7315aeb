"""A long list → pages that open quickly. The first keeps the address of the list, the others count on: `x.html`, `x.p2.html`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """One page of a list. `pages` are all of them as (label, path), for the way between them; one alone needs none."""

    path: str
    rows: tuple[Row, ...]
    pages: tuple[tuple[str, str], ...]
    number: int


def parts(path: str, rows: Sequence[Row], size: int, label: Callable[[Sequence[Row]], str]) -> tuple[Part[Row], ...]:
    """At least one page, the rows in order; `label` says what is on a page (which letters, which months)."""
    slices = [tuple(rows[start : start + size]) for start in range(0, len(rows), size)] or [()]
    paths = [path if not number else f"{path.removesuffix('.html')}.p{number + 1}.html" for number in range(len(slices))]
    ways = tuple((label(part), way) for part, way in zip(slices, paths, strict=True)) if len(slices) > 1 else ()
    return tuple(Part(way, part, ways, number) for number, (way, part) in enumerate(zip(paths, slices, strict=True), start=1))
