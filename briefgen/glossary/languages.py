"""A glossary in some languages only: names in others are neither looked for nor shown."""

from __future__ import annotations

import dataclasses
from typing import Any

from briefgen.model import Entity, Glossary


def only(glossary: Glossary, languages: tuple[str, ...]) -> Glossary:
    """The glossary with labels, aliases and descriptions of these languages and of none (`*`); the same object if all are meant.

    An entity that has no label in any of them keeps its labels, so that every entity has a name.
    """
    if not languages:
        return glossary
    return Glossary(tuple(_only(entity, frozenset((*languages, "*"))) for entity in glossary.entities))


def _only(entity: Entity, languages: frozenset[str]) -> Entity:
    def kept(texts: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
        return tuple((lang, text) for lang, text in texts if lang in languages)

    return dataclasses.replace(
        entity,
        labels=kept(entity.labels) or entity.labels,
        aliases=tuple(alias for alias in entity.aliases if alias.lang in languages),
        descriptions=kept(entity.descriptions),
        bodies=kept(entity.bodies),
    )
