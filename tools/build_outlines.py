"""`land-50m.json` of the npm package world-atlas → templates/static/world.svg, the outlines that all locator maps share.

Natural Earth (public domain) in TopoJSON; longitude and latitude become x and y as they are, in tenths of a degree from 180° W
and 90° N: a line on the map is wider than that. Usage: python tools/build_outlines.py land-50m.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "templates" / "static" / "world.svg"
LEAST_AREA = 0.05
"""Square degrees below which an island is left out: it would be less than a dot."""
TOLERANCE = 0.12
"""Degrees by which a simplified line may leave the real one."""

Point = tuple[float, float]


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees: deltas undone, scaled and moved as the format says."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale_x + move_x, y * scale_y + move_y))
        found.append(line)
    return found


def rings(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """The outer rings of all land."""
    lines = arcs(topology)
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            ring: list[Point] = []
            for number in polygon[0]:
                line = lines[number] if number >= 0 else lines[~number][::-1]
                ring += line if not ring else line[1:]
            yield ring


def simplified(line: Sequence[Point]) -> list[Point]:
    """Douglas and Peucker (1973), without recursion."""
    keep = {0, len(line) - 1}
    parts = [(0, len(line) - 1)]
    while parts:
        first, last = parts.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        far, place = 0.0, 0
        for number in range(first + 1, last):
            x, y = line[number]
            away = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
            if away > far:
                far, place = away, number
        if far > TOLERANCE:
            keep.add(place)
            parts += [(first, place), (place, last)]
    return [line[number] for number in sorted(keep)]


def area(ring: Sequence[Point]) -> float:
    """Square degrees (the shoelace formula)."""
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def path(ring: Sequence[Point]) -> str:
    """Relative moves in tenths of a degree, with as few characters as SVG allows."""
    points = [(round((x + 180) * 10), round((90 - y) * 10)) for x, y in ring]
    text, before = f"M{points[0][0]} {points[0][1]}l", points[0]
    for point in points[1:]:
        dx, dy = point[0] - before[0], point[1] - before[1]
        if (dx, dy) != (0, 0):
            text += f"{dx} {dy} ".replace(" -", "-")
            before = point
    return text.strip() + "z"


def main() -> None:
    """Read the file named on the command line and write the outlines."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    drawn = "".join(path(simplified(ring)) for ring in rings(topology) if area(ring) >= LEAST_AREA)
    land = f'<path fill="#8c8f96" fill-opacity=".45" d="{drawn}"/>'
    TARGET.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3600 1800">{land}</svg>\n', "utf-8")


if __name__ == "__main__":
    main()
