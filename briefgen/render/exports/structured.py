"""Briefing, entity, register → schema.org in JSON-LD for the page's head. It says what the page says and nothing more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefgen.model import Briefing, Entity, EntityType
from briefgen.render import body, elsewhere
from briefgen.render.catalogue import Catalogue, sentence_of
from briefgen.render.exports.addresses import Addresses

CONTEXT = "https://schema.org"
TYPES: dict[EntityType, str] = {
    "person": "Person",
    "organisation": "Organization",
    "place": "Place",
    "event": "Event",
    "group": "Thing",
    "work": "CreativeWork",
    "law": "Legislation",
    "term": "DefinedTerm",
}


def article(briefing: Briefing, catalogue: Catalogue, address: Addresses) -> dict[str, Any]:
    """The article as `NewsArticle`: `about` what its lead names, `mentions` all else that it names."""
    document, here = briefing.document, briefing.permalink
    one = document.article
    lead = set(document.opening)
    first: dict[str, int] = {}
    for link in briefing.links:
        if link.entity_id in catalogue.paths:
            first.setdefault(str(link.entity_id), sentence_of(document, link.span))
    about = [identifier for identifier, sentence in first.items() if sentence in lead]
    mentions = [identifier for identifier, sentence in first.items() if sentence not in lead]
    row = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "mainEntityOfPage": address.base + here if address.base else "",
        "url": body.web_address(one.url),
        "headline": one.title,
        "inLanguage": one.lang,
        "datePublished": one.published or "",
        "dateModified": one.updated or "",
        "author": {"@type": "Person", "name": one.byline} if one.byline else None,
        "publisher": {"@type": "Organization", "name": one.outlet} if one.outlet else None,
        "keywords": list(one.topics),
        "about": _things(about, catalogue, address, here),
        "mentions": _things(mentions, catalogue, address, here),
    }
    return _filled(row)


def entity(one: Entity, catalogue: Catalogue, address: Addresses, lang: str) -> dict[str, Any]:
    """What an entity's page describes."""
    row = {"@context": CONTEXT, **_thing(one, address, catalogue.paths[one.id], lang, catalogue.paths[one.id])}
    others = [text for _, text in one.labels] + [alias.text for alias in one.aliases if alias.show]
    row["alternateName"] = [name for name in dict.fromkeys(others) if name != row["name"]]
    row["description"] = one.description(lang)
    if one.geo and one.type == "place":
        row["geo"] = {"@type": "GeoCoordinates", "latitude": one.geo[0], "longitude": one.geo[1]}
    return _filled(row)


def terms(title: str, catalogue: Catalogue, address: Addresses, path: str) -> dict[str, Any]:
    """The register of terms at that path as a `DefinedTermSet`."""
    lang = catalogue.site.lang
    rows = [
        _filled({**_thing(one, address, catalogue.paths[one.id], lang, path), "description": one.description(lang)})
        for one in catalogue.site.entities
        if one.type == "term"
    ]
    return _filled({"@context": CONTEXT, "@type": "DefinedTermSet", "name": title, "hasDefinedTerm": rows})


def _things(identifiers: Iterable[str], catalogue: Catalogue, address: Addresses, here: str) -> list[dict[str, Any]]:
    lang = catalogue.site.lang
    return [_filled(_thing(catalogue.entities[one], address, catalogue.paths[one], lang, here)) for one in identifiers]


def _thing(one: Entity, address: Addresses, path: str, lang: str, here: str) -> dict[str, Any]:
    return {
        "@type": TYPES[one.type],
        "name": one.label(lang),
        "url": address.of(path, here),
        "sameAs": list(elsewhere.addresses(one.same_as)),
    }


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: an unknown is left out, not stated as nothing."""
    return {key: value for key, value in row.items() if value}
