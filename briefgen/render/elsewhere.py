"""The `same_as` of an entity → addresses: a web address as it is, `wikidata:Q64` and its like as their source addresses them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from briefgen.render.body import web_address

SCHEMES = {
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "geonames": "https://www.geonames.org/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "isni": "https://isni.org/isni/{}",
    "orcid": "https://orcid.org/{}",
    "doi": "https://doi.org/{}",
}


def addresses(same_as: Iterable[str]) -> tuple[str, ...]:
    """Where a browser may be sent, in order; identifiers of other schemes (`iso3166-1:ID`) have no page and are left out."""
    found = []
    for one in same_as:
        scheme, _, identifier = one.partition(":")
        known = SCHEMES.get(scheme.strip().casefold())
        found.append(known.format(quote(identifier.strip(), safe="")) if known and identifier.strip() else web_address(one))
    return tuple(dict.fromkeys(filter(None, found)))
