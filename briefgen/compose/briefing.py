"""One document with its links → the briefing that readers see: people and their roles, key figures, the timeline, a permalink."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from briefgen import edtf
from briefgen.compose import figures, people, slugs
from briefgen.compose.locate import Locator
from briefgen.model import (
    Article,
    Briefing,
    Decision,
    Document,
    Entity,
    EventClause,
    Glossary,
    Link,
    Linking,
    Sentence,
    Span,
    TimelineEntry,
)


def compose(
    document: Document, linking: Linking, glossary: Glossary | Mapping[str, Entity], decisions: tuple[Decision, ...] = ()
) -> Briefing:
    """Choose and order what one article says; nothing is written that its text does not say. The glossary may be given by id."""
    described = described_by(glossary) if isinstance(glossary, Glossary) else glossary
    found = {entity.id: entity for entity in linking.found}
    named = (link.entity_id for link in linking.links if link.entity_id is not None)
    known = {one: entity for one in named if (entity := described.get(one) or found.get(one))}
    links = tuple(link for link in linking.links if link.entity_id is None or link.entity_id in known)
    return Briefing(
        document=document,
        links=links,
        entities=entities(links, known),
        people=people.compose(document, links),
        figures=figures.compose(document),
        timeline=timeline(document, links),
        unresolved=tuple(timex for timex in document.timexes if timex.resolved is None),
        permalink=permalink(document.article),
        decisions=decisions,
    )


def described_by(glossary: Glossary) -> dict[str, Entity]:
    """The entities of a glossary by id."""
    return {entity.id: entity for entity in glossary.entities}


def slim(briefing: Briefing) -> Briefing:
    """The briefing without the tokens that nothing asks for any more: four fifths of a document. Those within events and what key
    figures measure stay, for these are compared with other articles'."""
    measured = {one.quantity.about for one in briefing.figures if one.quantity.about}
    kept = sorted(measured | {entry.clause for entry in briefing.timeline})
    locator = Locator.of(briefing.document)
    spans: dict[int, list[Span]] = {}
    for span in kept:
        spans.setdefault(locator.sentence(span), []).append(span)
    sentences = tuple(
        replace(one, tokens=tuple(token for token in one.tokens if any(span.contains(token.span) for span in spans[number])))
        if number in spans
        else Sentence(one.span)
        for number, one in enumerate(briefing.document.sentences)
    )
    return replace(briefing, document=replace(briefing.document, sentences=sentences))


def entities(links: tuple[Link, ...], known: dict[str, Entity]) -> tuple[Entity, ...]:
    """The entities that the links name, by first mention."""
    ordered = dict.fromkeys(link.entity_id for link in links if link.entity_id is not None)
    return tuple(known[identifier] for identifier in ordered)


def timeline(document: Document, links: tuple[Link, ...]) -> tuple[TimelineEntry, ...]:
    """The events whose date is resolved, by first day, then in text order."""
    locator = Locator.of(document)
    dates = {timex.span: timex for timex in document.timexes if timex.type == "DATE"}
    today = published_day(document.article)
    named: dict[int, list[Link]] = {}
    for link in sorted(links, key=lambda link: link.span):
        if link.entity_id is not None and link.inside is None:
            named.setdefault(locator.sentence(link.span), []).append(link)
    everybody = {number: unique(present) for number, present in named.items()}
    entries = []
    for event in document.events:
        timex = dates.get(event.timex)
        if timex is None or timex.resolved is None:
            continue
        bounds, number = edtf.bounds(timex.resolved, timex.mod), locator.sentence(event.span)
        entries.append(
            TimelineEntry(
                when=timex.resolved,
                mod=timex.mod,
                clause=event.span,
                timex=timex,
                sentence=number,
                who=participants(event, named.get(number, ()), everybody.get(number, ())),
                certainty=event.certainty,
                rule=event.rule,
                future=bool(today and bounds and bounds[0] > today),
            )
        )
    return tuple(sorted(entries, key=lambda entry: (edtf.order(entry.when, entry.mod), entry.clause, entry.timex.span)))


def participants(event: EventClause, named: Sequence[Link], everybody: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of the entities named in the clause, or else `everybody` of its sentence, in text order."""
    first = bisect.bisect_left(named, event.span.start, key=lambda link: link.span.start)
    inside = itertools.takewhile(lambda link: link.span.start < event.span.end, itertools.islice(named, first, None))
    return unique(link for link in inside if event.span.contains(link.span)) or everybody


def unique(links: Iterable[Link]) -> tuple[str, ...]:
    """The entities that links name, each once, in text order."""
    return tuple(dict.fromkeys(str(link.entity_id) for link in links))


def published_day(article: Article) -> date | None:
    """The day of publication as printed, whatever its zone; None without a date (a month alone is its first day)."""
    bounds = edtf.bounds((article.published or "")[:10])
    return bounds[0] if bounds else None


def permalink(article: Article) -> str:
    """`briefings/<yyyy-mm-dd>-<slug of the title>.html`; `undated` stands for a missing day."""
    day = article.published[:10] if article.published and len(article.published) >= 10 else "undated"
    words = slugs.slug(article.title) or slugs.slug(article.id) or slugs.digest(article.id)
    return f"briefings/{day}-{words}.html"
