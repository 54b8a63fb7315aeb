"""The YAML between `---` lines at the head of a text or Markdown file → `FrontMatter`, every mistake with its line and column."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

from briefgen import codec, language
from briefgen.model import EntityType, Location, Problem, PublishMode

_ISO_TIME = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?")
_BASIC = re.compile(r"(\d{4})(?:/(\d\d)/|(\d\d))(\d\d)(?:(?:T(?=\d{4})|[ T](?=\d\d:))(\d\d):?(\d\d)(?::?\d\d)?)?(.{0,6})")
"""`20240424T210000Z`, which ISO 8601 calls basic, and `2024/04/24 21:00`."""


@dataclass(frozen=True, slots=True)
class Entities:
    """`pin`: surface form → entity id; `ignore`: surface forms that are not linked; `types`, in a file `as`: surface form → what
    kind of thing it names, where no glossary tells.
    """

    __pydantic_config__: ClassVar = codec.REFUSE_UNKNOWN | {"alias_generator": lambda name: "as" if name == "types" else name}
    pin: dict[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    types: dict[str, EntityType] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys that are read, as in docs/reference/formats.md; empty or None where a file says nothing."""

    __pydantic_config__: ClassVar = codec.REFUSE_UNKNOWN
    id: str = ""
    title: str = ""
    byline: str = ""
    outlet: str = ""
    published: str | None = None
    updated: str | None = None
    url: str = ""
    lang: str = ""
    summary: str = ""
    topics: tuple[str, ...] = ()
    draft: bool = False
    publish: PublishMode = "full"
    translation_of: str = ""
    entities: Entities = field(default_factory=Entities)
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


def read(text: str, path: str) -> tuple[FrontMatter | None, int, tuple[Problem, ...]]:
    """`(front matter, offset of the body, problems)`; None if it has an error. A file without any gives an empty one."""
    yaml, body, _ = codec.split_front_matter(text)
    start = len(text) - len(body)
    if yaml is None:
        return FrontMatter(), start, ()
    data, problems = codec.load_yaml(yaml, path, 2)
    problems = tuple(dataclasses.replace(problem, code="front-matter-invalid") for problem in problems)
    if problems:
        return None, start, problems
    if data is None:
        return FrontMatter(), start, ()
    if not isinstance(data, dict):
        return (
            None,
            start,
            (Problem("front-matter-invalid", "error", "front matter must be keys with values", Location(path, 2, 1)),),
        )
    notes = _without_unread(data, path)
    front, problems = codec.validate(FrontMatter, data, path, code="front-matter-invalid", unknown="note")
    if front is None:
        return None, start, notes + problems
    wrong = (*_wrong_dates(front, data, path), *_wrong_language(front, data, path))
    return (None if wrong else front), start, notes + problems + wrong


def _without_unread(data: dict[Any, Any], path: str) -> tuple[Problem, ...]:
    """Take out keys without a value and, with one note, keys of other tools."""
    unread = [key for key in data if key not in {known.name for known in dataclasses.fields(FrontMatter)}]
    place = Location(path, *codec.position(data, unread[0])) if unread else None
    for key in [key for key in data if key in unread or data[key] is None]:
        del data[key]
    if not unread:
        return ()
    return (Problem("front-matter-unknown", "note", f"keys that are not read: {', '.join(map(str, unread))}", place),)


def _wrong_dates(front: FrontMatter, data: Any, path: str) -> Iterator[Problem]:
    for key, value in (("published", front.published), ("updated", front.updated)):
        if value and iso(value) is None:
            message = f'"{key}" must be a date like 2024-04-24 or 2024-04-24T21:00+08:00'
            yield Problem("front-matter-invalid", "error", message, Location(path, *codec.position(data, key)))


def _wrong_language(front: FrontMatter, data: Any, path: str) -> Iterator[Problem]:
    if front.lang and not language.code_of(front.lang):
        place = Location(path, *codec.position(data, "lang"))
        yield Problem("front-matter-invalid", "error", '"lang" must be a language code', place, "Write it like id or en.")


def iso(text: str) -> str | None:
    """A date or time in ISO 8601 as `Article.published` holds it (extended, no seconds, `Z` as `+00:00`); None if it is none."""
    from datetime import date, time

    text = text.strip()
    if basic := _BASIC.fullmatch(text):
        year, month, joined, day, hour, minute, zone = basic.groups()
        text = f"{year}-{month or joined}-{day}" + (f"T{hour}:{minute}" if hour else "") + zone
    match = _ISO_TIME.fullmatch(text)
    if not match:
        return None
    day, clock, zone = match.groups()
    digits = (zone or "").replace(":", "")
    offset = "" if not digits else "+00:00" if digits == "Z" else f"{digits[:3]}:{digits[3:] or '00'}"
    try:
        date.fromisoformat((day + "-01-01")[:10])
        if clock:
            time.fromisoformat(clock + offset)
    except ValueError:
        return None
    if clock and len(day) < 10:
        return None
    return f"{day}T{clock}{offset}" if clock else day
