"""One document with its links → the briefing that readers see: people and their roles, key figures, the timeline, a permalink."""

from __future__ import annotations

from datetime import date

from briefgen import edtf
from briefgen.compose import figures, people, slugs
from briefgen.compose.locate import Locator
from briefgen.model import Article, Briefing, Document, Entity, Glossary, Link, Linking, TimelineEntry


def compose(document: Document, linking: Linking, glossary: Glossary) -> Briefing:
    """Choose and order what one article says; nothing is written that its text does not say."""
    known = {entity.id: entity for entity in linking.found} | {entity.id: entity for entity in glossary.entities}
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
    )


def entities(links: tuple[Link, ...], known: dict[str, Entity]) -> tuple[Entity, ...]:
    """The entities that the links name, by first mention."""
    ordered = dict.fromkeys(link.entity_id for link in links if link.entity_id is not None)
    return tuple(known[identifier] for identifier in ordered)


def timeline(document: Document, links: tuple[Link, ...]) -> tuple[TimelineEntry, ...]:
    """The events whose date is resolved, by first day, then in text order."""
    locator = Locator.of(document)
    dates = {timex.span: timex for timex in document.timexes if timex.type == "DATE"}
    today = published_day(document.article)
    entries = []
    for event in document.events:
        timex = dates.get(event.timex)
        if timex is None or timex.resolved is None:
            continue
        bounds = edtf.bounds(timex.resolved)
        entries.append(
            TimelineEntry(
                when=timex.resolved,
                mod=timex.mod,
                clause=event.span,
                timex=timex,
                sentence=locator.sentence(event.span),
                who=participants(document, links, event.span.start, event.span.end, locator.sentence(event.span)),
                certainty=event.certainty,
                rule=event.rule,
                future=bool(today and bounds and bounds[0] > today),
            )
        )
    return tuple(sorted(entries, key=lambda entry: (edtf.order(entry.when), entry.clause, entry.timex.span)))


def participants(document: Document, links: tuple[Link, ...], start: int, end: int, sentence: int) -> tuple[str, ...]:
    """Ids of the entities named in the clause, or in its sentence if the clause names none; outermost names, in text order."""
    outer = [link for link in links if link.entity_id is not None and link.inside is None]
    inside = [link for link in outer if start <= link.span.start and link.span.end <= end]
    if not inside and document.sentences:
        whole = document.sentences[sentence].span
        inside = [link for link in outer if whole.contains(link.span)]
    return tuple(dict.fromkeys(str(link.entity_id) for link in inside))


def published_day(article: Article) -> date | None:
    """The day of publication as printed, whatever its zone; None without a date (a month alone is its first day)."""
    bounds = edtf.bounds((article.published or "")[:10])
    return bounds[0] if bounds else None


def permalink(article: Article) -> str:
    """`briefings/<yyyy-mm-dd>-<slug of the title>.html`; `undated` stands for a missing day."""
    day = article.published[:10] if article.published and len(article.published) >= 10 else "undated"
    words = slugs.slug(article.title) or slugs.slug(article.id) or slugs.digest(article.id)
    return f"briefings/{day}-{words}.html"
