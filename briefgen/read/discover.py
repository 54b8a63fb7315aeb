"""The `seeds/` folder → `Source`s: which files are articles, too large, or not read here."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from briefgen.model import Location, Problem, Source
from briefgen.seeds import is_named, name_of, strays

PAGES = frozenset({".html", ".htm", ".xhtml"})
SUFFIXES = frozenset({".txt", ".md", ".markdown", ".jsonl"}) | PAGES
KNOWN_FOLDERS = frozenset({"articles", "glossary", "overrides", "raw", "stories"})
MAX_BYTES = 1_000_000
"""Bytes of an article file by default; a long newspaper article has 50,000."""

MARKUP = 10
"""A saved page has so many times the bytes of the text it is about, scripts and pictures written into it included."""


def discover(site: Path, seeds: Path, max_bytes: int = MAX_BYTES) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Read every article file: all in `seeds/articles/`, at any depth, and those directly in `seeds/`; sorted by path.

    Hidden files are ignored, other files are a note, links that lead out of the site are not followed (a note).
    """
    seeds = seeds if seeds.is_absolute() else site / seeds
    if not seeds.is_dir():
        hint = f"Make the folder {name_of(site, seeds)}/articles and put a text in it."
        return (), (Problem("seeds-missing", "error", "there is no folder of inputs", Location(name_of(site, seeds)), hint),)
    root = Path(os.path.realpath(site))
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in sorted(_files(seeds), key=lambda path: name_of(site, path)):
        found = _read(path, name_of(site, path), root, max_bytes)
        if isinstance(found, Source):
            sources.append(found)
        else:
            problems.append(found)
    return tuple(sources), tuple(problems)


def _files(seeds: Path) -> Iterator[Path]:
    yield from (path for path in seeds.iterdir() if not path.name.startswith(".") and (path.is_symlink() or not path.is_dir()))
    folders = [seeds / "articles"] if (seeds / "articles").is_dir() else []
    while folders:
        for path in folders.pop().iterdir():
            if path.name.startswith("."):
                continue
            if path.is_dir() and not path.is_symlink():
                folders.append(path)
            else:
                yield path


def _read(path: Path, name: str, root: Path, max_bytes: int) -> Source | Problem:
    place = Location(name)
    if problem := strays(path, root, place):
        return problem
    if path.suffix.lower() not in SUFFIXES or not path.is_file():
        kinds = ", ".join(sorted(SUFFIXES))
        return Problem("file-not-read", "note", "this file is not read", place, f"Articles are files that end in {kinds}.")
    if not is_named(name):
        return Problem("article-unreadable", "error", "the name of the file is not UTF-8", place, "Rename it.")
    try:
        allowed = max_bytes * MARKUP if path.suffix.lower() in PAGES else max_bytes
        if path.stat().st_size > allowed:
            message = f"the file has {path.stat().st_size:,} bytes, more than {allowed:,}"
            return Problem("article-too-large", "error", message, place, "Set [build] max_article_bytes to read it all the same.")
        data = path.read_bytes()
    except OSError as error:
        return Problem("article-unreadable", "error", f"cannot be read: {error.strerror}", place)
    return Source(name, data, hashlib.sha256(data).hexdigest())
