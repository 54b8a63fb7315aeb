"""The output folder as it lies on disk: which paths are safe to write, what is there, whose it is, and whole-file replacement.

Ownership is a manifest beside the store, one a folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import stat
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefgen.model import Location, Problem

LOCK_WAIT_S = 30.0
"""Seconds to wait for another build to finish publishing; even thousands of pages take less."""
LOCK_STEP_S = 0.05
_UNSAFE = re.compile(r'[\x00-\x1f\\:*?"<>|\ud800-\udfff]')
"""Characters that Windows refuses in names, and undecodable bytes of names on other systems."""
GENERATOR = b'name="generator" content="briefgen'
"""The mark that every page carries in its head."""
HEAD_BYTES = 4096
"""How much of a page is searched for the mark."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A regular file in the output folder: SHA-256, size in bytes and time of change in nanoseconds."""

    output: str
    size: int
    mtime: int


def is_safe(path: str) -> bool:
    """True for a relative path with `/` separators that stays below the folder it is joined to, on any system."""
    parts = PurePosixPath(path).parts
    return (
        bool(parts)
        and "/".join(parts) == path
        and not path.startswith("/")
        and not {".", ".."} & set(parts)
        and not _UNSAFE.search(path)
    )


def sha(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def look(output: Path, path: str, known: Seen | None = None) -> Seen | None:
    """The regular file at a path, or None; a file with the size and time of `known` is taken for that one and not read."""
    try:
        found = (output / path).lstat()
        if not stat.S_ISREG(found.st_mode):
            return None
        if known and (found.st_size, found.st_mtime_ns) == (known.size, known.mtime):
            return known
        with (output / path).open("rb") as file:
            return Seen(hashlib.file_digest(file, "sha256").hexdigest(), found.st_size, found.st_mtime_ns)
    except OSError:
        return None


def obstacle(output: Path, path: str) -> str:
    """What makes a file at this path impossible: a link or file for a folder on the way, a folder or link at its end."""
    steps = PurePosixPath(path)
    for parent in reversed(steps.parents[:-1]):
        folder = output / parent
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            return str(parent)
    target = output / path
    return path if target.is_symlink() or (target.exists() and not target.is_file()) else ""


def is_marked(output: Path) -> bool:
    """True if the front page says that briefgen made it."""
    try:
        with (output / "index.html").open("rb") as file:
            return GENERATOR in file.read(HEAD_BYTES)
    except OSError:
        return False


# --- the manifest -------------------------------------------------------------------------------------------------------


def manifest_file(state: Path, output: Path) -> Path:
    """Where the paths that briefgen wrote into this output folder are listed."""
    return state / f"manifest-{sha(os.path.realpath(output).encode('utf-8', 'surrogatepass'))[:16]}.json"


def read_manifest(file: Path) -> frozenset[str] | None:
    """The paths of earlier builds, or None if there is no readable list; unsafe paths are left out."""
    try:
        listed = json.loads(file.read_bytes())["files"]
        return frozenset(path for path in listed if isinstance(path, str) and is_safe(path))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_manifest(file: Path, output: Path, paths: Collection[str]) -> None:
    """Replace the list in one step."""
    text = json.dumps({"output": str(output), "files": sorted(paths)}, ensure_ascii=False, indent=0)
    part = file.with_name(file.name + ".part")
    part.write_text(text, "utf-8")
    part.replace(file)


# --- staging, replacing, deleting ---------------------------------------------------------------------------------------


@contextlib.contextmanager
def staging(state: Path, output: Path) -> Iterator[Path]:
    """An empty folder on the file system of the output folder, removed at the end: renames must not cross file systems."""
    same = state.stat().st_dev == output.stat().st_dev
    folder = state / "staging" if same else output / ".briefgen-staging"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove(output: Path, path: str) -> bool:
    """Delete a file and the folders that it leaves empty; True if it was there. Links and folders are not touched."""
    if obstacle(output, path):
        return False
    target = output / path
    try:
        target.unlink()
    except FileNotFoundError:
        return False
    for parent in target.parents:
        if parent == output:
            break
        try:
            parent.rmdir()
        except OSError:
            break
    return True


@contextlib.contextmanager
def lock(state: Path) -> Iterator[Problem | None]:
    """Hold the state folder's lock; gives a problem if another build still holds it after `LOCK_WAIT_S`.

    The lock belongs to the open file, so it ends with its process, however that ends. Raises `OSError` if it cannot be made.
    """
    with (state / "lock").open("a+") as file:
        until = time.monotonic() + LOCK_WAIT_S
        while not (held := _try_lock(file.fileno())) and time.monotonic() < until:
            time.sleep(LOCK_STEP_S)
        if held:
            yield None
        else:
            hint = "Wait for it to end, or end it."
            yield Problem("build-locked", "error", "another build is publishing", Location(".briefgen/lock"), hint)


def _try_lock(descriptor: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows: no advisory locks; renames alone keep files whole
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_writable(folder: Path) -> bool:
    """True if files may be made in this folder."""
    return os.access(folder, os.W_OK | os.X_OK)
