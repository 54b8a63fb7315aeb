"""An outlet's printed name → its glossary entry, and the offset that an article's time of publication gets from it."""

from __future__ import annotations

import dataclasses
import re
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefgen.glossary import kept
from briefgen.model import Article, Entity, Glossary, Receipt

_LOCAL_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?")


def outlet(glossary: Glossary, name: str) -> Entity | None:
    """The entity that has this label or alias (in any language, letter case aside) and may publish; None if there is none or two.

    One with a time zone outranks one without, so `Tempo` is the magazine and not the unit of speed.
    """
    found = kept.once("outlets", glossary, lambda: _publishers(glossary)).get(_key(name), []) if name else []
    zoned = [entity for entity in found if entity.timezone] or found
    return zoned[0] if len(zoned) == 1 else None


def zoned(article: Article, glossary: Glossary, zones: tuple[tuple[str, str], ...] = ()) -> Article:
    """The article with the outlet's offset on a local time of publication, and a receipt; the same object if nothing changes. The
    glossary knows the zone, else the site's settings (`zones`: outlet as printed → IANA name).
    """
    if not article.outlet or not _LOCAL_TIME.fullmatch(article.published or ""):
        return article
    entity = outlet(glossary, article.outlet)
    zone, rule = (entity.timezone, "outlet-timezone") if entity else ("", "")
    if not zone:
        zone, rule = {_key(name): zone for name, zone in zones}.get(_key(article.outlet), ""), "settings-timezone"
    if not zone:
        return article
    try:
        local = datetime.fromisoformat(article.published or "").replace(tzinfo=ZoneInfo(zone))
    except (ValueError, ZoneInfoNotFoundError):
        return article
    published = f"{article.published}{local.isoformat()[-6:]}"
    receipt = Receipt("published", f"{rule}:{zone}", article.outlet)
    return dataclasses.replace(article, published=published, receipts=(*article.receipts, receipt))


def _publishers(glossary: Glossary) -> dict[str, list[Entity]]:
    """The publishers of a glossary by each of their names."""
    found: dict[str, list[Entity]] = {}
    for entity in filter(_publishes, glossary.entities):
        for name in sorted(_names(entity)):
            found.setdefault(name, []).append(entity)
    return found


def _publishes(entity: Entity) -> bool:
    return entity.type == "organisation" and (bool(entity.timezone) or entity.kind in ("media", "agency"))


def _names(entity: Entity) -> set[str]:
    return {_key(text) for _, text in entity.labels} | {_key(alias.text) for alias in entity.aliases}


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
