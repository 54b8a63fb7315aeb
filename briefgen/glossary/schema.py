"""The glossary format as dataclasses: what one entry in a Markdown or YAML file may say. `codec.validate` makes them of loaded
data; docs/reference/formats.md explains the keys.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from briefgen import codec
from briefgen.model import EntityType

LONGEST_DESCRIPTION = 300
"""A description is shown on a card beside the text; longer texts belong into the body."""


@dataclass(frozen=True, slots=True)
class AliasEntry:
    """A surface form with its rules; a bare string in a file is one with all defaults."""

    __pydantic_config__: ClassVar[Any] = codec.REFUSE_UNKNOWN

    text: str
    kind: Literal["name", "short", "acronym", "metonym", "exonym", "demonym", "title", "misspelling"] = "name"
    case: Literal["smart", "exact", "fold"] = "smart"
    match: Literal["always", "after_full_name", "context", "never"] = "always"
    context: list[str] = field(default_factory=list)
    valid: str = ""
    show: bool = True


@dataclass(frozen=True, slots=True)
class RelationEntry:
    """A relation to another entity; `dates` is EDTF."""

    __pydantic_config__: ClassVar[Any] = codec.REFUSE_UNKNOWN

    type: str
    target: str
    role: dict[str, str] = field(default_factory=dict)
    dates: str = ""


@dataclass(frozen=True, slots=True)
class GeoEntry:
    """Where a place lies, in degrees as written."""

    __pydantic_config__: ClassVar[Any] = codec.REFUSE_UNKNOWN

    lat: str
    lon: str
    precision: str = ""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """What a statement rests on."""

    __pydantic_config__: ClassVar[Any] = codec.REFUSE_UNKNOWN

    url: str
    accessed: str = ""


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    """What an entry takes out of the layers below it."""

    __pydantic_config__: ClassVar[Any] = codec.REFUSE_UNKNOWN

    aliases: dict[str, list[str]] = field(default_factory=dict)
    same_as: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entity as one layer describes it. `type` and `labels` may be left out where a lower layer has them."""

    __pydantic_config__: ClassVar[Any] = codec.REFUSE_UNKNOWN

    id: str
    type: EntityType | None = None
    kind: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, list[str | AliasEntry]] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    same_as: list[str] = field(default_factory=list)
    geo: GeoEntry | None = None
    dates: dict[str, str] = field(default_factory=dict)
    relations: list[RelationEntry] = field(default_factory=list)
    timezone: str = ""
    formerly: list[str] = field(default_factory=list)
    sources: list[SourceEntry] = field(default_factory=list)
    status: Literal["draft", "reviewed"] | None = None
    as_of: str = ""
    priority: int | None = None
    override: Literal["merge", "replace", "hide"] = "merge"
    remove: RemoveEntry = field(default_factory=RemoveEntry)
    schema: int = 1
