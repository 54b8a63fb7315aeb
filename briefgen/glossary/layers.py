"""Entries of one layer laid onto the entities of the layers below: scalars replace, language maps merge by language, lists unite
with the upper layer's items first. Also the doorway to the two layers that are shipped with briefgen, kept as compact JSON.
"""

from __future__ import annotations

import contextlib
import functools
import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from briefgen.glossary.schema import AliasEntry, Entry, GeoEntry, RelationEntry, SourceEntry
from briefgen.model import Alias, Entity, Location, Relation

DATA = Path(__file__).parent / "data"
SHIPPED = ("builtin", "starter")


@functools.cache
def shipped(layers: tuple[str, ...]) -> Mapping[str, Entity]:
    """The entities of the shipped layers that are asked for, by id; read once a process."""
    with uncollected():
        return MappingProxyType(_stacked(layers))


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """While thousands of entities are made, of which nothing is garbage: without the collector looking for it the work takes a
    fraction of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _stacked(layers: tuple[str, ...]) -> dict[str, Entity]:
    known: dict[str, Entity] = {}
    for layer in SHIPPED:
        if layer in layers:
            for row in _json(layer)["entries"]:
                lower = known.get(row["id"])
                known[row["id"]] = onto(lower, _entry(row), layer) if lower else _entity(row, layer)
    return known


def notice() -> str:
    """Whom the built-in layer's data is owed to; shown on the site's about page."""
    return str(_json("builtin")["notice"])


def onto(lower: Entity | None, entry: Entry, layer: str, location: Location | None = None) -> Entity:
    """The entity that an entry makes of what lower layers say (None = nothing, or the entry replaces it).

    Raises `ValueError` if it then lacks a type or a label.
    """
    kind = entry.type or (lower.type if lower else None)
    labels = _merged(lower.labels if lower else (), entry.labels)
    if kind is None or not labels:
        raise ValueError("type" if kind is None else "labels")
    gone = {(lang, text) for lang, texts in entry.remove.aliases.items() for text in texts}
    names = {word for _, text in labels for word in text.split()} if kind == "person" else set()
    mine = tuple(alias(lang, item, names) for lang, items in sorted(entry.aliases.items()) for item in items)
    below = tuple(item for item in (lower.aliases if lower else ()) if (item.lang, item.text) not in gone)
    same_as = (*entry.same_as, *(item for item in (lower.same_as if lower else ()) if item not in entry.remove.same_as))
    return Entity(
        id=entry.id,
        type=kind,
        labels=labels,
        kind=entry.kind or (lower.kind if lower else ""),
        aliases=_united(mine, below, key=lambda item: (item.lang, item.text)),
        descriptions=_merged(lower.descriptions if lower else (), entry.description),
        bodies=lower.bodies if lower else (),
        same_as=tuple(dict.fromkeys(same_as)),
        relations=_united(
            tuple(_relation(item) for item in entry.relations),
            lower.relations if lower else (),
            key=lambda item: (item.type, item.target, item.dates),
        ),
        dates=_merged(lower.dates if lower else (), entry.dates),
        geo=(entry.geo.lat, entry.geo.lon) if entry.geo else (lower.geo if lower else None),
        formerly=tuple(dict.fromkeys((*entry.formerly, *(lower.formerly if lower else ())))),
        timezone=entry.timezone or (lower.timezone if lower else ""),
        priority=entry.priority if entry.priority is not None else (lower.priority if lower else 0),
        layer=layer,
        location=location,
        sources=tuple((source.url, source.accessed) for source in entry.sources) or (lower.sources if lower else ()),
        status=entry.status or (lower.status if lower else "reviewed"),
        as_of=entry.as_of or (lower.as_of if lower else ""),
    )


def alias(lang: str, item: str | AliasEntry, parts: Collection[str] = ()) -> Alias:
    """An alias as the model has it. One of the `parts` of a person's name counts after the full name only."""
    if isinstance(item, str):
        return Alias(item, lang, "short", match="after_full_name") if item in parts else Alias(item, lang)
    return Alias(item.text, lang, item.kind, item.case, item.match, tuple(item.context), item.show, item.valid)


def _relation(item: RelationEntry) -> Relation:
    return Relation(item.type, item.target, tuple(sorted(item.role.items())), item.dates)


def _merged(lower: Iterable[tuple[str, str]], upper: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({**dict(lower), **upper}.items()))


def _united(upper: tuple[Any, ...], lower: tuple[Any, ...], key: Any) -> tuple[Any, ...]:
    found: dict[Any, Any] = {}
    for item in (*upper, *lower):
        found.setdefault(key(item), item)
    return tuple(found.values())


def _json(layer: str) -> Any:
    import json

    return json.loads((DATA / f"{layer}.json").read_text("utf-8"))


def _entry(row: dict[str, Any]) -> Entry:
    """A shipped row as an entry. Shipped rows are tested data: no validation, so that a cold start costs milliseconds."""
    aliases = {
        lang: [AliasEntry(**a) if isinstance(a, dict) else a for a in row["aliases"][lang]] for lang in row.get("aliases", ())
    }
    relations = [RelationEntry(**item) for item in row.get("relations", ())]
    geo = GeoEntry(**row["geo"]) if "geo" in row else None
    sources = [SourceEntry(**item) for item in row.get("sources", ())]
    return Entry(**(row | {"aliases": aliases, "relations": relations, "geo": geo, "sources": sources}))


def _entity(row: dict[str, Any], layer: str) -> Entity:
    """What `onto` makes of a shipped row that no lower layer knows; seven thousand of them are worth the shorter way."""
    aliases = row.get("aliases", {})
    geo = row.get("geo")
    return Entity(
        row["id"],
        row["type"],
        tuple(sorted(row["labels"].items())),
        row.get("kind", ""),
        tuple(
            Alias(item, lang)
            if isinstance(item, str)
            else Alias(lang=lang, **(item | {"context": tuple(item.get("context", ()))}))
            for lang in sorted(aliases)
            for item in aliases[lang]
        ),
        tuple(sorted(row.get("description", {}).items())),
        (),
        tuple(row.get("same_as", ())),
        tuple(
            Relation(item["type"], item["target"], tuple(sorted(item.get("role", {}).items())), item.get("dates", ""))
            for item in row.get("relations", ())
        ),
        tuple(sorted(row.get("dates", {}).items())),
        (geo["lat"], geo["lon"]) if geo else None,
        row.get("timezone", ""),
        row.get("priority") or 0,
        layer,
        sources=tuple((source["url"], source.get("accessed", "")) for source in row.get("sources", ())),
        status=row.get("status", "reviewed"),
        as_of=row.get("as_of", ""),
    )
