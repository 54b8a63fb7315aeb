"""Document and links → the plain data of `briefgen annotate`: one JSON object an article."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from briefgen.compose import people
from briefgen.compose.briefing import timeline
from briefgen.compose.locate import Locator
from briefgen.model import Document, Entity, Link, Linking, Quantity, Span, Timex


def annotation(document: Document, linking: Linking) -> dict[str, Any]:
    """What was understood of one article. Offsets are code points into `text`, end exclusive."""
    article = document.article
    return {
        "id": article.id,
        "lang": article.lang,
        "title": article.title,
        "byline": article.byline,
        "outlet": article.outlet,
        "published": article.published,
        "topics": list(article.topics),
        "text": article.text,
        "removed": [{"text": piece.text, "rule": piece.rule, "start": piece.start} for piece in article.removed],
        "sentences": [pair(sentence.span) for sentence in document.sentences],
        "lead": [{"sentence": one.sentence, "rule": one.rule, "evidence": one.evidence} for one in document.lead],
        "timex": [timex_row(timex, article.text) for timex in document.timexes],
        "figures": [figure_row(quantity, article.text) for quantity in document.quantities],
        "people": people_rows(document, linking.links),
        "entities": entity_rows(document, linking),
        "events": event_rows(document, linking.links),
    }


def pair(span: Span) -> list[int]:
    """A span as JSON."""
    return [span.start, span.end]


def number(amount: Decimal) -> int | float:
    """An integer if it is one; an exponent beyond what a float holds stays a (large) integer."""
    integral = amount == amount.to_integral_value() if amount.is_finite() else False
    return int(amount) if integral else float(amount)


def timex_row(timex: Timex, text: str) -> dict[str, Any]:
    """One time expression; `value` null if it is honestly unresolved."""
    return {
        "start": timex.span.start,
        "end": timex.span.end,
        "text": timex.span.of(text),
        "kind": timex.type.lower(),
        "value": timex.resolved,
        "mod": timex.mod,
        "anchor": timex.anchor,
        "rule": timex.rule,
    }


def figure_row(quantity: Quantity, text: str) -> dict[str, Any]:
    """One number that measures."""
    return {
        "start": quantity.span.start,
        "end": quantity.span.end,
        "text": quantity.span.of(text),
        "kind": quantity.kind,
        "value": number(quantity.amount),
        "unit": quantity.unit,
        "mod": quantity.mod,
        "trend": quantity.trend,
        "about": pair(quantity.about) if quantity.about else None,
        "rule": quantity.rule,
    }


def people_rows(document: Document, links: Sequence[Link]) -> list[dict[str, Any]]:
    """One row a person by first mention. A name that nobody could settle is a person of its own, without an entity."""
    text = document.article.text
    groups: dict[tuple[str | None, str], list[Span]] = {}
    for link in links:
        if link.type == "person":
            key = (link.entity_id, "" if link.entity_id else link.span.of(text).casefold())
            groups.setdefault(key, []).append(link.span)
    rows = []
    for (identifier, _), spans in groups.items():
        titles = [role.title.of(text) for role in people.roles_of(document, spans)]
        rows.append(
            {
                "name": people.fullest(text, spans),
                "mentions": [pair(span) for span in spans],
                "role": titles[0] if titles else None,
                "roles": titles,
                "entity": identifier,
            }
        )
    return rows


def entity_rows(document: Document, linking: Linking) -> list[dict[str, Any]]:
    """One row an entity by first mention. `name` is the article's own fullest wording unless the entity was found in it."""
    text, lang = document.article.text, document.article.lang
    found: dict[str, Entity] = {entity.id: entity for entity in linking.found}
    groups: dict[str, list[Link]] = {}
    for link in linking.links:
        if link.entity_id is not None:
            groups.setdefault(link.entity_id, []).append(link)
    rows = []
    for identifier, links in groups.items():
        spans = [link.span for link in links]
        name = found[identifier].label(lang) if identifier in found else people.fullest(text, spans)
        surfaces = list(dict.fromkeys(span.of(text) for span in spans))
        mentions = [mention_row(link) for link in links]
        rows.append({"id": identifier, "name": name, "type": links[0].type, "surfaces": surfaces, "mentions": mentions})
    return rows


def mention_row(link: Link) -> dict[str, Any]:
    """One mention; `inside` and `metonym` only where there is one."""
    row: dict[str, Any] = {"start": link.span.start, "end": link.span.end}
    if link.inside is not None:
        row["inside"] = pair(link.inside)
    if link.metonym:
        row["metonym"] = link.metonym
    row["evidence"] = link.evidence
    return row


def event_rows(document: Document, links: Sequence[Link]) -> list[dict[str, Any]]:
    """The timeline, with the exact sentence of each event and the offsets of its clause."""
    text, locator = document.article.text, Locator.of(document)
    return [
        {
            "when": entry.when,
            "sentence": document.sentences[locator.sentence(entry.clause)].span.of(text) if document.sentences else "",
            "start": entry.clause.start,
            "end": entry.clause.end,
            "who": list(entry.who),
            "certainty": entry.certainty,
            "rule": entry.rule,
        }
        for entry in timeline(document, tuple(links))
    ]
