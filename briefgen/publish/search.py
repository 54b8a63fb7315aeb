"""The published pages → a search index that the reader's browser asks, made by Pagefind: the only doorway to it.

The index of a set of pages is kept in the state folder and made again only when one of them changes.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.model import Problem
from briefgen.publish import folder

FOLDER = "pagefind/"
"""Where the index lies below the output folder."""
LIMIT_S = 600
"""Seconds after which Pagefind is given up: 5,000 pages take it 15."""
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Its own interfaces: the search page has its own."""
_MARK = b"pagefind_dcd"


@dataclass(frozen=True, slots=True)
class Indexed:
    """A file of an index as a plan."""

    path: str
    inputs: str
    _file: Path
    rank: int = 0

    def draw(self) -> bytes:
        """Its bytes."""
        return self._file.read_bytes()


def index(pages: Mapping[str, str], *, output: Path, state: Path) -> tuple[tuple[Indexed, ...], tuple[Problem, ...]]:
    """The files of the index of those pages (path → SHA-256), which must be published; a problem if it cannot be made."""
    if not pages:
        return (), ()
    if importlib.util.find_spec("pagefind_bin") is None:
        hint = "Install it with pip install 'briefgen[search]', or set enabled = false in [search] of briefgen.toml."
        return (), (Problem("search-unavailable", "note", "the site gets no search: Pagefind is not installed", hint=hint),)
    key = folder.sha(json.dumps(sorted(pages.items())).encode())
    place = state / "search" / key
    if not place.is_dir():
        try:
            _make(output, place)
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            said = getattr(error, "stderr", b"") or str(error)
            text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
            return (), (Problem("search-failed", "warning", f"the search index was not made: {text.strip()[:300]}"),)
    return tuple(_files(place, key)), ()


def _make(output: Path, place: Path) -> None:
    """Run Pagefind over the folder; only pages that mark a body are indexed. Other indexes are dropped."""
    import pagefind_bin

    shutil.rmtree(place.parent, ignore_errors=True)
    part = place.with_suffix(".part")
    folders = ["--site", str(output), "--output-path", str(part)]
    command = [str(pagefind_bin.get_executable()), "--silent", "--keep-index-url", *folders]
    subprocess.run(command, check=True, capture_output=True, timeout=LIMIT_S)  # noqa: S603 (a program of the package, no shell)
    _settle(part)
    part.rename(place)


def _settle(part: Path) -> None:
    """Put what Pagefind writes in the order of a hash table (filters, their values, languages) into alphabetical order, so that
    the same pages give the same bytes. Its files are gzipped CBOR behind a mark and named after a digest of themselves.
    """
    named = {}
    for path in part.glob("filter/*.pf_filter"):
        name, values = _unpacked(path)
        named[path.stem] = _packed(path, [name, sorted(values)], path.stem.partition("_")[0]).stem
    entry = part / "pagefind-entry.json"
    settings = json.loads(entry.read_bytes())
    for lang, one in settings["languages"].items():
        path = part / f"pagefind.{one['hash']}.pf_meta"
        version, pages, chunks, filters, *rest = _unpacked(path)
        sorted_filters = sorted([name, named[digest]] for name, digest in filters)
        settled = _packed(path, [version, pages, chunks, sorted_filters, *rest], f"pagefind.{lang}")
        one["hash"] = settled.stem.removeprefix("pagefind.")
    entry.write_text(json.dumps(settings, sort_keys=True, ensure_ascii=False), "utf-8")


def _unpacked(path: Path) -> Any:
    import cbor2

    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(_MARK))


def _packed(path: Path, value: Any, name: str) -> Path:
    """Write the value in place of the file; gives where, which is the name with a digest."""
    import cbor2

    data = _MARK + cbor2.dumps(value)
    path.unlink()
    new = path.with_name(f"{name}_{folder.sha(data)[:10]}{path.suffix}")
    new.write_bytes(gzip.compress(data, mtime=0))
    return new


def _files(place: Path, key: str) -> Iterator[Indexed]:
    for name, path in sorted((path.relative_to(place).as_posix(), path) for path in place.rglob("*") if path.is_file()):
        if not name.startswith(_UNUSED):
            yield Indexed(FOLDER + name, folder.sha(f"{key}/{name}".encode()), path)
