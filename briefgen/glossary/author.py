"""A new entry, as a person would write it into a file, and what is wrong with it before it is written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen import codec
from briefgen.glossary import load
from briefgen.model import Problem


@dataclass(frozen=True, slots=True)
class Draft:
    """What an entry is to say; empty parts are left out. `aliases` are lists of names by language (`*` = any)."""

    id: str
    type: str = ""
    kind: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)
    same_as: Sequence[str] = ()


def text(draft: Draft) -> str:
    """The file of one entry: a YAML list with it alone, as `reviewed`."""
    parts: dict[str, Any] = {
        "id": draft.id,
        "type": draft.type,
        "kind": draft.kind,
        "labels": dict(draft.labels),
        "aliases": {lang: list(names) for lang, names in draft.aliases.items()},
        "description": dict(draft.description),
        "same_as": list(draft.same_as),
        "status": "reviewed",
    }
    return codec.dump_yaml([{key: value for key, value in parts.items() if value}])


def path(ident: str) -> str:
    """Where the file of an entry lies, below the folder of the site's glossary."""
    return f"{ident}.yaml"


def check(draft: Draft, site: Path, folder: Path, layers: tuple[str, ...]) -> tuple[Problem, ...]:
    """The errors that the entry would bring into the site's glossary (in `folder`). Nothing is written there: a copy is read."""
    if not load.ID.fullmatch(draft.id):
        hint = "Ids are lower-case letters a-z and digits, joined by single hyphens."
        return (Problem("glossary-invalid", "error", f'"{draft.id}" is not an id', None, hint),)
    name = (folder / path(draft.id)).relative_to(site)
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / folder.relative_to(site)
        if folder.is_dir():
            shutil.copytree(folder, copy, symlinks=True)
        file = Path(scratch) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text(draft), "utf-8")
        _, after = load.load(Path(scratch), copy, layers=(*layers, "site"))
    _, before = load.load(site, folder, layers=(*layers, "site"))
    return tuple(one for one in after if one.severity == "error" and one not in before)
