"""Briefing → its article as plain text and, beside it, every annotation as a W3C Web Annotation whose selectors point into that
text. Of an article that may not be republished there is no text: its annotations carry the exact words only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from briefgen.model import Briefing, Span
from briefgen.render.catalogue import Catalogue, sentence_span
from briefgen.render.exports import jsontext
from briefgen.render.exports.addresses import Addresses

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"briefgen": "urn:briefgen:"}]
AROUND = 32
"""Code points of text before and after the exact words, as the data model's own examples have it."""


def files(briefing: Briefing, catalogue: Catalogue, address: Addresses) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The files of one briefing as (path, how to draw it)."""
    path = _path(briefing)
    yield f"{path}.jsonld", lambda: jsontext.dump(page(briefing, catalogue, address))
    if _whole(briefing):
        yield f"{path}.txt", lambda: briefing.document.article.text.encode("utf-8", "replace")


def digest(briefing: Briefing) -> str:
    """Changes when the text or the place of a fact in it does, which a page may not show."""
    document = briefing.document
    found = (document.timexes, document.quantities, document.lead, briefing.links, briefing.people, briefing.timeline)
    return hashlib.sha256(repr((document.article.text, found)).encode("utf-8", "surrogatepass")).hexdigest()


def page(briefing: Briefing, catalogue: Catalogue, address: Addresses) -> dict[str, Any]:
    """The annotation page: names, dates, numbers, roles, events and the lead, each kind in text order."""
    here = f"{_path(briefing)}.jsonld"
    items = [_annotation(briefing, number, fact, address) for number, fact in enumerate(_facts(briefing, catalogue, address), 1)]
    return {
        "@context": CONTEXT,
        "id": address.of(here, here),
        "type": "AnnotationPage",
        "partOf": {"id": address.of(briefing.permalink, here), "type": "AnnotationCollection", "total": len(items)},
        "items": items,
    }


Fact = tuple[Span, str, dict[str, Any], str]
"""What is annotated, why (a motivation of the data model), the body, and the rule or evidence that decided."""


def _facts(briefing: Briefing, catalogue: Catalogue, address: Addresses) -> Iterator[Fact]:
    document, here = briefing.document, f"{_path(briefing)}.jsonld"
    for link in briefing.links:
        if link.entity_id in catalogue.paths:
            entity = address.of(catalogue.paths[str(link.entity_id)], here)
            yield link.span, "identifying", _resource(entity, "identifying"), link.evidence
    for timex in document.timexes:
        if timex.resolved is not None:
            yield timex.span, "classifying", _text(timex.resolved, timex.mod), timex.rule
    for quantity in document.quantities:
        amount = f"{quantity.amount:f} {quantity.unit or ''}".strip()
        yield quantity.span, "classifying", _text(amount, quantity.mod), quantity.rule
    for person in briefing.people:
        for role in person.roles:
            who = address.of(catalogue.paths[person.entity_id], here)
            yield role.title, "describing", _resource(who, "describing"), role.rule
    for entry in briefing.timeline:
        yield entry.clause, "describing", _text(entry.when, entry.mod), entry.rule
    for one in document.lead:
        yield sentence_span(briefing, one.sentence), "tagging", _text("lead", None, "tagging"), one.rule


def _annotation(briefing: Briefing, number: int, fact: Fact, address: Addresses) -> dict[str, Any]:
    span, motivation, body, rule = fact
    here = f"{_path(briefing)}.jsonld"
    return {
        "id": f"{address.of(here, here)}#a{number}",
        "type": "Annotation",
        "motivation": motivation,
        "body": body,
        "target": {"source": address.of(_target(briefing), here), "selector": _selectors(briefing, span)},
        "briefgen:rule": rule,
    }


def _selectors(briefing: Briefing, span: Span) -> list[dict[str, Any]]:
    text = briefing.document.article.text
    if not _whole(briefing):
        return [{"type": "TextQuoteSelector", "exact": span.of(text)}]
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(span.start - AROUND, 0) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }
    return [quote, {"type": "TextPositionSelector", "start": span.start, "end": span.end}]


def _resource(address: str, purpose: str) -> dict[str, Any]:
    return {"type": "SpecificResource", "source": address, "purpose": purpose}


def _text(value: str, mod: str | None, purpose: str = "classifying") -> dict[str, Any]:
    body = {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
    return body | ({"briefgen:mod": mod} if mod else {})


def _whole(briefing: Briefing) -> bool:
    return briefing.document.article.publish == "full"


def _target(briefing: Briefing) -> str:
    return f"{_path(briefing)}.txt" if _whole(briefing) else briefing.permalink


def _path(briefing: Briefing) -> str:
    return "data/" + briefing.permalink.removesuffix(".html")
