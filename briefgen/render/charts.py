"""Facts → small SVG drawings. They repeat what the page says in words, so they are hidden from screen readers, and they have no
styles of their own: classes only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import cos, pi, sin
from statistics import median

from briefgen.model import Quantity

WIDTH = 640
"""User units of every drawing; the page scales it."""
MARGIN = 12
LONG_GAP = 6
"""Times the median gap: a longer one is drawn as a break, or one old date would press all others together."""
BREAK = 1.5
"""Median gaps that a break is wide."""
LABEL = 90
"""User units that a date label needs."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A date on an axis: from `x` on for `width` (0 = a day), `kind` is `past`, `future` or `published`."""

    x: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of time. `labels` are (x, words, text anchor); `breaks` where time is left out."""

    marks: tuple[Mark, ...]
    labels: tuple[tuple[float, str, str], ...]
    breaks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """Something to put on an axis: its first and last day, its words, its kind."""

    first: date
    last: date
    words: str
    kind: str


def axis(dated: Sequence[Dated]) -> Axis | None:
    """An axis of at least three different days, else None: two dates are read faster than looked at. Open ends are left out."""
    closed = sorted((one for one in dated if date.min < one.first and one.last < date.max), key=lambda one: (one.first, one.last))
    days = sorted({day for one in closed for day in (one.first, one.last)})
    if len({one.first for one in closed}) < 3:
        return None
    place, breaks = _scale(days)
    marks = tuple(Mark(place[one.first], round(place[one.last] - place[one.first], 1), one.kind) for one in closed)
    return Axis(marks, _labels(closed, place), breaks)


def _scale(days: Sequence[date]) -> tuple[dict[date, float], tuple[float, ...]]:
    """Where each day stands, and the middles of the breaks."""
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    usual = median(gaps)
    drawn = [gap if gap <= LONG_GAP * usual else BREAK * usual for gap in gaps]
    unit = (WIDTH - 2 * MARGIN) / sum(drawn)
    place, at, breaks = {days[0]: float(MARGIN)}, float(MARGIN), []
    for day, gap, width in zip(days[1:], gaps, drawn, strict=True):
        if gap != width:
            breaks.append(round(at + unit * width / 2, 1))
        at += unit * width
        place[day] = round(at, 1)
    return place, tuple(breaks)


def _labels(dated: Sequence[Dated], place: dict[date, float]) -> tuple[tuple[float, str, str], ...]:
    """The first and the last date, and those between that have room."""
    first, last = dated[0], max(dated, key=lambda one: one.first)
    end = place[last.first]
    labels = [(place[first.first], first.words, "start")]
    room = place[first.first] + 1.5 * LABEL
    for one in dated[1:]:
        x = place[one.first]
        if room <= x <= end - 1.5 * LABEL:
            labels.append((x, one.words, "middle"))
            room = x + LABEL
    return (*labels, (end, last.words, "end"))


# --- who stands with whom ----------------------------------------------------------------------------------------------

NETWORK = (400, 300)
"""Width and height in user units."""
MAX_NODES = 10
RADIUS = (85, 115)
NAME = 15
"""Letters of a name that fit beside its dot."""


@dataclass(frozen=True, slots=True)
class Node:
    """A name around the middle: where its dot is, how its words stand to it, how strong its line is (1…5)."""

    x: float
    y: float
    anchor: str
    name: str
    weight: int


def network(neighbours: Sequence[tuple[str, int]]) -> tuple[Node, ...]:
    """The strongest neighbours (name, common sentences) on an ellipse, clockwise from the top; of fewer than three none."""
    shown = neighbours[:MAX_NODES]
    if len(shown) < 3:
        return ()
    most = max(count for _, count in shown)
    nodes = []
    for number, (name, count) in enumerate(shown):
        angle = 2 * pi * number / len(shown) - pi / 2
        x, y = NETWORK[0] / 2 + RADIUS[0] * cos(angle), NETWORK[1] / 2 + RADIUS[1] * sin(angle)
        side = "middle" if abs(cos(angle)) < 0.3 else "start" if cos(angle) > 0 else "end"
        words = name if len(name) <= NAME else name[: NAME - 1].rstrip() + "…"
        nodes.append(Node(round(x, 1), round(y, 1), side, words, 1 + 4 * count // most if most > 1 else 1))
    return tuple(nodes)


# --- before and after --------------------------------------------------------------------------------------------------

BAR = 100
"""User units of the longer bar."""


def bars(before: Quantity, after: Quantity) -> tuple[float, float] | None:
    """The lengths of two bars that compare amounts of one unit; None where no length can show them."""
    amounts = (before.amount, after.amount)
    if before.unit != after.unit or not all(amount.is_finite() and amount >= 0 for amount in amounts) or not max(amounts):
        return None
    first, last = (round(float(BAR * amount / max(amounts)), 1) for amount in amounts)
    return first, last


# --- where it is -------------------------------------------------------------------------------------------------------

TENTHS = 10
"""The outlines count in tenths of a degree."""
WINDOW = (600, 340)
"""What a map shows around its place: 60 by 34 degrees, a continent's part with its coasts."""
WORLD = (3600, 1800)


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the shared outlines: the window shown and the dot, in tenths of a degree from 180° W and 90° N."""

    left: int
    top: int
    x: int
    y: int


def place(latitude: str, longitude: str) -> Place | None:
    """The map of a place in degrees as written; None if that is not on earth."""
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        return None
    x, y = round((east + 180) * TENTHS), round((90 - north) * TENTHS)
    left = min(max(x - WINDOW[0] // 2, 0), WORLD[0] - WINDOW[0])
    top = min(max(y - WINDOW[1] // 2, 0), WORLD[1] - WINDOW[1])
    return Place(left, top, x, y)
