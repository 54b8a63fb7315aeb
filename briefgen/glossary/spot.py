"""A name spot: a stretch of an article that is a name, before it is settled what it names."""

from __future__ import annotations

from typing import NamedTuple

from briefgen.glossary.gazetteer import Name
from briefgen.model import EntityType, Span


class Spot(NamedTuple):
    """A stretch that is a name: of what type, on what evidence, and what the glossary says it may be. `marked` is the type
    that the annotator gave it, if it saw it. A tuple, since each is made several times over and tuples are made fast.
    """

    span: Span
    type: EntityType
    evidence: str
    names: tuple[Name, ...] = ()
    marked: EntityType | None = None
    inside: Span | None = None
