"""Briefing → what its page and its source view show. Every row carries the way to the sentence it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from briefgen.model import Briefing, Link, TimelineEntry
from briefgen.render import body, receipts
from briefgen.render.catalogue import (
    Catalogue,
    article_ref,
    quote,
    root_of,
    sentence_of,
    sentence_ref,
    sentence_span,
)
from briefgen.render.views import (
    BriefingView,
    EventView,
    FigureView,
    OpenDate,
    PersonView,
    Quote,
    RegisterRow,
    Related,
    SourceView,
)
from briefgen.render.words import Words, machine

MAX_RELATED = 4
MAX_SHARED = 4
REGISTER_ORDER = ("person", "organisation", "group", "place", "event", "work", "law", "term")


def view(briefing: Briefing, catalogue: Catalogue, words: Words) -> BriefingView:
    """The briefing page. Of an article that may not be republished, only the sentences its facts rest on."""
    document, article = briefing.document, briefing.document.article
    quotes_only = article.publish != "full"
    outlet = dict(catalogue.site.outlets).get(article.outlet, "")
    events = tuple(event_view(briefing, number, catalogue, words) for number in range(len(briefing.timeline)))
    return BriefingView(
        headline=body.headline(briefing),
        article=article_ref(briefing),
        outlet=catalogue.ref(outlet, words.lang) if outlet in catalogue.paths else None,
        byline=article.byline,
        updated=article.updated or "",
        original=body.web_address(article.url),
        topics=article.topics,
        quotes_only=quotes_only,
        lead=() if quotes_only else tuple(_quote(briefing, number) for number in document.lead),
        blocks=() if quotes_only else body.blocks(briefing, catalogue, root_of(briefing.permalink), words.lang),
        quotes=tuple(_quote(briefing, number) for number in _supporting(briefing)) if quotes_only else (),
        people=tuple(_people(briefing, catalogue)),
        figures=tuple(figure_views(briefing, words)),
        earlier=tuple(event for event, entry in zip(events, briefing.timeline, strict=True) if not entry.future),
        upcoming=tuple(event for event, entry in zip(events, briefing.timeline, strict=True) if entry.future),
        unresolved=tuple(_open_dates(briefing)),
        register=tuple(_register(briefing, catalogue, words.lang)),
        receipts=receipts.receipts(briefing, catalogue, words),
        related=related(briefing, catalogue, words.lang),
        removed=len(article.removed),
        source_path=source_path(briefing),
        coverage=_coverage(briefing),
    )


def source_view(briefing: Briefing) -> SourceView:
    """The source view page."""
    article = briefing.document.article
    values = {
        "title": article.title,
        "byline": article.byline,
        "outlet": article.outlet,
        "published": article.published or "",
        "updated": article.updated or "",
        "topics": ", ".join(article.topics),
        "lang": article.lang,
        "url": article.url,
    }
    rows = tuple((receipt.field, values.get(receipt.field, ""), receipt.rule, receipt.quote) for receipt in article.receipts)
    return SourceView(article_ref(briefing), article.source_path, rows, article.removed)


def source_path(briefing: Briefing) -> str:
    """Path of the source view of a briefing."""
    return briefing.permalink.removesuffix(".html") + ".source.html"


def event_view(briefing: Briefing, number: int, catalogue: Catalogue, words: Words) -> EventView:
    """One row (0-based) of a briefing's timeline."""
    entry: TimelineEntry = briefing.timeline[number]
    article = briefing.document.article
    return EventView(
        anchor=f"e{number + 1}",
        when=words.date(entry.when, entry.mod),
        machine=machine(entry.when),
        in_article=entry.timex.span.of(article.text),
        clause=quote(article, entry.clause),
        who=catalogue.refs(entry.who, words.lang),
        certainty=entry.certainty,
        sentence=sentence_ref(briefing, entry.sentence),
        rule=entry.rule,
    )


def figure_views(briefing: Briefing, words: Words) -> Iterator[FigureView]:
    """The rows of key numbers."""
    text = briefing.document.article.text
    for key in briefing.figures:
        quantity = key.quantity
        label = quantity.about.of(text) if quantity.about else ""
        if quantity.kind == "count" and quantity.unit and quantity.unit.casefold() not in label.casefold():
            label = f"{quantity.unit}: {label}" if label else quantity.unit
        yield FigureView(
            words=quantity.span.of(text),
            label=" ".join(label.split()),
            amount=words.amount(quantity),
            kind=quantity.kind,
            mod=quantity.mod,
            trend=quantity.trend,
            as_of=words.timex(key.as_of) if key.as_of else "",
            sentence=sentence_ref(briefing, key.sentence),
            reason=key.reason,
        )


def related(briefing: Briefing, catalogue: Catalogue, lang: str) -> tuple[Related, ...]:
    """The briefings that share most names with this one; a name counts less the more articles name it."""
    scores: Counter[str] = Counter()
    shared: dict[str, list[str]] = {}
    for entity in briefing.entities:
        articles = dict.fromkeys(link.article_id for link in catalogue.backlinks.get(entity.id, ()))
        for article in articles:
            if article != briefing.document.article.id:
                scores[article] += 1000 // len(articles)
                shared.setdefault(article, []).append(entity.label(lang))
    best = sorted(scores, key=lambda article: (-scores[article], article))[:MAX_RELATED]
    return tuple(
        Related(article_ref(catalogue.briefings[article]), tuple(shared[article][:MAX_SHARED]))
        for article in best
        if len(shared[article]) > 1
    )


def _quote(briefing: Briefing, sentence: int) -> Quote:
    return Quote(quote(briefing.document.article, sentence_span(briefing, sentence)), sentence_ref(briefing, sentence))


def _supporting(briefing: Briefing) -> tuple[int, ...]:
    """The sentences that facts rest on: the lead's, the key figures', the timeline's, the roles'."""
    found = {
        *briefing.document.lead,
        *(key.sentence for key in briefing.figures),
        *(entry.sentence for entry in briefing.timeline),
    }
    found |= {sentence_of(briefing.document, role.title) for person in briefing.people for role in person.roles[:1]}
    return tuple(sorted(found))


def _people(briefing: Briefing, catalogue: Catalogue) -> Iterator[PersonView]:
    text = briefing.document.article.text
    for person in briefing.people:
        titles = [" ".join(role.title.of(text).split()) for role in person.roles]
        yield PersonView(
            ref=catalogue.ref(person.entity_id, briefing.document.article.lang, person.name),
            role=titles[0] if titles else "",
            role_sentence=sentence_ref(briefing, sentence_of(briefing.document, person.roles[0].title)) if titles else None,
            other_roles=tuple(titles[1:]),
            sentence=sentence_ref(briefing, sentence_of(briefing.document, person.mentions[0])),
            reason=person.reason,
        )


def _register(briefing: Briefing, catalogue: Catalogue, lang: str) -> Iterator[RegisterRow]:
    text = briefing.document.article.text
    links: dict[str, list[Link]] = {}
    for link in briefing.links:
        if link.entity_id is not None:
            links.setdefault(link.entity_id, []).append(link)
    order = [catalogue.entities[identifier] for identifier in links]
    for entity in sorted(order, key=lambda entity: REGISTER_ORDER.index(entity.type)):
        named = links[entity.id]
        metonym = next((link.metonym for link in named if link.metonym), "")
        yield RegisterRow(
            ref=catalogue.ref(entity.id, lang),
            description=entity.description(lang),
            names=tuple(dict.fromkeys(" ".join(link.span.of(text).split()) for link in named)),
            sentences=tuple(dict.fromkeys(sentence_ref(briefing, sentence_of(briefing.document, link.span)) for link in named)),
            mentions=len(named),
            stands_for=catalogue.entities[metonym].label(lang) if metonym in catalogue.entities else metonym,
        )


def _open_dates(briefing: Briefing) -> Iterator[OpenDate]:
    for timex in briefing.unresolved:
        sentence = sentence_ref(briefing, sentence_of(briefing.document, timex.span))
        yield OpenDate(timex.span.of(briefing.document.article.text), timex.reason, sentence)


def _coverage(briefing: Briefing) -> tuple[tuple[str, int], ...]:
    document = briefing.document
    return (
        ("names", len(briefing.links)),
        ("linked", sum(link.entity_id is not None for link in briefing.links)),
        ("dates", len(document.timexes)),
        ("resolved", sum(timex.resolved is not None for timex in document.timexes)),
        ("figures", len(document.quantities)),
    )
