"""The folders that people of a site write into → their files: which may be read, and a problem for each that may not. A link is
followed only within the site: what lies elsewhere is not the site's to publish.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen.model import Location, Problem

YAML = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was read: `name` is its path below the site's folder with `/` separators."""

    path: Path
    name: str
    text: str


def files(
    site: Path, folder: Path, suffixes: frozenset[str], *, code: str, other: str = "", deep: bool = True
) -> Iterator[Written | Problem]:
    """Every file of a folder (which need not exist), if `deep` at any depth, by path; hidden ones are ignored. What cannot be
    read is an error under `code`; what ends in nothing of `suffixes` is a note with the hint `other`, or nothing without one.
    """
    root = Path(os.path.realpath(site))
    for path in sorted(folder.glob("**/*" if deep else "*")):
        place = Location(name_of(site, path))
        if path.name.startswith(".") or (path.is_dir() and not path.is_symlink()):
            continue
        if problem := strays(path, root, place):
            yield problem
        elif path.suffix.lower() not in suffixes or not path.is_file():
            if other:
                yield Problem("file-not-read", "note", "this file is not read", place, other)
        elif not is_named(place.path):
            yield Problem(code, "error", "the name of the file is not UTF-8", place, "Rename it.")
        else:
            try:
                yield Written(path, place.path, path.read_bytes().decode("utf-8"))
            except OSError as error:
                yield Problem(code, "error", f"the file cannot be read: {error.strerror}", place)
            except UnicodeDecodeError as error:
                yield Problem(code, "error", f"the file cannot be read: {error}", place, "Save it as UTF-8.")


def strays(path: Path, root: Path, place: Location) -> Problem | None:
    """A note if this is a link that leads out of the site (whose real folder is `root`), nowhere, or in a circle."""
    if not path.is_symlink() or (path.exists() and Path(os.path.realpath(path)).is_relative_to(root)):
        return None
    return Problem("file-not-read", "note", "this link leads out of the site or nowhere and is not followed", place)


def is_named(name: str) -> bool:
    """False for the name of a file with bytes that are no UTF-8: nothing that is called after it could be written."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def name_of(site: Path, path: Path) -> str:
    """The path below the site's folder, else the whole path, with `/` separators."""
    return (path.relative_to(site) if path.is_relative_to(site) else path).as_posix()
