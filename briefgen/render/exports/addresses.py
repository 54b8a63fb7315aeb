"""Paths below the output folder → addresses: absolute where the site knows its own, else relative to the file that names them."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.render.catalogue import root_of


@dataclass(frozen=True, slots=True)
class Addresses:
    """`base` is the site's `base_url`, ending in `/`, or empty."""

    base: str

    def of(self, path: str, seen_from: str) -> str:
        """The address of a path as a file at `seen_from` is to write it."""
        return self.base + path if self.base else root_of(seen_from) + path
