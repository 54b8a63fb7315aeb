"""Reads token-per-line entity files, renames their labels, and finds the spans they mark: the one place that knows the BIO
scheme.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

Tagged = tuple[tuple[str, str], ...]
Span = tuple[int, int, str]


def read_iob(path: Path) -> tuple[Tagged, ...]:
    """Sentences of (token, tag) from `token TAB tag` lines; an empty line ends a sentence, a line without a tag is skipped."""
    sentences: list[Tagged] = []
    current: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        columns = line.rstrip("\r").split("\t")
        if len(columns) >= 2 and columns[0]:
            current.append((columns[0], columns[-1].strip()))
        elif not line.strip() and current:
            sentences.append(tuple(current))
            current = []
    return tuple(sentences)


def relabel(sentences: Iterable[Tagged], names: Mapping[str, str]) -> tuple[Tagged, ...]:
    """The sentences with class names replaced; a class mapped to "" becomes `O`, one that is not named stays."""

    def new(tag: str) -> str:
        prefix, _, name = tag.partition("-")
        renamed = names.get(name, name)
        return f"{prefix}-{renamed}" if renamed and tag != "O" else "O"

    return tuple(tuple((word, new(tag)) for word, tag in sentence) for sentence in sentences)


def spans(tags: Sequence[str]) -> set[Span]:
    """Entities as (first token, token after the last, class) of BIO or BIOES tags; a stray I- opens an entity."""
    found: set[Span] = set()
    start, name = -1, ""
    for place, tag in enumerate([*tags, "O"]):
        prefix, _, label = tag.partition("-")
        if name and (prefix in "OBS" or label != name):
            found.add((start, place, name))
            name = ""
        if prefix != "O" and not name:
            start, name = place, label
        if prefix in "ES" and name:
            found.add((start, place + 1, name))
            name = ""
    return found


def repaired(tags: Sequence[str]) -> list[str]:
    """Tags in which every I- continues an entity of its class."""
    fixed: list[str] = []
    for tag in tags:
        before = fixed[-1] if fixed else "O"
        fixed.append(f"B-{tag[2:]}" if tag[:2] == "I-" and before[2:] != tag[2:] else tag)
    return fixed
