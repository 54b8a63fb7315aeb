"""A page that is planned but not drawn yet: it knows a digest of all it will show, so what did not change need not be drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from briefgen.model import Page


@dataclass(frozen=True, eq=False, slots=True)
class PlannedPage:
    """A page to be. `inputs` is a SHA-256 over everything the page shows and how; equal inputs give equal bytes."""

    path: str
    rank: int
    inputs: str
    _body: Callable[[], bytes] = field(repr=False)
    searched: bool = False
    """True if readers are to find it by its words."""

    def draw(self) -> bytes:
        """The bytes of the file; raises `TemplateProblem`."""
        return self._body()

    def render(self) -> Page:
        """Draw it; raises `TemplateProblem`."""
        return Page(self.path, self._body(), self.rank)


def digest(*parts: object) -> str:
    """SHA-256 of the parts' representations, hexadecimal."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def file(path: str, data: bytes) -> PlannedPage:
    """A file whose bytes are there already."""
    return PlannedPage(path, 0, hashlib.sha256(data).hexdigest(), lambda: data)
