"""One entity → every value it has, with the layer that gave it and, for the site's own files, the line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen import codec
from briefgen.glossary import layers as layering
from briefgen.model import Alias, Entity, Glossary, Location

_ALIAS_DEFAULTS = Alias("")


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is shown: `key` as in a file, `part` the language or name under it, `layer` as in `Entity`."""

    key: str
    part: str
    text: str
    layer: str
    location: Location | None


def values(entity: Entity, layers: tuple[str, ...], site: Path) -> tuple[Value, ...]:
    """All values of an entity of the merged glossary, in the order of the format. `layers` are those that the site uses."""
    stages: list[tuple[str, frozenset[tuple[str, str, str]]]] = []
    for number, layer in enumerate(layering.SHIPPED, start=1):
        used = tuple(name for name in layering.SHIPPED[:number] if name in layers)
        below = layering.shipped(used).get(entity.id) if layer in layers else None
        stages += [(layer, frozenset(_facts(below)))] if below else []
    facts = tuple(_facts(entity))
    stages += [(entity.layer, frozenset(facts))] if entity.layer not in layering.SHIPPED else []
    row = _row(entity, site)
    return tuple(Value(*fact, layer, _place(entity, fact, layer, row)) for fact in facts for layer in [_origin(fact, stages)])


def own_aliases(glossary: Glossary, layers: tuple[str, ...]) -> dict[str, tuple[Alias, ...]]:
    """For each entity that the site's files say something of, the aliases that no shipped layer has."""
    shipped = layering.shipped(tuple(layer for layer in layers if layer in layering.SHIPPED))
    own = {}
    for entity in glossary.entities:
        if entity.layer == "site":
            below = {(alias.lang, alias.text) for alias in shipped[entity.id].aliases} if entity.id in shipped else set()
            own[entity.id] = tuple(alias for alias in entity.aliases if (alias.lang, alias.text) not in below)
    return own


def _origin(fact: tuple[str, str, str], stages: list[tuple[str, frozenset[tuple[str, str, str]]]]) -> str:
    """The lowest layer from which on the value has been what it is."""
    origin = stages[-1][0]
    for layer, facts in reversed(stages):
        if fact not in facts:
            break
        origin = layer
    return origin


def _facts(entity: Entity) -> Iterator[tuple[str, str, str]]:
    yield "type", "", entity.type
    if entity.kind:
        yield "kind", "", entity.kind
    for lang, text in entity.labels:
        yield "labels", lang, text
    for alias in entity.aliases:
        yield "aliases", alias.lang, f"{alias.text}{_rules(alias)}"
    for lang, text in entity.descriptions:
        yield "description", lang, text
    for lang, text in entity.bodies:
        yield "body", lang, " ".join(text.split())
    for same in entity.same_as:
        yield "same_as", "", same
    for relation in entity.relations:
        yield (
            "relations",
            relation.type,
            " ".join(filter(None, (relation.target, relation.dates, *(t for _, t in relation.role)))),
        )
    for name, value in entity.dates:
        yield "dates", name, value
    if entity.geo:
        yield "geo", "", ", ".join(entity.geo)
    if entity.timezone:
        yield "timezone", "", entity.timezone
    if entity.priority:
        yield "priority", "", str(entity.priority)


def _rules(alias: Alias) -> str:
    """What an alias says beyond its text, if anything: ` (acronym, exact)`."""
    said = [getattr(alias, name) for name in ("kind", "case", "match") if getattr(alias, name) != getattr(_ALIAS_DEFAULTS, name)]
    said += [f"with {', '.join(alias.context)}"] if alias.context else []
    said += [] if alias.show else ["not shown"]
    return f" ({', '.join(said)})" if said else ""


# --- lines of the site's files -----------------------------------------------------------------------------------------


def _row(entity: Entity, site: Path) -> Any:
    """The entry as it stands in the site's file, with the places of its keys."""
    if entity.location is None:
        return None
    path = site / entity.location.path
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    is_front = path.suffix == ".md"
    front = codec.split_front_matter(text)[0] if is_front else text
    data, _ = codec.load_yaml(front or "", entity.location.path, 2 if is_front else 1)
    rows = data if isinstance(data, list) else [data]
    return next((row for row in rows if isinstance(row, dict) and row.get("id") == entity.id), None)


def _place(entity: Entity, fact: tuple[str, str, str], layer: str, row: Any) -> Location | None:
    """Where the site's file says it; None of what comes from elsewhere."""
    if layer != "site" or entity.location is None or row is None:
        return entity.location if layer == "site" else None
    key, part, text = fact
    if key == "body":
        return Location(
            entity.location.path if part == "*" else str(Path(entity.location.path).with_suffix(f".{part}.md").as_posix())
        )
    steps: tuple[Any, ...] = (key, part) if part and key in ("labels", "aliases", "description", "dates") else (key,)
    if key in ("aliases", "same_as", "relations"):
        listed = row.get(key, {}).get(part, []) if key == "aliases" else row.get(key, [])
        number = next((n for n, item in enumerate(listed) if _says(item, text)), 0)
        steps = (*steps, number)
    return Location(entity.location.path, *codec.locate(row, steps))


def _says(item: Any, text: str) -> bool:
    """True if an item of a list is what a value was made of."""
    if isinstance(item, dict):
        return text.startswith(str(item.get("text") or item.get("target") or "\0"))
    return str(item) == text
