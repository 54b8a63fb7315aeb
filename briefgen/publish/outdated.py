"""What must be done again, and why: one pure function from what is planned, what was recorded and what lies in the output folder
to the pages to render, the files to delete, and a sentence for each.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """What the last build noted of a page: the digest of everything it was drawn from, and the SHA-256 of the bytes drawn."""

    inputs: str
    output: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Paths to render and paths to delete, each sorted, and one sentence for each of them in the same order."""

    render: tuple[str, ...]
    delete: tuple[str, ...]
    reasons: tuple[str, ...]


def decide(
    planned: Mapping[str, str], recorded: Mapping[str, Record], present: Mapping[str, str], owned: Collection[str]
) -> Decision:
    """Decide from `planned` (path → digest of inputs), the last build's records, `present` (path → SHA-256 of the file that is
    there; a path without a file is absent) and the paths that earlier builds wrote.

    A page is left alone only if its inputs are the recorded ones and the file there is the recorded one. Only files of earlier
    builds are deleted, and only if they are not planned any more.
    """
    why = {path: _why(inputs, recorded.get(path), present.get(path)) for path, inputs in planned.items()}
    render = tuple(sorted(path for path, reason in why.items() if reason))
    delete = tuple(sorted(path for path in set(owned) if path not in planned))
    sentences = [f"{path} is rendered because {why[path]}" for path in render]
    sentences += [f"{path} is deleted because nothing makes it any more" for path in delete]
    return Decision(render, delete, tuple(sentences))


def _why(inputs: str, record: Record | None, present: str | None) -> str:
    if record is None:
        return "it is new" if present is None else "nothing is recorded of the file there"
    if record.inputs != inputs:
        return "what it shows has changed"
    if present is None:
        return "the file is missing"
    return "" if present == record.output else "the file there was changed by something else"
