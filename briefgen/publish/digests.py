"""Files → digests: what a result was computed from, so that the store never answers with one of other code, data or input."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from briefgen import language

PACKAGE = Path(str(resources.files("briefgen")))


def of(*parts: str | bytes) -> str:
    """SHA-256 of the parts, each with its length, hexadecimal."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def of_folder(folder: Path, *, contents: bool = True) -> str:
    """Digest of every file below a folder by relative path and bytes; `contents=False` takes size and modification time
    instead (weights: megabytes that are installed once). A missing folder has the digest of nothing."""
    parts: list[str | bytes] = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.parent.name != "__pycache__"):
        parts.append(path.relative_to(folder).as_posix())
        if contents:
            parts.append(path.read_bytes())
        else:
            status = path.stat()
            parts.append(f"{status.st_size}:{status.st_mtime_ns}")
    return of(*parts)


@functools.cache
def understanding() -> str:
    """Digest of all that `understand` depends on but its input: our code that reads and analyses, the language files, the
    weights and the version of Stanza."""
    weights = (of_folder(folder, contents=False) for folder in (language.FOLDER / "models", language.fetched()))
    return of(_code("", "read", "analyse", "codec"), *_languages(), *weights, _stanza())


@functools.cache
def briefing() -> str:
    """Digest of the program that makes a briefing of a document, with its data: all but what draws and publishes it."""
    return of(understanding(), _code("compose"), of_folder(PACKAGE / "glossary"))


@functools.cache
def program() -> str:
    """Digest of all of the program: code, language files, glossary data and weights."""
    parts = ("", "cli", "codec", "read", "analyse", "glossary", "glossary/data", "compose", "render", "publish")
    return of(understanding(), _code(*parts), of_folder(PACKAGE / "glossary"))


def _code(*folders: str) -> str:
    files: Iterable[Path] = (path for folder in folders for path in sorted((PACKAGE / folder).glob("*.py")))
    return of(*(part for path in files for part in (path.name, path.read_bytes())))


def _languages() -> list[bytes]:
    return [path.read_bytes() for path in sorted((PACKAGE / "lang").glob("*.toml"))]


def _stanza() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("stanza")
    except PackageNotFoundError:  # a language without a model still builds
        return ""
