"""A long list → pages that open quickly. The first keeps the address of the list, the others count on: `x.html`, `x.p2.html`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
_LATER = re.compile(r"\.p([0-9]+)\.html$")


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """One page of a list. `pages` are all of them as (label, path), for the way between them; one alone needs none."""

    path: str
    rows: tuple[Row, ...]
    pages: tuple[tuple[str, str], ...]
    number: int


def number(path: str) -> int:
    """Which page of a list the path is of; 0 for the first."""
    found = _LATER.search(path)
    return int(found[1]) if found else 0


def parts(path: str, rows: Sequence[Row], size: int, label: Callable[[Sequence[Row]], str]) -> tuple[Part[Row], ...]:
    """At least one page, the rows in order; `label` says what is on a page (which letters, which months)."""
    slices = [tuple(rows[start : start + size]) for start in range(0, len(rows), size)] or [()]
    paths = [path if not number else f"{path.removesuffix('.html')}.p{number + 1}.html" for number in range(len(slices))]
    ways = tuple((label(part), way) for part, way in zip(slices, paths, strict=True)) if len(slices) > 1 else ()
    return tuple(Part(way, part, ways, number) for number, (way, part) in enumerate(zip(paths, slices, strict=True), start=1))
