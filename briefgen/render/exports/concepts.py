"""Site → its glossary as SKOS in JSON-LD: one concept an entity that the articles name, with its names by language."""

from __future__ import annotations

from typing import Any

from briefgen.model import Entity
from briefgen.render import elsewhere
from briefgen.render.catalogue import Catalogue
from briefgen.render.exports.addresses import Addresses

CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "altLabel": {"@id": "skos:altLabel", "@container": "@language"},
    "definition": {"@id": "skos:definition", "@container": "@language"},
    "exactMatch": {"@id": "skos:exactMatch", "@type": "@id"},
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "notation": "skos:notation",
}
BROADER = frozenset({"part_of", "located_in", "in"})
HERE = "data/glossary.jsonld"


def scheme(catalogue: Catalogue, address: Addresses) -> dict[str, Any]:
    """The concept scheme with its concepts by id."""
    root = address.of(HERE, HERE)
    concepts = [_concept(one, catalogue, address, root) for one in catalogue.site.entities]
    head = {"@id": root, "@type": "skos:ConceptScheme", "prefLabel": {catalogue.site.lang: catalogue.site.title}}
    return {"@context": CONTEXT, "@graph": [head, *concepts]}


def _concept(one: Entity, catalogue: Catalogue, address: Addresses, root: str) -> dict[str, Any]:
    labels = {_tag(lang): text for lang, text in one.labels}
    spoken: dict[str, list[str]] = {}
    for alias in one.aliases:
        known = spoken.setdefault(_tag(alias.lang), [])
        if alias.show and alias.text not in (*known, labels.get(_tag(alias.lang))):
            known.append(alias.text)
    broader = [
        address.of(catalogue.paths[relation.target], HERE)
        for relation in one.relations
        if relation.type in BROADER and relation.target in catalogue.paths
    ]
    row = {
        "@id": address.of(catalogue.paths[one.id], HERE),
        "@type": "skos:Concept",
        "inScheme": root,
        "notation": one.id,
        "prefLabel": labels,
        "altLabel": {lang: texts for lang, texts in spoken.items() if texts},
        "definition": {_tag(lang): text for lang, text in one.descriptions},
        "exactMatch": list(elsewhere.addresses(one.same_as)),
        "broader": broader,
    }
    return {key: value for key, value in row.items() if value}


def _tag(lang: str) -> str:
    """The language tag; a name that belongs to no language is `und`."""
    return "und" if lang == "*" else lang
